"""A post to an article: boilerplate is removed, and each piece recorded with the rule that removed it.

Evidence comes from the markup (claims), from the words of whole lines, from their position, and from their neighbours.
Precision comes first: where rules would remove much of a story, the brake undoes them.
"""

from __future__ import annotations

from datetime import datetime

from fraudnews import accounts, below, heads, lineends, neighbours, related, wordings
from fraudnews.attempt import Attempt
from fraudnews.draft import Draft, assemble, with_captions, without_empty_alts
from fraudnews.errors import AllRemovedError, EmptyError
from fraudnews.markup import page_title
from fraudnews.metadata import read_metadata, stated_address
from fraudnews.model import BRAKE, BRAKED, Article, Kind, Metadata, Options, Post, Run
from fraudnews.ruleset import find_site, rule_set

#: Characters that rules may remove even from a short story, such as a news flash with a long disclaimer.
_BRAKE_FLOOR = 400
#: Passes over a story, at most: each brings other lines to the edge. Real posts need few.
_MOST_PASSES = 50
#: What a crawler writes where a page has nothing.
_NOTHING = ((Run("null"),), (Run("undefined"),))


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
    url = post.meta.url or (stated_address(post.body) if post.meta == Metadata() else None)
    site = find_site(options.rules, options.site, post.meta.author, url, post.body)
    rules = rule_set(options.rules, site, options.keep)
    title_of_page = "" if post.meta.title else page_title(post.body)
    title = post.meta.title or title_of_page

    def attempt(**surer: bool) -> Draft:
        return _run(Attempt(post.body, rule_set(options.rules, site, options.keep, **surer)), title, post.meta.date)

    draft = attempt()
    brakes: list[str] = []
    if _takes_too_much(draft.taken_weakly, draft):
        draft = attempt(allows_weak=False)
        brakes.append(f"{BRAKED}rules would have taken much of the story: weak evidence was not used")
    if (draft.taken_strongly > _BRAKE_FLOOR and _takes_too_much(draft.taken_strongly, draft)) or (
        draft.taken_strongly and not draft.kept and not draft.pictures
    ):
        draft = attempt(allows_weak=False, allows_strong=False)
        brakes.append(f"{BRAKED}rules would have taken much of the story: only certain evidence was used")
    if not any(removal.text for removal in draft.removed) and (
        not draft.blocks or (len(draft.blocks) == 1 and draft.blocks[0].inlines in _NOTHING)
    ):
        raise EmptyError("there is no story in this post", "leave it out, or scrape it again")
    meta = read_metadata(post, title_of_page, rules, draft, options.assume_timezone)
    draft = without_empty_alts(with_captions(draft), meta.title)
    return Article(
        id=post.id,
        meta=meta,
        blocks=draft.blocks,
        images=draft.pictures,
        site=site,
        removed=draft.removed,
        warnings=(*post.warnings, *draft.warnings, *brakes),
    )


def _run(attempt: Attempt, title: str, date: datetime | None) -> Draft:
    """Remove lines for their words first, then the neighbours of removed lines."""
    title = attempt.as_compared(title)
    if attempt.may_be_page(title) and Kind.WIDGET not in attempt.rules.kept:
        from fraudnews.frames import take_frames  # only for what may be a whole page, as few posts are

        take_frames(attempt, title)
    if attempt.rules.allows_strong:
        heads.take_links_over_story(attempt)
        heads.take_summary(attempt)
        heads.take_tables(attempt)
        heads.bare_sources(attempt)
        accounts.take_card_of_source(attempt)
    wordings.take_anywhere(attempt)
    related.find_sections(attempt)
    wordings.take_pitches(attempt)
    wordings.take_late(attempt)
    wordings.take_group(attempt)
    wordings.take_recruiting(attempt)
    related.take_series(attempt, title)
    related.take_repeated(attempt)
    attempt.footer = wordings.find_footer(attempt)
    for _ in range(_MOST_PASSES):  # what is removed brings other lines to the edge
        before = attempt.gone
        _take_at_edges(attempt, title, date)
        wordings.take_pitches(attempt, known=True)
        if attempt.gone == before:
            break
        wordings.take_late(attempt)
    if attempt.gone:
        wordings.take_labels(attempt)
    lineends.cut_ends(attempt)
    lineends.part_from_authors(attempt)
    _take_neighbours(attempt)
    return assemble(attempt)


def _take_at_edges(attempt: Attempt, title: str, date: datetime | None) -> None:
    """Remove what is boilerplate at the title and at the end, as far as these have come."""
    wordings.take_edges(attempt)
    if attempt.rules.allows_strong:
        heads.take_around_title(attempt, title, date)
        heads.take_counters(attempt)
        heads.take_links_under_story(attempt)
        heads.take_rows(attempt)
        heads.take_foot_of_site(attempt)
        heads.take_buttons(attempt)
        accounts.take_accounts(attempt)
    related.take_titles_over_buttons(attempt)
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
    below.take_left_over(attempt)
    if attempt.gone:
        neighbours.take_orphans(attempt)


def _take_neighbours(attempt: Attempt) -> None:
    """Remove pictures, signs and headings for what stands beside them."""
    neighbours.take_cards(attempt)
    neighbours.take_last_heading(attempt)
    if attempt.gone:
        neighbours.take_neighbours(attempt)
        neighbours.take_last_pictures(attempt)
        neighbours.take_pictures_behind_desk(attempt)
        neighbours.take_orphans(attempt)
    before = attempt.gone
    neighbours.take_animations(attempt)
    neighbours.take_dividers(attempt)
    neighbours.take_pictures(attempt)
    if attempt.gone:
        neighbours.take_repeats(attempt)
    if attempt.gone > before:
        neighbours.take_orphans(attempt)
    if attempt.gone or len(attempt.parts) > len(attempt.lines):
        neighbours.take_durations(attempt)
        neighbours.take_signs(attempt)


def _takes_too_much(taken: int, draft: Draft) -> bool:
    return taken > BRAKE * (draft.kept + draft.taken_weakly + draft.taken_strongly)
