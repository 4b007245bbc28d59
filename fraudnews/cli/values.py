"""The values of options; an invalid one is a UsageError that says what is valid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from fraudnews.cli.inputs import Inputs
from fraudnews.cli.userrules import rule_paths
from fraudnews.errors import UsageError, meant
from fraudnews.model import Images, Kind, Limits, Links, Options
from fraudnews.report import shown_path
from fraudnews.shard import MAX_SHARDS, Shard
from fraudnews.sources import Form, Reading

if TYPE_CHECKING:
    from fraudnews.cli.options import Conversion, Resources, Wanted

_Member = TypeVar("_Member", bound=StrEnum)
_UNITS = {"K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
#: The least that a worker may be allowed: with what it has as it starts, it can do nothing in less.
_LEAST_MEMORY = 32_000_000


def conversion_options(given: Conversion, max_size: str) -> Options:
    """The Options for the options that all conversions share."""
    return Options(
        keep=kinds(given.keep or ()),
        rules=rule_paths(given.rules),
        site=None if given.site is None else shown_path(given.site),
        encoding=_text_encoding(given.encoding),
        assume_timezone=zone("--assume-timezone", given.assume_timezone),
        timezone=zone("--timezone", given.timezone),
        links=member("--links", given.links, Links),
        images=member("--images", given.images, Images),
        title=given.title,
        front_matter=not given.no_front_matter,
        fields=_record_fields(given.fields),
        max_size=size("--max-size", max_size),
    )


def batch_limits(given: Resources, *, unordered: bool = False, fail_fast: bool = False) -> Limits:
    """The Limits for the options of commands that convert many posts."""
    return Limits(
        jobs=None if given.jobs is None else _worker_count(given.jobs),
        timeout=seconds("--timeout", given.timeout),
        max_memory=_memory(given.max_memory),
        ordered=not unordered,
        fail_fast=fail_fast,
    )


def kinds(names: Iterable[str]) -> frozenset[Kind]:
    """The kinds after ``--keep``, alone or separated by commas; ``all`` is every kind."""
    every = {name.strip() for words in names for name in words.split(",")}
    found = {member("--keep", name, Kind, "all") for name in sorted(every - {"all"})}
    return frozenset(Kind) if "all" in every else frozenset(found)


def member(option: str, name: str, choices: type[_Member], *more: str) -> _Member:
    """The member of an enum by its name; ``more`` are other names for the message."""
    try:
        return choices(name)
    except ValueError:
        raise UsageError(f"{option}: unknown value {name!r}", meant(name, [*more, *choices])) from None


def _record_fields(names: str | None) -> tuple[str, ...]:
    """The fields after ``--fields a,b,c``, in that order; empty for all of them, where the option is not given."""
    if names is None:
        return ()
    from fraudnews.rendering.record import FIELDS

    fields = tuple(name.strip() for name in names.split(","))
    for name in fields:
        if name not in FIELDS:
            raise UsageError(f"--fields: unknown field {name!r}", meant(name, FIELDS))
    return fields


def size(option: str, words: str) -> int:
    """A number of bytes, at least one; ``2G`` is 2,000,000,000."""
    problem, remedy = f"{option}: {words!r} is no size", "give a number of bytes, such as 200000000 or 200M"
    unit = _UNITS.get(words[-1:].upper())
    if unit is None:
        return _positive(words, problem, remedy)
    return unit * _positive(words[:-1], problem, remedy, digits=9)


def _memory(words: str) -> int:
    """The bytes after ``--max-memory``."""
    most = size("--max-memory", words)
    if most < _LEAST_MEMORY:
        raise UsageError(f"--max-memory: {words} is less than a worker itself takes", "give 32M or more, such as 500M")
    return most


def seconds(option: str, words: str) -> float:
    """A time in seconds, from 0 on."""
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", words):
        return float(words)
    raise UsageError(f"{option}: {words!r} is no time", "give seconds, such as 30 or 2.5")


def _worker_count(words: str) -> int:
    """The number of workers after ``--jobs``."""
    problem = f"--jobs: {words!r} is no number of workers"
    return _positive(words, problem, "give one from 1 to 9,999, or leave the option out", digits=4)


def number(option: str, words: str, least: int, most: int) -> int:
    """A whole number within these bounds."""
    if re.fullmatch(r"[0-9]{1,9}", words) and least <= int(words) <= most:
        return int(words)
    raise UsageError(f"{option}: {words!r} is no number for it", f"give one from {least:,} to {most:,}")


def part_name(name: str) -> str:
    """The name after ``--name``, from which those of the parts are made."""
    if "/" in name or name in {"", ".", ".."}:
        raise UsageError(f"--name: {name!r} is no name of a file", "give one such as part.jsonl.gz")
    return name


def all_inputs(
    paths: Iterable[str] | None, given: Wanted, max_size: str, part: Shard | None = None, *, tar: bool = False
) -> Inputs:
    """The inputs that paths and options name."""
    found = input_paths(paths or (), given.files_from, null=given.null)
    return Inputs(found, given.files_from, given.null, reading(given, max_size, part, tar=tar))


def input_paths(paths: Iterable[str], files_from: str | None, *, null: bool) -> tuple[str, ...]:
    """The paths to read: standard input if there are neither paths nor a list."""
    found = tuple(paths)
    if "" in found:  # as a variable gives that is not set
        raise UsageError("the name of an input is empty", "name a file or a folder, or - for standard input")
    if files_from is None:
        if null:
            raise UsageError("--null is for a list", "give it with --files-from")
        return found or ("-",)
    if files_from == "-" and "-" in found:
        raise UsageError("- would be both a list and an input", "give one of them as a file")
    return found


def _globs(option: str, words: Iterable[str] | None) -> tuple[str, ...]:
    """The globs after ``--include`` or ``--exclude``; UsageError for one that cannot match anything."""
    found = tuple(words or ())
    for glob in found:
        if not glob or glob.endswith("/") or glob.startswith("./"):
            raise UsageError(
                f"{option}: {glob!r} matches nothing", "give a name or a path, such as drafts or drafts/*.md"
            )
    return found


def reading(given: Wanted, max_size: str, part: Shard | None = None, *, tar: bool = False) -> Reading:
    """Which posts are read, and how; ``--tar`` is short for ``--from tar``."""
    include, exclude = _globs("--include", given.include), _globs("--exclude", given.exclude)
    if tar and given.form not in {None, Form.TAR}:
        raise UsageError(f"--tar and --from {given.form} contradict each other", "give one of them")
    if not given.body_field:
        raise UsageError("--body-field: the name of the field is empty", "name one such as content")
    form = Form.TAR if tar else None if given.form is None else member("--from", given.form, Form)
    return Reading(include, exclude, form, given.body_field, size("--max-size", max_size), part)


def shard(words: str | None) -> Shard | None:
    """The part that ``--shard I/N`` asks for."""
    if words is None:
        return None
    match = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", words)
    if match and 1 <= int(match[1]) <= int(match[2]) <= MAX_SHARDS:
        return Shard(int(match[1]), int(match[2]))
    raise UsageError(
        f"--shard: {words!r} is no part", f"give I/N, from 1/N to N/N, such as 3/16; N is {MAX_SHARDS:,} at most"
    )


def posts(option: str, words: str, example: int) -> int:
    """A number of posts, from 1 on."""
    return _positive(words, f"{option}: {words!r} is no number of posts", f"give one from 1 on, such as {example}")


def _text_encoding(name: str | None) -> str | None:
    """The name of a text encoding that Python supports; None where the option is not given."""
    if name is None:
        return None
    try:
        b"a".decode(name)
    except UnicodeError:
        return name  # half a character in UTF-16
    except (LookupError, ValueError):  # rot13 and zlib are no encodings of text
        raise UsageError(f"--encoding: unknown encoding {name!r}", "name one such as gb18030 or big5") from None
    return name


def zone(option: str, name: str) -> tzinfo:
    """A time zone by its name, or as an offset such as +08:00."""
    if name == "UTC":
        return UTC
    if match := re.fullmatch(r"([+-])([01][0-9]|2[0-3]):?([0-5][0-9])", name):
        shift = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-shift if match[1] == "-" else shift)
    from zoneinfo import ZoneInfo, available_timezones

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = meant(name, available_timezones(), "name one such as Asia/Shanghai or +08:00")
        raise UsageError(f"{option}: there is no time zone {name!r}", hint) from None


def _positive(words: str, problem: str, remedy: str, digits: int = 18) -> int:
    """A whole number from 1 on, of so many digits at most."""
    if len(words) <= digits and re.fullmatch(r"[0-9]+", words) and int(words) > 0:
        return int(words)
    raise UsageError(problem, remedy)
