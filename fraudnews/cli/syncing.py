"""The sync command, apart from its options."""

from __future__ import annotations

import contextlib
import gc
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.inputs import say_none_found
from fraudnews.cli.terminal import count, is_watched, write, write_json
from fraudnews.errors import UsageError
from fraudnews.model import Limits, Options
from fraudnews.plan import Job, Summary
from fraudnews.report import Report, printable, say, shown_path
from fraudnews.sources import OUTPUT_ENDINGS, STDIN, check_spared, lies_in
from fraudnews.sync import Change, Means, sync

if TYPE_CHECKING:
    from fraudnews.progress import Bar

FORMATS = tuple(OUTPUT_ENDINGS)


class Telling(NamedTuple):
    """What is reported of a sync, and where. ``progress`` None: shown if standard error is a terminal."""

    dry_run: bool = False
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    progress: bool | None = None
    report: str | None = None
    quarantine: str | None = None


def run(job: Job, options: Options, limits: Limits, telling: Telling) -> int:
    """Sync, report what was done, and return the exit code."""
    begun = time.monotonic()
    _check_places(job, options, telling)
    end_cleanly_on_signals()
    quiet = telling.quiet
    report = Report(verbosity=-1 if quiet else int(telling.verbose))
    show = (lambda _: None) if quiet or telling.as_json else _print_change
    with contextlib.ExitStack() as stack:
        means = Means(limits, telling.quarantine)
        if is_watched(telling.progress):
            means = means._replace(watch=partial(_bar, report, bool(telling.progress)))
        if telling.report is not None and not telling.dry_run:
            from fraudnews.failures import open_report_file

            report.log = stack.enter_context(open_report_file(telling.report, overwrite=True))
        gc.freeze()  # no collection looks at what is loaded: a tenth of the time where nothing changed
        summary = sync(job, options, report, show if telling.dry_run else None, means)
    if telling.as_json:
        _print_json(summary, report, telling.dry_run, time.monotonic() - begun)
    if not quiet and not summary.posts and not report.failed:
        say_none_found(chosen=bool(job.reading.include or job.reading.exclude))
    if not quiet and not summary.nothing:
        write("")  # flushes what was printed, which stands above the summary where both go to one file
        say(_line(summary, telling.dry_run) + (f"; {report.ending}" if report.read else ""))
    return report.exit_code


def _check_places(job: Job, options: Options, telling: Telling) -> None:
    """UsageError if an output would replace another or a rule file, or if a copy would become an input or output."""
    if STDIN in (job.source, job.folder):
        raise UsageError("SRC and DST are folders, and - is a stream", "name a folder, be it ./-")
    if telling.report == STDIN and (telling.as_json or telling.dry_run):
        raise UsageError("--report and what is printed would be one stream", "name another file")
    if telling.report is not None:
        check_spared("--report", telling.report, options.rules)
        if telling.report != STDIN and (lies_in(telling.report, job.source) or lies_in(telling.report, job.folder)):
            raise UsageError(f"--report: {telling.report} lies in SRC or DST", "name a place outside of them")
    if telling.quarantine is not None:
        from fraudnews.failures import check_quarantine

        check_quarantine(telling.quarantine, (job.source, job.folder), telling.report)


def _bar(report: Report, at_once: bool, count: int) -> Bar:
    from fraudnews.progress import Bar

    return Bar(report, lambda: count, at_once=at_once)


def _print_change(change: Change) -> None:
    names = (change.path,) if change.origin is None else (change.origin, change.path)
    write(f"{change.what:9} {' -> '.join(printable(shown_path(name)) for name in names)}\n")


def _print_json(summary: Summary, report: Report, dry_run: bool, took: float) -> None:
    run = {"dry_run": dry_run, "exit_code": report.exit_code, "seconds": round(took, 3)}
    write_json({**summary.counts(), "removed": dict(report.removed), **run})


def _line(summary: Summary, dry_run: bool) -> str:
    """``"12 posts: 1 new, 2 changed, 9 unchanged"``, without zeros."""
    counts = {**summary.by_reason, "unchanged": summary.unchanged, "gone": summary.gone, "deleted": summary.deleted}
    counts |= {"failed": summary.failed, "still failing": summary.failing}
    said = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    return f"{count(summary.posts, 'post')}{' (dry run)' if dry_run else ''}: {said}"
