"""The README is true: its blocks run, in their order, in one folder, and print what it says they print.

A block ``output`` holds what the block before it prints; ``…`` stands for anything, on a line of its own for any
lines. A block ``toml NAME`` becomes the file NAME. The blocks that make an environment are run by ``.ci/run``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from fraudnews.cli.app import _COMMANDS
from fraudnews.compression import _zstd

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
#: ``cluster`` stands under several machines.
SUBCOMMANDS = [name for name in _COMMANDS if name != "cluster"]
#: Blocks that belong to other programs; they have tests of their own.
NOT_RUN = {"bash", "crontab", "ini"}


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


def _run(block: Block, folder: Path, **variables: str) -> str:
    program = block.language if block.language in {"sh", "bash"} else sys.executable
    command = [program, "-c", block.code]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "FRAUDNEWS_RULES": "", **variables}
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
        elif block.code not in INSTALLS and block.language not in NOT_RUN:
            printed = _run(block, folder)


def test_every_block_is_of_a_language_that_this_test_runs():
    assert len(BLOCKS) * 2 == len(re.findall(r"^```", README, re.MULTILINE))
    assert {block.language for block in BLOCKS} == {"sh", "output", "toml", "python"} | NOT_RUN


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
    from fraudnews.rendering.record import FIELDS

    table = README.split("\n## The record\n")[1].split("\n## ")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert re.findall(r"`(\w+)`", "".join(rows)) == list(FIELDS)


def test_the_crontab_line_runs_in_the_bare_environment_of_cron(tmp_path: Path):
    (line,) = [block.code for block in BLOCKS if block.language == "crontab"]
    *_, command = line.rstrip("\n").split(maxsplit=5)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.md").write_text("<p>警方昨日通报了这起案件。</p>", "utf-8")
    here = command.replace("/opt/fraudnews/bin/fraudnews", f"{sys.executable} -m fraudnews").replace(
        "/srv/", f"{tmp_path}/"
    )
    bare = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(2):
        done = subprocess.run(["/bin/sh", "-c", here], env=bare, cwd="/", capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "clean" / "a.md").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_units(tmp_path: Path):
    units = [block for block in BLOCKS if block.language == "ini"]
    assert [unit.name for unit in units] == ["fraudnews.service", "fraudnews.timer"]
    for unit in units:
        (tmp_path / unit.name).write_text(unit.code.replace("/opt/fraudnews/bin/fraudnews", sys.executable), "utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in units)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert str(tmp_path) not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


@pytest.fixture
def archive(folder: Path) -> Path:
    """Posts under the name that blocks about several machines use."""
    (folder / "archive").mkdir()
    for number in range(40):
        (folder / "archive" / f"{number}.md").write_text(f"<p>警方第{number}次通报了案件。</p>", "utf-8")
    return folder


def _check_parts(folder: Path, *numbers: int) -> list[str]:
    """These parts of 16 are there, each as its manifest says; what comes out are the texts in them."""
    parts = sorted((folder / "parts").glob("*.zst"))
    assert [part.name for part in parts] == [f"part-{number:05}-of-00016.jsonl.zst" for number in numbers]
    texts = []
    for part in parts:
        manifest = json.loads(part.with_name(f"{part.name}.manifest.json").read_text("utf-8"))
        assert manifest["sha256"] == sha256(part.read_bytes()).hexdigest()
        texts += [json.loads(line)["text"] for line in _zstd().decompress(part.read_bytes()).splitlines()]
    return texts


@pytest.mark.skipif(shutil.which("parallel") is None, reason="GNU parallel is not here")
def test_the_line_for_parallel_makes_every_part(archive: Path):
    (block,) = [block for block in BLOCKS if "| parallel" in block.code]
    here = block._replace(code=block.code.replace("-S host1,host2", "-S :"))
    assert here != block
    _run(here, archive, HOME=str(archive))
    assert (archive / "shards.log").read_text("utf-8").count("fraudnews jsonl") == 16
    texts = _check_parts(archive, *range(1, 17))
    assert sorted(texts) == sorted(f"警方第{number}次通报了案件。" for number in range(40))


def test_the_slurm_script_makes_each_part_in_any_order(archive: Path):
    (block,) = [block for block in BLOCKS if "#SBATCH" in block.code]
    assert block.code.startswith("#!/bin/bash\n#SBATCH --array=1-16\n")
    for number in (16, 3, 1, 3):
        _run(block, archive, SLURM_ARRAY_TASK_ID=str(number))
    assert 0 < len(set(_check_parts(archive, 1, 3, 16))) < 40


def test_the_map_of_modules_names_each_that_is_there_and_no_other():
    (table,) = re.findall(r"^\| in `fraudnews/` \|.*\n((?:\|.*\n)+)", README, re.MULTILINE)
    named = [name for row in table.splitlines()[1:] for name in re.findall(r"`([^`]+)`", row.split("|")[1])]
    folder = ROOT / "fraudnews"
    folders = {path.parent.name for path in folder.glob("[!_]*/*.*")}
    modules = [path.stem for path in folder.glob("[!_]*.py")]
    assert sorted(named) == sorted([*modules, *(f"{name}/" for name in folders)])
