"""Plain text: paragraphs parted by an empty line, list marks, tabs between cells, no addresses."""

from __future__ import annotations

import pytest

from fraudnews.model import Article, Block, BlockKind, Break, Cell, Container, Image, Mark, Metadata, Run
from fraudnews.rendering.text import render_text

QUOTE = Container("quote", 100)
PATH = tuple[Container, ...]


def paragraph(text: str, path: PATH = ()) -> Block:
    return Block(BlockKind.PARAGRAPH, (Run(text),), path)


def item(uid: int, group: int = 1, number: int | None = None) -> Container:
    return Container("item", uid, group, number)


def text_of(*blocks: Block, title: str = "") -> str:
    article = Article("0" * 64, Metadata(title=title), blocks, (), None, (), ())
    return render_text(article, title=bool(title))


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([paragraph("甲"), paragraph("乙")], "甲\n\n乙"),
        ([Block(BlockKind.PARAGRAPH, (Run("甲"), Break(), Run("乙")))], "甲\n乙"),
        ([Block(BlockKind.PARAGRAPH, (Run("见"), Run("此", Mark.BOLD, "https://a.cn"), Run("*")))], "见此*"),
        ([paragraph("甲"), Block(BlockKind.PARAGRAPH, (Image("/a.png", "图"),)), paragraph("乙")], "甲\n\n乙"),
        ([Block(BlockKind.EMBED, (Run("https://a.cn/v"),)), Block(BlockKind.RULE, ()), paragraph("乙")], "乙"),
        ([paragraph("甲", (item(1),)), paragraph("乙", (item(2),))], "- 甲\n- 乙"),
        ([paragraph("甲", (item(1, 1, 9),)), paragraph("乙", (item(2, 1, 10),))], "9. 甲\n10. 乙"),
        ([paragraph("甲", (item(1),)), paragraph("乙", (item(1), item(3, 2, 1)))], "- 甲\n  1. 乙"),
        ([paragraph("甲", (item(1),)), paragraph("乙", (item(1),))], "- 甲\n\n  乙"),
        ([paragraph("甲", (item(1, 1),)), paragraph("乙", (item(2, 2),))], "- 甲\n\n- 乙"),
        ([paragraph("甲", (QUOTE,)), paragraph("乙", (QUOTE, item(1)))], "甲\n\n- 乙"),
        ([Block(BlockKind.CODE, (Run("if x:\n\n    y"),))], "if x:\n\n    y"),
        ([Block(BlockKind.CODE, (Run("a\n\nb"),), (item(1),))], "- a\n\n  b"),
        (
            [
                Block(
                    BlockKind.TABLE,
                    (),
                    rows=(
                        (Cell((Run("年"),)), Cell((Run("金额"),))),
                        (Cell((Run("1"), Break(), Run("2"))), Cell(())),
                    ),
                )
            ],
            "年\t金额\n1 2\t",
        ),
        ([], ""),
    ],
)
def test_blocks_have_their_exact_text(blocks: list[Block], text: str) -> None:
    assert text_of(*blocks) == text + "\n"


@pytest.mark.parametrize(
    ("title", "blocks", "text"),
    [
        ("题", [paragraph("甲")], "题\n\n甲\n"),
        ("题", [paragraph("题"), paragraph("甲")], "题\n\n甲\n"),
        ("题", [], "题\n"),
    ],
)
def test_the_title_is_the_first_line_once(title: str, blocks: list[Block], text: str) -> None:
    assert text_of(*blocks, title=title) == text
