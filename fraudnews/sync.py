"""Keeps a folder of outputs up to date with a folder of posts: only changes are converted, and a crash does no harm.

Before anything is written, the ledger durably records what will be. Each output is written completely or not at all,
and the ledger is updated in steps. After a run that died, what it claimed or wrote is compared byte by byte.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.errors import LedgerError, OutputError, UsageError, reason
from fraudnews.ledger import LEDGER_NAME, DamagedError, Ledger, Reason, key_of, relative_of, set_aside
from fraudnews.lock import Lock, hold_lock
from fraudnews.model import Limits, Options
from fraudnews.mounts import mounts_of
from fraudnews.plan import Done, Job, Planner, Summary
from fraudnews.report import Report, json_path
from fraudnews.settings import settings_digest
from fraudnews.sources import check_output_folder, find_siblings

if TYPE_CHECKING:
    from fraudnews.mirror import Mirror


class Change(NamedTuple):
    """One thing that a sync would do: ``what`` as in :class:`Summary`, and the post's path below the source."""

    what: str
    path: str
    origin: str | None = None


class Means(NamedTuple):
    """How posts are converted: with which resources, and what is done with those that fail.

    ``watch`` gets the number of posts to convert, and gives a context for the conversion.
    """

    limits: Limits = Limits()
    quarantine: str | None = None
    watch: Callable[[int], contextlib.AbstractContextManager[object]] = contextlib.nullcontext


def sync(
    job: Job,
    options: Options,
    report: Report,
    tell: Callable[[Change], None] | None = None,
    means: Means = Means(),  # noqa: B008  # it is immutable
) -> Summary:
    """Make the output folder follow the source folder, and return what was done.

    With ``tell``, nothing is done: it is called with each change that would be made, in order of the paths. The first
    failure ends the run if ``means`` say so. Raises RuleError and UsageError before anything is written, BusyError if
    another sync is running, LedgerError and OutputError if the run cannot continue. After any of this, the next run
    does the rest.
    """
    _check_folders(job)
    skip = check_output_folder((job.source,), job.folder)
    recipe = _recipe(job, options)
    if not os.path.exists(os.path.join(job.folder, LEDGER_NAME)):
        _check_rules(options)
    if tell is None:
        try:
            os.makedirs(job.folder, exist_ok=True)
        except OSError as error:
            from fraudnews.sinks.sink import unwritable  # only where something is wrong

            raise unwritable(job.folder, error) from None
    with hold_lock(job.folder, job.wait, create=tell is None) as lock:
        ledger, ours = _open_ledger(job, lock, report, trial=tell is not None)
        with contextlib.closing(ledger):
            if not ledger.knows(recipe):  # else a run has read these rules; it takes 25 ms
                _check_rules(options)
            planner, done = Planner(job, ledger, recipe, options.max_size, ours=ours), Done()
            planned = _plan(planner, skip, report)
            if tell is not None:
                _tell_all(job, ledger, done, tell)
            elif not (report.failed and means.limits.fail_fast):
                mirror = _begin(planner, done, options, report)
                ledger.commit()
                lock.mark()
                if mirror is not None:
                    _carry_out(mirror, options, means)
            left = ledger.tasks_by_reason() if tell is None else {}
            orphans = sum(entry.stands for entry in ledger.gone()) - (done.deleted if tell is not None else 0)
            return Summary(
                posts=planner.posts,
                by_reason={why: planned.get(why, 0) - left.get(why, 0) - done.failed[why] for why in done.failed},
                unchanged=planner.unchanged,
                gone=done.gone,
                orphans=orphans,
                deleted=done.deleted,
                failed=report.failed,
                failing=planner.failing,
                written=done.written,
                kept=done.kept,
            )


def _check_folders(job: Job) -> None:
    if not job.source or not job.folder:
        raise UsageError(f"the name of the {'output' if job.source else 'source'} folder is empty", "name one")
    if not os.path.isdir(job.source):
        raise UsageError(f"{job.source}: no such folder", "name the folder that holds the posts")
    if os.path.isfile(job.folder):
        raise UsageError(f"{job.folder} is a file", "name a folder")


def _check_rules(options: Options) -> None:
    from fraudnews.ruleset import check_rules

    check_rules(options)


def _open_ledger(job: Job, lock: Lock, report: Report, *, trial: bool) -> tuple[Ledger, bool]:
    """The ledger, and whether files with the names of outputs are ours even if it does not know them."""
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


def _recipe(job: Job, options: Options) -> int:
    """A number for all that an output depends on besides its input: format, rules, options and version; never 0."""
    return int(settings_digest(job.to, options, _place(job, options))[:14], 16) | 1


def _place(job: Job, options: Options) -> str | None:
    """The path of the source folder if outputs contain it."""
    named = job.to == "jsonl" and (not options.fields or "path" in options.fields)
    return json_path(os.path.join(job.source, "")) if named else None


