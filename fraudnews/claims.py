"""The rules of a set, asked about the elements of one tree.

What an element holds is looked at for each rule that may claim it. Elements may be nested thousands deep, and the
innermost may hold a megabyte: where much was looked at, all elements are looked at together, once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from fraudnews.model import Kind
from fraudnews.rules import Rule
from fraudnews.ruleset import RuleSet
from fraudnews.selectors import needed_word

#: A longer paragraph, in characters, belongs to the story, whatever its class.
_LABEL = 60
#: The longest element that a rule without a limit claims for a word of its class; the shortest sentence.
_LONGEST, _SENTENCE = 300, 20
#: How often a selector is tried, and how many characters are counted, before that is done for the whole tree; and how
#: many characters a count takes the time of.
_TRIES, _CHARACTERS, _CALL = 50, 200_000, 100
#: Kinds of elements that one without a link is not where it ends as a sentence does: 展开全文 folds up a story, too.
_MAY_TELL = frozenset((Kind.WIDGET, Kind.RELATED))
#: What only a sentence has.
_ENDS = "[，。！？；]|[a-z][.!?]"


class Claims:
    """What the rules of a set claim of one tree."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.bare = rules.bare
        self.comments: Mapping[str, Rule] = rules.comments
        self._tries: dict[str, int] = {}  # for a selector, the elements that it was tried on
        self._matching: dict[str, frozenset[int]] = {}  # for a selector, the elements that it matches
        self._counted = 0
        self._sizes: dict[int, _Size] = {}

    def claim(self, node: Any, tag: str, attributes: dict[str, str | None]) -> Rule | None:
        """The rule that removes this element with its content, None if none does."""
        rules = self.rules
        selectors, tokens = rules.known(tag, attributes.get("class"), attributes.get("id"))
        if rules.selectors.attributes and not rules.selectors.attributes.isdisjoint(attributes):
            selectors = (*selectors, *rules.selectors.by_attribute(attributes))
        for selector, rule in selectors:
            if (not selector or self._matches(node, selector)) and self._fits(rule, node, rule.max_chars):
                return rule
        if tag == "a" and (href := attributes.get("href")):
            for rule in rules.links.match(href):
                if self._fits(rule, node, rule.max_chars) and not (rule.is_common and _is_amid_words(node)):
                    return rule
        for rule in tokens:
            if self._fits(rule, node, rule.max_chars or _LONGEST) and (tag != "p" or self._length(node) <= _LABEL):
                return None if rule.kind in _MAY_TELL and rule.is_common and self._tells(node) else rule
        return None

    def unlinks(self, node: Any, attributes: dict[str, str | None], href: str) -> bool:
        """Whether this link's words stay without it."""
        rules = self.rules
        over = node.parent.attributes.get("class") or "" if node.parent is not None else ""
        known = rules.known_links("a", attributes.get("class"), attributes.get("id"), over)
        for selector, _ in (*known, *rules.unlinked.by_attribute(attributes)):
            if not selector or self._matches(node, selector):
                return True
        return rules.unlinks_address is not None and rules.unlinks_address(href)

    def _matches(self, node: Any, selector: str) -> bool:
        """Whether the selector matches this element itself; ``css_matches`` also tells of the elements in it."""
        matching = self._matching.get(selector)
        if matching is None:
            tried = self._tries.get(selector, 0)
            if not tried and needed_word(selector) not in node.parser.raw_html:
                matching = frozenset[int]()
            elif tried < _TRIES:
                self._tries[selector] = tried + 1
                first = node.css_first(selector)
                return first is not None and bool(first.mem_id == node.mem_id)
            else:
                matching = frozenset(found.mem_id for found in node.parser.css(selector))
            self._matching[selector] = matching
        return node.mem_id in matching

    def _fits(self, rule: Rule, node: Any, most: int) -> bool:
        """Whether an element is short enough for a rule, and consists of links if the rule wants that."""
        if most and self._length(node) > most:
            return False
        return not rule.linked or 2 * self._length_of_links(node) >= self._length(node)

    def _tells(self, node: Any) -> bool:
        """Whether an element is a sentence without a link, which no date, counter or list of other articles is."""
        if self._length(node) < _SENTENCE or node.css_first("a") is not None:
            return False
        return bool(node.text(deep=True).rstrip().endswith("。"))

    def _length(self, node: Any) -> int:
        """The characters of an element, without blanks."""
        if self._counted >= _CHARACTERS:
            return self._size(node).text
        text = node.text(deep=True)
        self._counted += len(text) + _CALL
        return _length(text)

    def _length_of_links(self, node: Any) -> int:
        if self._counted >= _CHARACTERS:
            return self._size(node).links
        return sum(map(self._length, node.css("a")))

    def _size(self, node: Any) -> _Size:
        if not self._sizes:
            self._sizes = _sizes(node.parser.root)
        return self._sizes[node.mem_id]


class _Size(NamedTuple):
    """The characters of an element, and of the links in it, without blanks."""

    text: int
    links: int


def _sizes(root: Any) -> dict[int, _Size]:
    """The size of each element of a tree."""
    own = []
    for node in root.traverse(include_text=True):
        over = node.parent
        own.append(
            (node.mem_id, over.mem_id if over is not None else 0, node.tag == "a", _length(node.text_content or ""))
        )
    texts, links = Counter[int](), Counter[int]()
    for node, over, is_link, length in reversed(own):
        texts[node] += length
        links[node] += texts[node] * is_link
        texts[over] += texts[node]
        links[over] += links[node]
    return {node: _Size(texts[node], links[node]) for node in texts}


def _is_amid_words(link: Any) -> bool:
    """Whether the text behind a link ends a sentence, of which the link is a part."""
    behind = link.next
    return behind is not None and behind.tag == "-text" and re.search(_ENDS, behind.text_content or "") is not None


def _length(text: str) -> int:
    return len("".join(text.split()))
