"""From the runs, pictures and breaks of one paragraph to CommonMark that renders as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from fraudnews.model import Break, Image, Inline, Mark, Run
from fraudnews.rendering.emphasis import Token, place_marks
from fraudnews.rendering.escape import Signs, Sort, destination, escape, escape_start, is_plain, signs_in, sort_of

#: The sign of each mark, "" if it has none, and its HTML element; of marks of one length, the first is outside.
_MARKS = {
    Mark.BOLD: ("**", "strong"),
    Mark.ITALIC: ("*", "em"),
    Mark.STRIKE: ("~~", "del"),
    Mark.SUP: ("", "sup"),
    Mark.SUB: ("", "sub"),
}
_ALL_SIGNS = Signs()


def render_inlines(inlines: tuple[Inline, ...], line_break: str, *, starts: bool = True, item: bool = False) -> str:
    """CommonMark for one paragraph, heading or cell; ``line_break`` is what a break becomes.

    ``starts``: its lines begin lines of the document. ``item``: it begins a list item, where ``[ ]`` would be a
    check box.
    """
    if len(inlines) == 1 and type(run := inlines[0]) is Run and run.href is None:
        if not run.marks:
            text = run.text.strip(" ")
            if not is_plain(text):
                text = escape(text, signs_in(inlines))
            return escape_start(text, first=True, item=item) if starts else text
        if run.marks == Mark.BOLD and run.text == run.text.strip() != "":  # at the edges of a line, no doubt
            return f"**{escape(run.text, signs_in(inlines), inner=True)}**"
    signs = signs_in(inlines)
    lines: list[str] = []
    for tokens in _lines(inlines):
        placed = place_marks(tokens)
        if placed and not placed[0].is_markdown and placed[0].text.isspace():
            del placed[0]
        line = _line(placed, signs).strip(" ")
        if line and starts and _is_bare(placed[0]):
            line = escape_start(line, first=not lines, item=item)
        if line:
            lines.append(line)
    return line_break.join(lines)


def autolink(href: str) -> str:
    """An address as a link that shows it: ``<https://…>``, or ``[address](address)``."""
    if re.fullmatch(r"(?:https?|mailto):[^\s<>]*", href):
        return f"<{href}>"
    return f"[{escape(href, _ALL_SIGNS, in_link=True)}]({destination(href)})"


def _code_span(text: str) -> str:
    """Inline code between one more backtick than any run inside of it."""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _lines(inlines: tuple[Inline, ...]) -> list[list[Token]]:
    """The tokens of each line."""
    lines: list[list[Token]] = [[]]
    for inline in inlines:
        if type(inline) is Break:
            lines.append([])
        elif type(inline) is Image:
            lines[-1].append(Token(_picture(inline), 0, inline.href, is_markdown=True))
        elif type(inline) is Run and inline.text and inline.text.strip() == inline.href and not inline.marks:
            before, after = inline.text.split(inline.href)
            address = Token(autolink(inline.href), 0, None, is_markdown=True)
            lines[-1] += [token for token in (Token(before, 0, None), address, Token(after, 0, None)) if token.text]
        elif type(inline) is Run and inline.text:
            lines[-1].append(Token(inline.text, inline.marks, inline.href))
    return lines


def _picture(image: Image) -> str:
    # Emphasis cannot cross brackets; code spans and tags can.
    signs = signs_in((Run(image.alt),))._replace(backticks=True, angles=True)
    return f"![{escape(image.alt, signs, in_link=True, inner=True)}]({destination(image.src)})"


def _is_bare(token: Token) -> bool:
    return not (token.marks or token.is_markdown or token.href is not None)


class _Wrap:
    """A mark or a link around some tokens; ``html``: it is written as an element, not as a sign."""

    __slots__ = ("html", "key")

    def __init__(self, key: int | str) -> None:
        self.key = key
        self.html = isinstance(key, int) and not _MARKS[key][0]

    @property
    def sign(self) -> str:
        """The sign that the flanking rules judge, "" if there is none."""
        return _MARKS[self.key][0] if isinstance(self.key, int) and not self.html else ""

    def write(self, *, opens: bool) -> str:
        """The Markdown of its beginning or its end."""
        if not isinstance(self.key, int):
            return "[" if opens else f"]({destination(self.key)})"
        return self.sign or f"<{'' if opens else '/'}{_MARKS[self.key][1]}>"


