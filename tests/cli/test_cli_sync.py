"""``fraudnews sync`` as cron runs it, and as it dies.

FRAUDNEWS_KILLS=100 sets how many random moments a sync is killed at.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fraudnews.lock import hold_lock

KILLS = int(os.environ.get("FRAUDNEWS_KILLS", "8"))
#: A sync that dies just before its N-th write, or N seconds of processor time after its first, as by kill -9.
KILLED = """
import os, runpy, signal, sys
timed, writes, seconds = sys.argv[1] == "1", int(sys.argv[2]), float(sys.argv[3])
changes = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
def die(event, args):
    global writes, timed
    if event in changes or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)):
        if timed:
            signal.setitimer(signal.ITIMER_PROF, seconds)
            timed, writes = False, 0
        writes -= 1
        if writes == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
sys.argv = sys.argv[4:]
runpy.run_module("fraudnews", run_name="__main__")
"""
POST = "---\ntitle: {0}\n---\n<p>江岭警方昨日通报了{0}一案。</p><p>责任编辑：杨小树</p>\n"
OURS = {".fraudnews.lock", ".fraudnews.sqlite"}


def tree(folder):
    """Every file but the lock and the ledger, with its bytes; what a dead run left behind is among them."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and path.name not in OURS)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def fill(folder, count, version=0):
    for number in range(count):
        path = folder / f"{number % 7}" / f"{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(POST.format(f"第{number}起（{version if number % 3 else 0}）") * 3, "utf-8")


def counts(stderr):
    """What a sync says at last, without what was removed and the time that it took."""
    return re.sub(r"; removed [^;]*; [0-9.:]+( s)?\n$", "", stderr.decode())


def test_a_sync_says_what_it_did_and_then_nothing(run, posts):
    first = run("sync", "posts", "out", "--to", "markdown")
    assert (first.returncode, first.stdout) == (0, b"")
    said = r"fraudnews: 3 posts: 3 new; removed 3 editor; [0-9.:]+( s)?\n"
    assert re.fullmatch(said, first.stderr.decode())
    again = run("sync", "posts", "out", "--to", "markdown")
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def test_a_dry_run_names_any_post_whatever_the_terminal_can_show(run, tmp_path):
    fill(tmp_path / "posts", 1)
    (tmp_path / "posts" / "警方.md").write_text(POST.format("x"))
    dry = run("sync", "-n", "posts", "out", "--to", "text", env={"PYTHONIOENCODING": "latin-1"})
    assert (dry.returncode, dry.stdout.decode().splitlines()) == (0, ["new       0/0000.md", "new       警方.md"])


def test_a_dry_run_prints_what_would_be_done_and_does_nothing(run, posts, tmp_path):
    dry = run("sync", "--dry-run", "posts", "out", "--to", "text")
    assert dry.stdout.decode().splitlines() == ["new       a.html", "new       b/b.txt", "new       c.md"]
    assert dry.returncode == 0
    assert not (tmp_path / "out").exists()
    run("sync", "posts", "out", "--to", "text")
    (posts / "c.md").rename(posts / "d.md")
    (posts / "a.html").unlink()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    dry = run("sync", "-n", "--delete", "posts", "out", "--to", "text")
    assert dry.stdout.decode().splitlines() == ["renamed   c.md -> d.md", "deleted   a.html"]
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    assert {**before, tmp_path / "out/.fraudnews.lock": 0} == {**after, tmp_path / "out/.fraudnews.lock": 0}


def test_a_dry_run_prints_its_changes_above_its_summary(run, posts, tmp_path):
    with (tmp_path / "log").open("w+b") as log:
        run("sync", "-n", "posts", "out", "--to", "text", stdout=log, stderr=log)
    assert [line.split()[0] for line in (tmp_path / "log").read_text().splitlines()] == ["new"] * 3 + ["fraudnews:"]


