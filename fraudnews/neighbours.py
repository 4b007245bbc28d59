"""What is removed for what stands beside it: pictures, signs, and headings over removed lines."""

from __future__ import annotations

import re
from itertools import accumulate, dropwhile, groupby, islice, pairwise, takewhile
from typing import TypeGuard

from fraudnews.attempt import CREDITS, Attempt
from fraudnews.evidence import NEAR
from fraudnews.leadins import LEADS_IN, is_introduced
from fraudnews.lines import (
    LABEL,
    PROMOTES,
    SPACED,
    Line,
    is_card,
    is_credit,
    is_sentence,
    is_sign,
    like_qr,
    may_be_qr,
    says,
)
from fraudnews.markup import Claimed
from fraudnews.model import Block, BlockKind, Kind, Role, Run
from fraudnews.narration import warns_of_codes
from fraudnews.roles import find_roles
from fraudnews.rules import Rule

#: Headings of boilerplate are shorter than this, in characters.
_SHORT_HEADING = 20
#: From where on a heading is late: the share of the lines above it.
_LATE = 0.5
#: What is said of the author stands below it.
_ABOUT_AUTHOR = "(?i:about the authors?)[：:]?|(?:本文)?作者[简簡介][介紹绍][：:]?|[关關][于於](?:本文)?作者[：:]?"
#: A section has a letter: a lone 。 below a heading was cut off from it.
_LETTER = r"\w"
#: Pictures after promotion that are banners, at most; more are a gallery.
_MOST_BANNERS = 3
#: An animated picture of 微信, and how many, at most, stand over a story or below it to ask for something.
_ANIMATED, _MOST_ANIMATED = r"/(?:sz_)?mmbiz_gif/|[?&]wx_fmt=gif", 2
#: A line below a story with its author or source, and the number of pictures after it that are banners, at most.
_BYLINE = (
    r"(?:(?:本文)?(?:作者|撰文|撰稿|采写|文|来源) ?[：:｜|/丨]|(?:题|头|首|封面)图(?:片)?(?:来源|来自) ?[：:｜|/丨]?)"
    r"[^。！？]{1,40}"
)
_MOST_BEHIND_BYLINE = 2
#: How often a picture stands alone, at least, that parts the sections of a story; how many characters its sections have
#: on average, where marks or faces in a chat have less below them; and how high it may always be, in pixels; a
#: higher one must be a strip.
_LEAST_DIVIDERS, _LEAST_SECTION, _HIGHEST_DIVIDER = 3, 30, 200
#: How a sentence goes on behind a picture of a formula or a sign.
_GOING_ON = tuple("，。、；：？！）」”")
#: What the end of words says that lead to a picture, and what a caption of one says: 如下图, 还是这张; ▲, 聊天记录; how
#: many characters at the end are searched.
_TO_PICTURE = (
    f"[{''.join(LEADS_IN)}]$|[如见見这這那上下同附张張幅][图圖]|截[图圖屏]|照片|"
    "(?:[这這那同]一?|第[一二三四五六七八九十0-9]{1,2})[张張幅](?![张張幅])"
)
_CAPTION = (
    r"^[▲△↑]|^[图圖] ?(?:\d|[一二三四五六七八九十为為])|截[图圖屏]|照片|"
    "(?:聊天|[转轉][账賬]|通[话話]|交易)[记記][录錄]"
)
_NEAR_PICTURE = 24
#: Blocks that are no lines, and part what stands above and below them.
_WITHOUT_LINES = frozenset((BlockKind.CODE, BlockKind.TABLE, BlockKind.RULE))
#: Roles of lines that are no section below a heading: a headline has its date and the link to its page below it.
_NO_SECTION = frozenset((Role.PUBLISHED, Role.ORIGINAL))
_ABOVE = r"上[方图圖面]|以上|[↑▲👆]"
_DOWN = "[▼▽↓⬇👇🔻🔽⏬⤵]"
#: A picture with a code that is no square: 长按识别上方海报.
_POSTER = "([上下])[方面图圖]的?海[报報]"
#: The duration of a video.
_DURATION = "(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}"
_LONGEST_DURATION = 8
#: The rules on record for pictures that were removed for their place.
_ANIMATIONS, _BANNERS = _GUESSED = ("common/animations", "common/banners")
#: Kinds of links that may be part of a card with a picture.
_CARDS = frozenset((Kind.RELATED, Kind.PROMO, Kind.AD))
#: A code that may be in a picture, in a line: no source code, password or number, and none that a bank sends.
_CODE = "(?<![源密号號代编編数數筹籌起价價解破乱亂证證])[码碼]"
#: The name of an account, above the call to follow it: 江岭科技公众号, but no caption: 骗子的公众号, 涉案公众号
_ACCOUNT = "(?![这那该其某本假涉])[^。！？，：“”的]{2,8}?(?:官方)?(?:微信)?公众号"


