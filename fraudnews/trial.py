"""What a rule file would change on an archive: each post is cleaned without it and with it, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fraudnews.core import clean
from fraudnews.errors import EmptyError
from fraudnews.model import Article, BlockKind, Options, Removal
from fraudnews.posts import Outcome

#: Characters beyond which a removed block is long: few lines of boilerplate are, most paragraphs of a story are.
LONG = 100
#: Story blocks on both sides of a removal in mid-story.
_MID = 5
_SPOKEN = frozenset((BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.CODE))


class Taken(NamedTuple):
    """One text that goes (or, without a rule, comes back): how often, in how many posts, and the first of them.

    ``doubts`` say why common knowledge would keep it; empty where it would not.
    """

    text: str
    rule: str
    times: int
    posts: int
    example: str
    doubts: tuple[str, ...] = ()


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

    ``braked`` and ``emptied`` are posts where only the tried rules bring the brake in, or leave nothing.
    """

    posts: int = 0
    touched: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    braked: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    gone: dict[str, _Tally] = field(default_factory=dict)
    back: dict[str, _Tally] = field(default_factory=dict)

    def add(self, name: str, before: Article, after: Article | None) -> None:
        """Compare one post without and with the tried rules; ``after`` is None where nothing would be left."""
        self.posts += 1
        if after is None:
            self.touched += 1
            self.emptied.append(name)
            return
        if _is_braked(after) and not _is_braked(before):
            self.braked.append(name)
        was, now = _texts(before.removed), _texts(after.removed)
        gone, back = now - was, was - now
        if not gone and not back and before.blocks == after.blocks:
            return
        self.touched += 1
        for removal in after.removed:
            text = _text(removal)
            if text in gone:
                tally = self.gone.setdefault(text, _Tally(removal.rule, name))
                tally.doubts.update(dict.fromkeys(_doubts(removal, after)))
        rules = {_text(removal): removal.rule for removal in before.removed}
        for text in back:
            self.back.setdefault(text, _Tally(rules[text], name))
        for texts, tallies in ((gone, self.gone), (back, self.back)):
            for text, count in texts.items():
                tallies[text].count += count
                tallies[text].posts += 1

    def taken(self) -> list[Taken]:
        """What would be removed, the most frequent first."""
        return _sorted(self.gone)

    def kept(self) -> list[Taken]:
        """What was removed and would stay, the most frequent first; the rule is the one that removed it."""
        return _sorted(self.back)

    def doubtful(self) -> list[Taken]:
        """What would be removed that common knowledge would keep, the rarest first."""
        return [taken for taken in reversed(self.taken()) if taken.doubts]


def try_rules(outcomes: Iterable[Outcome], options: Options) -> Trial:
    """Clean the posts of ``outcomes``, which were cleaned without the tried rules, again with ``options``."""
    trial = Trial()
    for outcome in outcomes:
        if outcome.article is None:
            trial.failed.append((outcome.name, str(outcome.error)))
            continue
        try:
            after = clean(outcome.data, options)
        except EmptyError:
            trial.add(outcome.name, outcome.article, None)
            continue
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
    }


def _sorted(tallies: dict[str, _Tally]) -> list[Taken]:
    found = [
        Taken(text, tally.rule, tally.count, tally.posts, tally.example, tuple(tally.doubts))
        for text, tally in tallies.items()
    ]
    return sorted(found, key=lambda taken: (-taken.times, taken.text))


def _texts(removed: tuple[Removal, ...]) -> Counter[str]:
    return Counter(text for removal in removed if (text := _text(removal)))


def _text(removal: Removal) -> str:
    return removal.text or " ".join(removal.images)


def _doubts(removal: Removal, after: Article) -> list[str]:
    """Why a removal is more likely a mistake than others."""
    doubts = []
    if len(removal.text) > LONG:
        doubts.append("long")
    above = sum(block.kind in _SPOKEN for block in after.blocks[: removal.place])
    below = sum(block.kind in _SPOKEN for block in after.blocks[removal.place :])
    if removal.text and above >= _MID and below >= _MID:
        doubts.append("in mid-story")
    return doubts


def _is_braked(article: Article) -> bool:
    return any(warning.startswith("brake: ") for warning in article.warnings)
