"""The module that every subcommand shares: from bytes to an article or a string, by composition alone."""

from __future__ import annotations

from datetime import tzinfo
from enum import StrEnum

from fraudnews.cleaning import clean_post
from fraudnews.errors import TooLargeError, UsageError
from fraudnews.model import Article, Images, Links, Options, Post
from fraudnews.parse import parse, parse_line
from fraudnews.rendering import render_article

_DEFAULTS = Options()
#: What an option has to be, and an example.
_TYPES: dict[str, tuple[type, str]] = {
    "keep": (frozenset, "frozenset({Kind.EDITOR})"),
    "rules": (tuple, '("mine.toml",)'),
    "site": (str, '"sina.cn"'),
    "encoding": (str, '"gb18030"'),
    "assume_timezone": (tzinfo, 'ZoneInfo("Asia/Shanghai")'),
    "timezone": (tzinfo, 'ZoneInfo("Asia/Shanghai")'),
    "links": (Links, "Links.TEXT"),
    "images": (Images, "Images.DROP"),
    "fields": (tuple, '("title", "text")'),
    "max_size": (int, "200_000_000"),
}


def clean(data: bytes | str, options: Options = _DEFAULTS) -> Article:
    """Return the clean article in one post.

    ``data`` is a whole file: front matter, if any, and an HTML or Markdown body. The same data and
    options give the same article, everywhere. Raises a FraudnewsError that says what to do: EmptyError,
    EncodingError, BinaryError, TooLargeError, RecordError for JSON in the place of a post, RuleError for a rule file
    or site in the options that is wrong, or UsageError where ``data`` or an option is of another type.
    """
    if not isinstance(data, bytes | bytearray | str):
        raise UsageError(f"a post is bytes or a string, not {type(data).__name__}", "read the file: path.read_bytes()")
    _check_options(options)
    return clean_post(_read_whole(data, options), options)


def render(article: Article, to: str, options: Options = _DEFAULTS) -> str:
    """Return the article as ``"markdown"``, ``"text"`` or ``"jsonl"``; the result ends in a line end.

    Raises UsageError for another format, for a field that the record does not have, or where the article or an option
    is of another type.
    """
    if not isinstance(article, Article):
        raise UsageError(f"{type(article).__name__} is no article", "clean the post first: render(clean(data), to)")
    _check_options(options)
    return render_article(article, to, options)


def read_input(data: bytes, body_field: str | None, options: Options) -> Post:
    """Return the post in a whole file; with ``body_field``, in a line of JSON, whose other fields are its metadata.

    Raises what :func:`clean` raises before it cleans; for a line, also RecordError if it is no object, and FieldError
    if the object has no such text.
    """
    if body_field is None:
        return _read_whole(data, options)
    _check_size(len(data), options)
    return parse_line(data, body_field, options.encoding, options.assume_timezone)


def convert(
    data: bytes, to: str, options: Options, path: str | None = None, body_field: str | None = None
) -> tuple[str, Article]:
    """Return one post, or with ``body_field`` a line of JSON, in the format ``to``; and its article.

    ``path`` goes into the record. Raises what :func:`read_input`, :func:`clean` and :func:`render` raise.
    """
    article = clean_post(read_input(data, body_field, options), options)
    if path is not None:
        article = article._replace(path=path)
    return render_article(article, to, options), article


def _check_options(options: Options) -> None:
    """What is of another type would be taken apart, fail far from here, or mean nothing."""
    if options is _DEFAULTS:  # most calls: the check would be one part in fifty of cleaning a post
        return
    if not isinstance(options, Options):
        raise UsageError(f"{type(options).__name__} are no options", "write Options(title=True)")
    for name, (kind, example) in _TYPES.items():
        value = getattr(options, name)
        if value is None and getattr(_DEFAULTS, name) is None:
            continue
        if not (value in tuple(kind) if issubclass(kind, StrEnum) else isinstance(value, kind)):  # "text" is Links.TEXT
            raise UsageError(f"Options: {name} is no {kind.__name__}", f"write {name}={example}")


def _read_whole(data: bytes | str, options: Options) -> Post:
    _check_size(_bytes_in(data), options)
    return parse(data, options.encoding, options.assume_timezone)


def _check_size(size: int, options: Options) -> None:
    if size > options.max_size:
        raise TooLargeError.beyond(size, options.max_size)


def _bytes_in(data: bytes | str) -> int:
    if isinstance(data, str) and not data.isascii():
        return len(data.encode("utf-8", "surrogatepass"))
    return len(data)
