"""Folders below a top folder, created if missing and opened one by one, so that no link is followed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from fraudnews.errors import OutputError
from fraudnews.sinks.sink import sync_folder
from fraudnews.sinks.temporary import sweep, temporary_name

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OLD_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
#: How many cleaned folders are remembered: a walk returns to a folder after each of its subfolders.
_REMEMBERED = 1000


class Folders:
    """The folders below ``top``, which itself may be a link; files are written to the one entered last.

    With ``sweeps``, unfinished files of dead runs are removed when a folder is entered. ``fsync`` makes files and
    folders durable. Methods raise OSError, and OutputError if a name or a link may lead out of ``top``.
    """

    def __init__(self, top: Path, *, sweeps: bool = True, fsync: bool = False) -> None:
        self.top = top
        self.sweeps = sweeps
        self.fsync = fsync
        self.first: _Folder | None = None  # the top
        self.opened: _Folder | None = None
        self.swept: set[str] = set()
        self.since: int | None = None  # when the first file was written, by the clock of the file system

    def enter(self, below: str) -> None:
        """Enter the folder ``below`` the top, which is created if missing and stays open for the next files.

        One that was removed or moved away since is created anew, unless it is the top: what was written went with it.
        """
        if self.opened is not None and self.opened.below == below and self._is_there(self.opened):
            return
        self.leave()
        if not self.has_top():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if self.first is None:
            if not os.path.isdir(self.top):
                self._make_top()
            self.first = _Folder("", os.open(self.top, _FOLDER))
        folder = _Folder("", os.dup(self.first.number))
        for name in filter(None, below.split(os.sep)):
            if name == os.pardir:
                raise OutputError(f"{self.top / below} may lead out of {self.top}", "give the input another name")
            inner = _Folder(os.path.join(folder.below, name), self._step(folder, name))
            folder.close()
            folder = inner
        self.opened = folder
        if self.sweeps:
            self._sweep_once(folder)

    def has_top(self) -> bool:
        """Whether the top is still the one that was entered first; True before that."""
        return self.first is None or self._is_there(self.first)

    def leave(self) -> None:
        """Close the folder that was entered last, if any."""
        opened, self.opened = self.opened, None
        if opened is not None:
            try:
                if self.fsync:
                    os.fsync(opened.number)
            finally:
                opened.close()

    def close(self) -> None:
        """Leave, and be as new."""
        try:
            self.leave()
        finally:
            self.first = None

    def find(self, name: str) -> int | None:
        """The identity of the file, or the link, of this name; None if there is none."""
        try:
            return _identity(os.stat(name, dir_fd=self._here, follow_symlinks=False))
        except FileNotFoundError:
            return None

    def find_file(self, name: str, data: bytes) -> int | None:
        """The identity of the file of this name if it contains exactly ``data`` and has no other name; else None."""
        try:
            number = os.open(name, _OLD_FILE, dir_fd=self._here)
        except OSError:  # missing, a link, or unreadable
            return None
        with open(number, "rb") as file:
            status = os.fstat(number)
            is_alone = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
            is_same = is_alone and status.st_size == len(data) and file.read() == data
            if is_same and self.fsync:
                os.fsync(number)
        return _identity(status) if is_same else None

    def digest(self, name: str) -> bytes | None:
        """The SHA-256 of the file of this name; None if there is none, or it is a link, a folder or unreadable."""
        from hashlib import file_digest, sha256  # only where something stands in the way

        try:
            if not stat.S_ISREG(os.stat(name, dir_fd=self._here, follow_symlinks=False).st_mode):
                return None
            with open(os.open(name, _OLD_FILE, dir_fd=self._here), "rb") as file:
                return file_digest(file, sha256).digest()
        except OSError:
            return None

    def put(self, name: str, fill: Callable[[BinaryIO], object]) -> int:
        """Write a new file by ``fill``, then let it replace any file of this name; its identity."""
        here, temporary = self._here, temporary_name()
        try:
            with open(os.open(temporary, _NEW_FILE, 0o666, dir_fd=here), "wb") as file:
                fill(file)
                file.flush()
                if self.fsync:
                    os.fsync(file.fileno())
                status = os.fstat(file.fileno())
            os.replace(temporary, name, src_dir_fd=here, dst_dir_fd=here)
        except BaseException:  # an error or an interrupt: no unfinished file stays
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=here)
            raise
        self.since = self.since or status.st_ctime_ns
        return _identity(status)

    def is_recent(self, name: str) -> bool:
        """Whether the file of this name is as young as those written here, so most likely is one of them."""
        status = os.stat(name, dir_fd=self._here, follow_symlinks=False)
        return self.since is not None and status.st_ctime_ns >= self.since

    @property
    def _here(self) -> int:
        if self.opened is None:
            raise ValueError("no folder was entered")
        return self.opened.number

    def _is_there(self, folder: _Folder) -> bool:
        """Whether an open folder still has its name."""
        try:
            return os.path.samestat(os.stat(self.top / folder.below), os.fstat(folder.number))
        except OSError:
            return False

    def _step(self, folder: _Folder, name: str) -> int:
        """Open or create the folder ``name`` in ``folder``. The system refuses a link, so there is no race."""
        here = folder.number
        try:
            return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
        except FileNotFoundError:
            with contextlib.suppress(FileExistsError):  # another process was faster
                os.mkdir(name, dir_fd=here)
            if self.fsync:
                os.fsync(here)
            return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.ENOTDIR} and _is_link(name, here):
                path = self.top / folder.below / name
                raise OutputError(f"{path} is a link, and may lead anywhere", "put a folder in its place") from None
            raise

    def _make_top(self) -> None:
        path = os.path.abspath(self.top)
        missing = []
        while not os.path.lexists(path):
            missing.append(path)
            path = os.path.dirname(path)
        os.makedirs(self.top, exist_ok=True)
        if self.fsync:
            for made in missing:
                sync_folder(os.path.dirname(made))

    def _sweep_once(self, folder: _Folder) -> None:
        if folder.below in self.swept:
            return
        if len(self.swept) == _REMEMBERED:
            self.swept.clear()
        self.swept.add(folder.below)
        sweep(folder.number)


class _Folder:
    """An open folder: its path below the top, and its descriptor."""

    __slots__ = ("below", "number")

    def __init__(self, below: str, number: int) -> None:
        self.below = below
        self.number = number

    def close(self) -> None:
        number, self.number = self.number, -1
        if number >= 0:
            os.close(number)

    def __del__(self) -> None:
        self.close()


def _is_link(name: str, folder: int) -> bool:
    return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)


def _identity(status: os.stat_result) -> int:
    """A number that identifies a file under any of its names; a set of them is small."""
    return status.st_dev << 64 | status.st_ino
