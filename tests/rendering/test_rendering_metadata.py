"""Metadata survives: the front matter reads back the same, one record is one line that fits its schema."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import jsonschema
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.model import (
    Article,
    Block,
    BlockKind,
    Json,
    Kind,
    Metadata,
    Options,
    Picture,
    Removal,
    Run,
)  # fmt: skip
from fraudnews.parse import parse
from fraudnews.rendering import render_article
from fraudnews.rendering.header import date_text
from fraudnews.rendering.markdown import render_front_matter
from fraudnews.rendering.record import FIELDS, schema

MEAN = [
    "", "title: x", "'单'", '"双"', '"""三"""', "# 注", "a #b", "@人", "- 项", "---", "...", "{花}", "[方]", "&锚", "*别", "!标", "| 竖", "> 折",
    "no", "yes", "null", "~", "true", "2020", "0123", "12:30:45", "1e3", ".5", "0x1F", "2022-03-05", "\\n", "\\", "%x", "`", "警惕：“诈骗”",
    "😀", "\u3000", "\x85", "\u2028", "\ufeff", "\x7f", "\ud7ff", "\ufffd", "\U0010ffff", "<b>", "=", "<<", "? 问", ": 冒", "a:", "，",
]  # fmt: skip
anything = st.one_of(
    st.sampled_from(MEAN), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
)
#: What parse gives: no blanks at the edges or in a row, nothing invisible.
words = st.lists(st.sampled_from([text for text in MEAN if text.isprintable() and text]), min_size=1, max_size=3).map(
    lambda parts: " ".join(parts).replace("\u3000", "").strip()
)
lines = words.map(lambda text: " ".join(text.split())).filter(lambda text: bool(text) and "&" not in text)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), anything)
values: st.SearchStrategy[Json] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(anything, inner, max_size=3)),
    max_leaves=6,
)
dates = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda date: date.replace(microsecond=0, tzinfo=UTC)
)
zoned = st.builds(lambda date, hours: date.astimezone(timezone(timedelta(hours=hours))), dates, st.integers(-11, 13))
OWN_FIELDS = {"title", "date", "author", "editor", "categories", "tags", "url", "cover"}
keys = st.one_of(
    anything, st.sampled_from(["layout", "content", "handler", "2020", "yes", "摘要", "a b", "x-y"])
).filter(lambda key: key not in OWN_FIELDS and bool(key))


def metas(text: st.SearchStrategy[str], key: st.SearchStrategy[str]) -> st.SearchStrategy[Metadata]:
    return st.builds(
        Metadata,
        title=text,
        date=st.one_of(st.none(), zoned),
        author=st.one_of(st.none(), text),
        editor=st.lists(text, max_size=2).map(tuple),
        categories=st.lists(text, max_size=2).map(tuple),
        tags=st.lists(text, max_size=3).map(tuple),
        url=st.one_of(st.none(), st.just("https://a.cn/x?a=1&b=2#c")),
        cover=st.none(),
        extra=st.dictionaries(key, values, max_size=3),
    )


def as_plain(meta: Metadata) -> dict[str, Any]:
    own = {
        "title": meta.title,
        "date": meta.date,
        "author": meta.author,
        "editor": list(meta.editor),
        "categories": list(meta.categories),
        "tags": list(meta.tags),
        "url": meta.url,
        "cover": meta.cover,
    }
    return {key: value for key, value in own.items() if value is not None and value != []} | meta.extra


@settings(max_examples=150)
@given(metas(anything, keys))
def test_any_yaml_parser_reads_the_front_matter_back(meta: Metadata) -> None:
    source = render_front_matter(meta)
    assert source.startswith("---\n")
    assert yaml.safe_load(source.removesuffix("---\n")) == as_plain(meta)


@settings(max_examples=150)
@given(metas(lines, st.sampled_from(["layout", "content", "handler", "2020", "yes", "摘要", "x-y"])))
def test_parse_reads_its_own_front_matter_back(meta: Metadata) -> None:
    post = parse(render_front_matter(meta) + "\n正文。\n", None, UTC)
    assert post.meta == meta
    assert post.body.strip() == "正文。"
    assert post.warnings == ()


def test_a_key_of_extra_does_not_hide_a_field_of_its_own() -> None:
    source = render_front_matter(Metadata(title="题", extra={"title": ["别"], "url": "/x"}))
    assert source == '---\ntitle: "题"\nurl: "/x"\n---\n'


def test_the_front_matter_has_a_fixed_order_and_no_empty_fields() -> None:
    meta = Metadata(
        "题", datetime(2022, 3, 5, tzinfo=UTC), None, ("杨小树",), ("防骗",), (), None, "/a.png", {"layout": "post"}
    )
    assert render_front_matter(meta) == (
        '---\ntitle: "题"\ndate: 2022-03-05T00:00:00Z\neditor:\n  - "杨小树"\ncategories:\n  - "防骗"\n'
        'cover: "/a.png"\nlayout: "post"\n---\n'
    )


def article_of(meta: Metadata, text: str) -> Article:
    return Article(
        id="0f" * 32,
        meta=meta,
        blocks=(Block(BlockKind.PARAGRAPH, (Run(text),)), Block(BlockKind.CODE, (Run(f"{text}\n\r\u2028"),))),
        images=(Picture("/a.png", text, text),),
        site="finance.sina.com.cn",
        removed=(Removal("common/editor", Kind.EDITOR, text),),
        warnings=(text,),
        path=text,
    )


RECORD = jsonschema.Draft202012Validator(schema())


@settings(max_examples=150)
@given(metas(anything, keys), anything)
def test_a_record_is_one_line_that_fits_the_schema(meta: Metadata, text: str) -> None:
    line = render_article(article_of(meta, text), "jsonl", Options())
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    record = json.loads(line)
    RECORD.validate(record)
    assert tuple(record) == FIELDS
    assert record["meta"] == meta.extra
    assert (record["title"], record["tags"], record["removed"][0]["text"]) == (meta.title, list(meta.tags), text)
    assert record["date"] == (date_text(meta.date.astimezone(UTC)) if meta.date else None)


def test_fields_pick_and_order_the_record() -> None:
    line = render_article(article_of(Metadata(title="题"), "甲"), "jsonl", Options(fields=("title", "id", "cover")))
    assert line == '{"title":"题","id":"' + "0f" * 32 + '","cover":null}\n'
