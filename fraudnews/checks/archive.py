"""Findings from comparing the posts of an archive: the same story, line or second in several of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from fraudnews.checks.post import Finding, PostFindings
from fraudnews.marks import NO_MARKS, Marks
from fraudnews.rendering.header import date_text

#: In how many posts with different stories a line or a second must recur.
_OFTEN = 5
#: Bits for the line number in a place: enough for any post of 50 MB.
_LINE_BITS = 26
_K = TypeVar("_K", bound=Hashable)


class Checker:
    """Compares posts as they come (:meth:`add`), and when all have been added (:meth:`finish`).

    ``unseen`` are the marks of posts that were not added yet. It holds a few numbers and the name of each post.
    """

    def __init__(self, marks: Marks = NO_MARKS) -> None:
        self.unseen = dict(marks)
        self.names: list[str] = []
        self.stories: dict[bytes, int] = {}
        self.lines = _Places[str]()
        self.seconds = _Places[datetime]()

    def add(self, post: PostFindings) -> Iterator[Finding]:
        """The findings in a post, and FN050 if its story came before; then nothing else of it is counted."""
        self.unseen.pop(post.id, None)
        yield from post.findings
        number = len(self.names)
        if post.story and (first := self.stories.setdefault(post.story, number)) != number:
            yield Finding(post.name, 1, "FN050", f"the same story as {self.names[first]}")
            return
        self.names.append(post.name)
        if post.date is not None:
            second, line = post.date
            self.seconds.add(second, number, line)
        for text, line in post.edges:
            self.lines.add(text, number, line)

    def finish(self) -> Iterator[Finding]:
        """The findings that need all posts."""
        for line, places in self.lines.often():
            number, at = places[0]
            yield Finding(self.names[number], at, "FN006", f"{line} (in {len(places):,} posts, here first)")
        for date, places in self.seconds.often():
            for number, at in places:
                message = f"{date_text(date)} is the date of {len(places):,} posts"
                yield Finding(self.names[number], at, "FN023", message)


class _Places(Generic[_K]):
    """Where things were seen; for a thing that was seen once, only two numbers are held."""

    def __init__(self) -> None:
        self.once: dict[int, int] = {}
        self.again: dict[_K, list[int]] = {}

    def add(self, thing: _K, number: int, line: int) -> None:
        """Record that a thing is in this post, at this line."""
        place = number << _LINE_BITS | line
        if (places := self.again.get(thing)) is not None:
            places.append(place)
        elif (first := self.once.setdefault(hash(thing), place)) != place:
            self.again[thing] = [first, place]

    def often(self) -> Iterator[tuple[_K, list[tuple[int, int]]]]:
        """What was seen in many posts, with all its places, in the order of the first ones."""
        for thing, places in sorted(self.again.items(), key=lambda item: item[1][0]):
            if len(places) >= _OFTEN:
                yield thing, [(place >> _LINE_BITS, place & ((1 << _LINE_BITS) - 1)) for place in places]
