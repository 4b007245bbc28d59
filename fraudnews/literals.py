"""What a text must hold, or begin with, or no match of a pattern is possible, so that few patterns have to be tried.

FilteredRE2 does so in C++ (https://github.com/google/re2/blob/main/re2/filtered_re2.h); Python has no access to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

#: Literals of which a text must hold at least one.
Group: TypeAlias = tuple[str, ...]
#: Characters of a literal that are looked for: more find hardly less, and take longer to make ready.
_ENOUGH = 3
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
#: What stands among characters for any, and how many a range may have, of more of which any will do.
_ANY = ""
_MOST_IN_RANGE = 100
#: A character in a class, or a range of them; and what RE2 takes for an ASCII letter if it ignores case.
_IN_CLASS = re.compile(r"(\\?.)(?:-(\\?.))?", re.S)
_LIKE = {"k": "\u212a", "s": "\u017f"}


def needs(pattern: str) -> list[Group]:
    """Groups of literals, the rarest first: a text that the RE2 ``pattern`` matches holds one literal of each group.

    None are found for patterns without any that are rare, or with syntax that this does not read.
    """
    try:
        exact, groups, _ = _read(_atoms_of(pattern), ignores_case=pattern.startswith(_IGNORES_CASE))
    except (RecursionError, ValueError):  # RE2 reads up to 1,000 nested brackets
        return []
    found = [(_frequency(group), group) for group in (groups if exact is None else _with([], exact))]
    return [group for frequency, group in sorted(found) if frequency < 1]


def searched(groups: list[Group]) -> list[Group]:
    """What a pattern needs, with as much of the first group's literals as is searched for, each once."""
    return [tuple(dict.fromkeys(literal[:_ENOUGH] for literal in group)) for group in groups[:1]] + groups[1:]


def beginnings(pattern: str) -> str:
    """The characters with which a text begins that all of an RE2 ``pattern`` matches; "" if that may be any."""
    try:
        found, is_optional, _ = _first(_atoms_of(pattern))
    except (RecursionError, ValueError):
        return ""
    if pattern.startswith(_IGNORES_CASE):
        found = {other for one in found for other in _alike(one)}
    return "" if is_optional or _ANY in found else "".join(sorted(found))


def _atoms_of(pattern: str) -> Iterator[tuple[str, str]]:
    """The atoms of a pattern, each with its repeat. Raises ValueError for syntax that is not read."""
    pattern = pattern.removeprefix(_IGNORES_CASE)
    atoms = _ATOM.findall(pattern)
    if _UNREAD.search(pattern) or sum(map(len, chain.from_iterable(atoms))) != len(pattern):
        raise ValueError(pattern)
    return iter(atoms)


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


def _first(atoms: Iterator[tuple[str, str]]) -> tuple[set[str], bool, str]:
    """What begins alternatives up to the end, or the closing bracket; whether one may be nothing; and the repeat."""
    found: set[str] = set()
    is_optional = False
    is_open = True  # nothing that the alternative must have was read
    closing = ""
    for atom, sign in atoms:
        if atom == ")":
            closing = sign
            break
        if atom == "|":
            is_optional = is_optional or is_open
            is_open = True
            continue
        if atom[0] == "(":
            signs, may_be_nothing, repeat = _first(atoms)
        else:
            signs, may_be_nothing, repeat = _signs(atom), atom in "^$", sign
        if is_open:
            found |= signs
            is_open = may_be_nothing or repeat.startswith(("?", "*", "{0"))
    return found, is_optional or is_open, closing


def _signs(atom: str) -> set[str]:
    """The characters that begin one atom."""
    match atom[0]:
        case "^" | "$":
            return set()
        case ".":
            return {_ANY}
        case "\\":
            return {_ANY if atom[1].isalnum() else atom[1]}
        case "[":
            return _in_class(atom)
    return {atom[0]}


def _in_class(atom: str) -> set[str]:
    found: set[str] = set()
    for low, high in _IN_CLASS.findall(atom[1:-1]):
        signs = range(ord(low[-1]), ord((high or low)[-1]) + 1)
        if atom[1] == "^" or (low > "\\" and low[1:].isalnum()) or len(signs) > _MOST_IN_RANGE:
            return {_ANY}
        found.update(map(chr, signs))
    return found


def _alike(sign: str) -> tuple[str, ...]:
    """What RE2 takes for this character if it ignores case."""
    if sign.isascii():
        return sign.lower(), sign.upper(), *_LIKE.get(sign.lower(), "")
    return (sign if sign.lower() == sign.upper() else _ANY,)


def _frequency(group: Group) -> float:
    """How often a text holds one of these, roughly: each Chinese character makes a literal six times rarer."""
    return sum([1 if one in _COMMON else 6 ** (-len(one) / 3 if one.isascii() else -len(one)) for one in group])
