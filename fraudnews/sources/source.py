"""One post to read, and how its bytes are read."""

from __future__ import annotations

import errno
import os
import sys
from io import BytesIO
from typing import BinaryIO, NamedTuple

from fraudnews.compression import expand, is_compressed
from fraudnews.errors import FraudnewsError, InputError, TooLargeError, reason

STDIN = "-"
#: Where the magic bytes of a tar archive are.
_TAR_MARK = slice(257, 262)
#: Whether Python takes the names of files to be in UTF-8, as it does unless the locale has another encoding.
HAS_UTF8_NAMES = sys.getfilesystemencoding() == "utf-8"
_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


class Source(NamedTuple):
    """One post to read: ``name`` as the user would write it, ``relative`` to the folder or archive it was found in.

    ``data`` are its bytes if they have been read already, None if ``name`` is to be opened. ``body_field`` is the field
    with the story if the bytes are a line of JSON, None if they are a whole post.
    """

    name: str
    relative: str
    data: bytes | None = None
    body_field: str | None = None


class Trouble(NamedTuple):
    """A path, a member of an archive or a line that could not be read."""

    name: str
    error: FraudnewsError


def utf8_name(name: str) -> str:
    """A name as it is where names are in UTF-8, so that order and ledger do not depend on the locale."""
    return name if HAS_UTF8_NAMES else os.fsencode(name).decode("utf-8", "surrogateescape")


def local_name(name: str) -> str:
    """The name that :func:`utf8_name` was given."""
    return name if HAS_UTF8_NAMES else os.fsdecode(name.encode("utf-8", "surrogateescape"))


def read_source(source: Source, max_size: int) -> tuple[bytes, tuple[int, int] | None]:
    """The bytes of one post, with size and modification time (ns) of its file, None if there is none.

    A compressed post (by its name; standard input by its first bytes) is expanded. InputError if it cannot be
    read, or if standard input is an archive; TooLargeError beyond ``max_size`` bytes.
    """
    stamp = None
    try:
        if source.data is not None:
            is_packed = source.body_field is None and is_compressed(source.relative)
            data = expand(BytesIO(source.data)).read(max_size + 1) if is_packed else source.data
        elif source.name == STDIN:
            data = expand(standard_input()).read(max_size + 1)
            if data[_TAR_MARK] == b"ustar":
                raise InputError("this is a tar archive, not a post", "give --from tar")
            if data.startswith(b"PK\3\4"):
                raise InputError("this is a zip archive, not a post", "give --from zip, and a file, not a pipe")
        else:
            data, stamp = _read_file(source.name, max_size)
    except OSError as error:
        raise unreadable(error) from None
    if len(data) > max_size:
        raise too_large(max_size)
    return data, stamp


def standard_input() -> BinaryIO:
    """Standard input as bytes. Raises InputError where it is closed."""
    if sys.stdin is None:
        raise InputError("it is closed", "open it, or name a file")
    return sys.stdin.buffer


def too_large(max_size: int) -> TooLargeError:
    """The error for a post of more bytes than allowed."""
    return TooLargeError(f"more than {max_size:,} bytes, the limit", "raise it with --max-size")


def without_mark(start: bytes) -> bytes:
    """The ``start`` of a file of lines without its byte order mark. Raises InputError for UTF-16, as of PowerShell."""
    if start.startswith(_UTF16_MARKS):
        raise InputError("this is in UTF-16", "convert it to UTF-8, as iconv -f UTF-16 -t UTF-8 does")
    return start.removeprefix(_UTF8_MARK)


def unreadable(error: OSError) -> InputError:
    """The error for an input that cannot be read."""
    if error.errno == errno.ENAMETOOLONG:
        remedy = "start in a folder that is nearer to it"
    elif error.errno in {errno.EMFILE, errno.ENFILE}:
        remedy = "raise the limit of open files (see ulimit -a)"
    else:
        remedy = "check that it exists and can be read"
    return InputError(reason(error), remedy)


def _read_file(name: str, max_size: int) -> tuple[bytes, tuple[int, int]]:
    with open(name, "rb") as file:
        status = os.fstat(file.fileno())
        stamp = (status.st_size, status.st_mtime_ns)
        if is_compressed(name):
            return expand(file).read(max_size + 1), stamp
        if status.st_size > max_size:
            raise TooLargeError.beyond(status.st_size, max_size)
        data = file.read(status.st_size + 1)  # a buffer of max_size would cost as much as cleaning a post
        if len(data) > status.st_size == 0:  # a pipe or a file of the kernel, which have no size
            data += file.read(max_size)
        elif len(data) != status.st_size:
            raise InputError("it was written to while it was read", "run it again when it is complete")
        return data, stamp
