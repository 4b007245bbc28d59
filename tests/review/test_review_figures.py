"""Figures count every post once."""

from __future__ import annotations

import pytest

from fraudnews import Options, clean
from fraudnews.errors import InputError
from fraudnews.posts import Outcome, look_at
from fraudnews.review import Figures
from fraudnews.review.figures import site_of
from fraudnews.review.plots import columns, shown
from fraudnews.sources import Source

STORY = "<p>警方昨日通报了这起案件，受害人共有三名。</p>\n"
EDITOR = "<p>责任编辑：杨小树</p>\n"


def _figures(*posts: str) -> Figures:
    figures = Figures()
    for number, post in enumerate(posts):
        figures.merge(look_at(Source(f"{number}.md", "", post.encode()), Figures.of, Options()))
    return figures


def test_posts_are_counted_by_month_and_what_is_removed_by_kind_and_rule():
    head = "---\ndate: 2022-0{}-05\n---\n"
    figures = _figures(head.format(3) + STORY + EDITOR, head.format(3) + STORY, STORY * 3 + EDITOR + EDITOR)
    assert (figures.posts, figures.touched) == (3, 2)
    assert figures.months == {"2022-03": 2, "": 1}
    assert figures.pieces_by_kind["editor"] == figures.pieces == sum(figures.pieces_by_rule.values()) >= 2
    assert figures.posts_by_kind == {"editor": 2}
    assert figures.removed_characters >= 2 * len("责任编辑：杨小树")


def test_a_year_of_long_ago_is_four_digits():
    assert _figures("---\ndate: 0012-03-05\n---\n" + STORY).months == {"0012-03": 1}


def test_every_post_with_a_result_has_its_share():
    figures = _figures(STORY, STORY * 9 + EDITOR, "")
    assert figures.shares.total() == 2
    assert figures.shares[0] == 1
    assert figures.shares[1] == 1


def test_posts_without_a_result_are_counted_and_named():
    figures = _figures(STORY, "")
    figures.merge(Figures.of(Outcome("gone.md", b"", None, InputError("it is gone", "find it"))))
    assert (figures.posts, figures.emptied, figures.failed) == (3, 1, 1)
    assert [name for name, _ in figures.failures] == ["1.md", "gone.md"]


@pytest.mark.parametrize(
    "head, site",
    [
        ("author: 新浪财经\nurl: https://a.example/x", "finance.sina.com.cn"),
        ("author: 某某晚报\nurl: https://www.a.example/x", "a.example"),
        ("author: 某某晚报", "某某晚报"),
        ("author: 某某晚报\nurl: 'http://[half'", "某某晚报"),
        ("title: 甲", ""),
    ],
)
def test_a_site_is_known_by_its_rules_or_its_host_or_its_author(head: str, site: str):
    assert site_of(clean(f"---\n{head}\n---\n{STORY}", Options())) == site


def test_plots_show_every_value_and_nothing_invisible():
    plot = columns("x", "month", [("2022-01", 3), ("2022-02", 0), ("<b>", 1_000)], "")
    assert '<th scope="row">2022-01</th><td>3</td>' in plot
    assert "1,000" in plot
    assert "<b>" not in plot
    assert shown("<\u202e>") == "&lt;\\u202e&gt;"
