"""The posts of an archive one by one, each read and cleaned, for what looks at them without writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fraudnews.core import clean, clean_line
from fraudnews.errors import FraudnewsError, RuleError, UsageError
from fraudnews.model import Article, Options
from fraudnews.sources import Source, Trouble, find_sources, read_source


class Outcome(NamedTuple):
    """One post: its name, its bytes (empty where they could not be read), and its article or what went wrong."""

    name: str
    data: bytes
    article: Article | None
    error: FraudnewsError | None = None


def clean_posts(
    paths: Iterable[str], include: tuple[str, ...], exclude: tuple[str, ...], options: Options
) -> Iterator[Outcome]:
    """Every post below ``paths``, in order. Raises RuleError and UsageError, which concern every post."""
    for source in find_sources(paths, include, exclude):
        yield _read(source, options)


def _read(source: Source | Trouble, options: Options) -> Outcome:
    if isinstance(source, Trouble):
        return Outcome(source.name, b"", None, source.error)
    data = b""
    try:
        data, _ = read_source(source, options.max_size)
        if source.body_field is None:
            return Outcome(source.name, data, clean(data, options))
        return Outcome(source.name, data, clean_line(data, source.body_field, options))
    except (RuleError, UsageError):
        raise
    except FraudnewsError as error:
        return Outcome(source.name, data, None, error)
