"""The digests of posts are SHA-256, whichever library takes them."""

from __future__ import annotations

import hashlib
import sys

import pytest

from fraudnews.digest import sha256_of


@pytest.mark.parametrize("data", [b"", "扫码送米".encode(), bytes(2 << 20)])
def test_a_digest_is_sha256_with_and_without_openssl(data: bytes, monkeypatch: pytest.MonkeyPatch):
    expected = hashlib.sha256(data).hexdigest()
    assert sha256_of(data) == expected
    monkeypatch.delitem(sys.modules, "hashlib")
    assert sha256_of(data) == expected
