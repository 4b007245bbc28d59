"""Results to standard output, or to a device or pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO, Self

from fraudnews.errors import OutputError
from fraudnews.model import Result
from fraudnews.sinks.sink import SEPARATORS, OutputSink, unwritable, writing
from fraudnews.sources import Source

if TYPE_CHECKING:
    from pathlib import Path


class StreamSink(OutputSink):
    """Standard output, or a device or pipe that ``-o`` names, so that nothing is renamed."""

    def __init__(self, to: str, device: Path | None = None) -> None:
        self.separator = SEPARATORS[to]
        self.device = device
        self.name = "standard output" if device is None else str(device)
        self.first = True
        self.out: BinaryIO | None = None

    def write(self, source: Source, result: Result) -> bool:  # noqa: ARG002  # a stream has no names
        """Add one result, which may be buffered until the end. Raises OutputError, BrokenPipeError."""
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
            raise unwritable(self.name, error) from None
        return True

    def __enter__(self) -> Self:
        if self.device is not None:
            with writing(self.name):
                self.out = self.device.open("wb")
        elif sys.stdout is not None:
            self.out = sys.stdout.buffer
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if self.out is not None:
                self._finish(self.out, is_ending=kind is not None and not issubclass(kind, Exception))
        except BrokenPipeError:
            if kind is None:
                raise
        except OSError as failure:
            if kind is None:
                raise unwritable(self.name, failure) from None

    def _finish(self, out: BinaryIO, *, is_ending: bool) -> None:
        """Write what is buffered; ``is_ending``: a signal ends us, and a slow reader is not waited for."""
        finish = out.flush if self.device is None else out.close
        if not is_ending:
            finish()
            return
        from fraudnews.signals import hurried

        with hurried(out.fileno()):
            finish()
