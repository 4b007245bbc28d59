"""What rules claim of a tree: the same, however much is looked at, and without looking at all of it for each element."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import LONG, STORY, article, removed, story

from fraudnews import Options, claims, clean, render
from fraudnews.selectors import needed_word

PARAGRAPH = "<p>警方昨日通报了这起案件，受害人共有三名。</p>"
POSTS = sorted((Path(__file__).parent / "posts").glob("*.md"))


def cleaned(post: bytes, options: Options = Options()):  # noqa: B008  # it is immutable
    article = clean(post, options)
    return article.blocks, article.removed


@pytest.mark.parametrize("post", POSTS, ids=lambda path: path.stem)
def test_elements_looked_at_one_by_one_or_together_are_the_same(monkeypatch, post):
    one_by_one = cleaned(post.read_bytes())
    monkeypatch.setattr(claims, "_TRIES", 0)
    monkeypatch.setattr(claims, "_CHARACTERS", 0)
    assert cleaned(post.read_bytes()) == one_by_one


def test_what_is_nested_deep_is_not_read_for_each_element(monkeypatch):
    read = 0
    real = claims._length

    def count(text: str) -> int:
        nonlocal read
        read += len(text)
        return real(text)

    monkeypatch.setattr(claims, "_length", count)
    body = '<div class="share related">' * 2_000 + PARAGRAPH * 1_000
    assert len(clean(body).blocks) == 1_000
    assert read < 10 * len(body)


def test_a_selector_is_not_looked_for_in_each_element(monkeypatch, tmp_path):
    tried = 0
    real = claims.Claims._matches

    class Counted:
        def __init__(self, node):
            self.mem_id, self.parser, self.node = node.mem_id, node.parser, node

        def css_first(self, selector):
            nonlocal tried
            tried += 1
            return self.node.css_first(selector)

    monkeypatch.setattr(claims.Claims, "_matches", lambda self, node, selector: real(self, Counted(node), selector))
    rules = tmp_path / "rules.toml"
    rules.write_text("[[remove]]\nid = 'a'\nkind = 'ad'\nwhy = 'an ad'\ncss = '[data-a=\"ad\"]'\n", "utf-8")
    body = "<div data-a='story'>" * 1_000 + PARAGRAPH + "<p data-a='ad'>买一送一</p>" * 1_000
    blocks, removed = cleaned(body.encode(), Options(rules=(str(rules),)))
    assert (len(blocks), len(removed)) == (1, 1_000)
    assert tried < 100


def test_a_selector_is_tried_where_the_page_has_a_word_that_it_needs(monkeypatch, tmp_path):
    asked: list[bytes] = []
    monkeypatch.setattr(claims, "needed_word", lambda selector: asked.append(needed_word(selector)) or asked[-1])
    rules = tmp_path / "rules.toml"
    rules.write_text("[[remove]]\nid = 'a'\nkind = 'ad'\nwhy = 'an ad'\ncss = 'img[src*=\"/gold-shop/\"]'\n", "utf-8")
    options = Options(rules=(str(rules),))
    ad = "<img src='https://example.com/gold-shop/1.png'>"
    assert len(cleaned((PARAGRAPH + ad).encode(), options)[1]) == 1
    assert cleaned((PARAGRAPH + ad.replace("gold", "silver")).encode(), options)[1] == ()
    assert asked.count(b"gold") == 2


@pytest.mark.parametrize(
    "selector, word",
    [
        ('a[href*="//j.shop.example/"] > img', b"shop"),
        ("img[alt='Scan me!']", b"Scan"),
        ('a[href*="/go/"]', b""),
        ("img[alt='扫码']", b""),
        ('td[bgcolor="gray"]', b""),
        ('a[href*="example"]:not([rel])', b""),
        ("p.example", b""),
    ],
)
def test_what_word_a_page_must_have_for_a_selector(selector, word):
    assert needed_word(selector) == word


@pytest.mark.parametrize(
    "attributes",
    [
        "class='st_tag internal_tag'",
        "class='channel_keylink'",
        "title='View all posts in 刷单'",
        "title='查看更多关于刷单的文章'",
    ],
)
def test_a_word_that_the_site_links_to_its_list_is_no_link(attributes: str):
    assert render(article(f"<p>他做<a href='/tag/1' {attributes}>刷单</a>。</p>"), "markdown").endswith(
        "\n他做刷单。\n"
    )
    kept = "<p>他做<a href='/tag/1' title='查看此案的判决'>刷单</a>。</p>"
    assert render(article(kept), "markdown").endswith("\n他做[刷单](/tag/1)。\n")


@pytest.mark.parametrize("plugin", ["wp_keywordlink", "wp_keywordlink_affiliate"])
def test_a_word_that_a_plugin_links_is_no_link(plugin: str):
    body = f"<p>他做<span class='{plugin}'><a href='/tag/1'>刷单</a></span>。</p>"
    assert render(article(body), "markdown").endswith("\n他做刷单。\n")


def test_a_range_of_equal_comments_goes():
    mark = "<!-- 文末二维码 start -->"
    body = f"{LONG}{mark}<div>扫码有礼</div>多多<div>益善</div>{mark}<p>再来一次</p>{mark}{STORY}"
    assert story(body, Options(site="新浪财经")) == story(LONG + STORY)
    assert [words for _, words in removed(body, Options(site="新浪财经"))] == ["扫码有礼", "多多", "益善", "再来一次"]


def test_a_single_marker_takes_nothing():
    body = f"{STORY}<!-- 文末二维码 start -->{LONG}"
    assert removed(body, Options(site="新浪财经")) == []


def test_a_stock_link_leaves_its_word():
    body = f"<p>老人在<a class='keyword' href='https://finance.sina.com.cn/realstock/x'>老百姓</a>药房门口被骗。</p>{STORY}"
    assert "[老百姓]" not in render(article(body), "markdown")
    assert "在老百姓药房门口" in story(body)


def test_a_sentence_is_no_date_whatever_its_class():
    body = f"{STORY}<div class='article-meta'><div>他在江岭的桥上站了一夜，天亮以后才慢慢走回家。</div></div>{STORY}"
    assert cleaned(body.encode())[1] == ()
    assert cleaned(body.replace("走回家。", "走回家").encode())[1]
    assert cleaned(body.replace("江岭", "<a href='/1'>江岭</a>").encode())[1]


def test_a_link_in_a_sentence_stays_wherever_it_leads():
    link = "<a href='https://www.paypal.com/cgi-bin/webscr?cmd=x'>PayPal</a>"
    assert cleaned(f"{STORY}<p>她用 {link} 付了三十元，第二天退了回来。</p>".encode())[1] == ()
    assert cleaned(f"{STORY}<p>{link}</p>".encode())[1]
