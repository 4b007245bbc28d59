"""A tree of outputs: every name works or is refused, nothing is written through a link, nothing is lost."""

# Names of raw bytes, descriptors and devices are what is tested here.
# ruff: noqa: PTH208
from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import time

import pytest

from fraudnews.errors import OutputError
from fraudnews.model import Result
from fraudnews.sinks.tree import TreeSink
from fraudnews.sources import Source

RESULT = Result(b"new\n", "0")


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def write(sink, *relatives):
    with sink:
        for relative in relatives:
            sink.write(Source(relative, relative), RESULT)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("link", ["b", "b/c"])
def test_no_folder_that_is_a_link_is_followed(tmp_path, link, overwrite):
    (tmp_path / "elsewhere" / "c").mkdir(parents=True)
    (tmp_path / "out" / "b").mkdir(parents=True)
    if link == "b":
        (tmp_path / "out" / "b").rmdir()
    (tmp_path / "out" / link).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    sink = TreeSink(tmp_path / "out", "text", overwrite=overwrite)
    with pytest.raises(OutputError, match=f"{link} is a link, and may lead anywhere: put a folder in its place"):
        write(sink, "b/c/a.md")
    write(sink, "d/a.md")
    assert names(tmp_path / "elsewhere") == []
    assert "d/a.txt" in names(tmp_path / "out")


@pytest.mark.parametrize("fsync", [False, True])
def test_overwrite_leaves_a_file_that_holds_the_same_as_it_is(tmp_path, fsync):
    held = {"same": b"new\n", "longer": b"new\n\n", "other": b"old\n", "twice": b"new\n", "closed": b"new\n"}
    for name, data in held.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
        os.utime(tmp_path / f"{name}.txt", (0, 0))
    os.link(tmp_path / "twice.txt", tmp_path / "again.txt")
    (tmp_path / "closed.txt").chmod(0)
    names = ["same", "longer", "other", "twice", "again", "missing", *(["closed"] if os.getuid() else [])]
    with TreeSink(tmp_path, "text", overwrite=True, fsync=fsync) as sink:
        written = [name for name in names if sink.write(Source(name, f"{name}.md"), RESULT)]
    kept = ["same", "again"]  # which has its name alone once its other one is replaced
    assert written == [name for name in names if name not in kept]
    assert {(tmp_path / f"{name}.txt").read_bytes() for name in names} == {b"new\n"}
    assert [name for name in names if (tmp_path / f"{name}.txt").stat().st_mtime == 0] == kept


@pytest.mark.parametrize("target", ["secret", "/dev/null", "none"])
def test_an_output_that_is_a_link_is_never_written_through(tmp_path, target):
    (tmp_path / "secret").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").symlink_to(tmp_path / target)
    with pytest.raises(OutputError, match="exists"):
        write(TreeSink(tmp_path / "out", "text", overwrite=False), "a.md")
    write(TreeSink(tmp_path / "out", "text", overwrite=True), "a.md")
    assert not (tmp_path / "out" / "a.txt").is_symlink()
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"new\n"
    assert ((tmp_path / "secret").read_text(), (tmp_path / "none").exists()) == ("mine", False)


FATES = pytest.mark.parametrize(
    "fate", [shutil.rmtree, lambda path: path.rename(f"{path}.moved")], ids=["removed", "moved"]
)


@FATES
@pytest.mark.parametrize("folder", ["a", "a/b"])
def test_a_folder_that_goes_while_its_files_are_written_is_made_anew(tmp_path, folder, fate):
    with TreeSink(tmp_path, "text", overwrite=True, distinct=True) as sink:
        sink.write(Source("a/b/1.md", "a/b/1.md"), RESULT)
        fate(tmp_path / folder)
        sink.write(Source("a/b/2.md", "a/b/2.md"), RESULT)
    assert (tmp_path / "a" / "b" / "2.txt").read_bytes() == b"new\n"


@FATES
@pytest.mark.parametrize("again", [False, True])
def test_nothing_goes_on_where_the_output_folder_itself_went(tmp_path, fate, again):
    with TreeSink(tmp_path / "out", "text", overwrite=True) as sink:
        sink.write(Source("a/1.md", "a/1.md"), RESULT)
        fate(tmp_path / "out")
        if again:
            (tmp_path / "out").mkdir()
        with pytest.raises(OutputError, match=r"out: no such file or directory"):
            sink.write(Source("a/2.md", "a/2.md"), RESULT)
        assert not sink.goes_on
    assert not (tmp_path / "out" / "a").exists()


