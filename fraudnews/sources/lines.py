"""Posts in one file, each a line of JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from fraudnews.compression import expand
from fraudnews.sources.forms import Reading, stem
from fraudnews.sources.source import STDIN, Source, Trouble, too_large, without_mark

#: Bytes that a line may have besides its data: its end, and the byte order mark of a first one.
_AROUND = 5
#: Digits of a line's number in the name of its output, so that names sort as lines do.
_DIGITS = 9


def read_lines(name: str, relative: str, file: BinaryIO, reading: Reading) -> Iterator[Source | Trouble]:
    """Each line of ``file`` that is not blank, named ``NAME:LINE``; in a tree its output is in a folder ``NAME``.

    A line that is too large is a Trouble and is skipped. Raises OSError, InputError for damaged data or UTF-16,
    TooLargeError for a bomb.
    """
    folder, base = os.path.split(relative)
    folder = os.path.join(folder, "stdin" if relative == STDIN else stem(base))
    number = 0
    stream = expand(file)
    while line := stream.readline(reading.max_size + _AROUND):
        number += 1
        place, post = f"{name}:{number}", os.path.join(folder, f"{number:0{_DIGITS}}")
        data = (line if number > 1 else without_mark(line)).rstrip(b"\r\n")
        is_cut_off = len(line) == reading.max_size + _AROUND and not line.endswith(b"\n")
        if len(data) > reading.max_size or is_cut_off:
            if reading.takes(post):
                yield Trouble(place, too_large(reading.max_size))
            _pass_over(stream, line, reading.max_size)
        elif data and not data.isspace() and reading.takes(post):
            yield Source(place, post, data, reading.body_field)


def _pass_over(stream: BinaryIO, line: bytes, size: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(size)
