"""What attributes say of the look of words: bold or not, or white on white."""

from __future__ import annotations

import re
from typing import Any

Attributes = dict[str, str | None]

_BOLD_STYLE = r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)"
_PLAIN_STYLE = r"(?i)font-weight\s*:\s*(?:normal|[1-4]00)"
_NEAR_WHITE = r"(?i)(?:^|[;\s])color\s*:\s*(?:white|#f{3}|#(?:f[0-9a-f]){3}|rgb\((?:\s*2[45]\d\s*,?){3}\))\s*(?:;|!|$)"
#: The one word of a watermark.
_WATERMARK = r"[A-Za-z0-9@./:_-]{3,40}"
#: Elements that hold a paragraph; cells of a table, which may have lost its background.
LEAVES, _CELLS = frozenset(("p", "div")), frozenset(("td", "th"))


def is_bold(attributes: Attributes) -> bool:
    """Whether an element is bold, by its style or as 新浪 writes it."""
    if "cms-style" in attributes and "strong-Bold" in (attributes["cms-style"] or ""):
        return True
    return "style" in attributes and _has_weight(attributes, _BOLD_STYLE)


def is_plain(attributes: Attributes) -> bool:
    """Whether the style of an element says that it is not bold."""
    return "style" in attributes and _has_weight(attributes, _PLAIN_STYLE)


def _has_weight(attributes: Attributes, weight: str) -> bool:
    style = attributes.get("style")
    return style is not None and "font-weight" in style and re.search(weight, style) is not None


def is_near_white(attributes: Attributes) -> bool:
    """Whether the words in an element are white, or nearly so."""
    style = attributes.get("style")
    if style and "color" in style and re.search(_NEAR_WHITE, style):
        return True
    color = attributes.get("color")
    return color is not None and re.search(_NEAR_WHITE, f"color:{color}") is not None


def is_watermark(node: Any) -> bool:
    """Whether an element in white is one word in Latin letters, in no table and on no coloured background."""
    if not re.fullmatch(_WATERMARK, node.text(deep=True).strip()):
        return False
    in_line = True  # a class may colour the background of one line, too
    while node is not None and node.tag[0] != "-":
        attributes = node.attributes
        if node.tag in _CELLS or "background" in (attributes.get("style") or "") or "bgcolor" in attributes:
            return False
        if in_line and "class" in attributes and (node.tag in LEAVES or node.css_first("p, div") is None):
            return False
        in_line = in_line and node.tag not in LEAVES
        node = node.parent
    return True
