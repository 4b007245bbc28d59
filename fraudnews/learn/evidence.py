"""What a site is learned from, what is known of it so far, and the suggestions that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from fraudnews.model import Kind
from fraudnews.prepare.listings import escaped
from fraudnews.recurrence import is_sentence, speaks_of_the_site
from fraudnews.rendering.text import without_blanks
from fraudnews.sitepost import SiteLine, SitePost

#: What recurs stands in so many posts, and in such a share of them.
_LEAST, _SHARE = 4, 0.03
#: Share of posts from which on neutral words are the site's; and the share needed for words of stories.
MOSTLY, ALWAYS = 0.5, 0.8
#: More than this share of what recurs must be alike: at the end of its story, links, known boilerplate.
NEARLY_ALL = 0.9
_SPECIAL = re.compile(r"[\\.+*?()\[\]{}|^$]")
#: The kind of boilerplate by its words; the first that fits.
_KINDS = (
    (Kind.QR, r"二维码|二維碼|扫码|扫一扫|长按|qr|ewm"),
    (Kind.EDITOR, r"编辑|責編|责编|校对|审核|编审|editor|zebian"),
    (Kind.DISCLAIMER, r"版权|版權|转载|轉載|免责|声明|立场|不代表|侵权|copyright|all rights|©|disclaim|declare"),
    (Kind.AD, r"广告|推广|赞助|优惠|领券|advert|sponsor|(?:^|[-_.#])ads?(?:[-_]|$)"),
    (Kind.PROMO, r"关注|公众号|APP|客户端|下载|订阅|微信|微博|[爆报]料|投稿|合作|download|client|follow|promo"),
    (Kind.SHARE, r"分享|点赞|在看|收藏|转发|share|social|like|zan|tag"),
    (Kind.RELATED, r"相关|推荐|[上下]一[篇页]|更多|阅读|往期|热门|related|relate|recommend|more|hot|prev|next"),
)  # fmt: skip


class Suggestion(NamedTuple):
    """A rule to try: how it matches (``key`` and ``pattern``), and the evidence for it.

    So many ``posts`` have it; ``examples`` are texts as they stand there, ``removes`` HTML from there, ``keeps`` a line
    of a story that comes nearest to it.
    """

    key: str
    pattern: str
    kind: Kind
    posts: int
    examples: tuple[str, ...]
    removes: str
    keeps: str
    where: str = "end"
    section: bool = False
    longest: int = 0


class Evidence:
    """The posts of a site, and what is known of them.

    ``total`` is their number; what recurs is in ``least`` of them. ``names`` are those of the site. ``known`` are the
    lines of each post that are boilerplate, without blanks; ``covered`` are those that a suggestion takes by markup.
    """

    def __init__(self, posts: list[SitePost], names: tuple[str, ...]) -> None:
        self.posts = posts
        self.total = len(posts)
        self.least = max(_LEAST, ceil(_SHARE * self.total))
        self.names = tuple(name for name in names if len(name) > 1)
        self.known: list[set[str]] = [set() for _ in posts]
        self.covered: set[tuple[int, str]] = set()
        for number, post in enumerate(posts):
            for line in post.lines:
                line.post = number

    def is_open(self, line: SiteLine) -> bool:
        """Whether a line is not known to be boilerplate."""
        return without_blanks(line.text) not in self.known[line.post]

    def is_of_site(self, text: str) -> bool:
        """Whether these words speak of the site, or name it."""
        return speaks_of_the_site(text) or any(name in text for name in self.names)

    def lines_inside(self, places: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
        """The lines, without blanks, that these pieces of posts contain; each with the number of its post."""
        found: set[tuple[int, str]] = set()
        for number, text in places:
            whole = without_blanks(text)
            lines = {without_blanks(line.text) for line in self.posts[number].lines}
            found.update((number, line) for line in lines if line in whole)
        return found

    def nearest(self, text: str) -> str:
        """The line of a story that is most like ``text``, as HTML: a sample of what the rule must keep."""
        pairs = {text[at : at + 2] for at in range(min(len(text), 80) - 1)}
        best, score = "", -1.0
        for post in self.posts[:200]:
            for line in post.lines:
                if not (15 <= len(line.text) <= 80 and is_sentence(line.text)) or speaks_of_the_site(line.text):
                    continue
                if (line.post, without_blanks(line.text)) in self.covered or line.text == text:
                    continue
                shared = sum(pair in line.text for pair in pairs)
                if shared > score:
                    best, score = line.text, shared
        return f"<p>{escaped(best)}</p>" if best else ""


def literal(text: str) -> str:
    """``text`` as a pattern of RE2 that matches it alone."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def kind_of(text: str) -> Kind:
    """The kind of boilerplate that these words are."""
    return next((kind for kind, words in _KINDS if re.search(words, text, re.I)), Kind.WIDGET)


def remainder(text: str, known: set[str]) -> int:
    """Characters of ``text`` that are in none of the known lines."""
    for line in sorted(known, key=len, reverse=True):
        text = text.replace(line, "")
    return len(text)
