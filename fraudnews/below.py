"""Where the page goes on below its story: lists and forms under the editorial desk, comments, and what is left over.

No sentence stands in such a list: where one does, nothing is done.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile

from fraudnews.attempt import CREDITS, FRAME, Attempt
from fraudnews.furniture import is_button, is_desk, is_moment, is_over_comments
from fraudnews.leadins import LEADS_IN, announces, is_introduced, is_led_in
from fraudnews.lines import LABEL, LABELLED, SENTENCE_ENDS, Line, is_credit, is_link, length_of
from fraudnews.model import Block, Kind
from fraudnews.names import begins_as_name
from fraudnews.related import (
    DATE,
    NOTES,
    OF_SOURCES,
    STORY,
    has_listing,
    is_date,
    is_listed_link,
    is_teaser,
    lead_to_many_sites,
)
from fraudnews.roles import find_roles
from fraudnews.rules import Rule

#: The fewest links, or lines of a form, that show that the page goes on; and how many times longer than the story what
#: stands below it may be.
_LINKS, _OF_FORMS, _TIMES = 5, 3, 3
_CHINESE = "[一-龥]{2}"
_ATTACHED = r"[（(【]?附[件表录錄：:]|.*\.(?:pdf|docx?|xlsx?|zip|rar)$|《.*》第[一二三四五六七八九十百0-9]+[条條]"
#: What heads a list of the story's.
_OF_STORY = "法(?:律[条條]文|[规規])[：:]?$|[时時][间間][线線轴軸][：:]?$|大事[记記][：:]?$"
#: When another article was published, behind its title.
_DATED = rf" ?[（(\[]?(?:{DATE})[）)\]]?$"
#: What a form for comments says: 请遵守相关法规，文明评论。
_FORM = (
    "[评評][论論]|跟[评評帖贴貼]|[发發]言|留言|[发發]表|[讨討][论論]|(?:用[户戶]|登[录錄])名|密[码碼]|[注註][册冊]新?用"
)
_TAKES_PART = "[参參][与與加]"
_COUNTED = r"[（(][0-9]+[)）]$"
#: What one says that may be longer, and how long it may be.
_REGISTERED, _LONGEST_FORM = "[注註][册冊]|登[录錄陆]", 100
#: A fact, or a step in a list of such: 用户名：小树, 2. 评论区里找客服.
_OF_LIST = rf"{LABELLED} ?\S|[0-9一二三四五六七八九十]{{1,2}} ?[、.．]|第[一二三四五六七八九十]步"
#: The longest heading over sources or comments, and how a sentence ends: a title may be in quotation marks.
_HEADING, _STOPS = 12, ("。", "。”", "。」", "。）", "；", ";", "다.")
#: How long ago a comment was written, at the end of its line, or on what day, alone or with the place; who wrote it, as
#: sites without names say it; the most lines of one, and above the first such line.
_AGO = "(?:刚刚|[0-9]{1,2} ?(?:秒|分[钟鐘]|小[时時]|天|周|个?月|年)前)$"
_ON_DAY = r"(?:(?:发表|评论|发布)?[时日][间期]?[：:] ?)?[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?: [一-龥]{2,8})?"
_SOMEBODY = (
    r".{0,30}[\[【][一-龥]{2,12}网友[\]】]|"
    r"网[友民][^。！？“”]{0,20}[于於] ?[0-9]{4}(?:[-/.][0-9]{1,2}){2} [0-9:]{4,8} ?[发發]表[评評][论論].{0,20}"
)
_LONGEST_COMMENT, _NAMED_OVER = 6, 2
#: The most lines of the page's below the last comment: 展开更多, 打开客户端.
_MOST_BEHIND = 6
#: How many lines a comment has that is the only one, with its name and buttons; how many there are where nothing counts
#: them, at least; and the headings that are looked at, at most.
_ONLY_COMMENT, _FEWEST_COMMENTS, _MOST_HEADINGS = 3, 2, 3
#: The shortest title of another article.
_TITLE = 8
_LINKS_BEHIND = "common/links-behind"
#: How many labels in a row, at most, are left over between removed lines; and what none of them says: a fact or item, a
#: work or note, an address or source, who made or signs the story, when, how it closes, what to do and whom to call.
_MOST_LEFT, _LONGEST_PERSON = 3, 4
_OF_ITS_OWN = (
    rf"{LABELLED}|{_OF_LIST}|{NOTES}|{_ATTACHED}|[（(\[《“「『•·—－-]|[一-龥]{{2,6}} ?[|｜丨/／]|.*{_OF_STORY}|"
    ".*(?:[参參]考|引[用自文]|[注註][释釋：:]|[资資]料|文[献獻]|出[处處]|[来來]源|原文|[链鏈][接結])|"
    r".*(?:[0-9]{4}|[一二三四五六七八九〇零]{4})[年./-]|.*月.{1,3}日|.*(?:96110|110|12[0-9]{3}|[骗騙诈詐警防钱錢假冒涉案嫌勿莫不])|"
    "(?:本[报報刊网網]|[特专專]约|[特专專]約)?(?:记者|記者|通[讯訊][员員]|作者|[摄攝]影|[供制製][图圖稿]|文[字案])|"
    ".*(?:[局院厅廳队隊会會部社]|公司|政府)$|.*https?://|未完|待[续續]|全?[文剧劇]?[终終完]$|[敬谨謹此谢謝祝愿願悼]"
)
#: Kinds of removed lines below which labels are left over, as the page has begun there: at the very end, and above
#: another one. A call or an advertisement stands before the last line of a story, too.
_OF_PAGE_END = frozenset((Kind.DISCLAIMER, Kind.RELATED, Kind.SHARE, Kind.WIDGET))
_OF_PAGE = frozenset((Kind.EDITOR, Kind.DISCLAIMER, Kind.RELATED, Kind.WIDGET))
_TABLE = Rule(FRAME, Kind.WIDGET)


def take_below_desk(attempt: Attempt) -> None:
    """Remove links and forms below the editorial desk, and a list of links right above it."""
    last = next((line for line in reversed(attempt.spoken) if not line.taken), None)
    if last is None or not attempt.rules.allows_weak or not _may_be_below(attempt, last):
        return
    claimed = max(attempt.claimed(Kind.EDITOR), default=-1)
    below: list[Line] = []
    for line in reversed(attempt.spoken):
        if line.block < claimed or _names_desk(attempt, line) or _heads_form(line):
            _take_around_desk(attempt, line, claimed, below)
            return
        if not line.taken:
            if not _may_be_below(attempt, line):
                return
            below.append(line)


def _take_around_desk(attempt: Attempt, line: Line, claimed: int, below: list[Line]) -> None:
    """Remove the desk, what the page has below it, and its buttons and a list right above it.

    ``line`` names the desk, or is the last one above the element at ``claimed`` that does.
    """
    is_claimed = line.block < claimed
    above = [other for other in attempt.spoken[: line.turn + is_claimed] if not (other.taken or is_credit(other))]
    heads_form = _heads_form(line)
    if not (_is_story_over(above, below) and _is_of_page(attempt, [line, *below] if heads_form else below)):
        return
    if heads_form:
        attempt.take_as(line, FRAME, Kind.WIDGET)
        _take_tables_below(attempt, line)
    elif not is_claimed:
        _take_desk(attempt, line)
    others = (other for other in attempt.below(line) if other.block > claimed and not _is_source(other))
    attempt.take_all(others, _LINKS_BEHIND, Kind.RELATED, counts=False)
    buttons = list(takewhile(_is_of_form, reversed(above)))
    attempt.take_all(buttons, FRAME, Kind.WIDGET)
    _take_list_above(attempt, above[: len(above) - len(buttons)])


def _names_desk(attempt: Attempt, line: Line) -> bool:
    """Whether a line was removed as that of the editorial desk, or names its editor as pages do, in a list, too."""
    if line.taken:
        return line.kind is Kind.EDITOR
    return is_desk(line.text) and not attempt.are_of_the_story(line)


def _heads_form(line: Line) -> bool:
    """Whether a heading, or a line that counts, stands over readers' comments or their form: 网友评论, 评论(0)."""
    may_head = line.heading or re.search(_COUNTED, line.text) is not None
    return may_head and is_over_comments(line.text) and not is_led_in(line)


