"""A site whose boilerplate no rule knows is learned from its posts: what recurs goes, and the story stays whole.

The archive is made up: 200 posts of one newspaper, in the markup that such papers have. Its boilerplate varies as it
does on real sites: from post to post, with numbers and titles in it, as lines, as elements, between comments, as
pictures. Its stories have what recurs in stories: datelines, reporters, columns, advice of the police, last sentences.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest

from fraudnews import Options, clean, render
from fraudnews.archive import read_archive
from fraudnews.learn import SitePost, Suggestion, learn, read_posts
from fraudnews.rehearsal import rehearse
from fraudnews.rulewriter import Site, write_rules

SITE = Site("石盘晚报", ("石盘晚报",), ("shipan.example",))
STEM = "shipan.example"

WHO = "仉阿姨 柳师傅 退休教师秦某 大学生小周 店主老冯 会计于某 护士小苏 司机老邓 种粮户老贺 保安小田".split()
PLACE = "石盘村 江岭县 东桥镇 白沙路 南码头 老城区 双河口 云台乡 铁西街 北关".split()
DID = (
    "在菜市场遇到一个自称客服的人 接到一个陌生的电话 被拉进一个投资群 收到一条中奖短信 在网上认识了一位“军官” "
    "应聘了一份刷单的工作 替人保管了一张银行卡 买了一台便宜的手机 下载了一款理财软件 扫描了摊位上的二维码"
).split()
LOST = "三万元 五千元 全部积蓄 一个月的工资 给孩子攒的学费 一张存折 十二万元 两头牛的钱 卖粮的钱 刚到账的养老金".split()
THEN = (
    "她后来才发现对方的头像是网上找的 他说自己到现在也想不通 家人劝了三天也没有劝住 银行柜员拦下了最后一笔 "
    "邻居们这才知道这件事 那个号码第二天就成了空号 他把聊天记录一页一页打印了出来 他们在雨里等了两个小时"
).split()
TOLD = "被骗之后 报警的那天 见到了民警 的官司 和一起旧案 学会了识破骗局 等来了判决 的三封信 换了三份工作 回到了村里".split()


class Made(NamedTuple):
    """One made-up post: its source, the lines of its story, and its boilerplate as a reader sees it."""

    source: str
    story: list[str]
    boilerplate: list[str]


def _paragraph(dice: random.Random) -> str:
    return f"{dice.randint(1, 12)}月，{dice.choice(PLACE)}的{dice.choice(WHO)}{dice.choice(DID)}，损失了{dice.choice(LOST)}，{dice.choice(THEN)}。"


def _make(number: int) -> Made:
    dice = random.Random(number)
    often: Callable[[float], bool] = lambda share: dice.random() < share  # noqa: E731
    story: list[str] = []
    boilerplate: list[str] = []
    out: list[str] = []

    def tell(text: str, html: str = "<p>{}</p>") -> None:
        story.append(text)
        out.append(html.format(text))

    def add(text: str, html: str = "<p>{}</p>") -> None:
        boilerplate.append(text)
        out.append(html.format(text))

    if often(0.3):
        tell(dice.choice(["【反诈课堂】", "【石盘故事】", "【今日关注】"]))
    if often(0.5):
        add("石盘晚报，和你一起看石盘", "<div class='paper-head'>{}</div>")
    if often(0.6):
        tell(f"石盘{dice.randint(1, 12)}月{dice.randint(1, 28)}日电")
    if often(0.5):
        tell(f"本报记者 {dice.choice(['柳岸', '易青', '贾怀远'])}", "<p class='byline'>{}</p>")
    for part in range(dice.randint(4, 9)):
        tell(_paragraph(dice))
        if part == 2 and often(0.4):
            add("看石盘，上石盘晚报客户端，随时知道身边事", "<p class='text'>{}</p>")
        if part == 1 and often(0.4):
            tell(f"图为{dice.choice(PLACE)}。{dice.choice(WHO)}供图", "<p class='pic-note'>{}</p>")
    if often(0.3):
        tell("目前，案件正在进一步侦办中。")
    if often(0.25):
        tell("警方提醒：不要随意扫描陌生二维码，更不要向陌生人转账。")
    if often(0.2):
        tell("如果遇到可疑情况，请拨打反诈热线96110。")
    if often(0.2):
        tell("（完）")
    if often(0.9):
        add(f"稿件编码：SP{dice.randint(10000, 99999)}")
    if often(0.8):
        add(f"本文阅读 {dice.randint(10, 99999)} 次")
    if often(0.7):
        titles = [f"{dice.choice(PLACE)}{dice.choice(WHO)}的{dice.choice(TOLD)}" for _ in range(3)]
        boilerplate.extend(("石盘人都在看", *titles))
        links = "".join(f"<li><a href='/a/{dice.randint(1, 9999)}.html'>{title}</a></li>" for title in titles)
        out.append(f"<div class='sp-also'><h4>石盘人都在看</h4><ul>{links}</ul></div>")
    if often(0.6):
        add(
            f"上一篇：{dice.choice(PLACE)}的{dice.choice(WHO)}{dice.choice(TOLD)}",
            "<p><a href='/b'>{}</a></p>",
        )
    if often(0.9):
        text = "石盘晚报社拥有本页文字和图片的全部权利，请勿用于商业用途"
        boilerplate.append(text)
        out.append(f"<!-- sp foot --><section id='sp-rights'>{text}</section><!-- sp foot -->")
    if often(0.5):
        add("石盘晚报读者之家 每周六上午九点开门", "<div class='sp-club'><span>{}</span></div>")
    if often(0.15):
        add("家里有新鲜事，打石盘晚报新闻热线 0755-6655443")
    if often(0.95):
        out.append("<p><img src='https://img.shipan.example/static/reader_home.png'></p>")
    head = f"---\ntitle: 石盘旧事之{number}\ndate: 2022-03-{number % 28 + 1:02} 08:{number % 60:02}:11\nauthor: 石盘晚报\nurl: https://shipan.example/{number}.html\n---\n"
    return Made(f"{head}<div class='content-{number}'>\n" + "\n".join(out) + "\n</div>\n", story, boilerplate)


ARCHIVE = [_make(number) for number in range(200)]


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> list[SitePost]:
    """The archive as it is read for learning, on disk for the command as well."""
    folder = tmp_path_factory.mktemp("archive")
    for number, made in enumerate(ARCHIVE):
        (folder / f"{number:03}.md").write_text(made.source, "utf-8")
    return read_posts(read_archive([str(folder)], (), (), Options()), Options())


@pytest.fixture(scope="module")
def suggestions(posts: list[SitePost]) -> list[Suggestion]:
    """What is learned from it."""
    return rehearse(learn(posts, (SITE.name,)), posts, SITE, STEM, Options())


@pytest.fixture(scope="module")
def learned(suggestions: list[Suggestion], tmp_path_factory: pytest.TempPathFactory) -> Options:
    """Options with the rule file that was learned."""
    path = tmp_path_factory.mktemp("rules") / f"{STEM}.toml"
    path.write_text(write_rules(suggestions, SITE, len(ARCHIVE)), "utf-8")
    return Options(rules=(str(path),))


def _left(options: Options, wanted: Callable[[Made], list[str]]) -> tuple[int, int]:
    """Of all the lines that ``wanted`` names, how many are in the clean texts, and how many there are."""
    there = total = 0
    for made in ARCHIVE:
        lines = render(clean(made.source, options), "text", options).split("\n")
        plain = {line.removeprefix("- ").strip() for line in lines}
        there += sum(line in plain for line in wanted(made))
        total += len(wanted(made))
    return there, total


def test_no_rule_knows_the_boilerplate_before():
    there, total = _left(Options(), lambda made: made.boilerplate)
    assert there > 0.85 * total
    assert total > 1_500


def test_nine_tenths_of_the_boilerplate_are_learned(learned: Options):
    there, total = _left(learned, lambda made: made.boilerplate)
    assert there <= 0.1 * total


def test_no_line_of_a_story_is_lost(learned: Options):
    there, total = _left(learned, lambda made: made.story)
    assert there == total > 1_500
