"""The conversion of one shard of an archive at a path or an address, as a value that can be sent."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fraudnews.batch import run_batch
from fraudnews.cluster.address import local_path
from fraudnews.errors import InputError, UsageError
from fraudnews.manifest import finish_part, part_settings
from fraudnews.model import Limits, Options
from fraudnews.report import Report
from fraudnews.shard import Shard
from fraudnews.sinks import open_sink
from fraudnews.sinks.part import PartSink
from fraudnews.sinks.sink import writing
from fraudnews.sources import Reading, Source, Trouble, find_sources


class Work(NamedTuple):
    """One part of the archive at ``source``, to be written as a part of ``name`` in ``folder``.

    ``reading`` has the shard. ``rules`` are the names and contents of the user's rule files, in place of those in
    ``options``, since the worker does not have them.
    """

    source: str
    folder: str
    name: str
    to: str
    reading: Reading
    options: Options
    rules: tuple[tuple[str, bytes], ...]
    limits: Limits

    @property
    def shard(self) -> Shard:
        """Which part it is; 1 of 1 if the archive is not split."""
        return self.reading.shard or Shard(1, 1)


class Outcome(NamedTuple):
    """The outcome of one part: counts of its report, and a line of JSON for each post that failed or has warnings."""

    counts: dict[str, Any]
    notes: tuple[bytes, ...]


def convert_part(work: Work) -> Outcome:
    """Convert one part, and put it and its manifest into their folder.

    Raises InputError if the archive, and OutputError if the folder cannot be used, which may work on another worker;
    UsageError and RuleError for what will not. Then there is no new part.
    """
    notes: list[bytes] = []
    report = Report(verbosity=-1, say=lambda _message: None, log=notes.append)
    with tempfile.TemporaryDirectory(prefix="fraudnews-") as scratch:
        options = work.options._replace(rules=_lay_out(work.rules, Path(scratch)))
        settings = part_settings(work.to, options, work.reading)
        with _sink(work, Path(scratch)) as sink:
            limits = work.limits._replace(isolated=True)  # a post that kills its process must not cost the shard
            run_batch(_find(work), sink, work.to, options, report, limits)
            if not report.read and _is_empty(work):
                raise UsageError(
                    f"{work.source}: no posts found: its parts are left as they were",
                    "check that it is there",
                )
            if not finish_part(sink, work.to, settings, report):
                note = next(note for note in map(json.loads, notes) if note["code"] == InputError.code)
                raise InputError(f"{note['path']}: {note['message']}", "check that every worker can read it")
        if local_path(work.folder) is None:
            from fraudnews.cluster.remote import put_part

            put_part(work.folder, sink.part)
    return Outcome(report.counts(), tuple(notes))


def _find(work: Work) -> Iterator[Source | Trouble]:
    path = local_path(work.source)
    if path is not None:
        return find_sources([path], work.reading)
    from fraudnews.cluster.remote import find_remote

    return find_remote(work.source, work.reading)


def _is_empty(work: Work) -> bool:
    """Whether there is no post for any shard."""
    return next(_find(work._replace(reading=work.reading._replace(shard=None))), None) is None


def _sink(work: Work, scratch: Path) -> PartSink:
    """The part, in its folder if that is local, else in ``scratch``, to be copied from there."""
    path = local_path(work.folder)
    if path is None:
        from fraudnews.cluster.remote import check_store

        check_store(work.folder, work.name, work.shard)
        path = str(scratch)
    with writing(path):
        Path(path).mkdir(parents=True, exist_ok=True)
    sink = open_sink(str(Path(path) / work.name), work.to, overwrite=True, shard=work.shard)
    if not isinstance(sink, PartSink):
        raise UsageError(f"{work.name} is no name of a file there", "name the parts by --name")
    return sink


def _lay_out(rules: tuple[tuple[str, bytes], ...], scratch: Path) -> tuple[str, ...]:
    """Write the rule files, each into a folder of its own, as two may have the same name."""
    paths = []
    for number, (name, content) in enumerate(rules):
        path = scratch / "rules" / str(number) / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        paths.append(str(path))
    return tuple(paths)
