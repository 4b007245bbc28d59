"""What words are evidence of: credits of the desk or of people of the story, facts, and notices set as headings."""

from __future__ import annotations

import pytest
from stories import ABOUT, LONG, STORY, TWO, article, removed, story

from fraudnews import credits, render
from fraudnews.model import Kind
from fraudnews.roles import find_roles


def test_names_that_a_story_announces_stay_at_its_end():
    names = "<p>所谓的“编辑部”只有三个人：</p><p>编辑：小严</p><p>校对：小晴</p><p>责编：小易</p>"
    assert story(LONG + names) == story(LONG) + "\n" + story(names)
    assert "小晴" not in story(f"{LONG}<p>编辑：小严</p><p>校对：小晴</p>")


def test_each_line_of_a_long_list_of_credits_is_read_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    monkeypatch.setattr(credits, "find_roles", lambda text, **how: read.append(text) or find_roles(text, **how))
    names = [f"编辑：陈渡{sign}" for sign in "东南西北春夏秋冬"]
    story(LONG + "".join(f"<p>{name}</p>" for name in names * 5) + STORY)
    assert sorted(read) == sorted(names)


@pytest.mark.parametrize(
    "items",
    [
        "责任编辑: 林一禾",
        "原标题：三名受害人</li><li>责编：林一禾",
        "来源：江岭网</li><li>责任编辑：林一禾</li><li>打印本页",
    ],
)
def test_the_editors_line_in_a_list_of_facts_at_the_end_goes(items: str):
    found = article(f"{LONG}<ul><li>{items}</li></ul>")
    assert found.meta.editor == ("林一禾",)
    assert "林一禾" not in render(found, "text")


def test_counters_and_buttons_in_a_list_of_the_page_go():
    items = "<li>来源：江岭晚报</li><li>责任编辑：林一禾</li><li>浏览次数：123</li>"
    assert story(f"{LONG}<ul>{items}</ul>") == f"{story(LONG)}\n- 来源：江岭晚报\n"
    assert "浏览次数" in story(f"{LONG}<p>骗子晒出的数字：</p><ul>{items}</ul>")


@pytest.mark.parametrize(
    "told",
    [
        "<p>名片上印着：</p><ul><li>责任编辑：林一禾</li></ul>",
        "<p>这些人都在编辑部。</p><ul><li>王二，记者，三十岁</li><li>责任编辑：林一禾</li></ul>",
        "<h3>假报社的人</h3><ul><li>责任编辑：林一禾</li></ul>",
        f"<ul><li>责任编辑：林一禾</li></ul>{STORY}",
    ],
)
def test_an_editor_in_any_other_list_stays(told: str):
    assert "林一禾" in story(LONG + told)


FACTS = "<p>性别：男</p><p>职业：石油工程师</p><p>微信号：laoshi888</p><p>标签：离异，有孩，想再婚</p>"


def test_facts_about_a_person_stay_together():
    assert story(LONG + FACTS) == story(LONG) + "\n" + story(FACTS)
    paper = "<p>摘要：本文讨论三种骗局。</p><p>关键词：诈骗；老年人；认知</p>"
    assert story(LONG + paper) == story(LONG) + "\n" + story(paper)


@pytest.mark.parametrize("between", ["<p>他的资料只有这些。</p>", "<p>地址：某某路</p>" * 5])
def test_a_label_apart_from_such_facts_is_any_label(between: str):
    body = FACTS.replace("<p>微信号", f"{between}<p>微信号")
    assert "微信号" not in story(LONG + body)
    assert "微信号" not in story(f"{LONG}<p>版本：2.3</p><p>微信号：laoshi888</p>")


@pytest.mark.parametrize(
    "line", ["审核：秒过", "签发：北京", "二审：维持", "校对 时间", "复核：柜台", "最后一关是签字。（审核：秒过）"]
)
def test_a_role_with_no_name_behind_it_is_the_storys(line: str):
    body = f"{LONG}<p>申请：身份证</p><p>{line}</p>"
    assert removed(body) == []
    assert removed(f"<p>{line}</p>{LONG}") == []


@pytest.mark.parametrize("beside", ["编辑：小羊", "责任编辑：林一禾", "校对 | 林一禾", "作者：林一禾", "文/林一禾"])
def test_words_in_small_letters_are_a_name_beside_another_maker_of_the_post(beside: str):
    found = article(f"{LONG}<p>{beside}</p><p>编辑：rain in may</p>")
    assert found.meta.editor[-1:] == ("rain in may",)
    assert render(found, "text").find("rain") < 0


