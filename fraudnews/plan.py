"""What a sync has to do: the posts are compared with the ledger, which holds the plan. No output is written."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from stat import S_ISREG
from typing import NamedTuple

from fraudnews.errors import FraudnewsError, UsageError
from fraudnews.ledger import LASTING, Entry, Known, Ledger, Reason, Stamp, State, Task, key_of, relative_of
from fraudnews.report import Report
from fraudnews.sources import (
    OUTPUT_ENDINGS,
    Reading,
    Siblings,
    Source,
    Trouble,
    folds_names,
    output_name,
    read_source,
    utf8_name,
)
from fraudnews.sources.outputs import folded

#: Nanoseconds within which two changes may have the same time stamp: two seconds on FAT, less elsewhere.
_TICK = 2_000_000_000


class Job(NamedTuple):
    """One sync: the posts of the folder ``source``, as ``reading`` says, in the format ``to`` into ``folder``.

    ``delete`` removes outputs whose posts are gone; ``overwrite`` replaces files that no sync wrote; ``wait`` is how
    long another sync is waited for, in seconds.
    """

    source: str
    folder: str
    to: str
    reading: Reading = Reading()
    delete: bool = False
    overwrite: bool = False
    wait: float = 0.0


class Summary(NamedTuple):
    """What a sync did, or in a dry run would do, in numbers of posts.

    ``posts`` are in the source now. ``by_reason`` are those that were converted or moved, for each :class:`Reason`:
    ``outdated`` is made by other rules, options or another version, ``missing`` an output that is not there,
    ``altered`` one that somebody else changed, ``retried`` a post that hung, or could not be read or written. ``gone``
    posts have vanished since the last run; ``orphans`` are all outputs that still stand without a post. ``failing``
    have failed before and not changed since. ``written`` and ``kept`` say how many outputs were written, and how many
    were there already, byte for byte.
    """

    posts: int
    by_reason: dict[str, int]
    unchanged: int
    gone: int
    orphans: int
    deleted: int
    failed: int
    failing: int
    written: int
    kept: int

    def counts(self) -> dict[str, int]:
        """All counts by name or reason."""
        others = {name: count for name, count in self._asdict().items() if name not in {"posts", "by_reason"}}
        return {"posts": self.posts, **self.by_reason, **others}

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to report."""
        return not any((*self.by_reason.values(), self.gone, self.deleted, self.failed))


class Done:
    """What is done with the outputs, counted as it is; the names are those of :class:`Summary`, but for failures.

    ``failed`` are posts that were planned and failed, for each reason.
    """

    def __init__(self) -> None:
        self.written = self.kept = self.gone = self.deleted = 0
        self.failed = {why.value: 0 for why in Reason}


