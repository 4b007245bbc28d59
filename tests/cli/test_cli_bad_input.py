"""Bad input: one clear line on standard error, the other posts done, and never a traceback."""

# Names of raw bytes and devices are what is tested here.
# ruff: noqa: PTH102, PTH118, PTH123, PTH208
from __future__ import annotations

import json
import os
import re

import pytest

from fraudnews import clean, render

CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]")
STORY = "<p>警方提醒：不要扫描陌生二维码，谨防电信网络诈骗。</p>\n".encode()


def said(done):
    """The messages, summary left out."""
    assert b"Traceback" not in done.stderr
    return [line for line in done.stderr.decode().splitlines() if " posts read, " not in line]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "the file is empty"),
        (b"---\ntitle: x\n---\n", "a front matter but no story"),
        (b"---\ntitle: x\n---\n\n  \n", "a front matter but no story"),
        (b"<!-- only a comment -->", "no story"),
        (b"---\ntitle: x\n---\n<!-- only a comment -->\n", "no story"),
        (b"<!-- a comment that never ends", "no story"),
        (b"---\ntitle: x\n---\n\n<div>   \nnull  \n</div>\n", "no story"),
        (b"<script>alert(1)</script><style>p{}</style>", "no story"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "a PNG picture, not a post"),
        (bytes(range(256)) * 64, "not a post"),
        (os.urandom(4096).replace(b"\0", b"\1") + b"\1" * 999, ""),
        (b"\0" * 4096, ""),
        (b"<p>\xed\xa0\x80\xed\xb0\x80</p>" + STORY, "at offset 3"),
        (STORY + b"\xff" + STORY, f"at offset {len(STORY)}"),
        (b"<div>" * 100_000 + STORY, "nest 100,000 deep"),
        (b"<blockquote>" * 100_000 + STORY, "nest 100,000 deep"),
        (b"<b>" * 100_000 + STORY, "nest 100,000 deep"),
    ],
)
def test_one_bad_post_is_one_line_and_the_rest_are_done(run, tmp_path, data, problem):
    (tmp_path / "a.md").write_bytes(STORY)
    (tmp_path / "bad.md").write_bytes(data)
    (tmp_path / "c.md").write_bytes(STORY)
    done = run("jsonl", "a.md", "bad.md", "c.md")
    assert done.returncode == 3
    (line,) = said(done)
    assert line.startswith("fraudnews: bad.md: ")
    assert line.count(": ") >= 3
    assert problem in line
    assert "internal error" not in line
    assert [json.loads(record)["path"] for record in done.stdout.splitlines()] == ["a.md", "c.md"]
    assert b"fraudnews: 3 posts read, 2 written, 1 failed; " in done.stderr


def _table(rows, columns):
    row = b"<tr>" + b"<td>1</td>" * columns + b"</tr>"
    return b"<table>" + row * rows + b"</table>"


LISTS = "<h2>相关阅读</h2><h3>某某旧事</h3><p><a href=/a>旧事的后来</a></p><p>甲</p>".encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<div><p><b><table><tr><td><ul><li><a href='x'><i>" * 50 + STORY, id="unclosed everything"),
        pytest.param(b"<p>\0" + STORY + b"\0\0</p>", id="NUL bytes"),
        pytest.param(b"<p>" + "警方提醒".encode() * 100_000 + b"</p>", id="a line of 1 MB"),
        pytest.param(STORY + _table(100, 100), id="a table of 10,000 cells"),
        pytest.param(STORY + b"<table><tr><td colspan=1000 rowspan=65534>x</table>" * 20, id="spans"),
        pytest.param(b"<p>" + b"<a href=x>" * 2_000 + STORY, id="links in links"),
        pytest.param(STORY + b"> " * 5_000 + STORY, id="quotes in quotes"),
        pytest.param(STORY + b"<!--" * 100_000 + b"-->" + STORY, id="comments"),
        pytest.param(STORY + b"&" * 100_000 + b"<" * 100_000, id="signs"),
        pytest.param(STORY + b"[" * 20_000 + b"*" * 50_000 + b"`" * 20_000, id="Markdown signs"),
        pytest.param(b"# x\n\n" + b"[a](" * 20_000 + STORY, id="Markdown links"),
        pytest.param(b"# x\n\n" + b"**a " * 50_000 + b"<b>" + STORY, id="Markdown bold"),
        pytest.param(b"# x\n\n" + STORY + b" " * 100_000 + b"\n{: x", id="Markdown blanks"),
        pytest.param(STORY + b"\n{% code %}\n" * 20_000, id="listings of Hexo"),
        pytest.param(STORY + LISTS * 6_000, id="lists of other articles"),
    ],
)
def test_strange_markup_is_converted(data):
    article = clean(data)
    for to in ("markdown", "text", "jsonl"):
        assert "警方" in render(article, to)


def test_one_line_of_20_mb_is_converted(run):
    done = run("markdown", "--timeout", "0", input=b"<p>" + "警方提醒。".encode() * 1_350_000 + b"</p>")
    assert (done.returncode, said(done)) == (0, [])
    assert len(done.stdout) > 20_000_000


def test_a_table_of_more_than_200_000_cells_is_converted(run):
    done = run("text", "--timeout", "0", input=STORY + _table(401, 500))
    assert (done.returncode, said(done)) == (0, [])
    assert done.stdout.count(b"1") == 200_500


