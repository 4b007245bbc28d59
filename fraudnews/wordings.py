"""Lines removed for their words: anywhere, at the edges of a story, or in its last third."""

from __future__ import annotations

import re
from itertools import dropwhile, islice, pairwise, takewhile

from fraudnews.attempt import CALLS, CREDITS, Attempt
from fraudnews.credits import is_story_credit, names_helper
from fraudnews.leadins import is_led_in, is_spoken_for
from fraudnews.lines import DECORATION, LABEL, SENTENCE_ENDS, Line, is_link, is_sentence, length_of
from fraudnews.model import Block, BlockKind, Kind, Role
from fraudnews.names import split_names
from fraudnews.narration import is_narrated
from fraudnews.pitches import may_pitch
from fraudnews.roles import find_roles, role_at
from fraudnews.rules import Rule

#: Lines at the beginning, without titles, that rules for the edges look at, and unknown labels among the last lines.
_HEAD_LINES, _END_LINES = 4, 3
#: Lines at the beginning in which the editor's may stand, below the author's, the date and the source.
_HEAD_CREDITS = 6
#: The same for the responsible editor's line, where a summary or the title of a series comes first.
_SUMMARY = 30
#: Share of the text that may follow an end mark.
_FOOTER = 0.15
#: Share of the text, at its end, in which credits and tail rules apply away from the edge, too.
_TAIL = 1 / 3
#: Contact details, which under a disclaimer are those of the site.
_CONTACTS = ("联系方式", "联系电话", "联系邮箱", "反馈邮箱", "电话", "传真", "邮箱", "E-mail", "Email")
_CONTACT = f"(?:{'|'.join(_CONTACTS)}) ?[：:|｜丨][^。！？“”]{{5,60}}。?$"
#: A mail address alone in a line; the second half of a call to follow: 带你读懂江岭
_MAIL = r"[（(]?[\w.+-]{1,40}@[\w.-]{3,40}[)）]?"
_GOES_ON = (
    "(?:带(?:[你您]|大家)(?!去|走|回)|(?:及时|第一时间)?(?:获取|了解|掌握)更?多?最?新?)"
    "[^。！？：“”他她骗诈]{2,16}[。！!~～]?[ ↓↑👇👆]*$"
)
#: How a newsroom is to be reached: what takes tips, each way on a line of its own, and its number.
_TO_CALL = "(?:[报報爆]料|新[闻聞]|[读讀]者)(?:[热熱][线線]|[电電][话話]|方法|方式|途[徑径])? ?[：:]?"
_CALL = "(?:[传傳] ?真|[电電] ?[话話]|SMS|WhatsApp|WeChat|QQ|微信|(?:[电電][郵邮]|E-?mail|邮箱)) ?[：:]?"
_NUMBER = r"(?:[(（]?[+]?[0-9]{2,4}[)）]? ?)?[0-9][0-9 -]{4,13}"
#: Where a post may be shared to, each platform on a line of its own below 分享到：.
_PLATFORM = (
    "(?:微信(?:好友)?|(?:微信)?朋友圈|(?:新浪)?微博|QQ(?:好友|空[间間])?|豆瓣|人人[网網]?|[复複][制製][链鏈][接結]|"
    "Facebook|Twitter|X|LINE|Telegram|WhatsApp|WeChat|Weibo)"
)
#: Lines that go with a removed line directly above: what that line reads, and what this one does.
_LED_TO = (
    (r".*[：:]$", f"{_MAIL}(?:[；;，,、 ]{{1,2}}{_MAIL})?$"),
    (r"(?:点击|长按|扫码|扫描|识别|[↓↑👇👆]|欢迎)?[^。！？：“”]{0,12}关注[^。！？：“”]{0,12}[，,]?$", _GOES_ON),
    ("本文由.{2,30}OpenWrite$", "发布[！!。]?$"),
    ("微信号 ", "功能介绍 [^“”]{2,160}$"),
    (".*试用地址[：:]$", r"https?://[\w./-]{4,60}$"),
    (
        "(?:.{0,8}(?:复制|複製).{2,20}|即上「.{2,12}」[专專][页頁]|.{2,12}欢迎[您你]加入.{0,12})[：:]?$",
        r"https?://\S{4,200}$",
    ),
    (
        "(?:.{0,14}即上 ?.{2,14}[Ss]tore|.{0,40}[转轉][载載].{0,8}(?:原文)?(?:地址|[链鏈連][接結]|出[处處]))[：:]?$",
        r"https?://\S{4,200}$",
    ),
    ("防失联", "关注$"),
    ("上一[条條][：:]", "下一[条條][：:][^。！？]{2,60}$"),
    ('.*展示大图推送[，,]建议大家能?[将把] ?[“”"「]?$', "[^。！？，：“”]{2,20}$"),
    (f"{_TO_CALL}|(?:{_CALL}|{_NUMBER})$", f"(?:{_TO_CALL}|{_CALL}|{_NUMBER})$"),
    (f"(?:一[键鍵])?(?:分享|[转轉][发發])[到至给給]?(?:{_PLATFORM})? ?[：:]?$|{_PLATFORM}$", f"{_PLATFORM}$"),
)
#: Lines that go with a removed line directly below, which is about them: whose the account is, above how to pass on
#: what it publishes; the label of a blog's notice that a post is old.
_LED_FROM = (
    (r"[^。！？，：“”0-9]{2,16}$", "出品 ?【微信号】"),
    (r"本文作者 ?[：:][^。！？，：“”]{1,30}$", "本文[链鏈][接結结] ?[：:]"),
    (r"[^。！？，：“”0-9]{2,20}出品 ?【微信号】 ?[A-Za-z0-9_-]{3,24}$", "个人转载"),
    ("温馨提示[：:]$", "(?:本文|文章)(?:最后更新|已超过)|距离上次更新"),
)
#: How an item begins that is a paragraph.
_ITEM = "[1-9][.、]"
#: Items in the longest list of requests to the reader, and characters in the longest item.
_MOST_FAVOURS, _LONGEST_FAVOUR = 6, 120
#: The heading over a section in which a team looks for people, and what one of its lines says; lines and characters in
#: the longest one. A story that spoke of work above it may show it.
_LOOKS_FOR_PEOPLE = (
    "[【「]?(?:(?:团队)?招聘(?:信息|启事)?|(?:欢迎)?加入我们|招贤纳士|"
    "内推|我们?(?:正)?在招人|招人啦?|(?:团队|部门)(?:介绍|简介)|关于(?:我们|团队))[】」]?[！!~～：:]{0,2}"
)
_INVITES = (
    "(?:欢迎|诚邀|期待)[^。！？，：“”他她]{0,6}加入[^。！？，：“”他她骗财股币]{2,20}(?:团队|部门|事业部)[，,]"
    "[^“”]*[。！]$"
)
_TO_APPLY = (
    "简历.{0,20}(?:@|发送?[到至给]|投[到至给递])|(?:@|投|发).{0,20}简历|(?:招聘|内推|应聘)(?:邮箱|信箱)[：:]|"
    "欢迎[^。！？，“”]{0,12}(?:有识之士|人才|同学|伙伴)们?(?:来|一起|前来)?加入[^。！？，“”他她骗财股币]{2,20}团队[。！]?$"
)
_OF_WORK = "[招应]聘|求职|简历|岗位|面试|入职|[招打]工|招人|[高月日]薪|兼职|广告|启事|出国"
#: The heading over who the author is, and the most lines below it.
_OVER_BIO = "[【「#]?(?:(?:本文)?作者(?:[简簡]介|介[绍紹])|[关關][于於](?:本文)?作者)[】」#：:]?"
_MOST_OF_BIO = 3
#: What the team says below it: 期待你的加入！
_TO_APPLICANTS = (
    "^(?:期待|欢迎|等)[着待]?[你您][^。！？]{0,12}[！。~]$|邮件(?:标题|主题|请|[里中]请)|标题(?:请|注明|格式)|"
    "我们[会将][^。]{0,8}(?:回复|联系)"
)
_MOST_OF_SECTION, _LONGEST_OF_SECTION, _LEAST_ABOVE_SECTION = 12, 300, 5
#: The heading over what an account says of its group, what one of the lines below says, and how many there are at most.
_OF_GROUP = "[^，。：“”骗诈]{0,10}(?:内部(?:小圈子|圈子)(?:详情)?介绍|(?:粉丝|读者)交流群招新[啦了]?[！!]?)"
_TO_JOIN = "[加进入][入群圈]|扫码|星球|(?:圈子?|群)(?:】|内|专注)|永久|抽奖"
_MOST_OF_GROUP, _LEAST_TOLD = 40, 100
_SOURCE = r"https?://\S{4,300}$"
#: The most pieces, and the longest, between two of one disclaimer.
_MOST_PIECES, _LONGEST_PIECE = 4, 24
#: Kinds of lines that a page footer begins with, with contact details below.
_OF_FOOTER = frozenset((Kind.DISCLAIMER, Kind.EDITOR))
#: The label over a disclaimer.
_LABEL_OF_DISCLAIMER = (
    "(?:0x[0-9]{2} ?)?[（(【\\[]?(?:免责|免責|郑重|特别|版权|文章|剧组)?(?:声明|申明|聲明)[）)】\\]]?[：:]?"
)
#: More labels, at the end only: elsewhere they may be headings over risks that a story explains.
_LABEL_AT_THE_END = f"{_LABEL_OF_DISCLAIMER}|(?:(?:市场|投资)?风险|投资)提示[：:]?"
#: A line above the editor's at the head of a post: an editor's note, the author, the date or the source.
_HEAD_CREDIT = (
    "编者按|編者按|编者的话|[^。！？]{0,8}(?:实习生[ \u3000]|(?:作者|撰文|采写|记者|記者|实习生|文|摄影|攝影|"
    "制图|图|圖|来源|來源|时间|時間|日期) ?[：:|｜丨/／\\\\])"
)
_RESPONSIBLE = "(?:责任编辑|責任編輯|责编|責編) ?[：:|｜丨/／]"
#: The responsible editor is removed from so many lines at the end, however short the post is.
_LAST_LINES = 4
#: Roles that only an editorial desk has.
_OF_DESK = "[编編][辑輯审審]|[责責][编編]|校[对對]|[审審]校|排版|核稿|美[编編]"
#: The heading of references, above which the story ends.
_REFERENCES = "[参參]考(?:文[献獻]|[资資]料)[：:|｜丨]?"
#: A speaker: beside such a line, 编辑：没有。 belongs to an interview and is no credit line.
_SPEECH = (
    "(?![^：:，。]{0,6}(?:声明|聲明|邮箱|电话|热线|微信|投稿)|相关|相關|来源|來源|标签|標籤|关键词|评论|时间|日期|作者|发布|原[标文]|阅读|摄影|攝影|图片|撰文|采写|翻译|编译|栏目)"
    "[^：:，。]{1,10}[：:]."
)

