"""A sync with no more options than a crontab gives it, read without Typer, which takes longer than a walk over posts.

Typer reads everything else, and everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fraudnews.cli.syncing import FORMATS, Telling, run
from fraudnews.cli.userrules import rule_paths
from fraudnews.model import Limits, Options
from fraudnews.plan import Job

_FLAGS = {"--quiet": "quiet", "-q": "quiet", "--json": "json", "--delete": "delete"}
_VALUES = frozenset(("--to", "--wait"))


def read_words(words: list[str]) -> Callable[[], int] | None:
    """What does the sync that the words after ``sync`` mean; None where there is more to read than is known here."""
    flags: set[str] = set()
    values = {"--wait": "0"}
    places = []
    rest = iter(words)
    for word in rest:
        if word in _FLAGS:
            flags.add(_FLAGS[word])
        elif word in _VALUES:
            values[word] = next(rest, "")
        elif word.startswith("-"):
            return None
        else:
            places.append(word)
    to, wait = values.get("--to"), values["--wait"]
    if len(places) != 2 or to not in FORMATS or not (wait.isascii() and wait.isdecimal() and len(wait) < 10):
        return None
    return partial(_sync, places[0], places[1], to, float(wait), flags)


def _sync(source: str, folder: str, to: str, wait: float, flags: set[str]) -> int:
    quiet = "quiet" in flags
    job = Job(source, folder, to, delete="delete" in flags, wait=wait)
    telling = Telling(as_json="json" in flags, quiet=quiet, progress=False if quiet else None)
    return run(job, Options(rules=rule_paths(None)), Limits(), telling)
