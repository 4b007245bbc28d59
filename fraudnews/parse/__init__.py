"""Bytes to a post: encoding, front matter however broken, dates. Behind it all data is well formed."""

from __future__ import annotations

import hashlib
import re
from datetime import tzinfo

from fraudnews.errors import EmptyError
from fraudnews.model import Post
from fraudnews.parse.encoding import decode, encode
from fraudnews.parse.header import read_header
from fraudnews.parse.metadata import clean_text, read_metadata

__all__ = ["clean_text", "parse"]

#: In every encoding of ours a control character has one of these bytes (UTF-16 has zeros anyway).
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def parse(data: bytes | str, encoding: str | None, assume: tzinfo) -> Post:
    """Return the post in ``data``.

    ``encoding`` forces one (None: find out); ``assume`` is the zone of dates that name none. Raises
    EncodingError, BinaryError, or EmptyError where there is no body.
    """
    raw = encode(data) if isinstance(data, str) else data
    if not raw or raw.isspace():
        raise EmptyError("the file is empty", "leave it out, or scrape it again")
    text = data.removeprefix("\ufeff") if isinstance(data, str) else decode(raw, encoding)
    warnings: tuple[str, ...] = ()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A pattern over the whole text takes three times as long as this look at the bytes.
    if len(raw.translate(None, _CONTROL_BYTES)) != len(raw):
        text, count = _CONTROL.subn("", text)
        warnings = ("control characters were taken out",) if count else ()
    header = read_header(text)
    if not header.body or header.body.isspace():
        problem = "there is a front matter but no story" if header.values else "the file is empty"
        raise EmptyError(problem, "leave it out, or scrape it again")
    meta, covers, more = read_metadata(header.values, assume)
    return Post(hashlib.sha256(raw).hexdigest(), meta, header.body, covers, (*warnings, *header.warnings, *more))
