"""What markdown, text and jsonl have in common: all but the format."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple, NoReturn

import typer

from fraudnews.cli import options as cli
from fraudnews.cli.values import conversion_options, input_paths, posts, reading
from fraudnews.errors import RuleError, UsageError
from fraudnews.model import Images, Links, Options
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
    files_from: str | None
    null: bool
    reading: Reading
    split: int | None
    fsync: bool

    def find(self, skip: str | None) -> Iterator[Source | Trouble]:
        """All posts: those of the paths, then those of the list. Raises UsageError where there is no list."""
        from fraudnews.sources import find_listed, find_sources
        from fraudnews.sources.lists import open_list, read_list

        found = find_sources(self.paths, self.include, self.exclude, skip, self.reading)
        if self.files_from is None:
            return found
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
            overwrite, files_from, null, reading(form, body_field, max_size, tar=tar), posts(split), fsync,
        )  # fmt: skip
        options = conversion_options(
            keep, rules, site, encoding, assume_timezone, timezone, links, images, title, no_front_matter, fields,
            max_size,
        )  # fmt: skip
        return _run(job, options, Report(verbosity=-1 if quiet else int(verbose)))

    return command


def _nobody_pipes() -> bool:
    return sys.stdin is None or sys.stdin.isatty()


def _run(job: Job, options: Options, report: Report) -> int:
    from fraudnews.batch import run_batch
    from fraudnews.sinks import FileSink, SplitSink, TreeSink, open_sink
    from fraudnews.sources import check_output_folder, check_outputs, folds_names

    end_cleanly_on_signals()
    check_rules(options)
    skip = None
    sink = open_sink(job.output, job.to, overwrite=job.overwrite, split=job.split, fsync=job.fsync)
    if isinstance(sink, TreeSink):
        skip = check_output_folder(job.paths, str(sink.folder))
        folds = folds_names(str(sink.folder))
        check_outputs(job.paths, job.include, job.exclude, skip, sink.ending, job.reading, folds=folds)
    elif isinstance(sink, FileSink):
        skip = str(sink.path)
    sources = job.find(skip)
    with sink:
        run_batch(sources, sink, job.to, options, report)
        if isinstance(sink, FileSink | SplitSink) and report.failed and not report.written:
            sink.discard()
    report.summary()
    return report.exit_code


def check_rules(options: Options) -> None:
    """Read all rules before any post. Raises RuleError, or UsageError for a site that there is none of."""
    from fraudnews.rules import find_site, rule_set

    rule_set(options.rules, None, options.keep)
    if options.site is not None:
        try:
            find_site(options.rules, options.site, None, None, "")
        except RuleError as error:
            raise UsageError(f"--site: {error.problem}", error.remedy) from None


def end_cleanly_on_signals() -> None:
    """Leave by way of the sinks, so that no temporary file stays."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _leave)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
