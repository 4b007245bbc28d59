"""The page in a real Chromium: keys, marks, what is shown, and what is not run."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fraudnews import clean
from fraudnews.marks import find_faults, read_marks

#: A generous guard: nothing here is measured.
PATIENCE = 30


def _chromium() -> tuple[str, str]:
    """The browser and its driver, as Debian's packages chromium and chromium-driver install them."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no browser: apt-get install chromium chromium-driver")
    return browser, driver


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One headless browser for all tests, which downloads without asking."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium: pip install selenium")
    browser, driver = _chromium()
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    profile = tmp_path_factory.mktemp("profile")
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", f"user-data-dir={profile}"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    yield started
    started.quit()


@pytest.fixture
def shown(chromium: Any, archive: Path, page_of: Callable[..., Any], tmp_path: Path) -> Any:
    """The browser with the page of the archive, 1,300 by 900 pixels, light; marks of other tests are gone."""
    path = tmp_path / "review.html"
    path.write_bytes(page_of(archive).source.encode())
    _look(chromium, 1300, "light")
    chromium.get(path.as_uri())
    chromium.execute_script("localStorage.clear()")
    chromium.get_log("browser")
    chromium.get_log("performance")
    chromium.get(path.as_uri())
    return chromium


def _look(browser: Any, width: int, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 800},
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]
        },
    )


