"""The line of a post's file for something found in the post."""

from __future__ import annotations

import re
from functools import cached_property

from fraudnews.model import Options
from fraudnews.parse import unix_lines
from fraudnews.parse.encoding import decode
from fraudnews.posts import Outcome

#: A finding of one post before its line is known: the code, what to look for in the file, the message.
Seen = tuple[str, str, str]


class PostFile:
    """The lines of a post's file, decoded when first needed, to locate something in it."""

    def __init__(self, outcome: Outcome, options: Options) -> None:
        self.data = outcome.data
        self.encoding = options.encoding

    @cached_property
    def lines(self) -> list[str]:
        """Its lines without their ends."""
        return unix_lines(decode(self.data, self.encoding)).split("\n")

    def line_of(self, sought: str) -> int:
        """The number of the first line with a key of the front matter or some text; 1 if there is none."""
        if not sought:
            return 1
        if sought.isascii() and sought.isalpha():
            key = re.compile(rf"""\s*["']?{sought}["']?\s*[:=]""", re.I)
            return next((number for number, line in enumerate(self.lines[:200], 1) if key.match(line)), 1)
        for piece in (sought, sought[:24], sought[:8], sought[:4]):
            for number, line in enumerate(self.lines, 1):
                if piece in line:
                    return number
        return 1

    def date_as_written(self) -> str:
        """The text after ``date:``, "" if there is no such key."""
        number = self.line_of("date")
        line = self.lines[number - 1]
        return line.partition(":")[2] if line.lstrip("\"' ").lower().startswith("date") else ""
