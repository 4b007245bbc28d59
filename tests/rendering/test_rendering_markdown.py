"""Exact Markdown: the source reads well, and what breaks in Chinese does not."""

from __future__ import annotations

import pytest

from fraudnews.model import Article, Block, BlockKind, Break, Cell, Container, Image, Inline, Mark, Metadata, Run
from fraudnews.rendering.markdown import render_markdown

BOLD, ITALIC, STRIKE, CODE, SUP, SUB = Mark.BOLD, Mark.ITALIC, Mark.STRIKE, Mark.CODE, Mark.SUP, Mark.SUB
QUOTE = Container("quote", 100)


def markdown(*blocks: Block, title: str = "") -> str:
    article = Article("0" * 64, Metadata(title=title), blocks, (), None, (), ())
    return render_markdown(article, title=bool(title), front_matter=False).removesuffix("\n")


def paragraph(*inlines: Inline | str, path: tuple[Container, ...] = ()) -> Block:
    return Block(BlockKind.PARAGRAPH, tuple(Run(i) if isinstance(i, str) else i for i in inlines), path)


def heading(*inlines: Inline | str, level: int = 2, path: tuple[Container, ...] = ()) -> Block:
    return paragraph(*inlines)._replace(kind=BlockKind.HEADING, level=level, path=path)


def code(text: str, lang: str = "", path: tuple[Container, ...] = ()) -> Block:
    return Block(BlockKind.CODE, (Run(text),), path, lang=lang)


def table(*rows: tuple[tuple[Inline, ...], ...]) -> Block:
    return Block(BlockKind.TABLE, (), rows=tuple(tuple(Cell(cell) for cell in row) for row in rows))


def item(uid: int, group: int = 1, number: int | None = None) -> Container:
    return Container("item", uid, group, number)


UNTOUCHED = [
    "3 * 4", "2 * 3 * 4", "a_b", "snake_case_name", "[注]", "正文[1]与[2]", "5%~6%", "约3~5天", "C#", "#话题#", "a * b", "甲*", "*注",
    "2022.5", "1.5倍", "-5℃", "+86", "A&B", "R&D;", "<3", "3<4", "a<b", "`", "C:\\下载", "a|b", "http://a.cn/b_c_d", "!", "！",
    "（1）甲", "①", "5%~6%，7%~8%", "a ~ b ~ c", "=", "===", "{x}", "“警惕”", "a^b", "甲 __ 乙",
    "\\中", "#1",
]  # fmt: skip


@pytest.mark.parametrize("text", UNTOUCHED)
def test_text_that_needs_no_escape_has_none(text: str) -> None:
    assert markdown(paragraph(text)) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("3*4*5", r"3\*4\*5"),
        ("**重要**", r"\*\*重要\*\*"),
        ("将**{甲}**作", r"将\*\*{甲}\*\*作"),
        ("3~5天，6~8天", r"3\~5天，6\~8天"),
        ("~~旧~~", r"\~\~旧\~\~"),
        ("_强调_", r"\_强调\_"),
        ("`a`", r"\`a\`"),
        ("[x](y)", r"[x\](y)"),
        ("<b>粗</b>", r"\<b>粗\</b>"),
        ("&amp;和&#123;", r"\&amp;和\&#123;"),
        ("\\*", r"\\*"),
        ("尾\\", r"尾\\"),
        ("# 标题", r"\# 标题"),
        ("1. 甲", r"1\. 甲"),
        ("12) 甲", r"12\) 甲"),
        ("- 甲", r"\- 甲"),
        ("+ 甲", r"\+ 甲"),
        ("* 甲", r"\* 甲"),
        ("> 甲", r"\> 甲"),
        (">甲", r"\>甲"),
        ("---", r"\---"),
        ("* * *", r"\* * *"),
        ("___", r"\___"),
        ("```", r"\```"),
        ("~~~", r"\~~~"),
        ("<div", r"\<div"),
        ("[注]: 甲", r"\[注]: 甲"),
        ("#", r"\#"),
    ],
)
def test_text_that_would_be_markup_is_escaped_once(text: str, source: str) -> None:
    assert markdown(paragraph(text)) == source


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("1. 乙", r"1\. 乙"),
        ("- 乙", r"\- 乙"),
        ("-", r"\-"),
        ("+ 乙", r"\+ 乙"),
        ("> 乙", r"\> 乙"),
        ("# 乙", r"\# 乙"),
        ("===", r"\==="),
        ("---", r"\---"),
        ("--|--", r"\--|--"),
        ("乙", "乙"),
        ("#乙", "#乙"),
    ],
)
def test_a_line_behind_a_hard_break_begins_no_block(line: str, source: str) -> None:
    assert markdown(paragraph("甲", Break(), line)) == f"甲\\\n{source}"