def test_a_dry_run_is_for_everybody_who_may_read(run, posts, tmp_path, without_the_powers_of_root):
    assert run("sync", "posts", "out", "--to", "text").returncode == 0
    (posts / "c.md").unlink()
    places = [*(tmp_path / "out").iterdir(), tmp_path / "out"]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    arguments = ("sync", "posts", "out", "--to", "text")
    dry = [run(*arguments, "-n", preexec_fn=without_the_powers_of_root)]
    assert run(*arguments, preexec_fn=without_the_powers_of_root).returncode == 3
    with hold_lock(str(tmp_path / "out"), 0):
        dry.append(run(*arguments, "-n", preexec_fn=without_the_powers_of_root))
    for place in places:
        place.chmod(0o755)
    assert [(done.returncode, done.stdout) for done in dry] == [(0, b"gone      c.md\n"), (5, b"")]


def test_a_folder_that_cannot_be_read_is_not_called_empty(run, posts, without_the_powers_of_root):
    posts.chmod(0)
    done = run("sync", "posts", "out", "--to", "text", preexec_fn=without_the_powers_of_root)
    posts.chmod(0o755)
    said = b"fraudnews: posts: permission denied: check that it exists and can be read\nfraudnews: 0 posts: 1 failed; "
    assert (done.returncode, done.stderr[: len(said)]) == (3, said)


def test_one_clear_line_when_a_post_fails(run, posts):
    (posts / "bad.md").write_bytes(b"")
    done = run("sync", "-q", "posts", "out", "--to", "markdown")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"fraudnews: posts/bad.md: the file is empty: leave it out, or scrape it again\n"


def test_a_sync_that_does_nothing_leaves_the_report_of_an_earlier_one(run, posts, tmp_path):
    (posts / "bad.md").write_bytes(b"")
    arguments = ("out", "--to", "text", "--report", "report.jsonl")
    assert run("sync", "posts", *arguments).returncode == 3
    before = (tmp_path / "report.jsonl").read_bytes()
    assert before.count(b"\n") == 1
    assert run("sync", "none", *arguments).returncode == 2
    (tmp_path / "wrong.toml").write_text("[[remove]]")
    assert run("sync", "posts", *arguments, "--rules", "wrong.toml").returncode == 4
    with hold_lock(str(tmp_path / "out"), 0):
        assert run("sync", "posts", *arguments).returncode == 5
    assert (tmp_path / "report.jsonl").read_bytes() == before
    (posts / "bad.md").unlink()
    assert run("sync", "posts", *arguments).returncode == 0
    assert (tmp_path / "report.jsonl").read_bytes() == b""


