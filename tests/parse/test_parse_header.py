"""The front matter, however broken: titles, keys, marks, tricks, and the body behind it."""

from __future__ import annotations

import time
from datetime import UTC
from itertools import pairwise
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fraudnews.errors import EmptyError, FraudnewsError
from fraudnews.model import Post
from fraudnews.parse import parse
from fraudnews.parse.header import Header, read_header

BODY = "<p>　　警方提醒：不要扫描陌生二维码。</p>\n"
DATE = "date: Sat, 05 Mar 2022 13:05:16 GMT"


def read(text: str | bytes) -> Post:
    return parse(text, None, UTC)


def header(*lines: str) -> Header:
    return read_header("---\n" + "\n".join(lines) + f"\n{DATE}\ntags:\n - 甲\n - 乙\n---\n{BODY}")


@pytest.mark.parametrize("quotes", range(1, 13))
@pytest.mark.parametrize("mark", ['"', "'"])
@pytest.mark.parametrize("inner", ["第11集", "甲: 乙 #丙"])
def test_a_title_in_up_to_a_dozen_quotes_loses_them_all(quotes: int, mark: str, inner: str) -> None:
    found = header(f"title: {mark * quotes}{inner}{mark * quotes}")
    assert (found.values["title"], found.values["tags"], found.body) == (inner, ["甲", "乙"], BODY)
    assert bool(found.warnings) == (quotes > 1)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"""""""\'第11集\'"""""""', "第11集"),
        ("警方: 不要扫码", "警方: 不要扫码"),
        ("a: b: c", "a: b: c"),
        ("结尾有冒号:", "结尾有冒号:"),
        ("降价 #反诈# 行动", "降价 #反诈# 行动"),
        ("降价 # 反诈", "降价 # 反诈"),
        ("#反诈#", "#反诈#"),
        ("#反诈# 行动 #二#", "#反诈# 行动 #二#"),
        ("@某人", "@某人"),
        ("&某人", "&某人"),
        ("&a 某人", "&a 某人"),
        ("*重磅*", "*重磅*"),
        ("!重磅", "!重磅"),
        ("!important 消息", "!important 消息"),
        ("! 重磅", "! 重磅"),
        ("%5 上涨", "%5 上涨"),
        ("`code`", "`code`"),
        ("[快讯] 消息", "[快讯] 消息"),
        ("{a} b", "{a} b"),
        ("- 破折号", "- 破折号"),
        ("> 引", "> 引"),
        ("| 竖线", "| 竖线"),
        ('他说"你好"了', '他说"你好"了'),
        ('"他说"你好"了"', '他说"你好"了'),
        ("'it's'", "it's"),
        ('"反诈"行动', '"反诈"行动'),
        ('""反诈"行动的"背后""', '"反诈"行动的"背后"'),
        ("'\"反诈\"行动'", '"反诈"行动'),
        ("'it''s'", "it's"),
        ('"a\\"b"', 'a"b'),
        ("&#123;代码&#125;", "&#123;代码&#125;"),
        ("甲\t乙", "甲\t乙"),
        ('"第一行\n  第二行"', "第一行 第二行"),
        ("第一行\n  第二行", "第一行 第二行"),
        ("第一行\n第二行", "第一行 第二行"),
        (">-\n  第一行\n  第二行", "第一行 第二行"),
        ("|-\n  第一行\n\n  第二行", "第一行\n\n第二行"),
        ('""""""', ""),
    ],
)
def test_a_title_is_read_as_it_was_meant(written: str, title: str) -> None:
    found = header(f"title: {written}")
    assert ((found.values["title"] or ""), found.values["tags"], found.body) == (title, ["甲", "乙"], BODY)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("time: 12:30:45", "12:30:45"),
        ("code: 0123", "0123"),
        ("code: 0x1F", "0x1F"),
        ("code: 1_000", "1_000"),
        ("answer: no", "no"),
        ("answer: yes", "yes"),
        ("answer: false", False),
        ("when: 2022-03-05", "2022-03-05"),
        ("when: 2022-03-05 21:05:00", "2022-03-05 21:05:00"),
        ("when: !!timestamp 2022-03-05", "2022-03-05"),
        ("huge: 123456789012345678901234567890", "123456789012345678901234567890"),
        ("huge: " + "9" * 6_000, "9" * 6_000),
        ("number: 42", 42),
        ("number: -7", -7),
        ("number: '42'", "42"),
        ("number: 1.10", "1.10"),
        ("number: .nan", ".nan"),
        ("nothing:", None),
        ("nothing: ~", None),
        ("data: !!binary aGFsbG8=", "aGFsbG8="),
        ("run: !!python/object/apply:os.system [ls]", ["ls"]),
        ("nest: {a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
        ("nest:\n  a:\n    - 1\n    - b: c", {"a": [1, {"b": "c"}]}),
        ("nest: {[1, 2]: x, 3: y}", {"[1, 2]": "x", "3": "y"}),
        ("content: x", "x"),
        ("handler: x", "x"),
        ("2020: x", "x"),
        ("layout: post # the default", "post"),
        ("base: &x {a: 1}\nagain: *x", {"a": 1}),
    ],
)
def test_yaml_tricks_come_out_as_plain_values(line: str, value: object) -> None:
    found = header("title: 反诈", line)
    assert found.values[line.partition(":")[0]] == value
    assert not found.warnings or line.split(": ")[1][0] == "!"


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{key}: &{key} [{','.join([f'*{before}'] * 10)}]\n" for before, key in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
        "a: " + "[" * 200_000 + "\n",
        "a: " + "[" * 40_000 + "]" * 40_000 + "\n",
        "a:\n " + "- " * 200_000 + "x\n",
        "a:\n " + "? " * 200_000 + "x\n",
        "a: " + "{" * 100_000 + "\n",
        "".join(f"k{number}: v\n" for number in range(30_000)),
        "tags:\n" + " - x\n" * 100_000,
        "title: x\n" + "  y\n" * 100_000,
        "a: " + "'" * 300_000 + "\n",
        "a: '" + "''" * 100_000 + "\n",
        'a: "' + '\\"' * 100_000 + "\n",
        "a: b #" + " #" * 100_000 + "\n",
        " " * 200_000 + "\n",
        "\n" * 200_000,
        "a" * 500_000,
    ],
    ids=range(18),
)
@pytest.mark.parametrize("close", ["---\n", ""], ids=["closed", "unclosed"])
def test_a_bomb_ends_in_plain_json_within_a_second(head: str, close: str) -> None:
    start = time.process_time()
    try:
        post = read(f"---\ntitle: 反诈\n{head}{close}{BODY}")
    except FraudnewsError:
        return
    assert BODY.strip() in post.body
    assert len(orjson.dumps(post.meta.extra)) < 3_000_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "title", "body", "warning"),
    [
        (f"---\ntitle: 反诈\n---\n{BODY}", "反诈", BODY, ""),
        (f"\n\n---\ntitle: 反诈\n---\n{BODY}", "反诈", BODY, ""),
        (f"\ufeff---\ntitle: 反诈\n---\n{BODY}", "反诈", BODY, ""),
        (f"\n \ufeff\n---\ntitle: 反诈\n---\n{BODY}", "反诈", BODY, ""),
        (f"---  \ntitle: 反诈\n---\t\n{BODY}", "反诈", BODY, ""),
        (f"-----\ntitle: 反诈\n-----\n{BODY}", "反诈", BODY, ""),
        (f"---\ntitle: 反诈\n...\n{BODY}", "反诈", BODY, ""),
        (f"---\n\ntitle: 反诈\n\n{DATE}\n\n---\n{BODY}", "反诈", BODY, ""),
        (f"---\n# 注\ntitle: 反诈\n---\n{BODY}", "反诈", BODY, ""),
        (f"---\n---\n{BODY}", "", BODY, ""),
        (f"---\ntitle: 反诈\n{DATE}\n\n{BODY}", "反诈", BODY, "no --- after it"),
        (f"---\ntitle: 反诈\n{DATE}\n{BODY}", "反诈", BODY, "no --- after it"),
        (f"---\ntitle: 反诈\ntags:\n- 甲\n- 乙\n\n{BODY}", "反诈", BODY, "no --- after it"),
        (f"---\ntitle: 反诈\ntags:\n- 甲\n\n- 乙\n\n{BODY}", "反诈", f"- 乙\n\n{BODY}", "no --- after it"),
        (f"---\ntitle: 反诈\n\n报\ntags: 甲\n文\n{DATE}\n", "反诈", f"报\ntags: 甲\n文\n{DATE}\n", "no --- after it"),
        (f"---\ntitle: 反诈\n周报\n{DATE}\n\n{BODY}", "反诈 周报", BODY, "no --- after it"),
        (f"---\ntitle: 反诈\n<p>前文</p>\n{DATE}\n", "反诈", f"<p>前文</p>\n{DATE}\n", "no --- after it"),
        (f"---\ntitle: 反诈\n{'文' * 400}\n{DATE}\n", "反诈", f"{'文' * 400}\n{DATE}\n", "no --- after it"),
        (f"---\n甲: |\n  一\n\n  二\n---\n{BODY}", "", f"---\n甲: |\n  一\n\n  二\n---\n{BODY}", ""),
        (f"---\ntitle: 反诈\n{DATE}\n\n{BODY}\n---\n后文\n", "反诈", f"{BODY}\n---\n后文\n", "no --- after it"),
        (f"---\ntitle: 反诈\n{DATE}\n{BODY}---\n后文\n", "反诈", f"{BODY}---\n后文\n", "no --- after it"),
        (f"---\ntitle: 反诈\n\n\n周\n  \n报\ntags:\n - 甲\n{DATE}\n---\n{BODY}", "反诈 周 报", BODY, "line by line"),
        (f"---\ntitle: 反诈\n\n#甲\n\n乙: 丙\n\n报\ntags: 甲\n{DATE}\n---\n{BODY}", "反诈", BODY, "line by line"),
        (f"---\ntitle: 反诈\n\n前文\n{DATE}\n\n---\n后文\n", "反诈", f"前文\n{DATE}\n\n---\n后文\n", "no --- after it"),
        (f"---\ntags: 甲\n\n前文\ntitle: 反诈\n{DATE}\n", "", f"前文\ntitle: 反诈\n{DATE}\n", "no --- after it"),
        (f"title: 反诈\n{DATE}\n---\n{BODY}", "反诈", BODY, "no --- before it"),
        (f"+++\ntitle = '反诈'\ndate = 2022-03-05T13:05:16Z\n+++\n{BODY}", "反诈", BODY, ""),
        (f"+++\ntitle = '反诈'\nx = 0x{'F' * 5_000}\n+++\n{BODY}", "反诈", BODY, ""),
        (f"+++\ntitle = 反诈 = x\n+++\n{BODY}", "反诈 = x", BODY, "line by line"),
        (f"+++\ntitle = '反诈'\ntags = ['甲']\n\n{BODY}", "反诈", BODY, "no +++ after it"),
        (f"+++\n甲 = '反诈'\n\n{BODY}", "", f"+++\n甲 = '反诈'\n\n{BODY}", ""),
        (f"+++\n+++\n{BODY}", "", BODY, ""),
        (f"+++\n\n{BODY}", "", f"+++\n\n{BODY}", ""),
        (f"---\ntitle:反诈\ndate:2022-03-05\n---\n{BODY}", "反诈", BODY, "line by line"),
        (f"---\ntitle：反诈\n{DATE}\n---\n{BODY}", "反诈", BODY, "line by line"),
        (f"---\ntitle:\xa0反诈\ndate:\u3000 2022-03-05\n---\n{BODY}", "反诈", BODY, "line by line"),
        (f"---\n提示：别信\n---\n{BODY}", "", f"---\n提示：别信\n---\n{BODY}", ""),
        (f'{{"title": "反诈", "n": 1e999}}\n{BODY}', "反诈", BODY, ""),
        (f'{{\n  "title": "反诈"\n}}\n\n{BODY}', "反诈", BODY, ""),
        (f'{{"title": "反诈"}}\n;;;\n{BODY}', "反诈", BODY, ""),
        (f';;;\n{{"title": "反诈"}}\n;;;\n{BODY}', "反诈", BODY, ""),
        (f'"title": "反诈",\n"n": 1\n;;;\n{BODY}', "反诈", BODY, ""),
        (f';;;\n"title": "反诈"\n;;;\n{BODY}', "反诈", BODY, ""),
        (f'{{"title": "\\ud83d\\ude00反诈", "\\ud800": "\\udfff"}}\n{BODY}', "😀反诈", BODY, ""),
        (BODY, "", BODY, ""),
        ("# 标题\n\n正文\n", "", "# 标题\n\n正文\n", ""),
        (f"---\n\n{BODY}\n---\n\n后文\n", "", f"---\n\n{BODY}\n---\n\n后文\n", ""),
        ("---\n\n第一段。\n\n---\n第二段\n", "", "---\n\n第一段。\n\n---\n第二段\n", ""),
        ("---\n# 标题\n\n正文\n\n---\n后文\n", "", "---\n# 标题\n\n正文\n\n---\n后文\n", ""),
        ("---\n\nNote: be careful\n\nprose\n\n---\nmore\n", "", "---\n\nNote: be careful\n\nprose\n\n---\nmore\n", ""),
        ("---\n第一段。\n", "", "---\n第一段。\n", ""),
        (f"---\n第一段。\ntitle: 反诈\n---\n{BODY}", "", f"---\n第一段。\ntitle: 反诈\n---\n{BODY}", ""),
        (f"---\n# 标题\n---\n{BODY}", "", f"---\n# 标题\n---\n{BODY}", ""),
        (f"title: 反诈\n\n{BODY}", "", f"title: 反诈\n\n{BODY}", ""),
        (f"title: 反诈\n\n前文。\n---\n{BODY}", "", f"title: 反诈\n\n前文。\n---\n{BODY}", ""),
        (f"---\ntitle: 反诈\n---\n前文\n\n---\n\n{BODY}", "反诈", f"前文\n\n---\n\n{BODY}", ""),
        (f"---\ntitle: 反诈\n---\n---\n{BODY}", "反诈", f"---\n{BODY}", ""),
        ('{"code": 0} 是骗子发来的\n', "", '{"code": 0} 是骗子发来的\n', ""),
        ("{% raw %}\n正文\n", "", "{% raw %}\n正文\n", ""),
    ],
)
def test_the_header_ends_where_the_story_begins(text: str, title: str, body: str, warning: str) -> None:
    for source in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        post = read(source.encode())
        assert (post.meta.title, post.body.strip("\n")) == (title, body.strip("\n"))
        assert warning in " ".join(post.warnings)
        assert bool(post.warnings) == bool(warning)
    assert read(text).body == read(text.encode()).body


