"""Findings in one post, and what is needed to compare it with others."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from fraudnews.checks.dates import check_date, telling_second
from fraudnews.checks.postfile import PostFile, Seen
from fraudnews.errors import EmptyError
from fraudnews.marks import NO_MARKS, Marks, find_faults
from fraudnews.model import BRAKE, BRAKED, Article, BlockKind, Kind, Options
from fraudnews.posts import Outcome
from fraudnews.recurrence import belongs_to_stories, is_sentence, tells_of_the_post
from fraudnews.rendering.text import block_text, body_text
from fraudnews.rules import Rule
from fraudnews.ruleset import RuleSet, rule_set
from fraudnews.simplified import as_compared

#: Lines at the beginning and at the end of a story that may be boilerplate.
_HEAD, _TAIL = 3, 5
#: The distance from the edge, in lines, within which weak evidence counts.
_NEAR = 15
#: The longest recurring boilerplate, in characters.
_LONGEST = 120
_LEAST_REMOVED = 200
#: The shortest story, in characters, that is compared: equal news flashes of one line mean little.
_LEAST_STORY = 30

_PLACEHOLDER = re.compile(
    r"(?:untitled(?:[ -]\w{1,12})?|no ?title|title|new post|post|hello,? world!?|test(?:ing)?|null|none|undefined|nan|"
    r"index|home|首页|无标题|無標題|未命名(?:\d+)?|标题|文章标题|新建文(?:档|章|件)\d*|测试|"
    r"(?:page )?not found|页面不存在|页面(?:未找到|没有找到)|(?:40[0-9]|50[0-9])(?: [a-z ]{1,30})?|forbidden|"
    r"access denied|just a moment\.*|attention required!?.*|请稍候\.*|验证码|安全验证|\W*|"
    r".*(?:\{\{|\{%|<%|\$\{).{1,60}(?:\}\}|%\}|%>|\}).*)",
    re.I,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|%[0-9a-f]{2}\S*", re.I)
_BROKEN = re.compile(
    r"\ufffd+|锟斤拷|烫烫烫|屯屯屯|(?:[\u00c0-\u00f4][\u0080-\u00bf\u0152\u0160\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){3,}"
)
_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]{6,}")
#: Bytes of a UTF-8 character that may be missing at the end of a run.
_TORN = 2
_NOT_LETTERS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")


class Finding(NamedTuple):
    """One finding: the post, the line of its file (from 1), the code, and a message."""

    path: str
    line: int
    code: str
    message: str


class PostFindings(NamedTuple):
    """Findings in one post, and what is needed to compare it with others.

    ``story`` is a digest of its text, ``date`` a date to the second with its line number, ``edges`` are the lines near
    the beginning and the end of the story with their numbers; empty or None if they are of no use.
    """

    name: str
    id: str
    findings: tuple[Finding, ...]
    story: bytes = b""
    date: tuple[datetime, int] | None = None
    edges: tuple[tuple[str, int], ...] = ()


def check_post(outcome: Outcome, now: datetime, options: Options, marks: Marks = NO_MARKS) -> PostFindings:
    """The findings in one post that was cleaned with ``options``.

    ``now`` is an aware time, to find dates in the future; ``marks`` are those of a review, if there are any.
    """
    file = PostFile(outcome, options)
    name, article = outcome.name, outcome.article
    found = [
        Finding(name, file.line_of(fault.text), fault.code, fault.message)
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
        *check_date(article, now, file),
        *_check_encoding(article, lines),
        *(
            ("FN005", line, f"{line} ({rule.kind}, as {rule.id})")
            for line, rule in _like_boilerplate(article, lines, rules)
        ),
    )
    found += [Finding(name, file.line_of(sought), code, message) for code, sought, message in seen]
    edges = dict.fromkeys((*lines[:_HEAD], *lines[-_TAIL:]))
    return PostFindings(
        name,
        outcome.id,
        tuple(found),
        _story(article),
        telling_second(article, file),
        tuple((line, file.line_of(line)) for line in edges if len(line) <= _LONGEST and not belongs_to_stories(line)),
    )


def _check_warnings(article: Article) -> Iterator[Seen]:
    for warning in article.warnings:
        key, _, rest = warning.partition(": ")
        if warning.startswith(BRAKED):
            yield "FN003", "", rest
        elif key == "front matter":
            named = re.match(r"'?([A-Za-z]+)'? (?:is|stands)", rest)
            yield "FN030", named[1] if named else "", rest
        elif "not a date" in rest:
            yield "FN021", key, rest
        else:
            yield "FN031", "", warning


def removed_characters(article: Article) -> Counter[str]:
    """The characters of a post's text that were removed, by rule; style sheets and scripts are no text."""
    removed: Counter[str] = Counter()
    for removal in article.removed:
        if removal.kind is not Kind.STYLE:
            removed[removal.rule] += len(removal.text)
    return removed


def removed_share(article: Article) -> float:
    """The share of a post's text that was removed, 0 to 1."""
    removed = removed_characters(article).total()
    return removed / (removed + len(body_text(article.blocks)) or 1)


def _check_removed(article: Article) -> Iterator[Seen]:
    taken = removed_characters(article)
    share = removed_share(article)
    if taken.total() >= _LEAST_REMOVED and share > BRAKE:
        ((most, _),) = taken.most_common(1)
        yield "FN004", "", f"{share:.0%} of the text ({taken.total():,} characters), most of it by {most}"


def _check_title(article: Article) -> Iterator[Seen]:
    title = article.meta.title
    if not title:
        yield "FN010", "title", "no title"
    elif _PLACEHOLDER.fullmatch(title):
        yield "FN011", "title", f"a placeholder for a title: {title}"
    elif _ADDRESS.fullmatch(title) or title in (article.meta.author, article.meta.url, *article.meta.categories):
        yield "FN012", "title", f"an address or a name for a title: {title}"


def _check_encoding(article: Article, lines: list[str]) -> Iterator[Seen]:
    """The first garbled line: if one is, most are."""
    for text in (article.meta.title, *lines):
        broken = _BROKEN.search(text)
        if broken is None:
            broken = next((run for run in _FOREIGN_RUN.finditer(text) if _is_utf8_as_gbk(run[0])), None)
        if broken is not None:
            shown = text[max(0, broken.start() - 10) : broken.end() + 10]
            yield "FN040", broken[0][:8], f"garbled: {shown[:60]}"
            return


def _is_utf8_as_gbk(run: str) -> bool:
    """Whether these characters are UTF-8 that was read as GB18030: hardly any other text can be converted back."""
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
    """Lines that match a rule and are no list item, heading or quotation after a colon."""
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
        told = is_sentence(line) or tells_of_the_post(line)  # then it is not a link
        words = as_compared(line)
        known = (*rules.anywhere.match(words), *rules.match_near_end(words))
        hits = [rule for rule in known if not (told and rule.linked)]
        near = min(number, len(lines) - 1 - number) < _NEAR
        rule = next((rule for rule in hits if near or not (rule.weak or rule.pictured)), None)
        if rule is not None:
            yield line, rule


def _story(article: Article) -> bytes:
    """A digest that is equal for posts with the same story; empty if the story is too short."""
    text = _NOT_LETTERS.sub("", body_text(article.blocks))
    return hashlib.sha256(text.encode()).digest()[:16] if len(text) >= _LEAST_STORY else b""
