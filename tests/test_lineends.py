"""Brackets of editors and ways back to the site go off the ends of lines, and nothing before them."""

from __future__ import annotations

import pytest
from stories import LONG, ONE, STORY, TWO, article, removed, story

from fraudnews import Options, render
from fraudnews.model import Kind


def test_an_agencys_date_behind_the_editor_goes_with_him():
    found = article(f"{LONG}<p>{TWO}（編輯：楊小樹）1100322</p>")
    assert (render(found, "text"), found.meta.editor) == (story(f"{LONG}<p>{TWO}</p>"), ("楊小樹",))


def test_the_way_back_to_the_site_goes_off_any_line():
    back = "<a href='https://example.com'>返回某某，查看更多</a>"
    assert story(f"{STORY}<p>{TWO}{back}</p>{STORY}") == story(f"{STORY}<p>{TWO}</p>{STORY}")


def test_a_bracket_behind_the_last_sentence_goes_alone():
    found = article(f"<p>{ONE}</p><p>{TWO}（责任编辑：杨小树）</p>")
    assert render(found, "text") == f"{ONE}\n\n{TWO}\n"
    assert [(removal.kind, removal.text) for removal in found.removed] == [(Kind.EDITOR, "（责任编辑：杨小树）")]


def test_promotion_before_a_bracket_goes_by_its_own_rule():
    found = article(f"{STORY}<p>更多精彩内容请下载某某新闻APP（责任编辑：杨小树）</p>")
    assert render(found, "text") == render(article(STORY), "text")
    assert [(removal.rule, removal.kind) for removal in found.removed] == [("common/app-more", Kind.PROMO)]
    assert found.meta.editor == ("杨小树",)


@pytest.mark.parametrize(
    "line",
    [
        "一等奖：《八万元》（编辑：林一禾）",
        "那本盗版书的版权页上写着（责任编辑：林一禾）",
        "他指着报纸右下角的一行小字给我看：（责任编辑：林一禾）",
        "这套书由江岭出版社出版（主编：林一禾）。",
        "获奖作品：《守钱人》（作者：王二 编辑：林一禾）",
    ],
)
def test_a_bracket_that_says_who_made_a_work_stays(line: str):
    found = article(f"{LONG}<p>{line}</p>")
    assert (removed(f"{LONG}<p>{line}</p>"), found.meta.editor) == ([], ())


def test_a_bracket_in_mid_story_goes_behind_a_whole_sentence_alone():
    assert removed(f"{STORY}<p>书在江岭印成（主编：林一禾）</p>{LONG}") == []
    assert removed(f"{STORY}<p>{ONE}（编辑：林一禾）</p>{LONG}") == [(Kind.EDITOR, "（编辑：林一禾）")]


def test_the_desk_named_behind_the_last_sentence_goes_alone():
    found = article(f"<p>{ONE}</p><p>{TWO}<strong>责任编辑：杨小树</strong></p>")
    assert (render(found, "markdown").split("---\n\n")[1], found.meta.editor) == (f"{ONE}\n\n{TWO}\n", ("杨小树",))


def test_a_line_that_names_the_author_stays_without_the_bracket_behind_it():
    assert story(f"{STORY}<p>作者：林一禾 编辑：杨小树（校对：王二）</p>").endswith("作者：林一禾 编辑：杨小树\n")


@pytest.mark.parametrize(
    ("line", "left", "editors"),
    [
        ("作者：林一禾 编辑：杨小树", "作者：林一禾", ("杨小树",)),
        ("（记者林一禾报道/责任编辑：杨小树 ）", "（记者林一禾报道）", ("杨小树",)),
        ("某台记者林一禾江岭报道 责编：杨小树 网编：王二", "某台记者林一禾江岭报道", ("杨小树", "王二")),
        ("作者：林一禾 编辑：<a href='https://example.com'>杨小树</a>", "作者：林一禾", ("杨小树",)),
        ("来源：江岭晚报 责任编辑：杨小树", "来源：江岭晚报", ("杨小树",)),
        ("编译 林一禾；审校 王二", "编译 林一禾", ()),
        ("责任编辑：杨小树 来源：江岭晚报", "来源：江岭晚报", ("杨小树",)),
        ("（编辑：杨小树，作者：林一禾）", "（作者：林一禾）", ("杨小树",)),
        ("来源：江岭晚报　编辑：杨小树　2022年03月05日", "来源：江岭晚报", ("杨小树",)),
        ("<b>【文/林一禾</b> <em>编辑/杨小树</em><b>】</b>", "【文/林一禾】", ("杨小树",)),
    ],
)
def test_the_desk_goes_off_beside_the_author(line: str, left: str, editors: tuple[str, ...]):
    found = article(f"{STORY}<p>{line}</p>")
    assert (render(found, "text"), found.meta.editor) == (f"{story(STORY)}\n{left}\n", editors)
    assert [(removal.rule, removal.kind) for removal in found.removed] == [("common/credits", Kind.EDITOR)]