def test_the_output_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(TreeSink(tmp_path / "out", "text", overwrite=False), "b/a.md")
    assert names(tmp_path / "real") == ["b/a.txt"]


def test_no_name_leads_out_of_the_folder(tmp_path):
    with pytest.raises(OutputError):
        write(TreeSink(tmp_path / "out", "text", overwrite=True), "../../a.md")
    assert names(tmp_path) == []


STRANGE = [
    "a\nb.md",
    "'a'.md",
    '"a".md',
    "-a.md",
    " .md",
    "a\udcff.md",
    "a\x1b[2J.md",
    "a\\b.md",
    "*.md",
    "字" * 85 + ".md",
]


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("folder", ["", "b\n-c\udcfe/"])
def test_strange_names_work(tmp_path, name, folder):
    write(TreeSink(tmp_path, "jsonl", overwrite=False), folder + name)
    assert len(names(tmp_path)) == 1


def test_names_that_differ_in_case_or_normal_form_have_an_output_each(tmp_path):
    write(TreeSink(tmp_path, "text", overwrite=True), "a.md", "A.md", "\u00e9.md", "e\u0301.md")
    assert len(names(tmp_path)) == 4


@pytest.mark.parametrize("second", ["a.md", "a.html"])
def test_the_second_of_a_name_in_one_run_is_refused_also_with_overwrite(tmp_path, second):
    (tmp_path / "a.txt").write_text("old")
    sink = TreeSink(tmp_path, "text", overwrite=True)
    write(sink, "a.md")
    with pytest.raises(OutputError, match="is the output of another post: rename one, or convert them apart"):
        write(sink, second)
    write(TreeSink(tmp_path, "text", overwrite=True), second)  # another run replaces it


def test_the_second_of_a_name_is_told_from_what_was_there_before(tmp_path):
    write(TreeSink(tmp_path, "text", overwrite=False), "b.md")
    time.sleep(0.02)  # a tick of the clock of file systems
    sink = TreeSink(tmp_path, "text", overwrite=False)
    with pytest.raises(OutputError, match=r"b\.txt exists: give --overwrite to replace it"):
        write(sink, "b.md")
    write(sink, "a.md")
    with pytest.raises(OutputError, match=r"a\.txt is the output of another post: rename one, or convert them apart"):
        write(sink, "a.html")
    with pytest.raises(OutputError, match=r"b\.txt exists: give --overwrite to replace it"):
        write(sink, "b.md")


def test_two_names_for_one_file_are_one_output(tmp_path):
    """As on a file system that folds names: here a hard link is the other name."""
    sink = TreeSink(tmp_path, "text", overwrite=True)
    write(sink, "a.md")
    os.link(tmp_path / "a.txt", tmp_path / "B.txt")
    with pytest.raises(OutputError, match="another post"):
        write(sink, "B.md")


def test_a_path_longer_than_any_path_works(tmp_path):
    relative = "/".join(["d" * 200] * 25) + "/a.md"
    write(TreeSink(tmp_path / "out", "text", overwrite=False), relative, relative.replace("a.md", "b.md"))
    found = subprocess.run(
        ["find", "out", "-type", "f", "-printf", "%f "], cwd=tmp_path, capture_output=True, check=True
    )
    assert sorted(found.stdout.split()) == [b"a.txt", b"b.txt"]
    subprocess.run(["rm", "-r", "out"], cwd=tmp_path, check=True)  # pytest's own way to remove it takes whole paths


def test_modes_follow_the_umask_in_a_tree(tmp_path):
    before = os.umask(0o027)
    try:
        write(TreeSink(tmp_path / "out", "text", overwrite=False), "b/a.md")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("out", "out/b", "out/b/a.txt")]
    assert modes == [0o750, 0o750, 0o640]


def test_no_descriptor_stays_open(tmp_path):
    def count():
        return len(os.listdir("/dev/fd"))

    before = count()
    sink = TreeSink(tmp_path, "text", overwrite=False)
    write(sink, "a.md", "b/a.md", "b/c/a.md", "d/a.md")
    assert count() == before
    sink.write(Source("x", "x.md"), RESULT)
    del sink
    assert count() == before


