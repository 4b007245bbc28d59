"""What every test starts from."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from forked import Forker

# What a shell starts in the background, or nohup starts, ignores some of these, and all that tests start would, too.
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)

#: Variables that Python reads when it starts.
_COLD = re.compile("PYTHON|LC_|LANG")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """What starts the command faster than Python does."""
    forker = Forker()
    yield forker
    forker.close()


@pytest.fixture
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Run:
    """Run ``fraudnews`` with these arguments in the test's own folder."""

    def start(*arguments: str | bytes, env: dict[str, str] | None = None, **more: Any) -> Any:
        env = {"FRAUDNEWS_RULES": "", **(env or {})}
        if not (more.keys() - {"input", "stdin", "stdout", "stderr"} or any(map(_COLD.match, env))):
            data = more.pop("input", None)
            return request.getfixturevalue("forker").run(arguments, {**os.environ, **env}, tmp_path, data, **more)
        if "input" not in more:
            more.setdefault("stdin", subprocess.DEVNULL)
        more = {"cwd": tmp_path, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        command = [sys.executable, "-m", "fraudnews", *arguments]
        return subprocess.run(command, env={**os.environ, **env}, check=False, **more)

    return start