def test_words_in_small_letters_are_no_name_by_themselves():
    found = article(f"{LONG}<p>Editor: please sit down</p>")
    assert (found.meta.editor, found.removed) == ((), ())


@pytest.mark.parametrize("beside", ["编辑：小羊", "责任编辑：林一禾", "校对 | 林一禾", "作者：林一禾", "文/林一禾"])
def test_a_pen_name_beside_another_maker_of_the_post_is_of_the_desk(beside: str):
    assert (Kind.EDITOR, "审核：阿木") in removed(f"{LONG}<p>{beside}</p><p>审核：阿木</p>")
    assert (Kind.EDITOR, "审核：阿木") in removed(f"{LONG}<p>审核：阿木</p><p>{beside}</p>")


@pytest.mark.parametrize(
    "facts",
    [
        "书名：《旧事》|主编：林一禾",
        "主编：林一禾|出版社：江岭出版社",
        "责编：林一禾|定价：58元",
        "主演：林一禾|监制：王二",
        "拟稿：林一禾|审核：王二|签发：杨小树",
        "责任编辑：林一禾|校对：王二|印刷：江岭印刷厂",
    ],
)
def test_who_made_a_work_that_the_story_is_about_stays(facts: str):
    found = article(LONG + "".join(f"<p>{fact}</p>" for fact in facts.split("|")))
    assert ([removal.text for removal in found.removed], found.meta.editor) == ([], ())


def test_what_an_editor_says_in_an_interview_stays():
    body = f"{STORY}<p>时间：昨日下午</p><p>编辑：还早</p><p>记者：为什么？</p><p>编辑：太累</p>{STORY}"
    assert removed(body) == []


@pytest.mark.parametrize(
    "talk", ["<p>林一禾：你见过那个人吗？</p><p>编辑：见过</p>", "<p>编辑：见过</p><p>林一禾：那电话呢？</p>"]
)
def test_who_edits_may_speak_in_an_interview(talk: str):
    assert removed(f"{LONG}{talk}{ABOUT}") == []
    assert removed(f"{LONG}{talk}{TWO}<p>编辑：杨小树</p>{ABOUT}") == [(Kind.EDITOR, "编辑：杨小树")]


def test_what_somebody_says_above_the_responsible_editors_line_is_no_interview_with_him():
    said, address = "<p>网友老周：“这门我不开。”</p>", f"<p>原文地址：https://example.com/{'news/' * 20}1.htm</p>"
    assert removed(f"{LONG}{said}<p>责任编辑：杨小树#</p>{address}") == [(Kind.EDITOR, "责任编辑：杨小树#")]
    assert removed(f"{LONG}{said}<p>责任编辑：杨小树</p>{said}{ABOUT}") == []


def test_editors_of_several_outlets_are_a_list_of_the_story():
    outlets = "<p>江岭新闻网 编辑：林一禾</p><p>江岭晚报 编辑：杨小树</p>"
    assert removed(f"{LONG}<p>她打过三个电话。</p>{outlets}") == []


NOTICE = "免责声明：请勿利用本文的技术从事非法测试，由此造成的任何直接或者间接的后果及损失，均由使用者本人负责。"


@pytest.mark.parametrize("below", ["", "<p>扫码关注我们，获取更多资讯</p>"])
def test_the_editors_line_that_is_set_as_the_last_heading_goes(below: str):
    found = article(f"{LONG}<h4>责任编辑：杨小树</h4>{below}")
    assert (found.blocks, found.meta.editor) == (article(LONG).blocks, ("杨小树",))


@pytest.mark.parametrize("below", [STORY, "<p>他在这个名字下面工作了三十年。</p>"])
def test_the_editors_line_that_heads_a_chapter_stays(below: str):
    assert "责任编辑：杨小树" in story(f"{LONG}<h4>责任编辑：杨小树</h4>{below}")


def test_a_notice_that_is_set_as_a_heading_is_no_heading():
    assert story(f"<h1>{NOTICE}</h1>{LONG}") == story(LONG)
    assert story(f"{LONG}<h3>{NOTICE}</h3>{LONG}") == story(LONG + LONG)


@pytest.mark.parametrize(
    "told", ["<h3>本文版权归作者所有，未经授权不得转载</h3>", f"<p>假网站的页头写着：</p><h3>{NOTICE}</h3>"]
)
def test_a_heading_that_is_short_or_shown_stays(told: str):
    assert removed(told + LONG) == []