def take_pictures(attempt: Attempt) -> None:
    """Remove pictures whose address a rule knows, in the places where it looks; beside removed words, if anywhere."""
    last_story = attempt.last_story()
    first_story = next((index for index, line in enumerate(attempt.lines) if is_sentence(line)), 0)
    for index, line in enumerate(attempt.lines):
        if not line.images or (line.text and not line.taken) or (line.taken and not line.text):
            continue
        known = [
            [hit for hit in attempt.rules.images.match(image.src) if hit.where != "cover"] for image in line.images
        ]
        if not all(known):
            continue
        if line.taken:
            line.bare = line.bare or all(any(hit.where == "anywhere" for hit in hits) for hits in known)
            continue
        places = {"anywhere", "edge"} if index < first_story else {"anywhere"}
        hit = next((hit for hit in known[0] if index > last_story or hit.where in places), None)
        if hit is not None and not (hit.kind is Kind.QR and _is_code_of_story(attempt, line)):
            attempt.take(line, hit)


def _is_code_of_story(attempt: Attempt, line: Line) -> bool:
    """Whether a line beside a picture, or its alt text, tells of the code in it."""
    told = any(_tells_of_code(attempt, other) for other in _beside(attempt, line))
    return told or any(warns_of_codes(image.alt) for image in line.images)


def _tells_of_code(attempt: Attempt, line: Line | None) -> bool:
    """Whether a story's line tells of a code, whose picture then stands beside it (骗子贴在车上的二维码)."""
    if line is None or line.taken or line.heading or re.search(_CODE, line.text) is None:
        return False
    return (is_sentence(line) or warns_of_codes(line.text)) and not attempt.is_known(line)


def take_neighbours(attempt: Attempt) -> None:
    """Remove QR codes beside lines about them, pictures of cards, and names of accounts above calls to follow."""
    last_story = attempt.last_story()
    for line in attempt.lines:
        if line.links and line.kind in _CARDS:
            _take_picture_of_card(attempt, line)
        if line.kind in (Kind.QR, Kind.PROMO) and line.text and not line.images:
            _take_neighbour(attempt, line, last_story)
            over = line.before
            if over is not None and not over.heading and _names_account(over):
                attempt.take_with(over, line)


def _names_account(line: Line) -> bool:
    """Whether a line above a call is the name of an account, which is written with blanks over a post: 江 岭 观 察."""
    return bool(re.fullmatch(_ACCOUNT, line.text) or (line.turn == 0 and re.fullmatch(SPACED, line.text)))


def take_last_pictures(attempt: Attempt) -> None:
    """Remove up to three pictures as banners: after promotion at the end, or between it and other removed lines.

    The same goes for pictures after an end mark, for one or two between promotion and a last line with the author or
    the source, be it that of the picture at the top, and for one that ends a post below the terms of its site.
    """
    last_story = attempt.last_story()
    if not attempt.rules.allows_weak or last_story < 0:
        return
    last = attempt.lines[last_story]
    above = last if re.fullmatch(_BYLINE, last.text) else None
    most = _MOST_BANNERS if above is None else _MOST_BEHIND_BYLINE
    pictures: list[Line] = []
    for line in (*attempt.lines[last_story + 1 :], None):
        if line is not None and not says(line):
            pictures += [line] if line.images else []
            continue
        promotion = None
        if above is not None and len(pictures) <= most:
            promotion = _promotion_beside(attempt, above, line)
            if promotion is None and line is None and len(pictures) == 1 and _is_terms(above):
                promotion = above
        if promotion is not None:
            for picture in pictures:
                attempt.take_with(picture, promotion)
        above, pictures, most = line, [], _MOST_BANNERS


