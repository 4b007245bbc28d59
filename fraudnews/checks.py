"""What deserves a look in an archive: findings, each with a code that is documented here, and a line of the post.

A code earns its place by its precision: what it points at is wrong in most cases, or worth the time that it takes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Generic, NamedTuple, TypeVar

from fraudnews.clean import BRAKE
from fraudnews.errors import EmptyError
from fraudnews.marks import NO_MARKS, Marks, find_faults
from fraudnews.model import Article, BlockKind, Kind, Options
from fraudnews.parse import unix_lines
from fraudnews.parse.encoding import decode
from fraudnews.posts import Outcome
from fraudnews.recurrence import belongs_to_stories, is_sentence, tells_of_the_post
from fraudnews.render.dates import date_text
from fraudnews.render.text import block_text, body_text
from fraudnews.rules import Rule
from fraudnews.ruleset import RuleSet, rule_set


class Code(NamedTuple):
    """A kind of finding: its code, what it is in a few words, and for ``--explain`` what it means and what to do."""

    code: str
    name: str
    meaning: str


_CODES = (
    Code("FN001", "cannot be read", "The post could not be read or cleaned; the message says why and what to do."),
    Code(
        "FN002",
        "nothing is left",
        "There is no story in the post, or nothing but boilerplate. Look at it with `fraudnews explain`; "
        "scrape it again, or leave it out.",
    ),
    Code(
        "FN003",
        "the brake acted",
        "Rules would have taken much of the story, so the less certain ones were not used and boilerplate may be left. "
        "Look at it with `fraudnews explain`; a rule of your own, with a selector, is certain.",
    ),
    Code(
        "FN004",
        "much was removed",
        f"More than {BRAKE:.0%} of the text was removed, by evidence that is certain: readers' comments under a short "
        "text, or a selector that takes too much. Look at it with `fraudnews explain`.",
    ),
    Code(
        "FN005",
        "reads like boilerplate",
        "A line that stayed has the words of a rule, but does not stand where that rule looks. If it is boilerplate on "
        'this site, write a rule for it, with `where = "anywhere"`; if it is story, nothing is to be done.',
    ),
    Code(
        "FN006",
        "recurs in other posts",
        "A line near the beginning or the end of the story stands in at least five posts that tell different stories; "
        "the finding stands at the first of them. "
        "`fraudnews rules suggest` writes a rule for what recurs.",
    ),
    Code("FN010", "no title", "The post has no title, neither in a front matter nor in a <title>."),
    Code(
        "FN011",
        "title is a placeholder",
        "The title is what software writes where there is none: Untitled, 404, {{ title }}.",
    ),
    Code(
        "FN012",
        "title is not the story's",
        "The title is an address, or the name of the author, site or category, as of every other post there. Look for "
        "the headline in the page, and scrape the post again.",
    ),
    Code("FN020", "no date", "The post has no date in its front matter."),
    Code("FN021", "not a date", "The front matter has a date that names no day, such as `Invalid Date`."),
    Code("FN022", "date in the future", "The date lies after now: a wrong year, or another zone than it says."),
    Code(
        "FN023",
        "crawler's clock",
        "The date is when the post was fetched, not when it was published: the address of the post names a day more "
        "than two days before, or five posts that tell different stories have the same second.",
    ),
    Code(
        "FN024",
        "Beijing time called GMT",
        "The date is GMT, by which it is the next day already in Beijing; but the address, the pictures' addresses and "
        "the text speak of the day that the date names. Most likely the date is Beijing time. Where the date names no "
        "zone, give `--assume-timezone Asia/Shanghai`; where it says GMT, take eight hours off.",
    ),
    Code("FN025", "date before the web", "The date lies before 1995: a clock that was not set, or a number misread."),
    Code(
        "FN030",
        "header was mended",
        "The front matter is no YAML that a parser reads as it was meant; what was done about it is said. Compare the "
        "record with the file.",
    ),
    Code(
        "FN031",
        "body was mended",
        "The body has control characters, or a comment that never closes and holds the rest of the page.",
    ),
    Code(
        "FN040",
        "mojibake",
        "Text was decoded with the wrong encoding, here or before it was scraped. If it is here, give `--encoding`; "
        "if the file has it so, scrape it again.",
    ),
    Code(
        "FN050",
        "same story again",
        "Another post has the same text, blanks and punctuation aside; the message names the first one.",
    ),
    Code(
        "FN060",
        "marked wrong in review",
        "A person marked this post or one of its pieces as wrong (`--marks`), and it still is as it was then: the "
        "piece is still removed, or still there. A post without a marked piece is found until its result changes.",
    ),
    Code(
        "FN061",
        "marked right, and changed",
        "A person marked the result of this post as right (`--marks`), and it is another one now. Look at it with "
        "`fraudnews explain`.",
    ),
)  # fmt: skip

#: Every code there is, by name, in order.
CODES = {code.code: code for code in _CODES}

#: Lines from the beginning and from the end of a story at which boilerplate stands.
HEAD, TAIL = 3, 5
#: How near to the edge a line must be for the words of a rule that alone are weak evidence.
_NEAR = 15
#: Posts with different stories in which a line, or a second, must recur.
_OFTEN = 5
#: A line of more characters is no boilerplate that recurs.
_LONGEST = 120
_LEAST_REMOVED = 200
#: Characters below which two equal texts say little: 快讯 of one line.
_LEAST_STORY = 30

_BEIJING = timezone(timedelta(hours=8))
_PLACEHOLDER = re.compile(
    r"(?:untitled(?:[ -]\w{1,12})?|no ?title|title|new post|post|hello,? world!?|test(?:ing)?|null|none|undefined|nan|"
    r"index|home|首页|无标题|無標題|未命名(?:\d+)?|标题|文章标题|新建文(?:档|章|件)\d*|测试|"
    r"(?:page )?not found|页面不存在|页面(?:未找到|没有找到)|(?:40[0-9]|50[0-9])(?: [a-z ]{1,30})?|forbidden|"
    r"access denied|just a moment\.*|attention required!?.*|请稍候\.*|验证码|安全验证|\W*|"
    r".*(?:\{\{|\{%|<%|\$\{).{1,60}(?:\}\}|%\}|%>|\}).*)",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|%[0-9a-f]{2}\S*", re.I)
#: 20220305, 2022/0305, 2022-03/05, 2022/3/5, and with the time behind it.
_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/_]?(1[0-2]|0[1-9])[-/_]?(3[01]|[12]\d|0[1-9])(?:(?!\d)|(?=[0-2]\d[0-5]\d))|"
    r"[-/_]([1-9]|1[0-2])[-/_]([1-9]|[12]\d|3[01])(?!\d))"
)
_DAY_IN_TEXT = re.compile(
    r"(?:(?<!\d)(\d{1,2})月)?(?<![\d.—-])(\d{1,2})日(?=电|讯|消息|从|获悉|上午|中午|下午|晚|凌晨|发布|通报|表示|宣布|，)"
)
_GMT = re.compile(r"GMT|UTC|Z['\"]?\s*$|[+-]00:?00", re.I)
_BROKEN = re.compile(
    r"\ufffd+|锟斤拷|烫烫烫|屯屯屯|(?:[\u00c0-\u00f4][\u0080-\u00bf\u0152\u0160\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){3,}"
)
_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]{6,}")
#: Bytes of a character in UTF-8 that may be missing at the end of a run.
_TORN = 2
_NOT_LETTERS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
#: Bits of a place that are the line: no post of 50 MB has more lines.
_LINE_BITS = 26
_K = TypeVar("_K", bound=Hashable)


class Finding(NamedTuple):
    """One thing to look at: the post, the line of its file (from 1), the code, and what was seen."""

    path: str
    line: int
    code: str
    message: str


class PostFindings(NamedTuple):
    """What is seen in one post by itself, and what tells whether other posts have the same.

    ``story`` is a digest of its text, ``date`` a date to the second with its line, ``edges`` are the lines near the
    beginning and the end of the story with theirs: empty or None where they tell nothing.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    story: bytes = b""
    date: tuple[datetime, int] | None = None
    edges: tuple[tuple[str, int], ...] = ()


