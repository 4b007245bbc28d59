"""One shard by its addresses: the same posts, parts and manifests wherever they lie."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256

import pytest

import fraudnews
from fraudnews.cluster.address import check_apart, local_path, settle
from fraudnews.cluster.work import Work, convert_part
from fraudnews.compression import _zstd
from fraudnews.errors import InputError, OutputError, UsageError
from fraudnews.model import Limits, Options
from fraudnews.shard import Shard
from fraudnews.sources import Reading, find_sources

fsspec = pytest.importorskip("fsspec", reason="the extra dask is not installed")

from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402  # skipped where there is none

#: Names whose order in a store (by whole paths) is not that of a walk, and some that stores take for patterns.
POSTS = {
    f"{name}.md": f"<p>警方提醒{name}：不要扫描陌生二维码。</p>".encode()
    for name in ("a", "a/b", "a-b", "a/c d", "2022/谨防[1]", "2022/x*y", "2022/q?", "b#c", "100%25", "z")
}


class BrokenFileSystem(MemoryFileSystem):
    """A store that keeps what it has, and takes no file whose name ends in ``full``."""

    protocol = "broken"
    store = {}  # noqa: RUF012  # as its parent has it
    pseudo_dirs = [""]  # noqa: RUF012  # as above
    full = ".zst"

    def _open(self, path, mode="rb", **more):
        if mode == "wb" and path.endswith(self.full):
            raise PermissionError(13, "Forbidden")
        return super()._open(path, mode, **more)

    def cat_file(self, path, start=None, end=None, **more):
        """As its parent, but for names that hold ``forbidden``."""
        if "forbidden" in path:
            raise PermissionError(13, "Forbidden")
        return super().cat_file(path, start, end, **more)


fsspec.register_implementation("broken", BrokenFileSystem)


@pytest.fixture
def store():
    """An empty store, as a function that puts a file there."""
    kinds = (MemoryFileSystem, BrokenFileSystem)
    for kind in kinds:
        kind.store.clear()
        kind.pseudo_dirs[:] = [""]

    def put(address, data):
        fs, path = fsspec.core.url_to_fs(address)
        fs.pipe_file(path, data)

    return put


@pytest.fixture
def folder(tmp_path):
    """The posts as a folder."""
    for name, data in POSTS.items():
        (tmp_path / "posts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "posts" / name).write_bytes(data)
    return tmp_path / "posts"


def work(source, target, shard=Shard(1, 1), reading=Reading(), **more):  # noqa: B008  # they are frozen
    defaults = {
        "name": "part.jsonl.zst", "to": "jsonl", "options": Options(), "rules": (), "limits": Limits(jobs=1),
    }  # fmt: skip
    return Work(str(source), str(target), reading=reading._replace(shard=shard), **{**defaults, **more})


def files(address):
    fs, root = fsspec.core.url_to_fs(str(address))
    return {path.rpartition("/")[2]: fs.cat_file(path) for path in fs.find(root)}


def records(address):
    return [
        json.loads(line)
        for name, data in sorted(files(address).items())
        if name.endswith(".zst")
        for line in _zstd().decompress(data).splitlines()
    ]


def test_an_archive_that_is_not_mounted_leaves_its_parts_as_they_were(folder, tmp_path):
    convert_part(work(folder, tmp_path / "parts"))
    before = files(tmp_path / "parts")
    folder.rename(tmp_path / "elsewhere")
    folder.mkdir()
    for name, expected in (("parts", before), ("new", {})):
        with pytest.raises(UsageError, match="no posts found: its parts are left as they were"):
            convert_part(work(folder, tmp_path / name))
        assert files(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/a/b", "/a/b"),
        ("/a/../b/", "/b"),
        ("file:///a/b", "/a/b"),
        ("local:///a", "/a"),
        ("s3://news/a", None),
        ("simplecache::s3://news/a", None),
        ("a:b/c", "HERE/a:b/c"),
        ("a/b", "HERE/a/b"),
    ],
)
def test_a_path_is_made_good_for_every_machine_and_an_address_is_left_alone(tmp_path, monkeypatch, address, path):
    monkeypatch.chdir(tmp_path)
    expected = None if path is None else path.replace("HERE", str(tmp_path))
    assert settle(address) == (expected or address)
    assert local_path(settle(address)) == expected


@pytest.mark.parametrize(
    "address", ["-", "memory://news/a", "simplecache::memory://news/a", "zip://*.md::memory://a.zip"]
)
def test_what_no_two_processes_share_is_no_place(address):
    with pytest.raises(UsageError, match="is another one in each process: name a folder or a store"):
        settle(address)


def test_parts_never_lie_among_the_posts_by_another_name(tmp_path):
    (tmp_path / "link").symlink_to("posts")
    (tmp_path / "posts").mkdir()
    for source, target in (("link", "posts/parts"), ("posts", "link/parts")):
        with pytest.raises(UsageError, match="would lie in it, among the posts"):
            check_apart(str(tmp_path / source), str(tmp_path / target))


@pytest.mark.parametrize(
    ("source", "target", "good"),
    [
        ("/a", "/a/b", False),
        ("/a", "/a", False),
        ("/a", "/ab", True),
        ("/a/b", "/a", True),
        ("s3://n/a/", "s3://n/a/parts", False),
        ("s3://n/a", "s3://n/b", True),
    ],
)
def test_parts_never_lie_among_the_posts(source, target, good):
    if good:
        check_apart(source, target)
    else:
        with pytest.raises(UsageError, match="would lie in it, among the posts"):
            check_apart(source, target)


@pytest.mark.parametrize("of", [1, 3])
def test_a_store_is_parted_as_a_folder_is_in_the_same_order(folder, store, tmp_path, of):
    for name, data in POSTS.items():
        store(f"memory://news/posts/{name}", data)
    for number in range(1, of + 1):
        shard = Shard(number, of)
        here = convert_part(work(folder, tmp_path / "out", shard))
        there = convert_part(work("memory://news/posts", "memory://news/out", shard))
        assert here == there
    moved = [{**record, "path": record["path"].replace(str(folder), "memory://news/posts")}
             for record in records(tmp_path / "out")]  # fmt: skip
    assert records("memory://news/out") == moved
    assert len(moved) == len(POSTS)
    assert list(files("memory://news/out")) == list(files(tmp_path / "out"))


def test_a_manifest_lies_beside_its_part_in_a_store_too_and_a_second_run_replaces_both(store):
    store("memory://news/posts/a.md", "<p>旧闻一则，警方通报。</p>".encode())
    convert_part(work("memory://news/posts", "memory://news/out"))
    first = files("memory://news/out")
    store("memory://news/posts/a.md", "<p>新闻一则，警方通报。</p>".encode())
    convert_part(work("memory://news/posts", "memory://news/out"))
    second = files("memory://news/out")
    assert set(first) == set(second) == {
        "part-00001-of-00001.jsonl.zst",
        "part-00001-of-00001.jsonl.zst.manifest.json",
    }  # fmt: skip
    for found in (first, second):
        manifest = json.loads(found["part-00001-of-00001.jsonl.zst.manifest.json"])
        assert manifest["sha256"] == sha256(found["part-00001-of-00001.jsonl.zst"]).hexdigest()
    assert first != second


def packed(kind):
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in POSTS.items():
                archive.writestr(name, data)
    elif kind == "jsonl.gz":
        lines = [json.dumps({"content": data.decode()}) for data in POSTS.values()]
        out.write(gzip.compress("\n".join(lines).encode()))
    else:
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            for name, data in POSTS.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "jsonl.gz"])
def test_archives_and_files_of_lines_in_a_store_are_read_as_on_a_disk(store, tmp_path, kind):
    (tmp_path / f"posts.{kind}").write_bytes(packed(kind))
    store(f"memory://news/posts.{kind}", packed(kind))
    expected = find_sources([str(tmp_path / f"posts.{kind}")])
    for number in (1, 2):
        convert_part(work(f"memory://news/posts.{kind}", "memory://news/out", Shard(number, 2)))
    found = sorted(record["path"] for record in records("memory://news/out"))
    assert found == sorted(source.name.replace(str(tmp_path), "memory://news") for source in expected)
    assert len(found) == len(POSTS)


def test_a_folder_of_a_store_is_searched_for_what_the_globs_say(store):
    for name in ("a.md", "b.txt", "c.html.gz", "style.css", "drafts/d.md", "e.tar.gz", ".fraudnews-x.md"):
        data = POSTS["a.md"]
        store(f"memory://news/posts/{name}", gzip.compress(data) if name.endswith(".html.gz") else data)

    def found(**more):
        MemoryFileSystem().rm("/news/out", recursive=True) if MemoryFileSystem().exists("/news/out") else None
        convert_part(work("memory://news/posts", "memory://news/out", reading=Reading(**more)))
        return [record["path"].removeprefix("memory://news/posts/") for record in records("memory://news/out")]

    assert found() == ["a.md", "b.txt", "c.html.gz", "drafts/d.md"]
    assert found(exclude=("drafts",)) == ["a.md", "b.txt", "c.html.gz"]
    assert found(include=("*.css",)) == ["style.css"]


def test_a_post_that_is_too_large_or_cannot_be_read_fails_alone(store):
    store("broken://news/posts/a.md", POSTS["a.md"])
    store("broken://news/posts/forbidden.md", POSTS["a.md"])
    store("broken://news/posts/large.md", b"<p>" + b"x" * 2000)
    outcome = convert_part(
        work("broken://news/posts", "memory://news/out", reading=Reading(max_size=1000), options=Options(max_size=1000))
    )
    notes = [json.loads(note) for note in outcome.notes]
    assert [(note["path"], note["code"]) for note in notes] == [
        ("broken://news/posts/forbidden.md", "input"),
        ("broken://news/posts/large.md", "too-large"),
    ]
    assert "Forbidden" in notes[0]["message"]
    assert len(records("memory://news/out")) == 1


@pytest.mark.parametrize("source", ["memory://news/none", "none"])
def test_an_archive_that_is_not_there_leaves_the_part_as_it_was(store, tmp_path, source):
    source = source if "://" in source else tmp_path / source
    with pytest.raises(InputError, match=f"{source}: no such file or folder"):
        convert_part(work(source, "memory://news/out"))
    assert files("memory://news") == {}


def test_what_a_part_could_not_be_made_of_is_named_not_what_else_failed(folder, tmp_path):
    for path in sorted(folder.rglob("*.md")):
        path.unlink()
    (folder / "a.md").touch()
    (folder / "b.md").symlink_to("nowhere")
    with pytest.raises(InputError, match=f"^{folder}/b.md: no such file or directory: check that every worker"):
        convert_part(work(folder, tmp_path / "out"))


def test_a_part_that_a_store_refuses_leaves_no_manifest_that_speaks_of_another(store):
    store("memory://news/posts/a.md", POSTS["a.md"])
    store("broken://news/out/part-00001-of-00001.jsonl.zst.manifest.json", b"of an earlier part")
    with pytest.raises(OutputError, match=r"broken://news/out/part-00001-of-00001.jsonl.zst: .*Forbidden"):
        convert_part(work("memory://news/posts", "broken://news/out"))
    assert files("broken://news") == {}


def test_parts_of_another_number_of_shards_are_refused_in_a_store_too(store):
    store("memory://news/posts/a.md", POSTS["a.md"])
    store("memory://news/out/part-00001-of-00005.jsonl.zst", b"")
    with pytest.raises(UsageError, match=r"part-00001-of-00005.jsonl.zst is not a part of 1"):
        convert_part(work("memory://news/posts", "memory://news/out"))


@pytest.mark.parametrize("address", ["nonsense://a", "memory::nonsense://a"])
def test_an_address_that_fsspec_does_not_know_is_wrong_usage(tmp_path, address):
    with pytest.raises(UsageError, match="nonsense"):
        convert_part(work(address, tmp_path / "out"))


def test_the_process_of_a_shard_refuses_work_of_another_version():
    command = [sys.executable, "-m", "fraudnews.cluster", "9.9", str(os.getpid())]
    done = subprocess.run(command, input=b"", stdout=subprocess.PIPE, check=True)
    error = pickle.loads(done.stdout)
    assert isinstance(error, UsageError)
    assert "and you have 9.9: install one version everywhere" in str(error)


def test_the_process_of_a_shard_gives_what_came_of_it(folder, tmp_path):
    given = work(folder, tmp_path / "out")
    command = [sys.executable, "-m", "fraudnews.cluster", fraudnews.__version__, str(os.getpid())]
    done = subprocess.run(command, input=pickle.dumps(given), stdout=subprocess.PIPE, check=True)
    outcome = pickle.loads(done.stdout)
    assert (outcome.counts["read"], outcome.counts["written"], outcome.notes) == (len(POSTS), len(POSTS), ())


def test_a_second_word_to_end_does_not_keep_the_process_of_a_shard_from_cleaning_up():
    code = """
import os, signal
from fraudnews.cluster.__main__ import _leave
signal.signal(signal.SIGTERM, _leave)
try:
    os.kill(os.getpid(), signal.SIGTERM)
finally:
    os.kill(os.getpid(), signal.SIGTERM)
    print("cleaned up", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (143, b"cleaned up\n")
