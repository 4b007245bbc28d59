"""Posts and parts in object stores and on other machines, through fsspec; its only owner."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fraudnews.errors import FraudnewsError, InputError, OutputError, UsageError
from fraudnews.shard import Shard
from fraudnews.sinks.part import MANIFEST, check_partition
from fraudnews.sources import Form, Reading, Source, Trouble, read_packed
from fraudnews.sources.source import too_large

#: Limits for what is fetched at once: the latency of a store is the same for one post and for many.
_FETCH_POSTS, _FETCH_BYTES = 64, 8_000_000
_CHUNK = 8_000_000


class _Object(NamedTuple):
    """One file of a store: its path there, its path below the archive, and its size as listed."""

    path: str
    relative: str
    size: int


def find_remote(address: str, reading: Reading) -> Iterator[Source | Trouble]:
    """All posts below ``address`` with their bytes, found and sorted as ``find_sources`` does below a path.

    A post that cannot be read is a Trouble. Raises InputError if the store fails, or has no such folder; UsageError if
    fsspec does not support the address. The list of files is held in memory, 1 kB for each, and 8 MB of posts.
    """
    fs, root = _open_store(address)
    top = address.rstrip("/")
    with _named(address, InputError):
        is_folder, found = _listing(fs, root, reading)
        pending: list[_Object] = []
        for item in found:
            form = reading.form_of(item.relative)
            if form is Form.POST and not reading.takes(item.relative):
                continue
            if form is not Form.POST or _is_enough(pending):
                yield from _fetch(fs, top, pending, reading.max_size)
                pending.clear()
            if form is Form.POST:
                pending.append(item)
                continue
            name = f"{top}/{item.relative}" if is_folder else address
            with fs.open(item.path, "rb") as file:
                yield from read_packed(name, item.relative, file, form, reading)
        yield from _fetch(fs, top, pending, reading.max_size)


def check_store(address: str, name: str, shard: Shard) -> None:
    """UsageError if there are parts of another number of shards at ``address``, or if fsspec cannot write there."""
    fs, root = _open_store(address)
    with _named(address, OutputError):
        try:
            names = [str(path).rpartition("/")[2] for path in fs.ls(root, detail=False)]
        except FileNotFoundError:
            return
    check_partition(names, name, shard)


def put_part(address: str, part: Path) -> None:
    """Copy a part and its manifest to ``address``, in an order that keeps them consistent. Raises OutputError.

    Each is written completely or not at all, by a transaction of fsspec.
    """
    fs, root = _open_store(address)
    target = f"{root.rstrip('/')}/{part.name}"
    with _named(f"{address.rstrip('/')}/{part.name}", OutputError):
        fs.makedirs(root, exist_ok=True)
        if fs.exists(target + MANIFEST):
            fs.rm_file(target + MANIFEST)
        _put(fs, part, target)
        _put(fs, part.with_name(part.name + MANIFEST), target + MANIFEST)


def _put(fs: Any, file: Path, target: str) -> None:
    with fs.transaction, file.open("rb") as data, fs.open(target, "wb") as out:
        shutil.copyfileobj(data, out, _CHUNK)


def _open_store(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs

        fs, root = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: {error}", "install what fsspec needs for it on every worker") from None
    return fs, str(root)


def _listing(fs: Any, root: str, reading: Reading) -> tuple[bool, list[_Object]]:
    """Whether ``root`` is a folder, and the wanted files below it, in the order of a sorted walk."""
    info = fs.info(root)
    if info["type"] != "directory":
        return False, [_Object(root, root.rpartition("/")[2], info.get("size") or 0)]
    below = f"{root.rstrip('/')}/"
    found = [
        _Object(path, relative, item.get("size") or 0)
        for path, item in fs.find(root, detail=True).items()
        if reading.takes_member(relative := path.removeprefix(below))
    ]
    return True, sorted(found, key=lambda item: item.relative.split("/"))


def _is_enough(pending: list[_Object]) -> bool:
    return len(pending) >= _FETCH_POSTS or sum(item.size for item in pending) >= _FETCH_BYTES


def _fetch(fs: Any, top: str, pending: list[_Object], max_size: int) -> Iterator[Source | Trouble]:
    """The posts, fetched at once if the store can do that; those that are too large are not fetched."""
    paths = [item.path for item in pending if item.size <= max_size]
    answers = dict(zip(paths, fs.cat_ranges(paths, None, None, on_error="return"), strict=True)) if paths else {}
    for item in pending:
        name = f"{top}/{item.relative}"
        answer = answers.get(item.path)
        if answer is None:
            yield Trouble(name, too_large(max_size))
        elif isinstance(answer, Exception):
            yield Trouble(name, InputError(_reason(answer), "check that it exists and can be read"))
        else:
            yield Source(name, item.relative, bytes(answer))


@contextlib.contextmanager
def _named(address: str, kind: type[FraudnewsError]) -> Iterator[None]:
    """Turn any error of a store into one that names the address."""
    try:
        yield
    except FraudnewsError:
        raise
    except Exception as error:
        raise kind(f"{address}: {_reason(error)}", "check the address, and the rights of the worker there") from error


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
