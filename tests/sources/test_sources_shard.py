"""With a shard only its own posts are read, and every post is in exactly one, however it is found."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from fraudnews.shard import Shard
from fraudnews.sources import Reading, Source, find_listed, find_sources

NAMES = [f"{folder}/{number}.md" for folder in ("2021", "2022/谨防") for number in range(20)]


def in_folder(tmp_path):
    for name in NAMES:
        (tmp_path / "posts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "posts" / name).write_bytes(name.encode())
    return tmp_path / "posts"


def in_tar(tmp_path):
    with tarfile.open(tmp_path / "posts.tar", "w") as archive:
        for name in NAMES:
            member = tarfile.TarInfo(name)
            member.size = len(name.encode())
            archive.addfile(member, io.BytesIO(name.encode()))
    return tmp_path / "posts.tar"


def in_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "posts.zip", "w") as archive:
        for name in NAMES:
            archive.writestr(name, name)
    return tmp_path / "posts.zip"


def in_lines(tmp_path):
    (tmp_path / "posts.jsonl").write_text("".join(f'{{"content":"{name}"}}\n\n' for name in NAMES), "utf-8")
    return tmp_path / "posts.jsonl"


def found(path, shard=None, include=()):
    return list(find_sources([str(path)], Reading(include, shard=shard)))


@pytest.mark.parametrize("of", [1, 3, 16])
@pytest.mark.parametrize("make", [in_folder, in_tar, in_zip, in_lines])
def test_every_post_is_in_exactly_one_shard_in_the_order_of_the_whole(tmp_path, make, of):
    path = make(tmp_path)
    whole = found(path)
    assert len(whole) == len(NAMES)
    parts = [found(path, Shard(number, of)) for number in range(1, of + 1)]
    assert sorted(source for part in parts for source in part) == sorted(whole)
    for part in parts:
        assert part == [source for source in whole if source in part]


def test_a_folder_and_an_archive_of_it_are_parted_alike_wherever_they_lie(tmp_path):
    folder, tar, files = in_folder(tmp_path), in_tar(tmp_path), in_zip(tmp_path)
    elsewhere = tmp_path / "mnt" / "b"
    elsewhere.parent.mkdir()
    shard = Shard(2, 3)
    (expected,) = {tuple(sorted(post.relative for post in found(path, shard))) for path in (folder, tar, files)}
    folder.rename(elsewhere)
    assert tuple(sorted(post.relative for post in found(elsewhere, shard))) == expected
    assert 0 < len(expected) < len(NAMES)


def test_a_folder_searched_by_globs_is_parted_as_without_them(tmp_path):
    folder = in_folder(tmp_path)
    assert found(folder, Shard(1, 3), ("*.md",)) == found(folder, Shard(1, 3))


@pytest.mark.parametrize("of", [1, 3])
def test_the_files_of_a_list_are_parted_and_one_that_is_missing_is_told_once(tmp_path, of):
    folder = in_folder(tmp_path)
    listed = [*(str(folder / name) for name in NAMES), str(folder / "none.md")]
    parts = [list(find_listed(listed, Reading(shard=Shard(number, of)))) for number in range(1, of + 1)]
    assert sorted(post.name for part in parts for post in part) == sorted(listed)


@pytest.mark.parametrize("missing", ["posts", "posts.tar", "posts.jsonl", "a.md"])
def test_an_input_that_is_missing_is_told_by_every_shard(tmp_path, missing):
    for number in (1, 2, 3):
        (trouble,) = found(tmp_path / missing, Shard(number, 3))
        assert "no such file or folder" in str(trouble.error)


def test_a_list_with_an_archive_that_is_missing_is_told_by_every_shard(tmp_path):
    for number in (1, 2, 3):
        (trouble,) = find_listed([str(tmp_path / "a.tar")], Reading(shard=Shard(number, 3)))
        assert "no such file" in str(trouble.error)


def test_a_member_that_is_refused_and_a_line_that_is_too_long_are_told_once(tmp_path):
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("../a.md"))
    (tmp_path / "a.jsonl").write_text(f'{{"content":"{"x" * 100}"}}\n{{"content":"y"}}\n')
    for name, count in (("a.tar", 1), ("a.jsonl", 2)):
        parts = [
            find_sources([str(tmp_path / name)], Reading(max_size=50, shard=Shard(number, 3))) for number in (1, 2, 3)
        ]
        assert len([post for part in parts for post in part]) == count


def test_standard_input_belongs_to_one_shard():
    parts = [list(find_sources(["-"], Reading(shard=Shard(number, 3)))) for number in (1, 2, 3)]
    assert [post for part in parts for post in part] == [Source("-", "-")]
