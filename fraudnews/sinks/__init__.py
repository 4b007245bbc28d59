"""Where results go: standard output, one file, numbered parts, or a tree that mirrors the input.

A file is whole or absent.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from fraudnews.errors import UsageError
from fraudnews.sinks.sink import OutputSink, Sink
from fraudnews.sinks.stream import StreamSink
from fraudnews.sources import STDIN

if TYPE_CHECKING:
    from fraudnews.shard import Shard

__all__ = ["OutputSink", "Sink", "StreamSink", "open_sink"]


def open_sink(  # noqa: PLR0913  # each is one option
    output: str | None,
    to: str,
    *,
    overwrite: bool,
    split: int | None = None,
    shard: Shard | None = None,
    fsync: bool = False,
) -> OutputSink:
    """The sink for ``-o``: none is standard output; a folder, or a name that ends in a slash, is a tree.

    ``split`` writes several files of so many posts each; with ``shard`` the file is one part of the results of several
    runs. Raises UsageError if an output exists already, if a file is in the place of a folder, if there is no file to
    split, and if the name is empty, or one that :func:`_check_ending` refuses. Nothing is created before
    the sink is entered or written to.
    """
    if output == "":  # from an unset variable: it would mean the current folder
        raise UsageError("the name of the output is empty", "name a file or a folder")
    is_stream = output is None or output == STDIN or _is_special(output)
    is_tree = output is not None and (output.endswith(("/", os.sep)) or os.path.isdir(output))
    if split is not None and (is_stream or is_tree):
        named = "" if output in {None, STDIN} else f", and {output} is none"
        raise UsageError(f"--split is for one file{named}", "name it with -o FILE")
    if split is not None and shard is not None:
        raise UsageError("--split and --shard both part the results", "give one of them")
    if output is None or output == STDIN:
        return StreamSink(to)
    from pathlib import Path

    if is_tree:
        if os.path.isfile(file := output.rstrip("/" + os.sep)):
            raise UsageError(f"{file} is a file, and {output} would be a folder", "name another, or remove the file")
        from fraudnews.sinks.tree import TreeSink

        return TreeSink(Path(output), to, overwrite=overwrite, fsync=fsync)
    if is_stream:
        return StreamSink(to, Path(output))
    _check_ending(output)
    if shard is not None:
        from fraudnews.sinks.part import PartSink

        return PartSink(Path(output), to, shard, fsync=fsync)
    if split is not None:
        from fraudnews.sinks.split import SplitSink

        return SplitSink(Path(output), to, split, overwrite=overwrite, fsync=fsync)
    from fraudnews.sinks.file import FileSink

    return FileSink(Path(output), to, overwrite=overwrite, fsync=fsync)


def _check_ending(file: str) -> None:
    """UsageError if the name is one of an archive, or of a compression that is only read."""
    from fraudnews.compression import WRITTEN, is_compressed
    from fraudnews.sources.forms import Form, form_of

    if form_of(file) in (Form.TAR, Form.ZIP):
        raise UsageError(f"{file}: no archive is written", "name a file, or a folder, with / at its end")
    if is_compressed(file) and not file.lower().endswith(WRITTEN):
        raise UsageError(f"{file}: results are not compressed so", f"end the name in {' or '.join(WRITTEN)}")


def _is_special(path: str) -> bool:
    """Whether this is ``/dev/null``, a named pipe or the like: never to be replaced by a file."""
    try:
        return not (stat.S_ISREG(mode := os.stat(path).st_mode) or stat.S_ISDIR(mode))
    except OSError:
        return False
