"""Elements, ranges between comments, and pictures that recur."""

from __future__ import annotations

import re
from collections import Counter

from fraudnews.learn.evidence import MOSTLY, NEARLY_ALL, Evidence, Suggestion, kind_of, literal, remainder
from fraudnews.markup.elements import Element, Marker
from fraudnews.model import Kind
from fraudnews.prepare.listings import escaped
from fraudnews.recurrence import is_sentence, names_a_source, speaks_of_the_story, tells_of_the_post
from fraudnews.rendering.text import without_blanks

#: Characters of an element that is a label or a button.
_LABEL_LENGTH = 40
_NAMED_SO = re.compile(
    r"(?i)(?:^|[-_.#])(?:share|social|qr|qrcode|ewm|app|client|download|promo|ad|ads|advert|sponsor|copyright|statement|disclaimer|"
    r"declare|editor|zebian|related|relate|recommend|more|hot|follow|subscribe|newsletter|tags?|nav|breadcrumbs?|footer|foot|"
    r"toolbar|tool|comments?|pinglun|like|zan|reward|dashang|banner|guide|tips?|widget|author-(?:card|info)|prev|next|pager)(?:[-_]|$)"
)


def find_elements(evidence: Evidence) -> list[Suggestion]:
    """Rules for elements that hold nothing but boilerplate, those that take most text first."""
    places: dict[str, list[tuple[int, Element]]] = {}
    for number, post in enumerate(evidence.posts):
        for element in post.elements:
            for name in element.names:
                places.setdefault(name, []).append((number, element))
    found = []
    order = sorted(places.items(), key=lambda item: (-sum(len(held.text) for _, held in item[1]), item[0]))
    for name, held in order:
        numbers = {number for number, _ in held}
        if len(numbers) < evidence.least or not _holds_boilerplate(evidence, name, held):
            continue
        new = {(number, without_blanks(element.text)) for number, element in held} - evidence.covered
        inside = evidence.lines_inside((number, element.text) for number, element in held)
        if not new or (inside and inside <= evidence.covered):
            continue
        evidence.covered |= new | inside
        found.append(_element_suggestion(evidence, name, held, len(numbers)))
    return found


def find_ranges(evidence: Evidence) -> list[Suggestion]:
    """Rules for ranges between equal comments that hold nothing but boilerplate."""
    places: dict[str, list[tuple[int, Marker]]] = {}
    for number, post in enumerate(evidence.posts):
        for marker in post.markers:
            places.setdefault(marker.comment, []).append((number, marker))
    found = []
    for comment, held in places.items():
        numbers = {number for number, _ in held}
        if len(numbers) < evidence.least:
            continue
        if not all(remainder(without_blanks(marker.text), evidence.known[number]) <= 4 for number, marker in held):
            continue
        inside = evidence.lines_inside((number, marker.text) for number, marker in held)
        if inside <= evidence.covered:
            continue
        evidence.covered |= inside
        text = held[0][1].text
        suggestion = Suggestion(
            key="comment",
            pattern=comment,
            kind=kind_of(f"{comment} {text}"),
            posts=len(numbers),
            examples=(text[:80],),
            removes=f"<!-- {comment} --><p>{escaped(text[:100])}</p><!-- {comment} -->",
            keeps=evidence.nearest(text),
        )
        found.append(suggestion)
    return found


def find_images(evidence: Evidence) -> list[Suggestion]:
    """Rules for pictures that stand after the last words of many posts, or in most posts."""
    places: dict[str, list[tuple[int, bool]]] = {}
    gone = {(number, src) for number, text in evidence.covered for src in text.split()}
    for number, post in enumerate(evidence.posts):
        for src, is_last in post.images:
            if (number, src) not in gone:
                places.setdefault(src, []).append((number, is_last))
    found = []
    for src, held in places.items():
        posts = {number for number, _ in held}
        last = sum(is_last for _, is_last in held) / len(held)
        if len(posts) < evidence.least or not (last > NEARLY_ALL or len(posts) >= MOSTLY * evidence.total):
            continue
        suggestion = Suggestion(
            key="image",
            pattern=literal(src.partition("//")[2] or src) + "$",
            kind=Kind.QR if re.search(r"(?i)qr|ewm|erweima", src) else Kind.PROMO,
            posts=len(posts),
            examples=(src,),
            removes=f'<p>这是故事。</p><p><img src="{escaped(src)}"></p>',
            keeps='<p>这是故事。</p><p><img src="https://example.com/a.jpg"></p>',
            where="end" if last > NEARLY_ALL else "anywhere",
        )
        found.append(suggestion)
    return found


def _holds_boilerplate(evidence: Evidence, name: str, held: list[tuple[int, Element]]) -> bool:
    """Whether elements of this name hold nothing but known lines or links, or have a name of boilerplate."""
    count = len(held)
    only_known = sum(_consists_of(element, evidence.known[number]) for number, element in held) / count
    if only_known > NEARLY_ALL:
        return True
    numbers = {number for number, _ in held}
    if count > 3 * len(numbers):
        return False
    if sum(element.anchors > 1 and _is_linked(element) for _, element in held) > NEARLY_ALL * count:
        found = len(numbers) >= 0.1 * evidence.total or _NAMED_SO.search(name) is not None
    else:
        found = _NAMED_SO.search(name) is not None and all(
            _is_linked(element) or _is_label(element.text) for _, element in held
        )
    return found and sum(_is_about_the_post(element.text) for _, element in held) <= count / 2


def _element_suggestion(evidence: Evidence, name: str, held: list[tuple[int, Element]], posts: int) -> Suggestion:
    shown = [element.text or " ".join(element.images) for _, element in held]
    frequent = [text for text, _ in Counter(shown).most_common(3)]
    examples = tuple(text[:80] for text in frequent)
    _, element = held[shown.index(frequent[0])]
    kind = kind_of(f"{name} {' '.join(examples)}")
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
        examples=examples,
        removes=removes,
        keeps=evidence.nearest(examples[0]),
        longest=max(len(element.text) for _, element in held),
    )


def _consists_of(element: Element, known: set[str]) -> bool:
    """Whether the element holds known boilerplate and hardly anything else."""
    text = without_blanks(element.text)
    return bool(text) and remainder(text, known) <= len(text) // 20


def _is_linked(element: Element) -> bool:
    """Whether most of the element's text is links."""
    return element.linked >= 0.6 * len(element.text) > 0


def _is_label(text: str) -> bool:
    """Whether a text is short, no sentence, and does not speak as stories do."""
    return len(text) <= _LABEL_LENGTH and not is_sentence(text) and not speaks_of_the_story(text)


def _is_about_the_post(text: str) -> bool:
    """Whether a text says who wrote the post, when, or where it is from."""
    return tells_of_the_post(text) or names_a_source(text)
