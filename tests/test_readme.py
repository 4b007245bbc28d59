"""The README is true: its blocks run, in their order, in one folder, and print what it says they print.

A block ``output`` holds what the block before it prints; ``…`` stands for anything, on a line of its own for any
lines. A block ``toml NAME`` becomes the file NAME. The blocks that make an environment are run by ``.ci/run``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SUBCOMMANDS = ("markdown", "text", "jsonl", "explain", "check", "review", "rules", "schema")


class Block(NamedTuple):
    """One fenced block: its language, the word behind it (``""`` if none), and what is in it."""

    language: str
    name: str
    code: str


BLOCKS = [Block(*found) for found in re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]
SHELL = [block.code for block in BLOCKS if block.language == "sh"]
INSTALLS = [code for code in SHELL if "-m venv" in code]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder from which the README's relative paths are good, and nothing in the tree is written to."""
    (tmp_path / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
    return tmp_path


def _run(block: Block, folder: Path) -> str:
    command = ["sh", "-c", block.code] if block.language == "sh" else [sys.executable, "-c", block.code]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "FRAUDNEWS_RULES": ""}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{block.code}\n{done.stderr}"
    return done.stdout


def _pattern(expected: str) -> re.Pattern[str]:
    lines = [
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in expected.splitlines()
    ]
    return re.compile("".join(lines))


def test_every_block_runs_and_prints_what_the_readme_says(folder: Path):
    printed = ""
    for block in BLOCKS:
        if block.language == "output":
            assert _pattern(block.code).fullmatch(printed), (
                f"the README says\n{block.code}\nbut this is printed\n{printed}"
            )
        elif block.language == "toml":
            (folder / block.name).write_text(block.code, "utf-8")
        elif block.code not in INSTALLS:
            printed = _run(block, folder)


def test_every_block_is_of_a_language_that_this_test_runs():
    assert len(BLOCKS) * 2 == len(re.findall(r"^```", README, re.MULTILINE))
    assert {block.language for block in BLOCKS} == {"sh", "output", "toml", "python"}


def test_the_two_commands_are_one_line_each():
    assert [code.count("\n") for code in INSTALLS] == [1, 1]
    convert, test = INSTALLS
    assert "fraudnews jsonl tests/posts" in convert
    assert "[test]" in test
    assert test.rstrip().endswith("pytest")
    for code in INSTALLS:
        subprocess.run(["sh", "-n", "-c", code], check=True)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_its_section_and_example(name: str):
    section = README.split(f"\n### {name}\n")[1].split("\n##")[0]
    assert f"```sh\nfraudnews {name}" in section
    assert "```output\n" in section


def test_the_rule_file_in_the_readme_keeps_what_it_promises(folder: Path):
    from fraudnews.rules import read_rule_file

    (block,) = [block for block in BLOCKS if block.language == "toml"]
    path = folder / block.name
    path.write_text(block.code, "utf-8")
    file = read_rule_file(path)
    assert (file.site, file.hosts, len(file.rules), len(file.keeps)) == ("某某晚报", ("news.example.cn",), 1, 1)


def test_the_record_in_the_readme_has_every_field_in_order():
    from fraudnews.render.record import FIELDS

    table = README.split("\n## The record\n")[1].split("\n## ")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert re.findall(r"`(\w+)`", "".join(rows)) == list(FIELDS)
