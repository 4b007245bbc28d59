"""The body of a post to a flat sequence of blocks: one walk of the tree, no recursion.

HTML is parsed by lexbor; a Markdown body is rendered to HTML first, so that both take the same way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from fraudnews.errors import TooLargeError
from fraudnews.markup.walker import Claimant, Claimed, Walker
from fraudnews.model import Block
from fraudnews.source import prepare_html, to_html

__all__ = ["Body", "Claimant", "Claimed", "page_title", "parse_html", "read_body"]

#: lexbor is quadratic in depth: 20,000 nested elements take 0.4 s, 100,000 take 20 s. Real posts have 60.
MAX_DEPTH = 5_000

#: To selectolax the first node of a fragment holds all that follow it; so let that be an empty comment.
_FIRST = "<!---->"
_TAGS_BEFORE_CHECK = 2_000
_TAG = r"<(/?)([a-zA-Z][a-zA-Z0-9]*)"
_NOT_NESTING = frozenset(
    "a p li dt dd tr td th tbody thead tfoot option br img hr input meta link col wbr source area base embed".split()
)


class Body(NamedTuple):
    """The blocks and claims of a body in reading order, and warnings."""

    parts: list[Block | Claimed]
    warnings: list[str]


def read_body(body: str, rules: Claimant) -> Body:
    """Return the blocks of ``body`` (HTML, Markdown or both), with what ``rules`` claim set apart.

    Raises TooLargeError where tags nest deeper than MAX_DEPTH.
    """
    source = prepare_html(to_html(body))
    _check_depth(source.html)
    walker = Walker(rules, source.hidden)
    walker.walk(parse_html(source.html))
    return Body(walker.parts, source.warnings)


def parse_html(html: str) -> LexborNode | None:
    """The first node of a fragment, as lexbor parses it. Raises MemoryError."""
    try:
        return LexborHTMLParser(_FIRST + html, is_fragment=True).root
    except SelectolaxError:  # there is no HTML that lexbor refuses: it got no memory
        raise MemoryError from None


def page_title(body: str) -> str:
    """The ``<title>`` of a whole HTML page, for posts without front matter; "" if there is none."""
    match = re.search(r"<title[^>]*>([^<]{1,500})</title>", body[:20_000], re.I)
    return match[1] if match else ""


def _check_depth(html: str) -> None:
    if html.count("<") < _TAGS_BEFORE_CHECK:
        return
    depth = deepest = 0
    for close, name in re.findall(_TAG, html):
        if name.lower() in _NOT_NESTING:
            continue
        depth = max(0, depth - 1) if close else depth + 1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise TooLargeError(f"tags nest {deepest:,} deep, the limit is {MAX_DEPTH:,}", "repair the markup of this post")
