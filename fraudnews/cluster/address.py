"""Where archives and parts lie: at paths, or at addresses such as ``s3://bucket/posts``."""

from __future__ import annotations

import os
import re

from fraudnews.errors import UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:://|::)")
_LOCAL = re.compile(r"(?:file|local)://")


def settle(address: str) -> str:
    """``address`` in a form that is good on every machine: a path, also one behind ``file://``, made absolute."""
    local = local_path(address)
    return address if local is None else os.path.abspath(local)


def local_path(address: str) -> str | None:
    """The path that an address is, None where only fsspec can tell."""
    if match := _LOCAL.match(address):
        return address[match.end() :]
    return None if _ADDRESS.match(address) else address


def check_apart(source: str, folder: str) -> None:
    """UsageError where the parts of one shard would lie among the posts of another. Both are settled."""
    if f"{folder.rstrip('/')}/".startswith(f"{source.rstrip('/')}/"):
        raise UsageError(f"parts of {source} would lie in it, among the posts", "write to a folder outside of it")
