"""What happened to many posts: messages, counts and the exit code."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from fraudnews.errors import FieldError, FraudnewsError
from fraudnews.model import Result

DONE, FOUND, USAGE, SOME_FAILED, BAD_RULES, BUSY, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130
#: How many failures are reported if an option is the cause, which is the same for all posts.
_MOST_SAID = 10

_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def printable(text: str) -> str:
    """``text`` without characters that could control a terminal."""
    return text if text.isprintable() else re.sub(_UNPRINTABLE, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a path that is not text
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def say(message: str) -> None:
    """Write one line to standard error, as plain text, whatever a title or path contains."""
    if sys.stderr is None:
        return
    # If standard error fails, there is nobody to tell, and the posts matter more.
    with contextlib.suppress(OSError):
        sys.stderr.write(f"fraudnews: {printable(message)}\n")


def json_path(path: str) -> str:
    r"""A path as JSON can hold it: a byte that is no UTF-8 is written ``\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def shown_path(path: str) -> str:
    """A path to print in UTF-8: as that has it, or if it is something else, as the locale does."""
    try:
        return os.fsencode(path).decode()
    except UnicodeError:
        return path


class Report:
    """Counts what happened. ``verbosity`` is -1 for only errors, 0, or 1 for warnings and removals too.

    ``say`` gets each message; ``tick`` is called after each post, and at least twice a second while a run waits;
    ``log``, if any, gets one line of JSON for each post that failed or has warnings, and ``on_failure`` the name and
    error of each that failed.
    """

    def __init__(
        self, verbosity: int = 0, say: Callable[[str], None] = say, log: Callable[[bytes], object] | None = None
    ) -> None:
        self.verbosity = verbosity
        self.say = say
        self.log = log
        self.tick: Callable[[], None] = lambda: None
        self.on_failure: Callable[[str, FraudnewsError], None] | None = None
        self.written = self.unchanged = self.failed = self.warned = 0
        self.withdrawn = False  # the file with what was written did not get its name
        self.removed: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self._fieldless = 0
        self._begun = time.monotonic()

    @property
    def read(self) -> int:
        """The number of posts so far, with any outcome."""
        return self.written + self.unchanged + self.failed

    @property
    def seconds(self) -> float:
        """The time since this report was made."""
        return time.monotonic() - self._begun

    def done(self, name: str, result: Result, *, is_new: bool = True) -> None:
        """Count a post that was converted, and written unless the output was there already."""
        self.written += is_new
        self.unchanged += not is_new
        self.warned += bool(result.warnings)
        for removal in result.removed:
            self.removed[removal.kind] += 1
        if self.verbosity > 0:
            for warning in result.warnings:
                self.say(f"{name}: {warning}")
            for removal in result.removed:
                self.say(f"{name}: removed {removal.kind} ({removal.rule}): {removal.shown[:80]}")
        if result.warnings:
            self._note(name, "warning", "; ".join(result.warnings), None)
        self.tick()

    def fail(self, name: str, error: FraudnewsError) -> None:
        """Count a post that failed, and report it in one line."""
        self.failed += 1
        self.failures[error.code] += 1
        self.say_failure(name, error.code, str(error))
        self._note(name, error.code, error.problem, error.remedy)
        self.tick()
        if self.on_failure is not None:
            self.on_failure(name, error)

    def say_failure(self, name: str, code: str, message: str) -> None:
        """Report a failed post in one line; a wrong --body-field fails for all posts, so a few lines are enough."""
        self._fieldless += code == FieldError.code
        if code != FieldError.code or self._fieldless <= _MOST_SAID:
            self.say(f"{name}: {message}")
        elif self._fieldless == _MOST_SAID + 1:
            where = "give --report FILE to have" if self.log is None else "the report has"
            self.say(f"{name}: as the {_MOST_SAID} before, and more may follow that are not said: {where} each of them")

    def counts(self) -> dict[str, Any]:
        """The counts as plain JSON: posts read, written, failed (by code, too), with warnings; removals by kind."""
        return {
            "read": self.read, "written": self.written, "failed": self.failed, "failures": dict(self.failures),
            "warned": self.warned, "removed": dict(self.removed),
        }  # fmt: skip

    def add(self, counts: dict[str, Any]) -> None:
        """Add the counts of another report."""
        self.written += counts["written"]
        self.failed += counts["failed"]
        self.warned += counts["warned"]
        self.failures.update(counts["failures"])
        self.removed.update(counts["removed"])

    def summary(self) -> None:
        """Write the last line, unless there was just one post or the user wants it quiet."""
        if self.verbosity >= 0 and self.read != 1:
            counts = [f"{self.read:,} posts read", f"{0 if self.withdrawn else self.written:,} written"]
            counts += [f"{self.unchanged:,} unchanged"] if self.unchanged else []
            counts += [f"{self.failed:,} failed"]
            counts += [f"{self.warned:,} with warnings"] if self.warned else []
            self.say(f"{', '.join(counts)}; {self.ending}")

    @property
    def ending(self) -> str:
        """``"removed 3 editor, 1 qr; 7.3 s"``."""
        removed = ", ".join(f"{count:,} {kind}" for kind, count in self.removed.most_common())
        return f"removed {removed or 'no boilerplate'}; {_clock(self.seconds)}"

    @property
    def exit_code(self) -> int:
        """0 if every post was done, 3 if some failed."""
        return SOME_FAILED if self.failed else DONE

    def _note(self, name: str, code: str, message: str, remedy: str | None) -> None:
        if self.log is None:
            return
        import json

        line = {"path": json_path(name), "code": code, "message": message, "remedy": remedy}
        self.log(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"
        )


def _clock(seconds: float) -> str:
    """``"7.3 s"``, or ``"1:02:03"`` from a minute on."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{seconds:.1f} s" if seconds < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
