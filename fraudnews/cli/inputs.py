"""The inputs of a command: paths, and a list of paths."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.errors import UsageError
from fraudnews.report import say
from fraudnews.sources import STDIN, Form, Reading, Source, Trouble, check_spared, find_listed, find_sources, lies_in

if TYPE_CHECKING:
    from pathlib import Path


def nobody_pipes() -> bool:
    """Whether standard input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def refuse_to_wait() -> None:
    """UsageError if there is no input and no pipe: waiting in silence would look like work."""
    if sys.stdin is None or nobody_pipes():
        raise UsageError("nothing to read", "name it, or pipe a post in; - reads what is typed")


class Inputs(NamedTuple):
    """The posts of paths, then those of a list."""

    paths: tuple[str, ...]
    files_from: str | None = None
    null: bool = False
    reading: Reading = Reading()

    def find(self, skip: str | None) -> Iterator[Source | Trouble]:
        """All posts except the real path ``skip``, or the file that standard output goes to.

        Raises UsageError if the list is missing.
        """
        skip = skip or _stdout_file()
        found = find_sources(self.paths, self.reading, skip)
        if self.files_from is None:
            return found
        from fraudnews.sources.lists import open_list, read_list

        listed = read_list(self.files_from, open_list(self.files_from), null=self.null)
        return chain(found, find_listed(listed, self.reading, skip))

    def folder_that_finds(self, output: Path | str) -> str | None:
        """The input folder in which another run would take this output for a post, None if there is none."""
        for path in filter(os.path.isdir, self.paths):
            if lies_in(str(output), path) and self.reading.takes_member(
                os.path.relpath(os.path.realpath(output), os.path.realpath(path))
            ):
                return path
        return None

    def check_spared(self, option: str, output: str | None, rules: tuple[str, ...] = ()) -> None:
        """UsageError if ``output``, or standard output for None, is one of the files that are read."""
        lists = () if self.files_from is None else (self.files_from,)
        check_spared(option, STDIN if output is None else output, (*self.paths, *lists, *rules))

    def are_empty(self, skip: str | None) -> bool:
        """Whether there is no post at all, after this shard had none; only folders can be searched again."""
        if self.reading.shard is None:
            return True
        if self.files_from is not None or not all(map(os.path.isdir, self.paths)):
            return False
        return next(self._replace(reading=self.reading._replace(shard=None)).find(skip), None) is None

    def say_none_found(self) -> None:
        """Report that there was no post, and what to do about it; but a part of an archive may well have none."""
        if self.reading.shard is None:
            searched = self.reading.form in {None, Form.POST} and any(map(os.path.isdir, self.paths))
            say_none_found(chosen=bool(self.reading.include or self.reading.exclude), searched=searched)


def say_none_found(*, chosen: bool, searched: bool = True) -> None:
    """Report that no post was ``chosen`` by globs, or found in ``searched`` folders, or at all."""
    if chosen:
        say("no posts found: --include and --exclude leave none")
    elif searched:
        say("no posts found: folders are searched for .md, .markdown, .html, .htm and .txt: --include names others")
    else:
        say("no posts found: what is named holds none")


def say_lies_among_posts(output: Path) -> None:
    """Warn that an output is among the posts, where other runs would find it."""
    say(f"{output} lies among the posts: --exclude {output.name} leaves it out of other runs")


def _stdout_file() -> str | None:
    """The file that standard output goes to, if any, which is no post if it is found in a folder."""
    is_file = sys.stdout is not None and stat.S_ISREG(os.fstat(1).st_mode)
    return os.path.realpath("/dev/fd/1") if is_file else None
