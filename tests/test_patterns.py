"""Patterns on RE2: what a set holds of them, where the end of a line starts, and what is wrong with one."""

from __future__ import annotations

import pytest
import re2

from fraudnews import patterns
from fraudnews.patterns import PatternSet, end_of, fault_of, joined, matcher, pattern_set


def test_a_set_finds_what_matches_exactly_in_order():
    found = pattern_set((("扫.{0,2}码",), ("扫码",), ("码",)), is_whole=True)
    assert [found.find(text) for text in ("扫码", "扫一下码", "扫一下这个码", "码")] == [[0, 1], [0], [], [2]]
    assert pattern_set((("扫码",), ("码$",)), is_whole=False).find("请扫码") == [0, 1]
    assert pattern_set((), is_whole=True).find("扫码") == []


#: So many that a set looks for literals first; none matches the texts of the tests.
MANY = tuple((f"戊己{number}", f"庚辛{number}") for number in range(20))


@pytest.mark.parametrize("many", [(), MANY], ids=["a few", "many"])
def test_of_many_texts_those_are_named_that_a_pattern_may_match(many: tuple[tuple[str, ...], ...]):
    found = pattern_set(
        (("扫.{0,9}码",), ("[赞讚]+",), (".",), *many), is_whole=True, longest=(12, 3, 1, *[9] * len(many))
    )
    texts = ["扫一下码", "警方通报", "赞赞赞", "赞" * 4, "扫一下", "甲"]
    assert found.may_match(texts) - {3} == {0, 2, 5}  # 3 is too long for its pattern
    assert [found.find(text) for text in texts] == [[0], [], [1], [], [], [2]]
    assert found.may_match([]) == set()


@pytest.mark.parametrize("many", [(), MANY], ids=["a few", "many"])
def test_patterns_keep_their_places_with_literals_and_without(many: tuple[tuple[str, ...], ...]):
    found = pattern_set((*((word, f"{word}.+") for word in "乙丙丁戊己"), (".",), *many), is_whole=True)
    assert [found.find(word) for word in ("丁", "己", "庚", "己。")] == [[2, 5], [4, 5], [5], [4]]


