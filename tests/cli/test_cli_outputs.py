"""Where results go: streams, one file, a mirrored tree; and that nothing half-made stays."""

# Names of raw bytes and devices are what is tested here.
# ruff: noqa: PTH123
from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import termios
import time
from array import array

import pytest


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def leftovers(folder):
    return [name for name in tree(folder) if ".fraudnews-" in name]


def test_markdown_is_one_document_after_the_other_each_with_its_front_matter(run, posts):
    out = run("markdown", "posts").stdout.decode()
    assert out.startswith("---\n")
    assert [line for line in out.splitlines() if line.startswith("title:")] == [
        'title: "甲"',
        'title: "乙"',
        'title: "丙"',
    ]
    assert out.count("\n\n---\ntitle:") == 2


def test_text_is_parted_by_form_feeds(run, posts):
    parts = run("text", "posts", "--images", "drop").stdout.decode().split("\f")
    assert parts == [f"警方提醒{title}：不要扫描陌生二维码。\n" for title in "甲乙丙"]


def test_jsonl_is_one_line_a_post(run, posts):
    lines = run("jsonl", "posts").stdout.decode().splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["甲", "乙", "丙"]


@pytest.mark.parametrize("to", ["markdown", "text", "jsonl"])
def test_a_file_gets_the_same_as_standard_output(run, posts, tmp_path, to):
    expected = run(to, "posts").stdout
    done = run(to, "posts", "-o", "out")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "out").read_bytes() == expected
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("markdown", ["a.md", "b/b.md", "c.md"]),
        ("text", ["a.txt", "b/b.txt", "c.txt"]),
        ("jsonl", ["a.json", "b/b.json", "c.json"]),
    ],
)
def test_a_folder_gets_a_tree_that_mirrors_the_input(run, posts, tmp_path, to, names):
    assert run(to, "posts", "-o", "new/").returncode == 0
    assert tree(tmp_path / "new") == names
    assert (tmp_path / "new" / names[0]).read_bytes() in run(to, "posts/a.html").stdout


def test_a_folder_that_exists_needs_no_slash(run, posts, tmp_path):
    (tmp_path / "out").mkdir()
    run("text", "posts", "-o", "out")
    assert tree(tmp_path / "out") == ["a.txt", "b/b.txt", "c.txt"]


def test_standard_input_gets_a_name_in_a_tree(run, post, tmp_path):
    run("text", "-", "-o", "out/", input=post.read_bytes())
    assert tree(tmp_path / "out") == ["stdin.txt"]


@pytest.mark.parametrize("target", ["out", "out/"])
def test_modes_follow_the_umask(run, post, tmp_path, target):
    run("text", "post.md", "-o", target, preexec_fn=lambda: os.umask(0o027))
    made = tmp_path / "out" / "post.txt" if target.endswith("/") else tmp_path / "out"
    assert stat.S_IMODE(made.stat().st_mode) == 0o640


def test_a_file_that_exists_is_refused(run, post, tmp_path):
    (tmp_path / "out").write_text("mine")
    done = run("text", "post.md", "-o", "out")
    assert (done.returncode, (tmp_path / "out").read_text()) == (2, "mine")
    assert done.stderr == b"fraudnews: out exists: name another file, or give --overwrite\n"


def test_a_file_in_the_place_of_an_output_folder_is_said_once(run, posts, tmp_path):
    (tmp_path / "out").write_text("old")
    done = run("markdown", "posts", "-o", "out/", "--overwrite")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"out is a file" in done.stderr
    assert (tmp_path / "out").read_text() == "old"


