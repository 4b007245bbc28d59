"""One part of what several runs make, and its manifest: whatever happens, a manifest never speaks of another part."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from hashlib import sha256

import pytest

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.shard import Shard
from fraudnews.sinks import open_sink
from fraudnews.sinks.part import PartSink
from fraudnews.sources import Source

SOURCE = Source("a.md", "a.md")
PART, MANIFEST = "part-00003-of-00016.jsonl", "part-00003-of-00016.jsonl.manifest.json"


def write(path, data, number=3, of=16):
    with open_sink(str(path), "jsonl", overwrite=False, shard=Shard(number, of)) as sink:
        assert isinstance(sink, PartSink)
        sink.write(SOURCE, Result(data, "0"))
        sink.describe({"written": 1})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def manifest_of(folder):
    return json.loads((folder / MANIFEST).read_text("utf-8"))


def test_a_part_has_the_shard_in_its_name_and_a_manifest_beside_it(tmp_path):
    write(tmp_path / "part.jsonl", b"1\n")
    assert names(tmp_path) == [PART, MANIFEST]
    assert manifest_of(tmp_path) == {
        "part": PART,
        "shard": 3,
        "shards": 16,
        "bytes": 2,
        "sha256": sha256(b"1\n").hexdigest(),
        "written": 1,
    }


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("out", "out-00003-of-00016"),
        ("a.b.md", "a.b-00003-of-00016.md"),
        ("part.jsonl.zst", "part-00003-of-00016.jsonl.zst"),
    ],
)
def test_the_shard_stands_before_the_ending(tmp_path, name, part):
    write(tmp_path / name, b"1\n")
    assert names(tmp_path) == [part, f"{part}.manifest.json"]


def test_a_part_takes_the_place_of_an_earlier_one_without_being_asked(tmp_path):
    write(tmp_path / "part.jsonl", b"old\n")
    write(tmp_path / "part.jsonl", b"new\n")
    assert names(tmp_path) == [PART, MANIFEST]
    assert (tmp_path / PART).read_bytes() == b"new\n"
    assert manifest_of(tmp_path)["sha256"] == sha256(b"new\n").hexdigest()


def test_parts_of_another_number_of_shards_are_refused_before_anything_is_written(tmp_path):
    write(tmp_path / "part.jsonl", b"1\n")
    write(tmp_path / "part.md", b"1\n", 1, 2)  # another result
    before = names(tmp_path)
    with pytest.raises(UsageError, match=f"{PART} is not a part of 8: remove the old parts"):
        write(tmp_path / "part.jsonl", b"1\n", 3, 8)
    assert names(tmp_path) == before


def test_a_discarded_part_leaves_part_and_manifest_as_they_were(tmp_path):
    write(tmp_path / "part.jsonl", b"old\n")
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    with open_sink(str(tmp_path / "part.jsonl"), "jsonl", overwrite=False, shard=Shard(3, 16)) as sink:
        sink.write(SOURCE, Result(b"new\n", "0"))
        sink.discard()
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_fsync_makes_part_and_manifest_durable_when_they_are_whole(tmp_path, monkeypatch):
    real, sizes = os.fsync, []

    def fsync(number):
        status = os.fstat(number)
        sizes.append("folder" if stat.S_ISDIR(status.st_mode) else status.st_size)
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    path = str(tmp_path / "part.jsonl")
    with open_sink(path, "jsonl", overwrite=False, shard=Shard(3, 16), fsync=True) as sink:
        sink.write(SOURCE, Result(b"new\n", "0"))
    manifest = (tmp_path / MANIFEST).stat().st_size
    assert sizes == [4, "folder", "folder", manifest, "folder"]  # the old manifest goes, the part comes, its manifest


def test_a_manifest_that_cannot_be_written_is_missing_rather_than_wrong(tmp_path):
    write(tmp_path / "part.jsonl", b"old\n")
    (tmp_path / MANIFEST).unlink()
    (tmp_path / MANIFEST / "in the way").mkdir(parents=True)
    with pytest.raises(OutputError, match=PART):
        write(tmp_path / "part.jsonl", b"new\n")
    assert (tmp_path / PART).read_bytes() == b"old\n"


#: Writes a part; just before its Nth step that touches a file, the kernel kills it, or another run writes the same part.
DISTURBED = """
import hashlib, json, os, signal, sys
import fraudnews.sinks.part
from fraudnews.model import Result
from fraudnews.shard import Shard
from fraudnews.sinks import open_sink
from fraudnews.sources import Source

folder, last, fate = sys.argv[1], int(sys.argv[2]), sys.argv[3]
steps = 0

def step(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.remove"):
        steps += 1
        if steps == last:
            write(b"other\\n") if fate == "other" else os.kill(os.getpid(), signal.SIGKILL)

def write(data):
    path = os.path.join(folder, "part.jsonl")
    with open_sink(path, "jsonl", overwrite=False, shard=Shard(3, 16), fsync=True) as sink:
        sink.write(Source("a.md", "a.md"), Result(data, "0"))
        sink.describe({"written": 1})

sys.addaudithook(step)
write(b"new\\n")
sys.exit(10 if steps < last else 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_step_no_part_stands_beside_the_manifest_of_another(tmp_path):
    seen = set()
    for step in range(1, 50):
        folder = tmp_path / str(step)
        folder.mkdir()
        write(folder / "part.jsonl", b"old\n")
        done = subprocess.run([sys.executable, "-c", DISTURBED, str(folder), str(step), "kill"], check=False)
        part = (folder / PART).read_bytes()
        known = (folder / MANIFEST).exists()
        if known:
            assert manifest_of(folder)["sha256"] == sha256(part).hexdigest()
        seen.add((part, known))
        if done.returncode == 10:
            break
        assert done.returncode == -signal.SIGKILL
        write(folder / "part.jsonl", b"new\n")
        assert manifest_of(folder)["sha256"] == sha256(b"new\n").hexdigest()
    assert seen == {(b"old\n", True), (b"old\n", False), (b"new\n", False), (b"new\n", True)}


def test_of_two_runs_that_make_a_part_at_once_no_manifest_speaks_of_the_other(tmp_path):
    seen = set()
    for step in range(1, 50):
        folder = tmp_path / str(step)
        folder.mkdir()
        script = [sys.executable, "-c", DISTURBED, str(folder), str(step), "other"]
        done = subprocess.run(script, capture_output=True, text=True, check=False)
        if done.returncode == 10:
            break
        part = (folder / PART).read_bytes()
        known = (folder / MANIFEST).exists()
        if known:
            assert manifest_of(folder)["sha256"] == sha256(part).hexdigest()
        assert known or "another run has replaced it" in done.stderr
        seen.add((part, known))
    assert seen == {(b"new\n", True), (b"other\n", False), (b"other\n", True)}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_the_manifest_lies_beside_a_part_that_is_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / PART).symlink_to(tmp_path / "disk" / "x")
    write(tmp_path / "part.jsonl", b"1\n")
    assert (tmp_path / "disk" / "x").read_bytes() == b"1\n"
    assert manifest_of(tmp_path)["part"] == PART
