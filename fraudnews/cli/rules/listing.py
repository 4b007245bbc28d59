"""``fraudnews rules list``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.reading import archive
from fraudnews.cli.terminal import show_table, write_json
from fraudnews.cli.userrules import rule_paths
from fraudnews.cli.values import size

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
    include: cli.Include = None,
    exclude: cli.Exclude = None,
    files_from: cli.FilesFrom = None,
    null: cli.Null = False,
    form: cli.From = None,
    body_field: cli.BodyField = cli.DEFAULT_BODY_FIELD,
    rules: cli.Rules = None,
    max_size: cli.MaxSize = cli.DEFAULT_MAX_SIZE,
    jobs: cli.Jobs = None,
    timeout: cli.Timeout = cli.DEFAULT_TIMEOUT,
    max_memory: cli.MaxMemory = cli.DEFAULT_MAX_MEMORY,
    json: cli.Json = False,
) -> int:
    """Print one row a rule."""
    from contextlib import closing

    from fraudnews.model import Options
    from fraudnews.reasons import find_reasons
    from fraudnews.report import DONE, SOME_FAILED, say
    from fraudnews.ruleset import rule_set

    options = Options(rules=rule_paths(rules), max_size=size(max_size))
    rule_set(options.rules, None, options.keep)
    taken: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    failed = 0
    counted = stats or files_from is not None
    if counted:
        where = archive(
            stats, include, exclude, files_from, null, form, body_field, max_size, jobs, timeout, max_memory
        )
        with closing(where.look(_count, options)) as counts:
            for named, problem in counts:
                taken.update(named)
                posts.update(named.keys())
                if problem:
                    failed += 1
                    say(problem)
    reasons = _in_order(find_reasons(options.rules))
    if json:
        for reason in reasons:
            numbers = {"removed": taken[reason.id], "posts": posts[reason.id]} if counted else {}
            row = {"id": reason.id, "section": reason.section, "kind": reason.kind, "file": str(reason.path)}
            write_json({**row, "line": reason.line, "why": reason.why, **numbers})
        return SOME_FAILED if failed else DONE
    heads = ("rule", "kind", *(("removed", "posts") if counted else ()), "why")
    cells = {
        reason.id: (f"{taken[reason.id]:,}", f"{posts[reason.id]:,}")
        if reason.section in ("code", "remove")
        else ("", "")
        for reason in reasons
    }
    show_table(
        heads,
        ((reason.id, reason.kind, *(cells[reason.id] if counted else ()), reason.why) for reason in reasons),
        right=(2, 3) if counted else (),
    )
    return SOME_FAILED if failed else DONE


def _count(outcome: Outcome) -> tuple[Counter[str], str]:
    """How often each rule took something out of a post, and what is wrong with the post, if anything."""
    if outcome.article is None:
        return Counter(), f"{outcome.name}: {outcome.error}"
    return Counter(removal.rule for removal in outcome.article.removed), ""


def _in_order(reasons: list[Reason]) -> list[Reason]:
    """What is in code, then common rules, then site by site; within one file by kind."""
    from fraudnews.model import Kind

    kinds = [*Kind, "keep", "unlink"]
    names = ["code", "common", *(reason.id.partition("/")[0] for reason in reasons)]

    def place(reason: Reason) -> tuple[int, int]:
        name = "code" if reason.section == "code" else reason.id.partition("/")[0]
        return names.index(name), kinds.index(reason.kind)

    return sorted(reasons, key=place)
