"""``fraudnews rules suggest`` as a process: a rule file that ``rules test`` and ``rules try`` take."""

from __future__ import annotations

import resource
import tomllib
from functools import partial
from pathlib import Path

import pytest

from fraudnews.rules import read_rule_file


def _post(number: int, author: str, slogan: str) -> str:
    lines = "".join(f"<p>第{number}天，第{part}个人在{author}门口等了一夜，没有人说话。</p>\n" for part in range(9))
    return f"---\ntitle: 甲{number}\nauthor: {author}\n---\n{lines}<div class='slogan'>{slogan}</div>\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Twenty posts of one paper, and twelve of another."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(20):
        (folder / f"a{number:02}.md").write_text(_post(number, "石盘晚报", "石盘晚报，全城都在看"), "utf-8")
    for number in range(12):
        (folder / f"b{number:02}.md").write_text(_post(number + 50, "江岭早报", "江岭早报，一早就知道"), "utf-8")
    return folder


def test_the_site_with_the_most_posts_is_learned(run, archive: Path):
    done = run("rules", "suggest", "archive")
    assert done.returncode == 0
    data = tomllib.loads(done.stdout.decode())
    assert data["site"]["author"] == ["石盘晚报"]
    assert [rule["css"] for rule in data["remove"]] == [".slogan"]
    said = done.stderr.decode()
    assert "learning 石盘晚报; there are also posts of 江岭早报 (12): name one with --site" in said
    assert "1 rule from 20 posts of 石盘晚报" in said


def test_the_other_is_learned_when_it_is_named(run, archive: Path):
    data = tomllib.loads(run("rules", "suggest", "--site", "江岭早报", "archive").stdout.decode())
    assert data["site"]["author"] == ["江岭早报"]
    assert "12 of 12" in data["remove"][0]["why"]


def test_where_rules_take_all_that_recurs_that_is_said(run, archive: Path):
    assert run("rules", "suggest", "archive", "-o", "shipan.toml").returncode == 0
    done = run("rules", "suggest", "archive", "--rules", "shipan.toml", "--site", "石盘晚报")
    assert done.returncode == 0
    assert "0 rules from 20 posts of 石盘晚报: nothing recurs that the rules there are leave in" in done.stderr.decode()


def test_the_file_is_ready_for_test_try_and_use(run, archive: Path, tmp_path: Path):
    assert run("rules", "suggest", "archive", "-o", "shipan.toml").returncode == 0
    assert read_rule_file(tmp_path / "shipan.toml").name == "shipan"
    assert run("rules", "test", "shipan.toml").returncode == 0
    tried = run("rules", "try", "shipan.toml", "archive").stdout.decode().splitlines()
    assert tried[:2] == ["20 of 32 posts would change", "20 pieces removed, 1 different; 0 different ones kept"]
    text = run("text", "--rules", "shipan.toml", "archive/a00.md").stdout.decode()
    assert "全城都在看" not in text
    assert text.count("没有人说话") == 9


def test_a_file_that_exists_is_not_overwritten(run, archive: Path, tmp_path: Path):
    (tmp_path / "mine.toml").write_text("# mine\n")
    done = run("rules", "suggest", "archive", "-o", "mine.toml")
    assert (done.returncode, (tmp_path / "mine.toml").read_text()) == (2, "# mine\n")
    assert run("rules", "suggest", "archive", "-o", "mine.toml", "--overwrite").returncode == 0


def test_a_folder_that_is_missing_is_said_before_anything_is_read(run, archive: Path):
    done = run("rules", "suggest", "archive", "-o", "none/mine.toml")
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"none/mine.toml: no such file or directory: make its folder" in done.stderr


def test_rules_that_were_there_are_replaced_as_a_whole_and_never_written_into(run, archive: Path, tmp_path: Path):
    (tmp_path / "mine.toml").write_text("# mine\n")
    (tmp_path / "kept.toml").hardlink_to(tmp_path / "mine.toml")
    assert run("rules", "suggest", "archive", "-o", "mine.toml", "--overwrite").returncode == 0
    assert (tmp_path / "kept.toml").read_text() == "# mine\n"
    assert "[[remove]]" in (tmp_path / "mine.toml").read_text("utf-8")


def test_a_full_disk_for_temporary_files_is_said_as_that(run, archive: Path, tmp_path: Path):
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100, 100))
    done = run("rules", "suggest", "archive", "-o", "mine.toml", preexec_fn=limit)
    assert done.returncode == 3
    assert b"fraudnews: no temporary file: file too large: make room, or name another folder in TMPDIR\n" in done.stderr
    assert not (tmp_path / "mine.toml").exists()


def test_what_could_not_be_read_is_said(run, archive: Path):
    (archive / "empty.md").write_bytes(b"")
    done = run("rules", "suggest", "archive", "none")
    assert (done.returncode, done.stdout.count(b"[[remove]]")) == (3, 1)
    assert [line for line in done.stderr.decode().splitlines() if "learning" not in line] == [
        "fraudnews: archive/empty.md: the file is empty: leave it out, or scrape it again",
        "fraudnews: none: no such file or folder: check the path",
        "fraudnews: 1 rule from 20 posts of 石盘晚报",
    ]


def test_a_folder_that_is_not_there_is_said(run, archive: Path):
    done = run("rules", "suggest", "archive", "-o", "none/mine.toml")
    assert done.returncode == 3
    assert b"none/mine.toml: no such file" in done.stderr


@pytest.mark.parametrize(
    "options, message",
    [
        (["archive/a00.md"], "only 1 post of one site to learn from: give at least 10"),
        (["--site", "南山晨报", "archive"], "--site: no post is from '南山晨报': one of 石盘晚报, 江岭早报"),
        (["--site", "南山晨报", "nameless"], "--site: no post is from '南山晨报': none names its site"),
    ],
)
def test_what_cannot_be_learned_is_wrong_usage(run, archive: Path, options: list[str], message: str):
    (archive.parent / "nameless").mkdir()
    (archive.parent / "nameless" / "a.md").write_text("警方提醒。", "utf-8")
    done = run("rules", "suggest", *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
