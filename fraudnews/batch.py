"""Many posts, each converted by itself, and their results into one sink: one bad post never stops the rest."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NoReturn, TypeVar

from fraudnews.compression import MAX_RATIO, is_compressed
from fraudnews.core import convert
from fraudnews.errors import (
    FraudnewsError,
    InputError,
    MemoryLimitError,
    OutputError,
    RuleError,
    TimeLimitError,
    UsageError,
)
from fraudnews.model import Limits, Options, Result
from fraudnews.report import Report, json_path
from fraudnews.sinks import Sink
from fraudnews.sources import STDIN, Source, Trouble, read_source

if TYPE_CHECKING:
    from fraudnews.failures import Quarantine

#: What is converted in this process: up to so many posts of so many bytes together take little more time than workers
#: take to start, and C code cannot hang on so little: the attributes of one element, each of which it compares with all
#: others, take it 6 seconds (but a minute in 1 MB).
_FEW_POSTS, _FEW_BYTES = 16, 250_000

#: The most workers for each core, whatever --jobs asks for: more take memory and are no faster, even on a slow disk.
_MOST_PER_CORE = 32

#: Converted once before workers are forked, so that they share what is loaded for it, which takes 40 ms.
_SAMPLE = Source(STDIN, STDIN, "---\ntitle: 警方\n---\n<p>警方提醒。</p>\n".encode())

_T = TypeVar("_T")
#: Each source with what was made of it, or the error that it failed with.
Outcomes = Generator[tuple[Source | Trouble, _T | FraudnewsError], None, None]
_DEFAULTS = Limits()


def run_batch(  # noqa: PLR0913, PLR0917  # from where, to where, what, how; then who is told, and what it may take
    sources: Iterable[Source | Trouble],
    sink: Sink,
    to: str,
    options: Options,
    report: Report,
    limits: Limits = _DEFAULTS,
    quarantine: str | None = None,
) -> None:
    """Convert every source into ``sink``, by worker processes unless there is little to do.

    The sink and the report are used in this process, in the order of the sources (unless ``limits`` say otherwise),
    with bounded memory. A post that fails, hangs or kills its worker is reported, and the rest are converted;
    ``quarantine`` is the folder for copies of inputs that failed, None for none. Raises RuleError and UsageError, which
    concern every post, and OutputError if one file for all of them cannot be written. No worker outlives the call,
    however it ends.
    """
    work = partial(convert_source, to=to, options=options)
    copies: Quarantine | None = None
    if quarantine is not None:
        from fraudnews.failures import Quarantine

        copies = Quarantine(quarantine)
    with contextlib.closing(each_post(work, sources, options.max_size, limits, report.tick)) as outcomes:
        for source, outcome in outcomes:
            name = "standard input" if source.name == STDIN else source.name
            error = _deliver(source, name, outcome, sink, report)
            if error is None:
                continue
            report.fail(name, error)
            if copies is not None and not isinstance(source, Trouble):
                _isolate(source, error, copies, report)
            if limits.fail_fast:
                return


def convert_source(source: Source, to: str, options: Options) -> Result:
    """Read, clean and render one post."""
    data, stamp = read_source(source, options.max_size)
    path = None if source.name == STDIN else json_path(source.name)
    text, article = convert(data, to, options, path, source.body_field)
    return Result(text.encode("utf-8", "replace"), article.id, article.removed, article.warnings, stamp)


def _guarded(source: Source, work: Callable[[Source], _T]) -> _T:
    """What ``work`` makes of one post. Raises only FraudnewsError."""
    try:
        return work(source)
    except FraudnewsError:
        raise
    except MemoryError:
        raise MemoryLimitError.reached() from None
    except Exception as error:
        # A bug that one post triggers is reported, with its place, and the other posts are converted.
        raise FraudnewsError(f"internal error: {_describe(error)}", "please report it, with this post") from error


def each_post(
    work: Callable[[Source], _T],
    sources: Iterable[Source | Trouble],
    max_size: int,
    limits: Limits,
    tick: Callable[[], None] = lambda: None,
) -> Outcomes[_T]:
    """Every source with the result of ``work``: computed here if they are few, else by workers.

    ``work`` and its results must be picklable, and results small, since they pass between processes. Close the iterator
    to end the workers. ``tick`` is called at least twice a second while waiting for them.
    """
    work = partial(_guarded, work=work)
    sources = _with_standard_input(sources, max_size)
    first, is_all = _look_ahead(sources)
    every = chain(first, sources)
    if is_all and not limits.isolated:
        yield from _done_here(work, every, limits.timeout)
        return
    from fraudnews.cores import usable_cores
    from fraudnews.pool import outcomes

    with contextlib.suppress(FraudnewsError):  # if options cause it, the first post reports it
        work(_SAMPLE)
    cores = usable_cores()
    yield from outcomes(work, every, limits, min(limits.jobs or cores, _MOST_PER_CORE * cores), tick)


def _with_standard_input(sources: Iterable[Source | Trouble], max_size: int) -> Iterator[Source | Trouble]:
    """Read standard input in this process: a worker has none, and waiting for it must not count for the time limit."""
    for source in sources:
        if isinstance(source, Trouble) or source.name != STDIN or source.data is not None:
            yield source
            continue
        try:
            data, _ = read_source(source, max_size)
        except FraudnewsError as error:
            yield Trouble(STDIN, error)
        else:
            yield source._replace(data=data)


def _look_ahead(sources: Iterator[Source | Trouble]) -> tuple[list[Source | Trouble], bool]:
    """The first sources, and whether these are all, few and small."""
    first = []
    size = 0
    for source in sources:
        first.append(source)
        size += _bytes_in(source)
        if len(first) > _FEW_POSTS or size > _FEW_BYTES:
            return first, False
    return first, True


def _bytes_in(source: Source | Trouble) -> int:
    if isinstance(source, Trouble):
        return 0
    growth = MAX_RATIO if is_compressed(source.relative) else 1
    if source.data is not None:
        return growth * len(source.data)
    try:
        return growth * os.stat(source.name).st_size
    except OSError:  # reported when its turn comes
        return 0


class _OverdueError(BaseException):
    """Raised in the middle of a post; no Exception, so that only this module catches it."""


def _done_here(work: Callable[[Source], _T], sources: Iterable[Source | Trouble], timeout: float) -> Outcomes[_T]:
    """Work in this process. The time limit holds for Python code, and in the main thread only."""
    can_alarm = timeout > 0 and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _raise_overdue) if can_alarm else None
    try:
        for source in sources:
            if isinstance(source, Trouble):
                yield source, source.error
            else:
                yield source, _done_in_time(work, source, timeout if can_alarm else 0)
    finally:
        if can_alarm:
            signal.signal(signal.SIGALRM, before)


def _done_in_time(work: Callable[[Source], _T], source: Source, timeout: float) -> _T | FraudnewsError:
    """The result of ``work`` for one post within ``timeout`` seconds, or its error; 0 is no limit."""
    try:
        if timeout:
            signal.setitimer(signal.ITIMER_REAL, timeout, 1)  # again: a destructor may swallow the first
        try:
            return work(source)
        finally:
            if timeout:
                signal.setitimer(signal.ITIMER_REAL, 0)
    except FraudnewsError as error:
        return error
    except _OverdueError:
        return TimeLimitError.after(timeout)


def _raise_overdue(_number: int, _frame: object) -> NoReturn:
    raise _OverdueError


def _deliver(
    source: Source | Trouble, name: str, outcome: Result | FraudnewsError, sink: Sink, report: Report
) -> FraudnewsError | None:
    """Write a result, and count it; return the error if the post failed before or now."""
    if isinstance(outcome, RuleError | UsageError):
        raise outcome
    if isinstance(source, Trouble):
        return source.error
    if isinstance(outcome, FraudnewsError):
        return outcome
    try:
        is_new = sink.write(source, outcome)
    except OutputError as error:
        if not sink.goes_on:
            raise
        return error
    report.done(name, outcome, is_new=is_new)
    return None


def _isolate(source: Source, error: FraudnewsError, quarantine: Quarantine, report: Report) -> None:
    """Copy an input that is the cause of its failure; one that cannot be read cannot be copied."""
    if isinstance(error, InputError | OutputError):
        return
    try:
        quarantine.take(source)
    except OutputError as failure:
        report.say(f"{source.name}: not in quarantine: {failure}")


def _describe(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno})" if trace is not None else ""
    return f"{type(error).__name__}: {str(error)[:200]}{place}"
