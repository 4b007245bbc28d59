"""``fraudnews rules list``."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.cli import options as cli
from fraudnews.cli.reading import Archive, archive
from fraudnews.cli.terminal import show_table, write_json
from fraudnews.cli.userrules import rule_paths
from fraudnews.cli.values import size
from fraudnews.errors import UsageError
from fraudnews.model import Kind, Options
from fraudnews.report import DONE, SOME_FAILED, say

if TYPE_CHECKING:
    from fraudnews.posts import Outcome
    from fraudnews.reasons import Reason

HELP = """List the rules there are, by site and kind.

With --stats, also how often each took something out of the posts of an archive, and out of how many posts.

\b
Examples:
  fraudnews rules list
  fraudnews rules list --stats source/_posts
  fraudnews rules list --json --rules mine.toml
"""


def command(
    stats: cli.Stats = None,
    *,
    wanted: cli.Wanted,
    rules: cli.Rules = None,
    resources: cli.Resources,
    json: cli.Json = False,
) -> int:
    """Print one row a rule."""
    from fraudnews.reasons import find_reasons
    from fraudnews.ruleset import rule_set

    options = Options(rules=rule_paths(rules), max_size=size("--max-size", resources.max_size))
    rule_set(options.rules, None, options.keep)
    counts = None
    if stats or wanted.files_from is not None:
        posts = archive(stats, wanted, resources)
        counts = _count(posts, options)
    elif wanted.include or wanted.exclude or wanted.null or wanted.form:
        raise UsageError("there are no posts to count on", "name them with --stats PATH")
    reasons = _in_order(find_reasons(options.rules))
    if json:
        _print_json(reasons, counts)
    else:
        _print_table(reasons, counts)
    return SOME_FAILED if counts is not None and counts.failed else DONE


class _Counts(NamedTuple):
    """How often each rule took something out of posts, out of how many posts, and how many posts failed."""

    removed: Counter[str]
    posts: Counter[str]
    failed: int


def _count(where: Archive, options: Options) -> _Counts:
    """Count over an archive; what is wrong with a post is said."""
    removed: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    failed = 0
    with closing(where.look(_look, options)) as looks:
        for named, problem in looks:
            removed.update(named)
            posts.update(named.keys())
            if problem:
                failed += 1
                say(problem)
    return _Counts(removed, posts, failed)


def _look(outcome: Outcome) -> tuple[Counter[str], str]:
    """How often each rule took something out of a post, and what is wrong with the post, if anything."""
    if outcome.article is None:
        return Counter(), f"{outcome.name}: {outcome.error}"
    return Counter(removal.rule for removal in outcome.article.removed), ""


def _print_json(reasons: list[Reason], counts: _Counts | None) -> None:
    for reason in reasons:
        row = {"id": reason.id, "section": reason.section, "kind": reason.kind, "file": str(reason.path)}
        numbers = {} if counts is None else {"removed": counts.removed[reason.id], "posts": counts.posts[reason.id]}
        write_json({**row, "line": reason.line, "why": reason.why, **numbers})


def _print_table(reasons: list[Reason], counts: _Counts | None) -> None:
    if counts is None:
        show_table(("rule", "kind", "why"), ((reason.id, reason.kind, reason.why) for reason in reasons))
        return

    def numbers(reason: Reason) -> tuple[str, str]:
        if reason.section not in ("code", "remove"):
            return "", ""
        return f"{counts.removed[reason.id]:,}", f"{counts.posts[reason.id]:,}"

    rows = ((reason.id, reason.kind, *numbers(reason), reason.why) for reason in reasons)
    show_table(("rule", "kind", "removed", "posts", "why"), rows, right=(2, 3))


def _in_order(reasons: list[Reason]) -> list[Reason]:
    """What is in code, then common rules, then site by site; within one file by kind."""
    kinds = [*Kind, "keep", "unlink"]
    names = ["code", "common", *(reason.id.partition("/")[0] for reason in reasons)]

    def place(reason: Reason) -> tuple[int, int]:
        name = "code" if reason.section == "code" else reason.id.partition("/")[0]
        return names.index(name), kinds.index(reason.kind)

    return sorted(reasons, key=place)