def _promotion_beside(attempt: Attempt, above: Line, below: Line | None) -> Line | None:
    """The line that pictures between these two belong to as banners; None if they are none."""
    if attempt.rules.role_of(above.taken) == Role.END:
        return above
    if _promotes(attempt, above) and _closes(below or above):
        return above
    return below if below is not None and _promotes(attempt, below) else None


def _promotes(attempt: Attempt, line: Line) -> bool:
    """Whether a line was removed as promotion, or as a reprint notice."""
    return line.kind in PROMOTES or attempt.rules.role_of(line.taken) == Role.REPRINT


def _is_terms(line: Line) -> bool:
    """Whether a line was removed as terms that are not about pictures, which the next one may be of."""
    return line.kind is Kind.DISCLAIMER and not re.search("[图圖]", line.text)


def _closes(line: Line) -> bool:
    """Whether a line was removed and is no hashtag, beside which short posts have their own pictures."""
    return bool(line.taken) and not line.text.startswith("#")


def take_repeats(attempt: Attempt) -> None:
    """Remove a code or banner from wherever else it stands alone, once it was removed beside words about it.

    The line above goes with it if its words are a call, too. An animated picture at the edge of a story was removed for
    its place alone, which says nothing of its others.
    """
    known: dict[str, Line] = {}
    for line in attempt.lines:
        if line.kind in (Kind.QR, Kind.PROMO) and not line.text and line.taken not in _GUESSED:
            known.update((image.src, line) for image in line.images)
    if not known:
        return
    for line in attempt.lines:
        is_known = all(image.src in known for image in line.images)
        if _shows(line) and not line.text and is_known and not _is_code_of_story(attempt, line):
            attempt.take_with(line, known[line.images[0].src])
            above = next(attempt.above(line), None)
            if above is not None and above.text and any(hit.kind is Kind.QR for hit in attempt.hits(above)):
                attempt.take_with(above, line)


def take_cards(attempt: Attempt) -> None:
    """Remove pictures after the story that link to WeChat posts: cards of other articles, however many.

    Up to three other pictures below the first of several, or of related articles that were claimed, are their banners.
    """
    if not attempt.rules.allows_weak:
        return
    below = list(takewhile(lambda line: line.taken or not says(line), reversed(attempt.lines)))
    if len(below) == len(attempt.lines):
        return
    pictures = [line for line in below if line.images and not line.text]
    cards = [line for line in pictures if all(map(is_card, line.images))]
    attempt.take_all(cards, "common/cards", Kind.RELATED)
    others = [line for line in pictures if not line.taken]
    if not others:
        return
    end = attempt.lines[-len(below) - 1].block
    claimed = [index for index in attempt.claimed(Kind.RELATED) if index > end and _has_pictures(attempt, index)]
    places = sorted([*claimed, *(card.block for card in cards)])
    banners = [line for line in others if len(places) > 1 and line.block > places[0]]
    if len(banners) <= _MOST_BANNERS:
        attempt.take_all(banners, _BANNERS, Kind.PROMO)


def _has_pictures(attempt: Attempt, index: int) -> bool:
    """Whether the element that was claimed at ``index`` has pictures."""
    part = attempt.parts[index]
    return isinstance(part, Claimed) and bool(part.images)


def take_animations(attempt: Attempt) -> None:
    """Remove animated pictures of 微信 over the first words of a story and below its last: they ask to follow or share.

    One that the words beside it speak of, or that has other pictures, a listing or a heading beside it, is the story's.
    """
    if not (attempt.rules.allows_weak and attempt.is_of_wechat):
        return
    is_titled = bool(attempt.lines) and attempt.lines[0].heading
    for lines in (attempt.lines[is_titled:], attempt.lines[::-1]):
        edge = list(takewhile(lambda line: line.taken or not line.text, lines))
        pictures = [line for line in edge if line.images and not line.taken]
        if not 0 < len(pictures) <= _MOST_ANIMATED or len(edge) == len(lines):
            continue
        beside = lines[len(edge)]
        between = attempt.parts[min(edge[0].block, beside.block) : max(edge[0].block, beside.block)]
        is_under_heading = beside.heading and beside.index < edge[0].index
        has_listing = any(_is_without_lines(part) and part.kind is not BlockKind.RULE for part in between)
        if is_under_heading or has_listing or any(_is_looked_at(attempt, line) for line in pictures):
            continue
        if all(re.search(_ANIMATED, image.src) for line in pictures for image in line.images):
            attempt.take_all(pictures, _ANIMATIONS, Kind.PROMO)


