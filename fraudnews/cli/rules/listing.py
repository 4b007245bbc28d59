"""``fraudnews rules list``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.terminal import show_table, write_json
from fraudnews.cli.userrules import rule_paths

if TYPE_CHECKING:
    from fraudnews.reasons import Reason

HELP = """List the rules there are, by site and kind.

With --stats, also how often each took something out of the posts of an archive, and out of how many posts.

\b
Examples:
  fraudnews rules list
  fraudnews rules list --stats source/_posts
  fraudnews rules list --json --rules mine.toml
"""


def command(stats: cli.Stats = None, rules: cli.Rules = None, json: cli.Json = False) -> int:
    """Print one row a rule."""
    from fraudnews.model import Options
    from fraudnews.posts import clean_posts
    from fraudnews.reasons import find_reasons
    from fraudnews.report import DONE, SOME_FAILED, say
    from fraudnews.rules import rule_set

    options = Options(rules=rule_paths(rules))
    rule_set(options.rules, None, options.keep)
    taken: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    failed = 0
    for outcome in clean_posts(stats or (), (), (), options):
        if outcome.article is None:
            failed += 1
            say(f"{outcome.name}: {outcome.error}")
            continue
        named = Counter(removal.rule for removal in outcome.article.removed)
        taken.update(named)
        posts.update(named.keys())
    reasons = _in_order(find_reasons(options.rules))
    if json:
        for reason in reasons:
            counted = {"removed": taken[reason.id], "posts": posts[reason.id]} if stats else {}
            row = {"id": reason.id, "section": reason.section, "kind": reason.kind, "file": str(reason.path)}
            write_json({**row, "line": reason.line, "why": reason.why, **counted})
        return SOME_FAILED if failed else DONE
    heads = ("rule", "kind", *(("removed", "posts") if stats else ()), "why")
    counts = {
        reason.id: (f"{taken[reason.id]:,}", f"{posts[reason.id]:,}")
        if reason.section in ("code", "remove")
        else ("", "")
        for reason in reasons
    }
    show_table(
        heads,
        ((reason.id, reason.kind, *(counts[reason.id] if stats else ()), reason.why) for reason in reasons),
        right=(2, 3) if stats else (),
    )
    return SOME_FAILED if failed else DONE


def _in_order(reasons: list[Reason]) -> list[Reason]:
    """What is in code, then common rules, then site by site; within one file by kind."""
    from fraudnews.model import Kind

    kinds = [*Kind, "keep", "unlink"]
    names = ["code", "common", *(reason.id.partition("/")[0] for reason in reasons)]

    def place(reason: Reason) -> tuple[int, int]:
        name = "code" if reason.section == "code" else reason.id.partition("/")[0]
        return names.index(name), kinds.index(reason.kind)

    return sorted(reasons, key=place)