def test_the_summary_as_json_is_one_line_for_a_monitor(run, posts):
    (posts / "bad.md").write_bytes(b"")
    done = run("sync", "-q", "--json", "posts", "out", "--to", "jsonl")
    summary = json.loads(done.stdout)
    assert done.stdout.count(b"\n") == 1
    assert summary.pop("seconds") >= 0
    assert {name: count for name, count in summary.items() if count} == {
        "posts": 4, "new": 3, "failed": 1, "written": 3, "removed": {"editor": 3}, "exit_code": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("posts", "out"), "no format: give --to markdown|text|jsonl"),
        (("posts", "out", "--to", "pdf"), "--to: 'pdf' is no format"),
        (("none", "out", "--to", "text"), "none: no such folder"),
        (("posts", "", "--to", "text", "-n"), "the name of the output folder is empty: name one"),
        (("", "out", "--to", "text"), "the name of the source folder is empty: name one"),
        (("posts", "-", "--to", "text"), "SRC and DST are folders, and - is a stream: name a folder, be it ./-"),
        (("posts", "x.toml", "--to", "text"), "x.toml is a file: name a folder"),
        (("posts", "posts", "--to", "text"), "posts lies in the output folder posts"),
        (("posts", "out", "--to", "text", "--wait", "soon"), "--wait: 'soon' is no time"),
        (
            ("posts", "out", "--to", "text", "--jobs", "0"),
            "--jobs: '0' is no number of workers: give one from 1 to 9,999",
        ),
        (("posts", "out", "--to", "text", "--report", "posts/c.md"), "--report: posts/c.md lies in SRC or DST"),
        (("posts", "out", "--to", "text", "--report", "out/a.txt"), "--report: out/a.txt lies in SRC or DST"),
        (("posts", "out", "--to", "text", "--rules", "x.toml", "--report", "x.toml"), "--report: x.toml is read, and"),
        (("posts", "out", "--to", "text", "--quarantine", "out/q"), "--quarantine: out/q and out lie one in the other"),
        (("posts", "out", "--to", "text", "--quarantine", "."), "--quarantine: . and posts lie one in the other"),
        (("posts", "out", "--to", "text", "--quarantine", ""), "--quarantine: the name of the folder is empty"),
        (("posts", "out", "--to", "text", "--report", "-", "--json"), "would be one stream"),
        (("posts", "out", "--to", "text", "--site", "no.such.site"), "--site: "),
    ],
)
def test_wrong_usage_is_said_before_anything_is_made(run, posts, tmp_path, arguments, said):
    (tmp_path / "x.toml").touch()
    done = run("sync", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_wrong_rule_file_ends_it_with_its_own_code(run, posts, tmp_path):
    (tmp_path / "bad.toml").write_text("x")
    assert run("sync", "posts", "out", "--to", "text", "--rules", "bad.toml").returncode == 4


def test_a_ledger_that_another_program_has_open_is_said_to_be(run, posts, tmp_path):
    run("sync", "posts", "out", "--to", "text")
    (posts / "d.md").write_text("<p>警方提醒。</p>", "utf-8")
    with contextlib.closing(sqlite3.connect(tmp_path / "out" / ".fraudnews.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = run("sync", "posts", "out", "--to", "text")
    said = b"fraudnews: out/.fraudnews.sqlite: another program has it open: close that, and run it again\n"
    assert (done.returncode, done.stderr) == (3, said)
    assert counts(run("sync", "posts", "out", "--to", "text").stderr) == "fraudnews: 4 posts: 1 new, 3 unchanged"


def test_an_output_folder_inside_the_source_is_no_input(run, posts):
    for expected in ("fraudnews: 3 posts: 3 new", ""):
        assert counts(run("sync", "posts", "posts/clean", "--to", "markdown").stderr) == expected


def test_the_second_sync_says_so_at_once_or_waits(run, posts, tmp_path):
    hold = "import sys\nfrom fraudnews.lock import hold_lock\nwith hold_lock('out', 0):\n print('held', flush=True)\n sys.stdin.read()"
    (tmp_path / "out").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", hold], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout.readline() == b"held\n"
        second = run("sync", "posts", "out", "--to", "text")
        assert (second.returncode, second.stdout) == (5, b"")
        assert f"out: another sync is at work here (process {first.pid})" in second.stderr.decode()
        waiting = subprocess.Popen(
            [sys.executable, "-m", "fraudnews", "sync", "--wait", "120", "posts", "out", "--to", "text"],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
        )
        first.stdin.close()
        first.wait()
    assert counts(waiting.communicate(timeout=120)[1]) == "fraudnews: 3 posts: 3 new"
    assert waiting.returncode == 0


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two states of a source of 120 posts, and what undisturbed syncs make of each."""
    base = tmp_path_factory.mktemp("versions")
    states = []
    for version in (0, 1):
        source = base / f"src{version}"
        fill(source, 120, version)
        if version:
            (source / "0").rename(source / "9")
            (source / "1" / "0001.md").unlink()
        subprocess.run(
            [sys.executable, "-m", "fraudnews", "sync", "-q", source, base / f"out{version}", "--to", "markdown"],
            check=True,
        )
        states.append((source, tree(base / f"out{version}")))
    return states


@pytest.mark.parametrize("moment", range(KILLS))
def test_a_sync_killed_at_any_moment_is_finished_by_the_next(run, left_of, wait_until, tmp_path, versions, moment):
    """From nothing, or from an older state; killed just before a random write, or after a random time at work.

    Its workers, one to four of them, go with it.
    """
    dice = random.Random(moment)
    (source, expected), link = versions[moment % 2], tmp_path / "src"
    if moment % 2:
        link.symlink_to(versions[0][0])
        assert run("sync", "src/.", "out", "--to", "markdown").returncode == 0
        link.unlink()
    link.symlink_to(source)
    dying = [sys.executable, "-c", KILLED, str(moment % 4 // 2), str(dice.randrange(1, 130)), str(dice.uniform(0, 0.1))]
    arguments = ["sync", "src/.", "out", "--to", "markdown", "--delete", "--jobs", str(1 + moment % 4)]
    with subprocess.Popen(
        [*dying, "fraudnews", *arguments], cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        process.wait()
        wait_until(lambda: left_of(process.pid) == [])
    assert process.returncode in {-signal.SIGKILL, -signal.SIGPROF, 0}
    for name, data in tree(tmp_path / "out").items() if (tmp_path / "out").exists() else ():
        whole = {state.get(name) for _, state in versions}
        assert data in whole or ".fraudnews" in name, f"{name} is half written"
    finished = run(*arguments)
    assert finished.returncode == 0, finished.stderr
    assert tree(tmp_path / "out") == expected
    assert run(*arguments).stderr == b""


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_sync_says_so_by_its_code_and_is_finished(run, tmp_path, versions, signal_):
    source, expected = versions[0]
    send = (
        "import os,sys,runpy\ndef stop(event,args):\n"
        f" if event=='os.rename' and not stop.done: stop.done=True; os.kill(os.getpid(),{int(signal_)})\n"
        "stop.done=False\nsys.addaudithook(stop)\nsys.argv=sys.argv[1:]\nrunpy.run_module('fraudnews',run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", send, "fraudnews", "sync", source, "out", "--to", "markdown"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 128 + signal_
    assert not any(".fraudnews-" in name for name in tree(tmp_path / "out"))
    assert run("sync", source, "out", "--to", "markdown").returncode == 0
    assert tree(tmp_path / "out") == expected


def test_posts_that_harm_their_workers_fail_alone_and_the_rest_is_done(run, hostile, tmp_path):
    fill(tmp_path / "src", 40)
    fates = {"src/2/0009.md": ("LOOP", "timeout"), "src/3/0010.md": ("KILL", "crashed"), "src/4/0011.md": ("", "empty")}
    for name, (word, _) in fates.items():
        (tmp_path / name).write_text(word, "utf-8")
    arguments = ("sync", "src", "out", "--to", "markdown", "--jobs", "2")
    kept = ("--timeout", "3", "--report", "report.jsonl", "--quarantine", "bad")
    with hostile(*arguments, *kept) as process:
        assert process.communicate()[1].count(b"\n") == 4
        assert process.returncode == 3
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_bytes().splitlines()]
    assert {line["path"]: line["code"] for line in lines} == {name: code for name, (_, code) in fates.items()}
    assert tree(tmp_path / "bad") == {name.removeprefix("src/"): word.encode() for name, (word, _) in fates.items()}
    assert len(tree(tmp_path / "out")) == 37
    fill(tmp_path / "src", 40)
    healthy = run(*arguments, "--report", "report.jsonl")
    assert counts(healthy.stderr) == "fraudnews: 40 posts: 1 changed, 2 retried, 37 unchanged"
    assert (tmp_path / "report.jsonl").read_bytes() == b""


def test_a_locale_of_another_encoding_changes_neither_order_nor_ledger(run, tmp_path):
    """Names are bytes: cron often has another locale than whoever runs it by hand."""
    for name in ("警方", "\uff01", "\udcff", "a", "\U0001f600"):
        (tmp_path / "原文").mkdir(exist_ok=True)
        (tmp_path / "原文" / f"{name}.md").write_text(POST.format(ascii(name)), "utf-8")
    ascii_names = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    utf8_names = {"LC_ALL": "C.UTF-8"}
    arguments = ("sync", "原文", "out", "--to", "jsonl")
    assert counts(run(*arguments, env=utf8_names).stderr) == "fraudnews: 5 posts: 5 new"
    assert run(*arguments, env=ascii_names).stderr == b""
    (tmp_path / "原文" / "b.md").write_text(POST.format("b"), "utf-8")
    assert counts(run(*arguments, env=ascii_names).stderr) == "fraudnews: 6 posts: 1 new, 5 unchanged"
    assert run(*arguments, env=utf8_names).stderr == b""
    assert run("jsonl", "原文", env=ascii_names).stdout == run("jsonl", "原文", env=utf8_names).stdout


@pytest.mark.parametrize("count", [40, 2], ids=["by workers", "without workers"])
def test_a_post_that_is_fatal_every_night_takes_no_other_along(hostile, tmp_path, count):
    """Which it did where too little was left to do for workers to start."""
    fill(tmp_path / "src", count)
    (tmp_path / "src" / "+kill.md").write_text("KILL", "utf-8")
    arguments = ("sync", "src", "out", "--to", "markdown")
    ends = []
    for night in range(3):
        (tmp_path / "src" / f"of-night-{night}.md").write_text(POST.format(night), "utf-8")
        with hostile(*arguments) as process:
            process.communicate()
        ends.append(process.returncode)
    assert ends == [3 if count == 40 else -signal.SIGKILL, 3, 3]
    assert len(tree(tmp_path / "out")) == count + 3


def test_only_changed_posts_are_converted(run, hostile, tmp_path):
    fill(tmp_path / "src", 40)
    for number in range(30):
        (tmp_path / "src" / f"old{number}.md").write_text(POST.format("KILL"), "utf-8")
    arguments = ("sync", "src", "out", "--to", "markdown")
    assert run(*arguments).returncode == 0
    fill(tmp_path / "src", 40, 1)
    with hostile(*arguments) as process:
        assert counts(process.communicate()[1]) == "fraudnews: 70 posts: 26 changed, 44 unchanged"
        assert process.returncode == 0


def test_no_worker_outlives_a_sync_that_is_killed_at_work(run, hostile, left_of, wait_until, tmp_path):
    fill(tmp_path / "src", 40)
    for number in range(2):
        (tmp_path / "src" / f"+busy{number}.md").write_text(POST.format("BUSY"), "utf-8")
    arguments = ("sync", "src", "out", "--to", "markdown")
    with hostile(*arguments, "--jobs", "2", "--timeout", "0") as process:
        wait_until(lambda: len(list(tmp_path.glob("busy-*"))) == 2)
        assert len(left_of(process.pid)) == 3
        process.kill()
        process.wait()
        wait_until(lambda: left_of(process.pid) == [])
    assert run(*arguments).returncode == 0
    assert len(tree(tmp_path / "out")) == 42
    assert run(*arguments).stderr == b""


def test_fail_fast_stops_at_the_first_and_the_next_run_goes_on(run, tmp_path):
    fill(tmp_path / "src", 40)
    (tmp_path / "src" / "3" / "0010.md").write_bytes(b"")
    arguments = ("sync", "src", "out", "--to", "markdown")
    stopped = run(*arguments, "--fail-fast", "--json", "--quiet")
    summary = json.loads(stopped.stdout)
    assert (stopped.returncode, summary["failed"], summary["new"]) == (3, 1, len(tree(tmp_path / "out")))
    assert 0 < summary["new"] < 39
    fill(tmp_path / "src", 40)
    assert run(*arguments).returncode == 0
    assert len(tree(tmp_path / "out")) == 40


def test_progress_counts_the_posts_that_are_converted(run, tmp_path):
    fill(tmp_path / "src", 40)
    shown = counts(run("sync", "src", "out", "--to", "markdown", "--progress").stderr)
    assert "/40 posts" in shown
    assert shown.endswith("fraudnews: 40 posts: 40 new")
    assert run("sync", "src", "out", "--to", "markdown", "--progress").stderr == b""


def test_a_file_size_limit_loses_nothing_and_the_next_run_completes(run, tmp_path, versions):
    """The ledger does not fit, or an output does not: both are said, and what is there is whole."""
    source, expected = versions[0]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, resource.RLIM_INFINITY))

    limited = run("sync", source, "out", "--to", "markdown", preexec_fn=limit)
    assert limited.returncode == 3
    assert b"make room" in limited.stderr
    assert tree(tmp_path / "out").items() <= expected.items()
    assert run("sync", source, "out", "--to", "markdown").returncode == 0
    assert tree(tmp_path / "out") == expected


def test_a_folder_of_other_posts_takes_no_output_away(run, tmp_path):
    fill(tmp_path / "one", 5)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "other.md").write_text("<p>警方提醒。</p>", "utf-8")
    arguments = ("out", "--to", "text", "--delete")
    assert run("sync", "one", *arguments).returncode == 0
    for more in ((), ("-n",)):
        done = run("sync", "two", *arguments, *more)
        said = "fraudnews: two is another folder than in the last sync, with none of its posts: every output is left"
        assert (done.returncode, done.stderr.decode().startswith(said)) == (2, True)
        assert len(tree(tmp_path / "out")) == 5
    (tmp_path / "one").rename(tmp_path / "moved")
    assert run("sync", "moved", *arguments).stderr == b""
    shutil.rmtree(tmp_path / "moved")
    shutil.copytree(tmp_path / "two", tmp_path / "moved")  # as where each day's posts stand in one place
    assert run("sync", "moved", *arguments).returncode == 0
    assert len(tree(tmp_path / "out")) == 1
    (tmp_path / "two" / "other.md").write_text("<p>警方又提醒。</p>", "utf-8")
    (tmp_path / "two" / "other.md").rename(tmp_path / "two" / "more.md")
    assert run("sync", "two", *arguments[:-1]).returncode == 0
    assert run("sync", "two", *arguments).returncode == 0
    assert len(tree(tmp_path / "out")) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system")
def test_posts_on_a_disk_that_is_not_mounted_are_not_deleted(run, posts, tmp_path):
    disk = posts / "a disk"
    disk.mkdir()

    def mount():
        if subprocess.run(["mount", "-t", "tmpfs", "none", disk], check=False).returncode:
            pytest.skip("mounting is not allowed here")
        (disk / "d.md").write_text("<p>警方提醒。</p>", "utf-8")

    arguments = ("sync", "posts", "out", "--to", "text", "--delete")
    mount()
    try:
        assert counts(run(*arguments).stderr) == "fraudnews: 4 posts: 4 new"
    finally:
        subprocess.run(["umount", disk], check=True)
    (posts / "c.md").unlink()
    for more in ((), ("-n",)):
        done = run(*arguments, *more)
        said = "posts/a disk: nothing is mounted here any more: every output is left as it is: mount it; if it is meant"
        assert (done.returncode, said in done.stderr.decode(), len(tree(tmp_path / "out"))) == (2, True, 4)
    mount()
    try:
        assert counts(run(*arguments).stderr) == "fraudnews: 3 posts: 3 unchanged, 1 deleted\n"
    finally:
        subprocess.run(["umount", disk], check=True)
    assert run(*arguments[:-1]).stderr.decode().endswith("fraudnews: 2 posts: 2 unchanged, 1 gone\n")
    assert counts(run(*arguments).stderr) == "fraudnews: 2 posts: 2 unchanged, 1 deleted\n"
    mount()
    try:
        assert counts(run(*arguments).stderr) == "fraudnews: 3 posts: 1 new, 2 unchanged"
    finally:
        subprocess.run(["umount", disk], check=True)
    (disk / "d.md").write_text("<p>警方提醒。</p>", "utf-8")  # its posts were moved to where it was
    assert run(*arguments).returncode == 0
    assert len(tree(tmp_path / "out")) == 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system")
@pytest.mark.parametrize("source", ["disk", "disk/news/posts"])
def test_posts_that_are_written_where_no_disk_is_mounted_stand_for_none_of_those_on_it(run, tmp_path, source):
    disk, posts = tmp_path / "disk", tmp_path / source
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", disk], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    arguments = ("sync", source, "out", "--to", "text", "--delete")
    try:
        posts.mkdir(parents=True, exist_ok=True)
        (posts / "a.md").write_text("<p>警方提醒。</p>", "utf-8")
        assert run(*arguments).returncode == 0
    finally:
        subprocess.run(["umount", disk], check=True)
    posts.mkdir(parents=True, exist_ok=True)
    (posts / "b.md").write_text("<p>警方通报。</p>", "utf-8")
    for more in ((), ("-n",)):
        done = run(*arguments, *more)
        assert done.returncode == 2
        assert f"{disk}: nothing is mounted here any more: every output is left as it is" in done.stderr.decode()
        assert list(tree(tmp_path / "out")) == ["a.txt"]
    assert run(*arguments[:-1]).returncode == 0
    assert counts(run(*arguments).stderr) == "fraudnews: 1 post: 1 unchanged, 1 deleted\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system")
def test_a_full_disk_loses_nothing_and_the_next_run_completes(run, tmp_path, versions):
    source, expected = versions[0]
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=320k", "none", disk], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        full = run("sync", source, disk / "out", "--to", "markdown")
        assert full.returncode == 3
        assert b"make room" in full.stderr
        assert full.stderr.count(b"\n") == 1
        assert tree(disk / "out").items() <= expected.items()
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        assert run("sync", source, disk / "out", "--to", "markdown").returncode == 0
        assert tree(disk / "out") == expected
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "markdown"),
        ("-q", "--to", "text"),
        ("--quiet", "--json", "--delete", "--wait", "600", "--to", "jsonl"),
        ("--json", "--to", "text", "--wait", "0"),
    ],
)
def test_a_sync_as_crontabs_have_it_does_what_it_does_with_an_option_that_changes_nothing(run, posts, tmp_path, words):
    def tell(folder, *more):
        (posts / "bad.md").write_bytes(b"")
        done = [run("sync", "posts", folder, *words, *more)]
        (posts / "bad.md").unlink()
        done += [run("sync", "posts", folder, *words, *more) for _ in range(2)]
        told = [[one.returncode, counts(one.stderr), re.sub(rb'"seconds": [^}]*', b"", one.stdout)] for one in done]
        return told, tree(tmp_path / folder)

    assert tell("one") == tell("other", "--links", "keep")


@pytest.mark.parametrize(
    "words",
    [
        ("posts", "out"),
        ("posts", "out", "--to"),
        ("posts", "--to", "text"),
        ("posts", "out", "more", "--to", "text"),
        ("posts", "out", "--to", "pdf"),
        ("posts", "out", "--to", "text", "--wait", "soon"),
        ("posts", "out", "--to", "text", "--wait", "１"),
        ("posts", "out", "--to", "text", "--wait", "--json"),
    ],
)
def test_what_a_crontab_has_wrong_is_said(run, posts, tmp_path, words):
    done = run("sync", *words)
    assert (done.returncode, done.stdout, (tmp_path / "out").exists()) == (2, b"", False)
    assert done.stderr


def test_a_sync_with_nothing_to_do_loads_nothing_that_cleans_and_no_typer(run, posts, tmp_path):
    words = ("sync", "--quiet", "--delete", "--wait", "600", "posts", "out", "--to", "markdown")
    assert run(*words).returncode == 0
    heavy = (
        "typer inspect pathlib dataclasses json selectolax re2 yaml tomllib multiprocessing rich fraudnews.core".split()
    )
    code = (
        f"import sys; sys.argv = ['fraudnews', *{words}]\n"
        "from fraudnews.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print(*[name for name in {heavy} if name in sys.modules])"
    )
    env = {**os.environ, "FRAUDNEWS_RULES": ""}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"\n", b"")
