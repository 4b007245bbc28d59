"""What is kept of posts that failed: a line each in a report file, and a copy of the input."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import BinaryIO

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.sinks import TreeSink, open_sink
from fraudnews.sinks.sink import full
from fraudnews.sinks.temporary import sweep, temporary_name
from fraudnews.sources import STDIN, Source, lies_in


@contextlib.contextmanager
def open_report_file(path: str, *, overwrite: bool) -> Iterator[Callable[[bytes], None]]:
    """Something that takes the lines of a report file; the file is complete under its name at the end.

    Also where the run is interrupted or fails: it tells what happened until then. Raises UsageError where it exists
    or is a folder.
    """
    sink = open_sink(path, "jsonl", overwrite=overwrite)
    if isinstance(sink, TreeSink):
        raise UsageError(f"--report: {path} is a folder", "name a file in it")
    nobody = Source(path, path)
    sink.__enter__()
    try:
        yield lambda line: sink.write(nobody, Result(line, ""))
    finally:
        sink.__exit__(None, None, None)


class Quarantine:
    """A folder with copies of inputs that failed, each under its relative path, never outside the folder."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.taken: set[Path] = set()
        self._sweep_once = lru_cache(1000)(sweep)

    def take(self, source: Source) -> None:
        """Copy one input, whole or not at all, in place of what an earlier run has left.

        Raises OutputError, also for a second input of the same relative path.
        """
        target = self._target(source)
        temporary = target.parent / temporary_name()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._sweep_once(str(target.parent))
            with _opened(source) as data, temporary.open("xb") as file:
                shutil.copyfileobj(data, file)
            os.replace(temporary, target)
        except OSError as error:
            raise full(str(target), error) from None
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        self.taken.add(target)

    def _target(self, source: Source) -> Path:
        relative = PurePath("stdin" if source.relative == STDIN else source.relative)
        target = self.folder / relative
        if ".." in relative.parts or not lies_in(str(target.parent), str(self.folder)):
            raise OutputError(f"{target} is not in {self.folder}", "remove the link, or name another folder")
        if target in self.taken:
            raise OutputError(f"{target} is a copy of another input", "convert the folders apart")
        return target


def _opened(source: Source) -> BinaryIO:
    if source.data is not None:
        return io.BytesIO(source.data)
    if not stat.S_ISREG(os.stat(source.name).st_mode):  # a pipe has been read, and gives nothing a second time
        raise OSError(0, "the input is no file")
    return open(source.name, "rb")
