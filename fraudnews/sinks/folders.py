"""Folders below one, made where they are missing and opened one by one. No link among them is followed."""

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
#: Folders that are known to be swept: a walk comes back to one after each that is in it.
_REMEMBERED = 1000


class Folders:
    """The folders below ``top``, which itself may be a link; files go into the one that was entered last.

    With ``sweeps``, what dead runs have left there is removed when a folder is entered. ``fsync`` makes files and
    folders durable. Methods raise OSError, and OutputError where a name or a link may lead out of ``top``.
    """

    def __init__(self, top: Path, *, sweeps: bool = True, fsync: bool = False) -> None:
        self.top = top
        self.sweeps = sweeps
        self.fsync = fsync
        self.opened: _Folder | None = None
        self.swept: set[str] = set()

    def enter(self, below: str) -> None:
        """Go to the folder ``below`` the top, made if it is missing; it stays open for the neighbours."""
        if self.opened is not None and self.opened.below == below:
            return
        self.leave()
        if not os.path.isdir(self.top):
            self._make_top()
        folder = _Folder("", os.open(self.top, _FOLDER))
        for name in filter(None, below.split(os.sep)):
            if name == os.pardir:
                raise OutputError(f"{self.top / below} may lead out of {self.top}", "give the input another name")
            inner = _Folder(os.path.join(folder.below, name), self._step(folder, name))
            folder.close()
            folder = inner
        self.opened = folder
        if self.sweeps:
            self._sweep_once(folder)

    def leave(self) -> None:
        """Close the folder that was entered last, if any."""
        opened, self.opened = self.opened, None
        if opened is not None:
            try:
                if self.fsync:
                    os.fsync(opened.number)
            finally:
                opened.close()

    def find(self, name: str) -> int | None:
        """The identity of the file, or the link, of this name; None if there is none."""
        try:
            return _identity(os.stat(name, dir_fd=self._here, follow_symlinks=False))
        except FileNotFoundError:
            return None

    def find_file(self, name: str, data: bytes) -> int | None:
        """The identity of a file that has just this name and holds exactly ``data``; None if there is none."""
        try:
            number = os.open(name, _OLD_FILE, dir_fd=self._here)
        except OSError:  # missing, a link, or closed to us: then it is none that can be compared
            return None
        with open(number, "rb") as file:
            status = os.fstat(number)
            is_alone = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
            is_same = is_alone and status.st_size == len(data) and file.read() == data
            if is_same and self.fsync:
                os.fsync(number)
        return _identity(status) if is_same else None

    def put(self, name: str, fill: Callable[[BinaryIO], object]) -> int:
        """The identity of a new file, which ``fill`` writes whole before it takes the place of what had its name."""
        here, temporary = self._here, temporary_name()
        try:
            with open(os.open(temporary, _NEW_FILE, 0o666, dir_fd=here), "wb") as file:
                fill(file)
                file.flush()
                if self.fsync:
                    os.fsync(file.fileno())
                identity = _identity(os.fstat(file.fileno()))
            os.replace(temporary, name, src_dir_fd=here, dst_dir_fd=here)
        except BaseException:  # an error or an interrupt: no unfinished file stays
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=here)
            raise
        return identity

    @property
    def _here(self) -> int:
        if self.opened is None:
            raise ValueError("no folder was entered")
        return self.opened.number

    def _step(self, folder: _Folder, name: str) -> int:
        """The folder ``name`` in ``folder``. The system refuses a link, so nobody can slip one in between."""
        here = folder.number
        try:
            return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
        except FileNotFoundError:
            with contextlib.suppress(FileExistsError):  # another process may be as fast
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
    """An open folder: its path below the top, and its descriptor, which is closed with it."""

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
    """One number for one file, whatever names the file system takes for its name; a set of them is small."""
    return status.st_dev << 64 | status.st_ino
