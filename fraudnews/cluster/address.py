"""Locations of archives and parts: paths, or addresses such as ``s3://bucket/posts``."""

from __future__ import annotations

import os
import re

from fraudnews.errors import UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:://|::)")
_LOCAL = re.compile(r"(?:file|local)://")
#: What each process has for itself, with all chains that end there.
_MEMORY = re.compile(r"(?:.*::)?memory:")


def settle(address: str) -> str:
    """``address`` in a form for every machine: a path, also one with ``file://``, is made absolute.

    UsageError where it is empty, as a variable gives that is not set: it would be the current folder; and for what no
    two processes share.
    """
    local = local_path(address)
    if local == "":
        raise UsageError("the name of SRC or DST is empty", "name a folder")
    if address == "-" or (local is None and _MEMORY.match(address)):
        raise UsageError(f"{address} is another one in each process", "name a folder or a store that every worker sees")
    return address if local is None else os.path.abspath(local)


def local_path(address: str) -> str | None:
    """The path of a local address, None if it is one for fsspec."""
    if match := _LOCAL.match(address):
        return address[match.end() :]
    return None if _ADDRESS.match(address) else address


def check_apart(source: str, folder: str) -> None:
    """UsageError if the parts of one shard would be among the posts of another. Both addresses are settled."""
    above, below = (path if local_path(path) is None else os.path.realpath(path) for path in (source, folder))
    if f"{below.rstrip('/')}/".startswith(f"{above.rstrip('/')}/"):
        raise UsageError(f"parts of {source} would lie in it, among the posts", "write to a folder outside of it")
