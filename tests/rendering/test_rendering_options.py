"""What the options do to every format: links, pictures, dates, fields, unknown names."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from fraudnews.errors import UsageError
from fraudnews.model import (
    Article,
    Block,
    BlockKind,
    Break,
    Cell,
    Image,
    Images,
    Inline,
    Links,
    Metadata,
    Options,
    Picture,
    Run,
)  # fmt: skip
from fraudnews.rendering import render_article

LINK = Run("通报", 0, "https://a.cn/x")
PICTURE = Image("/a.png", "图", "https://a.cn/y")


def article_of(*blocks: Block, meta: Metadata | None = None) -> Article:
    pictures = (Picture("/a.png", "图", ""),)
    return Article("0" * 64, meta or Metadata(title="题"), blocks, pictures, None, (), ())


def paragraph(*inlines: Inline) -> Block:
    return Block(BlockKind.PARAGRAPH, inlines)


def markdown(options: Options, *blocks: Block) -> str:
    return render_article(article_of(*blocks), "markdown", options)


TEXT_LINKS = Options(links=Links.TEXT, front_matter=False)
NO_PICTURES = Options(images=Images.DROP, front_matter=False)
CELLS = Block(BlockKind.TABLE, (), rows=((Cell((LINK,)), Cell((PICTURE,))),))


def test_links_and_images_may_be_named_by_their_words():
    words = Options(links="text", images="drop", front_matter=False)  # as on the command line
    assert markdown(words, paragraph(LINK, PICTURE)) == "通报\n"


@pytest.mark.parametrize(
    ("options", "block", "source"),
    [
        (TEXT_LINKS, paragraph(Run("见"), LINK), "见通报\n"),
        (TEXT_LINKS, paragraph(PICTURE), "![图](/a.png)\n"),
        (TEXT_LINKS, CELLS, "| 通报 | ![图](/a.png) |\n| --- | --- |\n"),
        (NO_PICTURES, paragraph(PICTURE, Break(), LINK), "[通报](https://a.cn/x)\n"),
        (NO_PICTURES, paragraph(Run("甲"), Break(), PICTURE, Break(), Run("乙")), "甲\\\n乙\n"),
        (NO_PICTURES, paragraph(Run("甲"), Break(), PICTURE), "甲\n"),
        (NO_PICTURES, paragraph(PICTURE), "\n"),
        (NO_PICTURES, CELLS, "| [通报](https://a.cn/x) |  |\n| --- | --- |\n"),
    ],
)
def test_links_and_pictures_go_as_asked(options: Options, block: Block, source: str) -> None:
    assert markdown(options, block) == source


def test_dropped_pictures_are_not_in_the_record() -> None:
    line = render_article(
        article_of(paragraph(PICTURE)), "jsonl", Options(images=Images.DROP, fields=("images", "text"))
    )
    assert line == '{"images":[],"text":""}\n'


@pytest.mark.parametrize(
    ("zone", "shown"), [("UTC", "2022-03-05T16:05:00Z"), ("Asia/Shanghai", "2022-03-06T00:05:00+08:00")]
)
def test_dates_are_shown_in_the_zone_asked_for(zone: str, shown: str) -> None:
    article = article_of(paragraph(LINK), meta=Metadata(date=datetime(2022, 3, 5, 16, 5, tzinfo=UTC)))
    options = Options(timezone=ZoneInfo(zone), fields=("date",))
    assert render_article(article, "jsonl", options) == f'{{"date":"{shown}"}}\n'
    assert f"\ndate: {shown}\n" in render_article(article, "markdown", options)


@pytest.mark.parametrize(
    ("to", "fields", "message"),
    [("html", (), "unknown format 'html'"), ("jsonl", ("text", "body"), "unknown field 'body'")],
)
def test_unknown_names_are_a_usage_error(to: str, fields: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        render_article(article_of(), to, Options(fields=fields))
