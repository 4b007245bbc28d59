"""A folder of outputs follows a folder of posts, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from fraudnews import Options, plan, sync
from fraudnews.errors import LedgerError, OutputError, UsageError
from fraudnews.ledger import LEDGER_NAME, Ledger
from fraudnews.lock import LOCK_NAME
from fraudnews.mirror import Mirror
from fraudnews.model import Limits, Links
from fraudnews.plan import Job, Summary
from fraudnews.report import Report
from fraudnews.sinks import temporary
from fraudnews.sinks.tree import TreeSink
from fraudnews.sync import Change, Means

POST = "---\ntitle: {0}\n---\n<p>江岭警方昨日通报了{0}一案。</p><p>责任编辑：杨小树</p>\n"
NAMES = ("a.md", "b/c.md", "b/d/e.md", "f.html")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Four posts in ``src``, and stamps that are trusted at once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plan, "_TICK", -(10**12))
    for name in NAMES:
        write(name)
    return tmp_path


def write(name, title=None):
    path = Path("src", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(POST.format(title or name), "utf-8")


def run(to="markdown", options=Options(), **more) -> Summary:  # noqa: B008  # it is frozen
    report = Report()
    return sync.sync(Job("src", "dst", to, **more), options, report)


def trial(to="markdown", options=Options(), **more) -> list[Change]:  # noqa: B008  # it is frozen
    changes = []
    sync.sync(Job("src", "dst", to, **more), options, Report(), changes.append)
    return changes


def outputs(folder="dst"):
    """Every file of ours with its bytes, but those of the ledger and the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and path.name not in {LEDGER_NAME, LOCK_NAME, f"{LEDGER_NAME}.damaged"}
    }


def stamps():
    return {name: Path("dst", name).stat().st_mtime_ns for name in outputs()}


def counts(summary):
    """What is not zero, without the outputs."""
    return {
        name: count for name, count in summary.counts().items() if count and name not in {"posts", "written", "kept"}
    }


def undisturbed():
    """The outputs of a first sync of what ``src`` holds now."""
    shutil.rmtree("fresh", ignore_errors=True)
    sync.sync(Job("src", "fresh", "markdown"), Options(), Report())
    return outputs("fresh")


def test_the_first_sync_writes_every_post_in_a_tree_like_its_own():
    assert counts(run()) == {"new": 4}
    assert list(outputs()) == ["a.md", "b/c.md", "b/d/e.md", "f.md"]
    assert "江岭警方昨日通报了a.md一案。".encode() in outputs()["a.md"]


def test_with_nothing_to_do_nothing_is_touched(capsys):
    run()
    before = {path: path.stat().st_mtime_ns for path in Path("dst").rglob("*") if path.name != LOCK_NAME}
    summary = run()
    assert (counts(summary), summary.nothing) == ({"unchanged": 4}, True)
    assert {path: path.stat().st_mtime_ns for path in Path("dst").rglob("*") if path.name != LOCK_NAME} == before
    assert capsys.readouterr().err == ""


def test_new_changed_renamed_and_vanished_posts_are_all_that_is_done(capsys):
    write("old.md", "旧闻")
    run()
    before = stamps()
    write("new.md")
    write("a.md", "又一名受害人")
    Path("src/b/c.md").rename("src/moved.md")
    Path("src/old.md").unlink()
    expected = [
        Change("changed", "a.md"),
        Change("renamed", "moved.md", "b/c.md"),
        Change("new", "new.md"),
        Change("gone", "old.md"),
    ]
    assert trial() == expected
    assert stamps() == before
    assert counts(run()) == {"new": 1, "changed": 1, "renamed": 1, "gone": 1, "orphans": 1, "unchanged": 2}
    assert capsys.readouterr().err == "fraudnews: dst/old.md: its post is gone: give --delete to remove it\n"
    now = stamps()
    assert now["moved.md"] == before["b/c.md"]
    assert {name for name in now if now[name] == before.get(name)} == {"b/d/e.md", "f.md", "old.md"}
    assert run().nothing
    assert outputs() == {**undisturbed(), "old.md": outputs()["old.md"]}


