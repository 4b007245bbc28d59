"""Faults from outside in the middle of a run: nothing is lost, nothing half written, and the next run completes."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fraudnews.compression import _zstd

STORY = "<p>警方提醒：不要扫描陌生二维码{}。</p>"
POSTS = 120
#: Where results go, and what gives the lines of it back.
EXPAND = {"out.jsonl": bytes, "out.jsonl.gz": gzip.decompress, "out.jsonl.zst": lambda data: _zstd().decompress(data)}
SPLIT = ("--split", "50")
SINKS = [("out.jsonl",), ("out.jsonl", *SPLIT), ("out.jsonl.gz", *SPLIT), ("out.jsonl.zst",), ("out/",)]


@pytest.fixture
def many(tmp_path):
    """120 posts whose results do not compress to next to nothing."""
    (tmp_path / "many").mkdir()
    for number in range(POSTS):
        words = os.urandom(300).hex()
        (tmp_path / "many" / f"{number:03}.md").write_text(STORY.format(number) + f"<p>密码是{words}。</p>", "utf-8")
    return tmp_path / "many"


def results(folder):
    """How many posts the outputs in ``folder`` hold; every line must be whole."""
    count = 0
    for path in [*folder.glob("out*.jsonl*"), *folder.glob("out/**/*.json")]:
        expand = next((expand for name, expand in EXPAND.items() if path.suffix == Path(name).suffix), bytes)
        lines = expand(path.read_bytes()).splitlines()
        assert all(json.loads(line)["text"] for line in lines)
        count += len(lines)
    return count


def leftovers(folder):
    return [path for path in folder.rglob(".fraudnews-*") if path.is_file()]


def _room_for(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("sink", SINKS, ids=" ".join)
def test_a_disk_that_fills_up_leaves_nothing_half_written_and_the_next_run_completes(run, many, tmp_path, sink):
    arguments = ("jsonl", "many", "--jobs", "2", "-o", *sink)
    done = run(*arguments, preexec_fn=_room_for(500 if sink[0] == "out/" else 12_000))
    assert done.returncode == 3
    assert b"file too large: raise the limit of a file's size" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (results(tmp_path), leftovers(tmp_path)) == (0, [])
    assert run(*arguments).returncode == 0
    assert results(tmp_path) == POSTS


@pytest.mark.parametrize("sink", SINKS, ids=" ".join)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=str)
def test_a_run_that_is_ended_is_done_again_whole(run, hostile, left_of, wait_until, many, tmp_path, sink, number):
    (many / "080.md").write_text("BUSY")
    with hostile("jsonl", "many", "--jobs", "2", "--timeout", "0", "-o", *sink) as process:
        wait_until(lambda: list(tmp_path.glob("busy-*")))
        process.send_signal(number)
        process.communicate()
    wait_until(lambda: left_of(process.pid) == [])
    assert process.returncode == (143 if number == signal.SIGTERM else -signal.SIGKILL)
    assert results(tmp_path) <= (POSTS if sink == ("out/",) else 0)  # a tree has what was done, each file whole
    assert number == signal.SIGKILL or leftovers(tmp_path) == []
    (many / "080.md").write_text(STORY, "utf-8")
    assert run("jsonl", "many", "--overwrite", "-o", *sink).returncode == 0
    assert results(tmp_path) == POSTS
    assert leftovers(tmp_path) == []


def test_a_worker_killed_from_outside_costs_no_post(hostile, wait_until, many, tmp_path):
    (many / "080.md").write_text(STORY.format("WAIT"), "utf-8")
    with hostile("jsonl", "many", "--jobs", "2", "--timeout", "0", "-o", "out.jsonl") as process:
        wait_until(lambda: list(tmp_path.glob("waits-*")))
        (marker,) = tmp_path.glob("waits-*")
        os.kill(int(marker.name.removeprefix("waits-")), signal.SIGKILL)
        _, errors = process.communicate()
    assert (process.returncode, errors.count(b"\n")) == (0, 1)
    assert results(tmp_path) == POSTS


def test_a_post_that_loops_costs_no_other(hostile, many, tmp_path):
    (many / "080.md").write_text("HANG")
    with hostile("jsonl", "many", "--jobs", "2", "--timeout", "3", "-o", "out.jsonl") as process:
        _, errors = process.communicate()
    assert process.returncode == 3
    assert b"many/080.md: not done after 3 seconds:" in errors
    assert results(tmp_path) == POSTS - 1


#: What happens to each file between the look at its size and the reading of it.
CHANGE = """
import os, sys
real = os.fstat
def fstat(number):
    status = real(number)
    path = os.readlink(f"/proc/self/fd/{number}")
    if path.endswith("/040.md"):
        %s
    return status
os.fstat = fstat
from fraudnews.cli import main
main()
"""
CHANGES = {
    "truncated": ("os.truncate(path, 10)", "it was written to while it was read: run it again when it is complete"),
    "written to": ("open(path, 'a').write('<p>more</p>')", "it was written to while it was read"),
    "replaced": ("open(path + '~', 'w').write('<p>new</p>'); os.replace(path + '~', path)", ""),
    "removed": ("os.unlink(path)", ""),
}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which file a descriptor is of")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_a_file_that_changes_while_it_is_read_is_whole_or_an_error(run, many, tmp_path, change, said, jobs):
    words = [sys.executable, "-c", CHANGE % change, "jsonl", "many", "--jobs", jobs, "-o", "out.jsonl"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == (3 if said else 0)
    assert said in done.stderr.decode()
    assert results(tmp_path) == POSTS - bool(said)
    kept = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert all("密码是" in record["text"] for record in kept)


def test_a_file_that_vanishes_before_its_turn_is_said_and_the_others_done(run, many, tmp_path):
    """A list names it; so does a walk that was there before."""
    names = "".join(f"many/{number:03}.md\n" for number in range(POSTS)).encode()
    (many / "040.md").unlink()
    done = run("jsonl", "--files-from", "-", "--jobs", "2", "-o", "out.jsonl", input=names)
    assert done.returncode == 3
    assert b"many/040.md: no such file or folder: check the path" in done.stderr
    assert results(tmp_path) == POSTS - 1


def test_a_file_that_cannot_be_read_is_said_and_the_others_done(run, many, tmp_path):
    """The kernel gives EIO for the memory of a process, as a broken disk does for a file."""
    (many / "040.md").unlink()
    (many / "040.md").symlink_to("/proc/self/mem")
    done = run("jsonl", "many", "--jobs", "2", "-o", "out.jsonl")
    assert done.returncode == 3
    assert b"many/040.md: input/output error: check that it exists and can be read" in done.stderr
    assert results(tmp_path) == POSTS - 1
