"""Paths from a list such as that of ``find -print0``, as any bytes, read one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from fraudnews.errors import InputError, UsageError, reason
from fraudnews.sources.source import STDIN, Trouble, standard_input, unreadable, without_mark

#: The longest path of any system in bytes, with room to spare.
_LONGEST = 65_536


def open_list(name: str) -> BinaryIO:
    """The list in the file ``name``, or on standard input for ``-``. Raises UsageError if there is none."""
    try:
        if name == STDIN:
            return open(standard_input().fileno(), "rb", closefd=False)  # read_list closes it
        return open(name, "rb")  # as above
    except OSError as error:
        raise UsageError(f"--files-from {name}: {reason(error)}", "name a file, or - for standard input") from None
    except InputError as error:
        raise UsageError(f"--files-from {name}: {error.problem}", error.remedy) from None


def read_list(name: str, file: BinaryIO, *, null: bool) -> Iterator[str | Trouble]:
    """The paths in the list ``file``, separated by NUL bytes or line ends; ``name`` is for messages.

    Empty paths are passed over, and so is a byte order mark before the lines. What can be no path is a Trouble.
    """
    mark = b"\0" if null else b"\n"
    rest = b""
    begins_text = not null
    with file:
        try:
            while len(rest) <= _LONGEST and (data := file.read(_LONGEST)):
                *whole, rest = (rest + (without_mark(data) if begins_text else data)).split(mark)
                begins_text = False
                yield from map(_path, filter(None, whole))
        except OSError as error:
            yield Trouble(name, unreadable(error))
        except InputError as error:
            yield Trouble(name, error)
    if len(rest) > _LONGEST:
        yield Trouble(name, InputError("a path longer than any path", "give -0 if NUL bytes part the paths"))
    elif rest:
        yield _path(rest)


def _path(raw: bytes) -> str | Trouble:
    path = os.fsdecode(raw)
    if b"\0" in raw:
        return Trouble(path[:100], InputError("no path has a NUL byte", "give -0 if NUL bytes part the paths"))
    return os.path.join(os.curdir, path) if path.startswith(STDIN) else path
