"""What happened to many posts: the messages, the counts, and the one place that knows the exit code."""

from __future__ import annotations

import contextlib
import re
import sys
from dataclasses import dataclass

from fraudnews.errors import FraudnewsError
from fraudnews.model import Result

DONE, USAGE, SOME_FAILED, BAD_RULES, BUSY, INTERRUPTED = 0, 2, 3, 4, 5, 130

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` with nothing in it that could steer a terminal."""
    return _UNPRINTABLE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a path that is no text
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def say(message: str) -> None:
    """One line on standard error; plain text, whatever a title or path holds."""
    if sys.stderr is None:
        return
    # Nobody is left to be told that nobody listens, and the posts matter more.
    with contextlib.suppress(OSError):
        sys.stderr.write(f"fraudnews: {printable(message)}\n")


@dataclass(slots=True)
class Report:
    """Counts what happened. ``verbosity`` is -1 for only errors, 0, or 1 for warnings and removals too."""

    verbosity: int = 0
    written: int = 0
    failed: int = 0
    removed: int = 0
    warned: int = 0

    def done(self, name: str, result: Result) -> None:
        """A post was converted."""
        self.written += 1
        self.removed += len(result.removed)
        self.warned += bool(result.warnings)
        if self.verbosity > 0:
            for warning in result.warnings:
                say(f"{name}: {warning}")
            for removal in result.removed:
                shown = removal.text or " ".join(removal.images)
                say(f"{name}: removed {removal.kind} ({removal.rule}): {shown[:80]}")

    def fail(self, name: str, error: FraudnewsError) -> None:
        """A post failed: one line, and the others go on."""
        self.failed += 1
        say(f"{name}: {error}")

    def summary(self) -> None:
        """The last line, unless there was just one post or somebody said quiet."""
        if self.verbosity >= 0 and self.written + self.failed != 1:
            say(
                f"{self.written:,} posts written, {self.failed:,} failed, {self.warned:,} with warnings, "
                f"{self.removed:,} pieces of boilerplate removed"
            )

    @property
    def exit_code(self) -> int:
        """0 if every post was done, 3 if some failed."""
        return SOME_FAILED if self.failed else DONE
