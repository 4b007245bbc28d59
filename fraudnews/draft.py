"""The result of an attempt: the story that is left, and what was removed, in reading order."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from fraudnews.attempt import FRAME, Attempt
from fraudnews.lines import ON_PICTURES, Line, letters
from fraudnews.markup import Claimed
from fraudnews.markup.words import EDGE
from fraudnews.model import Block, BlockKind, Break, Image, Inline, Kind, Picture, Removal, Run

#: The rule on record for a picture beside the source.
LOGO = "common/logo"
#: A shorter title, or part of a caption, in letters, may be what a picture shows.
_LEAST_TITLE = 6
#: How many more characters a caption behind a picture has than its alt text, at most: 江岭日报记者 杨小树 摄.
_MOST_AROUND_ALT = 16
#: Keywords of the site, which say what a post is filed under if several of its pictures have the same: 江岭,大米,诈骗
_KEYWORDS = r"[^\s,，。；：！？]{1,12}(?:,[^\s,，。；：！？]{0,12}){2,}"
#: What a page may say of the picture over a story, behind its title.
_OF_COVER = "的?(?:[头頭题題封配][图圖]|封面[图圖]?)$"
_RULE = BlockKind.RULE


class Draft(NamedTuple):
    """What one attempt makes of a body: its story, and what was removed.

    ``kept`` is the number of characters in the story; ``taken_weakly`` and ``taken_strongly`` are those removed on such
    evidence.
    """

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    removed: tuple[Removal, ...]
    editors: tuple[str, ...]
    warnings: tuple[str, ...]
    kept: int
    taken_weakly: int
    taken_strongly: int


def assemble(attempt: Attempt) -> Draft:
    """The result of an attempt, once nothing more is removed; rules (``<hr>``) at the edges or in a row go, too."""
    blocks: list[Block] = []
    removed: list[Removal] = []
    for index, part in enumerate(attempt.parts):
        if isinstance(part, Claimed):
            removed.append(Removal(part.rule.id, part.rule.kind, part.text, part.images, len(blocks)))
            continue
        for line in attempt.by_block.get(index, ()):
            if line.taken or line.cut or line.bare:
                inlines = _kept(part, attempt.by_block[index], removed, len(blocks))
                if inlines:
                    blocks.append(part._replace(inlines=inlines))
                break
        else:
            if part.kind is not _RULE or (blocks and blocks[-1].kind is not _RULE):
                blocks.append(part)
    if blocks and blocks[-1].kind is _RULE:
        del blocks[-1]
        removed = [removal._replace(place=min(removal.place, len(blocks))) for removal in removed]
    editors = tuple(dict.fromkeys(name for place in sorted(attempt.editors) for name in attempt.editors[place]))
    length, pictures = _measure(blocks)
    return Draft(
        blocks=tuple(blocks),
        pictures=pictures,
        removed=tuple(removed),
        editors=editors,
        warnings=tuple(attempt.warnings),
        kept=length,
        taken_weakly=attempt.taken_weakly,
        taken_strongly=attempt.taken_strongly,
    )


def with_captions(draft: Draft) -> Draft:
    """The draft with a caption of its own for each picture that has its alt text behind or below it, in whatever."""
    if not any(picture.alt for picture in draft.pictures):
        return draft
    blocks: list[Block] = []
    places = [0]
    for block in draft.blocks:
        blocks += _parted(block)
        places.append(len(blocks))
    below = [place for place, (picture, words) in enumerate(pairwise(blocks), 1) if _is_below(picture, words)]
    for place in below:
        blocks[place] = blocks[place]._replace(kind=BlockKind.CAPTION)
    if len(blocks) == len(draft.blocks) and not below:
        return draft
    removed = tuple(removal._replace(place=places[removal.place]) for removal in draft.removed)
    return draft._replace(blocks=tuple(blocks), pictures=_measure(blocks)[1], removed=removed)


def _parted(block: Block) -> tuple[Block, ...]:
    """The picture that a paragraph begins with, and its caption, if all words behind it are; or else the block."""
    first, words = block.inlines[:1], block.inlines[1:]
    if block.kind is not BlockKind.PARAGRAPH or not first or type(picture := first[0]) is not Image or not picture.alt:
        return (block,)
    if any(type(item) is Image for item in words):
        return (block,)
    words = _words(dropwhile(lambda item: type(item) is Break, words))
    text = "".join([item.text for item in words if type(item) is Run])
    if len(text) > len(picture.alt) + _MOST_AROUND_ALT or not _repeats(picture.alt, text):
        return (block,)
    return (block._replace(inlines=first), block._replace(kind=BlockKind.CAPTION, inlines=words))


def _is_below(block: Block, words: Block) -> bool:
    """Whether a paragraph says the same as the alt text of the one picture of the block above, which ends that."""
    images = [item for item in block.inlines if type(item) is Image]
    if len(images) != 1 or block.inlines[-1] is not images[0] or words.kind is not BlockKind.PARAGRAPH:
        return False
    if block.path != words.path or any(type(item) is Image for item in words.inlines):
        return False
    name = letters(images[0].alt)
    return bool(name) and name == letters("".join([item.text for item in words.inlines if type(item) is Run]))


def without_empty_alts(draft: Draft, title: str) -> Draft:
    """The draft without alt texts that tell nothing more of a picture.

    They only say the title of the post, or its keywords, or what the caption below says.
    """
    shown = Counter(picture.alt for picture in draft.pictures if picture.alt)
    empty = {
        alt for alt, count in shown.items() if _says_title(alt, title) or (count > 1 and re.fullmatch(_KEYWORDS, alt))
    }
    empty.update(picture.alt for picture in draft.pictures if picture.alt and _repeats(picture.alt, picture.caption))
    if not empty:
        return draft
    blocks = [_without_alts(block, empty) for block in draft.blocks]
    return draft._replace(blocks=tuple(blocks), pictures=_measure(blocks)[1])


def _kept(block: Block, lines: list[Line], removed: list[Removal], place: int) -> tuple[Inline, ...]:
    """The inlines of a block without its removed lines and ends of lines, which are added to ``removed``."""
    kept: list[Inline] = []
    for line in lines:
        piece = block.inlines[line.start : line.end]
        if line.kind is not None:
            piece = _pictures_left(line, piece)
            images = tuple(image.src for image in line.images if image not in piece)
            removed.append(Removal(line.taken, line.kind, line.written, images, place))
        elif line.cut:
            closing = line.written.rpartition(line.cut.text)[2].strip()
            closed = _end_of(piece, closing)
            piece, signs = _cut(piece, line.cut.text + closing)
            piece += closed
            removed.append(line.cut._replace(images=signs, place=place))
        elif line.bare:
            piece = _words(piece)
            removed.append(Removal(LOGO, Kind.WIDGET, "", tuple(image.src for image in line.images), place))
        if kept and piece:
            kept.append(Break())
        kept.extend(piece)
    return tuple(kept)


def _words(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines without pictures, and without the blanks beside these."""
    words: list[Inline] = []
    for item in inlines:
        if type(item) is Run:
            text = item.text if words and not _ends_blank(words[-1]) else item.text.lstrip(EDGE)
            words += [item._replace(text=text)] if text else []
        elif type(item) is not Image:
            words.append(item)
    return tuple(words)


