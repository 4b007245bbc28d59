"""Posts worked on by processes, each under a limit of time and memory, and each post's failure its own.

A worker is sent posts in chunks, one or two at a time, and answers in their order. It marks each post before it
begins, in memory that it shares with the parent; so when it dies, the parent knows the post that was under way, starts
another worker and sends it the rest. The work is pure: what was done but not yet answered is just done again.

The limits are the kernel's. An alarm that nobody handles ends a worker whose post takes too long, in a loop of Python
or of C, whether the parent is busy, stopped or dead; RLIMIT_DATA bounds what a post may allocate.

pebble, the library for this, was measured beside it: a post for each task costs 120 µs there and 13 µs here; in chunks
it costs 23 µs, but a bad post takes its chunk along; and it reads all of the input before the first result.
"""

from __future__ import annotations

import contextlib
import errno
import math
import mmap
import multiprocessing
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from fraudnews.errors import CrashError, FraudnewsError, MemoryLimitError, TimeLimitError, reason
from fraudnews.model import Limits
from fraudnews.signals import signals_blocked
from fraudnews.sources import Source, Trouble
from fraudnews.worker import NO_MEMORY, Convert, work

_T = TypeVar("_T")
#: Seconds of processor time that one chunk should take: long against the cost of a message (0.1 ms), short for whoever
#: waits. By the clock, chunks would get the smaller the more there is to do besides.
_CHUNK_SECONDS = 0.02
#: Posts that a chunk has at most, and the bytes from which on it takes no more.
_CHUNK_POSTS, _CHUNK_BYTES = 64, 250_000
#: Bytes that a pipe surely takes while its reader is busy (AF_UNIX sockets have 200 kB on Linux).
_PIPE_BYTES = 32_000
#: What may be under way or wait for its turn: posts for each worker, bytes in all. Beyond it, nothing is begun.
_AHEAD_POSTS, _AHEAD_BYTES = 256, 32_000_000
#: How many workers must have died on a post before it is to blame: somebody else may have killed one, or two.
_DEATHS = 3
#: Seconds between two calls of ``tick`` where nothing happens.
_TICK_SECONDS = 0.5
#: Seconds between two looks at the clock that say that we were stopped, and our workers with us, as by Ctrl-Z.
_STOPPED_SECONDS = 2
#: Seconds that a worker without a pipe may take to end.
_GRACE_SECONDS = 1


@dataclass(slots=True)
class _Task:
    """One post on its way: its place in the input, and the workers that it has cost so far."""

    index: int
    source: Source
    deaths: int = 0

    @property
    def held(self) -> int:
        """Bytes that the post is, where they were read already."""
        return 0 if self.source.data is None else len(self.source.data)

    @property
    def weight(self) -> int:
        """Bytes to send, nearly."""
        return len(self.source.name) + len(self.source.relative) + self.held


@dataclass(slots=True)
class _Worker:
    """A process, the chunk that it works on, and the chunk that waits in its pipe.

    ``marks`` is what it shares: how many posts it has begun. None where nothing can be shared.
    """

    process: BaseProcess
    connection: Connection
    marks: mmap.mmap | None
    current: deque[_Task] = field(default_factory=deque)
    following: deque[_Task] = field(default_factory=deque)
    answered: int = 0

    @property
    def suspect(self) -> _Task | None:
        """The post that was begun last: to be asked when the worker is dead."""
        begun = 0 if self.marks is None else int.from_bytes(self.marks[:8], "little")
        return self.current[max(begun - self.answered - 1, 0)] if self.current else None


def outcomes(
    convert: Convert[_T], sources: Iterable[Source | Trouble], limits: Limits, jobs: int, tick: Callable[[], None]
) -> Iterator[tuple[Source | Trouble, _T | FraudnewsError]]:
    """Each source with its value, or the error that it failed with, in the order of the input unless told otherwise.

    Close the iterator to end the workers: none outlives it. ``tick`` is called at least twice a second while
    waiting for workers.
    """
    crew = _Crew(convert, sources, limits, jobs)
    try:
        while not crew.finished:
            crew.refill()
            yield from crew.settled()
            crew.listen(tick)
    finally:
        crew.dismiss()


