"""What an archive holds, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fraudnews.errors import InputError


class DamagedMemberError(InputError):
    """One member of an archive is damaged, but others can be read."""


class Member(NamedTuple):
    """One thing in an archive that is no folder, named as the archive names it.

    ``fault`` says what it is if it is no plain file, in words that follow "this is". ``size`` is what the archive
    says, in bytes. ``read`` gives up to that many bytes and is good until the next member is asked for; it raises
    DamagedMemberError, or InputError where the whole archive ends or breaks there.
    """

    name: str
    size: int
    fault: str
    read: Callable[[int], bytes]
