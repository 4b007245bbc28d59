"""Which rule files apply: the user's folder or the variable, the project's file, and --rules."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import user_config_path

from fraudnews.cli.userrules import find_rules, user_folder

POST = (
    "<p>警方昨日通报了这起案件，受害人共有三名。</p>\n<p>她说，她从来没有见过这个人。</p>\n<p>某某在手，天下我有</p>\n"
)
RULE = "[[remove]]\nid = 'slogan'\nkind = 'promo'\nwhy = 'a test'\ntext = '某某在手.*'\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with an empty configuration, in an empty folder."""
    for name in ("home", "work/deep"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FRAUDNEWS_RULES", raising=False)
    monkeypatch.chdir(tmp_path / "work" / "deep")
    return tmp_path / "home"


def test_without_any_there_are_none(home: Path):
    assert find_rules(()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is what platformdirs says")
@pytest.mark.parametrize("config", ["/somewhere", "", None])
def test_the_users_folder_is_where_platformdirs_says(config: str | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if config is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", config)
    assert user_folder() == str(user_config_path("fraudnews", appauthor=False) / "rules")


def test_the_order_is_user_project_option(home: Path, tmp_path: Path):
    (home / "fraudnews" / "rules").mkdir(parents=True)
    (tmp_path / "work" / "fraudnews.toml").write_text(RULE, "utf-8")
    assert [tuple(rule) for rule in find_rules(["mine.toml"])] == [
        (str(user_folder()), "the user's folder"),
        ("../fraudnews.toml", "the project"),
        ("mine.toml", "--rules"),
    ]


def test_the_variable_stands_for_the_users_folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "fraudnews" / "rules").mkdir(parents=True)
    monkeypatch.setenv("FRAUDNEWS_RULES", "")
    assert find_rules(()) == []
    for folder in (tmp_path, home):
        (folder / "mine.toml").write_text(RULE, "utf-8")
    monkeypatch.setenv("FRAUDNEWS_RULES", f"{tmp_path}{os.pathsep}{home}")
    assert [rule.path for rule in find_rules(())] == [str(tmp_path), str(home)]


def test_the_nearest_project_file_is_the_one(home: Path, tmp_path: Path):
    for folder in (tmp_path, tmp_path / "work" / "deep"):
        (folder / "fraudnews.toml").write_text(RULE, "utf-8")
    assert [rule.path for rule in find_rules(())] == ["fraudnews.toml"]


def test_a_file_that_is_named_twice_is_read_once(home: Path, tmp_path: Path):
    (tmp_path / "work" / "deep" / "fraudnews.toml").write_text(RULE, "utf-8")
    assert [tuple(rule) for rule in find_rules(["./fraudnews.toml"])] == [("./fraudnews.toml", "--rules")]


@pytest.mark.parametrize("command", ["markdown", "text", "jsonl", "explain"])
def test_every_command_uses_the_projects_rules(run, tmp_path: Path, command: str):
    assert "某某在手" in run("text", input=POST.encode()).stdout.decode()
    (tmp_path / "fraudnews.toml").write_text(RULE, "utf-8")
    done = run(command, *(["--fields", "text"] if command == "jsonl" else []), input=POST.encode()).stdout.decode()
    assert ("某某在手" in done) == (command == "explain")
    assert command != "explain" or "fraudnews/slogan (fraudnews.toml:1)" in done


def test_a_variable_that_names_nothing_is_a_rule_error(run):
    done = run("text", input=POST.encode(), env={"FRAUDNEWS_RULES": "none.toml"})
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"check the variable FRAUDNEWS_RULES" in done.stderr


@pytest.mark.parametrize("named", ["--rules", "FRAUDNEWS_RULES"])
def test_a_folder_without_a_rule_file_is_a_rule_error(run, tmp_path: Path, named: str):
    (tmp_path / "mistyped").mkdir()
    done = run(
        "text",
        *(["--rules", "mistyped"] if named == "--rules" else []),
        input=POST.encode(),
        env={} if named == "--rules" else {named: "mistyped"},
    )
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr == b"fraudnews: mistyped: there is no rule file in it: name one that ends in .toml\n"


def test_a_users_folder_may_be_empty(home: Path):
    (home / "fraudnews" / "rules").mkdir(parents=True)
    assert find_rules(()) == [(str(user_folder()), "the user's folder")]


def test_a_wrong_project_file_ends_the_run(run, tmp_path: Path):
    (tmp_path / "fraudnews.toml").write_text(RULE.replace("promo", "promotion"), "utf-8")
    done = run("text", input=POST.encode())
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"fraudnews.toml:3: rule 'slogan': unknown kind 'promotion': did you mean 'promo'?" in done.stderr
