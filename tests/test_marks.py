"""Marks of a review: what a file may hold, and when a result meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fraudnews import Options, clean
from fraudnews.errors import UsageError
from fraudnews.marks import Mark, MarkedPiece, count_marks, find_faults, fingerprint, read_marks

STORY = "".join(f"<p>第{number}名受害人说，她从来没有见过这个人。</p>\n" for number in range(9))
POST = STORY + "<p>某某晚报，全城都在看！</p>\n<p>责任编辑：杨小树</p>\n"
ID = "0123456789abcdef" * 4
RULE = "[[remove]]\nid = 'slogan'\nkind = 'promo'\nwhy = 'a test'\nwhere = 'anywhere'\ntext = '某某晚报.*'\n"


def _faults(mark: Mark, post: str = POST, options: Options | None = None) -> list[tuple[str, str]]:
    article = clean(post, options or Options())
    return [(fault.code, fault.message) for fault in find_faults({ID: mark}, ID, article)]


def _wrong(*pieces: MarkedPiece, note: str = "") -> Mark:
    return Mark(ID, "a.md", "wrong", note, fingerprint(clean(POST)), pieces)


STAYS = MarkedPiece("责任编辑：杨小树", "stay", "common/editor")
GOES = MarkedPiece("某某晚报，全城都在看！", "go")


def test_a_piece_that_should_stay_is_a_fault_while_it_is_removed():
    ((code, message),) = _faults(_wrong(STAYS, note="她是\n记者"))
    assert code == "FN060"
    assert message.startswith("still removed by common/")
    assert message.endswith(": 责任编辑：杨小树 (她是 记者)")
    assert _faults(_wrong(STAYS), POST.replace("责任编辑", "实习记者")) == []


def test_a_piece_that_should_go_is_a_fault_while_it_is_there(tmp_path: Path):
    assert _faults(_wrong(GOES)) == [("FN060", "still there: 某某晚报，全城都在看！")]
    path = tmp_path / "mine.toml"
    path.write_text(RULE, "utf-8")
    assert _faults(_wrong(GOES), options=Options(rules=(str(path),))) == []


def test_a_post_that_is_wrong_as_a_whole_is_a_fault_until_its_result_changes():
    assert _faults(_wrong(note="顺序不对")) == [("FN060", "marked wrong (顺序不对)")]
    assert _faults(_wrong(), POST + "<p>案件仍在侦办。</p>") == []


def test_a_post_that_is_right_is_a_fault_when_its_result_changes():
    right = Mark(ID, "a.md", "right", "", fingerprint(clean(POST)))
    assert _faults(right) == []
    assert _faults(right, POST.replace("<p>", "<p>　　")) == []
    assert [code for code, _ in _faults(right, POST.replace("全城", "全国"))] == ["FN061"]
    assert [fault.code for fault in find_faults({ID: right}, ID, None)] == ["FN061"]


def test_a_post_of_which_nothing_was_left_has_a_result_too():
    mark = Mark(ID, "a.md", "wrong", "", "none", (MarkedPiece("杨小树", "stay"),))
    assert [fault.message for fault in find_faults({ID: mark}, ID, None)] == ["still removed: 杨小树"]
    assert [fault.code for fault in find_faults({ID: mark._replace(pieces=())}, ID, None)] == ["FN060"]
    assert list(find_faults({ID: mark._replace(verdict="right")}, ID, None)) == []


@pytest.mark.parametrize(
    "post, text",
    [
        ("<ul><li>某某晚报</li><li>全城都在看</li></ul>", "- 某某晚报"),
        ("<ul><li>某某晚报</li><li>全城都在看</li></ul>", "- 全城都在看"),
        ("<p>某某晚报<br>全城都在看</p>", "某某晚报\n全城都在看"),
        ("<p>某某晚报<br>全城都在看</p>", "全城都在看"),
        (
            "<p><img src='https://e.example/1.jpg'><img src='https://e.example/2.jpg'></p>",
            "https://e.example/1.jpg https://e.example/2.jpg",
        ),
        ("<table><tr><td>某某</td><td>晚报</td></tr></table>", "某某\t晚报"),
    ],
)
def test_a_piece_is_found_as_the_page_shows_it(post: str, text: str):
    assert [code for code, _ in _faults(_wrong(MarkedPiece(text, "go")), STORY + post)] == ["FN060"]
    assert _faults(_wrong(MarkedPiece(text, "go")), STORY) == []


def test_a_note_alone_is_no_fault():
    assert _faults(_wrong()._replace(verdict=None, note="看看")) == []


def test_marks_of_other_posts_do_not_matter():
    assert list(find_faults({ID: _wrong()}, "f" * 64, clean(POST))) == []


def _file(*posts: Any, **more: Any) -> dict[str, Any]:
    return {"format": "fraudnews-marks", "version": 1, "posts": list(posts), **more}


def test_a_file_is_read_as_it_is_documented(tmp_path: Path):
    path = tmp_path / "marks.json"
    pieces = [{"text": "甲", "should": "stay", "rule": "common/x"}, {"text": "乙", "should": "go", "rule": None}]
    posts = [
        {"id": ID, "path": "a.md", "verdict": "wrong", "note": "看", "result": "none", "pieces": pieces},
        {"id": ID[::-1], "verdict": "right"},
        {"id": "f" * 64, "verdict": None, "note": "看"},
    ]
    path.write_text(json.dumps(_file(*posts)), "utf-8")
    marks = read_marks(str(path))
    assert marks[ID] == Mark(
        ID, "a.md", "wrong", "看", "none", (MarkedPiece("甲", "stay", "common/x"), MarkedPiece("乙", "go"))
    )
    assert count_marks(marks) == 3


@pytest.mark.parametrize(
    "content, said",
    [
        ("", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", 'no "format"'),
        ("{}", 'no "format"'),
        (json.dumps(_file(version=2)), "version 2"),
        (json.dumps(_file(posts={})), '"posts" is no list'),
        (json.dumps(_file({"id": "x"})), "post 1 is not"),
        (json.dumps(_file({"id": ID}, 3)), "post 2 is not"),
        (json.dumps(_file({"id": ID, "verdict": "good"})), "post 1 is not"),
        (json.dumps(_file({"id": ID, "verdict": []})), "post 1 is not"),
        (json.dumps(_file({"id": ID, "note": 3})), "post 1 is not"),
        (json.dumps(_file({"id": ID, "pieces": [{"text": "", "should": "go"}]})), "post 1 is not"),
        (json.dumps(_file({"id": ID, "pieces": [{"text": "甲", "should": "fly"}]})), "post 1 is not"),
        (json.dumps(_file({"id": ID, "pieces": [{"text": "甲", "should": {}}]})), "post 1 is not"),
    ],
)
def test_what_is_no_file_of_marks_is_wrong_usage(tmp_path: Path, content: str, said: str):
    path = tmp_path / "marks.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError) as error:
        read_marks(str(path))
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path):
    with pytest.raises(UsageError, match="no such file"):
        read_marks(str(tmp_path / "none.json"))
