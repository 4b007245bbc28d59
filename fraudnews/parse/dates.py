"""Dates as crawlers write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ZONE = r"(?P<z>(?:gmt|utc|ut|z)?[+-]\d{1,2}(?::?\d\d)?|gmt|utc|ut|z)?"
_CLOCK = r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?P<f>\.\d{1,9})?)?"
#: Patterns in the order in which they are tried; ``re`` compiles and caches those that are used.
_RFC1123 = (
    r"(?ai)(?:[a-z]{3,9}\.?,?\s+)?(?P<d>\d{1,2})[ -](?P<mon>[a-z]{3})[a-z]*[ -](?P<y>\d{4})"
    rf"(?:\s+{_CLOCK})?\s*{_ZONE}(?:\s*\([^)]{{1,60}}\))?"
)
#: As ``toString()`` of a browser and ``ctime`` write it, and ``March 5, 2022``.
_MONTH_FIRST = (
    rf"(?ai)(?:[a-z]{{3,9}},?\s+)?(?P<mon>[a-z]{{3}})[a-z]*\.?\s+(?P<d>\d{{1,2}}),?\s+(?:(?P<y>\d{{4}})(?:\s+{_CLOCK})?|"
    rf"{_CLOCK.replace('?P<', '?P<c')}\s+(?P<cy>\d{{4}}))\s*{_ZONE}(?:\s*\([^)]{{1,60}}\))?"
)
_NUMERIC = (
    r"(?i)(?P<y>\d{4})\s*[-/.年]\s*(?P<mon>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:\s*[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?"
    r"(?:[\sT]*(?P<h>\d{1,2})\s*[:：时時点點]\s*(?P<m>\d{1,2})\s*分?"
    r"(?:[:：]?\s*(?P<s>\d{1,2})(?P<f>[.,]\d{1,9})?\s*秒?)?)?"
    rf"\s*{_ZONE}"
)
_COMPACT = r"(?a)(?P<y>\d{4})(?P<mon>\d\d)(?P<d>\d\d)(?:T?(?P<h>\d\d)(?P<m>\d\d)(?P<s>\d\d)(?P<z>Z)?)?"
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d{1,9})?|\d{13}|\d{16}", re.A)
_START = datetime(1970, 1, 1, tzinfo=UTC)


def parse_date(text: str, assume: tzinfo) -> datetime | None:
    """Return the aware date that ``text`` names, None if it names none.

    Reads RFC 1123, ISO 8601, ``2022-03-05 21:05``, ``2022年3月5日 21:05``, what browsers write, and epoch seconds or
    milliseconds; a date without a zone is in ``assume``. Years 1 and 9999 are refused, as the date might not exist in
    another zone.
    """
    text = text.strip()
    if len(text) > 120:
        return None
    if _EPOCH.fullmatch(text):
        return _START + timedelta(seconds=float(text) / {13: 1e3, 16: 1e6}.get(len(text), 1))
    for pattern in (_RFC1123, _NUMERIC, _MONTH_FIRST, _COMPACT):
        if (match := re.fullmatch(pattern, text)) is not None:
            try:
                return _date(match.groupdict(), assume)
            except ValueError:  # the 31st of June, an offset of 99 hours
                return None
    return None


def _date(part: dict[str, str | None], assume: tzinfo) -> datetime:
    def number(name: str) -> int:
        return int(part.get(name) or part.get("c" + name) or 0)

    month = part["mon"] or ""
    year = number("y")
    if not 1 < year < 9999:
        raise ValueError(year)
    return datetime(
        year,
        int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0),
        number("d"),
        number("h"),
        number("m"),
        number("s"),
        int((part.get("f") or ".0")[1:].ljust(6, "0")[:6]),
        tzinfo=_zone(part["z"], assume),
    )


def _zone(text: str | None, assume: tzinfo) -> tzinfo:
    if not text:
        return assume
    offset = text.lstrip("GMTUCZgmtucz")
    if not offset:
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59:
        raise ValueError(text)
    return timezone(-shift if offset[0] == "-" else shift) if shift else UTC