def _press(browser: Any, keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(keys).perform()


def _reload(browser: Any) -> None:
    """Loads the page anew; a driver may come back while the old one still stands."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.ui import WebDriverWait

    browser.execute_script("window.old = true")
    browser.refresh()
    script = "return !window.old && document.readyState === 'complete'"
    waiting = WebDriverWait(browser, PATIENCE, ignored_exceptions=[WebDriverException])  # asked in between the two
    waiting.until(lambda _: browser.execute_script(script))


def _text(browser: Any, element: str) -> str:
    return str(browser.find_element("id", element).text)


def _css(browser: Any, selector: str, name: str) -> str:
    return str(browser.find_element("css selector", selector).value_of_css_property(name))


def _downloaded(browser: Any, folder: Path) -> Path:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    _press(browser, "d")
    path = folder / "marks.json"
    WebDriverWait(browser, PATIENCE).until(lambda _: path.exists() and path.stat().st_size)
    return path


def _ids(browser: Any) -> list[str]:
    return [
        post["id"] for post in json.loads(browser.find_element("id", "about").get_attribute("textContent"))["posts"]
    ]


def test_no_post_runs_anything_and_nothing_is_loaded(shown: Any):
    for number in range(8):
        assert _text(shown, "position") == f"{number + 1} of 8"
        assert shown.find_elements("css selector", "#post img, #post script, #post iframe") == []
        for link in shown.find_elements("css selector", "#post a"):
            assert link.get_attribute("href").startswith(("http://", "https://"))
            assert "noopener" in link.get_attribute("rel")
        _press(shown, "n")
    assert shown.title == "Review of archive"
    assert shown.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in shown.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith("file:")} == set()


def test_the_policy_stops_what_would_come_in(shown: Any):
    refused = shown.execute_script(
        """
        const refused = [];
        try { document.body.innerHTML = "<p>x</p>"; } catch (error) { refused.push("markup"); }
        document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
        const image = document.createElement("img");
        image.src = "https://e.example/a.jpg";
        document.body.append(image);
        return new Promise((done) => {
          const look = () => (refused.length < 3 ? setTimeout(look, 10) : done(refused));
          look();
        });
        """
    )
    assert refused == ["markup", "require-trusted-types-for", "img-src"]


def test_what_is_invisible_is_shown_by_its_number(shown: Any):
    pieces = ""
    for _ in range(8):
        pieces += _text(shown, "pieces")
        _press(shown, "n")
    for shown_as in ("好U+202Eexe.drawrofU+202C人", "<!--<script>", "</script><script>document.title = 'run'"):
        assert shown_as in pieces


def test_original_and_result_stand_side_by_side_with_the_reason(shown: Any):
    gone = shown.find_element("css selector", ".piece.gone")
    was, is_ = (gone.find_element("css selector", name) for name in (".was", ".is"))
    assert was.text == "责任编辑：杨小树"
    assert "line-through" in was.value_of_css_property("text-decoration")
    assert is_.text.startswith("editor common/credits\n")
    assert was.rect["y"] == is_.rect["y"]
    assert was.rect["x"] + was.rect["width"] <= is_.rect["x"]


def test_keys_go_on_and_back_and_stop_at_the_ends(shown: Any):
    from selenium.webdriver.common.keys import Keys

    for keys, position in (("p", 1), ("n", 2), (Keys.ARROW_RIGHT, 3), ("p", 2), (Keys.ARROW_LEFT, 1), ("n" * 9, 8)):
        _press(shown, keys)
        assert _text(shown, "position") == f"{position} of 8"
    assert _text(shown, "message") == "That was the last post."


def test_a_key_at_the_figures_brings_the_post_into_view(shown: Any):
    shown.execute_script("scrollTo(0, 0)")
    _press(shown, "n")
    top, height = shown.execute_script(
        "return [document.getElementById('review').getBoundingClientRect().top, innerHeight]"
    )
    assert 0 <= top < height / 2


def test_marks_are_downloaded_and_mean_what_was_seen(shown: Any, archive: Path, tmp_path: Path):
    ids = _ids(shown)
    _press(shown, "r")  # the first is right, and on to the second
    assert _text(shown, "position") == "2 of 8"
    _press(shown, "jjjjjx")  # its fifth piece, the editor, should stay
    _press(shown, "m")
    _press(shown, "她是记者")
    shown.find_element("id", "note").send_keys("\ue00c")
    _press(shown, "njx")  # the first piece of the third should go
    _press(shown, "nw")
    marks = read_marks(str(_downloaded(shown, tmp_path)))
    assert list(marks) == ids[:4]
    first, second, third, fourth = marks.values()
    assert (first.verdict, second.verdict, third.verdict, fourth.verdict) == ("right", "wrong", "wrong", "wrong")
    assert [(piece.text, piece.should, piece.rule) for piece in second.pieces] == [
        ("责任编辑：杨小树", "stay", "common/credits")
    ]
    assert second.note == "她是记者"
    assert third.pieces[0].text == "3月5日，江岭警方通报了一起案件，受害人共有三名。"
    assert (third.pieces[0].should, third.pieces[0].rule) == ("go", None)
    articles = {article.id: article for article in (clean(path.read_bytes()) for path in archive.iterdir())}
    said = [fault.message for post in ids for fault in find_faults(marks, post, articles[post])]
    assert said == [
        "still removed by common/credits: 责任编辑：杨小树 (她是记者)",
        "still there: 3月5日，江岭警方通报了一起案件，受害人共有三名。",
        "marked wrong",
    ]
    assert Path(marks[ids[0]].path).parent == archive


def test_marks_survive_a_reload_and_can_be_taken_back(shown: Any):
    _press(shown, "wn")
    _reload(shown)
    assert shown.find_element("id", "wrong").get_attribute("aria-pressed") == "true"
    assert "1 judged, 1 wrong" in _text(shown, "tally")
    _press(shown, "u")
    _reload(shown)
    assert shown.find_element("id", "wrong").get_attribute("aria-pressed") == "false"


def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(
    shown: Any, archive: Path, page_of: Callable[..., Any]
):
    data = base64.b64encode(page_of(archive).source.encode()).decode()
    shown.get(f"data:text/html;base64,{data}")
    _press(shown, "w")
    _wait_for(shown, "message", "This browser keeps no marks for this page: download them before you close it.")
    _press(shown, "r")  # right, and on: the message stays, as nothing newer is to be said
    assert _text(shown, "position") == "2 of 8"
    assert "1 judged, 0 wrong" in _text(shown, "tally")
    _wait_for(shown, "message", "This browser keeps no marks for this page: download them before you close it.")


def test_a_file_of_marks_is_loaded_and_one_that_is_none_is_refused(shown: Any, tmp_path: Path):
    ids = _ids(shown)
    elsewhere = {"id": "f" * 64, "path": "x.md", "verdict": "right", "note": "", "result": "none", "pieces": []}
    posts = [{**elsewhere, "id": ids[0], "verdict": "wrong", "note": "<b>看</b>"}, elsewhere]
    (tmp_path / "m.json").write_text(json.dumps({"format": "fraudnews-marks", "version": 1, "posts": posts}), "utf-8")
    shown.find_element("id", "load").send_keys(str(tmp_path / "m.json"))
    _wait_for(shown, "message", "Marks of 2 posts loaded; 1 of the posts here are marked.")
    assert shown.find_element("id", "note").get_attribute("value") == "<b>看</b>"
    assert shown.find_element("id", "stale").is_displayed()  # its result was "none"
    assert list(read_marks(str(_downloaded(shown, tmp_path)))) == [ids[0], "f" * 64]
    (tmp_path / "none.json").write_text("[1]", "utf-8")
    shown.find_element("id", "load").send_keys(str(tmp_path / "none.json"))
    _wait_for(shown, "message", "none.json is no file of marks.")


def _wait_for(browser: Any, element: str, text: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, PATIENCE).until(lambda _: _text(browser, element) == text)


def test_buttons_do_what_keys_do(shown: Any):
    for button, position in (("next", 2), ("previous", 1), ("right", 2)):
        shown.find_element("id", button).click()
        assert _text(shown, "position") == f"{position} of 8"
    shown.find_element("id", "wrong").click()
    assert "2 judged, 1 wrong" in _text(shown, "tally")
    shown.find_element("css selector", ".gone .mark").click()
    assert "marked" in shown.find_element("css selector", ".gone").get_attribute("class")
    shown.find_element("id", "help").click()
    assert "next post" in _text(shown, "keys")
    shown.find_element("css selector", "#list li:nth-child(5) button").click()
    assert _text(shown, "position") == "5 of 8"


def test_the_list_shows_what_is_asked_for(shown: Any):
    from selenium.webdriver.support.ui import Select

    _press(shown, "rwn")
    choice = Select(shown.find_element("id", "filter"))
    for value, count in (("all", 8), ("wrong", 1), ("right", 1), ("open", 6), ("removed", 8)):
        choice.select_by_value(value)
        rows = shown.find_elements("css selector", "#list li")
        assert len([row for row in rows if row.is_displayed()]) == count


def test_typing_a_note_is_no_key(shown: Any):
    note = shown.find_element("id", "note")
    note.click()
    note.send_keys("nwrd?")
    assert note.get_attribute("value") == "nwrd?"
    assert _text(shown, "position") == "1 of 8"


@pytest.mark.parametrize("width", [1300, 390, 320])
def test_no_width_needs_scrolling_sideways(shown: Any, width: int):
    _look(shown, width, "light")
    for _ in range(8):
        wide = shown.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width
        _press(shown, "n")


def test_a_phone_has_one_column_and_the_buttons_in_reach(shown: Any):
    _look(shown, 390, "light")
    gone = shown.find_element("css selector", ".piece.gone")
    was, is_ = (gone.find_element("css selector", name).rect for name in (".was", ".is"))
    assert was["x"] == is_["x"]
    assert was["y"] + was["height"] <= is_["y"]
    kept = shown.find_element("css selector", ".piece:not(.gone)")
    assert not kept.find_element("css selector", ".was").is_displayed()
    assert _css(shown, "#bar", "position") == "fixed"
    for button in ("previous", "next", "right", "wrong"):
        assert shown.find_element("id", button).rect["height"] >= 44


def _brightness(colour: str) -> float:
    """The relative luminance of ``rgb(…)`` by WCAG 2, 0 to 1."""
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(shown: Any, scheme: str):
    _look(shown, 1300, scheme)
    paper = _brightness(_css(shown, "#post", "background-color"))
    assert (paper > 0.5) == (scheme == "light")
    for selector, behind in (
        (".is[lang]", "#post"), (".was", "#post"), (".gone .was", ".gone"), (".gone .why", ".gone"), ("#meta dt", "#post"),
        ("#tally", "body"), ("#right", "#right"), (".tile small", ".tiles"), (".kind", ".kind"),
    ):  # fmt: skip
        text = _brightness(_css(shown, selector, "color"))
        ground = _brightness(_css(shown, behind, "background-color"))
        assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 4.5, selector


def test_two_thousand_posts_are_there_and_few_elements(
    chromium: Any, page_of: Callable[..., Any], archive: Path, tmp_path: Path
):
    folder = tmp_path / "many"
    folder.mkdir()
    post = (archive / "0.md").read_text("utf-8")
    for number in range(2_000):
        (folder / f"{number}.md").write_text(post.replace("案件仍在侦办", f"第{number}起案件仍在侦办"), "utf-8")
    path = tmp_path / "many.html"
    path.write_bytes(page_of(folder, 2_000).source.encode())
    chromium.get(path.as_uri())
    assert _text(chromium, "position") == "1 of 2,000"
    assert len(chromium.find_elements("css selector", "#list li")) == 2_000
    assert chromium.execute_script("return document.querySelectorAll('#post *').length") < 100
    _press(chromium, "nnn")
    assert _text(chromium, "position") == "4 of 2,000"
    _press(chromium, "n" * 40)
    row, frame = (chromium.find_element("css selector", name).rect for name in ("#list [aria-current]", "#list"))
    assert frame["y"] <= row["y"] <= row["y"] + row["height"] <= frame["y"] + frame["height"]
