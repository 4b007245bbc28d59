"""Which posts are read: paths, folders, globs, standard input, terminals."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time

import pytest


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def paths(done):
    return [record["path"] for record in records(done)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["posts"], ["posts/a.html", "posts/b/b.txt", "posts/c.md"]),
        (["posts/"], ["posts/a.html", "posts/b/b.txt", "posts/c.md"]),
        (["posts/c.md", "posts/a.html"], ["posts/c.md", "posts/a.html"]),
        (["./posts/c.md"], ["./posts/c.md"]),
        (["posts", "--include", "*.md"], ["posts/c.md"]),
        (["posts", "--include", "*.md", "--include", "b/*"], ["posts/b/b.txt", "posts/c.md"]),
        (["posts", "--exclude", "*.md"], ["posts/a.html", "posts/b/b.txt"]),
        (["posts", "--exclude", "b"], ["posts/a.html", "posts/c.md"]),
        (["posts", "--exclude", "b/*.txt"], ["posts/a.html", "posts/c.md"]),
        (["posts", "-", "posts/c.md", "--exclude", "*"], [None]),
        (["posts/c.md", "posts/a.html", "--include", "*.txt", "--exclude", "c.*"], ["posts/a.html"]),
    ],
)
def test_paths_are_read_in_order_and_folders_sorted(run, posts, arguments, expected):
    done = run("jsonl", *arguments, input=b"<p>\xe8\xad\xa6\xe6\x96\xb9\xe6\x8f\x90\xe9\x86\x92\xe3\x80\x82</p>")
    assert (done.returncode, paths(done)) == (0, expected)


@pytest.mark.parametrize("arguments", [[], ["-"]])
@pytest.mark.parametrize("to", ["markdown", "text", "jsonl"])
def test_without_a_path_standard_input_is_read(run, post, to, arguments):
    done = run(to, *arguments, input=post.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "警方提醒甲" in done.stdout.decode()
    assert "责任编辑：杨" not in done.stdout.decode().split('"removed"')[0]


def test_path_is_null_from_standard_input(run, post):
    assert paths(run("jsonl", input=post.read_bytes())) == [None]


def _on_a_terminal(*arguments, cwd):
    """Standard input, output and error are a terminal; gives the exit code and what it showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "fraudnews", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd
    ) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        os.close(ours)
    return process.returncode, shown.decode()


@pytest.mark.parametrize("to", ["markdown", "text", "jsonl"])
def test_on_a_terminal_without_a_path_help_is_printed(tmp_path, to):
    code, shown = _on_a_terminal(to, cwd=tmp_path)
    assert code == 0
    assert shown.startswith("Usage:")
    assert "Examples:" in shown


@pytest.mark.parametrize("command", [["explain"], ["check"], ["rules", "try", "rules.toml"], ["rules", "suggest"]])
def test_on_a_terminal_nothing_else_waits_in_silence(tmp_path, command):
    (tmp_path / "rules.toml").write_text("")
    code, shown = _on_a_terminal(*command, cwd=tmp_path)
    assert (code, shown.replace("\r\n", "\n")) == (
        2, "fraudnews: nothing to read: name it, or pipe a post in; - reads what is typed\n"
    )  # fmt: skip


def test_on_a_terminal_a_path_is_converted(post, tmp_path):
    code, shown = _on_a_terminal("text", "post.md", cwd=tmp_path)
    assert (code, shown.replace("\r\n", "\n")) == (0, "警方提醒甲：不要扫描陌生二维码。\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["jsonl", "empty"], "for .md, .markdown, .html, .htm and .txt: --include names others"),
        (["check", "empty"], "for .md, .markdown, .html, .htm and .txt: --include names others"),
        (["sync", "empty", "out", "--to", "text"], "for .md, .markdown, .html, .htm and .txt: --include names others"),
        (["jsonl", "empty", "--include", "*.html"], "--include and --exclude leave none"),
        (["jsonl", "empty", "--from", "tar"], "what is named holds none"),
        (["jsonl", "empty/crawl.jsonl"], "what is named holds none"),
        (["check", "--files-from", "empty/crawl.jsonl"], "what is named holds none"),
    ],
)
def test_a_folder_without_posts_is_said(run, tmp_path, arguments, said):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "crawl.jsonl").write_text("")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith("fraudnews: no posts found: ")
    assert said in done.stderr.decode()
    assert run("jsonl", "empty", "--quiet").stderr == run("jsonl", "empty", "--quiet", "--shard", "1/2").stderr == b""


