"""From bytes to a post: encoding, front matter however broken, dates. Everything after it is well-formed."""

from __future__ import annotations

import re
from datetime import tzinfo

from fraudnews.digest import sha256_of
from fraudnews.errors import EmptyError, FieldError, RecordError, RecordsError
from fraudnews.model import Post
from fraudnews.parse.encoding import decode, encode
from fraudnews.parse.header import read_header
from fraudnews.parse.metadata import read_metadata
from fraudnews.parse.values import NotReadableError, Records, find_records, read_json, warn_of_repeated

__all__ = ["parse", "parse_line", "unix_lines"]

_ONE_A_LINE = "write each object on a line of its own, as jq -c '.[]' does"
_FROM = "give --from jsonl to markdown, text or jsonl"

#: In every supported encoding a control character has one of these bytes (UTF-16 has zeros anyway).
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_CONTROL = r"[\x00-\x08\x0b\x0e-\x1f\x7f]"
_JSON_STARTS = frozenset("[{")


def parse(data: bytes | str, encoding: str | None, assume: tzinfo) -> Post:
    """Return the post in ``data``.

    ``encoding`` forces one (None: it is detected); ``assume`` is the zone of dates without one. Raises
    EncodingError, BinaryError, or EmptyError where there is no body.
    """
    raw = encode(data) if isinstance(data, str) else data
    if not raw or raw.isspace():
        raise EmptyError("the file is empty", "leave it out, or scrape it again")
    text = data.removeprefix("\ufeff") if isinstance(data, str) else decode(raw, encoding)
    warnings: tuple[str, ...] = ()
    text = unix_lines(text)
    if any(map(raw.__contains__, _CONTROL_BYTES)):  # which takes a tenth of the time of a pattern over the text
        text, warnings = _without_controls(text)
    if text[:64].lstrip()[:1] in _JSON_STARTS:
        _refuse_records(text)
    header = read_header(text)
    if not header.body or header.body.isspace():
        problem = "there is a front matter but no story" if header.values else "the file is empty"
        raise EmptyError(problem, "leave it out, or scrape it again")
    meta, covers, more = read_metadata(header.values, assume)
    return Post(sha256_of(raw), meta, header.body, covers, (*warnings, *header.warnings, *more))


def parse_line(line: bytes, body_field: str, encoding: str | None, assume: tzinfo) -> Post:
    """Return the post in one line of JSON: ``body_field`` is its body, the other fields are its front matter.

    It is in UTF-8 unless ``encoding`` names another; ``assume`` is the zone of dates without one. Raises
    EncodingError, RecordError if the line is no object, FieldError if it has no text in such a field, or EmptyError if
    the body is empty.
    """
    text = decode(line, encoding or "utf-8").strip()
    try:
        values, end, repeated = read_json(text)
    except NotReadableError as error:
        if text.startswith("["):
            raise RecordError("not a JSON object but a list", _ONE_A_LINE) from None
        raise RecordError(f"not a JSON object: {error}", "repair the line, or leave it out") from None
    if text[end:].strip():
        raise RecordError("more than one JSON object in a line", "put each in a line of its own")
    if body_field not in values:
        texts = {key: value for key, value in values.items() if isinstance(value, str)}
        likely = f", such as {max(texts, key=lambda key: len(texts[key]))}" if texts else ""
        raise FieldError(f"no field {body_field!r}", f"name the one that holds the story with --body-field{likely}")
    body = values.pop(body_field)
    if not isinstance(body, str | None):
        raise FieldError(f"the field {body_field!r} is no text", "name the one that holds the story with --body-field")
    body, warnings = _without_controls(unix_lines(body or ""))
    if not body or body.isspace():
        raise EmptyError("there are fields but no story", "leave it out, or scrape it again")
    meta, covers, more = read_metadata(values, assume)
    return Post(sha256_of(line), meta, body, covers, (*warnings, *warn_of_repeated(repeated, "record"), *more))


def unix_lines(text: str) -> str:
    """``text`` with LF at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_records(text: str) -> None:
    """RecordsError if ``text`` consists of records of a crawler, whose JSON would become the story."""
    match find_records(text):
        case Records.LINES:
            raise RecordsError("these are lines of JSON, not one post", _FROM)
        case Records.OTHER:
            raise RecordsError("this is JSON, not a post", f"{_ONE_A_LINE}, and {_FROM}")
        case None:
            pass


def _without_controls(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without control characters, and the warning that says so if there were any."""
    text, count = re.subn(_CONTROL, "", text)
    return text, ("control characters were taken out",) if count else ()
