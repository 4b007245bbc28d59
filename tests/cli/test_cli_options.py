"""Every option of markdown, text and jsonl, and the commands themselves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

COMMANDS = ("markdown", "text", "jsonl")
SAMPLES = Path(__file__).parent.parent / "posts"
RULES = """
[[remove]]
id = "lure"
kind = "promo"
text = '^本台独家口号$'
why = "a slogan of this station"
removes = ['<p>本台独家口号</p>']
keeps = ['<p>他喊出了本台独家口号。</p>']
"""


def record(done):
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize("to", COMMANDS)
def test_help_shows_examples(run, to):
    for flag in ("--help", "-h"):
        done = run(to, flag)
        assert done.returncode == 0
        assert done.stdout.startswith(f"Usage: fraudnews {to} ".encode())
        assert 2 <= done.stdout.decode().count(f"fraudnews {to} ", 20) <= 4
        assert b"\n  PATH  Files, folders" in done.stdout
        assert done.stdout.count(b"repeatable.") == 4  # --include, --exclude, --keep, --rules


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_the_app_names_its_commands(run, arguments):
    done = run(*arguments)
    shown = (done.stdout + done.stderr).decode()
    assert all(f"\n  {name} " in shown for name in (*COMMANDS, "schema"))
    assert "..." not in shown.partition("Commands:")[2]


@pytest.mark.parametrize("arguments", [["--version"], *([name, "--version"] for name in COMMANDS)])
def test_version_is_printed(run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout.decode()) == (0, "fraudnews 0.1.0\n")


def test_the_shell_that_starts_it_is_shown_its_completion(tmp_path):
    line = (
        f"{sys.executable} -m fraudnews --show-completion && true"  # without the last, bash goes and leaves its place
    )
    done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"_FRAUDNEWS_COMPLETE=complete_bash" in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fraudnews ma", ["markdown"]),
        ("fraudnews jsonl --over", ["--overwrite"]),
        ("fraudnews jsonl --keep e", ["editor"]),
        ("fraudnews jsonl --links t", ["text"]),
        ("fraudnews jsonl --images d", ["drop"]),
        ("fraudnews review --order ra", ["random"]),
    ],
)
def test_completion_completes(run, words, expected):
    env = {"_FRAUDNEWS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert run(env=env).stdout.decode().split() == expected


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ([], False),
        (["promo"], False),
        (["editor"], True),
        (["promo", "editor"], True),
        (["promo,editor"], True),
        (["all"], True),
    ],
)
def test_keep_leaves_boilerplate_in(run, post, keep, kept):
    done = record(run("jsonl", "post.md", *(word for kind in keep for word in ("--keep", kind))))
    assert ("责任编辑：杨小树" in done["text"]) is kept
    assert bool(done["removed"]) is not kept


@pytest.mark.parametrize("place", ["mine.toml", "rules"])
def test_rules_adds_a_file_or_a_folder(run, post, tmp_path, place):
    (tmp_path / "rules").mkdir()
    for path in (tmp_path / "mine.toml", tmp_path / "rules" / "mine.toml"):
        path.write_text(RULES, "utf-8")
    body = post.read_text("utf-8") + "<p>本台独家口号</p>"
    with_rule = record(run("jsonl", "--rules", place, input=body.encode()))
    without = record(run("jsonl", input=body.encode()))
    assert "口号" not in with_rule["text"]
    assert "mine/lure" in [removal["rule"] for removal in with_rule["removed"]]
    assert "口号" in without["text"]


def test_a_rule_file_without_a_name_is_said_to_have_none(run, post):
    done = run("jsonl", "post.md", "--rules", "")
    assert (done.returncode, done.stderr) == (
        4,
        b"fraudnews: an empty name: there is no such rule file: check the path\n",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[remove]]\nidd = 'x'\n", "did you mean 'id'"),
        ("[[remove]\n", "rule files are TOML"),
        (RULES.replace("promo", "prom"), "did you mean 'promo'"),
        (RULES.replace("^本", "(?<=x)"), "patterns are RE2"),
        (None, "there is no such rule file"),
    ],
)
def test_a_wrong_rule_file_ends_with_4_before_any_post(run, post, tmp_path, text, said):
    if text is not None:
        (tmp_path / "bad.toml").write_text(text, "utf-8")
    done = run("jsonl", "post.md", "--rules", "bad.toml", "-o", "out")
    assert (done.returncode, done.stdout, (tmp_path / "out").exists()) == (4, b"", False)
    assert done.stderr.startswith(b"fraudnews: bad.toml")
    assert (done.stderr.count(b"\n"), said in done.stderr.decode()) == (1, True)


def test_a_size_may_have_a_unit(run, post):
    assert run("text", "post.md", "--max-size", "1k", "--max-memory", "3G").returncode == 0
    post.write_text(post.read_text("utf-8") + "<p>警方提醒。</p>" * 50, "utf-8")
    done = run("text", "post.md", "--max-size", "1k")
    assert (done.returncode, b"the limit is 1,000" in done.stderr) == (3, True)


def test_site_forces_rules(run):
    assert record(run("jsonl", "--site", "finance.sina.com.cn", input="<p>警方提醒。</p>".encode()))["site"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--site", "finance.sina.com.c"], "did you mean 'finance.sina.com.cn'?"),
        (["--site", "zzzzzzzz"], "no rules for site 'zzzzzzzz'"),
        (["--site", "Juejin.CN"], "did you mean 'juejin.cn'?"),
        (["--keep", "editr"], "did you mean 'editor'?"),
        (["--keep", "EDITOR"], "did you mean 'editor'?"),
        (["--keep", "qr,editr"], "did you mean 'editor'?"),
        (["--fields", "title,txet"], "did you mean 'text'?"),
        (["--fields", "title,,text"], "unknown field ''"),
        (["--fields", ""], "unknown field ''"),
        (["--exclude", "drafts/"], "--exclude: 'drafts/' matches nothing: give a name or a path"),
        (["--include", "./2022/*.md"], "--include: './2022/*.md' matches nothing"),
        (["--include", ""], "--include: '' matches nothing"),
        (["--links", "txt"], "did you mean 'text'?"),
        (["--images", "no"], "one of keep, drop"),
        (["--max-size", "0"], "'0' is no size"),
        (["--max-size", "many"], "'many' is no size"),
        (["--max-memory", "1.5G"], "'1.5G' is no size: give a number of bytes, such as 200000000 or 200M"),
        (["--max-memory", "31M"], "31M is less than a worker itself takes: give 32M or more"),
        (["--body-field", ""], "--body-field: the name of the field is empty: name one"),
        (["--encoding", ""], "unknown encoding ''"),
        (["--encoding", "utf-88"], "unknown encoding 'utf-88'"),
        (["--encoding", "rot13"], "unknown encoding 'rot13'"),
        (["--timezone", "Mars/Base"], "--timezone: there is no time zone 'Mars/Base': name one such as"),
        (["--timezone", "asia/shanghai"], "did you mean 'Asia/Shanghai'?"),
        (["--timezone", "../../etc/passwd"], "no time zone"),
        (["--assume-timezone", "+25:00"], "--assume-timezone: there is no time zone '+25:00'"),
    ],
)
def test_wrong_values_end_with_2_before_any_post(run, post, tmp_path, arguments, said):
    done = run("jsonl", "post.md", "-o", "out", *arguments)
    assert (done.returncode, done.stdout, (tmp_path / "out").exists()) == (2, b"", False)
    assert done.stderr.startswith(b"fraudnews: ")
    assert (done.stderr.count(b"\n"), said in done.stderr.decode()) == (1, True), done.stderr.decode()


@pytest.mark.parametrize("arguments", [["jsonl", "--nope"], ["nope"], ["jsonl", "--site"], ["schema", "extra"]])
def test_wrong_usage_ends_with_2(run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_encoding_is_forced(run, post, tmp_path):
    (tmp_path / "gbk.md").write_bytes(post.read_text("utf-8").encode("gb18030"))
    assert record(run("jsonl", "gbk.md", "--encoding", "gbk"))["title"] == "甲"
    done = run("jsonl", "gbk.md", "--encoding", "utf-8")
    assert done.returncode == 3
    assert b"at offset 11" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "date"),
    [
        ([], "2022-03-05T21:05:00Z"),
        (["--assume-timezone", "Asia/Shanghai"], "2022-03-05T13:05:00Z"),
        (["--assume-timezone", "+08:00", "--timezone", "+0800"], "2022-03-05T21:05:00+08:00"),
        (["--timezone", "Asia/Shanghai"], "2022-03-06T05:05:00+08:00"),
        (["--timezone=-05:30"], "2022-03-05T15:35:00-05:30"),
    ],
)
def test_time_zones(run, post, arguments, date):
    assert record(run("jsonl", "post.md", *arguments))["date"] == date


@pytest.mark.parametrize(("choice", "kept"), [("keep", True), ("text", False)])
def test_links_can_be_their_text(run, post, choice, kept):
    out = run("markdown", "post.md", "--links", choice).stdout.decode()
    assert ("[二维码](https://example.com/qr)" in out, "二维码" in out) == (kept, True)


@pytest.mark.parametrize(("choice", "kept"), [("keep", True), ("drop", False)])
def test_images_can_be_dropped(run, post, choice, kept):
    assert ("a.jpg" in run("markdown", "post.md", "--images", choice).stdout.decode()) is kept
    assert bool(record(run("jsonl", "post.md", "--images", choice))["images"]) is kept


def test_title_goes_into_the_body(run, post):
    assert run("text", "post.md", "--title").stdout.decode().startswith("甲\n\n警方")
    assert "\n---\n\n# 甲\n\n警方" in run("markdown", "post.md", "--title").stdout.decode()
    assert run("markdown", "post.md", "--title", "--no-front-matter").stdout.decode().startswith("# 甲\n\n警方")


def test_front_matter_can_be_left_out(run, post):
    assert run("markdown", "post.md", "--no-front-matter").stdout.decode().startswith("警方")


def test_fields_pick_and_order(run, post):
    assert list(record(run("jsonl", "post.md", "--fields", "text, title,date"))) == ["text", "title", "date"]


def test_quiet_says_only_errors_and_verbose_says_what_went(run, posts):
    usual, quiet, verbose = (run("text", "posts", "none", *flag) for flag in ([], ["-q"], ["-v"]))
    assert usual.stdout == quiet.stdout == verbose.stdout
    assert quiet.stderr == b"fraudnews: none: no such file or folder: check the path\n"
    assert usual.stderr.startswith(quiet.stderr)
    summary = r"fraudnews: 4 posts read, 3 written, 1 failed; removed 3 editor; [0-9.:]+( s)?"
    assert re.fullmatch(summary, usual.stderr.decode().splitlines()[-1])
    assert "fraudnews: posts/c.md: removed editor (common/credits): 责任编辑：杨小树\n" in verbose.stderr.decode()


def test_one_post_needs_no_summary(run, post):
    assert run("text", "post.md").stderr == b""


@pytest.mark.parametrize("to", COMMANDS)
def test_max_size_is_a_limit_on_files_and_on_standard_input(run, post, to):
    size = post.stat().st_size
    assert run(to, "post.md", "--max-size", str(size)).returncode == 0
    done = run(to, "post.md", "--max-size", str(size - 1))
    assert done.returncode == 3
    assert done.stderr.decode() == (
        f"fraudnews: post.md: {size} bytes, the limit is {size - 1}: raise it with --max-size\n"
    )
    assert run(to, "-", "--max-size", str(size - 1), input=post.read_bytes()).returncode == 3


def test_every_record_of_the_samples_fits_the_schema(run):
    schema = json.loads(run("schema").stdout)
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    check.check_schema(schema)
    done = run("jsonl", str(SAMPLES), "--include", "*.md")
    lines = done.stdout.split(b"\n")
    assert (done.returncode, lines.pop()) == (0, b"")
    assert len(lines) == len(list(SAMPLES.glob("*.md"))) >= 30
    for line in lines:
        check.validate(json.loads(line))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["jsonl", "--help"],
        ["rules", "suggest", "--help"],
        ["markdown", "posts"],
        ["text", "无", "-v"],
        ["schema"],
    ],
)
def test_no_locale_is_too_poor(run, posts, arguments):
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run(*arguments, env=env)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (3 if "无" in arguments else 0)
    assert done.stdout == run(*arguments).stdout


@pytest.mark.parametrize("command", ["check --exit-zero {}", "explain --diff {}/警方.md", "sync -n {} out --to text"])
def test_what_is_printed_has_names_as_they_are_in_utf8_whatever_the_locale(run, tmp_path, command):
    (tmp_path / "原文").mkdir()
    (tmp_path / "原文" / "警方.md").write_text("<p>警方昨日通报了这起案件。</p><p>责任编辑：杨小树</p>", "utf-8")
    arguments = command.format("原文").split()
    done = run(*arguments, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert "警方.md" in done.stdout.decode()
    assert done.stdout == run(*arguments).stdout


@pytest.mark.parametrize(
    "arguments, more",
    [
        (["markdown", "-"], "typer yaml frontmatter json dataclasses inspect orjson _hashlib"),
        (
            ["text", "-"],
            "typer yaml frontmatter json orjson unicodedata fraudnews.rendering.markdown fraudnews.progress",
        ),
        (["text", "-q", "-"], "yaml frontmatter orjson fraudnews.prepare.markdown fraudnews.prepare.generators"),
        (["jsonl", "-"], "typer yaml frontmatter fraudnews.rendering.markdown"),
        (["jsonl", "-v", "-"], "yaml frontmatter"),
    ],
)
def test_the_command_line_does_without_what_it_does_not_need(arguments, more):
    heavy = f"pydantic rich multiprocessing asyncio tempfile charset_normalizer markdown_it zoneinfo {more}".split()
    code = (
        f"import sys; sys.argv = {['fraudnews', *arguments]}\n"
        "from fraudnews.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print(*[name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="---\ntitle: 谨防假客服\ntags:\n  - 反诈\n---\n<p>警方提醒。</p>".encode(),
        env={**os.environ, "FRAUDNEWS_RULES": ""},
        capture_output=True,
        check=True,
    )
    assert done.stderr == b"\n"


@pytest.mark.parametrize(
    "arguments", [["markdown", "posts"], ["text", "posts/a.html", "posts/b"], ["jsonl", "无", "posts"], ["jsonl"]]
)
def test_a_converter_without_options_does_what_it_does_with_one_that_changes_nothing(run, posts, arguments):
    bare, with_option = run(*arguments), run(*arguments, "--links", "keep")
    assert (bare.returncode, bare.stdout) == (with_option.returncode, with_option.stdout)
    assert [line for line in bare.stderr.splitlines() if b" read, " not in line] == [
        line for line in with_option.stderr.splitlines() if b" read, " not in line
    ]
