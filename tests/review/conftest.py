"""A made-up archive with posts that mean harm, and its page taken apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from fraudnews import Options
from fraudnews.posts import look_at
from fraudnews.review import Order, Sample, glance, look_over
from fraudnews.review.page import make_page
from fraudnews.sources import find_sources

NOW = datetime(2023, 1, 1, tzinfo=UTC)
POST = """---
title: {title}
date: 2022-0{month}-05
url: https://news.example.cn/{title}
---
<p>3月5日，江岭警方通报了一起案件，受害人共有三名。</p>
<p>{line}</p>
<p>民警说，嫌疑人在菜市场摆摊，让老人填写银行卡号。</p>
<p>“我没有戴老花镜。”仉阿姨说，她的存款都没有了。</p>
<p>责任编辑：杨小树</p>
"""
#: What a post may hold to get out of where it is shown.
HOSTILE = (
    "&lt;/script&gt;&lt;script&gt;document.title = 'run'&lt;/script&gt;",
    "&lt;img src=x onerror=\"document.title = 'run'\"&gt;",
    "&lt;!--&lt;script&gt;",
    "]]&gt; ${{1}} $name $$ \\u003c \\",
    "一\u2028二\u2029三",
    "好\u202eexe.drawrof\u202c人\u200b",
)
ADDRESSES = (
    '<a href="javascript:document.title=1">看</a><img src="https://e.example/a.jpg"><img src="data:text/html,x">'
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Eight posts: two plain ones, and one for each hostile line."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, line in enumerate(("案件仍在侦办。", f"视频在此。{ADDRESSES}", *HOSTILE)):
        title = f"案件{number}" if number < 2 else f"'{line.replace('&lt;', '<').replace('&gt;', '>')}'"
        (folder / f"{number}.md").write_text(POST.format(title=title, line=line, month=number + 1), "utf-8")
    return folder


class Page(HTMLParser):
    """A page as a browser's parser sees it: elements with their attributes, and the text of scripts and styles."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.source = data.decode("utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it, with the element that began before it."""
        self.texts.append((self.elements[-1][0] if self.elements else "", data))

    def block(self, number: str) -> Any:
        """The JSON in the block with this id."""
        found = re.search(rf'<script type="application/json" id="{number}">(.*?)</script>', self.source, re.S)
        assert found is not None
        return json.loads(found[1])

    @property
    def posts(self) -> list[dict[str, Any]]:
        """Each post of the sample, its line and its body together."""
        lines = self.block("about")["posts"]
        return [{**line, **self.block(f"post-{number}")} for number, line in enumerate(lines)]


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """The page over a folder."""

    def make(folder: Path, size: int = 100, order: Order = Order.RANDOM, options: Options | None = None) -> Page:
        options = options or Options()
        look = partial(glance, now=NOW, options=options)
        glances = (look_at(source, look, options) for source in find_sources([str(folder)]))
        return Page(make_page(look_over(glances, Sample(size, order)), "archive", options))

    return make