def check_post(outcome: Outcome, now: datetime, options: Options, marks: Marks = NO_MARKS) -> PostFindings:
    """What is seen in one post that was cleaned with ``options``.

    ``now`` is an aware time, for dates in the future; ``marks`` are those of a review, if there are any.
    """
    source = _Source(outcome, options)
    name, article = outcome.name, outcome.article
    found = [
        Finding(name, source.line_of(fault.text), fault.code, fault.message)
        for fault in find_faults(marks, outcome.id, article)
    ]
    if article is None:
        code = "FN002" if isinstance(outcome.error, EmptyError) else "FN001"
        return PostFindings(name, outcome.id, (*found, Finding(name, 1, code, str(outcome.error))))
    lines = _lines(article)
    rules = rule_set(options.rules, article.site, options.keep)
    seen = (
        *_check_warnings(article),
        *_check_removed(article),
        *_check_title(article),
        *_check_date(article, now, source),
        *_check_encoding(article, lines),
        *(
            ("FN005", line, f"{line} ({rule.kind}, as {rule.id})")
            for line, rule in _like_boilerplate(article, lines, rules)
        ),
    )
    found += [Finding(name, source.line_of(sought), code, message) for code, sought, message in seen]
    edges = dict.fromkeys((*lines[:HEAD], *lines[-TAIL:]))
    return PostFindings(
        name,
        outcome.id,
        tuple(found),
        _story(article),
        _second(article, source),
        tuple((line, source.line_of(line)) for line in edges if len(line) <= _LONGEST and not belongs_to_stories(line)),
    )


