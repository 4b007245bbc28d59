"""Loaded into every process of a test's cluster: some words in a post are fatal to whom they name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from fraudnews import batch

_convert = batch.convert


def _once(word):
    """Whether this is the first time, in whatever process; the marker holds its number."""
    try:
        with Path(os.environ["MARKERS"], word).open("x", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
    except FileExistsError:
        return False
    return True


def _fatal(data, *rest):
    if b"KILL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"STOP" in data and _once("STOP"):
        time.sleep(1000)
    if b"SHARD" in data and _once("SHARD"):
        os.kill(os.getppid(), signal.SIGKILL)  # the process of the shard, whose worker we are
        time.sleep(1000)
    if b"WORKER" in data:
        shard = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="ascii").rpartition(")")[2]
        os.kill(int(shard.split()[1]), signal.SIGKILL)
        time.sleep(1000)
    return _convert(data, *rest)


batch.convert = _fatal
