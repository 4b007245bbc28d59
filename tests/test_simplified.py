"""Traditional characters are compared as simplified ones, and stay as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from laws import kept
from stories import LONG, article

from fraudnews import clean
from fraudnews.rulefiles import built_in_files
from fraudnews.rules import read_built_in
from fraudnews.simplified import PAIRS, is_traditional, simplified

HERE = Path(__file__).parent
POSTS = sorted([*(HERE / "posts").glob("*.md"), *(HERE / "keep").glob("*.md")])
#: The first traditional character of each simplified one.
TRADITIONAL = {ord(pair[1]): pair[0] for pair in reversed(PAIRS.read_text("utf-8").split())}


def test_each_pair_is_of_two_characters_and_nothing_is_replaced_twice():
    pairs = PAIRS.read_text("utf-8").split()
    assert {len(pair) for pair in pairs} == {2}
    assert not {pair[1] for pair in pairs} & {pair[0] for pair in pairs}
    assert len({pair[0] for pair in pairs}) == len(pairs)


def test_places_are_the_same_in_both():
    assert simplified("責任編輯：黃　曉") == "责任编辑：黄　晓"
    assert is_traditional("責任編輯：林一禾")
    assert not is_traditional("责任编辑：林一禾，Editor")


@pytest.mark.parametrize("path", built_in_files(), ids=lambda path: path.stem)
def test_built_in_patterns_for_lines_are_in_simplified_characters(path: Path):
    file = read_built_in(str(path))
    patterns = [*(rule.text + rule.suffix for rule in file.rules), *(keep.text for keep in file.keeps)]
    assert [pattern for some in patterns for pattern in some if simplified(pattern) != pattern] == []


def in_traditional(post: str) -> str:
    """A post in traditional characters, but for what says which site it is from."""
    return "".join(
        line if line.startswith("author:") else line.translate(TRADITIONAL) for line in post.splitlines(keepends=True)
    )


@pytest.mark.parametrize("path", POSTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_post_is_cleaned_alike_in_traditional_characters(path: Path):
    post = path.read_text("utf-8", "surrogateescape")
    left = kept(clean(in_traditional(post).encode("utf-8", "surrogateescape")))
    assert simplified(left) == simplified(kept(clean(post.encode("utf-8", "surrogateescape"))))


@pytest.mark.parametrize(
    ("tail", "text", "editors"),
    [
        ("<p>责任编辑﹕黄晓</p>", "责任编辑﹕黄晓", ("黄晓",)),
        ("<p>責任編輯∶黃曉</p>", "責任編輯∶黃曉", ("黃曉",)),
        ("<p>責任編輯：黃　曉 網編：陳樹</p>", "責任編輯：黃 曉 網編：陳樹", ("黃曉", "陳樹")),
        ("<p>警方說，案件還在調查。（責任編輯：黃曉）</p>", "（責任編輯：黃曉）", ("黃曉",)),
        ("<p>海量資訊、精準解讀，盡在江嶺財經APP</p>", "海量資訊、精準解讀，盡在江嶺財經APP", ()),
        ("<p>〖打印〗〖关闭〗</p>", "〖打印〗〖关闭〗", ()),
        ("<p>［责任编辑：黄晓］</p>", "［责任编辑：黄晓］", ("黄晓",)),
    ],
)
def test_what_goes_is_on_record_as_it_is_written(tail: str, text: str, editors: tuple[str, ...]):
    found = article(LONG + tail)
    assert [removal.text for removal in found.removed] == [text]
    assert found.meta.editor == editors
