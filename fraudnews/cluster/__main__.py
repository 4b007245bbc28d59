"""The process of one shard: ``python -m fraudnews.cluster VERSION PARENT``.

It reads a pickled Work from standard input, and writes the pickled Outcome, or error, to standard output. A worker of
Dask runs tasks in threads, which may not fork, cannot be interrupted, and take the worker along when they crash. This
process has the limits, signals and workers of any other run.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import NoReturn

import fraudnews
from fraudnews.cluster.work import Outcome, convert_part
from fraudnews.errors import FraudnewsError, UsageError
from fraudnews.worker import end_with


def _main(version: str, parent: str) -> None:
    end_with(int(parent), signal.SIGTERM)
    signal.signal(signal.SIGTERM, _leave)
    answer = os.dup(1)
    os.dup2(2, 1)  # so that nothing that a library prints is part of the answer
    outcome: Outcome | FraudnewsError
    try:
        outcome = _answer(version)
    except FraudnewsError as error:
        outcome = error
    with open(answer, "wb") as out:
        pickle.dump(outcome, out)


def _answer(version: str) -> Outcome:
    if version != fraudnews.__version__:
        problem = f"the worker has fraudnews {fraudnews.__version__}, and you have {version}"
        raise UsageError(problem, "install one version everywhere")
    return convert_part(pickle.load(sys.stdin.buffer))  # noqa: S301  # from the worker that started us


def _leave(number: int, _frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # the end of the worker must not interrupt the cleaning up
    raise SystemExit(128 + number)


if __name__ == "__main__":
    _main(*sys.argv[1:])
