"""What an article says of itself: the front matter, a cover that is one, and the editors that were named.

A file without front matter has its title at the top, when it was published below that, and its address beside either
or in its last lines.
"""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from itertools import pairwise

from fraudnews.address import clean_image_address
from fraudnews.draft import Draft
from fraudnews.lines import one_blank
from fraudnews.markup.media import is_small
from fraudnews.model import Block, BlockKind, Image, Mark, Metadata, Post, Role, Run
from fraudnews.parse.dates import parse_date
from fraudnews.ruleset import RuleSet

#: The deepest level of a heading that may be the title of a file.
_TITLE_LEVEL = 2
#: The fewest characters of a title that others as high may follow, and how a section begins.
_LONG_TITLE, _NUMBERED = 10, r"[（(]?(?:[一二三四五六七八九十]+|\d+) ?[、.．)）]"
#: The blocks, at most, above the line that says when a file without front matter was published.
_MOST_ABOVE_DATE = 4
#: How a line of a broken front matter begins, which Markdown may take for a heading: ``title: x``.
_FIELD = "[A-Za-z_]{2,20}: "
#: What stands before the address of a file without front matter, and one that is no link.
_ORIGIN = "[^。！？“”]{0,40}原文(?:链接|地址)?[：:]"
_BARE = r"https?://\S{1,2000}$"
#: How the last lines say it, and how many characters they have.
_STATED = r"原文(?:链接|地址|网址)[^\n：:]{0,12}[：:] ?<?(https?://[^\s<>\"')\]]{4,500})"
_FOOT = 3_000
#: How often a picture stands above a heading, at least, that parts the sections of a story.
_LEAST_ABOVE_HEADINGS = 2
_PUBLISHED = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$|(?<=^日期：).+"


def read_metadata(post: Post, title: str, rules: RuleSet, draft: Draft, assume: tzinfo) -> Metadata:
    """The metadata of a post with what its body adds: ``title`` is that of the page, ``assume`` the zone of dates."""
    meta = post.meta
    if meta == Metadata() and not title and draft.blocks:
        title = _heading(draft.blocks)
        if title:
            meta = meta._replace(date=_date_in_byline(draft, rules, assume), url=_address(draft.blocks))
    if title:
        meta = meta._replace(title=one_blank(title).strip())
    editors = tuple(dict.fromkeys((*meta.editor, *draft.editors)))
    gone = {_absolute(src) for removal in draft.removed for src in removal.images}
    held = {picture.src for picture in draft.pictures}
    cover = next((src for src in post.covers if src in held or _may_be_cover(src, gone, rules)), None)
    if cover in held and (_is_sign(cover, draft.blocks) or _is_divider(cover, draft.blocks)):
        cover = None
    return meta._replace(editor=editors, cover=cover)


def stated_address(body: str) -> str | None:
    """The address of the page that the last lines of a file without front matter say they are a copy of."""
    found = re.findall(_STATED, body[-_FOOT:])
    return found[-1] if found else None


def _is_sign(src: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a picture of the story is shown as small as a letter: an emoji, a star, an eye."""
    images = (item for block in blocks for item in block.inlines if type(item) is Image and item.src == src)
    return any(map(is_small, images))


def _is_divider(src: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a picture parts the sections: it stands alone twice or more, each time above a heading."""
    alone = (block.inlines[0] if len(block.inlines) == 1 else None for block in blocks)
    below = [place for place, item in enumerate(alone, 1) if type(item) is Image and item.src == src]
    return len(below) >= _LEAST_ABOVE_HEADINGS and all(any(map(_is_heading, blocks[at : at + 1])) for at in below)


def _is_heading(block: Block) -> bool:
    """Whether a block is a heading, or all its words are bold."""
    words = [item for item in block.inlines if type(item) is Run and not item.text.isspace()]
    return block.kind is BlockKind.HEADING or (bool(words) and all(run.marks & Mark.BOLD for run in words))


def _may_be_cover(src: str, gone: set[str], rules: RuleSet) -> bool:
    """Whether a picture that is not in the story may be its cover: it is neither a placeholder nor boilerplate."""
    return clean_image_address(src) is not None and _absolute(src) not in gone and not rules.images.match(src)


def _heading(blocks: tuple[Block, ...]) -> str:
    """The title at the top of a file without front matter, or below its cover; "" if there is none.

    Below a cover, no other heading may be as high: one of many is no title.
    """
    first = next((block for block in blocks if not _is_picture(block)), blocks[0])
    if first.kind is not BlockKind.HEADING or (first.level > _TITLE_LEVEL and not _is_ruled_off(first, blocks)):
        return ""
    if first is not blocks[0] and sum(block.level == first.level for block in blocks) > 1:
        return ""
    words = "".join(item.text for item in first.inlines if type(item) is Run)
    return "" if re.match(_FIELD, words) else words


def _address(blocks: tuple[Block, ...]) -> str | None:
    """The address of a file without front matter: its heading is a link to it, or 原文： with one stands below."""
    for block, before in zip((block for block in blocks if not _is_picture(block)), ("", _ORIGIN), strict=False):
        runs = [item for item in block.inlines if type(item) is Run]
        unlinked = "".join(run.text for run in runs if not run.href).strip()
        addresses = {run.href for run in runs if run.href and run.href.startswith(("http://", "https://"))}
        bare = re.search(_BARE, unlinked)
        if bare is not None:
            addresses.add(bare[0])
            unlinked = unlinked[: bare.start()].rstrip()
        if len(addresses) == 1 and re.fullmatch(before, unlinked):
            return addresses.pop()
    return None


def _is_ruled_off(first: Block, blocks: tuple[Block, ...]) -> bool:
    """Whether a heading at the top has a rule under it, no other one is higher, and it is long or none is as high.

    A long one may have others as high below it, but none of these has a rule, too.
    """
    if blocks[0] is not first or len(blocks) == 1 or blocks[1].kind is not BlockKind.RULE:
        return False
    words = "".join(item.text for item in first.inlines if type(item) is Run)
    is_long = len(words) >= _LONG_TITLE and re.match(_NUMBERED, words) is None
    below = ((block, part) for block, part in pairwise(blocks[1:]) if block.kind is BlockKind.HEADING)
    high = [(block, part) for block, part in below if block.level <= first.level]
    return not high or (
        is_long and all(block.level == first.level and part.kind is not BlockKind.RULE for block, part in high)
    )


def _is_picture(block: Block) -> bool:
    return bool(block.inlines) and all(type(item) is Image for item in block.inlines)


def _date_in_byline(draft: Draft, rules: RuleSet, assume: tzinfo) -> datetime | None:
    """The date of a file without front matter, from the line below its title: 江岭警事 2025-03-07 15:48."""
    said = (removal for removal in draft.removed if rules.role_of(removal.rule) == Role.PUBLISHED)
    byline = next((removal.text for removal in said if removal.place <= _MOST_ABOVE_DATE), "")
    published = re.search(_PUBLISHED, byline)
    return parse_date(published[0] if published else byline, assume)


def _absolute(src: str) -> str:
    """An address without its scheme, which may differ between front matter and body."""
    return src.partition("//")[2] or src
