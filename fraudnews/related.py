"""Lists of other articles: a heading with the links under it, and links that end a post without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import dropwhile, groupby, islice, takewhile

from fraudnews.attempt import Attempt
from fraudnews.furniture import is_over_comments
from fraudnews.leadins import announces, is_introduced, is_led_in
from fraudnews.lines import (
    DECORATION,
    LABEL,
    SENTENCE_ENDS,
    WECHAT_POST,
    Line,
    is_card,
    is_link,
    is_sentence,
    is_sign,
    length_of,
)
from fraudnews.model import Block, BlockKind, Kind, Mark
from fraudnews.rules import Rule

#: Characters of a story; where so many stand above a list with a known heading, the brake ignores its links.
STORY = 100
#: How many times longer the story is than a list of other posts below it that has no known heading.
_LIST_OF_STORY = 3
#: Titles in the shortest such list.
_FEWEST = 2
#: What may be its heading, and what marks links as sources.
_ANY_HEADING = "[^。！？：:，,；;、.…“”《》（(0-9]{2,12}"
OF_SOURCES = "[参參注註引]|[资資]料|文[献獻]|出[处處]|[来來]源|原文|[链鏈][接結]"
#: How a story ends that has no full stop at its end: 本报记者 林一禾, ——林一禾, 未完待续, 敬礼
_CLOSING = (
    "本[报報刊网網文篇片剧劇故案判]|[据據]|[—－-]|此致|敬[礼禮上]|感?[谢謝]|[愿願祝]|再[见見会會]|[晚早]安|未完|待[续續]|"
    "全?[剧劇文]?[终終完]$|.{0,8}(?:记者|記者|通讯员|通訊員|评论员|評論員)|[请請]勿"
)
#: The number of headings looked at, the last ones of a post, and of lines below each.
_MOST_LISTS = 50
_MOST_LISTED = 1000
#: So many lines without links below a heading after such a list are a chapter of the story.
_CHAPTER = 3
#: A book or a law in a list, with its number.
_WORK = r"(?:\d{1,2}[、.．) ]{1,2}|[一二三四五六七八九十]{1,2}、|[●·•◎■▪] ?)?《[^》]+》"
#: When another article was published, below its title.
DATE = (
    r"(?:\d\d?:\d\d ?)?20\d\d[-/.年]\d\d?[-/.月]\d\d?日?(?: ?\d\d?:\d\d(?::\d\d)?)?(?: ?HKT)?|"
    r"\d{1,2} ?(?:分[钟鐘]|小[时時]|天)(?:前|之前)"
)
#: The most characters of another article that are shown below its title, and the way to the rest of it.
_LONGEST_TEASER = 160
_TO_REST = r"[\[【（(] ?(?:[详詳][细細情]|更多|全文|(?:查看|[阅閱][读讀])(?:全文|更多|[详詳]情)) ?[\]】）)]$"
#: How many links, and to how many sites, are above a heading of a digest, at least; how much of all text, in quarters.
_LEAST_OF_DIGEST, _SITES_OF_DIGEST, _QUARTERS = 8, 4, 3
#: So many links to front pages, if they are most of a list, are sources and no other articles.
_SOURCES = 3
#: So many signs besides a link make a sentence about it.
_LEAST_TOLD = 6
#: The site that an address leads to, without the names of its parts.
_SITE = r"https?://(?:[\w-]+\.)*?([\w-]+(?:\.(?:com|co|gov|org|net|edu))?\.\w+)(?=[/:?#]|$)"
#: Signs in a heading that is written downwards.
_SHORTEST_UPRIGHT, _LONGEST_UPRIGHT = 4, 8
#: The number of a chapter.
_NUMBER = r"(?:[一二三四五六七八九十]{1,2}|\d{1,2}) ?[、.．] ?"
#: Headings over what a page has below a story, besides comments.
_BELOW_STORY = "(?:(?:热点|热门|文章|相关)?(?:标签|標籤)|(?:相关|热门)搜索)[：:]?"
#: Notes and references of the story, which end a list of other articles.
NOTES = (
    r"[（(【]?附[录錄件]?[：:]|"
    r"(?:脚注|腳註|尾注|注释|註釋|[参參]考(?:文[献獻章]|[资資]料|[链鏈連][接結]|[来來]源)?)[：:]?$|\[\d{1,2}\] ?[^\d]"
)
#: How a heading over other articles begins or ends, for one with no list below it.
_HEADED = (
    "[^一-龥]|相[关關]|推[荐薦]|[热熱][门門点點]|更多|猜你|往期|精[彩选選]|[点點][击擊]|查看|[进進]入|[编編][辑輯](?:部|推|精|荐|薦|$)|"
    "近期|[专專][题題]|[拓扩擴]展|[关關][联聯]|[历歷]史|上一?期|[你您]|大家|人[气氣]|最[新近]|[同系]|好文|延伸|[继繼][续續]|作者|"
    "[为為給给][你您]|今日|[本下]|看|[阅閱][读讀]|[其全]|.*(?:[：:︰↓▼👇]|(?:其他|更多|相[关關])文章)$"
)
#: The number of a title in a series, and what the line over its titles names; the shortest title that is looked for,
#: and how many others stand with it at least. Longer lines that are no links belong to no such list.
_ORDINAL = r"[#＃第【\[（(]{0,2}\d{1,4} ?[期篇回话話章集】\]）)]{0,2} ?[、.．:：_|｜·\-—]{0,2} ?"
_OF_SERIES = (
    "目[录錄次]|系列|合集|[连連][载載]|[专專][栏欄题題]|往期|"
    "^(?:推[荐薦][阅閱][读讀]|猜你|更多(?:故事|文章|[内內]容|精彩|[报報][导道導]))[^。骗騙案]{0,12}$|"
    "^我[们們]?[还還也]?(?:[写寫发發]|[报報][导道導])[过過][^，。！？骗騙案]{0,8}$"
)
_SHORTEST_TITLE, _LEAST_OTHERS, _LONGEST_GAP = 6, 3, 8
#: Addresses of posts in 微信, and on sites where anybody writes.
_POST = (
    r"mp\.weixin\.qq\.com/s|zhihu\.com/(?:question/\d+/answer/\d+|p/\d+)|//(?:www\.)?jianshu\.com/p/|"
    r"//juejin\.(?:cn|im)/post/|//sspai\.com/post/"
)
#: Where the code of a project is, of which a story tells.
_REPOSITORY = r"https?://(?:www\.)?(?:github|gitee|gitlab|gitcode)\.(?:com|cn)/[\w.-]+/[\w.-]+/?$"
#: The first lines, and the last ones, among which links that are repeated are looked for; the fewest lines below the
#: first.
_MOST_REPEATED, _LEAST_BEHIND = 4, 8
#: The address of the page of a tag, the longest tag, and what stands between two of them.
_TAG_PAGE = r"/(?:tags?|topics?|keywords?|labels?)/[^?#]"
_LONGEST_TAG, _BETWEEN_TAGS = 24, DECORATION + "#＃,，、/;；"
#: One #tag alone in a line, and how many such lines are no part of the story.
_BARE_TAG, _LEAST_BARE_TAGS = r"[#＃][^\s#＃。！？!?，,：:；;“”「」@]{2,16}", 3
#: Ends of sentences that are no titles: a title may end in an exclamation or question mark.
_FULL_STOPS = (*"。…”」』；;", "다.")
#: The title of another article in the marks for one, which is longer than that of most books.
_MARKED_TITLE = r"《 ?[^《》]{12,60} ?》"
#: A title that ends in a few words in quotation marks, as in Taiwan, which are nobody's speech: 鋼鐵股「漲到熔斷」.
_QUOTED_LAST = ".{5,}[^：:，,「 ] ?「[^。！？，,「」]{1,12}」"
#: The button under the title of another article that is no link any more, and the longest; the shortest and longest
#: title; and what is no title of an article.
_BUTTON = "(?:[点點][击擊此]|戳)?(?:查看|[阅閱][读讀]|[观觀]看|前往|去看)(?:全文|原文|[详詳]情|文章|更多)?[ >》→»]{0,4}"
_LONGEST_BUTTON, _TITLE_OVER_BUTTON = 12, (6, 2 * LABEL)
_OF_DOCUMENT = (
    "(?:[表书書]|名[单單]|目[录錄]|[须須]知|指南|通知|公告|公示|[办辦]法|[简簡]章|[计計][划劃]|[说說]明|入口|网址|網址|地址|[账賬帐]单|"
    r"[订訂][单單]|[记記][录錄]|\.[a-z]{3,4})$|[您]"
)
_OF_MESSAGES = "短信|推送|[弹彈]窗|[页頁]面|[网網][页頁站]|[标標][题題]|[链鏈][接結]|按[钮鈕]"
#: An address in the words, which a scraper may have left of a link.
_ADDRESS = r"https?://[^\s。，]+"


def find_sections(attempt: Attempt) -> None:
    """Note headings over lists that no rule knows by their words alone."""
    _find_numbered_sections(attempt)
    _find_upright_sections(attempt)


def _find_numbered_sections(attempt: Attempt) -> None:
    """Note headings over lists that have a number as the chapters of the story have: 四、猜你喜欢."""
    for line in attempt.lines:
        number = re.match(_NUMBER, line.text) if line.heading and line.section is None else None
        if number is not None:
            line.section = _section_of(attempt, line.text[number.end() :])


def _find_upright_sections(attempt: Attempt) -> None:
    """Note headings over lists that are written downwards, one sign on each line: 往, 期, 回, 顾."""
    if sum([len(line.text) == 1 for line in attempt.spoken]) < _SHORTEST_UPRIGHT:
        return
    for is_one, group in groupby(attempt.spoken, key=lambda line: len(line.text) == 1):
        signs = list(islice(group, _LONGEST_UPRIGHT + 1)) if is_one else []
        if _SHORTEST_UPRIGHT <= len(signs) <= _LONGEST_UPRIGHT and not is_led_in(signs[0]):
            signs[-1].section = _section_of(attempt, "".join(line.text for line in signs))


def _section_of(attempt: Attempt, words: str) -> Rule | None:
    """The rule for a list of other articles that takes these words for the heading over it."""
    hits = attempt.rules.anywhere.match(words)
    return next((hit for hit in hits if hit.section and hit.kind is Kind.RELATED), None)


def _written_down(line: Line) -> list[Line]:
    """The lines of a heading that is written downwards and ends in this line; only this one of any other."""
    signs = [line]
    while len(line.text) == 1 and signs[0].before is not None and len(signs[0].before.text) == 1:
        signs.insert(0, signs[0].before)
    return signs


def take_sections(attempt: Attempt) -> None:
    """Remove a heading such as 相关阅读 with the links below it, but not with a story below it."""
    headings = [(line, line.section) for line in attempt.lines if line.section is not None]
    for line, rule in headings[-_MOST_LISTS:]:
        if not line.taken:
            _take_section(attempt, line, rule)


def _take_section(attempt: Attempt, line: Line, rule: Rule) -> None:
    """Remove a heading with its list, if it has one."""
    above = length_of(other for other in attempt.spoken[: line.turn] if not other.taken)
    behind = length_of(other for other in attempt.spoken[line.turn + 1 :] if not other.taken)
    below, is_last = _listed_below(attempt, line, rule, _FULL_STOPS if above > 2 * behind else SENTENCE_ENDS)
    if not is_last:
        below = _links_first(below)
    elif not above or (rule.kind is Kind.DISCLAIMER and above < behind):
        return  # the heading belongs to the story
    if not _heads_list(attempt, line, rule, below, is_last=is_last):
        return
    if _heads_story(attempt, line, below, is_last=is_last) or (
        rule.kind is Kind.RELATED and _is_among_links(attempt, line, below)
    ):
        return
    if rule.kind is Kind.SHARE:
        below = [other for other in below if other.text]  # no tag is a picture
    for other in (*_written_down(line), *below):
        attempt.take(other, rule, counts=above < STORY or not _is_link_or_date(other))


def _heads_list(attempt: Attempt, heading: Line, rule: Rule, below: list[Line], *, is_last: bool) -> bool:
    """Whether a heading has a list below it, or nothing. One that stories have, too, must have the only list."""
    if rule.kind is Kind.RELATED and _heads_claim(attempt, heading):
        return True
    if rule.linked:
        return is_last and _is_list_apart(attempt, heading, below)
    return is_last or bool(below)


def _heads_story(attempt: Attempt, heading: Line, below: list[Line], *, is_last: bool) -> bool:
    """Whether a heading is that of a chapter, of sources or of works, or an item in a list of the story."""
    has_links = any(map(is_link, below))
    is_all_links = has_links and all(not line.text or is_link(line) for line in below)
    if re.match(_NUMBER, heading.text) and not (is_last and is_all_links):
        return True
    return (not has_links and (_is_item(heading) or _names_works(below))) or _is_of_sites(attempt, heading, below)


def _is_among_links(attempt: Attempt, heading: Line, below: list[Line]) -> bool:
    """Whether what reads as a heading over other articles is a link in a post of links, or the caption of a picture."""
    if _is_linked_item(heading) or _is_digest(attempt, heading):
        return True
    return not any(line.text or is_link(line) for line in below) and _is_caption(_written_down(heading))


def _listed_below(attempt: Attempt, label: Line, rule: Rule, ends: tuple[str, ...]) -> tuple[list[Line], bool]:
    """The lines below a heading that may be of its list, and whether they are all that is left of the post.

    After links, a heading may begin a chapter of the story: 更新内容 with a list. Where something else was removed
    below them, such as a slogan, a list of words without links is the story's again: its notes.
    """
    below: list[Line] = []
    has_links = is_parted = False
    sought = 0  # no chapter begins above the line with this index
    wall = _wall_below(attempt, label, rule.kind)
    for passed, line in enumerate(attempt.below(label)):
        if line.taken:
            is_parted = is_parted or (has_links and bool(line.text))
            continue
        is_note = is_parted and line.in_list and not is_link(line)
        if passed > _MOST_LISTED or line.block > wall or is_note or not _belongs_to_list(ends, line, rule):
            return below, False
        if label.heading and has_links and line.index >= sought and _may_head_chapter(line):
            end = _end_of_list(attempt, line)
            if end is None:
                return below, False
            sought = end
        below.append(line)
        has_links = has_links or is_link(line)
    return below, wall == len(attempt.parts)


def _wall_below(attempt: Attempt, label: Line, kind: Kind) -> int:
    """The place of the first listing below a line, with which a story goes on; else the number of parts.

    Below terms a table is as good; other articles may stand in one.
    """
    walls = (BlockKind.CODE, BlockKind.TABLE) if kind is Kind.DISCLAIMER else (BlockKind.CODE,)
    for place, part in enumerate(attempt.parts[label.block + 1 :], label.block + 1):
        if type(part) is Block and part.kind in walls:
            return place
    return len(attempt.parts)


def _links_first(below: list[Line]) -> list[Line]:
    """The links that these lines begin with, and bullets between them that a converter set on lines of their own."""
    links = list(takewhile(lambda line: (is_link(line) and not _tells_of_link(line)) or is_sign(line), below))
    while links and is_sign(links[-1]):
        links.pop()
    return links


def _tells_of_link(line: Line) -> bool:
    """Whether a line is a sentence about its link: 新增文章《某某入门》，感谢作者的贡献；."""
    return len(line.text) >= line.links + _LEAST_TOLD and line.text.endswith(_FULL_STOPS)


def _is_link_or_date(line: Line) -> bool:
    """Whether a line below a heading is a link or the date of one."""
    return is_link(line) or is_listed_link(line) or is_date(line)


def _is_list_apart(attempt: Attempt, heading: Line, listed: list[Line]) -> bool:
    """Whether a list is the only one of the post: a digest of news has such headings over its sections."""
    above = (line for line in attempt.above(heading) if not line.taken and line.text and is_link(line))
    sections = any(line.section is not None for line in listed)
    is_digest = sections or len(list(islice(above, _FEWEST))) == _FEWEST
    return not is_digest and _is_shown_as_list(attempt, heading, listed)


def _is_linked_item(line: Line) -> bool:
    """Whether a line is one of several linked items of a list that reads as a heading: 某某学会往期文章."""
    above = line.before
    return above is not None and all(one.in_list and is_link(one) and not one.taken for one in (above, line))


def _is_digest(attempt: Attempt, heading: Line) -> bool:
    """Whether what stands above a heading is nearly nothing but links to one site or another."""
    above = [line for line in attempt.above(heading) if not line.taken and line.text]
    links = [line for line in above if is_link(line)]
    if len(links) < _LEAST_OF_DIGEST:
        return False
    if 4 * length_of(links) < _QUARTERS * length_of(above):
        return False
    return len(_sites(attempt, links)[0]) >= _SITES_OF_DIGEST


def _is_shown_as_list(attempt: Attempt, heading: Line, listed: list[Line]) -> bool:
    """Whether lines are links, or titles with the date of each, as a heading that stories have, too, needs them."""
    titles = [line for line in listed if line.text and not is_date(line)]
    if sum(map(is_link, titles)) >= _FEWEST:
        return not lead_to_many_sites(attempt, titles)
    dates = sum(1 for line in attempt.below(heading) if is_date(line))  # some may be taken already
    return len(titles) >= _FEWEST and dates >= len(titles) and listed[0] is titles[0]


def lead_to_many_sites(attempt: Attempt, listed: list[Line]) -> bool:
    """Whether links lead to about as many sites as there are, as the sources of a story do."""
    sites, addresses = _sites(attempt, listed)
    return len(sites) > 1 and 2 * len(sites) > len(addresses)


def _sites(attempt: Attempt, listed: list[Line]) -> tuple[set[str], set[str]]:
    """The sites that links lead to, and their addresses."""
    addresses = attempt.addresses(listed)
    return {site[1] for address in addresses if (site := re.match(_SITE, address)) is not None}, addresses


def is_date(line: Line) -> bool:
    """Whether a line is nothing but when something was published: 2021-03-04 10:20, 3小时前."""
    return re.fullmatch(DATE, line.text) is not None


def _heads_claim(attempt: Attempt, line: Line) -> bool:
    """Whether other articles stood directly below a line, in an element that a rule took."""
    return line is attempt.by_block[line.block][-1] and line.block + 1 in attempt.claimed(Kind.RELATED)


def _is_item(line: Line) -> bool:
    """Whether a line is a list item below another one, and so heads none of the items below it."""
    return line.in_list and line.before is not None and line.before.in_list


def _names_works(listed: list[Line]) -> bool:
    """Whether all lines of a list name books or laws: a story recommends these."""
    titles = [line.text for line in listed if line.text]
    return bool(titles) and all(re.match(_WORK, title) for title in titles)


def _is_caption(heading: list[Line]) -> bool:
    """Whether a heading without a list below it reads as a caption: 民警编辑反诈内容."""
    words = "".join(line.text for line in heading).strip(DECORATION)
    return re.match(_HEADED, words.replace(" ", "")) is None


def _belongs_to_list(ends: tuple[str, ...], line: Line, rule: Rule) -> bool:
    """Whether a line is a link, a linked picture, or a short text that does not end in one of ``ends``.

    A heading, or a list item with a link in it, may be twice as long, and so may a title that needs its date below it.
    No passage of a text is a title, even if all of it is a link. A lone full stop is left between WeChat's buttons.
    """
    if line.text in ("", "。"):
        return True
    if re.match(NOTES, line.text) or (len(line.text) > _LONGEST_TEASER and line.text.endswith(SENTENCE_ENDS)):
        return False
    if 2 * line.links >= len(line.text) or (rule.kind is Kind.RELATED and is_teaser(line)):
        return True
    most = 2 * LABEL if line.heading or rule.linked or is_listed_link(line) else LABEL
    if len(line.text) >= most:
        return re.fullmatch(_ADDRESS, line.text) is not None
    return not line.text.endswith(ends) or (ends is _FULL_STOPS and re.fullmatch(_QUOTED_LAST, line.text) is not None)


def is_teaser(line: Line) -> bool:
    """Whether a line is the beginning of another article, cut off: 光学厂某某近期股价波动剧烈，昨... 【详细】."""
    if not LABEL <= len(line.text) <= _LONGEST_TEASER:
        return False
    return line.text.endswith("...") or (line.links > 0 and re.search(_TO_REST, line.text) is not None)


def is_listed_link(line: Line) -> bool:
    """Whether a line is a list item with a link in it, however short the link."""
    return line.in_list and line.links > 0


def _is_of_sites(attempt: Attempt, label: Line, listed: list[Line]) -> bool:
    """Whether a list of reading links to whole sites: sources of the story, not other articles."""
    if "读" not in label.text and "讀" not in label.text:
        return False
    addresses = attempt.addresses(listed)
    sites = {address for address in addresses if re.fullmatch("https?://[^/?#]+/?", address)}
    return len(sites) >= _SOURCES and 2 * len(sites) > len(addresses)


def _may_head_chapter(line: Line) -> bool:
    """Whether a line is a heading, and no link or heading of the page."""
    return line.heading and not (is_link(line) or _ends_chapter(line))


def _end_of_list(attempt: Attempt, heading: Line) -> int | None:
    """The index of the line that ends what stands below a heading; None if that is a chapter of the story.

    Of headings that stand above that end, too, none has more below it: they need no look.
    """
    own = 0
    for line in attempt.below(heading):
        if _ends_chapter(line):
            return line.index
        own += bool(line.text) and not (line.taken or line.heading or is_link(line))
        if own == _CHAPTER:
            return None
    return len(attempt.lines)


def _ends_chapter(line: Line) -> bool:
    """Whether a line is a heading of the page around the story, which no chapter contains."""
    if line.section is not None:
        return True
    if not line.heading:
        return False
    return is_over_comments(line.text) or re.fullmatch(_BELOW_STORY, line.text) is not None


def take_series(attempt: Attempt, title: str) -> None:
    """Remove the titles of a series below a story, most of them links, where the post's own stands among them."""
    own = _without_number(title)
    if not attempt.rules.allows_weak or len(own) < _SHORTEST_TITLE:
        return
    named = (line for line in reversed(attempt.spoken[1:]) if own in line.text)
    line = next((line for line in named if _without_number(line.text) == own), None)
    if line is None or line.taken or line.heading:
        return
    before, behind = attempt.spoken[: line.turn], attempt.spoken[line.turn + 1 :]
    titles = [*reversed(_of_series(reversed(before))), line, *_of_series(behind)]
    above = attempt.spoken[: titles[0].turn]
    if sum(map(_is_title, titles)) < _LEAST_OTHERS or length_of(above) < STORY:
        return
    if len(above[-1].text) <= LABEL and re.search(_OF_SERIES, above[-1].text):
        titles.append(above[-1])
    elif _are_of_story(attempt, titles, is_numbered=re.match(_ORDINAL, line.text) is not None):
        return
    for other in titles:
        attempt.take_as(other, "common/series", Kind.RELATED, words=_without_number(other.text), counts=False)


