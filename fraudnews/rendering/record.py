"""An article as one line of JSON, and the JSON Schema of that line."""

from __future__ import annotations

from typing import Any

import orjson

from fraudnews.model import Article, Kind
from fraudnews.rendering.header import header_fields
from fraudnews.rendering.text import body_text

_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING}
_MAYBE = {"type": ["string", "null"]}

#: The record's fields in their order, each with its JSON Schema.
_PROPERTIES: dict[str, dict[str, Any]] = {
    "id": {**_STRING, "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the input bytes"},
    "path": {**_MAYBE, "description": "the input's path as given; null from standard input"},
    "title": {**_STRING, "description": "the title, empty if the post has none"},
    "date": {**_MAYBE, "format": "date-time", "description": "ISO 8601 with zone; null if there is none"},
    "author": {**_MAYBE, "description": "what the front matter names as author, often the source of the news"},
    "editor": {**_STRINGS, "description": "the editors' names, without staff codes"},
    "categories": _STRINGS,
    "tags": _STRINGS,
    "url": {**_MAYBE, "description": "the address that the post came from"},
    "cover": {
        **_MAYBE,
        "description": "the cover; null when it is a QR code, a logo, a placeholder or the divider of sections",
    },
    "text": {**_STRING, "description": "the story as plain text; a title that the post repeats over it stays"},
    "images": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"src": _STRING, "alt": _STRING, "caption": _STRING},
            "required": ["src", "alt", "caption"],
            "additionalProperties": False,
        },
    },
    "site": {**_MAYBE, "description": "the rule file that applied besides the common one"},
    "removed": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "rule": _STRING,
                "kind": {"enum": [kind.value for kind in Kind]},
                "text": {**_STRING, "description": "empty where nothing was to be read, as in a picture"},
            },
            "required": ["rule", "kind", "text"],
            "additionalProperties": False,
        },
    },
    "warnings": {**_STRINGS, "description": "what had to be mended or left undone"},
    "meta": {"type": "object", "description": "every other key of the front matter"},
}

#: The names of the record's fields, in their order.
FIELDS = tuple(_PROPERTIES)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record with all its fields."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fraudnews record",
        "description": "one line of fraudnews jsonl; --fields leaves some of its fields out",
        "type": "object",
        "properties": _PROPERTIES,
        "required": list(FIELDS),
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as indented JSON with a line end."""
    return orjson.dumps(schema(), option=orjson.OPT_INDENT_2).decode() + "\n"


def render_record(article: Article, fields: tuple[str, ...]) -> str:
    """The article as one line of JSON with its line end; ``fields`` selects fields and their order."""
    record = _record(article)
    if fields:
        record = {name: record[name] for name in fields}
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE).decode()


def _record(article: Article) -> dict[str, Any]:
    meta = article.meta
    return {
        "id": article.id,
        "path": article.path,
        **header_fields(meta),
        "text": body_text(article.blocks),
        "images": [{"src": image.src, "alt": image.alt, "caption": image.caption} for image in article.images],
        "site": article.site,
        "removed": [{"rule": item.rule, "kind": item.kind, "text": item.text} for item in article.removed],
        "warnings": article.warnings,
        "meta": meta.extra,
    }
