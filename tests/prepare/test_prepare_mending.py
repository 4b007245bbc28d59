"""Markdown as converters of pages break it: heaps of stars, links around all, strokes of code."""

from __future__ import annotations

import re

import pytest
from laws import seen

from fraudnews.prepare import to_html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[甲\n\n2024-06-01\n\n![](/b.png)](/a)", ["甲", "2024-06-01", '<img src="/b.png" alt="" />']),
        ("[ 甲\n\n 乙 ](/a)", ["甲", "乙"]),
        ("[\n\n### 甲\n\n摘要\n\n](/a)", ["甲", "摘要"]),
        ("* [![](/b.png)\n\n  甲](/a)", ['<img src="/b.png" alt="" />', "甲"]),
        ('[![](/b.png)\n\n甲](/a "甲：乙")', ['<img src="/b.png" alt="" />', "甲"]),
    ],
)
def test_a_link_over_paragraphs_is_one_in_each(body: str, html: list[str]):
    rendered = to_html(f"# 标题\n\n故事。\n\n{body}\n\n故事。")
    assert re.findall('<a href="/a">(.*?)</a>', rendered) == html
    assert "[" not in rendered
    assert "](" not in rendered


def test_pictures_in_a_link_whose_brackets_were_escaped_are_shown():
    rendered = to_html(r"故事。" + "\n\n" + r"[!\[\]()!\[甲\](/b.png)](/a)" + "\n\n故事。")
    assert '<img src="/b.png" alt="甲" />' in rendered
    assert "![" not in rendered


@pytest.mark.parametrize("body", [r"!\[甲\](/b.png)", r"[图：!\[甲\](/b.png)](/a)", r"`[!\[甲\](/b.png)](/a)`"])
def test_other_escaped_brackets_are_those_of_the_author(body: str):
    assert "<img" not in to_html(f"# 标题\n\n故事。\n\n{body}\n\n故事。")


PICTURE = "![甲](https://a.example/b.png)"
IMAGE = '<img src="https://a.example/b.png" alt="甲" />'


@pytest.mark.parametrize(
    "body",
    [
        f"故事。\n\n<p>故事。</p>\n{PICTURE}\n\n故事。",
        f"<p>故事。</p>\n{PICTURE}\n\n<p>故事。</p>\n<p>故事。</p>",  # without any other sign of Markdown
        f"<p>故事。</p>\n{PICTURE}\n<p>故事。</p>\n<p>故事。</p>",
        f"<center><h1>标题</h1></center>\n\n<br/>\n\n{PICTURE}\n\n<br/>\n\n故事。",
        f"故事。\n\n<table><tr><td>乙</td></tr></table>  \n{PICTURE}\n\n故事。",
        f"故事。\n\n<table><tr><td>乙</td></tr></table>  \n故事。  \n```\na = 1\n```\n{PICTURE}\n",
    ],
)
def test_a_picture_in_markdown_below_a_block_in_tags_is_shown(body: str):
    rendered = to_html(body)
    assert IMAGE in rendered
    assert "](" not in rendered
    assert "```" not in rendered


@pytest.mark.parametrize(
    "within", ["<center>{}</center>", "<div align='center'>\n{}\n</div>", "<table><tr><td>{}</td></tr></table>"]
)
def test_a_picture_in_markdown_in_a_block_in_tags_is_shown(within: str):
    rendered = to_html(f"# 标题\n\n{within.format(PICTURE)}\n\n**故事**。")
    assert IMAGE.replace(" /", "") in rendered
    assert "](" not in rendered


@pytest.mark.parametrize(
    "body",
    [
        "故事。\n\n```\n<p>乙</p>\n{}\n```\n",
        "<p>写法：</p>\n<pre>\n\n{}\n\n</pre>",
        "# 标题\n\n<p>写法：<code>{}</code></p>",
    ],
)
def test_a_picture_below_tags_in_a_listing_stays(body: str):
    assert PICTURE in to_html(body.format(PICTURE))


