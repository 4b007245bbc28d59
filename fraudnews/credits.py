"""Credit lines: who edited, proofread, wrote or photographed, as newsrooms write it.

A line counts only if all of it is roles and names; ``小羊 | 18岁 网络编辑`` and ``编辑：好的，您请说。`` do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from fraudnews.names import CLOSING, GLUE, OPENING, ORNAMENTS, begins_as_name, is_office, is_phrase, split_names
from fraudnews.patterns import compiled, matcher
from fraudnews.roles import FoundRole, close_up, ends_in_author, find_roles, is_marked, role_at

#: Roles that criminal gangs have, too: a line with no others is no editorial credit.
_ANYWHERE = "总?策划|制作|技术|运营"
_HELPER_STARTS = frozenset("实實美视視版海封设設")
_HELPERS_BESIDE = _HELPER_STARTS | frozenset("策制製技运運出总總统統")
#: Roles that name the source of a text or picture, not a person: any words may follow.
_ORIGIN = "[^：]{0,4}(?:来源|來源|出处|转自|转载自)|稿源|原标题|综合|图源|供图|图片|圖片"
#: Roles that name the source of a picture: a line with editors and these alone is removed.
_PICTURE_ORIGIN = "(?:题图|图片|圖片)(?:来源|來源|出处)"
#: A line that says where the story is from, or who made it; or a note in brackets.
_STORY_CREDIT = (
    r"(?:(?:原文|本文|(?:以下)?文章|出自|转自)(?:来自|转自|出自|来源|链接|由|：)|封面(?:图片?|来源)：|"
    r"(?:封面|题|头|首|配)图片?均?(?:来?自|来源于?|源自|取自)|"
    r"[一-龥]{2,10}(?:(?:新闻|报|周刊|网|社|财经|客户端)综合|综合自))([^。！？]*)|"
    r"(?:来源|來源|作者|记者|記者|文|图源|图|圖|撰文|摄影|攝影|出处|编译|譯者|翻译|采写|通讯员|首发|监制|"
    r"(?:题图|数据|设计|出品) ?[：:|｜/丨])([^。！？]*)|"
    r"[（(]([^（）()]+)[）)]|"
    r"(?:封面|题|头|首|配)图来自?([^。！？]+CC0[^。！？]+)。|"
    r"原文?[标標][题題](?: ?[：:|｜/丨]|《)(.*)"
)
_STORY_CREDIT_STARTS = frozenset("原本文以出转来來作记記图圖撰摄攝编译譯翻采通首监封题头配数设（(")
#: The most characters in each group of the pattern: with bounds in the pattern, RE2 takes 30 times as long.
_MOST_SAID = (160, 60, 40, 30, 80)
#: The story is a reprint: 本文来自微信公众号“…”，编辑：…，某网经授权发布。
_PASSED_ON = (
    "(?:编者按[：:] ?)?(?:本文|文章)(?:来自|转自|来源于)(?:微信)?公众号[：: ]*[“「《【]|"
    "[转轉]自[^。！？：:“”]{2,16}[/／][责責]任[编編]"
)
#: Every credit line has one of these, and searching for them takes a tenth of the time of the next pattern.
_SIGNS = re.compile("[值编編责責校核审審监監主排美统運运签簽版录稿]")
_is_likely = matcher(
    r"[编編] ?[辑輯审審缉]|[责責] ?[编編]|校 ?[对對阅订检审審读稿]|[复核][核稿]|编[委务]|[编編校] ?[：:|｜/／丨]|"
    r"[审審] ?[核校稿读签发發]|[总總] ?[审審]|[监監] ?[制製审審]|[签簽] ?[发發审]|版[面式]|主 ?[编編]|[Ee]ditor|"
    r"[Pp]roofread|[一二三初复終终内外] ?[审審]|排 ?版|[编編][发排校]|值班|期小编|当值|审定|美 ?[编編]|统 ?筹|"
    "運營|运营|录入|上稿|核发"
)
#: A role after the name: 林一禾／核稿編輯. A bare 编辑 alone is not enough: a person in the story may be an editor.
_REVERSED = (
    r"([^：:|｜/／丨]{2,30})[ \u3000]*[|｜/／丨][ \u3000]*(责编|責編|责任编辑|責任編輯|核稿編輯|核稿编辑|校对|校對|"
    r"编审|編審|编辑|編輯)"
)
_BARE_REVERSED = r"[^/／]+[|｜丨][ \u3000]*(?:编辑|編輯)"
#: What may follow a role without a name: 作者： | 编辑：…
_BAR = " \u3000|｜│"
_SENTENCE = "[。！？!?，,；;]"
#: Buttons before the editor's line, and a sign that there may be one.
_BUTTON = r"(?:[【\[]?(?:(?:我要)?(?:[纠糾][错錯]|爆料|评论)|免责声明)[】\]]? *){1,3}(?=[^】\]]{3})"
_SIGN_OF_BUTTON = re.compile("[错錯爆]|声明")
#: The outlet before its editor, with a blank between them: 江岭新闻网 编辑：…
_OUTLET = (
    "^([（(]?)(?P<outlet>[一-龥]{2,8}(?:网|報|报|在线|新闻|融媒体?|电视台|广播|客户端|台|刊))[ \u3000]+"
    "(?=(?:责任|責任|值班|本期|网络|实习)?(?:编辑|編輯|责编|責編)[ \u3000]?[：:｜|])"
)
#: The outlet and its editor in brackets, with no colon: （“江岭”—江岭网编辑林一禾）, （江岭快报全媒体 校对 …）
_OF_OUTLET = (
    "^([（(])(?:“[^”]{2,6}”[—-]{1,2}|[一-龥]{2,6}[+＋]?[/／])?[一-龥]{2,6}(?:网|新闻|[全融]媒体?|快?报|电视台)[+＋]? ?"
    "(编辑|责编|校对) ?(?=[一-龥]{2,3}[）)]$)"
)
#: Between two roles in brackets of their own: 【编辑：…】【校对：…】【审核：…】
_NEXT_BRACKET = (
    rf"[{re.escape(CLOSING)}][ \u3000]*[{re.escape(OPENING)}](?=[^{re.escape(CLOSING)}]{{2,6}}[：: |｜/／丨])"
)
#: Tools of the page behind the editor's line: 责任编辑：… 字体：大 中 小 打印本页
_TOOLS = (
    r"[ \u3000]+[【\[（(]? ?(?:字[体号](?:大小)?[：:]?|打印(?:[本此]页)?|"
    r"关闭(?:窗口|本页)?|收藏|分享|往期回顾|返回(?:首页|列表)|我要(?:评论|留言|反馈)|"
    r"(?:我要|网站)?纠错(?:(?:电话|热线)?[：:] ?[\d-]{7,14})?)[】\])）]?"
    r"(?:[ |｜]*[【\[（(]?(?:特?[大中小]|打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|分享|(?:我要)?纠错)[】\])）]?)*$"
)
#: A date of the Republic of China after a bracket with the editor: （編輯：…）1100322
_ROC_DATE = r"(?<=[）)])1[0-2]\d{5}$"
#: When the story was published and how often it was read, beside a role: 发布时间：2024-05-03 编辑：… 浏览次数：12
#: Blanks and bars before it are read from the first of them, or from behind the blank that ended a counter; pages that
#: are made without blanks have it right behind a name, and right before a role.
_FACT = (
    r"(?:^|(?:(?<![ \u3000|｜/])|(?<=\d ))[ \u3000|｜/]+|"
    r"(?<=[一-龥])(?=[发發更时時日浏瀏阅閱点點]|(?:19|20)\d\d[-/.]))(?:"
    r"(?:[发發更][布佈表新](?:[时時][间間]|日期)|[时時][间間]|日期)?[：: ]{0,2}"
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]?\d{1,2}:\d\d(?::\d\d)?)?|"
    r"(?:[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊])(?:次[数數]|量|[数數])?[：: ]{0,2}\d+ ?次?"
    r")(?=[ \u3000|｜/]|$|[一-龥]{2,4}[：:])"
)
_BRACKETS = (
    r"[（(【\[〔〖［][^（(【\[〔〖［）)】\]〕〗］]{2,80}(?:[(（][^()（）]{1,12}[)）])?[）)】\]〕〗］]"
    r"(?:1[0-2]\d{5}|[。. \u3000])?$"
)
#: How far from the end of a line its last bracket may be, in characters: a date may follow.
_BEHIND_BRACKET = 8
_CLOSED = frozenset(CLOSING)
#: The responsible editor after the last sentence of a paragraph; 编辑： alone may be a speaker.
_LABELLED = "(?<=[。！？”」）)])[ \u3000]*(?:责任编辑|責任編輯|责编|責編) ?[：:][^。！？“”「」]{2,40}$"
#: How a story may begin: 【文/… 编辑/…】, 某社（江岭，编辑 …）讯, 某社6月2日讯（编辑 …）
_HEAD_BRACKET = (
    r"[^。！？：:“”（(【\[]{0,24}[（(【\[〔〖［](?P<said>[^（(【\[〔〖［）)】\]〕〗］]{4,80})[）)】\]〕〗］]"
)
_DATELINE = "[^（(]{2,24}(?:[讯电報报][（(]|[（(][^（）()]{4,80}[）)](?:讯|电|报[道导]|消息|訊|電|報[道導]))"
_PAUSE = "[，。；]|,(?=[^,]{5})"
#: A file of a program: editor/upload.php
_PATH = r"[\w.-]+(?:/[\w.-]+)*/[A-Za-z0-9_-]+\.[a-z]{2,4}"
#: Reporter and place before the editors: 某台特约记者林一禾江岭报道 责编：…
_REPORTED = r"[^，,。！？：:；“”]{0,24}(?:记者|記者)[^，,。！？：:；“”]{2,24}(?:报[道导]|報[道導])"
#: What may stand between an author's role and the name: 作者：记者林一禾.
_REPORTER = "^(?:本[报報网網台刊]|[特专專]约|[特专專]約|实习|實習|[见見][习習])?(?:记者|記者|通[讯訊][员員])"
#: Roles that are also verbs.
_VERBS = frozenset(("编辑", "編輯"))
#: The longest credit line, in characters.
LONGEST = 120


class Credits(NamedTuple):
    """What a credit line says: the names of the editors, and whether it names only the editorial desk.

    It is ``doubtful`` if its only role is not an editor's and what follows does not begin as a name does (签发：北京),
    or if a name may as well be lower-case words (编辑：rain in may). ``readers`` are proofreaders and chief editors.
    """

    editors: tuple[str, ...]
    desk_only: bool
    doubtful: bool = False
    readers: tuple[str, ...] = ()


def read_credits(text: str) -> Credits | None:
    """Return what the credit line ``text`` says; None if it is none, or names nobody of the editorial desk."""
    if len(text) > LONGEST or not may_name(text) or re.fullmatch(_PATH, text):
        return None
    text = _undressed(text)
    if any(mark in text for mark in "|｜/／丨") and (reversed_ := _read_reversed(text)):
        return reversed_
    roles = find_roles(text, is_open=True)
    if not roles or roles[0].start > 0 or _instructs(roles, text):
        return None
    said: list[tuple[FoundRole, list[str]]] = []
    sources: list[str] = []
    is_of_editors = any(role.editor for role in roles)
    for role, words in _with_words(roles, text):
        if role.author and _names_origin(role.author, words):
            sources.append(role.author)
            continue
        names = split_names(re.sub(_REPORTER, "", words) if role.author else words)
        if names is None and is_of_editors and not role.author and not role.gap and is_office(words.strip(GLUE)):
            names = [words.strip(GLUE)]
        if names is None or not (names or role.is_editors or (role.author and not words.strip(_BAR))):
            return None
        said.append((role, names))
    return _credits_of(said, sources)


def _credits_of(said: list[tuple[FoundRole, list[str]]], sources: list[str]) -> Credits | None:
    """What roles with their names say, beside roles that name ``sources``; None if none of them is of the desk."""
    is_alone = len(said) + len(sources) == 1
    if not any(_is_of_desk(role, is_alone=is_alone) for role, _ in said):
        return None
    editors = [name for role, names in said if role.is_editors for name in names]
    readers = [name for role, names in said if role.desk and re.search("[编編校]", role.desk) for name in names]
    is_authors = any(names and (role.author or role.bare) for role, names in said)
    desk_only = not is_authors and all(re.fullmatch(_PICTURE_ORIGIN, source) for source in sources)
    named = [name for _, names in said for name in names]
    is_odd = is_alone and _is_word(said[0][0]) and not any(map(begins_as_name, named))
    return Credits(tuple(editors), desk_only, is_odd or any(map(is_phrase, named)), tuple(readers))


def _with_words(roles: list[FoundRole], text: str) -> Iterator[tuple[FoundRole, str]]:
    """Each role with the words behind it, up to the next role."""
    for role, following in zip_longest(roles, roles[1:]):
        yield role, text[role.end : following.start if following else None]


def outlet_before(text: str) -> str:
    """The outlet that stands before its editor, "" if none does."""
    found = re.match(_OUTLET, text)
    return found["outlet"] if found else ""


def _undressed(text: str) -> str:
    """A line without ornaments, brackets, button, date and counter, its roles closed up; "" for a sentence."""
    text = close_up(text.replace("\\", "").replace("**", "").strip(ORNAMENTS))
    if _SIGN_OF_BUTTON.search(text) and (button := re.match(_BUTTON, text)):
        text = text[button.end() :]
    text = re.sub(_TOOLS, "", text)
    text = re.sub(_OUTLET, r"\1", text)
    text = re.sub(_OF_OUTLET, r"\1\2：", text)
    if text.endswith(("。", ".")):
        if text[-2:-1] not in "）)】]":
            return ""
        text = text[:-1]
    if re.search(r"\d", text):
        text = _without_facts(re.sub(_ROC_DATE, "", text))
    if text[:1] in OPENING and text[-1:] in CLOSING:
        text = re.sub(_NEXT_BRACKET, " ", text[1:-1]).strip(ORNAMENTS)
    return text


def _without_facts(text: str) -> str:
    """A line without when its story was published, and how often it was read."""
    return re.sub(_FACT, " ", text).strip(ORNAMENTS + "/／，,")


def _names_origin(author: str, words: str) -> bool:
    """Whether a role is about the source of a text or picture, and the words after it name one."""
    is_origin = re.fullmatch(_ORIGIN, author) is not None and bool(words.strip(GLUE))
    return is_origin and re.search(_SENTENCE, words) is None


def names_helper(text: str, *, is_beside_desk: bool = False) -> bool:
    """Whether a line (视觉：…, 设计：…) names nobody but designers and trainees.

    Beside the desk of the post, makers count whom gangs have, too: 策划：….
    """
    if text[:1] not in (_HELPERS_BESIDE if is_beside_desk else _HELPER_STARTS):
        return False
    text = close_up(text)
    role = role_at(text)
    is_one = role is not None and bool(role.helper or (is_beside_desk and role.desk))
    return role is not None and is_one and not role.gap and bool(split_names(text[role.end :]))


def is_story_credit(text: str) -> bool:
    """Whether a line only says where the story is from or who made it, or is a note in brackets."""
    if text[:1] not in _STORY_CREDIT_STARTS and "综合" not in text[:16]:
        return False  # RE2 takes three microseconds to say so
    match = compiled(_STORY_CREDIT).fullmatch(close_up(text))
    return match is not None and len(match[match.lastindex]) <= _MOST_SAID[match.lastindex - 1]


def editors_beside_author(text: str) -> tuple[str, ...]:
    """The editors in a line that stays with the story: named beside the author, or in the bracket of a dateline.

    ``【文/… 编辑/…】警方昨日…``, ``某社（江岭，编辑 …）讯``, ``本文来自…，作者：…，编辑：…，某网经授权发布。``,
    ``林一禾 责任编辑：…``, ``某台记者林一禾江岭报道 责编：…``, ``（记者林一禾报道/责任编辑：…）``.
    Unlike :func:`read_credits`, it ignores what else is in the line.
    """
    head = re.match(_HEAD_BRACKET, text)
    line = _without_facts((head["said"] if head else text).strip(ORNAMENTS))
    if len(line) > LONGEST or not may_name(line):
        return ()
    roles = find_roles(line)
    is_dateline = head is not None and re.match(_DATELINE, text) is not None
    begins_text = head is not None and head.start("said") == 1 and bool(roles) and roles[0].bare is not None
    if not (is_dateline or begins_text or _is_beside_author(line, roles)):
        return ()
    editors: list[str] = []
    for role, words in _with_words(roles, line):
        if role.is_editors and (head or not role.gap):
            editors += split_names(re.split(_PAUSE, words)[0]) or ()
    return tuple(editors)


def desk_beside_source(text: str) -> str:
    """The part of a line that names nobody but the desk, behind an author or before a source; "" if there is none.

    It is ``/责任编辑：…`` of ``（某台记者…报道/责任编辑：…）``: what parts it from them belongs to it, and so does the
    date behind it, but a bracket that closes the line does not.
    """
    line = text.rstrip(CLOSING + " ") if text[:1] in OPENING else text
    begin = len(line) - len(line.lstrip(OPENING))
    roles = list(_with_words(find_roles(line[begin:]), line[begin:]))
    if roles and roles[0][0].start == 0 and _is_desks(*roles[0]):
        first = next((role for role, words in roles if not _is_desks(role, words)), None)
        return line[begin : begin + first.start].rstrip() if first is not None and first.author else ""
    start = len(line)
    for role, words in reversed(roles):
        if not _is_desks(role, words):  # 王二编辑：… may begin with a name
            break
        start = begin + role.start
    before = line[:start].rstrip(GLUE)
    is_named = before[begin:] and not (line[len(before) : start].strip() and ends_in_author(before))
    return line[len(before) :] if is_named else ""


def _is_desks(role: FoundRole, words: str) -> bool:
    """Whether a role is of the desk, and names stand behind it, with a date or without."""
    return bool((role.editor or role.desk) and (split_names(words) or split_names(_without_facts(words))))


def _is_beside_author(line: str, roles: list[FoundRole]) -> bool:
    """Whether a line names the author with a role, or before the first role of the desk, or is of a reprint."""
    if any(role.author and not role.gap for role in roles) or re.match(_PASSED_ON, line):
        return True
    first = next((role for role in roles if is_marked(role)), None)
    if first is None:
        return False
    before = line[: first.start].rstrip()
    return bool(first is roles[0] and split_names(before)) or re.fullmatch(_REPORTED, before) is not None


def may_name(text: str) -> bool:
    """Whether ``text`` may name somebody of the editorial desk: a cheap test that most lines fail."""
    return bool(_SIGNS.search(text) or "ditor" in text or "roofread" in text) and _is_likely(text)


def bracketed_tail(text: str) -> str | None:
    """The bracket that ends a line, such as ``（责任编辑：…）``; None if there is none."""
    if _CLOSED.isdisjoint(text[-_BEHIND_BRACKET:]):
        return None
    match = re.search(_BRACKETS, text[-100:])
    return match[0] if match else None


def labelled_tail(text: str) -> str | None:
    """``责任编辑：…`` after the last sentence of a line; None if there is none."""
    match = re.search(_LABELLED, text[-100:]) if may_name(text) else None
    return match[0] if match else None


def credits_behind(text: str) -> Credits | None:
    """The credits in the last bracket or a sentence of a disclaimer: ``声明：…不代表本站立场。编辑：…。``."""
    said = [bracketed_tail(text) or "", *re.split("[。！？]", text)]
    return next((credits for words in said if (credits := read_credits(words)) is not None), None)


def _read_reversed(text: str) -> Credits | None:
    """The credits in a line with the role after the name; None if it is none."""
    match = re.fullmatch(_REVERSED, text)
    if match is None or not (names := split_names(match[1])):
        return None
    is_bare = match[2] in _VERBS
    if is_bare and (re.fullmatch(_BARE_REVERSED, text) is None or role_at(f"{match[1]}：") is not None):
        return None
    if "校" in match[2]:
        return Credits((), desk_only=True, readers=tuple(names))
    return Credits(tuple(names), desk_only=True, doubtful=is_bare)


def _is_of_desk(role: FoundRole, *, is_alone: bool) -> bool:
    """Whether a role is an editor's, or one of the desk that criminal gangs do not have, unless it ``is_alone``."""
    return role.is_editors or (role.desk is not None and (is_alone or not re.fullmatch(_ANYWHERE, role.desk)))


def _is_word(role: FoundRole) -> bool:
    """Whether a role is a common word with a blank or a colon after it, as in any form: 签发：…; but not 校对：…."""
    if role.desk is None or not role.desk.isalpha():
        return False
    return bool(role.gap) or (role.text.rstrip()[-1] in "：:" and "校" not in role.desk)


def _instructs(roles: list[FoundRole], text: str) -> bool:
    """Whether a line is an instruction (编辑 nginx.conf, 编辑 /etc/hosts): a role needs a mark before a Latin name."""
    role = roles[0]
    words = text[role.end :]
    if len(roles) > 1 or role.editor not in _VERBS or not (role.gap or "/" in words):
        return False
    return any(map(str.isascii, split_names(words) or ()))
