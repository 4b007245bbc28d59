"""Shards as futures on a Dask cluster; the only owner of ``distributed``."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import os
import pickle
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import fraudnews
from fraudnews.cluster.work import Outcome, Work
from fraudnews.errors import CrashError, FraudnewsError, InputError, OutputError, UsageError
from fraudnews.shard import Shard
from fraudnews.signals import how_ended

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler, and between two checks whether a shard is still wanted.
_CONNECT_SECONDS = 10
_LOOK_SECONDS = 1
#: Seconds between two looks for outcomes, and for workers.
_POLL_SECONDS, _WORKERS_SECONDS = 0.05, 5
#: Seconds for the process of a shard to clean up.
_GRACE_SECONDS = 10

#: The outcome of each shard, as they finish.
Outcomes = Generator[tuple[Shard, Outcome | FraudnewsError], None, None]


def run_shards(scheduler: str, works: Iterable[Work], retries: int, say: Callable[[str], None]) -> Outcomes:
    """Convert all parts on the cluster, and yield the outcome of each as they finish.

    A shard that fails is retried ``retries`` times, unless it would fail everywhere; one whose worker dies, as often as
    the scheduler allows (``distributed.scheduler.allowed-failures``, 3). Close the iterator to stop the work. ``say``
    is called where there is no worker, or no more. Raises UsageError if no scheduler answers, or if it has another
    version of fraudnews.
    """
    try:
        import distributed  # noqa: F401  # before anything is said of the scheduler
    except ImportError:
        raise UsageError("Dask is not installed", "pip install 'fraudnews[dask]'") from None
    with _connected(scheduler) as client:
        _check_scheduler(client)
        run = secrets.token_hex(4)
        futures = {_submit(client, work, retries, run): work.shard for work in works}
        try:
            for future in _as_completed(client, list(futures), say):
                yield futures[future], _outcome(future)
        finally:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                client.cancel(list(futures))


def _as_completed(client: Client, futures: list[Future[Any]], say: Callable[[str], None]) -> Iterator[Future[Any]]:
    """The futures as they finish; ``say`` is called as often as the last worker is gone: Dask waits for another."""
    from distributed import as_completed

    done = as_completed(futures, loop=client.loop)
    looked, any_worker = -math.inf, True
    while not done.is_empty():
        if done.has_ready():
            yield next(done)
            continue
        if time.monotonic() - looked > _WORKERS_SECONDS:
            with contextlib.suppress(OSError):  # the scheduler is gone, and with it the futures
                any_worker, before = bool(client.scheduler_info()["workers"]), any_worker
                if before and not any_worker:
                    say("the cluster has no worker: waiting for one")
            looked = time.monotonic()
        time.sleep(_POLL_SECONDS)


def run_part(key: str, version: str, work: bytes) -> bytes:
    """On the worker: convert a part in a process of its own; the pickled Outcome, or an error that no retry can mend.

    ``key`` is that of the task. Raises CrashError, InputError or OutputError, which a retry may mend. The process
    ends with the worker, or when nobody wants the part any more.
    """
    command = [sys.executable, "-P", "-m", "fraudnews.cluster", version, str(os.getpid())]
    with subprocess.Popen(  # noqa: S603  # ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            answer, said = _wait_for(process, work, key)
        finally:
            _stop(process)
    if process.returncode != 0:
        raise CrashError(_death(process.returncode, said), "look at the log of the worker")
    outcome = pickle.loads(answer)  # noqa: S301  # from our own child
    if isinstance(outcome, InputError | OutputError):
        raise outcome
    return answer


def _wait_for(process: subprocess.Popen[bytes], work: bytes, key: str) -> tuple[bytes, bytes]:
    sent: bytes | None = work
    while True:
        try:
            return process.communicate(sent, timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            sent = None
        if not _is_wanted(key):
            raise CrashError("the shard was cancelled", "start it again, if it is wanted")


def _is_wanted(key: str) -> bool:
    """Whether this task is still wanted: Dask never interrupts one."""
    from distributed import get_worker

    task = get_worker().state.tasks.get(key)
    return task is not None and task.state != "cancelled"


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _death(code: int, said: bytes) -> str:
    last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"the process of the shard ended ({how_ended(code)}) {last}".strip()


@contextlib.contextmanager
def _connected(scheduler: str) -> Generator[Client, None, None]:
    from distributed import Client

    class Quiet(Client):
        async def _start(self, *given: Any, **more: Any) -> None:
            """Connect, but do not wait for the greeting of what is no scheduler, such as its dashboard."""
            try:
                await asyncio.wait_for(super()._start(*given, **more), 2 * _CONNECT_SECONDS)
            except TimeoutError:
                raise OSError("something is there, but says nothing") from None

        def __del__(self) -> None:
            """Do nothing: a client that failed to connect would wait 20 seconds here; others are closed."""

    logging.disable(logging.CRITICAL)  # Dask logs tracebacks of what we report
    try:
        client = Quiet(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False, name="fraudnews")
    except (OSError, ValueError, RuntimeError, TypeError, ImportError) as error:  # TypeError: TLS without its keys
        raise UsageError(f"--scheduler {scheduler}: {_first_line(error)}", "give the address of a scheduler") from None
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close()


def _check_scheduler(client: Client) -> None:
    """UsageError if the scheduler has another version; workers check that themselves."""
    versions: Any = client.get_versions(packages=["fraudnews"])
    theirs = versions["scheduler"]["packages"].get("fraudnews")
    if theirs != fraudnews.__version__:
        problem = f"the scheduler has {f'fraudnews {theirs}' if theirs else 'no fraudnews'}"
        raise UsageError(f"{problem}, and you have {fraudnews.__version__}", "install one version everywhere")


def _submit(client: Client, work: Work, retries: int, run: str) -> Future[Any]:
    key = f"fraudnews-{run}-{work.shard.label}"
    return client.submit(run_part, key, fraudnews.__version__, pickle.dumps(work), key=key, retries=retries, pure=False)


def _outcome(future: Future[Any]) -> Outcome | FraudnewsError:
    from distributed import CancelledError, KilledWorker

    try:
        outcome: Outcome | FraudnewsError = pickle.loads(future.result())  # noqa: S301  # from our own cluster
    except FraudnewsError as error:
        return error
    except KilledWorker as error:
        return CrashError(
            f"its worker died, and so did {error.allowed_failures} more", "look at the logs of the workers"
        )
    except CancelledError:
        return CrashError("the scheduler has given it up, or is gone", "look at the log of the scheduler")
    except ModuleNotFoundError as error:
        return UsageError(f"on a worker: {_first_line(error)}", "install fraudnews on all of them")
    except Exception as error:  # noqa: BLE001  # whatever went wrong on the worker is what became of this shard
        return CrashError(f"{type(error).__name__}: {_first_line(error)}", "look at the log of the worker")
    return outcome


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
