"""Lines that recur, and brackets at their ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from fraudnews.learn.evidence import ALWAYS, MOSTLY, NEARLY_ALL, Evidence, Suggestion, kind_of, literal
from fraudnews.model import Kind
from fraudnews.prepare.listings import escaped
from fraudnews.recurrence import (
    belongs_to_stories,
    is_sentence,
    may_speak_of_the_site,
    speaks_of_the_site,
    speaks_of_the_story,
)
from fraudnews.rendering.text import without_blanks
from fraudnews.sitepost import SiteLine, count_places

#: Lines of a story that are its beginning, and its end.
_HEAD, _TAIL = 3, 10
#: The longest line, in characters, that can be boilerplate.
_LONGEST_LINE = 300
_LABEL = re.compile(r"(?!https?:)[^\s：:，。！？“”]{2,12}[：:]")
_DIGITS = re.compile(r"[0-9０-９]+")
_BRACKET = re.compile(r"[（(【\[][^（(【\[）)】\]]{3,60}[）)】\]]$")


@dataclass(slots=True)
class Group:
    """Lines that one pattern takes."""

    pattern: str
    lines: list[SiteLine] = field(default_factory=list)

    @property
    def posts(self) -> set[int]:
        """The numbers of the posts that have them."""
        return {line.post for line in self.lines}

    @property
    def is_at_end(self) -> bool:
        """Whether nearly all of them are among the last lines of their stories."""
        return self.share_of(lambda line: line.tail < _TAIL) > NEARLY_ALL

    @property
    def is_at_edge(self) -> bool:
        """Whether nearly all of them are among the last or the first lines of their stories."""
        return self.share_of(lambda line: line.tail < _TAIL or line.head < _HEAD) > NEARLY_ALL

    def share_of(self, wanted: Callable[[SiteLine], bool]) -> float:
        """The share of them that is as wanted."""
        return sum(map(wanted, self.lines)) / len(self.lines)


def find_groups(evidence: Evidence) -> list[Group]:
    """Groups of lines that are boilerplate, from the edges inwards: what is found brings other lines there."""
    found: list[Group] = []
    while True:
        rest = [line for post in evidence.posts for line in post.lines if evidence.is_open(line)]
        new = _new_groups(evidence, rest)
        if not new:
            return found
        found += new
        for line in [line for group in new for line in group.lines]:
            evidence.known[line.post].add(without_blanks(line.text))
        for group in new:
            _know_links_below(evidence, group)
        for post in evidence.posts:
            count_places([line for line in post.lines if evidence.is_open(line)])


def suggest_lines(evidence: Evidence, groups: list[Group]) -> list[Suggestion]:
    """Text rules for groups of lines, as far as no rule for the markup takes them."""
    found = []
    for group in groups:
        group.lines = [line for line in group.lines if (line.post, without_blanks(line.text)) not in evidence.covered]
        if len(group.posts) >= evidence.least:
            found.append(_line_suggestion(evidence, group))
    return found


def find_suffixes(evidence: Evidence) -> list[Suggestion]:
    """Suffix rules for brackets at the end of the last lines that say nothing about the story."""
    ends: dict[str, Group] = {}
    for post in evidence.posts:
        for line in [line for line in post.lines if evidence.is_open(line)][-3:]:
            match = _BRACKET.search(line.text)
            if match is not None and match.start() >= 12:
                ends.setdefault(match[0], Group(literal(match[0]))).lines.append(line)
    found = []
    for text, group in ends.items():
        posts = len(group.posts)
        if belongs_to_stories(text.strip("（()）【】[]")) or speaks_of_the_story(text):
            continue
        if posts >= evidence.least and (evidence.is_of_site(text) or posts >= MOSTLY * evidence.total):
            suggestion = Suggestion(
                key="suffix",
                pattern=group.pattern,
                kind=kind_of(text),
                posts=posts,
                examples=(text,),
                removes=f"<p>{escaped(group.lines[0].text)}</p>",
                keeps=evidence.nearest(text),
            )
            found.append(suggestion)
    return found


def _new_groups(evidence: Evidence, rest: list[SiteLine]) -> list[Group]:
    """Groups of equal lines; then of lines equal but for numbers; then of lines with the same label."""
    found: list[Group] = []
    for pattern_of in (literal, _with_numbers, _with_label):
        groups: dict[str, Group] = {}
        for line in rest:
            pattern = pattern_of(line.text) if len(line.text) <= _LONGEST_LINE else ""
            if pattern:
                groups.setdefault(pattern, Group(pattern)).lines.append(line)
        loose = pattern_of is not literal
        taken = [group for group in groups.values() if _is_boilerplate(evidence, group, loose=loose)]
        found += taken
        gone = {id(line) for group in taken for line in group.lines}
        rest = [line for line in rest if id(line) not in gone]
    return found


def _is_boilerplate(evidence: Evidence, group: Group, *, loose: bool) -> bool:
    """Whether lines that recur are the site's: as links that end stories, or by their words, place and number.

    Of ``loose`` patterns only what is the same in every line counts: behind a label anything may stand.
    """
    posts = len(group.posts)
    sample = group.lines[0].text
    if posts < evidence.least or belongs_to_stories(sample) or (loose and len(group.lines) > 2 * posts):
        return False
    if group.is_at_end and (group.share_of(lambda line: line.linked) > NEARLY_ALL or _links_below(evidence, group)):
        return True
    label = _LABEL.match(sample) if loose else None
    said = label[0] if label else sample
    if said.endswith(("：", ":")) and not (loose or speaks_of_the_site(said)):
        return False
    return _recurs_enough(evidence, group, said, loose=loose)


def _recurs_enough(evidence: Evidence, group: Group, said: str, *, loose: bool) -> bool:
    """Whether lines recur as often, and in such a place, as lines must that have these words."""
    share = len(group.posts) / evidence.total
    if speaks_of_the_story(said):
        return share >= ALWAYS and group.is_at_edge and not loose
    if loose and share < MOSTLY and group.share_of(lambda line: is_sentence(line.text)) > 0.1:
        return False
    if evidence.is_of_site(said):
        return True
    if may_speak_of_the_site(said):
        return share >= MOSTLY or (not is_sentence(group.lines[0].text) and group.is_at_end)
    return (share >= MOSTLY and group.is_at_end) or (share >= ALWAYS and group.is_at_edge)


def _line_suggestion(evidence: Evidence, group: Group) -> Suggestion:
    texts = Counter(line.text for line in group.lines)
    examples = tuple(text for text, _ in texts.most_common(3))
    below = _links_below(evidence, group)
    removes = f"<p>{escaped(examples[0])}</p>"
    if below:
        removes += f'<p><a href="https://example.com/">{escaped(below)}</a></p>'
    return Suggestion(
        key="text",
        pattern=group.pattern,
        kind=Kind.RELATED if below else kind_of(" ".join(examples)),
        posts=len(group.posts),
        examples=examples,
        removes=removes,
        keeps=evidence.nearest(examples[0]),
        where="end" if group.is_at_end else "edge" if group.is_at_edge else "anywhere",
        section=bool(below),
        longest=max(map(len, texts)),
    )


def _links_below(evidence: Evidence, group: Group) -> str:
    """A line of links below the group's lines, if most have one and not all the same; "" if not."""
    below = [found[0].text for line in group.lines if (found := _links_under(evidence, line))]
    return below[0] if len(below) > 0.8 * len(group.lines) and len(set(below)) > 1 else ""


def _links_under(evidence: Evidence, line: SiteLine) -> list[SiteLine]:
    """The lines of links right below this line; none if it is a link itself."""
    lines = evidence.posts[line.post].lines
    return [] if line.linked else list(takewhile(lambda other: other.linked, lines[line.number + 1 :]))


def _know_links_below(evidence: Evidence, group: Group) -> None:
    if _links_below(evidence, group):
        for line in group.lines:
            evidence.known[line.post].update(without_blanks(other.text) for other in _links_under(evidence, line))


def _with_numbers(text: str) -> str:
    return _DIGITS.sub(r"\\d{1,12}", literal(text)) if _DIGITS.search(text) else ""


def _with_label(text: str) -> str:
    match = _LABEL.match(text)
    return f"{literal(match[0])}[^。！？]{{1,60}}" if match and 0 < len(text) - match.end() <= 60 else ""
