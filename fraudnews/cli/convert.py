"""The commands markdown, text and jsonl, apart from their options."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.inputs import Inputs, say_lies_among_posts
from fraudnews.cli.terminal import is_terminal, is_watched
from fraudnews.errors import UsageError
from fraudnews.model import Limits, Options
from fraudnews.report import Report
from fraudnews.sources import OUTPUT_ENDINGS, STDIN, Form, Source, check_output_folder, check_outputs, folds_names

if TYPE_CHECKING:
    from fraudnews.sinks import OutputSink


class Job(NamedTuple):
    """One run: which posts to convert, to which format, and where to."""

    to: str
    inputs: Inputs
    output: str | None = None
    overwrite: bool = False
    report: str | None = None
    quarantine: str | None = None
    progress: bool | None = None
    split: int | None = None
    fsync: bool = False


def run(job: Job, options: Options, limits: Limits, report: Report) -> int:
    """Do the job and return the exit code."""
    from fraudnews.batch import run_batch
    from fraudnews.ruleset import check_rules
    from fraudnews.sinks import open_sink

    check_rules(options)
    _check_places(job, options)
    inputs = job.inputs
    sink = open_sink(
        job.output, job.to, overwrite=job.overwrite, split=job.split, shard=inputs.reading.shard, fsync=job.fsync
    )
    skip = _check_sink(job, sink)
    sources = inputs.find(skip)
    if job.to == "jsonl":
        from fraudnews.rendering import record  # noqa: F401  # orjson crashes where a signal raises as it loads
    end_cleanly_on_signals()
    with contextlib.ExitStack() as stack:
        if job.report is not None:
            from fraudnews.failures import open_report_file

            report.log = stack.enter_context(open_report_file(job.report, overwrite=job.overwrite))
        stack.enter_context(sink)
        shows_results = job.output is None and is_terminal()
        if is_watched(job.progress) and (job.progress or not shows_results):
            from fraudnews.progress import Bar

            stack.enter_context(Bar(report, partial(_count, inputs, skip), at_once=bool(job.progress)))
        run_batch(sources, sink, job.to, options, report, limits, job.quarantine)
        if sink.replaces and not report.read:
            _refuse_to_replace(job, skip)
        _finish(sink, job, options, report, limits)
    if report.verbosity >= 0:
        if not report.read:
            inputs.say_none_found()
        _say_what_others_would_read(job, sink)
    report.summary()
    return report.exit_code


def _check_sink(job: Job, sink: OutputSink) -> str | None:
    """The real path of the results, to be left out of the inputs. Raises UsageError where the two would mix."""
    inputs = job.inputs
    if job.quarantine is not None:
        from fraudnews.failures import check_quarantine

        places = (str(path) for path in (*inputs.paths, sink.folder) if path not in (None, STDIN))
        check_quarantine(job.quarantine, places, job.report)
        if sink.owns(job.quarantine):
            raise UsageError(f"--quarantine: {job.quarantine} would be a part of the results", "name another folder")
    if job.report is not None and sink.owns(job.report):
        raise UsageError(f"--report: {job.report} would be a part of the results", "name another file")
    if sink.parts:
        for path in filter(sink.owns, inputs.paths):
            raise UsageError(f"-o: {path} is read, and would be replaced", "name another file")
    for part in sink.parts:  # other shards would find it, or the next run
        if (folder := inputs.folder_that_finds(part)) is not None:
            raise UsageError(f"parts of {folder} would lie in it, among the posts", "write to a folder outside of it")
    if sink.folder is not None:
        return _check_tree(job, str(sink.folder))
    return None if sink.path is None else str(sink.path)


def _check_tree(job: Job, folder: str) -> str | None:
    """As _check_sink, for results in a folder."""
    inputs = job.inputs
    skip = check_output_folder(inputs.paths, folder)
    ending, folds = OUTPUT_ENDINGS[job.to], folds_names(folder)
    check_outputs(inputs.paths, inputs.reading, skip, ending, folds=folds)
    return os.path.realpath(folder) if inputs.files_from is not None else skip


def _say_what_others_would_read(job: Job, sink: OutputSink) -> None:
    """Warn if the output is in an input folder: other runs would take it for posts."""
    place = sink.folder or sink.path
    output = sink.path if sink.folder is None else sink.folder / f"a{OUTPUT_ENDINGS[job.to]}"
    if place is not None and output is not None and job.inputs.folder_that_finds(output) is not None:
        say_lies_among_posts(place)


def _refuse_to_replace(job: Job, skip: str | None) -> None:
    """UsageError if results would be replaced by nothing: most likely, the input is not mounted."""
    if job.inputs.are_empty(skip):
        meant = "" if job.inputs.reading.shard is not None else "; if it is meant, remove the old results"
        raise UsageError(f"no posts found: {job.output} is left as it was", f"check that the input is there{meant}")


def _finish(sink: OutputSink, job: Job, options: Options, report: Report, limits: Limits) -> None:
    """Leave the output as it was if the run had no results; else write the manifest of a part."""
    if job.inputs.reading.shard is not None:
        from fraudnews.sinks.part import PartSink

        if isinstance(sink, PartSink):
            from fraudnews.manifest import finish_part, part_settings

            settings = part_settings(job.to, options, job.inputs.reading)
            report.withdrawn = not finish_part(sink, job.to, settings, report, fail_fast=limits.fail_fast)
    elif report.failed and (limits.fail_fast or not report.written):
        sink.discard()
        report.withdrawn = bool(sink.path or sink.parts)


def _check_places(job: Job, options: Options) -> None:
    """UsageError if two outputs would be one file, or if an output or copy would become an input or replace one."""
    to_stdout = job.output in (None, STDIN)
    job.inputs.check_spared("standard output" if to_stdout else "-o", job.output, options.rules)
    if job.report is not None:
        job.inputs.check_spared("--report", job.report, options.rules)
        same = to_stdout if job.report == STDIN else os.path.realpath(job.report) == os.path.realpath(job.output or "")
        if same:
            raise UsageError("--report and the results would be one stream", "name another file")
        if (path := job.inputs.folder_that_finds(job.report)) is not None:
            raise UsageError(f"--report: {job.report} would lie among the posts of {path}", "name another file")


def _count(inputs: Inputs, skip: str | None) -> int | None:
    """The number of posts, by a second walk, which takes a hundredth of the time of the conversion.

    None if that would mean to read a pipe, a list, an archive or a file of lines: a named one is not even opened, since
    it may be a pipe, from which nothing can be read twice.
    """
    if inputs.files_from is not None:
        return None
    named = filterfalse(os.path.isdir, inputs.paths)
    if any(path == STDIN or inputs.reading.form_of(path) is not Form.POST for path in named):
        return None
    number = 0
    for source in inputs.find(skip):
        if isinstance(source, Source) and source.data is not None:
            return None
        number += 1
    return number
