"""What a site adds to a post takes nothing of its story with it, and goes where nothing of the story leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from laws import is_in_order, kept
from stories import LINKS, QR

from fraudnews import clean

HERE = Path(__file__).parent
POSTS = sorted([*(HERE / "posts").glob("*.md"), *(HERE / "keep").glob("*.md")])
#: What stands below stories.
BELOW = [
    "<p>责任编辑：杨小树</p>",
    "<p>（编辑：杨小树 校对：林一禾）</p>",
    "<p>监制：林一禾 编审：王二 编辑：杨小树</p>",
    "<p class='article-editor'>责任编辑：杨小树 SF055</p>",
    "<p>更多精彩资讯请关注江岭新闻公众号</p>",
    f"<p>扫描下方二维码，关注我们的微信公众号</p>{QR}",
    f"<p>相关阅读：</p>{LINKS}",
    "<p>免责声明：本文仅供参考，不构成投资建议。</p>",
    "<p>如果觉得这篇文章不错，欢迎点赞、在看、转发三连！</p>",
    "<p>THE END</p><p>转载请注明出处。</p>",
    "<p>分享到：微信 微博 QQ空间</p><p>举报/反馈</p>",
    f"<p>责任编辑：杨小树</p><p>扫二维码，下载江岭新闻客户端</p>{QR}<p>版权声明：本网所有内容，未经授权不得转载。</p>",
]
#: What stands over them.
ABOVE = [
    "<p>点击上方蓝字关注我们</p>",
    "<p>字号：大 中 小</p>",
    "<p><a href='https://example.com/'>首页</a> &gt; <a href='https://example.com/n'>新闻</a> &gt; 正文</p>",
    "<p>阅读：1234　评论：5</p>",
    "<p>微信扫一扫 分享朋友圈</p>",
]
#: Stories that end in what they show, which may go on: an imprint, the lines of a poster, a list of false accounts.
OPEN_ENDED = ("06-", "44-", "51-", "52-", "53-", "54-")


def kept_of(header: str, body: str) -> str:
    return kept(clean(f"{header}{body}".encode("utf-8", "surrogateescape")))


@pytest.mark.parametrize("path", POSTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_a_site_adds_goes_alone(path: Path):
    header, body = re.fullmatch(r"(\s*---\n.*?\n---\n|)(.*)", path.read_text("utf-8", "surrogateescape"), re.S).groups()
    story = kept_of(header, body)
    with_more = [kept_of(header, f"{piece}\n\n{body}") for piece in ABOVE]
    with_more += [kept_of(header, f"{body.rstrip()}\n\n{piece}") for piece in BELOW]
    if path.parent.name == "keep" and path.name.startswith(OPEN_ENDED):
        assert all(is_in_order(story, more) for more in with_more)
    else:
        assert with_more == [story] * len(with_more)
