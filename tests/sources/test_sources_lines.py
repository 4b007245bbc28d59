"""Posts in lines of JSON, and paths in lists."""

from __future__ import annotations

import gzip
import hashlib
import json
import os

import pytest

from fraudnews import Options
from fraudnews.core import convert
from fraudnews.errors import EmptyError, FieldError, FraudnewsError, RecordError, TooLargeError, UsageError
from fraudnews.sources import Source, Trouble, find_listed, find_sources
from fraudnews.sources.lists import open_list, read_list

STORY = "<p>警方昨日通报了这起案件。</p>"


def line(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def article_of(raw, **options):
    return convert(raw, "text", Options(**options), body_field="content")[1]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", ["crawl.jsonl", "crawl.ndjson", "crawl.jsonl.gz", "CRAWL.JSONL"])
def test_each_line_is_a_post_with_a_name_of_its_own(found, name, end):
    data = b"\xef\xbb\xbf" + end.join([b"one", b"", b"  ", b"four"])
    data = gzip.compress(data) if name.endswith(".gz") else data
    stem = name.split(".")[0]
    assert found(name, data) == [(f"{stem}/000000001", b"one"), (f"{stem}/000000004", b"four")]


def test_a_file_that_is_cut_short_between_two_lines_is_not_taken_for_whole(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes((b"x" * 99_999 + b"\n") * 3)
    first, *rest = find_sources([str(path)])
    assert [item.name for item in rest] == [f"{path}:2", f"{path}:3"]
    found = find_sources([str(path)])
    next(found)
    os.truncate(path, 200_000)
    second, last = found
    assert (first.data, second.name) == (second.data, f"{path}:2")
    assert isinstance(last, Trouble)
    assert str(last.error) == "it was cut short while it was read: run it again on the whole"


def test_a_line_carries_its_place_and_its_field(tmp_path):
    from fraudnews.sources import Reading, find_sources

    (tmp_path / "a.jsonl").write_bytes(b"x\n")
    (item,) = find_sources([str(tmp_path / "a.jsonl")], Reading(body_field="html"))
    assert item == Source(f"{tmp_path}/a.jsonl:1", "a/000000001", b"x", "html")


@pytest.mark.parametrize("last", [b"\n", b""])
def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(found, last):
    data = b"x" * 100 + b"\n" + b"y" * 101 + b"\n" + b"z" * 5000 + b"\r\n" + b"w" * 100 + last
    items = found("a.jsonl", data, max_size=100)
    assert [name for name, _ in items] == ["a/000000001", "a.jsonl:2", "a.jsonl:3", "a/000000004"]
    assert items[2][1] == "more than 100 bytes, the limit: raise it with --max-size"


def test_a_line_keeps_its_number_whatever_stands_around_the_one_before(found):
    mark, ends = b"\xef\xbb\xbf", b"\r" * 9 + b"\n"
    items = found("a.jsonl", mark + b"x" * 104 + b"\r\n" + b"y" * 98 + ends + b"z", max_size=100)
    assert [name for name, _ in items] == ["a.jsonl:1", "a.jsonl:2", "a/000000003"]
    assert found("a.jsonl", mark + b"x" * 100 + b"\r\n", max_size=100) == [("a/000000001", b"x" * 100)]


def test_a_damaged_file_of_lines_gives_what_came_before_and_one_error(found):
    packed = gzip.compress(b"".join(b"%d" % number + os.urandom(300).hex().encode() + b"\n" for number in range(2000)))
    *good, (place, problem) = found("a.jsonl.gz", packed[: len(packed) // 2])
    assert len(good) > 100
    assert (place, problem) == ("a.jsonl.gz", "damaged gzip data: ends too early: fetch it or make it again")


def test_the_other_fields_of_a_line_are_its_metadata():
    raw = line(
        headline=" 谨防&amp;假客服 ", pubDate="2022-03-05 21:05", byline="江岭晚报", content=STORY, spider={"id": 7}
    )
    article = article_of(raw)
    assert (article.meta.title, article.meta.author, article.meta.date.year) == ("谨防&假客服", "江岭晚报", 2022)
    assert article.meta.extra == {"spider": {"id": 7}}
    assert article.id == hashlib.sha256(raw).hexdigest()


def test_a_body_that_looks_like_a_front_matter_stays_a_body():
    article = article_of(line(content=f"---\ntitle: x\n---\n{STORY}"))
    assert article.meta.title == ""


def test_control_characters_and_line_ends_of_a_body_are_mended():
    article = article_of(line(content="第一段的话在此。\r\n\r\n第二\u0007段的话在此。"))
    assert article.warnings == ("control characters were taken out",)
    assert len(article.blocks) == 2


@pytest.mark.parametrize(
    ("raw", "kind", "said"),
    [
        (b"{", RecordError, "not a JSON object"),
        (b'{"a": 1 "b"}', RecordError, "delimiter at character 9: repair the line"),
        (b'{"a": "b', RecordError, "Unterminated string starting at character 7: repair the line"),
        (b"[1]", RecordError, "not a JSON object but a list: write each"),
        (b"null", RecordError, "not a JSON object"),
        (b"[" * 100_000, RecordError, "not a JSON object"),
        (line(content=STORY) + b" {}", RecordError, "more than one JSON object in a line"),
        (
            line(text=STORY),
            FieldError,
            "no field 'content': name the one that holds the story with --body-field, such as text",
        ),
        (line(content=[STORY]), FieldError, "the field 'content' is no text"),
        (line(content=None), EmptyError, "no story"),
        (line(content=" \n"), EmptyError, "there are fields but no story"),
        (line(content="x" * 200), TooLargeError, "the limit is 100"),
        (b'{"content": "\xff\xfe"}', FraudnewsError, "not utf-8"),
    ],
)
def test_a_bad_line_is_one_error_that_says_what_to_do(raw, kind, said):
    options = {"max_size": 100} if kind is TooLargeError else {}
    with pytest.raises(kind, match=said):
        article_of(raw, **options)


def _read(path, data, **how):
    path.write_bytes(data)
    return list(read_list("list", open_list(str(path)), null=how.get("null", False)))


@pytest.mark.parametrize(("null", "mark"), [(True, b"\0"), (False, b"\n")])
def test_a_list_holds_any_bytes(tmp_path, null, mark):
    names = [b"a.md", "字.md".encode(), b"\xff\xe9.md", b" x ' \" ", b"a\r", b"x" * 4000]
    expected = [os.fsdecode(name) for name in names]
    for data in (mark.join(names), mark.join(names) + mark, mark + (mark * 2).join(names)):
        assert _read(tmp_path / "list", data, null=null) == expected


def test_names_with_line_ends_need_nul_and_a_dash_is_a_file(tmp_path):
    assert _read(tmp_path / "list", b"a\nb.md\0-\0-x.md\0", null=True) == ["a\nb.md", "./-", "./-x.md"]


@pytest.mark.parametrize("data", [b"a.md\0b.md\0", b"a/b.md\0" * 20_000])
def test_a_list_of_the_other_kind_is_an_error(tmp_path, data):
    (item,) = _read(tmp_path / "list", data)
    assert isinstance(item, Trouble)
    assert str(item.error).endswith("give -0 if NUL bytes part the paths")


def test_a_long_list_is_read_in_pieces(tmp_path):
    names = [f"folder/{number}.md" for number in range(50_000)]
    assert _read(tmp_path / "list", "\n".join(names).encode()) == names


def test_a_list_that_is_missing_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="--files-from none: no such file"):
        open_list("none")


@pytest.mark.parametrize(
    ("path", "relative"),
    [
        ("a.md", "a.md"),
        ("./b//a.md", "b/a.md"),
        ("/b/a.md", "b/a.md"),
        ("../../b/a.md", "b/a.md"),
        ("b/../a.md", "a.md"),
    ],
)
def test_a_listed_post_keeps_its_path_in_a_tree(tmp_path, monkeypatch, path, relative):
    monkeypatch.setattr(os.path, "lexists", lambda _: True)
    assert list(find_listed([path])) == [Source(path, relative)]


def test_a_folder_or_nothing_in_a_list_is_a_trouble_and_an_archive_is_opened(tmp_path, tar):
    (tmp_path / "x.tar").write_bytes(tar(("in.md", b"x")))
    items = list(find_listed([str(tmp_path), str(tmp_path / "none"), str(tmp_path / "x.tar")]))
    assert [type(item) for item in items] == [Trouble, Trouble, Source]
    assert items[2].relative == "in.md"
