"""Tables and keys of TOML are found where they stand, whatever strings and arrays hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import fraudnews
from fraudnews.places import find_tables

SITES = sorted((Path(fraudnews.__file__).parent / "sites").glob("*.toml"))


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
@pytest.mark.parametrize("section", ["remove", "keep", "unlink"])
def test_the_lines_of_a_table_are_that_table(path: Path, section: str):
    text = path.read_text("utf-8")
    items = tomllib.loads(text).get(section, [])
    tables = [table for table in find_tables(text) if table.name == section]
    assert len(tables) == len(items)
    lines = text.splitlines()
    for table, item in zip(tables, items, strict=True):
        assert tomllib.loads("\n".join(lines[table.first - 1 : table.last]))[section] == [item]
        assert {lines[line - 1].split("=")[0].strip() for line in table.keys.values()} == set(item)


TRICKY = '''top = 1 # [[remove]]
[site] # [x]
name = "a = [1] # \\" ["
[[remove]]
id = """
[[remove]]
key = "no"
"""
"quoted key" = \'\'\'it's
[keep]\'\'\'
list = [
  "[[remove]]", # ]
  { a = [1, 2] },
]
[ [ keep ] ]
[unlink]
last = """a"""""'''


def test_strings_comments_and_arrays_hold_no_tables():
    tables = find_tables(TRICKY)
    assert [(table.name, table.first, table.last) for table in tables] == [
        ("", 1, 1),
        ("site", 2, 3),
        ("remove", 4, 14),
        ("keep", 15, 15),
        ("unlink", 16, 17),
    ]
    assert tables[0].keys == {"top": 1}
    assert tables[2].keys == {"id": 5, "quoted key": 9, "list": 11}
    tomllib.loads(TRICKY.replace("[ [ keep ] ]", "[[ keep ]]"))


@pytest.mark.parametrize("text", ["", "[", "[[", "= =", '"', "'''", "a = [", "]]\n["])
def test_what_is_no_toml_ends_without_an_error(text: str):
    assert find_tables(text)[0].first == 1
