"""A trial counts what a rule file changes, and names what it should not take."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fraudnews import Options
from fraudnews.posts import look_at
from fraudnews.sources import find_sources
from fraudnews.trial import Taken, Trial, try_rules

SENTENCES = [f"<p>第{number}名受害人说，她从来没有见过这个人。</p>\n" for number in range(12)]
RULE = "[[remove]]\nid = '{id}'\nkind = 'promo'\nwhy = 'a test'\nwhere = 'anywhere'\ntext = '{text}'\n"


def _try(folder: Path, posts: list[str], rules: str) -> Trial:
    for number, post in enumerate(posts):
        (folder / f"{number:02}.md").write_text(post, "utf-8")
    (folder / "mine.toml").write_text(rules, "utf-8")
    look = partial(try_rules, options=Options(rules=(str(folder / "mine.toml"),)))
    trial = Trial()
    for source in find_sources([str(folder)]):
        trial.merge(look_at(source, look, Options()))
    return trial


def _post(*lines: str, at: int = 12) -> str:
    return "".join((*SENTENCES[:at], *(f"<p>{line}</p>\n" for line in lines), *SENTENCES[at:]))


def test_posts_and_pieces_are_counted_the_most_frequent_first(tmp_path: Path):
    posts = [_post("某某在手，天下我有")] * 3 + [_post("某某在手，人人都有")] + [_post()]
    trial = _try(tmp_path, posts, RULE.format(id="r", text="某某在手，.*"))
    assert (trial.posts, trial.touched) == (5, 4)
    assert trial.taken() == [
        Taken("某某在手，天下我有", "mine/r", 3, 3, str(tmp_path / "00.md")),
        Taken("某某在手，人人都有", "mine/r", 1, 1, str(tmp_path / "03.md")),
    ]
    assert (trial.doubtful(), trial.kept(), trial.braked, trial.emptied) == ([], [], [], [])


def test_what_other_rules_take_anyway_is_no_change(tmp_path: Path):
    trial = _try(tmp_path, [_post("责任编辑：杨小树")], RULE.format(id="r", text="责任编辑.*"))
    assert (trial.touched, trial.taken()) == (0, [])


def test_long_blocks_and_those_in_mid_story_are_doubtful(tmp_path: Path):
    long = "某某在手，" + "天下我有，" * 18 + "还有你"
    trial = _try(
        tmp_path,
        [_post(long + "！" * 20), _post("某某在手，受害人说", at=6), _post("某某在手，天下我有")],
        RULE.format(id="r", text="某某在手，.*").replace("where =", "max_chars = 400\nwhere ="),
    )
    assert {taken.text[-3:]: taken.doubts for taken in trial.taken()} == {
        "！！！": ("long",),
        "害人说": ("in mid-story",),
        "下我有": (),
    }
    assert len(trial.doubtful()) == 2


def test_a_keep_rule_brings_lines_back(tmp_path: Path):
    rule = "[[keep]]\nid = 'k'\ntext = '责任编辑：杨小树'\n"
    trial = _try(tmp_path, [_post("扫码关注我们，获取更多资讯")], rule.replace("责任编辑：杨小树", "扫码关注我们.*"))
    assert [(taken.text, taken.rule, taken.times) for taken in trial.kept()] == [
        ("扫码关注我们，获取更多资讯", "common/qr-follow", 1)
    ]
    assert trial.taken() == []


def test_a_post_in_which_the_brake_would_act_is_named(tmp_path: Path):
    trial = _try(tmp_path, [_post(), "<p>某某在手。</p>\n"], RULE.format(id="r", text=".*第.*名受害人.*"))
    assert trial.braked == [str(tmp_path / "00.md")]


def test_a_post_of_which_nothing_would_be_left_is_named(tmp_path: Path):
    rule = "[[remove]]\nid = 'r'\nkind = 'promo'\nwhy = 'a test'\ncss = 'div.all'\n"
    trial = _try(tmp_path, [f"<div class='all'>{_post()}</div>"], rule)
    assert (trial.touched, trial.emptied) == (1, [str(tmp_path / "00.md")])


def test_a_post_that_cannot_be_read_is_named(tmp_path: Path):
    trial = _try(tmp_path, [_post(), ""], RULE.format(id="r", text="某某"))
    assert [(Path(name).name, error.split(":")[0]) for name, error in trial.failed] == [("01.md", "the file is empty")]
    assert trial.posts == 1
