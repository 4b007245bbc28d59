"""The JSON Schema of rule files, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from fraudnews.model import Kind, Role

#: Texts are not empty: an empty pattern would match everything.
_STRING: dict[str, Any] = {"type": "string", "minLength": 1}
_STRINGS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_PATTERN: dict[str, Any] = {"anyOf": [_STRING, {"type": "array", "items": _STRING, "minItems": 1}]}
_FLAG: dict[str, Any] = {"type": "boolean"}
_RE2 = "RE2: no look-around, no back-references; or a list, of which each is enough"

_ID = {**_STRING, "description": "its name in this file, such as app-slogan"}
_WHY = {**_STRING, "description": "what it is that is removed, or why it is kept: one sentence for people"}
_KEEPS = {**_STRINGS, "description": "HTML in which this rule and every other one takes nothing"}

#: Exactly one of these says what a remove rule matches.
MATCHERS: dict[str, dict[str, Any]] = {
    "text": {**_PATTERN, "description": f"a pattern for the whole of one line, blanks folded ({_RE2})"},
    "suffix": {**_PATTERN, "description": f"a pattern for the end of a line ({_RE2})"},
    "css": {**_STRING, "description": "a selector for an element"},
    "class": {**_PATTERN, "description": f"a pattern for one word of an element's class or id ({_RE2})"},
    "href": {**_PATTERN, "description": f"a pattern for the address of a link ({_RE2})"},
    "image": {**_PATTERN, "description": f"a pattern for the address of a picture ({_RE2})"},
    "comment": {**_STRING, "description": "the text of a comment: from the first to the last equal one"},
}
#: As ``where``: a picture that is no cover.
COVER = "cover"
_REMOVE: dict[str, dict[str, Any]] = {
    "id": _ID,
    "kind": {"enum": [kind.value for kind in Kind], "description": "the kind of boilerplate, as --keep names it"},
    **MATCHERS,
    "where": {
        "enum": ["end", "edge", "tail", "anywhere", COVER],
        "description": "end (where nothing is said), beginning and end, the last third, anywhere; "
        "cover: a picture that is no cover",
    },
    "section": {**_FLAG, "description": "the line is a heading: the links under it go with it"},
    "linked": {
        **_FLAG,
        "description": "only where half of the text is links; a heading: only over links or dated titles",
    },
    "pictured": {**_FLAG, "description": "only where a picture stands beside the line"},
    "last": {**_FLAG, "description": "only where no line follows but who made the story, or where it is from"},
    "certain": {**_FLAG, "description": "the brake never undoes it"},
    "weak": {**_FLAG, "description": "the brake undoes it first"},
    "max_chars": {"type": "integer", "minimum": 1, "description": "the longest line or element that it takes"},
    "role": {
        "enum": [Role.PUBLISHED, Role.END, Role.ORIGINAL, Role.REPRINT, Role.REQUEST, Role.COPY],
        "description": "what the line is to those beside it: when the story was published, its end, the way to "
        "where it is from, the terms of a reprint, a request for what is listed under it, a button beside a listing",
    },
    "why": _WHY,
    "removes": {**_STRINGS, "description": "HTML out of which this rule takes something"},
    "keeps": _KEEPS,
}
_SITE: dict[str, dict[str, Any]] = {
    "name": {**_STRING, "description": "the site's name"},
    "author": {**_STRINGS, "description": "what posts from here have as their author"},
    "hosts": {**_STRINGS, "description": "hosts of its pages; the file's name, if it is one and none is given"},
    "image_hosts": {**_STRINGS, "description": "hosts of its pictures"},
}
_KEEP: dict[str, dict[str, Any]] = {
    "id": _ID,
    "text": MATCHERS["text"],
    "why": _WHY,
    "removes": _STRINGS,
    "keeps": _KEEPS,
}
_UNLINK: dict[str, dict[str, Any]] = {
    "id": _ID,
    "css": {**_STRING, "description": "a selector for links"},
    "href": MATCHERS["href"],
    "why": _WHY,
}
#: What each table of a rule file may hold, by key; the keys that it must have, and those of which it must have one.
PROPERTIES: dict[str, dict[str, Any]] = {"site": _SITE, "remove": _REMOVE, "keep": _KEEP, "unlink": _UNLINK}
REQUIRED = {"remove": ("id", "kind"), "keep": ("text",)}
ONE_OF = {"remove": tuple(MATCHERS), "unlink": ("css", "href")}
_OF_LINES_AND_ELEMENTS = ("text", "css", "class", "href")
#: The keys that act only beside some of those, and beside which; as ``where``, COVER only beside an image.
ACTS_BESIDE = {
    "where": ("text", "suffix", "image"),
    "max_chars": _OF_LINES_AND_ELEMENTS,
    "linked": _OF_LINES_AND_ELEMENTS,
    "section": ("text",),
    "pictured": ("text",),
    "last": ("text",),
    "role": ("text",),
}


def rule_file_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file; what is TOML in the file is JSON to it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fraudnews rule file",
        "type": "object",
        "properties": {
            "site": {**_table("site"), "description": "the site that the rules are for; without it, every site"},
            "remove": {"type": "array", "items": _table("remove"), "description": "boilerplate to take out"},
            "keep": {"type": "array", "items": _table("keep"), "description": "lines that no rule takes"},
            "unlink": {
                "type": "array",
                "items": _table("unlink"),
                "description": "links whose words stay without their address",
            },
        },
        "additionalProperties": False,
    }


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "object", "properties": PROPERTIES[name], "additionalProperties": False}
    if name in REQUIRED:
        table["required"] = list(REQUIRED[name])
    if name in ONE_OF:
        table["oneOf"] = [{"required": [key]} for key in ONE_OF[name]]
    if name == "remove":
        table["dependentSchemas"] = {
            key: {"anyOf": [{"required": [other]} for other in others]} for key, others in ACTS_BESIDE.items()
        }
        table["if"] = {"properties": {"where": {"const": COVER}}, "required": ["where"]}
        table["then"] = {"required": ["image"]}
    return table
