"""Tar archives as a stream: each header is read once, and nothing is kept.

The ``tarfile`` of the standard library takes a damaged header for the end of the archive, reads extended headers of
any size into memory, and keeps every member. Supported are the formats of POSIX (ustar and pax), GNU and V7.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from fraudnews.errors import InputError
from fraudnews.sources.member import Member

#: A size beyond any file.
_MORE_THAN_ANY_FILE = 1 << 62
_BLOCK = 512
_ZEROS = bytes(_BLOCK)
#: The largest extended header in bytes; a path has at most some 4,000.
_MAX_EXTENDED = 262_144
_CHUNK = 1_048_576
_SPACES = b" " * 8
#: Types of headers: files of POSIX and V7, and contiguous files, which are read as such.
_FILES = frozenset(b"0\x007")
#: Extended headers, for the next member or for all that follow.
_EXTENDED = frozenset(b"xXgLK")
#: A folder, the listing of a folder in GNU, the name of a volume.
_NOT_FILES = frozenset(b"5DV")
_WITHOUT_DATA = frozenset(b"123456")
_FAULTS = {b"1": "a hard link", b"2": "a symbolic link", b"3": "a device", b"4": "a device", b"6": "a named pipe",
           b"S": "a sparse file", b"M": "a part of a file"}  # fmt: skip
#: The records of a pax header that are used, and one for all that begin with ``GNU.sparse``.
_PATH, _SIZE, _SPARSE = b"path", b"size", b"GNU.sparse"
_Records = dict[bytes, bytes]


def read_tar(file: BinaryIO) -> Iterator[Member]:
    """The members of a tar archive, or of several concatenated ones, in their order.

    Raises InputError if the archive is damaged or ends too early; the members before that are good.
    """
    tar = _Tar(file)
    lasting: _Records = {}
    passing: _Records = {}
    while (header := tar.header()) is not None:
        kind = header[156]
        size = _number(header[124:136])
        if kind in _EXTENDED:
            records = _records(kind, tar.extended(size))
            (lasting if kind == ord("g") else passing).update(records)
            continue
        records = lasting | passing
        passing = {}
        if kind == ord("S"):
            tar.pass_sparse_map(header)
        size = _decimal(records.get(_SIZE), size)
        tar.open_data(0 if kind in _WITHOUT_DATA else size)
        name = records.get(_PATH) or _name(header)
        if kind not in _NOT_FILES and not name.endswith(b"/"):
            yield Member(os.fsdecode(name), size, _fault(kind, records), tar.read)
        tar.close_data()


class _Tar:
    """The blocks of an archive, and the data of the current member in them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._can_seek = file.seekable()
        self._begun = self._ended = False
        self._left = self._padding = 0

    def header(self) -> bytes | None:
        """The next header, None at the end of the archive."""
        while True:
            block = self._file.read(_BLOCK)
            if block == _ZEROS:
                self._ended = True
                continue
            if not block and self._ended:
                return None
            if len(block) < _BLOCK:
                raise _damaged("it ends too early")
            self._check(block)
            self._begun, self._ended = True, False
            return block

    def extended(self, size: int) -> bytes:
        """The data of an extended header."""
        if not 0 <= size <= _MAX_EXTENDED:
            raise _damaged(f"an extended header of {size:,} bytes")
        self.open_data(size)
        data = self.read(size)
        self.close_data()
        return data

    def pass_sparse_map(self, header: bytes) -> None:
        """Skip the headers in which GNU continues the map of a sparse file."""
        more = header[482]
        while more:
            block = self._file.read(_BLOCK)
            if len(block) < _BLOCK:
                raise _damaged("it ends too early")
            more = block[504]

    def open_data(self, size: int) -> None:
        """The next ``size`` bytes are the data of a member."""
        self._left, self._padding = size, -size % _BLOCK

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes of the member's data."""
        size = min(size, self._left)
        data = self._file.read(size)
        if len(data) < size:
            raise _damaged("it ends too early")
        self._left -= size
        return data

    def close_data(self) -> None:
        """Skip the unread data of the member."""
        rest = self._left + self._padding
        if self._can_seek and rest > _CHUNK:
            self._file.seek(rest, os.SEEK_CUR)  # beyond the end, the next header is missing
            return
        while rest:
            data = self._file.read(min(rest, _CHUNK))
            if not data:
                raise _damaged("it ends too early")
            rest -= len(data)

    def _check(self, header: bytes) -> None:
        told = _number(header[148:156])
        without = header[:148] + _SPACES + header[156:]
        if told != sum(without) and told != sum(byte - 256 if byte > 127 else byte for byte in without):
            if self._begun:
                raise _damaged("a header is not one")
            raise InputError("this is no tar archive", "check the file, and what --from says")


def _number(field: bytes) -> int:
    """A number in octal, or in base 256 if its first bit is set; -1 if it is invalid."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    try:
        return int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        return -1  # no sum and no size


def _decimal(field: bytes | None, otherwise: int) -> int:
    size = otherwise if field is None else int(field) if field.isdigit() and len(field) < 20 else -1
    if not 0 <= size < _MORE_THAN_ANY_FILE:
        raise _damaged("a size that is none")
    return size


def _records(kind: int, data: bytes) -> _Records:
    """Name and size in an extended header; in GNU, type ``L`` is only a name, and ``K`` the target of a link."""
    if kind == ord("L"):
        return {_PATH: data.rstrip(b"\0")}
    if kind == ord("K"):
        return {}
    found: _Records = {}
    start = 0
    while start < len(data) and data[start]:
        length, space, _ = data[start : start + 21].partition(b" ")
        end = start + int(length) if length.isdigit() else 0
        key, equals, value = data[start + len(length) + 1 : end].partition(b"=")
        if not space or not equals or end > len(data) or not value.endswith(b"\n"):
            raise _damaged("an extended header is not one")
        if key in {_PATH, _SIZE}:
            found[key] = value[:-1]
        elif key.startswith(_SPARSE):
            found[_SPARSE] = b"1"
            if key == b"GNU.sparse.name":
                found[_PATH] = value[:-1]
        start = end
    return found


def _name(header: bytes) -> bytes:
    name = header[:100].partition(b"\0")[0]
    prefix = header[345:500].partition(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _fault(kind: int, records: _Records) -> str:
    if kind in _FILES:
        return "a sparse file" if _SPARSE in records else ""
    return _FAULTS.get(bytes((kind,)), "nothing that tar knows")


def _damaged(why: str) -> InputError:
    return InputError(f"damaged tar archive: {why}", "fetch it or make it again")