def test_markdown_right_behind_the_tag_of_a_figure_is_read():
    figure = '<figure class="a">![甲](/b.png)\n\n<figcaption class="b">*图：[乙](/a)*</figcaption>\n\n</figure>'
    rendered = to_html(f"# 标题\n\n故事。\n\n{figure}\n\n故事。")
    assert '<img src="/b.png" alt="甲" />' in rendered
    assert '<em>图：<a href="/a">乙</a></em>' in rendered
    code = "```\n<figure>![甲](/b.png)\n```"
    assert "<img" not in to_html(f"# 标题\n\n故事。\n\n{code}\n\n故事。")


@pytest.mark.parametrize("figure", ["<figcaption>图一\n图二</figcaption>", "<figure><img src='/a.png'></figure>"])
def test_a_picture_in_the_line_below_a_figure_or_its_caption_is_one(figure: str):
    assert '<img src="/b.png" alt="甲" />' in to_html(f"# 标题\n\n故事。\n\n{figure}\n![甲](/b.png)\n\n故事。")


@pytest.mark.parametrize("body", ["[见附件\n\n故事。\n\n他说](好", "```\n[甲\n\n乙](/a)\n```", "[甲\n[乙]\n\n丙](/a)"])
def test_a_bracket_that_begins_no_link_stays(body: str):
    rendered = to_html(f"# 标题\n\n故事。\n\n{body}")
    assert "<a " not in rendered
    assert seen(rendered) == "标题故事。" + "".join(body.replace("```", "").split())


#: Bold that is meant, though CommonMark's rule for its edges would not take it.
BOLD = [
    ("**真。**她说", "<strong>真。</strong>她说"),
    ("他说**“警惕”**诈骗", "他说<strong>“警惕”</strong>诈骗"),
    ("运行**./install.sh**后", "运行<strong>./install.sh</strong>后"),
    ("命令**`ls`**后", "命令<strong><code>ls</code></strong>后"),
    ("占比**“10%”**2022年", "占比<strong>“10%”</strong>2022年"),
    ("****警惕****", "<strong>警惕</strong>"),
    (" **     警惕     **", "<p><strong>警惕</strong></p>"),
    ("**警****惕**", "<strong>警惕</strong>"),
    ("<i>别忘</i>**警****惕**", "<strong>警</strong><wbr><strong>惕</strong>"),
    ("**警惕****", "<p><strong>警惕</strong></p>"),
    ("**警惕******", "<p><strong>警惕</strong></p>"),
    ("共123**456 **元", "共123<strong>456</strong> 元"),
    ("**警惕**********  \n故事。", "<strong>警惕</strong><br"),
    ("卡号 6222******", "卡号 6222******"),
    ("**“****错****”****？**", "<strong>“错”？</strong>"),
    ("**_警_****_惕_**", "<strong><em>警</em><wbr><em>惕</em></strong>"),
    ("****警惕********诈骗****", "<p><strong>警惕诈骗</strong></p>"),
    ("### ****一、********警惕**** ****诈骗****", "<h3><strong>一、警惕</strong> <strong>诈骗</strong></h3>"),
    ("- **谨防受骗。 **", "<strong>谨防受骗。</strong></li>"),
    ("** 警惕 **", "<p><strong>警惕</strong></p>"),
    ("他说** 警惕**。", "他说** 警惕**。"),
    ("他说：** 警惕**。", "他说： <strong>警惕</strong>。"),
    ("**文 ** 甲  ** 图 ********乙**", "<strong>文</strong>  甲   <strong>图 乙</strong>"),
    ("**第0****1章**", "<strong>第01章</strong>"),
    ("**尾号6222****8888的卡 **", "<strong>尾号6222****8888的卡</strong>"),
    ("**账号：6222 **** **** 8888**：她记得", "<strong>账号：6222 **** **** 8888</strong>：她记得"),
    ("**99 **** 8888**", "<strong>99  8888</strong>"),
    ("***真。***她说", "<em><strong>真。</strong></em>她说"),
]


#: Stars that are none.
STARS = [
    "卡号6222****8888，电话138****1234",
    "李某**、王某**和赵某 **",
    "`a` **argv 和 **envp",
    "| 李**、王** | ** | 赵 **",
    "2**.5和3**.5",
    "王某知道***，所以***——他走了",
    "2 ** 3 ** 4",
    "3 * 4 * 5",
    "他划掉了** 两个字 **",
    "`a**“b”**c`",
]


