"""Results in numbered files of so many posts each."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from fraudnews.errors import UsageError
from fraudnews.model import Result
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.sink import full, stem_and_ending
from fraudnews.sources import Source

_DIGITS = 5


class SplitSink:
    """``out.jsonl.gz`` as ``out-00001.jsonl.gz`` and so on, of ``size`` posts each, the last of what is left.

    A part has its name when it is complete. Raises UsageError if there is any such part already and ``overwrite``
    is not given; with it, parts of an earlier run with higher numbers are removed when all is done, so that the
    parts that are there are those of one run.
    """

    goes_on = False

    def __init__(self, path: Path, to: str, size: int, *, overwrite: bool, fsync: bool = False) -> None:
        self.path = path
        self.to = to
        self.size = size
        self.fsync = fsync
        self.number = self.count = 0
        self.part: FileSink | None = None
        self.wanted = True
        old = self._parts()
        if old and not overwrite:
            raise UsageError(f"{self._named(min(old))} exists", "name another file, or give --overwrite")

    def write(self, source: Source, result: Result) -> None:
        """Add one result to the part that is being made, or to the next where that is full."""
        if self.part is None or self.count == self.size:
            self._leave(None, None, None)
            self.part = self._next()
        self.part.write(source, result)
        self.count += 1

    def discard(self) -> None:
        """Do not give the last part its name, and leave those of an earlier run."""
        self.wanted = False

    def __enter__(self) -> Self:
        self.part = self._next()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.part is not None and not self.wanted:
            self.part.discard()
        self._leave(kind, error, trace)
        if kind is None and self.wanted:
            self._remove_the_rest()

    def _next(self) -> FileSink:
        self.number += 1
        self.count = 0
        return FileSink(self._named(self.number), self.to, overwrite=True, fsync=self.fsync).__enter__()

    def _leave(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        part, self.part = self.part, None
        if part is not None:
            part.__exit__(kind, error, trace)

    def _remove_the_rest(self) -> None:
        try:
            for number in self._parts():
                if number > self.number:
                    os.unlink(self._named(number))
        except OSError as failure:
            raise full(str(self.path), failure) from None

    def _named(self, number: int) -> Path:
        stem, ending = stem_and_ending(self.path.name)
        return self.path.with_name(f"{stem}-{number:0{_DIGITS}}{ending}")

    def _parts(self) -> list[int]:
        """The numbers of the parts that are there, in their order."""
        stem, ending = map(re.escape, stem_and_ending(self.path.name))
        pattern = re.compile(rf"{stem}-([0-9]{{{_DIGITS},}}){ending}")
        try:
            found = [pattern.fullmatch(name) for name in os.listdir(self.path.parent)]
        except OSError:  # a folder that is missing or closed is said where it is written to
            return []
        numbers = {int(match[1]) for match in found if match is not None}
        return sorted(number for number in numbers if os.path.lexists(self._named(number)))
