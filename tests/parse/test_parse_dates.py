"""Dates as crawlers write them, and what is no date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.parse.dates import parse_date

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2022, 3, 5, 13, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat, 05 Mar 2022 13:05:16 GMT", NOON),
        ("Sat, 5 Mar 2022 13:05:16 UTC", NOON),
        ("5 Mar 2022 13:05:16 +0000", NOON),
        ("Sat, 05 Mar 2022 21:05:16 +0800", NOON),
        ("Saturday, 05-Mar-2022 13:05:16 GMT", NOON),
        ("Sat Mar 05 2022 21:05:16 GMT+0800 (China Standard Time)", NOON),
        ("Sat Mar  5 13:05:16 2022", NOON),
        ("2022-03-05T13:05:16Z", NOON),
        ("2022-03-05T21:05:16+08:00", NOON),
        ("2022-03-05 21:05:16 +0800", NOON),
        ("2022-03-05 21:05:16+08", NOON),
        ("2022-03-05 21:05:16 UTC+8", NOON),
        ("2022-03-05 07:35:16 -0530", NOON),
        ("2022-03-05T21:05:00.123Z", datetime(2022, 3, 5, 21, 5, 0, 123_000, tzinfo=UTC)),
        ("2022-03-05T21:05:00.123456789Z", datetime(2022, 3, 5, 21, 5, 0, 123_456, tzinfo=UTC)),
        ("20220305T130516Z", NOON),
        ("20220305130516", NOON),
        ("1646485516", NOON),
        ("1646485516000", NOON),
        ("1646485516.0", NOON),
        ("  2022-03-05 13:05:16  ", NOON),
    ],
)
def test_a_moment_is_read(text: str, expected: datetime) -> None:
    assert parse_date(text, UTC) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-05 21:05",
        "2022-03-05T21:05:00",
        "2022/3/5 21:05",
        "2022.03.05 21:05",
        "2022年3月5日 21:05",
        "2022年03月05日21:05",
        "2022年3月5日　21:05",
        "2022年3月5日 21時05分",
        "2022年3月5日21时5分0秒",
        "2022年3月5日 星期六 21:05",
        "2022-03-05（周六） 21：05",
        "Mar 5, 2022 21:05",
    ],
)
@pytest.mark.parametrize("zone", [UTC, CHINA, ZoneInfo("Asia/Shanghai")], ids=str)
def test_a_date_without_a_zone_is_in_the_assumed_one(text: str, zone: timezone) -> None:
    assert parse_date(text, zone) == datetime(2022, 3, 5, 21, 5, tzinfo=zone)


@pytest.mark.parametrize("text", ["2022-03-05", "2022年3月5日", "20220305", "5 March 2022", "March 5, 2022"])
def test_a_day_is_its_midnight(text: str) -> None:
    assert parse_date(text, CHINA) == datetime(2022, 3, 5, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Invalid Date",
        "Invalid date",
        "NaN",
        "today",
        "2022",
        "12:30:45",
        "2022-06-31",
        "31 Jun 2022 10:00:00 GMT",
        "2022-02-29",
        "2022-13-01",
        "0000-01-01",
        "0001-01-01 00:00",
        "9999-12-31 23:59:59 -0800",
        "2022-03-05 25:00",
        "2022-03-05 21:05:00 +9900",
        "2022-03-05 21:05:00 +24:00",
        "2022-03-05 21:05:00 +0099",
        "Sat, 05 Foo 2022 13:05:16 GMT",
        "99999999999999999999",
        "1" * 5_000,
        "2022-03-05" + " " * 100_000 + "x",
        "-1",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, UTC) is None


@pytest.mark.parametrize("text", ["9999999999", "-9999999999", "9999999999999", "9999999999999999"])
def test_huge_epochs_do_not_raise(text: str) -> None:
    assert (found := parse_date(text, UTC)) is None or found.tzinfo is not None


@settings(max_examples=150)
@given(
    st.from_regex(
        r"[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?[ T]?[0-9]{0,2}:?[0-9]{0,2}( ?[+-][0-9]{2}:?[0-9]{2})?",
        fullmatch=True,
    )
)
def test_whatever_looks_like_a_date_can_be_moved_to_any_zone(text: str) -> None:
    if (found := parse_date(text, CHINA)) is not None:
        for hours in (-14, 14):
            found.astimezone(timezone(timedelta(hours=hours)))
