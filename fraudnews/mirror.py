"""The output folder of a sync: each output is written, moved or removed, and that is recorded in the ledger.

A file is replaced or removed only if it is ours: the ledger says that we wrote it, or a run that died began it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from stat import S_ISREG
from typing import TYPE_CHECKING, Self

from fraudnews.errors import FraudnewsError, OutputError, reason
from fraudnews.ledger import LASTING, Entry, Reason, State, Task, key_of, relative_of
from fraudnews.model import Result
from fraudnews.plan import Done, Planner, content_digest, stamp_of
from fraudnews.report import Report
from fraudnews.sources import Source

if TYPE_CHECKING:
    from fraudnews.sinks.tree import TreeSink

#: Posts and seconds after which the ledger is committed: the most that must be done again after a crash.
_STEP, _SECONDS = 1000, 2
#: Outputs without a post that are listed in one run, as nobody reads more in a mail of cron.
_MOST_LISTED = 100


class Mirror:
    """The sink of a sync: outputs in the folder, and what became of each in the ledger.

    What it does is counted in ``done``. ``moves``: the output of a renamed post is renamed, as nothing in it depends on
    the name.
    """

    def __init__(self, planner: Planner, done: Done, report: Report, *, moves: bool) -> None:
        self.planner = planner
        self.job = planner.job
        self.ledger = planner.ledger
        self.folder = planner.folder
        self.recipe = planner.recipe
        self.done = done
        self.report = report
        self.moves = moves
        self.was_settled = self.ledger.unsettled is None
        self.real = os.path.realpath(self.folder)
        self.known_inside = b""
        self.prefix = os.path.join(self.job.source, "")
        self.stuck: set[bytes] = set()  # outputs that should go and cannot be removed
        self.steps = 0
        self.committed = time.monotonic()

    @cached_property
    def tree(self) -> TreeSink:
        """What writes the outputs, loaded when there are any to write."""
        from pathlib import Path

        from fraudnews.sinks.tree import TreeSink

        return TreeSink(Path(self.job.folder), self.job.to, overwrite=True, distinct=True)

    @property
    def goes_on(self) -> bool:
        """Whether other outputs can be written after one that failed."""
        return self.tree.goes_on

    def sources(self) -> Iterator[Source]:
        """The posts to convert."""
        for task in self.ledger.tasks():
            relative = relative_of(task.key)
            yield Source(os.path.join(self.job.source, relative), relative)

    def write(self, source: Source, result: Result) -> bool:
        """Write one output unless it is there already. Raises OutputError; LedgerError ends the run."""
        key = key_of(source.relative)
        task, entry = self._planned(key)
        path = self.folder + entry.output
        digest = sha256(result.output).digest()
        is_new = not self._holds(path, len(result.output), digest)
        if is_new:
            try:
                self._write(entry, source, result)
            except OutputError:
                if not self._makes_way(task, entry):
                    raise
                self._write(entry, source, result)
        else:
            self.done.kept += 1
        try:
            status = os.lstat(path)
        except OSError as error:
            raise OutputError(f"{os.fsdecode(path)}: {reason(error)}", "run it again") from None
        size, mtime = result.stamp or (None, None)
        written = entry._replace(
            state=State.WRITTEN, size=size, mtime=mtime, digest=bytes.fromhex(result.id), out_size=status.st_size,
            out_mtime=status.st_mtime_ns, out_digest=digest, recipe=self.recipe, run=self.ledger.run, error=None,
            listed=0,
        )  # fmt: skip
        as_planned = task.stamp is not None and task.stamp[:2] == result.stamp
        self.ledger.put(written.stamped(task.stamp if as_planned else None))
        if (origin := self._origin(task)) is not None:
            self._remove(self._adopted(origin))
        self._done(key)
        return is_new

    def fail(self, name: str, error: FraudnewsError) -> None:
        """Record the error of a post. The output of its last good version, if any, stays."""
        key = key_of(name.removeprefix(self.prefix))
        if not name.startswith(self.prefix) or self.ledger.task(key) is None:  # an output that cannot be removed
            return
        task, entry = self._planned(key)
        stamp = task.stamp if error.code in LASTING else None
        digest = None if stamp is None else self.planner.input_digest(name)
        if stamp != stamp_of(name):  # it may hold something else by now
            digest = None
        self.done.failed[task.reason] += 1
        state = State.WRITTEN if entry.stands else State.NONE
        failed = entry._replace(state=state, digest=digest, recipe=self.recipe, error=error.code, listed=0)
        self.ledger.put(failed.stamped(stamp))
        self._done(key)

    def move(self) -> None:
        """Give outputs of renamed posts their new names, where nothing else in them changes."""
        for task in self.ledger.tasks(Reason.RENAMED) if self.moves else ():
            old, (_, new) = self._origin(task), self._planned(task.key)
            if old is not None and old.error is None and old.recipe == self.recipe and self._move(old, new):
                self.ledger.drop(old.key)
                moved = old._replace(key=new.key, output=new.output, claim=new.claim, listed=0, mtime=task.mtime)
                self.ledger.put(moved.stamped(task.stamp))
                self._done(task.key)

    def clear(self) -> None:
        """Remove outputs whose posts are gone; or say, once, that they are still there."""
        for entry in map(self._adopted, self.ledger.gone()):
            path = os.fsdecode(self.folder + entry.output)
            if self.job.delete or entry.state != State.WRITTEN:
                self._clear(entry)
            elif not entry.listed:
                self.done.gone += 1
                self.ledger.put(entry._replace(listed=1))
                if self.report.verbosity >= 0 and self.done.gone <= _MOST_LISTED:
                    self.report.say(f"{path}: its post is gone: give --delete to remove it")
        if self.report.verbosity >= 0 and self.done.gone > _MOST_LISTED:
            more = self.done.gone - _MOST_LISTED
            self.report.say(f"the posts of {more:,} more outputs are gone: --dry-run lists all of them")

    def __enter__(self) -> Self:
        self.tree.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self.tree.__exit__(kind, *rest)

    def _planned(self, key: bytes) -> tuple[Task, Entry]:
        task, entry = self.ledger.task(key), self.ledger.entry(key)
        if task is None or entry is None:
            raise ValueError(f"nothing is planned for {relative_of(key)!r}")
        return task, entry

    def _origin(self, task: Task) -> Entry | None:
        """What is known of the post under the name that it had before."""
        return None if task.origin is None else self.ledger.entry(task.origin)

    def _done(self, key: bytes) -> None:
        self.ledger.unplan(key)
        self.steps += 1
        if self.steps % _STEP == 0 or time.monotonic() - self.committed > _SECONDS:
            self.ledger.commit()
            self.committed = time.monotonic()

    def _write(self, entry: Entry, source: Source, result: Result) -> None:
        """Write an output, and say so if it replaces one that somebody changed."""
        path = self.folder + entry.output
        is_altered = self._check_ours(entry, path)
        self.tree.write(source, result)
        self.done.written += 1
        if is_altered:
            self.report.say(f"{os.fsdecode(path)}: changed by somebody else: written anew")

    def _clear(self, entry: Entry) -> None:
        """Remove the output of a post that is gone."""
        self.done.deleted += self._remove(entry)

    def _makes_way(self, task: Task, entry: Entry) -> bool:
        """Whether an output that would go anyway was in the way, as ``a.md`` is for ``a.md/b.md``, and is gone now."""
        path = self.folder + entry.output
        if os.path.isdir(os.path.dirname(path)) and not os.path.isdir(path):
            return False
        origin = self._origin(task)
        was_moved = origin is not None and _is_in_the_way(origin, entry) and self._remove(self._adopted(origin))
        before = self.done.deleted
        for gone in self.ledger.gone_around(entry.output, entry.claim) if self.job.delete else ():
            self._clear(self._adopted(gone))
        return was_moved or self.done.deleted > before

    def _check_ours(self, entry: Entry, path: bytes) -> bool:
        """Whether somebody changed the file since a sync wrote it. Raises OutputError for one that no sync wrote."""
        if not os.path.lexists(path):
            return False
        if entry.state == State.NONE and not self.job.overwrite:
            raise OutputError(f"{os.fsdecode(path)} exists, and no sync wrote it", "move it away, or give --overwrite")
        return entry.stands and self.was_settled and content_digest(path) != entry.out_digest

    def _adopted(self, entry: Entry) -> Entry:
        """The entry of a post that is gone; a file by which a dead run may have replaced its output counts as that."""
        if entry.state != State.DOUBTFUL:
            return entry
        path = self.folder + entry.output
        written = entry._replace(state=State.WRITTEN)
        if not _is_regular(path) or not self._is_inside(path):
            return written
        status = os.lstat(path)
        return written._replace(out_size=status.st_size, out_mtime=status.st_mtime_ns, out_digest=content_digest(path))

    def _move(self, old: Entry, new: Entry) -> bool:
        source, target = self.folder + old.output, self.folder + new.output
        if new.state != State.CLAIMED or os.path.lexists(target) or not self._is_inside(target):
            return False
        if not self._is_ours(old, source):
            return False
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(source, target)
        except OSError:  # converting it will say what is wrong
            return False
        self._remove_folders(os.path.dirname(old.output))
        return True

    def _remove(self, entry: Entry) -> bool:
        """Remove an output if it is as we wrote it, and forget it; whether one was removed."""
        path = self.folder + entry.output
        removed = False
        if self._is_ours(entry, path):
            try:
                os.unlink(path)
            except OSError as error:
                if path not in self.stuck:  # else it was said when it was in the way
                    self.stuck.add(path)
                    self.report.fail(os.fsdecode(path), OutputError(reason(error), "check permissions"))
                return False
            removed = True
            self._remove_folders(os.path.dirname(entry.output))
        elif entry.state == State.WRITTEN and os.path.lexists(path):
            self.report.say(f"{os.fsdecode(path)}: its post is gone, but somebody else changed it: left as it is")
        self.ledger.drop(entry.key)
        return removed

    def _remove_folders(self, name: bytes) -> None:
        """Remove folders that a sync made and that are empty now."""
        while name and self.ledger.has_folder(name):
            try:
                os.rmdir(self.folder + name)
            except OSError:  # something is in it
                return
            self.ledger.drop_folder(name)
            name = os.path.dirname(name)

    def _is_ours(self, entry: Entry, path: bytes) -> bool:
        """Whether the file is as the ledger says that we wrote it, or stands where a dead run had begun to write."""
        if entry.state == State.CLAIMED:
            return self._is_inside(path) and _is_regular(path)
        return entry.state == State.WRITTEN and self._holds(path, entry.out_size, entry.out_digest)

    def _holds(self, path: bytes, size: int | None, digest: bytes | None) -> bool:
        """Whether the output is this file, of this size and SHA-256."""
        return _is_regular(path, size) and self._is_inside(path) and content_digest(path) == digest

    def _is_inside(self, path: bytes) -> bool:
        """Whether no link leads out of the output folder on the way to ``path``."""
        parent = os.path.dirname(path)
        if parent != self.known_inside:
            if os.path.commonpath((os.path.realpath(parent), self.real)) != self.real:
                return False
            self.known_inside = parent
        return True


def _is_in_the_way(old: Entry, new: Entry) -> bool:
    """Whether one output would have to lie in the other."""
    return new.output.startswith(old.output + b"/") or old.output.startswith(new.output + b"/")


def _is_regular(path: bytes, size: int | None = None) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return S_ISREG(status.st_mode) and size in (None, status.st_size)