@pytest.mark.parametrize(
    ("inlines", "source"),
    [
        ((Run("“警惕”", BOLD), Run("诈骗")), "“**警惕**”诈骗"),
        ((Run("警方"), Run("“警惕”", BOLD), Run("诈骗")), "警方“**警惕**”诈骗"),
        ((Run("真。", BOLD), Run("她")), "**真**。她"),
        ((Run("“真”。", BOLD), Run("她")), "**“真”**。她"),
        ((Run("警方：", BOLD), Run("注意")), "**警方**：注意"),
        ((Run("警方：", BOLD), Run("“注意”")), "**警方：**“注意”"),
        ((Run("一、概述。", BOLD),), "**一、概述。**"),
        ((Run("甲", BOLD), Run("乙", ITALIC)), "**甲**<em>乙</em>"),
        ((Run("甲", ITALIC), Run("乙", ITALIC | BOLD), Run("丙", ITALIC)), "*甲**乙**丙*"),
        ((Run("甲", BOLD | ITALIC),), "***甲***"),
        ((Run("甲 ", BOLD), Run(" 乙", BOLD)), "**甲  乙**"),
        ((Run("甲"), Run(" 乙 ", BOLD), Run("丙")), "甲 **乙** 丙"),
        ((Run("甲", STRIKE), Run("乙")), "~~甲~~乙"),
        ((Run("甲"), Run("乙", BOLD | STRIKE), Run("丙")), "甲<strong>~~乙~~</strong>丙"),
        ((Run("x"), Run("2", SUP), Run("H"), Run("2", SUB)), "x<sup>2</sup>H<sub>2</sub>"),
        ((Run("用"), Run("a`b", CODE), Run("行")), "用``a`b``行"),
        ((Run("用"), Run("`a", CODE), Run("行")), "用`` `a ``行"),
        ((Run("用"), Run("a`", CODE), Run("行")), "用`` a` ``行"),
        ((Run("见"), Run("警方", BOLD, "https://a.cn/x"), Run("通报")), "见[**警方**](https://a.cn/x)通报"),
        (
            (Run("见", BOLD), Run("警方", BOLD, "https://a.cn/x"), Run("通报", BOLD)),
            "**见[警方](https://a.cn/x)通报**",
        ),
        ((Run("见"), Run(" https://a.cn/x ", 0, "https://a.cn/x")), "见 <https://a.cn/x>"),
        ((Run("词", 0, "https://a.cn/词_(条)"),), "[词](https://a.cn/词_(条))"),
        ((Run("词", 0, "https://a.cn/)"),), r"[词](https://a.cn/\))"),
        ((Run("[1]", 0, "/n"),), r"[\[1\]](/n)"),
        ((Run("快看!"), Run("图", 0, "/n")), r"快看\![图](/n)"),
        ((Image("/a.png", "图[1]", "/n"),), r"[![图\[1\]](/a.png)](/n)"),
        ((Run("甲 * 乙"), Run("丙", BOLD)), "甲 * 乙**丙**"),
    ],
)
def test_marks_and_links_render_as_meant(inlines: tuple[Inline, ...], source: str) -> None:
    assert markdown(paragraph(*inlines)) == source


NESTED = """\
- 甲
  1. 乙
  2. 丙

     丙二
- 丁

  ```python
  x = 1

  y
  ```

> 戊
>
> - 己
> - 庚
>
>   > 辛"""


def test_lists_quotes_and_listings_nest() -> None:
    second = item(4, 2, 2)
    inner = item(8, 3)
    blocks = [
        paragraph("甲", path=(item(2),)),
        paragraph("乙", path=(item(2), item(3, 2, 1))),
        paragraph("丙", path=(item(2), second)),
        paragraph("丙二", path=(item(2), second)),
        paragraph("丁", path=(item(5),)),
        code("x = 1\n\ny", "python", (item(5),)),
        paragraph("戊", path=(QUOTE,)),
        paragraph("己", path=(QUOTE, item(7, 3))),
        paragraph("庚", path=(QUOTE, inner)),
        paragraph("辛", path=(QUOTE, inner, Container("quote", 9))),
    ]
    assert markdown(*blocks) == NESTED


