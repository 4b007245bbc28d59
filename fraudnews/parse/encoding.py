"""From bytes to text: byte order marks, UTF-8, UTF-16, and how to tell GB18030 from Big5."""

from __future__ import annotations

import codecs
import re

from fraudnews.errors import BinaryError, EncodingError

#: Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh91AY&SY", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
)
_MAGIC_STARTS = tuple(magic for magic, _ in _MAGIC)
_CONTROL = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
_CHARSET = rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_-]{3,20})"""
#: Charsets that are tried first if the page names them.
_CHARSETS = frozenset({"gb18030", "big5hkscs", "shift_jis", "euc-jp", "euc-kr"})
_LATIN = frozenset({"windows-1252", "iso-8859-1"})
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_SAMPLE = 65_536
_REMEDY = "name the right one with --encoding, or repair the file"


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return the text of ``data``, without its byte order mark.

    Raises EncodingError, which names the byte offset, if the bytes are not text in ``encoding`` or, with none given, in
    any supported encoding; BinaryError if they are a picture, an archive or the like.
    """
    if data.startswith(_MAGIC_STARTS):
        name = next(name for magic, name in _MAGIC if data.startswith(magic))
        raise BinaryError(f"this is {name}, not a post", "leave it out with --exclude")
    if encoding:
        return _decoded(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_binary(data)
        return _utf16_without_mark(data) or _chinese(data, error.start)
    if "\0" in text:
        _refuse_binary(data)
        return _utf16_without_mark(data) or text
    return text


def encode(text: str) -> bytes:
    """Return ``text`` as UTF-8; EncodingError names the first lone surrogate."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(f"lone surrogate at character {error.start}", _REMEDY) from None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(_WIDER.get(encoding.lower(), encoding)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_text(data, encoding, error.start) from None
    except UnicodeError:  # idna, punycode and undefined name no offset
        raise _not_text(data, encoding, 0) from None
    except (LookupError, ValueError):  # rot13 and zlib are no text encodings; a name may hold a NUL
        raise EncodingError(f"unknown encoding {encoding!r}", "use a name such as utf-8, gb18030 or big5") from None
    encode(text)  # utf-7 and unicode_escape can write half a character
    return text


def _not_text(data: bytes, encoding: str, offset: int) -> EncodingError:
    return EncodingError(f"not {encoding}: byte 0x{data[offset]:02x} at offset {offset}", _REMEDY)


def _refuse_binary(data: bytes) -> None:
    head = data[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > 0.15 * len(head) and min(even, odd) <= 0.1 * max(even, odd):
        return  # perhaps UTF-16, whose ASCII has a zero in every other byte
    if len(re.findall(_CONTROL, head)) > 0.05 * len(head) and _utf16_without_mark(data) is None:
        raise BinaryError("this is a binary file, not a post", "leave it out with --exclude")


def _utf16_without_mark(data: bytes) -> str | None:
    """The text if it is UTF-16: with zeros in every other byte, as ASCII has, or else with common characters."""
    if len(data) % 2 or b"\0" not in data:
        return None
    head = data[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for name, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        one_sided = here >= 0.05 * len(head) and there <= 0.1 * here
        if one_sided or _common(text[:_SAMPLE]):
            return text
    return None


def _common(text: str) -> bool:
    """Whether the characters are common: ASCII read as UTF-16 looks Chinese, too, but is mostly rare ones."""
    return any(len(text.encode(name, "ignore").decode(name)) > 0.95 * len(text) for name in ("gb2312", "big5"))


def _chinese(data: bytes, offset: int) -> str:
    """Tell GB18030 from Big5; ``offset`` is where the bytes stopped to be UTF-8."""
    loose = data[:offset][-_SAMPLE:].decode("utf-8", "ignore") + data[offset:][:_SAMPLE].decode("utf-8", "replace")
    if sum("\u2e80" <= char <= "\uffef" for char in loose) > 2 * loose.count("\ufffd"):
        raise EncodingError(f"broken UTF-8: byte 0x{data[offset]:02x} at offset {offset}", _REMEDY)
    named = re.search(_CHARSET, data[:2048])
    name = named[1].decode("ascii").lower() if named else ""
    name = _WIDER.get(name, name)
    # Any bytes are valid Latin-1, so a page that names it is believed last.
    claimed, last = ([name], []) if name in _CHARSETS else ([], [name] if name in _LATIN else [])
    for guess in (*claimed, *_guesses(data), *last):
        try:
            return data.decode(guess)
        except UnicodeDecodeError:
            continue  # pages lie about their charset: look at the bytes
    offset = max(offset, *(_stumbles_at(data, name) for name in ("gb18030", "big5hkscs")))
    raise EncodingError(f"unknown encoding: byte 0x{data[offset]:02x} at offset {offset}", _REMEDY)


def _stumbles_at(data: bytes, encoding: str) -> int:
    """Where the text ends, read in this encoding; 0 where it does not."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _guesses(data: bytes) -> list[str]:
    """The encodings that charset-normalizer finds plausible, best first."""
    from charset_normalizer import from_bytes  # 11 ms: only for the few posts that need it

    sample = data
    if len(data) > _SAMPLE:  # cut at a byte that is never half of a character
        sample = data[: max(data.rfind(byte, 0, _SAMPLE) for byte in (b"\n", b" ", b"<")) + 1] or data[:_SAMPLE]
    return [match.encoding for match in from_bytes(sample, cp_isolation=["gb18030", "big5hkscs"])]
