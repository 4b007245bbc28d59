"""``fraudnews rules`` as a process: list, show, path, test, schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fraudnews.rulefiles import built_in_files

RULE = """[[remove]]
id = "slogan"
kind = "promo"
why = "the paper's slogan"
text = '某某晚报，.{1,20}都在看！'
removes = ["<p>某某晚报，全城都在看！</p>"]
keeps = ["<p>他每天都在看某某晚报。</p>"]

[[keep]]
id = "hotline"
text = '扫码报警.*'
why = "the police's own account"
keeps = ["<p>扫码报警，一分钟处理</p>"]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The project's own rule file."""
    path = tmp_path / "fraudnews.toml"
    path.write_text(RULE, "utf-8")
    return path


def test_list_names_built_in_rules_and_ones_own(run, mine: Path):
    rows = [row.split("\t") for row in run("rules", "list").stdout.decode().splitlines()]
    assert ["fraudnews/slogan", "promo", "the paper's slogan"] in rows
    assert ["fraudnews/hotline", "keep", "the police's own account"] in rows
    assert len({tuple(row) for row in rows}) == len(rows) > 80
    assert "common/qr-follow" in [row[0] for row in rows]
    assert rows[-1][0].startswith("fraudnews/")


def test_list_counts_on_an_archive(run, posts: Path):
    rows = [row.split("\t") for row in run("rules", "list", "--stats", "posts").stdout.decode().splitlines()]
    assert [row[:4] for row in rows if row[0] == "common/credits"] == [["common/credits", "editor", "3", "3"]]
    assert {row[2] for row in rows if row[0] != "common/credits"} == {"0", ""}


def test_list_counts_on_and_says_what_failed(run, posts: Path):
    (posts / "empty.md").write_text("")
    done = run("rules", "list", "--stats", "posts", "--json")
    assert done.returncode == 3
    assert b"empty.md" in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["id"]: row["posts"] for row in rows}["common/credits"] == 3


@pytest.mark.parametrize("option", [["--include", "*.md"], ["--exclude", "b"], ["-0"], ["--from", "tar"]])
def test_what_says_which_posts_to_count_on_is_nothing_without_posts(run, option: list[str]):
    done = run("rules", "list", *option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"fraudnews: there are no posts to count on: name them with --stats PATH\n"


def test_show_prints_a_rule_as_its_file_has_it(run, mine: Path):
    done = run("rules", "show", "slogan")
    assert done.stdout.decode() == "# fraudnews.toml:1: fraudnews/slogan\n" + RULE.split("\n\n", maxsplit=1)[0] + "\n"


def test_show_takes_the_id_with_its_file_and_what_is_in_code(run):
    assert b"common_qr.toml:" in run("rules", "show", "common/qr-follow").stdout
    assert b"markup/walker.py" in run("rules", "show", "markup/hidden").stdout


def test_show_says_what_was_meant(run):
    done = run("rules", "show", "common/qr-folow")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there is no rule 'common/qr-folow': did you mean 'common/qr-follow'?" in done.stderr


def test_path_names_every_place_in_its_order(run, mine: Path, tmp_path: Path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.toml").write_text(RULE, "utf-8")
    done = run("rules", "path", "--rules", "more/a.toml", env={"FRAUDNEWS_RULES": "more"})
    assert done.stdout.decode().splitlines() == [
        "FRAUDNEWS_RULES\tmore\t1 rule file",
        "the project\tfraudnews.toml\t1 rule file",
        "--rules\tmore/a.toml\t1 rule file",
    ]


@pytest.mark.parametrize("name", ["规则", pytest.param("\udce9", id="no UTF-8")])
def test_rules_are_named_as_their_files_are_whatever_the_locale(run, post: Path, tmp_path: Path, name: str):
    (tmp_path / f"{name}.toml").write_text(RULE, "utf-8")
    post.write_text("<p>警方通报了此案。</p><p>受害人有三名。</p><p>某某晚报，全城都在看！</p>", "utf-8")
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.toml").write_text("wrong = 1")
    arguments = (("rules", "path"), ("rules", "test", name), ("rules", "show", "slogan"), ("rules", "list"))
    arguments += (("explain", "post.md"), ("jsonl", "post.md", "--fields", "removed"))
    ascii_names = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in arguments:
        rules = {"FRAUDNEWS_RULES": f"{name}.toml"}
        shown = [run(*words, env={**rules, **env}).stdout.decode() for env in ({}, ascii_names)]
        assert shown[0] == shown[1]
        assert any(known in shown[0] for known in (name, r"\xe9", r"\udce9"))


def test_test_passes_a_good_file_and_reads_all_there_are_where_none_is_named(run, mine: Path):
    done = run("rules", "test", "fraudnews.toml")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 rule file: 0 errors, 0 notes" in done.stderr
    mine.write_text("[[remove]]\n", "utf-8")  # then no sample is tried, as test_proof does for all of them
    done = run("rules", "test")
    assert (done.returncode, done.stdout.count(b"\n")) == (4, 1)
    assert f"{len(built_in_files()) + 1} rule files: 1 error".encode() in done.stderr


def test_test_names_file_line_and_rule(run, mine: Path):
    mine.write_text(RULE.replace("他每天都在看某某晚报。", "某某晚报，全村都在看！"), "utf-8")
    done = run("rules", "test", "fraudnews.toml")
    assert done.returncode == 4
    assert done.stdout.decode() == (
        "fraudnews.toml:7: fraudnews/slogan: fraudnews/slogan removes '某某晚报，全村都在看！' "
        "from <p>某某晚报，全村都在看！</p>\n"
    )
    assert b"1 rule file: 1 error, 0 notes" in done.stderr


@pytest.mark.parametrize(
    "change, message",
    [
        (("kind =", "kinds ="), "bad.toml:3: rule 'slogan': unknown key 'kinds': did you mean 'kind'?"),
        (("text = '某", "text = '(?=某"), "bad.toml:5: rule 'slogan': text: invalid perl operator: (?=: patterns are"),
        (("text = '某", "css = '[[某"), "bad.toml:5: rule 'slogan': css: '[[某某晚报，.{1' is no selector"),
    ],
)
def test_test_says_what_a_wrong_file_meant(run, tmp_path: Path, change: tuple[str, str], message: str):
    (tmp_path / "bad.toml").write_text(RULE.replace(*change, 1), "utf-8")
    done = run("rules", "test", "bad.toml")
    assert done.returncode == 4
    assert done.stdout.decode().startswith(message)


def test_a_folder_without_rule_files_is_not_passed_as_good(run, tmp_path: Path):
    (tmp_path / "mistyped").mkdir()
    done = run("rules", "test", "mistyped")
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr == b"fraudnews: mistyped: there is no rule file in it: name one that ends in .toml\n"


def test_schema_is_json(run):
    assert json.loads(run("rules", "schema").stdout)["title"] == "fraudnews rule file"


def test_the_group_lists_its_commands_and_refuses_others(run):
    assert b"schema" in run("rules", "--help").stdout
    assert run("rules", "no-such-command").returncode == 2


def test_only_the_named_command_is_loaded(run):
    code = "import sys, fraudnews.cli; sys.argv = ['fraudnews', 'schema']\ntry: fraudnews.cli.main()\nfinally: print([n for n in sys.modules if n.startswith(('fraudnews.cli.rules.', 'rich', 'fraudnews.learn', 'fraudnews.checks'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stdout.splitlines()[-1] == b"[]"
