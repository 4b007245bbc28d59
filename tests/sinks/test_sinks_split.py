"""Compressed results and numbered parts."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from itertools import chain

import pytest

from fraudnews.compression import _zstd
from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.sinks import open_sink
from fraudnews.sinks.split import SplitSink
from fraudnews.sources import Source

#: The module of Python 3.14, or what brings it to older ones.
zstd = _zstd()

SOURCE = Source("a.md", "a.md")
EXPAND = {"": bytes, ".gz": gzip.decompress, ".zst": zstd.decompress}


def write(path, count, split=None, *, overwrite=False):
    with open_sink(str(path), "jsonl", overwrite=overwrite, split=split) as sink:
        for number in range(count):
            sink.write(SOURCE, Result(b"%d\n" % number, "0"))


def parts(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("ending", EXPAND)
def test_a_compressed_file_holds_the_same_and_is_the_same_each_time(tmp_path, ending):
    first, second = tmp_path / f"a.jsonl{ending}", tmp_path / f"b.jsonl{ending}"
    write(first, 1000)
    write(second, 1000)
    assert EXPAND[ending](first.read_bytes()) == b"".join(b"%d\n" % number for number in range(1000))
    assert first.read_bytes() == second.read_bytes()
    assert len(parts(tmp_path)) == 2


def test_an_empty_compressed_file_expands_to_nothing(tmp_path):
    for ending in (".gz", ".zst"):
        write(tmp_path / f"a{ending}", 0)
        assert EXPAND[ending]((tmp_path / f"a{ending}").read_bytes()) == b""


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (2, [2]), (3, [2, 1]), (6, [2, 2, 2])])
@pytest.mark.parametrize("ending", EXPAND)
def test_parts_hold_so_many_posts_each(tmp_path, count, sizes, ending):
    write(tmp_path / f"out.jsonl{ending}", count, 2)
    found = parts(tmp_path)
    assert list(found) == [f"out-{number:05}.jsonl{ending}" for number in range(1, len(sizes) + 1)]
    lines = [EXPAND[ending](data).splitlines() for data in found.values()]
    assert [len(part) for part in lines] == sizes
    assert [*chain(*lines)] == [b"%d" % number for number in range(count)]


@pytest.mark.parametrize(
    ("name", "part"),
    [("out", "out-00001"), ("a.b.md", "a.b-00001.md"), (".gz", ".gz-00001"), ("x[1].txt", "x[1]-00001.txt")],
)
def test_the_number_stands_before_the_ending(tmp_path, name, part):
    write(tmp_path / name, 1, 5)
    write(tmp_path / name, 1, 5, overwrite=True)
    assert list(parts(tmp_path)) == [part]


@pytest.mark.parametrize("old", ["out-00001.jsonl", "out-00007.jsonl", "out-123456.jsonl"])
def test_parts_of_an_earlier_run_are_refused_before_anything_is_written(tmp_path, old):
    (tmp_path / old).write_text("old")
    with pytest.raises(UsageError, match=f"{old} exists: name another file, or give --overwrite"):
        write(tmp_path / "out.jsonl", 1, 5)
    assert parts(tmp_path) == {old: b"old"}


def test_with_overwrite_no_part_of_a_longer_run_stays_and_nothing_else_goes(tmp_path):
    others = ["out.jsonl", "out-1.jsonl", "out-00001.txt", "out-000003.jsonl", "my-out-00003.jsonl"]
    for name in others:
        (tmp_path / name).write_text("mine")
    write(tmp_path / "out.jsonl", 6, 2)
    write(tmp_path / "out.jsonl", 3, 2, overwrite=True)
    found = parts(tmp_path)
    assert sorted(found) == sorted([*others, "out-00001.jsonl", "out-00002.jsonl"])
    assert {found[name] for name in others} == {b"mine"}


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, SystemExit, OutputError])
def test_an_interrupt_leaves_the_parts_of_the_earlier_run_and_no_others(tmp_path, trouble):
    write(tmp_path / "out.jsonl", 6, 2)
    before = parts(tmp_path)

    def interrupted():
        with SplitSink(tmp_path / "out.jsonl", "jsonl", 2, overwrite=True) as sink:
            for _ in range(9):
                sink.write(SOURCE, Result(b"new\n", "0"))
            raise trouble("x", "y")

    with pytest.raises(trouble):
        interrupted()
    assert parts(tmp_path) == before


def test_no_part_has_its_name_before_the_last_is_complete(tmp_path):
    with SplitSink(tmp_path / "out.jsonl", "jsonl", 1, overwrite=False) as sink:
        for _ in range(3):
            sink.write(SOURCE, Result(b"new\n", "0"))
        assert list(tmp_path.glob("out*")) == []
    assert list(parts(tmp_path)) == [f"out-0000{number}.jsonl" for number in (1, 2, 3)]


SIGNALLED = """
import os, signal, sys
from pathlib import Path
from fraudnews.model import Result
from fraudnews.sinks.split import SplitSink
from fraudnews.sources import Source

replace = os.replace
os.replace = lambda *names: (os.kill(os.getpid(), signal.SIGTERM), replace(*names))
signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
with SplitSink(Path("out.jsonl"), "jsonl", 2, overwrite=True, fsync=True) as sink:
    for _ in range(5):
        sink.write(Source("a.md", "a.md"), Result(b"new", "0"))
"""


def test_a_signal_while_parts_get_their_names_waits_for_the_last(tmp_path):
    write(tmp_path / "out.jsonl", 9, 2)
    assert subprocess.run([sys.executable, "-c", SIGNALLED], cwd=tmp_path, check=False).returncode == 143
    names = [f"out-0000{number}.jsonl" for number in (1, 2, 3)]
    assert parts(tmp_path) == dict(zip(names, (b"newnew", b"newnew", b"new"), strict=True))


@pytest.mark.parametrize(
    ("name", "is_part"),
    [("out-00001.jsonl", True), ("./out-123456.jsonl", True), ("out.jsonl", False), ("out-00001.txt", False)],
)
def test_it_knows_the_names_of_its_parts(tmp_path, monkeypatch, name, is_part):
    monkeypatch.chdir(tmp_path)
    assert SplitSink(tmp_path / "out.jsonl", "jsonl", 1, overwrite=False).owns(name) is is_part


def test_when_nothing_was_written_a_discarded_run_changes_nothing(tmp_path):
    write(tmp_path / "out.jsonl", 3, 2)
    before = parts(tmp_path)
    with open_sink(str(tmp_path / "out.jsonl"), "jsonl", overwrite=True, split=2) as sink:
        sink.discard()
    assert parts(tmp_path) == before


@pytest.mark.parametrize("output", [None, "-", "/dev/null", "pipe", "out/", "."])
def test_only_a_file_can_be_split(tmp_path, monkeypatch, output):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    named = "" if output in {None, "-"} else f", and {output} is none"
    with pytest.raises(UsageError, match=f"--split is for one file{named}: name it with -o FILE"):
        open_sink(output, "jsonl", overwrite=True, split=2)


def test_parts_in_a_folder_that_is_missing_are_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="make its folder"):
        write(tmp_path / "none" / "out.jsonl", 1, 2)