def test_outputs_that_exist_in_a_tree_are_refused_and_the_others_done(run, posts, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("mine")
    done = run("text", "posts", "-o", "out/")
    assert done.returncode == 3
    assert b"fraudnews: posts/a.html: out/a.txt exists: give --overwrite to replace it\n" in done.stderr
    assert (tmp_path / "out" / "a.txt").read_text() == "mine"
    assert tree(tmp_path / "out") == ["a.txt", "b/b.txt", "c.txt"]


@pytest.mark.parametrize("target", ["out/", "one"])
def test_overwrite_replaces(run, posts, tmp_path, target):
    arguments = ("text", "posts", "-o", target)
    assert [run(*arguments).returncode, run(*arguments, "--overwrite").returncode] == [0, 0]
    assert leftovers(tmp_path) == []


def test_outputs_that_come_out_the_same_are_left_and_counted(run, posts, tmp_path):
    arguments = ("text", str(posts), "-o", "out/", "--overwrite")
    run(*arguments)
    outputs = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    outputs[0].write_text("changed\n")
    before = [path.stat().st_mtime_ns for path in outputs]
    done = run(*arguments)
    count = len(outputs)
    assert f"fraudnews: {count} posts read, 1 written, {count - 1} unchanged, 0 failed; removed" in done.stderr.decode()
    assert [path.stat().st_mtime_ns for path in outputs][1:] == before[1:]
    assert outputs[0].read_text() != "changed\n"


def test_overwrite_keeps_a_link_a_link(run, post, tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    run("text", "post.md", "-o", "link", "--overwrite")
    assert (tmp_path / "link").is_symlink()
    assert "警方" in (tmp_path / "real").read_text("utf-8")


def test_a_device_is_written_to_never_replaced(run, post, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
        assert run("text", "post.md", "-o", "pipe", "--overwrite").returncode == 0
        assert "警方" in reader.stdout.read().decode()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert run("text", "post.md", "-o", "/dev/null").returncode == 0


def test_when_every_post_fails_the_old_file_stays(run, tmp_path):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "out").write_text("old")
    done = run("text", "empty.md", "-o", "out", "--overwrite")
    assert (done.returncode, (tmp_path / "out").read_text()) == (3, "old")
    assert leftovers(tmp_path) == []


def test_an_output_folder_inside_the_input_is_not_read_again(run, posts, tmp_path):
    first = run("markdown", "posts", "-o", "posts/clean/")
    again = run("markdown", "posts", "-o", "posts/clean/", "--overwrite")
    assert (first.returncode, again.returncode) == (0, 0)
    assert tree(posts / "clean") == ["a.md", "b/b.md", "c.md"]
    said = "posts/clean lies among the posts: --exclude clean leaves it out of other runs"
    assert said in first.stderr.decode()
    assert b"lies among" not in run("jsonl", "posts", "--exclude", "clean", "-o", "posts/records/").stderr


def test_an_output_file_inside_the_input_is_not_read_again(run, posts):
    arguments = ("markdown", "posts", "-o", "posts/all.md", "--overwrite")
    run(*arguments)
    first = (posts / "all.md").read_bytes()
    done = run(*arguments)
    assert (posts / "all.md").read_bytes() == first
    assert b"posts/all.md lies among the posts: --exclude all.md leaves it out" in done.stderr
    assert b"lies among" not in run("markdown", "posts", "-o", "posts/all.out").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["posts", "-o", "posts/"],
        ["posts", "-o", "."],
        ["posts/b", "-o", "posts/"],
        ["posts/a.html", "-o", "posts/"],
    ],
)
def test_an_input_inside_the_output_folder_is_refused(run, posts, arguments):
    before = tree(posts)
    done = run("text", *arguments)
    assert (done.returncode, tree(posts)) == (2, before)
    assert b"in the output folder" in done.stderr


@pytest.mark.parametrize("arguments", [["posts"], ["posts", "--include", "a.*"], ["posts/a.html", "posts/a.md"]])
def test_two_inputs_with_one_output_name_are_said_before_anything_is_written(run, posts, tmp_path, arguments):
    (posts / "a.md").write_bytes((posts / "c.md").read_bytes())
    done = run("text", *arguments, "-o", "out/")
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert b"posts/a.html and posts/a.md would both become a.txt" in done.stderr.replace(
        b"posts/a.md and posts/a.html", b"posts/a.html and posts/a.md"
    )


