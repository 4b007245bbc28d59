"""Patterns on RE2, whose time is linear in the text, so that none can hang; many are matched in one pass."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import Any

import re2

_OFTEN = r"(?:([*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)?"
_REST_OF_CLASS = r"(?:\\.|[^\]\\])*\]"
#: A repeat of any character, or of a negated class; or the bounds of another repeat. Escapes and other classes come
#: first, as they may look like one. Each alternative begins with a literal, for which ``re`` searches fast.
_BOUNDED = re.compile(
    rf"\\.|\.{_OFTEN}|\[\^\]?{_REST_OF_CLASS}{_OFTEN}|\[\]?[^\]\\.\[{{]*(?:\\.|[.\[{{]){_REST_OF_CLASS}|"
    r"\{(\d{1,4}),(\d{1,4})\}",
    re.S,
)
#: Syntax within which braces are no bounds.
_NO_PLAIN_BRACES = ("\\Q", "[:", "\\p{", "\\P{", "\\x{")
#: Repeats with a lower bound than this are cheap and stay as they are.
_SHORT_REPEAT = 6
#: Bytes for the states that RE2 caches for one set. Without a bound, memory grows with every new text; twice as much
#: gains nothing.
_SET_MEMORY = 4 << 20
#: Bytes for a single pattern: one for long lines needs more than the default of RE2.
_MEMORY = 256 << 20
#: Characters of the patterns in one set: the number of states grows with the product of its patterns. In a single set,
#: those for the edges overflow the cache with every line, and real posts take a third longer.
_SET_SIZE = 6_000


#: The alternatives of a pattern, of which one must match.
Alternatives = tuple[str, ...]
#: The indices of the patterns in a set that match these bytes; none, or an empty list, if none does.
_Match = Callable[[bytes], list[int] | None]


@lru_cache(maxsize=1024)
def pattern_set(patterns: tuple[Alternatives, ...], *, is_whole: bool, longest: tuple[int, ...] = ()) -> PatternSet:
    """The set of these patterns, made once."""
    return PatternSet(patterns, is_whole=is_whole, longest=longest)


class PatternSet:
    """Patterns as a few RE2 sets; if ``is_whole``, they match texts as a whole, each up to ``longest`` characters.

    The sets hold simplified patterns: without the upper bounds of repeats, which RE2 writes out one by one, and without
    negated classes, which are many byte ranges. That saves two thirds of the time to compile them at start. What a set
    finds is then matched with the exact pattern, which is compiled only when that happens. Patterns for texts of
    similar length share a set, which is compiled, in milliseconds, for the first text short enough.
    """

    def __init__(self, patterns: tuple[Alternatives, ...], *, is_whole: bool, longest: tuple[int, ...] = ()) -> None:
        self.patterns = patterns
        self.is_whole = is_whole
        self.longest = longest or (sys.maxsize,) * len(patterns)
        self.exact: dict[int, Callable[[str], object]] = {}
        self.parts: list[_Part] = []
        size = _SET_SIZE
        for place in sorted(range(len(patterns)), key=self.longest.__getitem__):
            if size >= _SET_SIZE:
                self.parts.append(_Part())
                size = 0
            self.parts[-1].places.append(place)
            self.parts[-1].longest = self.longest[place]
            size += len(joined(patterns[place]))

    def find(self, text: str) -> list[int]:
        """The places of the patterns that match, in order."""
        length = len(text)
        if not self.parts or length > self.parts[-1].longest:
            return []
        data = text.encode()
        found: list[int] = []
        for part in self.parts:
            if length <= part.longest and (hits := (part.match or self._make(part))(data)):
                found += [place for place in map(part.places.__getitem__, hits) if self._is_match(place, text)]
        return sorted(found) if found else found

    def may_match(self, texts: Sequence[str]) -> set[int]:
        """The places of the texts that some pattern may match: all others are ruled out.

        In a row, without Python between the calls, a call takes half of the time.
        """
        found: set[int] = set()
        for part in self.parts:
            places = [place for place, text in enumerate(texts) if len(text) <= part.longest]
            if places:
                match = part.match or self._make(part)
                found.update(compress(places, map(match, map(str.encode, map(texts.__getitem__, places)))))
        return found

    def _make(self, part: _Part) -> _Match:
        patterns = [joined([*map(_without_bounds, self.patterns[place])]) for place in part.places]
        part.match = _match_of_set(patterns, _SET_MEMORY, is_whole=self.is_whole)
        return part.match

    def _is_match(self, place: int, text: str) -> bool:
        if len(text) > self.longest[place]:
            return False
        test = self.exact.get(place)
        if test is None:
            test = self.exact[place] = self._exact(self.patterns[place])
        return bool(test(text))

    def _exact(self, alternatives: Alternatives) -> Callable[[str], object]:
        if len(alternatives) == 1:
            return matcher(alternatives[0], is_whole=self.is_whole)
        return PatternSet(tuple((pattern,) for pattern in alternatives), is_whole=self.is_whole).find


class _Part:
    """One set: the places of its patterns, for texts up to ``longest`` characters; ``match`` is made when needed."""

    __slots__ = ("longest", "match", "places")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.longest = 0
        self.match: _Match | None = None


@lru_cache(maxsize=1024)
def matcher(pattern: str, *, is_whole: bool = False) -> Callable[[str], bool]:
    """A test whether a text contains the pattern, or matches it as a whole; made once.

    It uses a set of one pattern: a match object of RE2 converts the offsets of groups, and takes five times as long.
    """
    match = _match_of_set([pattern], _MEMORY, is_whole=is_whole)
    return lambda text: bool(match(text.encode()))


@cache
def compiled(pattern: str) -> Any:
    """The pattern for RE2, whose groups can be asked; made once, when first asked for."""
    return re2.compile(pattern)


def alternatives(value: str | Sequence[str]) -> Alternatives:
    """The alternatives in a value of a rule file: one pattern, or a list of them."""
    return (value,) if isinstance(value, str) else tuple(value)


def joined(alternatives: Sequence[str]) -> str:
    """One pattern that matches what any of these matches."""
    return alternatives[0] if len(alternatives) == 1 else "|".join(f"(?:{pattern})" for pattern in alternatives)


def end_of(pattern: str, text: str) -> int:
    """Where the pattern begins that matches the end of ``text``, as it must."""
    return int(re2.search(f"(?:{pattern})$", text).start())


def fault_of(pattern: str) -> str | None:
    """The error message of RE2 for a pattern; None if it is valid."""
    try:
        re2.compile(pattern, _options(_MEMORY))
    except re2.error as error:
        reason = error.args[0]
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return None


def _without_bounds(pattern: str) -> str:
    r"""A pattern that matches all that ``pattern`` does, and more: ``.{0,60}`` becomes ``\C*``, any number of bytes."""
    if any(sign in pattern for sign in _NO_PLAIN_BRACES):
        return pattern
    return _BOUNDED.sub(_unbounded, pattern)


def _unbounded(match: re.Match[str]) -> str:
    last = match.lastindex
    if last is None:
        return "(?s:.)" if match[0].startswith((".", "[^")) else match[0]
    if last < 3:  # how often any character, or any but some
        return r"\C*" if match[last].startswith(("*", "?", "{0")) else r"\C+"
    least, most = match.groups()[2:]
    return match[0] if int(most) < _SHORT_REPEAT else {"0": "*", "1": "+"}.get(least, f"{{{least},}}")


def _match_of_set(patterns: list[str], memory: int, *, is_whole: bool) -> _Match:
    options = _options(memory)
    made = re2.Set.FullMatchSet(options) if is_whole else re2.Set.SearchSet(options)
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    match: _Match = getattr(made, "_set", made).Match  # where it can be had, without the layer that encodes once more
    return match


def _options(memory: int) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
