"""A body made ready to parse: Markdown, HTML or plain lines, braces, comments, drawings, boxes, style sheets."""

from __future__ import annotations

import time

import pytest
from laws import seen
from selectolax.lexbor import LexborHTMLParser

from fraudnews.prepare import prepare_html, to_html

SENTENCE = "警方提醒：不要随意扫描陌生二维码。"

HTML = [
    "<p>一。</p><p># 不是标题</p>",
    "<div>\n- 不是列表\n- 也不是\n</div>",
    "<p>一。</p>\n<p>3 * 4 * 5</p>",
    "一。<br>二。<br>",
    "<!-- c --><p>一。</p>",
    "<script>let a = 1</script><p># 一。</p>\n<p>二。",
    "<p>一。</p><pre>\n# 甲\n# 乙\n# 丙\n</pre>二。",
    "<p>一。</p><div><!--\n- 甲\n\n- 乙\n- 丙\n--></div>二。",
    "开头没有标签<p>一。</p>",
    "<p>用 **星号** 强调</p>",
]


@pytest.mark.parametrize("body", HTML)
def test_html_stays_as_it_is(body: str):
    assert to_html(body) == body


@pytest.mark.parametrize(
    "body, html",
    [
        ("一行快讯。", "一行快讯。"),
        ("一。\n二。", "一。<br>二。"),
        ("一。\n\n二。", "一。<p>二。"),
        ("　　一。\n　　\n　　二。", "一。<p>二。"),
        ("股价涨3%，跌5%~6%", "股价涨3%，跌5%~6%"),
        ("<div>   \n国产片\n\n\n骗局之夏\n三个月，三个骗局。  \n</div>\n", "国产片<p>骗局之夏<br>三个月，三个骗局。"),
        (
            "<div>\n<img src='/a.jpg'>　　一。\n\n　　二。<img src='/b.jpg'>  \n</div>",
            "<img src='/a.jpg'>　　一。<p>二。<img src='/b.jpg'>",
        ),
        ("<div>\n一。\n<img src='/a.jpg'>二。\n</div>", "<div>\n一。\n<img src='/a.jpg'>二。\n</div>"),
        ("<div>\n一。\n\n<b>二。</b>\n</div>", "<div>\n一。\n\n<b>二。</b>\n</div>"),
    ],
)
def test_plain_lines_become_paragraphs(body: str, html: str):
    assert to_html(body) == html


def test_blank_lines_before_a_tag_are_read_in_time_linear_in_them():
    lines = "一。\n\n" * 40_000
    body = f"<div>{lines}<b>二。</b></div>"
    begun = time.process_time()
    assert to_html(body) == body
    assert time.process_time() - begun < 10  # a guard: it takes milliseconds; by going back, a minute


@pytest.mark.parametrize(
    "body",
    [
        "&#123;&#125;",
        "<pre>&#123; a &#125;</pre>",
        "# 标题\n\n```\n&#123;a&#125;\n```",
        "# 标题\n\n`&#123;a&#125;`",
        "<style>.a&#123;color:red&#125;</style><p>一</p>",
    ],
)
def test_braces_are_braces_everywhere(body: str):
    html = to_html(body)
    assert "&#12" not in html
    assert "{" in html
    assert "}" in html


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->"])
@pytest.mark.parametrize(
    "body", ["第一段。\n\n{}\n\n# 第二段", "<p>第一段。</p>{}<p>第二段</p>", "第一段。\n{}\n第二段"]
)
def test_the_more_mark_is_a_comment(body: str, mark: str):
    assert seen(prepare_html(to_html(body.format(mark))).html) == "第一段。第二段"


