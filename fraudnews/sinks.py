"""Where results go: standard output, one file, or a tree that mirrors the input. A file is whole or absent."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.sources import STDIN, TEMPORARY, Source, output_name

#: The ending of one post's file, by format.
ENDINGS = {"markdown": ".md", "text": ".txt", "jsonl": ".json"}
#: What parts one post from the next in a stream.
_SEPARATORS = {"markdown": b"\n", "text": b"\f", "jsonl": b""}


class Sink(Protocol):
    """Takes results one by one, in order. ``goes_on``: one that fails does not keep the others from it."""

    goes_on: bool

    def write(self, source: Source, result: Result) -> None:
        """Take the result of one post. Raises OutputError, or BrokenPipeError from standard output."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class StreamSink:
    """Standard output, or a device or pipe that ``-o`` names: there is nothing to rename."""

    goes_on = False

    def __init__(self, to: str, path: Path | None = None) -> None:
        self.separator = _SEPARATORS[to]
        self.path = path
        self.name = "standard output" if path is None else str(path)
        self.first = True
        self.out: BinaryIO | None = None

    def write(self, source: Source, result: Result) -> None:  # noqa: ARG002  # a stream has no names
        """Add one result; it may wait in a buffer until the end."""
        if self.out is None:
            raise OutputError(f"{self.name} is closed", "open it, or give -o FILE")
        try:
            if not self.first:
                self.out.write(self.separator)
            self.first = False
            self.out.write(result.output)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _full(self.name, error) from None

    def __enter__(self) -> Self:
        if self.path is not None:
            try:
                self.out = self.path.open("wb")
            except OSError as error:
                raise _full(self.name, error) from None
        elif sys.stdout is not None:
            self.out = sys.stdout.buffer
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self.out is not None:
                (self.out.flush if self.path is None else self.out.close)()
        except BrokenPipeError:
            if kind is None:
                raise
        except OSError as failure:
            if kind is None:
                raise _full(self.name, failure) from None


class FileSink:
    """One file for all results, under its name only when it is complete.

    Raises UsageError if it exists and ``overwrite`` is not given. :meth:`discard` leaves the name as it was.
    """

    goes_on = False

    def __init__(self, path: Path, to: str, *, overwrite: bool) -> None:
        if os.path.lexists(path) and not overwrite:
            raise UsageError(f"{path} exists", "name another file, or give --overwrite")
        self.path = Path(os.path.realpath(path))  # a link stays a link
        self.temporary = _beside(self.path)
        self.separator = _SEPARATORS[to]
        self.first = True
        self.wanted = True
        self.file: BinaryIO | None = None

    def write(self, source: Source, result: Result) -> None:  # noqa: ARG002  # one file for all
        """Add one result to the file that is being made."""
        if self.file is None:
            raise ValueError("a FileSink is written to inside `with`")
        try:
            if not self.first:
                self.file.write(self.separator)
            self.first = False
            self.file.write(result.output)
        except OSError as error:
            raise _full(str(self.path), error) from None

    def discard(self) -> None:
        """Do not give the file its name at the end."""
        self.wanted = False

    def __enter__(self) -> Self:
        try:
            self.file = self.temporary.open("xb")
        except OSError as error:
            self._remove()
            raise OutputError(f"{self.path}: {_reason(error)}", "check the folder and its permissions") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self.file is not None:
                self.file.close()
            if kind is None and self.wanted:
                os.replace(self.temporary, self.path)
        except OSError as failure:
            if kind is None:
                raise _full(str(self.path), failure) from None
        finally:
            self._remove()

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self.temporary)


class TreeSink:
    """One file a post, in folders that mirror those of the input."""

    goes_on = True

    def __init__(self, folder: Path, to: str, *, overwrite: bool) -> None:
        self.folder = folder
        self.ending = ENDINGS[to]
        self.overwrite = overwrite
        self.made: Path | None = None

    def write(self, source: Source, result: Result) -> None:
        """Write one file beside its target and rename it. OutputError if it exists or cannot be written."""
        target = self.folder / output_name(source.relative, self.ending)
        if not self.overwrite and os.path.lexists(target):
            raise OutputError(f"{target} exists", "give --overwrite to replace it")
        temporary = _beside(target)
        try:
            if target.parent != self.made:
                target.parent.mkdir(parents=True, exist_ok=True)
                self.made = target.parent
            with temporary.open("xb") as file:
                file.write(result.output)
            os.replace(temporary, target)
        except OSError as error:
            raise _full(str(target), error) from None
        finally:  # renamed, it is gone; else, by an error or an interrupt, it must go
            with contextlib.suppress(OSError):
                os.unlink(temporary)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def open_sink(output: str | None, to: str, *, overwrite: bool) -> StreamSink | FileSink | TreeSink:
    """The sink for ``-o``: none is standard output; a folder, or a name that ends in a slash, is a tree.

    Raises UsageError where it exists already. Nothing is made before the sink is entered or written to.
    """
    if output is None or output == STDIN:
        return StreamSink(to)
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return TreeSink(Path(output), to, overwrite=overwrite)
    path = Path(output)
    if _is_special(path):
        return StreamSink(to, path)
    return FileSink(path, to, overwrite=overwrite)


def _is_special(path: Path) -> bool:
    """Whether this is ``/dev/null``, a named pipe or the like: never to be replaced by a file."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _beside(target: Path) -> Path:
    """A short name in the target's folder (a name of 255 bytes leaves no room) that nobody else takes."""
    return target.parent / f"{TEMPORARY}{os.urandom(6).hex()}"


def _full(name: str, error: OSError) -> OutputError:
    return OutputError(f"{name}: {_reason(error)}", "make room or check permissions, then run it again")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