def test_the_last_of_two_equal_keys_counts_and_is_said() -> None:
    for line in ("title: 乙", "title: @乙"):
        found = header("title: 甲", line)
        assert found.values["title"] == line[7:]
        assert "front matter: 'title' stands more than once: the last is used" in found.warnings


def test_so_it_is_in_toml_and_json() -> None:
    said = "front matter: 'title' stands more than once: the last is used"
    for text in ("+++\ntitle = '甲'\ntitle = '乙'\n+++\n", '{"title": "甲", "title": "乙"}\n'):
        post = read(text + BODY)
        assert (post.meta.title, post.warnings[-1]) == ("乙", said)


def test_a_number_without_end_is_said_in_words_for_people() -> None:
    (warning,) = read(f"+++\ntitle = '反诈'\nx = {'9' * 5_000}\n+++\n{BODY}").warnings
    assert warning == "front matter: read line by line: a number of more digits than any may have"
    (warning,) = read(f"+++\ntitle = '反诈'\nx = {'[' * 150}{']' * 150}\n+++\n{BODY}").warnings
    assert warning == "front matter: read line by line: nested too deep"


@pytest.mark.parametrize("lines", [("title:\t反诈", "n:\t1"), ("\ttitle: 反诈", "\tn: 1"), ("title: @反诈", "\tn: 1")])
def test_tabs_do_no_harm(lines: tuple[str, ...]) -> None:
    found = header(*lines)
    assert (found.values["title"], found.body) == (lines[0].split(":")[1].strip(), BODY)
    assert str(found.values["n"]) == "1"


