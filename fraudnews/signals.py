"""Signals that are blocked during critical work, and a timer for writes that might block for ever."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

#: Seconds that an interrupted run waits for the reader of its results.
_PATIENCE = 1


@contextlib.contextmanager
def signals_blocked() -> Iterator[None]:
    """Block signals that would end us until the block is left, if the system supports it and we have one thread."""
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
    """Discard what is written to the descriptor ``number`` after a second, as no reader must keep us from ending.

    In the main thread only.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: divert(number))  # the interrupted write continues, to /dev/null
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def how_ended(code: int) -> str:
    """How a process ended, by its exit code, which is minus the signal that ended it."""
    return f"signal {-code}, {str(signal.strsignal(-code)).lower()}" if code < 0 else f"exit code {code}"


def divert(number: int) -> None:
    """Discard what is written to the descriptor ``number``."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
