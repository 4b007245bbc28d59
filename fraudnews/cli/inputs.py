"""Where the posts of a command come from: its paths, and a list."""

from __future__ import annotations

from collections.abc import Iterator

from fraudnews.sources import Reading, Source, Trouble


def find_posts(
    paths: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    skip: str | None,
    how: Reading,
    *,
    files_from: str | None,
    null: bool,
) -> Iterator[Source | Trouble]:
    """All posts: those of the paths, then those of the list. Raises UsageError where there is no list."""
    from itertools import chain

    from fraudnews.sources import find_listed, find_sources

    found = find_sources(paths, include, exclude, skip, how)
    if files_from is None:
        return found
    from fraudnews.sources.lists import open_list, read_list

    listed = read_list(files_from, open_list(files_from), null=null)
    return chain(found, find_listed(listed, include, exclude, how))
