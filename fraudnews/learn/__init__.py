"""Learn a site: find what recurs in its posts and is not part of their stories, and suggest rules for it.

The evidence is what a reader of the archive would notice: the same words at the end of every post, a label with other
words after it each time, an element by its class, a pair of comments, a picture. Precision comes first: words that
stories repeat, too (datelines, names, advice of the police), need far more evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from fraudnews.learn.evidence import Evidence, Suggestion
from fraudnews.learn.lines import find_groups, find_suffixes, suggest_lines
from fraudnews.learn.markup import find_elements, find_images, find_ranges
from fraudnews.sitepost import SitePost

__all__ = ["LEAST_POSTS", "Suggestion", "learn"]

#: The fewest posts from which a site can be learned.
LEAST_POSTS = 10


def learn(posts: list[SitePost], names: Iterable[str] = ()) -> list[Suggestion]:
    """Suggestions for what recurs in ``posts``, the most frequent first; ``names`` are those of the site."""
    evidence = Evidence(posts, tuple(names))
    groups = find_groups(evidence)
    found = [*find_elements(evidence), *find_ranges(evidence)]  # markup is the better evidence for the same lines
    found += [*suggest_lines(evidence, groups), *find_suffixes(evidence), *find_images(evidence)]
    return sorted(found, key=lambda suggestion: (-suggestion.posts, suggestion.key, suggestion.pattern))
