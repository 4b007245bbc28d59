"""Look for bytes that break a law: ``python tests/fuzz/fuzz.py TARGET [--seconds 60]``.

TARGET is parse, markup, core or archives. Needs the extra ``fuzz``, and PYTHONPATH to name the tree if the package is
not installed from it. Guided by coverage, from the posts of the tests; ends after its time with 0, or at the first
finding, which is then a file in tests/fuzz/cases/TARGET: give it a name, mend what it found, and keep it. The tests run
every case without the fuzzer.
"""

from __future__ import annotations

import argparse
import io
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import atheris

HERE = Path(__file__).parent
TESTS = HERE.parent
sys.path.insert(0, str(TESTS))  # for laws
with atheris.instrument_imports(include=["fraudnews", "markdown_it", "frontmatter"]):
    from targets import TARGETS

#: Bytes of the longest input, and seconds and megabytes that one may take.
LONGEST, SLOWEST, MEMORY = 8_192, 20, 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="a folder to go on from, and to keep what is interesting in")
    arguments = parser.parse_args()
    cases = HERE / "cases" / arguments.target
    cases.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fuzz(arguments.target, arguments.seconds, arguments.corpus, cases, Path(folder))


def fuzz(target: str, seconds: int, corpus: Path | None, cases: Path, folder: Path) -> None:
    """Leave the process: with 0 when the time is over, with 77 at a finding."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(seeds_for(target)):
        (seeds / str(number)).write_bytes(seed)
    tokens = folder / "tokens"
    words = (HERE / "tokens.txt").read_text("utf-8").split("\n")
    tokens.write_text("".join(f'"{escaped(word)}"\n' for word in words if word), "ascii")
    if corpus is not None:
        corpus.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEMORY}",
        f"-dict={tokens}",
        f"-artifact_prefix={cases}/",
    ]
    atheris.Setup([sys.argv[0], *options, *([str(corpus)] if corpus else []), str(seeds), str(cases)], TARGETS[target])
    atheris.Fuzz()


def escaped(word: str) -> str:
    """A word as a dictionary of libFuzzer has it."""
    return "".join(f"\\x{byte:02X}" for byte in word.encode())


def seeds_for(target: str) -> Iterator[bytes]:
    """Posts, or for ``archives`` small archives of posts."""
    posts = [path.read_bytes() for name in ("posts", "keep") for path in sorted((TESTS / name).glob("*.md"))]
    if target != "archives":
        yield from posts
        return
    for pair in zip(posts[:12:2], posts[1:12:2], strict=True):
        for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
            yield b"T" + tar_of(pair, form)
        yield b"z" + zip_of(pair)
    yield b'l{"title": "\xe8\xad\xa6", "content": "<p>\xe6\x96\xb9</p>"}\n\n{"content": null, "a": [1, 2.5, true]}\n'


def tar_of(posts: tuple[bytes, ...], form: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for number, data in enumerate(posts):
            info = tarfile.TarInfo(f"posts/{'字' * (number * 25 + 1)}.md")
            info.size = len(data[:600])
            archive.addfile(info, io.BytesIO(data[:600]))
    return out.getvalue()[: LONGEST - 1]


def zip_of(posts: tuple[bytes, ...]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(posts):
            archive.writestr(f"posts/{number}.md", data[:600])
    return out.getvalue()


if __name__ == "__main__":
    main()
