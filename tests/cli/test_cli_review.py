"""``fraudnews review`` as a process, and what ``check`` and ``rules try`` make of the marks."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

STORY = "".join(f"<p>第{number}名受害人说，她没有见过这个人。</p>\n" for number in range(12))
TAIL = "<p>某某晚报，全城都在看</p>\n<p>责任编辑：杨小树</p>\n"
RULE = "[[remove]]\nid = 'slogan'\nkind = 'promo'\nwhy = 'a test'\nwhere = 'anywhere'\ntext = '某某晚报.*'\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Thirty posts that differ in one line."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.md").write_text(f"{STORY}<p>案件{number}仍在侦办。</p>\n{TAIL}", "utf-8")
    return folder


def _about(path: Path) -> Any:
    found = re.search(r'id="about">(.*?)</script>', path.read_text("utf-8"), re.S)
    assert found is not None
    return json.loads(found[1])


def _marks(tmp_path: Path, *posts: dict[str, Any]) -> str:
    path = tmp_path / "marks.json"
    path.write_text(json.dumps({"format": "fraudnews-marks", "version": 1, "posts": posts}), "utf-8")
    return str(path)


def _post(path: Path, verdict: str, **more: Any) -> dict[str, Any]:
    return {"id": hashlib.sha256(path.read_bytes()).hexdigest(), "path": str(path), "verdict": verdict, **more}


GOES = {"text": "某某晚报，全城都在看", "should": "go", "rule": None}
STAYS = {"text": "责任编辑：杨小树", "should": "stay", "rule": "common/credits"}


def test_a_page_is_written_and_said(run, archive: Path, tmp_path: Path):
    done = run("review", "archive", "--sample", "12", "-o", "review.html")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "fraudnews: 30 posts, 12 to look at in review.html\n"
    assert len(_about(tmp_path / "review.html")["posts"]) == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "review.html"]


def test_an_archive_that_is_not_mounted_empties_no_page(run, archive: Path, tmp_path: Path):
    page = tmp_path / "review.html"
    (tmp_path / "mount").mkdir()
    assert run("review", "archive", "-o", "review.html").returncode == 0
    before = page.read_bytes()
    done = run("review", "mount", "-o", "review.html", "--overwrite")
    assert (done.returncode, page.read_bytes()) == (2, before)
    assert done.stderr.decode().endswith(
        "no posts found: review.html is left as it was: "
        "check that the input is there; if it is meant, remove the old page\n"
    )


def test_seed_and_order_pick_other_posts(run, archive: Path, tmp_path: Path):
    def paths(*options: str) -> list[str]:
        assert run("review", "archive", "--sample", "9", *options, "-o", "a.html", "--overwrite").returncode == 0
        return [post["path"] for post in _about(tmp_path / "a.html")["posts"]]

    assert paths() == paths("--seed", "0") != paths("--seed", "1")
    (archive / "20.md").write_text(STORY + "<div class='share-bar'>分享到微信</div>" + STORY, "utf-8")
    assert paths("--order", "risk")[0] == "archive/20.md"


def test_a_page_that_exists_is_refused_and_no_post_of_the_next_run(run, archive: Path):
    assert run("review", "archive", "-o", "archive/review.html").returncode == 0
    before = (archive / "review.html").read_bytes()
    done = run("review", "archive", "-o", "archive/review.html")
    assert done.returncode == 2
    assert "archive/review.html exists" in done.stderr.decode()
    said = run("review", "archive", "-o", "archive/review.html", "--overwrite").stderr.decode().splitlines()
    assert said[0].endswith(
        "archive/review.html lies among the posts: --exclude review.html leaves it out of other runs"
    )
    assert said[1].startswith("fraudnews: 30 posts")
    assert (archive / "review.html").read_bytes() == before


def test_standard_input_and_output(run):
    done = run("review", input=(STORY + TAIL).encode())
    assert done.returncode == 0
    assert done.stdout.startswith(b"<!doctype html>\n")
    assert b'<h1>Review <span lang="zh">standard input</span></h1>' in done.stdout


def test_of_many_paths_the_first_are_named(run, archive: Path):
    done = run("review", *(f"archive/{number:02}.md" for number in range(9)))
    assert b">archive/00.md, archive/01.md, archive/02.md and 6 more</span>" in done.stdout


def test_posts_without_a_result_are_counted(run, archive: Path, tmp_path: Path):
    (archive / "empty.md").write_text("")
    done = run("review", "archive", "none.md", "-o", "a.html")
    assert done.returncode == 3
    assert done.stderr.decode() == "fraudnews: 32 posts, 2 without a result, 30 to look at in a.html\n"
    assert "archive/empty.md</b> the file is empty" in (tmp_path / "a.html").read_text("utf-8")


def test_lines_of_json_are_posts_too(run, tmp_path: Path):
    lines = [json.dumps({"title": title, "content": STORY + title + TAIL}) for title in "甲乙"]
    (tmp_path / "crawl.jsonl").write_text("\n".join(lines), "utf-8")
    assert run("review", "crawl.jsonl", "-o", "a.html").returncode == 0
    assert sorted(post["path"] for post in _about(tmp_path / "a.html")["posts"]) == ["crawl.jsonl:1", "crawl.jsonl:2"]
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    assert run("rules", "try", "mine.toml", "crawl.jsonl").stdout.startswith(b"2 of 2 posts would change")


@pytest.mark.parametrize(
    "options, said",
    [
        (["--sample", "0"], "--sample: '0' is no number of posts"),
        (["--sample", "many"], "--sample: 'many' is no number of posts"),
        (["--order", "rnd"], "did you mean 'random'?"),
        (["-o", "archive"], "archive is a folder"),
        (["--site", "nowhere"], "--site"),
    ],
)
def test_wrong_options_write_nothing(run, archive: Path, tmp_path: Path, options: list[str], said: str):
    done = run("review", "archive", "-o", "a.html", *options)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_a_terminal_gets_no_page(run, archive: Path):
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "fraudnews", "review", archive], stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "give -o review.html" in done.stderr.decode()
    done = run("review", "archive", env={"FORCE_COLOR": "1"})  # as CI sets it
    assert (done.returncode, done.stdout[:9]) == (0, b"<!doctype")


def test_check_finds_marks_until_they_are_met(run, archive: Path, tmp_path: Path):
    marks = _marks(
        tmp_path, _post(archive / "00.md", "wrong", pieces=[GOES], note="广告"), _post(archive / "01.md", "wrong", pieces=[STAYS])
    )  # fmt: skip
    done = run("check", "--select", "FN06", "--marks", marks, "archive")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "archive/00.md:14: FN060 still there: 某某晚报，全城都在看 (广告)",
        "archive/01.md:15: FN060 still removed by common/credits: 责任编辑：杨小树",
    ]
    (tmp_path / "fraudnews.toml").write_text(RULE, "utf-8")
    done = run("check", "--select", "FN06", "--marks", marks, "archive")
    assert [line.split(":")[0] for line in done.stdout.decode().splitlines()] == ["archive/01.md"]


def test_check_says_which_marked_posts_it_did_not_meet(run, archive: Path, tmp_path: Path):
    marks = _marks(tmp_path, _post(archive / "00.md", "right"), _post(archive / "01.md", "right"))
    done = run("check", "--select", "FN060", "--marks", marks, "archive/00.md")
    assert done.returncode == 0
    assert done.stderr.decode() == f"fraudnews: 1 marked post not met, such as {archive}/01.md\n"


def test_rules_try_says_what_it_mends_and_what_it_breaks(run, archive: Path, tmp_path: Path):
    assert run("review", "archive", "-o", "review.html").returncode == 0
    results = {Path(post["path"]).name: post["result"] for post in _about(tmp_path / "review.html")["posts"]}
    marks = _marks(
        tmp_path,
        _post(archive / "00.md", "wrong", pieces=[GOES], result=results["00.md"]),
        _post(archive / "01.md", "wrong", pieces=[STAYS], result=results["01.md"]),
        _post(archive / "02.md", "right", result=results["02.md"]),
        _post(archive / "03.md", "wrong", note="看", result=results["03.md"]),
    )
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    done = run("rules", "try", "--marks", marks, "mine.toml", "archive")
    assert done.stdout.decode().splitlines()[-5:] == [
        "Of 4 marks, 2 mended and 1 broken",
        "4 marked posts in this archive",
        "mended: archive/00.md: was still there: 某某晚报，全城都在看",
        "mended: archive/03.md: was marked wrong (看)",
        "broken: archive/02.md: the result is not what was marked right",
    ]
    found = json.loads(run("rules", "try", "--json", "--marks", marks, "mine.toml", "archive").stdout)["marks"]
    assert (found["posts"], len(found["mended"]), len(found["broken"])) == (4, 2, 1)


def test_marks_that_are_none_are_wrong_usage_before_anything_is_read(run, archive: Path, tmp_path: Path):
    (tmp_path / "marks.json").write_text("{}")
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    for command in (["check"], ["rules", "try", "mine.toml"]):
        done = run(*command, "--marks", "marks.json", "archive")
        assert (done.returncode, done.stdout) == (2, b"")
        assert 'no "format": "fraudnews-marks"' in done.stderr.decode()


def test_an_interrupted_run_leaves_nothing(tmp_path: Path):
    command = [sys.executable, "-m", "fraudnews", "review", "-", "-o", "review.html"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        while not any(tmp_path.iterdir()) and process.poll() is None:
            time.sleep(0.01)
        process.terminate()
        assert process.wait(60) == 143
    assert list(tmp_path.iterdir()) == []
