"""The lines of a body, and what can be told from a line and the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fraudnews.credits import Credits, is_story_credit
from fraudnews.markup.words import EDGE
from fraudnews.model import Image, Inline, Kind, Removal, Run
from fraudnews.rules import Rule

#: A line longer than this, in characters, is more than a label.
LABEL = 45
#: Kinds that ask the reader to follow, download or share.
PROMOTES = frozenset((Kind.QR, Kind.PROMO, Kind.SHARE))
_BLANKS = f"[{EDGE}]+"
#: What a sentence ends with, a Korean one in 다.
SENTENCE_ENDS = (*"。！？!?…”」』；;", "다.")
#: What calls and thanks are set between.
_CHEERS = "🎉👏🌹💌❤💖💗🙏🌟💪🎁🚀😊😄👍📢🎯💡🌈🌸📚🤝👋"
#: What stands around words and says nothing: 💌 欢迎评论 💌
DECORATION = " \u3000❖✿❀▍▎▌▲▼▽△►▶▷◆◇●○■□★☆✬✪※*＊_|｜·•–—=═~～↓↑→←↘↙⇩☟👇👆👉🏻⬇⬆✨🔥️📩📮📧✉🔔💬" + _CHEERS
#: Signs of lines that only point or separate: 👇👇👇, ———, · · ·
_SIGNS = DECORATION.removesuffix(_CHEERS) + "🔻🔽⏬⤵👆🏼🏽🏾🏿"
_MOST_SIGNS = 40
#: A heading or a name with a blank between all of its signs.
SPACED = r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){3,11}"
#: A line in a list of facts: 来源：新闻晨报
LABELLED = r"\w{1,8} ?[：:]"
#: The address of a post of WeChat.
WECHAT_POST = r"https?://mp\.weixin\.qq\.com/s[/?]"
#: A word that every remark on pictures has.
ON_PICTURES = "[图圖]|照片"
_SIZE_IN_ADDRESS = r"[/_-]w(\d{2,4})h(\d{2,4})[/_.-]"


class Line:
    """One line of a block: its inlines ``start`` to ``end``, and what is known about it.

    ``written`` are its words; in ``text``, which is compared, traditional characters are simplified, one for one.
    ``links`` is the number of its characters that are links. ``index`` is its position among all lines of an attempt,
    ``turn`` its position among the lines with words; ``before`` is the line with words above it, and ``apart`` says
    that a picture, a table or a video stands between.

    ``hits``, ``late_hits``, ``credits`` and ``call`` are computed by the attempt when first needed; None stands for
    "not yet". None is also a common result for credits and calls, so ``credits_read`` and ``call_read`` say whether it
    is one. ``section`` is the rule that takes the line for a heading over a list.

    ``taken`` is the id of the rule that removed the line, "" as long as it stays, and ``kind`` the kind of boilerplate.
    ``pictured`` says that this rule wants a picture beside the line. ``cut`` is the end of the line that is removed
    where the rest stays, and ``bare`` says that its pictures go.
    """

    __slots__ = (
        "apart", "bare", "before", "block", "call", "call_read", "credits", "credits_read", "cut", "end", "heading",
        "hits", "images", "in_list", "index", "kind", "late_hits", "links", "pictured", "section", "start", "taken",
        "text", "turn", "written",
    )  # fmt: skip

    def __init__(self, place: tuple[int, int, int], text: str, links: int, images: tuple[Image, ...]) -> None:
        self.block, self.start, self.end = place
        self.text = self.written = text
        self.links = links
        self.images = images
        self.index = self.turn = 0
        self.apart = self.bare = self.in_list = self.heading = self.pictured = False
        self.credits_read = self.call_read = False
        self.before: Line | None = None
        self.hits: list[Rule] | None = None
        self.late_hits: list[Rule] | None = None
        self.credits: Credits | None = None
        self.call: Kind | None = None
        self.section: Rule | None = None
        self.taken = ""
        self.kind: Kind | None = None
        self.cut: Removal | None = None

    def as_written(self, words: str) -> str:
        """Words of ``text``, which may have lost blanks, as they are written."""
        if self.written is self.text:
            return words
        start = "".join(self.text.split()).find("".join(words.split()))
        return words if start < 0 or " " in words else "".join(self.written.split())[start : start + len(words)]


def read_line(block: int, inlines: tuple[Inline, ...], start: int, end: int) -> Line:
    """The inlines ``start`` to ``end`` of a block as a line."""
    runs = [item for item in inlines[start:end] if type(item) is Run]
    text = one_blank("".join([run.text for run in runs]))
    links = sum(len(run.text) for run in runs if run.href)
    return Line(
        (block, start, end), text.strip(), links, tuple(item for item in inlines[start:end] if type(item) is Image)
    )


def letters(text: str) -> str:
    """``text`` without blanks and signs, in which a title and a heading that repeats it may differ."""
    return "".join(filter(str.isalnum, text))


def one_blank(text: str) -> str:
    """``text`` with each run of blanks, of any width, as one space."""
    return text if text.isprintable() and "  " not in text else re.sub(_BLANKS, " ", text)


def first_standing(lines: Iterable[Line]) -> Line | None:
    """The first line that stays or has a picture: removed lines do not separate a caption from its picture."""
    return next((line for line in lines if line.images or not (line.taken or is_sign(line))), None)


def is_sign(line: Line) -> bool:
    """Whether a line has neither word nor picture."""
    return not line.images and len(line.text) <= _MOST_SIGNS and not line.text.strip(_SIGNS)


def says(line: Line) -> bool:
    """Whether a line has words."""
    return bool(line.text) and not is_sign(line)


def is_sentence(line: Line) -> bool:
    """Whether a line stays and is more than a label or a heading."""
    return not (line.taken or line.heading) and (len(line.text) > LABEL or line.text.endswith(SENTENCE_ENDS))


def length_of(lines: Iterable[Line]) -> int:
    """The number of characters in these lines."""
    return sum([len(line.text) for line in lines])


def is_link(line: Line) -> bool:
    """Whether a line is a link for the most part, or has a linked picture."""
    return 2 * line.links >= len(line.text) > 0 or any(image.href for image in line.images)


def is_credit(line: Line) -> bool:
    """Whether a line is a credit of the story, or goes on with the sources above it: 某报综合自某社、, then 某网等."""
    above = line.before.text if line.before is not None and line.before.text.endswith("、") else ""
    return is_story_credit(above + line.text)


def is_card(image: Image) -> bool:
    """Whether a picture links to a post of WeChat."""
    return re.match(WECHAT_POST, image.href or "") is not None


def may_be_qr(image: Image) -> bool:
    """Whether a picture is square, within 15 %, or of unknown size."""
    width, height = _size_of(image)
    return abs(width - height) <= 0.15 * max(width, height)


def may_show_qr(image: Image) -> bool:
    """Whether a picture may show a QR code: if it is square, or upright as posters are, but not if it is wide."""
    width, height = _size_of(image)
    return may_be_qr(image) or width < height


def like_qr(image: Image) -> bool:
    """Whether the size of a picture is known, and it may be a QR code."""
    return all(_size_of(image)) and may_be_qr(image)


def _size_of(image: Image) -> tuple[int, int]:
    """Width and height in pixels, from the page or from an address of 新浪 (``/w828h552/``); 0 if unknown."""
    if image.width and image.height:
        return image.width, image.height
    size = re.search(_SIZE_IN_ADDRESS, image.src)
    return (int(size[1]), int(size[2])) if size else (0, 0)