def test_two_folders_with_one_output_name_are_said_before_anything_is_written(run, posts, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.txt").write_bytes((posts / "c.md").read_bytes())
    done = run("text", "posts", "more", "-o", "out/")
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert b"posts/c.md and more/c.txt would both become c.txt" in done.stderr


def test_one_name_in_two_subfolders_is_no_clash(run, posts, tmp_path):
    (posts / "b" / "c.md").write_bytes((posts / "c.md").read_bytes())
    assert run("text", "posts", "-o", "out/").returncode == 0
    assert tree(tmp_path / "out") == ["a.txt", "b/b.txt", "b/c.txt", "c.txt"]


@pytest.mark.parametrize("to", ["markdown", "jsonl"])
def test_a_name_of_255_bytes_gets_an_output(run, posts, tmp_path, to):
    (posts / ("字" * 84 + ".md")).write_bytes((posts / "c.md").read_bytes())
    (posts / ("字" * 83 + "a.html")).write_bytes((posts / "c.md").read_bytes())
    first, second = run(to, "posts", "-o", "out/"), run(to, "posts", "-o", "out2/")
    assert (first.returncode, first.stderr.count(b"\n"), second.returncode) == (0, 1, 0)
    assert len(tree(tmp_path / "out")) == 5
    assert tree(tmp_path / "out") == tree(tmp_path / "out2")


def _small_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize(("target", "left"), [("out", []), ("out/", [])])
def test_a_full_disk_is_a_clear_error_and_leaves_no_half_file(run, posts, tmp_path, target, left):
    done = run("jsonl", "posts", "-o", target, preexec_fn=_small_files)
    assert done.returncode == 3
    assert b"file too large: raise the limit of a file's size" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [name for name in tree(tmp_path) if name.startswith("out")] == left
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["jsonl", "crawl.jsonl", "-o", "crawl.jsonl"],
        ["jsonl", "crawl.jsonl", "-o", "a-link"],
        ["jsonl", "crawl.jsonl", "-o", "new.jsonl", "--report", "./crawl.jsonl"],
        ["jsonl", "--files-from", "crawl.jsonl", "-o", "new.jsonl", "--report", "crawl.jsonl"],
        ["text", "posts", "--rules", "mine.toml", "-o", "mine.toml"],
        ["review", "crawl.jsonl", "-o", "crawl.jsonl"],
        ["rules", "suggest", "crawl.jsonl", "-o", "crawl.jsonl"],
    ],
)
def test_no_output_takes_the_place_of_what_is_read(run, posts, tmp_path, arguments):
    (tmp_path / "crawl.jsonl").write_text('{"content": "<p>警方提醒。</p>"}\n')
    (tmp_path / "a-link").symlink_to("crawl.jsonl")
    (tmp_path / "mine.toml").write_text("")
    done = run(*arguments, "--overwrite")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b" is read, and would be replaced: name another file" in done.stderr
    assert (tmp_path / "crawl.jsonl").read_text() == '{"content": "<p>警方提醒。</p>"}\n'
    assert tree(tmp_path) == [
        "a-link",
        "crawl.jsonl",
        "mine.toml",
        "posts/a.html",
        "posts/b/b.txt",
        "posts/c.md",
        "posts/style.css",
    ]


@pytest.mark.parametrize(
    ("name", "options"),
    [("crawl-00001.jsonl", ["--split", "9", "--overwrite"]), ("crawl-00001-of-00001.jsonl", ["--shard", "1/1"])],
)
def test_no_part_takes_the_place_of_what_is_read(run, tmp_path, name, options):
    (tmp_path / name).write_text('{"content": "<p>警方提醒。</p>"}\n')
    done = run("jsonl", f"./{name}", "-o", "crawl.jsonl", *options)
    assert (done.returncode, done.stderr.decode()) == (
        2, f"fraudnews: -o: ./{name} is read, and would be replaced: name another file\n",
    )  # fmt: skip
    assert (tmp_path / name).read_text() == '{"content": "<p>警方提醒。</p>"}\n'


