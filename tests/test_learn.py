"""A site whose boilerplate no rule knows is learned from its posts: what recurs goes, and the story stays whole.

The archive is made up: 200 posts of one newspaper, in the markup that such papers have. Its boilerplate varies as it
does on real sites: from post to post, with numbers and titles in it, as lines, as elements, between comments, as
pictures. Its stories have what recurs in stories: datelines, reporters, columns, advice of the police, last sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fraudnews import Article, Options, clean, render
from fraudnews.learn import Suggestion, learn
from fraudnews.model import Kind
from fraudnews.posts import look_at
from fraudnews.proof import prove
from fraudnews.rehearsal import rehearse
from fraudnews.rules import read_rule_file
from fraudnews.rulewriter import Site, write_rules
from fraudnews.sitepost import Gathering, SitePost, read_site_post
from fraudnews.sources import Source, find_sources
from fraudnews.trial import Trial, try_rules

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


class Made:
    """One made-up post: its source, the lines of its story, and its boilerplate as a reader sees it."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.story: list[str] = []
        self.boilerplate: list[str] = []
        self.out: list[str] = []
        self.begin()
        for part in range(self.dice.randint(4, 9)):
            self.tell_part(part)
        self.end()
        self.add_lines()
        self.add_lists()
        self.add_markup()
        self.source = (
            f"---\ntitle: 石盘旧事之{number}\ndate: 2022-03-{number % 28 + 1:02} 08:{number % 60:02}:11\n"
            f"author: 石盘晚报\nurl: https://shipan.example/{number}.html\n---\n"
            f"<div class='content-{number}'>\n" + "\n".join(self.out) + "\n</div>\n"
        )

    def often(self, share: float) -> bool:
        """True in this share of posts."""
        return self.dice.random() < share

    def tell(self, text: str, html: str = "<p>{}</p>") -> None:
        """A line of the story."""
        self.story.append(text)
        self.out.append(html.format(text))

    def add(self, text: str, html: str = "<p>{}</p>") -> None:
        """A line of boilerplate."""
        self.boilerplate.append(text)
        self.out.append(html.format(text))

    def paragraph(self) -> str:
        """A sentence as no other post has it."""
        pick = self.dice.choice
        return f"{pick(range(1, 13))}月，{pick(PLACE)}的{pick(WHO)}{pick(DID)}，损失了{pick(LOST)}，{pick(THEN)}。"

    def linked(self, text: str) -> str:
        """The text with one word as a link of the site's own, as papers have them."""
        return text.replace("损失", "<a class='sp-word' href='/word'>损失</a>")

    def headline(self) -> str:
        """The title of another story."""
        return f"{self.dice.choice(PLACE)}{self.dice.choice(WHO)}{self.dice.choice(TOLD)}"

    def begin(self) -> None:
        """Columns, datelines and reporters recur in stories; the paper's slogan is the site's."""
        if self.often(0.3):
            self.tell(self.dice.choice(["【反诈课堂】", "【石盘故事】", "【今日关注】"]))
        if self.often(0.3):
            self.tell("本栏目每周讲述一个石盘人自己的故事。")
        if self.often(0.5):
            self.add("石盘晚报，和你一起看石盘", "<div class='paper-head'>{}</div>")
        if self.often(0.6):
            self.tell(f"石盘{self.dice.randint(1, 12)}月{self.dice.randint(1, 28)}日电")
        if self.often(0.7):
            self.tell(f"本报记者 {self.dice.choice(['柳岸', '易青', '贾怀远'])}", "<p class='byline'>{}</p>")

    def tell_part(self, part: int) -> None:
        """A paragraph, sometimes with the banner or a caption below."""
        self.story.append(text := self.paragraph())
        self.out.append(f"<p>{self.linked(text) if part == 0 else text}</p>")
        if part == 2 and self.often(0.4):
            self.add("看石盘，上石盘晚报客户端，随时知道身边事", "<p class='text'>{}</p>")
        if part == 1 and self.often(0.4):
            self.tell(f"图为{self.dice.choice(PLACE)}。{self.dice.choice(WHO)}供图", "<p class='pic-note'>{}</p>")

    def end(self) -> None:
        """Last sentences and advice that recur in stories; the name of the paper's app behind the last sentence."""
        if self.often(0.4):
            self.tell("目前，案件正在进一步侦办中。")
        if self.often(0.3):
            self.tell("警方提醒：不要随意扫描陌生二维码，更不要向陌生人转账。")
        if self.often(0.2):
            self.tell("如果遇到可疑情况，请拨打反诈热线96110。")
        if self.often(0.6):
            self.story.append(last := self.paragraph())
            self.boilerplate.append("（石盘晚报客户端）")
            self.out.append(f"<p>{last}（石盘晚报客户端）</p>")
        elif self.often(0.4):
            self.tell("（完）")

    def add_lines(self) -> None:
        """Lines with numbers, and one that is rare."""
        if self.often(0.9):
            self.add(f"稿件编码：SP{self.dice.randint(10000, 99999)}")
        if self.often(0.8):
            self.add(f"本文阅读 {self.dice.randint(10, 99999)} 次")
        if self.often(0.15):
            self.add("家里有新鲜事，打石盘晚报新闻热线 0755-6655443")

    def add_lists(self) -> None:
        """Links to other stories, with and without an element of their own."""
        if self.often(0.7):
            titles = [self.headline() for _ in range(3)]
            self.boilerplate += ["石盘人都在看", *titles]
            links = "".join(f"<li><a href='/a'>{title}</a></li>" for title in titles)
            self.out.append(f"<div class='sp-also'><h4>石盘人都在看</h4><ul>{links}</ul></div>")
        if self.often(0.4):
            titles = [self.headline() for _ in range(2)]
            self.boilerplate += ["晚报的别的故事", *titles]
            self.out += ["<p>晚报的别的故事</p>", *(f"<p><a href='/b'>{title}</a></p>" for title in titles)]
        if self.often(0.6):
            self.add(f"上一篇：{self.headline()}", "<p><a href='/c'>{}</a></p>")

    def add_markup(self) -> None:
        """What stands between comments, in an element, and a picture."""
        if self.often(0.9):
            self.add("石盘晚报社拥有本页的全部权利，请勿用于商业用途", "<!-- sp --><p>{}</p><!-- sp -->")
        if self.often(0.5):
            self.add("石盘晚报读者之家 每周六上午九点开门", "<div class='sp-club'><span>{}</span></div>")
        if self.often(0.95):
            self.out.append("<p><img src='https://img.shipan.example/static/reader_home.png'></p>")


