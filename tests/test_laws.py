"""The laws of the package, each as a property.

1. Nothing is lost: story and removals together are the text of the body, and to keep every kind gives all of it back.
2. Clean stays clean: to clean a result again changes nothing.
3. Any bytes convert, or fail with one error that says what to do.
4. What is written reads back: this one has its tests in ``tests/rendering``.
5. The same posts and options give the same bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import is_in_order, kept, seen, taken

from fraudnews import Article, FraudnewsError, Options, clean, render
from fraudnews.model import Kind

HERE = Path(__file__).parent
FIXTURES = sorted([*(HERE / "posts").glob("*.md"), *(HERE / "keep").glob("*.md")])
MOST = settings(max_examples=150)

STORY = [
    "江岭警方昨日通报了一起扫码送米的诈骗案。", "“扫码的时候我没戴老花镜。”", "民警提醒：不要随意扫描陌生二维码。", "他按3*4=12收费，涨了3~5%。",
    "#反诈# 在行动", "1. 先交保证金；", "小羊 | 18岁 网络编辑", "价格<b>很低</b>，<a href='/x'>他说</a>。", "見[注]與_底線_", "他写道：",
    "记者 林一禾", "交流", "2021年", "a_b_c", "　　缩进的一段。", "| 竖线 |", "结尾\\", "&lt;p&gt; 标签", "**星**",
]  # fmt: skip
BOILERPLATE = [
    "责任编辑：杨小树 SF055", "（编辑：曹　杨）", "长按二维码", "扫码关注我们，获取更多资讯", "更多精彩内容，请下载某某新闻APP", "转载请注明出处",
    "本文仅供参考，不构成投资建议。", "版权声明：未经授权不得转载。", "THE END", "相关阅读：", "<a href='/1'>另一家公司被约谈</a>", "分享到：微信 微博",
    "<a href='/1'>阅读原文</a>", "举报/反馈", "【广告】", "联系电话：010-5550136", "👇👇👇", "返回某某，查看更多", "点击上方蓝字关注我们",
]  # fmt: skip
FURNITURE = [
    "<img src='https://a.cn/q.png' width=200 height=200>", "<img src='https://a.cn/w.jpg' width=900 height=300>", "<br>", "<br><br>", "<hr>",
    "<!-- 注 -->", "<!-- <p>整段</p> -->", "<script>var a = '暗'</script>", "<style>.z{color:red}</style>", "<p style='display:none'>暗处</p>",
    "<p>　　</p>", "&nbsp;", "\u200b", "<pre>let a = 1\n  b &lt; c</pre>", "<img src='/t.gif' width=1 height=1>", "<span></span>", "</p>", "</div>",
    "<svg><text>画</text></svg>", "<!-- 文末二维码 start -->", "<h2>小标题<a href='#t'>#</a></h2>",
]  # fmt: skip
WRAPS = [
    "<p>{}</p>", "<div>{}</div>", "<b>{}</b>", "<i>{}</i>", "<font cms-style='strong-Bold'>{}</font>", "<span>{}</span>", "<kbd>{}</kbd>",
    "<blockquote>{}</blockquote>", "<ul><li>{}</li></ul>", "<ol start=3><li>{}</li><li>又一项</li><li value=9>末一项</li></ol>", "<li>{}</li>", "<h2>{}</h2>",
    "<table><tr><td>{}</td><td>右</td></tr></table>", "<table><tr><td>{}</td></tr></table>", "<figure>{}<figcaption>说明</figcaption></figure>",
    "<div class='share-bar'>{}</div>", "<div class='appendQr_wrap'>{}</div>", "<div class='related-posts'>{}</div>",
    "<p class='article-editor'>{}</p>", "<div>{}", "<a href='https://a.cn/b'>{}</a>", "<sup>{}</sup>", "<p>{}<br>又一行</p>", "<section>{}</section>",
]  # fmt: skip

_leaves = st.one_of(
    st.sampled_from(STORY), st.sampled_from(STORY), st.sampled_from(BOILERPLATE), st.sampled_from(FURNITURE)
)
_markup = st.recursive(
    st.one_of(_leaves, _leaves.map("<p>{}</p>".format)),
    lambda inner: st.builds(str.format, st.sampled_from(WRAPS), st.lists(inner, min_size=1, max_size=4).map("".join)),
    max_leaves=12,
)
#: Bodies that begin with a story, so that there always is one.
bodies = st.lists(_markup, max_size=6).map(lambda pieces: f"<p>{STORY[0]}</p><p>{STORY[1]}</p>\n" + "\n".join(pieces))


def assert_stays_clean(article: Article) -> None:
    markdown = render(article, "markdown")
    again = clean(markdown)
    assert kept(again) == kept(article)
    assert [removal for removal in again.removed if removal.text] == []
    assert render(again, "markdown") == markdown


# ---- 1: nothing is lost ---------------------------------------------------------------------------------------------


@given(bodies)
@MOST
def test_story_and_removals_are_the_whole_text(body: str):
    article = clean(body)
    assert Counter(kept(article) + taken(article)) == Counter(seen(body))


@given(bodies)
@MOST
def test_the_story_keeps_its_order(body: str):
    assert is_in_order(kept(clean(body)), seen(body))


@given(bodies, st.sampled_from(Kind))
@MOST
def test_no_piece_of_a_kind_that_is_kept_is_removed(body: str, kind: Kind):
    removals = clean(body, Options(keep=frozenset([kind]))).removed
    assert [one for one in removals if one.kind is kind and not one.rule.startswith("markup/")] == []


@given(bodies)
@MOST
def test_keep_all_gives_the_whole_text_back(body: str):
    article = clean(body, Options(keep=frozenset(Kind)))
    assert {removal.rule.partition("/")[0] for removal in article.removed} <= {"markup"}
    assert Counter(kept(article) + taken(article)) == Counter(seen(body))


# ---- 2: clean stays clean -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_clean_post_stays_as_it_is(path: Path):
    assert_stays_clean(clean(path.read_bytes()))


@pytest.mark.parametrize(
    "piece",
    [
        "<iframe src='https://v.cn/1'></iframe>",
        "<ul><li><dl><dt>词</dt><dd>义</dd></dl></li></ul>",
        "<ul><li><figure><img src='https://a.cn/a.png'><figcaption>图注</figcaption></figure><ul><li>乙</li></ul></li></ul>",
        "<p>责任编辑：杨小树（编辑：曹　杨）</p>",
        "<table><tr><td>　　甲</td><td>1</td></tr></table>",
        "<p>前<b>“警惕”</b>后</p>",
        "<p>一。<br>二。</p>",
        "<p>&lt;p&gt; 与 &lt;div&gt;</p>",
        "<p>王某知道***，所以***——他走了</p>",
        "<p><img src='https://a.cn/图.png'></p>",
        "<p>长按二维码<br>关注我们</p><p><img src='https://a.cn/q.png'></p>",
        "<p>责任编辑：杨小树</p><p>相关阅读：</p><p>另一项</p>",
        "<pre>```\n&lt;p&gt;</pre>",
        "<p>::: tip</p><ul><li>一项<p>::: tip</p></li></ul><p>前<br>[TOC]</p><blockquote><p>[!TIP] 后</p></blockquote>",
        "<div><p>看 {: .x } 与 {% raw %} 和 [TOC] 一项</p></div>",
    ],
)
def test_a_clean_piece_stays_as_it_is(piece: str):
    assert_stays_clean(clean(f"<p>{STORY[0]}</p><p>{STORY[1]}</p>{piece}"))


@given(bodies)
@MOST
def test_a_clean_body_stays_as_it_is(body: str):
    assert_stays_clean(clean(body))


# ---- 3: any bytes ---------------------------------------------------------------------------------------------------


def convert_or_refuse(data: bytes) -> None:
    """Every format, or one error that says what to do."""
    try:
        article = clean(data)
    except FraudnewsError as error:
        assert error.problem
        assert error.remedy
        return
    for to in ("markdown", "text", "jsonl"):
        render(article, to).encode("utf-8")


@given(st.binary(max_size=400))
@MOST
def test_random_bytes_convert_or_are_refused(data: bytes):
    convert_or_refuse(data)


@given(st.sampled_from(FIXTURES), st.integers(0, 5_000), st.integers(0, 5_000))
@MOST
def test_a_post_cut_off_converts_or_is_refused(path: Path, start: int, end: int):
    convert_or_refuse(path.read_bytes()[min(start, end) // 4 : max(start, end)])


@given(
    st.sampled_from(FIXTURES), st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=8)
)
@MOST
def test_a_post_with_flipped_bytes_converts_or_is_refused(path: Path, flips: list[tuple[int, int]]):
    data = bytearray(path.read_bytes())
    for position, value in flips:
        data[position % len(data)] = value
    convert_or_refuse(bytes(data))


@given(
    st.sampled_from(FIXTURES),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from([0, 2, 3])), min_size=1, max_size=8),
)
@MOST
def test_a_post_with_tags_lost_or_doubled_converts_or_is_refused(path: Path, changes: list[tuple[int, int]]):
    pieces = re.split(rb"(<[^>]*>)", path.read_bytes())
    for number, times in changes:
        index = (2 * number + 1) % len(pieces)
        pieces[index] *= times
    convert_or_refuse(b"".join(pieces))


# ---- 5: same bytes out ----------------------------------------------------------------------------------------------

_ALL_OUT = """
import sys
from fraudnews import clean, render
for name in sys.argv[1:]:
    article = clean(open(name, "rb").read())
    for to in ("markdown", "text", "jsonl"):
        sys.stdout.buffer.write(render(article, to).encode())
"""


def _output(seed: str) -> bytes:
    command = [sys.executable, "-c", _ALL_OUT, *map(str, FIXTURES)]
    return subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout


def test_the_hash_seed_changes_nothing():
    assert _output("1") == _output("2")
