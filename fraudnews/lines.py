"""The lines of a body, and what can be told from a line and the one before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fraudnews.credits import Credits, is_story_credit
from fraudnews.markup.words import EDGE
from fraudnews.model import Image, Inline, Kind, Removal, Run
from fraudnews.rules import Rule

#: A line longer than this, in characters, is more than a label.
LABEL = 45
#: The shortest line, in characters before the colon, that introduces a quotation when it ends in one; and the shortest
#: that says so: 短信写着：.
_LEAD_IN, _SHORT_LEAD_IN = 9, 4
#: How a line ends that may introduce the ones below it: in a colon, or in a mark that opens a quotation.
_OPENING = "“「『"
LEADS_IN = tuple("：:" + _OPENING)
#: The end of a line that introduces what was written or shown; how many short lines below it may belong to that, and
#: how many characters at its end are searched.
_SHOWS = (
    "(?:[写寫印念喊]|[发發][来來]|收到|[弹彈跳打]出|字幕|版[权權][页頁]|[显顯]示|短信|簡訊|(?<![版权權站])公告|[传傳][单單]|"
    "海[报報]|[纸紙][条條]|群[里裡]|[话話][术術]|[这這][样樣]|只有|落款|署名|按[钮鈕]|"
    "(?:原文|全文|[内內]容|文字|[对對][话話]|[记記][录錄]|[来來]信)如下)[^：:]{0,10}[：:]$|[着著][：:]$|"
    "[一两兩三四五六七八九十几幾][句行段][话話字]?[：:]$|[那这這][则則条條份张張封][^：:，。]{0,6}[：:]$|"
    "一[则則条條张張封][^：:，。]{0,8}[：:]$|[如以]下[內内]容[：:]$|[页頁][脚腳][：:]$|[弹彈]幕[^：:。]{0,8}[：:]$|[全都]是[：:]$|"
    "(?:[语語口][气氣]|套[话話]|句式|口[头頭][禅禪])[^：:，。]{0,4}[：:]$|"
    "(?:[骗騙]子|[诈詐](?:[骗騙]|[團团])|[对對]方|嫌疑人|[假仿]冒|冒[充用名]|山寨|[虚虛]假|涉[诈案詐])[^：:，。]{0,12}[：:]$"
)
MOST_SHOWN, _LAST_WORDS = 6, 24
#: How a line ends that says how many lines it shows: 首页写着三行字：, 证件内页印着八条“采访须知”。
_COUNTED = (
    "(?:^|[^第])([两兩二三四五六七八九十])(?:[小大]?[行句段条條][^：:，。]{0,8}|[个個][^：:，。]{0,6}(?:[词詞字]|按钮|选项))[：:]$|"
    "[写寫印贴貼刻留列出][着著了有出]?(?:[^：:，。]{0,4}[^：:，。第])?([两兩二三四五六七八九十])"
    "(?:[小大]?[行句段条條][^：:，。]{0,8}|[个個][^：:，。]{0,6}[词詞])。$"
)
#: How a sentence ends that says how many things are named below it: 仿冒的入口一共四种。, 她卸载了手机里的三样东西。
_NAMES = (
    "入口|[名文]?字|词|詞|[账帐賬][号號]|号码|號碼|软件|軟體|图标|圖標|按[钮鈕]|选项|渠道|平台|[Aa][Pp][Pp]|应用|應用"
)
_NAMED = (
    "(?:[有是共的了出过過给給剩]|[只就])[^：:，。第]{0,3}([两兩二三四五六七八九十])"
    f"(?:[种種样樣步项項件][^：:，。]{{0,2}}|[个個][^：:，。]{{0,4}}(?:{_NAMES}))。$|"
    f"(?:{_NAMES})[^：:，。第]{{0,4}}([两兩二三四五六七八九十])[个個]。$|[有是](一)[行句][^：:，。]{{0,6}}。$|"
    "[用发打]过这些[^：:，。]{0,4}。$"
)
#: The heading of an addendum, which shows what is below it: 附：骗子常用的话术.
_ADDENDUM = r"[（(【]?附[录錄件]?[一二三0-9]?[：:][^。！？，,@【]{2,24}$"
_NUMBERS, _COUPLE = "零一二三四五六七八九十", 2
#: Other ends of such a line: one that is read as a colon (短信原文如下。); 她看到这样一行字。 底部还有一句——, unless it
#: speaks to the reader, or is a credit or an end mark: 点击下方——, 来源 | 某某——, END——
_AS_FOLLOWS = "如下。"
_SHOWS_NEXT = (
    "(?:[这這][样樣麼么]|[以如]下|下面[这這]?)[一几幾两兩三四]?[行句段条條则則][话話字]?。$|"
    "^[^—点點扫掃关關你您|｜：:]*[^— 】A-Za-z]——$"
)
#: How a line ends that is a sentence of its own; a shown line may end in an exclamation mark.
_STATEMENT_ENDS = tuple("。…”」』；;")
#: Kinds that ask the reader to follow, download or share.
PROMOTES = frozenset((Kind.QR, Kind.PROMO, Kind.SHARE))
_BLANKS = f"[{EDGE}]+"
#: What a sentence ends with, a Korean one in 다.
SENTENCE_ENDS = (*"。！？!?…”」』；;", "다.")
DECORATION = " \u3000▍▎▌▲▼▽△►▶▷◆◇●○■□★☆✬✪※*＊_|｜·•–—=═~～↓↑→←↘↙⇩☟👇👆👉🏻⬇⬆✨🔥️"
#: Signs of lines that only point or separate: 👇👇👇, ———, · · ·
_SIGNS = DECORATION + "🔻🔽⏬⤵👆🏼🏽🏾🏿"
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

    ``links`` is the number of its characters that are links. ``index`` is its position among all lines of an attempt,
    ``turn`` its position among the lines with words; ``before`` is the line with words above it.

    ``hits``, ``late_hits``, ``credits`` and ``call`` are computed by the attempt when first needed; None stands for
    "not yet". None is also a common result for credits and calls, so ``credits_read`` and ``call_read`` say whether it
    is one. ``section`` is the rule that takes the line for a heading over a list.

    ``taken`` is the id of the rule that removed the line, "" as long as it stays, and ``kind`` the kind of boilerplate.
    ``pictured`` says that this rule wants a picture beside the line. ``cut`` is the end of the line that is removed
    where the rest stays, and ``bare`` says that its pictures go.
    """

    __slots__ = (
        "bare", "before", "block", "call", "call_read", "credits", "credits_read", "cut", "end", "heading", "hits",
        "images", "in_list", "index", "kind", "late_hits", "links", "pictured", "section", "start", "taken", "text",
        "turn",
    )  # fmt: skip

    def __init__(self, place: tuple[int, int, int], text: str, links: int, images: tuple[Image, ...]) -> None:
        self.block, self.start, self.end = place
        self.text = text
        self.links = links
        self.images = images
        self.index = self.turn = 0
        self.bare = self.in_list = self.heading = self.pictured = self.credits_read = self.call_read = False
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


