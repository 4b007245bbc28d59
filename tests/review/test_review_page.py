"""The page holds what posts say as data, runs one script, and loads nothing. No browser is needed here."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from fraudnews import Options, clean
from fraudnews.marks import Mark, MarkedPiece, find_faults, fingerprint


def _policy(page) -> dict[str, str]:
    (policy,) = [attributes["content"] for tag, attributes in page.elements if attributes.get("http-equiv") is not None]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_the_policy_allows_this_style_and_this_script_alone(archive: Path, page_of):
    page = page_of(archive)
    policy = _policy(page)
    assert policy["default-src"] == "'none'"
    assert set(policy) == {
        "default-src", "style-src", "script-src", "base-uri", "form-action", "require-trusted-types-for",
        "trusted-types",
    }  # fmt: skip
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.source, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert policy[f"{tag}-src"] == f"'sha256-{digest}'"


def test_the_policy_comes_before_all_that_it_is_for(archive: Path, page_of):
    tags = [tag for tag, attributes in page_of(archive).elements]
    assert tags[:4] == ["html", "head", "meta", "meta"]


def test_nothing_is_loaded_and_no_markup_has_style_or_handlers(archive: Path, page_of):
    for tag, attributes in page_of(archive).elements:
        assert tag not in {"img", "iframe", "object", "embed", "link", "base", "form", "video", "audio", "source"}
        assert not {"src", "srcset", "style", "action", "background"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")


def test_hostile_posts_add_no_element(archive: Path, page_of, tmp_path: Path):
    tame = tmp_path / "tame"
    tame.mkdir()
    for path in archive.iterdir():
        (tame / path.name).write_text((archive / "0.md").read_text("utf-8") + f"<p>{path.stem}</p>", "utf-8")
    count = len([tag for tag, _ in page_of(tame).elements if tag == "script"])
    assert len([tag for tag, _ in page_of(archive).elements if tag == "script"]) == count == 1 + 1 + 8


def test_nothing_in_a_block_of_data_can_end_it(archive: Path, page_of):
    page = page_of(archive)
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*)</script>', page.source)
    assert len(blocks) == 9
    for block in blocks:
        assert not set("<\u2028\u2029") & set(block)


def test_what_posts_say_comes_back_whole(archive: Path, page_of):
    texts = [piece["text"] for post in page_of(archive).posts for piece in post["pieces"]]
    assert "</script><script>document.title = 'run'</script>" in texts
    assert "<!--<script>" in texts
    assert any("\u202e" in text for text in texts)


def test_the_head_of_the_page_is_inert_too(tmp_path: Path, page_of):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "<img src=x>.md").write_text("", "utf-8")
    post = "---\nauthor: '<script>1</script>'\n---\n<p>警方昨日通报了这起案件。</p>\n"
    (folder / "b.md").write_text(post, "utf-8")
    page = page_of(folder)
    assert "img" not in [tag for tag, _ in page.elements]
    assert ("th", "<script>1</script>") in page.texts
    assert ("b", str(folder / "<img src=x>.md")) in page.texts


def test_a_removed_piece_has_its_kind_its_rule_and_the_reason(archive: Path, page_of):
    page = page_of(archive)
    (piece,) = [piece for piece in page.posts[0]["pieces"] if "rule" in piece]
    assert (piece["text"], piece["kind"]) == ("责任编辑：杨小树", "editor")
    reason = page.block("about")["rules"][piece["rule"]]
    assert reason["why"]
    assert re.fullmatch(r"fraudnews/[\w./]+(:\d+)?", reason["place"])


def test_pictures_and_links_are_addresses_only(archive: Path, page_of):
    (post,) = [post for post in page_of(archive).posts if post["title"] == "案件1"]
    images = [src for piece in post["pieces"] for src in piece.get("images", ())]
    assert "https://e.example/a.jpg" in images


def test_the_result_in_the_page_is_what_check_compares_with(archive: Path, page_of):
    results = {post["id"]: post["result"] for post in page_of(archive).posts}
    articles = [clean(path.read_bytes()) for path in archive.iterdir()]
    assert results == {article.id: fingerprint(article) for article in articles}


def test_a_post_of_which_nothing_is_left_is_shown_as_removed(tmp_path: Path, page_of):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "a.md").write_text("<div class='all'><p>第一段。</p><p>第二段。</p></div>", "utf-8")
    (folder / "b.md").write_text("", "utf-8")
    rule = tmp_path / "mine.toml"
    rule.write_text("[[remove]]\nid = 'r'\nkind = 'promo'\nwhy = 'a test'\ncss = 'div.all'\n", "utf-8")
    (post,) = page_of(folder, options=Options(rules=(str(rule),))).posts
    assert [piece["rule"] for piece in post["pieces"]] == ["mine/r"]
    assert (post["share"], post["result"], post["codes"]) == (1, "none", ["FN002"])


def test_every_figure_is_there_as_text(archive: Path, page_of):
    page = page_of(archive)
    text = re.sub(r"\s+", " ", " ".join(text for _, text in page.texts))
    for figure in ("Posts 8 8 in the sample", "2022-01 1", "news.example.cn 8", "Removed, by kind"):
        assert figure in text
    for tag, attributes in page.elements:
        assert tag != "svg" or attributes.get("aria-hidden") == "true" or attributes.get("aria-label")


@pytest.mark.parametrize(
    "dates, head, labels",
    [
        (("2022-11-05", "2023-02-05"), "Posts by month", ["2022-11", "2023-02"]),
        (("1970-01-01", "2023-02-05"), "Posts by year", ["1970", "2023"]),
        (("0012-03-05",), "Posts by month", ["0012-03"]),
    ],
)
def test_posts_stand_by_month_or_by_year(tmp_path: Path, page_of, dates: tuple[str, ...], head: str, labels: list[str]):
    folder = tmp_path / "a"
    folder.mkdir()
    for number, day in enumerate(dates):
        (folder / f"{number}.md").write_text(f"---\ndate: {day}\n---\n<p>警方昨日通报了这起案件。</p>\n", "utf-8")
    page = page_of(folder)
    section = page.source.split(f"<h3>{head}</h3>")[1].split("</section>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th><td>1</td>', section) == labels
    assert section.count("<rect") == {"2022-11": 4}.get(labels[0], len(labels))


def test_the_same_posts_give_the_same_bytes(archive: Path, page_of):
    assert page_of(archive).source == page_of(archive).source


@pytest.mark.parametrize("folder", ["empty", "unreadable"])
def test_an_archive_without_a_post_to_see_has_a_page(tmp_path: Path, page_of, folder: str):
    place = tmp_path / folder
    place.mkdir()
    if folder == "unreadable":
        (place / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page = page_of(place)
    assert page.posts == []
    assert "Posts by month" in page.source


def test_each_piece_that_can_be_marked_is_found_again(page_of):
    folder = Path(__file__).parent.parent / "posts"
    articles = {article.id: article for path in folder.glob("*.md") for article in (clean(path.read_bytes()),)}
    pieces = 0
    for post in page_of(folder).posts:
        for piece in post["pieces"]:
            text = piece["text"] if piece["text"].strip() else " ".join(piece.get("images", ()))
            if not text or set(text) == {"―"}:
                continue
            marked = MarkedPiece(text, "stay" if "rule" in piece else "go", piece.get("rule"))
            mark = Mark(post["id"], post["path"], "wrong", "", post["result"], (marked,))
            faults = list(find_faults({post["id"]: mark}, post["id"], articles[post["id"]]))
            assert [fault.code for fault in faults] == ["FN060"], (post["path"], piece)
            pieces += 1
    assert pieces > 300
