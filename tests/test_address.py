"""Addresses: redirects undone, affiliates and foreign schemes dropped, everything else as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.address import clean_address, clean_image_address

REDIRECTS = [
    ("https://link.juejin.cn/?target=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/a?b=1"),
    ("https://link.juejin.cn?target=https%3A%2F%2Fexample.com%2F", "https://example.com/"),
    ("https://www.oschina.net/action/GoToLink?url=https%3A%2F%2Fexample.com%2Fx", "https://example.com/x"),
    ("https://link.zhihu.com/?target=https%3A//example.com/y", "https://example.com/y"),
    ("https://link.zhihu.com/?target=http%3A//example.com", "http://example.com"),
    ("https://links.jianshu.com/go?to=https%3A%2F%2Fexample.com%2Fz", "https://example.com/z"),
    ("https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fexample.com%2Fz", "https://example.com/z"),
    ("https://link.csdn.net/?target=https%3A%2F%2Fexample.com%2Fc", "https://example.com/c"),
    ("https://sspai.com/link?target=https%3A%2F%2Fexample.com%2Fs", "https://example.com/s"),
    ("https://www.google.com/url?q=https://example.com/g&sa=D", "https://example.com/g"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Ff&h=x", "https://example.com/f"),
    ("https://steamcommunity.com/linkfilter/?url=https://example.com/st", "https://example.com/st"),
    ("https://example.org/jump.php?url=https%253A%252F%252Fexample.com%252F2", "https://example.com/2"),
    ("//link.juejin.cn/?target=https%3A%2F%2Fexample.com", "https://example.com"),
    ("http://m.example.org/reader/link.php?pk=1&b=aHR0cHM6Ly9leGFtcGxlLmNvbS9iNjQ=&code=2", "https://example.com/b64"),
    (
        "https://example.org/?golink=aHR0cHM6Ly9leGFtcGxlLmNvbS/or4jpqpc/YT0+Pj4=",
        "https://example.com/诈骗?a=%3E%3E%3E",
    ),
    ("https://example.org/go/?url=aHR0cHM6Ly9leGFtcGxlLmNvbS_or4jpqpc_YT0-Pj4", "https://example.com/诈骗?a=%3E%3E%3E"),
    (
        "https://link.zhihu.com/?target=https%3A//link.juejin.cn/%3Ftarget%3Dhttps%253A%252F%252Fexample.com",
        "https://example.com",
    ),
]

KEPT = [
    "https://example.com/a",
    "http://example.com/a?b=c&d=e#f",
    "HTTPS://EXAMPLE.COM/",
    "mailto:someone@example.com",
    "/2022/a.html",
    "../a.html",
    "a.html#b",
    "#top",
    "?page=2",
    "https://example.com/词条_(注)",
    "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fexample.com",
    "https://www.facebook.com/sharer?u=https%3A%2F%2Fexample.com",
    "https://service.weibo.com/share/share.php?url=https%3A%2F%2Fexample.com",
    "https://service.weibo.com/share?url=https%3A%2F%2Fexample.com",
    "https://twitter.com/intent/tweet?url=https%3A%2F%2Fexample.com",
    "https://example.com/search?q=https://example.org",
    "https://web.archive.org/save?url=https://example.com",
    "https://link.juejin.cn/?target=javascript%3Aalert(1)",
    "https://link.juejin.cn/?other=https%3A%2F%2Fexample.com",
    "https://example.com/goto?url=/relative",
    "https://example.com/goto?url=aHR0cHM6",
    "https://example.com/goto?url=aHR0c______",
    "https://example.com/read?from=aHR0cHM6Ly9leGFtcGxlLmNvbS9iNjQ=",
    "https://example.com/?guce_referrer=aHR0cHM6Ly9leGFtcGxlLmNvbS9iNjQ=",
    "https://example.com/2022/a-story/?from=aHR0cHM6Ly9leGFtcGxlLmNvbS9iNjQ=",
    "https://web.archive.org/save/?url=https://example.com",
]

DROPPED = [
    "",
    "   ",
    "#",
    "javascript:void(0)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "tel:110",
    "weixin://dl/chat",
    "about:blank",
    "https://u.jd.com/abc",
    "https://union-click.jd.com/jdc?e=1&p=2",
    "https://s.click.taobao.com/t?e=m",
    "https://uland.taobao.com/coupon/edetail?e=m",
    "https://c.duomai.com/track.php?t=https%3A%2F%2Fexample.com",
    "http://item.pvxt.net/x",
    "https://link.zhihu.com/?target=https%3A//u.jd.com/abc",
]

#: Python's own parser refuses the first ones.
BROKEN = [
    "http://[",
    "https://[::1?url=x",
    "http://]/goto?url=1",
    "https://[x]/link?target=https%3A%2F%2Fa.cn",
    "http://",
    "http:/",
    ":",
    "//",
    "://x",
]


@pytest.mark.parametrize("href, target", REDIRECTS)
def test_a_redirect_gives_way_to_its_target(href: str, target: str):
    assert clean_address(href) == target


@pytest.mark.parametrize("href", KEPT)
def test_an_address_stays_as_written(href: str):
    assert clean_address(href) == href


@pytest.mark.parametrize(
    "href, address",
    [
        ("https://example.com/a?x=1&amp;y=2", "https://example.com/a?x=1&y=2"),
        ("/a?x=1&amp;amp;y=2", "/a?x=1&y=2"),
        ("https://link.example.com/?redirect=https%3A%2F%2Fa.cn%2F%3Fx%3D1%26amp%3By%3D2", "https://a.cn/?x=1&y=2"),
    ],
)
def test_an_ampersand_escaped_twice_is_one(href: str, address: str):
    assert clean_address(href) == address
    assert clean_address(address) == address


@pytest.mark.parametrize("href", DROPPED)
def test_an_address_that_leads_nowhere_good_goes(href: str):
    assert clean_address(href) is None


@pytest.mark.parametrize(
    "href, quoted",
    [
        ("https://example.com/a b", "https://example.com/a%20b"),
        (" https://example.com/a ", "https://example.com/a"),
        ("https://example.com/\n\ta", "https://example.com/a"),
        ("https://example.com/<a>", "https://example.com/%3Ca%3E"),
        ('https://example.com/"a"', "https://example.com/%22a%22"),
        ("https://example.com/a|b^{c}", "https://example.com/a|b^%7Bc%7D"),  # browsers send the first two as they are
        ("https://example.com/a\\b", "https://example.com/a%5Cb"),
        ("//example.com/a", "https://example.com/a"),
        ("mailto:a b@example.com", "mailto:a%20b@example.com"),
    ],
)
def test_what_no_address_may_hold_is_quoted(href: str, quoted: str):
    assert clean_address(href) == quoted


@pytest.mark.parametrize("href", BROKEN)
def test_a_broken_address_raises_nothing(href: str):
    clean_address(href)
    clean_image_address(href)


@given(st.text(st.sampled_from("htps:/[]?&=%#.@ \n{}urltage"), max_size=40))
@settings(max_examples=200)
def test_any_address_is_cleaned_once_and_for_all(href: str):
    cleaned = clean_address(f"https://{href}")
    assert cleaned is None or clean_address(cleaned) == cleaned


@pytest.mark.parametrize(
    "src",
    [
        "%22%22",
        "",
        " ",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:text/html,x",
        "javascript:x",
        "file:///a.png",
        "https://example.com/static/blank.gif",
        "https://images.example.com/ccc.gif",
        "/img/lazyload.png?v=2",
        "https://example.com/loading.gif",
        "https://example.com/images/loader.gif",
        "https://example.com/common/loadimg.gif?v=20210301",
        "/images/1x1.png",
        "static/image/common/none.gif",
        "https://example.com/post/undefined",
        "null",
        "https://example.com/news/k1001/k1001.html",
        "//example.com/2021/1.shtml",
        "http://mp.weixin.qq.com/s?__biz=Mz1&mid=22&scene=21#wechat_redirect",
    ],
)
def test_a_stand_in_is_no_picture(src: str):
    assert clean_image_address(src) is None


@pytest.mark.parametrize(
    "src, kept",
    [
        ("https://example.com/a.png", "https://example.com/a.png"),
        ("//example.com/a.png", "https://example.com/a.png"),
        ("/a b.png", "/a%20b.png"),
        ("a.png", "a.png"),
        ("https://example.com/space-race.jpg", "https://example.com/space-race.jpg"),
        ("https://example.com/图.png", "https://example.com/图.png"),
        ("https://example.com/news/1.html/a.jpeg", "https://example.com/news/1.html/a.jpeg"),
        ("https://example.com/picture.html?id=7", "https://example.com/picture.html?id=7"),
        ("https://mp.weixin.qq.com/mp/qrcode?scene=1", "https://mp.weixin.qq.com/mp/qrcode?scene=1"),
        ("https://shots.example.com/https://example.cn/1.html", "https://shots.example.com/https://example.cn/1.html"),
    ],
)
def test_a_picture_keeps_its_address(src: str, kept: str):
    assert clean_image_address(src) == kept


def test_a_large_picture_written_into_the_page_stays():
    src = "data:image/png;base64," + "iVBORw0KGgo" * 300
    assert clean_image_address(src) == src
