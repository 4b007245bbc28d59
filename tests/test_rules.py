"""The built-in rules are well formed; a wrong rule file is told so; a user's word goes first."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import fraudnews
from fraudnews import Options, clean, render
from fraudnews.errors import RuleError
from fraudnews.proof import prove
from fraudnews.reasons import find_reasons
from fraudnews.rulefiles import rule_files, rules_digest
from fraudnews.rules import RuleFile, read_built_in, read_rule_file, read_site
from fraudnews.ruleset import rule_set

SITES = sorted((Path(fraudnews.__file__).parent / "sites").glob("*.toml"))
STORY = "<p>这是一个关于反诈的故事，一共三句话。</p>\n"
#: So much of it that no sample is a large part of the post, and the brake stays off.
LONG_STORY = STORY * 20


#: A built-in file as the reader of rules sees it, and as it is: each is read once.
_built_in = cache(read_rule_file)


@cache
def _tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_every_built_in_rule_file_passes_the_check(path: Path):
    file = _built_in(path)
    assert {name.partition("/")[0] for name in (rule.id for rule in file.rules)} <= {file.name}


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_what_a_built_in_file_says_of_its_site_stands_before_its_rules(path: Path):
    assert read_site(str(path)) == _built_in(path)._replace(rules=(), keeps=(), unlinks=())


def test_no_two_built_in_rules_share_an_id():
    names = [rule.id for path in SITES for rule in _built_in(path).rules]
    assert len(names) == len(set(names))
    assert {"common/not-advice", "common/qr-follow"} <= set(names)


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
@pytest.mark.parametrize("section", ["remove", "keep", "unlink"])
def test_every_rule_says_why(path: Path, section: str):
    assert [rule["id"] for rule in _tables(path).get(section, []) if not rule.get("why")] == []


REMOVE = '[[remove]]\nid = "x"\nkind = "qr"\nwhy = "for the test"\n'

#: What is in the file, and what is said about it; ``{path}`` is the file's path.
BAD_FILES = {
    "unknown key": (
        REMOVE + 'text = "扫码"\nremoove = ["<p>扫码</p>"]\n',
        "{path}:6: rule 'x': unknown key 'remoove': did you mean 'removes'?",
    ),
    "unknown key without a likeness": (
        '[site]\nname = "某某"\nzzz = 1\n',
        "{path}:3: [site]: unknown key 'zzz': one of author, hosts, image_hosts, name",
    ),
    **{
        f"the host {host}": (
            f'[site]\nname = "某某"\nhosts = ["{host}"]\n',
            (
                f"{{path}}:3: [site]: '{host}' is no host: write it as addresses have it, such as news.example.cn; "
                "example.cn stands for every host below it"
            ),
        )
        for host in ("https://news.example.cn/", "*.example.cn", "News.example.cn")
    },
    "unknown table": (
        '[[removes]]\nid = "x"\n',
        "{path}:1: the file: unknown key 'removes': did you mean 'remove'?",
    ),
    "unknown kind": (
        REMOVE.replace('"qr"', '"promotion"') + 'text = "扫码"\n',
        "{path}:3: rule 'x': unknown kind 'promotion': did you mean 'promo'?",
    ),
    "no kind": (
        REMOVE.replace('kind = "qr"\n', "") + 'text = "扫码"\n',
        (
            "{path}:1: rule 'x': it has no kind: "
            "one of editor, qr, promo, ad, disclaimer, related, share, widget, style, tracking"
        ),
    ),
    "unknown where": (
        REMOVE + 'text = "扫码"\nwhere = "top"\n',
        "{path}:6: rule 'x': unknown where 'top': one of end, edge, tail, anywhere, cover",
    ),
    "mistyped where": (
        REMOVE + 'text = "扫码"\nwhere = "anywere"\n',
        "{path}:6: rule 'x': unknown where 'anywere': did you mean 'anywhere'?",
    ),
    "look-around": (
        REMOVE + "text = '(?=扫码).*'\n",
        "{path}:5: rule 'x': text: invalid perl operator: (?=: patterns are RE2: no look-around, no back-references",
    ),
    "back-reference": (
        REMOVE + "text = '(.)\\1'\n",
        "{path}:5: rule 'x': text: invalid escape sequence: \\1: patterns are RE2: no look-around, no back-references",
    ),
    "unclosed bracket": (
        REMOVE + "image = '(qr'\n",
        "{path}:5: rule 'x': image: missing ): (qr: write it as RE2 reads it",
    ),
    "a keep rule's pattern": (
        '[[keep]]\nid = "y"\nwhy = "for the test"\ntext = \'*扫码\'\n',
        ("{path}:4: keep rule 'y': text: no argument for repetition operator: *: write it as RE2 reads it"),
    ),
    "bad selector": (
        REMOVE + 'css = "div[["\n',
        "{path}:5: rule 'x': css: 'div[[' is no selector: write it as in a style sheet",
    ),
    "a selector that fits any element": (
        REMOVE + 'css = ":not(.story)"\n',
        "{path}:5: rule 'x': css: ':not(.story)' fits any element: name an element, a class or an attribute",
    ),
    "no matcher": (
        REMOVE,
        "{path}:1: rule 'x': it needs exactly one of text, suffix, css, class, href, image, comment: write one in each rule",
    ),
    "two matchers": (
        REMOVE + 'text = "扫码"\ncss = ".qr"\n',
        "{path}:1: rule 'x': it needs exactly one of text, suffix, css, class, href, image, comment: write one in each rule",
    ),
    "a heading of elements": (
        REMOVE + 'class = "ad"\nsection = true\n',
        "{path}:6: rule 'x': section does nothing beside class: it is for text",
    ),
    "a place of a link": (
        REMOVE + "href = 'ad'\nwhere = \"tail\"\n",
        "{path}:6: rule 'x': where does nothing beside href: it is for text, suffix, image",
    ),
    "a cover of words": (
        REMOVE + 'text = "扫码"\nwhere = "cover"\n',
        "{path}:6: rule 'x': where does nothing beside text: it is for image",
    ),
    "no id": (
        REMOVE.replace('id = "x"\n', "") + 'text = "扫码"\n',
        "{path}:1: rule '?': it has no id: give it one: id = \"…\"",
    ),
    "text that is a number": (
        REMOVE + "text = 5\n",
        "{path}:5: rule 'x': text is not a pattern, or a list of them: write text = '…'",
    ),
    "an empty list of patterns": (
        REMOVE + "text = []\n",
        "{path}:5: rule 'x': text is not a pattern, or a list of them: write text = '…'",
    ),
    "one of several patterns that RE2 cannot read": (
        REMOVE + "text = ['扫码', '(?=关注)']\n",
        "{path}:5: rule 'x': text: invalid perl operator: (?=: patterns are RE2: no look-around, no back-references",
    ),
    "a keep rule without a pattern": (
        '[[keep]]\nid = "y"\nwhy = "for the test"\n',
        "{path}:1: keep rule 'y': it has no text: give it one: text = \"…\"",
    ),
    "not TOML": (
        "remove: no\n",
        "{path}: Expected '=' after a key in a key/value pair (at line 1, column 7): rule files are TOML in UTF-8, with patterns in single quotes",
    ),
    "a pattern in double quotes": (
        REMOVE + 'text = "扫码\\s?关注"\n',
        "{path}: Unescaped '\\' in a string (at line 5, column 13): rule files are TOML in UTF-8, with patterns in single quotes",
    ),
}


@pytest.mark.parametrize("text, message", BAD_FILES.values(), ids=BAD_FILES)
def test_a_wrong_rule_file_is_told_what_and_where(tmp_path: Path, text: str, message: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        read_rule_file(path)
    assert str(caught.value) == message.format(path=path)


@pytest.mark.parametrize(
    "text",
    [
        "site = 1\n",
        "remove = 1\n",
        "remove = [1]\n",
        '[site]\nname = "某某"\nauthor = "某某"\n',
        '[site]\nname = "某某"\nhosts = [1]\n',
        REMOVE + 'text = "扫码"\nmax_chars = "5"\n',
        REMOVE + 'text = "扫码"\ncertain = "yes"\n',
        REMOVE + 'text = "扫码"\nremoves = "<p>扫码</p>"\n',
        REMOVE + 'text = "扫码"\nkeeps = [1]\n',
        REMOVE.replace('"qr"', "5") + 'text = "扫码"\n',
        '[[unlink]]\nid = "u"\nwhy = "for the test"\ncss = 5\n',
        '[[unlink]]\nid = "u"\nwhy = "for the test"\n',
        REMOVE + 'text = ""\n',
        REMOVE + 'css = ""\n',
        REMOVE + 'text = "扫码"\n' + REMOVE + 'text = "掃碼"\n',
    ],
    ids=lambda text: text.replace(REMOVE, "").replace("\n", " ").strip() or "two rules with one id",
)
def test_a_value_of_the_wrong_kind_is_a_rule_error(tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError):
        read_rule_file(path)


def test_bytes_that_are_not_utf8_are_a_rule_error(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_bytes("# 扫码".encode("gb18030"))
    with pytest.raises(RuleError, match=r"mine\.toml: .* rule files are TOML in UTF-8"):
        read_rule_file(path)


@pytest.mark.parametrize(
    ("text", "problem"), [("a = " + "[" * 100_000, "nested too deep"), ("a = " + "9" * 5_000, "Exceeds the limit")]
)
def test_what_toml_cannot_hold_is_a_rule_error(tmp_path: Path, text: str, problem: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=rf"mine\.toml: {problem}.*: rule files are TOML in UTF-8"):
        read_rule_file(path)


def test_a_rule_file_as_windows_writes_it_says_the_same(tmp_path: Path):
    path = tmp_path / "mine.toml"
    text = REMOVE + 'text = "某某晚报都在看"\nremoves = ["<p>某某晚报都在看</p>"]\nkeeps = ["<p>他在看晚报。</p>"]\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (rule,) = read_rule_file(path).rules
    assert rule.id.startswith("mine/")
    assert [(reason.id, reason.line) for reason in find_reasons((str(path),))][-1] == (rule.id, 1)
    assert list(prove([path], (str(path),))) == []
    path.write_bytes(path.read_bytes().replace(b"kind", b"kimd"))
    with pytest.raises(RuleError, match=r"mine\.toml:\d: .*did you mean 'kind'"):
        read_rule_file(path)


def test_a_rule_file_that_cannot_be_read_is_a_rule_error(tmp_path: Path):
    with pytest.raises(RuleError, match=r"is a directory: check that it can be read$"):
        read_rule_file(tmp_path)


def test_a_rule_file_that_is_not_there_is_a_rule_error(tmp_path: Path):
    with pytest.raises(RuleError, match=r"there is no such rule file: check the path$"):
        clean(LONG_STORY, Options(rules=(str(tmp_path / "none.toml"),)))


def test_a_pipe_is_no_rule_file(tmp_path: Path):
    """It gives its rules once, and they are read more often: a sync asks what they are, then for them."""
    os.mkfifo(tmp_path / "pipe.toml")
    for place in (tmp_path / "pipe.toml", tmp_path):
        with pytest.raises(RuleError, match=r"pipe.toml: this is no file: write the rules to one"):
            clean(LONG_STORY, Options(rules=(str(place),)))
        with pytest.raises(RuleError, match=r"pipe.toml: this is no file: write the rules to one"):
            rules_digest((str(place),))


def test_a_device_by_another_name_is_no_rule_file(tmp_path: Path):
    (tmp_path / "endless.toml").symlink_to("/dev/zero")
    with pytest.raises(RuleError, match=r"endless.toml: this is no file: write the rules to one"):
        clean(LONG_STORY, Options(rules=(str(tmp_path),)))


def test_an_unknown_site_is_a_rule_error_that_names_its_neighbour():
    with pytest.raises(RuleError) as caught:
        clean(LONG_STORY, Options(site="finance.sina.com"))
    assert str(caught.value) == "no rules for site 'finance.sina.com': did you mean 'finance.sina.com.cn'?"


QR_LINE = "<p>扫码关注我们，获取更多资讯</p>"


def _user_file(folder: Path, text: str, name: str = "mine.toml") -> Options:
    path = folder / name
    path.write_text(text, "utf-8")
    return Options(rules=(str(path),))


def test_a_common_rule_removes_a_line_that_nobody_protects():
    assert [removal.rule for removal in clean(LONG_STORY + QR_LINE).removed] == ["common/qr-follow"]


def test_a_users_keep_rule_protects_a_line_that_a_common_rule_removes(tmp_path: Path):
    options = _user_file(tmp_path, "[[keep]]\nid = 'ours'\nwhy = 'our own line'\ntext = '扫码关注我们.*'\n")
    article = clean(LONG_STORY + QR_LINE, options)
    assert article.removed == ()
    assert render(article, "text").endswith("扫码关注我们，获取更多资讯\n")


def test_a_keep_rule_protects_only_the_whole_line(tmp_path: Path):
    options = _user_file(tmp_path, "[[keep]]\nid = 'ours'\nwhy = 'our own line'\ntext = '扫码关注我们'\n")
    assert [removal.rule for removal in clean(LONG_STORY + QR_LINE, options).removed] == ["common/qr-follow"]


def test_a_users_keep_rule_beats_a_users_remove_rule(tmp_path: Path):
    rules = (
        "[[remove]]\nid = 'out'\nkind = 'ad'\nwhy = 'for the test'\ntext = '.*某某牌.*'\n"
        "[[keep]]\nid = 'in'\nwhy = 'for the test'\ntext = '.*案.*'\n"
    )
    options = _user_file(tmp_path, rules)
    article = clean(LONG_STORY + "<p>某某牌案件</p><p>某某牌牛奶</p>", options)
    assert [(removal.rule, removal.kind, removal.text) for removal in article.removed] == [
        ("mine/out", "ad", "某某牌牛奶")
    ]


def test_a_users_site_file_speaks_only_for_its_site(tmp_path: Path):
    rules = "[site]\nname = '某某晚报'\n[[remove]]\nid = 'slogan'\nkind = 'promo'\nwhy = 'for the test'\ntext = '某某在手.*'\n"
    options = _user_file(tmp_path, rules, "news.example.cn.toml")
    body = LONG_STORY + "<p>某某在手，天下我有</p>"
    theirs = clean(f"---\nauthor: 别的报\n---\n{body}", options)
    ours = clean(f"---\nurl: https://news.example.cn/1.html\n---\n{body}", options)
    assert (theirs.site, theirs.removed) == (None, ())
    assert (ours.site, [removal.rule for removal in ours.removed]) == ("news.example.cn", ["news.example.cn/slogan"])


def test_a_rule_for_a_class_takes_what_is_too_long_for_another_that_knows_it(tmp_path: Path):
    options = _user_file(tmp_path, REMOVE + "class = 'city_qrcode'\nmax_chars = 600\n")
    body = f"{LONG_STORY}<div class='city_qrcode'><p>{'在对话框回复扫墓，可获取江岭的预约入口。' * 8}</p></div>"
    assert [removal.rule for removal in clean(body, options).removed] == ["mine/x"]


@pytest.mark.parametrize("role, pictures", [("", 1), ('role = "end"\n', 0)])
def test_a_users_rule_may_be_for_an_end_mark(tmp_path: Path, role: str, pictures: int):
    """Pictures behind an end mark are banners."""
    options = _user_file(tmp_path, REMOVE.replace("qr", "widget") + f"{role}text = '※某某晚报※'\n")
    body = f"{LONG_STORY}<p>※某某晚报※</p><p><img src='https://example.com/a/b.png'></p>"
    assert len(clean(body, options).images) == pictures


def test_a_folder_of_rule_files_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def closed(_folder: str):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", closed)
    with pytest.raises(RuleError, match="permission denied: check that it can be read"):
        rule_files((str(tmp_path),))


def test_a_copy_in_a_web_archive_is_of_the_site_that_it_copies(tmp_path: Path):
    options = _user_file(tmp_path, "[site]\nname = '某某晚报'\n", "news.example.cn.toml")
    address = "https://web.archive.org/web/20210712025900/https://www.news.example.cn/1.html"
    assert clean(f"---\nurl: {address}\n---\n{LONG_STORY}", options).site == "news.example.cn"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://img.example.cn/a.jpg", "news.example.cn"),
        ("//cdn1.img.example.cn/a.jpg", "news.example.cn"),
        ("https://proxy.example.com/?url=img.example.cn/a.jpg", "news.example.cn"),
        ("https://proxy.example.com/?w=9&url=https%3A%2F%2Fimg.example.cn%2Fa.jpg", "news.example.cn"),
        ("https://store.example.com/wanbao/a.jpg", "news.example.cn"),
        ("https://store.example.com/others/a.jpg", None),
        ("https://notimg.example.cn/a.jpg", None),
        ("https://img.example.cn.example.com/a.jpg", None),
    ],
)
def test_a_post_is_of_the_site_that_its_pictures_lie_on(tmp_path: Path, address: str, site: str | None):
    rules = "[site]\nname = '某某晚报'\nimage_hosts = ['img.example.cn', 'store.example.com/wanbao']\n"
    options = _user_file(tmp_path, rules, "news.example.cn.toml")
    assert clean(f"{LONG_STORY}<p><img src='{address}'></p>", options).site == site


def test_a_folder_of_rule_files_is_read_whole(tmp_path: Path):
    for name, word in (("a", "甲"), ("b", "乙")):
        _user_file(
            tmp_path,
            f"[[remove]]\nid = 'w'\nkind = 'ad'\nwhy = 'for the test'\ntext = '{word}牌牛奶'\n",
            f"{name}.toml",
        )
    article = clean(LONG_STORY + "<p>甲牌牛奶</p><p>乙牌牛奶</p>", Options(rules=(str(tmp_path),)))
    assert [removal.rule for removal in article.removed] == ["a/w", "b/w"]


@pytest.mark.parametrize(
    "css",
    [
        "p:not(.story)",
        ".box > p",
        "p:has(b, i)",
        ".box p:is(h6, p:not(.story, .text)), .none",
        '[title="a, (b"], .box p',
        "div:not(:has(.story)) > p",
    ],
)
def test_a_selector_may_nest_and_ask_for_an_element_without_attributes(tmp_path: Path, css: str):
    path = tmp_path / "mine.toml"
    path.write_text(REMOVE + f"css = '{css}'\n", "utf-8")
    article = clean(
        f"{LONG_STORY}<div class='box'><p><b>加群领红包</b></p></div>".replace("<p>这", "<p class='story'>这"),
        Options(rules=(str(path),)),
    )
    assert [removal.text for removal in article.removed] == ["加群领红包"]


@pytest.mark.parametrize("css", ["[class^='ad-']", "div > .ad-box", "span[class*='ad-']"])
def test_a_selector_removes_no_element_around_the_one_that_it_matches(tmp_path: Path, css: str):
    path = tmp_path / "mine.toml"
    path.write_text(REMOVE + f'css = "{css}"\nmax_chars = 12\n', "utf-8")
    box = "<div class='box'><img src='/a.jpg'><div><span class='ad-box'>加群领红包</span></div></div>"
    article = clean(LONG_STORY + box, Options(rules=(str(path),)))
    assert [removal.text for removal in article.removed] == ["加群领红包"]
    assert "/a.jpg" in render(article, "markdown")


def test_a_link_goes_by_its_address_unless_it_holds_more_than_the_rule_allows(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(REMOVE + "href = '/coupons?/'\nmax_chars = 6\n", "utf-8")
    links = "<a href='/coupon/1'>领红包</a><a href='/story/1'>再看看</a><a href='/coupon/2'>这是故事里的一句话</a><a>优惠</a>"
    article = clean(f"{LONG_STORY}<p>他点了：{links}。</p>", Options(rules=(str(path),)))
    assert [(removal.rule, removal.text) for removal in article.removed] == [("mine/x", "领红包")]


def test_the_bounds_of_a_pattern_hold(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text(REMOVE + "text = '扫码.{0,20}关注'\nwhere = 'anywhere'\n", "utf-8")

    def text(line: str) -> str:
        return render(clean(f"{LONG_STORY}<p>{line}</p>{STORY}", Options(rules=(str(path),))), "text")

    assert f"扫码{'一' * 20}关注" not in text(f"扫码{'一' * 20}关注")
    assert f"扫码{'一' * 21}关注" in text(f"扫码{'一' * 21}关注")


def test_a_pattern_may_be_a_list_of_which_each_is_enough(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text(REMOVE + "text = ['(?i)SCAN me', '扫码|识码', '关注']\n", "utf-8")
    lines = ["scan me", "扫码", "识码", "关注", "扫码识码", "SCAN"]
    options = Options(rules=(str(path),))
    kept = [line for line in lines if line in render(clean(f"{LONG_STORY}<p>{line}</p>", options), "text").split("\n")]
    assert kept == ["扫码识码", "SCAN"]


def test_what_is_left_out_of_the_packages_own_files_is_samples_alone():
    def bare(file: RuleFile) -> list[object]:
        return [
            *(rule._replace(removes=(), keeps=()) for rule in file.rules),
            *file.unlinks,
            *(k.text for k in file.keeps),
        ]

    for path in SITES:
        whole, quick = _built_in(path), read_built_in(str(path))
        assert bare(quick) == bare(whole)
        assert not any(rule.removes or rule.keeps for rule in quick.rules)


def test_the_packages_own_files_may_have_the_line_ends_of_windows(tmp_path: Path):
    path = tmp_path / "common.toml"
    path.write_bytes(
        '[[remove]]\nid = "甲"\nkind = "qr"\ntext = "扫码"\nremoves = [\n"扫码",\n]\n'
        '[[keep]]\nid = "乙"\ntext = "码"\n'.replace("\n", "\r\n").encode()
    )
    file = read_built_in(str(path))
    assert [rule.text for rule in (*file.rules, *file.keeps)] == [("扫码",), ("码",)]


def test_no_common_rule_has_to_look_at_every_element_with_a_class():
    assert "class" not in rule_set((), None, frozenset()).selectors.attributes  # that takes a twelfth of all time
