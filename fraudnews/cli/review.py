"""``fraudnews review``."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli import values
from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.inputs import say_lies_among_posts
from fraudnews.cli.reading import archive, checked_options, open_output
from fraudnews.cli.terminal import count, is_terminal
from fraudnews.errors import UsageError
from fraudnews.model import Result
from fraudnews.report import DONE, SOME_FAILED, say
from fraudnews.sources import Source

if TYPE_CHECKING:
    from fraudnews.review import Review

HELP = """Write a page to look over an archive with: figures, and a sample of posts to mark as right or wrong.

One HTML file that needs nothing but a browser, and loads nothing. It shows each post as it was and as it is, with what
was removed and why. The marks that it gives are read by `fraudnews check --marks` and `fraudnews rules try --marks`.

\b
Examples:
  fraudnews review source/_posts -o review.html
  fraudnews review --order risk --sample 50 source/_posts -o riskiest.html
  fraudnews review --seed 2 --rules mine.toml source/_posts -o review.html --overwrite
"""
#: Paths that a page names in its head.
_NAMED = 3


def command(
    paths: cli.Paths = None,
    output: cli.PageOutput = None,
    sample: cli.SampleSize = cli.DEFAULT_SAMPLE,
    order: cli.OrderOption = "random",
    seed: cli.Seed = "0",
    *,
    wanted: cli.Wanted,
    rules: cli.Rules = None,
    site: cli.Site = None,
    encoding: cli.Encoding = None,
    assume_timezone: cli.AssumeTimezone = "UTC",
    resources: cli.Resources,
    overwrite: cli.Overwrite = False,
) -> int:
    """Read every post, and write the page."""
    from fraudnews.review import Order, Sample, glance, look_over
    from fraudnews.review.page import make_page

    end_cleanly_on_signals()
    if output is None and is_terminal():
        raise UsageError("a page is nothing for a terminal", "give -o review.html")
    picked = Sample(values.posts("--sample", sample, 200), values.member("--order", order, Order), seed)
    given = cli.Conversion(rules=rules, site=site, encoding=encoding, assume_timezone=assume_timezone)
    options = checked_options(given, resources.max_size)
    sink = open_output(output, "review.html", overwrite=overwrite)
    posts = archive(paths, wanted, resources)
    posts.inputs.check_spared("standard output" if output is None else "-o", output, options.rules)
    look = partial(glance, now=datetime.now(UTC), options=options)
    name = _name([*posts.inputs.paths, *([wanted.files_from] if wanted.files_from is not None else [])])
    with sink, closing(posts.look(look, options, None if sink.path is None else str(sink.path))) as glances:
        review = look_over(glances, picked)
        if sink.replaces and not review.figures.posts:
            problem = f"no posts found: {output} is left as it was"
            raise UsageError(problem, "check that the input is there; if it is meant, remove the old page")
        sink.write(Source(name, name), Result(make_page(review, name, options, posts.each), ""))
    if sink.path is not None and posts.inputs.folder_that_finds(sink.path) is not None:
        say_lies_among_posts(sink.path)
    _tell(review, output or "standard output")
    return SOME_FAILED if review.figures.failed + review.figures.emptied else DONE


def _tell(review: Review, where: str) -> None:
    figures = review.figures
    lost = figures.failed + figures.emptied
    failed = f", {lost:,} without a result" if lost else ""
    say(f"{count(figures.posts, 'post')}{failed}, {len(review.posts):,} to look at in {where}")


def _name(paths: list[str]) -> str:
    """What the archive is called: its paths, or the first of many."""
    names = ["standard input" if path == "-" else path for path in paths[:_NAMED]]
    return ", ".join(names) + (f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else "")