@pytest.mark.parametrize("body, piece", BOLD)
def test_bold_is_bold_as_meant(body: str, piece: str):
    assert piece in to_html(f"# 标题\n\n{body}").replace("<strong><strong>", "<strong>").replace(
        "</strong></strong>", "</strong>"
    )


def test_stars_that_end_more_than_one_bold_all_do():
    assert seen(to_html("# 标题\n\n********警**惕****真假**********")) == "标题警惕真假"


@pytest.mark.parametrize("body", STARS)
def test_stars_in_a_sentence_stay(body: str):
    assert seen(to_html(f"# 标题\n\n{body}")) == "标题" + body.replace(" ", "").replace("`", "")


def test_stars_in_place_of_digits_stay_in_a_block_of_tags_too():
    assert seen(to_html("<blockquote><p>卡号6222****8888</p></blockquote>\n<p>故事</p>")) == "卡号6222****8888故事"


def test_a_stroke_in_code_parts_no_cells():
    rows = "`|` | 或\n| `a | b` 和 `c` | 管道 |\n`d \\| e` | 管道\n甲 | `乙` | 丙"
    html = to_html(f"# 标题\n\n符号 | 含义\n--- | ---\n{rows}\n\n`a | b`\n")
    assert "<td><code>|</code></td>\n<td>或</td>" in html
    assert "<td><code>a | b</code> 和 <code>c</code></td>\n<td>管道</td>" in html
    assert "<td><code>d | e</code></td>" in html
    assert "<td>甲</td>\n<td><code>乙</code></td>\n</tr>" in html
    assert "<p><code>a | b</code></p>" in html
    listing = "# 标题\n\n```\na | b\n--- | ---\n`|` | 或\n```\n"
    assert "`|` | 或\n" in to_html(listing)


TABLE = """<table>
  <tr>
    <td>
      骗局
    </td>

    <td>
      **话术**

      <pre>一
    二</pre>
    </td>
  </tr>
</table>"""


def test_rows_of_a_table_in_tags_that_stand_apart_are_no_listing():
    html = to_html(f"# 标题\n\n{TABLE}\n\n{TABLE}\n\n## 下一节\n")
    assert (html.count("<td>"), html.count("&lt;"), html.count("<code>")) == (4, 0, 0)
    assert html.count("<pre>一\n    二</pre>") == 2


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("\n", "\n    ").join(("一：\n\n    ", "")),
        f"```html\n{TABLE}\n```",
        f"{TABLE.removesuffix('</table>')}\n\n- 一\n\n        <table>",
    ],
)
def test_a_table_that_is_a_listing_or_has_no_end_stays(text: str):
    assert "&lt;t" in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize(
    "text, piece",
    [
        ("**警惕诈骗。  \n**\n\n下文", "<p><strong>警惕诈骗。</strong></p>"),
        ("**警惕  \n**\n下文", "<p><strong>警惕</strong><br />\n下文</p>"),
        ("**警惕\n诈骗  \n**", "<p><strong>警惕<br />\n诈骗</strong></p>"),
        ("> **警惕  \n> **", "<p><strong>警惕</strong></p>"),
        ("*注*\n**警惕  \n**", "<em>注</em><br />\n<strong>警惕</strong></p>"),
        ("- **警惕  \n  **\n- 诈骗", "<li><strong>警惕</strong></li>"),
        ("**  \n**警惕诈骗", "<p>警惕诈骗</p>"),
        ("**\n警惕**诈骗", "<p><strong>警惕</strong>诈骗</p>"),
        ("**警惕  \n**\n**诈骗  \n**", "<p><strong>警惕</strong><br />\n<strong>诈骗</strong></p>"),
        ("**警惕  \n  \n**", "<p><strong>警惕</strong></p>"),
        ("****警惕。**  \n**\n\n下文", "<p><strong>警惕。</strong></p>\n<p>下文</p>"),
        ("**警惕。** **  \n  \n**\n\n下文", "<p><strong>警惕。</strong></p>\n<p>下文</p>"),
        ("> **警惕  \n>\n> **", "<p><strong>警惕</strong></p>"),
    ],
)
def test_stars_alone_in_a_line_belong_to_the_words_beside_it(text: str, piece: str):
    assert piece in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize(
    "text, piece",
    [
        ("他报了警。 **  \n** **后来**呢", "<p>他报了警。<br />\n<strong>后来</strong>呢</p>"),
        ("**他报了警。****  \n**后来呢", "<p><strong>他报了警。</strong><br />\n后来呢</p>"),
        ("他报了警。**  \n****后来呢**", "<p>他报了警。<br />\n<strong>后来呢</strong></p>"),
        ("他报了警。 **  \n**![](a.png)", '<p>他报了警。<br />\n<img src="a.png"'),
        (
            "**他报了警，  \n后来**  \n**有人来了**",
            "<strong>他报了警，<br />\n后来</strong><br />\n<strong>有人来了</strong>",
        ),
    ],
)
def test_a_line_end_in_bold_leaves_no_stars(text: str, piece: str):
    html = to_html(f"# 标题\n\n{text}\n")
    assert piece in html
    assert "**" not in html


