"""An article as plain text: no addresses, no wrapping, an empty line between paragraphs."""

from __future__ import annotations

from fraudnews.model import Article, Block, BlockKind, Break, Container, Inline, Run
from fraudnews.rendering.header import begins_with
from fraudnews.rendering.nesting import goes_on, shared_depth

#: Kinds of blocks that have no text to read. In 3.11, to look up a member of an enum takes as long as ten comparisons.
_WITHOUT_TEXT = (BlockKind.RULE, BlockKind.EMBED)


def render_text(article: Article, *, title: bool) -> str:
    """The story as plain text that ends in a line end.

    List items have their mark, cells of a row are separated by tabs, and code is unchanged.
    ``title`` puts the title first, unless the story begins with it.
    """
    text = body_text(article.blocks)
    heading = article.meta.title
    if title and heading and not begins_with(article.blocks, heading):
        text = f"{heading}\n\n{text}" if text else heading
    return text + "\n"


def body_text(blocks: tuple[Block, ...]) -> str:
    """The blocks as plain text, an empty line between paragraphs, without a line end at its end."""
    out: list[str] = []
    before: tuple[Container, ...] = ()
    for block in blocks:
        text = block_text(block)
        if not text:
            continue
        path, end = block.path, "\n\n"
        if path:
            shared = shared_depth(path, before)
            text = _marked(text, path, shared)
            end = "\n" if goes_on(path, before, shared) else end
        out += (end, text)
        before = path
    return "".join(out[1:])


def block_text(block: Block) -> str:
    """The text of one block without list marks; "" for a rule, a video, or pictures."""
    if block.rows:
        return "\n".join("\t".join(_inline_text(cell.inlines, " ") for cell in row) for row in block.rows)
    if block.kind in _WITHOUT_TEXT:
        return ""
    return _inline_text(block.inlines, "\n")


def _marked(text: str, path: tuple[Container, ...], shared: int) -> str:
    """``text`` with list marks before its first line, and blanks of the same width before the others."""
    first = rest = ""
    for depth, container in enumerate(path):
        if container.kind == "quote":
            continue
        mark = "- " if container.number is None else f"{container.number}. "
        first += mark if depth >= shared else " " * len(mark)
        rest += " " * len(mark)
    head, *lines = text.split("\n")
    return "\n".join([first + head, *(rest + line if line else "" for line in lines)])


def _inline_text(inlines: tuple[Inline, ...], line_break: str) -> str:
    if len(inlines) == 1 and type(run := inlines[0]) is Run:
        return run.text
    pieces = [item.text if type(item) is Run else line_break if type(item) is Break else "" for item in inlines]
    return "".join(pieces).strip()


def without_blanks(text: str) -> str:
    """``text`` without blanks, to compare texts that may differ in these."""
    return "".join(text.split())
