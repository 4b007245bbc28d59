"""What is read from a file of this package, kept as Python keeps modules: in ``__pycache__``, where that is allowed."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from types import CodeType
from typing import Any
from zlib import crc32


def kept(path: str, read: Callable[[bytes], Any], *makers: str) -> Any:
    """What ``read`` makes of the file's bytes: plain values, that is dicts, lists, tuples, text and numbers.

    It is read once, and again when the file has changed, or one of ``makers``, the modules that it depends on. As for a
    module, ``PYTHONPYCACHEPREFIX`` moves what is kept, ``PYTHONDONTWRITEBYTECODE`` keeps nothing, and a folder that
    cannot be written does no harm, nor does what a power cut damaged. OSError if the file cannot be read.
    """
    loader = _Kept(path, read, makers)
    try:
        code: Any = loader.get_code(path)
        total, values = eval(code)  # noqa: S307 - what `source_to_code` made
        is_whole = total == crc32(values)
    except (EOFError, ValueError, TypeError):
        is_whole = False
    return marshal.loads(values) if is_whole else read(loader.get_data(path))  # noqa: S302 - the same


class _Kept(SourceFileLoader):
    """A loader of data: its code is one constant."""

    def __init__(self, path: str, read: Callable[[bytes], Any], makers: tuple[str, ...]) -> None:
        super().__init__(path, path)
        self.read = read
        self.makers = makers

    def path_stats(self, path: str) -> dict[str, Any]:
        """The source's size, and as time what changes with any of the files: the sum of their times and sizes.

        Times alone may be the same for all versions, where packages are made to be reproducible.
        """
        found = map(os.stat, (path, *self.makers))
        return {**super().path_stats(path), "mtime": sum(stat.st_mtime + stat.st_size for stat in found)}

    def source_to_code(self, data: Any, path: Any, *, _optimization: int = -1) -> CodeType:  # type: ignore[override]
        """The values as bytes, and their checksum; Python calls this when there is nothing kept that is up to date.

        To compile the values themselves takes as long as to find them.
        """
        values = marshal.dumps(self.read(data))
        return compile(repr((crc32(values), values)), path, "eval", dont_inherit=True)
