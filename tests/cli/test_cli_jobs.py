"""Many posts by several workers: the order, the blame, the limits, and how a run ends."""

from __future__ import annotations

import contextlib
import errno
import gzip
import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fraudnews import pool
from fraudnews.errors import CrashError, MemoryLimitError
from fraudnews.model import Limits
from fraudnews.sources import Source

STORY = "<p>警方提醒：不要扫描陌生二维码{}。</p><p>责任编辑：杨小树</p>"
#: What a post can do to its worker, and the code of the error that names it. Those that take all the time they may
#: stand apart, so that several workers wait for them at once.
FATES = {
    "020-LOOP": "timeout", "050-HANG": "timeout", "080-SLEEP": "timeout", "050-HOG": "memory",
    "050-EXIT": "crashed", "050-KILL": "crashed", "050-FAULT": "crashed",
}  # fmt: skip


@pytest.fixture
def many(tmp_path):
    """120 posts, some of which fail."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(120):
        text = "" if number % 11 == 5 else STORY.format(number) * (1 + number % 7 * 5)
        (folder / f"{number:03}.md").write_text(text, "utf-8")
    return folder


def lines_of(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def without_clock(stderr):
    return re.sub(rb"; [0-9.:]+( s)?\n", b"\n", stderr)


@pytest.mark.parametrize("to", ["markdown", "text", "jsonl"])
def test_four_workers_say_and_write_the_same_as_one(run, many, to):
    alone, four = (run(to, "many", "missing", "--jobs", jobs) for jobs in "14")
    assert (alone.returncode, four.returncode) == (3, 3)
    assert alone.stdout == four.stdout != b""
    assert without_clock(alone.stderr) == without_clock(four.stderr)
    assert alone.stderr.count(b"\n") == 11 + 1 + 1


def test_the_order_is_that_of_the_input(run, many):
    done = run("jsonl", "many", "--jobs", "4", "--fields", "path")
    paths = [json.loads(line)["path"] for line in done.stdout.splitlines()]
    assert paths == [f"many/{number:03}.md" for number in range(120) if number % 11 != 5]


def test_unordered_writes_the_same_posts(run, many):
    ordered, unordered = (run("jsonl", "many", "--jobs", "4", *flag) for flag in ([], ["--unordered"]))
    assert sorted(ordered.stdout.splitlines()) == sorted(unordered.stdout.splitlines())


def test_an_encoding_is_that_of_the_posts_whatever_is_read_before_them(run, tmp_path):
    """Before workers start, a Chinese post of ours is converted once, so that they share what that loads."""
    (tmp_path / "latin").mkdir()
    for number in range(20):
        (tmp_path / "latin" / f"{number:03}.md").write_text("<p>Police warn of a new kind of fraud.</p>", "ascii")
    done = run("text", "latin", "--encoding", "ascii")
    assert (done.returncode, done.stdout.count(b"Police warn")) == (0, 20)


def test_more_workers_than_the_system_allows_are_one_line_that_says_how_many_it_does(run, many):
    def allow_few_files():
        resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))

    done = run("jsonl", "many", "--jobs", "40", preexec_fn=allow_few_files)
    assert (done.returncode, done.stdout) == (3, b"")
    said = re.fullmatch(
        rb"fraudnews: worker [0-9]+ did not start: too many open files: give --jobs ([0-9]+), or raise .*\n",
        done.stderr,
    )
    again = run("jsonl", "many", "--jobs", said[1], preexec_fn=allow_few_files)
    assert len(again.stdout.splitlines()) == 120 - 11


def test_more_workers_than_could_be_of_use_do_not_start(run, many):
    def allow_one_core():
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        resource.setrlimit(resource.RLIMIT_NOFILE, (150, 150))  # a worker takes three

    done = run("jsonl", "many", "--jobs", "9999", preexec_fn=allow_one_core)
    assert len(done.stdout.splitlines()) == 120 - 11, done.stderr


def test_a_run_makes_do_with_the_workers_that_start(monkeypatch):
    starts = []

    def start(self):
        starts.append(1)
        if len(starts) > 2:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return _start(self)

    _start = pool._Crew._start
    monkeypatch.setattr(pool._Crew, "_start", start)
    sources = [Source(str(number), str(number), b"") for number in range(40)]
    outcomes = list(pool.outcomes(_name_of, sources, Limits(), 9, lambda: None))
    assert [name for _, name in outcomes] == [source.name for source in sources]
    assert len(starts) == 3


def test_a_run_of_which_no_worker_starts_ends_with_that(monkeypatch):
    def start(self):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(pool._Crew, "_start", start)
    with pytest.raises(CrashError, match=r"^worker 1 did not start: resource temporarily unavailable: raise the limit"):
        list(pool.outcomes(_name_of, [Source("a", "a", b"")], Limits(), 2, lambda: None))


class _TooLarge:
    def __reduce__(self):
        raise MemoryError


def _too_large(_):
    return _TooLarge()


def test_a_result_without_the_memory_to_be_sent_is_a_matter_of_memory():
    ((_, error),) = pool.outcomes(_too_large, [Source("a", "a", b"")], Limits(), 1, lambda: None)
    assert isinstance(error, MemoryLimitError)


def _name_of(source):
    return source.name


def _name_of_the_first_later(source):
    time.sleep(2 * (source.name == "0"))
    return source.name


def test_what_waits_for_a_slow_post_is_bounded_in_bytes():
    taken = []

    def sources():
        for number in range(100):
            taken.append(number)
            yield Source(str(number), str(number), b" " * 2_000_000)

    with contextlib.closing(pool.outcomes(_name_of_the_first_later, sources(), Limits(), 2, lambda: None)) as outcomes:
        next(outcomes)
    assert 2 < len(taken) <= 20


def _name_of_the_first_when_told(source):
    while source.name == "0" and not Path(source.relative).exists():
        time.sleep(0.01)
    return source.name


def test_unordered_does_not_wait_for_a_slow_post(tmp_path):
    told = tmp_path / "told"
    sources = [Source(str(number), str(told), b"") for number in range(3)]
    limits = Limits(ordered=False)
    names = []
    for _, name in pool.outcomes(_name_of_the_first_when_told, sources, limits, 2, lambda: None):
        names.append(name)
        told.touch()
    assert sorted(names) == ["0", "1", "2"]
    assert names[0] != "0"


def test_a_run_that_is_stopped_for_longer_than_a_post_may_take_goes_on_as_if_nothing_was(
    hostile, many, tmp_path, wait_until
):
    (many / "050-NAP.md").write_text("NAP 警方提醒。")
    with hostile("jsonl", "many", "--jobs", "2", "--timeout", "4", "--fields", "path", "-q") as process:
        wait_until(lambda: list(tmp_path.glob("nap-*")))
        os.killpg(process.pid, signal.SIGSTOP)
        time.sleep(5)
        os.killpg(process.pid, signal.SIGCONT)
        out, errors = process.communicate(timeout=60)
    assert b"not done after" not in errors
    assert b"050-NAP" in out
    assert len(list(tmp_path.glob("nap-*"))) == 2


def test_a_worker_that_somebody_stopped_holds_nothing_up(hostile, many, tmp_path, wait_until):
    (many / "050-NAP.md").write_text("NAP 警方提醒。")
    with hostile("jsonl", "many", "--jobs", "2", "--fields", "path", "-q") as process:
        wait_until(lambda: list(tmp_path.glob("nap-*")))
        os.kill(int(next(tmp_path.glob("nap-*")).name.removeprefix("nap-")), signal.SIGSTOP)
        out, errors = process.communicate(timeout=120)
    assert b"not done after" not in errors
    assert b"050-NAP" in out


def test_what_our_parent_ignores_takes_no_limit_away(hostile, many, tmp_path):
    (many / "050-HANG.md").write_text("HANG")
    limits = ("--jobs", "2", "--timeout", "3")
    with hostile("jsonl", "many", *limits, "--report", "report.jsonl", IGNORED="SIGALRM SIGCHLD") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert b"Traceback" not in errors
    blamed = {line["path"]: line["code"] for line in lines_of(tmp_path / "report.jsonl")}
    assert blamed.pop("many/050-HANG.md") == "timeout"
    assert set(blamed.values()) == {"empty"}


@pytest.mark.parametrize("env", [{}, {"THREAD": "1"}], ids=["forked", "spawned"])
def test_each_post_that_harms_its_worker_is_blamed_alone(hostile, many, tmp_path, env, left_of, wait_until):
    for name in FATES:
        (many / f"{name}.md").write_text(name)
    arguments = ("--timeout", "4", "--max-memory", "300000000", "--fields", "path", "--report", "report.jsonl")
    with hostile("jsonl", "many", "--jobs", "4", *arguments, **env) as process:
        out, errors = process.communicate()
    assert process.returncode == 3
    paths = [json.loads(line)["path"] for line in out.splitlines()]
    assert paths == [f"many/{number:03}.md" for number in range(120) if number % 11 != 5]
    blamed = {line["path"]: line["code"] for line in lines_of(tmp_path / "report.jsonl")}
    assert {path: code for path, code in blamed.items() if code != "empty"} == {
        f"many/{name}.md": code for name, code in FATES.items()
    }
    assert b"Traceback" not in errors
    assert b"3 workers died on this post (signal 11, segmentation fault): try it alone with more --max-memory" in errors
    assert b"3 workers died on this post (signal 9, killed): the system may be short of memory: try it alone" in errors
    wait_until(lambda: left_of(process.pid) == [])  # what Python starts to spawn workers takes a moment to end


def test_where_the_system_allows_less_memory_than_we_do_that_is_the_limit(run, many):
    def allow_less():
        resource.setrlimit(resource.RLIMIT_DATA, (10**9, 10**9))

    done = run("text", "many", "--jobs", "2", "--max-memory", "4G", preexec_fn=allow_less)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 11 + 1)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
@pytest.mark.parametrize("most", ["32M", "60M", "70M"])
def test_a_post_without_the_memory_to_parse_it_is_no_mistake_of_ours(run, tmp_path, most):
    (tmp_path / "large.md").write_text("<p>警方通报了这起案件。</p>\n" * 100_000, "utf-8")
    done = run("text", "large.md", "--max-memory", most)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert done.stderr.startswith(b"fraudnews: large.md: not enough memory for this post: allow more by --max-memory")


def test_a_post_whose_worker_somebody_else_killed_is_done_by_another(hostile, many, tmp_path):
    (many / "050.md").write_text(STORY.format("ONCE"), "utf-8")
    with hostile("text", "many", "--jobs", "2") as process:
        out, errors = process.communicate()
    assert (tmp_path / "killed").exists()
    assert "ONCE" in out.decode()
    assert errors.count(b"\n") == 11 + 1


def test_a_post_that_took_all_its_time_is_not_given_it_again(hostile, many, tmp_path):
    (many / "003.md").write_text("BUSY")
    with hostile("text", "many", "--jobs", "2", "--timeout", "1") as process:
        _, errors = process.communicate()
    assert b"many/003.md: not done after 1 second:" in errors
    assert (
        len(list(tmp_path.glob("busy-*"))) < 3
    )  # again only where the machine was so slow that it seemed to be stopped


def test_few_posts_need_no_worker_and_have_a_time_limit(hostile, tmp_path):
    for name, text in (("a.md", STORY), ("b.md", "HANG"), ("c.md", "MEMORY"), ("d.md", STORY)):
        (tmp_path / name).write_text(text, "utf-8")
    with hostile("text", "a.md", "b.md", "d.md", "--timeout", "3") as process:
        out, errors = process.communicate()
    assert out.decode().count("警方") == 2
    assert errors.startswith(b"fraudnews: b.md: not done after 3 seconds: give it more by --timeout")


@pytest.mark.parametrize("packed", [False, True])
def test_one_post_that_compiled_code_takes_long_for_has_a_time_limit(run, tmp_path, packed):
    """It compares each attribute of an element with all others."""
    data = f"<p>警方提醒。</p><p {' '.join(f'a{number}' for number in range(60_000))}>".encode()
    (tmp_path / "a.html.gz" if packed else tmp_path / "a.html").write_bytes(gzip.compress(data) if packed else data)
    begun = time.monotonic()
    assert b"not done after 1 second" in run("text", ".", "--timeout", "1").stderr
    assert time.monotonic() - begun < 7


@pytest.mark.parametrize(
    ("posts", "size", "used"),
    [(3, 100, False), (16, 100, False), (17, 100, True), (1, 2_000_000, True), (1, 300_000, True)],
)
def test_workers_are_started_only_for_many_or_long_posts(tmp_path, posts, size, used):
    for number in range(posts):
        (tmp_path / f"{number}.md").write_text("<p>警方提醒。</p>" + " " * size, "utf-8")
    code = (
        "import sys; sys.argv = ['fraudnews', 'text', '.']\n"
        "from fraudnews.cli import main\n"
        "try: main()\n"
        "except SystemExit: print('multiprocessing' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert done.stderr.decode().splitlines()[-1] == str(used)
    assert done.stdout.decode().count("警方") == posts


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_worker_outlives_a_parent_that_is_killed(hostile, many, tmp_path, jobs, left_of, wait_until):
    for path in many.iterdir():
        path.write_text("BUSY")
    with hostile("text", "many", "--jobs", str(jobs), "--timeout", "0") as process:
        wait_until(lambda: len(list(tmp_path.glob("busy-*"))) == jobs)
        assert len(left_of(process.pid)) == jobs + 1
        process.kill()
        process.wait()
        wait_until(lambda: left_of(process.pid) == [])


@pytest.mark.parametrize(
    ("number", "code", "to_all", "times", "target"),
    [  # of every two columns, every pair
        (signal.SIGINT, 130, True, 1, "out"),
        (signal.SIGINT, 130, True, 30, "out/"),
        (signal.SIGINT, 130, False, 30, "out"),
        (signal.SIGTERM, 143, False, 1, "out/"),
        (signal.SIGTERM, 143, True, 30, "out"),
        (signal.SIGTERM, 143, True, 1, "out/"),
        (signal.SIGHUP, 129, False, 30, "out/"),
        (signal.SIGHUP, 129, True, 1, "out"),
    ],
    ids=str,
)
def test_a_signal_ends_all_at_once_and_cleanly(
    hostile, many, tmp_path, left_of, wait_until, target, number, code, to_all, times
):
    for path in sorted(many.iterdir())[1:]:  # all but one, so that both workers come to some
        path.write_text("BUSY")
    arguments = ("--jobs", "2", "--timeout", "0", "-q", "--report", "report.jsonl")
    with hostile("text", "many", "-o", target, *arguments) as process:
        wait_until(lambda: len(list(tmp_path.glob("busy-*"))) == 2)
        wait_until(lambda: target == "out" or (tmp_path / target).exists())
        for _ in range(times):  # again and again, as somebody has it who cannot wait
            (os.killpg if to_all else os.kill)(process.pid, number)
            time.sleep(0.001)
        _, errors = process.communicate()
    assert process.returncode == code
    assert {line.split(b": ")[2] for line in errors.splitlines()} <= {b"the file is empty"}
    assert left_of(process.pid) == []
    assert list(tmp_path.rglob(".fraudnews-*")) == []
    assert (tmp_path / "out").exists() is target.endswith("/")
    assert {line["code"] for line in lines_of(tmp_path / "report.jsonl")} <= {"empty"}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc shows it")
def test_a_worker_ends_by_any_signal_but_ctrl_c_and_what_nohup_ignores(hostile, many, tmp_path, wait_until):
    (many / "000.md").write_text("BUSY")
    with hostile("text", "many", "--jobs", "1", "--timeout", "0", IGNORED="SIGHUP") as process:
        wait_until(lambda: list(tmp_path.glob("busy-*")))
        worker = next(tmp_path.glob("busy-*")).name.removeprefix("busy-")
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines())
        os.kill(process.pid, signal.SIGTERM)
        process.communicate()
    blocked, ignored, caught = (int(status[name], 16) for name in ("SigBlk", "SigIgn", "SigCgt"))
    ours = {signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGALRM}
    assert {number for number in ours if ignored >> number - 1 & 1} == {signal.SIGINT, signal.SIGHUP}
    assert {number for number in ours if (blocked | caught) >> number - 1 & 1} == set()


def test_workers_leave_ctrl_c_to_their_parent_also_where_they_start_anew(hostile, many, tmp_path, left_of, wait_until):
    for path in many.iterdir():
        path.write_text("BUSY")
    with hostile("text", "many", "--jobs", "2", "--timeout", "0", THREAD="1") as process:
        wait_until(lambda: len(list(tmp_path.glob("busy-*"))) == 2)
        for worker in {*left_of(process.pid)} - {str(process.pid)}:
            os.kill(int(worker), signal.SIGINT)
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")
    wait_until(lambda: left_of(process.pid) == [])  # the tracker that Python starts beside them sees the parent's end


def test_a_reader_that_closes_the_pipe_early_ends_workers_quietly(many, tmp_path):
    for path in many.iterdir():
        path.write_text(STORY * 1000, "utf-8")
    line = f"{{ {sys.executable} -m fraudnews jsonl many --jobs 2; echo $? > code; }} 2> errors | head -n 1"
    subprocess.run(["sh", "-c", line], stdout=subprocess.DEVNULL, cwd=tmp_path, check=False)
    assert (tmp_path / "code").read_text() == "0\n"
    assert (tmp_path / "errors").read_text() == ""


def test_the_report_has_a_line_for_each_post_that_failed_or_was_mended(run, tmp_path):
    (tmp_path / "a.md").write_text("<p>警方提醒。</p>", "utf-8")
    (tmp_path / "b.md").write_text("---\ndate: gestern\n---\n<p>警方提醒。</p>", "utf-8")
    (tmp_path / "c.md").write_text("", "utf-8")
    done = run("text", ".", "--report", "report.jsonl")
    assert done.returncode == 3
    warned, failed = lines_of(tmp_path / "report.jsonl")
    assert list(warned) == list(failed) == ["path", "code", "message", "remedy"]
    assert (warned["path"], warned["code"], warned["remedy"]) == ("./b.md", "warning", None)
    assert "gestern" in warned["message"]
    assert failed == {
        "path": "./c.md", "code": "empty", "message": "the file is empty", "remedy": "leave it out, or scrape it again",
    }  # fmt: skip


def test_the_report_of_a_run_without_trouble_is_empty(run, post, tmp_path):
    assert run("text", "post.md", "--report", "report.jsonl").returncode == 0
    assert (tmp_path / "report.jsonl").read_bytes() == b""


def test_the_report_can_go_to_standard_output_unless_results_do(run, many):
    done = run("text", "many", "-o", "out", "--report", "-")
    assert len(done.stdout.splitlines()) == 11
    for arguments in (["--report", "-"], ["-o", "x", "--report", "./x"]):
        refused = run("text", "many", *arguments)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert b"would be one stream: name another file" in refused.stderr


@pytest.mark.parametrize("command", [("text", "many", "-o", "out"), ("sync", "many", "out/", "--to", "text")])
def test_a_reader_of_the_report_that_goes_early_ends_no_run_in_silence(run, many, tmp_path, command):
    for number in range(2000):  # more than a pipe holds
        (many / f"a{number}.md").touch()
    os.mkfifo(tmp_path / "report")
    with subprocess.Popen(["head", "-c", "1", "report"], cwd=tmp_path, stdout=subprocess.DEVNULL):
        done = run(*command, "--report", "report", "--timeout", "0", *(["--overwrite"] * (command[0] == "text")))
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[-1] == (
        "fraudnews: report: broken pipe: check permissions and the disk, then run it again"
    )
    assert not (tmp_path / "out").is_file()


def test_a_report_that_exists_is_replaced_only_if_told(run, post, tmp_path):
    (tmp_path / "old").write_text("mine")
    assert run("text", "post.md", "--report", "old").returncode == 2
    assert (tmp_path / "old").read_text() == "mine"
    assert run("text", "post.md", "--report", "old", "--overwrite").returncode == 0
    assert (tmp_path / "old").read_text() == ""


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_fail_fast_stops_at_the_first_and_names_no_file_complete(run, many, tmp_path, jobs):
    done = run("jsonl", "many", "--jobs", jobs, "--fail-fast", "--fields", "path")
    assert done.returncode == 3
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [f"many/00{n}.md" for n in range(5)]
    assert done.stderr.count(b"the file is empty") == 1
    assert b" 5 written, 1 failed" in done.stderr
    done = run("jsonl", "many", "--jobs", jobs, "--fail-fast", "-o", "out")
    assert (done.returncode, b" 0 written, 1 failed" in done.stderr) == (3, True)
    assert not (tmp_path / "out").exists()
    assert b" 5 written, 1 failed" in run("jsonl", "many", "--jobs", jobs, "--fail-fast", "-o", "out/").stderr


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_fail_fast_gives_no_part_its_name_and_the_next_run_is_not_refused(run, many, tmp_path, jobs):
    arguments = ("jsonl", "many", "--jobs", jobs, "--split", "2", "-o", "out.jsonl", "--fail-fast")
    for _ in range(2):
        done = run(*arguments)
        assert (done.returncode, done.stderr.count(b"the file is empty")) == (3, 1)
        assert b" 0 written, 1 failed" in done.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["many"]
    for path in many.glob("*.md"):
        if not path.read_bytes():
            path.unlink()
    assert run(*arguments).returncode == 0
    assert len(list(tmp_path.glob("out-*.jsonl"))) == 55


@pytest.mark.parametrize(
    ("sink", "report"),
    [
        (["--split", "20", "-o", "out.jsonl"], "./out-00009.jsonl"),
        (["--shard", "1/2", "-o", "out.jsonl"], "./out-00001-of-00002.jsonl"),
        (["--shard", "1/2", "-o", "out.jsonl"], "out-00001-of-00002.jsonl.manifest.json"),
        (["-o", "out/"], "./out/000.json"),
    ],
)
def test_the_report_is_no_part_of_the_results(run, many, tmp_path, sink, report):
    done = run("jsonl", "many", *sink, "--overwrite", "--report", report)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (2, ["many"])
    assert f"--report: {report} would be a part of the results: name another file" in done.stderr.decode()


def test_a_report_may_lie_in_the_folder_of_the_results(run, many, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("jsonl", "many", "-o", "out/", "--report", "out/report.jsonl").returncode == 3
    assert len(lines_of(tmp_path / "out" / "report.jsonl")) == 11
    split = run("jsonl", "many", "--split", "20", "-o", "out.jsonl", "--report", "out-report.jsonl")
    assert split.returncode == 3


def test_inputs_that_failed_are_copied_under_their_own_path(run, posts, tmp_path):
    (posts / "b" / "broken.md").write_bytes(b"\xff\x00bad")
    (posts / "gone.md").symlink_to("nowhere")
    for _ in range(2):
        assert run("text", "posts", "--quarantine", "bad").returncode == 3
    assert [path.relative_to(tmp_path / "bad").as_posix() for path in (tmp_path / "bad").rglob("*")] == [
        "b",
        "b/broken.md",
    ]
    assert (tmp_path / "bad" / "b" / "broken.md").read_bytes() == b"\xff\x00bad"


def test_what_is_json_where_a_post_should_be_is_copied_and_what_cannot_be_read_is_not(run, posts, tmp_path):
    for path in (*posts.rglob("*.md"), *posts.rglob("*.html")):
        path.unlink()
    (posts / "gone.md").symlink_to("nowhere")
    (tmp_path / "crawl.jsonl").write_text('{"body": "x"}\n{"content"\n{"content": "<p>警方提醒。</p>"}\n', "utf-8")
    done = run("jsonl", "posts", "crawl.jsonl", "--quarantine", "bad")
    assert (done.returncode, done.stderr.count(b"not in quarantine")) == (3, 0)
    assert not (tmp_path / "bad" / "gone.md").exists()
    assert [path.read_bytes() for path in sorted((tmp_path / "bad" / "crawl").iterdir())] == [
        b'{"body": "x"}',
        b'{"content"',
    ]
    (posts / "list.md").write_text('[{"title": "x"}]')
    assert run("jsonl", "posts", "--quarantine", "worse").returncode == 3
    assert [path.name for path in (tmp_path / "worse").iterdir()] == ["list.md"]


def test_standard_input_that_failed_is_copied_from_memory(run, tmp_path):
    assert run("text", "--quarantine", "bad", input=b"<!-- nothing -->").returncode == 3
    assert (tmp_path / "bad" / "stdin").read_bytes() == b"<!-- nothing -->"


def test_a_quarantine_does_not_lead_out_of_its_folder(run, posts, tmp_path):
    (posts / "b" / "empty.md").write_text("")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "b").symlink_to(tmp_path / "elsewhere")
    done = run("text", "posts", "--quarantine", "bad")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert b"posts/b/empty.md: not in quarantine: bad/b is a link, and may lead anywhere: put a folder" in done.stderr


def test_no_copy_takes_the_place_of_anything_else(run, tmp_path):
    for folder in ("one", "two", "bad"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(f"<!-- {folder} -->")
    (tmp_path / "one" / "b.md").write_text("")
    (tmp_path / "bad" / "b.md").mkdir()
    for _ in range(2):
        assert b"not in quarantine" not in run("text", "one", "two", "--quarantine", "bad").stderr
    assert (tmp_path / "bad" / "a.md").read_text() == "<!-- bad -->"
    copies = sorted(path.read_text() for path in (tmp_path / "bad").glob("*.md.*"))
    assert copies == ["", "<!-- one -->", "<!-- two -->"]


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("posts/bad", b"--quarantine: posts/bad and posts lie one in the other: name a folder outside of it"),
        (".", b"--quarantine: . and posts lie one in the other: name a folder outside of it"),
        ("", b"--quarantine: the name of the folder is empty: name one"),
        ("posts/c.md", b"--quarantine: posts/c.md is a file: name a folder"),
    ],
)
def test_a_quarantine_that_would_mix_with_the_input_is_refused(run, posts, folder, said):
    done = run("text", "posts", "--quarantine", folder)
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"fraudnews: " + said + b"\n")


@pytest.mark.parametrize(
    "arguments",
    [["--jobs", "0"], ["--jobs", "many"], ["--timeout", "-1"], ["--timeout", "soon"], ["--max-memory", "0"]],
)
def test_wrong_limits_are_wrong_usage(run, post, arguments):
    done = run("text", "post.md", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(f"fraudnews: {arguments[0]}: ".encode())


def _shown_on_a_terminal(*arguments, cwd):
    """Run with standard error on a terminal; what it shows, once the input in ``wait`` has come late."""
    ours, theirs = pty.openpty()
    shown = []

    def read():
        try:
            while piece := os.read(ours, 10_000):
                shown.append(piece)
        except OSError:  # the other side is closed
            return

    with subprocess.Popen(
        [sys.executable, "-m", "fraudnews", *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:  # fmt: skip
        os.close(theirs)
        reader = threading.Thread(target=read)
        reader.start()
        with (cwd / "wait.md").open("w", encoding="utf-8") as pipe:
            time.sleep(0.6)  # longer than a run must take to be worth a bar
            pipe.write(STORY)
    reader.join()
    os.close(ours)
    return process.returncode, b"".join(shown).decode()


@pytest.fixture
def slow(many, tmp_path):
    """The input waits before the many posts are begun."""
    os.mkfifo(tmp_path / "wait.md")
    return ["text", "wait.md", "many"]


def test_progress_shows_on_a_terminal_and_errors_stand_on_their_own_lines(slow, tmp_path):
    code, shown = _shown_on_a_terminal(*slow, "--jobs", "1", cwd=tmp_path)
    assert code == 3
    assert re.search(r"[0-9]+/121 posts, [0-9,]+/s, [0-9]+ failed", shown)
    lines = re.split(r"[\r\n]+|\x1b\[[0-9;?]*[A-Za-z]", shown)
    assert sum(line.startswith("fraudnews: many/") for line in lines) == 11
    assert [line for line in lines if line][-1].startswith("fraudnews: 121 posts read, 110 written, 11 failed")


@pytest.mark.parametrize("flag", ["--no-progress", "-q"])
def test_no_progress_is_shown_to_whoever_wants_none(slow, tmp_path, flag):
    _, shown = _shown_on_a_terminal(*slow, flag, cwd=tmp_path)
    assert "\x1b" not in shown
    assert "/s" not in shown


@pytest.mark.parametrize("command", [["jsonl", "many"], ["sync", "many", "out", "--to", "text", "--json"]])
def test_progress_never_takes_the_way_of_the_results(run, many, command):
    done = run(*command, "--progress", preexec_fn=lambda: os.close(2))
    assert done.returncode == 3
    assert all(json.loads(line) for line in done.stdout.splitlines())


def test_progress_is_shown_without_a_terminal_only_if_told(run, many):
    assert b"\x1b" not in run("text", "many").stderr
    assert b"/120 posts, " in run("text", "many", "--progress").stderr
