"""Patterns on RE2, whose time is linear in the text, so that none can hang; many are matched in one pass."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial
from typing import Any

import re2
from ahocorasick_rs import AhoCorasick

from fraudnews.literals import Group, beginnings, needs, searched

#: Bytes for the states that RE2 caches for one set: without a bound, memory grows with every new text.
_SET_MEMORY = 64 << 20
#: Bytes for a single pattern: one for long lines needs more than the default of RE2.
_MEMORY = 256 << 20
#: Instructions of a pattern: RE2 makes no set of one with some more.
_LARGEST = 1_000_000
#: Alternatives of a set, at most, that are not worth a look at literals first.
_FEW = 20
#: A counted repeat, and before that what may look like one: escapes, classes.
_COUNTED = re.compile(
    r"\\Q.*?(?:\\E|$)|\\(?:[pPx]\{[^}]*\}|.)|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\]"
    r"|\{(?P<least>[0-9]+)(?:,[0-9]*)?\}",
    re.S,
)
#: The alternatives of a pattern, of which one must match.
Alternatives = tuple[str, ...]
#: The indices of the patterns in a set that match these bytes; none, or an empty list, if none does.
_Match = Callable[[bytes], list[int] | None]
#: What patterns need, and what begins the texts that they match, if that was found before.
known_needs: dict[str, list[Group]] = {}
known_beginnings: dict[str, str] = {}
#: The number of a literal in a text, where it begins, and where it ends.
_Hit = tuple[int, int, int]


@lru_cache(maxsize=1024)
def pattern_set(patterns: tuple[Alternatives, ...], *, is_whole: bool, longest: tuple[int, ...] = ()) -> PatternSet:
    """The set of these patterns, made once."""
    return PatternSet(patterns, is_whole=is_whole, longest=longest)


class PatternSet:
    """Patterns to find those that match a text; if ``is_whole``, all of it, up to ``longest`` characters for each.

    One scan of a text, by the algorithm of Aho and Corasick, finds the literals that it has. Only patterns are tried
    of which it has all that they need, each compiled when it is first tried; those that need none are an RE2 set, asked
    of texts that begin as theirs do. All patterns in RE2 sets took a third of the time of real posts, as nearly every
    text leads to new states.
    """

    def __init__(self, patterns: tuple[Alternatives, ...], *, is_whole: bool, longest: tuple[int, ...] = ()) -> None:
        self.patterns = patterns
        self.is_whole = is_whole
        self.longest = longest or (sys.maxsize,) * len(patterns)
        self.most = max(self.longest, default=-1)

    def find(self, text: str) -> list[int]:
        """The places of the patterns that match, in order."""
        if len(text) > self.most:
            return []
        index = self._index
        found: list[int] = []
        if index.needing:
            found += [one.place for one in self._possible(text, index.scan(text)) if one.matches(text)]
        if index.sets and (not index.begins or text[:1] in index.begins):
            for places, match in index.sets:
                if hits := match(text.encode()):
                    found += [place for place in map(places.__getitem__, hits) if len(text) <= self.longest[place]]
        return sorted({*found}) if found else found

    def may_match(self, texts: Sequence[str]) -> set[int]:
        """The places of the texts that some pattern may match: all others are ruled out.

        In a row, without Python between the calls, a scan takes half of the time.
        """
        index = self._index
        found = set()
        for place, hits in enumerate(map(index.scan, texts if index.needing else ())):
            if hits and any(one.matches(texts[place]) for one in self._possible(texts[place], hits)):
                found.add(place)
        if index.sets:
            likely = [place for place, text in enumerate(texts) if not index.begins or text[:1] in index.begins]
            found.update(place for place in likely if any(match(texts[place].encode()) for _, match in index.sets))
        return found

    def _possible(self, text: str, hits: list[_Hit]) -> list[_Pattern]:
        """The patterns with literals of which the text has all that they need."""
        length = len(text)
        needing = self._index.needing
        return [
            one
            for number in {hit[0] for hit in hits}
            for one in needing[number]
            if length <= one.longest and (not one.also or one.has_rest_of_needs(text))
        ]

    @cached_property
    def _index(self) -> _Index:
        return _Index(self)


class _Index:
    """The patterns of a set by what they need, made for its first text.

    ``scan`` gives the literals in a text, by number, which ``needing`` is indexed by. ``sets`` are RE2 sets of the
    patterns that need no literal, with their places: one set, unless that is more than RE2 has memory for. ``begins``
    are the characters that begin what these match, "" if any may.
    """

    def __init__(self, of: PatternSet) -> None:
        by_literal: defaultdict[str, list[_Pattern]] = defaultdict(list)
        others: list[tuple[int, str]] = []
        are_few = sum(map(len, of.patterns)) <= _FEW
        for place, alternatives in enumerate(of.patterns):
            for pattern in alternatives:
                groups = [] if are_few else known_needs.get(pattern)
                if groups is None:
                    groups = searched(needs(pattern))
                if groups:
                    one = _Pattern(place, of.longest[place], pattern, groups[1:], is_whole=of.is_whole)
                    for literal in groups[0]:
                        by_literal[literal].append(one)
                else:
                    others.append((place, pattern))
        self.needing = list(by_literal.values())
        automaton = AhoCorasick(by_literal)
        self.scan: Callable[[str], list[_Hit]] = partial(automaton.find_matches_as_indexes, overlapping=True)
        self.sets = [*_sets(others, is_whole=of.is_whole)]
        begins = [_beginnings(pattern) for _, pattern in others] if of.is_whole else [""]
        self.begins = "".join(begins) if all(begins) else ""


def _beginnings(pattern: str) -> str:
    found = known_beginnings.get(pattern)
    return beginnings(pattern) if found is None else found


class _Pattern:
    """One alternative of the pattern at ``place``, which texts match of up to ``longest`` characters.

    Besides a literal by which it is found, they must have one of each group in ``also``.
    """

    __slots__ = ("also", "is_whole", "longest", "pattern", "place", "test")

    def __init__(self, place: int, longest: int, pattern: str, also: list[Group], *, is_whole: bool) -> None:
        self.place = place
        self.longest = longest
        self.pattern = pattern
        self.also = also
        self.is_whole = is_whole
        self.test: _Match | None = None

    def has_rest_of_needs(self, text: str) -> bool:
        """Whether the text has a literal of each further group."""
        return all(any(map(text.__contains__, group)) for group in self.also)

    def matches(self, text: str) -> bool:
        """Whether the pattern matches, exactly."""
        if self.test is None:
            self.test = _match_of([self.pattern], _MEMORY, is_whole=self.is_whole)
        return bool(self.test(text.encode()))


@lru_cache(maxsize=1024)
def matcher(pattern: str, *, is_whole: bool = False) -> Callable[[str], bool]:
    """A test whether a text contains the pattern, or matches it as a whole; made once.

    It uses a set of one pattern: a match object of RE2 converts the offsets of groups, and takes five times as long.
    """
    match = _match_of([pattern], _MEMORY, is_whole=is_whole)
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
        if re2.compile(pattern, _options(_MEMORY)).programsize > _LARGEST:
            return "too large"
    except re2.error as error:
        reason = error.args[0]
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return None


def _sets(patterns: list[tuple[int, str]], *, is_whole: bool) -> Iterator[tuple[list[int], _Match]]:
    """The places of these patterns and an RE2 set of them; of each half, if RE2 has not the memory for all."""
    if not patterns:
        return
    memory = _MEMORY if len(patterns) == 1 else _SET_MEMORY
    try:
        match = _match_of([pattern for _, pattern in patterns], memory, is_whole=is_whole)
    except re2.error:
        if len(patterns) == 1:
            raise
        half = len(patterns) // 2
        yield from _sets(patterns[:half], is_whole=is_whole)
        yield from _sets(patterns[half:], is_whole=is_whole)
    else:
        yield [place for place, _ in patterns], match


def _match_of(patterns: list[str], memory: int, *, is_whole: bool) -> _Match:
    """The match of a set of these patterns.

    RE2 writes a counted repeat out, which makes most of what it compiles: without the counts it takes a fifth of the
    time. Thus a text is matched without them first, and few patterns are ever compiled as they are.
    """
    uncounted = [_COUNTED.sub(_without_count, pattern) for pattern in patterns]
    may_match = _match_of_set(uncounted, memory, is_whole=is_whole)
    if uncounted == patterns:
        return may_match

    @cache
    def exact(number: int) -> _Match:
        return _match_of_set([patterns[number]], _MEMORY, is_whole=is_whole)

    def match(data: bytes) -> list[int]:
        hits = may_match(data)
        return [one for one in hits if patterns[one] == uncounted[one] or exact(one)(data)] if hits else []

    return match


def _without_count(found: re.Match[str]) -> str:
    least = found["least"]
    return found[0] if least is None else "+" if int(least) else "*"


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
