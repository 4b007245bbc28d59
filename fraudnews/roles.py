"""The roles in a credit line (责任编辑, 校对, 文), as newsrooms write them, and their positions."""

import re
from typing import NamedTuple

from fraudnews.names import GLUE, HAN, OPENING, begins_as_name
from fraudnews.patterns import compiled

_QUALIFIERS = (
    "本文 本期 本版 本报 责任 責任 网络 網路 網絡 值班 新媒体 新媒體 图文 圖文 视频 影音 文字 微信 实习 實習 特约 特約 "
    "栏目 专题 频道 首席 资深 高级 主任 执行 核稿 采访 採訪 内容 头条 公众号 运营 数字 海外 国际 财经 社会 科技 "
    "体育 娱乐 文章 流程 技术 审核 责 責 图片 美术 版面 视觉 全媒体 网站 客户端 轮值 专刊 副刊 见习 本网 平台 每经 "
    "本篇 当值 助理 审稿 審稿 數位 影片 執行 資深 專題 頻道 國際 財經 社會 體育 娛樂 圖片 網站 本報"
).split()
#: Editors, whose names go into the ``editor`` of the record.
_EDITOR = (
    rf"(?:(?:[Mm]atters?|[Ww]e[Cc]hat) ?|(?:{'|'.join(_QUALIFIERS)}){{0,2}})"
    r"(?:(?:编辑|編輯)人?|责编|責編|編审|编审|編審|责任编缉|编缉)|"
    r"编辑(?:设计|排版|制作)|文编|"
    r"(?:[Ww]eb )?[Ee]ditors?|[责責]任?[编編]|(?:值班|本期|当值)小编|网编|網編|执编|執編|助编|版编|"
    r"[一-龥]{1,5}[报网台刊]·[一-龥]{2,8}?(?:编辑|责编)|[一-龥]{2,4}网(?:编辑|责编)"
)
#: Other roles of the editorial desk: their lines are removed, their names are not recorded.
_DESK = (
    r"(?:本期|本文|本版|责任|責任|值班|轮值|执行|总|總|副总|副|终审|新媒体|常务|栏目|专栏|专题|频道|实习|文字|内容|图片)?"
    r"(?:校对|校對|校审|審校|审校|核校|校阅|校稿|校订|检校|校检|责校|校|审核人?|審核|核稿|审稿人?|審稿人?|审读|审定|审签|签审|复核|编发|编排|编校|签发|簽發|编委|監製|监制|监审|总监制|总监|总值班|主编|主編|总编辑|總編輯|总编|總編|主任)|(?:编辑|内容|采编)总监|"
    r"终审发布|流程签审|[审審][发發]|[内外][审審]|[一二三初复終终][审審](?:[一二三][校读])?|三审三校|(?:微信|新媒体|视觉)?美[编編]|图编|编务|编辑助理|校读|(?:责任|信息)?录入[员人]?|上稿|核发|版面|版式|(?:设计)?排版|编辑[/／]排版|美术|运营统筹|总?统筹|总审|總審|总?策划人?|制片人|出品人|出品|制作人?|製作人|技术|運營|运营|[Pp]roofread(?:er|ing)?"
)
#: Roles that one person may have besides another: 排版、审核：…, 编辑/设计 | …
_SECOND, _AND = "(?:(?:设计)?排版|审核|校对|审校|设计|运营|制图|美编|发布)", " ?[、/／&＆和] ?"
#: Authors and sources: a line that names one stays with the story.
_AUTHOR = (
    r"原文链接|[一-龥]{2,10}(?:新闻中心|融媒体中心|广播电视台)|(?:原文|本文|文章|稿件|新闻|信息|题图)(?:来源|出处)|稿源|发布(?:单位|机构)|供稿单位|(?:本文)?转载?自|(?:(?:[一-龥]{2,6}[·/])?[一-龥]{2,10}?[A-Za-z]{0,8})?(?:记者|記者|通讯员|通訊員)|"
    r"(?:(?:采访|採訪|撰文|文|摄影|攝影)[、・&＋+與与和])?(?:采访|採訪|撰[文写寫]|摄影|攝影|整理)|文字整理|图文|圖文|文案|素材|採寫|剪接|影片|製圖|口譯|"
    r"(?:本[文篇]|原)?作者|撰稿人?|采写|编译|編譯|翻译|翻譯|译者|譯者|(?:图片|圖片|资料|素材)?(?:来源|來源|出处)|摄|供图|供稿|文字|文|图|圖|圖片|图片|图源|剪辑|视频|海报|"
    r"制图|配音|自述|讲述|主播|播音|插画|导演|后期|主持|综合|口述|出镜|拍摄|漫画|原标题"
)
#: Roles that count as those beside them.
_HELPER = r"实习生|實習生|实习|值班|(?:美术|视觉|版式|海报|封面)?设计|設計|視覺|视觉"
_SEPARATOR = r"[ \x{3000}]*(?:[：:｜|/／丨︱┃│▏▕∣〡_–—]|\\\|)[ \x{3000}]*"
#: Any other kind of editor, if a mark separates the role from the name: 制版编辑 | …, 江岭新闻Jnews编辑：…, 编/…
_OTHER_EDITOR = (
    r"(?:[一-龥]{2,6}·)?[一-龥]{2,4}?(?:(?:新闻|日报|晚报|晨报|时报|客户端)(?:[A-Za-z]{0,8}|[一-龥]{2,3}))?"
    r"(?:编辑|編輯|责编)|[编編]"
)
#: Signs of an editor in a story: 被骗编辑, 骗子自称编辑, 最佳编辑.
_OF_A_STORY = "[骗騙冒假害嫌称稱佳]"
#: A role that no list has, among marked ones: 监制丨… 编辑丨… 动画丨…
_ANY_ROLE = rf"{HAN}{{2,6}}[：:｜|/丨](?={HAN})"
#: For RE2, which compiles this in a tenth of the time that ``re`` takes.
_ROLE = (
    rf"(?:(?P<desk>(?:{_SECOND}{_AND})?(?:{_DESK}))|(?P<editor>(?:{_SECOND}{_AND})?(?:{_EDITOR})(?:{_AND}{_SECOND})?)|(?P<author>{_AUTHOR})|(?P<helper>{_HELPER}))"
    rf"(?:{_SEPARATOR}|(?P<gap>[ \x{{3000}}]+))|(?P<other>{_OTHER_EDITOR}){_SEPARATOR}|(?P<bare>{_AUTHOR})"
)
#: A role with blanks between its characters: 编 辑 | …, 责 任 编 辑：…
_SPREAD = rf"(?:^(?:{HAN}[ \u3000]){{1,5}}|(?<!{HAN}){HAN}[ \u3000]){HAN}(?=[ \u3000]?[：:｜|/丨┃│])"
#: A role in brackets with the name after it (【校对】林一禾, 【编辑】：林一禾), but no button in brackets.
_BOXED = rf"[【\[［](?![^】\]］]*[纠糾])({HAN}{{2,6}})[】\]］][：: \u3000]*(?=[^：: \u3000【\[［])"

