"""How the whole command does on archives of many posts: ``python tests/bench/archives.py [--sizes 2000,20000,100000]``.

Makes up archives from tests/posts in a temporary folder, runs whole processes on them in turn, round after round, and
prints posts a second, ratios pair by pair (two workers to one; the command to the floor of one process; one worker to
none), and the peak memory of the parent and of its workers. It judges nothing: ratios hold where the machine is calm.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from fraudnews.sources.forms import ENDINGS, Form

POSTS = Path(__file__).parent.parent / "posts"
SIZES = (2_000, 20_000, 100_000)
ROUNDS = 3
#: Posts in one folder of an archive.
FOLDER = 500
#: Seconds between two looks at the memory of a process; its peak is the kernel's own, so that little is missed.
LOOK = 0.01

FLOOR = "floor: read, libyaml, lexbor, orjson"
ALONE, ONE, TWO = "fraudnews jsonl, no worker", "fraudnews jsonl --jobs 1", "fraudnews jsonl --jobs 2"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))), default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--posts", type=Path, default=POSTS, help="the posts that archives are made of")
    parser.add_argument("--memory", action="store_true", help="memory alone")
    parser.add_argument("--only", choices=CONTESTANTS, help=argparse.SUPPRESS)
    parser.add_argument("places", nargs="*", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only is not None:
        CONTESTANTS[arguments.only](*arguments.places)
        return
    with tempfile.TemporaryDirectory() as folder:
        archives = {size: make_archive(Path(folder) / str(size), arguments.posts, size) for size in arguments.sizes}
        if not arguments.memory:
            print_times(archives, arguments.rounds, Path(folder))
        print_memory(archives, Path(folder))


def make_archive(folder: Path, posts: Path, size: int) -> Path:
    """``size`` posts in folders of 500, no two of the same bytes."""
    sources = [
        (path.suffix, path.read_bytes()) for path in sorted(posts.rglob("*")) if path.suffix in ENDINGS[Form.POST]
    ]
    for number in range(size):
        ending, data = sources[number % len(sources)]
        place = folder / f"{number // FOLDER:04}"
        if number % FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"{number:06}{ending}").write_bytes(data + f"\n<!-- {number} -->\n".encode())
    return folder


# ---- time ---------------------------------------------------------------------------------------------------


def print_times(archives: dict[int, Path], rounds: int, folder: Path) -> None:
    """Every contestant on every archive, in turn; medians of rounds, and ratios within a round."""
    print(f"load average before: {load()}; {rounds} rounds; {os.cpu_count()} cores\n")
    names = (FLOOR, ALONE, ONE, TWO)
    times: dict[tuple[int, str], list[float]] = {(size, name): [] for size in archives for name in names}
    work: dict[tuple[int, str], list[float]] = {key: [] for key in times}
    for _ in range(rounds):
        for (size, name), taken in times.items():
            start, before = time.perf_counter(), os.times()
            subprocess.run(command(name, archives[size], folder / "out"), check=True)
            taken.append(time.perf_counter() - start)
            after = os.times()
            seconds = after.children_user + after.children_system - before.children_user - before.children_system
            work[size, name].append(seconds / size)
    print(f"  {'posts a second, median (best)':40}" + "".join(f"{size:>20,}" for size in archives))
    for name in names:
        print_row(name, [rates(size, times[size, name]) for size in archives])
    print(f"\n  {'processor time, µs a post, median (least)':40}")
    for name in names:
        rows = [work[size, name] for size in archives]
        print_row(name, [f"{statistics.median(row) * 1e6:,.0f} ({min(row) * 1e6:,.0f})" for row in rows])
    print(f"\n  {'ratios of times, median (best)':40}")
    for what, upper, lower, best in (
        ("two workers are faster than one by", ONE, TWO, max),
        ("two workers to the floor", TWO, FLOOR, min),
        ("one worker to none: cost of the pool", ONE, ALONE, min),
    ):
        ratios = [[a / b for a, b in zip(times[size, upper], times[size, lower], strict=True)] for size in archives]
        print_row(what, [f"{statistics.median(row):.2f} ({best(row):.2f})" for row in ratios])
    print(f"\nload average after: {load()}\n")


def rates(size: int, seconds: list[float]) -> str:
    return f"{size / statistics.median(seconds):,.0f} ({size / min(seconds):,.0f})"


def print_row(name: str, cells: Iterable[str]) -> None:
    print(f"  {name:40}" + "".join(f"{cell:>20}" for cell in cells))


def load() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def command(name: str, folder: Path, out: Path) -> list[str]:
    """What starts a contestant on the archive ``folder``."""
    if name in CONTESTANTS:
        return [sys.executable, __file__, "--only", name, str(folder), str(out)]
    jobs = "1" if name == ONE else "2"
    ours = [sys.executable, "-m", "fraudnews", "jsonl", "-q", "--jobs", jobs, "--overwrite"]
    return [*ours, str(folder), "-o", str(out)]


# ---- contestants that are no command --------------------------------------------------------------------------


def run_floor(folder: str, out: str) -> None:
    """The least that any tool does: each file read, its header loaded, its body parsed, one line dumped."""
    import orjson
    import yaml
    from selectolax.lexbor import LexborHTMLParser

    with open(out, "wb") as file:  # noqa: PTH123
        for path in walk(folder):
            with open(path, "rb") as post:  # noqa: PTH123
                text = post.read().decode("utf-8", "replace")
            _, head, body = ["", "", *text.split("---\n", 2)][-3:]
            try:
                meta = yaml.load(head, yaml.CSafeLoader)
            except (yaml.YAMLError, ValueError):  # a header that only a tolerant reader can read
                meta = None
            shown = LexborHTMLParser(body).text()
            line = {"path": path, "meta": meta if isinstance(meta, dict) else None, "text": shown}
            file.write(orjson.dumps(line, default=str, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS))


def walk(folder: str) -> Iterable[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(place, name)  # noqa: PTH118


def run_alone(folder: str, out: str) -> None:
    """All that the command does, in one process."""
    from fraudnews.batch import convert_source
    from fraudnews.model import Options
    from fraudnews.report import Report
    from fraudnews.sinks.file import FileSink
    from fraudnews.sources import Source, find_sources

    options, report = Options(), Report(verbosity=-1)
    with FileSink(Path(out), "jsonl", overwrite=True) as sink:
        for source in find_sources([folder]):
            if isinstance(source, Source):
                result = convert_source(source, "jsonl", options)
                sink.write(source, result)
                report.done(source.name, result)


CONTESTANTS = {FLOOR: run_floor, ALONE: run_alone}


# ---- memory ---------------------------------------------------------------------------------------------------


def print_memory(archives: dict[int, Path], folder: Path) -> None:
    """Peak resident memory of the command with two workers, each process by itself."""
    if sys.platform != "linux":
        print("memory: left out, only Linux tells it of a process that runs")
        return
    print(f"  {'peak memory, MB':40}" + "".join(f"{size:>20,}" for size in archives))
    peaks = [peaks_of(command(TWO, archive, folder / "out")) for archive in archives.values()]
    for number, name in enumerate(("parent", "larger worker", "smaller worker")):
        cells = [peak[number] for peak in peaks]
        print_row(name, [f"{cell / 1024:.1f} (× {cell / cells[0]:.3f})" for cell in cells])


def peaks_of(words: list[str]) -> list[int]:
    """Peak resident memory (kB) of a command, then of its children in falling order."""
    with subprocess.Popen(words) as process:
        peaks: dict[int, int] = {}
        while process.poll() is None:
            for number in (process.pid, *children(process.pid)):
                peaks[number] = max(peaks.get(number, 0), peak(number))
            time.sleep(LOOK)
    if process.returncode:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}")
    return [peaks.pop(process.pid), *sorted(peaks.values(), reverse=True)]


def children(number: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()]
    except OSError:  # it has ended
        return []


def peak(number: int) -> int:
    """VmHWM, 0 where the process has ended."""
    try:
        lines = Path(f"/proc/{number}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
