"""What the syncs of one output folder have done: an SQLite file with a row for each post. The only owner of sqlite3.

Rows are read in the order of :func:`fraudnews.sources.find_sources`, so that the two can be merged without holding
either in memory. All changes are in transactions; what is not committed is lost.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from enum import IntEnum, StrEnum
from itertools import chain
from typing import Any, NamedTuple

from fraudnews.errors import LedgerError, reason
from fraudnews.sources import local_name, utf8_name

LEDGER_NAME = ".fraudnews.sqlite"
#: The application id "fnws", which marks an SQLite file as a ledger.
_APPLICATION = 0x666E7773
_SCHEMA = 1
#: Rows that are read at once.
_PAGE = 1000
#: Bytes that SQLite takes for the path of a file, with room for the endings of its own.
_LONGEST_PATH = 500
#: Where SQLite puts temporary files, unless a variable says otherwise.
_TEMPORARY_PLACES = ("/var/tmp", "/usr/tmp", "/tmp", ".")  # noqa: S108  # nothing is made there by us
#: Errors of a file that is corrupt, no database, or without our tables.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
#: Errors of a file that is not where it was, among others.
_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
#: Codes of errors of the post itself, which would recur: it is tried again when it or the recipe changes.
LASTING = frozenset(("binary", "empty", "encoding", "record", "too-large"))
#: Codes of what a post does to the process that works on it.
_HARM = ("crashed", "memory", "timeout")

#: A post's key, its output's name; size, modification and change time of the input, size and modification time of
#: the output, as in :class:`Entry`; and whether it is sound. A plain tuple: every run asks for every post's.
Known = tuple[bytes, bytes, int | None, int | None, int | None, int | None, int | None, int]
#: Size in bytes, modification and change time in nanoseconds.
Stamp = tuple[int, int, int]


class State(IntEnum):
    """Who owns the file with the output name of a post."""

    NONE = 0  # not us
    CLAIMED = 1  # the name was free when an unfinished run claimed it
    WRITTEN = 2  # us, as the row describes it
    DOUBTFUL = 3  # us, but an unfinished run may have replaced it


class Reason(StrEnum):
    """Why a post must be converted."""

    NEW = "new"
    CHANGED = "changed"
    OUTDATED = "outdated"
    RENAMED = "renamed"
    MISSING = "missing"
    ALTERED = "altered"
    RETRIED = "retried"


class Entry(NamedTuple):
    """What is known of one post.

    ``key`` is made by :func:`key_of`. ``size``, ``mtime``, ``ctime`` are the input's stamp, ``ctime`` None where it
    must be looked at again whatever its stamp says; ``digest`` the SHA-256 of its bytes, None if that is not known.
    ``output`` is the output's name below the folder, ``claim`` that name as a file system sees it that folds names,
    None where it is the same: no two posts share it. ``out_size``,
    ``out_mtime``, ``out_digest`` are the output as written, in the ``run`` of that number by the ``recipe`` of that
    number. ``error`` is the code of what went wrong the last time; ``listed`` says that the post was called gone.
    """

    key: bytes
    output: bytes
    claim: bytes | None = None
    state: int = State.NONE
    size: int | None = None
    mtime: int | None = None
    ctime: int | None = None
    digest: bytes | None = None
    out_size: int | None = None
    out_mtime: int | None = None
    out_digest: bytes | None = None
    recipe: int = 0
    run: int = 0
    error: str | None = None
    listed: int = 0

    @property
    def stands(self) -> bool:
        """Whether there is an output that a sync wrote."""
        return self.state in {State.WRITTEN, State.DOUBTFUL}

    def stamped(self, stamp: Stamp | None) -> Entry:
        """The entry with this stamp of its input; None: the input must be compared next time."""
        if stamp is None:
            return self._replace(ctime=None)
        size, mtime, ctime = stamp
        return self._replace(size=size, mtime=mtime, ctime=ctime)


class Task(NamedTuple):
    """A post to convert, with its input's stamp when that was decided (no ``ctime``: not one to compare with later).

    ``origin`` is the key that the post had before.
    """

    key: bytes
    reason: str
    size: int | None = None
    mtime: int | None = None
    ctime: int | None = None
    origin: bytes | None = None

    @property
    def stamp(self) -> Stamp | None:
        """The input's stamp, None if it is not to be compared with later."""
        if self.size is None or self.mtime is None or self.ctime is None:
            return None
        return self.size, self.mtime, self.ctime


