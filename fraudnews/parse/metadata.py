"""From the keys of a front matter to the fields of the record, with all their aliases."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from fraudnews.model import Json, Metadata
from fraudnews.parse.dates import parse_date

_TITLE = ("title", "headline", "标题")
_DATE = (
    "date", "published", "pubDate", "pubdate", "publish_date", "published_at", "publish_time", "pub_time", "datetime",
    "发布时间", "发布日期", "日期", "created", "time",
)  # fmt: skip
#: Keys that often hold something other than the date of the story.
_VAGUE = ("created", "time")
_AUTHOR = ("author", "authors", "creator", "byline", "作者")
_EDITOR = ("editor", "editors", "责任编辑", "编辑")
#: Programs that wikis and notebooks name as the editor of a page.
_EDITING_PROGRAMS = frozenset(
    "markdown ckeditor code wysiwyg visual source tinymce vditor typora html asciidoc".split()
)
_CATEGORIES = ("categories", "category", "分类")
_TAGS = ("tags", "tag", "keywords", "标签", "关键词")
_URL = (
    "url", "original_url", "link", "source_url", "canonical_url", "canonical", "permalink", "source", "from", "链接",
    "网址", "原文链接",
)  # fmt: skip
_COVER = (
    "headimg", "cover", "thumbnail", "image", "banner", "featured_image", "og_image", "index_img", "banner_img", "img",
    "pic",
)  # fmt: skip
_ENTITY = r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
_LINE_END = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")
#: Controls, soft hyphen, zero width space, direction marks, word joiner, byte order mark. The zero width
#: joiner stays: families of emoji need it.
_INVISIBLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
_COMMA = re.compile("[,，]")


def read_metadata(values: dict[str, Json], assume: tzinfo) -> tuple[Metadata, tuple[str, ...], list[str]]:
    """Return the metadata, the candidates for the cover (best first), and warnings.

    ``assume`` is the zone of dates without one. Keys without a field are in ``extra``.
    """
    rest, as_written = _in_our_spelling(values)
    warnings: list[str] = []
    covers = _take_covers(rest)
    meta = Metadata(
        title=_take(rest, _TITLE) or "",
        date=_take_date(rest, assume, warnings),
        author=_take_author(rest),
        editor=_take_editors(rest),
        categories=_take_list(rest, _CATEGORIES),
        tags=_take_list(rest, _TAGS, _COMMA),
        url=_take_url(rest),
        extra={as_written.get(key, key): _clean_json(value) for key, value in rest.items()},
    )
    return meta, covers, warnings


def _folded(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


_OURS = frozenset((*_TITLE, *_DATE, *_AUTHOR, *_EDITOR, *_CATEGORIES, *_TAGS, *_URL, *_COVER))
_BY_FOLDED = {_folded(key): key for key in sorted(_OURS)}


def _in_our_spelling(values: dict[str, Json]) -> tuple[dict[str, Json], dict[str, str]]:
    """The values under our spelling of their keys, and the original spelling where it differs.

    ``Title``, ``pub-time`` and ``pubTime`` are recognized, unless the key is there in our spelling, too.
    """
    rest: dict[str, Json] = {}
    as_written = {}
    for key, value in values.items():
        name = key if key in _OURS else _BY_FOLDED.get(_folded(key), key)
        if name != key and (name in values or name in rest):
            name = key
        if name != key:
            as_written[name] = key
        rest[name] = value
    return rest, as_written


def clean_text(text: str) -> str:
    """Header text as one line: entities resolved, without invisible characters and blanks at the edges."""
    if "&" in text:
        from html import unescape  # 1 ms: only for the few posts that need it

        text = re.sub(_ENTITY, lambda match: unescape(match[0]), text)
    if text.isprintable():  # then it has no blank but the space
        return text.strip()
    return _LINE_END.sub(" ", re.sub(_INVISIBLE, "", text.replace("\xa0", " ").strip())).strip()


def _text(value: Json) -> str | None:
    """A scalar as text; None for nothing, for a list or a mapping."""
    match value:
        case None | list() | dict():
            return None
        case bool():
            return "true" if value else "false"
        case _:
            return clean_text(str(value)) or None


def _take(rest: dict[str, Json], keys: tuple[str, ...]) -> str | None:
    """The text of the first of ``keys`` that has any; keys with the same text are removed from ``rest``."""
    found = None
    for key in keys:
        if key in rest and not isinstance(value := rest[key], list | dict):
            text = _text(value)
            if text is None or found in (None, text):
                del rest[key]
                found = found or text
    return found


def _take_covers(rest: dict[str, Json]) -> tuple[str, ...]:
    """All pictures of the header, best first; keys with more than the address of the best stay in ``rest``."""
    found: list[str] = []
    for key in _COVER:
        if key not in rest:
            continue
        value = rest[key]
        names = [] if isinstance(value, bool | int | float) else _names(value, "url", "src")
        found += [name for name in names if name not in found]
        if value in (None, "", [], {}) or (not isinstance(value, dict) and names and names == found[:1]):
            del rest[key]
    return tuple(found)


def _take_date(rest: dict[str, Json], assume: tzinfo, warnings: list[str]) -> datetime | None:
    for key in _DATE:
        value = rest.get(key)
        if key not in rest or isinstance(value, bool):  # Jekyll's ``published: false`` is a draft
            continue
        text = _text(value)
        date = parse_date(text, assume) if text else None
        if date is not None:
            del rest[key]
            return date
        if value in (None, "") or (key == "date" and text):
            del rest[key]
        if text and key not in _VAGUE:
            warnings.append(f"{key}: not a date: {text[:60]!r}")
    return None


def _take_author(rest: dict[str, Json]) -> str | None:
    """One author, or several joined by 、; a mapping with more than a name also stays in ``rest``."""
    author = _take(rest, _AUTHOR)
    for key in _AUTHOR:
        if key in rest and isinstance(value := rest[key], list | dict):
            names = "、".join(_names(value))
            if not value or (names and author in (None, names)):
                author = author or names or None
                if not isinstance(value, dict) or len(value) < 2:
                    del rest[key]
    return author


def _take_editors(rest: dict[str, Json]) -> tuple[str, ...]:
    """The editors' names; ``editor: markdown`` is a program and stays."""
    keys = tuple(key for key in _EDITOR if str(rest.get(key)).strip().lower() not in _EDITING_PROGRAMS)
    return _take_list(rest, keys)