#: How an advertisement is marked, what closes it, and its lines above that, at most.
_AD_MARKS, _CLOSES, _MOST_OF_AD = ("广告", "廣告", "推广", "推廣"), frozenset(("×", "✕", "关闭", "關閉")), 3


def find_footer(attempt: Attempt) -> int:
    """The position in ``spoken`` of the end mark, if little follows it and some of that is known boilerplate.

    Otherwise that of the first line of the footer; the length of ``spoken`` if there is neither.
    """
    lines = attempt.spoken
    found = len(lines)
    left = _FOOTER * length_of(lines)
    for line in reversed(lines):
        if attempt.is_end_mark(line):
            return line.turn if any(map(attempt.is_known, lines[line.turn + 1 :])) else len(lines)
        if line.kind in _OF_FOOTER:
            found = line.turn
        left -= 0 if line.taken else len(line.text)
        if left < 0:
            break
    return found


def _surer(known: Rule | None, hit: Rule) -> Rule:
    """Of two rules for one heading, the one that needs no links below it, else ``hit``."""
    return known if known is not None and hit.linked and not known.linked else hit


def take_anywhere(attempt: Attempt) -> None:
    """Remove lines whose words are boilerplate wherever they stand."""
    for line in attempt.candidates(attempt.rules.anywhere):
        for hit in attempt.matching(line, attempt.rules.anywhere):
            if hit.section:
                line.section = _surer(line.section, hit)
            elif attempt.holds(hit, line):
                attempt.take(line, hit)
                break
    if attempt.gone:
        _take_pieces(attempt)
    _take_closed_ads(attempt)


