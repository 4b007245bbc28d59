"""An archive for a person to look over: figures over all of it, and a sample of its posts to judge one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from fraudnews.checks import Checker
from fraudnews.model import Options
from fraudnews.posts import Outcome
from fraudnews.review.figures import Figures
from fraudnews.review.sample import Chosen, Order, Sample

__all__ = ["Chosen", "Figures", "Order", "Review", "Sample", "look_over"]


class Review(NamedTuple):
    """The figures of an archive, and the posts of the sample in the order in which they are looked at."""

    figures: Figures
    posts: tuple[Chosen, ...]
    order: Order


def look_over(outcomes: Iterable[Outcome], sample: Sample, now: datetime, options: Options) -> Review:
    """Count every post, and pick those to look at; only these are held. ``now`` is for dates in the future."""
    figures = Figures()
    checker = Checker(now, options)
    for outcome in outcomes:
        figures.add(outcome)
        sample.add(outcome, tuple(checker.check(outcome)))
    return Review(figures, sample.chosen(tuple(checker.finish())), sample.order)
