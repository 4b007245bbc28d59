"""The posts of an archive one by one, each read and cleaned, for commands that analyse them without writing.

Such an analysis is a function of one :class:`Outcome`. It runs where the post is read, in a worker if there are many,
and returns a small value; comparisons between posts are made from these values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, TypeVar

from fraudnews.cleaning import clean_post
from fraudnews.core import read_input
from fraudnews.digest import sha256_of
from fraudnews.errors import FraudnewsError, RuleError, UsageError
from fraudnews.model import Article, Options, Post
from fraudnews.sources import Source, read_source

_I = TypeVar("_I")
_T = TypeVar("_T")


class Each(Protocol):
    """Like ``map``: the results of a function for many items, in order; where it failed, there may be the error."""

    def __call__(self, work: Callable[[_I], _T], items: list[_I], /) -> Iterable[_T | FraudnewsError]:
        """What ``work`` makes of each item."""


class Outcome(NamedTuple):
    """One post: its name, its bytes (empty where they could not be read), and its article or what went wrong.

    ``body_field`` is that of a line of JSON, None for a whole post; ``post`` is what was cleaned, None where it could
    not be read.
    """

    name: str
    data: bytes
    article: Article | None
    error: FraudnewsError | None = None
    body_field: str | None = None
    post: Post | None = None

    @property
    def id(self) -> str:
        """The id of the post, as the record has it, even if there is no article."""
        return self.article.id if self.article is not None else sha256_of(self.data)


def look_at(source: Source, look: Callable[[Outcome], _T], options: Options) -> _T:
    """The result of ``look`` for one post, once read and cleaned, or for its error.

    Raises RuleError and UsageError, which concern every post.
    """
    data, post = b"", None
    try:
        data, _ = read_source(source, options.max_size)
        post = read_input(data, source.body_field, options)
        outcome = Outcome(source.name, data, clean_post(post, options), None, source.body_field, post)
    except (RuleError, UsageError):
        raise
    except FraudnewsError as error:
        outcome = Outcome(source.name, data, None, error, source.body_field, post)
    return look(outcome)
