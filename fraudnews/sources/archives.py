"""Posts in archives, read one after the other without unpacking. Names of members are never written to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from fraudnews.compression import FREE_BYTES, MAX_RATIO, expand
from fraudnews.errors import InputError, TooLargeError
from fraudnews.sources.forms import Form, Reading, form_of
from fraudnews.sources.member import DamagedMemberError, Member
from fraudnews.sources.source import Source, Trouble, too_large

_BACKSLASH_OR_CONTROL = re.compile(r"[\\\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_LEAVE_OUT = "leave it out with --exclude, or pack it again as a plain file"


def read_archive(name: str, file: BinaryIO, form: Form, reading: Reading) -> Iterator[Source | Trouble]:
    """The posts in the archive ``file``, in its order, as if it were a folder.

    ``name`` is the prefix of the names of its members, empty for standard input. A member that is no plain file, has an
    unsafe name or is too large is a Trouble. Raises OSError, InputError for damaged data, TooLargeError for a bomb.
    """
    prefix = f"{name}/" if name else ""
    for member in _members(file, form):
        path = _tidy(member.name)
        if reading.takes_member(path) and reading.takes(path):
            yield _post(member, path, prefix, reading.max_size)


def _members(file: BinaryIO, form: Form) -> Iterator[Member]:
    if form is Form.TAR:
        from fraudnews.sources.tar import read_tar

        return read_tar(expand(file))
    from fraudnews.sources.zip import read_zip

    return _without_bombs(read_zip(file), file)


def _without_bombs(members: Iterator[Member], file: BinaryIO) -> Iterator[Member]:
    """The members; TooLargeError if they are much larger than the archive, because they share their data."""
    limit = FREE_BYTES + MAX_RATIO * (file.seek(0, os.SEEK_END) if file.seekable() else 0)
    for member in members:
        limit -= member.size
        if limit < 0:
            raise TooLargeError(f"its members are more than {MAX_RATIO} times as large", "unpack it, if you trust it")
        yield member


def _post(member: Member, path: str, prefix: str, max_size: int) -> Source | Trouble:
    name = prefix + path
    if unsafe := _unsafe(path):
        return Trouble(name, InputError(f"{unsafe} in an archive", "rename it, and pack it again"))
    if member.fault:
        return Trouble(name, InputError(f"this is {member.fault} in an archive, not a post", _LEAVE_OUT))
    if form_of(path) is not Form.POST:
        return Trouble(name, InputError("this is an archive in an archive, not a post", "unpack the outer one"))
    if member.size > max_size:
        return Trouble(name, too_large(max_size))
    try:
        return Source(name, path, member.read(member.size))
    except DamagedMemberError as error:
        return Trouble(name, error)


def _tidy(path: str) -> str:
    """The path without redundant parts: ``./a//b.md`` is ``a/b.md``."""
    if "./" not in path and "//" not in path:
        return path
    start = "/" if path.startswith("/") else ""
    return start + "/".join(part for part in path.split("/") if part not in {"", "."})


def _unsafe(path: str) -> str:
    if path.startswith("/") or _DRIVE.match(path):
        return "an absolute name"
    if ".." in path.split("/"):
        return "a name that leads out of its folder"
    if _BACKSLASH_OR_CONTROL.search(path):
        return "a name with a backslash or a control character"
    return ""