#: A comment in the raw body, and what is left of the two sentences around it.
COMMENTS = [
    ("<!--article_adlist[<p>广告</p>]article_adlist-->", "前。后。"),
    ("<!--article_adlist[<p>广告</p><!-- 内层 --><p>又一则</p>]article_adlist-->", "前。后。"),
    ("<!--article_adlist[<div><p>广告</p></div>]article_adlist", "前。后。"),
    ("<!--article_adlist[<p>广告-->中。<!--article_adlist[<p>广告</p>]article_adlist-->", "前。中。后。"),
    ("<!--article_adlist[<p>广告</p>-->中。<!--article_adlist[<p>又一则</p>-->", "前。中。后。"),
    ("<!-- 普通 -->", "前。后。"),
    ("<!-- <p>整段</p> -->", "前。后。"),
    ("<!-->", "前。后。"),
    ("<!--->", "前。后。"),
    ("<!-- a --!>", "前。后。"),
    ("<!-- a -- b -->", "前。后。"),
    ("<!doctype html>", "前。后。"),
    ("<![CDATA[ x ]]>", "前。后。"),
    ("<?php echo 1 ?>", "前。后。"),
]


@pytest.mark.parametrize("comment, left", COMMENTS)
def test_a_comment_never_leaks(comment: str, left: str):
    assert seen(prepare_html(f"<p>前。</p>{comment}<p>后。</p>").html) == left


@pytest.mark.parametrize("comment", ["‹!--文章打赏-- 2020-1-20屏蔽>", "＜!--x--›", "<!—— 广告位 ——>"])
def test_a_broken_comment_is_handed_to_a_rule(comment: str):
    html = prepare_html(f"<p>前。</p>{comment}<p>后。</p>").html
    found = LexborHTMLParser(html).css_first(".fraudnews-broken-comment")
    assert found is not None
    assert found.text() == comment


@pytest.mark.parametrize("sentence", ["3‹5，他说。", "价格<!重要>", "他写道：‹你好›"])
def test_a_sign_in_a_sentence_is_no_comment(sentence: str):
    assert "fraudnews-broken-comment" not in prepare_html(f"<p>{sentence}</p>").html


def test_a_long_comment_without_end_is_said():
    source = prepare_html("<p>前。</p><!-- " + "广告" * 200)
    assert any("never closes" in warning for warning in source.warnings)
    assert prepare_html("<p>前。</p><!-- 广告 -->").warnings == []
    assert prepare_html(f"<p>前。</p><!-- {'广告' * 200} --!>").warnings == []


@pytest.mark.parametrize(
    "html",
    [
        r"<p>一。</p> \n<p>二。</p> \n",
        r"<ol> \n <li>一。</li> \n <li>二。</li> \n</ol>",
        r"<div>\n\n<p>一。</p>\r\n<H2 class='a'>二。</H2>\n</div>",
        r"<table>\n<tr>\t<td>一。</td>\n<td>二。</td></tr></table>",
    ],
)
def test_line_ends_written_between_blocks_are_no_words(html: str):
    assert seen(prepare_html(f"{html}</div>").html) == "一。二。"


@pytest.mark.parametrize(
    "html",
    [
        r"<ul><li>\n</li><li>\t</li></ul>",
        r"<table><tr><td>换行</td><td>\n</td></tr></table>",
        r"<p>他写下：\n</p><p>再按回车。</p>",
        r"<p>\n<b>是换行。</b></p>",
        r"<p>一。</p>\name<p>二。</p>",
        r"<p>一。</p><code>\n</code><p>二。</p>",
        r"<pre><code><p>一。</p>\n<p>二。</p></code></pre>",
    ],
)
def test_a_line_end_written_in_a_story_stays(html: str):
    assert "\\" in seen(prepare_html(html).html)


DRAWING = '"data:image/svg+xml;charset=utf-8,<svg height="810" width="1080" xmlns="http://www.w3.org/2000/svg" version="1.1"/>"'


@pytest.mark.parametrize("drawing", [DRAWING, DRAWING.replace("/>", "><rect width='1'/></svg>")])
def test_a_drawing_in_an_address_that_ends_at_its_own_quotation_marks_shows_nothing(drawing: str):
    html = f'<p>故事。<img alt src={drawing} referrerpolicy="no-referrer">也是故事。</p>'
    assert prepare_html(html).html == html.replace(drawing, '""')


