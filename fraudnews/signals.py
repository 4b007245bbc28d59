"""Signals that wait while what they would interrupt is done, and one that ends what would wait for ever."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

#: Seconds that a run which somebody ends gives to whoever reads its results.
_PATIENCE = 1


@contextlib.contextmanager
def signals_blocked() -> Iterator[None]:
    """Have what ends us come when the block is left, where the system can hold it back and we have one thread."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def hurried(number: int) -> Iterator[None]:
    """Have what is written to the descriptor ``number`` go nowhere after a second: we are to end, whoever reads it.

    In the main thread only.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: divert(number))  # what it interrupts goes on, to the new place
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def divert(number: int) -> None:
    """Have what is written to the descriptor ``number`` go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