def take_dividers(attempt: Attempt) -> None:
    """Remove a picture that parts sections: it stands alone three times or more, with words in between.

    One that has an alt text, a caption, or a line before it that leads to it, is looked at for what it shows; one that
    always stands between the same words is part of a passage that was scraped several times.
    """
    alone = [line for line in attempt.lines if len(line.images) == 1 and not line.text]
    if len(alone) < _LEAST_DIVIDERS:
        return
    said = list(accumulate(map(says, attempt.lines)))
    told = list(accumulate(0 if line.taken else len(line.text) for line in attempt.lines))
    listed = list(accumulate(map(_length_of_listing, attempt.parts)))
    texts = [line.text for line in attempt.lines]
    over = list(accumulate(texts, _or_last))  # the nearest words above each line
    under = list(accumulate(reversed(texts), _or_last))  # and below it, from the end
    places: dict[str, list[Line]] = {}
    for line in alone:
        places.setdefault(line.images[0].src, []).append(line)
    for found in places.values():
        if len(found) < _LEAST_DIVIDERS or not all(said[a.index] < said[b.index] for a, b in pairwise(found)):
            continue
        first, last = found[0], found[-1]
        length = told[last.index] - told[first.index] + listed[last.block] - listed[first.block]
        if 0 < length < _LEAST_SECTION * (len(found) - 1) or any(_is_looked_at(attempt, line) for line in found):
            continue
        if len({(over[line.index], under[-1 - line.index]) for line in found}) == 1:
            continue
        attempt.take_all(found, "common/dividers", Kind.WIDGET)


def _or_last(last: str, text: str) -> str:
    return text or last


def _is_without_lines(part: Block | Claimed) -> TypeGuard[Block]:
    return type(part) is Block and part.kind in _WITHOUT_LINES


def _length_of_listing(part: Block | Claimed) -> int:
    """The number of characters of a listing or table, which has no lines; 0 of anything else."""
    if not _is_without_lines(part):
        return 0
    return sum(len(item.text) for item in part.every_inline if type(item) is Run)


def _is_looked_at(attempt: Attempt, line: Line) -> bool:
    """Whether a picture is no strip or icon, or has words that belong to it, or stands in a sentence: a formula."""
    image = line.images[0]
    if image.alt or (image.height > _HIGHEST_DIVIDER and 2 * image.height > image.width):
        return True
    above, below = next(attempt.above(line), None), next(attempt.below(line), None)
    if (
        above is not None
        and not above.taken
        and re.search(_TO_PICTURE, above.text[-_NEAR_PICTURE:])
        and not any(map(_is_without_lines, attempt.parts[above.block + 1 : line.block]))
    ):
        return True
    return (below is not None and below.text.startswith(_GOING_ON)) or _is_captioned(attempt, line)


def _is_captioned(attempt: Attempt, line: Line) -> bool:
    """Whether a picture has a caption, or the line below it reads as one."""
    behind = attempt.parts[line.block + 1 : line.block + 2]
    if any(type(part) is Block and part.kind is BlockKind.CAPTION for part in behind):
        return True
    below = next(attempt.below(line), None)
    return below is not None and len(below.text) <= LABEL and re.search(_CAPTION, below.text) is not None


def take_pictures_behind_desk(attempt: Attempt) -> None:
    """Remove up to three pictures as banners after two lines of the editorial desk, if only credits follow.

    One of the two lines may name the author, too, and stay; a line that names nobody but two of the desk is as good.
    So is one picture between a line of the desk and the terms of the site, if the story has others.
    """
    if not attempt.rules.allows_weak:
        return
    end = list(takewhile(lambda line: not line.text or line.taken or _is_made(attempt, line), attempt.lines[::-1]))
    desk: list[int] = []
    for index, line in enumerate(end):
        if line.text and _is_desk(attempt, line):
            desk += [index] * (2 if line.taken and len(find_roles(line.text)) > 1 else 1)
    below, most = (end[: desk[-2]], _MOST_BANNERS) if len(desk) > 1 else ([], 1)
    if len(desk) == 1 and any(_shows(line) for line in attempt.lines[: -desk[0] - 1]):
        below = list(dropwhile(lambda line: line.kind is not Kind.DISCLAIMER, end[: desk[0]]))
    pictures = [line for line in below if _shows(line)]
    if len(pictures) <= most:
        attempt.take_all(pictures, _BANNERS, Kind.PROMO)


