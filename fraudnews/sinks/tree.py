"""One file for each post, in folders that mirror those of the input. No link below the output folder is followed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Self

from fraudnews.errors import OutputError
from fraudnews.model import Result
from fraudnews.sinks.folders import Folders
from fraudnews.sinks.sink import OutputSink, unwritable
from fraudnews.sources import OUTPUT_ENDINGS, Source, lies_in, output_name

#: Errors after which no other output can be written.
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))


class TreeSink(OutputSink):
    """One file for each post below ``folder``, which itself may be a link.

    ``overwrite`` replaces files that differ, and links as links, but nothing that this sink has written itself, so that
    two posts never share an output, even if the file system takes two names for one. Without it nothing is replaced,
    so what was written need not be remembered: its time tells it from what was there before. Unfinished files of dead
    runs are removed from the folders that are written to. With ``distinct``, the caller takes care of all this, and
    nothing is compared or remembered. ``fsync`` makes files and folders durable. It goes on after an error of one
    output, unless the disk is full or the folder itself cannot be created.
    """

    folder: Path
    goes_on = True

    def __init__(self, folder: Path, to: str, *, overwrite: bool, fsync: bool = False, distinct: bool = False) -> None:
        self.folder = folder
        self.ending = OUTPUT_ENDINGS[to]
        self.overwrite = overwrite
        self.remembers = overwrite and not distinct
        self.folders = Folders(folder, sweeps=not distinct, fsync=fsync)
        self.written: set[int] = set()

    def write(self, source: Source, result: Result) -> bool:
        """Write one file beside its target and rename it; a file that holds the same already keeps its time stamp.

        Raises OutputError if it exists or cannot be written.
        """
        name = output_name(source.relative, self.ending)
        target = str(self.folder / name)
        below, base = os.path.split(name)
        try:
            self.folders.enter(below)
            self._check(base, target)
            identity = self.folders.find_file(base, result.output) if self.remembers else None
            is_new = identity is None
            if identity is None:
                identity = self.folders.put(base, lambda file: file.write(result.output))
        except OSError as error:
            has_top = os.path.isdir(self.folder) and self.folders.has_top()
            self.goes_on = has_top and error.errno not in _FULL
            raise (
                unwritable(target, error, "rename the input") if has_top else unwritable(str(self.folder), error)
            ) from None
        if self.remembers:
            self.written.add(identity)
        return is_new

    def owns(self, path: str) -> bool:
        """Whether a file of this name could be one of the outputs."""
        return path.endswith(self.ending) and lies_in(path, str(self.folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.folders.close()
        except OSError as failure:
            if kind is None:
                raise unwritable(str(self.folder), failure) from None

    def _check(self, base: str, target: str) -> None:
        found = self.folders.find(base)
        if found is None:
            return
        if found in self.written or (not self.overwrite and self.folders.is_recent(base)):
            raise OutputError(f"{target} is the output of another post", "rename one, or convert them apart")
        if not self.overwrite:
            raise OutputError(f"{target} exists", "give --overwrite to replace it")