#: Before which character a name ends that has the next role behind it at once, and a source: 来源：江岭市公安局编辑：…
_NAME_END, _SOURCE_END = 5, 25


class FoundRole(NamedTuple):
    """A role in a line with the mark or blank behind it: where it stands, and what it is called, under its sort.

    ``bare`` is an author's role with nothing behind it, ``gap`` the blank behind a role without a mark.
    """

    start: int
    end: int
    text: str
    desk: str | None = None
    editor: str | None = None
    author: str | None = None
    helper: str | None = None
    gap: str | None = None
    other: str | None = None
    bare: str | None = None

    @property
    def is_editors(self) -> bool:
        """Whether it is an editor's: one of the usual ones, or any other with a mark behind it."""
        return bool(self.editor or self.other)


def find_roles(text: str, *, is_open: bool = False) -> list[FoundRole]:
    """The roles in a line: at its start, behind a blank or a sign that separates, or, if marked, behind a name.

    ``is_open``: an unknown role in a list of roles with one mark counts as an author's.
    """
    found: list[FoundRole] = []
    position = word = 0
    while position < len(text):
        last = found[-1] if found else None
        is_parted = position == 0 or text[position - 1] in GLUE
        role = None
        if is_parted:
            word = position
            role = _parted_role_at(text, position, last.end if last is not None else -1)
            if role is None and is_open and last is not None and position > last.end:
                role = _unknown_role_at(text, position, last)
        elif last is not None and _may_be_named(text[word:position], last if word == last.end else None):
            role = role_at(text, position)
            role = role if role is not None and is_marked(role) else None
        if role is None:
            position += 1
        else:
            found.append(role)
            position = word = role.end
    return found


def role_at(text: str, position: int = 0) -> FoundRole | None:
    """The role that begins at ``position``, None if none does."""
    match = compiled(_ROLE).match(text, position)
    if match is None or (match["other"] and re.search(_OF_A_STORY, match["other"])):
        return None
    return FoundRole(match.start(), match.end(), match[0], *match.groups())


def ends_in_author(text: str) -> bool:
    """Whether ``text`` ends in an author's role whose name is still to come: 作者/编辑：…, 口述｜…文｜…."""
    return compiled(f"(?:{_AUTHOR})$").search(text) is not None


def close_up(text: str) -> str:
    """``text`` without blanks inside of roles, and with a colon after roles in brackets."""
    if text[:1] in OPENING:
        text = re.sub(_BOXED, r"\1：", text)
    if " " in text or "\u3000" in text:
        text = re.sub(_SPREAD, lambda role: "".join(role[0].split()), text)
    return text


def is_marked(role: FoundRole) -> bool:
    """Whether it is a role of the desk with a mark behind it, which may follow a name at once."""
    return role.gap is None and bool(role.editor or role.desk)


def _parted_role_at(text: str, position: int, before: int) -> FoundRole | None:
    """The role at ``position`` if a mark or a blank separates it from the name; 记者 and 作者 need neither.

    Right behind the role ``before``, there is a name, where one may begin: 记者｜林一禾编辑｜….
    """
    role = role_at(text, position)
    if role is None or (role.bare is not None and role.text[-1] != "者"):
        return None
    return None if role.other and position == before and begins_as_name(role.other) else role


def _may_be_named(words: str, role: FoundRole | None) -> bool:
    """Whether a role may follow ``words`` at once: they are as short as a name, or as a source behind its ``role``."""
    if role is None:
        return 1 < len(words) < _NAME_END and begins_as_name(words)
    return 1 < len(words) < (_SOURCE_END if role.author and role.gap is None else _NAME_END)


def _unknown_role_at(text: str, position: int, before: FoundRole) -> FoundRole | None:
    """A role that no list has, with the same mark behind it as the role before it."""
    match = re.compile(_ANY_ROLE).match(text, position)
    if match is None or before.text[-1] != match[0][-1] or role_at(text, match.end()) is not None:
        return None
    if begins_as_name(match[0][:2]) and any(_ends_in_role(match[0], size) for size in (2, 3)):
        return None  # a second name, and the next role behind it at once: 林一禾 王二监制：…
    return FoundRole(match.start(), match.end(), match[0], author=match[0][:-1])


def _ends_in_role(words: str, start: int) -> bool:
    """Whether all of ``words`` from ``start`` on is a role of the desk with its mark."""
    role = role_at(words, start)
    return role is not None and role.end == len(words) and is_marked(role)
