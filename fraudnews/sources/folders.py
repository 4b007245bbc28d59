"""Posts in the files, folders, archives and lists that the user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO, NamedTuple

from fraudnews.errors import FraudnewsError, InputError
from fraudnews.sources.forms import DEFAULT, Form, Reading
from fraudnews.sources.source import HAS_UTF8_NAMES, STDIN, Source, Trouble, standard_input, unreadable, utf8_name


def find_sources(
    paths: Iterable[str], reading: Reading = DEFAULT, skip: str | None = None
) -> Iterator[Source | Trouble]:
    """All posts in ``paths`` in sorted order; a path that is missing or unreadable is a Trouble.

    Archives and files of lines that are named are opened; those in a folder only if globs or form of ``reading`` ask
    for them. ``skip`` is a real path to leave out: the output, if it lies inside the input.
    """
    finder = _Finder(reading, skip)
    for path in paths:
        if path == STDIN:
            yield from finder.standard_input()
        elif os.path.isdir(path):
            yield from finder.folder(path)
        elif not reading.leaves_out(os.path.basename(path)):
            yield from finder.file(path, os.path.basename(path))


def find_post(name: str, reading: Reading = DEFAULT) -> Source:
    """The one post of this name: a file, a member of an archive (``a.tar/b.md``) or a line (``a.jsonl:12``).

    Raises InputError if it is a folder or holds many posts, and any error that occurs in its place.
    """
    if name == STDIN:
        return Source(STDIN, STDIN)
    if os.path.isdir(name):
        raise InputError("this is a folder", "name one post in it")
    if os.path.lexists(name):
        form = reading.form_of(name)
        if form is not Form.POST:
            raise InputError(
                "this holds many posts", f"name one, such as {name}{':1' if form is Form.JSONL else '/a.md'}"
            )
        return Source(name, name)
    holder = _holder(name)
    if name.startswith(f"{holder}:"):  # a line, whatever the file is called
        reading = reading._replace(form=Form.JSONL)
    for item in find_sources([holder], reading._replace(include=("*",))):
        if item.name == name:
            if isinstance(item, Trouble):
                raise item.error
            return item
    raise InputError("no such post", "check the path")


def find_listed(
    paths: Iterable[str | Trouble], reading: Reading = DEFAULT, skip: str | None = None
) -> Iterator[Source | Trouble]:
    """The posts in a list of files, in its order; the globs to include apply to members of archives only.

    ``relative`` is the path as given, without leading root and parent folders. ``skip`` is the real path of the output:
    such a file is left out, and a file in such a folder is a Trouble, as an output could replace it.
    """
    finder = _Finder(reading, None)
    for path in paths:
        if isinstance(path, Trouble):
            yield path
            continue
        if path.endswith("\r") and not os.path.lexists(path):  # a line as Windows ends it
            path = path.removesuffix("\r")  # noqa: PLW2901
        relative = _tame(path)
        if reading.leaves_out(relative) or (skip is not None and (real := os.path.realpath(path)) == skip):
            continue
        elif skip is not None and real.startswith(os.path.join(skip, "")):
            yield Trouble(path, InputError("it lies in the output folder", "write to another folder"))
        elif reading.form_of(path) is Form.POST and not reading.takes(relative):
            continue
        elif os.path.isdir(path):
            yield Trouble(path, InputError("a list names files, and this is a folder", "give it as a PATH"))
        else:
            yield from finder.file(path, relative)


class Siblings(NamedTuple):
    """Consecutive posts in one folder: their names, and the two paths that precede them, with a separator.

    ``folder`` is the path as the user would write it, ``relative`` the path from the folder that was searched.
    """

    folder: str
    relative: str
    names: list[str]


class _Finder:
    """Finds posts, and opens files in their form."""

    def __init__(self, reading: Reading, skip: str | None) -> None:
        self.reading = reading
        self.skip = skip

    def standard_input(self) -> Iterator[Source | Trouble]:
        form = self.reading.form_of(STDIN)
        if form is Form.POST:
            if self.reading.takes(STDIN):
                yield Source(STDIN, STDIN)
            return
        try:
            file = standard_input()
        except FraudnewsError as error:
            yield Trouble("standard input", error)
            return
        yield from read_packed(STDIN, STDIN, file, form, self.reading)

    def folder(self, top: str) -> Iterator[Source | Trouble]:
        only_posts = self.reading.form in {None, Form.POST} and not self.reading.include
        for found in find_siblings(top, self.reading, self.skip):
            if isinstance(found, Trouble):
                yield found
                continue
            for name in found.names:
                path, relative = found.folder + name, found.relative + name
                if not only_posts:
                    yield from self.file(path, relative)
                elif self.reading.takes(relative):
                    yield Source(path, relative)

    def file(self, path: str, relative: str) -> Iterator[Source | Trouble]:
        form = self.reading.form_of(path)
        if not os.path.lexists(path):
            yield Trouble(path, InputError("no such file or folder", "check the path"))
        elif form is Form.POST:
            if self.reading.takes(relative):
                yield Source(path, relative)
        else:
            try:
                file = open(path, "rb")  # noqa: SIM115  # closed below
            except OSError as error:
                yield Trouble(path, unreadable(error))
                return
            with file:
                before = os.fstat(file.fileno()).st_size
                yield from read_packed(path, relative, file, form, self.reading)
                if form is Form.JSONL and os.fstat(file.fileno()).st_size < before:  # as those do who rotate logs
                    yield Trouble(path, InputError("it was cut short while it was read", "run it again on the whole"))


def read_packed(name: str, relative: str, file: BinaryIO, form: Form, reading: Reading) -> Iterator[Source | Trouble]:
    """The posts in one archive or file of lines; if reading it fails, that is the last Trouble."""
    shown = "standard input" if name == STDIN else name
    try:
        if form is Form.JSONL:
            from fraudnews.sources.lines import read_lines

            yield from read_lines(name, relative, file, reading)
        else:
            from fraudnews.sources.archives import read_archive

            yield from read_archive("" if name == STDIN else name, file, form, reading.in_archives())
    except OSError as error:
        yield Trouble(shown, unreadable(error))
    except FraudnewsError as error:
        yield Trouble(shown, error)


def _holder(name: str) -> str:
    """The file that contains a member or line; ``name`` itself if there is none."""
    above, _, line = name.rpartition(":")
    if line.isdecimal() and os.path.isfile(above):
        return above
    above = os.path.dirname(name)
    while above not in {"", "/"}:
        if os.path.isfile(above):
            return above
        above = os.path.dirname(above)
    return name


def find_siblings(top: str, reading: Reading, skip: str | None = None) -> Iterator[Siblings | Trouble]:
    """The files that :func:`find_sources` finds in the folder ``top``, many in one value, which is faster.

    Links to folders are not followed, so there are no loops.
    """
    start = len(os.path.join(top, ""))
    stack: list[str | Siblings] = [top]
    while stack:
        item = stack.pop()
        if isinstance(item, Siblings):
            yield item
            continue
        try:
            names, folders = listing(item, top, reading, skip)
        except OSError as error:
            yield Trouble(item, unreadable(error))
            continue
        base = os.path.join(item, "")
        parts: list[str | Siblings] = []
        for is_folder, group in groupby(names, key=folders.__contains__):
            siblings = list(group)
            parts += [base + name for name in siblings] if is_folder else [Siblings(base, base[start:], siblings)]
        stack += reversed(parts)


def below(path: str, top: str) -> str:
    """A path below the folder ``top`` relative to it."""
    return path[len(os.path.join(top, "")) :]


def listing(folder: str, top: str, reading: Reading, skip: str | None) -> tuple[list[str], set[str]]:
    """The wanted names in one folder, sorted, and a set of those that are folders. Raises OSError."""
    found: list[str] = []
    folders: set[str] = set()
    has_globs = bool(reading.include or reading.exclude)
    output = os.path.basename(skip or "")
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            relative = below(entry.path, top) if has_globs else ""
            if entry.is_file(follow_symlinks=False):
                is_wanted = reading.takes_file(name, relative)
            elif entry.is_dir(follow_symlinks=False):
                folders.add(name)
                is_wanted = reading.takes_folder(name, relative)
            else:
                is_wanted = reading.takes_file(name, relative) and _can_be_a_post(entry)
            if is_wanted and skip is not None and (name == output or entry.is_symlink()):
                is_wanted = os.path.realpath(entry.path) != skip  # slow, so only for few
            if is_wanted:
                found.append(name)
    found.sort(key=None if HAS_UTF8_NAMES else utf8_name)
    return found, folders


def _can_be_a_post(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link to a file, or a broken one, to be reported; but no link to a folder, and no pipe."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:  # a link to itself
        return True


def _tame(path: str) -> str:
    path = os.path.normpath(path).lstrip(os.sep)
    while path.startswith(os.pardir + os.sep):
        path = path[len(os.pardir + os.sep) :]
    return path
