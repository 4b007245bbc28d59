"""How two adjacent blocks relate in quotes and lists."""

from __future__ import annotations

from fraudnews.model import Container


def shared_depth(path: tuple[Container, ...], before: tuple[Container, ...]) -> int:
    """The number of containers that two adjacent blocks share."""
    depth = 0
    while depth < len(path) and depth < len(before) and path[depth].uid == before[depth].uid:
        depth += 1
    return depth


def is_one_list(one: Container, other: Container) -> bool:
    """Whether an item follows another in the same list; a gap in the numbers begins a new list."""
    if one.kind == "quote" or (one.kind, one.group) != (other.kind, other.group):
        return False
    return other.number is None if one.number is None else other.number == one.number + 1


def goes_on(path: tuple[Container, ...], before: tuple[Container, ...], shared: int) -> bool:
    """Whether a block begins the next item of the list before it, or a list within its item."""
    if shared >= len(path) or path[shared].kind == "quote":
        return False
    if shared < len(before):
        return is_one_list(before[shared], path[shared])
    return shared > 0 and path[shared - 1].kind != "quote"