@pytest.mark.parametrize(
    "line",
    [
        "本文来自江岭夜读，作者：林一禾，编辑：杨小树，某网经授权发布。",  # somebody else comes behind
        "口述｜老林文｜王二编辑｜杨小树",  # the name of the author is behind the desk's
        "文｜林一禾 王二编辑｜杨小树",
    ],
)
def test_a_line_that_names_the_author_elsewhere_stays_whole(line: str):
    assert removed(f"{STORY}<p>{line}</p>") == []


def test_the_source_may_be_a_link_before_the_desk():
    source = "<p>原文链接：<a href='https://example.com/1'>江岭在线</a> {}</p>"
    cleaned = article(f"{LONG}{source.format('责任编辑：杨小树')}")
    assert cleaned.blocks == article(f"{LONG}{source.format('')}").blocks
    assert cleaned.meta.editor == ("杨小树",)


def test_the_desk_stays_behind_the_author_if_it_is_kept():
    line = "作者：林一禾 编辑：杨小树"
    assert render(article(f"{STORY}<p>{line}</p>", Options(keep=frozenset({Kind.EDITOR}))), "text").endswith(
        f"{line}\n"
    )


def test_the_editor_before_the_way_back_to_the_site_is_named():
    found = article(f"{LONG}<p>责任编辑：杨小树<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert (render(found, "text"), found.meta.editor) == (story(LONG), ("杨小树",))


def test_a_call_before_the_way_back_to_the_site_goes_with_it():
    found = article(f"{LONG}<p>喜欢就点个“在看”吧！<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text") == story(LONG)


def test_a_story_told_before_the_way_back_to_the_site_stays():
    told = "骗子在群里写：喜欢就点个“在看”吧！"
    found = article(f"{LONG}<p>{told}<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text").endswith(f"{told}\n")


def test_the_way_back_to_the_site_goes_off_the_last_sentence():
    found = article(f"{LONG}<p>{TWO}<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text").endswith(f"{TWO}\n")
    assert [(removal.kind, removal.text) for removal in found.removed] == [(Kind.RELATED, "返回某某，查看更多")]


def test_a_sign_in_the_link_of_a_tail_goes_with_it_and_no_other_picture():
    more = "<a href='https://example.com/1'>阅读全文 <img src='https://example.com/open.svg'></a>"
    card = "<a href='https://example.com/2'>这是预告 阅读全文 <img src='https://example.com/2.jpg'></a>"
    found = article(f"{LONG}<p>{card}</p><p>{TWO} <img src='https://example.com/1.jpg'> {more}</p>")
    assert [picture.src for picture in found.images] == ["https://example.com/2.jpg", "https://example.com/1.jpg"]
    assert found.removed[-1].images == ("https://example.com/open.svg",)


def test_a_picture_behind_a_tail_that_goes_stays():
    found = article(f"{LONG}<p>{TWO}<br>{ONE} 繼續閱讀 <img src='https://example.com/a/w.png'></p>")
    assert [picture.src for picture in found.images] == ["https://example.com/a/w.png"]
    assert render(found, "text").endswith(f"{TWO}\n{ONE}\n")


@pytest.mark.parametrize("dots", ["…", "……", "..."])
@pytest.mark.parametrize("more", ["阅读全文", "繼續閱讀", " [阅读更多]", "（展开全文）", " Read more"])
def test_the_way_to_the_rest_goes_and_the_dots_before_it_stay(dots, more):
    told = f"{TWO[:-1]}{dots}"
    assert story(f"{LONG}<p>{told}{more}</p>") == story(f"{LONG}<p>{told}</p>")


@pytest.mark.parametrize(
    "told",
    [
        "机票、酒店、门票……更多",
        "短信里只有一行：…查看更多",
        "“您有一笔退款…查看更多”",
        "短信写道：您的包裹无法派送…查看更多",
    ],
)
def test_more_that_a_story_tells_of_stays_behind_its_dots(told):
    assert story(f"{LONG}<p>{told}</p>").endswith(f"{told}\n")


def test_more_in_a_message_that_the_line_before_introduces_stays():
    assert story(f"{LONG}<p>她收到一条短信：</p><p>您的包裹无法派送…查看更多</p>").endswith("…查看更多\n")
