"""The kinds of findings, each with a code and its explanation for ``--explain``.

A kind must be precise: most of its findings are wrong indeed, or worth the time to look.
"""

from __future__ import annotations

from typing import NamedTuple

from fraudnews.model import BRAKE


class Code(NamedTuple):
    """A kind of finding: its code, a short name, and for ``--explain`` what it means and what to do."""

    code: str
    name: str
    meaning: str


_CODES = (
    Code("FN001", "cannot be read", "The post could not be read or cleaned; the message says why and what to do."),
    Code("FN002", "nothing is left",
        "There is no story in the post, or nothing but boilerplate. Look at it with `fraudnews explain`; "
        "scrape it again, or leave it out."),
    Code("FN003", "the brake acted",
        "Rules would have taken much of the story, so the less certain ones were not used and boilerplate may be left. "
        "Look at it with `fraudnews explain`; a rule of your own, with a selector, is certain."),
    Code("FN004", "much was removed",
        f"More than {BRAKE:.0%} of the text was removed, by evidence that is certain: readers' comments under a short "
        "text, or a selector that takes too much. Look at it with `fraudnews explain`."),
    Code("FN005", "reads like boilerplate",
        "A line that stayed has the words of a rule, but does not stand where that rule looks. If it is boilerplate on "
        'this site, write a rule for it, with `where = "anywhere"`; if it is story, nothing is to be done.'),
    Code("FN006", "recurs in other posts",
        "A line near the beginning or the end of the story stands in at least five posts that tell different stories; "
        "the finding stands at the first of them. "
        "`fraudnews rules suggest` writes a rule for what recurs."),
    Code("FN010", "no title", "The post has no title, neither in a front matter nor in a <title>."),
    Code("FN011", "title is a placeholder",
        "The title is what software writes where there is none: Untitled, 404, {{ title }}."),
    Code("FN012", "title is not the story's",
        "The title is an address, or the name of the author, site or category, as of every other post there. Look for "
        "the headline in the page, and scrape the post again."),
    Code("FN020", "no date", "The post has no date in its front matter."),
    Code("FN021", "not a date", "The front matter has a date that names no day, such as `Invalid Date`."),
    Code("FN022", "date in the future", "The date lies after now: a wrong year, or another zone than it says."),
    Code("FN023", "crawler's clock",
        "The date is when the post was fetched, not when it was published: the address of the post names a day more "
        "than two days before, or five posts that tell different stories have the same second."),
    Code("FN024", "Beijing time called GMT",
        "The date is GMT, by which it is the next day already in Beijing; but the address, the pictures' addresses and "
        "the text speak of the day that the date names. Most likely the date is Beijing time. Where the date names no "
        "zone, give `--assume-timezone Asia/Shanghai`; where it says GMT, take eight hours off."),
    Code("FN025", "date before the web", "The date lies before 1995: a clock that was not set, or a number misread."),
    Code("FN030", "header was mended",
        "The front matter is no YAML that a parser reads as it was meant; what was done about it is said. Compare the "
        "record with the file."),
    Code("FN031", "body was mended",
        "The body has control characters, or a comment that never closes and holds the rest of the page."),
    Code("FN040", "mojibake",
        "Text was decoded with the wrong encoding, here or before it was scraped. If it is here, give `--encoding`; "
        "if the file has it so, scrape it again."),
    Code("FN050", "same story again",
        "Another post has the same text, blanks and punctuation aside; the message names the first one."),
    Code("FN060", "marked wrong in review",
        "A person marked this post or one of its pieces as wrong (`--marks`), and it still is as it was then: the "
        "piece is still removed, or still there. A post without a marked piece is found until its result changes."),
    Code("FN061", "marked right, and changed",
        "A person marked the result of this post as right (`--marks`), and it is another one now. Look at it with "
        "`fraudnews explain`."),
)  # fmt: skip

#: All codes by name, in order.
CODES = {code.code: code for code in _CODES}
