"""The interface of sinks, and what they share."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, Self

from fraudnews.compression import without_ending
from fraudnews.errors import OutputError, reason
from fraudnews.model import Result
from fraudnews.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

#: Errors of names that are taken, by a folder, a file in the place of a folder or a link to nowhere, or too long.
_NAMES = frozenset((errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG))
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT))
#: What separates posts in a stream, by format.
SEPARATORS = {"markdown": b"\n", "text": b"\f", "jsonl": b""}


class Sink(Protocol):
    """Takes results one by one, in order."""

    @property
    def goes_on(self) -> bool:
        """Whether other results can be written after one that failed."""

    def write(self, source: Source, result: Result) -> bool:
        """Write the result of one post; False if an equal output was there already, which is left as it is.

        Raises OutputError, or BrokenPipeError from standard output.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...


class OutputSink(Sink, Protocol):
    """What ``-o`` names, as seen by a command that must keep its results apart from its inputs.

    ``folder`` is the top of a tree of results, ``path`` the one file of all; ``parts`` are files that stand for several
    like them. ``replaces`` says whether an older result, with something in it, would go. The defaults are a stream's.
    """

    goes_on: bool = False
    folder: Path | None = None
    path: Path | None = None
    parts: tuple[Path, ...] = ()
    replaces: bool = False
    wanted: bool = True

    def owns(self, path: str) -> bool:  # noqa: ARG002  # a stream has no files
        """Whether a file of this name could be one of the results."""
        return False

    def discard(self) -> None:
        """Give no file its name at the end, so that what has it stays."""
        self.wanted = False


def stem_and_ending(name: str) -> tuple[str, str]:
    """``("out", ".jsonl.gz")`` for ``out.jsonl.gz``, to put a number between them."""
    plain = without_ending(name)
    stem, ending = os.path.splitext(plain)
    return stem, ending + name[len(plain) :]


def sync_folder(path: str) -> None:
    """Make the names in a folder durable. Raises OSError."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextlib.contextmanager
def writing(name: str) -> Iterator[None]:
    """Have an OSError within the block raised as the error for a file that could not be written."""
    try:
        yield
    except OSError as error:
        raise unwritable(name, error) from None


def unwritable(name: str, error: OSError, way: str = "name another") -> OutputError:
    """The error for a file that could not be written; ``way`` is how it gets another name."""
    if error.errno in _NAMES:
        remedy = f"{way}, or move away what has its name"
    elif error.errno in _NO_ROOM:
        remedy = "make room, then run it again"
    elif error.errno == errno.EFBIG:
        remedy = "raise the limit of a file's size (see ulimit -a), or write to another disk"
    elif error.errno in {errno.EMFILE, errno.ENFILE}:
        remedy = "raise the limit of open files (see ulimit -a)"
    elif error.errno == errno.ENOENT:
        remedy = "make its folder, or name another"
    else:
        remedy = "check permissions and the disk, then run it again"
    return OutputError(f"{name}: {reason(error)}", remedy)
