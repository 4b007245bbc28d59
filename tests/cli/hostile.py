"""The command, with posts that some words in them are fatal to: HANG for a loop in Python, and so on."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import threading
import time
from pathlib import Path

from fraudnews import batch, posts

_convert, _read = batch.convert, posts.read_input


def _hang():
    while True:
        pass


def _busy():
    Path(f"busy-{os.getpid()}").touch()
    _hang()


def _nap():
    Path(f"nap-{os.getpid()}").touch()
    time.sleep(1)


def _wait_once():
    """Wait to be killed, but for the first time only."""
    if not list(Path().glob("waits-*")):
        Path(f"waits-{os.getpid()}").touch()
        time.sleep(1000)


def _kill_once():
    marker = Path("killed")
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


FATES = {
    b"HANG": _hang,
    b"LOOP": lambda: re.match("(a+)+$", "a" * 40 + "b"),  # in C: no handler of Python's comes to run
    b"SLEEP": lambda: time.sleep(1000),
    b"HOG": lambda: [bytearray(10_000_000) for _ in range(10**6)],
    b"EXIT": lambda: os._exit(0),
    b"KILL": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"FAULT": lambda: ctypes.string_at(0),
    b"ONCE": _kill_once,
    b"BUSY": _busy,
    b"NAP": _nap,
    b"WAIT": _wait_once,
}


def _meet_fate(data):
    for word, fate in FATES.items():
        if word in data:
            fate()


def _fatal(data, *rest):
    _meet_fate(data)
    return _convert(data, *rest)


def _fatal_to_look_at(data, *rest):
    _meet_fate(data)
    return _read(data, *rest)


batch.convert = _fatal
posts.read_input = _fatal_to_look_at

if __name__ == "__main__":
    for name in os.environ.get("IGNORED", "").split():  # as if by our parent
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    if "THREAD" in os.environ:  # then workers are spawned
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    from fraudnews.cli import main

    main()