def is_led_in(line: Line) -> bool:
    """Whether the line before introduces a quotation: it ends in a colon, in a mark that opens one, or says so."""
    before = line.before
    if before is None or before.taken:
        return False
    said, last = before.text[:-1], before.text[-1]
    if last in "：:":
        return len(said) >= _LEAD_IN or (len(said) >= _SHORT_LEAD_IN and _shows(before.text))
    return (last in _OPENING and bool(said)) or (not line.links and (_shows_next(before.text) or _adds(before.text)))


def is_shown(line: Line, is_of_site: Callable[[Line], bool] = lambda _: False) -> bool:
    """Whether a line is one of the short lines shown below one that says so, not only the first: 海报上只有三行：.

    What stands below a line for which ``is_of_site`` is true is the site's again.
    """
    if is_counted(line):
        return True
    above = line.before
    for _ in range(MOST_SHOWN):
        if above is None or above.taken or len(above.text) > LABEL:
            return False
        if above.text.endswith(_STATEMENT_ENDS):
            return _shows_next(above.text)
        if is_of_site(above):
            return False
        if above.text[-1] in "：:" or _adds(above.text):
            return _adds(above.text) or _shows(above.text)
        above = above.before
    return False


def is_introduced(line: Line) -> bool:
    """Whether the line before introduces this one, or one above shows it."""
    return is_led_in(line) or is_shown(line)


def is_counted(line: Line) -> bool:
    """Whether a line is one of so many as a line above it says that it shows: 落款只有四行小字：."""
    above = line.before
    for place in range(1, len(_NUMBERS)):
        if above is None or above.taken:
            return False
        if (found := re.search(_COUNTED, above.text[-_LAST_WORDS:])) is not None:
            return place <= max(_NUMBERS.find(str(found[1] or found[2])), _COUPLE)
        if len(line.text) <= LABEL and (found := re.search(_NAMED, above.text[-_LAST_WORDS:])) is not None:
            number = next(filter(None, found.groups()), "")
            return place <= (max(_NUMBERS.find(number), _COUPLE) if number else MOST_SHOWN)
        if len(above.text) > LABEL:
            return False
        above = above.before
    return False


def _adds(text: str) -> bool:
    """Whether a line heads an addendum to the story."""
    return "附" in text[:2] and re.match(_ADDENDUM, text) is not None


def _shows(lead_in: str) -> bool:
    """Whether words that end in a colon say that something written or said follows."""
    return re.search(_SHOWS, lead_in[-_LAST_WORDS:]) is not None


def _shows_next(sentence: str) -> bool:
    """Whether a sentence says that something written or said follows."""
    if sentence.endswith(_AS_FOLLOWS):
        return _shows(f"{sentence[:-1]}：")
    return sentence[-1] in "。—" and re.search(_SHOWS_NEXT, sentence[-_LAST_WORDS:]) is not None


def is_spoken_for(line: Line) -> bool:
    """Whether a line is a list item, a heading, or introduced by the line before it, and so no credit line."""
    return line.in_list or line.heading or is_led_in(line)


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
