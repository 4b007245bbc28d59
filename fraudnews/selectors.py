"""CSS selectors, indexed by a name that an element must have, so that few are tested for each element."""

from __future__ import annotations

import re
from functools import cache
from typing import Generic, TypeVar

#: Quoted text, and what :not() and :has() contain: commas and names in them are ignored.
_QUOTED, _NESTED = re.compile(r"\"[^\"]*\"|'[^']*'"), re.compile(r"\([^()]*\)")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+|\[[^\]]*\]|:[\w-]+)*)\s*$")
_NAMES_ALONE, _NAME = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)+"), re.compile(r"[.#]?[\w-]+")
_CHILD = re.compile(r"\.([\w-]+) > [a-z][a-z0-9]*")
#: A word of letters in the value of an attribute, which no page spells with references to characters.
_WORD = re.compile(r"""\[(?:href|src|alt|title)[*^$]?=["'][^"']*?([A-Za-z]{4,})[^"']*["']\]""")
_FIRST_NAME = re.compile(r"[.#]([\w-]+)|\[\s*([\w-]+)")
_V = TypeVar("_V")


class Selectors(Generic[_V]):
    """CSS selectors, each with a value, indexed by one name that each needs."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[tuple[str, _V]]] = {}
        self.by_tag: dict[str, list[tuple[str, _V]]] = {}
        self.attributes: set[str] = set()

    def add(self, selector: str, value: _V) -> None:
        """Add a selector, or a list of them, each with this value."""
        for part in split_selectors(selector):
            tag, name, attribute = needed_name(part)
            if attribute:
                self.attributes.add(attribute)
                name = f"[{attribute}"
            named, key = (self.by_name, name) if name else (self.by_tag, tag)
            named.setdefault(key, []).append((part, value))

    def candidates(
        self, tag: str, class_: str | None, id_: str | None, parent: str | None = None
    ) -> tuple[tuple[str, _V], ...]:
        """Selectors, each with its value, that may match an element with this name, class and id; "" for one that does.

        Selectors of names, classes and ids alone are matched here, and those of children by the class of the
        ``parent``, unless it is None: the parser takes some microseconds for each.
        """
        found = [*self.by_tag.get(tag, ())]
        classes = (class_ or "").split()
        for token in (*classes, *(id_ or "").split()):
            found += self.by_name.get(token, ())
        names = {f".{name}" for name in classes} | {f"#{id_}", tag}
        decided = []
        for selector, value in found:
            if _NAMES_ALONE.fullmatch(selector):
                if names.issuperset(_NAME.findall(selector)):
                    decided.append(("", value))
            elif parent is None or (child := _CHILD.fullmatch(selector)) is None:
                decided.append((selector, value))
            elif child[1] in parent.split():
                decided.append(("", value))
        return tuple(decided)

    def by_attribute(self, attributes: dict[str, str | None]) -> list[tuple[str, _V]]:
        """Selectors that need one of these attributes, besides class and id."""
        return [pair for name in self.attributes.intersection(attributes) for pair in self.by_name[f"[{name}"]]


@cache
def needed_word(selector: str) -> bytes:
    """A word that is in the source of a page where an element matches; empty if none is known."""
    word = None if "(" in selector else _WORD.search(selector)
    return word[1].encode() if word is not None else b""


def split_selectors(selector: str) -> list[str]:
    """The selectors in a list; commas in quotes and brackets separate nothing."""
    plain = _without_nested(selector)
    ends = [index for index, mark in enumerate(plain) if mark == ","]
    starts = [0, *(end + 1 for end in ends)]
    parts = (selector[start:end].strip() for start, end in zip(starts, [*ends, len(selector)], strict=True))
    return [part for part in parts if part]


def needed_name(selector: str) -> tuple[str, str, str]:
    """What an element must have to match: its name, a class or id, an attribute; each is "" if it is not needed."""
    compound = _COMPOUND.search(_without_nested(selector))
    tag, rest = (compound[1] or "", compound[2]) if compound else ("", "")
    name = _FIRST_NAME.search(rest)
    return (tag, name[1] or "", name[2] or "") if name else (tag, "", "")


def _without_nested(selector: str) -> str:
    """``selector``, its length unchanged, with ``_`` for quoted text and for round brackets with their content."""
    plain = _QUOTED.sub(lambda match: "_" * len(match[0]), selector)
    before = ""
    while plain != before:
        before = plain
        plain = _NESTED.sub(lambda match: "_" * len(match[0]), plain)
    return plain
