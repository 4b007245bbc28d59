"""What looks at many posts without writing: the same inputs, workers and limits as of the converters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fraudnews.checks.archive import Checker
from fraudnews.checks.post import PostFindings

STORY = "---\ntitle: 甲{0}\nauthor: 石盘晚报\n---\n" + "".join(
    f"<p>第{{0}}天，第{part}个人在门口等了一夜，没有人说话。</p>\n" for part in range(9)
)
SLOGAN = "<p class='slogan'>石盘晚报，全城都在看</p>\n<p>责任编辑：杨小树</p>\n"
RULE = "[[remove]]\nid = 'slogan'\nkind = 'promo'\nwhy = 'a test'\nwhere = 'anywhere'\ntext = '石盘晚报.*'\n"
LOOKS = {
    "check": ["check"],
    "stats": ["rules", "list", "--json"],
    "try": ["rules", "try", "mine.toml"],
    "suggest": ["rules", "suggest"],
    "review": ["review", "-o", "-"],
}
#: Where a look takes its paths behind an option.
PATHS = {"stats": ["--stats", "many"]}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """120 posts of one paper, some of which fail or tell a story again."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(120):
        text = "" if number % 11 == 5 else STORY.format(number % 100) + SLOGAN
        (folder / f"{number:03}.md").write_text(text, "utf-8")
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    return folder


@pytest.mark.parametrize("name", LOOKS)
def test_four_workers_see_the_same_as_one(run, many: Path, name: str):
    one, four = (run(*LOOKS[name], *PATHS.get(name, ["many"]), "--jobs", jobs) for jobs in "14")
    assert one.returncode in (0, 1, 3)
    assert len(one.stdout) > 150
    assert (one.returncode, one.stdout, one.stderr) == (four.returncode, four.stdout, four.stderr)


@pytest.mark.parametrize("name", LOOKS)
def test_posts_can_come_from_a_list(run, many: Path, name: str):
    named = run(*LOOKS[name], *PATHS.get(name, ["many"]))
    listed = run(*LOOKS[name], "--files-from", "-", "-0", input=b"\0".join(sorted(map(os.fsencode, many.iterdir()))))
    strip = str(many.parent).encode() + b"/"
    assert listed.returncode == named.returncode
    if name != "review":  # which names its input
        assert listed.stdout.replace(strip, b"") == named.stdout
        assert listed.stderr.replace(strip, b"") == named.stderr


@pytest.mark.parametrize("name", LOOKS)
def test_an_archive_of_lines_names_its_field(run, tmp_path: Path, name: str):
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    story = STORY.partition("---\n")[2].partition("---\n")[2].replace("\n", "") + SLOGAN.replace("\n", "")
    lines = [f'{{"author": "石盘晚报", "story": "{story.format(number)}"}}\n' for number in range(40)]
    (tmp_path / "many.jsonl").write_text("".join(lines), "utf-8")
    paths = ["--stats", "many.jsonl"] if name == "stats" else ["many.jsonl"]
    done = run(*LOOKS[name], *paths, "--body-field", "story", "--jobs", "2")
    assert done.returncode == (1 if name == "check" else 0)
    shown = done.stdout.decode()
    assert {
        "check": "FN006 石盘晚报，全城都在看 (in 40 posts, here first)",
        "stats": '"removed": 40, "posts": 40}',
        "try": "40 of 40 posts would change",
        "suggest": 'css = ".slogan"',
        "review": ">40<",
    }[name] in shown


FATES = {
    "020-LOOP": "not done after 4", "050-HANG": "not done after 4", "050-HOG": "not enough memory",
    "050-KILL": "3 workers died",
}  # fmt: skip


def test_a_post_that_harms_its_worker_is_a_finding_and_the_rest_are_looked_at(hostile, many: Path):
    for name in FATES:
        (many / f"{name}.md").write_text(name)
    arguments = ("--jobs", "4", "--timeout", "4", "--max-memory", "300000000", "--select", "FN00")
    with hostile("check", "many", *arguments) as process:
        out, errors = process.communicate()
    assert (process.returncode, errors) == (1, b"")
    lines = out.decode().splitlines()
    assert [line.split(":")[0] for line in lines if "FN002" in line] == [
        f"many/{number:03}.md" for number in range(5, 120, 11)
    ]
    hurt = {line.split(":")[0]: line for line in lines if "FN001" in line}
    for name, message in FATES.items():
        assert f":1: FN001 {message}" in hurt.pop(f"many/{name}.md")
    assert hurt == {}


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [*((name, signal.SIGINT, 130) for name in LOOKS), ("check", signal.SIGTERM, 143), ("review", signal.SIGTERM, 143)],
    ids=str,
)
def test_a_signal_ends_all_at_once(hostile, many: Path, left_of, wait_until, name: str, number: int, code: int):
    for path in sorted(many.iterdir())[1:]:  # all but one, so that both workers come to some
        path.write_text("BUSY")
    folder = many.parent
    with hostile(*LOOKS[name], *PATHS.get(name, ["many"]), "--jobs", "2", "--timeout", "0") as process:
        wait_until(lambda: len(list(folder.glob("busy-*"))) == 2)
        os.killpg(process.pid, number)
        _, errors = process.communicate()
    assert process.returncode == code
    assert b"Traceback" not in errors
    assert left_of(process.pid) == []
    assert sorted(path.name for path in folder.iterdir() if "busy" not in path.name) == ["many", "mine.toml"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_closes_the_pipe_early_ends_it_quietly(many: Path, monkeypatch, unbuffered):
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    for path in many.iterdir():
        path.write_text("".join(f"<p>责任编辑{number}</p><p>&#xfffd;</p>" for number in range(2000)), "utf-8")
    python = f"{sys.executable} -X dev"  # so that it says, as from 3.13 on, which stream it could not close
    line = f"{{ {python} -m fraudnews check many --jobs 2; echo $? > code; }} 2> errors | head -n 1"
    subprocess.run(["sh", "-c", line], stdout=subprocess.DEVNULL, cwd=many.parent, check=False)
    assert (many.parent / "code").read_text() == "0\n"
    assert (many.parent / "errors").read_text() == ""


def test_what_is_held_of_a_post_that_nothing_recurs_in_is_small():
    import tracemalloc

    def post(number: int) -> PostFindings:
        edges = tuple((f"第{number}天，第{part}个人在门口等了一夜，没有人说话。" * 3, part) for part in range(8))
        return PostFindings(f"crawl/2022/03/{number:07}.md", "0" * 64, (), number.to_bytes(16, "big"), None, edges)

    def held(posts: int) -> int:
        checker = Checker()
        tracemalloc.start()
        found = sum(1 for number in range(posts) for _ in checker.add(post(number)))
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size + found

    few, many = 2_000, 20_000
    assert (held(many) - held(few)) / (many - few) < 1_500