class Checker:
    """Finds what is seen between posts: as they come (:meth:`add`), and when all were looked at (:meth:`finish`).

    ``unseen`` are the marks of posts that were not met yet. What it holds of a post are some numbers and its name.
    """

    def __init__(self, marks: Marks = NO_MARKS) -> None:
        self.unseen = dict(marks)
        self.names: list[str] = []
        self.stories: dict[bytes, int] = {}
        self.lines = _Places[str]()
        self.seconds = _Places[datetime]()

    def add(self, post: PostFindings) -> Iterator[Finding]:
        """What was seen in a post by itself; and whether its story came before, by which nothing else of it counts."""
        self.unseen.pop(post.id, None)
        yield from post.findings
        number = len(self.names)
        if post.story and (first := self.stories.setdefault(post.story, number)) != number:
            yield Finding(post.name, 1, "FN050", f"the same story as {self.names[first]}")
            return
        self.names.append(post.name)
        if post.date is not None:
            second, line = post.date
            self.seconds.add(second, number, line)
        for text, line in post.edges:
            self.lines.add(text, number, line)

    def finish(self) -> Iterator[Finding]:
        """What is seen only when all posts were looked at."""
        for line, places in self.lines.often():
            number, at = places[0]
            yield Finding(self.names[number], at, "FN006", f"{line} (in {len(places):,} posts, here first)")
        for date, places in self.seconds.often():
            for number, at in places:
                message = f"{date_text(date)} is the date of {len(places):,} posts"
                yield Finding(self.names[number], at, "FN023", message)


class _Places(Generic[_K]):
    """Where things were seen: of what was seen once, two numbers are held, however long it is."""

    def __init__(self) -> None:
        self.once: dict[int, int] = {}
        self.again: dict[_K, list[int]] = {}

    def add(self, thing: _K, number: int, line: int) -> None:
        """It stands in this post, at this line."""
        place = number << _LINE_BITS | line
        if (places := self.again.get(thing)) is not None:
            places.append(place)
        elif (first := self.once.setdefault(hash(thing), place)) != place:
            self.again[thing] = [first, place]

    def often(self) -> Iterator[tuple[_K, list[tuple[int, int]]]]:
        """What was seen in many posts with all its places, by the first of them."""
        for thing, places in sorted(self.again.items(), key=lambda item: item[1][0]):
            if len(places) >= _OFTEN:
                yield thing, [(place >> _LINE_BITS, place & ((1 << _LINE_BITS) - 1)) for place in places]


