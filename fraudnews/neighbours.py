"""What goes for what stands beside it: pictures, signs, and headings of lines that went."""

from __future__ import annotations

import re
from itertools import takewhile

from fraudnews.attempt import CREDITS, Attempt
from fraudnews.credits import (
    is_story_credit,
)
from fraudnews.lines import Line, is_sentence, is_sign, like_qr, may_be_qr, promotes
from fraudnews.markup import Claimed
from fraudnews.model import (
    Block,
    BlockKind,
    Kind,
)
from fraudnews.rules import Rule

#: Characters of a line that was cut off its heading: 。 below it is no section.
_FEW = 2
#: Pictures behind promotion that are banners; more are a gallery.
_MOST_BANNERS = 3
#: The line under a story that names who wrote it, and the pictures behind it that are banners.
_BYLINE = re.compile(r"(?:本文)?(?:作者|撰文|撰稿|采写|文) ?[：:｜|/丨][^。！？]{1,40}")
_MOST_BEHIND_BYLINE = 2
#: The rules for the line under a title that says when it was published.
DATED = frozenset(("common/wechat-byline", "common/feed-date"))
_ABOVE = re.compile(r"上[方图圖面]|以上|[↑▲👆]")
_DOWN = re.compile("[▼▽↓⬇👇🔻🔽⏬⤵]")


def take_pictures(attempt: Attempt) -> None:
    """Pictures known by their address."""
    last_story = attempt.last_story()
    first_story = next((index for index, line in enumerate(attempt.lines) if is_sentence(line)), 0)
    for index, line in enumerate(attempt.lines):
        if line.taken or not line.images or line.text:
            continue
        rule = next((hit for image in line.images if (hit := attempt.rules.match_image(image.src))), None)
        if rule is None or rule.where == "cover":
            continue
        if rule.where == "anywhere" or index > last_story or (rule.where == "edge" and index < first_story):
            attempt.take(line, rule)


def take_neighbours(attempt: Attempt) -> None:
    """The QR code beside a line that speaks of it."""
    last_story = attempt.last_story()
    for index, line in enumerate(attempt.lines):
        if line.kind in (Kind.QR, Kind.PROMO) and line.text and not line.images:
            _take_neighbour(attempt, index, last_story)


def take_last_pictures(attempt: Attempt) -> None:
    """Up to three pictures behind promotion that end a post are banners; between it and what else was taken, too.

    So are one or two between the line that names the author, where it is the last one, and promotion.
    """
    last_story = attempt.last_story()
    if not attempt.use_weak or last_story < 0:
        return
    last = attempt.lines[last_story]
    above = last if _BYLINE.fullmatch(last.text) else None
    most = _MOST_BANNERS if above is None else _MOST_BEHIND_BYLINE
    pictures: list[Line] = []
    for line in (*attempt.lines[last_story + 1 :], None):
        if line is not None and not line.text:
            pictures += [line] if line.images else []
            continue
        promotion = line or above
        if above is not None and promotion is not None and promotes(promotion) and len(pictures) <= most:
            for picture in pictures:
                if not picture.taken:
                    attempt.take(picture, None, promotion.taken, promotion.kind or Kind.PROMO)
        above, pictures, most = line, [], _MOST_BANNERS


def take_pictures_behind_desk(attempt: Attempt) -> None:
    """Up to three pictures behind two lines of the desk are banners where only credits stand beside them."""
    if not attempt.use_weak:
        return
    end = list(takewhile(lambda line: not line.text or line.taken or is_story_credit(line.text), attempt.lines[::-1]))
    desk = [index for index, line in enumerate(end) if line.taken == CREDITS and line.text]
    pictures = [line for line in end[: desk[-2]] if line.images and not line.taken] if len(desk) > 1 else []
    if len(pictures) <= _MOST_BANNERS:
        for picture in pictures:
            attempt.take(picture, None, "common/banners", Kind.PROMO)


def _take_neighbour(attempt: Attempt, index: int, last_story: int) -> None:
    line = attempt.lines[index]
    if line.kind is Kind.PROMO and "码" not in line.text and "碼" not in line.text:
        return
    below = next((other for other in attempt.lines[index + 1 :] if not is_sign(other)), None)
    above = next((other for other in attempt.lines[:index][::-1] if not is_sign(other)), None)
    for other, wanted in ((below, not _ABOVE.search(line.text)), (above, True)):
        if other is None or not wanted or other.text or other.taken or not other.images:
            continue
        if index < last_story and other is above and not all(map(like_qr, other.images)):
            continue
        if all(may_be_qr(image) for image in other.images):
            attempt.take(other, None, line.taken, line.kind or Kind.QR)
            return


def take_signs(attempt: Attempt) -> None:
    """Arrows and dashes that point at what was taken, or part nothing but that, go with it."""
    lines = attempt.lines
    for index, line in enumerate(lines):
        if line.taken or not is_sign(line):
            continue
        before = [other for other in lines[:index] if not is_sign(other)]
        behind = [other for other in lines[index + 1 :] if not is_sign(other)]
        to_end = all(other.taken for other in behind) and (behind or _claims_behind(attempt, line))
        to_start = before and all(other.taken for other in before)
        around = before and before[-1].taken and (not behind or behind[0].taken)
        points = behind and behind[0].taken and _DOWN.search(line.text)
        if to_end or to_start or around or points:
            attempt.take(line, None, "common/signs", Kind.WIDGET)


def _claims_behind(attempt: Attempt, line: Line) -> bool:
    """Whether rules took the element that stood behind this line."""
    part = attempt.parts[line.block + 1] if line.block + 1 < len(attempt.parts) else None
    return isinstance(part, Claimed) and isinstance(part.rule, Rule)


def take_orphans(attempt: Attempt) -> None:
    """A heading whose every line below was taken goes with them (交流 over a promotion); not if it has headings."""
    blocks = [
        index for index, part in enumerate(attempt.parts) if type(part) is Block and part.kind is BlockKind.HEADING
    ]
    if not blocks:
        return
    by_block: dict[int, list[Line]] = {}
    for line in attempt.lines:
        by_block.setdefault(line.block, []).append(line)
    for index in reversed(blocks):
        heading = by_block[index]
        if any(line.taken for line in heading):
            continue
        taken: list[Line] = []
        for below in range(index + 1, len(attempt.parts)):
            part = attempt.parts[below]
            if type(part) is Block and part.kind is BlockKind.RULE and not taken:
                break  # what a rule parts from the heading is not its section
            if type(part) is not Block or part.kind is BlockKind.RULE:
                continue
            lines = by_block.get(below)
            if lines is None or any(not line.taken for line in lines):
                if lines is None or part.kind is not BlockKind.HEADING or part.level > _level(attempt, index):
                    taken = []
                break
            taken += lines
        is_section = any(line.images or len(line.text) > _FEW for line in taken if line.taken not in DATED)
        if is_section and all(len(line.text) < 20 for line in heading):
            for line in heading:
                attempt.take(line, None, taken[0].taken, taken[0].kind or Kind.PROMO)


def _level(attempt: Attempt, index: int) -> int:
    part = attempt.parts[index]
    return part.level if type(part) is Block else 0
