"""How many processor cores this process may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def usable_cores(root: Path = Path("/")) -> int:
    """The number of usable cores: those of our affinity, or fewer if a control group has a quota.

    A quota of one and a half cores counts as two. ``root`` is the folder of ``proc`` and ``sys``.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([allowed, *_quotas(root)]))


def _quotas(root: Path) -> Iterator[int]:
    """The quota of each control group that we are in, in cores; groups without one are left out."""
    mount = root / "sys/fs/cgroup"
    for line in _read(root / "proc/self/cgroup").splitlines():
        number, controllers, path = line.split(":", 2)
        if number == "0":  # version 2, alone or beside version 1
            for folder in _groups((mount, mount / "unified"), path):
                yield from _cores(_read(folder / "cpu.max").split())
        elif "cpu" in controllers.split(","):
            for folder in _groups((mount / "cpu", mount / controllers), path):
                yield from _cores([_read(folder / f"cpu.cfs_{name}_us").strip() for name in ("quota", "period")])


def _groups(mounts: tuple[Path, ...], path: str) -> Iterator[Path]:
    """A group and its parents: each may have a quota. A container sees only the top one."""
    inside = PurePosixPath(path.lstrip("/"))
    for mount in mounts:
        for group in (inside, *inside.parents):
            yield mount / group


def _cores(words: list[str]) -> Iterator[int]:
    """The cores by a quota and a period in microseconds; ``max`` or -1 is no quota."""
    if len(words) == 2 and all(word.isdecimal() and int(word) > 0 for word in words):
        quota, period = map(int, words)
        yield -(-quota // period)


def _read(path: Path) -> str:
    """The content of a file of the kernel; "" if there is none."""
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeError):
        return ""
