"""The built-in rules keep what they promise, each with all the others in force; a rule that does not is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from fraudnews.proof import Fault, prove
from fraudnews.rulefiles import built_in_files

RULE = """[[remove]]
id = "slogan"
kind = "promo"
why = "for the test"
text = '某某晚报，.{1,20}都在看！'
removes = ["<p>某某晚报，全城都在看！</p>"]
keeps = ["<p>他每天都在看某某晚报。</p>"]
"""

COVER = """[[remove]]
id = "c"
kind = "tracking"
image = 'qr'
where = "cover"
removes = ["https://example.com/a.jpg"]
keeps = ["https://example.com/qr.jpg"]
"""


@pytest.mark.parametrize("path", built_in_files(), ids=lambda path: path.stem)
def test_the_built_in_rules_keep_what_they_promise(path: Path):
    assert list(prove([path], ())) == []


def _prove(folder: Path, text: str, name: str = "mine.toml") -> list[Fault]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(prove([path], (str(path),)))


def test_a_good_rule_has_no_fault(tmp_path: Path):
    assert _prove(tmp_path, RULE) == []


def test_a_keep_rule_that_is_written_as_a_value_is_tried_too(tmp_path: Path):
    keep = """keep = [{id = "k", why = "for the test", text = '扫码报警', keeps = ["<p>扫码关注我们，获取更多资讯</p>"]}]\n"""
    (fault,) = _prove(tmp_path, keep + RULE)
    assert (fault.place.rpartition(":")[2], fault.rule) == ("1", "mine/k")


#: The slogan with so much behind it that at the end of a story no edge is near.
AT_HEAD = "<p>某某晚报，全城都在看！</p>" + "<p>他说，这只是众多骗局中的一个，大家要当心。</p>" * 20


def test_a_sample_of_a_rule_for_edges_may_go_at_the_head_alone(tmp_path: Path):
    rule = RULE.replace("<p>某某晚报，全城都在看！</p>", AT_HEAD)
    assert [fault.message for fault in _prove(tmp_path, rule)] == [f"it does not remove {AT_HEAD}"]
    assert _prove(tmp_path, f"{rule}where = 'edge'\n", "edge.toml") == []


def test_a_rule_for_edges_keeps_its_samples_at_the_head_too(tmp_path: Path):
    rule = RULE.replace("<p>他每天都在看某某晚报。</p>", AT_HEAD)
    assert _prove(tmp_path, rule) == []
    message = f"edge/slogan removes '某某晚报，全城都在看！' from {AT_HEAD} before a story"
    assert [fault.message for fault in _prove(tmp_path, f"{rule}where = 'edge'\n", "edge.toml")] == [message]


@pytest.mark.parametrize(
    "text, line, message",
    [
        (RULE.replace("removes", "#"), 1, "it has no removes: give it a sample of what it removes"),
        (RULE.replace("keeps", "#"), 1, "it has no keeps: give it a sample of what it keeps"),
        (RULE.replace("全城都在看！</p>", "全城都看！</p>"), 6, "it does not remove <p>某某晚报，全城都看！</p>"),
        (
            RULE.replace("他每天都在看某某晚报。", "扫码关注我们，获取更多资讯"),
            7,
            "common/qr-follow removes '扫码关注我们，获取更多资讯' from <p>扫码关注我们，获取更多资讯</p>",
        ),
        (
            RULE.replace("'某某晚报，.{1,20}都在看！'", "'.*某某晚报.*'"),
            7,
            "mine/slogan removes '他每天都在看某某晚报。' from <p>他每天都在看某某晚报。</p>",
        ),
        (
            "[[keep]]\nid = 'k'\ntext = '扫码报警.*'\nkeeps = ['<p>扫码关注我们，获取更多资讯</p>']\n",
            4,
            "common/qr-follow removes '扫码关注我们，获取更多资讯' from <p>扫码关注我们，获取更多资讯</p>",
        ),
        (
            "[[keep]]\nid = 'k'\ntext = '扫码.*'\n",
            1,
            "it has no keeps: give it a sample of what it keeps",
        ),
        (
            COVER,
            6,
            "it leaves the cover https://example.com/a.jpg",
        ),
    ],
)
def test_a_fault_names_line_and_what_happened(tmp_path: Path, text: str, line: int, message: str):
    faults = _prove(tmp_path, text)
    assert (f"{tmp_path}/mine.toml:{line}", message) in [(fault.place, fault.message) for fault in faults]
    assert not any(fault.note for fault in faults)


def test_a_rule_that_another_one_forestalls_is_noted(tmp_path: Path):
    rule = RULE.replace("某某晚报，.{1,20}都在看！", "扫码关注我们.*").replace(
        "某某晚报，全城都在看！", "扫码关注我们，获取更多资讯"
    )
    (fault,) = _prove(tmp_path, rule)
    assert fault.note
    assert fault.message == "common/qr-follow takes <p>扫码关注我们，获取更多资讯</p> before it"


def test_a_users_keep_rule_that_protects_a_sample_is_a_fault_of_the_rule(tmp_path: Path):
    keep = "[[keep]]\nid = 'k'\ntext = '某某晚报.*'\nkeeps = ['<p>某某晚报</p>']\n"
    assert [fault.message for fault in _prove(tmp_path, RULE + keep)] == [
        "it does not remove <p>某某晚报，全城都在看！</p>"
    ]


def test_the_rules_of_a_site_are_tried_on_a_post_of_the_site(tmp_path: Path):
    site = '[site]\nname = "某某晚报"\nimage_hosts = ["img.example.cn"]\n\n' + RULE
    assert _prove(tmp_path, site, "news.example.cn.toml") == []


def test_a_file_that_cannot_be_read_is_a_fault_with_its_line(tmp_path: Path):
    (fault,) = _prove(tmp_path, RULE.replace("kind", "kinds"))
    assert fault.place == f"{tmp_path}/mine.toml:3"
    assert fault.message == "rule 'slogan': unknown key 'kinds': did you mean 'kind'?"
