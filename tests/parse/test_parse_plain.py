"""The quick reader of plain front matters says what YAML says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.parse.plain import read_plain
from fraudnews.parse.values import NotReadableError
from fraudnews.parse.yamlheader import read_yaml

SIGNS = st.sampled_from(
    [*"ab:#'\"-?,[]{}&*!|>%@` \\01~.+_=\t警，：\u3000…é👍\u2028\x85\ufeff", ": ", " #", "- ", "null", "true", "---"]
)
WORDS = st.lists(SIGNS, max_size=6).map("".join)
VALUES = st.one_of(WORDS, WORDS.map("'{}'".format), WORDS.map('"{}"'.format))
KEYS = st.sampled_from(["title", "date", "tags", "a-b", "x_1", "no", "2020", "null", "~", "<<"])
LINES = st.one_of(
    st.tuples(KEYS, st.sampled_from([":", ": ", ":  "]), VALUES, st.sampled_from(["", " "])),
    st.tuples(st.sampled_from(["", " ", "  ", "    "]), st.sampled_from(["-", "- "]), VALUES),
).map("".join)


@settings(max_examples=500)
@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join))
def test_what_is_read_as_plain_is_what_yaml_reads(head: str) -> None:
    plain = read_plain(head)
    if plain is None:
        return
    try:
        assert plain == read_yaml(head)
    except NotReadableError:
        pytest.fail(f"{plain}, but YAML refuses it")


def test_a_header_as_crawlers_write_it_is_plain() -> None:
    head = (
        "title: 江岭警方：“扫码送米”是骗局\nauthor: 某某晚报\ndate: Sat, 05 Mar 2022 13:05:16 GMT\n"
        "categories: \n - 社会\n - '反诈: 提醒'\nheadimg: https://a.cn/b.png?x=1#y\nviews: 120\ndraft: false\ncover:\n"
    )
    values = {
        "title": "江岭警方：“扫码送米”是骗局",
        "author": "某某晚报",
        "date": "Sat, 05 Mar 2022 13:05:16 GMT",
        "categories": ["社会", "反诈: 提醒"],
        "headimg": "https://a.cn/b.png?x=1#y",
        "views": 120,
        "draft": False,
        "cover": None,
    }
    assert read_plain(head) == (values, []) == read_yaml(head)


@pytest.mark.parametrize(
    "head",
    [
        "a: b: c",
        "a: b #c",
        "a: [b]",
        "a: |\n  b",
        "a: b\n  c",
        "a: 'b''c'",
        'a: "b\\nc"',
        "a: b\n- c",
        "a:b",
        "a: &b",
        "",
        "# a",
    ],
)
def test_what_yaml_may_read_otherwise_is_left_to_it(head: str) -> None:
    assert read_plain(head) is None


def test_a_key_that_stands_twice_is_said() -> None:
    assert read_plain("a: b\na: c") == ({"a": "c"}, ["a"])
