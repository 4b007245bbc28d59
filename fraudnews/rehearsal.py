"""Tests of suggested rules on the posts that they were learned from, until each works as expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from fraudnews.cleaning import clean_post
from fraudnews.errors import EmptyError, FraudnewsError, OutputError, reason
from fraudnews.learn import Suggestion
from fraudnews.model import Article, Options
from fraudnews.posts import Each
from fraudnews.proof import takes_from
from fraudnews.rendering.text import body_text, without_blanks
from fraudnews.rules import read_rule_file
from fraudnews.rulewriter import Site, write_rules
from fraudnews.sitepost import SitePost

#: Share of the posts for which a rule was suggested in which it must work.
_WORKS = 0.9


def rehearse(  # noqa: PLR0913, PLR0917  # what is tested, where and how
    suggestions: list[Suggestion], posts: list[SitePost], site: Site, stem: str, options: Options, each: Each = map
) -> list[Suggestion]:
    """The suggestions that work: a text rule that misses its lines looks anywhere; one that fails, or cuts, is dropped.

    Samples that a rule fails are replaced. ``stem`` is the name of the future rule file, ``each`` runs the tests.
    """
    for _ in range(3):
        if not suggestions:
            return []
        worked = _count(suggestions, posts, site, stem, options, each)
        tried = [_try_again(suggestion, hits) for suggestion, hits in zip(suggestions, worked, strict=True)]
        better = [suggestion for suggestion in tried if suggestion is not None]
        if better == suggestions:
            break
        suggestions = better
    return _with_good_samples(suggestions, site, stem, len(posts))


def _try_again(suggestion: Suggestion, hits: int | None) -> Suggestion | None:
    """The suggestion to test next, None if it is of no use."""
    if hits is None:
        return None
    if suggestion.key == "text" and suggestion.where != "anywhere" and hits < _WORKS * suggestion.posts:
        return suggestion._replace(where="anywhere")
    return suggestion if hits else None


def _count(  # noqa: PLR0913, PLR0917  # as rehearse
    suggestions: list[Suggestion], posts: list[SitePost], site: Site, stem: str, options: Options, each: Each
) -> list[int | None]:
    """For each suggestion, the number of posts in which it removes something; None if it cuts a line of a story."""
    counts: Counter[str] = Counter()
    cutting: set[str] = set()
    with _as_file(suggestions, site, stem, len(posts)) as (path, ids):
        parts = {name for name, suggestion in zip(ids, suggestions, strict=True) if suggestion.key == "suffix"}
        tried = options._replace(rules=(*options.rules, str(path)), site=stem if any(site) else None)
        for result in each(partial(_try_post, options=tried), posts):
            if not isinstance(result, FraudnewsError):
                counts.update(result[0])
                cutting |= result[1] - parts
    return [None if name in cutting else counts[name] for name in ids]


def _try_post(post: SitePost, options: Options) -> tuple[set[str], set[str]]:
    """The rules that remove something from a post, and those that cut a line of it."""
    try:
        article = clean_post(post.post, options)
    except EmptyError:
        return set(), set()
    return {removal.rule for removal in article.removed}, set(_cutting(post, article))


@contextmanager
def _as_file(suggestions: list[Suggestion], site: Site, stem: str, posts: int) -> Iterator[tuple[Path, list[str]]]:
    """A temporary rule file of the suggestions, and the id of each."""
    with ExitStack() as stack:
        try:
            path = Path(stack.enter_context(TemporaryDirectory(prefix="fraudnews-"))) / f"{stem}.toml"
            path.write_text(write_rules(suggestions, site, posts), "utf-8")
        except OSError as error:
            remedy = "make room, or name another folder in TMPDIR"
            raise OutputError(f"no temporary file: {reason(error)}", remedy) from None
        yield path, [rule.id for rule in read_rule_file(path).rules]


def _cutting(post: SitePost, article: Article) -> Iterator[str]:
    """The rules that removed a part of a line."""
    left = without_blanks(body_text(article.blocks))
    removed = [(removal.rule, without_blanks(removal.text)) for removal in article.removed if removal.text]
    for line in post.lines:
        text = without_blanks(line.text)
        if text not in left and not any(text in gone for _, gone in removed):
            yield from (rule for rule, gone in removed if gone in text)


def _with_good_samples(suggestions: list[Suggestion], site: Site, stem: str, posts: int) -> list[Suggestion]:
    """The suggestions without samples to keep that some rule removes."""
    with _as_file(suggestions, site, stem, posts) as (path, _):
        options = Options(rules=(str(path),), site=stem if any(site) else None)
        wrong = [bool(suggestion.keeps) and takes_from(suggestion.keeps, options) for suggestion in suggestions]
    tried = list(zip(suggestions, wrong, strict=True))
    spare = next((one.keeps for one, is_wrong in tried if one.keeps and not is_wrong), "")
    return [one._replace(keeps=spare) if is_wrong else one for one, is_wrong in tried]
