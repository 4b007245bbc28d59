"""Blocks under construction: text and pictures become paragraphs, in the style and containers that are open."""

from __future__ import annotations

from typing import NamedTuple

from fraudnews.markup.words import EDGE, fold, paragraphs, trim
from fraudnews.model import Block, BlockKind, Container, Image, Inline, Kind, Mark, Run
from fraudnews.rules import Rule

#: Signs of a heading's link to itself.
_PERMALINKS = ("#", "¶", "§", "🔗")


class MarkupReason(NamedTuple):
    """What a removal names as its rule where the markup alone shows that something is boilerplate."""

    id: str
    kind: Kind


HIDDEN = MarkupReason("markup/hidden", Kind.STYLE)
STYLE = MarkupReason("markup/style", Kind.STYLE)
PIXEL = MarkupReason("markup/pixel", Kind.TRACKING)
ICON = MarkupReason("markup/icon", Kind.STYLE)
PERMALINK = MarkupReason("markup/permalink", Kind.WIDGET)
PLACEHOLDER = MarkupReason("markup/placeholder-image", Kind.TRACKING)
FAILED = MarkupReason("markup/failed", Kind.WIDGET)


class Claimed(NamedTuple):
    """A piece of a body that a rule takes by its markup, or that readers never saw, in the place where it stood.

    ``text`` is its text, ``images`` are the addresses of its pictures.
    """

    rule: Rule | MarkupReason
    text: str
    images: tuple[str, ...]


class State(NamedTuple):
    """What an element changes for its children, until it ends.

    A new one is written out in full wherever one is needed, because ``_replace`` takes twice as long.
    """

    marks: int
    href: str | None
    path: tuple[Container, ...]
    kind: BlockKind
    level: int


class BlockBuilder:
    """Collects the open paragraph in ``line``, and finished blocks and claimed pieces in ``parts``.

    ``state`` is what the open elements have set; ``uid`` is that of the last container.
    """

    def __init__(self) -> None:
        self.parts: list[Block | Claimed] = []
        self.line: list[Inline] = []
        self.state = State(0, None, (), BlockKind.PARAGRAPH, 0)
        self.uid = 0

    def add_text(self, text: str) -> None:
        """Add text to the open paragraph, its blanks folded, also those that meet where it joins what stands there."""
        line = self.line
        if not line and text.isspace():
            return
        text = fold(text)
        if not text:
            return
        state = self.state
        if line and type(last := line[-1]) is Run:
            if text[0] == " " and last.text[-1:] == " ":
                text = text[1:]
                if not text:
                    return
            if last.marks == state.marks and last.href == state.href:
                line[-1] = Run(last.text + text, last.marks, last.href)
                return
        line.append(Run(text, state.marks, state.href))

    def flush(self) -> None:
        """Finish the open paragraph; two line breaks in a row split it in two."""
        line = self.line
        if not line:
            return
        self.line = []
        if len(line) == 1 and type(run := line[0]) is Run:
            text = run.text.strip(EDGE)
            if text:
                self.emit((run if len(text) == len(run.text) else Run(text, run.marks, run.href),))
            return
        for inlines in paragraphs(line):
            self.emit(inlines)

    def emit(self, inlines: tuple[Inline, ...]) -> None:
        """Add a block with these inlines; a picture heads nothing unless it has an alt text."""
        state = self.state
        kind, level = state.kind, state.level
        if level:
            inlines = self._heading(list(inlines))
            if not inlines:
                return
            if all(type(item) is Image and not item.alt for item in inlines):
                kind, level = BlockKind.PARAGRAPH, 0
        self.parts.append(Block(kind, inlines, state.path, level))

    def _heading(self, inlines: list[Inline]) -> tuple[Inline, ...]:
        """The inlines of a heading without bold, which it is anyway, and without the sign that links to itself."""
        for edge in (-1, 0):
            if inlines and type(run := inlines[edge]) is Run and run.href and run.text.strip() in _PERMALINKS:
                del inlines[edge]
                self.parts.append(Claimed(PERMALINK, run.text.strip(), ()))
        if all(type(item) is not Run or item.marks & Mark.BOLD or not item.text.strip() for item in inlines):
            inlines = [item._replace(marks=item.marks & ~Mark.BOLD) if type(item) is Run else item for item in inlines]
        return trim(inlines)

    def set_marks(self, marks: int) -> None:
        """What follows has these marks, until the open element ends."""
        state = self.state
        self.state = State(marks, state.href, state.path, state.kind, state.level)

    def begin(self, kind: BlockKind, level: int = 0) -> None:
        """What follows is a block of this kind."""
        self.flush()
        state = self.state
        self.state = State(state.marks, state.href, state.path, kind, level)

    def nest(self, kind: str, group: int = 0, number: int | None = None) -> None:
        """What follows stands in a new container."""
        self.flush()
        self.uid += 1
        state = self.state
        inner = Container(kind, self.uid, group, number)
        self.state = State(state.marks, state.href, (*state.path, inner), BlockKind.PARAGRAPH, 0)