def test_a_report_takes_no_place_among_the_posts(run, posts):
    before = (posts / "c.md").read_bytes()
    done = run("jsonl", "posts", "-o", "out", "--report", "posts/c.md", "--overwrite")
    assert (done.returncode, b"--report: posts/c.md would lie among the posts of posts" in done.stderr) == (2, True)
    assert (posts / "c.md").read_bytes() == before
    assert run("jsonl", "posts", "-o", "out", "--report", "posts/report.jsonl").returncode == 0


@pytest.mark.parametrize("path", ["crawl.jsonl", "-"])
@pytest.mark.parametrize("command", [["jsonl"], ["check"], ["rules", "list", "--stats"], ["rules", "suggest"]])
def test_a_file_that_is_read_does_not_get_the_results_at_its_end(run, tmp_path, path, command):
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_text('{"content": "<p>警方提醒。</p>"}\n')
    with crawl.open("rb") as lines, crawl.open("ab") as end:
        done = run(*command, path, "--from", "jsonl", stdin=lines, stdout=end)
    assert (done.returncode, crawl.read_text()) == (2, '{"content": "<p>警方提醒。</p>"}\n')


LAST_WORDS = """
import os, sys
from fraudnews import batch
from fraudnews.cli import main
convert = batch.convert
batch.convert = lambda *rest: (os.write(CLOSED, b"free(): invalid pointer"), convert(*rest))[1]
main()
"""


@pytest.mark.parametrize("closed", [1, 2])
def test_no_output_is_opened_in_the_place_of_a_closed_stream(post, tmp_path, closed):
    script = LAST_WORDS.replace("CLOSED", str(closed))
    command = [sys.executable, "-c", script, "text", "post.md", "-o", "out"]
    subprocess.run(command, check=True, cwd=tmp_path, preexec_fn=lambda: os.close(closed))
    assert "警方提醒" in (tmp_path / "out").read_text("utf-8")
    assert "free()" not in (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"), [(["text", "posts"], 0), (["text", "none.md"], 3), (["text", "--none"], 2), (["sync"], 2)]
)
def test_messages_that_nobody_can_keep_change_no_exit_code(run, posts, arguments, code):
    with open("/dev/full", "wb") as full:
        assert run(*arguments, stderr=full).returncode == code


@pytest.mark.parametrize("arguments", [["text", "posts"], ["schema"], ["--help"], ["text", "posts", "-o", "/dev/full"]])
def test_standard_output_without_room_is_a_clear_error(run, posts, arguments):
    with open("/dev/full", "wb") as full:
        done = run(*arguments, stdout=full)
    assert done.returncode == 3
    assert b"no space left on device: make room" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["text", "post.md"], ["schema"]])
