"""From the body of a post to a flat sequence of blocks, by one walk of the tree, without recursion.

HTML is parsed by lexbor; a Markdown body is rendered to HTML first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from fraudnews.errors import TooLargeError
from fraudnews.markup.blocks import FAILED, Claimed
from fraudnews.markup.walker import Claimant, Walker
from fraudnews.model import Block
from fraudnews.prepare import prepare_html, to_html

__all__ = ["Body", "Claimant", "Claimed", "page_title", "parse_html", "read_body"]

#: lexbor is quadratic in depth: 20,000 nested elements take 0.4 s, 100,000 take 20 s. Real posts have 60.
MAX_DEPTH = 5_000

#: What a crawler writes before or after the body in place of a part of the page that it did not find; how near to the
#: ends of the source; and what a body has besides.
_FAILED_BEFORE = (
    r"(?i)(?:\A|<div\b[^<>]*>)\s*(null|undefined)\s*(?=<(?:p|div|section|article|h[1-6]|img|figure|table|ul|ol)\b)"
)
_FAILED_BEHIND = r">\s*(null|undefined)\s*(?:</div>\s*)?\Z"
_EDGE = 400
_SAYS_MORE = r"(?i)(?:\A|>)[^<>]*[^<>\s]|<(?:img|video|iframe|audio|embed)\b"

#: An empty comment at the beginning of a fragment: selectolax takes all other nodes for siblings of the first.
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
    """Return the blocks of ``body`` (HTML, Markdown or both), and the pieces that ``rules`` claim.

    Raises TooLargeError where tags nest deeper than MAX_DEPTH.
    """
    prepared = prepare_html(to_html(body))
    html, failed = _without_failed(prepared.html)
    _check_depth(html)
    walker = Walker(rules, prepared.hidden)
    walker.walk(parse_html(html))
    return Body([*walker.parts, *failed], prepared.warnings)


def parse_html(html: str) -> LexborNode | None:
    """The first node of a fragment, as lexbor parses it. Raises MemoryError."""
    try:
        return LexborHTMLParser(_FIRST + html, is_fragment=True).root
    except SelectolaxError:  # lexbor accepts any HTML, so it ran out of memory
        raise MemoryError from None


def page_title(body: str) -> str:
    """The ``<title>`` of a whole HTML page, for posts without front matter; "" if there is none."""
    match = re.search(r"<title[^>]*>([^<]{1,500})</title>", body[:20_000], re.I)
    return match[1] if match else ""


def _without_failed(html: str) -> tuple[str, list[Claimed]]:
    """``html`` without failed parts at its ends, if there is more in it; and these parts."""
    failed = []
    for place, pattern in ((0, _FAILED_BEFORE), (max(len(html) - _EDGE, 0), _FAILED_BEHIND)):
        edge = html[place : place + _EDGE]
        if ("null" in edge or "undefined" in edge) and (match := re.search(pattern, edge)):
            start, end = match.span(1)
            rest = html[: place + start] + html[place + end :]
            if re.search(_SAYS_MORE, rest):
                html = rest
                failed.append(Claimed(FAILED, match[1], ()))
    return html, failed


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