class Planner:
    """Compares posts with the ledger, and plans in it what must be done; the caller commits.

    ``recipe`` stands for all that an output depends on besides its post, and is not 0. ``ours``: any file in the output
    folder with the name of an output may be replaced. ``posts``, ``unchanged`` and ``failing`` are counted as in
    :class:`Summary`; ``unread`` are known posts in folders that cannot be read now.
    """

    def __init__(self, job: Job, ledger: Ledger, recipe: int, max_size: int, *, ours: bool) -> None:
        self.job = job
        self.ledger = ledger
        self.folder = os.path.join(os.fsencode(job.folder), b"")
        self.ending = OUTPUT_ENDINGS[job.to]
        self.folds = folds_names(job.folder)
        self.recipe = recipe
        self.max_size = max_size
        self.ours = ours
        self.trusted_run = ledger.run if ledger.unsettled is None else ledger.unsettled - 1
        self.settled = time.time_ns() - _TICK
        self.posts = self.unchanged = self.failing = self.unread = 0
        self.closed: bytes | None = None  # the prefix of keys in the last unreadable folder
        self.last = b""
        self._folder_seen = b""

    def compare(self, walk: Iterable[Siblings | Trouble], report: Report) -> None:
        """Merge ``walk``, the sorted walk of the source folder, with the ledger.

        A folder that cannot be read is reported, and its known posts stay as they are.
        """
        start = len(os.path.join(self.job.source, ""))
        rows = self.ledger.known(self.recipe, self.trusted_run)
        row = next(rows, None)
        with _opened(self.folder) as folder:
            for found in walk:
                if isinstance(found, Siblings):
                    row = self._compare_siblings(found, rows, row, folder)
                    continue
                report.fail(found.name, found.error)
                key = key_of(found.name[start:])
                row = self._pass_over(key, rows, row)
                self.closed = key + b"\0" if key else b""
        while row is not None:
            self._lost(row[0])
            row = next(rows, None)

    def _compare_siblings(self, posts: Siblings, rows: Iterator[Known], row: Known | None, folder: int) -> Known | None:
        """Compare posts with ``row`` and those after it, and return the first row after them.

        For most posts this is all, up to a million times a night, so the loop is minimal.
        """
        before, here, stat = key_of(posts.relative), posts.folder, os.stat
        changed = 0
        for name in posts.names:
            key = before + utf8_name(name).encode("utf-8", "surrogatepass")
            if row is None or row[0] != key:
                row = self._pass_over(key, rows, row)
                if row is None or row[0] != key:
                    self.ledger.plan(Task(key, Reason.NEW, *self._task_stamp(stamp_of(here + name))))
                    changed += 1
                    continue
            _, output, size, mtime, ctime, out_size, out_mtime, is_sound = row
            row = next(rows, None)
            try:
                read, written = stat(here + name), stat(output, dir_fd=folder, follow_symlinks=False)
            except OSError:
                pass  # found out below
            else:
                if (
                    read.st_mtime_ns == mtime
                    and read.st_ctime_ns == ctime
                    and read.st_size == size
                    and written.st_mtime_ns == out_mtime
                    and written.st_size == out_size
                    and is_sound
                ):
                    continue
            changed += 1
            self._look_closely(here + name, key)
        self.posts += len(posts.names)
        self.unchanged += len(posts.names) - changed
        return row

    def _pass_over(self, key: bytes, rows: Iterator[Known], row: Known | None) -> Known | None:
        """The first row from ``key`` on; the posts of rows before it are gone."""
        if key < self.last:
            raise ValueError(f"{relative_of(key)}: the walk is not sorted")
        self.last = key
        while row is not None and row[0] < key:
            self._lost(row[0])
            row = next(rows, None)
        return row

    def claim(self) -> None:
        """Reserve the output names of new posts, and find renamed posts.

        Raises UsageError if two posts would get one name.
        """
        source = self.job.source
        for task in self.ledger.tasks(Reason.NEW):
            relative = relative_of(task.key)
            name = output_name(relative, self.ending)
            output = os.fsencode(name)
            claim = os.fsencode(folded(name)) if self.folds else output
            own = None if claim == output else claim
            holder = self.ledger.holder(claim)
            if holder is None:
                self._reserve(task.key, output, own)
            elif self.ledger.reclaim(holder.key):  # a.html is gone, a.md is new: the output is the same
                self.ledger.drop(holder.key)
                taken = holder._replace(key=task.key, output=output, claim=own, digest=None, recipe=0, listed=0)
                self.ledger.put(taken.stamped(None))
            elif holder.key != task.key:  # else an interrupted run has claimed it already
                one, other = sorted((relative_of(holder.key), relative))
                raise UsageError(
                    f"{os.path.join(source, one)} and {os.path.join(source, other)} would both become {name}",
                    "rename one, or exclude it",
                )
            self._find_origin(task, os.path.join(source, relative))

    def _reserve(self, key: bytes, output: bytes, claim: bytes | None) -> None:
        free = self.ours or not os.path.lexists(self.folder + output)
        self._remember_folders(os.path.dirname(output))
        self.ledger.put(Entry(key, output, claim, State.CLAIMED if free else State.NONE))

    def _find_origin(self, task: Task, path: str) -> None:
        if task.size is not None and self.ledger.is_size_gone(task.size):
            digest = self.input_digest(path)
            origin = self.ledger.inherit(task.size, digest, task.key) if digest else None
            if origin is not None:
                self.ledger.plan(task._replace(reason=Reason.RENAMED, origin=origin))

    def _remember_folders(self, name: bytes) -> None:
        """Record the folders that must be created."""
        if name == self._folder_seen:
            return
        self._folder_seen = name
        while name and (self.ours or not os.path.isdir(self.folder + name)):
            self.ledger.add_folder(name)
            name = os.path.dirname(name)

    def _lost(self, key: bytes) -> None:
        if self.closed is not None and key.startswith(self.closed):
            self.unread += 1
        else:
            self.ledger.lose(key)

    def _look_closely(self, name: str, key: bytes) -> None:
        """Plan a known post that differs from the ledger, or count it if nothing has to be done."""
        entry = self.ledger.entry(key)
        if entry is None:
            raise ValueError(f"{name} has left the ledger")
        stamp = stamp_of(name)
        trusted = self._trusted(stamp)
        reason = self._reason(name, stamp, entry)
        if reason is not None:
            self.ledger.plan(Task(entry.key, reason, *self._task_stamp(stamp)))
            return
        if entry.error is None:
            self.unchanged += 1
        else:
            self.failing += 1
        if entry.listed or (trusted is not None and (entry.size, entry.mtime, entry.ctime) != stamp):
            now = self.ledger.entry(entry.key) or entry
            self.ledger.put(now._replace(listed=0).stamped(trusted))

    def _reason(self, name: str, stamp: Stamp | None, entry: Entry) -> Reason | None:
        """Why a known post must be converted; None if it need not."""
        if entry.recipe != self.recipe:
            return Reason.OUTDATED if entry.recipe else Reason.NEW
        if entry.error is not None and entry.error not in LASTING:
            return Reason.RETRIED
        if (entry.size, entry.mtime, entry.ctime) != stamp and (
            stamp is None or entry.digest is None or self.input_digest(name) != entry.digest
        ):
            return Reason.CHANGED
        if entry.error is not None:
            return None
        return self._output_reason(entry)

    def _output_reason(self, entry: Entry) -> Reason | None:
        try:
            status = os.lstat(self.folder + entry.output)
        except OSError:
            return Reason.MISSING
        if entry.run <= self.trusted_run and (status.st_size, status.st_mtime_ns) == (entry.out_size, entry.out_mtime):
            return None
        if not S_ISREG(status.st_mode) or content_digest(self.folder + entry.output) != entry.out_digest:
            return Reason.ALTERED
        if status.st_mtime_ns != entry.out_mtime:
            self.ledger.put(entry._replace(out_mtime=status.st_mtime_ns))
        return None

    def _trusted(self, stamp: Stamp | None) -> Stamp | None:
        """The stamp, unless it is so recent that another change could have the same."""
        return stamp if stamp is not None and stamp[2] < self.settled else None

    def _task_stamp(self, stamp: Stamp | None) -> tuple[int | None, int | None, int | None]:
        """Size and times for a task, without change time if another change could have the same stamp."""
        if stamp is None:
            return None, None, None
        return self._trusted(stamp) or (stamp[0], stamp[1], None)

    def input_digest(self, path: str) -> bytes | None:
        """The SHA-256 of a post as it will be converted; None if it cannot be read."""
        try:
            data, _ = read_source(Source(path, path), self.max_size)
        except FraudnewsError:
            return None
        return sha256(data).digest()


@contextlib.contextmanager
def _opened(folder: bytes) -> Iterator[int]:
    """The descriptor of a folder, which makes paths in it short; -1 if it cannot be opened."""
    try:
        number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # in a dry run it may not exist yet
        number = -1
    try:
        yield number
    finally:
        if number >= 0:
            os.close(number)


def stamp_of(name: str) -> Stamp | None:
    """Size and times of a post; None if nobody tells."""
    try:
        status = os.stat(name)
    except OSError:  # reading it will say what is wrong
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def content_digest(path: bytes) -> bytes | None:
    """The SHA-256 of a file; None if it cannot be read."""
    try:
        with open(path, "rb", opener=_open_file) as file:
            return file_digest(file, sha256).digest()
    except OSError:
        return None


def _open_file(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)  # do not wait for a pipe
