"""How a command ends: its last message and its exit code."""

from __future__ import annotations

import contextlib
import io
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from fraudnews.errors import BusyError, FraudnewsError, RuleError, UsageError
from fraudnews.report import BAD_RULES, BUSY, DONE, INTERRUPTED, SOME_FAILED, USAGE, say

_CODES = {BusyError: BUSY, RuleError: BAD_RULES, UsageError: USAGE}
#: Seconds in which a second signal is ignored: another Ctrl-C would only interrupt the cleaning up.
_ONCE_SECONDS = 3


def exit_code(command: Callable[[], int | None]) -> int:
    """Run ``command`` and return its exit code; errors are one line on standard error."""
    _fill_closed_streams()
    _settle_streams()
    streams = ((1, sys.stdout), (2, sys.stderr))  # Typer may put others in their place, which hide what goes wrong
    code: int | None
    try:
        code = command() or DONE
        if sys.stdout is not None:
            sys.stdout.flush()
    except FraudnewsError as error:
        say(str(error))
        code = _CODES.get(type(error), SOME_FAILED)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough
        code = DONE
    except MemoryError:  # as explain of a large post, which is no worker's
        code = None
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):  # so Typer ends where its own help meets a closed pipe
            raise
        code = DONE
    except OSError as error:
        if isinstance(error, FileNotFoundError) and error.filename is None:  # where a path without a root is looked up
            say("the current folder is gone: change to one that is there")
        else:
            from fraudnews.sinks.sink import unwritable

            say(str(unwritable(error.filename or "standard output", error)))
        code = SOME_FAILED
    finally:
        _drop_the_rest(streams)
    if code is None:  # here, what needed the memory has been given back
        say("not enough memory: allow more (see ulimit -a), or give it less to do at once")
        code = SOME_FAILED
    return code


def _fill_closed_streams() -> None:
    """Open closed standard streams to nowhere, so that no file gets their descriptors, and with it stray messages."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free descriptor


def _settle_streams() -> None:
    """Make standard streams blocking, and standard output buffered.

    Another process that shares a stream may have made it non-blocking: then it reads or writes a part only. Without a
    buffer, as PYTHONUNBUFFERED leaves it, nobody hears that a full disk took a part only.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None and hasattr(os, "set_blocking"):
                os.set_blocking(stream.fileno(), True)
    out = sys.stdout
    if out is not None and isinstance(out.buffer, io.RawIOBase):
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(out.buffer), out.encoding, out.errors)


def end_cleanly_on_signals() -> None:
    """Leave by way of the sinks, so that no temporary file stays: to be called once there is something to clean up."""
    _handle(signal.SIG_DFL, _leave)  # nohup has it ignored


class _Leaving:
    """Since when a signal has us leave."""

    since = -math.inf


def _leave(number: int, _frame: object) -> None:
    now = time.monotonic()
    if now - _Leaving.since > _ONCE_SECONDS:
        _Leaving.since = now
        raise SystemExit(128 + number)


def _handle(before: object, after: Any) -> None:
    """Handle the signals that end us by ``after`` where they were handled by ``before``."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is before:
            signal.signal(number, after)


def _drop_the_rest(streams: Iterable[tuple[int, TextIO | None]]) -> None:
    """Flush standard streams, or discard what they cannot take, so that Python does not fail when it closes them.

    From then on signals are ignored: there is nothing left to end.
    """
    for number, stream in streams:
        try:
            if stream is not None:
                _flush(stream, number)
        except (OSError, ValueError):
            from fraudnews.signals import divert

            divert(number)
    _handle(_leave, signal.SIG_IGN)


def _flush(stream: TextIO, number: int) -> None:
    if _Leaving.since == -math.inf:
        stream.flush()
        return
    from fraudnews.signals import hurried

    with hurried(number):
        stream.flush()
