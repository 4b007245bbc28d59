"""Names of posts and of their outputs; the command line's tests do the rest with real processes."""

# Names of raw bytes and devices are what is tested here.
# ruff: noqa: PTH119
from __future__ import annotations

import os
import resource

import pytest

from fraudnews.errors import InputError, TooLargeError, UsageError
from fraudnews.sources import (
    TEMPORARY,
    Reading,
    Source,
    Trouble,
    check_output_folder,
    check_outputs,
    find_sources,
    folds_names,
    output_name,
    read_source,
)


@pytest.mark.parametrize(
    ("relative", "ending", "expected"),
    [
        ("a.md", ".txt", "a.txt"),
        ("b/a.html", ".md", "b/a.md"),
        ("a.b.markdown", ".json", "a.b.json"),
        ("a", ".txt", "a.txt"),
        (".md", ".txt", ".md.txt"),
        ("b.c/a", ".txt", "b.c/a.txt"),
        ("-", ".txt", "stdin.txt"),
        ("x" * 252 + ".md", ".md", "x" * 252 + ".md"),
    ],
)
def test_an_output_is_named_after_its_input(relative, ending, expected):
    assert output_name(relative, ending) == expected


@pytest.mark.parametrize("stem", ["x" * 252, "字" * 84, "\udcff" * 252])
def test_a_long_name_is_cut_between_characters_and_stays_its_own(stem):
    name, other = (output_name(f"b/{stem[:-1]}{last}.md", ".json") for last in (stem[-1], "y"))
    assert name != other
    assert name == output_name(f"b/{stem}.md", ".json")
    assert len(os.fsencode(os.path.basename(name))) <= 255
    assert "\ufffd" not in name


def test_a_folder_is_walked_in_sorted_order(tmp_path):
    for name in ("b.md", "a/z.md", "a/B.MD", "a.md", "c.txt", "c.css", f"{TEMPORARY}1.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [item.relative for item in find_sources([str(tmp_path)]) if isinstance(item, Source)]
    assert found == ["a/B.MD", "a/z.md", "a.md", "b.md", "c.txt"]


def test_what_macos_puts_beside_each_file_is_no_post(tmp_path):
    for name in ("a.md", "._a.md", "__MACOSX/._a.md", "b/._.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\0\5\x16\7")

    def found(*include):
        return [item.relative for item in find_sources([str(tmp_path)], Reading(include))]

    assert found() == ["a.md"]
    assert found("._a*") == ["._a.md", "__MACOSX/._a.md"]
    assert [item.relative for item in find_sources([str(tmp_path / "._a.md")])] == ["._a.md"]


def test_a_path_that_is_missing_is_a_trouble(tmp_path):
    (item,) = find_sources([str(tmp_path / "none")])
    assert isinstance(item, Trouble)


def test_a_path_too_long_for_the_system_says_what_makes_it_shorter():
    with pytest.raises(InputError, match="file name too long: start in a folder that is nearer to it"):
        read_source(Source("d/" * 4000 + "a.md", "a.md"), 100)


def test_a_process_that_has_too_many_files_open_is_told_so(tmp_path):
    (tmp_path / "a.md").write_text("x")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        with pytest.raises(InputError, match="too many open files: raise the limit of open files"):
            read_source(Source(str(tmp_path / "a.md"), "a.md"), 100)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_a_deep_tree_needs_no_recursion(tmp_path):
    folder = tmp_path
    for _ in range(500):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("x")
    assert len(list(find_sources([str(tmp_path)]))) == 1


def test_an_output_is_left_out_of_a_walk_that_asks_for_few_real_paths(tmp_path, monkeypatch):
    for folder in ("in/a/b/c", "in/d"):
        (tmp_path / folder).mkdir(parents=True)
        for name in ("out.md", "p.md"):
            (tmp_path / folder / name).touch()
    (tmp_path / "in" / "link.md").symlink_to("d/out.md")
    (tmp_path / "way").symlink_to("in")
    asked = []
    realpath = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", lambda path: asked.append(path) or realpath(path))
    skip = str(tmp_path / "in" / "d" / "out.md")
    found = [source.relative for source in find_sources([str(tmp_path / "way")], skip=skip)]
    assert found == ["a/b/c/out.md", "a/b/c/p.md", "d/p.md"]
    assert sorted(map(os.path.basename, asked)) == ["link.md", "out.md", "out.md"]


def test_max_size_is_the_most_not_the_first_too_much(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"12345")
    source = Source(str(path), "a.md")
    assert read_source(source, 5)[0] == b"12345"
    with pytest.raises(TooLargeError, match="5 bytes, the limit is 4"):
        read_source(source, 4)


@pytest.mark.parametrize(
    ("paths", "clash"),
    [
        (("in",), True),
        (("in/a.md", "in/a.html"), True),
        (("in/a.md", "in/a.md"), True),
        (("in", "in/a.md"), True),
        (("-", "stdin.md"), True),
        (("in/b", "in/b/c.md"), True),
        (("in/b", "other"), True),
        (("in/a.md", "in/b"), False),
        (("none", "in/b"), False),
    ],
)
def test_two_inputs_with_one_output_name_are_a_usage_error(tmp_path, monkeypatch, paths, clash):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "other" / "z").mkdir(parents=True)
    for name in ("in/a.md", "in/a.html", "in/b/c.md", "other/c.md", "other/z/c.md"):
        (tmp_path / name).write_text("x")
    if clash:
        with pytest.raises(UsageError, match="would both become"):
            check_outputs(paths, Reading(), None, ".txt")
    else:
        check_outputs(paths, Reading(), None, ".txt")


def test_names_are_folded_where_one_is_found_that_its_folder_does_not_list(tmp_path, monkeypatch):
    """As over a network or FUSE, where each way to write a name may have a file number of its own."""
    (tmp_path / "out").mkdir()
    assert not folds_names(str(tmp_path / "out"))
    monkeypatch.setattr(os.path, "samefile", lambda *_: False)
    assert folds_names(str(tmp_path / "out"))
    (tmp_path / "OUT").mkdir()
    assert not folds_names(str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [("in", "out", False), ("in", "in/out", True), ("in", "inner", False), ("-", "out", False), ("in", "link", True)],
)
def test_an_output_folder_inside_the_input_is_found_by_its_real_path(tmp_path, monkeypatch, path, folder, inside):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "out").mkdir(parents=True)
    (tmp_path / "link").symlink_to("in/out")
    assert check_output_folder([path], folder) == (os.path.realpath(folder) if inside else None)


@pytest.mark.parametrize(("path", "folder"), [("in", "in"), ("in", "."), ("in/a.md", "in"), ("link", "in")])
def test_an_input_inside_the_output_folder_is_a_usage_error(tmp_path, monkeypatch, path, folder):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "link").symlink_to("in")
    with pytest.raises(UsageError, match="in the output folder"):
        check_output_folder([path], folder)
