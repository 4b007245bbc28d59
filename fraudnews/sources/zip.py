"""Zip archives: their directory stands at the end, so they are read from a file, never from a pipe."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from fraudnews.errors import InputError
from fraudnews.sources.member import DamagedMemberError, Member

_REMEDY = "fetch it or make it again"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNIX = 3


def read_zip(file: BinaryIO) -> Iterator[Member]:
    """The members of a zip archive in the order of its directory.

    Raises InputError where the directory is damaged or cut off, or where ``file`` is a pipe. The directory is held
    in memory, 0.7 kB a member.
    """
    if not file.seekable():
        raise InputError("a zip archive cannot be read from a pipe", "name its file")
    with _as_error(InputError, "damaged zip archive"):
        archive = ZipFile(file)
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield Member(_name(info), info.file_size, _fault(info), _reader(archive, info))


def _reader(archive: ZipFile, info: ZipInfo) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        with _as_error(DamagedMemberError, "damaged member of a zip archive"):
            with archive.open(info) as data:
                found = data.read(size)
            if len(found) < min(size, info.file_size):
                raise BadZipFile("it ends too early")
            return found

    return read


def _name(info: ZipInfo) -> str:
    """The name as text; one that does not say that it is UTF-8 often is, or is in the encoding of Chinese Windows."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return os.fsdecode(raw)


def _fault(info: ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "an encrypted file"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return "compressed by another method than deflate"
    mode = info.external_attr >> 16
    if info.create_system == _UNIX and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "a symbolic link" if stat.S_ISLNK(mode) else "a device"
    return ""


@contextmanager
def _as_error(kind: type[InputError], what: str) -> Iterator[None]:
    try:
        yield
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, zlib.error) as error:
        why = " ".join(str(error).split())[:100].rstrip(".")
        raise kind(f"{what}: {why[:1].lower()}{why[1:]}", _REMEDY) from None