ARCHIVE = [Made(number) for number in range(200)]


def _gather(sources: Iterable[Source], options: Options | None = None, **more: Any) -> Gathering:
    gathered = Gathering(**more)
    for source in sources:
        if not isinstance(post := look_at(source, read_site_post, options or Options()), str):
            gathered.add(post)
    return gathered


def _made(bodies: Iterable[str]) -> Iterator[Source]:
    for number, body in enumerate(bodies):
        yield Source(f"{number}.md", "", body.encode())


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> list[SitePost]:
    """The archive as it is read for learning, on disk for the command as well."""
    folder = tmp_path_factory.mktemp("archive")
    for number, made in enumerate(ARCHIVE):
        (folder / f"{number:03}.md").write_text(made.source, "utf-8")
    return _gather(find_sources([str(folder)])).posts


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


@pytest.fixture(scope="module")
def cleaned(learned: Options) -> list[Article]:
    """The archive by the rules that were learned."""
    return [clean(made.source, learned) for made in ARCHIVE]


def _left(articles: Iterable[Article], wanted: Callable[[Made], list[str]]) -> tuple[int, int]:
    """Of all that ``wanted`` names, how much is in the clean texts, and how much there is."""
    texts = [render(article, "text") for article in articles]
    there = sum(line in text for made, text in zip(ARCHIVE, texts, strict=True) for line in wanted(made))
    return there, sum(len(wanted(made)) for made in ARCHIVE)


