"""From TOML and JSON to plain JSON values, within limits."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import Any

import tomli

from fraudnews.model import Json

#: How deep values may nest; a crawler's records may hold the story once more as a tree, and what writes ours takes 250.
_MAX_DEPTH = 100
#: Characters that a header may have for a parser.
MAX_HEADER = 65_536
_INT64 = 2**63
_TOO_DEEP = "nested too deep"
#: Python's own words, in the one ValueError that is not the parser's, advise to call a function of its own.
_TOO_LONG = "a number of more digits than any may have"
_INT = re.compile(r"-?[1-9][0-9]{0,17}|0")
_CONSTANTS: dict[str, Json] = {"": None, "~": None, "null": None, "true": True, "false": False}


class NotReadableError(ValueError):
    """The text is not what it seemed, or holds more than any honest header; ``str()`` says why in one line."""


#: A line that begins with a key: letters, digits, dots and hyphens, perhaps in quotes; group 2 is the value. Behind the
#: colon of a key that every header has, a blank may be missing, and the colon may be a wide one.
KEY = re.compile(
    r"""(?=["']?\w[\w.-]{0,60}["']?[ \t]*:(?:[ \t\xa0\u3000]|$)|(?:title|date|author|categories|tags)[ \t]*[:：])"""
    r"""["']?(\w[\w.-]{0,60})["']?[ \t]*[:：](.*)$"""
)


def read_toml(head: str) -> dict[str, Json]:
    """Return the table in ``head``; dates become ISO text. Raises NotReadableError."""
    if len(head) > MAX_HEADER:
        raise NotReadableError("larger than a header is")
    try:
        values = tomli.loads(head)
    except RecursionError:
        raise NotReadableError(_TOO_DEEP) from None
    except tomli.TOMLDecodeError as error:
        raise NotReadableError(first_line(error)) from None
    except ValueError:
        raise NotReadableError(_TOO_LONG) from None
    return _mapping(values)


def read_json(text: str) -> tuple[dict[str, Json], int, list[str]]:
    """Return the object at the start of ``text``, where it ends, and its repeated keys. Raises NotReadableError."""
    import json  # 2 ms: only for posts that need it

    repeated: list[str] = []

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Called for every object, the outermost last."""
        values = dict(pairs)
        repeated.clear()
        if len(values) < len(pairs):
            repeated.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return values

    try:
        values, end = json.JSONDecoder(object_pairs_hook=take).raw_decode(text)
    except json.JSONDecodeError as error:  # the line that its own words name is not that of the file
        raise NotReadableError(f"{error.msg.removesuffix(' at')} at character {error.pos + 1:,}") from None
    except RecursionError:
        raise NotReadableError(_TOO_DEEP) from None
    except ValueError:
        raise NotReadableError(_TOO_LONG) from None
    if not isinstance(values, dict):
        raise NotReadableError("a value alone")
    return _mapping(values), end, repeated


def warn_of_repeated(keys: list[str], of: str = "front matter") -> list[str]:
    """A warning for each key that stands more than once."""
    return [f"{of}: {key[:60]!r} stands more than once: the last is used" for key in dict.fromkeys(keys)]


class Records(Enum):
    """How a file holds JSON objects: one on each line, or in another way."""

    LINES = "lines"
    OTHER = "other"


def find_records(text: str) -> Records | None:
    """How ``text`` holds JSON objects if it consists of them; None for a header with a story below it."""
    import json  # 2 ms: only for posts that need it

    decoder = json.JSONDecoder()
    text = text.strip()
    try:
        first, end = decoder.raw_decode(text)
        rest = text[end:].lstrip()
        second, end_of_second = decoder.raw_decode(rest) if rest else ({}, 0)
    except (ValueError, RecursionError):
        return None
    if isinstance(first, list) and not rest:
        return Records.OTHER if first and all(isinstance(item, dict) for item in first) else None
    if not (isinstance(first, dict) and isinstance(second, dict)) or rest[end_of_second:].lstrip()[:1] not in {"", "{"}:
        return None
    return Records.OTHER if "\n" in text[:end] else Records.LINES


def plain_value(text: str) -> Json:
    """The meaning of an unquoted scalar: a number only if ``str`` gives it back as written; no yes, no base 60."""
    if len(text) > 18:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INT.fullmatch(text) else text


def first_line(error: Exception) -> str:
    """The message of a parser as one short line."""
    return " ".join(str(getattr(error, "problem", None) or error).split("\n", 1)[0].split())[:120]


def _mapping(values: dict[str, Any]) -> dict[str, Json]:
    """``values`` as plain JSON, of any number: neither TOML nor JSON has more than it spells out."""
    return {_pair_surrogates(key): _plain(value, 0) for key, value in values.items()}


def _plain(value: Any, depth: int) -> Json:
    if depth > _MAX_DEPTH:
        raise NotReadableError(_TOO_DEEP)
    match value:
        case None | bool():
            return value
        case str():
            return _pair_surrogates(value)
        case int():
            return value if -_INT64 <= value < _INT64 else _long_number(value)
        case float():
            return value if value - value == 0 else str(value)
        case dict():
            return {_pair_surrogates(str(key)): _plain(item, depth + 1) for key, item in value.items()}
        case list():
            return [_plain(item, depth + 1) for item in value]
        case _:  # TOML dates and times
            return str(value.isoformat())


def _long_number(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # more than 4,300 digits, which TOML may write in hexadecimal
        return hex(value)


def _pair_surrogates(text: str) -> str:
    """``text`` with surrogate pairs from JSON escapes joined, and lone ones replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
