"""Suggested rules, tried on the posts that they were learned from, until each does what it promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from fraudnews.core import clean
from fraudnews.errors import EmptyError
from fraudnews.learn import SitePost, Suggestion
from fraudnews.model import Options
from fraudnews.proof import prove
from fraudnews.rules import read_rule_file
from fraudnews.rulewriter import Site, write_rules

#: Share of the posts in which a rule must work that were found to have what it is for.
_WORKS = 0.9


def rehearse(
    suggestions: list[Suggestion], posts: list[SitePost], site: Site, stem: str, options: Options
) -> list[Suggestion]:
    """The suggestions that work: a text rule that mostly does not reach its line looks anywhere; what fails goes.

    Samples that a rule does not hold to are left out. ``stem`` is the name that the rule file will have.
    """
    for _ in range(2):
        worked = _count(suggestions, posts, site, stem, options)
        suggestions = [
            suggestion._replace(where="anywhere")
            if suggestion.key == "text" and suggestion.where != "anywhere" and hits < _WORKS * suggestion.posts
            else suggestion
            for suggestion, hits in zip(suggestions, worked, strict=True)
        ]
    worked = _count(suggestions, posts, site, stem, options)
    suggestions = [suggestion for suggestion, hits in zip(suggestions, worked, strict=True) if hits]
    return _with_good_samples(suggestions, site, stem, len(posts))


def _count(suggestions: list[Suggestion], posts: list[SitePost], site: Site, stem: str, options: Options) -> list[int]:
    """For each suggestion, in how many posts it removes something."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory(prefix="fraudnews-") as folder:
        path = Path(folder) / f"{stem}.toml"
        path.write_text(write_rules(suggestions, site, len(posts)), "utf-8")
        ids = [rule.id for rule in read_rule_file(path).rules]
        tried = Options(
            rules=(*options.rules, str(path)),
            site=stem if any(site) else None,
            encoding=options.encoding,
            assume_timezone=options.assume_timezone,
            max_size=options.max_size,
        )
        for post in posts:
            try:
                counts.update({removal.rule for removal in clean(post.data, tried).removed})
            except EmptyError:
                continue
    return [counts[name] for name in ids]


def _with_good_samples(suggestions: list[Suggestion], site: Site, stem: str, posts: int) -> list[Suggestion]:
    """Without the lines of stories that some rule takes: as samples of what to keep they would be wrong."""
    with TemporaryDirectory(prefix="fraudnews-") as folder:
        path = Path(folder) / f"{stem}.toml"
        path.write_text(write_rules(suggestions, site, posts), "utf-8")
        ids = [rule.id for rule in read_rule_file(path).rules]
        wrong = {fault.rule for fault in prove([path], (str(path),)) if not fault.note and " removes " in fault.message}
    spare = next((one.keeps for one, name in zip(suggestions, ids, strict=True) if name not in wrong and one.keeps), "")
    return [
        suggestion._replace(keeps=spare) if name in wrong else suggestion
        for suggestion, name in zip(suggestions, ids, strict=True)
    ]
