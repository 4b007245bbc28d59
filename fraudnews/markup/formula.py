"""Formulas as TeX between dollar signs, each once, from KaTeX, MathJax or editors."""

from __future__ import annotations

import re
from typing import Any

from fraudnews.markup.words import squeeze

#: What hides a formula in a script from XML parsers.
_CDATA = r"%\s*<!\[CDATA\[|%?\s*\]\]>"
_SCRIPT = "math/tex"
#: The classes of an element of Vditor that holds nothing but TeX.
HOLDERS = frozenset({"vditor-math", "language-math"})


def from_script(node: Any, kind: str) -> str | None:
    """The formula in a script of this type, as MathJax reads it; None if it holds none."""
    if not kind.startswith(_SCRIPT):
        return None
    return _between_signs(re.sub(_CDATA, "", node.text(deep=True)), is_block="mode=display" in kind)


def from_mathml(node: Any, attributes: dict[str, str | None]) -> str | None:
    """The formula in MathML that has its TeX; None if there is no TeX."""
    source = node.css_first('annotation[encoding="application/x-tex"]')
    if source is None:
        return None
    return _between_signs(source.text(deep=True), is_block=attributes.get("display") == "block")


def from_attribute(node: Any, tag: str, attributes: dict[str, str | None]) -> str | None:
    """The formula in the ``data-formula`` of an empty element; None if there is none, or the element is not empty."""
    tex = attributes.get("data-formula")
    if not tex or squeeze(node.text(deep=True)) or node.css_first("img") is not None:
        return None
    return _between_signs(tex, is_block=tag != "span" or (attributes.get("class") or "").startswith("block-"))


def from_holder(node: Any, tag: str) -> str | None:
    """The formula that is all the text of an element with one of the classes in :data:`HOLDERS`; else None."""
    if tag not in ("span", "div") or next(node.iter(), None) is not None:
        return None
    tex = node.text(deep=True)
    return _between_signs(tex, is_block=tag != "span") if squeeze(tex) else None


def from_stripped(node: Any) -> tuple[str, str]:
    """The symbols and the TeX of a formula whose MathML lost its tags, so that they run together: ``n2n^2``.

    If the symbols are not those of the rendering that follows, they are "", and the TeX is the whole text.
    """
    text = squeeze(node.text(deep=True))
    signs = node.next.text(deep=True) if _has_class(node.next, "katex-html") else ""
    tex = text
    for sign in signs.replace("\u200b", "").split():
        for letter in sign:
            tex = tex.lstrip()
            if not tex.startswith(letter):
                return "", text
            tex = tex[1:]
    if not tex.strip() or tex == text:
        return "", text
    return text.removesuffix(tex), _between_signs(tex, is_block=False)


def is_repeated(node: Any, name: str) -> bool:
    """Whether an element of the class ``name`` is the rendering of a formula that stands beside it as TeX."""
    if name == "katex-html":  # its rendering
        return _has_class(node.prev, "katex-mathml")
    if not name.startswith("MathJax"):
        return False
    script = node.next
    if script is not None and script.tag == "span":  # the rendering follows its preview
        script = script.next
    return script is not None and script.tag == "script" and (script.attributes.get("type") or "").startswith(_SCRIPT)


def _between_signs(tex: str, *, is_block: bool) -> str:
    sign = "$$" if is_block else "$"
    return f"{sign}{squeeze(tex)}{sign}"


def _has_class(node: Any, name: str) -> bool:
    return node is not None and (node.tag or "-")[0] != "-" and node.attributes.get("class") == name
