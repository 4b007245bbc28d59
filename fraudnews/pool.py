"""A pool of worker processes with limits of time and memory, in which a failing post affects no other.

A worker gets posts in chunks, one or two at a time, and answers in order. Before each post it writes the number of the
post to memory shared with the parent. When a worker dies, the parent thus knows the post that it was converting, starts
another worker and sends it the rest. The work is pure, so what was done but not yet answered is done again.

The kernel enforces the limits. An alarm without a handler ends a worker whose post takes too long, in Python or in C,
even if the parent is busy, stopped or dead; RLIMIT_DATA bounds what a post may allocate.

The library pebble was measured in comparison: one task for each post costs 120 µs there and 13 µs here; chunks cost
23 µs, but a bad post takes its chunk with it; and pebble reads all input before the first result.
"""

from __future__ import annotations

import contextlib
import errno
import math
import mmap
import multiprocessing
import os
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
from fraudnews.signals import how_ended, signals_blocked
from fraudnews.sources import Source, Trouble
from fraudnews.worker import NO_MEMORY, Convert, work

_T = TypeVar("_T")
#: Seconds of processor time that a chunk should take: long compared to the cost of a message (0.1 ms), short for the
#: user. Measured by the clock, chunks would shrink on a busy machine.
_CHUNK_SECONDS = 0.02
#: The most posts in a chunk, and the size in bytes at which it is full.
_CHUNK_POSTS, _CHUNK_BYTES = 64, 250_000
#: Bytes that fit into a pipe while its reader is busy (AF_UNIX sockets have 200 kB on Linux).
_PIPE_BYTES = 32_000
#: Limits for what is being converted or waits for delivery: posts for each worker, and bytes in total.
_AHEAD_POSTS, _AHEAD_BYTES = 256, 32_000_000
#: The number of workers that must die on a post before it is blamed: one or two may have been killed from outside.
_DEATHS = 3
#: Seconds between two calls of ``tick`` while nothing happens.
_TICK_SECONDS = 0.5
#: A gap in seconds between two readings of the clock that shows that all processes were stopped, as by Ctrl-Z.
_STOPPED_SECONDS = 2
#: Seconds that a worker may take to end after its pipe is closed.
_GRACE_SECONDS = 1


@dataclass(slots=True)
class _Task:
    """A post that is not delivered yet: its position in the input, and the number of workers that died on it."""

    index: int
    source: Source
    deaths: int = 0

    @property
    def held(self) -> int:
        """The bytes that are held for the post, if it has been read already."""
        return 0 if self.source.data is None else len(self.source.data)

    @property
    def weight(self) -> int:
        """The approximate number of bytes to send."""
        return len(self.source.name) + len(self.source.relative) + self.held


@dataclass(slots=True)
class _Worker:
    """A process, the chunk that it converts, and the chunk that waits in its pipe.

    ``marks`` is shared memory with the number of posts that it has begun; None if no memory can be shared.
    """

    process: BaseProcess
    connection: Connection
    marks: mmap.mmap | None
    current: deque[_Task] = field(default_factory=deque)
    following: deque[_Task] = field(default_factory=deque)
    answered: int = 0

    @property
    def suspect(self) -> _Task | None:
        """The post that was begun last, once the worker is dead."""
        begun = 0 if self.marks is None else int.from_bytes(self.marks[:8], "little")
        return self.current[max(begun - self.answered - 1, 0)] if self.current else None


def outcomes(
    convert: Convert[_T], sources: Iterable[Source | Trouble], limits: Limits, jobs: int, tick: Callable[[], None]
) -> Iterator[tuple[Source | Trouble, _T | FraudnewsError]]:
    """Each source with its result or error, in the order of the input unless ``limits`` say otherwise.

    Close the iterator to end all workers. ``tick`` is called at least twice a second while waiting for them.
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
    """All workers, and what they convert."""

    def __init__(self, convert: Convert[_T], sources: Iterable[Source | Trouble], limits: Limits, jobs: int) -> None:
        self.convert = convert
        self.sources = iter(sources)
        self.limits = limits
        self.jobs = jobs
        # A forked worker starts in 3 ms with all rules compiled, and shares their memory. That is safe in a process
        # without threads, as our command is; otherwise a fork may copy a lock that another thread holds, and that
        # is never released.
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
        self.woken = self.looked  # when we last let stopped workers go on
        self.stopped = -math.inf  # when we last found that we had been stopped

    @property
    def finished(self) -> bool:
        """Whether every post was delivered."""
        return self.exhausted and self.given == self.taken

    def refill(self) -> None:
        """Send chunks until every worker has enough, or the limits for undelivered posts are reached."""
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
        """The results that can be delivered now."""
        while self.waiting:
            index = self.given if self.limits.ordered else next(iter(self.waiting))
            if index not in self.waiting:
                return
            source, outcome, size = self.waiting.pop(index)
            self.given += 1
            self.bytes_ahead -= size
            yield source, outcome

    def listen(self, tick: Callable[[], None]) -> None:
        """Wait for workers that answer, or die."""
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
        if now - self.woken > _TICK_SECONDS:
            self.woken = now
            self._let_go_on()

    def _let_go_on(self) -> None:
        """Wake workers that somebody stopped: no alarm ends them as long as they are, and the rest waits for them."""
        for worker in self.workers if hasattr(signal, "SIGCONT") else ():
            if worker.process.is_alive():  # and has not left its number to a stranger
                os.kill(worker.process.pid or 0, signal.SIGCONT)

    def dismiss(self) -> None:
        """Kill all workers: nothing that they do needs to be finished."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            _bury(worker)
        self.workers.clear()

    def _free_worker(self) -> _Worker | None:
        """An idle worker, else a new one if more are allowed, else one with a single chunk."""
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
        return min(
            (worker for worker in self.workers if not worker.following),
            key=lambda worker: len(worker.current),
            default=None,
        )

    def _take_chunk(self) -> bool:
        """Take posts for about 20 ms of work from the sources; False if there are none, or the limits are reached."""
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
        """Record the outcome of a post, which takes about ``size`` bytes."""
        self.waiting[task.index] = task.source, outcome, task.held + size
        self.bytes_ahead += size

    def _replace(self, worker: _Worker) -> None:
        """Blame the post that a dead worker was converting, and give its other posts to another worker."""
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
        if -code == getattr(signal, "SIGKILL", None):  # as the kernel ends what it has no memory for
            remedy = "the system may be short of memory: try it alone, or all with fewer --jobs"
        else:
            remedy = "try it alone with more --max-memory"
        remedy += "; if that does not help, please report it, with this post"
        return CrashError(f"{_DEATHS} workers died on this post ({how_ended(code)})", remedy)

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
    """Restore the default for SIGCHLD: if our parent ignored it, the system would not keep exit codes."""
    if not hasattr(signal, "SIGCHLD") or threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _bury(worker: _Worker) -> int:
    """Release the resources of a worker, and return its exit code, or minus the signal that ended it."""
    worker.connection.close()
    worker.process.join(_GRACE_SECONDS)
    worker.process.kill()
    worker.process.join()
    code = worker.process.exitcode or 0
    worker.process.close()
    if worker.marks is not None:
        worker.marks.close()
    return code