class _Crew(Generic[_T]):
    """All workers, and what is under way."""

    def __init__(self, convert: Convert[_T], sources: Iterable[Source | Trouble], limits: Limits, jobs: int) -> None:
        self.convert = convert
        self.sources = iter(sources)
        self.limits = limits
        self.jobs = jobs
        # By fork a worker starts in 3 ms with all rules compiled, and shares their memory; that is safe as long as
        # nothing else runs in this process, which holds for our command: it has no threads. Elsewhere a fork can
        # copy a lock that another thread holds, for ever locked.
        self.forks = sys.platform == "linux" and threading.active_count() == 1
        self.process: Callable[..., BaseProcess] = (
            multiprocessing.get_context("fork").Process if self.forks else multiprocessing.get_context("spawn").Process
        )
        _let_children_wait()
        self.workers: list[_Worker] = []
        self.chunks: deque[deque[_Task]] = deque()  # to be sent, first those that a dead worker left
        self.waiting: dict[int, tuple[Source | Trouble, _T | FraudnewsError, int]] = {}  # with the bytes that it holds
        self.taken = 0  # posts taken from the sources
        self.given = 0  # posts given back
        self.bytes_ahead = 0
        self.exhausted = False
        self.pace = _CHUNK_SECONDS  # seconds of processor time a post, as last seen
        self.looked = time.monotonic()  # when we last looked at the clock
        self.stopped = -math.inf  # when we last found that we had been stopped

    @property
    def finished(self) -> bool:
        """Whether every post was given back."""
        return self.exhausted and self.given == self.taken

    def refill(self) -> None:
        """Send chunks until every worker has enough, or enough is under way."""
        while worker := self._free_worker():
            if not self.chunks and not self._take_chunk():
                return
            if worker.current:
                if not self.forks or sum(task.weight for task in self.chunks[0]) > _PIPE_BYTES:
                    return  # we would wait for a worker that may wait for us
                worker.following = self.chunks.popleft()
                self._send(worker, worker.following)
            else:
                worker.current = self.chunks.popleft()
                self._send(worker, worker.current)

    def settled(self) -> Iterator[tuple[Source | Trouble, _T | FraudnewsError]]:
        """What can be given back now."""
        while self.waiting:
            index = self.given if self.limits.ordered else next(iter(self.waiting))
            if index not in self.waiting:
                return
            source, outcome, size = self.waiting.pop(index)
            self.given += 1
            self.bytes_ahead -= size
            yield source, outcome

    def listen(self, tick: Callable[[], None]) -> None:
        """Wait for workers that have an answer, or have died."""
        busy = {worker.connection: worker for worker in self.workers if worker.current}
        while busy:
            ready = wait(list(busy), _TICK_SECONDS)
            self._look_at_the_clock()
            for connection in ready:
                self._hear(busy[connection])  # type: ignore[index]  # wait gives back what it was given
            tick()
            if ready:
                return

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        if now - self.looked > _STOPPED_SECONDS:
            self.stopped = now
        self.looked = now

    def dismiss(self) -> None:
        """End all workers at once: nothing that they do has to be finished."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            _bury(worker)
        self.workers.clear()

    def _free_worker(self) -> _Worker | None:
        """A worker that has nothing to do, else a new one if more are allowed, else one with one chunk."""
        for worker in self.workers:
            if not worker.current:
                return worker
        if len(self.workers) < self.jobs:
            if not self.chunks and not self._take_chunk():
                return None
            try:
                self.workers.append(self._start())
            except OSError as error:
                if not self.workers or error.errno in {errno.EMFILE, errno.ENFILE}:  # we need files ourselves
                    raise _cannot_start(error, len(self.workers)) from None
                self.jobs = len(self.workers)
            else:
                return self.workers[-1]
        return min((worker for worker in self.workers if not worker.following), key=_load, default=None)

    def _take_chunk(self) -> bool:
        """Take posts of about 20 ms of work from the sources; False where there are none, or enough is under way."""
        most = max(1, min(_CHUNK_POSTS, int(_CHUNK_SECONDS / max(self.pace, 1e-6))))
        chunk: deque[_Task] = deque()
        weight = 0
        while len(chunk) < most and weight < _CHUNK_BYTES and not self._is_enough_ahead():
            source = next(self.sources, None)
            if source is None:
                self.exhausted = True
                break
            if isinstance(source, Trouble):
                self.waiting[self.taken] = source, source.error, 0
            else:
                chunk.append(_Task(self.taken, source))
                weight += chunk[-1].weight
                self.bytes_ahead += chunk[-1].held
            self.taken += 1
        if chunk:
            self.chunks.append(chunk)
        return bool(chunk)

    def _is_enough_ahead(self) -> bool:
        return self.taken - self.given >= _AHEAD_POSTS * self.jobs or self.bytes_ahead >= _AHEAD_BYTES

    def _send(self, worker: _Worker, chunk: deque[_Task]) -> None:
        with contextlib.suppress(OSError):  # it is dead, which we hear when we listen
            worker.connection.send([task.source for task in chunk])

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv_bytes()
            seconds, answers = pickle.loads(message)  # noqa: S301  # from our own child
        except (EOFError, OSError):
            self._replace(worker)
            return
        self.pace = (self.pace + seconds / len(answers)) / 2
        worker.answered += len(answers)
        for outcome in answers:
            self._settle(worker.current.popleft(), outcome, len(message) // len(answers))
        if not worker.current:
            worker.current, worker.following = worker.following, deque()

    def _settle(self, task: _Task, outcome: _T | FraudnewsError, size: int = 0) -> None:
        """One post is done; its outcome took about ``size`` bytes on the way."""
        self.waiting[task.index] = task.source, outcome, task.held + size
        self.bytes_ahead += size

    def _replace(self, worker: _Worker) -> None:
        """Blame the one post that a dead worker was at, and have the rest of its posts done by another."""
        suspect = worker.suspect
        error = self._cause(_bury(worker))
        is_certain = not isinstance(error, CrashError)
        if isinstance(error, TimeLimitError):  # the alarm runs on while a worker is stopped
            is_certain = time.monotonic() - self.stopped > self.limits.timeout
        self.workers.remove(worker)
        if suspect is not None:
            suspect.deaths += 1
            if suspect.deaths == _DEATHS or is_certain:
                worker.current.remove(suspect)
                self._settle(suspect, error)
        self.chunks.extendleft(chunk for chunk in (worker.following, worker.current) if chunk)

    def _cause(self, code: int) -> FraudnewsError:
        """Why a process ended, by its exit code, which is minus the signal that ended it."""
        if code == NO_MEMORY:
            return MemoryLimitError.reached()
        if -code == getattr(signal, "SIGALRM", None):
            return TimeLimitError.after(self.limits.timeout)
        how = f"signal {-code}, {str(signal.strsignal(-code)).lower()}" if code < 0 else f"exit code {code}"
        remedy = "try it alone with more --max-memory; if that does not help, please report it, with this post"
        return CrashError(f"{_DEATHS} workers died on this post ({how})", remedy)

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        marks = mmap.mmap(-1, mmap.PAGESIZE) if self.forks else None
        others = [worker.connection for worker in self.workers] + [ours] if self.forks else []
        process = self.process(target=work, args=(theirs, marks, self.convert, self.limits, others), daemon=True)
        # A signal that came before the child has its own handlers would end it by way of ours.
        with signals_blocked():
            process.start()
        theirs.close()
        return _Worker(process, ours, marks)


def _cannot_start(error: OSError, before: int) -> CrashError:
    fewer = f"give --jobs {max(before // 2, 1)}, or " if before else ""
    return CrashError(f"worker {before + 1} did not start: {reason(error)}", f"{fewer}raise the limit (see ulimit -a)")


def _let_children_wait() -> None:
    """Have the system keep how a process ended: of whoever ignores SIGCHLD, as our parent may have, it does not."""
    if not hasattr(signal, "SIGCHLD") or threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _load(worker: _Worker) -> int:
    return len(worker.current)


def _bury(worker: _Worker) -> int:
    """Free what a worker had, and return its exit code, or minus the signal that ended it."""
    worker.connection.close()
    worker.process.join(_GRACE_SECONDS)
    worker.process.kill()
    worker.process.join()
    code = worker.process.exitcode or 0
    worker.process.close()
    if worker.marks is not None:
        worker.marks.close()
    return code
