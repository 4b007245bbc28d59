"""A fast reader for the simple YAML of most headers: ``key: value`` and lists of words."""

from __future__ import annotations

import re

from fraudnews.model import Json
from fraudnews.parse.values import plain_value

#: A value without inner quotes, escapes, or signs with another meaning in YAML.
_SCALAR = (
    r"'[^'\n]*'|\"[^\"\\\n]*\"|"
    r"[^ \n\-?:,\[\]{}#&*!|>'\"%@`](?:[^ \n:#]|:(?=[^ \n])|(?<=[^ \n])#| +(?=[^ \n#]))*"
)
_LINE = re.compile(rf"(?:([A-Za-z_][A-Za-z0-9_-]{{0,60}}):|( {{0,8}})-(?= +[^ \n]))(?: +({_SCALAR}))? *(?:\n|\Z)")
#: The longest header that is read here, in characters.
_MAX_HEADER = 8_192


def read_plain(head: str) -> tuple[dict[str, Json], list[str]] | None:
    """Return the mapping in ``head`` and its repeated keys, as ``read_yaml`` would; None if that must read it.

    Whatever may mean something else in YAML is left to it: continued lines, nesting, brackets, escapes, comments,
    invisible characters.
    """
    if len(head) > _MAX_HEADER or not head.replace("\n", "").replace("\u3000", "").isprintable():
        return None
    values: dict[str, Json] = {}
    repeated: list[str] = []
    items: list[Json] = []
    key, list_indent, may_list = "", "", False
    position = 0
    while position < len(head):
        line = _LINE.match(head, position)
        if line is None:
            return None
        position = line.end()
        name, indent, text = line.groups()
        value: Json = None
        if text is not None:
            value = text[1:-1] if text[0] in "'\"" else plain_value(text)
        if name is not None:
            if name in values:
                repeated.append(name)
            key, may_list = name, text is None
            values[key] = value
        elif not may_list:
            return None
        elif values[key] is None:
            values[key] = items = [value]
            list_indent = indent
        elif indent == list_indent:
            items.append(value)
        else:
            return None
    return (values, repeated) if values else None
