"""One bad post never stops the rest, whatever is bad about it."""

from __future__ import annotations

import signal
import threading

import pytest

from fraudnews import Options
from fraudnews.batch import run_batch
from fraudnews.errors import InputError, OutputError, UsageError
from fraudnews.model import Limits
from fraudnews.report import Report
from fraudnews.sinks.file import FileSink
from fraudnews.sources import Source, Trouble, find_sources


class Collected:
    """A sink in memory, full after ``room`` results."""

    def __init__(self, room: int = 100, *, goes_on: bool = True):
        self.room, self.goes_on, self.names = room, goes_on, []

    def write(self, source, text):  # noqa: D102
        if len(self.names) == self.room:
            raise OutputError("full", "make room")
        self.names.append(source.relative)
        return True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a.md", "<p>警方提醒。</p>"), ("b.md", ""), ("c.md", "<p>谨防诈骗。</p>")):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "d.md").symlink_to("none")
    return tmp_path


def test_one_bad_post_does_not_stop_the_rest(folder, capsys):
    sink, report = Collected(), Report()
    run_batch(find_sources([str(folder), "none"]), sink, "text", Options(), report)
    assert (sink.names, report.written, report.failed) == (["a.md", "c.md"], 2, 3)
    assert capsys.readouterr().err.count("\n") == 3


def test_a_mistake_of_ours_is_said_with_its_place_and_stops_nothing(folder, capsys):
    (folder / "d.md").unlink()
    (folder / "b.md").write_text("---\ndate: 2022-03-05\n---\n<p>警方。</p>", "utf-8")
    sink, report = Collected(), Report()
    run_batch(find_sources([str(folder)]), sink, "text", Options(timezone="no zone"), report)
    said = capsys.readouterr().err
    assert (sink.names, report.failed, said.count("\n")) == (["a.md", "c.md"], 1, 1)
    assert "internal error: TypeError: " in said
    assert ": please report it, with this post\n" in said


def test_a_tree_that_is_full_for_one_goes_on_and_a_stream_does_not(folder):
    report = Report()
    run_batch(find_sources([str(folder)]), Collected(1), "text", Options(), report)
    assert report.failed == 3
    with pytest.raises(OutputError):
        run_batch(find_sources([str(folder)]), Collected(1, goes_on=False), "text", Options(), Report())


def test_only_what_fails_for_what_it_holds_comes_into_quarantine(folder):
    sources = list(find_sources([str(folder)]))
    run_batch(sources, Collected(1), "text", Options(), Report(), quarantine=str(folder / "bad"))
    assert [path.name for path in (folder / "bad").iterdir()] == ["b.md"]


def test_wrong_options_stop_at_once(folder):
    with pytest.raises(UsageError):
        run_batch(find_sources([str(folder)]), Collected(), "jsonl", Options(fields=("x",)), Report())


def test_the_same_posts_give_the_same_bytes(folder, tmp_path):
    sources = [Source(str(folder / name), name) for name in ("a.md", "c.md")]
    for number in range(2):
        with FileSink(tmp_path / f"out{number}", "jsonl", overwrite=False) as sink:
            run_batch(sources, sink, "jsonl", Options(), Report())
    assert (tmp_path / "out0").read_bytes() == (tmp_path / "out1").read_bytes()


@pytest.fixture
def other_threads():
    """A process with a thread of its own, from which nobody may fork."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_process_with_threads_may_call_it_too(other_threads, jobs):
    sources = [Source(f"{number}.md", f"{number}.md", f"<p>警方提醒{number}。</p>".encode()) for number in range(30)]
    sink, report = Collected(), Report()
    run_batch(iter(sources), sink, "text", Options(), report, Limits(jobs=jobs))
    assert (sink.names, report.written) == ([source.relative for source in sources], 30)


@pytest.mark.parametrize(("size", "most"), [(10, 2 * 256 + 64), (2_000_000, 40)])
def test_no_more_is_taken_than_may_be_under_way(other_threads, size, most):
    """The sink is slow where the workers are fast; what is read ahead is bounded in posts and in bytes."""
    taken, ahead = [0], []

    def sources():
        for number in range(60 if size > 10 else 1500):
            taken[0] += 1
            yield Source(f"{number}.md", f"{number}.md", b"<p>\xe8\xad\xa6</p>" + b" " * size)

    class Slow(Collected):
        def write(self, source, result):
            ahead.append(taken[0] - len(ahead))
            return True

    run_batch(sources(), Slow(), "text", Options(), Report(), Limits(jobs=2))
    assert len(ahead) == taken[0]
    assert max(ahead) <= most


def test_what_cannot_be_looked_at_is_said_as_it_comes_and_not_held():
    """So many posts that there are workers, then a list of paths that are not there."""
    taken, ahead = [0], []

    def sources():
        for number in range(3000):
            taken[0] += 1
            name = f"{number}.md"
            yield Source(name, name, b"<p>x</p>") if number < 17 else Trouble(name, InputError("missing", "look"))

    report = Report(say=lambda _message: ahead.append(taken[0] - 17 - len(ahead)))
    run_batch(sources(), Collected(), "text", Options(), report, Limits(jobs=2))
    assert (report.written, report.failed) == (17, 3000 - 17)
    assert max(ahead) <= 2 * 256 + 64


def test_the_first_failure_can_end_the_run(folder):
    sink, report = Collected(), Report()
    run_batch(find_sources([str(folder)]), sink, "text", Options(), report, Limits(fail_fast=True))
    assert (sink.names, report.failed) == (["a.md"], 1)


def test_whoever_calls_it_has_their_alarm_back(folder):
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        run_batch(find_sources([str(folder)]), Collected(), "text", Options(), Report(), Limits(timeout=30))
        assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)) == (signal.SIG_IGN, (0, 0))
    finally:
        signal.signal(signal.SIGALRM, before)
