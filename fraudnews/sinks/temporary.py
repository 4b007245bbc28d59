"""The names of unfinished files, and the removal of those whose writer is dead.

A name tells who writes: ``.fraudnews-MACHINE-PROCESS-START-RANDOM``, short whatever the target is called. MACHINE
stands for one boot of one machine and one space of process numbers, so that a folder that several machines share is
safe: what another one writes is left alone, and so is everything where /proc does not tell who is alive, until nobody
has written to it for a week.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from functools import lru_cache
from pathlib import Path

from fraudnews.sources import TEMPORARY

_NAME = re.compile(rf"{re.escape(TEMPORARY)}([0-9a-f]{{16}})-([0-9]{{1,10}})-([0-9]{{1,20}})-[0-9a-f]{{12}}")
#: Seconds after which a file is abandoned whose writer cannot be checked, because it is of another machine or of an
#: earlier boot.
_WEEK = 7 * 24 * 60 * 60


def temporary_name() -> str:
    """A unique short name (a name of 255 bytes has no room for a suffix)."""
    return f"{TEMPORARY}{_writer(os.getpid())}-{os.urandom(6).hex()}"


def sweep(folder: str | int) -> None:
    """Remove unfinished files of dead processes in a folder, given as a path or a descriptor."""
    number = folder if isinstance(folder, int) else None
    with contextlib.suppress(OSError):  # reported when something is written there
        for name in os.listdir(folder):
            if not name.startswith(TEMPORARY):
                continue
            path = name if number is not None else os.path.join(str(folder), name)
            with contextlib.suppress(OSError):  # another run was faster
                if is_left(name) or _is_forgotten(name, path, number):
                    os.unlink(path, dir_fd=number)


def is_temporary(name: str) -> bool:
    """Whether this is a name that :func:`temporary_name` gives."""
    return _NAME.fullmatch(name) is not None


def is_left(name: str) -> bool:
    """Whether this is such a name, and its writer has certainly ended."""
    match = _NAME.fullmatch(name)
    return match is not None and match[1] == _machine() and not _lives(int(match[2]), match[3])


def _is_forgotten(name: str, path: str, folder: int | None) -> bool:
    """Whether this is such a name, its writer cannot be checked, and the file was not written to for a week."""
    match = _NAME.fullmatch(name)
    if match is None or match[1] == _machine():
        return False
    return os.stat(path, dir_fd=folder, follow_symlinks=False).st_mtime < time.time() - _WEEK


def is_writing(name: str) -> bool:
    """Whether the writer of this name is another process that is known to be alive."""
    match = _NAME.fullmatch(name)
    if match is None or match[1] != _machine() or int(match[2]) == os.getpid():
        return False
    return _lives(int(match[2]), match[3])


@lru_cache(maxsize=1)
def _writer(process: int) -> str:
    """The identity of this process; computed once, and again after a fork."""
    state = _state(process)
    return f"{_machine() or '0' * 16}-{process}-{state[1] if state else 0}"


@lru_cache(maxsize=1)
def _machine() -> str | None:
    """The boot of this machine and its process namespace as 16 digits; None if unknown."""
    from hashlib import sha256

    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes()
        space = os.readlink("/proc/self/ns/pid")
    except OSError:
        return None
    if _state(os.getpid()) is None:
        return None
    return sha256(boot + os.fsencode(space)).hexdigest()[:16]


def _lives(process: int, start: str) -> bool:
    """Whether the process of this number is still the one that started then, or may be."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's
        pass
    state = _state(process)
    return state is None or (state[0] not in "ZX" and state[1] == start)


def _state(process: int) -> tuple[str, str] | None:
    """The letter of what a process does, and when it began, in ticks since the machine did; None if nobody tells."""
    try:
        words = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return words[0], words[19]
