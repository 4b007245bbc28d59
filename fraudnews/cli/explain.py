"""``fraudnews explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.inputs import refuse_to_wait
from fraudnews.cli.reading import checked_options
from fraudnews.cli.terminal import Line, is_styled, show, write_json
from fraudnews.cli.values import input_paths
from fraudnews.errors import FraudnewsError, RecordError, RecordsError, RuleError, UsageError
from fraudnews.report import json_path, shown_path
from fraudnews.sources import STDIN, Reading, find_post, read_source

if TYPE_CHECKING:
    from fraudnews.explain import Explanation, Piece

HELP = """Show one post with everything that was removed in its place, and why.

\b
Examples:
  fraudnews explain post.md
  fraudnews explain --diff posts.zip/2022/post.md
  fraudnews explain --json --rules mine.toml - < post.html
"""


def command(
    post: cli.Post = None,
    keep: cli.Keep = None,
    rules: cli.Rules = None,
    site: cli.Site = None,
    encoding: cli.Encoding = None,
    assume_timezone: cli.AssumeTimezone = "UTC",
    max_size: cli.MaxSize = cli.DEFAULT_MAX_SIZE,
    body_field: cli.BodyField = cli.DEFAULT_BODY_FIELD,
    json: cli.Json = False,
    diff: cli.Diff = False,
) -> int:
    """Read one post, clean it, and show what became of every piece."""
    from fraudnews.explain import as_json, explain
    from fraudnews.explain import diff as diff_lines

    if json and diff:
        raise UsageError("--json and --diff cannot be used together", "give one of them")
    if post is None:
        refuse_to_wait()
    chosen = cli.Conversion(keep, rules, site, encoding, assume_timezone)
    options = checked_options(chosen, max_size)
    (given,) = input_paths(() if post is None else (post,), None, null=False)
    name = "standard input" if post is None else post
    try:
        source = find_post(given, Reading(body_field=body_field, max_size=options.max_size))
        explanation = explain(read_source(source, options.max_size)[0], options, source.body_field)
    except (RuleError, UsageError):
        raise
    except RecordsError as error:
        remedy = f"name one line, {post or 'FILE'}:1, where each is a record"
        raise RecordError(f"{name}: {error.problem}", remedy) from None
    except FraudnewsError as error:
        raise type(error)(f"{name}: {error.problem}", error.remedy) from None
    if source.name != STDIN:
        explanation = explanation._replace(article=explanation.article._replace(path=json_path(source.name)))
    if json:
        write_json(as_json(explanation), indent=2)
    elif diff:
        show((line, _diff_style(line)) for line in diff_lines(explanation, shown_path(name)))
    else:
        show(_lines(explanation))
    return 0


def _diff_style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "bold"
    return {"-": "red", "+": "green", "@": "cyan"}.get(line[:1], "")


def _lines(explanation: Explanation) -> Iterator[Line]:
    from fraudnews.rendering.header import header_fields
    from fraudnews.rendering.text import without_blanks

    article = explanation.article
    for name, value in header_fields(article.meta).items():
        if value or name in ("title", "date"):
            yield f"{name}: {'、'.join(value) if isinstance(value, list) else value or 'none'}", "cyan"
    yield f"rules: common{f', {article.site}' if article.site else ''}", "cyan"
    for mended in article.mended:
        yield f"mended: {mended}", "yellow"
    for brake in article.brakes:
        yield f"brake: {brake}", "bold yellow"
    for piece in explanation.pieces:
        yield "", ""
        yield from _piece(piece)
    yield "", ""
    whole, story = (len(without_blanks(text)) for text in (explanation.whole, explanation.story))
    count = sum(piece.removal is not None for piece in explanation.pieces)
    yield f"{count} removed, {whole - story:,} of {whole:,} characters", "dim"
    if not article.blocks:
        yield "nothing is left: the post cannot be converted as it is", "bold yellow"


def _piece(piece: Piece) -> Iterator[Line]:
    pictures = [f"[picture] {src}" for src in piece.images]
    shown = [line for line in piece.text.split("\n") if line.strip()] + pictures
    if piece.removal is None:
        yield from ((f"  {line}", "") for line in shown)
        return
    for line in shown or ["[nothing to see]"]:
        yield f"- {line}", "strike red" if is_styled() else ""
    reason = piece.reason
    yield f"    {piece.removal.kind}: {piece.removal.rule}{f' ({shown_path(reason.place)})' if reason else ''}", "dim"
    if reason and reason.why:
        yield f"    {reason.why}", "dim italic"