def test_a_standard_output_that_takes_a_part_only_is_a_clear_error(run, post, tmp_path, arguments, unbuffered):
    with (tmp_path / "out").open("wb") as out:
        done = run(*arguments, stdout=out, preexec_fn=_tiny_files, env={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 3
    assert b"file too large: raise the limit of a file's size" in done.stderr


def _tiny_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


def test_a_missing_or_closed_output_folder_is_a_clear_error(run, post, tmp_path):
    done = run("text", "post.md", "-o", "none/out")
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"no such file or directory: make its folder, or name another" in done.stderr


@pytest.mark.parametrize("command", ["sync posts out --to text", "text posts -o out/"])
def test_a_link_to_nowhere_in_the_place_of_an_output_folder_is_a_clear_error(run, posts, tmp_path, command):
    (tmp_path / "out").symlink_to("nowhere")
    done = run(*command.split())
    said = b"fraudnews: out: file exists: name another, or move away what has its name\n"
    assert (done.returncode, done.stderr) == (3, said)


@pytest.mark.parametrize("arguments", ["jsonl {} -o out", "jsonl {} -o out/", "sync {} out --to text"])
def test_a_current_folder_that_is_gone_is_a_clear_error(posts, tmp_path, arguments):
    line = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m fraudnews {arguments.format(posts)}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (
        3, b"fraudnews: the current folder is gone: change to one that is there\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        "text posts", "check posts", "check --json posts", "explain posts/c.md", "explain --json posts/c.md",
        "sync posts out --to text --json", "sync posts out --to text --dry-run", "rules list", "rules list --json",
        "rules show common/end-mark", "rules path", "schema", "--version", "--help", "text --help",
    ],
)  # fmt: skip
def test_a_closed_standard_output_is_a_clear_error(tmp_path, posts, arguments):
    (posts / "b" / "b.txt").write_text("")
    line = f"{sys.executable} -m fraudnews {arguments} >&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(b"fraudnews: standard output is closed: open it")


def test_a_closed_standard_error_stops_nothing(tmp_path, post):
    line = f"{sys.executable} -m fraudnews text none post.md 2>&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert "警方" in done.stdout.decode()


@pytest.mark.parametrize("arguments", ["none", "text --none", "text --split"])
def test_wrong_usage_never_stands_among_results(tmp_path, arguments):
    line = f"{sys.executable} -m fraudnews {arguments} 2>&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    "command",
    ["jsonl many | head -n 1", "text many | head -n 1", "--help | true", "jsonl --help | true", "schema | true"],
)
def test_a_reader_that_closes_the_pipe_early_ends_us_quietly(tmp_path, post, command):
    (tmp_path / "many").mkdir()
    for number in range(200):
        (tmp_path / "many" / f"{number}.md").write_text(post.read_text("utf-8") + "<p>正文一段话。</p>" * 200, "utf-8")
    ours, theirs = command.split(" | ")
    line = f"{{ {sys.executable} -m fraudnews {ours}; echo $? > code; }} 2> errors | {theirs}"
    subprocess.run(["sh", "-c", line], stdout=subprocess.DEVNULL, cwd=tmp_path, check=False)
    assert (tmp_path / "code").read_text() == "0\n"
    assert (tmp_path / "errors").read_text() == ""


