"""From a post to its article: dates and editors, the brake, and what options keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import LINKS, LONG, ONE, QR, STORY, TAILS, TITLES, TWO, WIDE, article, removed, story

from fraudnews import Options, render
from fraudnews.errors import EmptyError
from fraudnews.model import Kind


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
    weak = f"<p class='related'><a href='/a'>{'负责人昨日到案。' * 6}</a></p>" * 4
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