def test_a_trial_counts_what_the_run_then_does():
    Path("src/z.md").write_bytes(b"")
    run()
    Path("src/z.md").unlink()  # it never had an output
    Path("src/a.md").unlink()
    Path("src/b/c.md").rename("src/new.md")
    Path("src/f.html").unlink()
    for more in ({}, {"delete": True}, {"delete": True}):
        told = sync.sync(Job("src", "dst", "markdown", **more), Options(), Report(), lambda _change: None)
        assert counts(told) == counts(run(**more))


def test_what_is_gone_is_said_once_and_deleted_when_asked():
    run()
    Path("src/b/d/e.md").unlink()
    assert counts(run()) == {"gone": 1, "orphans": 1, "unchanged": 3}
    assert counts(run()) == {"orphans": 1, "unchanged": 3}
    assert trial(delete=True) == [Change("deleted", "b/d/e.md")]
    assert counts(run(delete=True)) == {"deleted": 1, "unchanged": 3}
    assert outputs() == undisturbed()
    assert not Path("dst/b/d").exists()
    assert Path("dst/b").is_dir()


def test_a_post_that_comes_back_is_no_longer_gone():
    run()
    Path("src/a.md").rename("kept.md")
    run()
    Path("kept.md").rename("src/a.md")
    assert counts(run()) == {"unchanged": 4}
    assert counts(run(delete=True)) == {"unchanged": 4}


def test_a_post_that_becomes_a_folder_of_its_name_and_back_takes_one_run():
    run()
    Path("src/a.md").unlink()
    write("a.md/h.md")
    write("a.md/i/j.md")
    assert counts(run(delete=True)) == {"new": 2, "unchanged": 3, "deleted": 1}
    assert outputs() == undisturbed()
    shutil.rmtree("src/a.md")
    write("a.md", "h")
    assert counts(run(delete=True)) == {"new": 1, "unchanged": 3, "deleted": 2}
    assert (outputs(), run(delete=True).nothing) == (undisturbed(), True)


def test_a_post_that_moves_into_a_folder_of_its_own_name_takes_its_output_along():
    run()
    Path("src/a.md").rename("src/other")
    Path("src/a.md").mkdir()
    Path("src/other").rename("src/a.md/k.md")
    assert counts(run()) == {"renamed": 1, "unchanged": 3}
    assert outputs() == undisturbed()


def test_what_somebody_else_put_in_the_way_stays_there():
    run()
    Path("src/a.md").unlink()
    Path("dst/a.md").write_text("mine")
    write("a.md/k.md")
    assert counts(run(delete=True)) == {"unchanged": 3, "failed": 1}
    assert Path("dst/a.md").read_text() == "mine"


def test_what_is_in_the_way_and_cannot_go_is_said_once(monkeypatch, capsys):
    run()
    Path("src/a.md").unlink()
    for name in ("a.md/k.md", "a.md/l.md", "a.md/m/n.md"):
        write(name)

    def unlink(path, **more):
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("fraudnews.mirror.os.unlink", unlink)
    assert counts(run(delete=True)) == {"unchanged": 3, "orphans": 1, "failed": 4}
    assert capsys.readouterr().err.count("fraudnews: dst/a.md: permission denied") == 1


def test_folders_that_somebody_else_made_stay():
    Path("dst/b/d").mkdir(parents=True)
    run()
    Path("src/b/d/e.md").unlink()
    Path("src/b/c.md").unlink()
    run(delete=True)
    assert Path("dst/b/d").is_dir()


def test_nothing_that_no_sync_wrote_is_ever_deleted(capsys):
    run()
    Path("dst/b/notes.txt").write_text("mine")
    Path("dst/b/c.md").write_text("mine, too")
    for name in ("b/c.md", "b/d/e.md"):
        Path("src", name).unlink()
    assert counts(run(delete=True)) == {"deleted": 1, "unchanged": 2}
    assert Path("dst/b/notes.txt").read_text() == "mine"
    assert Path("dst/b/c.md").read_text() == "mine, too"
    assert "dst/b/c.md: its post is gone, but somebody else changed it: left as it is\n" in capsys.readouterr().err


def test_deletion_does_not_follow_a_link_out_of_the_folder():
    run()
    Path("elsewhere").mkdir()
    Path("dst/b/c.md").rename("elsewhere/c.md")
    Path("dst/b/d/e.md").unlink()
    Path("dst/b/d").rmdir()
    Path("dst/b").rmdir()
    Path("dst/b").symlink_to(Path("elsewhere").resolve())
    Path("src/b/c.md").unlink()
    run(delete=True)
    assert Path("elsewhere/c.md").exists()


