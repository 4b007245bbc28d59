"""The frame of a whole page around its story: navigation above the title; lists, comments and a footer below.

A post may hold a whole page: one that has a foot shows it, or a title that is repeated after links that lead out of the
page. Otherwise nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise, takewhile

from fraudnews.attempt import FRAME, Attempt
from fraudnews.furniture import (
    begins_below,
    is_breadcrumb,
    is_button,
    is_day,
    is_desk,
    is_of_readers,
    is_over_comments,
    is_under_comment,
)
from fraudnews.leadins import LEADS_IN, MOST_SHOWN, is_led_in, is_shown
from fraudnews.lines import ON_PICTURES, Line, letters
from fraudnews.model import BRAKE, Block, BlockKind, Image, Kind
from fraudnews.pages import (
    FEWEST_BUTTONS,
    FEWEST_LINKS,
    LEAST_SENTENCE,
    LEAST_STORY,
    LONGEST_FORM,
    MOST_BELOW,
    Page,
    is_mostly_link,
    says_much,
)
from fraudnews.rules import Rule

#: Share of the sentences that may stand above the title on a page with a footer.
_SLOGANS = 0.15
#: A shorter title, in letters, may be a word of the navigation; and lines that a title may be broken into.
_LEAST_TITLE, _TITLE_LINES = 6, 3
#: The shortest line that counts with its full stop at the end of a story, and lines above it without a button.
_SHORT_SENTENCE, _FULL_STOPS, _UNDER_BUTTON = 4, ("。", "。”", "。」"), 3
_TAGS = "标签|標籤|关键[字词] ?[：:]"
#: The number of the first section of a story; one that begins with a nought is no counter.
_FIRST = "1"
#: The longest word in a list of the story that may as well be a button.
_WORD = 8
#: What separates the title of the story and the name of the site in the title of a page.
_SITE = " ?[_|｜] ?| [-–—] "
#: How long the text below the heading of comments may be, as a share of the story.
_UNDER_READERS = 0.3
#: Sentences that may be skipped because of a line above them.
_MOST_PASSED = 3
#: How a teaser ends that was cut off: … [详细]
_TO_REST = "[详詳][细細情]|更多|全文|查看(?:全文|[详詳]情)|[阅閱][读讀](?:全文|更多)"
_CUT_OFF = rf"(?:…|\.{{3}}) ?(?:[\[【（(]? ?(?:{_TO_REST}) ?(?:[\]】）)]|[>＞»]{{1,3}})?)?$"
#: The distance, in lines, between teasers in a list of other articles, and between a teaser and its links.
_BESIDE = 6
#: Lines below the story in which editors are looked for.
_CREDITS = 30
#: So many pictures on one line are icons, but not those of such a width and height.
_SIGNS, _LARGE = 3, 200
#: A line that names the story, at whichever end of it.
_RENAMED = "[（(]?原(?:标题|標題) ?[：:]"
#: Headings over the sources of a story, whose links belong to it; a law, which is one; and attached files.
_SOURCES = "参考|參考|来源|來源|[注註][释釋]|文[献獻]|[资資]料|原文|出[处處]|引用|附"
_LAW = "《[^《》]{1,30}(?:法|[条條]例|[规規]定|[办辦]法|解[释釋]|意[见見]|通知)[^《》]{0,6}》(?:第[^，。！？]{1,30})?"
_ATTACHED = r"附[件表录錄]|.*\.(?:pdf|docx?|xlsx?|zip|rar)$"
_RULE = Rule(FRAME, Kind.WIDGET, certain=True)


def take_frames(attempt: Attempt, title: str) -> None:
    """Remove the frame of a page, if it has one; warn if it holds more of the text than the brake lets rules take."""
    page = _Framed(attempt, title)
    start = page.story_start()
    headline = start or page.headline()
    page.has_navigation |= page.is_led_to
    if start or page.foot < len(page.lines):
        end = page.story_end(start) if page.is_led_to or page.foot < len(page.lines) else len(page.lines)
        told = page.told[end] - page.told[start]
        if told >= LEAST_STORY:
            page.take(start, end, headline)
            attempt.forget_taken()
            if told < (1 - BRAKE) * page.told[-1]:
                share = 1 - told / page.told[-1]
                attempt.warnings.append(f"the frame of the page held {share:.0%} of its sentences")


class _Framed(Page):
    """A page with the frame around its story.

    ``under_desk`` are the indexes of the lines below an element that names the editors. ``is_led_to`` says whether a
    trail, or links that lead out of the page, stand over the title.
    """

    def __init__(self, attempt: Attempt, title: str) -> None:
        super().__init__(attempt)
        self.title = title
        self.key = letters(title)
        self.is_led_to = False
        desks = set(attempt.claimed(Kind.EDITOR))
        between = ((line.index, range(above.block + 1, line.block)) for above, line in pairwise(self.lines))
        self.under_desk = {index for index, places in between if not desks.isdisjoint(places)}

    # ---- over the story -------------------------------------------------------------------------------

    def story_start(self) -> int:
        """The index of the line with the title after the navigation; 0 if there is none.

        Navigation leads out of the page. Where no footer proves that this is a page, there must be several links or a
        breadcrumb trail, and no sentence among them but above a trail right over the title; or the title is a heading,
        and all above it is of the site. That proves no page, unless it leads out.
        """
        if len(self.key) < _LEAST_TITLE:
            return 0
        is_proven = self.foot < len(self.lines)
        fewest, slogans = (1, _SLOGANS * self.told[-1]) if is_proven else (FEWEST_LINKS, 0)
        found = leads = unknown = 0
        bare = next((line.index for line in self.lines if not self._is_of_site(line)), 0)
        for line in self.attempt.spoken:
            if unknown > BRAKE * self.told[-1]:
                break
            is_below = leads >= fewest or (line.heading and 0 < line.index <= bare)
            is_below &= line.heading or not (found and self.lines[found].heading)
            is_below &= unknown <= slogans or self._is_under_trail(line)
            if is_below and line.text[0] == self.title[0] and self._is_title(line):
                found = line.index
                self.is_led_to = leads > 0
            if self.tells[line.index] and not self.attempt.is_boilerplate(line):
                unknown += len(line.text)
            leads += self._leading_out(line) or (is_proven and is_button(line.text))
            leads += FEWEST_LINKS * is_breadcrumb(line.text, linked=False)
        return found

    def headline(self) -> int | None:
        """The index of the title among the first lines of the page, where nothing above it is the site's."""
        first = self.attempt.spoken[:_TITLE_LINES] if len(self.key) >= _LEAST_TITLE else []
        return next((line.index for line in first if self._is_title(line)), None)

    def _is_title(self, line: Line) -> bool:
        """Whether this line is the title, alone or with one or two lines below it."""
        if line.heading and letters(line.text) == letters(re.split(_SITE, self.title)[0]):
            return len(letters(line.text)) >= _LEAST_TITLE
        below = self.attempt.spoken[line.turn : line.turn + _TITLE_LINES]
        return self.key in takewhile(self.key.startswith, accumulate(letters(other.text) for other in below))

    @staticmethod
    def _is_under_trail(line: Line) -> bool:
        """Whether the line above is a breadcrumb trail."""
        return line.before is not None and is_breadcrumb(line.before.text, linked=line.before.links > 0)

    def _is_of_site(self, line: Line) -> bool:
        """Whether a line shows by itself that it is the site's: a picture does not, and no link within the page."""
        if line.images and not line.text and self._has_logos(line):
            return True
        if 0 < len(line.images) < _SIGNS or (line.links and not self._leads_out(line)):
            return False
        is_title = bool(self.key) and letters(line.text) == self.key
        return is_title or self._is_furniture(line) or self.attempt.is_boilerplate(line)

    def _has_logos(self, line: Line) -> bool:
        """Whether rules know every picture of a line: logos, portraits, codes."""
        return all(self.attempt.rules.images.match(image.src) for image in line.images)

    def _leads_out(self, line: Line) -> bool:
        """Whether a line is a link out of the page, or a breadcrumb trail."""
        return self._leading_out(line) > 0

    def _leading_out(self, line: Line) -> int:
        """The number of links out of the page in a line, if it is mostly links; 1 for a breadcrumb trail."""
        if is_mostly_link(line):
            return sum("#" not in address for address in self.attempt.addresses([line]))
        return int(is_breadcrumb(line.text, linked=line.links > 0))

    def _under_title(self, start: int) -> Iterator[Line]:
        """Buttons, counters, icons and links between title and first sentence; after a summary, only buttons.

        No number of a section is one, nor a later one, nor is a word with its full stop (点赞。).
        """
        is_behind_summary = are_numbered = False
        for line in self.lines[start + 1 :]:
            if self.tells[line.index]:
                if is_behind_summary:
                    return
                is_behind_summary = True
            elif line.text and is_led_in(line):
                return
            elif self._heads_links(line) and not is_behind_summary:
                yield line
            elif line.text == _FIRST:
                are_numbered = True
            elif line.text.endswith("。") or ((are_numbered or is_behind_summary) and line.text.isdecimal()):
                continue
            elif is_button(line.text) if is_behind_summary else self._is_furniture(line):
                yield line

    def _heads_links(self, line: Line) -> bool:
        """Whether a line is a label, and as many links as navigation has are the next lines: 栏目关注：."""
        below = self.attempt.spoken[line.turn + 1 : line.turn + 1 + FEWEST_LINKS]
        return line.text.endswith(LEADS_IN) and len(below) == FEWEST_LINKS and all(map(self.is_all_links, below))

    def _is_furniture(self, line: Line) -> bool:
        """Whether a line beside the title is a button, a counter, a date, icons or a link."""
        if not line.text:
            are_icons = len(line.images) >= _SIGNS and not any(map(_is_large, line.images))
            return are_icons or all(image.href for image in line.images)
        if not line.heading and self.is_all_links(line):
            return True
        words = line.text if line.heading else self.unlinked_words(line) or line.text
        return is_button(words) or is_day(words)

    # ---- below the story ------------------------------------------------------------------------------

    def story_end(self, start: int) -> int:
        """The index of the first line below the story; the number of lines if there is none.

        Where no foot proves that there is one, a link or a button begins what is below only where most lines from there
        on show by themselves that they are the site's.
        """
        is_source = False
        first = self._behind_sentences(start)
        others = self._others_below(first)
        for line, unknown in zip(self.lines[first:], others, strict=True):
            if not line.text or re.fullmatch(_LAW, line.text):
                continue
            is_entry = self.is_all_links(line)
            if not is_entry:
                is_source = len(line.text) < LEAST_SENTENCE and re.search(_SOURCES, line.text) is not None
            is_others = is_entry and not is_source and re.match(_ATTACHED, line.text) is None
            if unknown > 0 and (is_entry or is_button(line.text)):
                continue
            if is_others or self._belongs_below(line):
                return line.index
        return len(self.lines)

    def _others_below(self, first: int) -> list[int]:
        """How many more lines from each on are no links and none of the site's than are; none where there is a foot.

        A line without a letter counts for nothing.
        """
        if self.foot < len(self.lines):
            return [0] * (len(self.lines) - first)
        below = reversed(self.lines[first:])
        counts = (0 if not letters(line.text) else -1 if self._is_site_below(line) else 1 for line in below)
        return list(accumulate(counts))[::-1]

    def _is_site_below(self, line: Line) -> bool:
        """Whether a line below the last sentence is the site's, as links are that are no sentences."""
        if self.is_all_links(line):
            return not line.text.endswith(_FULL_STOPS)
        return is_mostly_link(line) or self._is_of_site(line) or self._belongs_below(line)

    def _behind_sentences(self, start: int) -> int:
        """The index of the line after the last sentence of the story."""
        index = len(self.lines) - 1
        buttons = passed = 0
        while index > start:
            line = self.lines[index]
            buttons += is_under_comment(line.text)
            if (says_much(line) or self._is_said_briefly(line)) and not self._is_of_frame(line):
                over = self._heading_over(start, index, buttons) if passed < _MOST_PASSED else None
                if over is None:
                    return index + 1
                index = over
                passed += 1
            index -= 1
        return len(self.lines)

    def _is_of_frame(self, line: Line) -> bool:
        """Whether a sentence is the site's, is cut off, or is the teaser of a link beside it."""
        if line.index >= self.foot or re.search(_CUT_OFF, line.text) or self.attempt.is_boilerplate(line):
            return True
        if re.match(_RENAMED, line.text) or (self.key and letters(line.text) == self.key):
            return True
        if not self._is_of_list(line):
            return False
        if self._is_next(line):
            return True
        beside = self.attempt.spoken[max(line.turn - _BESIDE, 0) : line.turn + _BESIDE]
        return any(other is not line and self._is_of_list(other) for other in beside)

    def _is_said_briefly(self, line: Line) -> bool:
        """Whether a short line is a sentence with its full stop, and no button or label of the page stands over it."""
        if not _ends_in_stop(line):
            return False
        above = self.attempt.spoken[max(line.turn - _UNDER_BUTTON, 0) : line.turn]
        return not any(is_button(other.text) or re.match(_TAGS, other.text) for other in above)

    def _is_of_list(self, line: Line) -> bool:
        """Whether a sentence stands alone between links to other articles, or after one in a list item."""
        if not (self.tells[line.index] or _ends_in_stop(line)) or line.before is None:
            return False
        if line.in_list and line.links >= _LEAST_TITLE:
            return self.attempt.runs(line)[0].href is not None
        if not is_mostly_link(line.before):
            return False
        behind = self.attempt.spoken[line.turn + 1 : line.turn + _BESIDE]
        below = takewhile(lambda other: not self.tells[other.index], behind)
        return self._is_next(line) or any(map(is_mostly_link, below))

    def _is_next(self, line: Line) -> bool:
        """Whether a sentence is the teaser of a link, the first under a label such as 阅读下一篇, or a later one."""
        for _ in range(_BESIDE):
            link = line.before
            above = link and link.before
            if not (link and above and is_mostly_link(link)):
                return False
            if begins_below(above.text):
                return True
            if not self.tells[above.index]:
                return False
            line = above
        return False

    def _heading_over(self, start: int, index: int, buttons: int) -> int | None:
        """The index of the line above a sentence that shows that the sentence is not the story's; None if none does.

        That is the first heading of comments, or else the editors' line, or the links to the posts before and after.
        """
        found = comments = None
        behind = 0
        button = self.lines[index].turn
        for line in reversed(self.lines[start + 1 : index + 1]):
            before = self.told[line.index] - self.told[start]
            if before < LEAST_STORY:
                break
            if self.tells[line.index]:
                behind += 0 if self._is_of_frame(line) else len(line.text)
                continue
            if not line.text:
                continue
            if is_under_comment(line.text):
                buttons += 1
                button = line.turn
            is_over_form = buttons >= FEWEST_BUTTONS and button - line.turn <= LONGEST_FORM
            if (is_over_form and is_over_comments(line.text)) or (
                behind <= _UNDER_READERS * before and is_of_readers(line.text)
            ):
                comments = line.index
            elif found is None and behind <= MOST_BELOW * before and (self._is_desk(line) or self.leads_on(line)):
                found = line.index
        return comments or found

    def _belongs_below(self, line: Line) -> bool:
        """Whether a line belongs below a story; some words count only where the page has navigation."""
        if line.index >= self.foot:
            return True
        if self._is_listed(line) or is_shown(line):
            return False
        own = self.unlinked_words(line)
        return (
            (self.has_navigation and bool(own) and (begins_below(own) or is_over_comments(own) or is_button(own)))
            or (self._is_boilerplate(line) and re.search(ON_PICTURES, line.text) is None)
            or self._is_desk(line)
        )

    def _is_boilerplate(self, line: Line) -> bool:
        """Whether the words of a line may be boilerplate without a picture beside them."""
        return self.attempt.call(line) is not None or any(not hit.pictured for hit in self.attempt.hits(line))

    def _is_listed(self, line: Line) -> bool:
        """Whether a line is a word in a list of the story, such as 点击 below 排在最前面的是：."""
        beside = line.before
        if beside is not None and line.in_list and beside.in_list and is_button(line.text):
            return not (beside.links or is_button(beside.text))
        nearest = self.attempt.spoken[max(line.turn + 1 - MOST_SHOWN, 0) : line.turn + 1]
        return any(map(is_led_in, takewhile(lambda other: len(other.text) <= _WORD, reversed(nearest))))

    def _is_desk(self, line: Line) -> bool:
        """Whether a line names nobody but the page's desk, or is the first below; it may be a list item."""
        if line.index in self.under_desk:
            return True
        credits = self.attempt.credits_on_page(line)
        is_desks = is_desk(line.text) or (credits is not None and credits.desk_only)
        return is_desks and not self.attempt.are_of_the_story(line)

    # ---- taking ---------------------------------------------------------------------------------------

    def take(self, start: int, end: int, headline: int | None) -> None:
        """Remove what stands above and below the story, and record the editors named there.

        Where nothing stands above the title, pictures and longer links under it are the story's.
        """
        if headline is not None:
            for line in self._under_title(headline):
                if self.is_led_to or 0 < len(line.text) <= _WORD or (line.text and not line.links):
                    self.attempt.take(line, _RULE)
        if start:
            self._take_between(0, start)
        if end < len(self.lines):
            for line in self.lines[end : end + _CREDITS]:
                if (credits := self.attempt.credits_on_page(line)) is not None:
                    self.attempt.name(line, credits.editors)
            self._take_between(end, len(self.lines))

    def _take_between(self, start: int, end: int) -> None:
        """Remove the lines from ``start`` to ``end``, and the tables and videos between them."""
        attempt = self.attempt
        for line in self.lines[start:end]:
            if not line.taken:
                attempt.take(line, _RULE)
        first = self.lines[start].block if start else 0
        last = self.lines[end].block if end < len(self.lines) else len(attempt.parts)
        for index in range(first, last):
            part = attempt.parts[index]
            if type(part) is Block and index not in attempt.by_block and part.kind is not BlockKind.RULE:
                attempt.take_block(index, part, _RULE)


def _ends_in_stop(line: Line) -> bool:
    """Whether a short line without links ends in a full stop."""
    return len(line.text) >= _SHORT_SENTENCE and not line.links and line.text.endswith(_FULL_STOPS)


def _is_large(image: Image) -> bool:
    """Whether a picture is known to be larger than an icon."""
    return min(image.width or 0, image.height or 0) >= _LARGE