@pytest.mark.parametrize(
    "html",
    [
        "<p>故事。<img src=\"data:image/svg+xml,<svg width='1'/>\"></p>",
        '<p>故事。<img src="data:image/svg+xml,&lt;svg width=&quot;1&quot;/&gt;"></p><svg height="1"></svg>',
        '<p>他写道："data:image/svg+xml"，后面什么也没有。</p><svg height="1"></svg>',
    ],
)
def test_a_drawing_in_an_address_that_is_whole_stays(html: str):
    assert prepare_html(html).html == html


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        ('<input type="checkbox" disabled checked>', "☑"),
        ("<input checked='' class='task' type='checkbox'> ", "☑"),
        ("<input type=checkbox disabled>", "☐"),
    ],
)
def test_the_box_of_a_task_is_ticked_or_not(box: str, sign: str):
    assert prepare_html(f"<ul><li><p>{box}写完了</p></li></ul>").html == f"<ul><li><p>{sign} 写完了</p></li></ul>"


@pytest.mark.parametrize(
    "style, hidden",
    [
        (".ad{display:none}", {".ad"}),
        (".adHolder,#articleAd,.ad{display:none}", {".adHolder", "#articleAd", ".ad"}),
        (".ad { color: red; display : none !important }", {".ad"}),
        ("@media print{.story{display:none}}", set()),
        ("@media print{.story{display:none}} .ad{display:none}", {".ad"}),
        (".ad{display:block}", set()),
        ("p .ad{display:none}", set()),
        ("p{display:none}", set()),
        (".a:hover{display:none}", set()),
    ],
)
def test_a_style_sheet_hides_what_it_names(style: str, hidden: set[str]):
    assert prepare_html(f"<style>{style}</style><p>{SENTENCE}</p>").hidden == hidden


def test_an_empty_body_is_empty_html():
    assert to_html("") == ""
    assert prepare_html("") == ("", frozenset(), [])


@pytest.mark.parametrize(
    "styles",
    [
        "<style>.a{display:none}.b{src:url(data:font/woff2;base64," + "x" * 4_000_000 + ")}</style>",
        "<style>" + ",".join(f".a{number}" for number in range(200_000)) + ",.a{display:none}</style>",
        "<style>.a{display:none}" + "@" * 500_000 + "</style>",
        "<style>.a{display:none}</style>" + "<style>" * 50_000,
        "<style>.a{display:none}</style>" + "<style " * 100_000,
    ],
    ids=["font", "selectors", "at", "open", "unfinished"],
)
def test_style_sheets_are_read_in_time_linear_in_them(styles: str):
    begun = time.process_time()
    assert ".a" in prepare_html(f"<p>{SENTENCE}</p>{styles}").hidden
    assert time.process_time() - begun < 10  # a guard: it takes milliseconds; by going back, a minute


@pytest.mark.parametrize("end", ["</p>", "</p><hr>", "</p><p><img src='/a/rice.png'>"])
def test_what_an_author_wrote_in_markdown_below_a_page_is_read(end: str):
    page = f"<p>一</p><p>二</p><p>三</p><p>四</p><p>五{end}\n\n   \n"
    html = to_html(f"{page}# 版权声明\n[原文](https://example.com/1)\n\n## 出处\n江岭晚报\n")
    assert html.startswith(page.rstrip())
    for piece in ("<h1>版权声明</h1>", '<a href="https://example.com/1">原文</a>', "<h2>出处</h2>"):
        assert piece in html


@pytest.mark.parametrize("below", [" # 一粒米", "\n# 一粒米", "\n\n一粒米", "\n\n#一粒米"])
def test_what_is_no_markdown_below_a_page_stays_as_it_is(below: str):
    body = f"<p>一</p><p>二</p><p>三</p><p>四</p><p>五</p>{below}"
    assert to_html(body) == body
