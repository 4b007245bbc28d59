"""What is kept of failed posts: a line each in a report file, and a copy of the input."""

from __future__ import annotations

import contextlib
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from fraudnews.errors import BusyError, OutputError, RuleError, UsageError
from fraudnews.model import Result
from fraudnews.sinks import open_sink
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.folders import Folders
from fraudnews.sinks.sink import writing
from fraudnews.sources import STDIN, Source, lies_in


@contextlib.contextmanager
def open_report_file(path: str, *, overwrite: bool) -> Iterator[Callable[[bytes], object]]:
    """A context whose value adds a line (bytes) to a report file, which gets its name at the end.

    It does so even if the run is interrupted or fails, and then tells what happened until then. If an error that
    concerns every post ends the run before anything is done, an earlier report stays. Raises UsageError if the file
    exists or is a folder; OutputError, in the context, where it cannot be written. That the reader of a pipe other than
    standard output is gone is such an error: results are not all that it would end.
    """
    sink = open_sink(path, "jsonl", overwrite=overwrite)
    if sink.folder is not None:
        raise UsageError(f"--report: {path} is a folder", "name a file in it")
    nobody = Source(path, path)
    named = contextlib.nullcontext if path == STDIN else partial(writing, path)

    def log(line: bytes) -> None:
        with named():
            sink.write(nobody, Result(line, ""))

    sink.__enter__()
    try:
        yield log
    except (BusyError, RuleError, UsageError):
        if isinstance(sink, FileSink) and sink.first:
            sink.discard()
        raise
    finally:
        with named():
            sink.__exit__(None, None, None)


def check_quarantine(folder: str, places: Iterable[str], report: str | None) -> None:
    """UsageError where ``folder`` is none or the report, or its copies would come among what lies at ``places``."""
    if not folder:
        raise UsageError("--quarantine: the name of the folder is empty", "name one")
    if os.path.isfile(folder):
        raise UsageError(f"--quarantine: {folder} is a file", "name a folder")
    if report is not None and os.path.realpath(report) == os.path.realpath(folder):
        raise UsageError(f"--quarantine: {folder} is the report", "name another folder")
    for place in places:
        if lies_in(folder, place) or lies_in(place, folder):
            raise UsageError(f"--quarantine: {folder} and {place} lie one in the other", "name a folder outside of it")


class Quarantine:
    """A folder with copies of inputs that failed, each under its relative path, never outside the folder."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.folders = Folders(self.folder)

    def take(self, source: Source) -> None:
        """Copy one input, completely or not at all; where its name is taken by anything else, with a digest behind it.

        Raises OutputError.
        """
        relative = "stdin" if source.relative == STDIN else source.relative
        target = str(self.folder / relative)
        below, base = os.path.split(relative)
        from hashlib import file_digest, sha256
        from shutil import copyfileobj  # 2 ms: only where a post fails

        with writing(target), _opened(source) as data:
            self.folders.enter(below)
            digest = file_digest(data, sha256).digest()
            for name in (base, f"{base}.{digest.hex()[:8]}"):
                if self.folders.find(name) is None:
                    data.seek(0)
                    self.folders.put(name, partial(copyfileobj, data))
                    return
                if self.folders.digest(name) == digest:
                    return
            raise OutputError(f"{target} is something else", "move it away")


def _opened(source: Source) -> io.BytesIO | io.BufferedReader:
    if source.data is not None:
        return io.BytesIO(source.data)
    if not stat.S_ISREG(os.stat(source.name).st_mode):  # a pipe cannot be read twice
        raise OSError(0, "the input is no file")
    return open(source.name, "rb")
