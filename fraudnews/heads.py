"""Buttons and dates of the page beside a story, and a summary over it that only says how the story begins.

What stands around a title is known by the line that repeats it. Buttons in a table need no title, nor do three and more
with which the body begins or that copy its address or print it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import dropwhile, groupby, islice, pairwise, takewhile, zip_longest

from fraudnews.attempt import CREDITS, Attempt
from fraudnews.credits import is_story_credit, read_credits
from fraudnews.furniture import SITE, is_breadcrumb, is_button, is_day, is_footer, is_moment
from fraudnews.leadins import LEADS_IN, is_introduced, is_led_in
from fraudnews.lines import DECORATION, LABELLED, SENTENCE_ENDS, Line, is_sentence, letters, one_blank
from fraudnews.markup import Claimed
from fraudnews.model import Block, Image, Kind, Run
from fraudnews.rows import (
    are_buttons_in_row,
    are_facts_of_page,
    are_platforms_in_row,
    editors_among_facts,
    is_of_foot,
    lines_of_foot,
)
from fraudnews.rules import Rule

#: The button of the tab with the story.
_TAB = "正文"
#: The lines among which the title, or a summary, is looked for; the lines under it, at most, that may be buttons.
_HEAD, _UNDER_TITLE = 4, 8
#: Rows of links: among how many first lines they are looked for, and among how many last ones; the fewest links in the
#: first row; what parts the links, and the most letters that are none, of a label: 网站代理：…. And the link back.
_OVER_STORY, _LAST_ROWS, _LEAST_IN_ROW, _BARS, _LABEL_OF_ROW = 20, 3, 3, re.compile("[|｜]"), 4
_BACK = "(?::house:|🏠|[<«←‹])? ?(?:返回(?:首[页頁]|主[页頁]|目[录錄]|列表)?|首[页頁]|目[录錄])"
#: From how many dates on the lines under a title are entries of the story, as in a diary; and what a date has.
_MOST_DATES = 3
_YEAR_MONTH_DAY = "([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})"
#: What a button has: a number or a letter alone may be that of a section.
_WORD = "[一-龥]{2}|^[赞讚]$|[A-Za-z]{2}|小 ?中 ?大|大 ?中 ?小|A-? ?A[+]"
#: What one of the buttons in a table does.
_OF_PAGE = "打印|列印|[关關][闭閉]|字[号號体體]"
_LONGEST_TABLE, _MOST_CELLS = 100, 24
#: The fewest buttons in a row, the longest short line, the longest button in a row, and what one of them does: names of
#: platforms may be a list.
_FEWEST, _LONGEST, _LONGER = 3, 8, 12
_COPIES = "打印|列印|字[號号体體級级]|[複复][製制](?:[連连][結结]|链接|[网網]址)"
_DOES = f"{_COPIES}|[关關][闭閉]|收藏|[转轉][发發]|[评評][论論]|分享|[纠糾][错錯]|[举舉][报報]|登[录錄]|[图圖]集"
#: What one of the buttons at the very end is: a counter, a way through the site or the paper, or to report the post.
_AT_END = "[0-9]{2}|^(?:首[页頁]|[上下]一[版期]|[举舉][报報])$"
#: What may count, and is no year; what is counted, on the button above, or is passed on by the one below.
_COUNTER = "0|(?!(?:19|20)[0-9]{2}$)[1-9][0-9]{1,6}"
_COUNTS = "(?:[评評][论論]|跟[贴帖]|留言|参与|分享|[阅閱][读讀]|[点點][赞贊])$"
_PASSES_ON = "分享(?:[到至])?[：:]?"
#: A number that only the page has, behind an icon or between what was removed as such.
_COUNT, _ICON = "(?:[\ue000-\uf8ff] ?)?[0-9]{1,6}", "[\ue000-\uf8ff]"
_OF_PAGE_KINDS = (Kind.WIDGET, Kind.SHARE, Kind.RELATED)
#: The label of a summary, and how one ends that was cut off; its fewest letters, and how many lines below it are looked
#: at.
_SUMMARY = r"^[【\[「]?(?:[导導][读讀]|核心提示|(?:[内內]容|文章)?(?:提要|摘要))[】\]」]?[：: ]{0,2}"
_CUT_OFF = ("...", "…")
#: How a sentence of the story trails off, too.
_TRAILS_OFF = "……"
_LEAST_REPEATED, _BELOW_SUMMARY = 20, 6
#: The channel of a site, which stands alone over the title, and what parts the channels under it.
_CHANNEL = (
    "English|EN|(?:要[聞闻]|港[聞闻]|社[會会]|新[聞闻]|[財财][經经]|[國国][際际]|[兩两]岸|地方|生活|政治|[時时][事政]|[娛娱][樂乐]|"
    "[體体]育|科技|法[治制]|民生|即[時时]|快[讯訊]|我的[频頻]道|[頭头][條条]|健康|教育|[軍军]事|文化|本地|港澳|中[國国]|大[馬马]|[評评][論论]){1,2}"
)
_PARTS = frozenset(">＞»›/")
#: How a line says where the story is from, with the day before it or without.
_SOURCE = f"^(?:{_YEAR_MONTH_DAY}.{{0,16}})?[来來]源 ?[：:]"
#: The longest name of a channel, or of a site; the address of a front page, to which a name or logo leads.
_LONGEST_NAME = 14
_FRONT_PAGE = r"https?://[\w.-]+(?::[0-9]+)?/?(?:index\.s?html?)?(?:\?[^/]*)?"
#: What stands over a title besides the day, the channels in a row, too.
_OVER_TITLE = f"{_CHANNEL}|{SITE}|[一-龥]{{2,6}}(?: *[|｜] *[一-龥]{{2,6}}(?: +[一-龥]{{2,6}})*){{3,}}"
_BUTTONS, _ROWS = ("common/buttons", Kind.WIDGET), ("common/rows-of-links", Kind.WIDGET)
_PLATFORMS, _FOOT_OF_SITE = ("common/platforms", Kind.SHARE), ("common/foot-of-site", Kind.WIDGET)
_MAKERS = (CREDITS, Kind.EDITOR)


def take_summary(attempt: Attempt) -> None:
    """Remove a summary that was cut off, where the story repeats it."""
    for line in _head(attempt):
        if line.text.endswith(_CUT_OFF) and _is_repeated(attempt, line):
            attempt.take_as(line, "common/summary", Kind.WIDGET)


def bare_sources(attempt: Attempt) -> None:
    """Take the pictures from a line over the story that says where it is from, if they are links, and from buttons."""
    if Kind.WIDGET in attempt.rules.kept:
        return
    for line in takewhile(lambda line: not is_sentence(line), attempt.spoken[: _HEAD + _UNDER_TITLE]):
        if not line.images:
            continue
        is_tool = re.search(_OF_PAGE, line.text) is not None and is_button(line.text)
        if is_tool or (re.search(_SOURCE, line.text) and _are_of_source(attempt, line)):
            line.bare = True


def _are_of_source(attempt: Attempt, line: Line) -> bool:
    """Whether the pictures of a line are links, and one before its words leads to a front page: that is no photo."""
    part = attempt.parts[line.block]
    first = part.inlines[line.start] if type(part) is Block else None
    leads = type(first) is not Image or re.fullmatch(_FRONT_PAGE, first.href or "") is not None
    return leads and all(image.href for image in line.images)


def take_around_title(attempt: Attempt, title: str, published: datetime | None) -> None:
    """Remove buttons and the date under the title, and the site, its channel, the way to it and the day over it."""
    if not (said := letters(title)):
        return
    head = _head(attempt)
    turn = next((turn for turn, line in enumerate(head) if _says(line.text, said)), None)
    if turn is None:
        return
    _take_under(attempt, head[turn], published)
    for line in head[:turn]:
        is_trail = is_breadcrumb(line.text, linked=line.links > 0) or is_footer(line.text) or _are_buttons(line)
        is_dated = _is_date(line) and not _is_fact(attempt, line)
        if is_trail or is_dated or re.fullmatch(_OVER_TITLE, line.text):
            attempt.take_as(line, *_BUTTONS)
    fronts = (line for line in attempt.lines[: head[turn].index] if _leads_to_front(attempt, line))
    attempt.take_all(fronts, *_BUTTONS)


def _leads_to_front(attempt: Attempt, line: Line) -> bool:
    """Whether a heading or logo leads to the front page of a site; a caption, which has no picture in it, may, too."""
    if len(line.text) > _LONGEST_NAME or not (line.heading or line.images):
        return False
    hrefs = {run.href for run in attempt.runs(line) if run.text.strip()} | {image.href for image in line.images}
    return len(hrefs) == 1 and re.fullmatch(_FRONT_PAGE, hrefs.pop() or "") is not None


def _head(attempt: Attempt) -> list[Line]:
    """The first lines that stay so far."""
    return list(islice((line for line in attempt.spoken if not line.taken), _HEAD))


def take_links_over_story(attempt: Attempt) -> None:
    """Remove rows of links between the title and the story, with headings that are links, and a link back over it.

    A caption may stand among them. Where the story has such headings below, they are its own.
    """
    if not attempt.spoken:
        return
    first, *below = attempt.spoken[:_OVER_STORY]
    if first.heading and first.links and re.fullmatch(_BACK, first.text) and _count_links(attempt, first):
        attempt.take_as(first, *_ROWS)
    lines = iter(below)
    over = list(takewhile(lambda line: not is_sentence(line) or _links_in_row(attempt, line), lines))
    rows = list(dropwhile(lambda line: _links_in_row(attempt, line) < _LEAST_IN_ROW, over))
    if not rows or len(over) == len(below):
        return
    under_caption = takewhile(lambda line: not is_sentence(line) or _links_in_row(attempt, line), lines)
    rows += dropwhile(lambda line: not _is_row_under_caption(attempt, line), under_caption)
    behind = attempt.spoken[_OVER_STORY:-_LAST_ROWS]
    if not any(line.heading and line.links and _count_links(attempt, line) for line in behind):
        attempt.take_all([line for line in rows if _links_in_row(attempt, line)], *_ROWS, counts=False)


def _links_in_row(attempt: Attempt, line: Line) -> int:
    """The number of links in a line of nothing but links that is a heading, or has bars between them."""
    return _count_links(attempt, line) if line.links and (line.heading or _BARS.search(line.text)) else 0


def _is_row_under_caption(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a row of two links or more, or one of a single link with a heading right below it."""
    links = _links_in_row(attempt, line)
    return links > 1 or (links > 0 and any(other.heading for other in attempt.spoken[line.turn + 1 : line.turn + 2]))


