"""``fraudnews check`` as a process: lines, a table, JSON, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOOD = "---\ntitle: 甲\ndate: 2022-03-05\n---\n<p>警方昨日通报了这起案件，受害人共有三名。</p>\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three posts: a good one, one without a title, one that is empty."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.md").write_text(GOOD, "utf-8")
    (folder / "b.md").write_text(GOOD.replace("甲", "").replace("三名", "四名"), "utf-8")
    (folder / "c.md").write_text("")
    return folder


def test_a_pipe_gets_one_line_a_finding(run, archive: Path):
    done = run("check", "archive")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "archive/b.md:2: FN010 no title",
        "archive/c.md:1: FN002 the file is empty: leave it out, or scrape it again",
    ]
    assert done.stderr == b""


def test_nothing_found_is_exit_code_0(run, archive: Path):
    done = run("check", "archive/a.md")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    "options, lines, code",
    [
        (["--select", "FN010"], 1, 1),
        (["--select", "fn002,FN01"], 2, 1),
        (["--ignore", "FN010"], 1, 1),
        (["--ignore", "FN010", "--ignore", "FN002"], 0, 0),
        (["--select", "FN0", "--ignore", "FN00"], 1, 1),
        (["--exit-zero"], 2, 0),
    ],
)
def test_codes_are_picked_by_their_beginning(run, archive: Path, options: list[str], lines: int, code: int):
    done = run("check", "archive", *options)
    assert (len(done.stdout.splitlines()), done.returncode) == (lines, code)


def test_json_is_one_object_a_finding(run, archive: Path):
    done = run("check", "--json", "archive")
    assert next(map(json.loads, done.stdout.splitlines())) == {
        "path": "archive/b.md",
        "line": 2,
        "code": "FN010",
        "message": "no title",
    }


def test_a_terminal_gets_a_table_by_kind(run, archive: Path):
    done = run("check", "archive", env={"FORCE_COLOR": "1", "COLUMNS": "120", "TERM": "dumb"})
    assert done.returncode == 1
    shown = done.stdout.decode()
    assert shown.index("FN002") < shown.index("FN010")
    assert "nothing is left" in shown
    assert "archive/b.md:2" in shown


@pytest.mark.parametrize("columns", ["0", "1"])
def test_a_terminal_that_was_not_measured_gets_its_words_all_the_same(run, archive: Path, columns):
    env = {"FORCE_COLOR": "1", "COLUMNS": columns, "TERM": "dumb"}
    assert b"archive/b.md:2" in run("check", "archive", env=env).stdout
    assert b"end-mark" in run("rules", "list", env=env).stdout


def test_a_code_is_explained(run):
    done = run("check", "--explain", "FN024")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("FN024: Beijing time called GMT\nThe date is GMT,")


def test_an_unknown_code_is_wrong_usage(run):
    for options in (["--explain", "FN999"], ["--select", "XX1", "post.md"], ["--ignore", "", "post.md"]):
        done = run("check", *options)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"{options[0]}: unknown code" in done.stderr.decode()


def test_standard_input_is_one_post(run):
    assert run("check", input=b"").stdout.decode().startswith("-:1: FN002 ")
    assert run("check", "-", input=GOOD.encode()).returncode == 0


def test_nothing_is_written(run, archive: Path, tmp_path: Path):
    before = sorted(tmp_path.rglob("*"))
    run("check", "archive")
    assert sorted(tmp_path.rglob("*")) == before