def test_no_rule_knows_most_of_the_boilerplate_before():
    there, total = _left((clean(made.source) for made in ARCHIVE), lambda made: made.boilerplate)
    assert there > 0.85 * total > 1_500


def test_nine_tenths_of_the_boilerplate_are_learned(cleaned: list[Article]):
    there, total = _left(cleaned, lambda made: made.boilerplate)
    assert there <= 0.1 * total


def test_no_line_of_a_story_is_lost(cleaned: list[Article]):
    there, total = _left(cleaned, lambda made: made.story)
    assert there == total > 1_500


def test_nothing_that_is_suggested_takes_story_text(cleaned: list[Article]):
    for made, article in zip(ARCHIVE, cleaned, strict=True):
        story = "".join(made.story)
        assert [removal.text for removal in article.removed if removal.text in story and removal.text] == []


def _broken_lines(source: str) -> str:
    """All of it in one element, its lines parted by <br>."""
    source = re.sub(r"</(?:p|div|li|h4)>", "<br>", source)
    head, mark, body = re.sub(r"</?(?:p|div|li|h4|ul|span)\b[^>]*>", "", source).rpartition("---\n")
    return f"{head}{mark}<div>{body}</div>"


def _markdown(source: str) -> str:
    """Paragraphs, links and pictures in Markdown, without any class, id or comment."""
    source = re.sub(r"<a [^>]*href='([^']*)'>(.*?)</a>", r"[\2](\1)", source)
    source = re.sub(r"<img src='([^']*)'>", r"![](\1)", source).replace("<li>", "\n- ")
    return re.sub(r"<[^>]*>", "\n\n", source)


@pytest.mark.parametrize("change", [_broken_lines, _markdown])
def test_as_much_is_learned_where_the_markup_says_nothing(change: Callable[[str], str], tmp_path: Path):
    archive = ARCHIVE[:80]  # it takes a third of the time of all
    sources = [change(made.source) for made in archive]
    posts = _gather(_made(sources)).posts
    path = tmp_path / f"{STEM}.toml"
    found = rehearse(learn(posts, (SITE.name,)), posts, SITE, STEM, Options())
    path.write_text(write_rules(found, SITE, len(posts)), "utf-8")
    options = Options(rules=(str(path),))
    texts = [render(clean(source, options), "text", options) for source in sources]
    boilerplate, story = (
        [line in text for made, text in zip(archive, texts, strict=True) for line in getattr(made, kind)]
        for kind in ("boilerplate", "story")
    )
    assert sum(boilerplate) <= 0.1 * len(boilerplate)
    assert all(story)


def test_each_kind_of_evidence_is_used(suggestions: list[Suggestion]):
    assert {suggestion.key for suggestion in suggestions} == {"text", "suffix", "css", "comment", "image"}
    patterns = {suggestion.pattern for suggestion in suggestions}
    assert {r"稿件编码：SP\d{1,12}", ".sp-also", "sp", "晚报的别的故事", "（石盘晚报客户端）"} <= patterns
    assert not {".text", ".sp-word", ".byline", ".pic-note"} & patterns
    assert any(suggestion.section for suggestion in suggestions)


def test_the_counts_are_those_of_the_archive(suggestions: list[Suggestion]):
    (found,) = [suggestion for suggestion in suggestions if suggestion.pattern == ".sp-club"]
    assert found.posts == sum("石盘晚报读者之家" in render(clean(made.source), "text") for made in ARCHIVE)


def test_the_file_says_what_it_removes_and_keeps_and_proves_it(learned: Options):
    path = Path(learned.rules[0])
    assert [fault for fault in prove([path], learned.rules) if not fault.note] == []
    assert read_rule_file(path).authors == ("石盘晚报",)


