"""SHA-256, without OpenSSL for small data, as loading it takes 3 ms, a thirtieth of a run on one post."""

from __future__ import annotations

import sys

try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256 as _small  # type: ignore[import-not-found]
    else:
        from _sha256 import sha256 as _small  # type: ignore[import-not-found]
except ImportError:  # a Python that was built without its own
    from hashlib import sha256 as _small

#: The size in bytes from which on OpenSSL is loaded, which is five times as fast.
_MANY = 1 << 20


def sha256_of(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    if len(data) >= _MANY or "hashlib" in sys.modules:
        from hashlib import sha256

        return sha256(data).hexdigest()
    return str(_small(data).hexdigest())
