"""A post to an article: boilerplate is removed, and each piece recorded with the rule that removed it.

Evidence comes from the markup (claims), from the words of whole lines, from their position, and from their neighbours.
Precision comes first: where rules would remove much of a story, the brake undoes them.
"""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from itertools import pairwise

from fraudnews import accounts, below, heads, lineends, neighbours, related, wordings
from fraudnews.address import clean_image_address
from fraudnews.attempt import Attempt
from fraudnews.draft import Draft, assemble
from fraudnews.errors import AllRemovedError, EmptyError
from fraudnews.lines import ANSWERS, FOOTER_LINES, may_be_footer, one_blank
from fraudnews.markup import page_title
from fraudnews.markup.media import is_small
from fraudnews.model import (
    BRAKE,
    BRAKED,
    Article,
    Block,
    BlockKind,
    Image,
    Kind,
    Mark,
    Metadata,
    Options,
    Post,
    Role,
    Run,
)
from fraudnews.parse.dates import parse_date
from fraudnews.ruleset import RuleSet, find_site, rule_set

#: Characters that rules may remove even from a short story, such as a news flash with a long disclaimer.
_BRAKE_FLOOR = 400
#: The deepest level of a heading that may be the title of a file.
_TITLE_LEVEL = 2
#: The fewest characters of a title that others as high may follow, and how a section begins.
_LONG_TITLE, _NUMBERED = 10, r"[（(]?(?:[一二三四五六七八九十]+|\d+) ?[、.．)）]"
#: The longest line of a footer, in characters.
_LONGEST_OF_SITE = 150
#: Passes over a story, at most: each brings other lines to the edge. Real posts need few.
_MOST_PASSES = 50
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
#: What a crawler writes where a page has nothing.
_NOTHING = ((Run("null"),), (Run("undefined"),))
_PUBLISHED = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$|(?<=^日期：).+"


def clean_post(post: Post, options: Options) -> Article:
    """Return the article in ``post``.

    Raises EmptyError where there is no story in the body, AllRemovedError where nothing of it would be left, RuleError
    for a rule file or site in the options that is wrong.
    """
    article = clean_anyway(post, options)
    if not article.blocks:
        raise AllRemovedError("nothing but boilerplate is in this post", "look at it with fraudnews explain")
    return article


def clean_anyway(post: Post, options: Options) -> Article:
    """As :func:`clean_post`, but where nothing would be left, an article without blocks that says what was removed.

    Raises EmptyError where there is no story in the body, and RuleError.
    """
    url = post.meta.url or (_stated_address(post.body) if post.meta == Metadata() else None)
    site = find_site(options.rules, options.site, post.meta.author, url, post.body)
    rules = rule_set(options.rules, site, options.keep)
    title_of_page = "" if post.meta.title else page_title(post.body)
    title = post.meta.title or title_of_page
    draft = _run(Attempt(post.body, rules), title, post.meta.date)
    brakes: list[str] = []
    if _takes_too_much(draft.weak, draft):
        draft = _run(Attempt(post.body, rule_set(options.rules, site, options.keep, weak=False)), title, post.meta.date)
        brakes.append(f"{BRAKED}rules would have taken much of the story: weak evidence was not used")
    if (draft.strong > _BRAKE_FLOOR and _takes_too_much(draft.strong, draft)) or (
        draft.strong and not draft.kept and not draft.pictures
    ):
        certain = rule_set(options.rules, site, options.keep, weak=False, strong=False)
        draft = _run(Attempt(post.body, certain), title, post.meta.date)
        brakes.append(f"{BRAKED}rules would have taken much of the story: only certain evidence was used")
    if not any(removal.text for removal in draft.removed) and (
        not draft.blocks or (len(draft.blocks) == 1 and draft.blocks[0].inlines in _NOTHING)
    ):
        raise EmptyError("there is no story in this post", "leave it out, or scrape it again")
    return Article(
        id=post.id,
        meta=_metadata(post, title_of_page, rules, draft, options.assume_timezone),
        blocks=draft.blocks,
        images=draft.pictures,
        site=site,
        removed=draft.removed,
        warnings=(*post.warnings, *draft.warnings, *brakes),
    )


