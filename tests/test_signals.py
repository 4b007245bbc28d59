"""Signals that wait."""

from __future__ import annotations

import subprocess
import sys

SIGNALLED = """
import os, signal
from fraudnews.signals import signals_blocked
signal.signal(signal.SIGTERM, lambda *_: print("signal"))
with signals_blocked():
    os.kill(os.getpid(), signal.SIGTERM)
    print("done")
"""


def test_a_signal_comes_when_the_block_is_left():  # in a process without threads, of which another would take it
    done = subprocess.run([sys.executable, "-c", SIGNALLED], capture_output=True, check=True)
    assert done.stdout.split() == [b"done", b"signal"]