def test_a_touched_post_is_not_written_again():
    run()
    before = stamps()
    os.utime("src/a.md", ns=(1, 1))
    assert counts(run()) == {"unchanged": 4}
    assert stamps() == before


def test_a_post_changed_within_one_tick_of_the_clock_is_seen(monkeypatch):
    monkeypatch.setattr(plan, "_TICK", 2_000_000_000)
    run()
    stat = Path("src/a.md").stat()
    text = Path("src/a.md").read_text("utf-8").replace("一案", "二案")
    Path("src/a.md").write_text(text, "utf-8")
    os.utime("src/a.md", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    monkeypatch.setattr(plan, "stamp_of", lambda _: (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    assert counts(run())["changed"] == 1
    assert "二案".encode() in outputs()["a.md"]


def test_other_options_look_at_all_but_write_only_what_differs():
    write("link.md", '<a href="https://example.com/">此案</a>')
    run()
    before = stamps()
    summary = run(options=Options(links=Links.TEXT))
    assert (counts(summary), summary.written, summary.kept) == ({"outdated": 5}, 1, 4)
    assert {name for name, stamp in stamps().items() if stamp != before[name]} == {"link.md"}


def test_other_rules_and_another_version_make_outputs_anew(monkeypatch):
    rules = Path("own.toml")
    rules.write_text('[[remove]]\nid = "x"\nkind = "promo"\ntext = "无关的话"\nwhy = "x"\n', "utf-8")
    options = Options(rules=("own.toml",))
    run(options=options)
    assert counts(run(options=options)) == {"unchanged": 4}
    rules.write_text(rules.read_text("utf-8").replace("无关", "有关"), "utf-8")
    assert counts(run(options=options)) == {"outdated": 4}
    monkeypatch.setattr("fraudnews.__version__", "99")
    assert counts(run(options=options)) == {"outdated": 4}


def test_what_is_not_written_anew_is_not_said_to_be(capsys):
    run()
    Path("dst/a.md").unlink()
    Path("dst/a.md").mkdir()
    assert run().failed == 1
    said = "src/a.md: dst/a.md: is a directory: rename the input, or move away what has its name"
    assert capsys.readouterr().err == f"fraudnews: {said}\n"


def test_outputs_that_are_missing_or_altered_are_made_again(capsys):
    run()
    expected = outputs()
    Path("dst/a.md").unlink()
    Path("dst/b/c.md").write_text("something else")
    os.utime("dst/f.md", ns=(1, 1))
    assert counts(run()) == {"missing": 1, "altered": 1, "unchanged": 2}
    assert outputs() == expected
    assert capsys.readouterr().err == "fraudnews: dst/b/c.md: changed by somebody else: written anew\n"
    assert Path("dst/f.md").stat().st_mtime_ns == 1
    assert run().nothing


def test_an_output_is_altered_also_under_its_old_time():
    run()
    status = Path("dst/a.md").stat()
    with Path("dst/a.md").open("a", encoding="utf-8") as file:
        file.write("more")
    os.utime("dst/a.md", ns=(0, status.st_mtime_ns))
    assert counts(run()) == {"altered": 1, "unchanged": 3}


def test_a_link_in_the_place_of_an_output_is_replaced_whatever_it_leads_to():
    run()
    Path("dst/a.md").rename("same")
    Path("dst/a.md").symlink_to("../same")
    assert counts(run()) == {"altered": 1, "unchanged": 3}
    assert not Path("dst/a.md").is_symlink()
    assert outputs()["a.md"] == Path("same").read_bytes()


@pytest.mark.parametrize("seconds", [-(10**10), 13_569_465_600])  # 1653 and 2400, or as near as the disk can hold
def test_a_time_that_no_ledger_can_hold_stops_nothing(seconds):
    os.utime("src/a.md", ns=(0, seconds * 10**9))
    assert run().by_reason["new"] == 4
    assert run().unchanged == 4
    os.utime("dst/a.md", ns=(0, seconds * 10**9))
    assert run().unchanged == 4
    write("a.md", "new")
    os.utime("src/a.md", ns=(0, seconds * 10**9))
    assert run().by_reason["changed"] == 1


def test_a_file_that_no_sync_wrote_is_not_replaced_unless_asked(capsys):
    Path("dst").mkdir()
    Path("dst/a.md").write_text("mine")
    for _ in range(2):
        assert counts(run())["failed"] == 1
    assert Path("dst/a.md").read_text() == "mine"
    assert "dst/a.md exists, and no sync wrote it: move it away, or give --overwrite\n" in capsys.readouterr().err
    assert "failed" not in counts(run(overwrite=True))
    assert outputs() == undisturbed()


def test_a_file_that_somebody_put_there_after_the_first_sync_is_not_replaced():
    run()
    write("new.md")
    Path("dst/new.md").write_text("mine")
    assert counts(run()) == {"failed": 1, "unchanged": 4}
    assert Path("dst/new.md").read_text() == "mine"


@pytest.mark.parametrize("bad", [b"", b"\xff\xfe\xfd", b'[{"title": "x"}]'], ids=["empty", "encoding", "record"])
def test_a_post_that_fails_is_said_once_and_tried_again_when_it_changes(capsys, bad):
    run()
    good = outputs()["a.md"]
    Path("src/a.md").write_bytes(bad)
    assert counts(run()) == {"failed": 1, "unchanged": 3}
    assert capsys.readouterr().err.count("\n") == 1
    summary = run()
    assert (counts(summary), summary.nothing) == ({"failing": 1, "unchanged": 3}, True)
    os.utime("src/a.md", ns=(0, 0))
    assert (counts(run()), capsys.readouterr().err) == ({"failing": 1, "unchanged": 3}, "")
    assert outputs()["a.md"] == good
    assert counts(run(options=Options(title=True)))["failed"] == 1
    write("a.md", "补发")
    assert counts(run(options=Options(title=True))) == {"changed": 1, "unchanged": 3}


def test_a_post_that_is_mended_as_its_failure_is_noted_is_converted_by_the_next_run(monkeypatch):
    Path("src/a.md").write_bytes(b"")
    fail = Mirror.fail

    def mend_first(self, name, error):
        write("a.md")
        fail(self, name, error)

    with monkeypatch.context() as patch:
        patch.setattr(Mirror, "fail", mend_first)
        assert counts(run()) == {"failed": 1, "new": 3}
    assert counts(run()) == {"changed": 1, "unchanged": 3}


def test_a_post_that_never_was_good_is_said_once_and_its_output_is_not_missed(capsys):
    write("z.md", "")
    Path("src/z.md").write_bytes(b"")
    assert counts(run())["failed"] == 1
    assert counts(run()) == {"failing": 1, "unchanged": 4}
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("moved", ["a.md", "b/d"], ids=["post", "folder"])
def test_a_post_that_came_back_and_went_again_is_called_gone_again(moved):
    """With its folder it comes back as it was: no time of its own changes."""
    run()
    for expected in ({"gone": 1, "orphans": 1, "unchanged": 3}, {"unchanged": 4}) * 2:
        Path("src", moved).rename("away") if "gone" in expected else Path("away").rename(Path("src", moved))
        assert counts(run()) == expected


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="/proc tells which files are open")
def test_a_sync_leaves_no_file_open():
    run()
    before = len([*Path("/proc/self/fd").iterdir()])
    run()
    trial()
    assert len([*Path("/proc/self/fd").iterdir()]) == before


@pytest.mark.parametrize("touched", ["src/a.md", "dst/a.md"])
def test_what_was_touched_is_read_once(monkeypatch, touched):
    run()
    os.utime(touched, (1, 1))
    read, real = [], open
    monkeypatch.setattr(
        "builtins.open", lambda file, *more, **named: (read.append(os.fsdecode(file)), real(file, *more, **named))[1]
    )
    for _ in range(3):
        assert counts(run()) == {"unchanged": 4}
    assert read.count(touched) == 1


def test_a_post_that_cannot_be_read_is_tried_every_time():
    run()
    Path("src/lost.md").symlink_to("nowhere")
    assert [counts(run())["failed"] for _ in range(2)] == [1, 1]
    assert trial() == [Change("retried", "lost.md")]


def test_posts_of_a_folder_that_cannot_be_read_are_not_gone(monkeypatch):
    write("b.md")
    run()
    Path("src/b.md").unlink()
    scandir = os.scandir

    def closed(path):
        if os.fspath(path).endswith("b"):
            raise OSError(errno.EIO, "Input/output error")
        return scandir(path)

    with monkeypatch.context() as disk:
        disk.setattr(os, "scandir", closed)
        assert counts(run(delete=True)) == {"failed": 1, "deleted": 1, "unchanged": 2}
        write("z.md")
        at_once = Means(Limits(fail_fast=True))
        assert counts(sync.sync(Job("src", "dst", "markdown"), Options(), Report(), means=at_once))["failed"] == 1
    assert len(outputs()) == 4


def test_a_source_that_is_empty_or_missing_deletes_nothing():
    run()
    Path("src").rename("away")
    with pytest.raises(UsageError, match="no such folder"):
        run(delete=True)
    Path("src").mkdir()
    for delete in (True, False):
        with pytest.raises(UsageError, match="src holds no post any more: every output is left as it is"):
            run(delete=delete)
    assert len(outputs()) == 4


def test_another_folder_may_follow_one_that_held_no_post():
    Path("none").mkdir()
    sync.sync(Job("none", "dst", "markdown", delete=True), Options(), Report())
    assert counts(run(delete=True)) == {"new": 4}


def test_a_ledger_that_does_not_say_where_its_posts_were_refuses_none():
    """As those of older versions, for which one day's posts may stand where the last day's did."""
    run()
    with contextlib.closing(sqlite3.connect(f"dst/{LEDGER_NAME}")) as base, base:
        base.execute("DROP TABLE source")
    shutil.rmtree("src")
    write("other.md")
    assert counts(run(delete=True)) == {"new": 1, "deleted": 4}


def test_outputs_without_a_post_are_listed_to_a_hundred_and_counted(capsys):
    for number in range(102):
        write(f"old/{number}.md")
    run()
    shutil.rmtree("src/old")
    assert run().gone == 102
    said = capsys.readouterr().err.splitlines()
    assert [line.endswith(": its post is gone: give --delete to remove it") for line in said] == [True] * 100 + [False]
    assert said[-1] == "fraudnews: the posts of 2 more outputs are gone: --dry-run lists all of them"
    assert len(trial()) == 102


def test_a_slow_run_that_is_killed_again_and_again_gets_on(monkeypatch):
    monkeypatch.setattr("fraudnews.mirror._SECONDS", 0)
    written = Mirror.write

    def write_two(self, source, result):
        is_new = written(self, source, result)
        if self.done.written == 2:
            os._exit(0)
        return is_new

    for left in (2, 0):
        if (child := os.fork()) == 0:
            try:
                monkeypatch.setattr(Mirror, "write", write_two)
                run()
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
        assert len(trial()) == left
    assert counts(run()) == {"unchanged": 4}


def test_a_folder_holds_one_format():
    run()
    with pytest.raises(UsageError, match="dst holds markdown: name another folder for text"):
        run("text")


def test_two_posts_of_one_output_name_are_refused_before_anything_is_written():
    write("a.html")
    with pytest.raises(UsageError, match=r"src/a.html and src/a.md would both become a.md"):
        run()
    assert outputs() == {}


def test_an_ending_that_changes_keeps_the_output():
    run()
    before = stamps()
    Path("src/a.md").rename("src/a.html")
    run(delete=True)
    assert stamps() == before
    assert run(delete=True).nothing


def test_where_names_are_folded_one_that_changes_its_case_twice_keeps_its_output():
    """Such a disk finds a folder by its name in the other case; here a link does that."""
    Path("dst").mkdir()
    Path("DST").symlink_to("dst")
    run()
    for old, new in (("a.md", "A.md"), ("A.md", "a.md")):
        Path("src", old).rename(Path("src", new))
        assert counts(run(delete=True)) == {"new": 1, "unchanged": 3}
        assert new in outputs()


def test_folders_of_another_name_move_their_outputs():
    run()
    before = stamps()
    Path("src/b").rename("src/z")
    assert counts(run()) == {"renamed": 2, "unchanged": 2}
    assert stamps() == {name.replace("b/", "z/"): stamp for name, stamp in before.items()}
    assert not Path("dst/b").exists()


def test_a_record_that_names_its_path_is_made_anew_when_that_changes():
    run("jsonl")
    Path("src/a.md").rename("src/z.md")
    assert counts(run("jsonl")) == {"renamed": 1, "unchanged": 3}
    assert b'"path":"src/z.md"' in outputs()["z.json"]
    assert "a.json" not in outputs()


@pytest.mark.parametrize("name", [b"\xe9.md", "行\n“引”'\".md".encode(), b"-dash.md", b"a" * 252 + b".md"])
def test_names_of_every_kind_are_synced(name):
    Path(os.fsdecode(b"src/" + name)).write_text(POST.format("案"), "utf-8")
    assert counts(run()) == {"new": 5}
    assert counts(run()) == {"unchanged": 5}
    Path(os.fsdecode(b"src/" + name)).unlink()
    assert counts(run(delete=True)) == {"deleted": 1, "unchanged": 4}


@pytest.mark.parametrize("how", ["lost", "damaged", "damaged, without the lock", "truncated", "empty"])
def test_a_ledger_that_is_lost_or_damaged_is_rebuilt_from_the_files(how, capsys):
    run()
    before = stamps()
    write("a.md", "改过的")
    path = Path("dst", LEDGER_NAME)
    if how == "lost":
        path.unlink()
    else:
        path.write_bytes({"truncated": path.read_bytes()[:6000], "empty": b""}.get(how, b"no ledger" * 999))
    if how == "damaged, without the lock":
        Path("dst", LOCK_NAME).unlink()
    summary = run()
    assert (summary.by_reason["new"], summary.written, summary.kept) == (4, 1, 3)
    assert capsys.readouterr().err.count("rebuilt from the files") == 1
    assert outputs() == undisturbed()
    assert {name for name, stamp in stamps().items() if stamp != before[name]} == {"a.md"}
    assert run().nothing


def test_a_run_that_dies_anywhere_is_finished_by_the_next(monkeypatch):
    """As kill -9 would: at each write in turn, nothing more is done, and nothing more is committed."""

    class DeadError(BaseException):
        pass

    def die(*_):
        raise DeadError

    for moment in range(14):
        write("a.md", f"第{moment}版")
        write(f"new{moment}.md")
        Path(f"src/new{moment - 1}.md" if moment else "src/f.html").rename(f"src/to{moment}.md")
        Path(f"src/to{moment - 1}.md").unlink(missing_ok=True)
        with monkeypatch.context() as dying, contextlib.suppress(DeadError):
            left = iter(range(moment))

            def step(action, left=left, dying=dying):
                def act(*args, **more):
                    if next(left, None) is None:
                        dying.setattr(Ledger, "commit", die)
                        die()
                    return action(*args, **more)

                return act

            for owner, name in ((os, "replace"), (os, "unlink"), (Ledger, "commit")):
                dying.setattr(owner, name, step(getattr(owner, name)))
            run(delete=True)
        run(delete=True)
        assert outputs() == undisturbed(), moment
        assert run(delete=True).nothing


@contextlib.contextmanager
def dead_after(replaced, monkeypatch):
    """A run in this block dies when so many outputs have their names, and commits nothing more."""

    class DeadError(BaseException):
        pass

    def die(*_):
        raise DeadError

    left, replace = iter(range(replaced)), os.replace
    with monkeypatch.context() as dying, contextlib.suppress(DeadError):

        def step(*names, **more):
            if next(left, None) is None:
                dying.setattr(Ledger, "commit", die)
                die()
            return replace(*names, **more)

        dying.setattr(os, "replace", step)
        yield


@pytest.mark.parametrize("moment", range(4))
@pytest.mark.parametrize("then", ["gone", "renamed", "listed", "changed"])
def test_what_a_dead_run_replaced_is_ours_whatever_became_of_its_post(monkeypatch, capsys, moment, then):
    run()
    for name in NAMES[:3]:
        write(name, "第二版")
    with dead_after(moment, monkeypatch):
        run()
    for name in NAMES[:2]:
        if then == "renamed":
            Path("src", name).rename(Path("src", f"to-{Path(name).name}"))
        elif then == "changed":
            write(name, "第三版")
        else:
            Path("src", name).unlink()
    if then == "listed":
        run()
    run(delete=True)
    assert outputs() == undisturbed()
    assert "somebody else" not in capsys.readouterr().err


def test_what_a_dead_run_did_not_come_to_is_in_doubt_no_longer_than_to_the_next(monkeypatch, capsys):
    run()
    first = Path("src/a.md").read_bytes()
    write("a.md", "第二版")
    with dead_after(0, monkeypatch):
        run()
    Path("src/a.md").write_bytes(first)
    run()
    Path("dst/a.md").write_text("mine")
    Path("src/a.md").unlink()
    run(delete=True)
    assert Path("dst/a.md").read_text() == "mine"
    assert "dst/a.md: its post is gone, but somebody else changed it: left as it is\n" in capsys.readouterr().err


def test_outputs_of_a_run_that_never_settled_are_looked_at_byte_by_byte(monkeypatch):
    def fail(_):
        raise OutputError("dst: input/output error", "check the disk")

    with monkeypatch.context() as broken:
        broken.setattr(sync, "_flush", fail)
        with pytest.raises(OutputError):
            run()
    status = Path("dst/a.md").stat()
    Path("dst/a.md").write_bytes(b"\0" * status.st_size)  # as after a power cut
    os.utime("dst/a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(run())["altered"] == 1
    assert outputs() == undisturbed()


def _lose_the_ledger():
    Path("dst", LEDGER_NAME).unlink()


def _die_at_work():
    ledger = Ledger(f"dst/{LEDGER_NAME}", "markdown")
    ledger.start_run()
    ledger.commit()
    ledger.close()


@pytest.mark.parametrize("disturb", [_die_at_work, _lose_the_ledger])
def test_unfinished_files_of_dead_runs_are_swept(disturb):
    run()
    disturb()
    Path("dst/b/.fraudnews-0123456789abcdef-12-34-0123456789ab").write_text("half")
    living = Path(f"dst/b/.fraudnews-{temporary._writer(os.getppid())}-0123456789ab")
    living.write_text("half, by a conversion into the same folder")
    run()
    living.unlink()
    assert outputs() == undisturbed()
    with contextlib.closing(Ledger(f"dst/{LEDGER_NAME}", "markdown")) as ledger:
        assert ledger.unsettled is None


def test_a_post_replaced_while_it_is_read_is_recorded_as_what_was_read(monkeypatch):
    run()
    write("a.md", "第一版")
    opened = TreeSink.write

    def replaced(self, source, result):
        opened(self, source, result)
        write("a.md", "第二版")

    with monkeypatch.context() as busy:
        busy.setattr(TreeSink, "write", replaced)
        run()
    assert "第一版".encode() in outputs()["a.md"]
    assert counts(run())["changed"] == 1
    assert "第二版".encode() in outputs()["a.md"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_stops_the_run_and_the_next_finishes_it(monkeypatch, number):
    def full(*_, **__):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as small:
        small.setattr(os, "replace", full)
        with pytest.raises(OutputError, match="make room"):
            run()
    assert outputs() == {}
    assert counts(run()) == {"new": 4}
    assert outputs() == undisturbed()


def test_an_output_that_cannot_be_written_does_not_stop_the_others(monkeypatch):
    replace = os.replace

    def broken(source, target, **more):
        if os.fsdecode(target) == "a.md":
            raise OSError(errno.EIO, "Input/output error")
        replace(source, target, **more)

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", broken)
        assert counts(run()) == {"new": 3, "failed": 1}
        assert counts(run()) == {"failed": 1, "unchanged": 3}
    assert counts(run()) == {"retried": 1, "unchanged": 3}
    assert outputs() == undisturbed()


def test_an_input_that_cannot_be_read_is_tried_again(monkeypatch):
    from fraudnews.sources import source

    read = source._read_file

    def broken(name, max_size):
        if name == "src/a.md":
            raise OSError(errno.EIO, "Input/output error")
        return read(name, max_size)

    with monkeypatch.context() as disk:
        disk.setattr(source, "_read_file", broken)
        assert counts(run()) == {"new": 3, "failed": 1}
        assert counts(run()) == {"failed": 1, "unchanged": 3}
    assert counts(run()) == {"retried": 1, "unchanged": 3}
    assert outputs() == undisturbed()


def test_a_ledger_that_cannot_be_written_ends_the_run(monkeypatch):
    def full(*_):
        raise LedgerError("dst: database or disk is full", "make room")

    with monkeypatch.context() as small:
        small.setattr(Ledger, "put", full)
        with pytest.raises(LedgerError):
            run()
    assert counts(run()) == {"new": 4}


def test_a_trial_of_a_first_sync_makes_nothing():
    assert trial() == [Change("new", name) for name in NAMES]
    assert not Path("dst").exists()