def _names(value: Json, *keys: str) -> list[str]:
    """The scalars of a list, nested or not, or what stands under ``keys`` (else ``name``) in a mapping."""
    match value:
        case list():
            return [name for item in value for name in _names(item, *keys)]
        case dict():
            return next((names for key in keys or ("name",) if (names := _names(value.get(key), *keys))), [])
        case _:
            text = _text(value)
            return [text] if text else []


def _take_list(rest: dict[str, Json], keys: tuple[str, ...], comma: re.Pattern[str] | None = None) -> tuple[str, ...]:
    """The first of ``keys`` that holds names; a text is one name, or several parted by ``comma``."""
    found: list[str] = []
    for key in keys:
        if key in rest and not isinstance(value := rest[key], dict):
            names = _names(value)
            if comma is not None and isinstance(value, str):
                names = [part.strip() for part in comma.split(names[0]) if part.strip()] if names else []
            if not found or names == found or not names:
                found = names or found
                del rest[key]
    return tuple(found)


def _take_url(rest: dict[str, Json]) -> str | None:
    """The address of the post; ``link: true``, relative permalinks and other text stay in ``extra``."""
    keys = tuple(key for key in _URL if key in rest and _is_address(rest[key]))
    return _take(rest, keys)


def _is_address(value: Json) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")))


def _clean_json(value: Json) -> Json:
    """The value of an unknown key with braces restored, otherwise unchanged."""
    match value:
        case str():
            return value.replace("&#123;", "{").replace("&#125;", "}") if "&#12" in value else value
        case list():
            return [_clean_json(item) for item in value]
        case dict():
            return {key: _clean_json(item) for key, item in value.items()}
        case _:
            return value
