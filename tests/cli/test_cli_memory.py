"""Memory does not grow with the number of posts: neither the parent's nor any worker's."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench" / "archives.py"
#: Posts of a small and of a ten times larger archive.
SIZES = (2_000, 20_000) if "FRAUDNEWS_LONG" in os.environ else (500, 5_000)


@pytest.fixture(scope="module")
def archives():
    """The module that makes archives and looks at processes."""
    spec = importlib.util.spec_from_file_location("archives", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak of a process that runs")
def test_ten_times_the_posts_take_the_same_memory(archives, tmp_path):
    peaks = []
    for size in SIZES:
        folder = archives.make_archive(tmp_path / str(size), archives.POSTS, size)
        peaks.append(archives.peaks_of(archives.command(archives.TWO, folder, tmp_path / "out")))
    assert [len(row) for row in peaks] == [3, 3]  # the parent and two workers
    for few, many in zip(*peaks, strict=True):
        assert 0 < many < 1.1 * few


def test_the_bench_runs(archives, tmp_path, capsys):
    made = {size: archives.make_archive(tmp_path / str(size), archives.POSTS, size) for size in (20,)}
    archives.print_times(made, 1, tmp_path)
    shown = capsys.readouterr().out
    for name in (archives.FLOOR, archives.ALONE, archives.ONE, archives.TWO, "two workers to the floor"):
        assert f"  {name} " in shown
