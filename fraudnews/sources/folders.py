"""Posts in the files, folders, archives and lists that the user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from fraudnews.errors import FraudnewsError, InputError
from fraudnews.sources.forms import DEFAULT, Form, Reading, Wanted
from fraudnews.sources.source import STDIN, Source, Trouble, standard_input, unreadable


def find_sources(
    paths: Iterable[str],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    skip: str | None = None,
    reading: Reading = DEFAULT,
) -> Iterator[Source | Trouble]:
    """Every post below ``paths`` in sorted order; a path that is missing or closed is a Trouble.

    Archives and files of lines that are named are opened; those in a folder only if ``include`` or ``reading``
    asks for them. ``include`` globs replace the usual endings; ``exclude`` globs go for files and folders, by name
    or by path. ``skip`` is a real path to leave out: the output, where it lies inside the input.
    """
    finder = _Finder(include, exclude, skip, reading)
    for path in paths:
        if path == STDIN:
            yield from finder.standard_input()
        elif os.path.isdir(path):
            yield from finder.folder(path)
        else:
            yield from finder.file(path, os.path.basename(path))


def find_listed(
    paths: Iterable[str | Trouble], include: tuple[str, ...], exclude: tuple[str, ...], reading: Reading = DEFAULT
) -> Iterator[Source | Trouble]:
    """The posts in a list of files, in its order; the globs are for members of archives alone.

    ``relative`` is the path as given, without what leads to the root or up.
    """
    finder = _Finder(include, exclude, None, reading)
    for path in paths:
        if isinstance(path, Trouble):
            yield path
        elif os.path.isdir(path):
            yield Trouble(path, InputError("a list names files, and this is a folder", "give it as a PATH"))
        else:
            yield from finder.file(path, _tame(path))


class _Finder:
    """Opens what is found, each in its form."""

    def __init__(self, include: tuple[str, ...], exclude: tuple[str, ...], skip: str | None, reading: Reading) -> None:
        self.wanted = Wanted(include, exclude, reading.form or Form.POST)
        self.members = self.wanted._replace(form=Form.POST)
        self.skip = skip
        self.reading = reading

    def standard_input(self) -> Iterator[Source | Trouble]:
        form = self.reading.form_of(STDIN)
        if form is Form.POST:
            yield Source(STDIN, STDIN)
            return
        try:
            file = standard_input()
        except FraudnewsError as error:
            yield Trouble("standard input", error)
            return
        yield from self._open(STDIN, STDIN, file, form)

    def folder(self, top: str) -> Iterator[Source | Trouble]:
        """Files below ``top``, sorted; links to folders are not followed, so no loop can catch us."""
        only_posts = self.wanted.form is Form.POST and not self.wanted.include
        stack: list[tuple[str, bool]] = [(top, True)]
        while stack:
            path, is_folder = stack.pop()
            if not is_folder:
                if only_posts:
                    yield Source(path, below(path, top))
                else:
                    yield from self.file(path, below(path, top))
                continue
            try:
                found = listing(path, top, self.wanted, self.skip)
            except OSError as error:
                yield Trouble(path, unreadable(error))
                continue
            base = os.path.join(path, "")
            stack += [(base + name, is_folder) for name, is_folder in reversed(found)]

    def file(self, path: str, relative: str) -> Iterator[Source | Trouble]:
        form = self.reading.form_of(path)
        if not os.path.lexists(path):
            yield Trouble(path, InputError("no such file or folder", "check the path"))
        elif form is Form.POST:
            yield Source(path, relative)
        else:
            try:
                file = open(path, "rb")  # noqa: SIM115  # closed below
            except OSError as error:
                yield Trouble(path, unreadable(error))
                return
            with file:
                yield from self._open(path, relative, file, form)

    def _open(self, path: str, relative: str, file: BinaryIO, form: Form) -> Iterator[Source | Trouble]:
        if form is Form.JSONL:
            from fraudnews.sources.lines import read_lines

            return read_lines(path, relative, file, self.reading)
        from fraudnews.sources.archives import read_archive

        return read_archive("" if path == STDIN else path, file, form, self.members, self.reading.max_size)


def below(path: str, top: str) -> str:
    """What a path found below the folder ``top`` is relative to it."""
    return path[len(os.path.join(top, "")) :]


def listing(folder: str, top: str, wanted: Wanted, skip: str | None) -> list[tuple[str, bool]]:
    """Names in one folder that are wanted, sorted, each with whether it is a folder. Raises OSError."""
    found = []
    real = "" if skip is None else os.path.realpath(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            relative = below(entry.path, top) if wanted.include or wanted.exclude else ""
            is_folder = entry.is_dir(follow_symlinks=False)
            takes = wanted.takes_folder if is_folder else wanted.takes_file
            if not takes(entry.name, relative) or not (is_folder or _can_be_a_post(entry)):
                continue
            if skip is not None:
                path = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(real, entry.name)
                if path == skip:
                    continue
            found.append((entry.name, is_folder))
    found.sort()
    return found


def _can_be_a_post(entry: os.DirEntry[str]) -> bool:
    """A file, or a link that leads nowhere, to be reported; but no folder behind a link, and no pipe to wait for."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:  # a link to itself
        return True


def _tame(path: str) -> str:
    path = os.path.normpath(path).lstrip(os.sep)
    while path.startswith(os.pardir + os.sep):
        path = path[len(os.pardir + os.sep) :]
    return path
