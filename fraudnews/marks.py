"""The marks of a review: posts that are right or wrong, and pieces of them that should stay or go.

A file of marks is JSON: ``{"format": "fraudnews-marks", "version": 1, "posts": [POST, ...]}``. A POST has

- ``id``: the post's id, as the record has it; ``path``: where it was, for people;
- ``verdict``: ``"right"``, ``"wrong"``, or null where there is only a note; ``note``: text;
- ``result``: the :func:`fingerprint` of the reviewed result;
- ``pieces``: a list of objects with ``text`` (of a piece without text, the addresses of its pictures, separated by
  blanks), ``should`` (``"stay"``: it was removed, and is story; ``"go"``: it stayed, and is boilerplate), and ``rule``
  (the one that removed it, else null).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fraudnews.errors import FraudnewsError, UsageError, reason
from fraudnews.model import Article, Block, Image, Run
from fraudnews.rendering.text import block_text, body_text, without_blanks

FORMAT, VERSION = "fraudnews-marks", 1
_ID = re.compile(r"[0-9a-f]{64}")


class MarkedPiece(NamedTuple):
    """A piece of a post that is wrong as it is: ``should`` is ``stay`` or ``go``."""

    text: str
    should: str
    rule: str | None = None


class Mark(NamedTuple):
    """The marks of one post; ``verdict`` is ``right``, ``wrong`` or None."""

    id: str
    path: str
    verdict: str | None
    note: str
    result: str
    pieces: tuple[MarkedPiece, ...] = ()


Marks = Mapping[str, Mark]  #: by id of the post
NO_MARKS: Marks = {}


class Fault(NamedTuple):
    """A mark that the result does not satisfy: the code, the text of the piece ("": the whole post), a message."""

    code: str
    text: str
    message: str


def read_marks(path: str | None) -> Marks:
    """The marks in a file from the page of a review, none without a file. UsageError if it is no such file."""
    if path is None:
        return NO_MARKS
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"--marks: {path}: {reason(error)}", "name a file that the review page gave") from None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _wrong(path, "it is not JSON") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _wrong(path, f'it has no "format": "{FORMAT}"')
    if found.get("version") != VERSION:
        raise UsageError(f"--marks: {path}: version {found.get('version')!r}", f"this release reads version {VERSION}")
    posts = found.get("posts")
    if not isinstance(posts, list):
        raise _wrong(path, '"posts" is no list')
    marks = {}
    for number, post in enumerate(posts, 1):
        mark = _read_mark(post)
        if mark is None:
            raise _wrong(path, f"post {number} is not as the format says")
        marks[mark.id] = mark
    return marks


def fingerprint(article: Article | None) -> str:
    """A digest that is equal for results that look the same: SHA-256 of text without blanks, and pictures.

    "none" if nothing is left.
    """
    if article is None or not article.blocks:
        return "none"
    shown = [without_blanks(body_text(article.blocks)), *(image.src for image in article.images)]
    return hashlib.sha256("\n".join(shown).encode("utf-8", "replace")).hexdigest()


def find_faults(marks: Marks, post: str, article: Article | None) -> Iterator[Fault]:
    """The marks of the post with this id that the article does not satisfy; None: nothing was left of it."""
    mark = marks.get(post)
    if mark is None:
        return
    note = f" ({_one_line(mark.note)})" if mark.note else ""
    same = fingerprint(article) == mark.result
    if mark.verdict == "right" and not same:
        yield Fault("FN061", "", f"the result is not what was marked right{note}")
    elif mark.verdict == "wrong" and not mark.pieces and same:
        yield Fault("FN060", "", f"marked wrong{note}")
    elif mark.verdict == "wrong" and mark.pieces:
        kept, removed = _kept(article), _removed(article)
        for piece in mark.pieces:
            text = _one_line(piece.text)
            if piece.should == "stay" and (article is None or without_blanks(piece.text) in removed):
                by = f" by {rule}" if (rule := removed.get(without_blanks(piece.text))) else ""
                yield Fault("FN060", piece.text.split("\n")[0], f"still removed{by}: {text}{note}")
            elif piece.should == "go" and (_lines(piece.text) <= kept or set(piece.text.split()) <= kept):
                yield Fault("FN060", piece.text.split("\n")[0], f"still there: {text}{note}")


def count_marks(marks: Marks) -> int:
    """The number of marks: each piece, and each post with a verdict and no piece."""
    return sum(len(mark.pieces) or 1 for mark in marks.values() if mark.verdict is not None)


def _wrong(path: str, problem: str) -> FraudnewsError:
    return UsageError(f"--marks: {path} is no file of marks: {problem}", "name a file that the review page gave")


def _read_mark(post: Any) -> Mark | None:
    """One post of the file, None if it is invalid."""
    if not isinstance(post, dict) or not isinstance(number := post.get("id"), str) or not _ID.fullmatch(number):
        return None
    texts = [post.get(name, "") for name in ("path", "note", "result")]
    pieces = post.get("pieces", [])
    verdict = post.get("verdict")
    if not all(isinstance(text, str) for text in texts) or not isinstance(pieces, list):
        return None
    if verdict not in ("right", "wrong", None):
        return None
    read = [_read_piece(piece) for piece in pieces]
    known = tuple(piece for piece in read if piece is not None)
    path, note, result = texts
    return Mark(number, path, verdict, note, result, known) if len(known) == len(read) else None


def _read_piece(piece: Any) -> MarkedPiece | None:
    if not isinstance(piece, dict):
        return None
    text, should, rule = piece.get("text"), piece.get("should"), piece.get("rule")
    if (
        not isinstance(text, str)
        or not text.strip()
        or should not in ("stay", "go")
        or not isinstance(rule, str | None)
    ):
        return None
    return MarkedPiece(text, should, rule)


def _removed(article: Article | None) -> dict[str, str]:
    """The rules of all removals by their text without blanks."""
    return {without_blanks(removal.shown): removal.rule for removal in article.removed} if article is not None else {}


def _kept(article: Article | None) -> set[str]:
    """The lines of the story without blanks, with and without list marks, and the addresses of its pictures."""
    kept: set[str] = set()
    for block in article.blocks if article is not None else ():
        kept |= _lines(body_text((block,))) | _lines(block_text(block)) | _addresses(block)
    return kept


def _addresses(block: Block) -> set[str]:
    inlines = block.every_inline
    return {item.src for item in inlines if type(item) is Image} | {
        item.href for item in inlines if type(item) is Run and item.href
    }


def _lines(text: str) -> set[str]:
    lines = (without_blanks(line) for line in text.split("\n"))
    return {line for line in lines if line}


def _one_line(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"
