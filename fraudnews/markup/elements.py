"""The elements and comments of a body with what a rule could match: for learning, not for cleaning."""

from __future__ import annotations

from typing import Any, NamedTuple

from fraudnews.markup import parse_html
from fraudnews.markup.words import visible_text
from fraudnews.prepare import prepare_html, to_html

#: Elements that contain whole posts, and nodes that are no elements.
_NEVER = frozenset(("body", "html", "article", "main", "-text", "-comment"))
#: Elements that may be words of a sentence.
_INLINE = frozenset("a abbr b big cite em font i mark q s small span strong sub sup time u".split())


class Element(NamedTuple):
    """One element: its selectors (``.class`` and ``#id``), its text on one line, how many links it holds.

    ``linked`` is the number of characters that are links, ``anchors`` that of the links themselves.
    ``html`` is the element as written, at most 400 characters of it.
    """

    tag: str
    names: tuple[str, ...]
    text: str
    linked: int
    anchors: int
    images: tuple[str, ...]
    html: str


class Marker(NamedTuple):
    """A comment that is repeated among its siblings, and the text from the first to the last of them."""

    comment: str
    text: str


def read_elements(body: str, most: int) -> tuple[list[Element], list[Marker]]:
    """The elements with a class or an id and at most ``most`` characters of text, and the markers, in reading order."""
    root = parse_html(prepare_html(to_html(body)).html)
    nodes = list(root.traverse()) if root is not None else []
    elements = [element for node in nodes if (element := _read(node, most)) is not None]
    seen: set[int] = set()
    markers = [marker for node in nodes if (marker := _read_marker(node, seen)) is not None]
    return elements, markers


def _read(node: Any, most: int) -> Element | None:
    if node.tag in _NEVER:
        return None
    attributes = node.attributes
    names = [f".{name}" for name in (attributes.get("class") or "").split()]
    names += [f"#{attributes['id']}"] if attributes.get("id") else []
    if not names:
        return None
    text, images = visible_text(node)
    if len(text) > most or not (text or images) or _is_in_sentence(node, text):
        return None
    links = [node] if node.tag == "a" else node.css("a")
    linked = sum(len(visible_text(link)[0]) for link in links)
    return Element(node.tag, tuple(names), text, linked, len(links), images, (node.html or "")[:400])


def _is_in_sentence(node: Any, text: str) -> bool:
    """Whether the element is part of a line with other words, and so no block of boilerplate."""
    above = node.parent
    while above is not None and node.tag in _INLINE:
        if len(visible_text(above)[0]) > len(text):
            return True
        node, above = above, above.parent
    return False


def _read_marker(node: Any, seen: set[int]) -> Marker | None:
    if node.tag != "-comment" or node.mem_id in seen:
        return None
    comment = (node.comment_content or "").strip()
    pieces: list[str] = []
    between: list[str] = []
    sibling = node.next
    last = False
    while sibling is not None:
        if sibling.tag == "-comment":
            if comment and (sibling.comment_content or "").strip() == comment:
                seen.add(sibling.mem_id)
                pieces += between
                between = []
                last = True
        else:
            between.append(sibling.text_content if sibling.tag == "-text" else visible_text(sibling)[0])
        sibling = sibling.next
    return Marker(comment, "".join(pieces)) if last else None
