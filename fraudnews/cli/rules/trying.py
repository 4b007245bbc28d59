"""``fraudnews rules try``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.reading import archive, checked_options
from fraudnews.cli.terminal import Line, count, show, write_json
from fraudnews.cli.userrules import rule_paths
from fraudnews.errors import RuleError
from fraudnews.report import DONE, SOME_FAILED, say

if TYPE_CHECKING:
    from fraudnews.trial import Taken, Trial

HELP = """Show what a rule file would change on an archive, without writing anything.

How many posts it touches, what it removes with counts (the most frequent and the rarest), and everything of it that
common knowledge would keep: long blocks, blocks in mid-story.

\b
Examples:
  fraudnews rules try news.example.cn.toml source/_posts
  fraudnews rules try --marks marks.json mine.toml source/_posts
  fraudnews rules try --json mine.toml source/_posts > trial.json
"""
_SHOWN = 20


def command(
    file: cli.RuleFile,
    paths: cli.Paths = None,
    *,
    wanted: cli.Wanted,
    rules: cli.Rules = None,
    site: cli.Site = None,
    encoding: cli.Encoding = None,
    resources: cli.Resources,
    marks: cli.MarksFile = None,
    json: cli.Json = False,
) -> int:
    """Clean each post without the file and with it, and print the difference."""
    from fraudnews.marks import count_marks, read_marks
    from fraudnews.trial import Trial, as_json, try_rules

    marked = read_marks(marks)
    given = cli.Conversion(rules=[*(rules or ()), file], site=site, encoding=encoding)
    tried = checked_options(given, resources.max_size)
    others = tuple(path for path in rule_paths(rules) if os.path.realpath(path) != os.path.realpath(file))
    base = tried._replace(rules=others, site=None if _is_only_in(tried.rules, others, site) else site)
    posts = archive(paths, wanted, resources)
    trial = Trial()
    with closing(posts.look(partial(try_rules, options=tried, marks=marked), base)) as trials:
        for one in trials:
            trial.merge(one)
    for name, error in trial.failed:
        say(f"{name}: {error}")
    if json:
        write_json(as_json(trial), indent=2)
    else:
        show(_lines(trial))
        if marks is not None:
            show(_verdict(trial, count_marks(marked)))
    return SOME_FAILED if trial.failed else DONE


def _is_only_in(tried: tuple[str, ...], others: tuple[str, ...], site: str | None) -> bool:
    """Whether the site that is forced is one that only the tried file describes."""
    from fraudnews.ruleset import find_site

    if site is None:
        return False
    find_site(tried, site, None, None, "")
    try:
        find_site(others, site, None, None, "")
    except RuleError:
        return True
    return False


def _lines(trial: Trial) -> Iterator[Line]:
    taken, kept, doubtful = trial.taken(), trial.kept(), trial.doubtful()
    pieces = sum(item.times for item in taken)
    yield f"{trial.touched:,} of {count(trial.posts, 'post')} would change", "bold"
    yield f"{count(pieces, 'piece')} removed, {len(taken):,} different; {len(kept):,} different ones kept", ""
    if trial.posts and not trial.touched:
        yield (
            "Perhaps the posts are of another site (--site forces this one), or the lines stand elsewhere (where).",
            "",
        )
    for what, names in (("the brake acts in", trial.braked), ("nothing is left of", trial.emptied)):
        for name in names:
            yield f"{what} {name}", "bold yellow"
    if taken:
        yield from _section("The most frequent:", taken[:_SHOWN])
    if len(taken) > _SHOWN:
        yield from _section("The rarest:", taken[_SHOWN:][: -_SHOWN - 1 : -1])
    if doubtful:
        yield from _section("Common knowledge would keep these; the rarest first:", doubtful)
    if kept:
        yield from _section("Kept, where other rules had removed them:", kept)


def _verdict(trial: Trial, marks: int) -> Iterator[Line]:
    """What a review says about it. Of posts that are not in this archive, nothing is known."""
    yield "", ""
    yield f"Of {count(marks, 'mark')}, {len(trial.mended):,} mended and {len(trial.broken):,} broken", "bold"
    yield f"{count(trial.marked, 'marked post')} in this archive", "dim"
    yield from ((f"mended: {fault.path}: was {fault.message}", "green") for fault in trial.mended)
    yield from ((f"broken: {fault.path}: {fault.message}", "bold yellow") for fault in trial.broken)


def _section(head: str, items: list[Taken]) -> Iterator[Line]:
    yield "", ""
    yield head, "bold"
    for item in items:
        doubts = f" [{', '.join(item.doubts)}]" if item.doubts else ""
        yield f"{item.times:>7,}  {item.text}", ""
        yield f"         {item.rule}{doubts}, {count(item.posts, 'post')}, such as {item.example}", "dim"
