"""The review of an archive by a person: figures for all of it, and a sample of posts to judge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from fraudnews.checks.archive import Checker
from fraudnews.checks.post import PostFindings, check_post
from fraudnews.model import Options
from fraudnews.posts import Outcome
from fraudnews.review.figures import Figures
from fraudnews.review.sample import Chosen, Order, Sample, choose

__all__ = ["Chosen", "Figures", "Glance", "Order", "Review", "Sample", "glance", "look_over"]


class Glance(NamedTuple):
    """One post of the archive: its figures, the findings in it, and the post as a candidate for the sample."""

    figures: Figures
    findings: PostFindings
    chosen: Chosen | None


class Review(NamedTuple):
    """The figures of an archive, and the posts of the sample in their order."""

    figures: Figures
    posts: tuple[Chosen, ...]
    order: Order


def glance(outcome: Outcome, now: datetime, options: Options) -> Glance:
    """What a review needs of one post. ``now`` is needed to find dates in the future."""
    findings = check_post(outcome, now, options)
    return Glance(Figures.of(outcome), findings, choose(outcome, findings.findings))


def look_over(glances: Iterable[Glance], sample: Sample) -> Review:
    """Count every post, and pick the sample; only that is held in memory."""
    figures = Figures()
    checker = Checker()
    for post in glances:
        figures.merge(post.figures)
        found = tuple(checker.add(post.findings))
        if post.chosen is not None:
            sample.add(post.chosen._replace(findings=found))
    return Review(figures, sample.chosen(tuple(checker.finish())), sample.order)