SHOWN = f"{LONG}<p>执行以后，会得到下面的输出：</p>"


def test_what_a_listing_stands_below_does_not_introduce_the_line_under_the_listing():
    call, listing = "<p>欢迎大家关注我们的频道！</p>", "<pre><code>rice = wash(rice)</code></pre>"
    assert story(SHOWN + listing + call) == story(SHOWN + listing)
    assert removed(SHOWN + call) == []


def test_what_a_heading_stands_below_does_not_introduce_the_notice_under_the_heading():
    notice = "<p>原作者若认为本站侵犯了您的版权，请联系我们，我们会立即删除！</p>"
    assert story(f"{SHOWN}<h1>版权声明</h1>{notice}") == story(SHOWN)
    assert removed(SHOWN + notice) == []


SHARE = "<li>←←微信扫描二维码，即可将本文分享到朋友圈</li>"
VIEWS = "<li>版权申明：部分文章转载或来源于投稿，不代表本站赞同其观点，如有异议，请联系我们。</li>"
BESIDE = "<ul><li>上一篇：<a href='/1'>另一场骗局</a></li><li>下一篇：<a href='/2'>又一场骗局</a></li></ul>"


@pytest.mark.parametrize(
    "items",
    [
        BESIDE,
        "<ul><li>上篇文章：<a href='/1'>另一场骗局</a></li><li>下一篇：没有了</li></ul>",
        f"<ul>{SHARE}{VIEWS}<li>上篇文章：<a href='/1'>另一场骗局</a></li></ul>",
    ],
)
def test_the_posts_beside_go_as_a_list_too(items: str):
    assert story(LONG + items) == story(LONG)


@pytest.mark.parametrize(
    "items",
    [
        "<p>她在日记的目录里只写了下面两行：</p>" + BESIDE,
        "<ul><li>上一篇：另一场骗局</li><li>下一篇：又一场骗局</li></ul>",
        "<ul><li>上一篇：<a href='/1'>另一场骗局</a></li><li>第三篇她没有写完。</li></ul>",
    ],
)
def test_a_list_of_a_story_stays(items: str):
    assert removed(LONG + items) == []


@pytest.mark.parametrize(
    "facts", ["<p>摘要：一袋米，骗走三个老人的养老钱。</p>", "<p>姓名：老陈</p><p>年龄：七十一</p>"]
)
@pytest.mark.parametrize("site", ["分享到：", "免责声明：本文仅代表作者个人观点。", "00:00 / 05:33"])
def test_what_the_site_says_over_facts_is_none_of_them(facts: str, site: str):
    assert story(f"<p>{site}</p>{facts}{LONG}") == story(facts + LONG)


@pytest.mark.parametrize(
    "notice", ["未经授权，禁止转载", "本文仅代表作者个人观点", "本文转载自某某夜读，版权归原作者所有。"]
)
def test_terms_that_speak_of_the_text_go_from_above_it(notice: str):
    assert story(f"<p>{notice}</p>{LONG}") == story(LONG)
    told = f"<p>{notice}</p><p>这行小字是骗子的广告，印在每一张传单的背面。</p>"
    assert story(told + LONG) == story(told) + "\n" + story(LONG)


def test_a_sentence_on_reprints_may_begin_a_story():
    begun = "<p>未经授权，禁止转载。</p><p>她在每篇文章的末尾都写着这八个字。</p>"
    assert story(begun + LONG) == story(begun) + "\n" + story(LONG)


@pytest.mark.parametrize(
    "times",
    [
        "<p>开场 2025-03-07 13:00</p><p>开演 2025-03-07 14:00</p><p>终演 2025-03-07 16:16</p>",
        "<p>灯会彩排 2025-03-07 13:00</p><p>正式亮灯 2025-03-08 19:30</p>",
        "<p>转账 2025-03-07 15:48</p>",
        "<p>開演 2025-03-07 14:00</p>",
    ],
)
def test_what_happens_at_a_time_is_no_byline(times: str):
    assert story(LONG + times) == story(LONG) + "\n" + story(times)
    assert story(times + LONG) == story(times) + "\n" + story(LONG)


@pytest.mark.parametrize("below", ["", "<p>江岭晚报更新 2025-03-07 18:20</p>", "<p>2025-03-07 15:48</p>"])
def test_an_account_and_when_it_published_are_a_byline(below: str):
    assert story(f"<p>江岭警事 2025-03-07 15:48</p>{below}{LONG}") == story(LONG)
