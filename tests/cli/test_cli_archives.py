"""Archives, compressed posts, lines of JSON and lists through the command: as users and cron jobs call it."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from fraudnews.compression import _zstd

#: The module of Python 3.14, or what brings it to older ones.
zstd = _zstd()

STORY = "<p>警方昨日通报了这起案件{}。</p>"


def records(data):
    return [json.loads(line) for line in data.splitlines()]


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


@pytest.fixture
def tar(posts, tmp_path):
    """The three posts as ``posts.tar``."""
    with tarfile.open(tmp_path / "posts.tar", "w") as archive:
        archive.add(posts, "posts")
    return tmp_path / "posts.tar"


def _git(folder, *arguments):
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_git_archive_is_read_from_a_pipe(posts, tmp_path):
    long = posts / ("字" * 60) / ("句" * 70 + ".md")
    long.parent.mkdir()
    long.write_text(STORY.format("长"), "utf-8")
    (posts / "link.png").symlink_to("c.md")
    _git(tmp_path, "init")
    _git(tmp_path, "add", "posts")
    _git(tmp_path, "commit", "-m", "x")
    line = f"git archive HEAD posts | {sys.executable} -m fraudnews jsonl --tar -"
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr.startswith(b"fraudnews: 4 posts read, 4 written, 0 failed; removed 3 editor; ")
    assert [record["path"] for record in records(done.stdout)] == [
        "posts/a.html", "posts/b/b.txt", "posts/c.md", f"posts/{'字' * 60}/{'句' * 70}.md",
    ]  # fmt: skip


def test_progress_takes_nothing_from_a_pipe_by_name(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    lines = "".join(json.dumps({"content": STORY.format(number)}) + "\n" for number in range(400))
    with subprocess.Popen(["tee", "pipe.jsonl"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as tee:
        tee.stdin.write(lines.encode())
        tee.stdin.close()
        done = run("jsonl", "pipe.jsonl", "--progress", timeout=60)
    assert b" posts, " in done.stderr
    assert len(records(done.stdout)) == 400


def test_a_pipe_that_breaks_off_is_said_and_what_came_is_done(run, tar):
    data = tar.read_bytes()
    done = run("jsonl", "--tar", "-", input=data[: data.index("责任".encode(), 4096)])
    assert done.returncode == 3
    assert len(records(done.stdout)) in (1, 2)
    assert (
        b"fraudnews: standard input: damaged tar archive: it ends too early: fetch it or make it again\n" in done.stderr
    )
    empty = run("jsonl", "--tar", "-", input=b"")
    assert (empty.returncode, b"ends too early" in empty.stderr) == (3, True)


@pytest.mark.parametrize("limit", ["50M", "1k"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_archive_that_is_piped_in_as_if_it_were_a_post_is_known(run, tar, pack, limit):
    done = run("jsonl", "--max-size", limit, input=pack(tar.read_bytes()))
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"fraudnews: standard input: this is a tar archive, not a post: give --from tar\n"
    done = run("jsonl", "--max-size", limit, input=b"PK\3\4" + bytes(2000))
    assert b": this is a zip archive, not a post: give --from zip, and a file, not a pipe\n" in done.stderr


@pytest.mark.parametrize("arguments", [["--tar", "posts.tar"], ["--from", "tar", "posts.tar"], ["posts.tar"]])
def test_an_archive_gives_what_its_folder_gives(run, posts, tar, arguments):
    of_folder, of_tar = run("jsonl", "posts"), run("jsonl", *arguments)
    assert of_tar.returncode == 0
    strip = {"path": None}
    assert [r | strip for r in records(of_tar.stdout)] == [r | strip for r in records(of_folder.stdout)]
    assert records(of_tar.stdout)[0]["path"] == "posts.tar/posts/a.html"


def test_an_archive_becomes_a_tree(run, tar, tmp_path):
    assert run("text", "posts.tar", "-o", "out/").returncode == 0
    assert tree(tmp_path / "out") == ["posts/a.txt", "posts/b/b.txt", "posts/c.txt"]


def test_nothing_of_a_hostile_archive_is_written_elsewhere(run, tmp_path):
    story = STORY.format("").encode()
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for name in ("../evil.md", "/tmp/evil.md", "b/../../evil.md", "..\\evil.md", "C:\\evil.md", "good.md"):
            info = tarfile.TarInfo(name)
            info.size = len(story)
            archive.addfile(info, io.BytesIO(story))
        for name, kind in (
            ("dir", tarfile.SYMTYPE),
            ("a.md", tarfile.SYMTYPE),
            ("b.md", tarfile.LNKTYPE),
            ("c.md", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, ".."
            archive.addfile(info)
        info = tarfile.TarInfo("dir/through.md")
        info.size = len(story)
        archive.addfile(info, io.BytesIO(story))
    done = run("text", "x.tar", "-o", "out/")
    assert (done.returncode, done.stderr.count(b"fraudnews: x.tar/")) == (3, 8)
    assert tree(tmp_path) == ["out/dir/through.txt", "out/good.txt", "x.tar"]


@pytest.mark.parametrize("overwrite", [[], ["--overwrite"]])
def test_the_second_member_of_a_name_is_an_error_and_the_first_stays(run, tmp_path, overwrite):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number, name in enumerate(("a.md", "a.html", "b.md")):
            archive.writestr(name, STORY.format(number))
    done = run("text", "x.zip", "-o", "out/", *overwrite)
    assert (done.returncode, tree(tmp_path / "out")) == (3, ["a.txt", "b.txt"])
    assert "案件0。" in (tmp_path / "out" / "a.txt").read_text("utf-8")
    assert done.stderr.startswith(b"fraudnews: x.zip/a.html: out/a.txt ")


def test_a_zip_is_read_from_a_file_not_from_a_pipe(run, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.md", STORY)
    with (tmp_path / "x.zip").open("rb") as file:
        assert len(records(run("jsonl", "--from", "zip", "-", stdin=file).stdout)) == 1
    done = run("jsonl", "--from", "zip", "-", input=(tmp_path / "x.zip").read_bytes())
    assert (done.returncode, b"a zip archive cannot be read from a pipe: name its file" in done.stderr) == (3, True)


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
def test_a_compressed_post_is_the_post(run, post, tmp_path, ending, pack):
    plain = records(run("jsonl", "post.md").stdout)
    (tmp_path / f"post.md{ending}").write_bytes(pack(post.read_bytes()))
    by_name = records(run("jsonl", f"post.md{ending}").stdout)
    by_stdin = records(run("jsonl", input=pack(post.read_bytes())).stdout)
    assert by_name == [plain[0] | {"path": f"post.md{ending}"}]
    assert by_stdin == [plain[0] | {"path": None}]
    assert run("text", f"post.md{ending}", "-o", "out/").returncode == 0
    assert tree(tmp_path / "out") == ["post.txt"]


def test_a_post_and_its_compressed_copy_are_two_inputs_with_one_output_name(run, posts, tmp_path):
    (posts / "c.md.gz").write_bytes(gzip.compress((posts / "c.md").read_bytes()))
    done = run("text", "posts", "-o", "out/")
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert b"would both become c.txt" in done.stderr


def test_a_damaged_compressed_post_is_one_error(run, post, tmp_path):
    (tmp_path / "cut.md.gz").write_bytes(gzip.compress(post.read_bytes())[:-9])
    done = run("jsonl", "cut.md.gz", "post.md")
    assert (done.returncode, len(records(done.stdout))) == (3, 1)
    assert b"fraudnews: cut.md.gz: damaged gzip data: ends too early: fetch it or make it again\n" in done.stderr


@pytest.fixture
def crawl(tmp_path):
    """A file of four lines, one of them broken."""
    lines = [json.dumps({"title": f"题{number}", "body": STORY.format(number), "n": number}) for number in range(3)]
    path = tmp_path / "crawl.jsonl"
    path.write_text("\n".join([lines[0], "{broken", lines[1], lines[2]]) + "\n", "utf-8")
    return path


def test_lines_are_posts_and_a_bad_one_is_one_error(run, crawl):
    done = run("jsonl", "--from", "jsonl", "--body-field", "body", "crawl.jsonl", "--fields", "path,title,text,meta")
    assert done.returncode == 3
    assert b"fraudnews: crawl.jsonl:2: not a JSON object: " in done.stderr
    assert records(done.stdout) == [
        {"path": f"crawl.jsonl:{line}", "title": f"题{n}", "text": f"警方昨日通报了这起案件{n}。", "meta": {"n": n}}
        for line, n in ((1, 0), (3, 1), (4, 2))
    ]


def test_a_field_that_no_line_has_is_said_ten_times_and_reported_for_each(run, tmp_path):
    (tmp_path / "crawl.jsonl").write_text('{"text": "警方提醒。"}\n' * 500, "utf-8")
    done = run("jsonl", "crawl.jsonl", "--body-field", "body", "--report", "report.jsonl")
    *said, more, summary = done.stderr.decode().splitlines()
    assert said == [
        f"fraudnews: crawl.jsonl:{line}: no field 'body': name the one that holds the story with --body-field, such as text"
        for line in range(1, 11)
    ]
    assert more.startswith("fraudnews: crawl.jsonl:11: as the 10 before")
    assert more.endswith(": the report has each of them")
    assert (done.returncode, "500 failed" in summary) == (3, True)
    assert [line["code"] for line in records((tmp_path / "report.jsonl").read_bytes())] == ["field"] * 500


def test_lines_become_a_tree_with_a_name_for_each(run, crawl, tmp_path):
    run("text", "--body-field", "body", "crawl.jsonl", "-o", "out/")
    assert tree(tmp_path / "out") == [f"crawl/00000000{line}.txt" for line in (1, 3, 4)]
    run("text", "--from", "jsonl", "--body-field", "body", "-", "-o", "out2/", input=gzip.compress(crawl.read_bytes()))
    assert tree(tmp_path / "out2") == [f"stdin/00000000{line}.txt" for line in (1, 3, 4)]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_our_own_lines_can_be_read_again(run, posts, tmp_path, ending):
    assert run("jsonl", "posts", "-o", f"out.jsonl{ending}").returncode == 0
    again = run("jsonl", f"out.jsonl{ending}", "--body-field", "text")
    first = records(run("jsonl", "posts").stdout)
    assert [(r["title"], r["text"]) for r in records(again.stdout)] == [(r["title"], r["text"]) for r in first]


NAMES = ["a\nb.md", "-c.md", "d'\".md", " e.md", b"f\xe9.md"]


@pytest.mark.parametrize("form", ["file", "standard input"])
def test_a_list_parted_by_nul_may_name_anything(run, tmp_path, form):
    (tmp_path / "in").mkdir()
    raw = [b"in/" + os.fsencode(name) for name in NAMES]
    for number, name in enumerate(raw):
        (tmp_path / os.fsdecode(name)).write_text(STORY.format(number), "utf-8")
    (tmp_path / "-x.md").write_text(STORY.format("x"), "utf-8")
    data = b"\0".join([*raw, b"-x.md"])
    (tmp_path / "list").write_bytes(data)
    more = {"input": data} if form == "standard input" else {}
    done = run("text", "--files-from", "-" if more else "list", "-0", "-o", "out/", **more)
    assert (done.returncode, len(tree(tmp_path / "out"))) == (0, 6)
    expected = sorted(os.fsdecode(name).removesuffix(".md") + ".txt" for name in [*raw, b"-x.md"])
    assert tree(tmp_path / "out") == expected


def test_a_list_as_windows_writes_it_is_read(run, posts):
    shutil.copy(posts / "c.md", posts / "d\r")
    done = run("jsonl", "--files-from", "-", input=b"\xef\xbb\xbfposts/c.md\r\nposts/d\r\nnone\r\nposts/a.html")
    assert [record["path"] for record in records(done.stdout)] == ["posts/c.md", "posts/d\r", "posts/a.html"]
    assert done.stderr.splitlines()[0] == b"fraudnews: none: no such file or folder: check the path"


def test_globs_leave_out_files_of_a_list_and_need_not_include_them(run, posts, tmp_path):
    (tmp_path / "list").write_text(f"posts/c.md\n{tmp_path}/posts/b/b.txt\nposts/a.html\nnone.md\n")
    done = run("jsonl", "--files-from", "list", "--include", "*.md", "--exclude", "b", "--exclude", "*/c.md")
    assert (
        [record["path"] for record in records(done.stdout)],
        done.stderr.count(b"no such file"),
        done.returncode,
    ) == (["posts/a.html"], 1, 3)
    done = run("text", "--files-from", "list", "posts/a.html", "posts/c.md", "--exclude", "*", "-o", "out/")
    assert b"no posts found: --include and --exclude leave none" in done.stderr


def test_what_is_left_out_takes_no_output_name(run, posts):
    (posts / "c.html").write_text("<p>警方提醒。</p>", "utf-8")
    done = run("text", "posts/c.md", "posts/c.html", "--exclude", "*.html", "-o", "out/")
    assert (done.returncode, done.stderr.count(b"2 posts read")) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("arguments", [["--files-from", "list"], ["list.jsonl"]])
def test_lines_in_utf_16_are_one_error_that_says_so(run, posts, tmp_path, arguments, encoding):
    lines = '\ufeff{"content": "警方提醒。"}\nposts/c.md\n' if encoding == "utf-16-be" else "posts/c.md\n" * 3
    (tmp_path / arguments[-1]).write_bytes(lines.encode(encoding))
    done = run("jsonl", "posts/a.html", *arguments)
    said = f"fraudnews: {arguments[-1]}: this is in UTF-16: convert it to UTF-8, as iconv -f UTF-16 -t UTF-8 does"
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (3, said)
    assert [record["path"] for record in records(done.stdout)] == ["posts/a.html"]


def test_a_record_may_hold_any_number_of_values_and_nest_as_trees_do(run):
    tree = "[" * 60 + "]" * 60
    many = f'{{"content":"警方提醒。","comments":{[0] * 20_000},"tree":{tree}}}'
    deep = f'{{"content":"警方提醒。","tree":{"[" * 100_000 + "]" * 100_000}}}'
    done = run("jsonl", "--from", "jsonl", input=f"{many}\n{deep}\n".encode())
    (record,) = records(done.stdout)
    assert (len(record["meta"]["comments"]), record["meta"]["tree"]) == (20_000, json.loads(tree))
    said = b"fraudnews: -:2: not a JSON object: nested too deep: repair the line, or leave it out\n"
    assert (done.returncode, done.stderr.splitlines(keepends=True)[0]) == (3, said)


def test_a_list_and_paths_are_read_one_after_the_other(run, posts, post):
    done = run("jsonl", "post.md", "--files-from", "-", input=b"posts/c.md\n\nnone.md\nposts\nposts/a.html\n")
    assert [record["path"] for record in records(done.stdout)] == ["post.md", "posts/c.md", "posts/a.html"]
    assert done.returncode == 3
    assert b"fraudnews: none.md: no such file or folder: check the path\n" in done.stderr
    assert b"fraudnews: posts: a list names files, and this is a folder: give it as a PATH\n" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--files-from", "none"], b"--files-from none: no such file or directory: name a file, or - for"),
        (["--files-from", "-", "-"], b"- would be both a list and an input: give one of them as a file"),
        (["--files-from", "a", "--files-from=b"], b"--files-from is given twice: put the lists into one, as cat does"),
        (["post.md", ""], b"the name of an input is empty: name a file or a folder, or - for standard input"),
        (["post.md", "", "--overwrite"], b"the name of an input is empty: name a file or a folder, or - for"),
        (["-0", "post.md"], b"--null is for a list: give it with --files-from"),
        (["--tar", "--from", "zip", "post.md"], b"--tar and --from zip contradict each other: give one of them"),
        (["--from", "tra", "post.md"], b"--from: unknown value 'tra': did you mean 'tar'?"),
        (["--split", "0", "-o", "out", "post.md"], b"--split: '0' is no number of posts: give one from 1 on"),
        (["-o", "out.zip", "post.md"], b"out.zip: no archive is written: name a file, or a folder, with / at its end"),
        (["-o", "out.tar.gz", "post.md"], b"out.tar.gz: no archive is written: name a file, or a folder"),
        (["-o", "out.txt.xz", "post.md"], b"out.txt.xz: results are not compressed so: end the name in .gz or .zst"),
        (["-o", "", "--overwrite", "post.md"], b"the name of the output is empty: name a file or a folder"),
        (["--split", "5", "post.md"], b"--split is for one file: name it with -o FILE"),
        (["--split", "5", "-o", "out/", "post.md"], b"--split is for one file, and out/ is none: name it with -o FILE"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_written(run, post, tmp_path, arguments, said):
    done = run("text", *arguments)
    assert (done.returncode, said in done.stderr, tree(tmp_path)) == (2, True, ["post.md"])


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["text", "-o", "posts/out.txt"], 2),
        (["markdown", "-o", "posts/b/out.md.gz"], 2),
        (["jsonl", "-o", "posts/out.jsonl", "--include", "*"], 2),
        (["jsonl", "-o", "posts/out.jsonl"], 0),
        (["text", "-o", "posts/b/out.txt", "--exclude", "b"], 0),
        (["text", "-o", "out.txt"], 0),
    ],
)
def test_parts_that_the_next_run_would_take_for_posts_are_refused(run, posts, options, code):
    before = sorted(posts.rglob("*"))
    done = run(*options, "--split", "1", "posts")
    assert done.returncode == code
    if code:
        assert b"parts of posts would lie in it, among the posts" in done.stderr
        assert sorted(posts.rglob("*")) == before


def test_results_are_split_and_compressed(run, tar, tmp_path):
    whole = run("jsonl", "posts.tar").stdout
    assert run("jsonl", "posts.tar", "-o", "out.jsonl.zst", "--split", "2", "--fsync").returncode == 0
    parts = [tmp_path / f"out-0000{number}.jsonl.zst" for number in (1, 2)]
    assert b"".join(zstd.decompress(part.read_bytes()) for part in parts) == whole
    assert run("jsonl", "posts.tar", "-o", "out.jsonl.zst", "--split", "2").returncode == 2
    assert run("jsonl", "posts.tar", "-o", "out.jsonl.zst", "--split", "3", "--overwrite").returncode == 0
    assert (zstd.decompress(parts[0].read_bytes()), parts[1].exists()) == (whole, False)


@pytest.mark.parametrize("target", ["out.gz", "out.zst"])
def test_a_full_disk_leaves_no_half_compressed_file(run, posts, tmp_path, target):
    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    done = run("jsonl", "posts", "-o", target, preexec_fn=small_files)
    assert (done.returncode, b"Traceback" in done.stderr) == (3, False)
    assert b"file too large: raise the limit of a file's size" in done.stderr
    assert [name for name in tree(tmp_path) if "posts/" not in name] == []


def test_a_folder_link_in_a_tree_is_not_followed(run, posts, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b").symlink_to("../elsewhere")
    done = run("text", "posts", "-o", "out/", "--overwrite")
    assert (done.returncode, tree(tmp_path / "elsewhere")) == (3, [])
    assert (
        b"fraudnews: posts/b/b.txt: out/b is a link, and may lead anywhere: put a folder in its place\n" in done.stderr
    )


def test_on_a_file_system_that_folds_names_a_clash_is_said_before_anything_is_written(run, posts, tmp_path):
    """Such a file system finds a folder by its name in the other case; here a link does that."""
    (posts / "C.md").write_bytes((posts / "c.md").read_bytes())
    assert run("text", "posts", "-o", "plain/").returncode == 0
    (tmp_path / "out").mkdir()
    (tmp_path / "OUT").symlink_to("out")
    done = run("text", "posts", "-o", "out/")
    assert (done.returncode, tree(tmp_path / "out")) == (2, [])
    assert b"posts/C.md and posts/c.md would both become c.txt" in done.stderr


def test_peak_memory_does_not_grow_with_an_archive(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.tar"
        with tarfile.open(path, "w") as archive:
            for number in range(count):
                data = b"" if number % 100 else STORY.format(number).encode()
                info = tarfile.TarInfo(f"{number}.{'css' if number % 100 else 'md'}")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
                archive.members.clear()
        code = (
            "import resource, sys; from fraudnews.cli import main; sys.argv[0] = 'fraudnews'\n"
            "try: main()\n"
            "except SystemExit as end: assert not end.code\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        command = [sys.executable, "-c", code, "jsonl", "-q", "--tar", "-"]
        with path.open("rb") as file:
            done = subprocess.run(command, stdin=file, capture_output=True, check=True)
        assert len(done.stdout.splitlines()) == count // 100
        return int(done.stderr.split()[-1])

    assert peak(50_000) < 1.1 * peak(1000)


def test_names_are_the_same_whatever_the_locale(run, tmp_path):
    (tmp_path / "posts").mkdir()
    with zipfile.ZipFile(tmp_path / "posts.zip", "w") as packed:
        for number in range(4):
            packed.writestr(f"警方{number}.md", "<p>警方提醒。</p>")
            (tmp_path / f"posts/提醒{number}.md").write_text("<p>警方提醒。</p>", "utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (["jsonl", "--shard", "1/2", "--fields", "path"], ["check", "--json", "--select", "FN010"]):
        here, there = (run(*arguments, "posts.zip", "posts", env=env).stdout.splitlines() for env in ({}, plain))
        assert [json.loads(line)["path"] for line in here] == [json.loads(line)["path"] for line in there]
        assert "警方" in here[0].decode()
    assert run("text", "posts.zip", "-o", "out/", env=plain).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"警方{number}.txt" for number in range(4)]
