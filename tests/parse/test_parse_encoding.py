"""Bytes to text: marks, UTF-8, UTF-16, GB18030 and Big5, and the errors for all that is none of them."""

from __future__ import annotations

import codecs
from typing import Any

import charset_normalizer
import pytest
from charset_normalizer import from_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.errors import BinaryError, EncodingError
from fraudnews.parse.encoding import _SAMPLE, decode, encode

SIMPLIFIED = (
    "警方提醒市民不要轻信陌生来电，近日有人冒充客服，以退款为名骗走老人三万元。派出所民警赶到银行，及时拦下了这笔汇款。"
    "社区干部说，骗子的话术每天都在变，大家要多问一句，少点一下。受害人刘女士回忆，对方先报出她的订单号，又让她下载一个会议软件。"
)
TRADITIONAL = (
    "警方提醒市民不要輕信陌生來電，近日有人冒充客服，以退款為名騙走老人三萬元。派出所員警趕到銀行，及時攔下了這筆匯款。"
    "社區幹部說，騙子的話術每天都在變，大家要多問一句，少點一下。受害人劉女士回憶，對方先報出她的訂單號，又讓她下載一個會議軟體。"
)
POST = "---\ntitle: '{}'\ndate: Sat, 05 Mar 2022 13:05:16 GMT\n---\n\n<div>\n<p>　　{}</p>\n</div>\n"
LENGTHS = (20, 40, 90, 400, 3_000, 40_000)


def story(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("wrapped", [True, False], ids=["post", "bare"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-8"),
    ],
)
def test_chinese_is_read_in_the_encoding_it_was_written_in(
    text: str, encoding: str, wrapped: bool, length: int
) -> None:
    body = story(text, length)
    whole = POST.format(body[:15], body) if wrapped else body
    assert decode(whole.encode(encoding)) == whole


@pytest.mark.parametrize("start", range(0, 100, 7))
def test_flashes_of_twenty_characters_are_told_apart(start: int) -> None:
    for text, encoding in ((SIMPLIFIED, "gbk"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030")):
        flash = text[start : start + 20]
        assert decode(flash.encode(encoding)) == flash


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    text = POST.format("反诈", SIMPLIFIED)
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [POST.format("反诈", SIMPLIFIED), SIMPLIFIED + "\n", TRADITIONAL + "\n", "Plain English.\n"]
)
def test_utf_16_is_known_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_all_of_a_short_post_is_looked_at_and_the_beginning_of_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def watched(data: bytes, **options: Any) -> Any:
        seen.append(len(data))
        return from_bytes(data, **options)

    monkeypatch.setattr(charset_normalizer, "from_bytes", watched)
    for story in (
        "警方提醒，不要扫描陌生二维码，也不要点击短信里的链接。",
        "警方提醒：不要扫描陌生二维码。\n" * 20_000,
    ):
        data = f"title\n{story}".encode("gb18030")
        assert decode(data, None).endswith(story)
        assert 0 <= min(len(data), _SAMPLE) - seen.pop() < 60


def test_a_stray_nul_does_not_make_utf_8_into_utf_16() -> None:
    text = "<p>A story of forty letters, and one NUL\0</p>\n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["gbk", "GB2312", "gb18030", "big5", "Big5-HKSCS", "iso-8859-1", "utf-8", "klingon"])
def test_a_page_may_name_its_charset_and_may_lie(name: str) -> None:
    page = f'<meta charset="{name}"><p>{SIMPLIFIED}</p>\n'
    if not name.lower().startswith("big5"):
        assert decode(page.encode("gbk")) == page
    traditional = f'<meta http-equiv="Content-Type" content="text/html; charset={name}"><p>{TRADITIONAL}</p>'
    if not name.lower().startswith("gb"):
        assert decode(traditional.encode("big5")) == traditional


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (SIMPLIFIED.encode()[:-1], len(SIMPLIFIED.encode()) - 3),
        (SIMPLIFIED[:20].encode()[:-2], 57),
        (b"a" * 10 + "警方提醒".encode() + b"\xff" + "市民".encode(), 22),
        (b"abc \xff\xfe\xfa \x81 def", 4),
        (codecs.BOM_UTF16_LE + b"a\0b", 4),
        (b"caf\xe9 noir, caf\xe9 blanc", 3),
        (SIMPLIFIED.encode("gbk")[:-1], len(SIMPLIFIED.encode("gbk")) - 2),
        (TRADITIONAL.encode("big5")[:-1], len(TRADITIONAL.encode("big5")) - 2),
    ],
    ids=["truncated", "truncated flash", "broken UTF-8", "nothing", "odd UTF-16", "Latin-1", "GBK", "Big5"],
)
def test_an_undecodable_file_is_an_error_that_names_the_offset(data: bytes, offset: int) -> None:
    with pytest.raises(EncodingError, match=rf"at offset {offset}\b"):
        decode(data)


@pytest.mark.parametrize(
    ("encoding", "problem"),
    [
        ("ascii", "not ascii: byte 0xe8 at offset 0"),
        ("big5", "not big5"),
        ("klingon", "unknown encoding 'klingon'"),
        ("rot13", "unknown"),
        ("a\0b", "unknown"),
        ("idna", "not idna"),
        ("undefined", "not undefined"),
    ],
)
def test_a_forced_encoding_that_is_wrong_says_so(encoding: str, problem: str) -> None:
    with pytest.raises(EncodingError, match=problem):
        decode(SIMPLIFIED.encode(), encoding)


def test_a_forced_encoding_beats_the_guess() -> None:
    assert decode("café noir".encode("latin-1"), "latin-1") == "café noir"
    assert decode(codecs.BOM_UTF16_LE + "反诈".encode("utf-16-le"), "utf-16") == "反诈"


@pytest.mark.parametrize(("named", "written"), [("gbk", "gb18030"), ("GB2312", "gb18030"), ("big5", "big5hkscs")])
def test_a_forced_encoding_is_as_wide_as_it_is_in_practice(named: str, written: str) -> None:
    text = "啲𨋢" if written == "big5hkscs" else "网友喆—ë发的€"
    assert decode(text.encode(written), named) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\xff\xd8\xff\xe0" + bytes(range(256)),
        b"GIF89a" + bytes(99),
        b"%PDF-1.7\n1 0 obj\n",
        b"PK\x03\x04" + bytes(99),
        b"\x1f\x8b\x08" + bytes(99),
        b"\x7fELF" + bytes(99),
        b"SQLite format 3\0" + bytes(99),
        bytes(range(32)) * 20,
        b"\0" * 100,
        b"\0" * 101,
    ],
)
def test_a_binary_file_is_no_post(data: bytes) -> None:
    with pytest.raises((BinaryError, EncodingError)):
        decode(data)


def test_a_lone_surrogate_in_a_string_is_named() -> None:
    with pytest.raises(EncodingError, match="lone surrogate at character 2"):
        encode("反诈\ud800")


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-7", "unicode_escape", "utf-16", "gb18030"]))
def test_any_bytes_are_text_that_can_be_written_or_one_error(data: bytes, encoding: str | None) -> None:
    try:
        text = decode(data, encoding)
    except (EncodingError, BinaryError):
        return
    text.encode("utf-8")


@settings(max_examples=150)
@given(st.text())
def test_every_text_survives_utf_8(text: str) -> None:
    if not text.startswith(("\ufeff", "\0")) and "\0" not in text and not text.startswith(("%PDF-", "GIF8", "PK")):
        assert decode(text.encode()) == text
