"""``fraudnews cluster``."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Annotated

import typer

from fraudnews.cli import options as cli
from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.reading import checked_options
from fraudnews.cli.values import batch_limits, member, number, part_name, reading
from fraudnews.errors import FraudnewsError, RuleError, UsageError
from fraudnews.report import SOME_FAILED, Report
from fraudnews.shard import MAX_SHARDS, Shard
from fraudnews.sources import check_spared, lies_in

if TYPE_CHECKING:
    from fraudnews.cluster.work import Outcome, Work

HELP = """Convert an archive on a Dask cluster, each shard as a future.

SRC and DST are paths that every worker sees, or addresses that fsspec knows. DST is a folder, which gets a part and a
manifest for each shard, as from --shard.

\b
Examples:
  fraudnews cluster /srv/archive /srv/records --scheduler tcp://10.0.0.1:8786
  fraudnews cluster s3://news/archive s3://news/records --scheduler tls://dask:8786 --shards 64
  fraudnews cluster s3://news/posts.tar.zst s3://news/texts --to text --scheduler tcp://10.0.0.1:8786
"""

_ENDINGS = {"markdown": ".md", "text": ".txt", "jsonl": ".jsonl"}
_SHARDS, _RETRIES, _JOBS = 16, 2, 1

Src = Annotated[str, typer.Argument(metavar="SRC", help="A folder, an archive, or a file of lines.")]
Dst = Annotated[str, typer.Argument(metavar="DST", help="The folder of the parts.")]
Scheduler = Annotated[str | None, cli.option("--scheduler", "ADDRESS", "Where Dask's scheduler answers. [required]")]
To = Annotated[str, cli.choice("--to", _ENDINGS, "The format.")]
Shards = Annotated[str, cli.option("--shards", "N", "How many parts to make.")]
Retries = Annotated[str, cli.option("--retries", "N", "How often to try a shard again that failed.")]
Name = Annotated[str | None, cli.option("--name", "NAME", "What parts are named after. [default: part.jsonl.zst]")]
Jobs = Annotated[str, cli.option("--jobs", "N", "Processes for one shard: the cores of a Dask thread.")]


def command(
    source: Src,
    folder: Dst,
    *,
    scheduler: Scheduler = None,
    to: To = "jsonl",
    shards: Shards = str(_SHARDS),
    retries: Retries = str(_RETRIES),
    name: Name = None,
    include: cli.Include = None,
    exclude: cli.Exclude = None,
    conversion: cli.Conversion,
    max_size: cli.MaxSize = cli.DEFAULT_MAX_SIZE,
    jobs: Jobs = str(_JOBS),
    timeout: cli.Timeout = cli.DEFAULT_TIMEOUT,
    max_memory: cli.MaxMemory = cli.DEFAULT_MAX_MEMORY,
    form: cli.From = None,
    tar: cli.Tar = False,
    body_field: cli.BodyField = cli.DEFAULT_BODY_FIELD,
    report: cli.ReportFile = None,
    overwrite: cli.OverwriteReport = False,
    quiet: cli.Quiet = False,
    verbose: cli.Verbose = False,
) -> int:
    """Have every shard converted, and return the exit code."""
    from fraudnews.cluster.address import check_apart, settle
    from fraudnews.cluster.work import Work
    from fraudnews.rendering import Format
    from fraudnews.rulefiles import rule_files

    if scheduler is None:
        raise UsageError("no scheduler", "give --scheduler ADDRESS, such as tcp://10.0.0.1:8786")
    target = member("--to", to, Format)
    options = checked_options(conversion, max_size)
    work = Work(
        source=settle(source),
        folder=settle(folder),
        name=part_name(name or f"part{_ENDINGS[target]}.zst"),
        to=target.value,
        reading=reading(cli.Wanted(include, exclude, form=form, body_field=body_field), max_size, tar=tar),
        options=options,
        rules=tuple((path.name, path.read_bytes()) for path in rule_files(options.rules)),  # which no worker has
        limits=batch_limits(cli.Resources(max_size, jobs, timeout, max_memory)),
    )
    check_apart(work.source, work.folder)
    parts = _parts(work, number("--shards", shards, 1, MAX_SHARDS))
    tally = Report(verbosity=-1 if quiet else int(verbose))
    end_cleanly_on_signals()
    with contextlib.ExitStack() as stack:
        if report is not None:
            from fraudnews.failures import open_report_file

            check_spared("--report", report, (work.source, *options.rules))
            if lies_in(report, work.source):
                raise UsageError(f"--report: {report} lies in {source}", "name a place outside of it")
            tally.log = stack.enter_context(open_report_file(report, overwrite=overwrite))
        return _run(scheduler, parts, number("--retries", retries, 0, 99), tally)


def _parts(work: Work, shards: int) -> list[Work]:
    return [
        work._replace(reading=work.reading._replace(shard=Shard(number, shards))) for number in range(1, shards + 1)
    ]


def _run(scheduler: str, parts: list[Work], retries: int, report: Report) -> int:
    from fraudnews.cluster.futures import run_shards

    lost = 0
    with contextlib.closing(run_shards(scheduler, parts, retries, report.say)) as outcomes:
        for shard, outcome in outcomes:
            if isinstance(outcome, UsageError | RuleError):
                raise outcome
            if isinstance(outcome, FraudnewsError):
                lost += 1
                report.say(f"shard {shard}: {outcome}")
            else:
                _tell(outcome, report)
    report.summary()
    if lost:
        report.say(f"{lost:,} of {len(parts):,} shards failed: run the command again, or these shards")
    return SOME_FAILED if lost else report.exit_code


def _tell(outcome: Outcome, report: Report) -> None:
    """Count what came of a shard, and say which posts failed."""
    report.add(outcome.counts)
    for line in outcome.notes:
        if report.log is not None:
            report.log(line)
        note = json.loads(line)
        if note["code"] != "warning":
            report.say_failure(note["path"], note["code"], f"{note['message']}: {note['remedy']}")
        elif report.verbosity > 0:
            report.say(f"{note['path']}: {note['message']}")
