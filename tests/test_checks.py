"""Each finding has its code, its line in the file, and stories that it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from fraudnews import Options
from fraudnews.checks.archive import Checker
from fraudnews.checks.codes import CODES
from fraudnews.checks.post import Finding, check_post
from fraudnews.posts import look_at
from fraudnews.sources import Source, find_sources

NOW = datetime(2023, 1, 1, tzinfo=UTC)
HERE = Path(__file__).parent
HEAD = "---\ntitle: {title}\ndate: {date}\nurl: {url}\n---\n"
STORY = (
    "<p>3月5日，江岭警方通报了一起案件，受害人共有三名。</p>\n"
    "<p>民警说，嫌疑人在菜市场摆摊，让老人填写银行卡号。</p>\n"
    "<p>“我没有戴老花镜。”仉阿姨说，她的存款都没有了。</p>\n"
)
TITLE, DATE, URL = "江岭警方破获骗局", "2022-03-05T08:05:16Z", "https://news.example.cn/20220305/a.html"


def _check(*posts: str | bytes, options: Options | None = None) -> list[Finding]:
    data = [post.encode() if isinstance(post, str) else post for post in posts]
    return _find((Source(f"{number}.md", "", one) for number, one in enumerate(data)), options or Options())


def _find(sources: Iterable[Source], options: Options) -> list[Finding]:
    checker = Checker()
    look = partial(check_post, now=NOW, options=options)
    found = [finding for source in sources for finding in checker.add(look_at(source, look, options))]
    return [*found, *checker.finish()]


def _seen(*posts: str | bytes, options: Options | None = None) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in _check(*posts, options=options)]


def _post(body: str = STORY, *, title: str = TITLE, date: str = DATE, url: str = URL) -> str:
    return HEAD.format(title=title, date=date, url=url) + body


def _garbled(text: str, encoding: str) -> str:
    return text.encode().decode(encoding, "replace")


SENTENCE = "<p>民警提醒市民，不要向陌生人转账。</p>\n"


@pytest.mark.parametrize(
    "post, seen",
    [
        (_post(), []),
        (b"\xff\xd8\xff\xe0 no post", [(1, "FN001")]),
        ("", [(1, "FN002")]),
        (_post("\n"), [(1, "FN002")]),
        (_post(STORY + "<div id='comments'>" + "<p>我家也遇到过这样的人。</p>" * 40 + "</div>"), [(1, "FN004")]),
        (_post(SENTENCE * 9 + "<p>扫码关注我们，获取更多资讯</p>\n" + SENTENCE * 4), [(15, "FN005")]),
        (_post(SENTENCE * 9 + "<p>20</p>\n" + SENTENCE * 4), []),
        (_post(SENTENCE * 9 + "<p>延伸阅读：江岭又破获一起骗局</p>\n" + SENTENCE * 4), [(15, "FN005")]),
        (_post(SENTENCE * 9 + "<p>延伸阅读：这样的骗局我们三年前就写过，那时没有人相信。</p>\n" + SENTENCE * 4), []),
        (_post(SENTENCE * 9 + "<p>文|王小一 编辑|王小二</p>\n" + SENTENCE * 4), []),
        (_post("<p>摊位上写着：</p>\n<p>扫码关注我们，获取更多资讯</p>\n" + STORY), []),
        (_post("<ul><li>扫码关注我们，获取更多资讯</li></ul>\n" + STORY), []),
        (_post(title=""), [(2, "FN010")]),
        (_post(title="Untitled"), [(2, "FN011")]),
        (_post(title="无标题"), [(2, "FN011")]),
        (_post(title="'{{ page.title }}'"), [(2, "FN011")]),
        (_post(title="404 Not Found"), [(2, "FN011")]),
        (_post(title=URL), [(2, "FN012")]),
        (_post(title="'%E6%B1%9F%E5%B2%AD'"), [(2, "FN012")]),
        (_post(title="江岭晚报\nauthor: 江岭晚报"), [(2, "FN012")]),
        (_post(title="反诈\ncategories: [新闻, 反诈]"), [(2, "FN012")]),
        (_post(title="404号房间的骗局"), []),
        (_post(title="首页上的骗局"), []),
        (_post(date=""), [(1, "FN020")]),
        (_post(date="Invalid Date"), [(3, "FN021")]),
        (_post(date="2033-03-05T08:05:16Z", url="''"), [(3, "FN022")]),
        (_post(date="2022-06-05T08:05:16Z"), [(3, "FN023")]),
        (_post(date="2022-03-06T08:05:16Z"), []),
        (_post(date="1970-01-01T00:00:10Z", url="''"), [(3, "FN025")]),
        (_post().replace("title: ", 'title: """'), [(1, "FN030")]),
        (_post(STORY + "<!-- 广告 " + SENTENCE * 30), [(1, "FN031")]),
        (_post(STORY + f"<p>{_garbled('江岭警方昨日通报', 'cp1252')}</p>\n"), [(9, "FN040")]),
        (_post(STORY + f"<p>{_garbled('江岭警方昨日通报', 'gb18030')}</p>\n"), [(9, "FN040")]),
        (_post(STORY + "<p>江岭警\ufffd\ufffd昨日通报。</p>\n"), [(9, "FN040")]),
        (_post(STORY + "<p>锟斤拷锟斤拷</p>\n"), [(9, "FN040")]),
        (_post(STORY + "<p>Müller und Söhne, à côté de l’église, ¿qué?</p>\n"), []),
    ],
    ids=lambda value: re.sub(r"\W+", " ", value[:90]) if isinstance(value, str) else None,
)
def test_each_trouble_has_its_code_and_line(post: str | bytes, seen: list[tuple[int, str]]):
    assert _seen(post) == seen


