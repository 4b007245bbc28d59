"""The worker process: it converts posts one by one, with an alarm for each and a memory limit for all.

It ends with its parent, and ignores signals from the terminal. The parent's side is ``pool``.
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
#: Computes a small result for one post, which is sent back; it may raise FraudnewsError only.
Convert = Callable[[Source], _T]

#: The exit code of a worker without memory to report it.
NO_MEMORY = 77
#: Seconds for which a worker collects answers, to send several at once.
_HOLD_SECONDS = 0.1


def work(
    connection: Connection, marks: mmap.mmap | None, convert: Convert[_T], limits: Limits, others: list[Connection]
) -> None:
    """Answer chunks of posts that come through ``connection`` until the parent closes it, or is gone.

    An answer is a pickle of the processor time in seconds for some posts of a chunk, and the result or error of each,
    in order. ``marks`` begins with the number of posts begun so far, as 8 bytes, little-endian; if it is None, a
    chunk has one answer. ``others`` are inherited connections to close. If memory runs out, the process exits with
    NO_MEMORY.
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
    """Have the kernel send us the signal ``number`` when our parent process ``parent`` ends; on Linux only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, number)  # PR_SET_PDEATHSIG, which works even while we are busy
        if os.getppid() != parent:  # it ended before that
            os._exit(0)


def _answer(convert: Convert[_T], source: Source) -> _T | FraudnewsError:
    try:
        return convert(source)
    except FraudnewsError as error:
        return error


def _set_alarm(seconds: float) -> None:
    """Have the kernel end this process after ``seconds``, in place of an earlier alarm; 0 is never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _settle_in(max_memory: int, others: list[Connection]) -> None:
    """Set up a new worker: it ends with its parent, and ignores signals from the terminal."""
    for connection in others:
        connection.close()  # inherited from the parent: as long as they are open here, workers do not notice its end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is sent to all; the parent ends us
    for name in ("SIGTERM", "SIGHUP", "SIGALRM"):
        number = getattr(signal, name, None)
        if number and (name == "SIGALRM" or callable(signal.getsignal(number))):  # ignored ones stay so, for nohup
            signal.signal(number, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    end_with(parent.pid if parent else None, signal.SIGKILL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    import gc
    import hashlib  # noqa: F401 - OpenSSL's digests, for many posts

    gc.freeze()  # keeps memory shared with the parent, which collections would write to
    gc.set_threshold(GARBAGE)
    _limit_memory(max_memory)


def _limit_memory(most: int) -> None:
    """Limit memory to ``most`` bytes, if the system supports it, and disable core dumps."""
    try:
        import resource
    except ImportError:
        return
    for limit, wanted in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, most)):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(OSError, ValueError):  # the hard limit is lower already
            resource.setrlimit(limit, (wanted, hard))