@pytest.mark.parametrize(
    ("blocks", "source"),
    [
        ([paragraph(t, path=(item(n, 1, n),)) for n, t in ((3, "甲"), (4, "乙"))], "3. 甲\n4. 乙"),
        ([paragraph(t, path=(item(n, 1, n),)) for n, t in ((1, "甲"), (5, "乙"), (6, "丙"))], "1. 甲\n\n5) 乙\n6) 丙"),
        ([paragraph("甲", path=(item(1, 1),)), paragraph("乙", path=(item(2, 2),))], "- 甲\n\n* 乙"),
        ([paragraph("甲", path=(item(1, 1, 1),)), paragraph("乙", path=(item(2, 2, 1),))], "1. 甲\n\n1) 乙"),
        ([paragraph("甲", path=(item(1, 1),)), paragraph("乙", path=(item(2, 2, 1),))], "- 甲\n\n1. 乙"),
        (
            [
                paragraph("甲")._replace(kind=BlockKind.TERM),
                paragraph("乙", path=(Container("definition", 1),)),
                paragraph("丙", path=(Container("definition", 2),)),
                paragraph("丁", path=(item(3),)),
            ],
            "甲\n\n- 乙\n- 丙\n\n* 丁",
        ),
        ([paragraph("甲", path=(item(1), QUOTE))], "- > 甲"),
        ([paragraph("甲", path=(QUOTE,)), paragraph("乙", path=(Container("quote", 7),))], "> 甲\n\n> 乙"),
        ([paragraph("甲", Break(), "乙", path=(QUOTE, item(1)))], "> - 甲\\\n>   乙"),
        ([Block(BlockKind.RULE, (), (item(1),))], "- ___"),
        ([Block(BlockKind.RULE, ()), paragraph("甲")], "___\n\n甲"),
        ([paragraph("甲"), Block(BlockKind.RULE, ())], "甲\n\n---"),
        ([paragraph("[ ] 甲", path=(item(1),))], r"- \[ ] 甲"),
        ([paragraph("--", path=(item(1),))], r"- \--"),
        ([paragraph("- -- -", path=(item(1),))], r"- \- -- -"),
        ([code("a\n```\nb")], "````\na\n```\nb\n````"),
        ([code("x", "c++", (item(1),))], "- ```c++\n  x\n  ```"),
        ([heading("C #")], r"## C \#"),
        ([heading("C#")], "## C#"),
        ([heading("1. 概述")], "## 1. 概述"),
        ([heading("甲", Break(), "乙", level=1)], "# 甲 乙"),
        ([heading("甲", path=(item(1),))], "- ## 甲"),
        ([Block(BlockKind.EMBED, (Run("https://a.cn/v.mp4", 0, "https://a.cn/v.mp4"),))], "<https://a.cn/v.mp4>"),
        ([Block(BlockKind.EMBED, (Run("/v.mp4", 0, "/v.mp4"),))], "[/v.mp4](/v.mp4)"),
        (
            [table(((Run("a|b"),), ()), ((Run("甲"), Break(), Run("乙")), (Run("x|y", CODE),)))],
            "| a\\|b |  |\n| --- | --- |\n| 甲<br>乙 | `x\\|y` |",
        ),
        ([table(((Image("/a|b.png", "甲|乙"),),))], "| ![甲\\|乙](/a\\|b.png) |\n| --- |"),
        ([paragraph(Image("/a.png?x|y^z"))], "![](/a.png?x|y^z)"),
        ([paragraph(" ", Break(), Image("/a.png"), Break(), Break(), "甲")], "![](/a.png)\\\n甲"),
    ],
)
def test_blocks_have_their_exact_source(blocks: list[Block], source: str) -> None:
    assert markdown(*blocks) == source


@pytest.mark.parametrize(
    ("title", "first", "source"),
    [
        ("警惕诈骗", "甲", "# 警惕诈骗\n\n甲"),
        ("警惕诈骗", "警惕诈骗", "警惕诈骗"),
        ("#话题# *", "甲", "# #话题# *\n\n甲"),
    ],
)
def test_the_title_stands_over_a_story_that_lacks_it(title: str, first: str, source: str) -> None:
    assert markdown(paragraph(first), title=title) == source