def _shows(line: Line) -> bool:
    """Whether a line has a picture that stays."""
    return bool(line.images) and not line.taken


def _is_made(attempt: Attempt, line: Line) -> bool:
    """Whether a line is a credit of the story, and no caption."""
    return _is_desk(attempt, line) or (is_credit(line) and re.match(_CAPTION, line.text) is None)


def _is_desk(attempt: Attempt, line: Line) -> bool:
    """Whether a line was removed for its credits, or names editors beside the author."""
    if line.taken:
        return line.taken == CREDITS
    credits = attempt.credits(line)
    return credits is not None and bool(credits.editors)


def _take_picture_of_card(attempt: Attempt, line: Line) -> None:
    """Remove a picture beside a removed link that leads to the same address: both are one card."""
    links = attempt.addresses([line])
    for other in _beside(attempt, line):
        if other is not None and not other.text and all(image.href in links for image in other.images):
            attempt.take_with(other, line)


def _take_neighbour(attempt: Attempt, line: Line, last_story: int) -> None:
    """Remove the picture below or above a line about a QR code, if it may be one, and a rule took none below.

    Over the story, a picture with a caption is no code, nor is one below a line that has its code above it.
    """
    if line.kind is Kind.PROMO and "码" not in line.text and "碼" not in line.text:
        return
    above, below = _beside(attempt, line)
    is_below = not re.search(_ABOVE, line.text)
    between = attempt.parts[line.block + 1 : below.block if below is not None else None][:NEAR]
    if is_below and any(map(_is_claimed_code, between)):
        return
    if (
        below is not None
        and line.index < last_story
        and (_has_code_above(attempt, line, above) or _has_caption(attempt, below))
    ):
        is_below = False
    for other, wanted in ((below, is_below), (above, True)):
        if other is None or not wanted or other.text or other.taken:
            continue
        poster = re.search(_POSTER, line.text)
        is_named = poster is not None and (poster[1] == "上") == (other is above)
        if is_named or all(map(like_qr if line.index < last_story and other is above else may_be_qr, other.images)):
            attempt.take_with(other, line)
            return


def _has_caption(attempt: Attempt, picture: Line) -> bool:
    """Whether a picture has a caption that stays."""
    below = next(attempt.below(picture), None)
    return _is_captioned(attempt, picture) and below is not None and not below.taken


def _has_code_above(attempt: Attempt, line: Line, above: Line | None) -> bool:
    """Whether the code that a line is about stands right above it, or was removed there."""
    if above is not None and above.images and not above.text:
        known = attempt.rules.images.match(above.images[0].src)
        return any(hit.kind is Kind.QR for hit in known) or all(map(like_qr, above.images))
    between = attempt.parts[above.block + 1 if above is not None else 0 : line.block][-NEAR:]
    return any(map(_is_claimed_code, between))


def _is_claimed_code(part: Block | Claimed) -> bool:
    """Whether a rule removed an element with a code in it."""
    return isinstance(part, Claimed) and part.rule.kind is Kind.QR and bool(part.images)


def _beside(attempt: Attempt, line: Line) -> list[Line | None]:
    """The nearest lines above and below that are more than signs; None where there is none nearby."""
    sides = (attempt.above(line), attempt.below(line))
    return [next((other for other in islice(side, NEAR) if not is_sign(other)), None) for side in sides]


def take_durations(attempt: Attempt) -> None:
    """Remove the duration of a video (01:36) on the line right after it."""
    for line in attempt.lines:
        if len(line.text) > _LONGEST_DURATION or ":" not in line.text:
            continue
        if line.block and re.fullmatch(_DURATION, line.text):
            before = attempt.parts[line.block - 1]
            if type(before) is Block and before.kind is BlockKind.EMBED:
                attempt.take_as(line, "common/durations", Kind.WIDGET)


