"""``fraudnews explain`` as a process: for people, for programs, and as a diff."""

from __future__ import annotations

import io
import json
import resource
import sys
import tarfile
from pathlib import Path

import pytest

POST = """---
title: 假\x1b[31m客服
date: Invalid Date
---
<p>警方昨日通报了这起案件，受害人共有三名。</p>
<p>她说，她从来没有见过这个人。</p>
<p>责任编辑：杨小树</p>
"""


def test_each_removed_line_has_its_kind_rule_place_and_reason(run, tmp_path: Path):
    (tmp_path / "post.md").write_text(POST, "utf-8")
    done = run("explain", "post.md")
    assert done.returncode == 0
    shown = done.stdout.decode().splitlines()
    assert "mended: date: not a date: 'Invalid Date'" in shown
    at = shown.index("- 责任编辑：杨小树")
    assert shown[at - 2] == "  她说，她从来没有见过这个人。"
    assert "editor: common/credits (" in shown[at + 1]
    assert "credits.py)" in shown[at + 1]
    assert shown[at + 2] == "    all of the line is roles of the desk and the names of those in them"
    assert shown[-1] == "1 removed, 8 of 42 characters"
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_post_that_there_is_no_memory_for_is_a_clear_error(run, tmp_path: Path):
    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (120_000_000, 120_000_000))

    (tmp_path / "large.md").write_text("<p>警方昨日通报了这起案件。</p>\n" * 500_000, "utf-8")
    done = run("explain", "large.md", preexec_fn=allow_little)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (3, b"", 1)
    assert done.stderr.startswith(b"fraudnews: not enough memory: ")


def test_standard_input_is_explained_as_a_file_is(run, tmp_path: Path):
    (tmp_path / "post.md").write_text(POST, "utf-8")
    assert run("explain", input=POST.encode()).stdout == run("explain", "post.md").stdout
    assert run("explain", "-", input=POST.encode()).stdout == run("explain", "post.md").stdout


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_gets_a_sign_for_what_it_cannot_show(run, encoding: str):
    terminal = {"FORCE_COLOR": "1", "PYTHONIOENCODING": encoding}
    done = run("explain", "-", input="警方😀提醒".encode(), env=terminal)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "警方?提醒".encode(encoding, "replace") in done.stdout


def test_a_terminal_gets_the_removed_line_struck_through(run):
    done = run("explain", input=POST.encode(), env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    (line,) = [line for line in done.stdout.decode().splitlines() if "责任编辑" in line]
    assert line.startswith("\x1b[9;31m- ")


def test_json_holds_every_piece_in_order(run):
    done = json.loads(run("explain", "--json", input=POST.encode()).stdout)
    assert done["path"] is None
    assert [piece["text"] for piece in done["pieces"]] == [
        "警方昨日通报了这起案件，受害人共有三名。",
        "她说，她从来没有见过这个人。",
        "责任编辑：杨小树",
    ]
    assert [piece["removed"] and piece["removed"]["rule"] for piece in done["pieces"]] == [None, None, "common/credits"]


def test_json_names_file_and_line_of_a_users_rule(run, tmp_path: Path):
    rules = "[[keep]]\nid = 'k'\ntext = '无'\n\n[[remove]]\nid = 'seen'\nkind = 'promo'\ntext = '她说，.*'\nwhy = 'a test'\n"
    (tmp_path / "mine.toml").write_text(rules, "utf-8")
    done = json.loads(run("explain", "--json", "--rules", "mine.toml", input=POST.encode()).stdout)
    assert done["pieces"][1]["removed"] == {
        "rule": "mine/seen",
        "kind": "promo",
        "file": str(tmp_path / "mine.toml"),
        "line": 5,
        "why": "a test",
    }


def test_diff_is_a_unified_diff(run):
    done = run("explain", "--diff", input=POST.encode())
    assert done.stdout.decode().splitlines()[-2:] == ["-", "-责任编辑：杨小树"]


def test_what_cannot_be_used_together_or_read_is_said(run):
    assert run("explain", "--json", "--diff", input=POST.encode()).returncode == 2
    missing = run("explain", "none.md")
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert b"no such file" in missing.stderr
    assert run("explain", "").stderr.startswith(b"fraudnews: the name of an input is empty: name a file")


def test_a_post_that_cannot_be_read_is_named(run, tmp_path: Path):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "pretty.json").write_text(json.dumps({"html": "<p>警方提醒。</p>", "title": "甲"}, indent=1), "utf-8")
    _pack(tmp_path)
    for name, problem in (
        ("gone.md", "gone.md: no such file or folder"),
        ("empty.md", "empty.md: the file is empty"),
        (".", ".: this is a folder"),
        ("posts.tar", "posts.tar: this holds many posts: name one, such as posts.tar/a.md"),
        ("posts.tar/b.md", "posts.tar/b.md: no such post"),
        ("crawl.jsonl:3", "crawl.jsonl:3: no such post"),
        ("crawl.json", "crawl.json: these are lines of JSON, not one post: name one line, crawl.json:1, where"),
        ("pretty.json", "pretty.json: this is JSON, not a post: name one line, pretty.json:1, where each is a record"),
        ("crawl.jsonl:1", "crawl.jsonl:1: no field 'content'"),
    ):
        done = run("explain", name)
        assert (done.returncode, done.stdout) == (3, b"")
        assert done.stderr.decode().startswith(f"fraudnews: {problem}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["posts.tar/in/a.md"],
        ["crawl.jsonl:2", "--body-field", "html"],
        ["crawl.json:2", "--body-field", "html"],  # as of check --from jsonl
    ],
)
def test_a_member_or_a_line_is_named_as_check_names_it(run, tmp_path: Path, arguments: list[str]):
    _pack(tmp_path)
    shown = json.loads(run("explain", "--json", *arguments).stdout)
    assert (shown["path"], shown["editor"]) == (arguments[0], ["杨小树"])


def _pack(folder: Path) -> None:
    """``POST`` in an archive, and its body as the second line of a file."""
    with tarfile.open(folder / "posts.tar", "w") as archive:
        member = tarfile.TarInfo("in/a.md")
        member.size = len(POST.encode())
        archive.addfile(member, io.BytesIO(POST.encode()))
    lines = [json.dumps({"html": body}) for body in ("<p>警方提醒。</p>", POST.rpartition("---\n")[2])]
    for name in ("crawl.jsonl", "crawl.json"):
        (folder / name).write_text("\n".join(lines))