def test_rules_try_finds_nothing_doubtful_but_the_banner(learned: Options):
    trial = Trial()
    for source in _made(made.source for made in ARCHIVE):
        trial.merge(look_at(source, partial(try_rules, options=learned), Options()))
    assert trial.touched > 190
    assert {taken.text for taken in trial.doubtful()} <= {"看石盘，上石盘晚报客户端，随时知道身边事"}
    assert (trial.braked, trial.emptied) == ([], [])


def test_what_is_learned_once_is_not_suggested_again(learned: Options):
    again = learn(_gather(_made(made.source for made in ARCHIVE), learned).posts, (SITE.name,))
    assert [suggestion.pattern for suggestion in again] == []


def test_stories_alone_teach_nothing():
    bare = _made("\n".join(f"<p>{line}</p>" for line in made.story) for made in ARCHIVE)
    assert learn(_gather(bare).posts, (SITE.name,)) == []


def test_a_story_that_stands_twice_counts_once():
    assert len(_gather(_made([made.source for made in ARCHIVE[:20]] * 3)).posts) == 20


def test_of_many_posts_as_many_as_can_be_held_are_picked_by_lot():
    sources = list(_made(made.source for made in ARCHIVE))
    some, backwards = _gather(sources, most=50), _gather(reversed(sources), most=50)
    ids = [post.post.id for post in some.posts]
    assert len(set(ids)) == 50
    assert ids == [post.post.id for post in reversed(backwards.posts)]
    assert some.authors == {"石盘晚报": 200}


def test_of_other_sites_than_the_wanted_one_no_post_is_held():
    sources = list(_made(made.source.replace("author: 石盘", "author: 云河") for made in ARCHIVE[:3]))
    gathered = _gather((*sources, *_made(made.source for made in ARCHIVE[3:9])), site="云河晚报")
    assert [post.author for post in gathered.posts] == ["云河晚报"] * 3
    assert gathered.authors == {"云河晚报": 3, "石盘晚报": 6}


@pytest.mark.parametrize(
    "key, pattern, works",
    [
        ("css", ".sp-word", False),
        ("css", ".sp-club", True),
        ("text", "没有人写过的一行", False),
        ("suffix", "（石盘晚报客户端）", True),
    ],
)
def test_a_rule_that_cuts_into_sentences_or_finds_nothing_is_not_suggested(
    posts: list[SitePost], key: str, pattern: str, works: bool
):
    kept = "<p>她后来才发现对方的头像是网上找的，她没有报警。</p>"
    tried = Suggestion(key, pattern, Kind.WIDGET, 20, ("甲",), "<p>甲</p>", kept, longest=100)
    assert [suggestion.pattern for suggestion in rehearse([tried], posts[:40], SITE, STEM, Options())] == (
        [pattern] if works else []
    )


def test_a_text_rule_that_does_not_reach_its_line_looks_anywhere(posts: list[SitePost]):
    banner = "看石盘，上石盘晚报客户端，随时知道身边事"
    number = sum(banner in post.post.body for post in posts)
    tried = Suggestion(
        "text", banner, Kind.PROMO, number, (banner,), f"<p>{banner}</p>", "<p>她没有报警，也没有说。</p>"
    )
    (found,) = rehearse([tried], posts, SITE, STEM, Options())
    assert found.where == "anywhere"


