"""The literals that a text must hold, or no match of a pattern is possible, so that few patterns have to be tried.

FilteredRE2 does so in C++ (https://github.com/google/re2/blob/main/re2/filtered_re2.h); Python has no access to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

#: Literals of which a text must hold at least one.
Group: TypeAlias = tuple[str, ...]
#: Of an atom and its repeat: what it matches if that is few literals, else None; and the groups that it needs anyhow.
_Meaning: TypeAlias = tuple[Group | None, list[Group]]

#: An atom, or a run of plain characters, and how often it is repeated, which concerns one character of a run.
_ATOM = re.compile(
    r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?:)?|[)|.^$]|[^\\\[\](){}|*+?.^$]+(?![*+?{])|[^\\\[\](){}|*+?.^$])"
    r"((?:[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})\??)?",
    re.S,
)
#: Syntax that is not read; other than this, RE2 has nothing that :data:`_ATOM` takes for something else.
_UNREAD = re.compile(r"\\[QpPx0-7]|\[:|\(\?[^:]")
_IGNORES_CASE = "(?i)"
#: Literals that may follow from one another: 扫(?:描|码), and those of alternatives side by side.
_MOST_JOINED, _MOST_BESIDE = 8, 24
_NOTHING = ("",)
#: Literals of a group; of more, most texts have one.
_MOST_IN_GROUP = 100
#: What nearly every text has, which says nothing.
_COMMON = frozenset(" .,:/，。：、")


def needs(pattern: str) -> list[Group]:
    """Groups of literals, the rarest first: a text that the RE2 ``pattern`` matches holds one literal of each group.

    None are found for patterns without any that are rare, or with syntax that this does not read.
    """
    ignores_case = pattern.startswith(_IGNORES_CASE)
    pattern = pattern.removeprefix(_IGNORES_CASE)
    atoms = _ATOM.findall(pattern)
    if _UNREAD.search(pattern) or sum(map(len, chain.from_iterable(atoms))) != len(pattern):
        return []
    try:
        exact, groups, _ = _read(iter(atoms), ignores_case=ignores_case)
    except RecursionError:  # RE2 reads up to 1,000 nested brackets
        return []
    found = [(_frequency(group), group) for group in (groups if exact is None else _with([], exact))]
    return [group for frequency, group in sorted(found) if frequency < 1]


def _read(atoms: Iterator[tuple[str, str]], *, ignores_case: bool) -> tuple[Group | None, list[Group], str]:
    """What all alternatives up to the end, or the closing bracket, mean, and how often that bracket is repeated."""
    branches: list[_Meaning] = []
    exact: Group | None = _NOTHING  # what all of the alternative is, until that is too much
    latest: Group = _NOTHING  # what the latest atoms are
    groups: list[Group] = []
    closing = ""
    for atom, sign in atoms:
        if atom == ")":
            closing = sign
            break
        if atom == "|":
            branches.append((exact, groups if exact else _with(groups, latest)))
            exact, latest, groups = _NOTHING, _NOTHING, []
            continue
        if atom[0] == "(":
            found, more, repeat = _read(atoms, ignores_case=ignores_case)
        else:
            found, more, repeat = _literals(atom), [], sign
            if ignores_case and found and any(one.lower() != one.upper() for one in found):
                found = None
        if repeat:
            found, more = _repeated(found, more, repeat)
        if found is not None and len(latest) * len(found) <= _MOST_JOINED:
            latest = found if latest == _NOTHING else tuple([one + other for one in latest for other in found])
            exact = exact and latest
            groups += more
            continue
        groups = _with(groups, latest)
        groups += more
        exact, latest = None, found or _NOTHING
    branches.append((exact, groups if exact else _with(groups, latest)))
    return (*(branches[0] if len(branches) == 1 else _any(branches)), closing)


def _any(branches: list[_Meaning]) -> _Meaning:
    """What one of these means: the literals of all, or of each those of its rarest group."""
    union: list[str] = []
    for exact, groups in branches:
        if exact is None and not groups:
            return None, []
        union += exact or min(groups, key=_frequency)
    literals = tuple(dict.fromkeys(union))
    if all(exact for exact, _ in branches) and len(literals) <= _MOST_BESIDE:
        return literals, []
    return None, _with([], literals)


def _literals(atom: str) -> Group | None:
    """The literals that one atom may be, None for too many."""
    match atom[0]:
        case "^" | "$":
            return _NOTHING
        case ".":
            return None
        case "\\":
            return None if atom[1].isalnum() else (atom[1],)
        case "[":
            is_few = len(atom) <= _MOST_JOINED and atom[1] != "^" and "\\" not in atom and "-" not in atom
            return tuple(atom[1:-1]) if is_few else None
    return (atom,)


def _repeated(found: Group | None, more: list[Group], repeat: str) -> _Meaning:
    if repeat.startswith("?"):
        return (*found, "") if found else None, []
    if repeat.startswith(("*", "{0")):
        return None, []
    return None, _with(more, found) if found else more


def _with(groups: list[Group], literals: Group) -> list[Group]:
    """The groups, to which these literals are added unless they say nothing: one of them is "", or they are many."""
    if "" not in literals and len(literals) < _MOST_IN_GROUP:
        groups.append(literals)
    return groups


def _frequency(group: Group) -> float:
    """How often a text holds one of these, roughly: each Chinese character makes a literal six times rarer."""
    return sum([1 if one in _COMMON else 6 ** (-len(one) / 3 if one.isascii() else -len(one)) for one in group])
