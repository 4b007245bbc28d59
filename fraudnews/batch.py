"""Many posts, one after the other: one bad post never stops the rest."""

from __future__ import annotations

from collections.abc import Iterable

from fraudnews.core import convert
from fraudnews.errors import FraudnewsError, OutputError, RuleError, UsageError
from fraudnews.model import Options, Result
from fraudnews.report import Report
from fraudnews.sinks import Sink
from fraudnews.sources import STDIN, Source, Trouble, read_source


def run_batch(sources: Iterable[Source | Trouble], sink: Sink, to: str, options: Options, report: Report) -> None:
    """Convert every source into ``sink``, in order, holding one post at a time.

    A post that fails is reported, and the rest are done. Raises RuleError and UsageError, which concern
    every post, and OutputError where one file for all of them cannot be written.
    """
    for source in sources:
        if isinstance(source, Trouble):
            report.fail(source.name, source.error)
            continue
        name = "standard input" if source.name == STDIN else source.name
        try:
            result = convert_source(source, to, options)
        except (RuleError, UsageError):
            raise
        except FraudnewsError as error:
            report.fail(name, error)
            continue
        try:
            sink.write(source, result)
        except OutputError as error:
            if not sink.goes_on:
                raise
            report.fail(name, error)
            continue
        report.done(name, result)


def convert_source(source: Source, to: str, options: Options) -> Result:
    """Read, clean and render one post. Raises only FraudnewsError."""
    data, stamp = read_source(source, options.max_size)
    path = None if source.name == STDIN else _as_text(source.name)
    try:
        text, article = convert(data, to, options, path, source.body_field)
        return Result(text.encode("utf-8", "replace"), article.id, article.removed, article.warnings, stamp)
    except FraudnewsError:
        raise
    except Exception as error:
        # A mistake of ours on one post is said, with its place, and counted; the other posts are done.
        raise FraudnewsError(f"internal error: {_describe(error)}", "please report it, with this post") from error


def _as_text(path: str) -> str:
    r"""A path as JSON can hold it: a byte that is no UTF-8 is written ``\xe9``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _describe(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno})" if trace is not None else ""
    return f"{type(error).__name__}: {str(error)[:200]}{place}"
