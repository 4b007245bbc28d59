"""A lock for one output folder, so that only one run uses it; the kernel releases it when its holder dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fraudnews.errors import BusyError, OutputError, UsageError

#: The lock's file. It stays: to remove it would let two runs hold two locks of one name.
LOCK_NAME = ".fraudnews.lock"
_SECONDS_BETWEEN_TRIES = 0.1
_HOLDER = b"%-20d\n"
_MARK = b"this folder has a ledger\n"


class Lock:
    """A lock that is held. Its mark stays, and shows later runs that the folder is ours even if all else is lost."""

    def __init__(self, path: str, file: int | None) -> None:
        self._path = path
        self._file = file

    @property
    def marked(self) -> bool:
        """Whether this run or an earlier one called :meth:`mark`."""
        return self._file is not None and os.pread(self._file, len(_MARK), len(_HOLDER % 0)) == _MARK

    def mark(self) -> None:
        """Leave the mark for later runs. Raises OutputError."""
        if self._file is None:
            return
        try:
            os.pwrite(self._file, _MARK, len(_HOLDER % 0))
        except OSError as error:
            raise _trouble(self._path, error) from None


@contextmanager
def hold_lock(folder: str, wait: float, *, create: bool = True) -> Iterator[Lock]:
    """Hold the lock of ``folder`` until the block ends, or this process does.

    BusyError if another process has it for ``wait`` seconds from now, OutputError if the disk is full, or knows no
    locks. Without ``create``, a folder that was never locked is left as it is: nobody can be at work there; and where
    the lock may only be read, it is shared with others that only read.
    """
    path = os.path.join(folder, LOCK_NAME)
    try:
        file, shared = _open(path, create=create)
    except FileNotFoundError:
        if create:
            raise OutputError(f"{path}: no such folder", "check the path") from None
        yield Lock(path, None)
        return
    except OSError as error:
        raise _trouble(path, error) from None
    try:
        try:
            _wait_for(file, folder, wait, shared=shared)
            if not shared:
                os.pwrite(file, _HOLDER % os.getpid(), 0)
        except OSError as error:
            raise _trouble(path, error) from None
        yield Lock(path, file)
    finally:
        os.close(file)


def _open(path: str, *, create: bool) -> tuple[int, bool]:
    """The file, and whether it is open for reading only."""
    how = os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, os.O_RDWR | how | (os.O_CREAT if create else 0), 0o666), False
    except OSError:
        if create:
            raise
        return os.open(path, os.O_RDONLY | how), True


def _trouble(path: str, error: OSError) -> OutputError:
    from fraudnews.sinks.sink import unwritable  # only where something is wrong

    return unwritable(path, error)


def _wait_for(file: int, folder: str, wait: float, *, shared: bool) -> None:
    end = time.monotonic() + wait
    while not _take(file, shared=shared):
        left = end - time.monotonic()
        if left <= 0:
            holder = os.pread(file, 20, 0).decode("ascii", "replace").strip()
            raise BusyError(
                f"{folder}: another sync is at work here (process {holder or 'unknown'})",
                "let it finish, or give --wait SECONDS",
            )
        time.sleep(min(_SECONDS_BETWEEN_TRIES, left))


def _take(file: int, *, shared: bool) -> bool:
    """Take the lock if it is free. It is a record lock, which forked worker processes do not inherit."""
    try:
        import fcntl
    except ImportError:
        raise UsageError("sync needs file locks as POSIX has them", "run it on Linux, macOS or WSL") from None
    try:
        fcntl.lockf(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
