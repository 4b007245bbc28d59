"""A folder of outputs that follows a folder of posts: only what changed is done, and any moment may be the last.

Before anything is written, the ledger says durably what is about to be. Each output is written whole or not at all;
the ledger follows in steps. After a run that died, what it claimed or wrote is looked at byte by byte.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import sha256
from stat import S_ISREG
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from fraudnews.errors import FraudnewsError, LedgerError, OutputError, UsageError, reason
from fraudnews.ledger import (
    LEDGER_NAME,
    DamagedError,
    Entry,
    Ledger,
    Reason,
    State,
    Task,
    key_of,
    relative_of,
    set_aside,
)
from fraudnews.lock import Lock, hold_lock
from fraudnews.model import Limits, Options, Result
from fraudnews.plan import Counts, Planner, Recipe, content_digest
from fraudnews.report import Report
from fraudnews.settings import settings_digest
from fraudnews.sources import Source, check_output_folder, find_runs

if TYPE_CHECKING:
    from fraudnews.failures import Quarantine
    from fraudnews.sinks.tree import TreeSink

#: Posts after which the ledger is made durable: what a killed run has to look at again at most.
_STEP = 1000
#: What is wrong with the post itself. It will be so again, so the post waits until it, or the recipe, changes.
_LASTING = frozenset(("binary", "empty", "encoding", "record", "too-large"))


class Job(NamedTuple):
    """One sync: which posts of the folder ``source`` in the format ``to`` into ``folder``.

    ``delete`` removes outputs whose posts are gone; ``overwrite`` replaces files that no sync wrote; ``wait`` is how
    long another sync is waited for, in seconds.
    """

    source: str
    folder: str
    to: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    delete: bool = False
    overwrite: bool = False
    wait: float = 0.0


class Summary:
    """What a sync did, or on a trial would do, in posts.

    ``posts`` are in the source now. Those from ``new`` to ``altered`` were converted or moved, for that reason:
    ``outdated`` is made by other rules, options or another version, ``missing`` an output that is not there,
    ``altered`` one that somebody else changed. ``gone`` posts have vanished since the last run; ``orphans`` are all
    outputs that still stand without a post. ``failing`` have failed before and not changed since. ``written`` and
    ``kept`` say how many outputs were written, and how many were there already, byte for byte.
    """

    def __init__(self, counts: Counts) -> None:
        self.posts = counts.found
        self.new = self.changed = self.outdated = self.renamed = self.missing = self.altered = 0
        self.unchanged = counts.unchanged
        self.gone = self.orphans = self.deleted = self.failed = 0
        self.failing = counts.failing
        self.written = self.kept = 0

    def counts(self) -> dict[str, int]:
        """Every count by its name."""
        return dict(vars(self))

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not any((*self.reasons().values(), self.gone, self.deleted, self.failed))

    def reasons(self) -> dict[str, int]:
        """Posts that were converted or moved, by the reason."""
        return {why.value: getattr(self, why) for why in Reason}


class Change(NamedTuple):
    """One thing that a sync would do: ``what`` as in :class:`Summary`, and the post's path below the source."""

    what: str
    path: str
    origin: str | None = None


class SyncReport(Report):
    """A report that hands on what failed, so that the ledger knows."""

    on_failure: Callable[[str, FraudnewsError], None] | None = None

    def fail(self, name: str, error: FraudnewsError) -> None:
        """A post failed: one line, and the others go on."""
        super().fail(name, error)
        if self.on_failure is not None:
            self.on_failure(name, error)


class Means(NamedTuple):
    """How posts are converted: what they may take of the machine, and what else becomes of those that fail.

    ``watch`` gets the number of posts to convert, and is entered while that is done.
    """

    limits: Limits = Limits()
    quarantine: Quarantine | None = None
    watch: Callable[[int], contextlib.AbstractContextManager[object]] = contextlib.nullcontext