_TABLES = f"""
CREATE TABLE post (
    key BLOB PRIMARY KEY, output BLOB NOT NULL, claim BLOB, state INTEGER NOT NULL,
    size INTEGER, mtime INTEGER, ctime INTEGER, digest BLOB,
    out_size INTEGER, out_mtime INTEGER, out_digest BLOB,
    recipe INTEGER NOT NULL, run INTEGER NOT NULL, error TEXT, listed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX post_claim ON post (coalesce(claim, output));
CREATE TABLE folder (name BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (format TEXT NOT NULL, run INTEGER NOT NULL, unsettled INTEGER);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_SCHEMA};
"""
#: What older ledgers lack.
_LATER = """
CREATE TABLE IF NOT EXISTS mount (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (path BLOB NOT NULL)
"""
#: The plan of one run, in tables that exist as long as the connection.
_PLANS = """
CREATE TEMP TABLE task (key BLOB PRIMARY KEY, reason TEXT, size INTEGER, mtime INTEGER, ctime INTEGER, origin BLOB)
    WITHOUT ROWID;
CREATE TEMP TABLE gone (key BLOB PRIMARY KEY, size INTEGER, digest BLOB, heir BLOB) WITHOUT ROWID;
CREATE INDEX temp.gone_size ON gone (size, digest);
"""
_ROW = ", ".join(Entry._fields)
_TASK = ", ".join(Task._fields)


def key_of(relative: str) -> bytes:
    """A relative path as bytes that sort in the order of the walk: name by name, by code points of UTF-8."""
    return utf8_name(relative).replace(os.sep, "\0").encode("utf-8", "surrogatepass")


def relative_of(key: bytes) -> str:
    """The relative path for a key."""
    return local_name(key.decode("utf-8", "surrogatepass").replace("\0", os.sep))


class DamagedError(LedgerError):
    """The file is no ledger, or damaged."""


