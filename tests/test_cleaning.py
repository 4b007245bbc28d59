"""From a post to its article: title and date, editors and cover, the brake, and what options keep."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from stories import LINKS, LONG, ONE, QR, STORY, TAILS, TITLES, TWO, WIDE, article, removed, story

from fraudnews import Options, clean, render
from fraudnews.errors import EmptyError
from fraudnews.model import Kind


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


@pytest.mark.parametrize("other", ["2025-03-07 16:20", "16:20"])
def test_the_hours_of_what_a_story_tells_do_not_say_when_it_was_published(other: str):
    hours = f"<p>2025-03-07 15:48</p><p>{ONE}</p><p>{other}</p><p>{TWO}</p>"
    assert removed(hours) == []
    assert removed(hours.replace(other, "2025-03-07 15:48"))


def test_a_date_said_more_often_than_a_page_says_it_is_the_storys():
    assert removed(f"<p>2025-03-07 15:48</p><p>{ONE}</p><p>{TWO}</p>" * 4) == []


def test_a_body_that_only_says_when_keeps_it_without_a_warning():
    found = article("<p>2025-03-07 15:48</p>")
    assert (render(found, "text"), found.warnings) == ("2025-03-07 15:48\n", ())


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


# ---- editors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body, editors",
    [
        (f"{STORY}<p>责任编辑：杨小树 SF055</p>", ("杨小树",)),
        (f"{STORY}<p class='article-editor'>责任编辑：曹　杨 </p>", ("曹杨",)),
        (f"{STORY}<p>&emsp;责任编辑：&ensp;曹&emsp;杨&emsp;校对：王二&emsp;</p>", ("曹杨",)),
        (f"{STORY}<p>编辑：杨小树、林一禾</p><p>校对：王二</p>", ("杨小树", "林一禾")),
        (f"<p>{ONE}</p><p>{TWO}（责任编辑：杨小树）</p>", ("杨小树",)),
        (f"{STORY}<p>责任编辑：林一禾（编辑：杨小树）</p>", ("林一禾", "杨小树")),
        (f"{STORY}<p>作者：林一禾 编辑：杨小树</p>", ("杨小树",)),
        (f"<p>作者：林一禾 编辑：杨小树</p>{STORY}", ("杨小树",)),
        (f"{STORY}<p>声明：文章仅代表作者观点，不代表某某网立场。编辑：杨小树。</p>", ("杨小树",)),
        (f"{STORY}<p>本文仅代表作者观点，不代表本报立场。（编辑：杨小树）</p>", ("杨小树",)),
        (f"<p>【文/江岭网 林一禾 编辑/杨小树】{ONE}</p><p>{TWO}</p>", ("杨小树",)),
        (f"<p>江岭社（江岭，编辑 杨小树）讯，{ONE}</p><p>{TWO}</p>", ("杨小树",)),
        (f"<p>{ONE}</p><p>记者 林一禾 编辑 杨小树</p>{STORY}", ("杨小树",)),
        (f"<p>甲网记者 林一禾 甲网编辑：杨小树</p>{STORY}<p>编辑|杨小树 王二</p>", ("杨小树", "王二")),
        (f"{STORY}<p>那页纸上只有这样一行字：</p><p>作者：林一禾 编辑：杨小树</p>", ()),
        (STORY, ()),
    ],
)
def test_the_editors_come_to_the_record(body: str, editors: tuple[str, ...]):
    assert article(body).meta.editor == editors


def test_the_editor_in_a_line_that_goes_for_its_counter_is_named():
    found = article(f"<p>发布时间：2024-05-03 作者：林一禾 编辑：杨小树 浏览次数：12</p>{LONG}")
    assert (found.meta.editor, "浏览" in render(found, "text")) == (("杨小树",), False)


def test_the_editor_is_on_record_though_his_line_is_kept():
    found = article(f"{STORY}<p>责任编辑：杨小树</p>", Options(keep=frozenset([Kind.EDITOR])))
    assert found.meta.editor == ("杨小树",)
    assert "责任编辑：杨小树" in render(found, "text")


# ---- the brake ----------------------------------------------------------------------------------------------------


def test_weak_evidence_that_takes_much_is_undone():
    weak = f"<p class='related'>{'负责人昨日到案。' * 6}</p>" * 4
    found = article(f"<p>{ONE}</p><div class='share'>{'分享一个故事。' * 12}</div>{weak}")
    assert any(warning.startswith("brake: ") for warning in found.warnings)
    assert "分享一个故事。" in render(found, "text")


@pytest.mark.parametrize(
    "goes, beside",
    [
        ("<p>转载请注明出处</p>", WIDE),
        ("<p>转载请注明出处</p>", "<p>联系电话：010-5550136</p>"),
        ("<p>转载请注明出处</p>", "<p><a href='/1'>另一家公司被约谈</a></p><p><a href='/2'>又一家</a></p>"),
        ("<p>编辑|杨小树</p><p>校对|林一禾</p>", WIDE),
        ("", f"<p><a href='https://mp.weixin.qq.com/s?mid=1'>{WIDE[3:-4]}</a></p>"),
    ],
)
def test_where_weak_evidence_is_undone_the_place_is_no_evidence(goes: str, beside: str):
    assert removed(LONG + goes + beside) != removed(LONG + goes)
    much = f"<div class='share'>{'分享一个故事。' * 14}</div>"
    assert removed(STORY + much + goes + beside) == removed(STORY + much + goes)


def test_dates_of_titles_are_no_reason_to_brake():
    dated = "".join(
        f"<li><a href='/{day}.html'>又一个故事</a><p>2024-05-{day:02} 10:20</p></li>" for day in range(1, 29)
    )
    assert not article(f"{LONG}<p>推荐阅读</p><ul>{dated}</ul>").warnings


def test_an_element_with_a_heading_over_other_articles_is_no_weak_evidence():
    titles = "".join(f"<p>{title}</p>" for title in TITLES * 8)
    found = article(f"{LONG}<div class='related-news'><h4>推薦閱讀</h4>{titles}</div>")
    assert not found.warnings
    assert render(found, "text") == story(LONG)


def test_links_under_their_heading_are_no_reason_to_brake():
    links = "".join(
        f"<li><a href='/{number}'>{number}号楼又一名老人被骗，警方提醒市民注意</a></li>" for number in range(30)
    )
    found = article(f"{LONG}<p>相关报道：</p><ul>{links}</ul>")
    assert (render(found, "text"), found.warnings) == (story(LONG), ())
    found = article(f"<p>{ONE}</p><p>往期回顾：</p><ul>{links}</ul>")
    assert render(found, "text").count("号楼") == 30
    assert story(f"{LONG}<p>往期回顾：</p>{'<p>又一名老人被骗</p>' * 99}").count("又一名") == 99


def test_nothing_but_boilerplate_is_no_success():
    with pytest.raises(EmptyError, match="boilerplate"):
        article("<div class='article-editor'>责任编辑：杨小树</div>")


def test_a_list_of_links_is_the_story_where_nothing_else_is():
    links = "".join(f"<li><a href='/{number}'>{number}号受害人的来信</a></li>" for number in range(9))
    found = article(f"<p>欢迎关注我们的公众号：某某观察</p><ol>{links}</ol>")
    assert render(found, "text").count("受害人的来信") == 9
    assert not found.warnings


def test_an_empty_body_is_an_error():
    with pytest.raises(EmptyError):
        article("<!-- 注 --><p>　　</p>")


@pytest.mark.parametrize("word", ["null", "undefined"])
def test_what_a_crawler_writes_where_there_is_nothing_is_no_story(word: str):
    with pytest.raises(EmptyError, match="no story"):
        article(f"<div>\n{word}\n</div>")
    assert render(article(f"<p>他写道：</p><p>{word}</p>"), "text") == f"他写道：\n\n{word}\n"
    assert article(f"{WIDE}<p>{word}</p>").images


def test_a_post_of_pictures_is_a_story():
    found = article(f"{WIDE}{WIDE}<p>责任编辑：杨小树</p>")
    assert (len(found.images), render(found, "text"), found.meta.editor) == (2, "\n", ("杨小树",))


@pytest.mark.parametrize("words", [words for _, words in TAILS if "<" not in words])
def test_a_post_of_one_boilerplate_line_is_kept_or_said(words: str):
    try:
        found = article(f"<p>{words}</p>")
    except EmptyError:
        return
    assert words in render(found, "text")


# ---- the cover ----------------------------------------------------------------------------------------------------


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


# ---- options ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind, words", TAILS)
def test_keep_leaves_its_kind_in(kind: Kind, words: str):
    body = f"{LONG}<p>{words}</p>"
    assert removed(body, Options(keep=frozenset([kind]))) == []
    assert removed(body, Options(keep=frozenset(Kind) - {kind})) == removed(body)


@pytest.mark.parametrize(
    ("kind", "above", "kept"),
    [
        (Kind.DISCLAIMER, "<p>责任编辑：杨小树</p>", "<p>联系电话：010-5550136</p>"),
        (
            Kind.RELATED,
            "<p>转载请注明出处</p>",
            "<p><a href='/1'>另一家公司被约谈</a></p><p><a href='/2'>又一家</a></p>",
        ),
        (Kind.PROMO, "<p>责任编辑：杨小树</p><p>校对：林一禾</p>", WIDE),
        (Kind.WIDGET, "<p>扫码关注我们，获取更多资讯</p>", "<p>👇👇👇</p>"),
    ],
)
def test_keep_leaves_in_what_would_go_for_its_place(kind: Kind, above: str, kept: str):
    body = f"{LONG}{above}{kept}"
    assert kind in [gone for gone, _ in removed(body)]
    assert removed(body, Options(keep=frozenset([kind]))) == removed(f"{LONG}{above}")


def test_keep_all_leaves_everything_in():
    body = LONG + "".join(f"<p>{words}</p>" for _, words in TAILS) + QR + f"<p>相关阅读：</p>{LINKS}"
    assert removed(body, Options(keep=frozenset(Kind))) == []


def test_a_keep_rule_of_the_user_beats_every_other(tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text('[[keep]]\nid = "mine"\ntext = \'转载请注明.*\'\nwhy = "wanted"\n', "utf-8")
    body = f"{LONG}<p>转载请注明出处</p>"
    assert removed(body, Options(rules=(str(rules),))) == []


def test_a_certain_rule_takes_a_line_behind_a_colon(tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(
        '[[remove]]\nid = "mine"\nkind = "promo"\ntext = \'某某网，天天有料\'\nwhere = "anywhere"\ncertain = true\nwhy = "slogan"\n',
        "utf-8",
    )
    body = f"<p>网站的首页上写着这样一句话：</p><p>某某网，天天有料</p>{LONG}"
    assert removed(body, Options(rules=(str(rules),))) == [(Kind.PROMO, "某某网，天天有料")]
