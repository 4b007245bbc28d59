"""Results in one file, which is complete or absent."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import BinaryIO, Self

from fraudnews.compression import compress
from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.sinks.sink import SEPARATORS, OutputSink, sync_folder, writing
from fraudnews.sinks.temporary import sweep, temporary_name
from fraudnews.sources import Source


class FileSink(OutputSink):
    """One file for all results, which gets its name only when it is complete; compressed as the name says.

    Raises UsageError if it exists and ``overwrite`` is not given. ``fsync`` makes the file and its name durable.
    """

    path: Path

    def __init__(self, path: Path, to: str, *, overwrite: bool, fsync: bool = False) -> None:
        if os.path.lexists(path) and not overwrite:
            raise UsageError(f"{path} exists", "name another file, or give --overwrite")
        self.replaces = os.path.exists(path) and os.path.getsize(path) > 0
        self.path = Path(os.path.realpath(path))  # a link stays a link
        self.temporary = self.path.parent / temporary_name()
        self.fsync = fsync
        self.separator = SEPARATORS[to]
        self.first = True
        self.file: BinaryIO | None = None
        self.packed: BinaryIO | None = None

    def write(self, source: Source, result: Result) -> bool:  # noqa: ARG002  # one file for all
        """Add one result to the file that is being made. Raises OutputError."""
        if self.packed is None:
            raise ValueError("a FileSink is written to inside `with`")
        with writing(str(self.path)):
            if not self.first:
                self.packed.write(self.separator)
            self.first = False
            self.packed.write(result.output)
        return True

    def owns(self, path: str) -> bool:
        """Whether it is this file."""
        return os.path.realpath(path) == str(self.path)

    def place(self) -> None:
        """Give the complete file its name. Raises OSError."""
        os.replace(self.temporary, self.path)

    def __enter__(self) -> Self:
        sweep(str(self.path.parent))
        return self.open()

    def open(self) -> Self:
        """Begin the file; if that fails or is interrupted, nothing is left. Raises OutputError."""
        try:
            with writing(str(self.path)):
                self.file = self.temporary.open("xb")
                self.packed = compress(self.file, self.path.name)
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.close()
            if kind is None and self.wanted:
                with writing(str(self.path)):
                    self.place()
                    if self.fsync:
                        sync_folder(str(self.path.parent))
        except OutputError:
            if kind is None:
                raise
        finally:
            self.remove()

    def close(self) -> None:
        """Finish the file, still without its name. Raises OutputError."""
        file, packed, self.file, self.packed = self.file, self.packed, None, None
        if file is None or packed is None:
            return
        with writing(str(self.path)), file:
            if packed is not file:
                packed.close()
            if self.fsync and self.wanted:
                file.flush()
                os.fsync(file.fileno())

    def remove(self) -> None:
        """Remove the unfinished file, if there is one."""
        with contextlib.suppress(OSError):
            os.unlink(self.temporary)
