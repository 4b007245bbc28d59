"""The command in a process of its own, forked from one in which all is loaded: that saves it 0.2 seconds.

Run as a program, this is that process: for each request it forks, and the child is the command, with the request's
arguments, folder, environment and standard streams. What a cold start may change is for tests that start Python.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

#: Bytes of a request that are read at once.
_PIECE = 65_536


class Forker:
    """That process, and how to run a command from it."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen([sys.executable, __file__, str(number)], pass_fds=[number])

    def close(self) -> None:
        """End it."""
        self._socket.close()
        self._process.wait()

    def run(
        self,
        arguments: Sequence[str | bytes],
        env: Mapping[str, str],
        cwd: Any,
        data: bytes | None = None,
        **streams: Any,
    ) -> subprocess.CompletedProcess[bytes]:
        """As ``subprocess.run``; ``streams`` may be files for stdin, stdout and stderr, else pipes are read."""
        request = {"arguments": [*map(os.fsdecode, arguments)], "env": dict(env), "cwd": os.fsdecode(cwd)}
        theirs, results = [], []
        with ThreadPoolExecutor(3) as threads:
            if data is not None:
                inlet, ours = os.pipe()
                theirs.append(inlet)
                threads.submit(_write, ours, data)
            elif "stdin" in streams:
                theirs.append(os.dup(streams["stdin"].fileno()))
            else:
                theirs.append(os.open(os.devnull, os.O_RDONLY))
            for name in ("stdout", "stderr"):
                if name in streams:
                    theirs.append(os.dup(streams[name].fileno()))
                    results.append(None)
                else:
                    ours, outlet = os.pipe()
                    theirs.append(outlet)
                    results.append(threads.submit(_read, ours))
            line = json.dumps(request).encode() + b"\n"
            self._socket.sendall(line[socket.send_fds(self._socket, [line], theirs) :])
            for number in theirs:
                os.close(number)
            code = int(self._socket.recv(100))
        out, errors = (result and result.result() for result in results)
        return subprocess.CompletedProcess(arguments, code, out, errors)


def _write(number: int, data: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(number, "wb") as pipe:
        pipe.write(data)


def _read(number: int) -> bytes:
    with os.fdopen(number, "rb") as pipe:
        return pipe.read()


def _load() -> None:
    """Import what commands may need, and have the rules compiled."""
    import fraudnews

    for module in pkgutil.walk_packages(fraudnews.__path__, "fraudnews."):
        if ".cluster" not in module.name and "__main__" not in module.name:
            importlib.import_module(module.name)
    for body in ("<p>警方提醒。</p>", "# 警方\n\n提醒。"):
        article = fraudnews.clean(f"---\ntitle: 甲\ndate: 2022-03-05 21:05\n---\n{body}")
        for to in ("markdown", "text", "jsonl"):
            fraudnews.render(article, to)


def _wait_for_requests(number: int) -> None:
    """Fork for each request, and answer with the exit code; returns in the child, with the request in force."""
    _load()
    gc.freeze()
    requests = socket.socket(fileno=number)
    while True:
        line, streams, _, _ = socket.recv_fds(requests, _PIECE, 3)
        if not line:
            os._exit(0)
        while not line.endswith(b"\n"):
            line += requests.recv(_PIECE)
        if not os.fork():
            requests.close()
            _become(json.loads(line), streams)
            return
        for stream in streams:
            os.close(stream)
        requests.send(str(os.waitstatus_to_exitcode(os.wait()[1])).encode())


def _become(request: dict[str, Any], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv = ["fraudnews", *request["arguments"]]
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, buffering, old.encoding, old.errors, closefd=False)  # noqa: SIM115
        for number, mode, buffering, old in ((0, "r", -1, sys.stdin), (1, "w", -1, sys.stdout), (2, "w", 1, sys.stderr))
    )


if __name__ == "__main__":
    _wait_for_requests(int(sys.argv[1]))
    from fraudnews.cli import main

    try:
        main()
    except SystemExit as end:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)
