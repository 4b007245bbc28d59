"""Results in numbered files of so many posts each."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Self

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.signals import signals_blocked
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.sink import OutputSink, stem_and_ending, sync_folder, writing
from fraudnews.sinks.temporary import sweep
from fraudnews.sources import Source

_DIGITS = 5


class SplitSink(OutputSink):
    """``out.jsonl.gz`` as ``out-00001.jsonl.gz`` and so on, of ``size`` posts each, the last with the rest.

    All parts get their names when the last is complete, so that the parts that exist are always those of one run; then
    parts of an earlier run with higher numbers are removed. Raises UsageError if there is any such part already and
    ``overwrite`` is not given.
    """

    def __init__(self, named: Path, to: str, size: int, *, overwrite: bool, fsync: bool = False) -> None:
        self.named = named
        self.to = to
        self.size = size
        self.fsync = fsync
        self.files: list[FileSink] = []
        self.parts = (self.part(1),)
        self.count = 0  # posts in the last part
        old = self._numbers()
        self.replaces = bool(old)
        if old and not overwrite:
            raise UsageError(f"{self.part(min(old))} exists", "name another file, or give --overwrite")

    def write(self, source: Source, result: Result) -> bool:
        """Add one result to the current part, or to the next if that is full."""
        if self.count == self.size:
            self.files[-1].close()
            self._begin()
        self.files[-1].write(source, result)
        self.count += 1
        return True

    def owns(self, path: str) -> bool:
        """Whether a file of this name would be one of the parts."""
        folder, name = os.path.split(os.path.realpath(path))
        return folder == os.path.realpath(self.named.parent) and self._pattern().fullmatch(name) is not None

    def __enter__(self) -> Self:
        sweep(os.path.realpath(self.named.parent))
        self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.files[-1].close()
            if kind is None and self.wanted:
                self._publish()
        except OutputError:
            if kind is None:
                raise
        finally:
            for file in self.files:
                file.remove()

    def _begin(self) -> None:
        self.count = 0
        path = self.part(len(self.files) + 1)
        self.files.append(FileSink(path, self.to, overwrite=True, fsync=self.fsync))
        self.files[-1].open()  # after it is in the list, so that an interrupt leaves nothing

    def _publish(self) -> None:
        """Give every part its name, and remove those of an earlier run; signals are blocked meanwhile."""
        with writing(str(self.named)):
            with signals_blocked():
                for file in self.files:
                    file.place()
                for number in self._numbers():
                    if number > len(self.files):
                        os.unlink(self.part(number))
            if self.fsync:
                sync_folder(str(self.files[0].path.parent))

    def part(self, number: int) -> Path:
        """The path of the part of this number, from 1."""
        stem, ending = stem_and_ending(self.named.name)
        return self.named.with_name(f"{stem}-{number:0{_DIGITS}}{ending}")

    def _pattern(self) -> re.Pattern[str]:
        stem, ending = map(re.escape, stem_and_ending(self.named.name))
        return re.compile(rf"{stem}-([0-9]{{{_DIGITS},}}){ending}")

    def _numbers(self) -> list[int]:
        """The numbers of the parts that exist, sorted."""
        pattern = self._pattern()
        try:
            found = [pattern.fullmatch(name) for name in os.listdir(self.named.parent)]
        except OSError:  # a missing or unreadable folder is reported later
            return []
        numbers = {int(match[1]) for match in found if match is not None}
        return sorted(number for number in numbers if os.path.lexists(self.part(number)))
