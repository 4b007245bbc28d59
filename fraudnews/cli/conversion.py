"""The options of markdown, text and jsonl, as Typer reads them."""

from __future__ import annotations

from collections.abc import Callable

import typer  # noqa: TC002  # it reads the annotations

from fraudnews.cli import options as cli
from fraudnews.cli.convert import Job, run
from fraudnews.cli.inputs import nobody_pipes
from fraudnews.cli.terminal import write
from fraudnews.cli.values import all_inputs, batch_limits, conversion_options, posts, shard
from fraudnews.report import Report


def command_for(to: str) -> Callable[..., int]:
    """The command that converts to the format ``to``; it returns the exit code."""

    def command(
        context: typer.Context,
        paths: cli.Paths = None,
        output: cli.Output = None,
        *,
        wanted: cli.Wanted,
        tar: cli.Tar = False,
        conversion: cli.Conversion,
        overwrite: cli.Overwrite = False,
        resources: cli.Resources,
        unordered: cli.Unordered = False,
        report: cli.ReportFile = None,
        quarantine: cli.Quarantine = None,
        fail_fast: cli.FailFast = False,
        progress: cli.Progress = False,
        no_progress: cli.NoProgress = False,
        split: cli.Split = None,
        part: cli.Shard = None,
        fsync: cli.Fsync = False,
        quiet: cli.Quiet = False,
        verbose: cli.Verbose = False,
        version: cli.Version = False,  # noqa: ARG001  # it has printed and left
    ) -> int:
        if not paths and wanted.files_from is None and nobody_pipes():
            write(f"{context.get_help()}\n")
            return 0
        job = Job(
            to=to,
            inputs=all_inputs(paths, wanted, resources.max_size, shard(part), tar=tar),
            output=output,
            overwrite=overwrite,
            report=report,
            quarantine=quarantine,
            progress=False if no_progress or quiet else progress or None,
            split=None if split is None else posts("--split", split, 10000),
            fsync=fsync,
        )
        options = conversion_options(conversion, resources.max_size)
        limits = batch_limits(resources, unordered=unordered, fail_fast=fail_fast)
        return run(job, options, limits, Report(verbosity=-1 if quiet else int(verbose)))

    return command