def _are_of_story(attempt: Attempt, titles: list[Line], *, is_numbered: bool) -> bool:
    """Whether the story announces titles, has them as its contents, or goes on below those that have no number."""
    if is_led_in(titles[0]) or announces(attempt.spoken[titles[0].turn - 1]):
        return True
    if any(address.startswith("#") for address in attempt.addresses(titles)):
        return True
    below = attempt.spoken[titles[-1].turn + 1 :]
    return not is_numbered and any(is_sentence(line) and not attempt.is_known(line) for line in below)


def _without_number(title: str) -> str:
    return re.sub(f"^{_ORDINAL}", "", title, count=1).strip()


def _of_series(lines: Iterable[Line]) -> list[Line]:
    """The first lines that are linked titles, with what stands between them, such as （未完待续）."""
    found = list(takewhile(lambda line: not line.taken and (_is_title(line) or len(line.text) <= _LONGEST_GAP), lines))
    while found and not (_is_title(found[-1]) or re.fullmatch(r"[\W\d]+", found[-1].text)):
        found.pop()
    return found


def _is_title(line: Line) -> bool:
    """Whether a line is nothing but a link, with or without a number before it."""
    return line.links > 0 and line.links >= len(_without_number(line.text))


def take_links_behind(attempt: Attempt) -> None:
    """Remove links that end a post right after boilerplate: a list of other articles without a heading.

    If nothing but links is left, they are the story.
    """
    if not attempt.rules.allows_weak:
        return
    tail = list(takewhile(lambda line: line.taken or is_link(line), reversed(attempt.spoken)))[::-1]
    if len(tail) == len(attempt.spoken):
        return
    links = [line for line in tail if not line.taken]
    if not links or any(re.match(_REPOSITORY, address) for address in attempt.addresses(links)):
        return
    if not tail[0].taken:
        links = _list_of_an_account(attempt, links) or _marked_titles(attempt, links)
    elif tail[0].kind is Kind.EDITOR or not (len(links) > 1 or _continues_list(attempt, links[0])):
        return
    attempt.take_all(links, "common/links-behind", Kind.RELATED)


