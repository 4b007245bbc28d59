"""Learn a site: what recurs over its posts, told from what its stories say, as suggestions for rules.

The evidence is that of a person who leafs through an archive: the same words at the end of every post, a label with
something new behind it each time, an element by its class, a pair of comments, a picture. Precision comes first here
too: words that a story may say again and again (datelines, names, advice of the police) need far more of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from math import ceil
from typing import NamedTuple

from fraudnews.markup.elements import Element, Marker
from fraudnews.model import Kind
from fraudnews.prepare.listings import escaped
from fraudnews.recurrence import (
    belongs_to_stories,
    is_sentence,
    may_speak_of_the_site,
    names_a_source,
    speaks_of_the_site,
    speaks_of_the_story,
    tells_of_the_post,
)
from fraudnews.rendering.text import without_blanks
from fraudnews.sitepost import SiteLine, SitePost, count_places

#: Posts of one site below which nothing can be told.
LEAST_POSTS = 10
#: What recurs stands in so many posts, and in such a share of them.
_LEAST, _SHARE = 4, 0.03
#: Shares of posts from which on words without any sign of the site are the site's; those of stories, nearly always.
_MOSTLY, _ALWAYS = 0.5, 0.8
#: Lines from the beginning and the end of a story between which its middle is.
_HEAD, _TAIL = 3, 10
#: The longest line, in characters, that can be boilerplate.
_LONGEST_LINE = 300
#: Characters of an element that is a label or a button.
_LABEL_LENGTH = 40
_LABEL = re.compile(r"(?!https?:)[^\s：:，。！？“”]{2,12}[：:]")
_DIGITS = re.compile(r"[0-9０-９]+")
_BRACKET = re.compile(r"[（(【\[][^（(【\[）)】\]]{3,60}[）)】\]]$")
_SPECIAL = re.compile(r"[\\.+*?()\[\]{}|^$]")
_NAMED_SO = re.compile(
    r"(?i)(?:^|[-_.#])(?:share|social|qr|qrcode|ewm|app|client|download|promo|ad|ads|advert|sponsor|copyright|statement|disclaimer|"
    r"declare|editor|zebian|related|relate|recommend|more|hot|follow|subscribe|newsletter|tags?|nav|breadcrumbs?|footer|foot|"
    r"toolbar|tool|comments?|pinglun|like|zan|reward|dashang|banner|guide|tips?|widget|author-(?:card|info)|prev|next|pager)(?:[-_]|$)"
)

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

    ``posts`` of ``total`` posts have it; ``examples`` are texts as they stand there, ``removes`` HTML from there,
    ``keeps`` a line of a story that comes nearest to it.
    """

    key: str
    pattern: str
    kind: Kind
    posts: int
    total: int
    examples: tuple[str, ...]
    removes: str
    keeps: str
    where: str = "end"
    section: bool = False
    longest: int = 0


@dataclass(slots=True)
class _Group:
    """Lines that one pattern takes."""

    pattern: str
    lines: list[SiteLine] = field(default_factory=list)

    @property
    def posts(self) -> set[int]:
        return {line.post for line in self.lines}

    def share_of(self, wanted: Callable[[SiteLine], bool]) -> float:
        return sum(map(wanted, self.lines)) / len(self.lines)


def learn(posts: list[SitePost], names: Iterable[str] = ()) -> list[Suggestion]:
    """What recurs over ``posts`` and is no story, the most frequent first; ``names`` are those of the site."""
    return _Learner(posts, tuple(names)).learn()


