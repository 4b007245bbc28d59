"""Listings: their text, line by line, and the language that their attributes name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

#: Stands for ``<br>`` until the whole listing is read: a character that no parsed text contains.
_BREAK = "\0"
_EMPTY_LINES = r"\A(?:[ \t]*\n)+"
_LANGUAGE = (
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*|hljs\s+(?!lang(?:uage)?-)|"
    r"syntaxhighlighter\s+(?:nogutter\s+)?)([\w+#-]{1,20})"
)
_FIGURE_LANGUAGE = r"(?:^|\s)highlight\s+([\w+#-]{1,20})"
_AROUND_LISTING = frozenset("div figure table tbody tr td".split())
_NO_LANGUAGE = frozenset({"hljs", "plain", "plaintext", "text", "copyable", "none", "language", "code"})
#: Languages that may be the whole class of a listing: ``<pre class="java">``.
_BARE_LANGUAGES = frozenset(
    "java javascript js python py c cpp c++ csharp c# php ruby go rust sql shell bash sh html xml css scss "
    "less json yaml kotlin swift scala perl lua r matlab objc objectivec typescript ts jsx tsx vue dart "
    "haskell groovy powershell dockerfile nginx ini makefile diff markdown mermaid".split()
)
_LANGUAGE_NAME = r"[\w+#-]{1,20}"


def read_listing(node: Any, set_apart: Callable[[Any, str], bool]) -> tuple[str, str]:
    """The text of a listing, "" if there is none, and its language, "" if none is named.

    ``set_apart`` is called with each element in it and its name; if it returns True, the element is skipped.
    """
    pieces: list[str] = []
    language = _language(node.tag, node.attributes)
    depth = 0
    item = node.child
    while item is not None:
        tag = item.tag
        if tag == "-text":
            pieces.append(item.text_content)
        elif tag == "br":
            pieces.append(_BREAK)
        elif tag not in ("-comment", "script", "style") and not set_apart(item, tag):
            if pieces and _begins_line(item, tag) and not pieces[-1].endswith(("\n", _BREAK)):
                pieces.append("\n")
            language = language or _language(tag, item.attributes)
            child = item.child
            if child is not None:
                depth += 1
                item = child
                continue
        following = item.next
        while following is None and depth:
            item = item.parent
            depth -= 1
            following = item.next
        item = following
    code = _line_ends("".join(pieces)).replace("\u200b", "").replace("\ufeff", "").replace("\u00a0", " ")
    code = re.sub(_EMPTY_LINES, "", code.rstrip())
    return code, language or (_language_around(node) if code else "")


def _begins_line(item: Any, tag: str) -> bool:
    """Whether an element begins a new line: of adjacent ``<code>`` elements, each but the first."""
    if tag == "code":
        return item.parent.tag == "pre" and item.prev is not None and item.prev.tag == "code"
    return tag in ("div", "p", "li", "tr")


def _line_ends(code: str) -> str:
    """The listing with line ends for ``<br>``; if one stands at the end of every line, the two are one line end."""
    if code.count("\n") == code.count(f"{_BREAK}\n"):
        code = code.replace(f"{_BREAK}\n", "\n")
    return code.replace(_BREAK, "\n")


def _language(tag: str, attributes: dict[str, str | None]) -> str:
    """The language of a listing, "" if none is named."""
    if name := attributes.get("lang") or attributes.get("data-lang") or attributes.get("data-enlighter-language"):
        return name if re.fullmatch(_LANGUAGE_NAME, name) else ""
    name = (attributes.get("class") or "").removeprefix("sourceCode ")
    if (tag in ("pre", "code") or name == "mermaid") and name.lower() in _BARE_LANGUAGES:
        return name
    return _class_language(_LANGUAGE, attributes)


def _language_around(node: Any) -> str:
    """The language that an element around a listing names: ``<figure class="highlight js">``; "" if none does."""
    while (node := node.parent) is not None and node.tag in _AROUND_LISTING:
        pattern = _FIGURE_LANGUAGE if node.tag == "figure" else _LANGUAGE
        if name := _class_language(pattern, node.attributes):
            return name
    return ""


def _class_language(pattern: str, attributes: dict[str, str | None]) -> str:
    match = re.search(pattern, attributes.get("class") or "")
    return match[1] if match and match[1] not in _NO_LANGUAGE else ""
