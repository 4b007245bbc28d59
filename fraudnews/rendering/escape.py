"""Escapes for characters that CommonMark and GFM would take for markup, and no more, so that the source reads well."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from fraudnews.model import Image, Inline, Mark, Run

_SPECIAL = re.compile(r"[\\`*_~\]<&]")
_BACKSLASH = r"\\(?=[!-/:-@\[-`{-~]|\Z)"
_ENTITY = r"&(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_TAG = r"<(?=[A-Za-z/!?])"
_RUNS = {sign: re.compile(re.escape(sign) + "+") for sign in "*_~`"}
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

#: What begins a heading, list item, quote, tag, fence or rule at the beginning of a line; for site generators also a
#: box (``::: tip``, ``[!NOTE]``) or a table of contents.
_LINE = (
    r":::|\[(?=\[?(?:TOC|toc)\]|![A-Za-z]{3,20}\])|"
    r"(?:#{1,6}|[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t]|\Z)|>|<(?=[A-Za-z/!?])|~~~|```|"
    r"(?=([-*_])(?:[ \t]*\2){2}[-*_ \t]*\Z)"
)
_FIRST_LINE = re.compile(rf"{_LINE}|\[(?=(?:[^\[\]\\]|\\.)*\]:)", re.S)
#: After a hard break, a line can also underline a heading or the header of a table.
_NEXT_LINE = rf"{_LINE}|=+[ \t]*\Z|-[- \t]*\Z|(?=[|:-][|: \t]*-)[-|: \t]+\Z"
#: At the beginning of a list item: a check box, and dashes that would make a rule with those of the item.
_IN_ITEM = r"\[[ xX]\](?:\s|\Z)|-(?:[ \t]*-)+[ \t]*\Z"


class Sort(Enum):
    """The class of a character in the flanking rules. CommonMark 0.31 counts a SYMBOL as punctuation, 0.30 does not."""

    BLANK = 0
    PUNCTUATION = 1
    SYMBOL = 2
    LETTER = 3


class Signs(NamedTuple):
    """Which signs that have a meaning only in pairs may form one in a paragraph."""

    stars: bool = True
    underscores: bool = True
    tildes: bool = True
    backticks: bool = True
    angles: bool = True


def sort_of(char: str) -> Sort:
    """The class of ``char`` in the flanking rules; "" is the edge of a line, and counts as a blank."""
    if not char or char.isspace():
        return Sort.BLANK
    if char in _ASCII_PUNCTUATION:
        return Sort.PUNCTUATION
    return {"P": Sort.PUNCTUATION, "S": Sort.SYMBOL}.get(unicodedata.category(char)[0], Sort.LETTER)


def signs_in(inlines: tuple[Inline, ...]) -> Signs:
    """The signs of a whole paragraph, heading or cell that need an escape."""
    marks = 0
    for inline in inlines:
        if type(inline) is Run:
            marks |= inline.marks
    several = len(inlines) > 1 or any(type(inline) is Image for inline in inlines)
    # A symbol stands for the boundary of runs: it may count as a letter or as punctuation, and excludes nothing.
    text = "€".join(i.text if type(i) is Run else i.alt if type(i) is Image else "" for i in inlines)
    if marks:  # a mark may split a run of signs
        return Signs(
            bool(marks & (Mark.BOLD | Mark.ITALIC)) or text.count("*") > 1,
            text.count("_") > 1,
            bool(marks & Mark.STRIKE) or text.count("~") > 1,
            bool(marks & Mark.CODE) or text.count("`") > 1,
        )
    backticks = len(_RUNS["`"].findall(text)) > 1
    return Signs(_pairs("*", text), _pairs("_", text), _pairs("~", text), backticks, several or ">" in text)


def is_plain(text: str) -> bool:
    """Whether no character of ``text`` could be markup inside a line."""
    return _SPECIAL.search(text) is None


def escape(text: str, signs: Signs, *, in_link: bool = False, inner: bool = False) -> str:
    """Escape what would be markup within a line; ``inner`` text has runs of other styles beside it."""
    if is_plain(text) and not in_link:
        return text
    if "\\" in text:
        text = re.sub(_BACKSLASH, r"\\\\", text)
    if "`" in text and signs.backticks:
        text = text.replace("`", "\\`")
    for sign, pairs in (("*", signs.stars), ("_", signs.underscores), ("~", signs.tildes)):
        if pairs and sign in text:
            text = _escape_runs(text, sign, inner=inner)
    if in_link:
        text = text.replace("[", "\\[").replace("]", "\\]")
    elif "](" in text:
        text = text.replace("](", "\\](")
    if "<" in text and signs.angles:
        text = re.sub(_TAG, r"\\<", text)
    if "&" in text:
        text = re.sub(_ENTITY, r"\\&", text)
    return text


def escape_start(line: str, *, first: bool, item: bool) -> str:
    """Escape what would begin another kind of block; ``first``: the line begins the paragraph, ``item``: an item."""
    match = _FIRST_LINE.match(line) if first else re.match(_NEXT_LINE, line)
    if match is not None:
        place = match.end("number") if match["number"] else 0
        return f"{line[:place]}\\{line[place:]}"
    if first and item and re.match(_IN_ITEM, line):
        return "\\" + line
    return line


def destination(address: str) -> str:
    """An address as a link destination: balanced parentheses stay, and all else that could end it is escaped."""
    if not (address.isalnum() or (address.isascii() and re.fullmatch(r"[\w:/.?=%+,;@#~-]*", address))):
        address = re.sub(r"[\s<>\\`]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)
        address = re.sub(_ENTITY, "&amp;", address)
        if not _balanced(address):
            address = re.sub(r"[()]", r"\\\g<0>", address)
    return address


def _balanced(address: str) -> bool:
    depth = 0
    for paren in re.findall(r"[()]", address):
        depth += 1 if paren == "(" else -1
        if not 0 <= depth <= 3:  # parsers differ in the depth that they support
            return False
    return depth == 0


def _pairs(sign: str, text: str) -> bool:
    """Whether a run of ``sign`` may open emphasis that a later run may close."""
    if text.count(sign) < 2:
        return False
    opened = False
    for run in _RUNS[sign].finditer(text):
        opens, closes = _flanks(run, inner=False)
        if opened and closes:
            return True
        opened = opened or opens
    return False


def _escape_runs(text: str, sign: str, *, inner: bool) -> str:
    return _RUNS[sign].sub(lambda run: f"\\{sign}" * len(run[0]) if any(_flanks(run, inner=inner)) else run[0], text)


def _flanks(run: re.Match[str], *, inner: bool) -> tuple[bool, bool]:
    """Whether a run of signs may open, and may close, emphasis for any parser."""
    text = run.string
    edge = Sort.SYMBOL if inner else Sort.BLANK
    before = sort_of(text[run.start() - 1]) if run.start() else edge
    after = sort_of(text[run.end()]) if run.end() < len(text) else edge
    opens = after is not Sort.BLANK and (after is not Sort.PUNCTUATION or before is not Sort.LETTER)
    closes = before is not Sort.BLANK and (before is not Sort.PUNCTUATION or after is not Sort.LETTER)
    if run[0].startswith("**"):  # readers that know Chinese take 将**“警惕”**作 for bold; so does this tool's
        return after is not Sort.BLANK, before is not Sort.BLANK
    if run[0][0] == "_":
        return opens and before is not Sort.LETTER, closes and after is not Sort.LETTER
    return opens, closes
