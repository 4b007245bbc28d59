"""Compressed data, read and written as a stream: gzip, Zstandard, xz, bzip2."""

from __future__ import annotations

import io
import re
import sys
from typing import Any, BinaryIO, Protocol, cast

from fraudnews.errors import InputError, TooLargeError

#: Endings of compressed files: those that are written, and all that are read.
WRITTEN = (".gz", ".zst")
COMPRESSED = (*WRITTEN, ".xz", ".bz2")
#: A stream that grows by more than this factor and this many bytes is taken for a bomb. Posts grow by a factor of 3 to
#: 10, or 50 if they are similar; a bomb by a thousand or a million.
MAX_RATIO, FREE_BYTES = 200, 256_000_000
#: The memory limit for an xz stream; its strongest preset needs 65 MB. Zstandard has a limit of its own.
_XZ_MEMORY = 200_000_000
_CHUNK = 131_072
#: In what libraries say of sound data that wants a dictionary, or more memory than they give it.
_NEEDS_MORE = "dictionary|memory"
#: The magic bytes of streams; one of Zstandard may begin with a skippable frame, as pzstd writes it.
_MAGIC = {
    b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "Zstandard", b"\x50\x2a\x4d\x18": "Zstandard", b"\xfd7zXZ\0": "xz",
    b"BZh": "bzip2",
}  # fmt: skip
_LONGEST_MAGIC = max(map(len, _MAGIC))


def is_compressed(name: str) -> bool:
    """Whether a file of this name is compressed, by its ending."""
    return name.lower().endswith(COMPRESSED)


def without_ending(name: str) -> str:
    """``name`` without the ending for its compression, if it has one."""
    start, _, _ = name.rpartition(".")
    return start if start and is_compressed(name) else name


def expand(file: BinaryIO) -> BinaryIO:
    """The data of ``file`` as a stream, expanded if its first bytes say that it is compressed.

    Reading raises InputError if it is damaged or cut off, TooLargeError if it is a bomb.
    """
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", file))
    start = buffered.peek(_LONGEST_MAGIC)
    if len(start) < _LONGEST_MAGIC:  # the end of the file, or of what a pipe has so far
        start = buffered.read(_LONGEST_MAGIC)
        buffered = io.BufferedReader(_PutBack(start, buffered), _CHUNK)
    for magic, kind in _MAGIC.items():
        if start.startswith(magic):
            return io.BufferedReader(_Expanded(buffered, kind), _CHUNK)
    return buffered


def compress(file: BinaryIO, name: str) -> BinaryIO:
    """A stream that writes to ``file``, compressed as the ending of ``name`` says, if at all.

    The same data give the same bytes: no time and no name is stored. Closing it leaves ``file`` open.
    """
    if name.lower().endswith(".gz"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile("", "wb", 6, file, mtime=0))
    if name.lower().endswith(".zst"):
        zstd = _zstd()
        packed = zstd.ZstdFile(file, "wb", options={zstd.CompressionParameter.checksum_flag: 1})
        packed.write(b"")  # so that an empty file is a valid frame
        return cast("BinaryIO", packed)
    return file


class _Decompressor(Protocol):
    """The interface of the decompressors of bz2, lzma and Zstandard; each is for one stream."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """The decompressor of zlib with the interface of the others."""

    def __init__(self) -> None:
        import zlib

        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _decompressor(kind: str) -> _Decompressor:
    if kind == "gzip":
        return _Gzip()
    if kind == "Zstandard":
        return cast("_Decompressor", _zstd().ZstdDecompressor())
    if kind == "xz":
        import lzma

        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
    import bz2

    return bz2.BZ2Decompressor()


def _zstd() -> Any:
    """The module of Python 3.14, or its backport."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


class _PutBack(io.RawIOBase):
    """``start``, which was read from ``file`` already, then the rest of it."""

    def __init__(self, start: bytes, file: io.BufferedReader) -> None:
        super().__init__()
        self._start = start
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data, self._start = self._start or self._file.read1(len(buffer)), b""
        buffer[: len(data)] = data
        return len(data)


class _Expanded(io.RawIOBase):
    """The data of one or more concatenated compressed streams."""

    def __init__(self, file: io.BufferedReader, kind: str) -> None:
        super().__init__()
        self._file = file
        self._kind = kind
        self._stream = _decompressor(kind)
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._next(len(buffer))
        self._given += len(data)
        if self._given > FREE_BYTES + MAX_RATIO * self._taken:
            raise TooLargeError(
                f"{self._kind} data that grows more than {MAX_RATIO} times", "expand it first, if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)

    def _next(self, room: int) -> bytes:
        """Some bytes, none at the end."""
        while True:
            rest = b""
            if self._stream.eof:
                rest = self._stream.unused_data.lstrip(b"\0") or self._padding()
                if not rest:
                    return b""
                self._stream = _decompressor(self._kind)
            elif self._stream.needs_input:
                rest = self._read()
                if not rest:
                    raise self._damaged("ends too early")
            try:
                data = self._stream.decompress(rest, room)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001  # each library has its own
                raise self._refused(str(error)) from None
            if data:
                return data

    def _padding(self) -> bytes:
        """What follows the zeros with which a stream may be padded."""
        while data := self._read():
            if rest := data.lstrip(b"\0"):
                return rest
        return b""

    def _read(self) -> bytes:
        data = self._file.read1(_CHUNK)
        self._taken += len(data)
        return data

    def _refused(self, why: str) -> InputError:
        why = " ".join(why.split())[:100]
        if re.search(_NEEDS_MORE, why, re.I):
            return InputError(
                f"{self._kind} data that is not expanded here: {why}", "expand it with its own tool first"
            )
        return self._damaged(why)

    def _damaged(self, why: str) -> InputError:
        return InputError(f"damaged {self._kind} data: {why}", "fetch it or make it again")
