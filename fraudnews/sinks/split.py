"""Results in numbered files of so many posts each."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.signals import signals_blocked
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.sink import stem_and_ending, sync_folder, unwritable
from fraudnews.sinks.temporary import sweep
from fraudnews.sources import Source

_DIGITS = 5


class SplitSink:
    """``out.jsonl.gz`` as ``out-00001.jsonl.gz`` and so on, of ``size`` posts each, the last of what is left.

    All parts get their names when the last is complete, so that those that are there are all those of one run; parts
    of an earlier run with higher numbers are then removed. Raises UsageError if there is any such part already and
    ``overwrite`` is not given. :meth:`discard` leaves everything as it was; ``replaces`` says whether older parts would
    go.
    """

    goes_on = False

    def __init__(self, path: Path, to: str, size: int, *, overwrite: bool, fsync: bool = False) -> None:
        self.path = path
        self.to = to
        self.size = size
        self.fsync = fsync
        self.parts: list[FileSink] = []
        self.count = 0  # posts in the last part
        self.wanted = True
        old = self._numbers()
        self.replaces = bool(old)
        if old and not overwrite:
            raise UsageError(f"{self.named(min(old))} exists", "name another file, or give --overwrite")

    def write(self, source: Source, result: Result) -> bool:
        """Add one result to the part that is being made, or to the next where that is full."""
        if self.count == self.size:
            self.parts[-1].close()
            self._begin()
        self.parts[-1].write(source, result)
        self.count += 1
        return True

    def discard(self) -> None:
        """Give no part its name."""
        self.wanted = False

    def owns(self, path: str) -> bool:
        """Whether a file of this name would be one of the parts."""
        folder, name = os.path.split(os.path.realpath(path))
        return folder == os.path.realpath(self.path.parent) and self._pattern().fullmatch(name) is not None

    def __enter__(self) -> Self:
        sweep(os.path.realpath(self.path.parent))
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.parts[-1].close()
            if kind is None and self.wanted:
                self._publish()
        except OutputError:
            if kind is None:
                raise
        finally:
            for part in self.parts:
                part.remove()

    def _begin(self) -> None:
        self.count = 0
        path = self.named(len(self.parts) + 1)
        self.parts.append(FileSink(path, self.to, overwrite=True, fsync=self.fsync))
        self.parts[-1].open()  # known before it is there: a signal in between leaves nothing

    def _publish(self) -> None:
        """Give every part its name, and remove those of an earlier run: a signal comes before that, or after it."""
        try:
            with signals_blocked():
                for part in self.parts:
                    part.place()
                for number in self._numbers():
                    if number > len(self.parts):
                        os.unlink(self.named(number))
            if self.fsync:
                sync_folder(str(self.parts[0].path.parent))
        except OSError as failure:
            raise unwritable(str(self.path), failure) from None

    def named(self, number: int) -> Path:
        """The path of the part of this number, from 1."""
        stem, ending = stem_and_ending(self.path.name)
        return self.path.with_name(f"{stem}-{number:0{_DIGITS}}{ending}")

    def _pattern(self) -> re.Pattern[str]:
        stem, ending = map(re.escape, stem_and_ending(self.path.name))
        return re.compile(rf"{stem}-([0-9]{{{_DIGITS},}}){ending}")

    def _numbers(self) -> list[int]:
        """The numbers of the parts that are there, in their order."""
        pattern = self._pattern()
        try:
            found = [pattern.fullmatch(name) for name in os.listdir(self.path.parent)]
        except OSError:  # a folder that is missing or closed is said where it is written to
            return []
        numbers = {int(match[1]) for match in found if match is not None}
        return sorted(number for number in numbers if os.path.lexists(self.named(number)))
