"""A body in Markdown as HTML: what a post means by it, where CommonMark would not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import helpers
from markdown_it.rules_core import inline

from fraudnews.prepare import to_html
from fraudnews.prepare.markdown import _destination, _renderer

SENTENCE = "警方提醒：不要随意扫描陌生二维码。"

#: Bodies in Markdown, and a piece of the HTML that they mean.
MARKDOWN = [
    ("# 标题\n\n故事。", "<h1>标题</h1>"),
    ("故事。\n\n- 一\n- 二", "<li>一</li>"),
    ("故事。\n\n2. 二\n3. 三", '<ol start="2">'),
    ("故事。\n\n> 引文", "<blockquote>"),
    ("故事。\n\n```js\nlet a = '<b>';\n```", "<pre><code class=\"language-js\">let a = '&lt;b&gt;';"),
    ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "<td>1</td>"),
    ("见[报道](https://example.com/a)。", '<a href="https://example.com/a">报道</a>'),
    ("![图](https://example.com/图.png)\n\n故事。", 'src="https://example.com/图.png"'),
    ("**警惕**诈骗", "<strong>警惕</strong>"),
    ("作者**：林一禾**", "作者<strong>：林一禾</strong>"),
    ("他们**，**还有她", "他们<strong>，</strong>还有她"),
    ("# 一\n\n<table><tr><td>甲</td></tr></table>  \n## 二\n", "<h2>二</h2>"),
    ("用 `rm` 删除", "<code>rm</code>"),
    ("第一行\\\n第二行", "第一行<br"),
    ("3\\~5%，*注意*。", "3~5%，<em>注意</em>"),
    ("<https://example.com/a>", '<a href="https://example.com/a">https://example.com/a</a>'),
    ("见[报道][1]。\n\n[1]: https://example.com/a", '<a href="https://example.com/a">报道</a>'),
    ("~~删去~~的话", "<s>删去</s>"),
    ("# 标题\n\n<div>盒子</div>\n\n- 一\n- 二", "<div>盒子</div>"),
    ("一\n\n---\n\n二", "<hr"),
]


def test_an_address_by_number_that_no_link_has_stays():
    assert "[1]: https://example.com/a" in to_html("她发来两行字。\n\n[1]: https://example.com/a\n\n第三行是空的。")


def test_a_link_is_a_link_whatever_its_address_is():
    html = to_html("# 标题\n\n[知道了](javascript:;) ![](data:image/svg+xml,%3Csvg)")
    assert '<a href="javascript:;">知道了</a>' in html
    assert '<img src="data:image/svg+xml,%3Csvg"' in html


@pytest.mark.parametrize("body, piece", MARKDOWN)
def test_markdown_is_rendered(body: str, piece: str):
    assert piece in to_html(body)


@pytest.mark.parametrize(
    ("body", "listing"),
    [
        ("- 运行：```\ngo run\n```\n\n故事。\n\n## 后来", True),
        ("故事。\n\n## 后来\n\n```\ngo run", True),
        ("运行 ```\n\n```\ngo run\n```\n故事。\n\n## 后来", True),
        ("运行：```\ngo run\n```\n\n又运行：```\ngo run\n```\n\n## 后来", True),
        ("一行写着 ```\n\n故事。\n\n## 后来", False),
        ("一行写着 ```\n\n又一行写着 ```\n\n## 后来", False),
        ("一行写着：\n\\```\n\n故事。\n\n## 后来\n\n```\ngo run\n```", True),
        ("- ```\n  go run\n  ```\n\n故事。\n\n## 后来", True),
    ],
)
def test_a_fence_behind_words_begins_a_listing_where_one_is_missed(body: str, listing: bool):
    html = to_html(f"# 标题\n\n{body}")
    assert ("<h2>后来</h2>" in html, "<pre>" in html) == (True, listing)


def test_a_fence_that_begins_an_item_stays_in_it():
    assert "<li>\n<pre><code>go run" in to_html("- ```\n  go run\n  ```\n\n故事。").replace("<code>\n", "<code>")


def test_four_blanks_before_a_sentence_are_an_indent():
    html = to_html(f"# 标题\n\n    {SENTENCE}\n\n    他说，没有人再上当了。")
    assert "<pre>" not in html


def test_bold_words_that_are_indented_are_prose():
    html = to_html("# 标题\n\n故事。\n\n\t\t**反馈：**\n\n\t\t![图](/a.png)\n")
    assert "<strong>反馈：</strong>" in html
    assert '<img src="/a.png" alt="图" />' in html


def test_a_note_is_no_address():
    html = to_html("# 标题\n\n故事[^1]，见[甲书]。\n\n[^1]: 同上\n[^2]: 甲，\n乙。\n[甲书]: /a\n")
    assert "故事[^1]" in html
    assert "<p>[^1]: 同上</p>" in html
    assert "<p>[^2]: 甲，<br />\n乙。</p>" in html
    assert '<a href="/a">甲书</a>' in html


def test_the_box_of_a_task_in_markdown_is_ticked_or_not():
    html = to_html("# 标题\n\n- [x] 甲\n- [ ] 乙\n- [x](/a) 丙\n\n```\n- [x] 丁\n```\n")
    assert "<li>☑ 甲</li>" in html
    assert "<li>☐ 乙</li>" in html
    assert '<a href="/a">x</a>' in html
    assert "- [x] 丁" in html


def test_four_blanks_before_code_are_a_listing():
    assert "<pre><code>let a = 1" in to_html("# 标题\n\n故事。\n\n    let a = 1\n")


@pytest.mark.parametrize(
    "code",
    [
        "r = new Reg('a,b') // 建一个，和上面一样",
        "/a\\.b/.test('a') // 真，匹配",
        "$ git push # 推送，带上标签",
        "if (a) {\n        b() // 甲，乙；丙。\n    }",
    ],
)
@pytest.mark.parametrize("indented", ["故事。", f"    {SENTENCE}"])
def test_chinese_in_the_comments_of_code_makes_it_no_prose(code: str, indented: str):
    html = to_html(f"# 标题\n\n{indented}\n\n    {code}\n\n{indented}\n")
    assert f"<pre><code>{code.replace('        ', '    ').replace('    }', '}')}\n</code></pre>" in html
    assert html.count("<pre>") == 1


@pytest.mark.parametrize(
    "line", ["// 甲，乙。", "# 甲，乙。", "-- 甲：乙", "1(?=2) // 甲，乙", "f(\n        // 甲，乙。"]
)
def test_a_comment_among_the_lines_of_a_listing_is_no_prose(line: str):
    html = to_html(f"# 标题\n\n故事。\n\n    {line}\n    <b>甲</b>\n\n    ls\n")
    assert f"<pre><code>{line.replace('        ', '    ')}\n&lt;b&gt;甲&lt;/b&gt;\n\nls\n</code></pre>" in html


@pytest.mark.parametrize("line", ["- 甲：\n    - 乙，丙。", "> 甲\n\n    > 乙，丙。"])
def test_an_item_that_is_indented_makes_no_prose_of_a_listing(line: str):
    assert "<pre><code>ls\n</code></pre>" in to_html(f"# 标题\n\n{line}\n\n故事。\n\n    ls\n")


@pytest.mark.parametrize(
    "prose",
    [
        "A (B) 公司说，涨了 $3；跌了 <5。",
        "http://example.com/?a=b",
        '<p class="a">甲</p>',
        "- a = b",
        "AI 时代，人人都要当心。",
    ],
)
def test_an_indented_paragraph_with_signs_of_code_is_prose(prose: str):
    assert "<pre>" not in to_html(f"# 标题\n\n    {SENTENCE}\n\n    {prose}\n")


@pytest.mark.parametrize(
    "body, html",
    [
        ("骗局的由来\n---\n\n故事。", "<h2>骗局的由来</h2>\n<p>故事。</p>"),
        ("他说没有人查。\n-------\n\n故事。", "<h2>他说没有人查。</h2>\n<p>故事。</p>"),  # as far as it reaches
        ("序\n=\n\n故事。", "<h1>序</h1>\n<p>故事。</p>"),
        ("警方到场，\n人已经走了\n---\n\n故事。", "<p>警方到场，<br />\n人已经走了</p>\n<hr />\n<p>故事。</p>"),
        ("她没有再报警。\n---\n\n故事。", "<p>她没有再报警。</p>\n<hr />\n<p>故事。</p>"),
        (f"{'他反复核对那张单子' * 7}\n---\n\n故事。", f"<p>{'他反复核对那张单子' * 7}</p>\n<hr />\n<p>故事。</p>"),
        (
            "> 她没有再报警。\n> ---\n\n故事。",
            "<blockquote>\n<p>她没有再报警。</p>\n<hr />\n</blockquote>\n<p>故事。</p>",
        ),
        ("金额\n=\n本金\n\n故事。", "<p>金额<br />\n=<br />\n本金</p>\n<p>故事。</p>"),
    ],
)
def test_a_paragraph_with_a_rule_right_below_it_is_no_heading(body: str, html: str):
    assert to_html(f"{body}\n\n- 一").startswith(html)


def test_a_first_line_of_code_behind_the_buttons_of_a_fence_is_code():
    html = to_html("```xml 体验AI代码助手 代码解读复制代码<a>\n</a>\n```\n")
    assert (
        html == '<pre><code class="language-xml">体验AI代码助手 代码解读复制代码&lt;a&gt;\n&lt;/a&gt;\n</code></pre>\n'
    )


@pytest.mark.parametrize(
    "tex", [r"$\left\{a_1, b\_2\right\}$", "$a*b*c_1$", r"$\{x\}$", r"$$\begin{cases} a &= b \\ &= c \end{cases}$$"]
)
def test_a_formula_is_written_as_it_was(tex: str):
    assert to_html(f"设 {tex} 成立，**故**得证。") == (
        f"<p>设 {tex.replace('&', '&amp;')} 成立，<strong>故</strong>得证。</p>\n"
    )


def test_a_formula_on_lines_of_its_own_is_one_line_and_no_list():
    html = to_html("# 题\n\n即等式\n$$\na_i\n+ \\{b_i\\} \\\\\n- c*d*e\n$$\n的结合。\n")
    assert html == "<h1>题</h1>\n<p>即等式</p>\n<p>$$a_i + \\{b_i\\} \\\\ - c*d*e$$</p>\n<p>的结合。</p>\n"
    assert to_html("$$\nx = 5\\,\\$\n$$\n") == "<p>$$x = 5\\,\\$$$</p>\n"


@pytest.mark.parametrize("text", ["花了$5**整**，赚了$10。", "$BTC**涨**，$ETH 跌。", "$$ **赚钱** $$", "$$ **赚钱**"])
def test_money_is_no_formula(text: str):
    assert "<strong>" in to_html(f"{text}\n")


def test_a_formula_that_was_escaped_is_read_as_it_is_written():
    assert to_html("设 $\\left\\\\{a\\*b\\right\\\\}$，**故**得证。") == (
        "<p>设 $\\left\\{a*b\\right\\}$，<strong>故</strong>得证。</p>\n"
    )


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("**民警**  \n，提醒", "<strong>民警</strong>，提醒"),
        ("> 民警说  \n> 。", "民警说。"),
        ("他回了“  \n**好的**  \n”三次", "他回了“<strong>好的</strong>”三次"),
        ("千万不要  \n**转账**  \n，要先报警", "千万不要<strong>转账</strong>，要先报警"),
    ],
)
def test_a_sentence_that_a_converter_cut_is_whole(cut: str, whole: str):
    assert whole in to_html(cut)


@pytest.mark.parametrize(
    "lines",
    [
        "**第一行**  \n第二行",
        "提醒：  \n**转账**  \n，先报警",  # nothing goes on in bold
        "千万不要  \n**转账**  \n先报警",
        "**民警**\\\n，提醒",
        "**民警**\n！！提醒",
        "千万不要\\\n**转账**\\\n，先报警",
    ],
)
def test_lines_that_may_be_whole_stay_lines(lines: str):
    assert "<br" in to_html(lines)


def test_lines_of_code_stay_lines():
    assert "a\n，b" in to_html("```\na\n，b\n```")


#: Pieces of Markdown that mean something beside each other.
PIECES = [
    *"字字图a1 .:()<>[]!&*_`#-|\\",
    "\n",
    "\n\n",
    "](",
    "](https://a.cn/",
    "&amp;",
    "    ",
    "\t",
    "\u3000",
    "\x7f",
    "> ",
    "- ",
    "1. ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_done_fast_is_done_as_by_the_parser(text: str):
    fast, slow = (_renderer.__wrapped__(indented_code=True) for _ in range(2))
    slow.helpers = helpers
    slow.core.ruler.at("inline", inline)
    slow.disable("plain")
    assert fast.render(text) == slow.render(text)


@given(st.text("ab/?&;()<>\\ \n\x7f中amp#35", max_size=20), st.integers(0, 6), st.integers(0, 14))
def test_addresses_are_read_as_by_the_parser(text: str, start: int, length: int):
    start = min(start, len(text))
    end = min(start + length, len(text))
    own, theirs = _destination(text, start, end), helpers.parseLinkDestination(text, start, end)
    assert (own.ok, own.str) == (theirs.ok, theirs.str)
    assert not own.ok or own.pos == theirs.pos
