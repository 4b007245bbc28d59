"""How a story introduces the lines below a line: what somebody wrote, a sign shows, or a list names.

What is introduced is the story's, whatever its words. A line is led in by the one right above it (短信写着：, or any
long line that ends in a colon), shown if it is one of several below such a line (海报上只有三行：), and counted if that
says how many there are (落款只有四行小字：). ``is_introduced`` asks for all of this.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fraudnews.lines import LABEL, Line

#: The shortest line, in characters before the colon, that introduces a quotation when it ends in one; and the shortest
#: that says so: 短信写着：.
_LEAD_IN, _SHORT_LEAD_IN = 9, 4
#: How a line ends that may introduce the ones below it: in a colon, or in a mark that opens a quotation.
_OPENING = "“「『"
#: What stands before a mark that was meant to close: 全都退了。“
_STOPS = frozenset("。！？!?…")
LEADS_IN = tuple("：:" + _OPENING)
#: The end of a line that introduces what was written or shown; how many short lines below it may belong to that, and
#: how many characters at its end are searched.
_SHOWS = (
    "(?:[写寫印念喊]|[发發][来來]|收到|[弹彈跳打]出|字幕|版[权權][页頁]|[显顯]示|短信|[簡简][訊讯]|(?<![版权權站])公告|[传傳][单單]|"
    "海[报報]|[纸紙][条條]|群[里裡]|[话話][术術]|[这這][样樣]|只有|落款|署名|按[钮鈕]|"
    "(?:原文|全文|[内內]容|文字|[对對][话話]|[记記][录錄]|[来來]信)如下)[^：:]{0,10}[：:]$|[着著][：:]$|"
    "[一两兩三四五六七八九十几幾][句行段][话話字]?[：:]$|[那这這][则則条條份张張封][^：:，。]{0,6}[：:]$|"
    "第[一二两三四五六七八九十][行句段][^：:，。]{0,8}[：:]$|"
    "(?:最[上下后後]|[底尾頂顶][部端])[面方边邊]?(?:[一那][句行条條段][话話字]?)?的?[还還又]?[是有][^：:，。]{0,6}[：:]$|"
    "一[则則条條张張封][^：:，。]{0,8}[：:]$|[如以]下[內内]容[：:]$|[页頁][脚腳][：:]$|[弹彈]幕[^：:。]{0,8}[：:]$|[全都]是[：:]$|"
    "(?:[语語口][气氣]|套[话話]|句式|口[头頭][禅禪])[^：:，。]{0,4}[：:]$|"
    "(?:[骗騙]子|[诈詐](?:[骗騙]|[團团])|[对對]方|嫌疑人|[假仿]冒|冒[充用名]|山寨|[虚虛]假|涉[诈案詐])[^：:，。]{0,12}[：:]$"
)
MOST_SHOWN, _LAST_WORDS = 6, 24
#: How a line ends that shows no more than the one below it.
_ONE = "一[行句][^：:，。]{0,6}[：:]$|[这這]句[话話]?[：:]$"
#: How a line ends that says how many lines it shows: 首页写着三行字：, 证件内页印着八条“采访须知”。
_COUNTED = (
    "(?:^|[^第])([两兩二三四五六七八九十])(?:[小大]?[行句段条條][^：:，。]{0,8}|[个個][^：:，。]{0,6}(?:[词詞字]|按钮|选项))[：:]$|"
    "[有是共]([两兩二三四五六七八九十])[个個种種项項类類条條点點][^：:，。]{0,4}[：:]$|"
    "[写寫印贴貼刻留列出][着著了有出]?(?:[^：:，。]{0,4}[^：:，。第])?([两兩二三四五六七八九十])"
    "(?:[小大]?[行句段条條][^：:，。]{0,8}|[个個][^：:，。]{0,6}[词詞])。$"
)
#: How a sentence ends that says how many things are named below it: 仿冒的入口一共四种。, 她卸载了手机里的三样东西。
_NAMES = (
    "入口|[名文]?字|词|詞|[账帐賬][号號]|号码|號碼|软件|[軟软][體体]|图标|圖標|按[钮鈕]|选项|渠道|平台|"
    "[Aa][Pp][Pp]|应用|應用"
)
_NAMED = (
    "(?:[有是共的了出过過给給剩]|[只就])[^：:，。第]{0,3}([两兩二三四五六七八九十])"
    f"(?:[种種样樣步项項件][^：:，。]{{0,2}}|[个個][^：:，。]{{0,4}}(?:{_NAMES}))。$|"
    f"(?:{_NAMES})[^：:，。第]{{0,4}}([两兩二三四五六七八九十])[个個]。$|[有是](一)[行句][^：:，。]{{0,6}}。$|"
    "[用发打]过这些[^：:，。]{0,4}。$"
)
#: The heading of an addendum, which shows what is below it: 附：骗子常用的话术. An annex is a file, unless it is words.
_ADDENDUM = (
    r"[（(【]?附(?:[录錄]?[一二三0-9]?[：:][^。！？，,@【]{2,24}|件[一二三0-9]?[：:][^。！？，,@【]{0,20}"
    "(?:话术|短信|标语|口号|对话|用语|台词|文案|原文|全文|声明|公告|告示))$"
)
_FILE = r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|jpe?g|png)(?:[^a-z]|$)"
_NUMBERS, _COUPLE = "零一二三四五六七八九十", 2
#: Other ends of such a line: one that is read as a colon (短信原文如下。); 她看到这样一行字。 底部还有一句——, unless it
#: speaks to the reader, or is a credit or an end mark: 点击下方——, 来源 | 某某——, END——
_AS_FOLLOWS = "如下。"
_SHOWS_NEXT = (
    "(?:[这這][样樣麼么]|[以如]下|下面[这這]?)[一几幾两兩三四]?[行句段条條则則][话話字]?。$|"
    "^[^—点點扫掃关關你您|｜：:]*[^— 】A-Za-z]——$"
)
#: How a line ends that is a sentence of its own; a shown line may end in an exclamation mark, or in a name in quotes.
_STATEMENT_ENDS = (*"。…；;", *(stop + quote for stop in "。！？!?…" for quote in "”」』"))
#: How a line ends that announces what is below it, a list of links, too: 引自, 这几篇文章; how much of it is searched.
_ANNOUNCES = (
    "[如以]下|下[列面]|[参參]考|引自|[几幾两兩三四五六七八九十][篇封](?:文章|[帖贴貼]子?|回答|[报報][导道導]|信|$)|"
    "[这這][几幾两兩三四五六七八九十][篇封]|[还還]有$|"
    "[这這是有][几幾两兩三四五六七八九十][个個条條][^。]{0,10}。$|(?:涉案|[骗騙]子|[发發][过過])[^。！？]*$"
)
_LAST_OF_ANNOUNCEMENT = 20


def is_led_in(line: Line) -> bool:
    """Whether the line before introduces a quotation: it ends in a colon, in a mark that opens one, or says so."""
    before = line.before
    if before is None or before.taken or line.apart:
        return False
    said, last = before.text[:-1], before.text[-1]
    if last in "：:":
        return len(said) >= _LEAD_IN or (len(said) >= _SHORT_LEAD_IN and _shows(before.text))
    if last in _OPENING:
        return bool(said) and said[-1] not in _STOPS
    return not line.links and (_shows_next(before.text) or _adds(before))


def is_shown(line: Line, is_of_site: Callable[[Line], bool] = lambda _: False) -> bool:
    """Whether a line is one of the short lines shown below one that says so, not only the first: 海报上只有三行：.

    What stands below a line for which ``is_of_site`` is true is the site's again.
    """
    if is_counted(line):
        return True
    below = line
    for _ in range(MOST_SHOWN):
        above = below.before
        if above is None or above.taken or below.apart or len(above.text) > LABEL:
            return False
        if above.text.endswith(_STATEMENT_ENDS):
            return _shows_next(above.text)
        if is_of_site(above):
            return False
        if above.text[-1] in "：:" or _adds(above):
            is_first = below is line
            return _adds(above) or (_shows(above.text) and (is_first or re.search(_ONE, above.text) is None))
        below = above
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
            return place <= max(_NUMBERS.find(next(filter(None, found.groups()))), _COUPLE)
        if len(line.text) <= LABEL and (found := re.search(_NAMED, above.text[-_LAST_WORDS:])) is not None:
            number = next(filter(None, found.groups()), "")
            return place <= (max(_NUMBERS.find(number), _COUPLE) if number else MOST_SHOWN)
        if len(above.text) > LABEL:
            return False
        above = above.before
    return False


def _adds(line: Line) -> bool:
    """Whether a line heads an addendum to the story, and is none itself, as a file is that it names or links to."""
    text = line.text
    if "附" not in text[:2] or line.links:
        return False
    return re.match(_ADDENDUM, text) is not None and re.search(_FILE, text) is None


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


def announces(line: Line) -> bool:
    """Whether a line stays and announces that something follows, without a colon: a list of sources, of articles."""
    return not line.taken and re.search(_ANNOUNCES, line.text[-_LAST_OF_ANNOUNCEMENT:]) is not None
