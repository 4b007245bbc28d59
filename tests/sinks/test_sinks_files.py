"""A file is whole or absent."""

from __future__ import annotations

import errno
import os

import pytest

from fraudnews.errors import OutputError, UsageError
from fraudnews.model import Result
from fraudnews.sinks import StreamSink, open_sink
from fraudnews.sinks.file import FileSink
from fraudnews.sinks.sink import unwritable
from fraudnews.sinks.tree import TreeSink
from fraudnews.sources import Source

SOURCE = Source("in/b/a.md", "b/a.md")


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        (None, StreamSink),
        ("-", StreamSink),
        ("out", FileSink),
        ("out/", TreeSink),
        (".", TreeSink),
        ("/dev/null", StreamSink),
    ],
)
def test_the_name_of_the_output_picks_the_sink(tmp_path, monkeypatch, output, kind):
    monkeypatch.chdir(tmp_path)
    assert type(open_sink(output, "text", overwrite=False)) is kind
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("to", "expected"), [("markdown", "一\n\n二\n"), ("text", "一\n\f二\n"), ("jsonl", "一\n二\n")]
)
def test_what_parts_posts_depends_on_the_format(tmp_path, to, expected):
    with FileSink(tmp_path / "out", to, overwrite=False) as sink:
        sink.write(SOURCE, Result("一\n".encode(), "0"))
        sink.write(SOURCE, Result("二\n".encode(), "0"))
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out").read_text("utf-8") == expected
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, SystemExit, OutputError])
def test_an_interrupt_leaves_the_old_file_and_no_new_one(tmp_path, trouble):
    (tmp_path / "out").write_text("old")

    def interrupted():
        with FileSink(tmp_path / "out", "text", overwrite=True) as sink:
            sink.write(SOURCE, Result(b"new", "0"))
            raise trouble("x", "y")

    with pytest.raises(trouble):
        interrupted()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "old")]


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_file_that_cannot_be_begun_leaves_none(tmp_path, monkeypatch, trouble):
    def fail(*_):
        raise trouble

    monkeypatch.setattr("fraudnews.sinks.file.compress", fail)
    sink = FileSink(tmp_path / "out.gz", "text", overwrite=False)
    with pytest.raises((KeyboardInterrupt, OutputError)):
        sink.__enter__()
    assert list(tmp_path.iterdir()) == []
    assert sink.file is not None
    sink.file.close()


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_in_a_tree_leaves_no_unfinished_file(tmp_path, monkeypatch, trouble):
    def replace(*_, **__):
        raise trouble

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(trouble):
        TreeSink(tmp_path, "text", overwrite=False).write(SOURCE, Result(b"new", "0"))
    assert list((tmp_path / "b").iterdir()) == []


def test_a_discarded_file_is_not_made(tmp_path):
    with FileSink(tmp_path / "out", "text", overwrite=False) as sink:
        sink.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_a_usage_error(tmp_path):
    (tmp_path / "out").write_text("old")
    with pytest.raises(UsageError, match="give --overwrite"):
        FileSink(tmp_path / "out", "text", overwrite=False)


def test_a_tree_writes_where_the_input_stood(tmp_path):
    sink = TreeSink(tmp_path / "out", "jsonl", overwrite=False)
    sink.write(SOURCE, Result(b"{}\n", "0"))
    assert (tmp_path / "out" / "b" / "a.json").read_text() == "{}\n"
    with pytest.raises(OutputError, match="is the output of another post: rename one"):
        sink.write(SOURCE, Result(b"{}\n", "0"))
    with pytest.raises(OutputError, match="exists: give --overwrite"):
        TreeSink(tmp_path / "out", "jsonl", overwrite=False).write(SOURCE, Result(b"{}\n", "0"))


def test_a_file_where_a_folder_is_needed_is_an_output_error(tmp_path):
    (tmp_path / "b").write_text("x")
    with pytest.raises(OutputError, match="rename the input, or move away what has its name"):
        TreeSink(tmp_path, "text", overwrite=False).write(SOURCE, Result(b"x", "0"))


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EFBIG, "raise the limit of a file's size"),
        (errno.EMFILE, "raise the limit of open files"),
        (errno.ENOENT, "make its folder"),
        (errno.EACCES, "check permissions"),
        (errno.ENOTDIR, "name another, or move away"),
        (errno.ENAMETOOLONG, "name another, or move away"),
    ],
)
def test_what_cannot_be_written_is_said_with_a_remedy(number, remedy):
    assert unwritable("out", OSError(number, os.strerror(number))).remedy.startswith(remedy)
