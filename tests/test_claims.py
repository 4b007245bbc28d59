"""What rules claim of a tree: the same, however much is looked at, and without looking at all of it for each element."""

from __future__ import annotations

from pathlib import Path

import pytest

from fraudnews import Options, claims, clean
from fraudnews.selectors import needed_word

STORY = "<p>警方昨日通报了这起案件，受害人共有三名。</p>"
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
    body = '<div class="share related">' * 2_000 + STORY * 1_000
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
    body = "<div data-a='story'>" * 1_000 + STORY + "<p data-a='ad'>买一送一</p>" * 1_000
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
    assert len(cleaned((STORY + ad).encode(), options)[1]) == 1
    assert cleaned((STORY + ad.replace("gold", "silver")).encode(), options)[1] == ()
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