TRACED = """
import os, sys
from pathlib import Path
real, calls = os.fsync, []
def fsync(number):
    calls.append((os.readlink(f"/proc/self/fd/{number}"), os.fstat(number).st_size))
    real(number)
os.fsync = fsync
from fraudnews.model import Result
from fraudnews.sinks import open_sink
from fraudnews.sources import Source
with open_sink(sys.argv[1], "text", overwrite=True, fsync=sys.argv[2] == "1") as sink:
    for name in ("a.md", "b/a.md", "b/b.md"):
        sink.write(Source(name, name), Result(b"new", "0"))
for path, size in calls:
    print(os.path.relpath(path), size)
"""


def synced(tmp_path, output, fsync):
    """What was made durable, with its size at that moment; T is a file without its name yet."""
    done = subprocess.run(
        [sys.executable, "-c", TRACED, output, fsync], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    pairs = [line.split() for line in done.stdout.splitlines()]
    return [("T" if ".fraudnews-" in path else path, int(size)) for path, size in pairs]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which file a descriptor is of")
@pytest.mark.parametrize(
    ("output", "fsync", "expected"),
    [
        ("out/", "0", ""),
        ("out", "0", ""),
        ("new/out/", "1", "new . T new/out new/out T T new/out/b"),
        ("out", "1", "T ."),
        ("out.gz", "1", "T ."),
    ],
)
def test_fsync_makes_each_file_and_each_folder_durable(tmp_path, output, fsync, expected):
    found = synced(tmp_path, output, fsync)
    assert " ".join(path for path, _ in found) == expected
    whole = 3 if output.endswith("/") else (tmp_path / output).stat().st_size
    assert {size for path, size in found if path == "T"} <= {whole}


def test_a_folder_that_does_not_become_durable_is_said_unless_something_else_is(tmp_path, monkeypatch):
    def fail(_number):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def run(then):
        with monkeypatch.context() as broken, TreeSink(tmp_path, "text", overwrite=True, fsync=True) as sink:
            sink.write(Source("a.md", "a.md"), RESULT)
            broken.setattr(os, "fsync", fail)
            then()

    with pytest.raises(OutputError, match="input/output error"):
        run(lambda: None)
    with pytest.raises(ZeroDivisionError):
        run(lambda: 1 / 0)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which file a descriptor is of")
def test_fsync_makes_a_file_durable_also_where_it_is_left_as_it_is(tmp_path):
    synced(tmp_path, "out/", "0")
    found = synced(tmp_path, "out/", "1")
    assert [path for path, _ in found] == ["out/a.txt", "out", "out/b/a.txt", "out/b/b.txt", "out/b"]


@pytest.mark.parametrize(("relative", "said"), [("b/a.md", "is a directory"), ("file.txt/a.md", "not a directory")])
def test_a_name_that_something_else_has_is_said_as_that(tmp_path, relative, said):
    (tmp_path / "out" / "b" / "a.txt").mkdir(parents=True)
    (tmp_path / "out" / "file.txt").touch()
    with pytest.raises(OutputError, match=f"{said}: rename the input, or move away what has its name"):
        write(TreeSink(tmp_path / "out", "text", overwrite=True), relative)


def test_a_folder_that_cannot_be_made_is_the_end(tmp_path):
    (tmp_path / "file").touch()
    sink = TreeSink(tmp_path / "file" / "out", "text", overwrite=False)
    with pytest.raises(OutputError, match="/file/out: not a directory: "):
        write(sink, "b/a.md")
    assert not sink.goes_on


@pytest.mark.parametrize(
    ("number", "remedy", "goes_on"),
    [
        (errno.ENOSPC, ": make room, ", False),
        (errno.EROFS, ": check permissions and the disk, ", False),
        (errno.ENOENT, ": make its folder, or name another", True),
        (errno.EACCES, ": check permissions and the disk, ", True),
    ],
)
def test_a_full_disk_is_the_end_and_one_file_that_cannot_be_written_is_not(
    tmp_path, monkeypatch, number, remedy, goes_on
):
    def fail(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    sink = TreeSink(tmp_path / "out", "text", overwrite=False)
    with pytest.raises(OutputError, match=remedy):
        write(sink, "a.md")
    assert (sink.goes_on, names(tmp_path)) == (goes_on, [])
