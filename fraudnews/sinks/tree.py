"""One file a post, in folders that mirror those of the input. No link below the output folder is followed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

from fraudnews.errors import OutputError
from fraudnews.model import Result
from fraudnews.sinks.sink import ENDINGS, full, sync_folder
from fraudnews.sinks.temporary import sweep, temporary_name
from fraudnews.sources import Source, output_name

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
#: Folders that are known to be swept: a walk comes back to one after each that is in it.
_REMEMBERED = 1000
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class TreeSink:
    """One file a post below ``folder``, which itself may be a link.

    ``overwrite`` replaces files, and links as links, but nothing that this sink has written itself: so two posts
    never share an output, also where the file system takes two names for one. What dead runs have left is removed from
    the folders that are written into. With ``distinct``, the caller has seen to both, and nothing is remembered.
    ``fsync`` makes files and folders durable.
    """

    goes_on = True

    def __init__(self, folder: Path, to: str, *, overwrite: bool, fsync: bool = False, distinct: bool = False) -> None:
        self.folder = folder
        self.ending = ENDINGS[to]
        self.overwrite = overwrite
        self.fsync = fsync
        self.remembers = overwrite and not distinct
        self.opened: _Folder | None = None
        self.written: set[int] = set()
        self.sweeps = not distinct
        self.swept: set[str] = set()

    def write(self, source: Source, result: Result) -> None:
        """Write one file beside its target and rename it. OutputError if it exists or cannot be written."""
        name = output_name(source.relative, self.ending)
        target = str(self.folder / name)
        below, base = os.path.split(name)
        try:
            folder = self._enter(below)
            self._check(folder, base, target)
            self._put(folder, base, result.output)
        except OSError as error:
            raise full(target, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._leave()
        except OSError as failure:
            if kind is None:
                raise full(str(self.folder), failure) from None

    def _enter(self, below: str) -> int:
        """The descriptor of the folder ``below`` ours, made if it is missing; it stays open for the neighbours."""
        if self.opened is not None and self.opened.below == below:
            return self.opened.number
        self._leave()
        if not os.path.isdir(self.folder):
            self._make_top()
        folder = _Folder("", os.open(self.folder, _FOLDER))
        for name in filter(None, below.split(os.sep)):
            if name == os.pardir:
                raise OutputError(f"{self.folder / below} may lead out of {self.folder}", "give the input another name")
            inner = _Folder(os.path.join(folder.below, name), self._step(folder, name))
            folder.close()
            folder = inner
        self.opened = folder
        if self.sweeps:
            self._sweep_once(folder)
        return folder.number

    def _sweep_once(self, folder: _Folder) -> None:
        if folder.below in self.swept:
            return
        if len(self.swept) == _REMEMBERED:
            self.swept.clear()
        self.swept.add(folder.below)
        sweep(folder.number)

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
                path = self.folder / folder.below / name
                raise OutputError(f"{path} is a link, and may lead anywhere", "put a folder in its place") from None
            raise

    def _make_top(self) -> None:
        path = os.path.abspath(self.folder)
        missing = []
        while not os.path.lexists(path):
            missing.append(path)
            path = os.path.dirname(path)
        os.makedirs(self.folder, exist_ok=True)
        if self.fsync:
            for made in missing:
                sync_folder(os.path.dirname(made))

    def _check(self, folder: int, base: str, target: str) -> None:
        try:
            status = os.stat(base, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return
        if not self.overwrite:
            raise OutputError(f"{target} exists", "give --overwrite to replace it")
        if _identity(status) in self.written:
            raise OutputError(f"{target} is the output of another post", "rename one, or convert them apart")

    def _put(self, folder: int, base: str, output: bytes) -> None:
        temporary = temporary_name()
        try:
            with open(os.open(temporary, _NEW_FILE, 0o666, dir_fd=folder), "wb") as file:
                file.write(output)
                file.flush()
                if self.fsync:
                    os.fsync(file.fileno())
                if self.remembers:
                    self.written.add(_identity(os.fstat(file.fileno())))
            os.replace(temporary, base, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:  # an error or an interrupt: no unfinished file stays
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
            raise

    def _leave(self) -> None:
        opened, self.opened = self.opened, None
        if opened is not None:
            try:
                if self.fsync:
                    os.fsync(opened.number)
            finally:
                opened.close()


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
