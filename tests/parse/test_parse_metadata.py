"""Keys of the front matter to fields: every alias in its one place, everything else in extra."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from fraudnews.parse.metadata import clean_text, read_metadata

URL = "https://news.example.cn/a/1.html"
DATE = datetime(2022, 3, 5, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "field", "expected"),
    [
        ({"title": "反诈"}, "title", "反诈"),
        ({"headline": "反诈"}, "title", "反诈"),
        ({"Title": "反诈"}, "title", "反诈"),
        ({"标题": "反诈"}, "title", "反诈"),
        ({"责任编辑": "杨小树"}, "editor", ("杨小树",)),
        ({"title": 2022}, "title", "2022"),
        ({"title": 0}, "title", "0"),
        ({"title": None}, "title", ""),
        ({"title": "反诈", "headline": "反诈"}, "title", "反诈"),
        *(
            ({key: "2022-03-05 21:05"}, "date", DATE)
            for key in (
                "date",
                "published",
                "pubDate",
                "publish_time",
                "created",
                "pub_time",
                "pubtime",
                "publishTime",
                "Publish-Date",
                "publishedAt",
                "DATE",
                "发布时间",
            )
        ),
        ({"date": 1646514300}, "date", DATE),
        ({"author": "杨小树"}, "author", "杨小树"),
        ({"authors": ["杨小树", "李山"]}, "author", "杨小树、李山"),
        ({"author": {"name": "杨小树"}}, "author", "杨小树"),
        ({"author": "杨小树", "authors": []}, "author", "杨小树"),
        ({"authors": [{"name": "杨小树"}]}, "author", "杨小树"),
        ({"byline": "杨小树"}, "author", "杨小树"),
        ({"editor": "杨小树"}, "editor", ("杨小树",)),
        ({"editors": ["杨小树", "李山"]}, "editor", ("杨小树", "李山")),
        ({"categories": ["金融", "国内"]}, "categories", ("金融", "国内")),
        ({"categories": [["金融", "国内"], ["社会"]]}, "categories", ("金融", "国内", "社会")),
        ({"category": "金融"}, "categories", ("金融",)),
        ({"tags": ["反诈", 2022]}, "tags", ("反诈", "2022")),
        ({"tag": "反诈"}, "tags", ("反诈",)),
        ({"tags": []}, "tags", ()),
        ({"keywords": "反诈, 电信,骗局"}, "tags", ("反诈", "电信", "骗局")),
        *(
            ({key: URL}, "url", URL)
            for key in ("url", "original_url", "link", "source_url", "permalink", "from", "source")
        ),
    ],
)
def test_an_alias_lands_in_its_field_and_leaves_nothing(values: dict[str, Any], field: str, expected: object) -> None:
    meta, _, warnings = read_metadata(values, UTC)
    assert (getattr(meta, field), meta.extra, warnings) == (expected, {}, [])


@pytest.mark.parametrize("program", ["markdown", "CKEditor", " visual "])
def test_a_program_is_no_editor(program: str) -> None:
    meta, _, _ = read_metadata({"editor": program}, UTC)
    assert (meta.editor, meta.extra) == ((), {"editor": program})


@pytest.mark.parametrize(
    "values",
    [
        *({key: URL} for key in ("headimg", "cover", "thumbnail", "image", "banner", "og_image")),
        {"headimg": URL, "thumbnail": URL},
        {"image": [URL]},
    ],
)
def test_a_cover_lands_in_covers(values: dict[str, Any]) -> None:
    meta, covers, _ = read_metadata(values, UTC)
    assert (covers, meta.extra) == ((URL,), {})


@pytest.mark.parametrize(
    "values",
    [
        {"from": "新华社"},
        {"source": "新华社"},
        {"link": True},
        {"permalink": "/2022/03/05/"},
        {"comments": False, "layout": "post", "2020": 1, "content": "x", "handler": None},
        {"seo": {"a": [1, None, {"b": "c"}]}},
        {"date": ["2022"]},
        {"Source": "新华社", "Link": True, "originalUrl": "/2022/03/05/", "dateLine": "北京"},
        {"cover": {"alt": "照片"}},
        {"cover": False},
        {"author": {"id": 7}},
    ],
)
def test_what_is_no_field_survives_in_extra(values: dict[str, Any]) -> None:
    assert read_metadata(values, UTC)[0].extra == values


@pytest.mark.parametrize(
    ("values", "extra"),
    [
        ({"title": "甲", "headline": "乙"}, {"headline": "乙"}),
        ({"Title": "甲", "title": "乙"}, {"Title": "甲"}),
        ({"Title": "甲", "TITLE": "乙"}, {"TITLE": "乙"}),
        ({"url": URL, "link": URL, "source": URL + "?2"}, {"source": URL + "?2"}),
        ({"tags": ["甲"], "keywords": "乙"}, {"keywords": "乙"}),
        ({"tags": ["甲"], "tag": "甲", "keywords": []}, {}),
        ({"headimg": URL, "cover": URL + "?2"}, {"cover": URL + "?2"}),
        ({"image": {"url": URL, "alt": "照片"}}, {"image": {"url": URL, "alt": "照片"}}),
        ({"author": {"name": "杨小树", "id": 7}}, {"author": {"name": "杨小树", "id": 7}}),
        ({"code": "a &#123;b&#125; &amp; c", "list": ["&#123;"]}, {"code": "a {b} &amp; c", "list": ["{"]}),
    ],
)
def test_a_second_value_is_not_lost(values: dict[str, Any], extra: dict[str, Any]) -> None:
    assert read_metadata(values, UTC)[0].extra == extra


@pytest.mark.parametrize("text", ["Invalid Date", "2022-06-31", "昨天"])
def test_an_invalid_date_is_none_with_a_warning(text: str) -> None:
    meta, _, warnings = read_metadata({"date": text, "pubDate": None, "published": ""}, UTC)
    assert (meta.date, meta.extra) == (None, {})
    assert warnings == [f"date: not a date: {text!r}"]


@pytest.mark.parametrize("is_shown", [True, False])
def test_whether_a_post_is_shown_is_no_date(is_shown: bool) -> None:
    meta, _, warnings = read_metadata({"published": is_shown, "pubDate": "2022-03-05 21:05"}, UTC)
    assert (meta.date, meta.extra, warnings) == (DATE, {"published": is_shown}, [])


def test_an_invalid_date_leaves_the_place_to_a_valid_one() -> None:
    assert read_metadata({"date": "Invalid Date", "pubDate": "2022-03-05 21:05"}, UTC)[0].date == DATE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("反诈", "反诈"),
        ("　反诈　行动　", "反诈　行动"),
        ("A  B", "A  B"),
        ("A\n  B\tC", "A B C"),
        ("A&nbsp;&amp;&lt;B&gt;&quot;&#39;&hellip;", "A &<B>\"'…"),
        ("&#123;a&#125; &bogus; AT&T &", "{a} &bogus; AT&T &"),
        ("警\u200b方\ufeff\u2060\u202e", "警方"),
        ("&#27;[31m红\x9b1m\x07", "[31m红1m"),
        ("“警惕”——ＡＢ①", "“警惕”——ＡＢ①"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("&#55357;&#99999999;", "\ufffd&#99999999;"),
        ("#话题# @某人 *号*", "#话题# @某人 *号*"),
    ],
)
def test_a_title_loses_entities_and_invisible_characters_only(text: str, expected: str) -> None:
    assert clean_text(text) == expected
