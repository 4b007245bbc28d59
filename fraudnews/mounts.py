"""What is mounted at a folder and below it, as far as the kernel tells: on Linux."""

from __future__ import annotations

import os
import re


def mounts_of(folder: str) -> list[str]:
    """Where disks are mounted below ``folder``, relative to it; and the one that holds it, as an absolute path."""
    top = os.path.join(os.fsencode(os.path.realpath(folder)), b"")
    try:
        with open("/proc/self/mountinfo", "rb") as file:
            places = [_plain(line.split(b" ")[4]) for line in file]
    except OSError:
        return []
    below = [place[len(top) :] for place in places if place.startswith(top)]
    own = [place for place in places if place != b"/" and top.startswith(place + b"/")]
    return [os.fsdecode(place) for place in (*below, *sorted(own, key=len)[-1:])]


def _plain(place: bytes) -> bytes:
    r"""A path that is written with ``\040`` for a blank."""
    return re.sub(rb"\\([0-7]{3})", lambda match: bytes((int(match[1], 8),)), place)
