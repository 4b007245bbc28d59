"""One at a time, and the dead hold nobody up."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys

import pytest

from fraudnews.errors import BusyError, OutputError
from fraudnews.lock import LOCK_NAME, hold_lock

HOLD = """
import os, sys
from fraudnews.lock import hold_lock
with hold_lock(sys.argv[1], 0):
    if len(sys.argv) > 2 and os.fork() == 0:
        sys.stdin.read()
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder, *more):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), *more], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    return process


def end(process, number=None):
    if number is not None:
        process.send_signal(number)
    process.stdin.close()
    process.wait()
    process.stdout.close()


def test_the_second_is_told_who_is_first(tmp_path):
    first = holder(tmp_path)
    try:
        with pytest.raises(BusyError, match=f"process {first.pid}"), hold_lock(str(tmp_path), 0):
            pass
        with pytest.raises(BusyError), hold_lock(str(tmp_path), 0.3, create=False):
            pass
    finally:
        end(first)
    with hold_lock(str(tmp_path), 0):
        pass


@pytest.mark.parametrize("more", [(), ("fork",)])
def test_a_killed_holder_holds_nobody_up_even_if_a_child_lives_on(tmp_path, more):
    first = holder(tmp_path, *more)
    pipe = os.dup(first.stdin.fileno())  # keeps the child waiting
    try:
        first.send_signal(signal.SIGKILL)
        first.wait()
        with hold_lock(str(tmp_path), 0):
            pass
    finally:
        os.close(pipe)
        end(first)


def test_who_waits_gets_it_when_the_first_ends(tmp_path):
    first = holder(tmp_path)
    waiting = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom fraudnews.lock import hold_lock\nprint('waits', flush=True)\nwith hold_lock(sys.argv[1], 120): pass",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    assert waiting.stdout.readline() == b"waits\n"
    assert waiting.poll() is None
    end(first)
    assert waiting.wait(timeout=120) == 0
    waiting.stdout.close()


def test_the_mark_outlives_its_holder(tmp_path):
    with hold_lock(str(tmp_path), 0) as lock:
        assert not lock.marked
        lock.mark()
        assert lock.marked
    with hold_lock(str(tmp_path), 0) as lock:
        assert lock.marked


def test_without_leave_to_make_it_nothing_is_made(tmp_path):
    with hold_lock(str(tmp_path), 0, create=False) as lock:
        lock.mark()
        assert not lock.marked
    with hold_lock(str(tmp_path / "none"), 0, create=False):
        pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError, match="no such folder"), hold_lock(str(tmp_path / "none"), 0):
        pass


def test_a_lock_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / LOCK_NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError), hold_lock(str(tmp_path), 0):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_lock_that_cannot_be_written_is_an_error_that_names_it(tmp_path, monkeypatch):
    """A full disk has room for an empty file, and none for what is in it."""
    said = r"/\.fraudnews\.lock: no space left on device: make room"

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with hold_lock(str(tmp_path), 0) as lock:
        monkeypatch.setattr(os, "pwrite", fail)
        with pytest.raises(OutputError, match=said):
            lock.mark()
    with pytest.raises(OutputError, match=said), hold_lock(str(tmp_path), 0):
        pass
