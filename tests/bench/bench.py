"""How long this tool takes a post, beside its peers and beside the floor: ``python tests/bench/bench.py [FOLDER]``.

FOLDER holds posts (default: tests/posts). Needs the extra ``bench``. Prints three tables and judges nothing:
times differ from machine to machine, ratios hardly. A post that was seen before takes less time than one that was
not, so both times are given; of many posts of one's own, the first says what an archive will take.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import logging
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from fraudnews import FraudnewsError, clean, render
from fraudnews.sources.forms import ENDINGS, Form

POSTS = Path(__file__).parent.parent / "posts"
ROUNDS = 7
#: Starts of a process: few, since each takes tens of milliseconds.
STARTS = 15
FOLDER_SIZES = (500, 5_000)

Task = Callable[[Path, bytes], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=POSTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.folder.rglob("*") if path.suffix in ENDINGS[Form.POST])
    if not paths:
        sys.exit(f"no posts in {arguments.folder}")
    print_times(paths, arguments.rounds)
    print_starts(paths[0])
    print_memory(paths)


# ---- time per post --------------------------------------------------------------------------------------


def print_times(paths: list[Path], rounds: int) -> None:
    """Every contestant on the same posts, in turn, round after round: the first round, and the fastest of the others."""
    ours = our_tasks()
    warm_up(ours)
    posts = [(path, path.read_bytes()) for path in paths]
    peers, floor = peer_tasks(posts), floor_tasks(posts)
    first, times = measure({**ours, **peers, **floor}, posts, rounds)
    done = {name: sum(bool(task(*post)) for post in posts) for name, task in {**ours, **peers}.items()}
    base = times["fraudnews markdown"]
    total = sum(len(data) for _, data in posts)
    print(f"time per post: {len(posts)} posts, {total / len(posts):,.0f} bytes each, fastest of {rounds} rounds\n")
    print(f"  {'':44}{'µs/post':>9}{'at first':>11}   × fraudnews markdown")
    for name in (*ours, *peers, *floor):
        missing = len(posts) - done.get(name, len(posts))
        print_row(name, times[name], first[name], base, f"no output for {missing} posts" if missing else "")
    print_row("floor: the sum", sum(map(times.__getitem__, floor)), sum(map(first.__getitem__, floor)), base)
    print(f"\n  fraudnews markdown takes {base / sum(map(times.__getitem__, floor)):.2f} times the floor\n")


def print_row(name: str, seconds: float, at_first: float, base: float, note: str = "") -> None:
    print(f"  {name:44}{seconds * 1e6:9,.1f}{at_first * 1e6:11,.1f}   {seconds / base:6.2f}   {note}".rstrip())


def warm_up(tasks: dict[str, Task]) -> None:
    """Load what every post needs, by posts that are not among those to measure."""
    for path in sorted(POSTS.glob("*.md")):
        for task in tasks.values():
            task(path, path.read_bytes())


def measure(
    tasks: dict[str, Task], posts: list[tuple[Path, bytes]], rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds a post of each task: in a first round, and in the fastest of the others."""
    first: dict[str, float] = {}
    best = dict.fromkeys(tasks, float("inf"))
    for round_number in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()
            start = time.perf_counter()
            for path, data in posts:
                task(path, data)
            taken = (time.perf_counter() - start) / len(posts)
            if round_number:
                best[name] = min(best[name], taken)
            else:
                first[name] = taken
    return first, best


def our_tasks() -> dict[str, Task]:
    def convert(to: Literal["markdown", "jsonl"], data: bytes) -> str:
        try:
            return render(clean(data), to)
        except FraudnewsError:  # there is no story in it
            return ""

    return {
        "fraudnews markdown": lambda _, data: convert("markdown", data),
        "fraudnews jsonl": lambda _, data: convert("jsonl", data),
    }


