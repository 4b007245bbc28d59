"""Where posts come from: files, folders, standard input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import NamedTuple

from fraudnews.errors import InputError, TooLargeError, UsageError

#: What a folder is searched for unless told otherwise.
SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")
STDIN = "-"
#: How the names of our own unfinished files begin.
TEMPORARY = ".fraudnews-"
#: Bytes that file systems allow in one name.
_LONGEST_NAME = 255
_REMEDY = "check that it exists and can be read"


class Source(NamedTuple):
    """One post to read: ``name`` as the user would write it, ``relative`` to the folder it was found in.

    ``data`` are its bytes where they have been read already, None where ``name`` is to be opened.
    """

    name: str
    relative: str
    data: bytes | None = None


class Trouble(NamedTuple):
    """A path that could not be looked at."""

    name: str
    error: InputError


def find_sources(
    paths: Iterable[str], include: tuple[str, ...], exclude: tuple[str, ...], skip: str | None = None
) -> Iterator[Source | Trouble]:
    """Every post below ``paths`` in sorted order; a path that is missing or closed is a Trouble.

    ``include`` globs replace the usual suffixes; ``exclude`` globs go for files and folders, by name or by
    path. ``skip`` is a real path to leave out: the output, where it lies inside the input.
    """
    for path in paths:
        if path == STDIN:
            yield Source(STDIN, STDIN)
        elif os.path.isdir(path):
            yield from _walk(path, include, exclude, skip)
        elif os.path.lexists(path):
            yield Source(path, _base(path))
        else:
            yield Trouble(path, InputError("no such file or folder", "check the path"))


def read_source(source: Source, max_size: int) -> tuple[bytes, tuple[int, int] | None]:
    """The bytes of one post, with size and modification time (ns) of its file, None where there is none.

    InputError if it cannot be read, TooLargeError beyond ``max_size`` bytes.
    """
    stamp = None
    try:
        if source.data is not None:
            data = source.data
        elif source.name == STDIN:
            data = _read_stdin(max_size)
        else:
            data, stamp = _read_file(source.name, max_size)
    except OSError as error:
        raise InputError(_reason(error), _REMEDY) from None
    if len(data) > max_size:
        raise TooLargeError(f"more than {max_size:,} bytes, the limit", "raise it with --max-size")
    return data, stamp


def _read_stdin(max_size: int) -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed", "open it, or name a file")
    return sys.stdin.buffer.read(max_size + 1)


def _read_file(name: str, max_size: int) -> tuple[bytes, tuple[int, int]]:
    with open(name, "rb") as file:
        status = os.fstat(file.fileno())
        if status.st_size > max_size:
            raise TooLargeError(f"{status.st_size:,} bytes, the limit is {max_size:,}", "raise it with --max-size")
        return file.read(max_size + 1), (status.st_size, status.st_mtime_ns)


def check_outputs(
    paths: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...], skip: str | None, ending: str
) -> None:
    """UsageError if two inputs would get one output name, found before anything is written.

    Below one folder, only neighbours can clash, so no more than one folder's names are held.
    """
    taken: dict[str, str] = {}
    for path in paths:
        if not os.path.isdir(path):
            _claim(taken, output_name(_base(path), ending), path)
            continue
        folders = [path]
        while folders:
            folder = folders.pop()
            if len(paths) == 1:
                taken.clear()
            with contextlib.suppress(OSError):  # a closed folder is said when its turn comes
                for name, is_folder in _listing(folder, path, include, exclude, skip):
                    full = os.path.join(folder, name)
                    if is_folder:
                        folders.append(full)
                    else:
                        _claim(taken, output_name(os.path.relpath(full, path), ending), full)


def output_name(relative: str, ending: str) -> str:
    """The name of one post's output below the output folder: it depends on the input's name alone.

    Where the ending would make a name too long for a file system, its end becomes a short digest of it.
    """
    if relative == STDIN:
        return f"stdin{ending}"
    folder, name = os.path.split(relative)
    stem = os.fsencode(os.path.splitext(name)[0])
    if len(stem) + len(ending) > _LONGEST_NAME:
        from hashlib import sha256

        mark = f"-{sha256(stem).hexdigest()[:8]}".encode()
        whole = stem[: _LONGEST_NAME - len(ending) - len(mark)].decode("utf-8", "ignore").encode()
        stem = whole + mark
    return os.path.join(folder, os.fsdecode(stem) + ending)


def _base(path: str) -> str:
    return path if path == STDIN else os.path.basename(path)


def _claim(taken: dict[str, str], name: str, path: str) -> None:
    if name in taken:
        raise UsageError(f"{taken[name]} and {path} would both become {name}", "rename one, or convert them apart")
    taken[name] = path


def _walk(top: str, include: tuple[str, ...], exclude: tuple[str, ...], skip: str | None) -> Iterator[Source | Trouble]:
    """Files below ``top``, sorted; links to folders are not followed, so no loop can catch us."""
    stack: list[tuple[str, bool]] = [(top, True)]
    while stack:
        path, is_folder = stack.pop()
        if not is_folder:
            yield Source(path, os.path.relpath(path, top))
            continue
        try:
            found = _listing(path, top, include, exclude, skip)
        except OSError as error:
            yield Trouble(path, InputError(_reason(error), _REMEDY))
            continue
        stack += [(os.path.join(path, name), is_folder) for name, is_folder in reversed(found)]


def _listing(
    folder: str, top: str, include: tuple[str, ...], exclude: tuple[str, ...], skip: str | None
) -> list[tuple[str, bool]]:
    """Names in one folder that are wanted, sorted, each with whether it is a folder. Raises OSError."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            relative = os.path.relpath(entry.path, top) if include or exclude else ""
            if entry.name.startswith(TEMPORARY) or _matches(entry.name, relative, exclude):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not (_is_named_so(entry.name, relative, include) and _can_be_a_post(entry)):
                continue
            if skip is None or os.path.realpath(entry.path) != skip:
                found.append((entry.name, is_folder))
    found.sort()
    return found


def _matches(name: str, relative: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatch(name, glob) or fnmatch(relative, glob) for glob in globs)


def _is_named_so(name: str, relative: str, include: tuple[str, ...]) -> bool:
    return _matches(name, relative, include) if include else name.lower().endswith(SUFFIXES)


def _can_be_a_post(entry: os.DirEntry[str]) -> bool:
    """A file, or a link that leads nowhere, to be reported; but no folder behind a link, and no pipe to wait for."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:  # a link to itself
        return True


def check_output_folder(paths: Iterable[str], folder: str) -> str | None:
    """The output folder to leave out of the walk, if it lies inside an input folder.

    Raises UsageError where an input is the output folder itself or lies in it: outputs would become inputs.
    """
    out = os.path.realpath(folder)
    inside = None
    for path in paths:
        if path == STDIN:
            continue
        real = os.path.realpath(path)
        if os.path.commonpath((real, out)) == out:
            raise UsageError(f"{path} lies in the output folder {folder}", "write to another folder")
        if os.path.isdir(real) and os.path.commonpath((real, out)) == real:
            inside = out
    return inside


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