class _Source:
    """The lines of a post's file, decoded when first asked, to say where something stands."""

    def __init__(self, outcome: Outcome, options: Options) -> None:
        self.data = outcome.data
        self.encoding = options.encoding
        self.held: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        if self.held is None:
            self.held = unix_lines(decode(self.data, self.encoding)).split("\n")
        return self.held

    def line_of(self, sought: str) -> int:
        """The first line that holds what is sought: a key of the front matter, or some text; 1 if none does."""
        if not sought:
            return 1
        if sought.isascii() and sought.isalpha():
            key = re.compile(rf"""\s*["']?{sought}["']?\s*[:=]""", re.I)
            return next((number for number, line in enumerate(self.lines[:200], 1) if key.match(line)), 1)
        for piece in (sought, sought[:24], sought[:8], sought[:4]):
            for number, line in enumerate(self.lines, 1):
                if piece in line:
                    return number
        return 1

    def date_as_written(self) -> str:
        """What stands behind ``date:``, "" if there is no such key."""
        number = self.line_of("date")
        line = self.lines[number - 1]
        return line.partition(":")[2] if line.lstrip("\"' ").lower().startswith("date") else ""


def _story(article: Article) -> bytes:
    """What two posts with the same story have in common; nothing where it is too short to tell."""
    text = _NOT_LETTERS.sub("", body_text(article.blocks))
    return hashlib.sha256(text.encode()).digest()[:16] if len(text) >= _LEAST_STORY else b""


def _second(article: Article, source: _Source) -> tuple[datetime, int] | None:
    """The date with its line, if it names a second that is hardly another post's by chance."""
    date = article.meta.date
    if date is None or (date.hour, date.minute, date.second) == (0, 0, 0) or not date.second + date.microsecond:
        return None
    return date, source.line_of("date")


#: A finding of one post before its line is known: the code, what to look for in the file, the message.
_Seen = tuple[str, str, str]


def _check_warnings(article: Article) -> Iterator[_Seen]:
    for warning in article.warnings:
        key, _, rest = warning.partition(": ")
        if key == "brake":
            yield "FN003", "", rest
        elif key == "front matter":
            named = re.match(r"'?([A-Za-z]+)'? (?:is|stands)", rest)
            yield "FN030", named[1] if named else "", rest
        elif "not a date" in rest:
            yield "FN021", key, rest
        else:
            yield "FN031", "", warning


def removed_share(article: Article) -> float:
    """The share of a post's text that was removed, 0 to 1; style sheets and scripts are no text."""
    removed = sum(len(removal.text) for removal in article.removed if removal.kind is not Kind.STYLE)
    return removed / (removed + len(body_text(article.blocks)) or 1)


def _check_removed(article: Article) -> Iterator[_Seen]:
    taken: dict[str, int] = {}
    for removal in article.removed:
        if removal.kind is not Kind.STYLE:
            taken[removal.rule] = taken.get(removal.rule, 0) + len(removal.text)
    removed = sum(taken.values())
    share = removed_share(article)
    if removed >= _LEAST_REMOVED and share > BRAKE:
        most = max(taken, key=lambda rule: taken[rule])
        yield "FN004", "", f"{share:.0%} of the text ({removed:,} characters), most of it by {most}"


def _check_title(article: Article) -> Iterator[_Seen]:
    title = article.meta.title
    if not title:
        yield "FN010", "title", "no title"
    elif _PLACEHOLDER.fullmatch(title):
        yield "FN011", "title", f"a placeholder for a title: {title}"
    elif _ADDRESS.fullmatch(title) or title in (article.meta.author, article.meta.url, *article.meta.categories):
        yield "FN012", "title", f"an address or a name for a title: {title}"