def _ends_blank(item: Inline) -> bool:
    return type(item) is Run and item.text[-1] in EDGE


def _pictures_left(line: Line, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The pictures of a removed line that stay.

    Pictures stay if the words only say how to enlarge them, or if they stand before an editor's line, the owner of the
    pictures, an end mark or a button; but the icon of a button, whose alt text is the button's text, does not. A frame
    loses all its pictures.
    """
    if line.taken == FRAME or line.bare:
        return ()
    if line.kind is Kind.WIDGET and line.pictured:
        return line.images
    if line.kind is Kind.WIDGET and line.text:
        return tuple(takewhile(lambda item: type(item) is Image and item.alt != line.written, inlines))
    if line.kind is Kind.EDITOR or (line.kind is Kind.DISCLAIMER and re.search(ON_PICTURES, line.text)):
        return tuple(takewhile(lambda item: type(item) is Image, inlines))
    return ()


def _measure(blocks: list[Block]) -> tuple[int, tuple[Picture, ...]]:
    """The number of characters in the story, and its pictures, each with the caption below it."""
    length = 0
    pictures: list[Picture] = []
    for index, block in enumerate(blocks, 1):
        images: dict[Image, None] = {}
        for item in block.every_inline if block.rows else block.inlines:
            if type(item) is Run:
                length += len(item.text)
            elif type(item) is Image:
                images[item] = None
        if images:
            caption = ""
            if index < len(blocks) and blocks[index].kind is BlockKind.CAPTION:
                caption = "".join(item.text for item in blocks[index].inlines if type(item) is Run)
            pictures += [Picture(image.src, image.alt, caption) for image in images]
    return length, tuple(pictures)


def _repeats(alt: str, caption: str) -> bool:
    """Whether a caption says all that an alt text does, behind 图／, too."""
    if alt == caption:
        return True
    name = letters(alt) if caption else ""
    return len(name) >= _LEAST_TITLE and name in letters(caption)


def _says_title(alt: str, title: str) -> bool:
    """Whether an alt text is the title, or has its letters, with other signs between them: an archive has _ for “.

    It may say that the picture is the cover, too: 一笔钱的三个去处的头图.
    """
    if alt == title:
        return True
    name = letters(title)
    return len(name) >= _LEAST_TITLE and re.sub(_OF_COVER, "", letters(alt)) == re.sub(_OF_COVER, "", name)


def _without_alts(block: Block, empty: set[str]) -> Block:
    """The block, whose pictures have no alt text of these."""

    def without(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(item._replace(alt="") if type(item) is Image and item.alt in empty else item for item in inlines)

    rows = tuple(tuple(cell._replace(inlines=without(cell.inlines)) for cell in row) for row in block.rows)
    return block._replace(inlines=without(block.inlines), rows=rows)


def _end_of(piece: tuple[Inline, ...], tail: str) -> tuple[Run, ...]:
    """The runs at the end of ``piece`` with the text ``tail`` (blanks are ignored), as they are marked and linked."""
    left = sum(character not in EDGE for character in tail)
    runs: list[Run] = []
    for item in reversed(piece):
        if left == 0:
            break
        if type(item) is Run:
            start = len(item.text)
            while start > 0 and left > 0:
                start -= 1
                left -= item.text[start] not in EDGE
            runs.append(item._replace(text=item.text[start:]))
    return tuple(reversed(runs))


def _cut(piece: tuple[Inline, ...], tail: str) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    """``piece`` without the text ``tail`` at its end (blanks are ignored), and the addresses of icons in its links."""
    left = sum(character not in EDGE for character in tail)
    kept = list(piece)
    behind: list[Inline] = []
    links: set[str] = set()
    while kept and (left > 0 or (type(kept[-1]) is Run and kept[-1].text.isspace())):
        item = kept.pop()
        if type(item) is not Run:
            behind.append(item)
            continue
        text = item.text
        while text and left > 0:
            left -= text[-1] not in EDGE
            text = text[:-1]
        if text := text.rstrip(EDGE):
            kept.append(item._replace(text=text))
        elif item.href:
            links.add(item.href)
    signs = [item for item in reversed(behind) if type(item) is Image and item.href in links]
    return (*kept, *(item for item in reversed(behind) if item not in signs)), tuple(sign.src for sign in signs)
