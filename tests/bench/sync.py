"""What a sync with nothing to do takes, beside a bare walk: ``python tests/bench/sync.py [POSTS ...]``.

Makes archives of so many made-up posts (default: 2,000, 20,000 and 100,000) below a temporary folder, syncs each once,
and then runs the two in turn. A bare walk is a Python process that lists the tree with os.walk and asks for the stat of
each file; the strict one uses os.scandir and joins no paths. Prints medians and their ratio; judges nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (2_000, 20_000, 100_000)
ROUNDS = 7
FOLDERS = 84
POST = "---\ntitle: 第{0}起\n---\n<p>江岭警方昨日通报第{0}起案件，提醒居民不要扫描陌生二维码。</p><p>责任编辑：杨小树</p>\n"
WALK = """
import os, sys
for place, _, names in os.walk(sys.argv[1]):
    for name in names:
        os.stat(os.path.join(place, name))
"""
STRICT = """
import os, sys
folders = [sys.argv[1]]
while folders:
    with os.scandir(folders.pop()) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                entry.stat()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    print("seconds, medians; memory is the peak of the parent process\n")
    print(f"{'posts':>9}{'first':>8}{'MB':>7}{'no-op':>8}{'MB':>7}{'walk':>8}{'ratio':>7}{'strict':>8}{'ratio':>7}")
    for posts in arguments.posts:
        with tempfile.TemporaryDirectory(prefix="fraudnews-bench-") as folder:
            print_row(Path(folder), posts, arguments.rounds)


def print_row(folder: Path, posts: int, rounds: int) -> None:
    """One line of the table: the first sync of an archive, then the others in turn."""
    source, output = folder / "src", folder / "dst"
    make_archive(source, posts)
    sync = [sys.executable, "-m", "fraudnews", "sync", "-q", str(source), str(output), "--to", "markdown"]
    first, first_peak = run(sync)
    time.sleep(3)  # stamps of files that were made just now are not trusted
    run(sync)
    commands = {
        "sync": sync,
        "walk": [sys.executable, "-c", WALK, str(source)],
        "strict": [sys.executable, "-c", STRICT, str(source)],
    }
    runs = [{name: run(command) for name, command in commands.items()} for _ in range(rounds)]
    took = {name: statistics.median(one[name][0] for one in runs) for name in commands}
    peak = max(one["sync"][1] for one in runs)
    ratios = {name: took["sync"] / took[name] for name in ("walk", "strict")}
    print(
        f"{posts:9,}{first:8.2f}{first_peak:7.1f}{took['sync']:8.3f}{peak:7.1f}{took['walk']:8.3f}{ratios['walk']:7.2f}"
        f"{took['strict']:8.3f}{ratios['strict']:7.2f}",
        flush=True,
    )


def make_archive(folder: Path, posts: int) -> None:
    """So many posts of one paragraph, in 84 folders of two levels."""
    for number in range(posts):
        place = folder / f"{2015 + number % 7}" / f"{number // 7 % 12 + 1:02}"
        if number < FOLDERS:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}-news.md").write_text(POST.format(number), "utf-8")


def run(command: list[str]) -> tuple[float, float]:
    """Seconds that a command takes, and the most memory of its process, in MB, its workers not counted."""
    begun = time.perf_counter()
    child = os.posix_spawn(command[0], command, {**os.environ, "FRAUDNEWS_RULES": ""})
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - begun
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return took, peak_of(usage)


def peak_of(usage: resource.struct_rusage) -> float:
    """Peak resident memory in MB: kB on Linux, bytes on macOS."""
    return usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
