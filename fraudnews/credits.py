"""Credit lines: who edited, proofread, wrote or photographed, in the spellings that newsrooms use.

A line counts only if all of it is roles and names; ``小羊 | 18岁 网络编辑`` and ``编辑：好的，您请说。`` do not.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import re2

_QUALIFIERS = (
    "本文 本期 本版 本报 责任 責任 网络 網路 網絡 值班 新媒体 新媒體 图文 圖文 视频 影音 文字 微信 实习 實習 特约 特約 "
    "栏目 专题 频道 首席 资深 高级 主任 执行 核稿 采访 採訪 内容 头条 公众号 运营 数字 海外 国际 财经 社会 科技 "
    "体育 娱乐 文章 流程 技术 审核 责 責 图片 美术 版面 视觉 网站 客户端 轮值 专刊 副刊 见习 本网 平台"
).split()
#: Roles whose names go into the record's ``editor``.
_EDITOR = (
    rf"(?:{'|'.join(_QUALIFIERS)})?"
    r"(?:编辑|編輯|责编|責編|编審|编审|編審|责任编缉|编缉)|[Ee]ditors?|[责責]任?[编編]|[编編]|网编|網編"
)
#: Roles of the desk that are no editor by name: their line goes, their names do not.
_DESK = (
    r"(?:本期|本文|责任|責任|值班|执行|总|總|副总|副|终审|新媒体|常务|栏目)?"
    r"(?:校对|校對|校审|審校|审校|核校|校|审核|審核|核稿|审稿|審稿|审读|审签|签发|簽發|编委|監製|监制|监审|总监制|主编|主編|总编辑|總編輯|总编|總編|主任)|"
    r"[一二三初复終终][审審]|美编|美編|图编|版面|版式|排版|编辑[/／]排版|美术|运营统筹|统筹|策划人|出品人|出品|制作人|製作人|運營|运营|[Pp]roofread(?:er|ing)?"
)
#: Roles that make a line a credit of the story itself: it stays.
_AUTHOR = (
    r"(?:本报|本报首席|本网|特约|首席|见习|实习|央视|新华社|摄影|采访|总台央视|澎湃新闻|财经)?(?:记者|記者|通讯员|通訊員)|"
    r"作者|撰文|撰稿|采写|採訪|采访|编译|編譯|翻译|翻譯|译者|譯者|来源|來源|摄影|攝影|摄|供图|供稿|文字|文|图|圖|圖片|图片|图源|剪辑|视频|海报|"
    r"制图|配音|主播|播音|插画|导演|后期|主持|综合|整理|口述|出镜|拍摄|漫画|原标题"
)
#: Roles that go with those beside them.
_HELPER = r"实习生|實習生|实习|设计|設計|制图|視覺|视觉"
_SEPARATOR = r"[ \x{3000}]*(?:[：:｜|/／丨︱┃–—]|\\\|)[ \x{3000}]*"
#: RE2 reads this list of words in a tenth of the time that ``re`` takes to compile it.
_ROLE = re2.compile(
    rf"(?:(?P<editor>{_EDITOR})|(?P<desk>{_DESK})|(?P<author>{_AUTHOR})|(?P<helper>{_HELPER}))"
    rf"(?:{_SEPARATOR}|(?P<gap>[ \x{3000}]*))"
)
_STORY_CREDIT = re2.compile(
    r"(?:原文|本文|文章|出自|转自)(?:来自|转自|出自|来源|链接|由|：)([^。！？]*)|"
    r"(?:原标题|原標題|来源|來源|作者|记者|記者|文|图源|图|圖|撰文|摄影|攝影|出处|编译|譯者|翻译|采写|通讯员|首发|监制)([^。！？]*)|"
    r"[（(]([^（）()]+)[）)]"
)
_STORY_CREDIT_STARTS = frozenset("原本文出转来來作记記图圖撰摄攝编译譯翻采通首监（(")
#: Characters that what it says may have, one number a group: bounds in the pattern would take RE2 30 times as long.
_MOST_SAID = (160, 60, 40)
#: What a credit line has at least one of; to look for that takes a tenth of the time that the next pattern takes.
_SIGNS = re.compile("[编編责責校审審监監主排美统運运]")
_QUICK = re.compile(
    r"[编編][辑輯审審缉]|[责責][编編]|校[对對]|编委|[编編校][：:|｜]|[审審][核校稿读]|[监監][制製]|主[编編]|[Ee]ditor|[一二三初复終终][审審]|排版|美[编編]|统筹|運營|运营"
)

_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'_-]{1,20}")
_CODE = re.compile(r"[ _\u3000]?[(（]?(?:[A-Z]{1,4}[-_]?\d{2,7}|\d{3,7})(?![A-Za-z0-9])[)）]?")
_MAIL = re.compile(r"[(（]?[\w.+-]{1,40}@[\w.-]{3,40}[)）]?")
_NOTE = re.compile(r"[（(](?:实习|實習|见习|特约|兼职)[^（）()]{0,4}[）)]")
_FIRST_HAN = "\u3400"
_JOINT = re.compile(r"[ \u3000]*[、,/／;；&＆和][ \u3000]*|[ \u3000]+")
_GLUE = " \u3000|｜/／丨,;；、"
_OPENING = "（(【[〔〖［〈"
_CLOSING = "）)】]〕〗］〉"
#: A button that pages set before the editor's line.
_BUTTON = re.compile(r"[【\[]?(?:我要)?(?:纠错|糾錯)[】\]]? *(?=[^】\]]{3})")
#: A date of the Republic of China, which news agencies set behind the bracket that names the editor: （編輯：…）1100322
_ROC_DATE = re.compile(r"(?<=[）)])1[0-2]\d{5}$")
_DECORATION = "*_▲△●■◎○〇▍▎丨-—·• \u3000"
_BRACKETS = re.compile(
    r"[（(【\[〔〖［][^（(【\[〔〖［）)】\]〕〗］]{2,80}(?:[(（][^()（）]{1,12}[)）])?[）)】\]〕〗］]"
    r"(?:1[0-2]\d{5}|[。. \u3000])?$"
)
#: Words that follow a role without being a name: ``编辑 推荐``, ``编辑：记者``.
_NOT_NAMES = frozenset(
    (
        "推荐 提醒 提示 部 注 按 手记 说 表示 来信 你好 您好 好的 谢谢 记者 作者 工作 岗位 招聘 "
        "团队 们 荐语 点评 整理 回复 回答 不详"
    ).split()
)
#: The longest credit line, in characters.
LONGEST = 120
_MOST_NAMES = 8


class Credits(NamedTuple):
    """What a credit line says: the editors' names, and whether nothing but the desk is named."""

    editors: tuple[str, ...]
    desk_only: bool