def take_links_under_story(attempt: Attempt) -> None:
    """Remove rows of links that are headings and end the post: they have nothing below them."""
    last = [line for line in attempt.spoken[-_LAST_ROWS:] if not line.taken]
    rows = list(takewhile(lambda line: line.heading and _count_links(attempt, line) > 1, reversed(last)))
    if rows and any(map(is_sentence, attempt.spoken)):
        attempt.take_all(rows, *_ROWS, counts=False)


def _count_links(attempt: Attempt, line: Line) -> int:
    """The number of links in a line that is nothing but links, and may have a label; 0 for any other."""
    runs = attempt.runs(line)
    if len(letters("".join(run.text for run in runs if not run.href))) > _LABEL_OF_ROW:
        return 0
    return len({run.href for run in runs if run.href and not run.href.startswith("#")})


def _says(text: str, said: str) -> bool:
    """Whether a line has these letters, with the time behind it or without: few have the first and the last."""
    return said[0] in text and said[-1] in text and letters(re.sub(r" ?[(（]\d\d?:\d\d[)）]$", "", text)) == said


def take_counters(attempt: Attempt) -> None:
    """Remove a number at a button that counts (评论, 2819 or 0, 分享至), and a linked one with which a body begins."""
    numbers = (line for line in attempt.spoken[: _HEAD + _UNDER_TITLE] if line.text.isdecimal())
    for line in numbers:
        over = line.before
        is_first = over is None and line.links == len(line.text)
        counts = re.fullmatch(_COUNTER, line.text) or (is_first and re.fullmatch("[2-9]", line.text))
        if line.taken or line.heading or not counts:
            continue
        under = attempt.spoken[line.turn + 1 : line.turn + 2]
        if (
            is_first
            or (over is not None and over.taken and re.search(_COUNTS, over.text))
            or any(other.taken and re.fullmatch(_PASSES_ON, other.text) for other in under)
        ):
            attempt.take_as(line, *_BUTTONS)


