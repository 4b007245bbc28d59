"""Which posts are looked at: at random, the same ones again; or the riskiest first."""

from __future__ import annotations

from collections import Counter

import pytest

from fraudnews import clean
from fraudnews.checks.post import Finding
from fraudnews.errors import AllRemovedError, EmptyError, InputError
from fraudnews.posts import Outcome
from fraudnews.review import Order, Sample
from fraudnews.review.sample import choose, risk

STORY = "".join(f"<p>第{number}名受害人说，她从来没有见过这个人。</p>\n" for number in range(12))


def _outcome(number: int, body: str = STORY) -> Outcome:
    data = f"{body}<p>案件{number}仍在侦办。</p>".encode()
    return Outcome(f"{number}.md", data, clean(data))


OUTCOMES = [_outcome(number) for number in range(40)]


def _names(sample: Sample, outcomes: list[Outcome] = OUTCOMES) -> list[str]:
    for outcome in outcomes:
        if (chosen := choose(outcome, ())) is not None:
            sample.add(chosen)
    return [chosen.name for chosen in sample.chosen(())]


def test_the_same_seed_gives_the_same_sample_wherever_the_posts_stand():
    names = _names(Sample(10))
    assert len(set(names)) == 10
    assert _names(Sample(10), OUTCOMES[::-1]) == names
    assert _names(Sample(10, seed="1")) != names


def test_the_order_is_no_order_of_the_archive():
    names = _names(Sample(40))
    assert sorted(names) == sorted(outcome.name for outcome in OUTCOMES)
    assert names not in (sorted(names), [outcome.name for outcome in OUTCOMES])


def test_where_posts_are_added_most_of_the_sample_stays():
    assert len(set(_names(Sample(10), OUTCOMES[:36])) & set(_names(Sample(10)))) >= 7


def test_each_post_has_about_the_same_chance():
    counts = Counter(name for seed in range(400) for name in _names(Sample(10, seed=str(seed))))
    assert len(counts) == 40
    assert max(abs(count - 100) for count in counts.values()) < 40  # 4.6 standard deviations; the seeds are fixed


def test_a_small_archive_is_all_looked_at():
    assert len(_names(Sample(100))) == 40


def test_the_riskiest_come_first_and_of_equal_ones_the_first():
    sample = Sample(3, Order.RISK)
    for number, outcome in enumerate(OUTCOMES[:10]):
        codes = {4: ["FN003"], 7: ["FN003", "FN005"], 8: ["FN010", "FN020"]}.get(number, [])
        sample.add(choose(outcome, tuple(Finding(outcome.name, 1, code, "x") for code in codes)))
    assert [(chosen.name, chosen.risk) for chosen in sample.chosen(())] == [
        ("7.md", 60), ("4.md", 50), ("0.md", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "codes, points", [([], 0), (["FN005"] * 9, 30), (["FN003", "FN004"], 90), (["FN010", "FN020", "FN006"], 0)]
)
def test_findings_have_their_points(codes: list[str], points: int):
    assert risk(OUTCOMES[0], [Finding("0.md", 1, code, "x") for code in codes]) == points


def test_what_is_removed_counts_by_its_share_and_by_where_it_stood():
    tail = risk(_outcome(1, f"{STORY}<div class='share-bar'>分享到微信好友和朋友圈</div>"), ())
    middle = risk(_outcome(1, f"{STORY}<div class='share-bar'>分享到微信好友和朋友圈</div>{STORY}"), ())
    assert 0 < tail < 15 <= middle
    among = risk(_outcome(1, f"{STORY}<div class='hljs-button copy-code-btn'>复制代码</div>{STORY}"), ())
    assert among < 15


def test_posts_with_nothing_to_see_are_in_no_sample():
    lost = [
        Outcome("a.md", b"", None, EmptyError("the file is empty", "leave it out")),
        Outcome("b.md", b"", None, InputError("it is gone", "find it")),
        Outcome("c.md", b"<p>x</p>", None, AllRemovedError("nothing but boilerplate", "look")),
    ]
    assert _names(Sample(10), lost) == ["c.md"]


def test_later_findings_come_to_their_posts():
    sample = Sample(40)
    for outcome in OUTCOMES[:2]:
        sample.add(choose(outcome, (Finding(outcome.name, 1, "FN010", "x"),)))
    later = [Finding("1.md", 3, "FN006", "y"), Finding("39.md", 3, "FN006", "y")]
    found = {chosen.name: [one.code for one in chosen.findings] for chosen in sample.chosen(later)}
    assert found == {"0.md": ["FN010"], "1.md": ["FN010", "FN006"]}
