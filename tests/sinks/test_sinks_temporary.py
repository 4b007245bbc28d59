"""What a dead process has left goes when its folder is written into again; nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fraudnews.failures import Quarantine
from fraudnews.model import Result
from fraudnews.shard import Shard
from fraudnews.sinks import open_sink
from fraudnews.sinks.temporary import is_left, is_writing, temporary_name
from fraudnews.sources import Source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who is alive")

WRITE = """
import sys
from fraudnews.sinks.temporary import temporary_name
name = temporary_name()
open(name, "w").write("half")
print(name, flush=True)
sys.stdin.read()
"""

OF_ANOTHER_MACHINE = ".fraudnews-0123456789abcdef-1-1-0123456789ab"


@pytest.fixture
def writer(tmp_path):
    """A process that has begun a file in tmp_path/out, and the file."""
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-c", WRITE]
    with subprocess.Popen(
        command, cwd=tmp_path / "out", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process, tmp_path / "out" / process.stdout.readline().strip()
        process.kill()


def write_tree(folder):
    with open_sink(f"{folder}/", "text", overwrite=False) as sink:
        sink.write(Source("a.md", "a.md"), Result(b"a\n", "0"))


def write_file(folder, **options):
    with open_sink(f"{folder}/out.txt", "text", overwrite=False, **options) as sink:
        sink.write(Source("a.md", "a.md"), Result(b"a\n", "0"))


def copy_failed(folder):
    Quarantine(str(folder)).take(Source("a.md", "a.md", b"bad"))


WAYS = {
    "tree": write_tree,
    "file": write_file,
    "split": lambda folder: write_file(folder, split=1),
    "shard": lambda folder: write_file(folder, shard=Shard(1, 1)),
    "quarantine": copy_failed,
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_a_later_run_removes_what_a_killed_process_left(writer, write):
    process, half = writer
    process.send_signal(signal.SIGKILL)
    process.wait()
    write(half.parent)
    assert not half.exists()


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_what_a_living_process_writes_stays(writer, write):
    _, half = writer
    write(half.parent)
    assert half.read_text() == "half"


def test_a_process_that_is_dead_but_not_buried_is_dead(writer):
    process, half = writer
    process.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert is_left(half.name)


def test_a_process_that_has_the_number_of_a_dead_one_keeps_nothing_alive():
    begin, machine, process, _, rest = temporary_name().split("-")
    assert is_left(f"{begin}-{machine}-{process}-1-{rest}")


def test_whoever_lives_and_is_another_is_writing(writer):
    process, half = writer
    assert is_writing(half.name)
    assert not any(map(is_writing, (temporary_name(), OF_ANOTHER_MACHINE, ".fraudnews-notes.md")))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not is_writing(half.name)


@pytest.mark.parametrize(
    "name",
    [".fraudnews-notes.md", ".fraudnews-", ".fraudnews.sqlite", OF_ANOTHER_MACHINE],
)
def test_what_is_no_temporary_or_of_another_machine_stays(tmp_path, name):
    (tmp_path / name).write_text("mine")
    write_tree(tmp_path)
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_what_another_machine_has_left_goes_after_a_week(tmp_path, write):
    days = {OF_ANOTHER_MACHINE: 8, OF_ANOTHER_MACHINE.replace("89ab", "89ba"): 6, ".fraudnews-notes.md": 8}
    (tmp_path / "out").mkdir()
    for name, age in days.items():
        (tmp_path / "out" / name).write_text("half")
        os.utime(tmp_path / "out" / name, (0, time.time() - age * 86_400))
    write(tmp_path / "out")
    left = {path.name for path in (tmp_path / "out").glob(".fraudnews*")}
    assert left == set(days) - {OF_ANOTHER_MACHINE}


def test_a_temporary_name_is_short_and_a_folder_of_that_name_stays(writer):
    process, half = writer
    process.send_signal(signal.SIGKILL)
    process.wait()
    half.unlink()
    half.mkdir()
    write_tree(half.parent)
    assert half.is_dir()
    assert len(half.name) < 80
    assert Path(half.parent, "a.txt").exists()
