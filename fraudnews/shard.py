"""Parts of an archive, for several machines that share it without communication."""

from __future__ import annotations

import os
from typing import NamedTuple

from fraudnews.digest import sha256_of

#: Digits of a number in the name of a part, so that names sort as numbers do; and the greatest number of parts.
_DIGITS = 5
MAX_SHARDS = 10**_DIGITS - 1


class Shard(NamedTuple):
    """Part ``number`` of ``of`` parts of an archive; both count from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def label(self) -> str:
        """The end of the names of its files: ``00003-of-00016``."""
        return f"{self.number:0{_DIGITS}}-of-{self.of:0{_DIGITS}}"

    def takes(self, name: str) -> bool:
        """Whether the post of this name belongs to this part."""
        return self.of == 1 or shard_number(name, self.of) == self.number


def shard_number(name: str, of: int) -> int:
    """The number, from 1 to ``of``, of the part that the post ``name`` belongs to, on every machine and for ever.

    It is 1 more than the first 64 bits of the SHA-256 of the name, modulo ``of``. The name is relative to the folder or
    archive which the user named, so it does not matter where that is mounted. Its bytes count, in normal form NFC if
    they are UTF-8, because macOS and Linux may give the same name in different forms.
    """
    raw = os.fsencode(name)
    if not raw.isascii():
        from unicodedata import normalize

        raw = normalize("NFC", raw.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return int(sha256_of(raw)[:16], 16) % of + 1
