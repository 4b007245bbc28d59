"""The command line: one file a subcommand, each reads its arguments, calls the core, and reports."""

from __future__ import annotations

import os
import sys
from functools import partial

from fraudnews.cli.ending import exit_code

_CONVERTERS = frozenset(("markdown", "text", "jsonl"))


def main() -> None:
    """The entry point of the ``fraudnews`` command.

    A converter and its paths, as in most pipes, need no reader of options: Typer would take half of the time that
    such a run has.
    """
    words = sys.argv[1:]
    sys.exit(exit_code(partial(_convert, *words) if _is_bare(words) else _read_options))


def _is_bare(words: list[str]) -> bool:
    """Whether a converter is called without any option, and has something to read."""
    if not words or words[0] not in _CONVERTERS or "_FRAUDNEWS_COMPLETE" in os.environ:
        return False
    from fraudnews.cli.convert import nobody_pipes

    paths = words[1:]
    return all(path == "-" or not path.startswith("-") for path in paths) and not (not paths and nobody_pipes())


def _convert(to: str, *paths: str) -> int:
    from fraudnews.cli.convert import Job, run
    from fraudnews.cli.userrules import rule_paths
    from fraudnews.model import Limits, Options
    from fraudnews.report import Report

    return run(Job(to, paths or ("-",)), Options(rules=rule_paths(None)), Limits(), Report())


def _read_options() -> int:
    from fraudnews.cli.app import run_app

    return run_app()
