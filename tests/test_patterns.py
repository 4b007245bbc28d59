"""Patterns on RE2: what a set holds of them, where the end of a line starts, and what is wrong with one."""

from __future__ import annotations

import pytest

from fraudnews import patterns
from fraudnews.patterns import PatternSet, _without_bounds, end_of, fault_of, joined, matcher, pattern_set


@pytest.mark.parametrize(
    "pattern, wider",
    [
        ("扫码.{0,20}关注[^。]{1,60}", r"扫码\C*关注\C+"),
        ("扫.码.?[^码]*.{2}.{1,}?[^。]", r"扫(?s:.)码\C*\C*\C+\C+(?s:.)"),
        ("(?:图 ){2,12}!", "(?:图 ){2,}!"),
        ("码{0,3}", "码{0,3}"),
        (r"\{0,20}[{0,20}]{0,30}", r"\{0,20}[{0,20}]*"),
        (r"\.{0,20}\[^。]{0,20}", r"\.*\[^。]*"),
        (r"[]{0,20}][^]{0,9}]{1,9}", r"[]{0,20}]\C+"),
        (r"\Q{0,20}\E.{0,20}", r"\Q{0,20}\E.{0,20}"),
        (r"[[:alpha:]{0,20}].{0,20}", r"[[:alpha:]{0,20}].{0,20}"),
    ],
)
def test_a_pattern_without_bounds_matches_more(pattern: str, wider: str):
    assert _without_bounds(pattern) == wider


def test_a_set_finds_what_matches_exactly_in_order():
    found = pattern_set((("扫.{0,2}码",), ("扫码",), ("码",)), is_whole=True)
    assert [found.find(text) for text in ("扫码", "扫一下码", "扫一下这个码", "码")] == [[0, 1], [0], [], [2]]
    assert pattern_set((("扫码",), ("码$",)), is_whole=False).find("请扫码") == [0, 1]
    assert pattern_set((), is_whole=True).find("扫码") == []


def test_of_many_texts_those_are_named_that_a_pattern_may_match():
    found = pattern_set((("扫.{0,9}码",), ("[赞讚]+",)), is_whole=True, longest=(12, 3))
    texts = ["扫一下码", "警方通报", "赞赞赞", "赞" * 4, f"扫{'一' * 12}码"]
    assert found.may_match(texts) == {0, 2, 3}  # the last one of these is too long for its pattern
    assert [place for place, text in enumerate(texts) if found.find(text)] == [0, 2]
    assert found.may_match([]) == set()


def test_patterns_of_several_sets_keep_their_places():
    patterns = (*(("甲" * 3000, word) for word in "乙丙丁戊己"), (".",))
    found = pattern_set(patterns, is_whole=True)
    assert len(found.parts) > 1
    assert [found.find(word) for word in "丁己庚"] == [[2, 5], [4, 5], [5]]


def test_a_set_is_made_for_texts_that_are_as_short_as_its_patterns_allow():
    patterns = (("码+", "乙" * 6000), ("扫?码+", "丙" * 6000))
    found = pattern_set(patterns, is_whole=True, longest=(9, 4))
    assert [part.match for part in found.parts] == [None, None]
    assert found.find("码" * 10) == []
    assert found.find("码" * 9) == [0]
    assert [part.match is None for part in found.parts] == [True, False]
    assert found.find("码" * 4) == [0, 1]
    assert found.find("扫码码") == [1]


def test_what_a_set_finds_is_asked_exactly_of_the_alternatives_that_may_match(monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(patterns, "matcher", lambda pattern, **how: made.append(pattern) or matcher(pattern, **how))
    found = PatternSet((("扫.{1,2}码", "关.{1,2}注", "码{1,9}"),), is_whole=True)
    assert [found.find(text) for text in ("扫一下这个码", "扫一下码", "码")] == [[], [0], [0]]
    assert made == ["扫.{1,2}码", "码{1,9}"]


def test_each_of_some_patterns_is_enough():
    has_one = matcher(joined(["甲|乙", "丙丁"]))
    assert [has_one(text) for text in ("乙", "丙", "这是丙丁")] == [True, False, True]


def test_a_pattern_of_a_long_line_may_be_asked_by_itself():
    is_one = matcher("扫.{0,400}[^码]{0,400}码", is_whole=True)
    assert [is_one(text) for text in (f"扫{'一' * 800}码", f"扫{'一' * 801}码", "请扫码")] == [True, False, False]


def test_the_end_of_a_line_starts_where_the_pattern_does():
    assert end_of("甲|乙丙", "这是乙丙") == 2


@pytest.mark.parametrize("pattern, fault", [("(?=扫)", "invalid perl operator"), ("(扫", "missing"), ("扫码", None)])
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, fault: str | None):
    assert (fault_of(pattern) or "").startswith(fault or "")
    assert (fault_of(pattern) is None) == (fault is None)


def test_syntax_with_braces_that_are_no_bounds_concerns_its_alternative_alone(monkeypatch: pytest.MonkeyPatch):
    held: list[str] = []
    original = patterns._match_of_set
    monkeypatch.setattr(
        patterns, "_match_of_set", lambda some, *args, **options: held.extend(some) or original(some, *args, **options)
    )
    assert PatternSet((("主题[:-].{0,60}", "扫码.{0,60}关注"),), is_whole=True).find("扫码立即关注") == [0]
    assert held[0] == r"(?:主题[:-].{0,60})|(?:扫码\C*关注)"
