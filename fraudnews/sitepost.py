"""The posts of a site that is learned, after cleaning by the existing rules: lines, elements, comments, pictures."""

from __future__ import annotations

import hashlib
import re
from bisect import insort
from collections import Counter
from dataclasses import dataclass

from fraudnews.address import host_of
from fraudnews.markup.elements import Element, Marker, read_elements
from fraudnews.model import Article, BlockKind, Break, Image, Post, Run
from fraudnews.posts import Outcome
from fraudnews.rendering.text import without_blanks

#: The longest element, in characters, that can be boilerplate.
_LONGEST_ELEMENT = 600
#: The most posts that are held: more add nothing, and take up to 200 kB each.
_MOST = 2_000
_PLAIN_NAME = re.compile(r"[.#][A-Za-z_][\w-]*")
_NUMBER_IN_NAME = re.compile(r"\d{3,}")
#: Names for layout, which other elements may have as well, even if none does in these posts.
_OF_LAYOUT = re.compile(
    r"[.#](?:text|txt|content|con|p|para|paragraph|center|left|right|indent|strong|bold|red|gray|grey|small|big|title|"
    r"active|current|selected|first|last|odd|even|show|hide|open|close|clear|inner|outer|top|bottom|"
    r"box|wrap|wrapper|container|item|line|row|col|block|section|main|body|clearfix|image|img|pic|picture|figure)",
    re.I,
)
#: Names of metadata, and of parts of pictures and stories.
_OF_METADATA = re.compile(
    r"(?i)(?:^|[-_.#])(?:by|byline|author|authors|writer|reporter|source|origin|from|date|time|datetime|published|pubtime|posted|meta|"
    r"caption|desc|credit|note|notes|dropcap|lead|lede|summary|abstract|intro|quote|pullquote|highlight|subtitle|headline|"
    r"(?:article|post|news|entry|content)[-_]?info|pub(?:lish)?[-_]?(?:date|time|info)|categor(?:y|ies)|cat-links|word-?count|"
    r"laiyuan|zuozhe|shijian|riqi)(?:[-_]|$)|"
    r"dropCap|[Aa]uthorName"
)


@dataclass(slots=True)
class SiteLine:
    """One line of a story: its position from the beginning and from the end, and whether it consists of links.

    ``number`` counts all lines of the post, ``head`` and ``tail`` only those that are not known to be boilerplate.
    ``post`` is the number of its post among those that are learned from.
    """

    text: str
    number: int
    linked: bool
    head: int = 0
    tail: int = 0
    post: int = 0


@dataclass(slots=True)
class SitePost:
    """One post after cleaning by the existing rules, with its author and host ("" if it has none).

    ``elements`` are those that a rule could select by a name, with only these names.
    """

    post: Post
    author: str
    host: str
    lines: list[SiteLine]
    elements: list[Element]
    markers: list[Marker]
    images: tuple[tuple[str, bool], ...]


def read_site_post(outcome: Outcome) -> SitePost | str:
    """The post with what may recur in it, or a message for one that could not be cleaned."""
    article, post = outcome.article, outcome.post
    if article is None or post is None:
        return f"{outcome.name}: {outcome.error}"
    lines = _read_lines(article)
    kept = without_blanks("".join(line.text for line in lines))
    elements, markers = read_elements(post.body, _LONGEST_ELEMENT)
    elements = [element._replace(names=tuple(filter(_is_telling, element.names))) for element in elements]
    return SitePost(
        post,
        article.meta.author or "",
        host_of(article.meta.url),
        lines,
        [element for element in elements if element.names and _stands(element, kept, article)],
        [marker for marker in markers if without_blanks(marker.text) and without_blanks(marker.text) in kept],
        _read_images(article),
    )


class Gathering:
    """Posts to learn from, each story once; of more than ``most``, a reproducible random sample of that size.

    With ``site``, only posts with this author or host are held. ``authors`` and ``hosts`` count all added posts.
    """

    def __init__(self, site: str | None = None, most: int = _MOST) -> None:
        self.site = site
        self.most = most
        self.authors: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.held: dict[bytes, SitePost] = {}
        self.lots: list[bytes] = []

    @property
    def posts(self) -> list[SitePost]:
        """The posts to learn from, in the order in which they were added."""
        return list(self.held.values())

    def add(self, post: SitePost) -> None:
        """Consider one post."""
        self.authors[post.author] += 1
        self.hosts[post.host] += 1
        if self.site not in (None, post.author, post.host):
            return
        lot = hashlib.sha256("".join(line.text for line in post.lines).encode("utf-8", "replace")).digest()
        if lot not in self.held:
            self.held[lot] = post
            insort(self.lots, lot)
        if len(self.lots) > self.most:
            del self.held[self.lots.pop()]


def _is_telling(name: str) -> bool:
    """Whether a class or id can be written as a selector, and means the same in all posts."""
    return (
        _PLAIN_NAME.fullmatch(name) is not None
        and _NUMBER_IN_NAME.search(name) is None
        and _OF_LAYOUT.fullmatch(name) is None
        and _OF_METADATA.search(name) is None
    )


def _stands(element: Element, kept: str, article: Article) -> bool:
    """Whether the existing rules left the element in the story."""
    text = without_blanks(element.text)
    if text:
        return text in kept
    return any(picture.src in element.images for picture in article.images)


def _read_lines(article: Article) -> list[SiteLine]:
    lines: list[tuple[str, bool]] = []
    for block in article.blocks:
        if block.kind in (BlockKind.CODE, BlockKind.EMBED, BlockKind.RULE, BlockKind.TABLE):
            continue
        text, linked = "", 0
        for item in (*block.inlines, Break()):
            if type(item) is Break:
                if text.strip():
                    lines.append((" ".join(text.split()), 2 * linked >= len(text)))
                text, linked = "", 0
            elif type(item) is Run:
                text += item.text
                linked += len(item.text) if item.href else 0
    found = [SiteLine(text, number, linked) for number, (text, linked) in enumerate(lines)]
    count_places(found)
    return found


def _read_images(article: Article) -> tuple[tuple[str, bool], ...]:
    """The pictures of the story, each with whether no text follows it."""
    found = []
    spoken = False
    for block in reversed(article.blocks):
        found += [(item.src, not spoken) for item in block.inlines if type(item) is Image]
        spoken = spoken or any(type(item) is Run and item.text.strip() for item in block.inlines) or bool(block.rows)
    return tuple(found)


def count_places(lines: list[SiteLine]) -> None:
    """Set the position of each of these lines."""
    for number, line in enumerate(lines):
        line.head, line.tail = number, len(lines) - 1 - number