class Ledger:
    """An open ledger. On ``trial``, changes are made to a temporary copy; ``path`` None is an empty ledger.

    ``is_new``: it holds nothing yet. ``format`` is that of the outputs; ``run`` the number of the last run that
    wrote, ``unsettled`` that of the first whose outputs may not have reached the disk, None if all have.
    Raises DamagedError for a file that is none of ours or torn, LedgerError for one of a newer version or one that
    cannot be opened. Every method raises LedgerError if the disk is full or fails.
    """

    def __init__(self, path: str | None, to: str, *, trial: bool = False) -> None:
        self.name = path or "the ledger"
        self._lasts = path is not None and not trial
        if trial and path is not None and not os.path.exists(path):
            path = None
        try:
            self._base = sqlite3.connect(path or "", isolation_level=None)  # "" is a temporary file
        except sqlite3.Error as error:
            raise self._trouble(error) from None
        try:
            self._check()
            if trial:
                self._copy()
            self._begin(to)
        except BaseException:
            self.close()
            raise

    def _check(self) -> None:
        (version,), (application,) = self._all("PRAGMA user_version")[0], self._all("PRAGMA application_id")[0]
        if application == _APPLICATION and version > _SCHEMA:
            raise LedgerError(
                f"{self.name}: made by a newer fraudnews (ledger version {version})",
                "upgrade this one; or remove the ledger, and it is rebuilt",
            )
        self.is_new = not self._all("SELECT 1 FROM sqlite_master LIMIT 1")
        if self.is_new:
            return
        if application != _APPLICATION or self._all("PRAGMA integrity_check") != [("ok",)]:
            raise self._damaged()
        self._all(f"SELECT {_ROW} FROM post LIMIT 1")  # a table may be missing if it was salvaged from a damaged file
        self._all("SELECT name FROM folder LIMIT 1")

    def _copy(self) -> None:
        copy = sqlite3.connect("", isolation_level=None)
        try:
            self._base.backup(copy)
        except sqlite3.Error as error:
            raise self._trouble(error) from None
        finally:
            self._base.close()
            self._base = copy

    def _begin(self, to: str) -> None:
        self._all("PRAGMA cache_size = -500")  # kB; with its usual 2,000 nothing is faster, as all goes in order
        self._all("PRAGMA synchronous = FULL")
        if not _may_spill():
            self._all("PRAGMA temp_store = MEMORY")
        self._all("BEGIN")
        if self.is_new:
            self._script(_TABLES)
            self._all("INSERT INTO about VALUES (?, 0, NULL)", to)
        self._script(_LATER)
        self._script(_PLANS)
        about = self._all("SELECT format, run, unsettled FROM about WHERE typeof(run) = 'integer'")
        if len(about) != 1:
            raise self._damaged()
        self.format, self.run, self.unsettled = about[0]

    def start_run(self) -> None:
        """Record that a run begins to write: until :meth:`settle`, its outputs may not be on the disk.

        Those that it will replace are doubtful until it has.
        """
        self.run += 1
        if self.unsettled is None:
            self.unsettled = self.run
        self._all("UPDATE about SET run = ?, unsettled = ?", self.run, self.unsettled)
        self._all(
            "UPDATE post SET state = ? WHERE state = ? AND key IN (SELECT key FROM task)", State.DOUBTFUL, State.WRITTEN
        )

    def settle(self) -> None:
        """Record that all outputs have reached the disk."""
        self.unsettled = None
        self._all("UPDATE about SET unsettled = NULL")
        self._all("UPDATE post SET state = ? WHERE state = ?", State.WRITTEN, State.DOUBTFUL)

    def commit(self) -> None:
        """Commit all changes so far."""
        self._all("COMMIT")
        self._all("BEGIN")

    def close(self) -> None:
        """Close the file without a commit."""
        with contextlib.suppress(sqlite3.Error):
            self._base.close()

    # ---- posts ----

    def known(self, recipe: int, run: int) -> Iterator[Known]:
        """All posts in the order of their keys; posts already given may be changed meanwhile.

        Sound are those made by ``recipe``, not after ``run``, without an error, and not listed as gone.
        """
        sound = f"recipe = {recipe:d} AND run <= {run:d} AND error IS NULL AND NOT listed"
        columns = f"key, output, size, mtime, ctime, out_size, out_mtime, {sound}"
        query = f"SELECT {columns} FROM post WHERE key > ? ORDER BY key LIMIT {_PAGE}"
        return chain.from_iterable(self._pages(query))

    def knows(self, recipe: int) -> bool:
        """Whether any post was converted by ``recipe``, even if it failed."""
        return bool(self._all("SELECT 1 FROM post WHERE recipe = ? LIMIT 1", recipe))

    def entry(self, key: bytes) -> Entry | None:
        """One post, None if it is not known."""
        return self._entry("key", key)

    def holder(self, claim: bytes) -> Entry | None:
        """The post whose output has this claim, None if there is none."""
        return self._entry("coalesce(claim, output)", claim)

    def is_empty(self) -> bool:
        """Whether no post is known."""
        return not self._all("SELECT 1 FROM post LIMIT 1")

    def put(self, entry: Entry) -> None:
        """Add a post, or replace what is known of it."""
        self._all(f"REPLACE INTO post ({_ROW}) VALUES ({', '.join('?' * len(entry))})", *map(_held, entry))

    def drop(self, key: bytes) -> None:
        """Forget a post."""
        self._delete("post", "key", key)

    # ---- folders that a sync made ----

    def add_folder(self, name: bytes) -> None:
        """Record an output folder that we created and may remove."""
        self._all("INSERT OR IGNORE INTO folder VALUES (?)", name)

    def has_folder(self, name: bytes) -> bool:
        """Whether we created this output folder and may remove it."""
        return bool(self._all("SELECT 1 FROM folder WHERE name = ?", name))

    def drop_folder(self, name: bytes) -> None:
        """Forget an output folder."""
        self._delete("folder", "name", name)

    # ---- the source, and where something is mounted in it, or holds it ----

    def source(self) -> bytes | None:
        """Where the posts of the last run were, None if that is not known."""
        found = self._all("SELECT path FROM source")
        return found[0][0] if found else None

    def mounts(self) -> set[bytes]:
        """The keys of the places at which the last run saw something mounted.

        Those in the source are relative to it, as the keys of posts are; that of what holds it is an absolute path.
        """
        return {key for (key,) in self._all("SELECT key FROM mount")}

    def remember(self, source: bytes, mounts: set[bytes]) -> None:
        """Record source and mounts for the next run; what is the same as in the last run is not written."""
        if source != self.source():
            self._all("DELETE FROM source")
            self._all("INSERT INTO source VALUES (?)", source)
        if mounts != self.mounts():
            self._all("DELETE FROM mount")
            for key in mounts:
                self._all("INSERT INTO mount VALUES (?)", key)

    def first_below(self, folder: bytes) -> bytes | None:
        """The key of the first post that is known in this folder, or below it; in the source itself if it is empty."""
        query = "SELECT key FROM post WHERE key > ? AND key < ? ORDER BY key LIMIT 1"
        found = self._all(query, *((folder + b"\0", folder + b"\1") if folder else (b"", b"\xff")))
        return bytes(found[0][0]) if found else None

    # ---- the plan of this run ----

    def plan(self, task: Task) -> None:
        """Add a post to convert, or change what is planned for it."""
        self._all(f"REPLACE INTO task ({_TASK}) VALUES (?, ?, ?, ?, ?, ?)", *map(_held, task))

    def tasks(self, *reasons: Reason) -> Iterator[Task]:
        """The plan, for these reasons or all, in the order of the keys; it may be changed meanwhile."""
        which = f"reason IN ({', '.join('?' * len(reasons))}) AND" if reasons else ""
        query = f"SELECT {_TASK} FROM task WHERE {which} key > ? ORDER BY key LIMIT {_PAGE}"
        return map(Task._make, chain.from_iterable(self._pages(query, *reasons)))

    def task(self, key: bytes) -> Task | None:
        """What is planned for one post; None if nothing is, or nothing more."""
        found = self._all(f"SELECT {_TASK} FROM task WHERE key = ?", key)
        return Task._make(found[0]) if found else None

    def tasks_by_reason(self) -> dict[str, int]:
        """How many posts are to be converted, by reason."""
        return dict(self._all("SELECT reason, count(*) FROM task GROUP BY reason"))

    def plans_harm(self) -> bool:
        """Whether a post is to be converted that has harmed its worker before."""
        return bool(self._all(f"SELECT 1 FROM task JOIN post USING (key) WHERE error IN {_HARM} LIMIT 1"))

    def unplan(self, key: bytes) -> None:
        """Remove a post from the plan."""
        self._delete("task", "key", key)

    def lose(self, key: bytes) -> None:
        """Record that the input of a post is gone."""
        self._all("INSERT INTO gone SELECT key, size, digest, NULL FROM post WHERE key = ?", key)

    def reclaim(self, key: bytes) -> bool:
        """Undo :meth:`lose` for a post whose output has another input now; whether it was lost."""
        return self._delete("gone", "key", key)

    def is_size_gone(self, size: int) -> bool:
        """Whether a post of this size is gone and was not renamed."""
        return bool(self._all("SELECT 1 FROM gone WHERE size = ? AND heir IS NULL LIMIT 1", size))

    def inherit(self, size: int, digest: bytes, heir: bytes) -> bytes | None:
        """The first gone post with this content, which is recorded as renamed to ``heir``; None if there is none."""
        query = "SELECT key FROM gone WHERE size = ? AND digest = ? AND heir IS NULL ORDER BY key LIMIT 1"
        found = self._all(query, size, digest)
        if not found:
            return None
        self._all("UPDATE gone SET heir = ? WHERE key = ?", heir, found[0][0])
        return bytes(found[0][0])

    def gone(self) -> Iterator[Entry]:
        """The posts that are gone and were not renamed; they may be changed or dropped meanwhile."""
        columns = ", ".join(f"post.{name}" for name in Entry._fields)
        which = "heir IS NULL AND key > ?"
        query = f"SELECT {columns} FROM gone JOIN post USING (key) WHERE {which} ORDER BY key LIMIT {_PAGE}"
        return map(Entry._make, chain.from_iterable(self._pages(query)))

    def gone_around(self, output: bytes, claim: bytes | None) -> list[Entry]:
        """Those of :meth:`gone` whose outputs lie above or below this output, so that both cannot be."""
        name = output if claim is None else claim
        parts = name.split(b"/")
        above = [b"/".join(parts[:count]) for count in range(1, len(parts))]
        marks = ", ".join("?" * len(above))
        query = f"""
            SELECT {_ROW} FROM post
            WHERE (coalesce(claim, output) IN ({marks}) OR coalesce(claim, output) > ? AND coalesce(claim, output) < ?)
            AND EXISTS (SELECT 1 FROM gone WHERE gone.key = post.key AND heir IS NULL)
        """
        return list(map(Entry._make, self._all(query, *above, name + b"/", name + b"0")))

    # ---- SQLite ----

    def _pages(self, query: str, *values: object) -> Iterator[list[Any]]:
        """The rows of ``query`` in pages: its last parameter is the key after which a page begins."""
        after = b""
        while page := self._all(query, *values, after):
            yield page
            after = page[-1][0]

    def _entry(self, column: str, value: bytes) -> Entry | None:
        found = self._all(f"SELECT {_ROW} FROM post WHERE {column} = ?", value)
        return Entry._make(found[0]) if found else None

    def _delete(self, table: str, column: str, value: bytes) -> bool:
        self._all(f"DELETE FROM {table} WHERE {column} = ?", value)
        return bool(self._all("SELECT changes()")[0][0])

    def _script(self, statements: str) -> None:
        for statement in statements.split(";"):  # executescript would commit
            self._all(statement)

    def _all(self, statement: str, *values: object) -> list[Any]:
        try:
            return self._base.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _damaged(self) -> DamagedError:
        return DamagedError(f"{self.name}: damaged", "remove it, and it is rebuilt")

    def _trouble(self, error: sqlite3.Error) -> LedgerError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE:
            return DamagedError(f"{self.name}: damaged ({error})", "run it again, and it is rebuilt")
        if code in _IN_USE:
            return LedgerError(f"{self.name}: another program has it open", "close that, and run it again")
        if code in _LOST and self._lasts and not os.path.exists(self.name):
            return LedgerError(f"{self.name}: it was removed while we worked ({error})", "run it again")
        if code == sqlite3.SQLITE_CANTOPEN and len(os.fsencode(os.path.realpath(self.name))) > _LONGEST_PATH:
            return LedgerError(f"{self.name}: a path too long for SQLite", f"name a folder below {_LONGEST_PATH} bytes")
        remedy = "make room (in TMPDIR, too), or check permissions and limits (see ulimit -a), and run it again"
        return LedgerError(f"{self.name}: {error}", remedy)


def _held(value: object) -> object:
    """``value`` as SQLite can hold it: a time before 1677 or after 2262 is None, so that no stamp is equal to it."""
    return None if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63 else value


def _may_spill() -> bool:
    """Whether SQLite may make a file somewhere for plans that outgrow its cache: a service is often shut out of all."""
    places = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), *_TEMPORARY_PLACES)
    return any(place and os.access(place, os.W_OK | os.X_OK) for place in places)


def set_aside(path: str) -> str:
    """Give a damaged ledger another name, in place of an older one there, and return that. Raises LedgerError."""
    aside = f"{path}.damaged"
    try:
        os.replace(path, aside)
        for ending in ("-journal", "-wal", "-shm"):  # left, they would be played into the new ledger
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path + ending)
    except OSError as error:
        raise LedgerError(f"{path}: {reason(error)}", "check permissions") from None
    return aside
