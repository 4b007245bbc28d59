"""What a site sets over a story: buttons under its title, and a summary that only says how the story begins.

The title must be a heading of the body, so that what stands under it is known; buttons in a table need no title, nor do
three and more with which the body begins.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from fraudnews.attempt import Attempt
from fraudnews.furniture import is_button
from fraudnews.lines import LEADS_IN, SENTENCE_ENDS, Line, is_led_in, is_sentence, letters, one_blank
from fraudnews.model import Block, Kind, Run
from fraudnews.rules import Rule

#: The lines among which the title, or a summary, is looked for; the lines under it, at most, that may be buttons.
_HEAD, _UNDER_TITLE = 4, 8
#: Words: numbers alone may be of a section, as a single letter may.
_WORD = "[一-龥]{2}|[A-Za-z]{2}"
#: What one of the buttons in a table does.
_OF_PAGE = "打印|列印|[关關][闭閉]|字[号號体體]"
_LONGEST_TABLE, _MOST_CELLS = 100, 24
#: The fewest buttons with which a body begins, the longest, and what one of them does: names of platforms may be a
#: list.
_FEWEST, _LONGEST = 3, 8
_DOES = f"{_OF_PAGE}|收藏|[转轉][发發]|[评評][论論]|分享|[纠糾][错錯]|[举舉][报報]|登[录錄]|[图圖]集"
#: The label of a summary, and how one ends that was cut off; its fewest letters, and how many lines below it are looked
#: at.
_SUMMARY = r"^[【\[「]?(?:[导導][读讀]|核心提示|(?:[内內]容|文章)?(?:提要|摘要))[】\]」]?[：: ]{0,2}"
_CUT_OFF = ("...", "…")
#: How a sentence of the story trails off, too.
_TRAILS_OFF = "……"
_LEAST_REPEATED, _BELOW_SUMMARY = 20, 6
_BUTTONS = Rule("common/buttons", Kind.WIDGET)
_REPEATED = "common/summary"


def take_heads(attempt: Attempt, title: str) -> None:
    """Remove buttons under the title and in tables, and a summary that the story repeats."""
    if not attempt.rules.strong:
        return
    head = list(islice((line for line in attempt.spoken if not line.taken), _HEAD))
    headline = next((line for line in head if line.heading and letters(line.text) == letters(title) != ""), None)
    if headline is not None:
        _take_under(attempt, headline)
    for line in head:
        if line.text.endswith(_CUT_OFF) and _is_repeated(attempt, line):
            attempt.take_as(line, _REPEATED, Kind.WIDGET)
    if attempt.tables and Kind.WIDGET not in attempt.rules.kept:
        _take_tables(attempt)


def take_buttons(attempt: Attempt) -> None:
    """Remove the buttons with which a body begins: three lines or more that are nothing else (微信, 微博, 评论).

    Another short line behind them makes them a list: 点赞, 关注, 转发, 垫付.
    """
    if not attempt.rules.strong:
        return
    standing = (line for line in attempt.spoken if not line.taken)
    short = list(takewhile(lambda line: len(line.text) <= _LONGEST and not line.heading, standing))
    buttons = list(takewhile(_is_button, short))
    if len(buttons) == len(short) >= _FEWEST and any(re.search(_DOES, line.text) for line in buttons):
        for line in buttons:
            attempt.take_as(line, _BUTTONS.id, _BUTTONS.kind)


def _take_under(attempt: Attempt, headline: Line) -> None:
    """Remove the buttons between a title and the first sentence."""
    for line in attempt.spoken[headline.turn + 1 : headline.turn + 1 + _UNDER_TITLE]:
        if is_sentence(line) or is_led_in(line):
            return
        if not line.heading and _is_button(line):
            attempt.take_as(line, _BUTTONS.id, _BUTTONS.kind)


def _is_button(line: Line) -> bool:
    """Whether a line is nothing but buttons, and no short sentence (点赞。)."""
    return is_button(line.text) and not line.text.endswith(SENTENCE_ENDS) and re.search(_WORD, line.text) is not None


def _is_repeated(attempt: Attempt, line: Line) -> bool:
    """Whether the lines below a summary that was cut off begin with it."""
    words = re.sub(_SUMMARY, "", line.text)
    said = letters(words)
    if len(said) < _LEAST_REPEATED or (words == line.text and words.endswith(_TRAILS_OFF)):
        return False
    below = [letters(other.text) for other in islice(attempt.spoken, line.turn + 1, line.turn + 1 + _BELOW_SUMMARY)]
    return any("".join(below[turn:]).startswith(said) for turn in range(len(below)))


def _take_tables(attempt: Attempt) -> None:
    """Remove tables of buttons, but those that the story introduces."""
    for index in attempt.tables:
        part = attempt.parts[index]
        if type(part) is Block and _has_buttons(part) and not _is_led_to(attempt, index):
            attempt.take_block(index, part, _BUTTONS)


def _has_buttons(table: Block) -> bool:
    """Whether all cells of a table are buttons, and one is of those that only a page has."""
    if sum(map(len, table.rows)) > _MOST_CELLS:
        return False
    cells = ["".join(item.text for item in cell.inlines if type(item) is Run) for row in table.rows for cell in row]
    words = list(filter(None, (one_blank(cell).strip() for cell in cells)))
    text = " ".join(words)
    return len(text) <= _LONGEST_TABLE and re.search(_OF_PAGE, text) is not None and all(map(is_button, words))


def _is_led_to(attempt: Attempt, index: int) -> bool:
    """Whether the story introduces the table at ``index``: 假网页的右上角有两个按钮：."""
    return any(line.text.endswith(LEADS_IN) for line in attempt.by_block.get(index - 1, [])[-1:])