@pytest.mark.parametrize(
    "html, learned",
    [
        ("<p>发布时间：2022-03-{0:02} 08:{0:02}</p>", False),
        ("<p>2022年3月{0}日 08:{0:02} 来源：石盘晚报</p>", False),
        ("<p>2022-03-{0:02} 08:{0:02}:11 | 作者：柳岸 | 阅读 {0}</p>", False),
        ("<p>Published 2022年3月{0}日 2022年4月{0}日</p>", False),
        ("<p>Published on March {0}, 2022</p>", False),
        ("<div class='article-info'>石盘{0}</div>", False),
        ("<footer class='entry-footer'><a href='/t'>Shipan Media</a></footer>", False),
        ("<div class='entry-footer'><a href='/t'>2022-03-{0:02}</a></div>", False),
        ("<p>柳岸 Newsletters , 石盘旧事 2022年3月{0}日 2022年4月{0}日 3 Minutes</p>", False),
        ("<p>本文经授权转载自 石盘独立媒体</p>", False),
        ("<p>本期节目主要内容：</p>", False),
        ("<p>稿件编码：SP{0}</p>", True),
        ("<p>本文朗读 {0} 遍</p>", True),
        ("<div class='share-it'><a href='/t'>Facebook</a></div>", True),
    ],
)
def test_what_every_post_says_about_itself_stays(html: str, learned: bool):
    bodies = []
    for number in range(60):
        dice = random.Random(number)
        lines = [f"<p>{dice.choice(WHO)}{dice.choice(DID)}，{dice.choice(THEN)}。</p>\n" for _ in range(8)]
        line = html.format(number % 28 + 1)
        bodies.append("".join([*lines, line] if learned or "footer" in html else [line, *lines]))
    found = learn(_gather(_made(bodies)).posts, ("石盘晚报",))
    assert bool(found) == learned, found


LINES = "责任编辑那天不在 晚报的读者写信来 她在村口等了一夜 雨停了 店主把门关上了 没有人说话".split()


@pytest.mark.parametrize(
    "line, html, learned",
    [
        ("石盘晚报，全城都在看", "<p>{}</p>", True),
        ("投稿请寄石盘路一号三楼", "<p>{}</p>", True),
        ("欢迎点击下方按钮", "<p>{}</p>", True),
        ("更多故事在下面：", "<p>{}</p><p>雨停了，店主把门关上了。</p>", False),
        ("警方提醒：不要扫描陌生二维码。", "<p>{}</p>", False),
        ("民警说，下载软件之前请先核实。", "<p>{}</p>", False),
        ("本报记者 柳岸", "<p>{}</p>", False),
        ("柳岸", "<p class='reporter'>{}</p>", False),
        ("Liu An", "<p><a href='/liuan'>{}</a></p>", False),
        ("石盘4月12日电", "<p>{}</p>", False),
        ("【反诈课堂】", "<p>{}</p>", False),
        ("（完）", "<p>{}</p>", False),
        ("她没有再提起过这件事。", "<p>{}</p>", False),
    ],
)
def test_what_recurs_in_a_third_of_the_posts(line: str, html: str, learned: bool):
    bodies = []
    for number in range(60):
        dice = random.Random(number)
        body = "".join(
            f"<p>{dice.choice(PLACE)}，{dice.choice(LINES)}，{dice.choice(WHO)}损失了{dice.choice(LOST)}，{dice.choice(THEN)}。</p>\n"
            for _ in range(8)
        )
        bodies.append(body + (html.format(line) if number % 3 == 0 else ""))
    found = learn(_gather(_made(bodies)).posts, ("石盘晚报",))
    assert bool(found) == learned, found


BOX = "<div class='sp-box'><a href='/1'>{0}</a>，<a href='/2'>{1}</a></div><p>{2}。</p>"


@pytest.mark.parametrize("html, learned", [(BOX, True), (BOX * 4, False), ("<p>石盘晚报：{0}，{2}。</p>", False)])
def test_what_recurs_with_other_words_each_time(html: str, learned: bool):
    bodies = []
    for number in range(60):
        dice = random.Random(number)
        story = "".join(f"<p>{dice.choice(PLACE)}，{dice.choice(WHO)}{dice.choice(DID)}。</p>\n" for _ in range(8))
        words = (dice.choice(DID), dice.choice(DID), dice.choice(THEN))
        bodies.append(story + (html.format(*words) if number % 3 == 0 else ""))
    found = learn(_gather(_made(bodies)).posts, ("石盘晚报",))
    assert bool(found) == learned, found