def take_titles_over_buttons(attempt: Attempt) -> None:
    """Remove titles of other articles that end a post, each with the same button below it, and no link: 点击查看.

    Where the story above is not much longer, or ends in that button, too, they are of the post, as in a digest of news.
    """
    tail = dropwhile(lambda line: line.taken and not _is_button_below(line), reversed(attempt.spoken))
    last = next(tail, None)
    if last is None or not attempt.rules.allows_weak or not _is_button_below(last):
        return
    listed = [last]
    above = next(tail, None)
    while above is not None and _may_be_over_button(above):
        listed.append(above)
        above = next(tail, None)
        if above is None or above.text != last.text:
            break
        listed.append(above)
        above = next(tail, None)
    if len(listed) < 2 * _FEWEST or above is None or is_introduced(listed[-1]) or announces(above):
        return
    is_over = above.text.endswith(SENTENCE_ENDS) and not re.search(_OF_MESSAGES, above.text)
    told = length_of(other for other in attempt.spoken[: listed[-1].turn] if not other.taken)
    is_digest = told < max(STORY, _LIST_OF_STORY * length_of(listed)) or listed[-1].text == last.text
    if not is_digest and (above.taken or is_over or attempt.is_known(above)):
        attempt.take_all(listed, "common/titles-over-buttons", Kind.RELATED)