def _take_closed_ads(attempt: Attempt) -> None:
    """Remove links amid the story that begin with the mark of an advertisement and end in the button that closes it."""
    for end in [line for line in attempt.spoken if line.text in _CLOSES and line.links]:
        hrefs = {run.href for run in attempt.runs(end)}
        linked: list[Line] = []
        for line in reversed(attempt.spoken[max(end.turn - _MOST_OF_AD, 0) : end.turn]):
            if {run.href for run in attempt.runs(line)} != hrefs:
                break
            linked.append(line)
        if linked and linked[-1].text.startswith(_AD_MARKS):
            for line in (end, *linked):
                attempt.take_as(line, "common/closed-ad", Kind.AD)


def _take_pieces(attempt: Attempt) -> None:
    """Remove what stands between two pieces of a disclaimer, which converters cut at each name in bold."""
    pieces = [line for line in attempt.spoken if line.kind is Kind.DISCLAIMER]
    for above, below in pairwise(pieces):
        between = attempt.spoken[above.turn + 1 : below.turn]
        if (
            above.block == below.block
            and above.taken == below.taken
            and len(between) <= _MOST_PIECES
            and not any(len(line.text) > _LONGEST_PIECE or line.text.endswith(SENTENCE_ENDS) for line in between)
        ):
            for line in between:
                attempt.take_with(line, above)


