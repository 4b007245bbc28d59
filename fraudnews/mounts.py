"""What is mounted at a folder and below it, as far as the kernel tells: on Linux."""

from __future__ import annotations

import os
import re


def mounts_of(folder: str) -> tuple[list[str], str | None]:
    """Where disks are mounted below ``folder``, relative to it; and where the one that holds it is, from the root on.

    None for that stands for the root itself, and for what nobody tells.
    """
    top = os.path.join(os.fsencode(os.path.realpath(folder)), b"")
    try:
        with open("/proc/self/mountinfo", "rb") as file:
            places = [_plain(line.split(b" ")[4]) for line in file]
    except OSError:
        return [], None
    below = [place[len(top) :] for place in places if place.startswith(top)]
    above = [place for place in places if place != b"/" and top.startswith(place + b"/")]
    return list(map(os.fsdecode, below)), os.fsdecode(max(above, key=len)) if above else None


def _plain(place: bytes) -> bytes:
    r"""A path that is written with ``\040`` for a blank."""
    return re.sub(rb"\\([0-7]{3})", lambda match: bytes((int(match[1], 8),)), place)
