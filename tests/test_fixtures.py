"""Made-up posts in the real markup: what must stay (keep), what must go (posts), and the exact output (golden).

A new or changed golden pair: ``python tests/test_fixtures.py --write``, then read ``git diff tests/golden``.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from fraudnews import Article, clean, render

HERE = Path(__file__).parent
KEEP = sorted((HERE / "keep").glob("*.md"))
POSTS = sorted((HERE / "posts").glob("*.md"))
GOLDEN = HERE / "golden"
FORMATS = {".md": "markdown", ".txt": "text"}

#: The text of a removal is what a reader would have seen: of a style sheet or a script that is nothing.
UNSEEN = {"style", "tracking"}
#: A QR code promotes, and what promotes may hold a QR code: either word is right.
ALIKE = {"qr", "promo"}

_HEADER = re.compile(r"\s*---\n.*?\n---\n", re.DOTALL)


def _fold(text: str) -> str:
    """``text`` without any blanks: what a reader sees, however lines are broken."""
    return "".join(text.split())


def _lines_of_input(post: str) -> list[str]:
    """Every line of a body that a browser would show, read without the code under test."""
    body = _HEADER.sub("", post, count=1)
    if not re.search(r"<(?:p|div|br)\b", body):
        body = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    body = re.sub(r"<br\s*/?>|</(?:p|div|li|td|th|h\d|figcaption|blockquote)>", "\\g<0>\n", body)
    return [line for line in LexborHTMLParser(body).body.text(deep=True).splitlines() if line.strip()]


def _pictures_of_input(post: str) -> list[str]:
    body = _HEADER.sub("", post, count=1)
    return [node.attributes["src"] for node in LexborHTMLParser(body).css("img[src]")]


def _names(paths: list[Path]) -> dict[str, Any]:
    return {"argvalues": paths, "ids": [path.stem for path in paths]}


# ---- keep: stories that speak of what we remove ----------------------------------------------------------------


def test_there_are_at_least_forty_stories_to_keep():
    assert len(KEEP) >= 40


def test_nothing_but_posts_is_in_the_keep_folder():
    assert [path.name for path in (HERE / "keep").iterdir() if path.suffix != ".md"] == []


@pytest.mark.parametrize("path", **_names(KEEP))
def test_nothing_of_a_story_to_keep_is_removed(path: Path):
    removed = clean(path.read_bytes()).removed
    assert [(item.rule, item.text, item.images) for item in removed if item.text or item.images] == []


@pytest.mark.parametrize("path", **_names(KEEP))
def test_every_line_of_a_story_to_keep_is_in_the_text(path: Path):
    text = _fold(render(clean(path.read_bytes()), "text"))
    assert [line for line in _lines_of_input(path.read_text("utf-8")) if _fold(line) not in text] == []


@pytest.mark.parametrize("path", **_names(KEEP))
def test_every_picture_of_a_story_to_keep_is_in_the_record(path: Path):
    pictures = {picture.src for picture in clean(path.read_bytes()).images}
    assert [src for src in _pictures_of_input(path.read_text("utf-8")) if src not in pictures] == []


# ---- posts: what must go, what must stay, and what the record says ------------------------------------------------


def _expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_there_are_at_least_thirty_posts():
    assert len(POSTS) >= 30


def test_every_post_has_its_partner_and_every_partner_its_post():
    names = {path.name for path in (HERE / "posts").iterdir()}
    assert names == {path.stem + suffix for path in POSTS for suffix in (".md", ".json")}


@pytest.mark.parametrize("path", **_names(POSTS))
def test_the_metadata_of_a_post_is_right(path: Path):
    expected = _expected(path)
    meta = clean(path.read_bytes()).meta
    date = datetime.fromisoformat(expected["date"]) if expected["date"] else None
    assert (list(meta.editor), " ".join(meta.title.split()), meta.date, meta.cover is not None) == (
        expected["editor"],
        " ".join(expected["title"].split()),
        date,
        expected["cover"],
    )


@pytest.mark.parametrize("path", **_names(POSTS))
def test_boilerplate_of_a_post_is_gone_and_on_record(path: Path):
    expected = _expected(path)
    article = clean(path.read_bytes())
    text = _fold(render(article, "text"))
    on_record = "".join(_fold(item.text) for item in article.removed)
    seen = [piece for piece, kind in zip(expected["removed"], expected["kinds"], strict=True) if kind not in UNSEEN]
    assert [piece for piece in expected["removed"] if _fold(piece) in text] == []
    assert [piece for piece in seen if _fold(piece) not in on_record] == []
    assert len(seen) == len(expected["removed"]) or UNSEEN & {item.kind.value for item in article.removed}
    assert [piece for piece in expected.get("must_not", ()) if _fold(piece) in text] == []


@pytest.mark.parametrize("path", **_names(POSTS))
def test_boilerplate_of_a_post_is_of_the_right_kind(path: Path):
    expected = _expected(path)
    removed = [item for item in clean(path.read_bytes()).removed if item.rule != "markup/hidden"]
    wrong = []
    for piece, kind in zip(expected["removed"], expected["kinds"], strict=True):
        kinds = {item.kind.value for item in removed if _fold(piece) in _fold(item.text)}
        right = ALIKE if kind in ALIKE else {kind}
        if kinds and not kinds & right:
            wrong.append((piece, kind, kinds))
    assert wrong == []


@pytest.mark.parametrize("path", **_names(POSTS))
def test_the_story_of_a_post_is_kept(path: Path):
    text = _fold(render(clean(path.read_bytes()), "text"))
    assert [piece for piece in _expected(path)["kept"] if _fold(piece) not in text] == []


# ---- golden: the exact output ------------------------------------------------------------------------------------


def _golden(article: Article) -> dict[str, str]:
    return {suffix: render(article, to) for suffix, to in FORMATS.items()}


def test_every_golden_file_has_its_post_and_every_post_its_golden_files():
    names = {path.name for path in GOLDEN.iterdir()}
    assert names == {path.stem + suffix for path in POSTS for suffix in FORMATS}


@pytest.mark.parametrize("path", **_names(POSTS))
def test_output_is_golden(path: Path):
    for suffix, output in _golden(clean(path.read_bytes())).items():
        assert output == (GOLDEN / f"{path.stem}{suffix}").read_text("utf-8")


def _write() -> None:
    """Write every golden file anew, and take away those whose post is gone."""
    GOLDEN.mkdir(exist_ok=True)
    for stray in {*GOLDEN.iterdir()} - {GOLDEN / (path.stem + suffix) for path in POSTS for suffix in FORMATS}:
        stray.unlink()
    for path in POSTS:
        for suffix, output in _golden(clean(path.read_bytes())).items():
            (GOLDEN / f"{path.stem}{suffix}").write_text(output, "utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_fixtures.py --write")
    _write()