def _is_count_of_page(attempt: Attempt, line: Line) -> bool:
    """Whether the last line is a number behind an icon, or between removed buttons, tags or other articles."""
    if line.heading or re.fullmatch(_COUNT, line.text) is None or is_introduced(line):
        return False
    if re.match(_ICON, line.text):
        return True
    for step in (-1, 1):
        lines = attempt.spoken[line.turn + step : line.turn + step + 1] if line.turn + step >= 0 else []
        parts = attempt.parts[line.block + step : line.block + step + 1] if line.block + step >= 0 else []
        kinds = [other.kind for other in lines] + [part.rule.kind for part in parts if isinstance(part, Claimed)]
        if not any(kind in _OF_PAGE_KINDS for kind in kinds):
            return False
    return True


def take_buttons(attempt: Attempt) -> None:
    """Remove three lines or more of nothing but buttons: over the first sentence, at the end, or that copy and print.

    A counter may stand among them. Another short line behind them makes them a list (点赞, 关注, 转发, 垫付), unless
    the first one is gone already.
    """
    standing = attempt.standing
    while standing and _is_count_of_page(attempt, standing[-1]):
        attempt.take_as(standing.pop(), *_BUTTONS)
    seen = [line for line in attempt.spoken if not line.taken or (len(line.text) <= _LONGEST and _are_buttons(line))]
    first_sentence = next((line.turn for line in seen if is_sentence(line)), len(attempt.spoken))
    for is_short, lines in groupby(seen, _may_be_in_row):
        row = list(dropwhile(lambda line: not _are_buttons(line), lines)) if is_short else []
        if row and row[0].taken:
            row = list(takewhile(_are_in_row, row))
        if sum(map(_are_buttons, row)) < _FEWEST or not all(map(_are_in_row, row)):
            continue
        is_over = row[-1].turn < first_sentence
        does = _DOES if is_over else f"{_COPIES}|{_AT_END}" if row[-1] is seen[-1] else _COPIES
        if any(re.search(does, line.text) for line in row) and not is_introduced(row[0]):
            attempt.take_all(row, *_BUTTONS)


