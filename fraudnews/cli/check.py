"""``fraudnews check``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.reading import archive, checked_options
from fraudnews.cli.terminal import count, is_styled, show, show_table, write_json
from fraudnews.errors import UsageError, meant
from fraudnews.report import DONE, FOUND, json_path, say, shown_path

if TYPE_CHECKING:
    from fraudnews.checks.codes import Code
    from fraudnews.checks.post import Finding

HELP = """Find what deserves a look in an archive, without writing anything.

A table by kind on a terminal; one line a finding in a pipe, as `path:line: code message`. The exit code is 1 when
something is found.

\b
Examples:
  fraudnews check source/_posts
  fraudnews check --select FN005,FN006 source/_posts | less
  fraudnews check --select FN06 --marks marks.json source/_posts
  fraudnews check --explain FN024
"""


def command(
    paths: cli.Paths = None,
    *,
    wanted: cli.Wanted,
    select: cli.Select = None,
    ignore: cli.Ignore = None,
    rules: cli.Rules = None,
    site: cli.Site = None,
    encoding: cli.Encoding = None,
    assume_timezone: cli.AssumeTimezone = "UTC",
    resources: cli.Resources,
    marks: cli.MarksFile = None,
    json: cli.Json = False,
    exit_zero: cli.ExitZero = False,
    explain: cli.ExplainCode = None,
) -> int:
    """Check every post, then all of them together."""
    from fraudnews.checks.codes import CODES

    if explain is not None:
        _explain(CODES[code] for code in _codes("--explain", [explain]))
        return DONE

    from fraudnews.checks.archive import Checker
    from fraudnews.checks.post import check_post
    from fraudnews.marks import read_marks

    chosen = _codes("--select", select or ["FN"]) - _codes("--ignore", ignore or [])
    given = cli.Conversion(rules=rules, site=site, encoding=encoding, assume_timezone=assume_timezone)
    options = checked_options(given, resources.max_size)
    marked = read_marks(marks)
    look = partial(check_post, now=datetime.now(UTC), options=options, marks=marked)
    checker = Checker(marked)
    posts = archive(paths, wanted, resources)
    with closing(posts.look(look, options)) as looks:
        every = chain(chain.from_iterable(map(checker.add, looks)), checker.finish())
        found = _print((finding for finding in every if finding.code in chosen), as_json=json)
    if checker.unseen:
        say(f"{count(len(checker.unseen), 'marked post')} not met, such as {next(iter(checker.unseen.values())).path}")
    return FOUND if found and not exit_zero else DONE


def _print(findings: Iterable[Finding], *, as_json: bool) -> bool:
    """Print every finding as it comes, or the table of all; whether there was any."""
    if is_styled() and not as_json:
        every = list(findings)
        _show_table(every)
        return bool(every)
    any_found = False
    for found in findings:
        any_found = True
        if as_json:
            write_json({**found._asdict(), "path": json_path(found.path)})
        else:
            show([(f"{shown_path(found.path)}:{found.line}: {found.code} {found.message}", "")])
    return any_found


def _show_table(findings: list[Finding]) -> None:
    from fraudnews.checks.codes import CODES

    by_code: dict[str, list[Finding]] = {}
    for found in findings:
        by_code.setdefault(found.code, []).append(found)
    rows = [
        (
            code,
            CODES[code].name,
            f"{len(by_code[code]):,}",
            f"{len({found.path for found in by_code[code]}):,}",
            f"{shown_path(by_code[code][0].path)}:{by_code[code][0].line}: {by_code[code][0].message}"[:160],
        )
        for code in sorted(by_code)
    ]
    if rows:
        show_table(("code", "what", "findings", "posts", "the first"), rows, right=(2, 3))
        show([("Each finding: pipe this into less. What a code means: fraudnews check --explain CODE", "dim")])
    else:
        show([("Nothing found.", "green")])


def _explain(codes: Iterable[Code]) -> None:
    for number, code in enumerate(sorted(codes)):
        show([("", "")] if number else [])
        show([(f"{code.code}: {code.name}", "bold"), (code.meaning, "")])


def _codes(option: str, words: list[str]) -> set[str]:
    """The codes that begin with one of the comma-separated words. UsageError for a word that none begins with."""
    from fraudnews.checks.codes import CODES

    found: set[str] = set()
    for word in ",".join(words).split(",") if words else ():
        name = word.strip().upper()
        codes = {code for code in CODES if name and code.startswith(name)}
        if not codes:
            raise UsageError(f"{option}: unknown code {word!r}", meant(name, CODES))
        found |= codes
    return found
