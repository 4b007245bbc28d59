"""What markdown, text and jsonl have in common: all but the format."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple, NoReturn

import typer

from fraudnews.cli import options as cli
from fraudnews.cli.values import (
    input_paths,
    kinds,
    member,
    posts,
    reading,
    record_fields,
    seconds,
    size,
    text_encoding,
    worker_count,
    zone,
)
from fraudnews.errors import RuleError, UsageError
from fraudnews.model import Images, Limits, Links, Options
from fraudnews.report import Report
from fraudnews.sources import Reading, Source, Trouble


class Job(NamedTuple):
    """One run: which posts in which format to which place."""

    to: str
    paths: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    output: str | None
    overwrite: bool
    report: str | None
    quarantine: str | None
    progress: bool | None
    files_from: str | None
    null: bool
    reading: Reading
    split: int | None
    fsync: bool

    def find(self, skip: str | None) -> Iterator[Source | Trouble]:
        """All posts: those of the paths, then those of the list. Raises UsageError where there is no list."""
        from fraudnews.sources import find_listed, find_sources

        found = find_sources(self.paths, self.include, self.exclude, skip, self.reading)
        if self.files_from is None:
            return found
        from fraudnews.sources.lists import open_list, read_list

        listed = read_list(self.files_from, open_list(self.files_from), null=self.null)
        return chain(found, find_listed(listed, self.include, self.exclude, self.reading))


def command_for(to: str) -> Callable[..., int]:
    """The command that converts to the format ``to``; it returns the exit code."""

    def command(
        context: typer.Context,
        paths: cli.Paths = None,
        output: cli.Output = None,
        include: cli.Include = None,
        exclude: cli.Exclude = None,
        keep: cli.Keep = None,
        rules: cli.Rules = None,
        site: cli.Site = None,
        encoding: cli.Encoding = None,
        assume_timezone: cli.AssumeTimezone = "UTC",
        timezone: cli.Timezone = "UTC",
        links: cli.LinksOption = Links.KEEP.value,
        images: cli.ImagesOption = Images.KEEP.value,
        title: cli.Title = False,
        no_front_matter: cli.NoFrontMatter = False,
        fields: cli.Fields = None,
        overwrite: cli.Overwrite = False,
        max_size: cli.MaxSize = cli.DEFAULT_MAX_SIZE,
        jobs: cli.Jobs = None,
        unordered: cli.Unordered = False,
        timeout: cli.Timeout = cli.DEFAULT_TIMEOUT,
        max_memory: cli.MaxMemory = cli.DEFAULT_MAX_MEMORY,
        report: cli.ReportFile = None,
        quarantine: cli.Quarantine = None,
        fail_fast: cli.FailFast = False,
        progress: cli.Progress = False,
        no_progress: cli.NoProgress = False,
        files_from: cli.FilesFrom = None,
        null: cli.Null = False,
        form: cli.From = None,
        tar: cli.Tar = False,
        body_field: cli.BodyField = cli.DEFAULT_BODY_FIELD,
        split: cli.Split = None,
        fsync: cli.Fsync = False,
        quiet: cli.Quiet = False,
        verbose: cli.Verbose = False,
        version: cli.Version = False,  # noqa: ARG001  # it has printed and left
    ) -> int:
        if not paths and files_from is None and _nobody_pipes():
            typer.echo(context.get_help())
            return 0
        job = Job(
            to, input_paths(paths or (), files_from, null=null), tuple(include or ()), tuple(exclude or ()), output,
            overwrite, report, quarantine, False if no_progress or quiet else progress or None,
            files_from, null, reading(form, body_field, max_size, tar=tar), posts(split), fsync,
        )  # fmt: skip
        options = Options(
            kinds(keep or ()), tuple(rules or ()), site, text_encoding(encoding), zone(assume_timezone), zone(timezone),
            member("--links", links, Links), member("--images", images, Images), title, not no_front_matter,
            record_fields(fields), size(max_size),
        )  # fmt: skip
        limits = Limits(
            worker_count(jobs),
            seconds(timeout, "--timeout"),
            size(max_memory, "--max-memory"),
            not unordered,
            fail_fast,
        )
        return _run(job, options, limits, Report(verbosity=-1 if quiet else int(verbose)))

    return command


def _nobody_pipes() -> bool:
    return sys.stdin is None or sys.stdin.isatty()


def _run(job: Job, options: Options, limits: Limits, report: Report) -> int:
    from fraudnews.batch import run_batch
    from fraudnews.failures import Quarantine, open_report_file
    from fraudnews.progress import Bar
    from fraudnews.sinks import FileSink, SplitSink, TreeSink, open_sink
    from fraudnews.sources import check_output_folder, check_outputs, folds_names

    _end_cleanly_on_signals()
    _check_rules(options)
    _check_places(job)
    skip = None
    sink = open_sink(job.output, job.to, overwrite=job.overwrite, split=job.split, fsync=job.fsync)
    if isinstance(sink, SplitSink) and job.report is not None and sink.owns(job.report):
        raise UsageError(f"--report: {job.report} would be a part of the results", "name another file")
    if isinstance(sink, TreeSink):
        skip = check_output_folder(job.paths, str(sink.folder))
        folds = folds_names(str(sink.folder))
        check_outputs(job.paths, job.include, job.exclude, skip, sink.ending, job.reading, folds=folds)
    elif isinstance(sink, FileSink):
        skip = str(sink.path)
    sources = job.find(skip)
    with contextlib.ExitStack() as stack:
        if job.report is not None:
            report.log = stack.enter_context(open_report_file(job.report, overwrite=job.overwrite))
        stack.enter_context(sink)
        if _wants_progress(job):
            stack.enter_context(Bar(report, partial(_count, job, skip), at_once=bool(job.progress)))
        quarantine = None if job.quarantine is None else Quarantine(job.quarantine)
        run_batch(sources, sink, job.to, options, report, limits, quarantine)
        if isinstance(sink, FileSink | SplitSink) and report.failed and (limits.fail_fast or not report.written):
            sink.discard()
    report.summary()
    return report.exit_code


def _check_places(job: Job) -> None:
    """Raises UsageError where two kinds of output would become one, or a copied input an input."""
    from fraudnews.sources import STDIN, check_output_folder

    to_stdout = job.output in (None, STDIN)
    if job.report is not None:
        same = to_stdout if job.report == STDIN else os.path.realpath(job.report) == os.path.realpath(job.output or "")
        if same:
            raise UsageError("--report and the results would be one stream", "name another file")
    if job.quarantine is not None and check_output_folder(job.paths, job.quarantine) is not None:
        raise UsageError(f"--quarantine: {job.quarantine} lies in an input folder", "name a folder outside of it")


def _wants_progress(job: Job) -> bool:
    """Unless told: where standard error is a terminal, and the results do not go to one."""
    if job.progress is not None or sys.stderr is None:
        return bool(job.progress)
    shows_results = job.output is None and sys.stdout is not None and sys.stdout.isatty()
    return sys.stderr.isatty() and not shows_results


def _count(job: Job, skip: str | None) -> int | None:
    """How many posts there will be: a second walk takes a hundredth of the time that its posts take.

    None where they would have to be read for it, from a pipe, a list, an archive or a file of lines.
    """
    from fraudnews.sources import STDIN

    if STDIN in job.paths or job.files_from is not None:
        return None
    number = 0
    for source in job.find(skip):
        if isinstance(source, Source) and source.data is not None:
            return None
        number += 1
    return number


def _check_rules(options: Options) -> None:
    """Read all rules before any post. Raises RuleError, or UsageError for a site that there is none of."""
    from fraudnews.rules import find_site, rule_set

    rule_set(options.rules, None, options.keep)
    if options.site is not None:
        try:
            find_site(options.rules, options.site, None, None, "")
        except RuleError as error:
            raise UsageError(f"--site: {error.problem}", error.remedy) from None


def _end_cleanly_on_signals() -> None:
    """Leave by way of the sinks, so that no temporary file stays."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _leave)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
