"""Counts over all posts of an archive; their size grows with months, sites and rules, not with posts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil

from fraudnews.address import host_of
from fraudnews.checks.post import removed_characters, removed_share
from fraudnews.errors import EmptyError
from fraudnews.model import Article
from fraudnews.posts import Outcome
from fraudnews.rendering.text import body_text

#: Bins of the histogram between 0 and 1, each including its upper bound.
PARTS = 20
#: How many failed posts are held by name.
_NAMED = 100


@dataclass(slots=True)
class Figures:
    """What was counted. Months are ``2022-03`` ("" where there is no date), as the posts' own zones have them.

    ``pieces_by_*`` count removals, ``posts_by_*`` posts; ``characters`` are those of the text that is left, and
    ``removed_characters`` those that went. ``shares`` counts posts by the share of their text that was removed: none
    at 0, then by parts of 5 %. ``failures`` are names and errors of the first posts without a result.
    """

    posts: int = 0
    braked: int = 0
    warned: int = 0
    emptied: int = 0
    failed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    characters: int = 0
    removed_characters: int = 0
    touched: int = 0
    months: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    pieces_by_kind: Counter[str] = field(default_factory=Counter)
    posts_by_kind: Counter[str] = field(default_factory=Counter)
    pieces_by_rule: Counter[str] = field(default_factory=Counter)
    posts_by_rule: Counter[str] = field(default_factory=Counter)
    shares: Counter[int] = field(default_factory=Counter)

    @property
    def pieces(self) -> int:
        """All removals."""
        return self.pieces_by_kind.total()

    @classmethod
    def of(cls, outcome: Outcome) -> Figures:
        """The figures of one post."""
        figures = cls(posts=1)
        if outcome.article is not None:
            figures.add(outcome.article)
            return figures
        if isinstance(outcome.error, EmptyError):
            figures.emptied = 1
        else:
            figures.failed = 1
        figures.failures.append((outcome.name, str(outcome.error)))
        return figures

    def merge(self, other: Figures) -> None:
        """Add other figures, whose posts come after ours."""
        for name in self.__slots__:
            ours, theirs = getattr(self, name), getattr(other, name)
            if isinstance(ours, Counter):
                ours.update(theirs)
            else:
                setattr(self, name, ours + theirs)
        del self.failures[_NAMED:]

    def add(self, article: Article) -> None:
        """Count the result of a post."""
        self.warned += bool(article.warnings)
        self.braked += bool(article.brakes)
        date = article.meta.date
        self.months[f"{date.year:04}-{date.month:02}" if date is not None else ""] += 1
        self.sites[site_of(article)] += 1
        self.characters += len(body_text(article.blocks))
        self.touched += bool(article.removed)
        self.removed_characters += removed_characters(article).total()
        self.pieces_by_kind.update(item.kind.value for item in article.removed)
        self.posts_by_kind.update({item.kind.value for item in article.removed})
        self.pieces_by_rule.update(item.rule for item in article.removed)
        self.posts_by_rule.update({item.rule for item in article.removed})
        self.shares[ceil(removed_share(article) * PARTS)] += 1


def site_of(article: Article) -> str:
    """The site of a post: the one whose rules applied, or the host of its address, or its author; "" if unknown."""
    return article.site or host_of(article.meta.url) or article.meta.author or ""
