"""What an article says of itself: its title, date and address, of a file without front matter, too, and its cover."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from stories import LONG, ONE, QR, STORY, TWO, WIDE

from fraudnews import clean, render


@pytest.mark.parametrize("line", ["# 三个骗局", "[三个骗局](https://example.com/1)\n------"])
def test_the_heading_of_a_file_without_front_matter_is_its_title(line: str):
    assert clean(f"{line}\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"### 江岭警方通报三个骗局\n\n---\n\n{ONE}\n\n### 熟人\n\n{ONE}", "江岭警方通报三个骗局"),
        ("### [:house:返回](README.md)\n\n---\n\n## 三个骗局", "三个骗局"),
        (f"### 第一个骗局：入群先交费\n\n---\n\n{ONE}\n\n### 第二个骗局\n\n---\n\n{ONE}", ""),
        (f"### 第一个骗局：入群先交费\n\n---\n\n{ONE}\n\n## 第二个骗局\n\n{ONE}", ""),
    ],
)
def test_a_long_heading_with_a_rule_under_it_is_the_title_over_others_as_high_without_one(head: str, title: str):
    assert clean(f"{head}\n\n{TWO}\n").meta.title == title


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("[三个骗局](https://example.com/1)\n------", "https://example.com/1"),
        ("# 三个骗局\n\n> 原文：[`example.com/1`](https://example.com/1)", "https://example.com/1"),
        ("# 三个骗局\n\n原文链接：<https://example.com/1>", "https://example.com/1"),
        ("# 三个骗局\n\n> 作者: 江岭\n> 原文链接: https://example.com/1\n\n---", "https://example.com/1"),
        ("# [三个骗局](/1)", None),
        ("# [三个](https://example.com/1)[骗局](https://example.com/2)", None),
        ("# 三个骗局：[网警](https://example.com/1)", None),
        ("# 三个骗局\n\n> 原文：[第一篇](https://example.com/1)，[第二篇](https://example.com/2)", None),
        ("# 三个骗局\n\n据[江岭日报](https://example.com/1)报道", None),
        ("# 三个骗局\n\n短信里说：“积分将过期。”原文：https://example.com/1", None),
    ],
)
def test_the_heading_of_such_a_file_may_link_to_its_page_or_a_line_below_it(head: str, address: str | None):
    assert clean(f"{head}\n\n{ONE}\n\n{TWO}\n").meta.url == address


@pytest.mark.parametrize(
    ("foot", "site"),
    [
        ("原文链接：https://www.secretchina.com/news/1.html", "secretchina.com"),
        ("原文地址（需翻墙访问）：https://www.secretchina.com/news/1.html\n\n---\n\n首页", "secretchina.com"),
        ("他说，原文链接在网上。", None),
    ],
)
def test_the_foot_of_such_a_file_may_say_of_which_site_it_is(foot: str, site: str | None):
    assert clean(f"# 三个骗局\n\n{ONE}\n\n{TWO}\n\n{foot}\n").site == site


def test_a_header_says_of_which_site_a_post_is_not_its_foot():
    foot = "原文链接：https://www.secretchina.com/news/1.html"
    assert clean(f"---\ntitle: 三个骗局\n---\n{ONE}\n\n{foot}\n").site is None


def test_the_title_of_such_a_file_may_stand_below_its_cover():
    assert clean(f"![](https://example.com/1.jpg)\n\n# 三个骗局\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


def test_a_lower_heading_is_the_title_of_such_a_file_if_it_alone_has_a_rule_under_it():
    assert clean(f"### 三个骗局\n------\n\n{ONE}\n\n#### 一、熟人\n\n{TWO}\n").meta.title == "三个骗局"
    first = "### 一、熟人介绍的三个骗局"
    for text in (f"### 一、熟人\n\n{ONE}\n", f"{first}\n------\n\n{ONE}\n\n### 二、生人\n\n{TWO}\n"):
        assert not clean(text).meta.title


def test_one_of_many_headings_below_a_picture_is_no_title():
    text = f"![](https://example.com/1.jpg)\n\n# 一、熟人\n\n{ONE}\n\n# 二、生人\n\n{TWO}\n"
    assert not clean(text).meta.title


@pytest.mark.parametrize(
    "line",
    [
        "原创 杨小树  江岭警事   2025-03-07 15:48  ",
        "江岭警事 2025-03-07 15:48",
        "日期：Fri, 07 Mar 2025 15:48:00 +0000",
        "发布时间: 2025-03-07 15:48:00",
        "2025年03月07日 15:48:00",
        "2025-03-07T15:48:00.000Z",
        "Fri, 07 Mar 2025 15:48:00 GMT",
    ],
)
def test_the_line_under_such_a_title_says_when(line: str):
    found = clean(f"# 三个骗局\n{line}\n  \n{ONE}\n\n{TWO}\n")
    assert (found.meta.date, render(found, "text")) == (
        datetime(2025, 3, 7, 15, 48, tzinfo=UTC),
        f"三个骗局\n\n{ONE}\n\n{TWO}\n",
    )


def test_a_date_far_below_such_a_title_does_not():
    told = "\n\n".join(f"{ONE}{place}" for place in range(5))
    found = clean(f"# 三个骗局\n\n{told}\n\n发布时间：2025-03-07 15:48:00\n")
    assert (found.meta.date, len(found.removed)) == (None, 1)


def test_a_picture_in_such_a_heading_is_no_part_of_the_title():
    assert clean(f"# ![](https://example.com/a/w.png) 三个骗局\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


def test_the_line_under_a_title_leaves_it_where_another_heading_follows():
    assert clean(f"# 三个骗局\n江岭警事 2025-03-07 15:48\n# 第一个\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


@pytest.mark.parametrize("line", ["江岭警事 2025-03-07 15:48", "原创 江岭警事 2025-13-07 15:48"])
def test_a_line_that_names_no_date_or_has_no_title_above_dates_nothing(line: str):
    above = "" if line[0] == "江" else "# 三个骗局\n"
    assert clean(f"{above}{line}\n\n{ONE}\n\n{TWO}\n").meta.date is None


@pytest.mark.parametrize("before", ["---\nauthor: 江岭晚报\n---\n# 三个骗局", "### 三个骗局", ONE])
def test_other_lines_are_no_title(before: str):
    assert clean(f"{before}\n\n{ONE}\n\n{TWO}\n").meta.title == ""


def cover(src: str, body: str) -> str | None:
    return clean(f"---\ntitle: 题\ncover: {src}\n---\n<div>{body}</div>").meta.cover


@pytest.mark.parametrize(
    "src, body",
    [
        ("https://example.com/a/w.png", LONG + WIDE),
        ("https://example.com/elsewhere.jpg", LONG),
        ("https://example.com/a/c.png", f"{STORY}{QR}{STORY}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}<p><b>第一节</b></p>{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}<p><b>第一节</b></p>{LONG}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}<p>图为<b>旧桥</b></p>{LONG}{WIDE}<p>图为<b>旧桥</b></p>{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{WIDE}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{LONG}{WIDE}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE.replace('w.png', 'v.png')}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}<p>见图：{WIDE[3:-4]}</p>{LONG}<p>{WIDE[3:-4]}见图。</p>"),
    ],
)
def test_a_cover_that_is_a_picture_stays(src: str, body: str):
    assert cover(src, body) == src


@pytest.mark.parametrize(
    "src, body",
    [
        ("https://example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("//example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("http://example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("https://picsum.photos/400/300?random=7210", LONG),
        ("https://picsum.photos/400/300?random=7210", "<p>转载请注明出处</p>"),  # the brake acts
        ("https://example.com/static/logo.png", LONG),
        ("https://example.com/img/qrcode_258.jpg", LONG),
        ("https://example.com/p/undefined", LONG),
        ("https://example.com/e.png", f"<p>看：<img src='https://example.com/e.png' width='20' height='16'></p>{LONG}"),
    ],
)
def test_a_code_a_logo_or_a_placeholder_is_no_cover(src: str, body: str):
    assert cover(src, body) is None


def test_a_picture_above_each_section_is_no_cover():
    sections = "".join(f"{WIDE}<p><b>第{number}节</b></p>{LONG}" for number in "一二三")
    assert cover("https://example.com/a/w.png", LONG + sections) is None
    headed = f"{WIDE}<p><b>第一节</b></p>{LONG}{WIDE}<h2>第二节</h2>{LONG}"
    assert cover("https://example.com/a/w.png", LONG + headed) is None


def test_the_picture_of_an_emoji_is_no_cover():
    emoji = "https://s.w.org/images/core/emoji/12/72x72/1f64f.png"
    for size in ("", " width='20' height='20'"):
        cleaned = clean(f"---\nheadimg: {emoji}\n---\n<p>{ONE}<img src='{emoji}' alt='🙏'{size}>{TWO}</p>{LONG}")
        assert cleaned.meta.cover is None
        assert f"{ONE}🙏{TWO}" in render(cleaned, "text")
