"""What every test starts from."""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in the background so, and every process started from here would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
