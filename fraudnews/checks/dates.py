"""What is wrong with the date of a post: missing, impossible, the time of the crawler, or Beijing time called GMT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from fraudnews.checks.postfile import PostFile, Seen
from fraudnews.model import Article
from fraudnews.rendering.header import date_text
from fraudnews.rendering.text import body_text

_BEIJING = timezone(timedelta(hours=8))
#: 20220305, 2022/0305, 2022-03/05, 2022/3/5, also followed by a time.
_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/_]?(1[0-2]|0[1-9])[-/_]?(3[01]|[12]\d|0[1-9])(?:(?!\d)|(?=[0-2]\d[0-5]\d))|"
    r"[-/_]([1-9]|1[0-2])[-/_]([1-9]|[12]\d|3[01])(?!\d))"
)
_DAY_IN_TEXT = re.compile(
    r"(?:(?<!\d)(\d{1,2})月)?(?<![\d.—-])(\d{1,2})日(?=电|讯|消息|从|获悉|上午|中午|下午|晚|凌晨|发布|通报|表示|宣布|，)"
)
_GMT = re.compile(r"GMT|UTC|Z['\"]?\s*$|[+-]00:?00", re.I)


def check_date(article: Article, now: datetime, file: PostFile) -> Iterator[Seen]:
    """Findings about the date; ``now`` is an aware time."""
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
        says = "GMT" if _GMT.search(file.date_as_written()) else "no zone"
        day, there = f"{date:%Y-%m-%d}", f"{date.astimezone(_BEIJING):%Y-%m-%d}"
        yield "FN024", "date", f"{written} ({says}) is {there} in Beijing, but addresses and text say {day}"


def telling_second(article: Article, file: PostFile) -> tuple[datetime, int] | None:
    """The date and its line, if it has a second that other posts hardly share by chance."""
    date = article.meta.date
    if date is None or (date.hour, date.minute, date.second) == (0, 0, 0) or not date.second + date.microsecond:
        return None
    return date, file.line_of("date")


def _is_beijing_time(date: datetime, article: Article, published: datetime | None) -> bool:
    """Whether the date is Beijing time: two sources name the same day, and none the next, which GMT would mean."""
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
    """The newest day in addresses, as 20220305, 2022/03/05 or 2022-03/05; None if there is none."""
    found = []
    for address in addresses:
        for match in _DAY_IN_ADDRESS.finditer(address):
            try:
                found.append(datetime(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])))  # noqa: DTZ001  # a day in no zone
            except ValueError:  # the 31st of June
                continue
    return max(found, default=None)