def sync(
    job: Job,
    options: Options,
    report: SyncReport,
    tell: Callable[[Change], None] | None = None,
    means: Means = Means(),  # noqa: B008  # it is frozen
) -> Summary:
    """Make the output folder follow the source folder, and return what was done.

    With ``tell``, nothing is done: it gets each change that would be made, in the order of the paths. The first
    failure ends the run where ``means`` say so; the next run does the rest. Raises RuleError and UsageError before
    anything is written, BusyError if another sync is at work, LedgerError and OutputError where the run cannot go on;
    the next run does the rest then, too.
    """
    if not os.path.isdir(job.source):
        raise UsageError(f"{job.source}: no such folder", "name the folder that holds the posts")
    skip = check_output_folder((job.source,), job.folder)
    recipe = _recipe(job, options)
    if not os.path.exists(os.path.join(job.folder, LEDGER_NAME)):
        _check_rules(options)
    if tell is None:
        try:
            os.makedirs(job.folder, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{job.folder}: {reason(error)}", "check the path") from None
    with hold_lock(job.folder, job.wait, create=tell is None) as lock:
        ledger, ours = _open_ledger(job, lock, report, trial=tell is not None)
        with contextlib.closing(ledger):
            if not ledger.knows(recipe.number):  # else a run has read these rules; it takes 25 ms
                _check_rules(options)
            planner = Planner(ledger, job.folder, recipe, ours=ours)
            planner.compare(job.source, find_runs(job.source, job.include, job.exclude, skip), report)
            planner.claim(job.source)
            summary = Summary(planner.counts)
            _refuse_to_delete_all(job, ledger, planner.counts)
            for why, count in ledger.tasks_by_reason().items():
                setattr(summary, why, count)
            summary.orphans = sum(entry.state == State.WRITTEN for entry in ledger.gone())
            if tell is not None:
                _tell_all(job, ledger, summary, tell)
            else:
                moves = _place(job, options) is None
                if not (report.failed and means.limits.fail_fast):
                    _carry_out(Mirror(job, planner, summary, report, moves=moves), options, lock, means)
                for why, count in ledger.tasks_by_reason().items():  # not done
                    setattr(summary, why, getattr(summary, why) - count)
            summary.failed = report.failed
            return summary


def _check_rules(options: Options) -> None:
    from fraudnews.ruleset import check_rules

    check_rules(options)


def _open_ledger(job: Job, lock: Lock, report: Report, *, trial: bool) -> tuple[Ledger, bool]:
    """The ledger, and whether files under the names of outputs are known to be ours without it."""
    path = os.path.join(job.folder, LEDGER_NAME)
    damaged = False
    try:
        ledger = Ledger(path, job.to, trial=trial)
    except DamagedError as error:
        damaged = True
        place = "" if trial else f", and set aside as {os.path.basename(set_aside(path))}"
        report.say(f"{error.problem}{place}: it is rebuilt from the files; outputs of posts that are gone stay")
        ledger = Ledger(None if trial else path, job.to)
    if ledger.is_new and lock.marked and not damaged:
        report.say(f"{path}: lost: it is rebuilt from the files; outputs of posts that are gone stay")
    if ledger.format != job.to:
        ledger.close()
        raise UsageError(f"{job.folder} holds {ledger.format}", f"name another folder for {job.to}")
    return ledger, job.overwrite or damaged or (ledger.is_new and lock.marked)


def _recipe(job: Job, options: Options) -> Recipe:
    """All that an output depends on besides its input."""
    digest = settings_digest(job.to, options, _place(job, options))
    return Recipe(int(digest[:14], 16) | 1, job.to, options.max_size)


def _place(job: Job, options: Options) -> str | None:
    """The source's path if records name it, so that they depend on it."""
    named = job.to == "jsonl" and (not options.fields or "path" in options.fields)
    return os.path.join(job.source, "") if named else None


def _refuse_to_delete_all(job: Job, ledger: Ledger, counts: Counts) -> None:
    if job.delete and not counts.found and not counts.unread and not ledger.is_empty():
        raise UsageError(
            f"{job.source} holds no post, and --delete would remove every output",
            "check that it is there; if it is meant, remove the output folder",
        )


def _tell_all(job: Job, ledger: Ledger, summary: Summary, tell: Callable[[Change], None]) -> None:
    for task in ledger.tasks():
        tell(Change(task.reason, relative_of(task.key), None if task.origin is None else relative_of(task.origin)))
    for entry in ledger.gone():
        tell(Change("deleted" if job.delete else "gone", relative_of(entry.key)))
        if job.delete:
            summary.deleted += 1
            summary.orphans -= 1
        else:
            summary.gone += not entry.listed


def _carry_out(mirror: Mirror, options: Options, lock: Lock, means: Means) -> None:
    ledger = mirror.ledger
    if not mirror.was_settled or (ledger.is_new and mirror.ours):
        _sweep(mirror.job.folder)
    works = not mirror.was_settled or bool(ledger.tasks_by_reason()) or mirror.must_clear()
    if works:
        ledger.start_run()
    ledger.commit()
    lock.mark()
    if not works:
        return
    try:
        mirror.move()
        _convert(mirror, options, means)
        if not ledger.tasks_by_reason():
            mirror.clear()
            ledger.commit()
            _flush(mirror.job.folder)
            ledger.settle()
    finally:
        with contextlib.suppress(LedgerError):  # then what stopped us is the news
            ledger.commit()


def _convert(mirror: Mirror, options: Options, means: Means) -> None:
    count = sum(mirror.ledger.tasks_by_reason().values())
    if not count:
        return
    from fraudnews.batch import run_batch

    report = mirror.report
    report.on_failure = mirror.fail
    try:
        with mirror, means.watch(count):
            run_batch(mirror.sources(), mirror, mirror.job.to, options, report, means.limits, means.quarantine)
    finally:
        report.on_failure = None


class Mirror:
    """The sink of a sync: outputs in the folder, and what became of each in the ledger."""

    def __init__(self, job: Job, planner: Planner, summary: Summary, report: SyncReport, *, moves: bool) -> None:
        self.job = job
        self.ledger = planner.ledger
        self.folder = planner.folder
        self.recipe = planner.recipe
        self.ours = planner.ours
        self.summary = summary
        self.report = report
        self.moves = moves
        self.was_settled = self.ledger.unsettled is None
        self.real = os.path.realpath(self.folder)
        self.known_inside = b""
        self.prefix = os.path.join(job.source, "")
        self.steps = 0

    @cached_property
    def tree(self) -> TreeSink:
        """What writes the outputs, loaded where there are any to write."""
        from pathlib import Path

        from fraudnews.sinks.tree import TreeSink

        return TreeSink(Path(self.job.folder), self.job.to, overwrite=True, distinct=True)

    @property
    def goes_on(self) -> bool:
        """Whether one output that fails does not keep the others from the disk."""
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
            is_altered = self._check_ours(entry, path)
            self.tree.write(source, result)
            self.summary.written += 1
            if is_altered:
                self.report.say(f"{os.fsdecode(path)}: changed by somebody else: written anew")
        else:
            self.summary.kept += 1
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
        origin = None if task.origin is None else self.ledger.entry(task.origin)
        if origin is not None:
            self._remove(origin)
        self._done(key)
        return is_new

    def fail(self, name: str, error: FraudnewsError) -> None:
        """Remember what is wrong with a post. The output of its last good version, if any, stays."""
        key = key_of(name.removeprefix(self.prefix))
        if not name.startswith(self.prefix) or self.ledger.task(key) is None:  # an output that cannot be removed
            return
        task, entry = self._planned(key)
        stamp = task.stamp if error.code in _LASTING else None
        setattr(self.summary, task.reason, getattr(self.summary, task.reason) - 1)
        state = State.WRITTEN if entry.state == State.WRITTEN else State.NONE
        failed = entry._replace(state=state, digest=None, recipe=self.recipe, error=error.code, listed=0)
        self.ledger.put(failed.stamped(stamp))
        self._done(key)

    def move(self) -> None:
        """Give outputs of renamed posts their new names, where nothing else in them changes."""
        for task in self.ledger.tasks(Reason.RENAMED) if self.moves else ():
            old, (_, new) = self.ledger.entry(task.origin or b""), self._planned(task.key)
            if old is not None and old.error is None and old.recipe == self.recipe and self._move(old, new):
                self.ledger.drop(old.key)
                moved = old._replace(key=new.key, output=new.output, claim=new.claim, listed=0, mtime=task.mtime)
                self.ledger.put(moved.stamped(task.stamp))
                self._done(task.key)

    def must_clear(self) -> bool:
        """Whether :meth:`clear` has anything to do."""
        return any(self.job.delete or not entry.listed for entry in self.ledger.gone())

    def clear(self) -> None:
        """Remove outputs whose posts are gone; or say, once, that they are still there."""
        for entry in self.ledger.gone():
            path = os.fsdecode(self.folder + entry.output)
            if self.job.delete or entry.state != State.WRITTEN:
                self.summary.deleted += self._remove(entry)
                self.summary.orphans -= entry.state == State.WRITTEN and self.ledger.entry(entry.key) is None
                continue
            if not entry.listed:
                self.summary.gone += 1
                self.ledger.put(entry._replace(listed=1))
                if self.report.verbosity >= 0:
                    self.report.say(f"{path}: its post is gone: give --delete to remove it")

    def __enter__(self) -> Self:
        self.tree.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.tree.__exit__(kind, error, trace)

    def _planned(self, key: bytes) -> tuple[Task, Entry]:
        task, entry = self.ledger.task(key), self.ledger.entry(key)
        if task is None or entry is None:
            raise ValueError(f"nothing is planned for {relative_of(key)!r}")
        return task, entry

    def _done(self, key: bytes) -> None:
        self.ledger.unplan(key)
        self.steps += 1
        if self.steps % _STEP == 0:
            self.ledger.commit()

    def _check_ours(self, entry: Entry, path: bytes) -> bool:
        """Whether somebody changed the file since a sync wrote it. Raises OutputError for one that no sync wrote."""
        if not os.path.lexists(path):
            return False
        if entry.state == State.NONE and not self.job.overwrite:
            raise OutputError(f"{os.fsdecode(path)} exists, and no sync wrote it", "move it away, or give --overwrite")
        return entry.state == State.WRITTEN and self.was_settled and content_digest(path) != entry.out_digest

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
                problem = OutputError(reason(error), "check permissions")
                self.report.fail(os.fsdecode(path), problem)
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


def _is_regular(path: bytes, size: int | None = None) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return S_ISREG(status.st_mode) and size in (None, status.st_size)


def _sweep(folder: str) -> None:
    """Remove the unfinished files of runs that died, here or on a machine before its last start: we hold the lock."""
    from fraudnews.sinks.temporary import is_temporary, is_writing

    for place, _, names in os.walk(folder):
        for name in names:
            if is_temporary(name) and not is_writing(name):  # a conversion into this folder holds no lock
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(place, name))


def _flush(folder: str) -> None:
    """Wait until all that was written to the folder's file system has reached the disk."""
    import ctypes

    try:
        flush = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError):  # only Linux has it
        os.sync()
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        if flush(file):
            number = ctypes.get_errno()
            problem = reason(OSError(number, os.strerror(number)))
            raise OutputError(f"{folder}: {problem}", "check the disk, then run it again")
    finally:
        os.close(file)