@pytest.mark.parametrize(
    "output",
    [
        ["out.jsonl", "--overwrite"],
        ["out.jsonl.gz", "--overwrite"],
        ["out.jsonl", "--overwrite", "--split", "2"],
        ["out.jsonl", "--shard", "1/2"],
    ],
)
@pytest.mark.parametrize("emptied", ["posts", "list"])
def test_a_folder_that_is_not_mounted_and_an_empty_list_empty_no_result(run, posts, tmp_path, output, emptied):
    (tmp_path / "list").write_text("posts/a.html\nposts/b/b.txt\nposts/c.md\n")
    command = ["jsonl", *(["posts"] if emptied == "posts" else ["--files-from", "list"]), "-q", "-o", *output]
    assert run(*command).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.glob("out*")}
    assert sum(map(len, before.values()))
    (tmp_path / "list").write_text("")
    posts.rename(tmp_path / "elsewhere")
    posts.mkdir()
    done = run(*command, "--report", "report.jsonl")
    told = f"fraudnews: no posts found: {output[0]} is left as it was: check that the input is there"
    if emptied == "list" and "--shard" in output:  # a list that is read once is not known to be empty
        assert done.returncode == 0
        return
    assert (done.returncode, done.stderr.decode().startswith(told)) == (2, True)
    assert {path: path.read_bytes() for path in tmp_path.glob("out*")} == before
    assert not (tmp_path / "report.jsonl").exists()


def test_a_folder_that_is_not_mounted_makes_no_part(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("jsonl", "empty", "-q", "--shard", "1/2", "-o", "out.jsonl").returncode == 2
    assert list(tmp_path.glob("*out*")) == []


def test_an_empty_file_may_be_replaced_by_one(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert [run("jsonl", "empty", "-q", "-o", "out.jsonl", "--overwrite").returncode for _ in "12"] == [0, 0]


def test_a_part_without_posts_replaces_one_where_the_others_have_some(run, posts, tmp_path):
    command = ["jsonl", "posts", "-q", "--shard", "1/2", "-o", "out.jsonl"]
    assert run(*command).returncode == 0
    kept = run("jsonl", "posts", "--shard", "2/2", "--fields", "path").stdout.decode().splitlines()
    left = {json.loads(line)["path"] for line in kept}
    assert 0 < len(left) < 3
    for path in filter(os.path.isfile, posts.rglob("*")):
        if str(path.relative_to(tmp_path)) not in left:
            path.unlink()
    assert run(*command).returncode == 0
    assert (tmp_path / "out-00001-of-00002.jsonl").read_bytes() == b""


@pytest.mark.parametrize("arguments", [["--files-from", "-"], ["-", "--from", "jsonl"]])
def test_standard_input_that_does_not_wait_is_waited_for(post, tmp_path, arguments):
    given = [b"post.md\n"] * 3 if "--files-from" in arguments else [b'{"content": "x"}\n'] * 3
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with subprocess.Popen(
        [sys.executable, "-m", "fraudnews", "jsonl", *arguments], stdin=ours, stdout=subprocess.PIPE, cwd=tmp_path
    ) as process:
        os.close(ours)
        for line in given:
            time.sleep(0.3)
            os.write(theirs, line)
        os.close(theirs)
        assert len(process.stdout.read().splitlines()) == 3


@pytest.mark.parametrize("words", ["text -", "text", "text --title"])
def test_closed_standard_input_is_one_line(tmp_path, words):
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m fraudnews {words} <&-"], capture_output=True, cwd=tmp_path, check=False
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"fraudnews: standard input: it is closed: open it, or name a file\n"


def test_a_pipe_by_name_is_read(run, post, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cp", "post.md", "pipe"], cwd=tmp_path):
        done = run("jsonl", "pipe")
    assert paths(done) == ["pipe"]


def test_pipes_in_a_folder_are_not_waited_for(run, posts):
    os.mkfifo(posts / "pipe.md")
    assert len(paths(run("jsonl", "posts"))) == 3
