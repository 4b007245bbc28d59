"""The posts of an archive one by one, each read and cleaned, for what looks at them without writing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fraudnews.core import clean_input
from fraudnews.errors import FraudnewsError, RuleError, UsageError
from fraudnews.model import Article, Options
from fraudnews.sources import Source, Trouble, find_sources, read_source


class Outcome(NamedTuple):
    """One post: its name, its bytes (empty where they could not be read), and its article or what went wrong.

    ``body_field`` is that of a line of JSON, None for a whole post.
    """

    name: str
    data: bytes
    article: Article | None
    error: FraudnewsError | None = None
    body_field: str | None = None

    @property
    def id(self) -> str:
        """The post's id, as the record has it, also where there is no article."""
        return self.article.id if self.article is not None else hashlib.sha256(self.data).hexdigest()


def clean_posts(
    paths: Iterable[str],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    options: Options,
    skip: str | None = None,
) -> Iterator[Outcome]:
    """Every post below ``paths``, in order, but for the real path ``skip``.

    Raises RuleError and UsageError, which concern every post.
    """
    for source in find_sources(paths, include, exclude, skip):
        yield _read(source, options)


def clean_again(outcome: Outcome, options: Options) -> Article:
    """The article of a post that was read before, by other options. Raises as :func:`fraudnews.core.clean` does."""
    return clean_input(outcome.data, outcome.body_field, options)


def _read(source: Source | Trouble, options: Options) -> Outcome:
    if isinstance(source, Trouble):
        return Outcome(source.name, b"", None, source.error)
    data = b""
    try:
        data, _ = read_source(source, options.max_size)
        return Outcome(source.name, data, clean_input(data, source.body_field, options), None, source.body_field)
    except (RuleError, UsageError):
        raise
    except FraudnewsError as error:
        return Outcome(source.name, data, None, error, source.body_field)