def test_one_broken_key_breaks_no_other() -> None:
    found = header(
        "title: @反诈", "seo:\n  a:\n    - 1\n    - b: c", "list: [甲, 乙]", 'text: "\\u53cd\\n诈"',
        "tabs:\n\ta: 1\n\tb: 2", "map: {a: 1,\n  b: 2}",
    )  # fmt: skip
    assert found.values["tabs"] == found.values["map"] == {"a": 1, "b": 2}
    assert found.values["title"] == "@反诈"
    assert found.values["seo"] == {"a": [1, {"b": "c"}]}
    assert found.values["list"] == ["甲", "乙"]
    assert found.values["text"] == "反\n诈"
    assert len(found.warnings) == 1


def test_braces_come_back_in_every_value() -> None:
    post = read(f"---\ntitle: 'a &#123;b&#125;'\ncode: '&#123;&#125;'\ntags: ['&#123;x&#125;']\n---\n{BODY}")
    assert (post.meta.title, post.meta.extra, post.meta.tags) == ("a {b}", {"code": "{}"}, ("{x}",))


def test_control_characters_go_and_it_is_said() -> None:
    post = read(f"---\ntitle: 反\x1b[31m诈\n---\n{BODY}\0\x07")
    assert (post.meta.title, post.body) == ("反[31m诈", BODY)
    assert post.warnings == ("control characters were taken out",)


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "---\ntitle: x\n---\n", "---\ntitle: x\n---\n \n"])
def test_nothing_to_read_is_an_error(text: str) -> None:
    with pytest.raises(EmptyError):
        read(text)