def _check_date(article: Article, now: datetime, source: _Source) -> Iterator[_Seen]:
    date = article.meta.date
    if date is None:
        if not any("not a date" in warning for warning in article.warnings):
            yield "FN020", "", "no date"
        return
    written = date_text(date)
    if date > now:
        yield "FN022", "date", f"{written} is in the future"
    elif date.year < 1995:
        yield "FN025", "date", f"{written} is before the web"
    published = _newest_day([article.meta.url or ""])
    if published is not None and date.replace(tzinfo=None) - published > timedelta(days=3):
        yield "FN023", "date", f"{written}, but the address says {published:%Y-%m-%d}"
    elif date.utcoffset() == timedelta(0) and _is_beijing_time(date, article, published):
        says = "GMT" if _GMT.search(source.date_as_written()) else "no zone"
        day, there = f"{date:%Y-%m-%d}", f"{date.astimezone(_BEIJING):%Y-%m-%d}"
        yield "FN024", "date", f"{written} ({says}) is {there} in Beijing, but addresses and text say {day}"


def _is_beijing_time(date: datetime, article: Article, published: datetime | None) -> bool:
    """Whether two witnesses name the day that the date names, and none the next, which it would be in Beijing."""
    day = date.date()
    there = date.astimezone(_BEIJING).date()
    if day == there:
        return False
    pictures = _newest_day([picture.src for picture in article.images])
    told = {(match[1], match[2]) for match in _DAY_IN_TEXT.finditer(body_text(article.blocks)[:2_000])}
    names = [{(None, str(d.day)), (str(d.month), str(d.day))} for d in (day, there)]
    says = [
        *(found.date() for found in (published, pictures) if found is not None),
        *([day] if told & names[0] and not told & names[1] else []),
        *([there] if told & names[1] else []),
    ]
    return says.count(day) >= 2 and there not in says


def _newest_day(addresses: list[str]) -> datetime | None:
    """The newest day that addresses name as 20220305, 2022/03/05 or 2022-03/05; None if they name none."""
    found = []
    for address in addresses:
        for match in _DAY_IN_ADDRESS.finditer(address):
            try:
                found.append(datetime(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])))  # noqa: DTZ001  # a day in no zone
            except ValueError:  # the 31st of June
                continue
    return max(found, default=None)


def _check_encoding(article: Article, lines: list[str]) -> Iterator[_Seen]:
    """At most one finding a post: where one line is garbled, most are."""
    for text in (article.meta.title, *lines):
        broken = _BROKEN.search(text)
        if broken is None:
            broken = next((run for run in _FOREIGN_RUN.finditer(text) if _is_utf8_as_gbk(run[0])), None)
        if broken is not None:
            shown = text[max(0, broken.start() - 10) : broken.end() + 10]
            yield "FN040", broken[0][:8], f"garbled: {shown[:60]}"
            return


def _is_utf8_as_gbk(run: str) -> bool:
    """Whether these characters are UTF-8 that was read as GB18030: hardly any real text survives the way back."""
    for end in (len(run), len(run) - 1):
        data = run[:end].encode("gb18030", "replace")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start < len(data) - _TORN:
                continue
            text = data[: error.start].decode("utf-8")
        return len(text) >= 4 and any("\u3400" <= sign <= "\u9fff" for sign in text)
    return False


def _lines(article: Article) -> list[str]:
    """The lines of the story outside of tables and listings, without blanks around them."""
    texts = (
        block_text(block)
        for block in article.blocks
        if block.kind is not BlockKind.TABLE and block.kind is not BlockKind.CODE
    )
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _like_boilerplate(article: Article, lines: list[str], rules: RuleSet) -> Iterator[tuple[str, Rule]]:
    """Lines with the words of a rule that the story quotes neither in a list, nor as a heading, nor behind a colon."""
    quoted = {
        line.strip()
        for block in article.blocks
        if block.kind is BlockKind.HEADING or (block.path and block.path[-1].kind == "item")
        for line in block_text(block).split("\n")
    }
    for number, line in enumerate(lines):
        if (
            len(line) > _LONGEST
            or not _LETTER.search(line)
            or line in quoted
            or (number and lines[number - 1].endswith(("：", ":")))
        ):
            continue
        told = is_sentence(line) or tells_of_the_post(line)  # which the words of a link are not
        hits = [
            rule for rule in (*rules.match_anywhere(line), *rules.match_near_end(line)) if not (told and rule.linked)
        ]
        near = min(number, len(lines) - 1 - number) < _NEAR
        rule = next((rule for rule in hits if near or not (rule.weak or rule.pictured)), None)
        if rule is not None:
            yield line, rule