def read_credits(text: str) -> Credits | None:
    """Return what the credit line ``text`` says, None if it is no such line or names no one of the desk."""
    if len(text) > LONGEST or not (_SIGNS.search(text) or "ditor" in text) or not _QUICK.search(text):
        return None
    text = text.replace("\\", "").strip(_DECORATION)
    if button := _BUTTON.match(text):
        text = text[button.end() :]
    if text.endswith(("。", ".")):
        if text[-2:-1] not in "）)】]":
            return None  # a sentence
        text = text[:-1]
    text = _ROC_DATE.sub("", text)
    if text[:1] in _OPENING and text[-1:] in _CLOSING:
        text = text[1:-1].strip(_DECORATION)
    roles = _roles(text)
    if not roles or roles[0].start() > 0:
        return None
    editors: list[str] = []
    desk_only, found = True, False
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        names = split_names(text[role.end() : following.start() if following else len(text)])
        if names is None or not (names or role["editor"]):
            return None
        if role["editor"]:
            editors += [name for name in names if name not in editors]
        found = found or bool(role["editor"] or role["desk"])
        desk_only = desk_only and not role["author"]
    return Credits(tuple(editors), desk_only) if found else None


def is_story_credit(text: str) -> bool:
    """Whether a line says where the story is from, or who made it, and nothing else; so does a note in brackets."""
    if text[:1] not in _STORY_CREDIT_STARTS:
        return False  # RE2 takes three microseconds to say so
    match = _STORY_CREDIT.fullmatch(text)
    return match is not None and len(match[match.lastindex]) <= _MOST_SAID[match.lastindex - 1]


def bracketed_tail(text: str) -> str | None:
    """The last bracket of a line, ``（责任编辑：…）`` at the end of a paragraph; None if it ends without one."""
    match = _BRACKETS.search(text[-100:])
    return match[0] if match else None


def split_names(text: str) -> list[str] | None:
    """Names without staff codes and addresses; None if something else stands there.

    ``曹　杨`` is one name, ``张三 李四`` are two, ``DF075`` is none.
    """
    text = _CODE.sub("", _MAIL.sub("", _NOTE.sub("", text))).strip(_GLUE + _DECORATION)
    names: list[str] = []
    single = False
    for part in _JOINT.split(text) if text else ():
        if not _is_name(part):
            return None
        if len(part) == 1 and single:
            names[-1] += part
            single = False
        elif part.isascii() and names and names[-1].isascii():
            names[-1] += f" {part}"
        else:
            names.append(part)
            single = len(part) == 1
    return names if len(names) <= _MOST_NAMES else None


def _is_name(part: str) -> bool:
    """Up to four Chinese characters, more with a dot between (阿·某某), or a word in Latin letters."""
    if part.isascii():
        return _LATIN_NAME.fullmatch(part) is not None
    pieces = part.split("·")
    longest = 4 if len(pieces) == 1 else 8
    return part not in _NOT_NAMES and all(
        0 < len(piece) <= longest and piece.isalpha() and min(piece) >= _FIRST_HAN for piece in pieces
    )


def _roles(text: str) -> list[Any]:
    """Where roles begin: at the start, or behind a blank or a mark that parts them."""
    found: list[Any] = []
    position = 0
    while position < len(text):
        if position == 0 or text[position - 1] in _GLUE:
            match = _ROLE.match(text, position)
            if match is not None and (match["gap"] != "" or match[0][-1] == "者"):
                found.append(match)
                position = match.end()
                continue
        position += 1
    return found