def take_rows(attempt: Attempt) -> None:
    """Remove lines of several buttons, or of facts beside them, over the first sentence and below the last one."""
    standing = attempt.standing
    for lines in (standing, standing[::-1]):
        for line in lines:
            known = _known_row(line.text)
            if known is None and is_sentence(line):
                break
            if known is not None and not line.heading and not is_introduced(line):
                attempt.take_as(line, *known)
                _name_editors(attempt, line)


def take_foot_of_site(attempt: Attempt) -> None:
    """Remove the last lines if they are what a site says of itself at its foot."""
    last = takewhile(lambda line: line.taken or (is_of_foot(line.text) and not line.heading), reversed(attempt.spoken))
    foot = [line for line in last if is_of_foot(line.text)]
    foot = foot[: lines_of_foot([line.text for line in foot])]
    if foot and not is_introduced(foot[-1]):
        attempt.take_all(foot, *_FOOT_OF_SITE)


def _known_row(text: str) -> tuple[str, Kind] | None:
    """The reason for which a line of buttons, or of facts with buttons, goes; None if it is none."""
    if are_buttons_in_row(text) or are_facts_of_page(text):
        return _BUTTONS
    return _PLATFORMS if are_platforms_in_row(text) else None


def _name_editors(attempt: Attempt, line: Line) -> None:
    """Record the editors in a line that was removed with all its facts."""
    named = [read_credits(part) for part in editors_among_facts(line.text)] if line.taken else []
    if editors := tuple(name for credits in named if credits is not None for name in credits.editors):
        attempt.name(line, editors)


def _take_under(attempt: Attempt, headline: Line, published: datetime | None) -> None:
    """Remove the buttons between a title and the first sentence, and the one date, if it is that of the header."""
    under = attempt.spoken[headline.turn + 1 : headline.turn + 1 + _UNDER_TITLE]
    head = list(takewhile(lambda line: not (is_sentence(line) or is_led_in(line)), under))
    dated = next((line for line in head if _is_date(line) and _is_of_day(line.text, published)), None)
    if dated is not None and (_has_entries(attempt.spoken[headline.turn + 2 :]) or _is_fact(attempt, dated)):
        dated = None
    is_trail = not any(line.text in _PARTS and below.text in _PARTS for line, below in pairwise(head))
    for line, below in zip_longest(head, head[1:]):
        is_tool = _is_tool_under(attempt, line, headline)
        if line.heading:
            goes = is_tool and re.search("[0-9]", line.text) is not None
        else:
            goes = is_tool or line is dated or (is_trail and _is_of_trail(line, below))
        if goes:
            attempt.take_as(line, *_BUTTONS)


def _is_tool_under(attempt: Attempt, line: Line, headline: Line) -> bool:
    """Whether a line under a title is nothing but buttons, or the tab with the story."""
    is_tab = headline.heading and line.in_list and line.text == _TAB
    if is_tab and not any(other.in_list for other in attempt.spoken_beside(line)):
        return True
    return _are_buttons(line) and (headline.heading or re.search(_DOES, line.text) is not None)


def _is_of_trail(line: Line, below: Line | None) -> bool:
    """Whether a line under a title is a channel on the way to the page, or what parts channels."""
    if line.text in _PARTS or (line.before is not None and line.before.text in _PARTS):
        return True
    return below is not None and below.text in _PARTS and len(line.text) <= _LONGEST_NAME


