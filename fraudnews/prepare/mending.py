"""Repairs of Markdown that converters broke: stars, addresses, links around several paragraphs, bars in code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from fraudnews.prepare.listings import escaped

#: Code, which is left alone; needs the flags m and s.
CODE = r"^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z)|<pre\b.*?(?:</pre>|\Z)|`[^`\n]+`"
_STARS = rf"(?ms)({CODE})|\\.|\n|\*{{2,}}"
_CLOSED_AND_OPENED = 4
#: How many characters beside stars are searched for the digits that they mask.
_CARD = 16
#: A line without tags that is no row of a table.
_LINE = rf"(?ms)({CODE})|^(?![ \t]*\|)[^<\n]++$"
#: Stars at the end of a line, and those alone in a paragraph, with the last line of the one before it.
_STARS_AT_END = r"(?m)\*\*[ \t]*$"
_STARS_APART = (
    rf"(?ms)({CODE})|^([ \t>]*+[^\s>][^\n]*+\n)((?:[ \t>]*+\n)++)([ \t>]*+\*\*[ \t]*)(?=\n[ \t>]*(?:\n|\Z)|\Z)"
)
#: The lines of a paragraph, none of which begins a listing.
_PARAGRAPH = rf"(?ms)({CODE})|^(?:(?!```|~~~|<pre)[ \t>]*+[^\s>][^\n]*(?:\n|\Z))++"
#: One star; three, or five; signs among which two stars are no bold.
_ONE_STAR, _THREE_STARS, _NO_STARS = r"(?<!\*)\*(?!\*)", r"(?<!\*)\*(?:\*\*)+(?!\*)", r"`[^`]*`|\\."
_SIGNS = r"`[^`]*`|\\.|(\*+)"
_MARKER = r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)*"
#: Bold in bold at the head of a line, and bold of nothing behind its last sentence, as html2text writes both.
_TWICE_BOLD = rf"^({_MARKER})\*\* \*\*([^\s*][^*]*)\*{{4}}(?!\*)"
_BOLD_OF_NOTHING = r"(?:(?<=[。！？…]) ?|(?:(?<=[”」』》])|(?<=[。！？…]\*\*)) )\*{4}(?=[ \t]*$)"
#: What looks like a link at the beginning of a line, whatever its text contains.
_LINK_BEGINS, _PICTURE_IN_LINK = r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?", r"!(?!\[)|!\[[^\[\]\n]*\]\([^()\s]*\)"
_LINK = (
    rf"(?ms)({CODE})|^({_LINK_BEGINS})\[((?:[^\[\]!]|{_PICTURE_IN_LINK}){{1,1500}}+)\]"
    r"\(([^()\s]+)(?:[ \t]+\"[^\"\n]*\")?\)[ \t]*$"
)
#: Pictures with escaped brackets as the text of a link, as Turndown writes those that it converted twice.
_ESCAPED_PICTURES = rf"(?ms)({CODE})|\[((?:!\\\[[^\[\]\\\n]{{0,200}}+\\\]\([^()\s]{{0,2000}}+\)){{1,3}}+)(?=\]\()"
#: The first line of one that goes on below it.
_OPEN_LINK = rf"(?m)^{_LINK_BEGINS}\[(?:[^\[\]!\n]|{_PICTURE_IN_LINK}){{0,1500}}+$"
#: The address of a link or picture that a converter wrapped as if it were text, its characters, and how its line ends.
_IN_ADDRESS = r"[!#-'*-;=?-~]"
_ENDS_IN_ADDRESS = rf"\]\(https?://{_IN_ADDRESS}++\n"
_WRAPPED = (
    rf"(?ms)({CODE})|(\]\(https?://{_IN_ADDRESS}++(?:\n[ \t]*{_IN_ADDRESS}++){{1,9}}+)(?=\)|[ \t\n]+\"[^\"\n]*\"\))"
)

#: The delimiter row of a table, and the rows below it.
_TABLE = (
    rf"(?ms)({CODE})|^([ \t]{{0,3}}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*\n)"
    r"((?:[^|\n]*\|[^\n]*(?:\n|\Z))+)"
)
#: A table in tags, and rows of it that stand apart and further in, where CommonMark would see a listing.
_TABLE_TAG = rf"(?msi)({CODE})|^ {{0,3}}<(/?)table\b"
_ROWS_APART = r"(?i)\n[ \t]*\n(?: {4}|\t)[ \t]*</?t(?:[dhr]|head|body|foot)\b"
_MARGIN = rf"(?msi)({CODE})|^[ \t]+"
#: The tag of a figure or its caption with Markdown right behind it, or in the line below the end of one, which would
#: not be read as such there.
_FIGURE = (
    rf"(?ms)({CODE})|^<fig(?:ure|caption)\b[^<>\n]{{0,500}}>(?=!\[|[*_]{{1,3}}[^\s*_])|"
    r"</fig(?:ure|caption)>[ \t]*\n(?=!\[)"
)
#: A block in tags that ends right over a picture or fence of Markdown, or a table in one line over anything but a tag:
#: what is below would not be read as Markdown there.
_OVER_MARKDOWN = (
    rf"(?msi)({CODE})|(?:^ {{0,3}}<table\b[^\n]*</table>[ \t]*$(?=\n {{0,3}}[^\s<])|"
    r"</(?:p|div|table|ul|ol|h[1-6]|center|section|blockquote|figure)>[ \t]*$"
    r"(?=\n {0,3}(?:!\[[^\[\]\n]*\]\([^()\s]+(?:[ \t]+\"[^\"\n]*\")?\)[ \t]*$|```)))"
)
#: A block in tags, up to the next blank line or fence; a picture of Markdown in it; tags in which that may be code.
_IN_TAGS = (
    rf"(?msi)({CODE})|^ {{0,3}}</?"
    r"(?:p|div|t(?:able|head|body|[rdh])|[uo]l|li|h[1-6]|center|section|blockquote|figure)\b"
    r"[^\n]*+(?:\n(?![ \t]*(?:\n|```|~~~))[^\n]*+)*+"
)
_PICTURE = r"(?<!\[)!\[([^\[\]\n]{0,300})\]\((https?://[^()\s\"<>]+)(?:[ \t]+\"[^\"\n]*\")?\)"
_NO_PICTURES = r"(?i)<(?:pre|code|script|style|textarea|!--)"
_CELL_END, _CODE_IN_LINE = r"(?<!\\)\|", r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"


def mend(text: str) -> str:
    """``text`` for a parser that knows CommonMark alone."""
    if "<table" in text:
        text = _with_tables_at_margin(text)
    if "<fig" in text:
        text = outside_code(_FIGURE, lambda tag: tag[0] + "\n\n", text)
    if "</" in text:
        text = outside_code(_OVER_MARKDOWN, lambda tag: tag[0] + "\n", text)
        if "](http" in text:
            text = outside_code(_IN_TAGS, lambda block: _show_pictures(block[0]), text)
    if "[!\\[" in text:
        text = outside_code(_ESCAPED_PICTURES, lambda link: "[" + re.sub(r"\\([\[\]])", r"\1", link[2]), text)
    if "](" in text:
        if re.search(_ENDS_IN_ADDRESS, text) is not None:
            text = outside_code(_WRAPPED, lambda end: re.sub(r"\s", "", end[2]), text)
        if re.search(_OPEN_LINK, text) is not None:
            text = outside_code(_LINK, _mend_link, text)
    if "**" in text and re.search(_STARS_AT_END, text) is not None:
        text = outside_code(_STARS_APART, _join_stars, text)
        text = outside_code(_PARAGRAPH, lambda paragraph: _mend_line_ends(paragraph[0]), text)
    if "**" in text:
        text = outside_code(_LINE, lambda line: _mend_bold(line[0]) if "**" in line[0] else line[0], text)
    if "|" in text and "`" in text:
        text = outside_code(_TABLE, lambda table: _mend_table(*table.groups()[1:]), text)
    return _part_bolds(text) if "****" in text else text


def outside_code(pattern: str, mended: Callable[[re.Match[str]], str], text: str) -> str:
    """``text`` with what ``mended`` makes of each match, but for code, which is the first group of the pattern."""
    return re.sub(pattern, lambda match: match[1] or mended(match), text)


def _show_pictures(block: str) -> str:
    """A block in tags with its pictures in tags, too, as no other would be shown."""
    if "](http" not in block or re.search(_NO_PICTURES, block) is not None:
        return block
    return re.sub(_PICTURE, lambda found: f'<img src="{found[2]}" alt="{escaped(found[1])}">', block)


def _with_tables_at_margin(text: str) -> str:
    """``text`` with the rows of tables in tags at the margin: an export of WordPress has blank lines between them."""
    parts: list[str] = []
    done, start = 0, -1
    for tag in re.finditer(_TABLE_TAG, text):
        if tag[1] or (start >= 0) != bool(tag[2]):
            continue
        if start < 0:
            start = tag.start()
            continue
        rows = text[start : tag.start()]
        if re.search(_ROWS_APART, rows):
            parts += text[done:start], outside_code(_MARGIN, lambda _: "", rows)
            done = tag.start()
        start = -1
    return "".join((*parts, text[done:]))


def _mend_table(head: str, rows: str) -> str:
    """Escape bars in code in rows with more cells than the table has columns: ```|` | 或``."""
    columns = _cells(head)

    def mend_row(row: str) -> str:
        if "`" not in row or _cells(row) <= columns:
            return row
        return re.sub(_CODE_IN_LINE, lambda code: re.sub(_CELL_END, r"\\|", code[0]), row)

    return head + "".join(mend_row(row) for row in rows.splitlines(keepends=True))


def _cells(row: str) -> int:
    """The number of cells in a row of a table."""
    return len(re.split(_CELL_END, row.strip().strip("|")))


def _mend_link(link: re.Match[str]) -> str:
    """A link in each paragraph in place of one around several, as pages have around title, date and picture."""
    before, words, address = link.groups()[1:]
    if not re.search(r"\n[ \t]*\n", words):
        return link[0]
    mended = []
    for line in words.strip("\n").split("\n"):
        start = _end_of_marker(line)
        mended.append(f"{line[:start]}[{line[start:].strip()}]({address})" if line.strip() else "")
    return before + "\n".join(mended).lstrip()


def _mend_line_ends(paragraph: str) -> str:
    """The paragraph without stars for a line end in bold, as html2text writes them, alone in a line or beside words.

    ``**警惕  ↵**`` is bold, as is ``**↵警惕**``; in ``**↵**警惕`` and ``警惕 **↵** 诈骗`` nothing but the line end is.
    """
    if "**" not in paragraph or re.search(_THREE_STARS, paragraph) is not None:
        return paragraph
    kept: list[str] = []
    is_open = False  # whether the last line kept ends in bold
    for line in paragraph.split("\n"):
        above = kept[-1] if kept else ""
        words, start = above.rstrip(), _end_of_marker(line)
        after = line[start:].lstrip()
        rest = after.removeprefix("**").lstrip()
        has_stars, is_alone = after.startswith("**"), _are_stars(line)
        if not _has_odd_pair(line):
            kept.append(line)
        elif _are_stars(above):  # where bold begins
            kept[-1] = line[:start] + (rest if has_stars else f"**{after}")
        elif is_open and (is_alone or (has_stars and rest and _begins_at_end(words))):
            ended = words[:-2].rstrip() if _begins_at_end(words) else f"{words}**"
            kept[-1] = ended + above[len(words) :]
            kept += [] if is_alone else [line[:start] + rest]
            is_open = False
        else:
            kept.append(line)
            is_open ^= not is_alone
    return "\n".join(kept)


def _are_stars(line: str) -> bool:
    """Whether nothing but the stars of one bold is in a line."""
    return line.rstrip().strip("> \t") == "**"


def _join_stars(match: re.Match[str]) -> str:
    """Stars alone in a paragraph moved below the line that they may belong to, if that has a bold without its end."""
    return match[2] + match[4] if _has_odd_pair(match[2]) else match[0]


def _begins_at_end(words: str) -> bool:
    """Whether a bold begins behind the words of a line: ``**警惕** **`` and ``**警惕****``, not ``****警惕**``."""
    return _has_odd_pair(words) and (words.endswith((" **", "****")) or words.find("**") == len(words) - 2)


def _has_odd_pair(line: str) -> bool:
    """Whether a bold that begins in this line has no end there, or the other way round."""
    return re.sub(_NO_STARS, "", line).count("**") % 2 > 0


class _Run(NamedTuple):
    """An even run of stars in a line, and the characters beside it; a blank at the ends of the line."""

    start: int
    end: int
    before: str
    after: str

    @property
    def pairs(self) -> int:
        """How many bold spans could begin or end here."""
        return (self.end - self.start) // 2

    @property
    def may_open(self) -> bool:
        """Whether bold may begin here: after a letter only before a letter, not as in 张**、李**."""
        return not self.before.isalnum() or (self.pairs == 1 and (self.after.isalnum() or opens_quotation(self.after)))

    @property
    def may_close(self) -> bool:
        """Whether bold may end here: after a blank not before a Latin letter, as in ``char **names, char **values``."""
        return not self.before.isspace() or not (self.after.isascii() and self.after.isalnum())


def _mend_bold(line: str) -> str:
    """The line with tags for bold that is marked by longer runs of stars or has blanks inside.

    ``**警惕 **`` and ``****警惕********诈骗****`` are bold, and so is ``** 警惕 **`` if it is the whole line.
    """
    begin = _end_of_marker(line)
    if "****" in line and not _has_odd_pair(line) and re.search(f"{_ONE_STAR}|{_THREE_STARS}", line[begin:]) is None:
        line = re.sub(_TWICE_BOLD, r"\1**\2**", line)
        line = re.sub(_BOLD_OF_NOTHING, "", line) if line.count("****") == 1 else line
    runs = []
    for sign in re.compile(_SIGNS).finditer(line, begin):
        start, end = sign.span()
        if not sign[1] or _is_mask(line, start, end):
            continue
        if (end - start) % 2:
            return line
        runs.append(_Run(start, end, line[start - 1] if start > begin else " ", line[end : end + 1] or " "))
    if not _is_broken(runs):
        return line
    is_all = len(runs) == 2 and runs[0].start == begin and not line[runs[-1].end :].strip()
    bold = (
        _bold_behind(runs, is_nested=True, is_all=is_all)
        or _bold_behind(runs, is_nested=False, is_all=is_all)
        or _bold_by_blanks(runs)
    )
    return _tagged(line, runs, bold) if bold else line


def _is_mask(text: str, start: int, end: int) -> bool:
    """Whether these stars mask digits: 尾号6222****8888 or 6222 **** **** 8888, but not **第0****1章**."""
    if end - start <= len("**"):
        return False
    before = text[max(start - _CARD, 0) : start].rstrip(" *")
    return before[-3:].isdigit() and text[end : end + _CARD].lstrip(" *")[:3].isdigit() and len(before) > 2


def _end_of_marker(line: str) -> int:
    """Where the text of a line begins, after the marks of a list, quotation or heading."""
    marker = re.match(_MARKER, line)
    return marker.end() if marker is not None else 0


def _is_broken(runs: list[_Run]) -> bool:
    """Whether CommonMark would misread them: longer runs, or blanks inside of a pair."""
    return any(run.pairs > 1 or (run.before if number % 2 else run.after).isspace() for number, run in enumerate(runs))


def _bold_behind(runs: list[_Run], *, is_nested: bool, is_all: bool) -> list[bool]:
    """Whether the text after each run is bold; [] if the stars cannot mean that.

    Either bold is nested, or a longer run ends one span and begins the next; ``is_all``: one pair is the whole line.
    """
    depth = 0
    opened = runs[0]
    bold = []
    for run in runs:
        closing = min(depth, run.pairs) if is_nested else depth * (run.pairs % 2)
        opening = run.pairs - closing if is_nested else (1 - depth) * (run.pairs % 2)
        if closing and run is runs[-1] and run.after.isspace():
            opening = 0  # nothing follows that could be bold
        was, depth = depth, depth - closing + opening
        if not was:
            opened = run
            is_right = depth > 0 and run.may_open
        elif not depth:
            is_right = run.may_close and (is_all or not (opened.after.isspace() and run.before.isspace()))
        else:
            is_right = True
        if not is_right:
            return []
        bold.append(depth > 0)
    return [] if depth else bold


def _bold_by_blanks(runs: list[_Run]) -> list[bool]:
    """Whether the text after each run is bold, as the blanks beside the runs have it; [] if these do not balance.

    A run behind a blank begins bold, and one before a blank ends it; of pairs between two blanks, the first ones begin
    as many as have to: ``**甲** ** **乙** **丙**** **丁**``. None encloses all: 在 ** 公司和 ** 公司.
    """
    steps = [run.pairs * (run.before.isspace() - run.after.isspace()) for run in runs]
    is_loose = [not step for step in steps]
    if any(loose and (run.pairs > 1 or not run.before.isspace()) for run, loose in zip(runs, is_loose, strict=True)):
        return []
    to_begin = (sum(is_loose) - sum(steps)) // 2
    for index, loose in enumerate(is_loose):
        if loose:
            steps[index] = 1 if to_begin > 0 else -1
            to_begin -= 1
    depths = list(accumulate(steps))
    if depths[-1] or min(depths) < 0:
        return []
    opened = 0
    for index, depth in enumerate(depths):
        opened = opened if index and depths[index - 1] else index
        if not depth and is_loose[opened] and is_loose[index]:
            return []
    return [depth > 0 for depth in depths]


def _tagged(line: str, runs: list[_Run], bold: list[bool]) -> str:
    """The line with tags in place of stars, and blanks moved out of them."""
    pieces = [line[: runs[0].start]]
    words = ""
    for run, following, is_bold in zip(runs, [*runs[1:], None], bold, strict=True):
        piece = line[run.end : following.start if following else len(line)]
        if is_bold:
            words += f"<wbr>{piece}" if words.endswith("_") and piece.startswith("_") else piece
            continue
        core = words.strip()
        if not core or core.count("[") != core.count("]"):
            return line
        lead, _, rest = words.partition(core)
        is_head = len(pieces) == 1 and not pieces[0].strip()  # where blanks could make a listing
        pieces += ["" if is_head else lead, f"<strong>{core}</strong>", rest, piece]
        words = ""
    return "".join(pieces)


def _part_bolds(text: str) -> str:
    """Separate four stars that end one bold span and begin the next, as in ``**警****惕**``.

    In ``**警惕******`` the last four are dropped: nothing follows.
    """
    opened = 0

    def part(match: re.Match[str]) -> str:
        nonlocal opened
        stars = match[0]
        if stars == "\n":
            opened = 0
        elif stars[0] == "*" and not match[1]:
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if _is_mask(text, *match.span()):
                return stars.replace("*", "&#42;")  # a star in a block of tags, too
            if len(stars) == _CLOSED_AND_OPENED and opened and before.strip() and after.strip():
                return "**<wbr>**"
            if len(stars) % _CLOSED_AND_OPENED == opened == len("**") and not after.strip():
                stars = "**"  # an empty bold span follows
            opened = 0 if opened else len(stars)
        return stars

    return re.sub(_STARS, part, text)


def opens_quotation(character: str) -> bool:
    """Whether a character opens a quotation or bracket, or precedes a sum of money or a tag."""
    return unicodedata.category(character) in ("Ps", "Pi") or character in "\"'#@$￥"