@pytest.mark.parametrize(
    "text",
    [
        "甲**乙**\n**\n丙",
        "甲**乙**\n\n**\n\n丙",
        "```\n**甲\n\n**\n```",
        "**\n\n甲",
        "***甲  \n**\n乙",
        "```\n**甲\n**\n```",
        "`**`甲\n**\n乙",
    ],
)
def test_stars_alone_in_a_line_that_make_nothing_bold_stay(text: str):
    assert "**" in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize(
    "text, piece",
    [
        (" ** **警惕诈骗****", "<p><strong>警惕诈骗</strong></p>"),
        ("## ** **警惕诈骗****", "<h2><strong>警惕诈骗</strong></h2>"),
        ("** **阿梅**** ：你好", "<p><strong>阿梅</strong> ：你好</p>"),
        ("他报了警。 ****", "<p>他报了警。</p>"),
        ("**他报了警。** **  \n**", "<p><strong>他报了警。</strong></p>"),
        ("****他报了[警](/a)。****", '<strong>他报了<a href="/a">警</a>。</strong>'),
        ("他说：“**报警**。” ****  ", "<p>他说：“<strong>报警</strong>。”</p>"),
        ("** **甲** **乙****", "<p><strong>甲 乙</strong></p>"),
        ("** ** ** ** **甲**********", "<p><strong>甲</strong></p>"),
        ("**甲** ** **乙** **丙**** **丁**", "<p><strong>甲</strong>  <strong>乙 丙</strong> <strong>丁</strong></p>"),
        (
            "出品 **甲** ** **乙** **a**** **丁。**",
            "出品 <strong>甲</strong>  <strong>乙 a</strong> <strong>丁。</strong>",
        ),
    ],
)
def test_bold_in_bold_and_bold_of_nothing_are_as_meant(text: str, piece: str):
    assert piece in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize(
    "text", ["尾号 6222 ****", "**尾号** ****", "密码是“8”****", "*甲。****", "在 ** 公司和 ** 公司"]
)
def test_stars_that_hide_digits_or_make_no_bold_in_bold_stay(text: str):
    assert "**" in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize("text", ["**官网: **[甲](/a)", "**官网：\u00a0**甲", "**甲**: **乙**"])
def test_a_blank_behind_the_colon_keeps_nothing_from_being_bold(text: str):
    assert "**" not in to_html(f"# 标题\n\n{text}\n")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("![](https://example.com/a.jpg?x=o\n&y=1)", "https://example.com/a.jpg?x=o&amp;y=1"),
        ('[甲](https://example.com/a-\nb\n  c.html "题")', "https://example.com/a-bc.html"),
        ("一[甲](https://example.com/a#\nrd)二", "https://example.com/a#rd"),
    ],
)
def test_an_address_wrapped_over_lines_is_joined(text: str, address: str):
    html = to_html(f"# 标题\n\n{text}\n")
    assert f'"{address}"' in html
    assert "](" not in html


@pytest.mark.parametrize(
    "text",
    ["[甲](https://example.com/a\n另外)", "[甲](https://example.com/a\nsee (b) c)", "[甲](https://example.com/a\n\nb)"],
)
def test_text_behind_an_address_is_not_joined_to_it(text: str):
    assert "<p>[甲](https://example.com/a<" in to_html(f"# 标题\n\n{text}\n")


def test_an_address_wrapped_in_a_listing_stays():
    assert "](https://example.com/a\nb)" in to_html("# 标题\n\n```\n[甲](https://example.com/a\nb)\n```\n")
