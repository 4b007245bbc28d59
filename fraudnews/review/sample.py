"""The sample of a review: posts at random, or those in which cleaning most likely went wrong."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from fraudnews.checks.post import Finding, removed_share
from fraudnews.errors import AllRemovedError
from fraudnews.model import Kind
from fraudnews.posts import Outcome
from fraudnews.trial import find_doubts

#: Points of risk for findings, by code, and how often each counts. Other findings are about metadata, which this
#: review is not for.
_POINTS = {
    "FN002": (100, 1),  # nothing is left
    "FN003": (50, 1),  # the brake acted
    "FN004": (40, 1),  # much was removed
    "FN040": (30, 1),  # mojibake
    "FN031": (20, 1),  # the body was mended
    "FN005": (10, 3),  # reads like boilerplate, and stayed
    "FN030": (3, 1),  # the header was mended
}
#: Points for a removal that is long or in mid-story, and how often they count; and points if all text is removed.
_DOUBT, _DOUBTS, _ALL_REMOVED = 15, 3, 50
#: Kinds that are normal in mid-story: the button of a listing, the controls of a player.
_AMONG_PARAGRAPHS = frozenset((Kind.WIDGET, Kind.STYLE, Kind.TRACKING))


class Order(StrEnum):
    """How posts are picked and sorted."""

    RANDOM = "random"
    RISK = "risk"


class Chosen(NamedTuple):
    """A post of the sample as it was read, with its findings and its risk in points."""

    name: str
    id: str
    data: bytes
    body_field: str | None
    findings: tuple[Finding, ...]
    risk: int


def choose(outcome: Outcome, findings: tuple[Finding, ...]) -> Chosen | None:
    """The post with its findings, as a candidate for the sample; None if there is nothing to see in it."""
    if outcome.article is None and not isinstance(outcome.error, AllRemovedError):
        return None
    return Chosen(outcome.name, outcome.id, outcome.data, outcome.body_field, findings, risk(outcome, findings))


class Sample:
    """Picks ``size`` of the posts that are added, and holds no more.

    At random, each post has the same chance. The same posts and ``seed`` give the same sample in any order; if posts
    are added, most of the sample stays.
    """

    def __init__(self, size: int, order: Order = Order.RANDOM, seed: str = "0") -> None:
        self.size = size
        self.order = order
        self.seed = seed
        self.met = 0
        self.held: list[tuple[int, int, Chosen]] = []

    def add(self, chosen: Chosen) -> None:
        """Consider one post."""
        rank = chosen.risk if self.order is Order.RISK else self._lot(chosen.id)
        self.met += 1
        entry = (rank, -self.met, chosen)  # of equal rank, the first: no two have one place, so posts are not compared
        if len(self.held) < self.size:
            heapq.heappush(self.held, entry)
        elif entry[:2] > self.held[0][:2]:
            heapq.heapreplace(self.held, entry)

    def chosen(self, later: Iterable[Finding]) -> tuple[Chosen, ...]:
        """The sample in order, with the later findings, from comparing all posts."""
        by_path: dict[str, list[Finding]] = {}
        names = {entry[2].name for entry in self.held}
        for finding in later:
            if finding.path in names:
                by_path.setdefault(finding.path, []).append(finding)
        return tuple(
            chosen._replace(findings=(*chosen.findings, *by_path.get(chosen.name, ())))
            for _, _, chosen in sorted(self.held, key=lambda entry: entry[:2], reverse=True)
        )

    def _lot(self, post: str) -> int:
        """A pseudo-random number for a post, independent of other posts."""
        return int.from_bytes(hashlib.sha256(f"{self.seed} {post}".encode()).digest()[:8])


def risk(outcome: Outcome, findings: Iterable[Finding]) -> int:
    """How likely it is that cleaning went wrong in a post, in points; 0 if nothing is suspicious.

    The points of what was found, 15 for each removal that is long or in mid-story (three at most; widgets, style and
    tracking apart), and 50 times the share of the text that was removed.
    """
    seen = Counter(finding.code for finding in findings)
    points = sum(worth * min(seen[code], most) for code, (worth, most) in _POINTS.items())
    article = outcome.article
    if article is None:
        return points
    removals = [removal for removal in article.removed if removal.kind not in _AMONG_PARAGRAPHS]
    doubtful = sum(bool(find_doubts(removal, article)) for removal in removals)
    return points + _DOUBT * min(doubtful, _DOUBTS) + round(_ALL_REMOVED * removed_share(article))
