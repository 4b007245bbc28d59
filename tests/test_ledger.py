"""The ledger: in the order of the walk, whole or set aside."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from fraudnews.errors import LedgerError
from fraudnews.ledger import DamagedError, Entry, Ledger, Reason, State, Task, key_of, relative_of, set_aside
from fraudnews.sources import find_sources

NAMES = [
    "a.md",
    "a/x.md",
    "a-b.md",
    "a b.md",
    "b/\U0001f600.md",
    "b/\uffff.md",
    "b/\udce9.md",
    "b/é.md",
    "Z.md",
    "a\n.md",
]


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "ledger")


@pytest.fixture
def opened(path):
    """What opens the ledger; whatever it opened is closed when the test ends."""
    with contextlib.ExitStack() as stack:
        yield lambda **more: stack.enter_context(contextlib.closing(Ledger(path, "text", **more)))


def filled(path, count=3):
    ledger = Ledger(path, "text")
    for number in range(count):
        ledger.put(Entry(b"%05d.md" % number, b"%05d.txt" % number, state=State.WRITTEN, size=number))
    ledger.commit()
    ledger.close()


def test_keys_sort_as_the_walk_does_and_lead_back(tmp_path):
    for name in NAMES:
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.touch()
    walked = [source.relative for source in find_sources([str(tmp_path)])]
    assert len(walked) == len(NAMES)
    assert sorted(walked, key=key_of) == walked
    assert [relative_of(key_of(name)) for name in walked] == walked


def test_posts_come_in_order_whatever_is_changed_behind_them(path, opened):
    filled(path, 2500)
    ledger = opened()
    seen = []
    for key, *_, is_sound in ledger.known(recipe=0, run=0):
        seen.append(key)
        assert is_sound
        ledger.drop(key)
    assert seen == [b"%05d.md" % number for number in range(2500)]
    assert ledger.is_empty()


def test_what_is_not_committed_never_was(path, opened):
    filled(path)
    ledger = opened()
    ledger.put(Entry(b"new.md", b"new.txt"))
    ledger.close()
    assert opened().entry(b"new.md") is None


def test_two_posts_never_share_an_output(path, opened):
    filled(path)
    ledger = opened()
    ledger.put(Entry(b"other.md", b"00001.txt"))
    assert ledger.entry(b"00001.md") is None
    assert ledger.holder(b"00001.txt").key == b"other.md"


def test_a_trial_leaves_no_trace(path, opened):
    trial = opened(trial=True)
    trial.put(Entry(b"a.md", b"a.txt"))
    trial.commit()
    assert not Path(path).exists()
    filled(path)
    before = Path(path).read_bytes()
    trial = opened(trial=True)
    trial.drop(b"00001.md")
    trial.commit()
    assert trial.entry(b"00001.md") is None
    assert Path(path).read_bytes() == before
    assert [entry.name for entry in Path(path).parent.iterdir()] == ["ledger"]


def test_plans_go_with_the_run(path, opened):
    filled(path)
    ledger = opened()
    ledger.plan(Task(b"a.md", Reason.NEW, 1, 2, 3))
    ledger.plan(Task(b"b.md", Reason.CHANGED))
    assert [task.key for task in ledger.tasks()] == [b"a.md", b"b.md"]
    assert [task.stamp for task in ledger.tasks(Reason.NEW)] == [(1, 2, 3)]
    assert ledger.tasks_by_reason() == {"new": 1, "changed": 1}
    ledger.unplan(b"a.md")
    assert ledger.task(b"a.md") is None
    ledger.commit()
    ledger.close()
    assert opened().tasks_by_reason() == {}


@pytest.mark.parametrize("closed", [False, True])
def test_plans_stay_in_memory_where_no_folder_takes_temporary_files(monkeypatch, closed, opened):
    if closed:
        monkeypatch.setattr(os, "access", lambda *_: False)
    ledger = opened()
    assert ledger._all("PRAGMA temp_store") == [(2 if closed else 0,)]
    ledger.close()


def test_a_post_lives_on_once(opened):
    ledger = opened()
    for key in (b"a.md", b"b.md"):
        entry = Entry(key, key, size=5, digest=b"same")
        ledger.put(entry)
        ledger.lose(key)
    assert [ledger.inherit(5, b"same", heir) for heir in (b"x", b"y", b"z")] == [b"a.md", b"b.md", None]
    assert list(ledger.gone()) == []
    assert not ledger.is_size_gone(5)


def test_what_lies_above_or_below_a_name_is_found_among_the_gone_alone(opened):
    ledger = opened()
    for name in (b"a", b"a/b", b"a/b/c", b"a/b/c/d", b"a/b/c0", b"a/b/cd/e", b"a/bc", b"z"):
        ledger.put(Entry(b"post of " + name, name))
        if name != b"a/b":
            ledger.lose(b"post of " + name)
    assert [entry.output for entry in ledger.gone_around(b"a/b/c", None)] == [b"a", b"a/b/c/d"]
    assert [entry.output for entry in ledger.gone_around(b"A/bC", b"a/bc")] == [b"a"]
    assert [entry.output for entry in ledger.gone_around(b"a/b/cd", None)] == [b"a", b"a/b/cd/e"]
    assert ledger.gone_around(b"y", None) == []


def test_a_run_is_in_doubt_until_it_settles(opened):
    for expected in (1, 2):
        ledger = opened()
        ledger.start_run()
        ledger.commit()
        ledger.close()
        ledger = opened()
        assert (ledger.run, ledger.unsettled) == (expected, 1)
        ledger.close()
    ledger = opened()
    ledger.settle()
    ledger.commit()
    ledger.close()
    assert opened().unsettled is None


def _garbage(path):
    Path(path).write_bytes(b"no database " * 500)


def _half(path):
    os.truncate(path, Path(path).stat().st_size // 2)


def _torn(path, page=3):
    with Path(path).open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\xaa" * 4096)


def _torn_where_nobody_looks(path):
    _torn(path, Path(path).stat().st_size // 4096 // 2)


def _foreign(path):
    Path(path).unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE other (x)")
    base.close()


def _without_a_table(path):
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE about")
    base.close()


def _salvaged(*statements):
    def change(path):
        with sqlite3.connect(path) as base:
            for statement in statements:
                base.execute(statement)
        base.close()

    return change


_SALVAGED = {
    "no posts": _salvaged("DROP TABLE post"),
    "no folders": _salvaged("DROP TABLE folder"),
    "a column less": _salvaged("ALTER TABLE post DROP COLUMN listed"),
    "nothing about": _salvaged("DELETE FROM about"),
    "another program's": _salvaged("PRAGMA application_id = 1"),
    "no number about": _salvaged("UPDATE about SET run = 'x'"),
}


@pytest.mark.parametrize(
    "damage", [_garbage, _half, _torn, _torn_where_nobody_looks, _foreign, _without_a_table, *_SALVAGED.values()]
)
def test_a_damaged_ledger_is_told_and_kept_aside(path, damage):
    filled(path, 2000)
    damage(path)
    damaged = Path(path).read_bytes()
    with pytest.raises(DamagedError, match="damaged"):
        Ledger(path, "text")
    for ending in ("-journal", "-wal", "-shm"):
        Path(path + ending).write_bytes(b"left")
    assert Path(set_aside(path)).read_bytes() == damaged
    assert [entry.name for entry in Path(path).parent.iterdir()] == ["ledger.damaged"]


def test_an_empty_file_is_a_new_ledger(path, opened):
    Path(path).touch()
    assert opened().is_new


def test_a_ledger_knows_by_which_recipes_its_posts_were_made(path, opened):
    filled(path)
    ledger = opened()
    assert (ledger.knows(Entry(b"a", b"a").recipe), ledger.knows(99)) == (True, False)
    ledger.close()


def test_a_newer_ledger_is_left_alone(path):
    filled(path)
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(LedgerError, match="made by a newer fraudnews") as caught:
        Ledger(path, "text")
    assert not isinstance(caught.value, DamagedError)


def test_a_locked_ledger_is_not_a_damaged_one(path, monkeypatch):
    filled(path)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, **more, timeout=0))
    with connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="locked") as caught:
            Ledger(path, "text")
    other.close()
    assert not isinstance(caught.value, DamagedError)


def test_a_folder_that_cannot_hold_a_ledger_is_an_error(tmp_path):
    with pytest.raises(LedgerError, match="unable to open"):
        Ledger(str(tmp_path / "none" / "ledger"), "text")


def test_a_path_that_sqlite_does_not_take_is_called_too_long(tmp_path):
    deep = tmp_path.joinpath(*["d" * 100] * 5)
    deep.mkdir(parents=True)
    with pytest.raises(LedgerError, match="too long for SQLite: name a folder"):
        Ledger(str(deep / "ledger"), "text")


def test_a_ledger_that_is_removed_at_work_is_said_to_be(path):
    with contextlib.closing(Ledger(path, "text")) as ledger:
        ledger.commit()
        Path(path).unlink()
        with pytest.raises(LedgerError, match=r"it was removed while we worked .*: run it again"):
            ledger.put(Entry(b"a.md", b"a"))


def test_where_there_is_no_room_both_places_are_named(path):
    with contextlib.closing(Ledger(path, "text")) as ledger:
        ledger._base.execute("PRAGMA max_page_count = 1")
        with pytest.raises(LedgerError, match=r"database or disk is full: make room \(in TMPDIR, too\)"):
            ledger.put(Entry(b"a.md", b"a" * 100_000))


def test_what_is_mounted_is_remembered_also_by_a_ledger_that_is_older(path):
    filled(path)
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("DROP TABLE mount")
        base.execute("DROP TABLE source")
    for mounts in ({b"a", b"b\0c"}, {b"b\0c"}, set()):
        with contextlib.closing(Ledger(path, "text")) as ledger:
            ledger.remember(b"/srv", mounts)
            ledger.commit()
        with contextlib.closing(Ledger(path, "text")) as ledger:
            assert (ledger.source(), ledger.mounts()) == (b"/srv", mounts)
            assert not ledger.is_empty()


def test_the_first_post_of_a_folder_is_none_beside_it(path):
    with contextlib.closing(Ledger(path, "text")) as ledger:
        for key in (b"a", b"a\0c\0x", b"a\0d", b"a.md", b"b\0x"):
            ledger.put(Entry(key, key))
        assert [ledger.first_below(key) for key in (b"a", b"a\0c", b"a\0d", b"c")] == [
            b"a\0c\0x",
            b"a\0c\0x",
            None,
            None,
        ]