def _run(attempt: Attempt, title: str, date: datetime | None) -> Draft:
    """Remove lines for their words first, then the neighbours of removed lines."""
    if _may_be_page(attempt, title) and Kind.WIDGET not in attempt.rules.kept:
        from fraudnews.frames import take_frames  # only for what may be a whole page, as few posts are

        take_frames(attempt, title)
    if attempt.rules.strong:
        heads.take_links_over_story(attempt)
        heads.take_summary(attempt)
        heads.take_tables(attempt)
    wordings.take_anywhere(attempt)
    related.find_sections(attempt)
    wordings.take_late(attempt)
    wordings.take_group(attempt)
    wordings.take_recruiting(attempt)
    related.take_series(attempt, title)
    related.take_repeated(attempt)
    attempt.footer = wordings.find_footer(attempt)
    for _ in range(_MOST_PASSES):  # what is removed brings other lines to the edge
        before = attempt.taken
        _take_at_edges(attempt, title, date)
        if attempt.taken == before:
            break
        wordings.take_late(attempt)
    if attempt.taken:
        wordings.take_labels(attempt)
    lineends.cut_ends(attempt)
    lineends.name_beside_authors(attempt)
    _take_neighbours(attempt)
    return assemble(attempt, title)


def _take_at_edges(attempt: Attempt, title: str, date: datetime | None) -> None:
    """Remove what is boilerplate at the title and at the end, as far as these have come."""
    wordings.take_edges(attempt)
    if attempt.rules.strong:
        heads.take_around_title(attempt, title, date)
        heads.take_counters(attempt)
        heads.take_links_under_story(attempt)
        heads.take_buttons(attempt)
        heads.take_accounts(attempt)
    related.take_sections(attempt)
    related.take_links_behind(attempt)
    below.take_below_desk(attempt)
    below.take_comments(attempt)
    related.take_tags(attempt)
    wordings.take_under_desk(attempt)
    wordings.take_contacts(attempt)
    wordings.take_favours(attempt)
    wordings.take_led_to(attempt)
    accounts.take_foot_of_account(attempt)
    if attempt.taken:
        neighbours.take_orphans(attempt)


def _take_neighbours(attempt: Attempt) -> None:
    """Remove pictures, signs and headings for what stands beside them."""
    neighbours.take_cards(attempt)
    if attempt.taken:
        neighbours.take_neighbours(attempt)
        neighbours.take_last_pictures(attempt)
        neighbours.take_pictures_behind_desk(attempt)
        neighbours.take_orphans(attempt)
    before = attempt.taken
    neighbours.take_animations(attempt)
    neighbours.take_dividers(attempt)
    neighbours.take_pictures(attempt)
    if attempt.taken > before:
        neighbours.take_orphans(attempt)
    if attempt.taken or len(attempt.parts) > len(attempt.lines):
        neighbours.take_durations(attempt)
        neighbours.take_signs(attempt)


def _may_be_page(attempt: Attempt, title: str) -> bool:
    """Whether the title, or the first line of it, stands below other lines, or there may be a footer or comments."""
    if attempt.may_have_comments:
        return True
    for line in attempt.spoken[1:]:
        if (
            line.text == title
            or (line.heading and title.startswith(line.text))
            or (line.links and line.text in ANSWERS)
        ):
            return True
    last = [line.text for line in attempt.spoken[-FOOTER_LINES:] if len(line.text) <= _LONGEST_OF_SITE]
    return may_be_footer(" ".join(last))


def _takes_too_much(taken: int, draft: Draft) -> bool:
    return taken > BRAKE * (draft.kept + draft.weak + draft.strong)


def _metadata(post: Post, title: str, rules: RuleSet, draft: Draft, assume: tzinfo) -> Metadata:
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


def _stated_address(body: str) -> str | None:
    """The address of the page that the last lines of a file without front matter say they are a copy of."""
    found = re.findall(_STATED, body[-_FOOT:])
    return found[-1] if found else None


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
