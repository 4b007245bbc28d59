"""The command line: one file for each subcommand, which reads arguments, calls the core, and reports.

In each, ``HELP`` is the text of ``--help``, and ``command`` does the work and returns the exit code, None for 0.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from functools import partial

_CONVERTERS = frozenset(("markdown", "text", "jsonl"))


def main() -> None:
    """The entry point of the ``fraudnews`` command.

    A converter with nothing but paths, and a sync as crontabs have it, are parsed without Typer, which would take half
    of the time of such a run.
    """
    gc.disable()  # until most modules are loaded
    _end_at_once_on_interrupt()
    from fraudnews.cli.ending import exit_code
    from fraudnews.model import GARBAGE

    gc.set_threshold(GARBAGE)
    gc.enable()
    code = exit_code(_command)
    gc.freeze()  # the last collections would look at all that was loaded, for a tenth of the time that one post takes
    sys.exit(code)


def _end_at_once_on_interrupt() -> None:
    """Let Ctrl-C end us silently as SIGTERM does, until ``end_cleanly_on_signals`` is called.

    Most of a start is spent importing libraries, where a KeyboardInterrupt means a traceback, is lost, or, in orjson,
    crashes.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _command() -> int:
    command = _without_options(sys.argv[1:])
    if command is not None:
        return command()
    from fraudnews.cli.app import run_app

    return run_app()


def _without_options(words: list[str]) -> Callable[[], int] | None:
    """The command in these words, None if Typer must parse them: for options, and for shell completion."""
    if not words or "_FRAUDNEWS_COMPLETE" in os.environ:
        return None
    name, *rest = words
    if name in _CONVERTERS and _are_paths(rest):
        return partial(_convert, name, *rest)
    if name != "sync":
        return None
    from fraudnews.cli.nightly import read_words

    return read_words(rest)


def _are_paths(words: list[str]) -> bool:
    """Whether there is no option among the words of a converter, none is wrong, and there is something to read."""
    from fraudnews.cli.inputs import nobody_pipes

    return all(word == "-" or word[:1] not in {"", "-"} for word in words) and not (not words and nobody_pipes())


def _convert(to: str, *paths: str) -> int:
    from fraudnews.cli.convert import Job, run
    from fraudnews.cli.inputs import Inputs
    from fraudnews.cli.userrules import rule_paths
    from fraudnews.model import Limits, Options
    from fraudnews.report import Report

    return run(Job(to, Inputs(paths or ("-",))), Options(rules=rule_paths(None)), Limits(), Report())
