"""Patterns on RE2, in time linear in the text, so that none can hang; many match in one pass."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

import re2

_OFTEN = r"(?:([*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)?"
_REST_OF_CLASS = r"(?:\\.|[^\]\\])*\]"
#: Any character, or any but some, and how often; or a repeat of something else, with bounds; before both what only
#: looks like one, in escapes and in classes of characters. Each begins with a sign, which ``re`` looks for at once.
_BOUNDED = re.compile(
    rf"\\.|\.{_OFTEN}|\[\^\]?{_REST_OF_CLASS}{_OFTEN}|\[\]?[^\]\\.\[{{]*(?:\\.|[.\[{{]){_REST_OF_CLASS}|"
    r"\{(\d{1,4}),(\d{1,4})\}",
    re.S,
)
#: What RE2 reads literally or by rules of its own, braces too.
_NO_PLAIN_BRACES = ("\\Q", "[:", "\\p{", "\\P{", "\\x{")
#: A repeat of fewer characters is cheap as it is.
_SHORT_REPEAT = 6
#: Bytes that RE2 may take for what it has found out about one set, and then finds out again: without a bound, memory
#: grows with every text that is new; twice as much wins nothing.
_SET_MEMORY = 4 << 20
#: Bytes that one pattern by itself may take: one of long lines needs more than RE2 gives without being asked.
_MEMORY = 256 << 20
#: Characters of patterns in one set: what RE2 has to tell apart in a line grows with the product of its patterns. In
#: one set, those for the edges overflow its memory with every line, and real posts take a third longer.
_SET_SIZE = 6_000


#: A pattern, by its alternatives: each is enough.
Alternatives = tuple[str, ...]


@lru_cache(maxsize=1024)
def pattern_set(patterns: tuple[Alternatives, ...], *, is_whole: bool, longest: tuple[int, ...] = ()) -> PatternSet:
    """The set of these patterns, made once."""
    return PatternSet(patterns, is_whole=is_whole, longest=longest)


class PatternSet:
    """Patterns as a few RE2 sets; ``is_whole`` ones match a text as a whole, each up to ``longest`` characters.

    A set holds each pattern without the upper bounds of its repeats, which RE2 would write out character by
    character, and without what a character must not be, which is many ranges of bytes: a third of the time that
    starting up would take. What it finds is asked again, one by one and exactly, and so are its alternatives: only
    those that may match are ever made as they are. Patterns for texts of about one length stand in one set, which is
    made, in milliseconds, when a text is first as short as that.
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
            if length <= part.longest and (hits := (part.made or self._make(part)).Match(data)):
                found += [place for place in map(part.places.__getitem__, hits) if self._is_match(place, text)]
        return sorted(found)

    def _make(self, part: _Part) -> Any:
        patterns = [_without_bounds(joined(self.patterns[place])) for place in part.places]
        part.made = _made_set(patterns, _SET_MEMORY, is_whole=self.is_whole)
        return part.made

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
    """Some of the patterns, by their places, for texts up to ``longest`` characters; ``made`` when it is asked."""

    __slots__ = ("longest", "made", "places")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.longest = 0
        self.made: Any = None


@lru_cache(maxsize=1024)
def matcher(pattern: str, *, is_whole: bool = False) -> Callable[[str], bool]:
    """What tells whether a text has the pattern in it, or is it as a whole; made once.

    It is a set of one: a match of RE2 counts the characters before its groups, and takes five times as long.
    """
    match = _made_set([pattern], _MEMORY, is_whole=is_whole).Match
    return lambda text: match(text.encode()) is not None


@cache
def compiled(pattern: str) -> Any:
    """The pattern for RE2, whose groups can be asked; made once, when first asked for."""
    return re2.compile(pattern)


def joined(alternatives: Sequence[str]) -> str:
    """One pattern of which each of these is enough."""
    return alternatives[0] if len(alternatives) == 1 else "|".join(f"(?:{pattern})" for pattern in alternatives)


def end_of(pattern: str, text: str) -> int:
    """Where the end of ``text`` starts that the pattern matches, as it must."""
    return int(re2.search(f"(?:{pattern})$", text).start())


def fault_of(pattern: str) -> str | None:
    """What RE2 says is wrong with a pattern; None if it takes it."""
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


def _made_set(patterns: list[str], memory: int, *, is_whole: bool) -> Any:
    options = _options(memory)
    made = re2.Set.FullMatchSet(options) if is_whole else re2.Set.SearchSet(options)
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    return made


def _options(memory: int) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