@pytest.mark.parametrize("target", ["out", "out/"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_in_the_middle_leaves_no_unfinished_file(post, tmp_path, target, number, code):
    os.mkfifo(tmp_path / "wait.md")  # the second input: it holds the process where the first is done
    command = [sys.executable, "-m", "fraudnews", "text", "post.md", "wait.md", "-o", target]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        writer = os.open(tmp_path / "wait.md", os.O_WRONLY)  # returns when the process has it open
        process.send_signal(number)
        errors = process.stderr.read()
        os.close(writer)
    assert (process.returncode, errors) == (code, b"")
    assert tree(tmp_path) == (["out/post.txt", "post.md", "wait.md"] if target == "out/" else ["post.md", "wait.md"])


@pytest.mark.parametrize("library", ["fraudnews.model", "fraudnews.cli.inputs", "typer", "orjson", "fraudnews.batch"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_libraries_are_loaded_ends_it_at_once(post, tmp_path, library, number):
    send = (
        "import os,sys,runpy\ndef stop(event,args):\n"
        f" if event=='import' and args[0]=={library!r}: os.kill(os.getpid(),{int(number)})\n"
        "sys.addaudithook(stop)\nsys.argv=sys.argv[1:]\nrunpy.run_module('fraudnews',run_name='__main__')"
    )
    command = [sys.executable, "-c", send, "fraudnews", "jsonl", "post.md", "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr, tree(tmp_path)) == (-number, b"", ["post.md"])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_is_told_by_the_exit_code_also_where_the_reader_is_gone(post, tmp_path, number, code):
    os.mkfifo(tmp_path / "wait.md")
    reader, results = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "fraudnews", "text", "post.md", "wait.md"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=results, stderr=subprocess.PIPE) as process:
        os.close(results)
        writer = os.open(tmp_path / "wait.md", os.O_WRONLY)
        process.send_signal(number)
        errors = process.stderr.read()
        os.close(writer)
    assert (process.returncode, errors) == (code, b"")


@pytest.mark.parametrize("target", [[], ["-o", "pipe"]])
def test_a_signal_ends_it_also_where_nobody_reads_on(post, tmp_path, wait_until, target):
    post.write_text("<p>警方提醒。</p>" * 9_000, "utf-8")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-m", "fraudnews", "text", "post.md", *target]
    with (tmp_path / "pipe").open("wb") as pipe, subprocess.Popen(command, cwd=tmp_path, stdout=pipe) as process:
        waiting = array("i", [0])
        wait_until(lambda: not fcntl.ioctl(reader, termios.FIONREAD, waiting) and waiting[0] > 60_000)
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(60) == 143
        finally:
            process.kill()
            os.close(reader)


def test_a_list_of_posts_is_not_written_over_by_their_results(run, posts, tmp_path):
    before = {path: path.read_bytes() for path in posts.rglob("*") if path.is_file()}
    done = run("markdown", "--files-from", "-", "-o", "posts", "--overwrite", input=b"posts/c.md\nposts/b/b.txt\n")
    assert done.returncode == 3
    assert b"fraudnews: posts/c.md: it lies in the output folder: write to another folder\n" in done.stderr
    assert {path: path.read_bytes() for path in posts.rglob("*") if path.is_file()} == before


def test_the_file_of_the_results_is_no_post_of_a_list(run, posts, tmp_path):
    names = b"posts/all.md\nposts/c.md\n"
    for flag in ([], ["--overwrite"]):
        done = run("markdown", "--files-from", "-", "-o", "posts/all.md", *flag, input=names)
        assert (done.returncode, (posts / "all.md").read_text("utf-8").count("警方提醒丙")) == (0, 1)


@pytest.mark.parametrize("listed", [False, True])
def test_a_file_that_standard_output_goes_to_is_no_post(run, posts, tmp_path, listed):
    names = b"".join(os.fsencode(path) + b"\n" for path in sorted(posts.rglob("*.[mth]*")))
    with (posts / "all.md").open("wb") as out:
        arguments = ("--files-from", "-") if listed else ("posts",)
        done = run("text", *arguments, input=names + b"posts/all.md\n", stdout=out)
    assert (done.returncode, (posts / "all.md").read_text("utf-8").count("警方提醒")) == (0, 3)


@pytest.mark.parametrize(("output", "quarantine"), [("out", "out"), ("out", "out/bad"), ("bad/out", "bad")])
def test_copies_of_inputs_that_failed_do_not_mix_with_results(run, posts, tmp_path, output, quarantine):
    done = run("text", "posts", "-o", f"{output}/", "--quarantine", quarantine)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"--quarantine: {quarantine} and {output} lie one in the other".encode() in done.stderr
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("text", "posts", "-o", "x", "--quarantine", "./x"), "./x would be a part of the results"),
        (("text", "posts", "-o", "x", "--split", "1", "--quarantine", "x-00001"), "x-00001 would be a part of"),
        (("text", "posts", "-o", "x", "--report", "r", "--quarantine", "r"), "r is the report"),
        (("sync", "posts", "out", "--to", "text", "--report", "r", "--quarantine", "./r"), "./r is the report"),
    ],
)
def test_copies_of_inputs_that_failed_take_the_name_of_no_other_output(run, posts, tmp_path, arguments, said):
    (posts / "empty.md").touch()
    done = run(*arguments)
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert f"--quarantine: {said}" in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["posts"]


def test_a_standard_output_that_does_not_wait_is_waited_for(posts, tmp_path):
    for number in range(40):
        (posts / f"{number}.md").write_text("<p>警方提醒。</p>" * 1000)
    theirs, ours = os.pipe()
    os.set_blocking(ours, False)
    with subprocess.Popen([sys.executable, "-m", "fraudnews", "text", "posts"], stdout=ours, cwd=tmp_path) as process:
        os.close(ours)
        time.sleep(0.5)
        with open(theirs, "rb") as pipe:
            assert pipe.read().count(b"\f") == 40 + 3 - 1
    assert process.returncode == 0
