"""Cleaning: what goes, where it stands, what beside it decides; and what is on record afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from fraudnews import Article, Options, clean, credits, render
from fraudnews.errors import EmptyError
from fraudnews.model import Kind
from fraudnews.roles import find_roles

ONE = "江岭警方昨日通报了一起以扫码送米为名的诈骗案。"
TWO = "办案民警说，受害人大多是附近小区的老人。"
THREE = "目前三名嫌疑人已被依法刑事拘留，案件还在侦办之中。"
STORY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
#: So much story that nothing around it is a large part of the post.
LONG = STORY * 6
QR = "<p><img src='https://example.com/a/c.png' width='200' height='200'></p>"
WIDE = "<p><img src='https://example.com/a/w.png' width='900' height='400'></p>"


def article(body: str, options: Options = Options()) -> Article:  # noqa: B008 - a frozen value
    return clean(f"<div>{body}</div>", options)


def story(body: str, options: Options = Options()) -> str:  # noqa: B008 - a frozen value
    return render(article(body, options), "text")


def removed(body: str, options: Options = Options()) -> list[tuple[Kind, str]]:  # noqa: B008 - a frozen value
    """Kind and words of every removal that a reader would have seen."""
    return [
        (removal.kind, removal.text) for removal in article(body, options).removed if removal.text or removal.images
    ]


#: A wording for each kind: at the end of a story it goes.
TAILS = [
    (Kind.EDITOR, "责任编辑：杨小树"),
    (Kind.QR, "长按二维码识别关注某某网"),
    (Kind.QR, "扫码下载某某新闻客户端"),
    (Kind.PROMO, "更多精彩内容，请下载某某新闻APP"),
    (Kind.PROMO, "点击上方蓝字关注我们"),
    (Kind.AD, "【广告】"),
    (Kind.DISCLAIMER, "本文仅供参考，不构成投资建议。"),
    (Kind.DISCLAIMER, "转载请注明出处"),
    (Kind.DISCLAIMER, "免责声明：本文仅供参考，不构成任何投资建议，据此操作风险自负。"),
    (Kind.DISCLAIMER, "版权声明：本文版权归某某网所有，未经授权不得转载。"),
    (Kind.RELATED, "<a href='/more'>点击查看更多</a>"),
    (Kind.RELATED, "<a href='/1'>阅读原文</a>"),
    (Kind.SHARE, "分享到：微信 微博 QQ空间"),
    (Kind.WIDGET, "THE END"),
    (Kind.WIDGET, "举报/反馈"),
]

#: The same words inside a story: they stay.
WORDS_OF_A_STORY = [words for _, words in TAILS if "<" not in words]


@pytest.mark.parametrize("kind, words", TAILS)
def test_boilerplate_at_the_end_goes(kind: Kind, words: str):
    found = removed(f"{LONG}<p>{words}</p>")
    assert [one for one, _ in found] == [kind]
    assert story(f"{LONG}<p>{words}</p>") == story(LONG)


@pytest.mark.parametrize("words", WORDS_OF_A_STORY)
def test_the_same_words_in_mid_story_stay(words: str):
    body = f"{STORY}<p>{words}</p>{STORY}{STORY}"
    assert removed(body) == []
    assert words in story(body)


@pytest.mark.parametrize("words", WORDS_OF_A_STORY)
def test_a_quotation_that_is_announced_stays(words: str):
    body = f"{LONG}<p>那个网站的最后一页上只有这样一行字：</p><p>{words}</p>"
    assert words in story(body)


SHOWN = "<p>{}</p><p>名额有限！</p><p>长按二维码识别关注某某网</p><p>扫码进群</p>"


def test_what_a_story_shows_stays_in_all_its_lines():
    for words in (
        "海报上只有三行：",
        "那条短信是这样写的：",
        "群公告：",
        "公屏上滚动着：",
        "每篇文章末尾都有两行：",
        "对方在电话里说：",
    ):
        assert story(LONG + SHOWN.format(words)) == story(LONG) + "\n" + story(SHOWN.format(words))


@pytest.mark.parametrize(
    "above", ["联系方式：", "客服微信：", "海报上只有三行。", f"{'海报上写着' * 10}：", "他说完就走了。"]
)
def test_what_nothing_shows_goes_though_lines_stand_around_it(above: str):
    assert not {"扫码进群", "长按二维码识别关注某某网"} & set(story(LONG + SHOWN.format(above)).split("\n"))


def test_what_is_shown_is_a_few_lines():
    many = "<p>海报上只有这些字：</p>" + "<p>先到先得</p>" * 6
    assert "长按" not in story(f"{LONG}{many}<p>长按二维码识别关注某某网</p>")


def test_what_is_shown_is_as_many_lines_as_the_story_says():
    words = "<p>海报上写着两行字：</p><p>名额有限</p><p>责任编辑：杨小树</p>"
    assert story(LONG + words) == story(LONG) + "\n" + story(words)
    assert "杨小树" not in story(LONG + words.replace("<p>责", "<p>老师在线</p><p>责"))
    assert "杨小树" not in story(LONG + words.replace("海报上写着两行字：", "第五条："))


def test_what_a_story_shows_ends_with_its_editor():
    tail = "<p>那条短信写着：</p><p>名额有限！</p><p>责任编辑：杨小树</p><p>扫码关注某某日报微信公众号</p>"
    assert story(LONG + tail) == story(LONG) + "\n那条短信写着：\n\n名额有限！\n"


@pytest.mark.parametrize(
    "told",
    [
        "<p>短信原文如下。</p><p>扫码关注某某日报微信公众号</p>",
        "<p>网上还能搜到那则招聘：</p><p>招聘编辑、实习生</p><p>联系微信：zhaopin01</p>",
        "<p>短信原文如下。</p><p>名额有限！</p><p>扫码关注某某日报微信公众号</p>",
        "<p>屏幕上跳出这样一行字。</p><p>未经授权不得转载</p>",
        "<p>页面底部还有一句话——</p><p>欢迎大家点赞转发</p>",
        "<p>骗子发来的通知如下。</p><p>扫码关注某某日报微信公众号</p>",
        "<p>那一页的内容如下：</p><p>名额有限</p><p>扫码关注某某日报微信公众号</p>",
        "<p>那张海报上有三行字：</p><p>名额有限</p><p>返回列表</p><p>老师在线</p>",
        "<p>以下账号均系假冒：</p><p>微信号：jl_bank01</p><p>公众号：江岭银行服务厅</p>",
        "<p>首页底部有三行字：</p><p>原创代写</p><p>版权归您，抄袭必究</p><p>名额有限</p>",
        "<p>右下角印了三行小字：</p><p>总编辑 叶青</p><p>责任编辑 叶青</p><p>发行 停刊</p>",
        "<p>证件里印着四条“须知”。</p><p>一、一人一证。</p><p>二、不得转借。</p><p>三、未经授权，不得转载</p>",
        "<p>统计列出三个常见的词。</p><p>链接</p><p>收藏</p><p>转发</p>",
        "<p>文章乙多了如下内容：</p><p>一杯茶</p><p>点个“在看”，让更多人知道</p>",
        "<p>弹幕里全都是：</p><p>主播好</p><p>打赏</p><p>点赞</p>",
        "<p>对方给的号码有两个。</p><p>新闻热线：0571-85310000</p><p>报料热线：0571-85310001</p>",
        "<p>邮件末尾有一行蓝字。</p><p><a href='/1'>View this email in your browser</a></p>",
        "<p>骗子先后用过这些名字。</p><p>江岭新闻网微信</p><p>江岭新闻网客户端</p>",
        "<p>公告共三条。</p><ol><li>每天签到</li><li>转给身边人，让更多人知道！</li><li>拉人进群</li></ol>",
    ],
)
def test_what_the_story_shows_stays_below_a_line_that_says_so(told: str):
    assert not article(LONG + told).removed
    assert not article(f"{LONG}{told}{LONG}").removed


def test_a_notice_on_copyright_goes_below_its_label():
    assert "授权" not in story(f"{LONG}<p>版权公告：</p><p>未经授权，禁止转载。</p>")


def test_buttons_to_share_go_in_a_list_in_any_script():
    assert story(f"{LONG}<ul><li>分享到 Facebook</li><li>Share on Twitter</li></ul>") == story(LONG)


def test_a_code_stays_below_a_line_that_says_who_scanned_it():
    assert len(article(f"{LONG}<p>扫的就是这个码</p>{QR}").images) == 1


def test_the_colon_of_an_editors_bracket_makes_no_contact_of_the_story_before_it():
    assert "合作联系多年的伙伴也上了当" in story(f"{LONG}<p>合作联系多年的伙伴也上了当（编辑：林一禾）</p>")


def test_calls_go_below_a_line_that_shows_nothing():
    for above in (
        "她只记得一句话。",
        "——————",
        "现在就点击下面的卡片——",
        "那一夜，他们——</p><p>返回列表",
        "联系我们的方式如下。",
        "如果这篇文章对你有帮助——",
        "来源｜江岭新闻——",
        "END——",
    ):
        assert "某某日报" not in story(f"{LONG}<p>{above}</p><p>扫码关注某某日报微信公众号</p>")


@pytest.mark.parametrize(
    "shown",
    [
        "<p>那篇假新闻的结尾写着：</p><p>名额有限！</p><p>编辑：陈渡</p><p>声明：本文仅代表作者个人观点，与本网无关。</p>",
        "<p>他们冒用的署名有这些人的：</p><p>记者 林一禾</p><p>编辑 陈渡</p><p>责编 赵一</p>",
    ],
)
def test_credits_and_terms_that_a_story_shows_stay_where_it_goes_on(shown: str):
    body = f"{LONG}{shown}<p>这些名字没有一个是真的，那家报社也没有这个人。</p>"
    assert removed(body) == []
    assert story(f"{body}<p>编辑：王晓</p>") == story(body)


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


FACTS = "<p>性别：男</p><p>职业：石油工程师</p><p>微信号：laoshi888</p><p>标签：离异，有孩，想再婚</p>"


def test_facts_about_a_person_stay_together():
    assert story(LONG + FACTS) == story(LONG) + "\n" + story(FACTS)
    paper = "<p>摘要：本文讨论三种骗局。</p><p>关键词：诈骗；老年人；认知</p>"
    assert story(LONG + paper) == story(LONG) + "\n" + story(paper)


@pytest.mark.parametrize("between", ["<p>他的资料只有这些。</p>", "<p>地址：某某路</p>" * 5])
def test_a_label_apart_from_such_facts_is_any_label(between: str):
    body = FACTS.replace("<p>微信号", f"{between}<p>微信号")
    assert "微信号" not in story(LONG + body)


@pytest.mark.parametrize(
    "end",
    [
        "<p>江岭市公安局 2021-06-02 15:30</p>",
        "<p>江岭市东湖区人民法院</p><p>2021-06-02 15:30</p>",
        "<p>某某银行</p><p>2021年06月02日 15:30</p>",
    ],
)
def test_a_notice_ends_with_the_office_that_issued_it_and_the_hour(end: str):
    assert story(LONG + end) == story(LONG) + "\n" + story(f"<p>这是</p>{end}").partition("\n\n")[2]
    assert removed(end.replace("江岭市公安局", "江岭警事").rpartition("<p>")[2].join(("<p>", LONG)))


#: What a story tells of such words: it begins and ends with them as it likes.
TOLD = [
    "骗子让她在微信搜索“江岭理财”公众号，加上客服的好友，三天里转走了二十万元。",
    "对方让李女士微信搜索【江岭优品】，下单后返佣金。",
    "该平台的页面底部写着：市场有风险，投资需谨慎。",
    "这家公司在免责声明里写道，所有内容仅供参考，不构成投资建议。",
    "他在群里说，以上观点仅代表个人，不构成投资建议，买卖自负。",
    "扫码关注公众号，领取更多资讯，她照做了。",
    "点“在看”的人都被拉进了群",
    "防失联，加备用金，群主催了三次。",
    "打开某某新闻APP，查看更多精彩内容，她一步一步照做。",
    "喜欢就点个赞，群里这样说，骗子要的只是她的手机号。",
    "版权归本站所有，嫌疑人的网站上有这样一行字。",
    "被告人称其直播内容仅供参考，不构成投资建议，风险自担。",
    "该网站注明未经授权不得转载，首页的文章一篇也不是自己写的。",
    "这家公司的网页写着不构成投资建议，客户经理天天荐股。",
    "Follow us on Twitter, the fake account said.",
    "Sign up for the newsletter, the scammers urged her.",
    "訂閱電子報的人，都收到了這封信。",
    "未经我司书面授权，任何单位和个人不得使用我司商标。",
    "不得转载未经核实的灾情信息。",
    "2012年，网页底部添了一句：版权所有，不得转载。",
    "关注我们，是这家公司对员工的唯一要求。",
    "转载请注明出处，是那个年代的客气话。",
    "别忘了点赞，别忘了关注，三句话一句比一句快。",
    "获奖作品版权归作者所有，主办方有权展出",
    "上一条：妈，转五千。下一条：妈，我真是你儿子。",
    "All rights reserved，律师念给老人听，老人问什么意思",
    "话术：投资有风险，入市需谨慎",
    "短信内容：以上内容仅供参考，不构成投资建议",
    "展板标语：未经授权，禁止转载",
    "未經授權，不得轉載，律師說。",
    "未经本人同意，任何人不得公开使用其肖像。",
    "转载请注明出处，老柳在每篇文章后都写上这句话。",
    "转载，请注明来源：骗子在每一篇假文章后面都写上这句话。",
    "说来说去还是那句说烂了的话，投资有风险，入市需谨慎。",
    "老师一直提醒：投资有风险，入市需谨慎。",
    "好多朋友给我点赞！",
    "最后关注一下“扫码送米”。",
    "微博看到的评论",
    "本文首发于微信公众号“江岭旧事”，三天后，作者接到了威胁电话。",
]


@pytest.mark.parametrize("words", TOLD)
def test_what_a_story_tells_of_such_words_stays(words: str):
    assert story(STORY + f"<p>{words}</p>").endswith(f"\n\n{words}\n")
    assert story(f"<p>{words}</p>" + STORY).startswith(f"{words}\n\n")


@pytest.mark.parametrize(
    "words",
    [
        "扫码支付成功0元",
        "师傅: 扫码就行！",
        "扫二维码一看 哇太厉害了",
        "请扫码登记的告示，贴在每一扇门上",
        "家长可扫码查看校车路线",
        "市民可扫描车站内的二维码反映问题",
    ],
)
def test_what_is_told_of_a_code_stays_beside_a_picture(words: str):
    assert words in story(f"{LONG}<p>{words}</p><p><img src='/a/scene.jpg'></p>")


@pytest.mark.parametrize(("items", "left"), [(3, 0), (29, 0), (30, 30)])
def test_a_list_of_terms_has_few(items: int, left: int):
    terms = "本文仅供参考，不构成投资建议。"
    assert story(STORY * 60 + f"<ul>{f'<li>{terms}</li>' * items}</ul>").count(terms) == left


def test_any_number_of_lines_may_lead_in_to_the_next():
    lines = "<p>防失联，可以加号主个人微信：</p>" * 2_000
    assert len(article(f"{LONG}{lines}").blocks) > 2_000


def test_links_are_no_quotation_whatever_they_name():
    assert story(f"{LONG}<p>标签：<a href='/t/1'>犯罪嫌疑人</a> <a href='/t/2'>民警</a></p>") == story(LONG)


@pytest.mark.parametrize("marks", ["“”", "「」", "『』"])
def test_words_of_a_sentence_between_quotation_marks_stay(marks: str):
    opened, closed = marks
    body = (
        f"<div>短信的最后只有一个链接，写着{opened}</div><strong>阅读原文</strong><div>{closed}，老林点了进去。</div>"
    )
    assert removed(f"{LONG}{body}") == removed(f"{body}{LONG}") == []
    assert removed(f"{LONG}<p>{opened}</p><p>阅读原文</p>") == [(Kind.RELATED, "阅读原文")]


def test_promotion_that_ends_in_a_colon_leads_in_to_no_quotation():
    assert story(f"{LONG}<p>防失联，可以加号主个人微信：</p><p>防失联，还可以关注我另外的公众号：</p>") == story(LONG)


def test_boilerplate_in_a_row_goes_whole():
    tail = "".join(f"<p>{words}</p>" for kind, words in TAILS if kind is not Kind.AD)
    assert story(LONG + tail) == story(LONG)


def test_a_place_tells_how_much_story_stood_before():
    (removal,) = article(f"{STORY}<p>责任编辑：杨小树</p>").removed
    assert removal.place == 3


def test_a_place_counts_no_rule_that_was_dropped():
    found = article(f"<hr><hr>{STORY}<hr><hr>{STORY}<p>责任编辑：杨小树</p><hr>")
    (removal,) = found.removed
    assert removal.place == len(found.blocks) == 7


ABOUT = "<p>陆小满，专栏作者，写过三本关于骗局的书，现居江岭。</p>"


def test_behind_an_end_mark_boilerplate_goes_from_between_what_stays():
    tail = f"<p>-END-</p><p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert story(LONG + tail) == story(LONG + ABOUT)


def test_an_end_mark_is_announced_by_no_line_that_went():
    tail = "<p>点击查看更多精彩内容：</p><p>THE END</p>"
    assert story(LONG + tail) == story(LONG)


def test_an_end_mark_behind_which_nothing_is_known_stays():
    assert removed(f"{LONG}<p>THE END</p>{ABOUT}") == []


def test_an_end_mark_that_reads_as_a_heading_goes():
    assert story(f"{LONG}<h2>END</h2>") == story(LONG)


def test_much_story_behind_an_end_mark_is_still_story():
    tail = f"<p>-END-</p><p>投稿邮箱：tougao@example.com</p>{LONG}"
    assert removed(LONG + tail) == []


@pytest.mark.parametrize("line", ["编辑：杨小树", "本文仅代表作者观点，不代表本报立场。"])
def test_behind_the_desk_or_terms_boilerplate_goes_from_between_what_stays(line: str):
    tail = f"<p>{line}</p><p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert story(LONG + tail) == story(LONG + ABOUT)


def test_much_story_behind_an_editor_is_still_story():
    tail = f"<p>编辑：杨小树</p>{STORY}<p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert "投稿邮箱：tougao@example.com" in story(LONG + tail)


#: Words that no story says: in its last third they go, whatever stands behind them.
LATE = [
    "编辑：杨小树、林一禾",
    "【纠错】 责任编辑：杨小树",
    "未经授权不得转载",
    "*文章为作者独立观点，不代表某某网立场",
    "【某某作品的中文相关权益归某某公司独家所有。未经授权，不得转载、摘编等。】",
    "—— END ——",
]


@pytest.mark.parametrize("words", LATE)
def test_an_unknown_sentence_shields_no_boilerplate_before_it(words: str):
    assert story(f"{LONG}<p>{words}</p>{ABOUT}") == story(LONG + ABOUT)


@pytest.mark.parametrize("words", LATE)
def test_long_terms_are_no_part_of_what_the_last_third_is_of(words: str):
    terms = "<p>版权声明：本文版权归某某网所有，未经授权不得转载、摘编、复制或者建立镜像。</p>" * 3
    assert story(f"{STORY * 2}<p>{words}</p>{terms}{ABOUT}") == story(STORY * 2 + ABOUT)


@pytest.mark.parametrize("words", LATE)
def test_nor_is_what_goes_from_the_edges(words: str):
    calls = "<p>更多精彩内容，请下载某某新闻APP</p>" * 9
    assert story(f"{STORY * 2}<p>{words}</p>{ABOUT}{calls}") == story(STORY * 2 + ABOUT)


def test_what_stood_over_a_list_of_other_articles_is_at_the_end_once_that_went():
    listed = "<p>推荐阅读</p>" + "<p>又一起案件告破</p>" * 4
    assert story(f"{LONG}<p>更多精彩内容，请下载某某新闻APP</p>{listed}") == story(LONG)


@pytest.mark.parametrize(
    "words",
    [
        "编者按：三个月，三个骗局，我们把它们写在一起。",
        "作者 | 林一禾",
        "作者 | 林一禾  王   二</p><p>陆小满  周  舟",
        "制图丨陆小满",
    ],
)
def test_the_editor_behind_a_note_or_the_author_at_the_head_goes(words: str):
    note = f"<p>{ONE}</p><p>{words}</p>"
    found = article(f"{note}<p>编辑 | 杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(note + LONG), ("杨小树",))


@pytest.mark.parametrize(
    "before", ["<p>时间：2021年10月13日 09:34</p><p>来源：江岭晚报</p><p>作者：林一禾</p>", "<p>来源：江岭晚报</p>"]
)
def test_the_editor_below_the_date_and_the_source_at_the_head_goes(before: str):
    found = article(f"{before}<p>编辑：杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(before + LONG), ("杨小树",))


def test_the_editor_above_an_unlinked_topic_goes():
    behind = "<p>相关专题：江岭社区活动 / 江岭人物</p>"
    found = article(f"{LONG}<p>责任编辑：杨小树</p>{behind}")
    assert (render(found, "text"), found.meta.editor) == (story(LONG + behind), ("杨小树",))


@pytest.mark.parametrize(
    "attributes",
    [
        "class='st_tag internal_tag'",
        "class='channel_keylink'",
        "title='View all posts in 刷单'",
        "title='查看更多关于刷单的文章'",
    ],
)
def test_a_word_that_the_site_links_to_its_list_is_no_link(attributes: str):
    assert render(article(f"<p>他做<a href='/tag/1' {attributes}>刷单</a>。</p>"), "markdown").endswith(
        "\n他做刷单。\n"
    )
    kept = "<p>他做<a href='/tag/1' title='查看此案的判决'>刷单</a>。</p>"
    assert render(article(kept), "markdown").endswith("\n他做[刷单](/tag/1)。\n")


@pytest.mark.parametrize("plugin", ["wp_keywordlink", "wp_keywordlink_affiliate"])
def test_a_word_that_a_plugin_links_is_no_link(plugin: str):
    body = f"<p>他做<span class='{plugin}'><a href='/tag/1'>刷单</a></span>。</p>"
    assert render(article(body), "markdown").endswith("\n他做刷单。\n")


@pytest.mark.parametrize("rel", ["tag", "category tag"])
@pytest.mark.parametrize("title", ["View all posts in 刷单", "查看更多关于刷单的文章"])
@pytest.mark.parametrize("label", ["标签：", "Tags: "])
def test_labels_of_a_post_go_whatever_their_titles(label: str, title: str, rel: str):
    assert story(f"{LONG}<p>{label}<a href='/tag/1' title='{title}' rel='{rel}'>刷单</a></p>") == story(LONG)


def test_the_editor_behind_names_of_whom_nobody_says_that_they_wrote_stays():
    assert removed(f"<p>{ONE}</p><p>陆小满  周  舟</p><p>编辑 | 杨小树</p>{LONG}") == []


@pytest.mark.parametrize("line", ["声明：江岭观察所发之言，句句有据。", "记者邮箱：请见报纸头版的右下角。"])
def test_the_editor_above_a_statement_or_an_address_goes(line: str):
    behind = f"<p>{line}</p>"
    found = article(f"{LONG}<p>责任编辑 | 杨小树</p>{behind}")
    assert (render(found, "text"), found.meta.editor) == (story(LONG + behind), ("杨小树",))


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


@pytest.mark.parametrize("line", ["# 三个骗局", "[三个骗局](https://example.com/1)\n------"])
def test_the_heading_of_a_file_without_front_matter_is_its_title(line: str):
    assert clean(f"{line}\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("[三个骗局](https://example.com/1)\n------", "https://example.com/1"),
        ("# 三个骗局\n\n> 原文：[`example.com/1`](https://example.com/1)", "https://example.com/1"),
        ("# 三个骗局\n\n原文链接：<https://example.com/1>", "https://example.com/1"),
        ("# 三个骗局\n\n> 作者: 江岭\n> 原文链接: https://example.com/1\n\n---", "https://example.com/1"),
        ("# [三个骗局](/1)", None),
        ("# [三个](https://example.com/1)[骗局](https://example.com/2)", None),
        ("# 三个骗局：[网警](https://example.com/1)", None),
        ("# 三个骗局\n\n> 原文：[第一篇](https://example.com/1)，[第二篇](https://example.com/2)", None),
        ("# 三个骗局\n\n据[江岭日报](https://example.com/1)报道", None),
        ("# 三个骗局\n\n短信里说：“积分将过期。”原文：https://example.com/1", None),
    ],
)
def test_the_heading_of_such_a_file_may_link_to_its_page_or_a_line_below_it(head: str, address: str | None):
    assert clean(f"{head}\n\n{ONE}\n\n{TWO}\n").meta.url == address


def test_the_title_of_such_a_file_may_stand_below_its_cover():
    assert clean(f"![](https://example.com/1.jpg)\n\n# 三个骗局\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


def test_a_lower_heading_is_the_title_of_such_a_file_if_it_alone_has_a_rule_under_it():
    assert clean(f"### 三个骗局\n------\n\n{ONE}\n\n#### 一、熟人\n\n{TWO}\n").meta.title == "三个骗局"
    for text in (f"### 一、熟人\n\n{ONE}\n", f"### 一、熟人\n------\n\n{ONE}\n\n### 二、生人\n\n{TWO}\n"):
        assert not clean(text).meta.title


def test_one_of_many_headings_below_a_picture_is_no_title():
    text = f"![](https://example.com/1.jpg)\n\n# 一、熟人\n\n{ONE}\n\n# 二、生人\n\n{TWO}\n"
    assert not clean(text).meta.title


@pytest.mark.parametrize(
    "line",
    [
        "原创 杨小树  江岭警事   2025-03-07 15:48  ",
        "江岭警事 2025-03-07 15:48",
        "日期：Fri, 07 Mar 2025 15:48:00 +0000",
        "发布时间: 2025-03-07 15:48:00",
        "2025年03月07日 15:48:00",
        "2025-03-07T15:48:00.000Z",
        "Fri, 07 Mar 2025 15:48:00 GMT",
    ],
)
def test_the_line_under_such_a_title_says_when(line: str):
    found = clean(f"# 三个骗局\n{line}\n  \n{ONE}\n\n{TWO}\n")
    assert (found.meta.date, render(found, "text")) == (
        datetime(2025, 3, 7, 15, 48, tzinfo=UTC),
        f"三个骗局\n\n{ONE}\n\n{TWO}\n",
    )


def test_a_date_far_below_such_a_title_does_not():
    told = "\n\n".join(f"{ONE}{place}" for place in range(5))
    found = clean(f"# 三个骗局\n\n{told}\n\n发布时间：2025-03-07 15:48:00\n")
    assert (found.meta.date, len(found.removed)) == (None, 1)


@pytest.mark.parametrize("other", ["2025-03-07 16:20", "16:20"])
def test_the_hours_of_what_a_story_tells_do_not_say_when_it_was_published(other: str):
    hours = f"<p>2025-03-07 15:48</p><p>{ONE}</p><p>{other}</p><p>{TWO}</p>"
    assert removed(hours) == []
    assert removed(hours.replace(other, "2025-03-07 15:48"))


def test_a_date_said_more_often_than_a_page_says_it_is_the_storys():
    assert removed(f"<p>2025-03-07 15:48</p><p>{ONE}</p><p>{TWO}</p>" * 4) == []


def test_a_body_that_only_says_when_keeps_it_without_a_warning():
    found = article("<p>2025-03-07 15:48</p>")
    assert (render(found, "text"), found.warnings) == ("2025-03-07 15:48\n", ())


def test_a_picture_in_such_a_heading_is_no_part_of_the_title():
    assert clean(f"# ![](https://example.com/a/w.png) 三个骗局\n\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


def test_the_line_under_a_title_leaves_it_where_another_heading_follows():
    assert clean(f"# 三个骗局\n江岭警事 2025-03-07 15:48\n# 第一个\n{ONE}\n\n{TWO}\n").meta.title == "三个骗局"


@pytest.mark.parametrize("line", ["江岭警事 2025-03-07 15:48", "原创 江岭警事 2025-13-07 15:48"])
def test_a_line_that_names_no_date_or_has_no_title_above_dates_nothing(line: str):
    above = "" if line[0] == "江" else "# 三个骗局\n"
    assert clean(f"{above}{line}\n\n{ONE}\n\n{TWO}\n").meta.date is None


@pytest.mark.parametrize("before", ["---\nauthor: 江岭晚报\n---\n# 三个骗局", "### 三个骗局", ONE])
def test_other_lines_are_no_title(before: str):
    assert clean(f"{before}\n\n{ONE}\n\n{TWO}\n").meta.title == ""


def test_a_title_is_none_of_the_lines_at_the_head():
    labels = "<h1>三个骗局</h1><h1>三个骗局</h1><p>原创</p><p>林一禾</p><p>江岭观察</p>"
    found = article(f"{labels}<p>编辑 | 杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(labels + LONG), ("杨小树",))


def test_an_agencys_date_behind_the_editor_goes_with_him():
    found = article(f"{LONG}<p>{TWO}（編輯：楊小樹）1100322</p>")
    assert (render(found, "text"), found.meta.editor) == (story(f"{LONG}<p>{TWO}</p>"), ("楊小樹",))


@pytest.mark.parametrize("words", LATE)
def test_before_the_last_third_the_same_words_stay(words: str):
    assert removed(f"{STORY}<p>{words}</p>{LONG}") == []


@pytest.mark.parametrize(
    "talk", ["<p>林一禾：你见过那个人吗？</p><p>编辑：见过</p>", "<p>编辑：见过</p><p>林一禾：那电话呢？</p>"]
)
def test_who_edits_may_speak_in_an_interview(talk: str):
    assert removed(f"{LONG}{talk}{ABOUT}") == []
    assert removed(f"{LONG}{talk}{TWO}<p>编辑：杨小树</p>{ABOUT}") == [(Kind.EDITOR, "编辑：杨小树")]


@pytest.mark.parametrize("words", ["展开全文", "【纠错】", "正在加载...", "&lt; &gt;", "转播到某某微博"])
def test_a_button_goes_wherever_it_stands(words: str):
    assert story(f"{STORY}<p>{words}</p>{STORY}") == story(STORY + STORY)


def test_the_way_back_to_the_site_goes_off_any_line():
    back = "<a href='https://example.com'>返回某某，查看更多</a>"
    assert story(f"{STORY}<p>{TWO}{back}</p>{STORY}") == story(f"{STORY}<p>{TWO}</p>{STORY}")


# ---- signs --------------------------------------------------------------------------------------------------------

CALL = "<p>长按二维码识别关注某某网</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{CALL}<p>👇👇👇</p>{QR}",
        f"{LONG}<p>———</p>{CALL}{QR}",
        f"{LONG}<p>▼</p><div class='qrcode-box'>{QR}扫码看更多</div>",
        f"{LONG}{CALL}<p>· · ·</p><p>责任编辑：杨小树</p>",
        f"<p>点击上方蓝字关注我们</p><p>▲</p>{LONG}",
    ],
)
def test_signs_go_with_what_they_part_or_point_at(body: str):
    assert story(body) == story(LONG)
    assert article(body).images == ()


def test_signs_between_two_buttons_go_in_mid_story():
    assert story(f"{STORY}<p>展开全文</p><p>———</p><p>【纠错】</p>{STORY}") == story(STORY + STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>———</p>{LONG}",
        f"{LONG}<p>———</p>",
        f"{STORY}<p>▼</p>{WIDE}{LONG}<p>责任编辑：杨小树</p>",
        f"{LONG}<p>……</p><p>责任编辑：杨小树</p>",
    ],
)
def test_signs_of_a_story_stay(body: str):
    assert Kind.WIDGET not in [kind for kind, _ in removed(body)]


# ---- editors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body, editors",
    [
        (f"{STORY}<p>责任编辑：杨小树 SF055</p>", ("杨小树",)),
        (f"{STORY}<p class='article-editor'>责任编辑：曹　杨 </p>", ("曹杨",)),
        (f"{STORY}<p>&emsp;责任编辑：&ensp;曹&emsp;杨&emsp;校对：王二&emsp;</p>", ("曹杨",)),
        (f"{STORY}<p>编辑：杨小树、林一禾</p><p>校对：王二</p>", ("杨小树", "林一禾")),
        (f"<p>{ONE}</p><p>{TWO}（责任编辑：杨小树）</p>", ("杨小树",)),
        (f"{STORY}<p>责任编辑：林一禾（编辑：杨小树）</p>", ("林一禾", "杨小树")),
        (f"{STORY}<p>作者：林一禾 编辑：杨小树</p>", ("杨小树",)),
        (f"<p>作者：林一禾 编辑：杨小树</p>{STORY}", ("杨小树",)),
        (f"{STORY}<p>声明：文章仅代表作者观点，不代表某某网立场。编辑：杨小树。</p>", ("杨小树",)),
        (f"{STORY}<p>本文仅代表作者观点，不代表本报立场。（编辑：杨小树）</p>", ("杨小树",)),
        (f"<p>【文/江岭网 林一禾 编辑/杨小树】{ONE}</p><p>{TWO}</p>", ("杨小树",)),
        (f"<p>江岭社（江岭，编辑 杨小树）讯，{ONE}</p><p>{TWO}</p>", ("杨小树",)),
        (f"<p>{ONE}</p><p>记者 林一禾 编辑 杨小树</p>{STORY}", ("杨小树",)),
        (f"<p>甲网记者 林一禾 甲网编辑：杨小树</p>{STORY}<p>编辑|杨小树 王二</p>", ("杨小树", "王二")),
        (f"{STORY}<p>那页纸上只有这样一行字：</p><p>作者：林一禾 编辑：杨小树</p>", ()),
        (STORY, ()),
    ],
)
def test_the_editors_come_to_the_record(body: str, editors: tuple[str, ...]):
    assert article(body).meta.editor == editors


def test_a_bracket_behind_the_last_sentence_goes_alone():
    found = article(f"<p>{ONE}</p><p>{TWO}（责任编辑：杨小树）</p>")
    assert render(found, "text") == f"{ONE}\n\n{TWO}\n"
    assert [(removal.kind, removal.text) for removal in found.removed] == [(Kind.EDITOR, "（责任编辑：杨小树）")]


def test_promotion_before_a_bracket_goes_by_its_own_rule():
    found = article(f"{STORY}<p>更多精彩内容请下载某某新闻APP（责任编辑：杨小树）</p>")
    assert render(found, "text") == render(article(STORY), "text")
    assert [(removal.rule, removal.kind) for removal in found.removed] == [("common/app-more", Kind.PROMO)]
    assert found.meta.editor == ("杨小树",)


@pytest.mark.parametrize(
    "line",
    [
        "一等奖：《八万元》（编辑：林一禾）",
        "那本盗版书的版权页上写着（责任编辑：林一禾）",
        "他指着报纸右下角的一行小字给我看：（责任编辑：林一禾）",
        "这套书由江岭出版社出版（主编：林一禾）。",
        "获奖作品：《守钱人》（作者：王二 编辑：林一禾）",
    ],
)
def test_a_bracket_that_says_who_made_a_work_stays(line: str):
    found = article(f"{LONG}<p>{line}</p>")
    assert (removed(f"{LONG}<p>{line}</p>"), found.meta.editor) == ([], ())


def test_a_bracket_in_mid_story_goes_behind_a_whole_sentence_alone():
    assert removed(f"{STORY}<p>书在江岭印成（主编：林一禾）</p>{LONG}") == []
    assert removed(f"{STORY}<p>{ONE}（编辑：林一禾）</p>{LONG}") == [(Kind.EDITOR, "（编辑：林一禾）")]


def test_the_desk_named_behind_the_last_sentence_goes_alone():
    found = article(f"<p>{ONE}</p><p>{TWO}<strong>责任编辑：杨小树</strong></p>")
    assert (render(found, "markdown").split("---\n\n")[1], found.meta.editor) == (f"{ONE}\n\n{TWO}\n", ("杨小树",))


def test_a_line_that_names_the_author_stays_without_the_bracket_behind_it():
    assert story(f"{STORY}<p>作者：林一禾 编辑：杨小树（校对：王二）</p>").endswith("作者：林一禾 编辑：杨小树\n")


def test_a_line_that_names_the_author_stays():
    assert "作者：林一禾 编辑：杨小树" in story(f"{STORY}<p>作者：林一禾 编辑：杨小树</p>")


# ---- neighbours ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{QR}<p>长按二维码识别关注某某网</p>",
        f"{LONG}<p>长按二维码识别关注某某网</p>{QR}",
        f"{LONG}{QR}<p>欢迎关注：江岭日报官方微信平台——扫描上图二维码或搜索江岭日报关注。</p>",
    ],
)
@pytest.mark.parametrize("code", [QR, "<p><img src='https://example.com/a/w256h256/c.png'></p>"])
def test_the_code_beside_its_caption_goes(body: str, code: str):
    found = article(body.replace(QR, code))
    assert found.images == ()
    assert any(removal.images and removal.images[0].endswith("/c.png") for removal in found.removed)


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{WIDE}<p>长按二维码识别关注某某网</p>",
        f"{LONG}<p><img src='https://example.com/a/w900h400/w.png'></p><p>长按二维码识别关注某某网</p>",
        f"{LONG}{QR}<p><img src='https://example.com/a/own.png'>长按二维码识别关注某某网</p>",
        f"{LONG}<p><a href='https://example.com/1'><img src='https://example.com/a/w.png'></a></p><p><a href='https://example.com/1'>点击查看大图</a></p>",
        f"{LONG}{WIDE}",
        f"{STORY}{QR}{STORY}",
        f"{QR}{LONG}<p>THE END</p>",
    ],
)
def test_a_picture_of_the_story_stays(body: str):
    assert len(article(body).images) == 1


@pytest.mark.parametrize(
    "line",
    [
        "警方提醒广大市民：投资有风险，理财需谨慎。",
        "江岭证监局提示投资者，股市有风险，投资需谨慎。",
        "业内人士指出，市场有风险，投资需谨慎。",
        "公安机关提醒：未经授权不得转载他人照片，违者必究。",
        "江岭银行表示，以上测算不构成投资建议。",
        "主管部门要求各大网站撤下报道，并禁止转载未经核实的消息。",
        "江岭台昨日发了版权声明，未经授权，任何人不得转载晚会画面。",
        "关注我公众号的读者应该知道，这起案子已经拖了三年。",
        "下载这款APP即可返利，一单五元",
        "訂閱電子報，才發現被詐騙",
        "下载所谓的投资APP，获取内幕消息",
        "本网在三年前就报道过这件事，感谢各家媒体的转载。",
        "关注某某财经（abc518），获取更多机会，三个月后却再也打不开了",
        "点赞、转发，让更多人看到，后来查明是同一伙人的把戏",
        "点击上方蓝字关注我们，群公告里这样写",
        "「你怎麼看？歡迎留言分享」，簡訊裡這樣寫。",
        "点击下方“阅读原文”，参与有奖问答，才知道要先交三百元",
        "凡本网注明“来源：某某网”的所有作品，版权均属于某某网——这行字是从别处抄来的",
        "版权所有，仿冒必究，假证的背面印着这八个字",
        "群公告的最后一行：转载请注明出处。",
        "不得转载，不等于不得举报。",
        "禁止转载的条款，没有拦住盗版者。",
        "All rights reserved, said the fake page.",
    ],
)
def test_what_somebody_warns_of_ends_a_story_as_it_stands(line: str):
    assert line in story(f"{LONG}<p>{line}</p>")


FAVOURS = "<p>如果你觉得这篇内容对你挺有启发，我想邀请你帮我三个小忙：</p>"


def test_what_the_writer_asks_for_goes_with_the_line_that_says_how_many_favours():
    asked = "<ol><li>点赞，这样故事才写得下去</li><li>关注「某某前端」，常有新的故事。</li><li>也看看我写的其它故事</li></ol>"
    assert story(f"{LONG}<h2>看完三件事</h2>{FAVOURS}{asked}") == story(LONG)
    assert story(f"{LONG}{FAVOURS}{asked}<p>这里是江岭。</p>") == story(f"{LONG}<p>这里是江岭。</p>")


@pytest.mark.parametrize(
    "left",
    [
        f"<ol>{'<li>把这一段读完。</li>' * 7}</ol>",
        f"<ol><li>{'把这一段读完。' * 18}</li></ol>",
        "<p>把这一段读完。</p><ol><li>再读一遍。</li></ol>",
    ],
)
def test_what_is_no_short_list_under_that_line_stays(left: str):
    assert story(LONG + FAVOURS + left) == story(LONG + left)


@pytest.mark.parametrize("line", ["组里的同事请我帮三个小忙：", "对方说，如果觉得信得过，请你帮我一个小忙："])
def test_favours_that_a_story_tells_of_stay_with_their_list(line: str):
    told = f"<p>{line}</p><ol><li>改掉登录页。</li><li>加上日志。</li></ol>"
    assert story(LONG + told) == story(LONG) + "\n" + story(told)


def test_that_more_people_may_see_a_text_is_a_wish_and_no_news_of_who_saw_it():
    assert story(f"{LONG}<p>欢迎转发，让更多的人看到！</p>") == story(LONG)
    assert story(f"{LONG}<p>点个「在看」，让更多的人也能看到这篇内容</p>") == story(LONG)
    told = "<p>关注我公众号的人都知道，这起案子已经拖了三年。</p>"
    assert story(LONG + told) != story(LONG)


@pytest.mark.parametrize(
    "line",
    [
        "扫码进群领红包，都是骗局",
        "扫码里藏着木马",
        "掃碼遭冒用",
        "我打开手机，扫码下载了那个软件",
        "扫描二维码后，手机被锁",
        "扫码进站的旅客",
        "6月2日，扫描二维码借书的学生排起长队",
        "扫码取票的窗口",
        "不要参与扫码领奖",
        "掃碼點餐的客人",
        "扫描树上的二维码，就能听到它的故事",
        "扫码领取疫情补助",
        "扫码成了第一道关",
        "▲扫码付款的立牌",
        "▲扫码页面",
    ],
)
def test_what_codes_have_done_is_told_beside_a_picture_too(line: str):
    assert line in story(f"{LONG}{QR}<p>{line}</p>")


@pytest.mark.parametrize(
    "line",
    ["扫码领取免费的课程", "扫码开启美好的生活", "扫码成为我们的会员", "扫描以上二维码报名", "扫码预订特价的民宿"],
)
def test_a_call_to_scan_goes_with_its_code_whatever_it_promises(line: str):
    assert removed(f"{LONG}{QR}<p>{line}</p>") == [(Kind.QR, ""), (Kind.QR, line)]


def test_a_scene_is_no_picture_with_a_code_on_it_but_a_poster_may_be():
    poster = WIDE.replace("height='400'", "height='1600'")
    assert removed(f"{LONG}{WIDE}<p>现在扫码就能坐地铁</p>") == []
    assert removed(f"{LONG}{poster}<p>现在扫码就能坐地铁</p>") == [(Kind.QR, "现在扫码就能坐地铁")]


#: As many banners as go at most are three; one more is a gallery.
BANNER, BANNERS, GALLERY = (
    "".join(f"<p><img src='https://example.com/a/banner{number}.png'></p>" for number in range(most))
    for most in (1, 3, 4)
)


@pytest.mark.parametrize(
    "words",
    [
        "未经授权不得转载",
        "如有需要请联系tougao@example.com",
        "长按识别二维码关注某某网",
        "更多精彩内容，请下载某某新闻APP",
    ],
)
def test_pictures_behind_promotion_that_end_a_post_go(words: str):
    assert article(f"{WIDE}{LONG}<p>{words}</p>{BANNERS}").images == article(f"{WIDE}{LONG}").images


def test_pictures_behind_topics_that_end_a_post_stay():
    topics = "<p><a href='/t/1'>#江岭旧事</a> <a href='/t/2'>#某某游戏</a></p>"
    assert len(article(f"{LONG}{topics}{WIDE}").images) == 1


def test_a_picture_between_promotion_and_a_button_that_end_a_post_goes():
    foot = f"<p>未经授权不得转载</p>{BANNER}<p>阅读原文</p>"
    assert article(f"{WIDE}{LONG}{foot}").images == article(f"{WIDE}{LONG}").images
    for words in ("他站在门口。", "#江岭旧事# #某某游戏#"):
        assert len(article(f"{LONG}{foot.replace('阅读原文', words)}").images) == 1


@pytest.mark.parametrize("credit", ["", "<p>编辑：杨小树</p>"])
@pytest.mark.parametrize("mark", ["THE END", "- END -", "—— 完 ——"])
def test_pictures_behind_the_end_mark_that_end_a_post_go(mark: str, credit: str):
    body = f"{WIDE}{LONG}<p>{mark}</p>{BANNERS}{credit}"
    assert article(body).images == article(f"{WIDE}{LONG}").images


def test_pictures_behind_the_story_that_link_to_posts_of_wechat_go():
    card = (
        "<p><a href='https://mp.weixin.qq.com/s?__biz=Mz{}&amp;mid=22'><img src='https://example.com/a/{}.png'></a></p>"
    )
    cards = "".join(card.format(number, number) for number in range(5))
    assert article(f"{WIDE}{LONG}<p>杨小树</p>{cards}").images == article(f"{WIDE}{LONG}").images
    assert len(article(f"{cards}{LONG}").images) == 5
    assert len(article(f"{LONG}{WIDE.replace('</p>', cards[3:])}").images) == 2
    assert len(article(f"{LONG}{cards.replace('/s?', '/mp/wappoc?')}").images) == 5


def test_the_last_title_on_a_card_goes_with_its_list_whatever_it_ends_in():
    card = "<p><a href='https://{}?__biz=Mz{}'><img src='https://example.com/a/{}.png'></a>{}</p>"

    def left(site: str) -> list[str]:
        titles = ("江岭来信", "退休后，去考“成人高考”")
        cards = "".join(card.format(site, number, number, title) for number, title in enumerate(titles))
        story = render(article(f"{LONG}<p>推荐阅读</p>{cards}<p>点亮“在看”</p>"), "text")
        return [title for title in titles if title in story]

    assert left("mp.weixin.qq.com/s") == []
    assert left("example.com/photos") == ["退休后，去考“成人高考”"]


def test_a_heading_stands_over_pictures_that_end_a_story():
    assert "网友评论" in story(f"{LONG}<h3>网友评论</h3>{WIDE}")
    assert "网友评论" not in story(f"{LONG}<h3>网友评论</h3>")
    assert "关注" not in story(f"{LONG}<h3>欢迎扫码关注公众号</h3>{QR}")


@pytest.mark.parametrize("heading", ["推荐阅读", "延伸閱讀：", "相关阅读"])
def test_books_and_laws_that_a_story_recommends_stay(heading: str):
    works = "<p>《反电信网络诈骗法》</p><p>《刑法》第二百六十六条</p><p>3. 《三个骗局》，江岭出版社</p>"
    listed = f"<p>{heading}</p>{works}"
    assert story(LONG + listed) == f"{story(LONG)}\n{heading}\n\n{story(works)}"
    assert "骗法" not in story(LONG + listed.replace("《反", "反"))
    assert "骗法" not in story(LONG + listed.replace("《反电信网络诈骗法》", "<a href='/1'>《反电信网络诈骗法》</a>"))


def test_an_item_among_others_heads_none_of_them():
    listed = "<ul><li>他去过邮局</li><li>相关报道</li><li>她去过集市</li></ul>"
    assert story(LONG + listed) == story(LONG) + "\n" + story(listed)
    assert "她去过" not in story(LONG + listed.replace("<li>他去过邮局</li>", ""))
    assert "她去过" not in story(LONG + listed.replace("她去过集市", "<a href='/1'>她去过集市</a>"))


@pytest.mark.parametrize("label", ["【相關內容】", "延伸閱讀："])
def test_the_picture_of_a_card_goes_with_the_link_on_it(label: str):
    words = f"<div>{label}第二家公司被約談</div>"
    card = "<a href='https://example.com/{}'><img src='https://example.com/a/card.jpg'>{}</a>"
    assert article(f"{WIDE}{LONG}{card.format(2, words)}{LONG}").images == article(WIDE).images
    other = f"<p><a href='https://example.com/1'>{label}第二家公司被約談</a></p>"
    assert len(article(f"{WIDE}{LONG}{card.format(2, '')}{other}{LONG}").images) == 2
    two = f"<p>{card.format(1, '')}{card.format(2, '').replace('card', 'other')}</p>"
    assert len(article(f"{WIDE}{LONG}{two}{other}{LONG}").images) == 3


def test_a_gallery_behind_the_end_mark_stays():
    assert len(article(f"{LONG}<p>THE END</p>{GALLERY}").images) == 4


@pytest.mark.parametrize(
    "call",
    [
        "觉得不错，就点个 “<br>在看<br>” 或 “<br>赞<br>” 吧~",
        "长按二维码<br>关注江岭中院",
        "由<br>于微信公众号推送机制改变了，快来<br>星标<br>不再迷路，谢谢大家！",
        "现在只对常读和星标的公众号才能展示大图推送，建议大家进行星标<br>。操作方法：点击右上角的【...】，然后点击【设为星标】即可。",
    ],
)
def test_a_call_that_breaks_in_its_midst_goes_as_one(call: str):
    assert story(f"{LONG}<p>{call}</p>") == story(LONG)


@pytest.mark.parametrize(
    "lines", ["他长按二维码<br>关注江岭中院", "她走了。<br>关注江岭中院", "长按二维码<br>她照做了"]
)
def test_lines_that_only_begin_as_a_call_stay_as_they_are(lines: str):
    assert lines.replace("<br>", "\n") in story(f"{LONG}<p>{lines}</p>{LONG}")


def test_pictures_behind_the_topics_of_a_short_post_stay():
    body = f"{LONG}<p><a href='topic://1'>#江岭：旧事#</a> <a href='topic://2'>#江岭#</a></p>{WIDE}"
    assert "#" not in story(body)
    assert article(body).images == article(f"{LONG}{WIDE}").images


def test_a_picture_between_the_editor_and_the_end_mark_stays():
    assert len(article(f"{LONG}<p>编辑：杨小树</p>{WIDE}<p>THE END</p>").images) == 1


@pytest.mark.parametrize(
    "words",
    [
        "{}点击查看大图",
        "点击查看大图{}",
        "{}<br>点击查看大图",
        "{}<span>长图</span>",
        "{}责任编辑：杨小树",
        "{}图片来源于网络，侵删",
        "{}展开全文",
        "{}-END-",
    ],
)
def test_a_picture_in_one_line_with_the_desk_or_with_words_on_it_stays(words: str):
    found = article(f"{LONG}<p>{words.format('<img src=https://example.com/a/w.png>')}</p>{STORY}")
    assert [picture.src for picture in found.images] == ["https://example.com/a/w.png"]
    assert [removal.images for removal in found.removed] == [()]


@pytest.mark.parametrize(
    "words",
    [
        "责任编辑：杨小树{}",
        "{}长按二维码识别关注某某网",
        "{}长按图中二维码识别关注某某网",
        "{}本文仅供参考，不构成投资建议。",
        "-END-{}",
        "<img src=https://example.com/a/w.png alt=展开全文>展开全文",
    ],
)
def test_a_picture_in_one_line_with_promotion_or_terms_or_behind_the_desk_goes(words: str):
    found = article(f"{LONG}<p>{words.format('<img src=https://example.com/a/w.png>')}</p>")
    assert [removal.images for removal in found.removed] == [("https://example.com/a/w.png",)]
    assert found.images == ()


def test_a_picture_goes_with_promotion_and_the_arrows_between_them():
    code = "<p><img src='https://example.com/a/code.png' width='1200' height='754'></p>"
    body = f"{WIDE}{LONG}<p>扫描下方二维码咨询</p><p>👇👇👇</p>{code}"
    assert article(body).images == article(f"{WIDE}{LONG}").images


@pytest.mark.parametrize(("side", "left"), [("上方", ["b"]), ("下方", ["a"])])
def test_the_poster_goes_that_a_caption_names(side: str, left: list[str]):
    above, below = (f"<p><img src='https://example.com/a/{name}.jpg' width='400' height='853'></p>" for name in "ab")
    found = article(f"{LONG}{above}<p>（ 长按扫码{side}海报，赢开工福利 ）</p>{below}<p>他看了很久。</p>")
    assert [picture.src[-5] for picture in found.images] == left


def test_pictures_between_the_editor_and_promotion_go():
    body = f"{WIDE}{LONG}<p>编辑：杨小树</p>{BANNERS}<p>本文来自某某日历，欢迎转发</p>"
    assert article(body).images == article(f"{WIDE}{LONG}").images


@pytest.mark.parametrize("credit", ["作者：杨小树", "来源：江岭晚报，江岭发布", "题图来源：某图网", "封面图来自某图网"])
def test_a_picture_or_two_between_the_credit_at_the_end_and_promotion_go(credit: str):
    body = f"{WIDE}{LONG}<p>{credit}</p>{BANNER * 2}<p>本文来自某某日历，欢迎转发</p>"
    assert article(body).images == article(f"{WIDE}{LONG}").images


def test_a_removed_line_that_ends_in_a_colon_introduces_nothing():
    notice = "<p>本文来自某某病人，未经授权不得转载</p>"
    lead = "<p>投稿也可以是视频，想报名可以添加小树咨询：</p>"
    asks = "<p>欢迎投稿至tougao@example.com，并关注我们的公众号</p>"
    address = "<p><img src='https://mmbiz.qpic.cn/a/w.png'></p>"
    assert "未经授权" in render(article(f"{address}{LONG}{lead}{notice}"), "text")
    assert "未经授权" not in render(
        article(f"{address}{LONG * 3}<p>这里是某某病人，专注讲述健康故事。</p>{asks}{lead}{notice}"), "text"
    )


SIGNED_OFF = "<p>编辑|杨小树</p><p>校对|林一禾</p>"


@pytest.mark.parametrize("desk", [SIGNED_OFF, "<p>记者|林一禾 编辑|杨小树</p><p>校对|王二</p>"])
@pytest.mark.parametrize("credit", ["", "<p>封面图片来源：某图网</p>", "<p>江岭新闻综合江岭日报、江岭发布</p>"])
def test_pictures_behind_two_lines_of_the_desk_that_end_a_post_go(credit: str, desk: str):
    found = article(f"{WIDE}{LONG}{desk}<p><img src='https://example.com/a/end.png'></p>{credit}{QR}")
    assert found.images == article(f"{WIDE}{LONG}").images
    assert credit[3:-4] in render(found, "text")


@pytest.mark.parametrize(
    ("sources", "left"),
    [
        ("<p>江岭经济综合自江岭发布等</p>", 0),
        ("<p>江岭新闻综合自江岭日报、</p><p>江岭发布等</p>", 0),
        ("<p>江岭日报、</p><p>江岭发布等</p>", 1),
        ("<p>江岭经济综合实力居前</p>", 1),
        ("<p>图为涉案的手机</p>", 1),
    ],
)
def test_sources_behind_the_desk_may_go_on_in_a_line_of_their_own(sources: str, left: int):
    picture = "<p><img src='https://example.com/a/end.png'></p>"
    assert len(article(f"{LONG}{SIGNED_OFF}{sources}{picture}").images) == left


@pytest.mark.parametrize(("size", "left"), [("width='200' height='200'", 0), ("", 1)])
def test_a_picture_between_what_stays_goes_only_if_it_is_known_to_be_square(size: str, left: int):
    picture = f"<p><img src='https://example.com/a/c.png' {size}></p>"
    assert len(article(f"{LONG}<p>-END-</p>{picture}{CALL}{ABOUT}").images) == left


def test_a_code_behind_two_lines_of_the_desk_is_none_of_the_banners():
    found = article(f"{LONG}{SIGNED_OFF}{BANNERS}{QR}<p>扫码下载某某新闻客户端</p>")
    assert [removal.kind for removal in found.removed] == [Kind.EDITOR] * 2 + [Kind.PROMO] * 3 + [Kind.QR] * 2


def test_a_picture_behind_the_author_and_the_editor_in_one_line_stays():
    assert len(article(f"{LONG}<p>记者|林一禾 编辑|杨小树</p>{WIDE}").images) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{SIGNED_OFF}{GALLERY}",
        f"{LONG}{SIGNED_OFF}{BANNERS}<p>图中左二是被骗的老人</p><p>她姓林</p>",
        f"{BANNERS}{SIGNED_OFF}",
    ],
)
def test_pictures_that_two_lines_of_the_desk_do_not_end_stay(body: str):
    assert len(article(body).images) >= 3


@pytest.mark.parametrize("line", ["校对|林一禾", "视觉：林一禾", "设计｜林一禾"])
def test_who_else_stands_under_a_line_of_the_desk_goes_with_it(line: str):
    promotion = "<p>江岭送书</p>" + "<p>本书讲述了三代人的防骗故事，一直深受读者的喜爱，值得放在枕边慢慢读。</p>" * 3
    body = f"{LONG}<p>编辑|杨小树</p><p>{line}</p>{promotion}"
    assert story(body) == story(f"{LONG}{promotion}")


@pytest.mark.parametrize("line", ["视觉：林一禾", "设计 师傅", "视觉：这张图里的老人姓林。"])
def test_who_designed_stays_without_the_desk(line: str):
    assert line.partition("：")[0] in story(f"{LONG}<p>记者：杨小树</p><p>{line}</p>{STORY}")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>作者：杨小树</p>{BANNERS}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>作者说的话：</p>{GALLERY}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>编辑：杨小树</p>{GALLERY}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>责任编辑：杨小树</p>{BANNERS}",
        f"{LONG}<p>未经授权不得转载</p>{GALLERY}",
        f"{LONG}<p>长按识别二维码关注某某网</p>{GALLERY}",
        f"{LONG}<p>未经授权不得转载</p>{BANNERS}<p>图为被骗的老人</p>",
    ],
)
def test_a_gallery_and_pictures_behind_anything_else_stay(body: str):
    assert len(article(body).images) >= 3


@pytest.mark.parametrize("words", ["真的那张二维码贴在右边。", "骗子贴在车上的二维码"])
def test_the_picture_of_a_code_that_the_story_tells_of_stays(words: str):
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    assert len(article(f"{LONG}<p>{words}</p>{code}").images) == 1
    assert len(article(f"{code}<p>{words}</p>{LONG}").images) == 1
    assert len(article(f"{LONG}<p>{words.replace('码', '样')}</p>{code}").images) == 0
    assert len(article(f"{LONG}<p>扫码关注我们</p>{code}").images) == 0


@pytest.mark.parametrize(
    "words",
    ["他投的是源码资本，一家小公司。", "老人把密码念给了对方听。", "警方查到了他的号码。", "骗子一步步套走了验证码。"],
)
def test_a_password_or_a_number_that_the_story_tells_of_is_no_code_in_a_picture(words: str):
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    assert len(article(f"{LONG}<p>{words}</p>{code}").images) == 0


@pytest.mark.parametrize(("heading", "stays"), [("相关阅读", False), ("案情经过", True), ("<br>", True)])
def test_a_heading_goes_with_links_that_stood_below_it_in_an_element(heading: str, stays: bool):
    links = "<div class='related-links'><a href='/1.html'>三人被捕</a><a href='/2.html'>钱去了哪里</a></div>"
    found = article(f"{LONG}<h3>{heading}</h3>{links}{LONG}")
    expected = story(f"{LONG}<h3>{heading}</h3>{LONG}") if stays else story(LONG + LONG)
    assert render(found, "text") == expected
    assert render(article(f"{LONG}<h3>{heading}</h3><p>{TWO}</p>{links}{LONG}"), "text") == story(
        f"{LONG}<h3>{heading}</h3><p>{TWO}</p>{LONG}"
    )


def test_a_picture_that_its_address_calls_a_code_goes_from_before_the_story():
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    found = article(f"<h1>老人扫码，被骗三万元！</h1>{code}<p>来源：某某晚报</p>{LONG}")
    assert (found.images, [removal.kind for removal in found.removed]) == ((), [Kind.QR])
    assert len(article(f"{STORY}{code}{LONG}").images) == 1
    assert len(article(f"<p>{'江岭旧事' * 12}</p>{code}{LONG}").images) == 1


def test_a_picture_stays_that_stands_in_one_line_with_one_that_its_address_gives_away():
    frame = "<img src='https://n.sinaimg.cn/default/2fb77759/20151125/320X320.png'>"
    assert article(f"{LONG}<p>{frame}</p>{LONG}").images == ()
    assert len(article(f"{LONG}<p><img src='https://example.com/a/w.png'>{frame}</p>{LONG}").images) == 2


def test_a_site_s_picture_goes_that_the_common_rules_only_keep_off_the_cover():
    icon = "<p><img src='https://www.rfa.org/++plone++rfa-resources/img/icon-zoom.png'></p>"
    assert article(f"{LONG}{icon}{LONG}", Options(site="rfa.org")).images == ()
    assert len(article(f"{LONG}{icon.replace('rfa.org', 'example.com')}{LONG}").images) == 1


def test_a_caption_whose_neighbour_went_still_stands_beside_its_code():
    body = f"{LONG}<p>长按二维码</p><p>扫码关注我们，获取更多资讯</p>{QR}"
    assert story(body) == story(LONG)


def test_the_name_of_the_account_over_the_call_to_follow_it_goes():
    call = "<p><strong>扫码关注我们，浏览热门评测</strong></p>"
    assert story(f"{LONG}<p>江岭科技公众号</p>{call}") == story(LONG)
    assert "江岭科技公众号" in story(f"{LONG}<p>江岭科技公众号</p>")
    assert "她关注了一个公众号" in story(f"{LONG}<p>她关注了一个公众号，后来</p>{call}")
    assert story(f"<p>江 岭 观 察</p><p>点击上方蓝字关注我们</p>{LONG}") == story(LONG)
    assert "他 再 没 来" in story(f"{LONG}<p>他 再 没 来</p>{call}")
    for caption in ("涉案公众号", "骗子的公众号", "假冒江岭公众号"):
        assert caption in story(f"{LONG}<p>{caption}</p>{call}")


LINKS = "<p><a href='/1'>另一家公司被约谈，负责人到案</a></p><p><a href='/2'>又一起案件告破</a></p>"

SECTIONS = [
    f"{LONG}<p>相关阅读：</p>{LINKS}",
    f"{LONG}<h3>相关阅读</h3><ul><li><a href='/1'>另一家公司被约谈</a></li><li><a href='/2'>又一起案件告破</a></li></ul>",
    f"{STORY}<p>相关阅读：</p>{LINKS}{STORY}{STORY}{STORY}{STORY}{STORY}",
    f"{LONG}<p>推荐阅读</p><p>另一家公司被约谈</p><p>又一起案件告破</p>",
    f"{LONG}<p>推荐阅读</p><p>始于网恋，终于诈骗！</p><p>下一个会是谁？</p>",
    f"{LONG}<p>推荐阅读</p><h1>在看 | 一袋米怎样走进三千户人家；两名店主转卖十万条住户信息；江岭一家体检中心一夜之间人去楼空</h1><h1>在看 | 又一起案件告破</h1>",
    f"{LONG}<p>延伸閱讀：</p>{LINKS}",
    f"{LONG}<h2>延伸閱讀</h2><ul><li>一袋米怎样走进三千户人家，又怎样带走他们的积蓄 — 江岭观察的第三篇调查，全文一万字（<a href='/1'>會員</a>）</li></ul>",
    f"{LONG}<p>相关新闻：<a href='/1'>另一家公司被约谈，负责人到案</a></p>",
]


@pytest.mark.parametrize("body", SECTIONS)
def test_a_list_of_other_articles_goes_with_its_heading(body: str):
    assert story(body) == story(LONG)
    assert {kind for kind, _ in removed(body)} == {Kind.RELATED}


@pytest.mark.parametrize("heading", ["四、猜你喜欢", "3. 推荐阅读", "六.相关阅读："])
def test_a_list_of_other_articles_may_be_the_last_chapter(heading: str):
    assert story(f"{LONG}<h2>{heading}</h2>{LINKS}") == story(LONG)
    chapter = f"<h2>七、警方提醒</h2>{STORY}"
    for body in (
        f"<h2>{heading}</h2>{LINKS}{chapter}",
        f"<h2>{heading}</h2>",
        f"<h2>{heading}</h2>{STORY}",
        f"<p>{heading}</p>",
    ):
        assert removed(LONG + body) == []


@pytest.mark.parametrize("caption", ["民警编辑反诈内容", "法院公布相关内容", "▲ 老人在看最新新闻", "她翻看历史文章"])
@pytest.mark.parametrize("body", ["<p>{}</p>", WIDE + "<p>{}</p>", "<p>{}</p>" + WIDE])
def test_what_has_no_list_under_it_and_says_who_did_what_is_no_heading(body: str, caption: str):
    assert removed(LONG + body.format(caption)) == []


@pytest.mark.parametrize(
    "heading", ["相关新闻", "◆ 推荐阅读", "往期回顾", "編輯部推薦", "某某系列其他文章", "更多新聞："]
)
def test_a_heading_whose_list_is_lost_goes(heading: str):
    assert removed(f"{LONG}<p>{heading}</p>") == [(Kind.RELATED, heading)]


@pytest.mark.parametrize(
    "heading", ["· 大 家 都 在 看 ·", "往</p><p>期</p><p>回</p><p>顾", "推</p><p>荐</p><p>阅</p><p>读"]
)
@pytest.mark.parametrize("titles", ["", "<p>另一个故事</p><p>又一个故事</p>"])
def test_a_heading_over_other_articles_may_have_blanks_or_breaks_between_its_signs(heading: str, titles: str):
    assert story(f"{LONG}<p>{heading}</p>{titles}") == story(LONG)


@pytest.mark.parametrize(
    "lines",
    [
        ["他在黑板上竖着写了四个字：", "往", "期", "回", "顾"],
        ["往", "期", "回", "顾", "她把剪报都收在铁盒里，一共四十张。"],
        ["标语竖着写，一行一个字。", "严", "防", "诈", "骗"],
        ["小 心 诈 骗", "横幅挂在村口"],
    ],
)
def test_what_a_story_writes_with_blanks_or_breaks_stays(lines: list[str]):
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert story(f"{LONG}{body}").strip().split("\n\n")[-len(lines) :] == lines


ANOTHER = "<a href='https://mp.weixin.qq.com/s?__biz=a&mid=1'>江岭的另一个故事</a>"


@pytest.mark.parametrize("over", ["", "<p>想听故事的小伙伴，可以看看这个链接（或许用得上）:</p>"])
def test_a_link_to_another_post_goes_that_stands_over_the_story_and_below_it(over: str):
    link = f"{over}<p>又一篇：{ANOTHER}</p>"
    assert story(f"{link}{LONG}{link}") == story(LONG)


@pytest.mark.parametrize(
    "line",
    [
        "一切都从一个电话开始。",
        ANOTHER.replace("mp.weixin.qq.com", "example.com"),
        f"本文来自{ANOTHER}",
        f"{ANOTHER}，作者：林一禾",
    ],
)
def test_what_else_stands_over_a_story_and_below_it_stays(line: str):
    assert story(f"<p>{line}</p>{LONG}<p>{line}</p>").count(line.split(">")[1][:8] if "<a" in line else line) == 2


def test_a_link_that_stands_once_stays():
    assert "江岭的另一个故事" in story(f"<p>又一篇：{ANOTHER}</p>{LONG}")


@pytest.mark.parametrize("heading", ["参考文献", "参考资料："])
def test_the_editors_line_above_references_goes(heading: str):
    books = "<p>[1] 林一禾：《江岭种米》，江岭出版社</p>" * 9
    assert "编辑" not in story(f"{LONG}<p>编辑丨杨小树</p><p>{heading}</p>{books}")
    assert "编辑" in story(f"{LONG}<p>编辑丨杨小树</p><p>参考他的说法，我们重算了一遍。</p>{LONG}")


def test_a_call_may_have_blanks_between_its_signs():
    assert story(f"{LONG}<p>· 点 击 关 注 我 们 ·</p>") == story(LONG)


def test_a_list_of_other_articles_with_a_link_in_each_may_be_as_long_as_the_story():
    items = "".join(
        f"<li>江岭观察的第{n}篇调查：一袋米怎样走进三千户人家（<a href='/{n}'>會員</a>）</li>" for n in range(1, 9)
    )
    assert story(f"{STORY}{STORY}<h2>延伸閱讀</h2><ul>{items}</ul>") == story(STORY + STORY)


@pytest.mark.parametrize(
    "notes",
    [
        "<p>参考资料</p><p>《江岭年鉴》</p>",
        "<p>参考链接：</p><p>https://example.com/reports/1</p>",
        "<h2>参考</h2><p>https://example.com/reports/1</p>",
        "<p>[1] <a href='/n'>江岭年鉴，第三卷</a></p>",
    ],
)
def test_a_list_of_other_articles_ends_at_the_notes(notes: str):
    assert story(f"{STORY}<p>相关阅读</p><p><a href='/1'>另一个故事</a></p>{notes}") == story(STORY + notes)
    assert story(f"{STORY}<p>版权声明</p><p>某某网</p>{notes}").endswith(story(notes))


def test_many_headings_below_a_list_are_read_in_time_linear_in_them():
    headings = "".join(f"<h3>{sign}</h3>" for sign in "往来" * 1_000)
    lists = f"<h3>推荐阅读</h3><p><a href='/1'>另一个故事</a></p>{headings}" * 5
    begun = process_time()
    story(LONG + lists)
    assert process_time() - begun < 5  # a guard: it takes half a second; with a look below each, twelve


def test_a_list_of_other_articles_ends_at_the_next_chapter():
    links = "<h3>推荐阅读</h3><ul><li><a href='/1'>另一个故事</a></li></ul>"
    chapter = "<h3>本周发布</h3><ul><li>支持新的格式</li><li>修复两处错误</li><li>多处优化</li></ul>"
    assert story(STORY + links + chapter) == story(STORY + chapter)
    summaries = "<h3><a href='/2'>又一个故事</a></h3><p>第一章</p><p>第二章</p><p>第三章</p>"
    assert story(STORY + links + summaries) == story(STORY)
    assert story(f"{STORY}{links}<h3>热门</h3><p>又一个故事</p>") == story(STORY)
    assert story(f"{LONG}{links}<h3>往期</h3>{LINKS}{LINKS}") == story(LONG)
    unset = links.replace("h3>", "p>")
    assert story(f"{STORY}{unset}<h3>往期</h3><p>第一章</p><p>第二章</p><p>第三章</p>") == story(STORY)
    labels = "<h3>标签</h3><ul><li>骗局</li><li>书店</li><li>老板</li></ul>"
    assert story(STORY + links + labels) == story(STORY)
    assert story(f"{STORY}{links}<h3>又见</h3><p>骗局</p>{labels}") == story(STORY)
    comments = "<h3>评论(28)</h3><ul><li>谢谢提醒</li><li>学到了</li><li>太可怕了</li></ul>"
    assert story(STORY + links + comments) == story(STORY)


def test_a_list_of_other_articles_ends_a_post_whatever_went_behind_it():
    listed = "<p>推荐阅读</p><p>始于网恋，终于诈骗！</p><p>下一个会是谁？</p>"
    assert story(STORY + listed + TERMS * 2) == story(STORY)


def test_whole_sites_that_are_to_be_read_are_no_other_articles():
    sites = "".join(f"<li><a href='https://{name}.example/'>江岭{name}</a></li>" for name in ("甲报", "乙报", "丙报"))
    reading = f"<h2>延伸阅读</h2><ul><li>当地新闻<ul>{sites}</ul></li><li><a href='/1'>另一个故事</a></li></ul>"
    assert "江岭乙报" in story(STORY + reading)
    assert story(STORY + reading.replace(".example/", ".example/1")) == story(STORY)
    assert story(STORY + reading.replace("延伸阅读", "友情链接")) == story(STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>相关阅读：</p><p>这家书店叫这个名字，老板说，是因为他爱读书。</p>{STORY}",
        f"{STORY}<p>관련 기사</p><p>그는 그날 신문을 오려 두었다.</p>",
        f"{LONG}<p>관련 기사</p><p>그는 그날 신문을 오려 두었다.</p>",
        f"{LONG}<p>相关新闻：当地两家公司昨日被约谈，负责人已经到案。</p>",
        f"{LONG}<h2>最新资讯</h2><ul><li>{ONE}<a href='/1'>通报</a>全文昨日公布。</li></ul>",
        f"<p>本周热门精选</p><p>诈骗：</p>{LINKS}<p>集资：</p>{LINKS}",
    ],
)
def test_a_heading_takes_no_story_under_it(body: str):
    assert removed(body) == []


def test_the_editor_before_the_way_back_to_the_site_is_named():
    found = article(f"{LONG}<p>责任编辑：杨小树<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert (render(found, "text"), found.meta.editor) == (story(LONG), ("杨小树",))


def test_a_call_before_the_way_back_to_the_site_goes_with_it():
    found = article(f"{LONG}<p>喜欢就点个“在看”吧！<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text") == story(LONG)


def test_a_story_told_before_the_way_back_to_the_site_stays():
    told = "骗子在群里写：喜欢就点个“在看”吧！"
    found = article(f"{LONG}<p>{told}<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text").endswith(f"{told}\n")


def test_the_way_back_to_the_site_goes_off_the_last_sentence():
    found = article(f"{LONG}<p>{TWO}<a href='https://example.com'>返回某某，查看更多</a></p>")
    assert render(found, "text").endswith(f"{TWO}\n")
    assert [(removal.kind, removal.text) for removal in found.removed] == [(Kind.RELATED, "返回某某，查看更多")]


def test_a_sign_in_the_link_of_a_tail_goes_with_it_and_no_other_picture():
    more = "<a href='https://example.com/1'>阅读全文 <img src='https://example.com/open.svg'></a>"
    card = "<a href='https://example.com/2'>这是预告 阅读全文 <img src='https://example.com/2.jpg'></a>"
    found = article(f"{LONG}<p>{card}</p><p>{TWO} <img src='https://example.com/1.jpg'> {more}</p>")
    assert [picture.src for picture in found.images] == ["https://example.com/2.jpg", "https://example.com/1.jpg"]
    assert found.removed[-1].images == ("https://example.com/open.svg",)


def test_a_picture_behind_a_tail_that_goes_stays():
    found = article(f"{LONG}<p>{TWO}<br>{ONE} 繼續閱讀 <img src='https://example.com/a/w.png'></p>")
    assert [picture.src for picture in found.images] == ["https://example.com/a/w.png"]
    assert render(found, "text").endswith(f"{TWO}\n{ONE}\n")


def test_a_full_stop_on_a_line_of_its_own_stays_in_a_story():
    body = f"<p>他转走的是<br><strong>三万元</strong><br>。</p>{LONG}"
    assert removed(body) == []


def posts(*titles: str, host: str = "https://mp.weixin.qq.com/s?mid={}") -> str:
    return "".join(f"<p><a href='{host.format(number)}'>{title}</a></p>" for number, title in enumerate(titles))


@pytest.mark.parametrize(
    "kept, gone",
    [
        ("", ""),
        ("", "<p>还有哪些骗局</p>"),
        ("<p>作者：林一禾</p>", "<p><b>钓鱼</b></p>"),
        ("", f"{WIDE}<p><b>老骗局</b></p>"),
        ("", "<h3>老骗局</h3>"),
    ],
)
def test_titles_of_other_posts_of_an_account_that_end_a_post_go(kept: str, gone: str):
    assert story(LONG + kept + gone + posts("另一个骗局", "又一个骗局")) == story(LONG + kept)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.zhihu.com/question/7/answer/{}",
        "https://zhuanlan.zhihu.com/p/{}",
        "https://www.jianshu.com/p/{}",
        "https://juejin.cn/post/{}",
    ],
)
def test_titles_of_other_posts_where_anybody_writes_go_too(address: str):
    assert story(f"{LONG}<hr>{posts('另一个骗局', '又一个骗局', host=address)}") == story(LONG)


@pytest.mark.parametrize(
    "end", ["本报记者 林一禾", "——林一禾", "敬礼", "未完待续", "谢谢各位", "据江岭警方通报", "林一禾", "投诉无门"]
)
def test_how_a_story_ends_is_no_heading_of_them(end: str):
    told = f"{LONG}<p>{end}</p>"
    assert story(told + posts("另一个骗局", "又一个骗局")).startswith(story(told))


@pytest.mark.parametrize(
    "passage",
    [
        posts("你问过自己吗？", "没有人会替你问。", "这就叫贪", host="https://mp.weixin.qq.com/s?mid=7"),
        posts("你问过自己吗？", "没有人会替你问。", "骗子问过。"),
    ],
)
def test_what_an_account_quotes_from_its_own_posts_stays(passage: str):
    assert removed(LONG + passage) == []


@pytest.mark.parametrize(
    "body",
    [
        LONG + posts("另一个骗局"),
        LONG + posts("另一个骗局", "又一个骗局", host="https://example.com/1"),
        f"{LONG}<p>参考资料</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>数据出处</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>本文参考了两位作者的文章。</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>获奖作品如下。</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>获奖的有以下两篇文章。</p><p>一等奖</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>作者：林一禾</p><p>钓鱼</p>{posts('另一个骗局')}",
        f"{LONG}<p>钓鱼</p><p><a href='https://example.com/1'>老骗局</a></p><p>{TWO}</p><p>刷单</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>钓鱼</p><p>刷单</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>本周我们写了两篇文章：</p>{posts('另一个骗局', '又一个骗局')}",
        f"<p>{ONE}</p>{posts('另一个骗局', '又一个骗局')}",
        posts("另一个骗局", "又一个骗局"),
    ],
)
def test_other_links_that_end_a_post_stay(body: str):
    assert removed(body) == []


def test_one_title_behind_a_labelled_one_goes_with_it():
    label = "<p>相关阅读：<a href='https://example.com/1'>另一个骗局</a></p>"
    link = "<p><a href='https://example.com/2'>又一个骗局</a></p>"
    source = "<p>来源：<a href='https://example.com/3'>江岭晚报</a></p>"
    assert story(LONG + label + link) == story(LONG)
    assert story(f"{LONG}<p>转载请注明出处</p>{label}{link}") == story(LONG)
    assert story(LONG + label + source) == story(LONG + source)


RISK = "<p>利用本文所提供的信息而造成的任何后果及损失，均由使用者本人负责。</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>0x01 免责声明</p><p>免责声明</p>{RISK}{STORY}",
        f"<p>*声明：</p><p>════剧组声明════</p>{RISK}{STORY}",
        f"{STORY}<p>风险提示</p>{RISK}",
    ],
)
def test_the_label_over_a_disclaimer_goes_with_it(body: str):
    assert story(body) == story(STORY)


def test_a_label_over_risks_that_are_told_stays():
    label, told = "<p>风险提示</p>", "<p>原料价格上涨，海外需求不及预期。</p>"
    assert story(STORY + label + told + RISK) == story(STORY + label + told)
    assert story(STORY + label + RISK + told) == story(STORY + label + told)


def test_a_label_over_anything_else_stays():
    assert removed(f"<h1>三个骗局</h1><p>免责声明</p>{STORY}") == []


def test_a_disclaimers_label_at_the_head_takes_no_list_that_is_the_story():
    labels = "<p>漏洞复现</p><p>搜索语法</p><p>修复建议</p>"
    body = f"<h1>三个骗局</h1><p>免责声明</p>{RISK}{labels}"
    assert story(body) == "三个骗局\n\n漏洞复现\n\n搜索语法\n\n修复建议\n"


def test_a_call_that_is_set_as_a_heading_under_the_story_goes():
    call = "<h3>扫码关注我们的公众号</h3>"
    assert story(LONG + call) == story(LONG)
    assert story(LONG + call + STORY) == story(LONG) + "\n" + story(call + STORY)


def test_a_heading_over_nothing_but_boilerplate_goes():
    section = "<h2>交流</h2><p>欢迎关注我们的微信公众号：某某观察</p>"
    assert story(LONG + section) == story(LONG)
    assert story(LONG + section * 5) == story(LONG)


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<h2>骗局的条件</h2><p>。</p><h3>一、熟人</h3>{STORY}",
        f"{LONG}<h3>骗局的条件</h3><p>。</p><h3>一、熟人</h3>{STORY}",
        f"{LONG}<h2>骗局的条件</h2><p>返回顶部</p><h3>一、熟人</h3>{STORY}",
    ],
)
def test_a_heading_over_a_headings_story_stays(body: str):
    assert "骗局的条件" in story(body)


def test_a_headline_over_nothing_but_the_link_to_its_story_stays():
    link = "<p><a href='https://example.com/1'>查看原文</a></p>"
    assert story(f"<h3>一、熟人</h3>{LONG}{link}<h3>江岭快讯</h3>{link}").endswith("\n\n江岭快讯\n")


def test_the_title_of_a_page_stays_over_the_way_back_and_a_chapter():
    page = f"# 江岭的夜\n\n[返回列表页](/news)\n\n# 第一章\n\n{ONE}\n\n{TWO}\n"
    assert clean(page).meta.title == "江岭的夜"


def test_a_heading_over_a_code_goes_with_it():
    assert story(f"{LONG}<h3>交流</h3>{QR}<p>长按二维码识别关注某某网</p>") == story(LONG)
    assert story(f"{LONG}<h3>全部评论</h3><img src='https://example.com/img/qrcode_258.jpg'>") == story(LONG)


def test_a_heading_over_a_story_stays():
    assert "交流" in story(f"{LONG}<h2>交流</h2><p>{ONE}</p><p>欢迎关注我们的微信公众号：某某观察</p>")


def test_what_stood_over_the_sites_contacts_is_at_the_end_once_they_went():
    follow = "<p>欢迎关注：江岭日报官方微信平台——扫描上图二维码或搜索江岭日报关注。</p>"
    body = f"{LONG}{follow}{TERMS}<p>联系方式：0000-1234567。</p>"
    assert story(body) == story(LONG)


#: Headings over sections in which a team looks for people, and such a section.
RECRUITING = ("招聘信息", "加入我们", "招贤纳士！", "【团队介绍】", "关于我们")
TEAM = "<p>我们是江岭云的存储团队。</p><p>欢迎一起来写代码，简历发到：team@example.com</p><p><img src='/t.png'></p>"


@pytest.mark.parametrize("heading", RECRUITING)
@pytest.mark.parametrize("tag", ["h2", "p"])
def test_the_last_section_goes_in_which_a_team_looks_for_people(heading: str, tag: str):
    body = f"{LONG * 2}<{tag}>{heading}</{tag}>{TEAM}<ul><li>作者：林一禾</li></ul>"
    assert story(body) == story(f"{LONG * 2}<ul><li>作者：林一禾</li></ul>")


def test_what_a_team_says_to_those_who_apply_goes_with_its_section():
    above = f"{LONG * 2}<p>钱在境外转了三道手。</p>"
    below = "<p>邮件标题请写姓名。</p><p>我们会在一周内回复。</p><p>期待你的加入！</p>"
    assert story(f"{above}<h2>加入我们</h2>{TEAM}{below}") == story(above)


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>他把这则招聘发给同学，没有人起疑。</p>{LONG}<h2>招聘信息</h2>{TEAM}",
        f"{LONG * 2}<h2>招聘信息</h2><p>骗子说，月薪三万，简历发到：hr@example.com</p><p>他们要的是押金。</p>",
        f"{LONG * 2}<h2>加入我们</h2>{TEAM}<h2>结局</h2><p>这封信没有人回。</p>",
        f"{LONG * 2}<h2>加入我们</h2><p>一共有三百人写下这四个字，后来都成了志愿者。</p>",
        f"{LONG * 2}<p>一行字写在墙上</p>{TEAM}",
        f"<h2>招聘信息</h2>{TEAM}",
        f"{LONG * 2}<p>这则广告，把三十个年轻人骗到了江上。</p><h2>加入我们</h2>{TEAM}",
        f"{LONG * 2}<p>三十个年轻人看到的，是这样一张纸：</p><h2>加入我们</h2>{TEAM}",
        f"{LONG * 2}<h2>加入我们</h2>{TEAM}<p>纸上的公司并不存在。</p><p>三十个人再也没有回来。</p>",
        f"{LONG * 2}<h2>关于团队</h2><p>这个团队有三间办公室。</p><p>每个人交简历时，要押身份证。</p>",
    ],
)
def test_a_section_about_work_stays_that_the_story_shows(body: str):
    assert "common/recruiting" not in [removal.rule for removal in article(body).removed]


def test_an_address_goes_with_the_line_above_that_leads_to_it():
    body = f"{LONG}<p>投稿请发邮件到：</p><p>tougao@example.com</p><p>标题注明【投稿】，告诉我们：</p>"
    assert story(body) == story(LONG)


def test_what_an_account_is_about_goes_with_its_handle():
    card = "<p>微信号 moumou01</p><p>功能介绍 种米十六年，讲一粒米的来历。</p>"
    assert story(f"{card}{LONG}") == story(LONG)
    assert "功能介绍" in story(f"<p>功能介绍 按下红色按钮，老人就能求助。</p>{LONG}")


def test_an_address_below_a_line_of_the_story_stays():
    body = f"{LONG}<p>线索请寄到这个信箱：</p><p>jubao@example.com</p><p>商务合作请联系微信：abcd1234</p>"
    assert story(body).endswith("\n\njubao@example.com\n")


def test_the_responsible_editor_goes_from_below_a_summary():
    summary = "".join(f"<li>{words}</li>" for words in (TWO, THREE, ONE, TWO, THREE, ONE))
    body = f"<ul>{summary}</ul><p>江岭周末实习生 陆小满</p><p>责任编辑｜杨小树</p>{LONG}"
    assert article(body).meta.editor == ("杨小树",)
    assert removed(body) == [(Kind.EDITOR, "责任编辑｜杨小树")]


def test_the_responsible_editor_goes_from_below_the_titles_of_a_series():
    titles = posts(*(f"{number}. 江岭旧事" for number in range(1, 15)))
    body = f"<p>编者按</p><p>{ONE}</p><p>该系列前十四篇为：</p>{titles}<p>撰文 | 陆小满</p><p>责编 | 杨小树</p>{LONG}"
    assert removed(body) == [(Kind.EDITOR, "责编 | 杨小树")]


def test_a_heading_that_a_rule_parts_from_what_went_stays():
    body = f"{STORY}<h1>#江岭加油</h1><h1>#反诈加油</h1><hr><p>更多精彩内容，请下载某某新闻APP</p>"
    assert story(body).endswith("#江岭加油\n\n#反诈加油\n")
    assert removed(body) == [(Kind.PROMO, "更多精彩内容，请下载某某新闻APP")]


TERMS = "<p>凡本网注明“来源：某某网”的作品，版权均属某某网，未经授权不得转载。</p>"


NOTICES = (
    "<li>本文系江岭工作室独家约稿，未经授权不得转载。</li>",
    "<li>投稿给江岭写作平台，可致信：tougao@example.com，稿件一经刊用，提供稿酬。</li>",
)


def test_a_list_of_nothing_but_terms_goes():
    assert story(f"{LONG}<ul>{''.join(NOTICES)}</ul>") == story(LONG)


@pytest.mark.parametrize(
    "items", [NOTICES[:1], NOTICES[1:], (*NOTICES, f"<li>{ONE}</li>"), (f"<li>{ONE}</li>", *NOTICES)]
)
def test_a_list_of_the_story_keeps_what_reads_as_terms(items: tuple[str, ...]):
    assert removed(f"{LONG}<ol>{''.join(items)}</ol>") == []


def test_what_stands_behind_the_last_item_of_a_list_ends_the_post():
    item = f"{TWO}<br><a href='/1'>原文链接</a><br>本文为某某云原创内容，未经允许不得转载。"
    assert story(f"{LONG}<ol><li>{ONE}</li><li>{item}</li></ol>") == story(
        f"{LONG}<ol><li>{ONE}</li><li>{TWO}</li></ol>"
    )


@pytest.mark.parametrize(
    "end",
    [
        f"<li>{ONE}</li></ol>",
        f"</ol><p>{ONE}</p>",
        "<li>转载请注明出处</li></ol>",
        "<li>转载请注明出处<br>江岭</li></ol>",
    ],
)
def test_what_reads_as_boilerplate_in_a_list_stays_elsewhere(end: str):
    assert removed(f"{LONG}<ol><li>{TWO}<br>本文为某某云原创内容，未经允许不得转载。</li>{end}") == []


def test_how_to_reach_a_site_goes_with_its_terms():
    body = f"{LONG}{TERMS}<p>联系方式：0571-12345678、12345679。</p><p>邮箱：wangzhan@example.com</p>"
    assert story(body).endswith(f"{THREE}\n")
    assert len(removed(body)) == 3


def test_how_to_reach_the_desk_goes_with_it():
    address = "<p>邮箱 | bianji@example.com</p>"
    assert story(f"{LONG}<p>编辑 | 杨小树</p>{address}") == story(LONG)
    both = f"{LONG}<p>江岭晚报记者 林一禾 编辑 杨小树 校对 陆小满</p>"
    assert story(both + address) == story(both)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>联系方式：0571-12345678</p>",
        f"{LONG}{TERMS}<p>{ONE}</p><p>联系方式：0571-12345678</p>",
        f"{STORY}<p>更多精彩内容，请下载某某新闻APP</p><p>联系方式：0571-12345678</p>",
        f"<p>编辑：杨小树</p>{STORY}<p>联系方式：0571-12345678</p>",
    ],
)
def test_how_to_reach_whom_the_story_names_stays(body: str):
    assert story(body).endswith("联系方式：0571-12345678\n")


def test_a_rule_at_the_end_goes_with_what_it_parted():
    assert story(f"{LONG}<hr><p>责任编辑：杨小树</p>") == story(LONG)


# ---- markers ------------------------------------------------------------------------------------------------------


def test_a_range_of_equal_comments_goes():
    mark = "<!-- 文末二维码 start -->"
    body = f"{LONG}{mark}<div>扫码有礼</div>多多<div>益善</div>{mark}<p>再来一次</p>{mark}{STORY}"
    assert story(body, Options(site="新浪财经")) == story(LONG + STORY)
    assert [words for _, words in removed(body, Options(site="新浪财经"))] == ["扫码有礼", "多多", "益善", "再来一次"]


def test_a_single_marker_takes_nothing():
    body = f"{STORY}<!-- 文末二维码 start -->{LONG}"
    assert removed(body, Options(site="新浪财经")) == []


def test_a_stock_link_leaves_its_word():
    body = f"<p>老人在<a class='keyword' href='https://finance.sina.com.cn/realstock/x'>老百姓</a>药房门口被骗。</p>{STORY}"
    assert "[老百姓]" not in render(article(body), "markdown")
    assert "在老百姓药房门口" in story(body)


# ---- the brake ----------------------------------------------------------------------------------------------------


def test_weak_evidence_that_takes_much_is_undone():
    weak = f"<p class='related'>{'负责人昨日到案。' * 6}</p>" * 4
    found = article(f"<p>{ONE}</p><div class='share'>{'分享一个故事。' * 12}</div>{weak}")
    assert any(warning.startswith("brake: ") for warning in found.warnings)
    assert "分享一个故事。" in render(found, "text")


@pytest.mark.parametrize(
    "goes, beside",
    [
        ("<p>转载请注明出处</p>", WIDE),
        ("<p>转载请注明出处</p>", "<p>联系电话：010-5550136</p>"),
        ("<p>转载请注明出处</p>", "<p><a href='/1'>另一家公司被约谈</a></p><p><a href='/2'>又一家</a></p>"),
        ("<p>编辑|杨小树</p><p>校对|林一禾</p>", WIDE),
        ("", f"<p><a href='https://mp.weixin.qq.com/s?mid=1'>{WIDE[3:-4]}</a></p>"),
    ],
)
def test_where_weak_evidence_is_undone_the_place_is_no_evidence(goes: str, beside: str):
    assert removed(LONG + goes + beside) != removed(LONG + goes)
    much = f"<div class='share'>{'分享一个故事。' * 14}</div>"
    assert removed(STORY + much + goes + beside) == removed(STORY + much + goes)


TITLES = ("天台屋火警两人送院", "列车误点乘客挤满月台")


@pytest.mark.parametrize("heading", ["最Hit", "即時熱門", "其他人也看了", "小编推荐", "今日头条"])
def test_a_heading_that_stories_have_takes_links_and_dated_titles(heading: str):
    links = "".join(f"<p><a href='/{title}.html'>{title}</a></p>" for title in TITLES)
    dated = "".join(f"<p>{title}</p><p>2024-05-03 10:20 HKT</p>" for title in TITLES)
    assert story(f"{LONG}<p>{heading}</p>{links}") == story(LONG)
    assert story(f"{LONG}<p>{heading}</p>{dated}") == story(LONG)


@pytest.mark.parametrize(
    "below",
    [
        "<p>三人被刑拘</p><p>八十万元追回</p>",
        "<p>2024-05-03 10:20</p><p>他接到电话</p><p>2024-05-03 11:00</p><p>钱转走了</p>",
    ],
)
def test_without_them_it_is_of_the_story(below: str):
    assert removed(f"{LONG}<p>要闻</p>{below}") == []


def test_links_to_as_many_sites_are_the_sources_of_the_story():
    links = "".join(f"<p><a href='https://www.{site}/1.html'>{site}的报道</a></p>" for site in ("a.gov.cn", "b.gov.cn"))
    assert removed(f"{LONG}<p>最新消息</p>{links}") == []
    assert story(f"{LONG}<p>最新消息</p>{links.replace('//www.b.gov.cn', '//news.a.gov.cn')}") == story(LONG)


def test_editors_of_several_outlets_are_a_list_of_the_story():
    outlets = "<p>江岭新闻网 编辑：林一禾</p><p>江岭晚报 编辑：杨小树</p>"
    assert removed(f"{LONG}<p>她打过三个电话。</p>{outlets}") == []


@pytest.mark.parametrize(
    "told",
    [
        "<p>人人做记者</p><p>这是那家公司的口号，每人交三千元押金。</p>",
        "<p>会员专享</p><p>她为这四个字充了八千元。</p>",
    ],
)
def test_words_of_which_the_sentence_below_speaks_stay(told: str):
    assert removed(told + LONG) == removed(LONG + told) == []


def test_the_sections_of_a_digest_stay():
    links = "".join(f"<p><a href='/{title}.html'>{title}</a></p>" for title in TITLES)
    assert removed(f"{LONG}<h2>今日头条</h2>{links}<h2>要闻</h2>{links}") == []
    assert removed(f"{LONG}<p>要闻</p>{links}<p>{ONE}</p>") == []


@pytest.mark.parametrize("below", ["<p>{0}</p>{date}<p>{1}</p>", "<p>{0}</p><p><a href='/1'>{1}</a></p>"])
def test_titles_below_a_heading_that_stories_have_too_go_with_a_link_or_date_of_each(below: str):
    date = "<p>2021-03-04 10:20</p>"
    assert story(f"{LONG}<p>要闻</p><p>{TITLES[0]}</p>{date}<p>{TITLES[1]}</p>{date}") == story(LONG)
    left = story(f"{LONG}<p>要闻</p>{below.format(*TITLES, date=date)}")
    assert [title in left for title in ("要闻", *TITLES[:2])] == [True] * 3


def test_a_heading_that_is_surely_of_other_articles_needs_no_links():
    assert story(f"{LONG}<p>热门新闻</p><p>{TITLES[0]}</p><p>{TITLES[1]}</p>") == story(LONG)


def test_titles_with_the_beginning_of_each_article_go():
    teaser = "光学厂某某股份近期股价波动剧烈，昨日应主管机关要求，公布自结八月税后纯益两千七百万元，较上月增加，昨..."
    below = "".join(f"<p>{title}</p><p>{teaser}</p>" for title in TITLES)
    assert story(f"{LONG}<p>相关新闻</p>{below}") == story(LONG)
    assert removed(f"{LONG}<p>{TITLES[0]}</p><p>{teaser}</p>") == []


def test_dates_of_titles_are_no_reason_to_brake():
    dated = "".join(
        f"<li><a href='/{day}.html'>又一个故事</a><p>2024-05-{day:02} 10:20</p></li>" for day in range(1, 29)
    )
    assert not article(f"{LONG}<p>推荐阅读</p><ul>{dated}</ul>").warnings


def test_an_element_with_a_heading_over_other_articles_is_no_weak_evidence():
    titles = "".join(f"<p>{title}</p>" for title in TITLES * 8)
    found = article(f"{LONG}<div class='related-news'><h4>推薦閱讀</h4>{titles}</div>")
    assert not found.warnings
    assert render(found, "text") == story(LONG)


def test_ways_to_reach_the_newsroom_go_with_their_heading():
    ways = (
        "<p>爆料熱線：</p><p>(852) 3600 0000</p><p>傳 真：</p><p>(852) 3600 0001</p><p>SMS:</p><p>(852) 6500 0000</p>"
    )
    assert story(LONG + ways) == story(LONG)
    assert removed(f"{LONG}<p>警方热线：</p><p>0571-85310000</p>") == []


def test_links_under_their_heading_are_no_reason_to_brake():
    links = "".join(
        f"<li><a href='/{number}'>{number}号楼又一名老人被骗，警方提醒市民注意</a></li>" for number in range(30)
    )
    found = article(f"{LONG}<p>相关报道：</p><ul>{links}</ul>")
    assert (render(found, "text"), found.warnings) == (story(LONG), ())
    found = article(f"<p>{ONE}</p><p>往期回顾：</p><ul>{links}</ul>")
    assert render(found, "text").count("号楼") == 30
    assert story(f"{LONG}<p>往期回顾：</p>{'<p>又一名老人被骗</p>' * 99}").count("又一名") == 99


def test_nothing_but_boilerplate_is_no_success():
    with pytest.raises(EmptyError, match="boilerplate"):
        article("<div class='article-editor'>责任编辑：杨小树</div>")


def test_a_list_of_links_is_the_story_where_nothing_else_is():
    links = "".join(f"<li><a href='/{number}'>{number}号受害人的来信</a></li>" for number in range(9))
    found = article(f"<p>欢迎关注我们的公众号：某某观察</p><ol>{links}</ol>")
    assert render(found, "text").count("受害人的来信") == 9
    assert not found.warnings


def test_an_empty_body_is_an_error():
    with pytest.raises(EmptyError):
        article("<!-- 注 --><p>　　</p>")


@pytest.mark.parametrize("word", ["null", "undefined"])
def test_what_a_crawler_writes_where_there_is_nothing_is_no_story(word: str):
    with pytest.raises(EmptyError, match="no story"):
        article(f"<div>\n{word}\n</div>")
    assert render(article(f"<p>他写道：</p><p>{word}</p>"), "text") == f"他写道：\n\n{word}\n"
    assert article(f"{WIDE}<p>{word}</p>").images


def test_a_post_of_pictures_is_a_story():
    found = article(f"{WIDE}{WIDE}<p>责任编辑：杨小树</p>")
    assert (len(found.images), render(found, "text"), found.meta.editor) == (2, "\n", ("杨小树",))


@pytest.mark.parametrize("words", [words for _, words in TAILS if "<" not in words])
def test_a_post_of_one_boilerplate_line_is_kept_or_said(words: str):
    try:
        found = article(f"<p>{words}</p>")
    except EmptyError:
        return
    assert words in render(found, "text")


def test_how_long_a_video_is_goes_with_its_player_alone():
    video = "<p><video src='https://example.com/1.mp4'></video></p>"
    assert "00:18" not in render(clean(f"<div>{video}<p>00:18</p>{LONG}</div>"), "text")
    assert "00:18" in render(clean(f"<div>{LONG}<p>00:18</p>{LONG}{video}</div>"), "text")
    assert "00:18" in render(clean(f"<div>{video}<p>00:18，她挂了电话。</p>{LONG}</div>"), "text")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE}{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}<p>她去了图书馆。</p>{WIDE}{LONG}",
        "".join(f"<p>第{number}节</p>{WIDE}{LONG}" for number in "一二三"),
        LONG + f"{WIDE}<p>安装：</p><pre>{'make install; ' * 9}</pre>" * 2 + WIDE + LONG,
        "".join(f"{WIDE}{WIDE.replace('w.png', f'{number}.png')}{LONG}" for number in range(4)),
    ],
)
def test_a_picture_that_parts_the_sections_goes(body: str):
    found = article(body)
    assert "https://example.com/a/w.png" not in [picture.src for picture in found.images]
    assert {removal.rule for removal in found.removed} == {"common/dividers"}
    assert "a/w.png" in render(article(body, Options(keep=frozenset({Kind.WIDGET}))), "markdown")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>命题的形式是</p>{WIDE}<p>。</p>{LONG}{WIDE}<p>可视为一个集合。</p>{LONG}{WIDE}{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}",
        f"{LONG}{WIDE}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>→</p>{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>她三次收到的都是：</p>{WIDE}{LONG}",
        f"{LONG}<figure>{WIDE[3:-4]}<figcaption>假的传票</figcaption></figure>{LONG}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE.replace('<img', '<img alt=假的传票')}",
        f"{LONG}{WIDE}{LONG}<p>民警找到的还是这张图。</p>{WIDE}{LONG}{WIDE}",
        f"{LONG}<p>（见下图）</p>{WIDE}{LONG}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}<p>第二张，名叫思思，31岁。</p>{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>▲ 骗子发来的传票</p>{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>受害人的聊天记录</p>{LONG}{WIDE}",
        f"{LONG}{WIDE}<p>你好，我是客服</p>{WIDE}<p>您的账户异常</p>{WIDE}<p>转到安全账户</p>{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE}".replace("400", "1600"),
    ],
)
def test_a_picture_that_recurs_and_is_looked_at_stays(body: str):
    assert article(body).images[0].src == "https://example.com/a/w.png"
    assert not article(body).removed


# ---- the cover ----------------------------------------------------------------------------------------------------


def cover(src: str, body: str) -> str | None:
    return clean(f"---\ntitle: 题\ncover: {src}\n---\n<div>{body}</div>").meta.cover


@pytest.mark.parametrize(
    "src, body",
    [
        ("https://example.com/a/w.png", LONG + WIDE),
        ("https://example.com/elsewhere.jpg", LONG),
        ("https://example.com/a/c.png", f"{STORY}{QR}{STORY}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}<p><b>第一节</b></p>{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}<p><b>第一节</b></p>{LONG}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{WIDE}<p>图为<b>旧桥</b></p>{LONG}{WIDE}<p>图为<b>旧桥</b></p>{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{WIDE}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{LONG}{WIDE}{WIDE}{LONG}"),
        ("https://example.com/a/w.png", f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE.replace('w.png', 'v.png')}"),
        ("https://example.com/a/w.png", f"{WIDE}{LONG}<p>见图：{WIDE[3:-4]}</p>{LONG}<p>{WIDE[3:-4]}见图。</p>"),
    ],
)
def test_a_cover_that_is_a_picture_stays(src: str, body: str):
    assert cover(src, body) == src


@pytest.mark.parametrize(
    "src, body",
    [
        ("https://example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("//example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("http://example.com/a/c.png", f"{LONG}{QR}<p>长按二维码识别关注某某网</p>"),
        ("https://picsum.photos/400/300?random=7210", LONG),
        ("https://picsum.photos/400/300?random=7210", "<p>转载请注明出处</p>"),  # the brake acts
        ("https://example.com/static/logo.png", LONG),
        ("https://example.com/img/qrcode_258.jpg", LONG),
        ("https://example.com/p/undefined", LONG),
        ("https://example.com/e.png", f"<p>看：<img src='https://example.com/e.png' width='20' height='16'></p>{LONG}"),
    ],
)
def test_a_code_a_logo_or_a_placeholder_is_no_cover(src: str, body: str):
    assert cover(src, body) is None


def test_a_picture_above_each_section_is_no_cover():
    sections = "".join(f"{WIDE}<p><b>第{number}节</b></p>{LONG}" for number in "一二三")
    assert cover("https://example.com/a/w.png", LONG + sections) is None
    headed = f"{WIDE}<p><b>第一节</b></p>{LONG}{WIDE}<h2>第二节</h2>{LONG}"
    assert cover("https://example.com/a/w.png", LONG + headed) is None


# ---- options ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind, words", TAILS)
def test_keep_leaves_its_kind_in(kind: Kind, words: str):
    body = f"{LONG}<p>{words}</p>"
    assert removed(body, Options(keep=frozenset([kind]))) == []
    assert removed(body, Options(keep=frozenset(Kind) - {kind})) == removed(body)


@pytest.mark.parametrize(
    ("kind", "above", "kept"),
    [
        (Kind.DISCLAIMER, "<p>责任编辑：杨小树</p>", "<p>联系电话：010-5550136</p>"),
        (
            Kind.RELATED,
            "<p>转载请注明出处</p>",
            "<p><a href='/1'>另一家公司被约谈</a></p><p><a href='/2'>又一家</a></p>",
        ),
        (Kind.PROMO, "<p>责任编辑：杨小树</p><p>校对：林一禾</p>", WIDE),
        (Kind.WIDGET, "<p>扫码关注我们，获取更多资讯</p>", "<p>👇👇👇</p>"),
    ],
)
def test_keep_leaves_in_what_would_go_for_its_place(kind: Kind, above: str, kept: str):
    body = f"{LONG}{above}{kept}"
    assert kind in [gone for gone, _ in removed(body)]
    assert removed(body, Options(keep=frozenset([kind]))) == removed(f"{LONG}{above}")


def test_keep_all_leaves_everything_in():
    body = LONG + "".join(f"<p>{words}</p>" for _, words in TAILS) + QR + f"<p>相关阅读：</p>{LINKS}"
    assert removed(body, Options(keep=frozenset(Kind))) == []


def test_the_editor_is_on_record_though_his_line_is_kept():
    found = article(f"{STORY}<p>责任编辑：杨小树</p>", Options(keep=frozenset([Kind.EDITOR])))
    assert found.meta.editor == ("杨小树",)
    assert "责任编辑：杨小树" in render(found, "text")


def test_a_keep_rule_of_the_user_beats_every_other(tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text('[[keep]]\nid = "mine"\ntext = \'转载请注明.*\'\nwhy = "wanted"\n', "utf-8")
    body = f"{LONG}<p>转载请注明出处</p>"
    assert removed(body, Options(rules=(str(rules),))) == []


def test_a_certain_rule_takes_a_line_behind_a_colon(tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(
        '[[remove]]\nid = "mine"\nkind = "promo"\ntext = \'某某网，天天有料\'\nwhere = "anywhere"\ncertain = true\nwhy = "slogan"\n',
        "utf-8",
    )
    body = f"<p>网站的首页上写着这样一句话：</p><p>某某网，天天有料</p>{LONG}"
    assert removed(body, Options(rules=(str(rules),))) == [(Kind.PROMO, "某某网，天天有料")]


@pytest.mark.parametrize(
    "element",
    [
        "<div class='advertisement'><iframe src='https://ads.cn/f'></iframe></div>",
        "<iframe class='advertisement' src='https://ads.cn/f'></iframe>",
        "<div class='advertisement'><video><source src='https://ads.cn/f'></video></div>",
    ],
)
def test_a_frame_or_video_that_goes_is_on_record_by_its_address(element: str):
    cleaned = article(STORY + element)
    assert [(one.kind, one.text, one.images) for one in cleaned.removed] == [(Kind.AD, "", ("https://ads.cn/f",))]


def test_what_was_removed_above_the_editors_line_in_the_head_does_not_count():
    gone = "<p>点击上方蓝字关注我们</p><p>微信公众号：某某人生</p><p>长按二维码识别关注某某网</p>"
    head = "<p>一</p><p>二</p><p>三</p><p>编者的话</p><p>编辑 | 杨小树</p>"
    assert "杨小树" not in story(f"{head}{LONG}{LONG}{LONG}")
    assert "杨小树" not in story(f"{gone}{head}{LONG}{LONG}{LONG}")
    assert "杨小树" in story(f"<p>四</p><p>五</p><p>六</p>{head}{LONG}{LONG}{LONG}")


def test_the_editor_in_a_line_that_goes_for_its_counter_is_named():
    found = article(f"<p>发布时间：2024-05-03 作者：林一禾 编辑：杨小树 浏览次数：12</p>{LONG}")
    assert (found.meta.editor, "浏览" in render(found, "text")) == (("杨小树",), False)


def test_a_sign_that_was_lost_before_a_line_hides_no_words():
    assert "免责" not in render(article(f"{LONG}<p>? 免责声明：本文仅代表作者个人观点，与本站无关。</p>"), "text")
    assert "怎么办" in render(article(f"{LONG}<p>? 怎么办，她问。</p>"), "text")


_SERIES = (
    "<p><b>江岭往事目录（生成中）</b></p><p><b>1.</b> ...</p><p>（未完待续）</p><p><b>48.</b> 一袋大米的下落</p>"
    "<p><b>49.</b> <a href='/49'>林一禾的最后一封信</a></p><p><b>50.</b> <a href='/50'>江边的人为什么不说话</a></p>"
    "<p><b>51.</b> <a href='/51'>看米店的老人</a></p>"
)


_TITLES = "".join(
    f"<p><a href='/{number}'>{title}</a></p>"
    for number, title in enumerate(("林一禾的最后一封信", "一袋大米的下落", "江边的人为什么不说话", "看米店的老人"))
)


def test_the_titles_of_a_series_go_with_the_posts_own_among_them() -> None:
    post = f"---\ntitle: '048 _ 一袋大米的下落'\n---\n{LONG}<hr>{_SERIES}<p>{THREE}</p>"
    assert render(clean(post), "text") == render(clean(f"{LONG}<p>{THREE}</p>"), "text")
    for lead, tail in (
        ("", ""),
        ("", "<p>扫码关注某某日报微信公众号，获取更多精彩内容。</p>"),
        ("<p>推荐阅读这几篇</p>", ""),
        ("<p>更多故事，请看以下几篇</p>", "<p>本文仅代表作者观点，不代表本站立场。</p>"),
    ):
        body = f"---\ntitle: 一袋大米的下落\n---\n{LONG}{lead}{_TITLES}{tail}"
        assert render(clean(body), "text") == render(clean(LONG), "text")


@pytest.mark.parametrize(
    "body",
    [
        _SERIES + LONG,
        LONG + _SERIES.replace("48.</b>", "48.</b> 又名"),
        (
            f"{LONG}<p><a href='/1'>林一禾的最后一封信</a></p><h2>一袋大米的下落</h2>"
            f"<p><a href='/2'>江边的人为什么不说话</a></p><p><a href='/3'>看米店的老人</a></p>{STORY}"
        ),
        f"{LONG}<p>群主把四篇文章发在群里，题目是：</p>{_TITLES}",
        f"{LONG}<p>这个账号里，至今看得到这四篇</p>{_TITLES}",
        f"{LONG}<p>涉案公众号发过的文章</p>{_TITLES}",
        f"{LONG}<p>我写过的四篇文章，被骗子搬到了这里：</p>{_TITLES}",
        f"{LONG}{_TITLES}<p>以上四篇，民警是在他的电脑里找到的。</p>",
        f"{LONG}<p>本文各节</p>{_TITLES.replace('/', '#', 1)}",
    ],
)
def test_links_stay_where_the_own_title_stands_in_no_series_below_the_story(body: str) -> None:
    assert "common/series" not in {
        removal.rule for removal in clean(f"---\ntitle: 一袋大米的下落\n---\n{body}").removed
    }


def test_an_alt_text_that_is_the_title_describes_no_picture():
    picture = "<img src='https://example.com/a/{}.jpg' alt='{}'>"
    body = (
        f"---\ntitle: 一袋大米的下落\n---\n{LONG}<p>{picture.format(1, '一袋大米的下落')}</p>"
        f"<table><tr><td>米店{picture.format(2, '一袋大米的下落')}</td><td>{picture.format(3, '米店的门')}</td></tr>"
        f"<tr><td>甲</td><td>乙</td></tr></table>{STORY}"
    )
    cleaned = clean(body)
    assert [picture.alt for picture in cleaned.images] == ["", "", "米店的门"]
    markdown = render(cleaned, "markdown")
    assert "![](https://example.com/a/1.jpg)" in markdown
    assert "米店![](https://example.com/a/2.jpg)" in markdown


def test_an_alt_text_with_the_letters_of_the_title_is_the_title():
    picture = "<p><img src='https://example.com/a/1.jpg' alt='{}'></p>"
    cleaned = clean(f"---\ntitle: 一袋大米的_下落_\n---\n{LONG}{picture.format('一袋大米的“下落”')}{STORY}")
    assert [image.alt for image in cleaned.images] == [""]
    cleaned = clean(f"---\ntitle: 大米_\n---\n{LONG}{picture.format('大米')}{STORY}")
    assert [image.alt for image in cleaned.images] == ["大米"]


@pytest.mark.parametrize(
    "lines",
    [
        ["初审编辑：杨小树", "责任编辑：杨小树"],
        ["来源：江岭晚报", "编辑 | 杨小树", "校对 | 林一禾"],
        ["設計／王二；核稿／林一禾；責任編輯／杨小树"],
        ["排版：树树 / 审核：一禾"],
        ["来源：江岭晚报", "实习记者｜林一禾", "编辑｜杨小树"],
    ],
)
def test_credits_in_a_row_go_however_long_what_follows_is(lines: list[str]):
    foot = f"<p>江岭送书</p>{STORY}<p>每位读者限领一本。</p>" * 2
    kept = "".join(f"<p>{line}</p>" for line in lines if line.startswith(("来源", "实习")))
    assert story(STORY + "".join(f"<p>{line}</p>" for line in lines) + foot) == story(STORY + kept + foot)


@pytest.mark.parametrize(
    "lines",
    [
        ["编辑：杨小树"],
        ["假新闻的署名是：", "编辑：杨小树", "校对：林一禾"],
        ["书名：《江岭夜话》", "主编：杨小树", "责任编辑：林一禾"],
        ["记者：你几点到的？", "编辑：杨小树", "记者：然后呢？"],
        ["编制：杨小树", "审核：林一禾"],
        ["李梅｜记者", "杨小树｜编审", "林一禾｜律师"],
        ["<figure><img src='/1.jpg'><figcaption>主编：杨小树 编辑：林一禾</figcaption></figure>"],
    ],
)
def test_what_reads_as_credits_stays_in_mid_story(lines: list[str]):
    told = STORY + "".join(f"<p>{line}</p>" for line in lines) + LONG
    assert removed(told) == []


def test_the_picture_of_an_emoji_is_no_cover():
    emoji = "https://s.w.org/images/core/emoji/12/72x72/1f64f.png"
    for size in ("", " width='20' height='20'"):
        cleaned = clean(f"---\nheadimg: {emoji}\n---\n<p>{ONE}<img src='{emoji}' alt='🙏'{size}>{TWO}</p>{LONG}")
        assert cleaned.meta.cover is None
        assert f"{ONE}🙏{TWO}" in render(cleaned, "text")


_TAGS = "<ul><li><a href='https://example.com/topics/12/rice'>大米</a></li><li><a href='/tag/fraud'>诈骗</a></li></ul>"


@pytest.mark.parametrize(
    "tags",
    [
        _TAGS,
        "<ul><li><a href='/topics/7/agriculture'>农业</a></li></ul>",
        "<p><a href='/tags/rice'>#大米</a>，<a href='/tags/fraud'>#诈骗</a></p>",
        f"<p>责任编辑：杨小树</p>{_TAGS}<p>举报/反馈</p>",
    ],
)
def test_links_to_the_pages_of_tags_go_at_the_end_of_a_post(tags: str) -> None:
    body = LONG + tags
    assert story(body) == story(LONG)
    assert "common/tags" in {removal.rule for removal in article(body).removed}


@pytest.mark.parametrize(
    ("above", "tags", "below"),
    [
        ("", _TAGS, STORY),
        ("<p>平台上关于这件事的话题如下：</p>", _TAGS, ""),
        ("<p>她在论坛里跟过的话题有两个。</p>", _TAGS, ""),
        ("<p>当晚的热搜榜上，这两个词排在前面。</p>", _TAGS, ""),
        ("<h2>网上怎么说这件事</h2>", _TAGS, ""),
        ("", _TAGS.replace("<ul>", "<ul><li><a href='/list'>名单</a>，三百人</li>"), ""),
        ("<p>他最后只打了一个话题。</p>", "<p><a href='/topic/9'>#还我血汗钱#</a></p>", ""),
        ("", "<p><a href='/tag/1'>大米</a>和<a href='/tag/2'>老人</a></p>", ""),
        ("", _TAGS.replace("诈骗", "江岭的老人怎样在一家米店里一步一步被骗走了所有的养老钱"), ""),
        ("", _TAGS.replace("/topics/", "/posts/"), ""),
    ],
)
def test_links_to_the_pages_of_tags_stay_where_the_story_goes_on_or_leads_to_them(
    above: str, tags: str, below: str
) -> None:
    assert "common/tags" not in {removal.rule for removal in article(LONG + above + tags + below).removed}


@pytest.mark.parametrize(
    "lines",
    [
        ["lin@example.com", "【版权归江岭社所有，未经授权严禁转载复制】"],
        ["点击下方卡片关注我们，", "带你读懂江岭 ↓"],
        ["关注我们", "获取更多江岭故事"],
        ["▍更多精彩内容，请下载某某新闻APP"],
        ["编辑总监：林一禾", "责任编辑：杨小树"],
        ["HQ丨编辑", "HQ丨编审"],
        ["江岭卫士试用地址：", "https://mou.example.com"],
        ["防失联 加备号 →", "关注"],
        ["江岭夜读小树", "出品【微信号】yedu个人转载内容至朋友圈，无需申请许可。"],
        ["江岭夜读出品【微信号】yedu", "个人转载内容至朋友圈，无需申请许可。"],
    ],
)
def test_a_line_goes_with_the_one_that_it_belongs_to(lines: list[str]):
    assert story(LONG + "".join(f"<p>{line}</p>" for line in lines)) == story(LONG)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["警方公布了举报邮箱：", "lin@example.com", "未经授权不得转载"], 2),
        (["关注我们", "带她走进那间屋子的人，再没有露面。"], 2),
        (["关注我们", "获取验证码，她以为那是退款"], 1),
        (["群里发来的话术只有两行：", "关注我们", "获取更多内幕消息"], 3),
        (["民警带你读懂江岭"], 1),
        (["林阿婆一个人住", "个人转载内容至朋友圈，无需申请许可。"], 1),
        (["骗子发来的试用地址：", "https://jiangling.example.com"], 2),
        (["小羊丨编辑", "小牛丨教师"], 2),
        (["小羊丨编辑"], 1),
    ],
)
def test_a_line_of_the_story_stays_beside_such_lines(lines: list[str], left: int):
    assert story(LONG + "".join(f"<p>{line}</p>" for line in lines)).count("\n") == story(LONG).count("\n") + 2 * left