def peer_tasks(posts: list[tuple[Path, bytes]]) -> dict[str, Task]:
    """The peers that are installed, each given what it can read.

    trafilatura takes a post that begins with ``---`` for no HTML at all and gives up in 0.1 ms; so do those that read
    no front matter get the body as a page, cut out before the clock starts. html-to-markdown is timed with the
    reading of the front matter, as this tool is.
    """
    pages = {path: f"<html><body>{split(data.decode())[1]}</body></html>" for path, data in posts}
    tasks: dict[str, Task] = {}
    logging.disable(logging.CRITICAL)
    if installed("trafilatura"):
        import trafilatura

        tasks["trafilatura"] = lambda path, _: trafilatura.extract(
            pages[path], output_format="markdown", include_links=True, include_images=True
        )
    if installed("html2text"):
        import html2text

        tasks["html2text"] = lambda path, _: html2text.html2text(pages[path])
    if installed("readability"):
        import readability

        tasks["readability-lxml"] = lambda path, _: readability.Document(pages[path]).summary()
    if installed("html_to_markdown"):
        import frontmatter
        import html_to_markdown
        import yaml

        def convert(path: Path, data: bytes) -> object:
            try:
                body = frontmatter.parse(data.decode())[1]
            except (ValueError, yaml.YAMLError):  # a date or a header that it cannot read
                body = pages[path]
            return html_to_markdown.convert(body)

        tasks["html-to-markdown + python-frontmatter"] = convert
    return tasks


def installed(module: str) -> bool:
    if importlib.util.find_spec(module) is None:
        print(f"not installed, left out: {module} (pip install -e '.[bench]')", file=sys.stderr)
        return False
    return True


def floor_tasks(posts: list[tuple[Path, bytes]]) -> dict[str, Task]:
    """What any tool on these packages must do at least: read, load the header, parse once, dump once."""
    import orjson
    import yaml
    from selectolax.lexbor import LexborHTMLParser

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parts = {path: split(data.decode()) for path, data in posts}
    records = {path: {"meta": head, "text": body} for path, (head, body) in parts.items()}

    def load(path: Path, _: bytes) -> object:
        try:
            return yaml.load(parts[path][0], loader)
        except (yaml.YAMLError, ValueError):  # a header that only a tolerant reader can read
            return None

    return {
        "floor: read the file": lambda path, _: path.read_bytes(),
        "floor: libyaml on the header": load,
        "floor: one lexbor parse": lambda path, _: LexborHTMLParser(parts[path][1]),
        "floor: one orjson dump": lambda path, _: orjson.dumps(records[path]),
    }


def split(text: str) -> tuple[str, str]:
    """Header and body of a post with an ordinary front matter."""
    if not text.lstrip().startswith("---"):
        return "", text
    _, head, body = [*text.lstrip().split("---\n", 2), "", ""][:3]
    return head, body


# ---- start-up ---------------------------------------------------------------------------------------------


def print_starts(post: Path) -> None:
    """The command on one post, from start to exit, beside what it cannot do without."""
    command = [sys.executable, "-m", "fraudnews", "markdown", str(post)]
    contestants = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import typer'": [sys.executable, "-c", "import typer"],
        "fraudnews markdown, one post": command,
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    # An installed package has its bytecode at hand; so has this one, from the first round on, which does not count.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for round_number in range(STARTS + 1):
        for name, words in contestants.items():
            start = time.perf_counter()
            subprocess.run(words, stdout=subprocess.DEVNULL, check=True, env=env)
            if round_number:
                times[name].append(time.perf_counter() - start)
    base = min(times["python -c 'import typer'"])
    print(f"start-up: fastest (median) of {STARTS}\n\n  {'':44}{'ms':>9}{'':13}× import typer")
    for name, taken in times.items():
        row = f"{min(taken) * 1e3:9.1f} {f'({statistics.median(taken) * 1e3:.1f})':>10}"
        print(f"  {name:44}{row}   {min(taken) / base:6.2f}")
    print()


# ---- memory -------------------------------------------------------------------------------------------------


def print_memory(paths: list[Path]) -> None:
    """Peak memory of the command on folders of two sizes, made of the same posts over and over."""
    print("peak memory of fraudnews jsonl FOLDER\n")
    for size in FOLDER_SIZES:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), paths, size)
            start = time.perf_counter()
            peak = peak_memory([sys.executable, "-m", "fraudnews", "jsonl", "-q", folder])
            taken = time.perf_counter() - start
        print(f"  {size:6,} posts {peak / 2**20:8.1f} MB {taken:8.2f} s {size / taken:8,.0f} posts/s")


def fill(folder: Path, paths: Iterable[Path], size: int) -> None:
    sources = list(paths)
    for number in range(size):
        source = sources[number % len(sources)]
        shutil.copyfile(source, folder / f"{number:06}{source.suffix}")


def peak_memory(command: list[str]) -> int:
    """Peak resident bytes of a child and of it alone: each runs below its own parent."""
    watch = (
        "import resource, subprocess, sys; "
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode; "
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", watch, *command], capture_output=True, text=True, check=True)
    code, peak = map(int, done.stdout.split())
    if code not in (0, 3):
        sys.exit(f"{' '.join(command)} ended with {code}: {done.stderr}")
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
