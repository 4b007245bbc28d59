"""What is read from a file is kept until the file changes, or what reads it."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

import pytest

from fraudnews.kept import kept


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a process that keeps bytecode in a folder of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    path = tmp_path / "some.toml"
    path.write_bytes(b"one")
    return path


def reader(calls: list[bytes]):
    return lambda data: calls.append(data) or {"data": data.decode(), "more": [(1, None, '"二维码"\n')]}


def test_what_was_read_is_read_once(file: Path):
    calls: list[bytes] = []
    values = [kept(str(file), reader(calls)) for _ in range(3)]
    assert values == [{"data": "one", "more": [(1, None, '"二维码"\n')]}] * 3
    assert calls == [b"one"]
    assert values[0] is not values[1]


def test_values_are_not_compiled(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    deep = functools.reduce(lambda inner, _: [inner], range(300), [])  # more brackets than Python's compiler takes
    assert kept(str(file), lambda _: deep) == deep


def test_a_change_of_the_file_or_of_what_reads_it_is_seen(file: Path, tmp_path: Path):
    calls: list[bytes] = []
    maker = tmp_path / "maker.py"
    maker.touch()
    kept(str(file), reader(calls), str(maker))
    os.utime(maker, (1, 1))  # an older version that was installed over it
    kept(str(file), reader(calls), str(maker))
    maker.write_bytes(b"newer")
    os.utime(maker, (1, 1))
    kept(str(file), reader(calls), str(maker))
    file.write_bytes(b"other")
    assert kept(str(file), reader(calls), str(maker))["data"] == "other"
    assert calls == [b"one", b"one", b"one", b"other"]


def test_nothing_is_kept_where_python_keeps_no_bytecode(file: Path, monkeypatch: pytest.MonkeyPatch):
    calls: list[bytes] = []
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [kept(str(file), reader(calls))["data"] for _ in range(2)] == ["one", "one"]
    assert calls == [b"one", b"one"]
    assert not (file.parent / "cache").exists()


def test_a_cache_that_cannot_be_written_or_is_broken_does_no_harm(file: Path, monkeypatch: pytest.MonkeyPatch):
    calls: list[bytes] = []
    kept(str(file), reader(calls))
    (made,) = (file.parent / "cache").rglob("*.pyc")
    whole = made.read_bytes()
    middle = whole.index(b"more")
    for broken in (
        b"broken",
        whole[:-9],
        whole[:16] + b"\x7f" * 9,
        whole[:16] + b"c",
        whole[: middle - 9] + bytes(20) + whole[middle + 11 :],  # a page that the power cut left empty
        whole.replace(b"one", b"\0\0\0"),
    ):
        made.write_bytes(broken)
        assert kept(str(file), reader(calls))["data"] == "one"
    made.unlink()
    monkeypatch.setattr(sys, "pycache_prefix", str(file))  # a file, no folder
    assert kept(str(file), reader(calls))["data"] == "one"
    assert len(calls) == 8


def test_a_file_that_is_missing_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        kept(str(tmp_path / "none.toml"), lambda data: data)
