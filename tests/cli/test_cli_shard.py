"""--shard: several runs make one result, each its own part of it."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from fraudnews.compression import _zstd

EXPAND = {".jsonl": bytes, ".jsonl.zst": _zstd().decompress}


@pytest.fixture
def archive(tmp_path):
    """Forty posts in two folders, of which two are empty."""
    folder = tmp_path / "archive"
    for number in range(40):
        path = folder / ("2021" if number % 2 else "2022/谨防") / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>警方第{number}次提醒：不要扫描陌生二维码。</p>" if number > 1 else "", "utf-8")
    return folder


def parts(folder, ending=".jsonl"):
    return sorted(path for path in folder.iterdir() if path.name.endswith(ending))


def manifests(folder):
    return [json.loads(path.read_text("utf-8")) for path in parts(folder, ".manifest.json")]


@pytest.mark.parametrize(("of", "ending"), [(1, ".jsonl"), (3, ".jsonl"), (3, ".jsonl.zst"), (16, ".jsonl")])
def test_all_parts_together_are_the_whole_with_every_post_once(run, archive, tmp_path, of, ending):
    (tmp_path / "out").mkdir()
    whole = run("jsonl", "archive").stdout.splitlines()
    for number in sorted(range(1, of + 1), key=lambda number: number % 3):
        done = run("jsonl", "archive", "-o", f"out/part{ending}", "--shard", f"{number}/{of}")
        assert done.returncode in {0, 3}
    found = parts(tmp_path / "out", ending)
    assert [path.name for path in found] == [f"part-{number:05}-of-{of:05}{ending}" for number in range(1, of + 1)]
    lines = [line for path in found for line in EXPAND[ending](path.read_bytes()).splitlines()]
    assert sorted(lines) == sorted(whole)
    assert len(lines) == 38
    told = manifests(tmp_path / "out")
    assert [(item["part"], item["sha256"]) for item in told] == [
        (path.name, sha256(path.read_bytes()).hexdigest()) for path in found
    ]
    assert [sum(item[key] for item in told) for key in ("read", "written", "failed")] == [40, 38, 2]
    assert sum(item["failures"].get("empty", 0) for item in told) == 2


def test_a_shard_that_is_run_again_replaces_its_part(run, archive, tmp_path):
    command = ["jsonl", "archive", "-o", "part.jsonl", "--shard", "2/3"]
    run(*command)
    first = (parts(tmp_path)[0].read_bytes(), manifests(tmp_path))
    run(*command)
    assert (parts(tmp_path)[0].read_bytes(), manifests(tmp_path)) == first
    for path in archive.rglob("*.md"):
        path.write_text("<p>警方昨日通报了这起案件。</p>", "utf-8")
    assert run(*command).returncode == 0
    (part,) = parts(tmp_path)
    assert "昨日".encode() in part.read_bytes()
    assert manifests(tmp_path)[0]["sha256"] == sha256(part.read_bytes()).hexdigest() != first[1][0]["sha256"]


def test_parts_made_with_other_settings_can_be_told(run, archive, tmp_path):
    def settings(*options):
        run("jsonl", "archive", "-o", "part.jsonl", "--shard", "1/3", *options)
        return manifests(tmp_path)[0]["settings"]

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    rule = '[[remove]]\nid = "x"\nkind = "promo"\ntext = "全城都在看"\nwhy = "x"\n'
    (tmp_path / "a" / "x.toml").write_text(rule, "utf-8")
    (tmp_path / "b" / "x.toml").write_text(rule.replace("全城", "全国"), "utf-8")
    digests = [
        settings(), settings("--keep", "qr"), settings("--title"), settings("--include", "*.md"),
        settings("--timezone", "Asia/Shanghai"), settings("--rules", "a"), settings("--rules", "b"),
    ]  # fmt: skip
    assert len(set(digests)) == len(digests)
    assert settings("--jobs", "1") == digests[0]
    assert settings("--rules", "a/x.toml") == digests[5]


def test_standard_output_and_a_tree_get_the_posts_of_the_shard_and_no_manifest(run, archive, tmp_path):
    run("jsonl", "archive", "-o", "part.jsonl", "--shard", "2/3")
    (part,) = parts(tmp_path)
    assert run("jsonl", "archive", "--shard", "2/3").stdout == part.read_bytes()
    for number in (1, 2, 3):
        run("text", "archive", "-o", "tree/", "--shard", f"{number}/3")
    assert len(list((tmp_path / "tree").rglob("*.txt"))) == 38
    assert parts(tmp_path / "tree", ".json") == []


def test_a_part_of_which_every_post_failed_is_a_part(run, tmp_path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "empty.md").touch()
    (tmp_path / "archive" / "json.md").write_text('[{"title": "x"}]')
    assert run("jsonl", "archive", "-o", "part.jsonl", "--shard", "1/1").returncode == 3
    assert parts(tmp_path)[0].read_bytes() == b""
    assert manifests(tmp_path)[0]["failures"] == {"empty": 1, "record": 1}


def test_an_archive_that_is_not_there_leaves_the_part_as_it_was(run, archive, tmp_path):
    run("jsonl", "archive", "-o", "part.jsonl", "--shard", "2/3")
    before = (parts(tmp_path)[0].read_bytes(), manifests(tmp_path))
    archive.rename(tmp_path / "not mounted")
    done = run("jsonl", "archive", "-o", "part.jsonl", "--shard", "2/3")
    assert done.returncode == 3
    assert b"archive: no such file or folder" in done.stderr
    assert (parts(tmp_path)[0].read_bytes(), manifests(tmp_path)) == before


def test_the_first_failure_of_a_shard_that_is_to_fail_fast_leaves_the_part_as_it_was(run, archive, tmp_path):
    for number in (1, 2, 3):
        done = run("jsonl", "archive", "-o", "part.jsonl", "--shard", f"{number}/3", "--fail-fast")
        assert (done.returncode == 0) == (tmp_path / f"part-0000{number}-of-00003.jsonl").exists()
    assert len(parts(tmp_path)) < 3


@pytest.mark.parametrize("words", ["0/3", "4/3", "3", "1/0", "1/3/3", "-1/3", "1/100000", "a/b", "", "1 / 3", "１/３"])
def test_what_is_no_part_is_refused(run, archive, words):
    done = run("jsonl", "archive", f"--shard={words}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is no part: give I/N, from 1/N to N/N, such as 3/16" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "part.jsonl", "--split", "5"], "--split and --shard both part the results"),
        (["-o", "archive/part.txt"], "parts of archive would lie in it, among the posts"),
        (["-o", "archive/2021/part.md.zst"], "parts of archive would lie in it, among the posts"),
        (["-o", "archive/part.jsonl", "--include", "*"], "parts of archive would lie in it, among the posts"),
        (["-o", "archive/part.jsonl", "--include", "*.json"], "parts of archive would lie in it, among the posts"),
    ],
)
def test_what_does_not_go_with_a_shard_is_refused_before_anything_is_written(run, archive, tmp_path, options, message):
    before = sorted(tmp_path.rglob("*"))
    done = run("jsonl", "archive", "--shard", "1/3", *options)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert sorted(tmp_path.rglob("*")) == before


def test_two_posts_of_one_output_name_are_refused_also_where_they_are_in_two_shards(run, tmp_path):
    (tmp_path / "archive").mkdir()
    for number in range(8):
        for ending in (".md", ".html"):
            (tmp_path / "archive" / f"{number}{ending}").write_text("<p>警方昨日通报了这起案件。</p>", "utf-8")
    for number in (1, 2):
        done = run("text", "archive", "-o", "tree/", "--shard", f"{number}/2")
        assert (done.returncode, b"would both become" in done.stderr) == (2, True)
