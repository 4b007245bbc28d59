"""What holds for any bytes: each function takes some, and raises where a law is broken. It needs no fuzzer."""

from __future__ import annotations

import json
import re
import struct
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC
from typing import Any

from laws import NoRules, block_text, kept, seen, squash, taken

from fraudnews import FraudnewsError, clean, render
from fraudnews.markup import Claimed, read_body
from fraudnews.markup.words import fold
from fraudnews.model import Json, Post
from fraudnews.parse import parse, parse_line
from fraudnews.prepare import prepare_html, to_html
from fraudnews.sources import Form, Reading, Source, find_sources, read_source

#: Bytes that a post in an archive may have here: little, so that a bomb is one early.
MOST = 1_000_000
#: Posts that a few kilobytes may turn into before something is taken for endless.
ENDLESS = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\r]")
_BLOCK = 512


def check_parse(data: bytes) -> None:
    """A post is well formed: plain JSON, aware dates, text that UTF-8 can hold; also a line of JSON."""
    for read in (lambda: parse(data, None, UTC), lambda: parse_line(data, "content", None, UTC)):
        post = _or_refused(read)
        if isinstance(post, Post):
            assert post.body.strip()
            assert post.meta.date is None or post.meta.date.utcoffset() is not None
            _assert_plain(post.meta.extra)
            texts = [post.meta.title, post.meta.author, post.meta.url, post.meta.cover, *post.covers]
            texts += [*post.meta.editor, *post.meta.categories, *post.meta.tags, *post.warnings, post.body]
            "".join(text or "" for text in texts).encode()


def check_markup(data: bytes) -> None:
    """The blocks of a body, with what markup alone takes out, have all the text that a parser sees."""
    body = _CONTROL.sub("", data.decode("utf-8", "ignore"))
    parts = getattr(_or_refused(lambda: read_body(body, NoRules())), "parts", None)
    if parts is not None:
        text = squash("".join(part.text if type(part) is Claimed else block_text(part) for part in parts))
        _assert_all_there(text, _seen(body))


def check_core(data: bytes) -> None:
    """Nothing is lost, a record is one line of JSON, and only a FraudnewsError says no."""
    article = _or_refused(lambda: clean(data))
    if article is None:
        return
    _assert_all_there(kept(article) + taken(article), _seen(parse(data, None, UTC).body))
    for to in ("markdown", "text"):
        shown = render(article, to)
        assert shown.endswith("\n")
        shown.encode()
    line = render(article, "jsonl")
    assert line.endswith("\n")
    assert line.encode().count(b"\n") == 1
    record = json.loads(line)
    assert record["id"] == article.id
    assert record["text"] == render(article, "text").removesuffix("\n")


def check_archives(data: bytes) -> None:
    """Whatever an archive holds, names are mere names, sizes are bounded, and what is wrong is a Trouble.

    The first letter tells what the rest is: ``t`` tar, ``T`` tar whose sums are put right first, ``z`` zip, ``l`` lines.
    """
    form = {b"t": Form.TAR, b"T": Form.TAR, b"z": Form.ZIP, b"l": Form.JSONL}.get(data[:1])
    if form is None:
        return
    with tempfile.NamedTemporaryFile() as file:
        file.write(_with_right_sums(data[1:]) if data[:1] == b"T" else data[1:])
        file.flush()
        for number, item in enumerate(find_sources([file.name], Reading(form=form, max_size=MOST))):
            assert number < ENDLESS, "endless"
            if isinstance(item, Source):
                assert item.data is not None
                assert len(item.data) <= MOST
                assert not item.relative.startswith("/")
                assert ".." not in item.relative.split("/")
                assert not re.search(r"[\x00-\x1f\x7f\\]", item.relative)
                _or_refused(lambda item=item: read_source(item, MOST))
            else:
                assert isinstance(item.error, FraudnewsError)


def _or_refused(read: Callable[[], Any]) -> Any:
    """What ``read`` gives, None where it raises a FraudnewsError that says what to do."""
    try:
        return read()
    except FraudnewsError as error:
        assert error.problem
        assert error.remedy
        assert "\n" not in str(error)
        return None


def _seen(body: str) -> str:
    """What a parser sees in a body that is ready for it."""
    return squash(fold(seen(prepare_html(to_html(body)).html)))


def _assert_plain(value: Json) -> None:
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    json.dumps(value, ensure_ascii=False).encode()


def _assert_all_there(text: str, whole: str) -> None:
    """Every character of ``whole`` is in ``text``, and as often.

    There may be more: a cell can stand in several rows, the words for a picture in its place. But for brackets: a
    reading above a word (``<rt>``) gets some of ours, and loses its own.
    """
    lost = Counter(whole) - Counter(text)
    for bracket in "()（）[]［］【】〔〕":
        del lost[bracket]
    assert not lost, f"lost: {lost}"


def _with_right_sums(data: bytes) -> bytes:
    """Every block that says ``ustar`` with the right sum: else hardly a change would come past it."""
    fixed = bytearray(data)
    for start in range(0, len(data) - _BLOCK + 1, _BLOCK):
        block = data[start : start + _BLOCK]
        if block[257:262] == b"ustar":
            total = sum(block) - sum(block[148:156]) + 8 * ord(" ")
            struct.pack_into("8s", fixed, start + 148, b"%06o\0 " % total)
    return bytes(fixed)


TARGETS = {"parse": check_parse, "markup": check_markup, "core": check_core, "archives": check_archives}