def test_a_lone_surrogate_in_a_string_is_one_error() -> None:
    with pytest.raises(FraudnewsError, match="lone surrogate at character 3"):
        read("<p>\ud800</p>")


PIECES = st.sampled_from(
    [
        "---\n",
        "---",
        "+++\n",
        ";;;\n",
        "title: ",
        "date: ",
        "tags:",
        "\n",
        "\n\n",
        " - ",
        "'",
        '"',
        "#",
        " #",
        "@",
        "&a ",
        "*a",
        "!",
        "%",
        "{",
        "}",
        "[",
        "]",
        ": ",
        ", ",
        "|",
        ">",
        "\t",
        "\r\n",
        "\r",
        "\ufeff",
        "反诈",
        "2022-03-05",
        "12:30",
        "&#123;",
        "<p>",
        "\x1b",
        "\0",
        "\x85",
        "\u2028",
        "\ud83d",
        "a = 1\n",
        '{"title": "x"}',
        "...\n",
        "\\",
        "0",
        "9" * 30,
    ]
)


@settings(max_examples=150)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)))
def test_any_text_gives_plain_values_or_one_error(text: str) -> None:
    try:
        post = read(text)
    except FraudnewsError:
        return
    orjson.dumps(post.meta.extra)
    orjson.dumps(
        [post.meta.title, post.meta.date, post.meta.author, post.meta.tags, post.meta.url, post.covers, post.body]
    )


@settings(max_examples=150)
@given(st.lists(PIECES.filter(lambda piece: piece != "\ud83d"), max_size=25).map("".join))
def test_the_story_behind_a_header_is_never_lost(title: str) -> None:
    line: Any = " ".join(title.replace("\0", "").split())
    post = read(f"---\ntitle: {line}\n{DATE}\n---\n\n{BODY}\n---\n\n<p>最后一段。</p>\n")
    assert BODY in post.body
    assert post.body.endswith("---\n\n<p>最后一段。</p>\n")