def test_a_pattern_is_compiled_for_a_text_that_has_all_it_needs(monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []
    original = patterns._match_of_set
    monkeypatch.setattr(
        patterns, "_match_of_set", lambda some, *args, **how: made.extend(some) or original(some, *args, **how)
    )
    found = PatternSet((("扫.{1,2}码.*群", "关.{1,2}注"), *MANY), is_whole=True)
    assert [found.find(text) for text in ("扫一下这个码", "扫一下这个码进群", "扫一下码进群", "码")] == [
        [],
        [],
        [0],
        [],
    ]
    assert made == ["扫.+码.*群", "扫.{1,2}码.*群"]


def test_a_pattern_with_counts_is_compiled_for_a_text_that_matches_without_them(monkeypatch: pytest.MonkeyPatch):
    made: list[list[str]] = []
    original = patterns._match_of_set
    monkeypatch.setattr(
        patterns, "_match_of_set", lambda some, *args, **how: made.append(some) or original(some, *args, **how)
    )
    found = PatternSet((("扫.{1,2}码",), ("按.{1,2}码",), (".码",)), is_whole=True)
    assert [found.find(text) for text in ("扫码", "扫一码", "扫这一码", "扫这一个码", "按码")] == [
        [2],
        [0],
        [0],
        [],
        [2],
    ]
    assert made == [["扫.+码", "按.+码", ".码"], ["扫.{1,2}码"]]


@pytest.mark.parametrize(
    "pattern, texts",
    [
        ("码{2}", ["码", "码码", "码码码"]),
        ("码{2,}群{0,1}?", ["码", "码码群", "码码码", "码码群群"]),
        ("(?:扫{0,2}码){2}", ["码", "码码", "扫扫码扫码", "扫扫扫码码"]),
        ("[扫{2}]码", ["2码", "{码", "扫扫码"]),
        ("[]{2}]{2}", ["2]", "]{2}"]),
        ("[[:digit:]{2}]码", ["{码", "77码", "7码"]),
        (r"[\]{2}]码\{2}", ["{码{2}", "]]码{2}", "2码码"]),
        (r"\x{7801}{2}\pL{2}\p{Nd}{2}", ["码码扫码12", "码扫扫12", "码码扫码1"]),
        (r"\Q码{2}\E{2}码{2}", ["码{2}}码码", "码{2}码码", "码码码码"]),
        ("码{2}|{2", ["码", "码码", "{2"]),
    ],
)
def test_counts_are_matched_as_re2_does(pattern: str, texts: list[str]):
    expected = [bool(re2.fullmatch(pattern, text)) for text in texts]
    assert [matcher(pattern, is_whole=True)(text) for text in texts] == expected
    assert [bool(pattern_set(((pattern,),), is_whole=True).find(text)) for text in texts] == expected
    assert len({*expected}) == 2


def test_a_set_is_not_asked_of_texts_that_begin_with_what_none_of_its_patterns_does(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    original = patterns._match_of_set

    def match_of_set(some: list[str], memory: int, *, is_whole: bool) -> patterns._Match:
        match = original(some, memory, is_whole=is_whole)
        return lambda data: asked.append(data.decode()) or match(data)

    monkeypatch.setattr(patterns, "_match_of_set", match_of_set)
    texts = ["扫一下", "扫码", "请扫码", "按码"]
    found = PatternSet((("扫码", "长?按码"),), is_whole=True)
    assert [found.find(text) for text in texts] == [[], [0], [], [0]]
    assert found.may_match(texts) == {1, 3}
    assert set(asked) == {"扫一下", "扫码", "按码"}
    assert PatternSet((("码",),), is_whole=False).find("扫码") == [0]
    assert PatternSet((("扫码",), (".",)), is_whole=True).find("码") == [1]


def test_a_pattern_is_tried_once_for_literals_that_begin_alike():
    found = PatternSet((("扫码关注[我你他]",), *MANY), is_whole=True)
    assert [len(possible) for possible in found._index.needing if possible[0].place == 0] == [1]


def test_patterns_that_are_too_much_for_one_set_are_several(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patterns, "_SET_MEMORY", 1 << 16)
    words = "甲乙丙丁"
    found = PatternSet(
        (*((f"[^{word}]" + f"[^{word}]?" * 98,) for word in words), *MANY), is_whole=True, longest=(9, 9, 9, 1) * 6
    )
    assert [places for places, _ in found._index.sets] == [[0], [1], [2], [3]]
    assert [found.find(text) for text in ("丙", "丙丙", "丙乙", words)] == [[0, 1, 3], [0, 1], [0], []]
    assert found.may_match(["码", words]) == {0}


def test_a_text_as_long_as_a_pattern_allows_is_looked_at():
    found = pattern_set((("码+",), ("扫?码+",), *MANY), is_whole=True, longest=(9, 4, *[4] * len(MANY)))
    assert [found.find(text) for text in ("码" * 10, "码" * 9, "码" * 4, "扫码码")] == [[], [0], [0, 1], [1]]


def test_each_of_some_patterns_is_enough():
    has_one = matcher(joined(["甲|乙", "丙丁"]))
    assert [has_one(text) for text in ("乙", "丙", "这是丙丁")] == [True, False, True]


def test_a_pattern_of_a_long_line_may_be_asked_by_itself():
    is_one = matcher("扫.{0,400}[^码]{0,400}码", is_whole=True)
    assert [is_one(text) for text in (f"扫{'一' * 800}码", f"扫{'一' * 801}码", "请扫码")] == [True, False, False]


def test_the_end_of_a_line_starts_where_the_pattern_does():
    assert end_of("甲|乙丙", "这是乙丙") == 2


@pytest.mark.parametrize(
    "pattern, fault",
    [("(?=扫)", "invalid perl operator"), ("(扫", "missing"), ("扫码" * 200_000, "too large"), ("扫码", None)],
    ids=["foreign", "open", "large", "good"],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, fault: str | None):
    assert (fault_of(pattern) or "").startswith(fault or "")
    assert (fault_of(pattern) is None) == (fault is None)
