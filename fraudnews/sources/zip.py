"""Zip archives. Their directory is at the end, so they are read from a file, not from a pipe.

The ``zipfile`` of the standard library holds the whole directory, 0.7 kB for each member; here it is one entry at a
time. The format is that of PKWARE's APPNOTE.TXT, with Zip64; members may be stored or deflated.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterator
from functools import partial
from struct import Struct
from typing import BinaryIO, NamedTuple

from fraudnews.errors import InputError
from fraudnews.sources.member import DamagedMemberError, Member

_REMEDY = "fetch it or make it again"
_END = Struct("<4s4H2LH")
_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR_64 = Struct("<4sLQL")
_ENTRY = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_IN_64_BITS = 0xFFFFFFFF
_ENCRYPTED, _UTF8 = 0x1, 0x800
_STORED, _DEFLATED = 0, 8
_UNIX = 3
_CHUNK = 65_536


class _Entry(NamedTuple):
    """The entry of one member in the directory: sizes in bytes, and the offset of its own header."""

    name: bytes
    flags: int
    method: int
    sum: int
    packed: int
    size: int
    system: int
    mode: int
    offset: int


def read_zip(file: BinaryIO) -> Iterator[Member]:
    """The members of a zip archive in the order of its directory.

    Raises InputError if the directory is damaged or cut off, or if ``file`` is a pipe.
    """
    if not file.seekable():
        raise InputError("a zip archive cannot be read from a pipe", "name its file")
    position, end, shift = _directory(file)
    while position < end:
        entry, position = _entry(file, position, shift)
        if not entry.name.endswith(b"/"):
            yield Member(_name(entry), entry.size, _fault(entry), partial(_read, file, entry))


def _directory(file: BinaryIO) -> tuple[int, int, int]:
    """Where the directory begins and ends, and the number of bytes before the archive."""
    length = file.seek(0, os.SEEK_END)
    start = file.seek(max(0, length - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(b"PK\5\6", 0, max(0, len(tail) - _END.size + 4))
    if at < 0:
        raise _damaged("its end is missing")
    *_, size, offset, _comment = _END.unpack_from(tail, at)
    end = start + at
    more = _LOCATOR_64.size + _END_64.size
    if end >= more and tail[max(0, at - _LOCATOR_64.size) : at].startswith(b"PK\6\7"):
        file.seek(end - more)
        mark, *_, size_64, offset_64 = _END_64.unpack(file.read(_END_64.size))
        if mark == b"PK\6\6":
            size, offset, end = size_64, offset_64, end - more
    shift = end - size - offset
    if shift < 0:
        raise _damaged("its directory is cut off")
    return end - size, end, shift


def _entry(file: BinaryIO, position: int, shift: int) -> tuple[_Entry, int]:
    """The entry of the directory at ``position``, and where the next one is."""
    file.seek(position)
    head = file.read(_ENTRY.size)
    if len(head) < _ENTRY.size or not head.startswith(b"PK\1\2"):
        raise _damaged("an entry of its directory is not one")
    _, made, _, flags, method, _, _, check, packed, size, *lengths, _, _, mode, offset = _ENTRY.unpack(head)
    name_length, extra_length, comment_length = lengths
    name = file.read(name_length)
    extra = file.read(extra_length)
    if len(name) + len(extra) < name_length + extra_length:
        raise _damaged("its directory is cut off")
    size, packed, offset = _in_64_bits(extra, size, packed, offset)
    offset = min(offset + shift, position)  # no member can be beyond
    entry = _Entry(name, flags, method, check, packed, size, made >> 8, mode >> 16, offset)
    return entry, position + _ENTRY.size + name_length + extra_length + comment_length


def _in_64_bits(extra: bytes, *numbers: int) -> Iterator[int]:
    """The numbers, with those that did not fit taken from an extra field."""
    longer = b""
    while len(extra) >= 4:
        length = int.from_bytes(extra[2:4], "little")
        if extra[:2] == b"\1\0":
            longer = extra[4 : 4 + length]
        extra = extra[4 + length :]
    for number in numbers:
        if number == _IN_64_BITS and len(longer) >= 8:
            yield int.from_bytes(longer[:8], "little")
            longer = longer[8:]
        else:
            yield number


def _read(file: BinaryIO, entry: _Entry, size: int) -> bytes:
    file.seek(entry.offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
        raise _damaged_member("it is not where the directory says")
    *_, name_length, extra_length = _LOCAL.unpack(head)
    if file.read(name_length) != entry.name:
        raise _damaged_member("the directory gives it another name")
    file.seek(extra_length, os.SEEK_CUR)
    data = _inflated(file, entry, size + 1) if entry.method == _DEFLATED else file.read(min(entry.packed, size + 1))
    if size < entry.size:
        return data[:size]
    if len(data) != entry.size:
        raise _damaged_member("it has not the size that the directory says")
    if zlib.crc32(data) != entry.sum:
        raise _damaged_member("its checksum is wrong")
    return data


def _inflated(file: BinaryIO, entry: _Entry, size: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.packed
    pieces = []
    while size and left and not inflater.eof:
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            break
        left -= len(chunk)
        try:
            pieces.append(inflater.decompress(chunk, size))
        except zlib.error as error:
            raise _damaged_member(str(error)) from None
        size -= len(pieces[-1])
    return b"".join(pieces)


def _name(entry: _Entry) -> str:
    """The name as that of a file in UTF-8, whatever the locale, so that all machines have the same parts of an archive.

    A name without the UTF-8 flag often is UTF-8, or else GBK, as Chinese Windows writes it. Many names in GBK are valid
    UTF-8 by chance (诈骗 is two letters then), but without Chinese characters.
    """
    try:
        name = entry.name.decode("utf-8")
    except UnicodeDecodeError:
        name = ""
    if not name or not (entry.flags & _UTF8 or name.isascii() or any(char >= "\u0800" for char in name)):
        try:
            name = entry.name.decode("gb18030")
        except UnicodeDecodeError:
            return os.fsdecode(entry.name)
    return os.fsdecode(name.encode())


def _fault(entry: _Entry) -> str:
    if entry.flags & _ENCRYPTED:
        return "an encrypted file"
    if entry.method not in {_STORED, _DEFLATED}:
        return "a file compressed by another method than deflate"
    if entry.system == _UNIX and stat.S_IFMT(entry.mode) not in {0, stat.S_IFREG}:
        return "a symbolic link" if stat.S_ISLNK(entry.mode) else "a device"
    return ""


def _damaged(why: str) -> InputError:
    return InputError(f"damaged zip archive: {why}", _REMEDY)


def _damaged_member(why: str) -> DamagedMemberError:
    return DamagedMemberError(f"damaged member of a zip archive: {why}", _REMEDY)