def _has_entries(lines: list[Line]) -> bool:
    """Whether dates stand over sentences, as in a diary, or there are many of them."""
    dates = [line for line in lines if _is_date(line)]
    return len(dates) >= _MOST_DATES or any(is_sentence(below) and _is_date(line) for line, below in pairwise(lines))


def _is_fact(attempt: Attempt, dated: Line) -> bool:
    """Whether a date has a label, and so has the line below it, which is none of the site's: 日期：…, then 法庭：…."""
    if not re.match(LABELLED, dated.text):
        return False
    below = attempt.spoken[dated.turn + 1 : dated.turn + 2]
    return any(re.match(LABELLED, line.text) and not attempt.is_known(line) for line in below)


def _is_of_day(line: str, published: datetime | None) -> bool:
    """Whether a date is that of the header, or of the day before or after it, as the time zone may be another."""
    if published is None or (found := re.search(_YEAR_MONTH_DAY, line)) is None:
        return False
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return False
    return abs(day - published.date()) <= timedelta(days=1)


def _is_date(line: Line) -> bool:
    """Whether a line is nothing but a date, with a time or without: 2024年5月3日, 星期五, 2024-05-03 10:20."""
    text = line.text.lstrip(DECORATION + "•")
    return is_day(text) or is_moment(text, alone=True)


def _are_buttons(line: Line) -> bool:
    """Whether a line is nothing but buttons, and no short sentence (点赞。)."""
    return is_button(line.text) and not line.text.endswith(SENTENCE_ENDS) and re.search(_WORD, line.text) is not None


def _may_be_in_row(line: Line) -> bool:
    """Whether a line is short, or a button."""
    length = len(line.text)
    return not line.heading and (length <= _LONGEST or (length <= _LONGER and _are_buttons(line)))


def _are_in_row(line: Line) -> bool:
    """Whether a line is nothing but buttons, or a counter among them."""
    return _are_buttons(line) or re.fullmatch(_COUNTER, line.text) is not None


def _is_repeated(attempt: Attempt, line: Line) -> bool:
    """Whether the lines below a summary that was cut off begin with it."""
    words = re.sub(_SUMMARY, "", line.text)
    said = letters(words)
    if len(said) < _LEAST_REPEATED or (words == line.text and words.endswith(_TRAILS_OFF)):
        return False
    below = [letters(other.text) for other in islice(attempt.spoken, line.turn + 1, line.turn + 1 + _BELOW_SUMMARY)]
    return any("".join(below[turn:]).startswith(said) for turn in range(len(below)))


def take_tables(attempt: Attempt) -> None:
    """Remove tables of buttons, but those that the story introduces, and rows that name the author and the editor."""
    last = max((line.block for line in attempt.spoken if line.text.endswith("。")), default=-1)
    for index in attempt.tables:
        part = attempt.parts[index]
        if type(part) is not Block or sum(map(len, part.rows)) > _MOST_CELLS or _is_led_to(attempt, index):
            continue
        cells = ["".join(item.text for item in cell.inlines if type(item) is Run) for row in part.rows for cell in row]
        words = list(filter(None, (one_blank(cell).strip() for cell in cells)))
        are_makers = index > last and len(part.rows) == 1 and _are_makers(words)
        known = _MAKERS if are_makers else _BUTTONS if _are_all_buttons(words) else None
        if known is not None and known[1] not in attempt.rules.kept:
            attempt.take_block(index, part, Rule(*known))


def _are_all_buttons(words: list[str]) -> bool:
    """Whether all cells of a table are buttons, and one is of those that only a page has."""
    text = " ".join(words)
    return len(text) <= _LONGEST_TABLE and re.search(_OF_PAGE, text) is not None and all(map(is_button, words))


def _are_makers(words: list[str]) -> bool:
    """Whether all cells of a row say who made the story, and one names its editor: 作者：…, 编辑：…."""
    return (
        len(" ".join(words)) <= _LONGEST_TABLE
        and any(
            credits is not None and credits.editors and not credits.doubtful for credits in map(read_credits, words)
        )
        and all(read_credits(word) is not None or is_story_credit(word) for word in words)
    )


def _is_led_to(attempt: Attempt, index: int) -> bool:
    """Whether the story introduces the table at ``index``: 假网页的右上角有两个按钮：."""
    return any(line.text.endswith(LEADS_IN) for line in attempt.by_block.get(index - 1, [])[-1:])
