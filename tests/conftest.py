"""What every test starts from."""

from __future__ import annotations

import signal

# What a shell starts in the background, or nohup starts, ignores some of these, and all that tests start would, too.
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
