"""Lists of other articles: a heading with the links under it, and links that end a post without one."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from fraudnews.attempt import Attempt
from fraudnews.lines import DECORATION, LABEL, SENTENCE_ENDS, Line, is_card, is_link
from fraudnews.model import Kind
from fraudnews.rules import Rule

#: Characters of a story under which a list of links, its heading known, may be of any length.
_STORY = 100
#: So many times as long as a list of titles without a heading is the story above it, if they are other posts.
_LIST_OF_STORY = 3
#: Titles that such a list has at least.
_FEWEST = 2
#: What may stand over it; what says that the story is from what follows, or goes on there.
_ANY_HEADING = "[^。！？：:，,；;、.…“”《》（(0-9]{2,12}"
_OF_SOURCES = "[参參注註引]|[资資]料|文[献獻]|出[处處]|[来來]源|原文|[链鏈][接結]"
_FOLLOWS, _LAST_WORDS = "[如以]下|下[列面]", 20
#: Headings of lists that are looked at, the last ones of a post, and lines under each.
_MOST_LISTS = 50
_MOST_LISTED = 1000
#: So many lines that are no links, below a heading behind such a list, are a chapter of the story.
_CHAPTER = 3
#: So many front pages of sites, more than half of what a list leads to, are no list of other articles.
_SOURCES = 3
#: Headings over what a page has below a story, besides comments.
_BELOW_STORY = "(?:(?:热点|热门|文章|相关)?(?:标签|標籤)|(?:相关|热门)搜索)[：:]?"
#: Notes and sources of the story, which a list of other articles does not go on with.
_NOTES = (
    r"(?:脚注|腳註|尾注|注释|註釋|[参參]考(?:文[献獻章]|[资資]料|[链鏈連][接結]|[来來]源)?)[：:]?$|\[\d{1,2}\] ?[^\d]"
)
#: What a heading over other articles begins with, or ends, where no list shows that it is one.
_HEADED = (
    "[^一-龥]|相[关關]|推[荐薦]|[热熱][门門点點]|更多|猜你|往期|精[彩选選]|[点點][击擊]|查看|[进進]入|[编編][辑輯](?:部|推|精|荐|薦|$)|"
    "近期|[专專][题題]|[拓扩擴]展|[关關][联聯]|[历歷]史|上一?期|[你您]|大家|人[气氣]|最[新近]|[同系]|好文|延伸|[继繼][续續]|作者|"
    "[为為給给][你您]|今日|[本下]|看|[阅閱][读讀]|[其全]|.*(?:[：:︰↓▼👇]|(?:其他|更多|相[关關])文章)$"
)
#: In a list of titles, what none of them ends with: a call and a question may be titles.
_FULL_STOPS = (*"。…”」』；;", "다.")


def take_sections(attempt: Attempt) -> None:
    """Take a heading such as 相关阅读 with the links under it, never with a story under it."""
    above = 0
    behind = sum(len(line.text) for line in attempt.lines if not line.taken)
    headings = [line for line in attempt.lines if line.section is not None][-_MOST_LISTS:]
    if not headings:
        return
    for line in attempt.lines:
        if line.taken:
            continue
        behind -= len(line.text)
        if line.section is not None and line in headings:
            behind -= _take_section(attempt, line, line.section, above, behind)
        if not line.taken:
            above += len(line.text)


def _take_section(attempt: Attempt, line: Line, rule: Rule, above: int, behind: int) -> int:
    """Take a heading with its list, if it has one; how many characters of the list went."""
    ends = _FULL_STOPS if above > 2 * behind else SENTENCE_ENDS
    below: list[Line] = []
    is_last = True
    for passed, other in enumerate(attempt.below(line)):
        if other.taken:
            continue
        if passed > _MOST_LISTED or not _belongs_to_list(ends, other) or _begins_chapter(attempt, line, below, other):
            is_last = False
            break
        below.append(other)
    if not is_last:
        below = list(takewhile(is_link, below))
    elif not above or (rule.kind is Kind.DISCLAIMER and above < behind):
        return 0  # the heading is the story's own
    if not (below or is_last) or _is_of_sites(attempt, line, below):
        return 0
    if rule.kind is Kind.RELATED and not any(other.text or is_link(other) for other in below) and _tells(line):
        return 0
    for other in (line, *below):
        attempt.take(other, rule, counts=above < _STORY or not (is_link(other) or _is_listed_link(other)))
    return sum(len(other.text) for other in below)


def _tells(line: Line) -> bool:
    """Whether what has no list under it, as a heading has, says who did what: a caption, 民警编辑反诈内容."""
    return re.match(_HEADED, line.text.strip(DECORATION)) is None


def _belongs_to_list(ends: tuple[str, ...], line: Line) -> bool:
    """A link, a linked picture, or a short line that does not end as a sentence does, with one of ``ends``.

    A heading, or an item of a list with a link in it, may be twice as long.
    """
    if not line.text:
        return True
    if re.match(_NOTES, line.text):
        return False
    if 2 * line.links >= len(line.text):
        return True
    most = 2 * LABEL if line.heading or _is_listed_link(line) else LABEL
    return len(line.text) < most and not line.text.endswith(ends)


def _is_listed_link(line: Line) -> bool:
    """Whether a line is an item of a list with a link in it, however short."""
    return line.in_list and line.links > 0


def _is_of_sites(attempt: Attempt, label: Line, listed: list[Line]) -> bool:
    """Whether what is to be read, by its heading, are whole sites: sources that the story names, no other articles."""
    if "读" not in label.text and "讀" not in label.text:
        return False
    addresses = {run.href for line in listed for run in attempt.runs(line) if run.href}
    sites = {address for address in addresses if re.fullmatch("https?://[^/?#]+/?", address)}
    return len(sites) >= _SOURCES and 2 * len(sites) > len(addresses)


def _begins_chapter(attempt: Attempt, label: Line, listed: list[Line], line: Line) -> bool:
    """Whether behind the links under a heading the next heading stands over lines of its own: 更新内容 with a list."""
    if not (label.heading and line.heading) or is_link(line) or _ends_chapter(line) or not any(map(is_link, listed)):
        return False
    chapter = takewhile(lambda other: not _ends_chapter(other), attempt.below(line))
    own = (other for other in chapter if other.text and not (other.taken or other.heading or is_link(other)))
    return len(list(islice(own, _CHAPTER))) == _CHAPTER


def _ends_chapter(line: Line) -> bool:
    """Whether a line is a heading of the page, and neither begins nor belongs to a chapter of the story."""
    if line.section is not None:
        return True
    if not line.heading:
        return False
    from fraudnews.furniture import is_over_comments  # few posts have headings around a list

    return is_over_comments(line.text) or re.fullmatch(_BELOW_STORY, line.text) is not None


def take_links_behind(attempt: Attempt) -> None:
    """Take links that end a post right behind boilerplate: a list of other articles without its heading.

    Where nothing but links is left, they are the story.
    """
    if not attempt.rules.weak:
        return
    tail = list(takewhile(lambda line: line.taken or is_link(line), reversed(attempt.spoken)))
    tail.reverse()
    if len(tail) == len(attempt.spoken):
        return
    links = [line for line in tail if not line.taken]
    if not links:
        return
    if not tail[0].taken:
        links = _list_of_an_account(attempt, links)
    elif tail[0].kind is Kind.EDITOR or not (len(links) > 1 or _goes_on(attempt, tail[0], links[0])):
        return
    for line in links:
        attempt.take_as(line, "common/links-behind", Kind.RELATED)


def _goes_on(attempt: Attempt, label: Line, link: Line) -> bool:
    """Whether the one link behind ``相关链接：…`` is nothing but that, or a card, and so the next title of its list."""
    is_title = link.links == len(link.text) or (bool(link.images) and all(map(is_card, link.images)))
    return label.kind is Kind.RELATED and is_title and not attempt.is_known(link)


def _list_of_an_account(attempt: Attempt, links: list[Line]) -> list[Line]:
    """These lines, if they are titles of other posts in 微信 behind much story, with the heading over them."""
    above = attempt.spoken[: links[0].turn]
    length = sum(len(line.text) for line in links)
    if len(links) < _FEWEST or _LIST_OF_STORY * length >= sum(len(line.text) for line in above):
        return []
    if not all(_leads_to_post(attempt, link) for link in links):
        return []
    last = above.pop()
    if last.text.endswith(SENTENCE_ENDS):
        return [] if _announces(last) else links
    if not above or not _may_head_list(attempt, last) or any(is_link(line) and not line.taken for line in above):
        return []
    ends = above[-1].taken or above[-1].text.endswith(SENTENCE_ENDS) or attempt.is_known(above[-1])
    return [last, *links] if ends and not _announces(above[-1]) else []


def _may_head_list(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a few words, no credit and no call, which do not say that the story is from what follows."""
    of_list = re.fullmatch(_ANY_HEADING, line.text) and not re.search(_OF_SOURCES, line.text)
    return bool(of_list) and not attempt.is_known(line)


def _announces(line: Line) -> bool:
    """Whether a sentence of the story says that something follows."""
    return not line.taken and re.search(_FOLLOWS, line.text[-_LAST_WORDS:]) is not None


def _leads_to_post(attempt: Attempt, line: Line) -> bool:
    runs = attempt.runs(line)
    return all("mp.weixin.qq.com/s" in (run.href or "") for run in runs if not run.text.isspace())