def take_signs(attempt: Attempt) -> None:
    """Remove arrows and dashes that point at removed lines, or separate nothing else."""
    standing = [line.index for line in attempt.lines if not (line.taken or is_sign(line))]
    first, last = (standing[0], standing[-1]) if standing else (len(attempt.lines), -1)
    for are_signs, lines in groupby(attempt.lines, key=is_sign):
        signs = list(lines) if are_signs else []
        for line in signs:
            above, below = next(attempt.above(signs[0]), None), next(attempt.below(signs[-1]), None)
            is_at_start = above is not None and line.index < first
            is_at_end = line.index > last and (below is not None or _claims_behind(attempt, line))
            is_amid = above is not None and above.taken and (below is None or below.taken)
            points = below is not None and below.taken and re.search(_DOWN, line.text)
            if is_at_start or is_at_end or is_amid or points:
                attempt.take_as(line, "common/signs", Kind.WIDGET)


def _claims_behind(attempt: Attempt, line: Line) -> bool:
    """Whether a rule removed the element after this line."""
    part = attempt.parts[line.block + 1] if line.block + 1 < len(attempt.parts) else None
    return isinstance(part, Claimed) and isinstance(part.rule, Rule)


def take_orphans(attempt: Attempt) -> None:
    """Remove a short heading (交流 over promotion) if every line below it was removed, and it has no subheadings.

    A heading right over another of its own rank, with a section of its own, headed nothing before: it stays. Late in a
    post its section ends at a rule, too, whatever stands below that.
    """
    if not any(line.heading for line in attempt.lines):
        return
    level, end = 0, len(attempt.parts)  # the level of the first block below that stays, and its place
    is_ruled, late = False, _LATE * len(attempt.spoken)
    for index, part in reversed(list(enumerate(attempt.parts))):
        if type(part) is not Block or part.kind is BlockKind.RULE:
            is_ruled = is_ruled or type(part) is Block
            continue
        lines = attempt.by_block.get(index, [])
        is_title = index == 0 and part.level == 1
        is_over = end == len(attempt.parts) or 0 < level <= part.level
        is_over = is_over or (is_ruled and any(line.turn >= late for line in lines))
        if part.kind is BlockKind.HEADING and is_over and not is_title and all(map(_may_be_orphan, lines)):
            first = _removed_section(attempt, index, part.level, end)
            if first is not None:
                for line in lines:
                    attempt.take_with(line, first)
        if not lines or not all(line.taken for line in lines):
            level, end, is_ruled = part.level, index, False


def take_last_heading(attempt: Attempt) -> None:
    """Remove the heading over what is said of the author, where no word and no picture stands below it."""
    last = next((line for line in reversed(attempt.spoken) if not line.taken), None)
    if last is None or len(last.text) >= _SHORT_HEADING or re.fullmatch(_ABOUT_AUTHOR, last.text) is None:
        return
    below = enumerate(attempt.parts[last.block + 1 :], last.block + 1)
    left = [place for place, part in below if type(part) is Block and part.kind is not BlockKind.RULE]
    if is_introduced(last) or not attempt.rules.allows_strong:
        return
    if all(place in attempt.by_block and all(line.taken for line in attempt.by_block[place]) for place in left):
        attempt.take_as(last, "common/about-nobody", Kind.WIDGET)


def _may_be_orphan(line: Line) -> bool:
    """Whether a line of a heading stays, and is as short as those over boilerplate.

    One with a link in it says something itself: 源码地址：toast.
    """
    has_link = 0 < line.links < len(line.text)
    return not (line.taken or has_link) and len(line.text) < _SHORT_HEADING


def _removed_section(attempt: Attempt, heading: int, level: int, end: int) -> Line | None:
    """The first line below a heading, if what was removed below it, up to a rule, is its section; None if not."""
    removed = (index for index in range(heading + 1, end) if type(attempt.parts[index]) is Block)
    section = (line for index in takewhile(attempt.by_block.get, removed) for line in attempt.by_block[index])
    first = next(section, None)
    if first is None:
        return None
    beside = attempt.parts[heading + 1]
    is_next = type(beside) is Block and 0 < beside.level <= level
    if is_next and any(map(attempt.by_block.get, range(heading + 2, end))):
        return None
    counted = (line for line in (first, *section) if attempt.rules.role_of(line.taken) not in _NO_SECTION)
    return first if any(line.images or re.search(_LETTER, line.text) for line in counted) else None
