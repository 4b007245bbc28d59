"""The schema of rule files takes what the reader takes, and refuses what the reader refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fraudnews.errors import RuleError
from fraudnews.rulefiles import built_in_files
from fraudnews.rules import Rule, read_rule_file
from fraudnews.ruleschema import PROPERTIES, rule_file_schema

SCHEMA = rule_file_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
REMOVE = '[[remove]]\nid = "x"\nkind = "qr"\nwhy = "for the test"\n'


@pytest.mark.parametrize("path", built_in_files(), ids=lambda path: path.stem)
def test_every_built_in_file_is_valid(path: Path):
    assert [error.message for error in VALIDATOR.iter_errors(tomllib.loads(path.read_text("utf-8")))] == []


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_rule_holds_every_key_of_the_schema():
    assert {"token" if key == "class" else key for key in PROPERTIES["remove"]} == set(Rule._fields)


@pytest.mark.parametrize(
    "text",
    [
        REMOVE,
        REMOVE + 'text = "扫码"\ncss = ".qr"\n',
        REMOVE + 'text = "扫码"\nremoove = []\n',
        REMOVE + 'text = ""\n',
        REMOVE + "text = 5\n",
        REMOVE + 'text = "扫码"\nwhere = "top"\n',
        REMOVE + 'text = "扫码"\nmax_chars = 0\n',
        REMOVE + 'text = "扫码"\nlast = "yes"\n',
        REMOVE + 'text = "扫码"\nwhere = "cover"\n',
        REMOVE + 'class = "ad"\nsection = true\n',
        REMOVE + 'text = "扫码"\nremoves = "<p>扫码</p>"\n',
        REMOVE.replace('"qr"', '"promotion"') + 'text = "扫码"\n',
        REMOVE.replace('id = "x"\n', "") + 'text = "扫码"\n',
        REMOVE.replace('kind = "qr"\n', "") + 'text = "扫码"\n',
        '[[keep]]\nid = "k"\n',
        '[[unlink]]\nid = "u"\n',
        '[[unlink]]\nid = "u"\ncss = "a"\nhref = "b"\n',
        "[site]\nauthor = 5\n",
        "[[removes]]\n",
        "remove = 1\n",
    ],
    ids=lambda text: text.replace(REMOVE, "").replace("\n", " ").strip() or "no matcher",
)
def test_what_the_reader_refuses_is_invalid(tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError):
        read_rule_file(path)
    assert not VALIDATOR.is_valid(tomllib.loads(text))


@pytest.mark.parametrize(
    "text", ["", '[site]\nname = "某某"\n', REMOVE + 'text = "扫码"\n', '[[unlink]]\nhref = "b"\n']
)
def test_what_the_reader_takes_is_valid(tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    read_rule_file(path)
    assert VALIDATOR.is_valid(tomllib.loads(text))
