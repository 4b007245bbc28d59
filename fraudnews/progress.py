"""A progress bar on standard error, while a run takes long enough to need one."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from fraudnews.report import Report, printable

if TYPE_CHECKING:
    from rich.progress import Progress

#: Seconds until a bar is shown, and between two updates of it.
_PATIENCE = 0.5
_PERIOD = 0.1


class Bar:
    """Shows a report's posts, rate, failures and, where ``count`` can tell how many there will be, the time left.

    It appears after half a second, or ``at_once``. Use it as a context around a run. It takes over the messages of the
    report, so that none is written into the bar. rich draws without a thread of its own, as a process with threads
    cannot fork safely.
    """

    def __init__(self, report: Report, count: Callable[[], int | None], *, at_once: bool) -> None:
        self.report = report
        self.count = count
        self.progress: Progress | None = None
        self.due = time.monotonic() + (0 if at_once else _PATIENCE)

    def tick(self) -> None:
        """Update the bar, unless that was done just now."""
        if time.monotonic() < self.due:
            return
        with contextlib.suppress(OSError):  # the terminal is gone
            if self.progress is None:
                self.progress = _begin(self.count())
            read, seconds = self.report.read, self.report.seconds
            task = self.progress.tasks[0].id
            self.progress.update(task, completed=read, failed=self.report.failed, rate=read / max(seconds, 0.001))
            self.progress.refresh()
        self.due = time.monotonic() + _PERIOD

    def say(self, message: str) -> None:
        """Write one line above the bar."""
        if self.progress is None:
            self.plainly(message)
            return
        from rich.text import Text

        with contextlib.suppress(OSError):
            self.progress.console.print(Text(f"fraudnews: {printable(message)}"), soft_wrap=True)

    def __enter__(self) -> Self:
        self.plainly, self.unwatched = self.report.say, self.report.tick
        self.report.say, self.report.tick = self.say, self.tick
        return self

    def __exit__(self, *_: object) -> None:
        self.report.say, self.report.tick = self.plainly, self.unwatched
        if self.progress is not None:
            with contextlib.suppress(OSError):
                self.progress.stop()


def _begin(total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    done = "{task.completed:,}" + ("" if total is None else "/{task.total:,}") + " posts"
    rest = "{task.fields[rate]:,.0f}/s, {task.fields[failed]:,} failed,"
    clock, word = (TimeElapsedColumn(), "") if total is None else (TimeRemainingColumn(), "left")
    progress = Progress(
        SpinnerColumn() if total is None else BarColumn(),
        TextColumn(f"{done}, {rest}"),
        clock,
        TextColumn(word),
        console=Console(file=sys.stderr, force_terminal=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("", total=total, failed=0, rate=0)
    progress.start()
    return progress
