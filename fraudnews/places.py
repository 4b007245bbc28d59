"""The line numbers of tables and keys in a TOML file, which the parser of the standard library does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import NamedTuple

#: The tokens of TOML that are needed to see where a statement ends: strings, comments, brackets, everything else.
_MARK = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|#[^\n]*|[\[\]{}=\n]|[^\s\[\]{}=#\"']+",
    re.S,
)


class Table(NamedTuple):
    """One table: its name ("" for what precedes the first), where it begins and ends, and the line of each key.

    ``first`` and ``last`` are line numbers from 1; ``last`` is that of the last value.
    """

    name: str
    first: int
    last: int
    keys: dict[str, int]


def find_tables(text: str) -> list[Table]:
    """Return the tables of a TOML file in order, one for each ``[[remove]]``.

    It never fails, but the result is only meaningful for valid TOML.
    """
    tables = [Table("", 1, 1, {})]
    line, depth, position = 1, 0, 0
    name: list[str] = []
    in_value = in_header = False
    text += "\n"
    for match in _MARK.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        mark = match[0]
        if mark == "\n" and not depth:
            if in_header:
                tables.append(Table("".join(name), line, line, {}))
            name, in_value, in_header = [], False, False
        elif mark == "\n" or mark[0] == "#":
            continue
        elif in_value:
            depth += (mark in "[{") - (mark in "]}")
            tables[-1] = tables[-1]._replace(last=line + mark.count("\n"))
        elif mark == "[" and not name:
            in_header = True
        elif mark == "=":
            tables[-1].keys.setdefault("".join(name), line)
            in_value = True
        elif mark not in "[]":
            name.append(mark.strip("\"'"))
    return tables


def tables_of(tables: list[Table], name: str) -> Iterator[Table]:
    """The table of each item of this name, in order; for items in a value, ``remove = [{…}]``, the one before all."""
    return chain((table for table in tables if table.name == name), repeat(tables[0]))