def test_a_file_of_200_mb_is_refused_without_being_read(run, tmp_path):
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(200_000_000)
    done = run("text", "big.md", preexec_fn=_little_memory)
    assert said(done) == ["fraudnews: big.md: 200,000,000 bytes, the limit is 50,000,000: raise it with --max-size"]


def _little_memory():
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (120_000_000, 120_000_000))


def test_an_endless_standard_input_is_refused(run):
    with open("/dev/zero", "rb") as endless:
        done = run("text", "-", "--max-size", "1000000", stdin=endless)
    assert said(done) == ["fraudnews: standard input: more than 1,000,000 bytes, the limit: raise it with --max-size"]


def test_folders_and_files_that_cannot_be_read_are_said(run, posts, without_the_powers_of_root):
    (posts / "b").chmod(0)
    (posts / "a.html").chmod(0)
    done = run("jsonl", "posts", preexec_fn=without_the_powers_of_root)
    (posts / "b").chmod(0o755)
    assert done.returncode == 3
    assert said(done) == [
        f"fraudnews: {path}: permission denied: check that it exists and can be read"
        for path in ("posts/a.html", "posts/b")
    ]
    assert done.stdout.count(b"\n") == 1


def test_an_output_folder_that_cannot_be_written_is_said(run, tmp_path, post, without_the_powers_of_root):
    (tmp_path / "out").mkdir(mode=0o555)
    done = run("text", "post.md", "-o", "out/", preexec_fn=without_the_powers_of_root)
    assert (done.returncode, said(done)) == (
        3,
        ["fraudnews: post.md: out/post.txt: permission denied: check permissions and the disk, then run it again"],
    )


def test_a_path_that_is_missing_is_said(run, posts):
    done = run("jsonl", "none", "posts/c.md")
    assert said(done) == ["fraudnews: none: no such file or folder: check the path"]
    assert done.stdout.count(b"\n") == 1


def test_a_file_that_vanished_and_links_in_a_loop_are_said(run, posts):
    (posts / "d.md").symlink_to("vanished.md")
    (posts / "e.md").symlink_to("e.md")
    (posts / "loop").symlink_to(".")
    (posts / "loop.md").symlink_to("b")
    (posts / "f.md").symlink_to("c.md")
    done = run("jsonl", "posts")
    assert said(done) == [
        "fraudnews: posts/d.md: no such file or directory: check that it exists and can be read",
        "fraudnews: posts/e.md: too many levels of symbolic links: check that it exists and can be read",
    ]
    paths = [json.loads(line)["path"] for line in done.stdout.splitlines()]
    assert paths == ["posts/a.html", "posts/b/b.txt", "posts/c.md", "posts/f.md"]


NAMES = [
    b"new\nline.md",
    b"\x1b[31mred\x1b]0;title\x07.md",
    b"[bold red]rich[link=x].md",
    b"latin-\xe9\xff.md",
    b"c1-\xc2\x9b31m.md",
    b"bidi-\xe2\x80\xae.md",
    b"{braces} %s %(x)s.md",
    b"--keep.md",
    "空 格，“引号”.md".encode(),
]


@pytest.mark.parametrize("env", [{}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}])
def test_no_name_reaches_the_terminal_raw_or_stops_us(run, tmp_path, env):
    folder = os.fsencode(tmp_path / "posts")
    os.mkdir(folder)
    for name in NAMES:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(STORY)
        with open(os.path.join(folder, b"bad-" + name), "wb") as file:
            file.write(b"")
    done = run("jsonl", "posts", env=env)
    tree = run("text", "posts", "-o", "out/", "-v", env=env)
    again = run("text", "posts", "-o", "out/", env=env)
    for result in (done, tree, again):
        assert result.returncode == 3
        assert not CONTROL.search(result.stderr)
        assert b"Traceback" not in result.stderr
    assert len(said(done)) == len(NAMES)
    assert len(done.stdout.splitlines()) == len(NAMES)
    assert all(json.loads(line)["text"] for line in done.stdout.splitlines())
    assert sorted(os.listdir(os.fsencode(tmp_path / "out"))) == sorted(name[:-3] + b".txt" for name in NAMES)


def test_messages_show_what_stands_in_a_name(run, tmp_path):
    assert said(run("text", b"a\x1b[1m\n\xff[red]")) == [
        "fraudnews: a\\x1b[1m\\x0a\\xff[red]: no such file or folder: check the path"
    ]


def test_what_stands_in_a_post_cannot_steer_a_terminal(run):
    evil = "\x1b[31m\u202e\u009b1m[red]".encode()
    post = b"---\ntitle: " + evil + b"\ndate: " + evil + b"\n" + evil + b": [\n---\n" + STORY
    post += "<p>责任编辑：杨小树 ".encode() + evil + b"</p>"
    done = run("text", "-v", input=post)
    assert done.returncode == 0
    assert not CONTROL.search(done.stderr)


@pytest.mark.parametrize(
    "arguments", [["jsonl", "--\x1b[31m"], ["\x1b[31m[red]\n"], ["text", "--site", "\x1b[1m"], ["text", "-o"]]
)
def test_wrong_usage_cannot_steer_a_terminal(run, arguments):
    done = run(*arguments, input=STORY)
    assert done.returncode == 2
    assert not CONTROL.search(done.stderr)


def test_paths_of_invalid_bytes_are_kept_apart_in_the_record(run, tmp_path):
    for name in (b"a\xe9.md", b"a\xe8.md"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(STORY)
    done = run("jsonl", b"a\xe9.md", b"a\xe8.md")
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == ["a\\xe9.md", "a\\xe8.md"]
