"""``fraudnews rules try`` as a process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

RULE = "[[remove]]\nid = 'seen'\nkind = 'promo'\nwhy = 'a test'\nwhere = 'anywhere'\ntext = '.*某某晚报.*'\n"
LINES = "".join(f"<p>第{number}名受害人说，她没有见过这个人。</p>\n" for number in range(12))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Thirty posts with a line that differs, and three with one line."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(33):
        line = f"某某晚报第{number}期" if number < 30 else "某某晚报，全城都在看"
        (folder / f"{number:02}.md").write_text(f"{LINES}<p>{line}</p>\n", "utf-8")
    (tmp_path / "mine.toml").write_text(RULE, "utf-8")
    return folder


def test_the_change_is_shown_and_nothing_is_written(run, archive: Path, tmp_path: Path):
    before = sorted(tmp_path.rglob("*"))
    done = run("rules", "try", "mine.toml", "archive")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode().splitlines()
    assert shown[:2] == ["33 of 33 posts would change", "33 pieces removed, 31 different; 0 different ones kept"]
    assert shown[4:6] == ["      3  某某晚报，全城都在看", "         mine/seen, 3 posts, such as archive/30.md"]
    assert len([line for line in shown if "某某晚报" in line]) == 31
    assert "The rarest:" in shown
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("line", ["[site]\nhosts = ['news.example.cn']\n", "[site]\nauthor = ['某某晚报']\n"])
def test_a_file_that_changes_nothing_is_told_what_may_be_wrong(run, archive: Path, tmp_path: Path, line: str):
    (tmp_path / "other.toml").write_text(line + RULE, "utf-8")
    shown = run("rules", "try", "other.toml", "archive").stdout.decode().splitlines()
    assert (shown[0], "--site forces this one" in shown[2]) == ("0 of 33 posts would change", True)


def test_json_has_all_of_it(run, archive: Path):
    done = json.loads(run("rules", "try", "--json", "mine.toml", "archive").stdout)
    assert (done["posts"], done["touched"], len(done["removed"])) == (33, 33, 31)
    assert done["removed"][0] == {
        "text": "某某晚报，全城都在看",
        "rule": "mine/seen",
        "times": 3,
        "posts": 3,
        "example": "archive/30.md",
        "doubts": [],
    }


def test_a_file_that_is_in_force_already_is_tried_against_its_absence(run, archive: Path, tmp_path: Path):
    (tmp_path / "fraudnews.toml").write_text(RULE, "utf-8")
    done = run("rules", "try", "fraudnews.toml", "archive")
    assert done.stdout.startswith(b"33 of 33 posts would change")


def test_a_site_that_only_the_file_describes_can_be_forced(run, archive: Path, tmp_path: Path):
    (tmp_path / "news.example.cn.toml").write_text("[site]\nname = '某某晚报'\n" + RULE, "utf-8")
    done = run("rules", "try", "news.example.cn.toml", "archive", "--site", "某某晚报")
    assert done.stdout.startswith(b"33 of 33 posts would change")


def test_a_wrong_file_and_a_missing_one_are_rule_errors(run, archive: Path, tmp_path: Path):
    (tmp_path / "mine.toml").write_text(RULE.replace("kind", "kinds"), "utf-8")
    assert run("rules", "try", "mine.toml", "archive").returncode == 4
    assert run("rules", "try", "none.toml", "archive").returncode == 4


def test_posts_that_fail_are_said(run, archive: Path):
    (archive / "zz.md").write_text("")
    done = run("rules", "try", "mine.toml", "archive")
    assert done.returncode == 3
    assert b"zz.md: the file is empty" in done.stderr