def _plan(planner: Planner, skip: str | None, report: Report) -> dict[str, int]:
    """Plan in the ledger what must be done; how many posts, by reason."""
    job, ledger = planner.job, planner.ledger
    below, above = mounts_of(job.source)
    mounts = set(map(key_of, below if above is None else [*below, above]))
    _look_at_disks(job, ledger, mounts)
    planner.compare(find_siblings(job.source, job.reading, skip), report)
    planner.claim()
    if not (planner.posts or planner.unread or ledger.is_empty()):
        raise UsageError(
            f"{job.source} holds no post any more: every output is left as it is",
            "check that it is mounted, and your globs; if it is meant, remove the output folder",
        )
    reasons = ledger.tasks_by_reason()
    _look_at_source(job, ledger, mounts, is_new=reasons == {Reason.NEW: planner.posts})
    return reasons


def _look_at_disks(job: Job, ledger: Ledger, mounts: set[bytes]) -> None:
    """UsageError if a disk that was mounted in the source, or held it, is gone, and its posts with it.

    The one that held it is known by its key, which is that of an absolute path.
    """
    for disk in ledger.mounts() - mounts if job.delete else ():
        holds_all = os.path.isabs(relative_of(disk))
        if holds_all and ledger.source() != _address(job):  # moved to another disk
            continue
        post = ledger.first_below(b"" if holds_all else disk)
        if post is not None and not os.path.lexists(os.path.join(job.source, relative_of(post))):
            raise UsageError(
                f"{os.path.join(job.source, relative_of(disk))}: nothing is mounted here any more: "
                "every output is left as it is",
                "mount it; if it is meant, run it once without --delete",
            )


def _look_at_source(job: Job, ledger: Ledger, mounts: set[bytes], *, is_new: bool) -> None:
    """Remember the source and its mounts. UsageError for another source with none but new posts: likely a mistake."""
    source = _address(job)
    if job.delete and is_new and ledger.source() not in {None, source} and next(ledger.gone(), None) is not None:
        raise UsageError(
            f"{job.source} is another folder than in the last sync, with none of its posts: "
            "every output is left as it is",
            "check both folders; if it is meant, run it once without --delete",
        )
    ledger.remember(source, mounts)


def _address(job: Job) -> bytes:
    return os.fsencode(os.path.abspath(job.source))


def _tell_all(job: Job, ledger: Ledger, done: Done, tell: Callable[[Change], None]) -> None:
    for task in ledger.tasks():
        tell(Change(task.reason, relative_of(task.key), None if task.origin is None else relative_of(task.origin)))
    for entry in filter(lambda entry: entry.stands, ledger.gone()):
        tell(Change("deleted" if job.delete else "gone", relative_of(entry.key)))
        if job.delete:
            done.deleted += 1
        else:
            done.gone += not entry.listed


def _begin(planner: Planner, done: Done, options: Options, report: Report) -> Mirror | None:
    """What does the work, after its start is recorded; None if there is nothing to do, as in most nights."""
    job, ledger = planner.job, planner.ledger
    was_settled = ledger.unsettled is None
    if not was_settled or (ledger.is_new and planner.ours):
        _sweep(job.folder)
    clears = any(job.delete or not entry.listed for entry in ledger.gone())
    if was_settled and not clears and not ledger.tasks_by_reason():
        return None
    from fraudnews.mirror import Mirror

    mirror = Mirror(planner, done, report, moves=_place(job, options) is None)
    ledger.start_run()
    return mirror


def _carry_out(mirror: Mirror, options: Options, means: Means) -> None:
    ledger = mirror.ledger
    try:
        mirror.move()
        _convert(mirror, options, means)
        if not ledger.tasks_by_reason():
            mirror.clear()
            ledger.commit()
            _flush(mirror.job.folder)
            ledger.settle()
    finally:
        with contextlib.suppress(LedgerError):  # the original error matters more
            ledger.commit()


def _convert(mirror: Mirror, options: Options, means: Means) -> None:
    count = sum(mirror.ledger.tasks_by_reason().values())
    if not count:
        return
    from fraudnews.batch import run_batch

    limits, report = means.limits, mirror.report
    if not mirror.was_settled or mirror.ledger.plans_harm():  # so that it neither ends nor holds up this run, too
        limits = limits._replace(isolated=True)
    report.on_failure = mirror.fail
    try:
        with mirror, means.watch(count):
            run_batch(mirror.sources(), mirror, mirror.job.to, options, report, limits, means.quarantine)
    finally:
        report.on_failure = None


def _sweep(folder: str) -> None:
    """Remove unfinished files of dead runs, on any machine, as we hold the lock."""
    from fraudnews.sinks.temporary import is_temporary, is_writing

    for place, _, names in os.walk(folder):
        for name in names:
            if is_temporary(name) and not is_writing(name):  # by a conversion into this folder, which needs no lock
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(place, name))


def _flush(folder: str) -> None:
    """Wait until all writes to the file system of the folder have reached the disk."""
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