class _Learner:
    """Finds lines first; then what in the markup takes the same, which is the better evidence."""

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

    def learn(self) -> list[Suggestion]:
        groups = self._line_groups()
        found = self._elements() + self._markers()
        for group in groups:
            group.lines = [line for line in group.lines if (line.post, without_blanks(line.text)) not in self.covered]
            if len(group.posts) >= self.least:
                found.append(self._line_suggestion(group))
        found += self._suffixes() + self._images()
        return sorted(found, key=lambda suggestion: (-suggestion.posts, suggestion.key, suggestion.pattern))

    # ---- lines ----------------------------------------------------------------------------------------

    def _line_groups(self) -> list[_Group]:
        """Groups of lines that are boilerplate, from the edges inwards: what goes brings others there."""
        found: list[_Group] = []
        while True:
            rest = [line for post in self.posts for line in post.lines if self._is_open(line)]
            new = self._new_groups(rest)
            if not new:
                return found
            found += new
            for line in [line for group in new for line in group.lines]:
                self.known[line.post].add(without_blanks(line.text))
            for group in new:
                self._know_links_below(group)
            for post in self.posts:
                count_places([line for line in post.lines if self._is_open(line)])

    def _is_open(self, line: SiteLine) -> bool:
        return without_blanks(line.text) not in self.known[line.post]

    def _new_groups(self, rest: list[SiteLine]) -> list[_Group]:
        """Lines of the same words; then of the same words but for numbers; then with the same label."""
        found: list[_Group] = []
        for pattern_of in (_escape, _with_numbers, _with_label):
            groups: dict[str, _Group] = {}
            for line in rest:
                pattern = pattern_of(line.text) if len(line.text) <= _LONGEST_LINE else ""
                if pattern:
                    groups.setdefault(pattern, _Group(pattern)).lines.append(line)
            taken = [group for group in groups.values() if self._is_boilerplate(group, loose=pattern_of is not _escape)]
            found += taken
            gone = {id(line) for group in taken for line in group.lines}
            rest = [line for line in rest if id(line) not in gone]
        return found

    def _is_boilerplate(self, group: _Group, *, loose: bool) -> bool:
        """Whether lines that recur are the site's: by their words, their links, their place, and how often.

        Of ``loose`` patterns only what is the same in every line counts: behind a label anything may stand.
        """
        posts = len(group.posts)
        sample = group.lines[0].text
        if posts < self.least or belongs_to_stories(sample) or (loose and len(group.lines) > 2 * posts):
            return False
        share = posts / self.total
        at_end = group.share_of(lambda line: line.tail < _TAIL)
        at_edge = group.share_of(lambda line: line.tail < _TAIL or line.head < _HEAD)
        label = _LABEL.match(sample) if loose else None
        said = label[0] if label else sample
        if at_end > 0.9 and (group.share_of(lambda line: line.linked) > 0.9 or self._links_below(group)):
            return True
        if said.endswith(("：", ":")) and not (loose or speaks_of_the_site(said)):
            return False
        if speaks_of_the_story(said):
            return share >= _ALWAYS and at_edge > 0.9 and not loose
        if loose and share < _MOSTLY and group.share_of(lambda line: is_sentence(line.text)) > 0.1:
            return False
        if speaks_of_the_site(said) or any(name in said for name in self.names):
            return True
        if may_speak_of_the_site(said):
            return share >= _MOSTLY or (not is_sentence(sample) and at_end > 0.9)
        return (share >= _MOSTLY and at_end > 0.9) or (share >= _ALWAYS and at_edge > 0.9)

    def _line_suggestion(self, group: _Group) -> Suggestion:
        texts = Counter(line.text for line in group.lines)
        examples = tuple(text for text, _ in texts.most_common(3))
        below = self._links_below(group)
        if group.share_of(lambda line: line.tail < _TAIL) > 0.9:
            where = "end"
        else:
            where = "edge" if group.share_of(lambda line: line.tail < _TAIL or line.head < _HEAD) > 0.9 else "anywhere"
        removes = f"<p>{escaped(examples[0])}</p>"
        if below:
            removes += f'<p><a href="https://example.com/">{escaped(below)}</a></p>'
        return Suggestion(
            key="text",
            pattern=group.pattern,
            kind=Kind.RELATED if below else _kind_of(" ".join(examples)),
            posts=len(group.posts),
            total=self.total,
            examples=examples,
            removes=removes,
            keeps=self._nearest(examples[0]),
            where=where,
            section=bool(below),
            longest=max(map(len, texts)),
        )

    def _links_below(self, group: _Group) -> str:
        """A line of links below the group's lines, if most have one and not all the same; "" if not."""
        below = [found[0].text for line in group.lines if (found := self._links_under(line))]
        return below[0] if len(below) > 0.8 * len(group.lines) and len(set(below)) > 1 else ""

    def _links_under(self, line: SiteLine) -> list[SiteLine]:
        """The lines of links that follow this line, which is none."""
        lines = self.posts[line.post].lines
        return [] if line.linked else list(takewhile(lambda other: other.linked, lines[line.number + 1 :]))

    def _know_links_below(self, group: _Group) -> None:
        if self._links_below(group):
            for line in group.lines:
                self.known[line.post].update(without_blanks(other.text) for other in self._links_under(line))

    def _suffixes(self) -> list[Suggestion]:
        """Brackets that end the last lines of stories and say nothing of them."""
        ends: dict[str, set[int]] = {}
        examples: dict[str, str] = {}
        for post in self.posts:
            for line in [line for line in post.lines if self._is_open(line)][-3:]:
                match = _BRACKET.search(line.text)
                if match is None or match.start() < 12:
                    continue
                ends.setdefault(match[0], set()).add(line.post)
                examples.setdefault(match[0], line.text)
        found = []
        for text, posts in ends.items():
            of_the_site = speaks_of_the_site(text) or any(name in text for name in self.names)
            if belongs_to_stories(text.strip("（()）【】[]")) or speaks_of_the_story(text):
                continue
            if len(posts) >= self.least and (of_the_site or len(posts) >= _MOSTLY * self.total):
                suggestion = Suggestion(
                    key="suffix",
                    pattern=_escape(text),
                    kind=_kind_of(text),
                    posts=len(posts),
                    total=self.total,
                    examples=(text,),
                    removes=f"<p>{escaped(examples[text])}</p>",
                    keeps=self._nearest(text),
                )
                found.append(suggestion)
        return found

    # ---- markup ---------------------------------------------------------------------------------------

    def _elements(self) -> list[Suggestion]:
        """Selectors of elements that hold nothing but boilerplate, those that take most first."""
        places: dict[str, list[tuple[int, Element]]] = {}
        for number, post in enumerate(self.posts):
            for element in post.elements:
                for name in element.names:
                    places.setdefault(name, []).append((number, element))
        found = []
        order = sorted(places.items(), key=lambda item: (-sum(len(held.text) for _, held in item[1]), item[0]))
        for name, held in order:
            numbers = {number for number, _ in held}
            if len(numbers) < self.least or not self._holds_boilerplate(name, held):
                continue
            new = {(number, without_blanks(element.text)) for number, element in held} - self.covered
            inside = self._lines_inside((number, element.text) for number, element in held)
            if not new or (inside and inside <= self.covered):
                continue
            self.covered |= new | inside
            found.append(self._element_suggestion(name, held, len(numbers)))
        return found

    def _holds_boilerplate(self, name: str, held: list[tuple[int, Element]]) -> bool:
        """Whether elements of this name hold known lines alone, or lists of links, or are named for boilerplate."""
        count = len(held)
        only_known = sum(_consists_of(element, self.known[number]) for number, element in held) / count
        if only_known > 0.9:
            return True
        numbers = {number for number, _ in held}
        if count > 3 * len(numbers):
            return False
        if sum(element.anchors > 1 and _is_linked(element) for _, element in held) > 0.9 * count:
            found = len(numbers) >= 0.1 * self.total or _NAMED_SO.search(name) is not None
        else:
            found = _NAMED_SO.search(name) is not None and all(
                _is_linked(element) or _is_label(element.text) for _, element in held
            )
        return found and sum(_is_about_the_post(element.text) for _, element in held) <= count / 2

    def _element_suggestion(self, name: str, held: list[tuple[int, Element]], posts: int) -> Suggestion:
        shown = [element.text or " ".join(element.images) for _, element in held]
        frequent = [text for text, _ in Counter(shown).most_common(3)]
        examples = tuple(text[:80] for text in frequent)
        _, element = held[shown.index(frequent[0])]
        kind = _kind_of(f"{name} {' '.join(examples)}")
        if _is_linked(element):
            kind = Kind.RELATED
        removes = element.html
        if len(removes) >= 400 or "\n" in removes:
            attribute = "class" if name[0] == "." else "id"
            removes = f'<{element.tag} {attribute}="{name[1:]}">{escaped(element.text[:100])}</{element.tag}>'
        return Suggestion(
            key="css",
            pattern=name,
            kind=kind,
            posts=posts,
            total=self.total,
            examples=examples,
            removes=removes,
            keeps=self._nearest(examples[0]),
            longest=max(len(element.text) for _, element in held),
        )

    def _lines_inside(self, places: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
        """The lines of posts, without blanks, that stand in these pieces of them; each with the number of its post."""
        return {
            (number, folded)
            for number, text in places
            for folded in {without_blanks(line.text) for line in self.posts[number].lines}
            if folded in without_blanks(text)
        }

    def _markers(self) -> list[Suggestion]:
        """Comments between the first and the last of which nothing but boilerplate stands."""
        places: dict[str, list[tuple[int, Marker]]] = {}
        for number, post in enumerate(self.posts):
            for marker in post.markers:
                places.setdefault(marker.comment, []).append((number, marker))
        found = []
        for comment, held in places.items():
            numbers = {number for number, _ in held}
            if len(numbers) < self.least:
                continue
            if not all(_remainder(without_blanks(marker.text), self.known[number]) <= 4 for number, marker in held):
                continue
            inside = self._lines_inside((number, marker.text) for number, marker in held)
            if inside <= self.covered:
                continue
            self.covered |= inside
            text = held[0][1].text
            suggestion = Suggestion(
                key="comment",
                pattern=comment,
                kind=_kind_of(f"{comment} {text}"),
                posts=len(numbers),
                total=self.total,
                examples=(text[:80],),
                removes=f"<!-- {comment} --><p>{escaped(text[:100])}</p><!-- {comment} -->",
                keeps=self._nearest(text),
            )
            found.append(suggestion)
        return found

    def _images(self) -> list[Suggestion]:
        """Pictures that stand behind the last words of many posts, or in most of them."""
        places: dict[str, list[tuple[int, bool]]] = {}
        for number, post in enumerate(self.posts):
            gone = {src for place, text in self.covered if place == number for src in text.split()}
            for src, is_last in post.images:
                if src not in gone:
                    places.setdefault(src, []).append((number, is_last))
        found = []
        for src, held in places.items():
            posts = {number for number, _ in held}
            last = sum(is_last for _, is_last in held) / len(held)
            if len(posts) < self.least or not (last > 0.9 or len(posts) >= _MOSTLY * self.total):
                continue
            suggestion = Suggestion(
                key="image",
                pattern=_escape(src.partition("//")[2] or src) + "$",
                kind=Kind.QR if re.search(r"(?i)qr|ewm|erweima", src) else Kind.PROMO,
                posts=len(posts),
                total=self.total,
                examples=(src,),
                removes=f'<p>这是故事。</p><p><img src="{escaped(src)}"></p>',
                keeps='<p>这是故事。</p><p><img src="https://example.com/a.jpg"></p>',
                where="end" if last > 0.9 else "anywhere",
            )
            found.append(suggestion)
        return found

    # ---- stories ------------------------------------------------------------------------------------------

    def _nearest(self, text: str) -> str:
        """A line of a story that shares most with ``text``: what the rule must not take."""
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


def _with_numbers(text: str) -> str:
    return _DIGITS.sub(r"\\d{1,12}", _escape(text)) if _DIGITS.search(text) else ""


def _with_label(text: str) -> str:
    match = _LABEL.match(text)
    return f"{_escape(match[0])}[^。！？]{{1,60}}" if match and 0 < len(text) - match.end() <= 60 else ""


def _escape(text: str) -> str:
    """``text`` as a pattern of RE2 that matches it alone."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _kind_of(text: str) -> Kind:
    return next((kind for kind, words in _KINDS if re.search(words, text, re.I)), Kind.WIDGET)


def _consists_of(element: Element, known: set[str]) -> bool:
    """Whether the element holds known boilerplate and hardly anything else."""
    text = without_blanks(element.text)
    return bool(text) and _remainder(text, known) <= len(text) // 20


def _is_linked(element: Element) -> bool:
    """Whether most of the element's text is links."""
    return element.linked >= 0.6 * len(element.text) > 0


def _is_label(text: str) -> bool:
    """Whether a text is short, no sentence, and does not speak as stories do."""
    return len(text) <= _LABEL_LENGTH and not is_sentence(text) and not speaks_of_the_story(text)


def _is_about_the_post(text: str) -> bool:
    """Whether a text says who wrote the post, when, or where it is from."""
    return tells_of_the_post(text) or names_a_source(text)


def _remainder(text: str, known: set[str]) -> int:
    """Characters of ``text`` that are in none of the known lines."""
    for line in sorted(known, key=len, reverse=True):
        text = text.replace(line, "")
    return len(text)
