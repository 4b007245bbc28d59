"""Where to put the marks of a line so that CommonMark reads them as meant.

Its flanking rules (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis) do not suit Chinese:
``**“警惕”**诈骗`` is not bold to them, so punctuation at the edge of a mark is moved out of it.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from fraudnews.model import Mark
from fraudnews.rendering.escape import Sort, sort_of

_EMPHASIS = (Mark.BOLD, Mark.ITALIC, Mark.STRIKE)
_PARTNERS = dict(zip("“‘《（〈「『【〔([", "”’》）〉」』】〕)]", strict=True))


class Token(NamedTuple):
    """Text in one style; or, if it ``is_markdown``, a picture or an address as it will be written."""

    text: str
    marks: int
    href: str | None
    is_markdown: bool = False


def place_marks(tokens: list[Token]) -> list[Token]:
    """The same text with blanks and, where necessary, punctuation moved out of the edges of marks."""
    if len(tokens) == 1 and tokens[0].text == tokens[0].text.strip():
        return tokens
    tokens = _blanks_outside(_merge(tokens))
    for mark in _EMPHASIS:
        if any(token.marks & mark for token in tokens):
            tokens = _punctuation_outside(tokens, mark)
    return _merge(tokens)


def _merge(tokens: list[Token]) -> list[Token]:
    """Adjacent tokens of one style joined, except a blank that a mark must not begin with."""
    out: list[Token] = []
    for token in tokens:
        last = out[-1] if out else None
        if (
            last is not None
            and last.marks == token.marks
            and last.href == token.href
            and not (last.is_markdown or token.is_markdown or (token.marks and last.text.isspace()))
        ):
            out[-1] = last._replace(text=last.text + token.text)
        else:
            out.append(token)
    return out


def _blanks_outside(tokens: list[Token]) -> list[Token]:
    """Blanks at the edge of a styled run get only the style that both sides share."""
    pieces: list[Token] = []
    for token in tokens:
        text = token.text
        core = text.strip()
        if token.is_markdown or core == text or (core and token.marks & Mark.CODE):
            pieces.append(token)
            continue
        pieces += [Token(part, token.marks, token.href) for part in text.partition(core or text) if part]
    out: list[Token] = []
    for is_blank, group in groupby(pieces, key=lambda token: not token.is_markdown and token.text.isspace()):
        tokens_of = list(group)
        out += [Token("".join(token.text for token in tokens_of), -1, None)] if is_blank else tokens_of
    for index, token in enumerate(out):
        if token.marks == -1:
            before = out[index - 1] if index else Token("", 0, None)
            after = out[index + 1] if index + 1 < len(out) else Token("", 0, None)
            href = before.href if before.href == after.href else None
            out[index] = Token(token.text, before.marks & after.marks & ~Mark.CODE, href)
    return out


def _punctuation_outside(tokens: list[Token], mark: int) -> list[Token]:
    """Move punctuation out of ``mark`` where the flanking rules would not recognize it."""
    out: list[Token] = []
    index = 0
    for marked, group in groupby(tokens, key=lambda token: token.marks & mark):
        run = list(group)
        index += len(run)
        if marked:
            before = _edge(out[-1], -1) if out else ""
            after = _edge(tokens[index], 0) if index < len(tokens) else ""
            run = _narrow(run, before, after, mark)
        out += run
    return out


def _edge(token: Token, place: int) -> str:
    """The first or last character of a token's Markdown, as the flanking rules see it."""
    return "`" if _is_fixed(token) else token.text[place]


def _is_fixed(token: Token) -> bool:
    """Whether the token begins and ends with syntax of its own, so that nothing can be moved out of it."""
    return token.is_markdown or token.href is not None or bool(token.marks & (Mark.CODE | Mark.SUP | Mark.SUB))


def _narrow(run: list[Token], before: str, after: str, mark: int) -> list[Token]:
    """``run``, all of it in ``mark``, without the mark on as much punctuation at its edges as necessary."""
    head = "" if _is_fixed(run[0]) else run[0].text
    tail = "" if _is_fixed(run[-1]) else run[-1].text
    start = _to_move(head) if sort_of(before) in (Sort.LETTER, Sort.SYMBOL) else 0
    end = _to_move(tail[::-1]) if sort_of(after) in (Sort.LETTER, Sort.SYMBOL) else 0
    if head[1:2].strip() and end and not start and _PARTNERS.get(head[0], "\0") in tail[-end:]:
        start = 1
    elif tail[-2:-1].strip() and start and not end and tail[-1] in map(_PARTNERS.get, head[:start]):
        end = 1
    if len(run) == 1 and start + end >= len(head) > 0 and start + end:
        return [run[0]._replace(marks=run[0].marks & ~mark)]
    if end:
        last = run[-1]
        rest = last._replace(text=tail[-end:], marks=last.marks & ~mark)
        run = [*run[:-1], last._replace(text=tail[:-end]), rest]
    if start:
        first = run[0]
        lead = first._replace(text=first.text[:start], marks=first.marks & ~mark)
        run = [lead, first._replace(text=first.text[start:]), *run[1:]]
    return [token for token in run if token.text]


def _to_move(text: str) -> int:
    """How many characters must be moved out so that the mark stands between punctuation, or beside a letter."""
    for count, char in enumerate(text):
        if sort_of(char) is Sort.LETTER:
            return count
        if sort_of(char) is Sort.PUNCTUATION and not text[count + 1 : count + 2].isspace():
            return count + 1
    return len(text)
