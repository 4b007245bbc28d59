"""The command as a real process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

HOSTILE = Path(__file__).with_name("hostile.py")
POST = """---
title: {title}
date: 2022-03-05 21:05
author: 新浪财经
---
<p>　　警方提醒{title}：不要扫描陌生<a href="https://example.com/qr">二维码</a>。</p>
<p><img src="https://example.com/a.jpg" alt="现场"></p>
<p>责任编辑：杨小树</p>
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of three posts in two folders, and a file that is no post."""
    folder = tmp_path / "posts"
    (folder / "b").mkdir(parents=True)
    for name, title in (("c.md", "丙"), ("a.html", "甲"), ("b/b.txt", "乙")):
        (folder / name).write_text(POST.format(title=title), "utf-8")
    (folder / "style.css").write_text("p { color: red }")
    return folder


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """One post."""
    path = tmp_path / "post.md"
    path.write_text(POST.format(title="甲"), "utf-8")
    return path


class Session(subprocess.Popen[bytes]):
    """A process with all that it started: where a test fails meanwhile, they end, too."""

    def __exit__(self, kind: type[BaseException] | None, *more: object) -> None:
        if kind is not None:
            os.killpg(self.pid, signal.SIGKILL)
        super().__exit__(kind, *more)


@pytest.fixture
def hostile(tmp_path: Path) -> Callable[..., Session]:
    """Start the command with the fatal conversion, as the leader of a session."""

    def start(*arguments: str, **env: str) -> Session:
        return Session(
            [sys.executable, HOSTILE, *arguments],
            cwd=tmp_path,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    return start


@pytest.fixture
def without_the_powers_of_root() -> Callable[[], None]:
    """What a process calls for permissions to hold for root too, from the next exec on."""

    def drop_them() -> None:
        if os.getuid() == 0:
            import ctypes

            drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            prctl = ctypes.CDLL(None).prctl
            if prctl(drop, override, 0, 0, 0) or prctl(drop, search, 0, 0, 0):
                raise OSError("root keeps its powers here")

    return drop_them


@pytest.fixture
def left_of() -> Callable[[int], list[str]]:
    """The processes of a session that still run."""

    def find(session: int) -> list[str]:
        left = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _, _, leader = path.read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(leader) == session and state != "Z":
                left.append(path.parent.name)
        return left

    return find


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    """Wait for a condition."""

    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 120  # a guard: what is waited for takes milliseconds
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.01)

    return wait