@pytest.mark.parametrize(
    ("post", "message"),
    [
        (_post(title=""), "no title"),
        (_post(title="Untitled"), "a placeholder for a title: Untitled"),
        (_post(title=URL), f"an address or a name for a title: {URL}"),
        (_post(date=""), "no date"),
        (_post(STORY + "<p>锟斤拷锟斤拷</p>\n"), "garbled: 锟斤拷锟斤拷"),
    ],
)
def test_a_message_says_what_is_wrong_to_whoever_does_not_know_the_code(post: str, message: str):
    assert [finding.message for finding in _check(post)] == [message]


def test_the_brake_is_a_finding():
    body = "<p>他说。</p>" + "<p>扫码关注我们，获取更多资讯，每天都有新的故事等着你</p>" * 20
    assert "FN003" in [code for _, code in _seen(_post(body))]


PICTURE = "<p><img src='https://img.example.cn/2022/0305/a.jpg'></p>\n"


@pytest.mark.parametrize(
    "date, body, seen",
    [
        ("2022-03-05T21:05:16Z", STORY, [(3, "FN024")]),
        ("2022-03-05 21:05:16", STORY, [(3, "FN024")]),
        ("Sat, 05 Mar 2022 21:05:16 GMT", STORY + PICTURE, [(3, "FN024")]),
        ("2022-03-05T21:05:16+08:00", STORY, []),
        ("2022-03-05T15:05:16Z", STORY, []),
        ("2022-03-05T21:05:16Z", STORY.replace("3月5日", "某日"), []),
        ("2022-03-05T21:05:16Z", STORY + "<p>记者6日从警方获悉，案件仍在侦办。</p>", []),
        ("2022-03-05T21:05:16Z", STORY + PICTURE.replace("0305", "0306"), []),
    ],
)
def test_beijing_time_called_gmt_needs_two_witnesses_and_none_against(
    date: str, body: str, seen: list[tuple[int, str]]
):
    assert _seen(_post(body, date=date)) == seen


def test_the_message_tells_a_zone_that_is_wrong_from_one_that_is_missing():
    (named,) = _check(_post(date="2022-03-05T21:05:16Z"))
    (missing,) = _check(_post(date="2022-03-05 21:05:16"))
    assert "(GMT) is 2022-03-06 in Beijing" in named.message
    assert "(no zone) is 2022-03-06 in Beijing" in missing.message


def _different(number: int, line: str = "", **more: str) -> str:
    head = "".join(f"<p>第{number}起案件的第{part}名受害人说，她没有见过这个人。</p>\n" for part in range(9))
    return _post(f"{head}<p>{line}</p>\n", **more)


def test_a_line_that_ends_five_stories_is_found_in_each():
    posts = [
        _different(number, "江岭网友都在看的那个频道", date=f"2022-03-05T08:05:{number:02}Z") for number in range(1, 6)
    ]
    assert _seen(*posts) == [(15, "FN006")]
    assert _check(*posts)[0].message == "江岭网友都在看的那个频道 (in 5 posts, here first)"
    assert _seen(*posts[:4]) == []


@pytest.mark.parametrize(
    "line", ["（完）", "本报记者 杨小树", "江岭3月5日电", "图/视觉江岭", "二、", "编者按：", "2022年3月5日"]
)
def test_what_belongs_to_stories_may_recur(line: str):
    posts = [_different(number, line, date=f"2022-03-05T08:05:{number:02}Z") for number in range(1, 9)]
    assert [code for _, code in _seen(*posts) if code == "FN006"] == []


def test_one_second_for_five_stories_is_a_crawlers_clock():
    assert _seen(*(_different(number) for number in range(5))) == [(3, "FN023")] * 5
    assert _seen(*(_different(number, date="2022-03-05") for number in range(5))) == []


def test_the_same_story_is_found_once_and_counts_once():
    again = _post(STORY.replace("，", " ，"), title="另一个标题")
    assert _seen(_post(), again) == [(1, "FN050")]
    assert _check(_post(), again)[0].message == "the same story as 0.md"
    assert _seen(*[_different(1, "江岭网友都在看的那个频道")] * 6) == [(1, "FN050")] * 5


def test_a_line_of_news_may_come_twice():
    assert _seen(_post("<p>江岭今日大雨。</p>"), _post("<p>江岭今日大雨。</p>")) == []


def test_every_code_is_documented_and_in_order():
    assert list(CODES) == sorted(CODES)
    assert all(re.fullmatch(r"FN\d{3}", code) and CODES[code].meaning.endswith((".", ".)")) for code in CODES)


def test_the_codes_in_the_source_are_those_that_are_documented():
    package = HERE.parent / "fraudnews"
    sources = (package / "marks.py", *(package / "checks").glob("*.py"))
    used = (re.findall(r'"(FN\d{3})"', path.read_text("utf-8")) for path in sources if path.name != "codes.py")
    assert set(chain.from_iterable(used)) == set(CODES)


def test_a_user_rule_that_takes_the_line_ends_the_finding(tmp_path: Path):
    post = _post(SENTENCE * 9 + "<p>扫码关注我们，获取更多资讯</p>\n" + SENTENCE * 4)
    rule = "[[remove]]\nid = 'r'\nkind = 'qr'\nwhere = 'anywhere'\ntext = '扫码关注我们.*'\nwhy = 'a test'\n"
    (tmp_path / "mine.toml").write_text(rule, "utf-8")
    assert _seen(post, options=Options(rules=(str(tmp_path / "mine.toml"),))) == []


def test_real_markup_has_few_findings():
    found = _find(find_sources([str(HERE / "posts")]), Options())
    made_up = "FN023"  # their dates, of which many are the same
    assert sorted(finding.code for finding in found if finding.code != made_up) == [
        "FN020",
        "FN021",
        "FN030",
        "FN030",
    ]