def take_late(attempt: Attempt) -> None:
    """Remove boilerplate from the last third though other lines follow it, and credits from the head."""
    first = _take_in_tail(attempt)
    if attempt.may_name_desk:
        _take_responsible(attempt)
        _take_makers(attempt, min(first, _SUMMARY))


def _take_in_tail(attempt: Attempt) -> int:
    """Remove boilerplate from the last third, and say at which position in ``spoken`` that begins.

    Removed lines do not count towards the text that the third is of.
    """
    left = _TAIL * length_of(attempt.standing)
    first = len(attempt.spoken)
    for line in reversed(attempt.spoken):
        if not line.taken:
            if left < _TAIL * len(line.text):
                break
            hit = next((hit for hit in attempt.late_hits(line) if attempt.holds(hit, line)), None)
            if hit is not None:
                attempt.take(line, hit)
            elif (credits := attempt.credits(line)) and credits.editors and not _is_talk(attempt, line):
                attempt.take_credits(line, credits)
            left -= len(line.text) * (_TAIL if line.taken else 1)
        first = line.turn
    return first


def _take_responsible(attempt: Attempt) -> None:
    """Remove the responsible editor from the last lines, where what a site says below may be most of a short post."""
    for line in attempt.standing[-_LAST_LINES:]:
        if re.match(_RESPONSIBLE, line.text) and (credits := attempt.credits(line)) and not _is_talk(attempt, line):
            attempt.take_credits(line, credits)


