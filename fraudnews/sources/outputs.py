"""The names of outputs, and whether two inputs would get one."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable

from fraudnews.compression import without_ending
from fraudnews.errors import UsageError
from fraudnews.sources.folders import below, listing
from fraudnews.sources.forms import Form, Reading
from fraudnews.sources.source import STDIN

#: The ending of the output of one post, by format.
OUTPUT_ENDINGS = {"markdown": ".md", "text": ".txt", "jsonl": ".json"}
#: Bytes that file systems allow in one name.
_LONGEST_NAME = 255


def output_name(relative: str, ending: str) -> str:
    """The name of the output of one post below the output folder, which depends on the name of the input alone.

    If it would be too long for a file system, a short digest replaces its end.
    """
    if relative == STDIN:
        return f"stdin{ending}"
    folder, name = os.path.split(relative)
    stem = os.fsencode(os.path.splitext(without_ending(name))[0])
    if len(stem) + len(ending) > _LONGEST_NAME:
        from hashlib import sha256

        mark = f"-{sha256(stem).hexdigest()[:8]}".encode()
        whole = stem[: _LONGEST_NAME - len(ending) - len(mark)].decode("utf-8", "ignore").encode()
        stem = whole + mark
    return os.path.join(folder, os.fsdecode(stem) + ending)


def check_outputs(
    paths: tuple[str, ...], reading: Reading, skip: str | None, ending: str, *, folds: bool = False
) -> None:
    """UsageError if two inputs would get one output name, found before anything is written.

    Within one input folder only files of the same folder can clash, so the names of one folder are held at a time.
    ``folds``: the file system ignores case and normal form. What archives, lines and lists contain is not known before
    they are read, so the sink refuses the second output of a name.
    """
    taken: dict[str, str] = {}

    def claim(relative: str, path: str) -> None:
        if reading.form_of(path) is not Form.POST:
            return
        name = output_name(relative, ending)
        key = folded(name) if folds else name
        if key in taken:
            raise UsageError(f"{taken[key]} and {path} would both become {name}", "rename one, or convert them apart")
        taken[key] = path

    for top in paths:
        if not os.path.isdir(top):
            if not reading.leaves_out(os.path.basename(top)):
                claim(os.path.basename(top), top)
            continue
        folders = [top]
        while folders:
            if len(paths) == 1:
                taken.clear()
            folder = folders.pop()
            with contextlib.suppress(OSError):  # an unreadable folder is reported when its turn comes
                names, below_here = listing(folder, top, reading, skip)
                for name in names:
                    path = os.path.join(folder, name)
                    if name in below_here:
                        folders.append(path)
                    else:
                        claim(below(path, top), path)


def folded(name: str) -> str:
    """A common form of the names that a file system which ignores case takes for one."""
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", name).casefold())


def folds_names(folder: str) -> bool:
    """Whether the file system of ``folder``, which need not exist, takes ``A`` and ``a`` for one name.

    Such file systems (those of macOS and Windows) are assumed to ignore normal forms, too. Nothing is written for it.
    """
    path = os.path.realpath(folder)
    while path != os.path.dirname(path):
        above, name = os.path.split(path)
        other = os.path.join(above, name.swapcase())
        if name != name.swapcase() and os.path.lexists(path):
            with contextlib.suppress(OSError):  # there is no other, as in most places
                return os.path.samefile(path, other) or name.swapcase() not in os.listdir(above)
            return False
        path = above
    return False


def lies_in(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or below it, links followed; neither has to exist."""
    top = os.path.realpath(folder)
    return os.path.commonpath((os.path.realpath(path), top)) == top


def check_output_folder(paths: Iterable[str], folder: str) -> str | None:
    """The output folder to leave out of the walk, if it lies inside an input folder.

    Raises UsageError if an input is the output folder itself or lies in it, as outputs would become inputs.
    """
    inside = None
    for path in paths:
        if path == STDIN:
            continue
        if lies_in(path, folder):
            raise UsageError(f"{path} lies in the output folder {folder}", "write to another folder")
        if os.path.isdir(path) and lies_in(folder, path):
            inside = os.path.realpath(folder)
    return inside


def check_spared(option: str, output: str, files: Iterable[str]) -> None:
    """UsageError if ``output`` is one of ``files``: it would replace it, or grow while it is read.

    In both, ``-`` is a standard stream.
    """
    written = _status(1 if output == STDIN else output)
    if written is None or not stat.S_ISREG(written.st_mode):
        return
    for path in files:
        read = _status(0 if path == STDIN else path)
        if read is not None and os.path.samestat(read, written):
            name = path if output == STDIN else output
            raise UsageError(f"{option}: {name} is read, and would be replaced", "name another file")


def _status(file: str | int) -> os.stat_result | None:
    """The status of a file by its name or descriptor, None if there is none."""
    try:
        return os.stat(file)
    except OSError:
        return None
