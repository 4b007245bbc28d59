"""The library's two functions, and what the commands share."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import fraudnews
from fraudnews import Article, FraudnewsError, Kind, Options, clean, render
from fraudnews.core import convert
from fraudnews.errors import EmptyError, RuleError, TooLargeError, UsageError

POST = "---\ntitle: 提醒\n---\n<p>警方提醒。</p><p>责任编辑：杨小树</p>"


def test_the_public_names_are_those_of_the_readme():
    assert sorted(fraudnews.__all__) == [
        "Article", "FraudnewsError", "Images", "Kind", "Links", "Options", "clean", "render"
    ]  # fmt: skip


def test_a_name_that_the_package_lacks_is_no_attribute():
    with pytest.raises(AttributeError, match="'fraudnews' has no attribute 'cleaned'"):
        _ = fraudnews.cleaned


@pytest.mark.parametrize("data", [POST, POST.encode(), POST.encode("utf-16")])
def test_clean_takes_text_and_bytes(data):
    article = clean(data)
    assert isinstance(article, Article)
    assert (article.meta.title, article.meta.editor) == ("提醒", ("杨小树",))


@pytest.mark.parametrize(
    ("to", "expected"),
    [("markdown", "警方提醒。\n"), ("text", "警方提醒。\n"), ("jsonl", '{"title":"提醒","text":"警方提醒。"}\n')],
)
def test_render_gives_the_format_asked_for(to, expected):
    options = Options(front_matter=False, fields=("title", "text"))
    assert render(clean(POST, options), to, options) == expected


@pytest.mark.parametrize(
    "run",
    ["\n" * 60_000, "<!-- a -->" * 40_000, f"<pre>一{' ' * 120_000}二</pre>", f"<p>编辑：1{'|/' * 30_000}</p>"],
    ids=["lines", "comments", "blanks", "bars"],
)
def test_a_long_run_of_one_thing_is_read_in_time_linear_in_it(run):
    begun = time.process_time()
    assert render(clean(f"{run}警方提醒。"), "text").endswith("警方提醒。\n")
    assert time.process_time() - begun < 10  # a guard: it takes milliseconds; by going back, half a minute to years


def test_the_path_goes_into_the_record():
    text, article = convert(POST.encode(), "jsonl", Options(), "posts/a.md")
    assert json.loads(text)["path"] == article.path == "posts/a.md"
    assert json.loads(convert(POST.encode(), "jsonl", Options())[0])["path"] is None


@pytest.mark.parametrize(
    ("data", "options", "error"),
    [
        ("", Options(), EmptyError),
        (POST, Options(max_size=10), TooLargeError),
        (POST.encode(), Options(max_size=10), TooLargeError),
        (POST, Options(rules=("none.toml",)), RuleError),
        (POST, Options(site="none"), RuleError),
    ],
)
def test_trouble_is_one_family_of_errors(data, options, error):
    with pytest.raises(error) as caught:
        clean(data, options)
    assert isinstance(caught.value, FraudnewsError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        Options(keep={Kind.EDITOR}),
        Options(keep="editor"),
        Options(rules=["a.toml"]),
        Options(fields="title"),
        Options(timezone="UTC"),
        Options(assume_timezone=8),
        Options(links="none"),
        Options(images=None),
        Options(max_size="50M"),
        Options(site=5),
        Options(encoding=5),
        {"keep": "editor"},
        None,
    ],
)
def test_options_of_other_types_are_a_usage_error(options):
    article = clean(POST)
    for work in (lambda: clean(POST, options), lambda: render(article, "jsonl", options)):
        with pytest.raises(UsageError, match="write"):
            work()


def test_a_post_that_was_not_cleaned_is_a_usage_error():
    with pytest.raises(UsageError, match="clean the post first"):
        render(POST, "text")


def test_the_words_of_the_command_line_are_options_too():
    options = Options(links="text", images="drop", front_matter=False)
    assert (
        render(clean('<p>警方<a href="x">提醒</a>。<img src="y"></p>', options), "markdown", options) == "警方提醒。\n"
    )


@pytest.mark.parametrize("data", [None, 5, [POST], Path("post.md")])
def test_a_post_of_another_type_is_a_usage_error(data):
    with pytest.raises(UsageError, match="a post is bytes or a string, not "):
        clean(data)


@pytest.mark.parametrize(("to", "options"), [("html", Options()), ("jsonl", Options(fields=("x",)))])
def test_an_unknown_format_or_field_is_a_usage_error(to, options):
    with pytest.raises(UsageError):
        render(clean(POST), to, options)


def test_what_was_wrong_with_the_front_matter_is_said_of_the_article():
    assert clean(f"---\ntitle: 题\ndate: 昨天\n---\n{POST}").warnings == ("date: not a date: '昨天'",)


def test_max_size_counts_bytes_of_text_too():
    with pytest.raises(TooLargeError):
        clean("<p>" + "警" * 100, Options(max_size=200))
