"""``fraudnews sync``."""

from __future__ import annotations

import contextlib
import gc
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from fraudnews.cli import options as cli
from fraudnews.cli.convert import is_watched
from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.userrules import rule_paths
from fraudnews.cli.values import batch_limits, conversion_options, seconds
from fraudnews.errors import UsageError
from fraudnews.model import Images, Links
from fraudnews.report import printable, say
from fraudnews.sources import STDIN, lies_in

if TYPE_CHECKING:
    from fraudnews.progress import Bar
    from fraudnews.report import Report
    from fraudnews.sync import Change, Job, Summary

HELP = """Make a folder of outputs follow a folder of posts, doing only what changed.

\b
Examples:
  fraudnews sync source/_posts clean --to markdown
  fraudnews sync --dry-run --delete source/_posts clean --to markdown
  fraudnews sync --quiet --json --wait 600 source/_posts records --to jsonl
"""

_FORMATS = ("markdown", "text", "jsonl")

Source = Annotated[str, typer.Argument(metavar="SRC", help="The folder of posts.")]
Folder = Annotated[str, typer.Argument(metavar="DST", help="The folder of outputs; it is made.")]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="|".join(_FORMATS), autocompletion=lambda: list(_FORMATS), help="The format."),
]
Delete = Annotated[bool, typer.Option("--delete", help="Remove outputs whose post is gone.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only print what would be done.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one line of JSON.")]
Wait = Annotated[str, typer.Option("--wait", metavar="SECONDS", help="Wait for another sync to finish.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files in DST that no sync wrote.")]


def command(
    source: Source,
    folder: Folder,
    to: To = None,
    delete: Delete = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    wait: Wait = "0",
    overwrite: Overwrite = False,
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
    max_size: cli.MaxSize = cli.DEFAULT_MAX_SIZE,
    jobs: cli.Jobs = None,
    timeout: cli.Timeout = cli.DEFAULT_TIMEOUT,
    max_memory: cli.MaxMemory = cli.DEFAULT_MAX_MEMORY,
    report_file: cli.ReportFile = None,
    quarantine: cli.Quarantine = None,
    fail_fast: cli.FailFast = False,
    progress: cli.Progress = False,
    no_progress: cli.NoProgress = False,
    quiet: cli.Quiet = False,
    verbose: cli.Verbose = False,
) -> int:
    """Sync and return the exit code."""
    begun = time.monotonic()
    if to not in _FORMATS:
        raise UsageError(f"--to: {to!r} is no format" if to else "no format", f"give --to {'|'.join(_FORMATS)}")
    options = conversion_options(
        keep, rule_paths(rules), site, encoding, assume_timezone, timezone, links, images, title, no_front_matter,
        fields, max_size,
    )  # fmt: skip
    limits = batch_limits(jobs, timeout, max_memory, unordered=False, fail_fast=fail_fast)
    from fraudnews.sync import Job, Means, SyncReport, sync

    job = Job(
        source, folder, to, tuple(include or ()), tuple(exclude or ()), delete, overwrite, seconds(wait, "--wait")
    )
    _check_places(job, report_file, quarantine, prints=as_json or dry_run)
    end_cleanly_on_signals()
    report = SyncReport(verbosity=-1 if quiet else int(verbose))
    tell = None if not dry_run else _print_nothing if quiet or as_json else _print_change
    with contextlib.ExitStack() as stack:
        means = Means(limits)
        if quarantine is not None:
            from fraudnews.failures import Quarantine

            means = means._replace(quarantine=Quarantine(quarantine))
        if is_watched(False if no_progress or quiet else progress or None):
            means = means._replace(watch=lambda count: _bar(report, count, at_once=progress))
        if report_file is not None and not dry_run:
            from fraudnews.failures import open_report_file

            report.log = stack.enter_context(open_report_file(report_file, overwrite=True))
        gc.freeze()  # no collection looks at what is loaded: a tenth of the time where nothing changed
        summary = sync(job, options, report, tell, means)
    if as_json:
        _print_json(summary, dry_run, report.exit_code, time.monotonic() - begun)
    if not quiet and not summary.nothing:
        say(_line(summary, dry_run))
    return report.exit_code


def _check_places(job: Job, report: str | None, quarantine: str | None, *, prints: bool) -> None:
    """Raises UsageError where one output would become another, or a copied input an input or an output."""
    if report == STDIN and prints:
        raise UsageError("--report and what is printed would be one stream", "name another file")
    for option, path in (("--report", report), ("--quarantine", quarantine)):
        if path not in (None, STDIN) and (lies_in(path, job.source) or lies_in(path, job.folder)):
            raise UsageError(f"{option}: {path} lies in SRC or DST", "name a place outside of them")


def _bar(report: Report, count: int, *, at_once: bool) -> Bar:
    from fraudnews.progress import Bar

    return Bar(report, lambda: count, at_once=at_once)


def _print_change(change: Change) -> None:
    path = printable(change.path)
    typer.echo(
        f"{change.what:9} {path}" if change.origin is None else f"renamed   {printable(change.origin)} -> {path}"
    )


def _print_nothing(_change: Change) -> None:
    pass


def _print_json(summary: Summary, dry_run: bool, exit_code: int, took: float) -> None:
    import json

    typer.echo(json.dumps({**asdict(summary), "dry_run": dry_run, "exit_code": exit_code, "seconds": round(took, 3)}))


def _line(summary: Summary, dry_run: bool) -> str:
    """``"12 posts: 1 new, 2 changed, 9 unchanged"``: what is zero is not said."""
    counts = {**summary.reasons(), "unchanged": summary.unchanged, "gone": summary.gone, "deleted": summary.deleted}
    counts |= {"failed": summary.failed, "still failing": summary.failing}
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    return f"{summary.posts:,} posts{' (dry run)' if dry_run else ''}: {said}"
