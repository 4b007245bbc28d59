"""Why something is removed, and where that is written: the reasons for the rule ids in removals."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import tomli

from fraudnews.places import find_tables, tables_of
from fraudnews.rulefiles import built_in_files, name_of, read_rules, rule_files
from fraudnews.rules import rule_id

_PACKAGE = Path(__file__).parent

#: Reasons that are no rule of a file: id, kind, the module that decides it, and why.
_IN_CODE = (
    ("common/credits", "editor", "credits.py", "all of the line is roles of the desk and the names of those in them"),
    ("common/calls", "promo", "calls.py", "all of the line is words that call the reader to follow or to share"),
    ("common/animations", "promo", "neighbours.py", "animated pictures of 微信 over a story and below it: banners"),
    ("common/banners", "promo", "neighbours.py", "pictures behind two lines of the desk, or among cards: banners"),
    ("common/cards", "related", "neighbours.py", "pictures behind the story that link to posts of WeChat"),
    ("common/series", "related", "related.py", "titles of a series with the post's own among them: other articles"),
    ("common/repeated", "related", "related.py", "a link to another post of WeChat, over the story and again below it"),
    ("common/links-behind", "related", "related.py", "links that end a post behind boilerplate, or below the desk"),
    ("common/titles-over-buttons", "related", "related.py", "titles that end a post, each with the same button below"),
    ("common/tags", "share", "related.py", "links to the pages of tags that end a post: what it is filed under"),
    ("common/account", "promo", "accounts.py", "what an account or a site says of itself below the story"),
    ("common/contacts", "disclaimer", "wordings.py", "how to reach the site, in the last lines under its disclaimer"),
    ("common/dividers", "widget", "neighbours.py", "a picture that stands alone between sections three times or more"),
    ("common/durations", "widget", "neighbours.py", "how long a video is, right behind it"),
    ("common/frame", "widget", "frames.py", "what a page has over its title and below its story"),
    ("common/buttons", "widget", "heads.py", "buttons, dates and channels at the title; buttons in rows or in a table"),
    ("common/platforms", "share", "heads.py", "platforms to share on, in a row over the story or below it"),
    ("common/foot-of-site", "widget", "heads.py", "links, licences and addresses of the site in a row"),
    ("common/rows-of-links", "widget", "heads.py", "rows of links over the story or at the very end, or a link back"),
    ("common/accounts", "promo", "accounts.py", "the accounts of the site at the very end, each on a line of its own"),
    ("common/summary", "widget", "heads.py", "a summary that was cut off, and with whose words the story begins"),
    ("common/recruiting", "promo", "wordings.py", "the last section, in which a team looks for people"),
    ("common/logo", "widget", "heads.py", "a picture beside the source over a story, or in a button there"),
    ("common/closed-ad", "ad", "wordings.py", "a link marked as an advertisement, with the button that closes it"),
    ("common/group", "promo", "wordings.py", "the last section, in which an account tells of its group"),
    ("common/about-nobody", "widget", "neighbours.py", "the heading over words on the author, with nothing below"),
    ("common/signs", "widget", "neighbours.py", "arrows and dashes that point at what went, or part nothing but that"),
    ("markup/hidden", "style", "markup/walker.py", "the markup hides it: readers of the page never saw it"),
    ("markup/style", "style", "markup/walker.py", "a style sheet or a script"),
    ("markup/pixel", "tracking", "markup/media.py", "a picture or frame too small to be seen, there to count readers"),
    ("markup/icon", "style", "markup/media.py", "a sign, a button, or an emoji, whose words stay: small, or named so"),
    ("markup/permalink", "widget", "markup/blocks.py", "the sign beside a heading that links to the heading itself"),
    ("markup/placeholder-image", "tracking", "markup/media.py", "a picture that stands in for the real one"),
    ("markup/failed", "widget", "markup/__init__.py", "null or undefined before or behind a body: a part that failed"),
)  # fmt: skip


class Reason(NamedTuple):
    """One reason: its id, the section of the rule file (``code`` where it is none), and where it stands.

    ``line`` is None for what is decided in code; ``text`` is the rule as its file has it, "" for code.
    """

    id: str
    section: str
    kind: str
    path: Path
    line: int | None
    why: str
    text: str = ""

    @property
    def place(self) -> str:
        """``file:line``, the file as seen from the current folder if it is below it."""
        path = self.path
        if path.is_relative_to(here := Path.cwd()):
            path = path.relative_to(here)
        return f"{path}:{self.line}" if self.line is not None else str(path)


def find_reasons(paths: tuple[str, ...]) -> list[Reason]:
    """Every reason: those in code, those of the built-in files, then those of the user's rule files ``paths``.

    The files must have been read as rules before; RuleError where one is missing.
    """
    found = [Reason(name, "code", kind, _PACKAGE / source, None, why) for name, kind, source, why in _IN_CODE]
    for path in (*built_in_files(), *rule_files(paths)):
        found += _read(path)
    return found


def by_id(reasons: Iterable[Reason]) -> dict[str, Reason]:
    """The reasons that a Removal can name, by id; the rules of the user take precedence."""
    return {reason.id: reason for reason in reasons if reason.section in ("code", "remove")}


def _read(path: Path) -> list[Reason]:
    text = read_rules(path)
    lines = text.splitlines()
    data = tomli.loads(text)
    tables = find_tables(text)
    found = []
    for section in ("remove", "keep", "unlink"):
        for item, table in zip(data.get(section, ()), tables_of(tables, section), strict=False):
            kind = item.get("kind", section)
            source = "\n".join(lines[table.first - 1 : table.last])
            name = rule_id(name_of(path), item)
            found.append(Reason(name, section, kind, path.absolute(), table.first, item.get("why", ""), source))
    return found