def take_pitches(attempt: Attempt, *, known: bool = False) -> None:
    """Remove from the last third of the lines where the author asks for likes, followers or members of a group.

    Those that a rule for the edges is for wait until the edges have come (``known``): the author may say more below.
    """
    late = attempt.spoken[-(len(attempt.spoken) // 3) :]
    if not attempt.rules.allows_strong or not may_pitch("\n".join([line.text for line in late])):
        return
    for line in late:
        if not line.taken and (kind := attempt.pitch(line)) is not None and bool(attempt.hits(line)) is known:
            attempt.take_as(line, CALLS, kind)


def _take_makers(attempt: Attempt, first: int) -> None:
    """Remove credits from the head, which is above ``first``, and wherever several stand in a row.

    Such are no words of a story: what follows may be long, as terms are.
    """
    standing = 0  # what was removed above counts for nothing
    for line in attempt.spoken:
        credits = None if line.taken else attempt.credits(line)
        if credits is not None:
            if line.turn < first and _is_in_head(line, standing):
                is_ours = bool(credits.editors) and not _is_answered(attempt, line)
            else:
                is_ours = _is_among_makers(attempt, line) and not _is_talk(attempt, line)
            if is_ours:
                attempt.take_credits(line, credits)
        standing += not line.taken


def _is_in_head(line: Line, standing: int) -> bool:
    """Whether a line stands below the author's in the head of a post, or is the responsible editor's below a summary.

    So many lines are ``standing`` above it. The names of many authors may continue on a line of their own.
    """
    above = line.before
    if above is None or not (_is_head_credit(above) or (_is_head_credit(above.before) and _has_names(above))):
        return False
    return standing < _HEAD_CREDITS or re.match(_RESPONSIBLE, line.text) is not None


def _is_among_makers(attempt: Attempt, line: Line) -> bool:
    """Whether a line of editors or proofreaders names two roles, or stands beside another maker or above references.

    A caption tells what a picture shows, such as the imprint of a magazine.
    """
    part = attempt.parts[line.block]
    if re.search(_OF_DESK, line.text) is None or (type(part) is Block and part.kind is BlockKind.CAPTION):
        return False
    if len(find_roles(line.text)) > 1:
        return True
    beside = attempt.spoken_beside(line)
    if any(re.fullmatch(_REFERENCES, other.text) for other in beside if other is not line.before):
        return True
    return any(attempt.names_makers(other) or _names_author(other) for other in beside)


def _names_author(line: Line) -> bool:
    """Whether a line is nothing but an author's role and names: 实习记者｜林一禾, 剪辑丨王二."""
    role = role_at(line.text) if len(line.text) <= LABEL else None
    return role is not None and bool(role.author and not role.gap and split_names(line.text[role.end :]))


def _is_head_credit(line: Line | None) -> bool:
    return line is not None and re.match(_HEAD_CREDIT, line.text) is not None


def _has_names(line: Line) -> bool:
    """Whether a line is nothing but names."""
    return len(line.text) <= LABEL and bool(split_names(line.text))


def _is_talk(attempt: Attempt, line: Line) -> bool:
    """Whether a line beside this one is speech, as in an interview; the responsible editor speaks in none."""
    beside = attempt.spoken_beside(line)
    if re.match(_RESPONSIBLE, line.text):
        beside = [other for other in beside if other is not line.before]
    return any(re.match(_SPEECH, other.text) and not (other.taken or attempt.is_known(other)) for other in beside)


def _is_answered(attempt: Attempt, line: Line) -> bool:
    """Whether the line below this one is a sentence of speech."""
    below = attempt.spoken[line.turn + 1 : line.turn + 2]
    return any(re.match(_SPEECH, other.text) and other.text.endswith(SENTENCE_ENDS) for other in below)


def take_edges(attempt: Attempt) -> None:
    """Remove lines by their words, from the edges inwards."""
    story = [line for line in attempt.spoken[: attempt.footer] if not line.taken]
    behind = [line for line in attempt.spoken[attempt.footer :] if not line.taken]
    for line in (*behind[::-1], *_until_story(attempt, story[::-1], _length_of_bio(story))):
        _take_at_edge(attempt, line, at_end=True)
    head = islice((line for line in (*story, *behind) if _may_be_over_story(attempt, line)), _HEAD_LINES)
    for line in _until_story(attempt, list(head)):
        if not line.taken:
            _take_at_edge(attempt, line, at_end=False)


def _length_of_bio(story: list[Line]) -> int:
    """How many lines at the end say under a heading of their own who the author is; the story ends above them."""
    for length, line in enumerate(islice(reversed(story), _MOST_OF_BIO + 1)):
        if re.fullmatch(_OVER_BIO, line.text.strip(DECORATION)):
            return length + 1 if length > 0 and not is_led_in(line) else 0
        if len(line.text) > _LONGEST_OF_SECTION:
            return 0
    return 0


def _may_be_over_story(attempt: Attempt, line: Line) -> bool:
    """Whether a line may be boilerplate over the story: a heading heads the story, unless its words are certain."""
    return not line.heading or any(hit.certain and hit.where == "edge" for hit in attempt.hits(line))


def _until_story(attempt: Attempt, lines: list[Line], passed: int = 0) -> list[Line]:
    """The lines up to the first sentence that is neither boilerplate nor credits; a few labels are passed.

    The first ``passed`` lines are passed, whatever they say.
    """
    edge: list[Line] = []
    unknown = 0
    for place, line in enumerate(lines):
        if place >= passed and not (is_link(line) or attempt.is_known(line)):
            unknown += 1
            if unknown > _END_LINES or len(line.text) > LABEL or line.text.endswith(SENTENCE_ENDS):
                break
        edge.append(line)
    return edge


def _take_at_edge(attempt: Attempt, line: Line, *, at_end: bool) -> None:
    """Remove a line at the end of a story, or at its beginning, if its words are boilerplate there, or credits."""
    for hit in attempt.hits(line):
        if hit.section:
            line.section = _surer(line.section, hit)
        elif (at_end or attempt.holds_over_story(hit, line)) and attempt.holds(hit, line):
            attempt.take(line, hit)
            if hit.kind is Kind.WIDGET and (credits := attempt.credits(line)) is not None:
                attempt.name(line, credits.editors)
            return
    call = attempt.call(line) if at_end else attempt.call_over_story(line)
    if call is not None and attempt.rules.allows_strong:
        attempt.take_as(line, CALLS, call)
    elif (credits := attempt.credits(line)) is not None:
        attempt.take_credits(line, credits)


def take_under_desk(attempt: Attempt) -> None:
    """Remove the next line of credits below a removed one, such as a proofreader far from the end; a designer above.

    A trainee above the desk may be the reporter's.
    """
    for desk in attempt.spoken:
        if desk.taken != CREDITS:
            continue
        below = next((line for line in attempt.spoken[desk.turn + 1 : desk.turn + 2] if line.before is desk), None)
        for line in (below, desk.before):
            if line is None or line.taken or is_spoken_for(line) or (line is not below and line.text[:2] == "实习"):
                continue
            credits = attempt.credits(line) if line is below else None
            if credits is not None:
                attempt.take_credits(line, credits)
            if not line.taken and names_helper(line.text, is_beside_desk=True):
                attempt.take_as(line, CREDITS, Kind.EDITOR)


def take_contacts(attempt: Attempt) -> None:
    """Remove contact details in the last lines, below a disclaimer or the editorial desk."""
    if not attempt.rules.allows_weak:
        return
    contacts: list[Line] = []
    for line in reversed(attempt.spoken):
        if _is_over_contacts(attempt, line):
            attempt.take_all(contacts, "common/contacts", Kind.DISCLAIMER)
            contacts = []
        elif not line.taken:
            if not (line.text.startswith(_CONTACTS) and re.match(_CONTACT, line.text)):
                return
            contacts.append(line)


def take_favours(attempt: Attempt) -> None:
    """Remove a short list of requests to the reader, below the line that announces it."""
    for line in attempt.spoken:
        if not line.taken or attempt.rules.role_of(line.taken) != Role.REQUEST:
            continue
        asked = list(takewhile(_is_item, islice(attempt.below(line), _MOST_FAVOURS + 1)))
        if len(asked) <= _MOST_FAVOURS and all(len(other.text) <= _LONGEST_FAVOUR for other in asked):
            for other in asked:
                attempt.take_with(other, line, words=re.sub(_ITEM, "", other.text))  # its number does not protect it


def _is_item(line: Line) -> bool:
    return line.in_list or re.match(_ITEM, line.text) is not None


def take_recruiting(attempt: Attempt) -> None:
    """Remove the last section of a story that is not about work, if it ends in where a team wants the CVs, or whom.

    It begins with a heading, or with an invitation to join the team.
    """
    last = attempt.spoken[-_MOST_OF_SECTION - _END_LINES :]
    if not attempt.rules.allows_weak or not any("简历" in line.text or "加入" in line.text for line in last):
        return
    headings = (line for line in reversed(last) if re.fullmatch(_LOOKS_FOR_PEOPLE, line.text.strip(DECORATION)))
    heading = next(headings, None) or next((line for line in last if re.match(_INVITES, line.text)), None)
    if heading is None or heading.turn < _LEAST_ABOVE_SECTION or is_led_in(heading):
        return
    below = attempt.spoken[heading.turn + 1 :]
    if any(line.heading or len(line.text) > _LONGEST_OF_SECTION or is_narrated(line.text) for line in below):
        return
    section = list(dropwhile(lambda line: is_story_credit(line.text), reversed(below)))
    behind = list(takewhile(lambda line: re.search(_TO_APPLY, line.text) is None, section))
    if len(behind) == len(section) or any(re.search(_OF_WORK, line.text) for line in attempt.spoken[: heading.turn]):
        return
    if not any(is_sentence(line) and re.search(_TO_APPLICANTS, line.text) is None for line in behind):
        attempt.take_all(attempt.lines[heading.index : section[0].index + 1], "common/recruiting", Kind.PROMO)


def take_group(attempt: Attempt) -> None:
    """Remove the last section, in which an account tells of its group and how to join it."""
    last = (line for line in attempt.spoken[-_MOST_OF_GROUP:] if "介绍" in line.text or "群招新" in line.text)
    line = next((line for line in last if re.fullmatch(_OF_GROUP, line.text.strip(DECORATION))), None)
    if line is None or line.turn < _LEAST_ABOVE_SECTION or is_led_in(line) or not attempt.rules.allows_weak:
        return
    below = attempt.spoken[line.turn + 1 :]
    if any(re.search(_TO_JOIN, other.text) for other in below) and not any(
        len(other.text) > _LONGEST_FAVOUR or is_narrated(other.text) for other in below
    ):
        told = length_of(attempt.spoken[: line.turn])
        if line.before is not None and re.fullmatch(r"[0-9]{1,2}|[【\[]", line.before.text):
            line = line.before  # the number of the section, or the bracket that a converter cut off
        group = (other for other in attempt.lines[line.index :] if not re.match(_SOURCE, other.text))
        attempt.take_all(group, "common/group", Kind.PROMO, counts=told < _LEAST_TOLD)


def take_led_to(attempt: Attempt) -> None:
    """Take a line directly below a removed one that leads to it, or above one that is about it.

    Such is a lone mail address, or what an account is about. The reporter's address goes with the copyright notice
    below it, as news agencies sign.
    """
    for above, line in pairwise(attempt.spoken):
        if above.taken and not line.taken:
            if any(re.match(over, above.text) and re.match(under, line.text) for over, under in _LED_TO):
                attempt.take_with(line, above)
        elif line.taken and line.kind is Kind.DISCLAIMER and _goes_with(line, above) and not is_led_in(above):
            attempt.take_with(above, line)


def _goes_with(line: Line, above: Line) -> bool:
    """Whether a line above a removed disclaimer is the address or the name that belongs to it."""
    return re.fullmatch(_MAIL, above.text) is not None or any(
        re.match(over, above.text) and re.match(under, line.text) for over, under in _LED_FROM
    )


def _is_over_contacts(attempt: Attempt, line: Line) -> bool:
    """Whether a line was removed as credits or disclaimer, or names the editorial desk beside the author."""
    return line.kind in _OF_FOOTER or (not line.taken and attempt.credits(line) is not None)


def take_labels(attempt: Attempt) -> None:
    """Remove the label over a disclaimer: 免责声明, 0x01 免责声明, 风险提示."""
    label = _LABEL_AT_THE_END
    for line, below in reversed(list(pairwise(attempt.spoken))):
        if not below.taken:
            label = _LABEL_OF_DISCLAIMER
        if below.kind is Kind.DISCLAIMER and not line.taken and re.fullmatch(label, line.text.strip(DECORATION)):
            attempt.take_with(line, below)
