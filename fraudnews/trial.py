"""What a rule file would change in an archive: each post is cleaned without it and with it, and compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fraudnews.cleaning import clean_post
from fraudnews.errors import EmptyError
from fraudnews.marks import NO_MARKS, Marks, find_faults
from fraudnews.model import Article, BlockKind, Options, Removal
from fraudnews.posts import Outcome

#: The length in characters from which on a removed block is suspicious: most boilerplate is shorter.
_LONG = 100
#: Blocks of the story on both sides of a removal in mid-story.
_MID = 5
_SPOKEN = frozenset((BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.CODE))


class Taken(NamedTuple):
    """A text that is removed or kept now: the rule, how often, in how many posts, and the first of them.

    ``doubts`` are reasons to think that it belongs to the story.
    """

    text: str
    rule: str
    times: int
    posts: int
    example: str
    doubts: tuple[str, ...] = ()


class Note(NamedTuple):
    """A post and a message about it."""

    path: str
    message: str


@dataclass(slots=True)
class _Tally:
    rule: str
    example: str
    count: int = 0
    posts: int = 0
    doubts: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Trial:
    """Counts over an archive; :meth:`taken` and :meth:`kept` are what would change, the most frequent first.

    ``failed`` are posts without a result, with or without the tried rules. ``braked`` and ``emptied`` are those where
    only with the tried rules the brake acts, or nothing is left. ``mended`` and ``broken`` are marks of a review that
    only the result with, or only the result without the tried rules satisfies.
    """

    posts: int = 0
    touched: int = 0
    failed: list[Note] = field(default_factory=list)
    braked: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    mended: list[Note] = field(default_factory=list)
    broken: list[Note] = field(default_factory=list)
    marked: int = 0
    gone: dict[str, _Tally] = field(default_factory=dict)
    back: dict[str, _Tally] = field(default_factory=dict)

    def add(self, name: str, before: Article, after: Article | None) -> None:
        """Compare one post without and with the tried rules; ``after`` is None where nothing would be left."""
        self.posts += 1
        if after is None:
            self.touched += 1
            self.emptied.append(name)
            return
        if after.brakes and not before.brakes:
            self.braked.append(name)
        was, now = _texts(before.removed), _texts(after.removed)
        gone, back = now - was, was - now
        if not gone and not back and before.blocks == after.blocks:
            return
        self.touched += 1
        for removal in after.removed:
            text = removal.shown
            if text in gone:
                tally = self.gone.setdefault(text, _Tally(removal.rule, name))
                tally.doubts.update(dict.fromkeys(find_doubts(removal, after)))
        rules = {removal.shown: removal.rule for removal in before.removed}
        for text in back:
            self.back.setdefault(text, _Tally(rules[text], name))
        for texts, tallies in ((gone, self.gone), (back, self.back)):
            for text, count in texts.items():
                tallies[text].count += count
                tallies[text].posts += 1

    def judge(self, name: str, post: str, before: Article | None, after: Article | None, marks: Marks) -> None:
        """Compare one post by its marks of a review."""
        if post not in marks:
            return
        self.marked += 1
        was, now = list(find_faults(marks, post, before)), list(find_faults(marks, post, after))
        ends = {(fault.code, fault.text) for fault in now}
        begins = {(fault.code, fault.text) for fault in was}
        self.mended += [Note(name, fault.message) for fault in was if (fault.code, fault.text) not in ends]
        self.broken += [Note(name, fault.message) for fault in now if (fault.code, fault.text) not in begins]

    def merge(self, other: Trial) -> None:
        """Add the counts of another trial, whose posts come after ours."""
        self.posts += other.posts
        self.touched += other.touched
        self.marked += other.marked
        for name in ("failed", "braked", "emptied", "mended", "broken"):
            getattr(self, name).extend(getattr(other, name))
        for ours, theirs in ((self.gone, other.gone), (self.back, other.back)):
            for text, tally in theirs.items():
                held = ours.setdefault(text, _Tally(tally.rule, tally.example))
                held.count += tally.count
                held.posts += tally.posts
                held.doubts.update(tally.doubts)

    def taken(self) -> list[Taken]:
        """What would be removed, the most frequent first."""
        return _sorted(self.gone)

    def kept(self) -> list[Taken]:
        """What was removed and would stay, the most frequent first; the rule is the one that removed it."""
        return _sorted(self.back)

    def doubtful(self) -> list[Taken]:
        """What would be removed in spite of doubts, the rarest first."""
        return [taken for taken in reversed(self.taken()) if taken.doubts]


def try_rules(outcome: Outcome, options: Options, marks: Marks = NO_MARKS) -> Trial:
    """Clean a post that was cleaned without the tried rules again, with ``options``: the trial of this one post."""
    trial = Trial()
    if outcome.post is None or (outcome.article is None and not isinstance(outcome.error, EmptyError)):
        trial.failed.append(Note(outcome.name, str(outcome.error)))
        return trial
    try:
        after = clean_post(outcome.post, options)
    except EmptyError:
        after = None
    trial.judge(outcome.name, outcome.id, outcome.article, after, marks)
    if outcome.article is None:
        trial.failed.append(Note(outcome.name, str(outcome.error)))
    else:
        trial.add(outcome.name, outcome.article, after)
    return trial


def as_json(trial: Trial) -> dict[str, Any]:
    """The trial as plain JSON."""
    return {
        "posts": trial.posts,
        "touched": trial.touched,
        "failed": len(trial.failed),
        "braked": trial.braked,
        "emptied": trial.emptied,
        "removed": [taken._asdict() for taken in trial.taken()],
        "kept": [taken._asdict() for taken in trial.kept()],
        "marks": {
            "posts": trial.marked,
            "mended": [note._asdict() for note in trial.mended],
            "broken": [note._asdict() for note in trial.broken],
        },
    }


def _sorted(tallies: dict[str, _Tally]) -> list[Taken]:
    found = [
        Taken(text, tally.rule, tally.count, tally.posts, tally.example, tuple(tally.doubts))
        for text, tally in tallies.items()
    ]
    return sorted(found, key=lambda taken: (-taken.times, taken.text))


def _texts(removed: tuple[Removal, ...]) -> Counter[str]:
    return Counter(text for removal in removed if (text := removal.shown))


def find_doubts(removal: Removal, after: Article) -> list[str]:
    """Why a removal may be a mistake: it is long, or in mid-story."""
    doubts = []
    if len(removal.text) > _LONG:
        doubts.append("long")
    above = sum(block.kind in _SPOKEN for block in after.blocks[: removal.place])
    below = sum(block.kind in _SPOKEN for block in after.blocks[removal.place :])
    if removal.text and above >= _MID and below >= _MID:
        doubts.append("in mid-story")
    return doubts
