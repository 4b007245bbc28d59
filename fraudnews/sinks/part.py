"""One of several parts of a result, each made by a run of its own, and its manifest."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from fraudnews.errors import OutputError, UsageError
from fraudnews.shard import Shard
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.sink import stem_and_ending, sync_folder
from fraudnews.sinks.temporary import temporary_name

#: The ending that the name of a manifest adds to that of its part.
MANIFEST = ".manifest.json"


class PartSink(FileSink):
    """``part.jsonl.zst`` as ``part-00003-of-00016.jsonl.zst``, and ``part-00003-of-00016.jsonl.zst.manifest.json``.

    The part replaces an earlier one. The manifest is one JSON object: ``part`` (the name), ``shard`` and ``shards``
    (which of how many), ``bytes`` and ``sha256`` of the file, and the facts given to :meth:`describe`. It is removed
    before the part is replaced and written afterwards, so that at any moment it describes the part that is there, or is
    missing. Raises UsageError if there are parts of another number of shards: together they would hold posts twice.
    """

    def __init__(self, path: Path, to: str, shard: Shard, *, fsync: bool = False) -> None:
        with contextlib.suppress(OSError):  # a missing or unreadable folder is reported later
            check_partition(os.listdir(path.parent), path.name, shard)
        stem, ending = stem_and_ending(path.name)
        self.part = path.with_name(f"{stem}-{shard.label}{ending}")
        super().__init__(self.part, to, overwrite=True, fsync=fsync)
        self.replaces = True  # even where there is none: an empty part would look as if it were done
        self.shard = shard
        self.manifest = self.part.with_name(self.part.name + MANIFEST)
        self.parts = (self.part, self.manifest)
        self.facts: Mapping[str, object] = {}

    def owns(self, path: str) -> bool:
        """Whether it is the part or its manifest."""
        return os.path.realpath(path) in {str(self.path), f"{self.path}{MANIFEST}"}

    def describe(self, facts: Mapping[str, object]) -> None:
        """Set more facts for the manifest, as plain JSON."""
        self.facts = facts

    def place(self) -> None:
        """Replace part and manifest, in an order that keeps them consistent.

        Raises OSError, and OutputError if another run has replaced the part meanwhile; then it has no manifest.
        """
        import json

        ours = os.stat(self.temporary)
        facts = {
            "part": self.part.name, "shard": self.shard.number, "shards": self.shard.of, **_measure(self.temporary),
            **self.facts,
        }  # fmt: skip
        self.manifest.unlink(missing_ok=True)
        if self.fsync:
            sync_folder(str(self.manifest.parent))
        super().place()
        if self.fsync:
            sync_folder(str(self.manifest.parent))
        temporary = self.manifest.parent / temporary_name()
        try:
            with temporary.open("x", encoding="utf-8") as file:
                json.dump(facts, file, indent=2)
                file.write("\n")
                if self.fsync:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(self.manifest)
        finally:
            temporary.unlink(missing_ok=True)
        if not os.path.samestat(os.stat(self.path), ours):
            self.manifest.unlink(missing_ok=True)
            raise OutputError(f"{self.part}: another run has replaced it", "let one run at a time make it")


def check_partition(names: Iterable[str], name: str, shard: Shard) -> None:
    """UsageError if one of ``names`` is a part of the result ``name``, made for another number of shards."""
    stem, ending = map(re.escape, stem_and_ending(name))
    pattern = re.compile(rf"{stem}-[0-9]{{5}}-of-([0-9]{{5}}){ending}")
    for match in filter(None, map(pattern.fullmatch, names)):
        if int(match[1]) != shard.of:
            raise UsageError(f"{match[0]} is not a part of {shard.of}", "remove the old parts, or name another file")


def _measure(path: Path) -> dict[str, object]:
    from hashlib import file_digest

    with path.open("rb") as file:
        return {"bytes": os.fstat(file.fileno()).st_size, "sha256": file_digest(file, "sha256").hexdigest()}
