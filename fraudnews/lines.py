"""The lines of a body, and what can be said of one by itself and by the line before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fraudnews.credits import Credits
from fraudnews.markup.words import EDGE
from fraudnews.model import Image, Inline, Kind, Removal, Run
from fraudnews.rules import Rule

#: The name on record of what went as the frame of a whole page.
FRAME = "common/frame"
#: Lines at the end of a page among which the foot of its site may be, and what one of them has, however it is written.
FOOT_LINES = 40
_FOOT_SIGNS = ("©", "ICP", "公网安备", "opyright", "eserved", "版权", "版權", "关于我们")
#: A line longer than this, in characters, is more than a label.
LABEL = 45
#: A line that ends in a colon quotes the next one if it has at least this many characters.
_LEAD_IN = 9
#: The kinds of what calls the reader to come, and to tell others.
PROMOTES = frozenset((Kind.QR, Kind.PROMO, Kind.SHARE))
_BLANKS = f"[{EDGE}]+"
#: What a sentence ends with, a Korean one in 다.
SENTENCE_ENDS = (*"。！？!?…”」』；;", "다.")
DECORATION = " \u3000▲▼▽△►▶▷◆◇●○■□★☆※*＊_|｜·•–—=═~～↓↑→←👇👆👉🏻⬇⬆✨🔥️"
#: Lines of nothing but such signs point and part: 👇👇👇, ———, · · ·
_SIGNS = DECORATION + "🔻🔽⏬⤵👆🏼🏽🏾🏿"
_MOST_SIGNS = 40
_WECHAT_POST = r"https?://mp\.weixin\.qq\.com/s[/?]"
#: What is said of pictures has one of these words.
ON_PICTURES = "[图圖]|照片"
_SIZE_IN_ADDRESS = r"[/_-]w(\d{2,4})h(\d{2,4})[/_.-]"


class Line:
    """One line of a block: the inlines ``start`` to ``end``, and what was found out about it.

    ``links`` counts its characters that are links. ``index`` is its place among all lines of an attempt, ``turn`` that
    among those with words, of which ``before`` stands above it.

    What its words say is None until an attempt is asked for it: ``hits``, ``late_hits``, ``credits`` and ``call``. As
    most lines are neither credits nor a call, ``credits_read`` and ``call_read`` say that it was asked for these.
    ``section`` is the rule that knows the line as a heading over a list.

    ``taken`` names the rule that took it, as boilerplate of this ``kind``; it is "" as long as the line stands.
    ``pictured`` says that that rule wants a picture beside it; ``cut`` is what goes of its end, if it does not go as a
    whole.
    """

    __slots__ = (
        "before", "block", "call", "call_read", "credits", "credits_read", "cut", "end", "heading", "hits",
        "images", "in_list", "index", "kind", "late_hits", "links", "pictured", "section", "start", "taken", "text",
        "turn",
    )  # fmt: skip

    def __init__(self, place: tuple[int, int, int], text: str, links: int, images: tuple[Image, ...]) -> None:
        self.block, self.start, self.end = place
        self.text = text
        self.links = links
        self.images = images
        self.index = self.turn = 0
        self.in_list = self.heading = self.pictured = self.credits_read = self.call_read = False
        self.before: Line | None = None
        self.hits: list[Rule] | None = None
        self.late_hits: list[Rule] | None = None
        self.credits: Credits | None = None
        self.call: Kind | None = None
        self.section: Rule | None = None
        self.taken = ""
        self.kind: Kind | None = None
        self.cut: Removal | None = None


def read_line(block: int, inlines: tuple[Inline, ...], start: int, end: int) -> Line:
    """The inlines ``start`` to ``end`` of a block as a line."""
    runs = [item for item in inlines[start:end] if type(item) is Run]
    text = one_blank("".join([run.text for run in runs]))
    links = sum(len(run.text) for run in runs if run.href)
    return Line(
        (block, start, end), text.strip(), links, tuple(item for item in inlines[start:end] if type(item) is Image)
    )


def one_blank(text: str) -> str:
    """``text`` with each run of blanks, of whatever width, as one space."""
    return text if text.isprintable() and "  " not in text else re.sub(_BLANKS, " ", text)


def first_standing(lines: Iterable[Line]) -> Line | None:
    """The first line that is there still, or has a picture: what was taken parts no caption from its picture."""
    return next((line for line in lines if line.images or not (line.taken or is_sign(line))), None)


def is_sign(line: Line) -> bool:
    """Whether a line has neither word nor picture."""
    return not line.images and len(line.text) <= _MOST_SIGNS and not line.text.strip(_SIGNS)


def may_be_foot(text: str) -> bool:
    """Whether the foot of a site may be in ``text``: a quick look, after which :mod:`fraudnews.furniture` is asked."""
    for sign in _FOOT_SIGNS:  # noqa: SIM110  # every post is asked, and any() takes twice as long
        if sign in text:
            return True
    return False


def says(line: Line) -> bool:
    """Whether a line has words."""
    return bool(line.text) and not is_sign(line)


def is_sentence(line: Line) -> bool:
    """Whether a line that stands is more than a label or a heading."""
    return not (line.taken or line.heading) and (len(line.text) > LABEL or line.text.endswith(SENTENCE_ENDS))


def is_link(line: Line) -> bool:
    """Whether a line is a link for the most part, or has a linked picture."""
    return 2 * line.links >= len(line.text) > 0 or any(image.href for image in line.images)


def is_card(image: Image) -> bool:
    """Whether a picture links to a post of WeChat."""
    return re.match(_WECHAT_POST, image.href or "") is not None


def is_led_in(line: Line) -> bool:
    """Whether the sentence before ends in a colon and so announces a quotation."""
    before = line.before
    return before is not None and before.text[-1] in "：:" and len(before.text) > _LEAD_IN and not before.taken


def is_spoken_for(line: Line) -> bool:
    """Whether a line belongs to a list, to what follows it, or to the sentence that announces it: no credit line."""
    return line.in_list or line.heading or is_led_in(line)


def may_be_qr(image: Image) -> bool:
    """Whether a picture is square, within 15 %, or of unknown size."""
    width, height = _size_of(image)
    return abs(width - height) <= 0.15 * max(width, height)


def may_show_qr(image: Image) -> bool:
    """Whether a picture may have a code on it: as a poster may, that stands upright, but no scene, which lies."""
    width, height = _size_of(image)
    return may_be_qr(image) or width < height


def like_qr(image: Image) -> bool:
    """Whether a picture of known size may be a QR code."""
    return all(_size_of(image)) and may_be_qr(image)


def _size_of(image: Image) -> tuple[int, int]:
    """Width and height in pixels, as the page or 新浪's address has it: ``/w828h552/``; 0 where neither does."""
    if image.width and image.height:
        return image.width, image.height
    size = re.search(_SIZE_IN_ADDRESS, image.src)
    return (int(size[1]), int(size[2])) if size else (0, 0)
