"""What a worker process does: posts one after the other, each under an alarm, all under a limit of memory.

It ends with its parent, and by no signal that a terminal sends. The parent's side is ``pool``.
"""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from fraudnews.errors import FraudnewsError
from fraudnews.model import GARBAGE, Limits
from fraudnews.sources import Source

_T = TypeVar("_T")
#: Makes a small value of one post, which travels back; it may raise FraudnewsError only.
Convert = Callable[[Source], _T]

#: The exit code of a worker that has no memory left to say so.
NO_MEMORY = 77
#: Seconds by the clock that a worker holds answers back, to send several at once.
_HOLD_SECONDS = 0.1


def work(
    connection: Connection, marks: mmap.mmap | None, convert: Convert[_T], limits: Limits, others: list[Connection]
) -> None:
    """Answer chunks of posts that come through ``connection`` until the parent closes it, or is gone.

    An answer is the pickle of the seconds of processor time that some posts of a chunk took, and what ``convert`` gives
    for each or its error, in their order. ``marks`` begin with the number of posts that were begun, as 8 bytes, little
    end first; None where no memory is shared: then a chunk has one answer. ``others`` are inherited ends to close.
    Where there is no memory to go on, the process exits with NO_MEMORY.
    """
    _settle_in(limits.max_memory, others)
    begun = 0
    try:
        while True:
            sources = connection.recv()
            since, used = time.monotonic(), time.process_time()
            answers: list[_T | FraudnewsError] = []
            for number, source in enumerate(sources, 1):
                begun += 1
                if marks is not None:
                    marks[:8] = begun.to_bytes(8, "little")
                _set_alarm(limits.timeout)
                answers.append(_answer(convert, source))
                if number == len(sources) or marks is None or time.monotonic() - since > _HOLD_SECONDS:
                    _set_alarm(0)
                    seconds = time.process_time() - used
                    connection.send_bytes(pickle.dumps((seconds, answers), pickle.HIGHEST_PROTOCOL))
                    since, used = time.monotonic(), time.process_time()
                    answers = []
    except MemoryError:
        os._exit(NO_MEMORY)
    except (EOFError, OSError):
        return


def end_with(parent: int | None, number: int) -> None:
    """Have the kernel send us the signal ``number`` when our parent, the process ``parent``, ends; on Linux only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, number)  # PR_SET_PDEATHSIG: busy or not, we go when it goes
        if os.getppid() != parent:  # it has gone before we asked
            os._exit(0)


def _answer(convert: Convert[_T], source: Source) -> _T | FraudnewsError:
    try:
        return convert(source)
    except FraudnewsError as error:
        return error


def _set_alarm(seconds: float) -> None:
    """Have the kernel end this process in so many seconds, in place of an earlier alarm; 0 is never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _settle_in(max_memory: int, others: list[Connection]) -> None:
    """Make a fresh worker one that ends with its parent, and by nothing that a terminal sends."""
    for connection in others:
        connection.close()  # the parent's ends, inherited: as long as we hold them, nobody reads that it is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends us
    for name in ("SIGTERM", "SIGHUP", "SIGALRM"):
        number = getattr(signal, name, None)
        if number and (name == "SIGALRM" or callable(signal.getsignal(number))):  # what is ignored stays so, for nohup
            signal.signal(number, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    end_with(parent.pid if parent else None, signal.SIGKILL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    import gc
    import hashlib  # noqa: F401 - OpenSSL's digests, for many posts

    gc.freeze()  # what we share with the parent stays shared: no collection looks at it
    gc.set_threshold(GARBAGE)
    _limit_memory(max_memory)


def _limit_memory(most: int) -> None:
    """Have no more than ``most`` bytes, where the system can hold us to that; and leave no picture of them behind."""
    try:
        import resource
    except ImportError:
        return
    for limit, wanted in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, most or resource.RLIM_INFINITY)):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(OSError, ValueError):  # the hard limit is lower already
            resource.setrlimit(limit, (wanted, hard))