class _Piece(NamedTuple):
    """A token's Markdown, or the beginning or end of a wrap."""

    text: str
    wrap: _Wrap | None = None
    opens: bool = False

    @property
    def sign(self) -> str:
        """The sign that the flanking rules judge, "" if there is none."""
        return self.wrap.sign if self.wrap is not None else ""

    def write(self) -> str:
        """The Markdown of the piece."""
        return self.wrap.write(opens=self.opens) if self.wrap is not None else self.text


def _line(tokens: list[Token], signs: Signs) -> str:
    if all(map(_has_no_wrap, tokens)):
        return "".join([_content(token, signs) for token in tokens])
    pieces: list[_Piece] = []
    stack: list[_Wrap] = []
    for index, token in enumerate(tokens):
        wanted = _wraps(token)
        while not wanted.issuperset(wrap.key for wrap in stack):
            pieces.append(_Piece("", stack.pop()))
        missing = wanted.difference(wrap.key for wrap in stack) if not token.text.isspace() else ()
        for key in sorted(missing, key=lambda key: (-_reach(tokens, index, key), isinstance(key, int), key)):
            if isinstance(key, str) and pieces and pieces[-1].text.endswith("!"):
                pieces[-1] = _Piece(pieces[-1].text[:-1] + "\\!")
            stack.append(_Wrap(key))
            pieces.append(_Piece("", stack[-1], opens=True))
        pieces.append(_Piece(_content(token, signs)))
    pieces += [_Piece("", wrap) for wrap in reversed(stack)]
    if any(token.marks for token in tokens):
        _settle(pieces)
    return "".join(piece.write() for piece in pieces)


def _has_no_wrap(token: Token) -> bool:
    return token.href is None and not token.marks & ~Mark.CODE


def _wraps(token: Token) -> set[int | str]:
    wraps: set[int | str] = {mark for mark in _MARKS if token.marks & mark} if token.marks else set()
    if token.href is not None:
        wraps.add(token.href)
    return wraps


def _reach(tokens: list[Token], index: int, key: int | str) -> int:
    """The number of tokens from ``index`` on that the wrap includes: longer ones are outside."""
    end = index
    while end < len(tokens) and (tokens[end].href == key if isinstance(key, str) else tokens[end].marks & key):
        end += 1
    return end - index


def _content(token: Token, signs: Signs) -> str:
    if token.is_markdown:
        return token.text
    if token.marks & Mark.CODE:
        return _code_span(token.text)
    return escape(token.text, signs, in_link=token.href is not None, inner=True)


def _settle(pieces: list[_Piece]) -> None:
    """Use HTML for marks whose sign would be misread, until all are unambiguous."""
    while unclear := _unclear(pieces):
        for wrap in unclear:
            wrap.html = True


def _unclear(pieces: list[_Piece]) -> list[_Wrap]:
    """The marks that some version of CommonMark would misread."""
    found: list[_Wrap] = []
    around: dict[_Wrap, int] = {}  # the marks that are open, each with the length of the run that opens it
    for start, end in _sign_runs(pieces):
        run = pieces[start:end]
        opening = [piece.wrap for piece in run if piece.opens and piece.wrap]
        ending = [piece.wrap for piece in run if not piece.opens and piece.wrap]
        before = sort_of(pieces[start - 1].write()[-1:] if start else "")
        after = sort_of(pieces[end].write()[:1] if end < len(pieces) else "")
        length = sum(len(piece.sign) for piece in run)
        pairs = _opens(before, after) and _pairs_later(before, after, length, around)
        if opening and (ending or not pairs):
            found += opening
        elif ending and not _opens(after, before):
            found += ending
        for wrap in ending:
            around.pop(wrap, None)
        around.update(dict.fromkeys(opening, length))
    return found


def _sign_runs(pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
    """The beginning and end of each group of pieces that a parser reads as one run of ``*`` or ``~``."""
    index = 0
    for sign, group in groupby(pieces, key=lambda piece: piece.sign[:1]):
        start, index = index, index + sum(1 for _ in group)
        if sign:
            yield start, index


def _pairs_later(before: Sort, after: Sort, length: int, around: dict[_Wrap, int]) -> bool:
    """Whether the beginning of a mark cannot be taken for the end of another around it."""
    if before is Sort.BLANK or (before is Sort.PUNCTUATION and after is Sort.LETTER):
        return True
    return all(length % 3 and (length + other) % 3 == 0 for wrap, other in around.items() if wrap.sign[:1] == "*")


def _opens(outside: Sort, inside: Sort) -> bool:
    """Whether all versions of the flanking rules take a sign between the two for a beginning (mirrored: an end)."""
    return inside is Sort.LETTER or outside in (Sort.BLANK, Sort.PUNCTUATION) or outside is inside
