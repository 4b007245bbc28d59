"""Output for people: colours and tables if standard output is a terminal, else plain text.

Rich is loaded only when a terminal is written to. All text goes through ``printable``, as titles and stories are
untrusted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from fraudnews.errors import OutputError
from fraudnews.report import printable

#: A line to show: its text, and a style in Rich's words ("" for none).
Line = tuple[str, str]
#: Columns below which a table has no room for words, and those that are then taken for granted.
_LEAST_WIDTH, _USUAL_WIDTH = 20, 80


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_styled() -> bool:
    """Whether output is as for a terminal; ``FORCE_COLOR`` and ``NO_COLOR`` have their usual meaning."""
    return is_terminal() or (sys.stdout is not None and bool(os.environ.get("FORCE_COLOR")))


def is_watched(progress: bool | None) -> bool:
    """Whether to show progress: as requested, else if standard error is a terminal; never if that is closed."""
    return sys.stderr is not None and (sys.stderr.isatty() if progress is None else progress)


def write(text: str) -> None:
    """Write text to standard output, always in UTF-8. Raises OutputError if that is closed."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    elif text:
        raise OutputError("standard output is closed", "open it")


def write_json(value: Any, *, indent: int | None = None) -> None:
    """Write a value as JSON with a line end."""
    import json

    write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def show(lines: Iterable[Line]) -> None:
    """Write lines, on a terminal with their styles."""
    if not is_styled():
        for text, _ in lines:
            write(printable(text) + "\n")
        return
    from rich.text import Text

    console = _console()
    for text, style in lines:
        console.print(Text(printable(text), style), soft_wrap=True)


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Write a table: on a terminal with headers, else one line for each row, with cells separated by tabs.

    ``right`` are the columns that hold numbers.
    """
    if not is_styled():
        for row in rows:
            write("\t".join(map(printable, row)) + "\n")
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    _console().print(table)


def count(number: int, noun: str) -> str:
    """``1 post``, ``2 posts``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _console() -> Any:
    from io import TextIOWrapper

    from rich.console import Console

    if isinstance(sys.stdout, TextIOWrapper):  # a terminal of GBK or Latin-1 does not have every character
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    if console.width < _LEAST_WIDTH:  # COLUMNS=0, as where no terminal was to be measured: Rich would print nothing
        console.width = _USUAL_WIDTH
    return console
