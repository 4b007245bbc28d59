"""The options of ``fraudnews sync``, as Typer reads them."""

from __future__ import annotations

from typing import Annotated

import typer

from fraudnews.cli import options as cli
from fraudnews.cli.syncing import FORMATS, Telling, run
from fraudnews.cli.values import batch_limits, conversion_options, reading, seconds
from fraudnews.errors import UsageError
from fraudnews.plan import Job

HELP = """Make a folder of outputs follow a folder of posts, doing only what changed.

\b
Examples:
  fraudnews sync source/_posts clean --to markdown
  fraudnews sync --dry-run --delete source/_posts clean --to markdown
  fraudnews sync --quiet --json --wait 600 source/_posts records --to jsonl
"""

Source = Annotated[str, typer.Argument(metavar="SRC", help="The folder of posts.")]
Folder = Annotated[str, typer.Argument(metavar="DST", help="The folder of outputs; it is made.")]
To = Annotated[str | None, cli.choice("--to", FORMATS, "The format. [required]")]
Delete = Annotated[bool, typer.Option("--delete", help="Remove outputs whose post is gone, or left out now.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Only print what would be done, converting nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one line of JSON.")]
Wait = Annotated[str, cli.option("--wait", "SECONDS", "Wait for another sync to finish.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files in DST that no sync wrote.")]


def command(
    source: Source,
    folder: Folder,
    *,
    to: To = None,
    delete: Delete = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    wait: Wait = "0",
    overwrite: Overwrite = False,
    include: cli.Include = None,
    exclude: cli.Exclude = None,
    conversion: cli.Conversion,
    resources: cli.Resources,
    report_file: cli.ReportFile = None,
    quarantine: cli.Quarantine = None,
    fail_fast: cli.FailFast = False,
    progress: cli.Progress = False,
    no_progress: cli.NoProgress = False,
    quiet: cli.Quiet = False,
    verbose: cli.Verbose = False,
) -> int:
    """Sync and return the exit code."""
    if to not in FORMATS:
        raise UsageError(f"--to: {to!r} is no format" if to else "no format", f"give --to {'|'.join(FORMATS)}")
    options = conversion_options(conversion, resources.max_size)
    limits = batch_limits(resources, fail_fast=fail_fast)
    job = Job(
        source=source,
        folder=folder,
        to=to,
        reading=reading(cli.Wanted(include, exclude), resources.max_size),
        delete=delete,
        overwrite=overwrite,
        wait=seconds("--wait", wait),
    )
    telling = Telling(
        dry_run=dry_run,
        as_json=as_json,
        quiet=quiet,
        verbose=verbose,
        progress=False if no_progress or quiet else progress or None,
        report=report_file,
        quarantine=quarantine,
    )
    return run(job, options, limits, telling)