def _may_be_below(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a link, a title, a label or a teaser, no sentence, and no file or note of the story.

    A teaser may stand behind its title in a list.
    """
    is_bare = not (line.links or line.images or line.text.endswith("..."))
    if is_bare and len(line.text) > LABEL and (len(line.text) > _LONGEST_FORM or not re.search(_REGISTERED, line.text)):
        return False  # as for the last line of most stories, which costs the rest
    if re.match(NOTES, line.text) or re.match(_ATTACHED, line.text) or announces(line):
        return False
    if len(line.text) <= _HEADING and not line.links and re.search(_OF_STORY, line.text):
        return False
    if is_link(line) or is_teaser(line) or is_date(line):
        return True
    if line.in_list and line.links >= _TITLE and attempt.runs(line)[0].href:
        return True
    if len(line.text) <= _HEADING and re.search(OF_SOURCES, line.text) and not re.search(_TAKES_PART, line.text):
        return _is_source(line)
    is_of_form = re.search(_FORM, line.text[:_LONGEST_FORM]) is not None
    if len(line.text) <= LABEL:
        return is_of_form or not line.text.endswith(_STOPS)
    return len(line.text) <= _LONGEST_FORM and is_of_form and re.search(_REGISTERED, line.text) is not None


def _is_source(line: Line) -> bool:
    """Whether a line says where the story is from: 来源：江岭晚报."""
    return re.match(LABELLED, line.text) is not None and is_credit(line)


def _is_story_over(above: list[Line], below: list[Line]) -> bool:
    """Whether the lines above are a story: no short one, beside what is below, and none that announces a list."""
    told = length_of(above)
    if told < STORY or _TIMES * told < length_of(below):
        return False
    return not (announces(above[-1]) or above[-1].text.endswith(LEADS_IN))


def _is_of_page(attempt: Attempt, below: list[Line]) -> bool:
    """Whether most of these lines is links to a few sites, or some of them are of a form."""
    form = list(filter(_is_of_form, below))
    if len(form) >= _OF_FORMS and any(is_button(line.text) or line.text.endswith(LEADS_IN) for line in form):
        return True
    titles = [line for line in below if not (is_teaser(line) or is_date(line))]
    links = list(filter(_leads_on, titles))
    return len(links) >= _LINKS and 2 * len(links) >= len(titles) and not lead_to_many_sites(attempt, links)


def _is_of_form(line: Line) -> bool:
    """Whether a line is a button, or speaks of comments: 不感兴趣, 我要发表留言."""
    if is_button(line.text):
        return re.search(_CHINESE, line.text) is not None
    return len(line.text) <= LABEL and re.search(_FORM, line.text) is not None and not re.match(_OF_LIST, line.text)


def _leads_on(line: Line) -> bool:
    """Whether a line is a link, but for its date."""
    return is_listed_link(line) or 2 * line.links >= len(re.sub(_DATED, "", line.text)) > 0


def _take_desk(attempt: Attempt, line: Line) -> None:
    if not line.taken:
        attempt.take_as(line, CREDITS, Kind.EDITOR)
        if (credits := attempt.credits_on_page(line)) is not None:
            attempt.name(line, credits.editors)


def _take_tables_below(attempt: Attempt, heading: Line) -> None:
    for place in attempt.tables:
        part = attempt.parts[place]
        if place > heading.block and type(part) is Block:
            attempt.take_block(place, part, _TABLE)


def _take_list_above(attempt: Attempt, above: list[Line]) -> None:
    """Remove links that stand between the last sentence and the desk: titles without a heading."""
    listed = list(takewhile(lambda line: 0 < len(line.text) == line.links, reversed(above)))
    if _LINKS <= len(listed) < len(above) and not lead_to_many_sites(attempt, listed):
        last = above[-len(listed) - 1]
        if last.text.endswith(_STOPS) and not announces(last):
            attempt.take_all(listed, _LINKS_BEHIND, Kind.RELATED)


def take_left_over(attempt: Attempt) -> None:
    """Remove labels below the story that stand between removed lines, or below such at the very end.

    The story ends in a sentence above them; a caption has its picture beside it.
    """
    if not (attempt.gone and attempt.rules.allows_weak) or attempt.rules.kept:
        return  # what is kept is left, too
    over: list[Line] = []
    run: list[Line] = []
    under: Line | None = None
    for line in reversed(attempt.spoken):
        if line.taken:
            if 0 < len(run) <= _MOST_LEFT and _may_be_left(attempt, run, line, under):
                over += run
            run, under = [], line
        elif len(line.text) > LABEL or line.text.endswith(SENTENCE_ENDS) or re.search("[。；]", line.text):
            told = length_of(other for other in attempt.spoken[: line.turn + 1] if not other.taken)
            if told >= STORY and not (line.text.endswith(LEADS_IN) or announces(line) or has_listing(attempt, line)):
                attempt.take_all(over, FRAME, Kind.WIDGET)
            return
        else:
            run.append(line)


def _may_be_left(attempt: Attempt, labels: list[Line], above: Line, below: Line | None) -> bool:
    """Whether labels between removed lines, or below the page's at the end, are no titles with a date or button each.

    None is a heading, fact, credit, note, signature or caption, and nothing introduces one.
    """
    if is_date(above) or (below is not None and (below.apart or above.text == below.text or is_date(below))):
        return False
    if above.kind not in (_OF_PAGE_END if below is None else _OF_PAGE):
        return False
    if below is None and any(other.images for other in attempt.below(labels[0])):
        return False
    for line in labels:
        if line.heading or line.apart or re.match(_OF_ITS_OWN, line.text) or is_introduced(line) or is_credit(line):
            return False
        is_name = len(line.text) <= _LONGEST_PERSON and begins_as_name(line.text)
        if is_name or attempt.credits(line) is not None or find_roles(line.text):
            return False
    return True


def take_comments(attempt: Attempt) -> None:
    """Remove readers' comments that end a post, below the line that counts them: who wrote each, and when."""
    if not attempt.rules.allows_strong:
        return
    headings = (line for line in reversed(attempt.spoken) if len(line.text) <= _HEADING and _is_over(line))
    for over in islice(headings, _MOST_HEADINGS):
        if is_introduced(over):
            return
        if _are_comments(attempt, over):
            attempt.take_all((over, *attempt.below(over)), FRAME, Kind.WIDGET)
            return


def _are_comments(attempt: Attempt, over: Line) -> bool:
    """Whether all that stands below a line is comments, by when each was written, or by who wrote it."""
    below = [line for line in attempt.spoken[over.turn + 1 :] if not line.taken]
    told = length_of(line for line in attempt.spoken[: over.turn] if not line.taken)
    if any(line.heading or re.match(_ATTACHED, line.text) for line in below) or _is_over_desk(attempt, over):
        return False
    signs = _signs_of_comments(below, is_counted=bool(over.taken) or re.search("[0-9]", over.text) is not None)
    if not signs or signs[0] > _NAMED_OVER:
        return False
    longest = max((after - before for before, after in pairwise(signs)), default=_ONLY_COMMENT)
    behind = below[signs[-1] + longest - (signs[0] if len(signs) > 1 else 0) :]
    if len(signs) == 1 and behind:
        return False
    return (
        longest <= _LONGEST_COMMENT
        and len(behind) <= _MOST_BEHIND
        and not any(len(line.text) > LABEL or line.text.endswith(_STOPS) for line in behind)
        and told >= 2 * length_of(below)
    )


def _is_over_desk(attempt: Attempt, line: Line) -> bool:
    """Whether the editorial desk was removed below a line: the story goes on to the desk."""
    is_line = any(other.kind is Kind.EDITOR for other in attempt.below(line))
    return is_line or max(attempt.claimed(Kind.EDITOR), default=-1) > line.block


def _signs_of_comments(below: list[Line], *, is_counted: bool) -> list[int]:
    """The places of the lines that say who wrote each comment, or else when, or on what day; none if they are too few.

    Below a line that says how many there are, a single time is enough.
    """
    for is_sign in (_names_somebody, _says_when, _says_day):
        signs = [place for place, line in enumerate(below) if len(line.text) <= LABEL and is_sign(line.text)]
        if len(signs) >= _FEWEST_COMMENTS or (signs and is_counted and is_sign is _says_when):
            return signs
    return []


def _is_over(line: Line) -> bool:
    """Whether a line is over comments: 评论(28), 热门评论, 评论区：."""
    return is_over_comments(line.text.rstrip("：:"))


def _names_somebody(text: str) -> bool:
    """Whether a line names a reader as sites do: 江边的风 [江岭市网友], 网友：江边的风 于2009-03-04 10:20 发表评论."""
    return re.fullmatch(_SOMEBODY, text) is not None


def _says_when(text: str) -> bool:
    """Whether a line ends with when it was written: 江边的风 7小时前."""
    return re.search(_AGO, text) is not None or is_moment(text)


def _says_day(text: str) -> bool:
    """Whether a line is no more than the day, and the place, of a comment: 2024-05-03 江岭."""
    return _says_when(text) or re.fullmatch(_ON_DAY, text) is not None
