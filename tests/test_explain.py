"""explain shows every piece of a post once, in its place, and every removal with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fraudnews import Options, clean
from fraudnews.errors import AllRemovedError, EmptyError
from fraudnews.explain import Explanation, diff, explain
from fraudnews.markup import blocks
from fraudnews.model import Kind
from fraudnews.reasons import by_id, find_reasons

POSTS = sorted((Path(__file__).parent / "posts").glob("*.md"))
PACKAGE = Path(__file__).parent.parent / "fraudnews"
STORY = "".join(f"<p>第{number}名受害人说，她从来没有见过这个人。</p>" for number in range(9))


def _explain(body: str) -> Explanation:
    return explain(body.encode(), Options())


def _shown(explanation: Explanation) -> list[tuple[str, str]]:
    """The pieces behind the story: ``+`` kept or the kind of boilerplate, and the text."""
    return [(str(piece.removal.kind) if piece.removal else "+", piece.text) for piece in explanation.pieces[9:]]


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.stem)
def test_every_removal_is_shown_once_with_a_reason_that_stands_somewhere_and_the_story_is_whole(path: Path):
    explanation = explain(path.read_bytes(), Options())
    article = clean(path.read_bytes())
    assert sorted(piece.removal for piece in explanation.pieces if piece.removal) == sorted(article.removed)
    kept = "".join(piece.text for piece in explanation.pieces if piece.removal is None)
    assert re.sub(r"\s|―", "", explanation.story).replace("-", "") in re.sub(r"\s|―", "", kept).replace("-", "")
    for piece in explanation.pieces:
        if piece.removal:
            assert piece.reason is not None
            assert piece.reason.path.is_file()
            assert piece.reason.why


def test_every_reason_of_a_rule_names_the_line_of_its_table():
    for reason in find_reasons(()):
        if reason.section != "code":
            assert reason.line is not None
            assert reason.path.read_text("utf-8").splitlines()[reason.line - 1] == f"[[{reason.section}]]"


def test_every_reason_that_the_code_gives_is_known():
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.stem != "reasons")
    given = set(re.findall(r'"((?:markup|common)/[a-z-]+)"', source))
    reasons = find_reasons(())
    assert {reason.id for reason in reasons if reason.section == "code"} <= given <= set(by_id(reasons))


def test_the_reasons_of_cleaning_have_the_kinds_that_it_gives():
    source = "".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    given = {name: Kind[kind] for name, kind in re.findall(r'"(common/[a-z-]+)", Kind\.([A-Z]+)\b', source)}
    known = by_id(find_reasons(()))
    assert given == {name: known[name].kind for name in given} != {}


def test_the_reasons_of_the_markup_have_the_kinds_that_it_gives():
    owned = {one.id: one.kind for one in vars(blocks).values() if isinstance(one, blocks.MarkupReason)}
    assert owned == {reason.id: reason.kind for reason in find_reasons(()) if reason.id.startswith("markup/")}


@pytest.mark.parametrize(
    "tail, shown",
    [
        (
            "<p>案件仍在侦办。</p><p>责任编辑：杨小树</p>",
            [("+", "案件仍在侦办。"), ("editor", "责任编辑：杨小树")],
        ),
        (
            "<p>扫码登记，方可进村</p><p>案件仍在侦办。</p>",
            [("+", "扫码登记，方可进村"), ("+", "案件仍在侦办。")],
        ),
        (
            "<p>案件仍在侦办。<br>（责任编辑：杨小树）</p>",
            [("+", "案件仍在侦办。"), ("editor", "（责任编辑：杨小树）")],
        ),
        (
            "<p>案件仍在侦办。（责任编辑：杨小树）</p>",
            [("+", "案件仍在侦办。"), ("editor", "（责任编辑：杨小树）")],
        ),
        (
            "<p>【广告】<br>案件仍在侦办。<br>责任编辑：杨小树</p>",
            [("+", "【广告】"), ("+", "案件仍在侦办。"), ("editor", "责任编辑：杨小树")],
        ),
        (
            "<ol start='3'><li>案件仍在侦办。<br>民警提醒市民。<br>（责任编辑：杨小树）</li></ol>",
            [("+", "3. 案件仍在侦办。"), ("+", "民警提醒市民。"), ("editor", "（责任编辑：杨小树）")],
        ),
    ],
    ids=[
        "a line",
        "nothing",
        "the last line of a paragraph",
        "the end of a line",
        "some lines of a paragraph",
        "the last line of an item",
    ],
)
def test_a_removal_stands_where_it_stood(tail: str, shown: list[tuple[str, str]]):
    assert _shown(_explain(STORY + tail)) == shown


def test_a_picture_that_stays_is_shown_beside_a_line_that_goes():
    explanation = _explain(STORY + "<p>案件仍在侦办。<br><img src='/a/b.jpg'><br>责任编辑：杨小树</p>")
    assert [src for piece in explanation.pieces for src in piece.images] == ["/a/b.jpg"]
    assert ("editor", "责任编辑：杨小树") in _shown(explanation)


def test_what_was_mended_and_where_the_brake_acted_are_told_apart():
    post = '---\ntitle: """甲"""\ndate: Invalid Date\n---\n' + "<p>案件仍在侦办。</p>" + "<p>责任编辑：杨小树</p>" * 3
    explanation = explain(post.encode(), Options())
    assert any("not a date" in mended for mended in explanation.article.mended)
    assert (
        *explanation.article.mended,
        *(f"brake: {brake}" for brake in explanation.article.brakes),
    ) == explanation.article.warnings


def test_with_every_kind_kept_nothing_is_marked_but_what_nobody_sees():
    explanation = explain(POSTS[0].read_bytes(), Options(keep=frozenset(Kind)))
    assert {piece.removal.rule for piece in explanation.pieces if piece.removal} <= {"markup/style"}
    assert explanation.whole == explanation.story


def test_the_diff_takes_lines_out_and_puts_none_in():
    lines = list(diff(_explain(STORY + "<p>案件仍在侦办。</p><p>责任编辑：杨小树</p>"), "post.md"))
    assert lines[:2] == ["--- post.md", "+++ post.md (clean)"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-", "-责任编辑：杨小树"]


def test_a_post_of_which_nothing_is_left_is_shown_as_removed(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text("[[remove]]\nid = 'r'\nkind = 'promo'\nwhy = 'a test'\ncss = 'div.all'\n", "utf-8")
    explanation = explain(b"<div class='all'><p>\xe7\x94\xb2</p><p>\xe4\xb9\x99</p></div>", Options(rules=(str(path),)))
    assert [piece.reason.id for piece in explanation.pieces if piece.reason] == ["mine/r"]
    assert (explanation.story, explanation.article.blocks) == ("", ())
    assert explanation.whole == "甲\n\n乙"
    with pytest.raises(AllRemovedError):
        clean("<div class='all'><p>甲</p></div>", Options(rules=(str(path),)))


@pytest.mark.parametrize("post", [b"", b"---\ntitle: a\n---\n", b"<div></div>"])
def test_a_post_without_a_story_is_an_error(post: bytes):
    with pytest.raises(EmptyError):
        explain(post, Options())


def test_a_line_of_json_is_explained_too():
    line = '{"title": "甲", "content": "<p>案件仍在侦办。</p>"}'.encode()
    assert explain(line, Options(), "content").story == "案件仍在侦办。"
