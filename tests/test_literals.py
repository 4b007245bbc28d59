"""What a pattern needs is in every text that it matches, and what begins these is known."""

from __future__ import annotations

import re
from time import process_time

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from fraudnews.literals import beginnings, needs
from fraudnews.patterns import matcher
from fraudnews.rulefiles import built_in_files
from fraudnews.rules import read_rule_file


@pytest.mark.parametrize(
    "pattern, groups",
    [
        ("扫码", [("扫码",)]),
        ("扫码关注.{0,9}公众号", [("扫码关注",), ("公众号",)]),
        ("(?:扫|长按)[这此]码", [("扫这码", "扫此码", "长按这码", "长按此码")]),
        ("扫一?扫", [("扫一扫", "扫扫")]),
        ("扫码?.", [("扫码", "扫")]),
        ("扫(?:二维)*码{2,}关{0,3}[^。]+", [("扫",), ("码",)]),
        ("(?:扫.码|长按)关注", [("关注",), ("扫", "长按")]),
        ("(?:扫.码|[^。])关注", [("关注",)]),
        ("^扫码$|长按", [("扫码", "长按")]),
        (r"扫\.码", [("扫.码",)]),
        (r"扫\d码", [("扫",), ("码",)]),
        ("[甲乙丙丁戊己庚]码", [("码",)]),
        ("[甲-丁]码[]码]", [("码]", "码码")]),
        ("(?i)app下载.扫码", [("扫码",)]),
        ("(?i)app", []),
        ("[，。]", []),
        ("扫码|", []),
        (r"\Q扫码\E", []),
        (r"\1234扫码", []),
        (r"扫码\07", []),
        ("[[:alpha:]]扫码", []),
        ("(?s:扫码)", []),
        ("扫码{", []),
    ],
)
def test_needs_of_a_pattern(pattern: str, groups: list[tuple[str, ...]]):
    assert needs(pattern) == groups


@pytest.mark.parametrize(
    "pattern, begins",
    [
        ("扫码|关.|(?:长|识)按", "关扫识长"),
        ("扫?码", "扫码"),
        ("(?:扫|[长短]{0,2})码", "扫短码长"),
        ("(?:扫码)+。", "扫"),
        ("(?:(?:一|二)*|三)四", "一三二四"),
        ("^扫$", "扫"),
        (r"\.|[\].-]|[a-c-]", "-.]abc"),
        ("[]码]", "]码"),
        ("(?i)Ask|[。码]", "Aa。码"),
        ("(?i)[ks]", "KSks\u017f\u212a"),
        ("(?i)é", ""),
        ("(?i)码", "码"),
        (".码", ""),
        ("[^码]", ""),
        (r"\d码", ""),
        (r"[.\d]码", ""),
        ("[一-龥]码", ""),
        ("扫?", ""),
        ("扫|", ""),
        ("扫|(?:码?|按)", ""),
        ("(?i:a)", ""),
        ("扫{", ""),
    ],
)
def test_what_begins_the_texts_of_a_pattern(pattern: str, begins: str):
    assert beginnings(pattern) == begins


def test_many_alternatives_need_the_rarest_of_each():
    words = [f"{first}.{second}{second}" for first in "甲乙丙丁" for second in "子丑寅卯辰巳午"]
    assert needs("|".join(words)) == [tuple(second * 2 for second in "子丑寅卯辰巳午")]


@pytest.mark.parametrize("deep", [300, 999])
def test_nested_brackets_are_read_as_deep_as_python_goes(deep: int):
    pattern = "(?:" * deep + "扫码" + ")" * deep
    assert re2.search(pattern, "扫码")
    assert needs(pattern) == ([("扫码",)] if deep < 999 else [])
    assert beginnings(pattern) == ("扫" if deep < 999 else "")


def test_time_is_linear_in_the_pattern():
    start = process_time()
    assert needs("码." * 60_000) == [("码",)] * 60_000
    assert beginnings("码." * 60_000) == "码"
    assert process_time() - start < 3


#: Patterns of all that is read, over a small alphabet.
_ATOMS = st.sampled_from(["甲", "乙丙", "a", "B", "[甲乙]", "[^甲]", ".", r"\.", r"\d", "^", "$", "[a-c]"])
_PATTERNS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=4).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "{1,3}?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=12,
)


@given(st.sampled_from(["", "(?i)"]), _PATTERNS, st.lists(st.sampled_from("甲乙丙aAbB.1"), max_size=8).map("".join))
def test_a_text_that_matches_has_all_that_the_pattern_needs_and_begins_as_it_may(flag: str, pattern: str, text: str):
    if re2.search(flag + pattern, text):
        assert [group for group in needs(flag + pattern) if not any(one in text for one in group)] == []
    if re2.fullmatch(flag + pattern, text):
        assert text[:1] in beginnings(flag + pattern) or not beginnings(flag + pattern)


@given(st.data())
def test_a_text_made_to_match_has_all_that_the_pattern_needs_and_begins_as_it_may(data: st.DataObject):
    pattern = data.draw(_PATTERNS.filter(lambda one: not {"^", "$"} & set(one.replace("[^", ""))))
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert [group for group in needs(pattern) if not any(one in text for one in group)] == []
    assert text[:1] in beginnings(pattern) or not beginnings(pattern)


def test_samples_of_the_built_in_rules_have_what_their_patterns_need():
    tried = 0
    for path in built_in_files():
        for rule in read_rule_file(path).rules:
            lines = [line for sample in rule.removes for line in re.sub("<[^>]+>", "\n", sample).split("\n") if line]
            for pattern in rule.text:
                groups, begins = needs(pattern), beginnings(pattern)
                for line in filter(matcher(pattern, is_whole=True), lines):
                    assert line[0] in begins or not begins
                    assert all(any(one in line for one in group) for group in groups), (pattern, line)
                    tried += bool(groups)
    assert tried > 1000


def test_common_rules_for_lines_that_need_no_word_say_how_these_begin():
    """One that does not would have nearly every line tried on all such rules: (?i) stands first, not within."""
    common = [path for path in built_in_files() if path.name.startswith("common")]
    patterns = [pattern for path in common for rule in read_rule_file(path).rules for pattern in rule.text]
    needing_none = [pattern for pattern in patterns if not needs(pattern)]
    assert len(needing_none) > 10
    assert [pattern for pattern in needing_none if not beginnings(pattern)] == []