def _is_button_below(line: Line) -> bool:
    return len(line.text) <= _LONGEST_BUTTON and re.fullmatch(_BUTTON, line.text) is not None


def _may_be_over_button(line: Line) -> bool:
    """Whether a line is as long as a title, no sentence, and names no document or note of the story."""
    shortest, longest = _TITLE_OVER_BUTTON
    if line.taken or not shortest <= len(line.text) <= longest or line.text.endswith(_FULL_STOPS):
        return False
    return not (re.match(NOTES, line.text) or re.search(_OF_DOCUMENT, line.text))


def take_repeated(attempt: Attempt) -> None:
    """Remove links to other posts of WeChat that stand over the story and, the same once more, below it.

    The line over such a link goes with it where that is repeated, too: 想学习的小伙伴，可以看看这个链接：.
    """
    standing = (line for line in attempt.spoken if not (line.taken or line.heading))
    head = list(islice(standing, _MOST_REPEATED))
    if not attempt.rules.allows_weak or not any(line.links for line in head):
        return
    behind = list(standing)
    if len(behind) < _LEAST_BEHIND:
        return
    first = {line.text: line for line in head}
    pairs = [(first[line.text], line) for line in behind[-_MOST_REPEATED:] if line.text in first]
    for above, below in pairs:
        if not (_leads_to_another(attempt, above) and _leads_to_another(attempt, below)):
            continue
        over = (above.before, below.before)
        attempt.take_all((above, below), "common/repeated", Kind.RELATED)
        if over in pairs:
            attempt.take_all(filter(None, over), "common/repeated", Kind.RELATED)


