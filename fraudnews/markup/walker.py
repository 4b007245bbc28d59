"""One walk over a parsed tree: elements become blocks, in reading order, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Protocol

from fraudnews.address import clean_address
from fraudnews.markup import formula
from fraudnews.markup.blocks import HIDDEN, ICON, PIXEL, PLACEHOLDER, STYLE, Claimed, MarkupReason, State
from fraudnews.markup.media import floats, is_emoji, is_icon, is_pixel, line_ends, read_embed, read_image
from fraudnews.markup.nesting import Nesting
from fraudnews.markup.styles import LEAVES, Attributes, is_bold, is_near_white, is_plain, is_watermark
from fraudnews.markup.words import has_story, squeeze, visible_text
from fraudnews.model import Block, BlockKind, Break, Image, Mark, Run
from fraudnews.prepare import TEMPLATE
from fraudnews.rules import Rule

_BREAK = Break()
_HIDDEN = r"(?i)display\s*:\s*none"
#: Inlines of a block that are searched for a picture just before.
_JUST_BEFORE = 20
#: Pictures, at most, that go before a paragraph in which they stand.
_MOST_ASIDE = 20
#: The longest text that a player shows where it cannot play, in characters.
_FALLBACK = 100
_MARKS = {
    "b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC, "dfn": Mark.ITALIC,
    "s": Mark.STRIKE, "del": Mark.STRIKE, "strike": Mark.STRIKE, "code": Mark.CODE, "kbd": Mark.CODE,
    "samp": Mark.CODE, "tt": Mark.CODE, "sup": Mark.SUP, "sub": Mark.SUB,
}  # fmt: skip
_BLOCKS = (
    "p div section article header footer main aside nav address center form fieldset legend details summary figure "
    "hgroup body html thead tbody tfoot search dialog textarea dl optgroup button select input"
).split()
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BRACKETS = frozenset(["", *"()（）[]［］【】〔〕"])
_SKIPPED = [TEMPLATE, *"head meta link title base noframes svg canvas map param track script style annotation".split()]
#: Classes of captions of pictures, and how others end: article-figcaption, Image_caption.
_CAPTIONS = frozenset("img_descr image_desc img-desc wp-caption-text pictext caption".split())
_ENDS_IN_CAPTION = r"(?i)(?:^|[\s_-])(?:fig(?:ure)?|img|image|photo|pic(?:ture)?)[_-]?caption(?:\s|$)"
_EMBEDS = "iframe, video, audio, embed, object"


class Claimant(Protocol):
    """What decides which elements are boilerplate: the rules, as the walker sees them.

    ``bare`` are the names of elements that may be claimed without any attribute, ``comments`` the rules for ranges, by
    the comment that each begins with.
    """

    bare: frozenset[str]
    comments: Mapping[str, Rule]

    def claim(self, node: Any, tag: str, attributes: Attributes) -> Rule | None:
        """The rule that claims this element, None if none does."""

    def unlinks(self, node: Any, attributes: Attributes, href: str) -> bool:
        """Whether a rule removes the link and leaves its words."""


def _is_caption(name: str) -> bool:
    """Whether ``name``, a ``class`` attribute, is that of a caption."""
    if name in _CAPTIONS:
        return True
    return "caption" in name and (
        not _CAPTIONS.isdisjoint(name.split()) or re.search(_ENDS_IN_CAPTION, name) is not None
    )


class _Range(NamedTuple):
    """A range of siblings that a rule claims, up to a comment with the ``mem_id`` of ``end``."""

    rule: Rule
    end: int


class Walker(Nesting):
    """Turns one tree into blocks.

    ``range`` is the open range of a rule, if any. ``hidden`` are the selectors that a style sheet of the page hides,
    ``first`` is the node that the walk begins with.
    """

    def __init__(self, rules: Claimant, hidden: frozenset[str]) -> None:
        super().__init__()
        self.rules = rules
        self.hidden = hidden
        self.range: _Range | None = None
        self.first: Any = None

    # ---- the walk -------------------------------------------------------------------------------------

    def walk(self, first: Any) -> None:
        """Visit ``first``, its siblings and their descendants in order; ``stack`` holds the open elements."""
        stack: list[tuple[str, State]] = []
        self.first = node = first
        while node is not None:
            tag = node.tag
            if tag == "-text" and self.range is None:
                text = node.text_content
                if self.line or not text.isspace():  # half of the texts are the line ends between blocks
                    self.add_text(text)
            else:
                state = self.state
                if self._enter(node, tag):
                    child = node.child
                    if child is not None:
                        stack.append((tag, state))
                        node = child
                        continue
                    self._leave(tag, state)
            following = node.next
            while following is None:
                if not stack:
                    self.flush()
                    return
                self._leave(*stack.pop())
                node = node.parent
                following = node.next
            node = following

    def _enter(self, node: Any, tag: str) -> bool:
        """Begin an element; False if its content is done with."""
        if self.range is not None:
            self._in_range(self.range, node, tag)
            return False
        attributes = node.attributes
        if (attributes or tag in self.rules.bare) and self._taken(node, tag, attributes):
            return False
        opener = self._OPENERS.get(tag)
        return opener is None or opener(self, node, tag, attributes)

    def _leave(self, tag: str, state: State) -> None:
        """End an element: finish its block, and restore the state before it."""
        closer = self._CLOSERS.get(tag)
        if closer is not None:
            closer(self)
        elif self.line and self.state.kind is not state.kind:
            self.flush()
        self.state = state

    # ---- what rules and the markup itself take out ------------------------------------------------------

    def _taken(self, node: Any, tag: str, attributes: Attributes) -> bool:
        style = attributes.get("style")
        if (
            (style and "none" in style.lower() and re.search(_HIDDEN, style))
            or ("hidden" in attributes and not self._opens_large(tag, attributes))
            or (self.hidden and self._is_hidden(attributes))
        ) and node.mem_id != self._whole:
            self._take(HIDDEN, node)
            return True
        rule = self.rules.claim(node, tag, attributes)
        if rule is None:
            return False
        if tag in self._CLOSERS:
            self.flush()
        self._take(rule, node)
        return True

    @cached_property
    def _whole(self) -> int | None:
        """The element that holds the whole body, if one does: where it is hidden, a script would show it."""
        return _outermost(self.first)

    def _opens_large(self, tag: str, attributes: Attributes) -> bool:
        """Whether an image is a thumbnail in a link to the large picture, which a script would unhide."""
        return tag == "img" and attributes.get("itemprop") == "thumbnail" and self.state.href is not None

    def _is_hidden(self, attributes: Attributes) -> bool:
        names = [f".{name}" for name in (attributes.get("class") or "").split()]
        return f"#{attributes.get('id')}" in self.hidden or not self.hidden.isdisjoint(names)

    def _take(self, rule: Rule | MarkupReason, node: Any) -> None:
        text, images = visible_text(node)
        if not (text or images):  # only a frame or a video
            images = tuple(filter(None, (read_embed(item, item.tag, item.attributes)[0] for item in node.css(_EMBEDS))))
        if text or images:
            self.parts.append(Claimed(rule, text, images))

    def _skip(self, node: Any, tag: str, attributes: Attributes) -> bool:
        if tag in ("script", "style"):
            tex = formula.from_script(node, attributes.get("type") or "")
            if tex is None:
                self.parts.append(Claimed(STYLE, "", ()))
            else:
                self.add_text(tex)
        elif node.child is not None:
            self._take(HIDDEN, node)
        return False

    def _comment(self, node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Begin the range of a rule, which reaches from the first to the last of equal comments."""
        text = (node.comment_content or "").strip()
        rule = self.rules.comments.get(text)
        if rule is None:
            return False
        last = None
        sibling = node.next
        while sibling is not None:
            if sibling.tag == "-comment" and (sibling.comment_content or "").strip() == text:
                last = sibling.mem_id
            sibling = sibling.next
        if last is not None:
            self.flush()
            self.range = _Range(rule, last)
        return False

    def _in_range(self, around: _Range, node: Any, tag: str) -> None:
        if node.mem_id == around.end:
            self.range = None
        elif tag == "-text":
            text = squeeze(node.text_content)
            if text:
                self.parts.append(Claimed(around.rule, text, ()))
        elif tag in ("script", "style"):
            self._skip(node, tag, {})
        elif tag != "-comment" and not self._taken(node, tag, node.attributes):
            self._take(around.rule, node)

    # ---- text -----------------------------------------------------------------------------------------

    def _open_block(self, node: Any, tag: str, attributes: Attributes) -> bool:
        if self.line:
            self.flush()
        if attributes:
            name = attributes.get("class") or ""
            if _is_caption(name):
                return self._open_kind(node, tag, attributes)
            if name.startswith(("syntaxhighlighter ", "crayon-main")) or (name == "mermaid" and not node.css("svg")):
                return self._code(node, tag, attributes)
            if (name or "data-formula" in attributes) and self._shows_formula(node, tag, attributes):
                return False
            if is_bold(attributes):
                self.set_marks(self.state.marks | Mark.BOLD)
                return True
        if tag in LEAVES:
            child = node.child
            if child is None:
                return False
            if child.tag == "-text" and child.next is None:  # nothing but text, as most are
                text = squeeze(child.text_content)
                if text:
                    self.emit((Run(text, self.state.marks, self.state.href),))
                return False
        return True

    def _open_heading(self, _node: Any, tag: str, _attributes: Attributes) -> bool:
        self.begin(BlockKind.HEADING, int(tag[1]))
        return True

    def _open_kind(self, _node: Any, tag: str, _attributes: Attributes) -> bool:
        self.begin(BlockKind.TERM if tag == "dt" else BlockKind.CAPTION)
        return True

    def _line_break(self, _node: Any, _tag: str, _attributes: Attributes) -> bool:
        self.line.append(_BREAK)
        return False

    def _rule(self, _node: Any, _tag: str, _attributes: Attributes) -> bool:
        self.flush()
        self.parts.append(Block(BlockKind.RULE, (), self.state.path))
        return False

    # ---- marks and links ---------------------------------------------------------------------------------

    def _open_mark(self, _node: Any, tag: str, attributes: Attributes) -> bool:
        """Set a mark; but word processors put a whole document into a ``<b>`` whose style is not bold."""
        mark = _MARKS[tag]
        if mark is not Mark.BOLD or not attributes or not is_plain(attributes):
            self.set_marks(self.state.marks | mark)
        return True

    def _open_span(self, node: Any, tag: str, attributes: Attributes) -> bool:
        if not attributes:
            return True
        name = attributes.get("class") or ""
        if _is_caption(name):
            return self._open_kind(node, tag, attributes)
        if name == "katex-mathml" and node.css_first("math") is None:
            signs, tex = formula.from_stripped(node)
            if signs:
                self.parts.append(Claimed(HIDDEN, signs, ()))
            self.add_text(tex)
            return False
        if self._shows_formula(node, tag, attributes):
            return False
        if is_near_white(attributes) and is_watermark(node):
            self._take(HIDDEN, node)
            return False
        marks = self.state.marks
        if not marks & Mark.BOLD:
            if is_bold(attributes):
                self.set_marks(marks | Mark.BOLD)
        elif is_plain(attributes):
            self.set_marks(marks & ~Mark.BOLD)
        return True

    def _open_link(self, node: Any, _tag: str, attributes: Attributes) -> bool:
        if attributes.get("data-draft-node") == "block":  # a card with the title of another article, on zhihu.com
            self.flush()
        href = clean_address(attributes.get("href") or "")
        if href is not None and self.rules.unlinks(node, attributes, href):
            href = None
        state = self.state
        self.state = State(state.marks, href, state.path, state.kind, state.level)
        return True

    def _formula(self, node: Any, _tag: str, attributes: Attributes) -> bool:
        tex = formula.from_mathml(node, attributes)
        if tex is None:
            return True
        self.add_text(tex)
        return False

    def _shows_formula(self, node: Any, tag: str, attributes: Attributes) -> bool:
        """Whether an element shows a formula; it is written as TeX, unless it stands beside the element as such."""
        if (name := attributes.get("class")) and formula.is_repeated(node, name):
            self._take(HIDDEN, node)
            return True
        tex = formula.from_attribute(node, tag, attributes) if "data-formula" in attributes else None
        if tex is None and name in formula.HOLDERS:
            tex = formula.from_holder(node, tag)
        if tex is None:
            return False
        self.add_text(tex)
        return True

    def _open_reading(self, _node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Put the reading of a word (ruby) in brackets after it."""
        self.add_text("(")
        return True

    def _close_reading(self) -> None:
        self.add_text(")")

    # ---- pictures, videos, listings -------------------------------------------------------------------------

    def _close_figure(self) -> None:
        """End a figure: words that stand straight in it, behind its pictures, are their caption."""
        line = self.line
        first = next((place for place, item in enumerate(line) if type(item) is Run and not item.text.isspace()), 0)
        pictures, words = line[:first], line[first:]
        if any(type(item) is Image for item in pictures) and not any(type(item) is Image for item in words):
            self.line = pictures
            self.begin(BlockKind.CAPTION)
            self.line = words
        self.flush()

    def _image(self, node: Any, _tag: str, attributes: Attributes) -> bool:
        image, alt = read_image(attributes, self.state.href)
        if image is None:
            raw = (attributes.get("src") or "")[:200]
            if alt:
                self.add_text(alt)
            elif raw:
                self.parts.append(Claimed(PLACEHOLDER, "", (raw,)))
        elif is_pixel(image, attributes):
            self.parts.append(Claimed(PIXEL, image.alt, (image.src,)))
        elif is_icon(image, node):
            self.parts.append(Claimed(ICON, "", (image.src,)))
        elif is_emoji(image):
            self.add_text(image.alt)
            self.parts.append(Claimed(ICON, "", (image.src,)))
        else:
            self._place(image, node, attributes)
        return False

    def _place(self, image: Image, node: Any, attributes: Attributes) -> None:
        """Add a picture to the line; one that was written on a line of its own keeps that.

        Pictures at the side of a paragraph that part a word, or two, in the markup go before the paragraph.
        """
        line = self.line
        if line and type(run := line[-1]) is Run and run.text[-1].isalnum() and floats(attributes):
            first = next((place for place, item in enumerate(line[:_MOST_ASIDE]) if type(item) is not Image), None)
            if first is not None:
                line.insert(first, image)
                return
        ends_before, ends_behind = (False, False) if image.width else line_ends(node)
        if ends_before:
            if line and type(run := line[-1]) is Run and run.text == " ":
                line.pop()  # the line's end in the markup, behind a break
            if line and type(line[-1]) is not Break:
                line.append(_BREAK)
        line.append(image)
        if ends_behind:
            line.append(_BREAK)

    def _noscript(self, node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Whether it has a new picture, as lazy loaders repeat the previous or next one here, or a story."""
        text, images = visible_text(node)
        blocks = [part.inlines for part in self.parts[-3:] if type(part) is Block]
        held = {item.src for inlines in (self.line, *blocks) for item in inlines[-_JUST_BEFORE:] if type(item) is Image}
        following = node.next
        while following is not None and following.tag == "-text" and not following.text_content.strip():
            following = following.next
        if following is not None and following.tag == "img":
            held.update(following.attributes.values())
        if (images and not text and not held.intersection(images)) or has_story(node):
            return True
        if text:
            self._take(HIDDEN, node)
        return False

    def _open_bracket(self, node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Skip the bracket around a reading, but not what follows one that is never closed."""
        return squeeze(node.text(deep=True)) not in _BRACKETS

    def _embed(self, node: Any, tag: str, attributes: Attributes) -> bool:
        self.flush()
        href, invisible = read_embed(node, tag, attributes)
        if href is not None and invisible:
            self.parts.append(Claimed(PIXEL, "", (href,)))
        elif href is not None:
            self.parts.append(Block(BlockKind.EMBED, (Run(href, 0, href),), self.state.path))
        text = squeeze(node.text(deep=True))
        if tag != "iframe" and len(text) > _FALLBACK:
            return True  # it never closes: this is the rest of the story
        if text and text != href:
            self.parts.append(Claimed(HIDDEN, text, ()))  # what browsers that cannot play it would show
        return False

    def _code(self, node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Add a listing; pictures in it follow it."""
        from fraudnews.markup.listing import read_listing  # few posts have one

        self.flush()
        code, language = read_listing(node, self._set_apart)
        if code:
            self.parts.append(Block(BlockKind.CODE, (Run(code),), self.state.path, lang=language))
        self.flush()
        return False

    def _open_table(self, node: Any, tag: str, attributes: Attributes) -> bool:
        """Begin a table; the lines of a Gist are a listing."""
        if attributes and "js-file-line" in (attributes.get("class") or ""):
            return self._code(node, tag, attributes)
        self.open_table(node)
        return True

    def _set_apart(self, item: Any, tag: str) -> bool:
        """Whether an element in a listing is no code: a picture, or what rules claim (copy buttons)."""
        attributes = item.attributes
        if tag == "img":
            self._image(item, tag, attributes)
            return True
        rule = self.rules.claim(item, tag, attributes) if attributes else None
        if rule is not None:
            self._take(rule, item)
        return rule is not None

    # ---- which element is what ----------------------------------------------------------------------------

    #: The method that begins each element; any other element is part of its line.
    _OPENERS: ClassVar[dict[str, Callable[[Walker, Any, str, Attributes], bool]]] = {
        **dict.fromkeys(_BLOCKS, _open_block),
        **dict.fromkeys(_SKIPPED, _skip),
        **dict.fromkeys(_MARKS, _open_mark),
        **dict.fromkeys(_HEADINGS, _open_heading),
        **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _embed),
        **dict.fromkeys(("pre", "listing", "xmp"), _code),
        **dict.fromkeys(("ul", "ol", "menu", "dir"), Nesting.open_list),
        **dict.fromkeys(("blockquote", "dd"), Nesting.open_quote),
        **dict.fromkeys(("dt", "figcaption", "caption"), _open_kind),
        **dict.fromkeys(("td", "th"), Nesting.open_cell),
        **dict.fromkeys(("span", "font"), _open_span),
        "a": _open_link, "br": _line_break, "hr": _rule, "img": _image, "li": Nesting.open_item,
        "math": _formula, "noscript": _noscript, "rp": _open_bracket, "rt": _open_reading, "table": _open_table,
        "tr": Nesting.open_row, "-comment": _comment,
    }  # fmt: skip
    #: The method that ends each element, before the state is restored.
    _CLOSERS: ClassVar[dict[str, Callable[[Walker], None]]] = {
        **dict.fromkeys((*_BLOCKS, *_HEADINGS), Nesting.flush),
        **dict.fromkeys(("li", "blockquote", "dd", "dt", "figcaption", "caption", "tr"), Nesting.flush),
        **dict.fromkeys(("ul", "ol", "menu", "dir"), Nesting.close_list),
        **dict.fromkeys(("td", "th"), Nesting.close_cell),
        "figure": _close_figure,
        "rt": _close_reading,
        "table": Nesting.close_table,
    }


def _outermost(first: Any) -> int | None:
    """The only element among ``first`` and its siblings, if nothing that is seen stands beside it."""
    found = None
    node = first
    while node is not None:
        if node.tag == "-text":
            if not node.text_content.isspace():
                return None
        elif node.tag not in ("-comment", "style", "script"):
            if found is not None:
                return None
            found = node.mem_id
        node = node.next
    return found
