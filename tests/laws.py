"""What the laws of ``test_laws.py`` speak of: the text that a body shows, an article keeps, and its removals hold."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from fraudnews import Article
from fraudnews.model import Block, Run

_INVISIBLE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def squash(text: str) -> str:
    """``text`` without blanks and invisible characters."""
    return _INVISIBLE.sub("", text)


def seen(body: str) -> str:
    """What lexbor sees in a body, scripts and style sheets aside."""
    root = LexborHTMLParser(f"<body>{body}").body
    assert root is not None
    for node in root.css("script, style"):
        node.decompose()
    return squash(root.text(deep=True))


def block_text(block: Block) -> str:
    """All words of one block, those of a table's cells too."""
    cells = (item for row in block.rows for cell in row for item in cell.inlines)
    return "".join(item.text for item in (*block.inlines, *cells) if type(item) is Run)


def kept(article: Article) -> str:
    """The text of the story."""
    return squash("".join(map(block_text, article.blocks)))


def taken(article: Article) -> str:
    """The text of all removals."""
    return squash("".join(removal.text for removal in article.removed))


def is_in_order(part: str, whole: str) -> bool:
    """Whether the characters of ``part`` stand in ``whole`` in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)


class NoRules:
    """What reads a body without any rule."""

    bare: frozenset[str] = frozenset()
    comments: dict[str, Any] = {}  # noqa: RUF012  # it is never modified

    def claim(self, node: Any, tag: str, attributes: dict[str, str | None]) -> None:
        """Take no element."""

    def unlinks(self, node: Any, attributes: dict[str, str | None], href: str) -> bool:
        """Leave every link."""
        return False