def _leads_to_another(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a link to a post of WeChat for the most part, and not where the story is from."""
    if re.search(OF_SOURCES, line.text) or "作者" in line.text or attempt.names_makers(line):
        return False
    return is_link(line) and any(re.match(WECHAT_POST, address) for address in attempt.addresses([line]))


def take_tags(attempt: Attempt) -> None:
    """Remove the words under which a post is filed at its end, without a label: links to the pages of tags, or #tags.

    #tags that each have a line of their own are three at least.
    """
    if not attempt.rules.allows_weak:
        return
    linked = _ending(attempt, lambda line: _is_of_tags(attempt, line))
    if linked and (linked[0].in_list or sum(run.href is not None for tag in linked for run in attempt.runs(tag)) > 1):
        attempt.take_all(linked, "common/tags", Kind.SHARE)
    bare = _ending(attempt, _is_bare_tag)
    if len(bare) >= _LEAST_BARE_TAGS:
        attempt.take_all(bare, "common/tags", Kind.SHARE)


def _ending(attempt: Attempt, is_tag: Callable[[Line], bool]) -> list[Line]:
    """The lines of tags that end a post, from the last; none if they are the story's."""
    tail = takewhile(lambda line: line.taken or is_tag(line), reversed(attempt.spoken))
    tags = [line for line in tail if not line.taken]
    above = next((line for line in reversed(attempt.spoken[: tags[-1].turn]) if not line.taken), None) if tags else None
    return [] if above is None or _leads_to_tags(above, tags[-1]) else tags


def _is_bare_tag(line: Line) -> bool:
    """Whether a line is nothing but one #tag, which is more than a number."""
    return not (line.heading or line.text[1:].isdigit()) and re.fullmatch(_BARE_TAG, line.text) is not None


def _leads_to_tags(above: Line, tag: Line) -> bool:
    """Whether the links to tags are the story's: it heads them, announces them, or they go on in its list."""
    return above.heading or announces(above) or is_led_in(tag) or (above.in_list and tag.in_list)


def _is_of_tags(attempt: Attempt, line: Line) -> bool:
    """Whether a line is nothing but links to the pages of tags."""
    if not line.links or line.heading:
        return False
    tags = [(run.text.strip(_BETWEEN_TAGS), run.href) for run in attempt.runs(line)]
    return all(not tag or (len(tag) <= _LONGEST_TAG and href and re.search(_TAG_PAGE, href)) for tag, href in tags)


def _continues_list(attempt: Attempt, link: Line) -> bool:
    """Whether a single link right after ``相关链接：…`` continues that list: it is nothing but a link, or a card."""
    is_title = link.links == len(link.text) or (bool(link.images) and all(map(is_card, link.images)))
    above = link.before
    return above is not None and above.kind is Kind.RELATED and is_title and not attempt.is_known(link)


def _list_of_an_account(attempt: Attempt, links: list[Line]) -> list[Line]:
    """These lines and their heading, if they are titles of other posts below a long story; else nothing."""
    above = attempt.spoken[: links[0].turn]
    if len(links) < _FEWEST or _LIST_OF_STORY * length_of(links) >= length_of(above):
        return []
    if not all(_leads_to_post(attempt, link) for link in links) or _is_passage(attempt, links):
        return []
    last = above.pop()
    if last.text.endswith(SENTENCE_ENDS) or has_listing(attempt, last, links[0].block):
        return [] if announces(last) else links
    if not above or not _may_head_list(attempt, last) or any(is_link(line) and not line.taken for line in above):
        return []
    ends = above[-1].taken or above[-1].text.endswith(SENTENCE_ENDS) or attempt.is_known(above[-1])
    return [last, *links] if ends and not announces(above[-1]) else []


def _marked_titles(attempt: Attempt, links: list[Line]) -> list[Line]:
    """These lines, if each is nothing but one 《title》 that is linked, below a long story; else nothing."""
    above = attempt.spoken[: links[0].turn]
    if length_of(above) < max(STORY, _LIST_OF_STORY * length_of(links)) or len(attempt.addresses(links)) < len(links):
        return []
    if not above[-1].text.endswith(SENTENCE_ENDS) or announces(above[-1]) or above[-1].heading:
        return []
    return links if all(_is_marked_title(line) for line in links) else []


def _is_marked_title(line: Line) -> bool:
    is_linked = line.links >= len(line.text.strip("《 》")) and not line.images
    return is_linked and not (line.in_list or line.heading) and re.fullmatch(_MARKED_TITLE, line.text) is not None


def has_listing(attempt: Attempt, above: Line, end: int | None = None) -> bool:
    """Whether a listing or a table stands below a line, above the part at ``end`` if given: the line heads that."""
    below = attempt.parts[above.block + 1 : end]
    return any(type(part) is Block and part.kind in (BlockKind.CODE, BlockKind.TABLE) for part in below)


def _is_passage(attempt: Attempt, links: list[Line]) -> bool:
    """Whether these lines are quoted from other posts: they lead to one and the same, or most are whole sentences."""
    return len(attempt.addresses(links)) < _FEWEST or 2 * sum(link.text.endswith("。") for link in links) > len(links)


def _may_head_list(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a few words in bold or worded as a heading, no credits, no call, and no label of sources."""
    of_list = re.fullmatch(_ANY_HEADING, line.text) and not re.search(OF_SOURCES, line.text)
    if not of_list or re.match(_CLOSING, line.text) or attempt.is_known(line):
        return False
    is_bold = all(run.marks & Mark.BOLD for run in attempt.runs(line) if not run.text.isspace())
    return line.heading or is_bold or re.match(f"{_HEADED}|[还還]有", line.text) is not None


def _leads_to_post(attempt: Attempt, line: Line) -> bool:
    runs = attempt.runs(line)
    return all(re.search(_POST, run.href or "") for run in runs if not run.text.isspace())
