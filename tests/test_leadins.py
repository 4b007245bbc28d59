"""What a story shows, counts off or speaks of stays, whatever it says; what nothing shows goes."""

from __future__ import annotations

import pytest
from stories import LONG, WORDS_OF_A_STORY, article, removed, story

from fraudnews import render
from fraudnews.model import Kind


@pytest.mark.parametrize("words", WORDS_OF_A_STORY)
def test_a_quotation_that_is_announced_stays(words: str):
    body = f"{LONG}<p>那个网站的最后一页上只有这样一行字：</p><p>{words}</p>"
    assert words in story(body)


def test_a_mark_that_was_meant_to_close_opens_no_quotation():
    turned = "<p>他问：“三万元呢？“</p>"
    assert "林一禾" not in story(f"{LONG}{turned}<p>责任编辑：林一禾</p>")
    assert "林一禾" in story(f"{LONG}<p>纸条上写着“</p><p>责任编辑：林一禾</p>")


SHOWN = "<p>{}</p><p>名额有限！</p><p>长按二维码识别关注某某网</p><p>扫码进群</p>"


def test_what_a_story_shows_stays_in_all_its_lines():
    for words in (
        "海报上只有三行：",
        "那条短信是这样写的：",
        "群公告：",
        "公屏上滚动着：",
        "每篇文章末尾都有两行：",
        "谣言最后一句是：",
        "对方在电话里说：",
        "附：骗子常用的话术",
    ):
        assert story(LONG + SHOWN.format(words)) == story(LONG) + "\n" + story(SHOWN.format(words))


@pytest.mark.parametrize(
    "above",
    [
        "联系方式：",
        "客服微信：",
        "附：联系方式，电话与微信",
        "附件：反诈宣传月活动方案",
        "附：活动方案.pdf",
        "海报上只有三行。",
        f"{'海报上写着' * 10}：",
        "他说完就走了。",
    ],
)
def test_what_nothing_shows_goes_though_lines_stand_around_it(above: str):
    assert not {"扫码进群", "长按二维码识别关注某某网"} & set(story(LONG + SHOWN.format(above)).split("\n"))


@pytest.mark.parametrize("last", ["<p>他在信里写道：</p><p>愿天下再无骗子</p>", "<p>附：防骗口诀</p><p>天上不掉米</p>"])
@pytest.mark.parametrize("site", ["打印本页 关闭窗口", "阅读 3000", "上一篇：扫码的人", "THE END"])
def test_the_page_goes_below_what_a_story_shows_last(last: str, site: str):
    assert story(f"{LONG}{last}<p>{site}</p>") == story(LONG + last)


def test_below_one_line_that_a_story_shows_all_is_the_sites():
    last = "<p>海报上只有一行字：</p><p>扫码进群</p>"
    assert story(f"{LONG}{last}<p>长按二维码识别关注某某网</p>") == story(LONG + last)


@pytest.mark.parametrize("annex", ["附件：<a href='/a/1.doc'>报名表</a>", "附件：1.活动方案", "附：报名表.docx"])
def test_an_annex_shows_nothing(annex: str):
    last = f"<p>{annex}</p>"
    assert story(f"{LONG}{last}<p>打印本页 关闭窗口</p><p>扫码关注江岭发布公众号</p>") == story(LONG + last)


def test_buttons_that_a_story_shows_in_a_list_stay():
    words = "<p>主播的屏幕上滚动着：</p><ul><li>先加好友</li><li>打赏随意</li><li>点个关注+</li></ul>"
    assert story(LONG + words) == story(LONG) + "\n" + story(words)


def test_a_shown_line_may_end_in_a_name_in_quotes():
    words = "<p>任务单上写着：</p><p>关注公众号“江岭美食”</p><p>点赞并转发</p><p>截图发给客服</p>"
    assert story(LONG + words) == story(LONG) + "\n" + story(words)


def test_what_is_shown_is_a_few_lines():
    many = "<p>海报上只有这些字：</p>" + "<p>先到先得</p>" * 6
    assert "长按" not in story(f"{LONG}{many}<p>长按二维码识别关注某某网</p>")


def test_what_is_shown_is_as_many_lines_as_the_story_says():
    words = "<p>海报上写着两行字：</p><p>名额有限</p><p>责任编辑：杨小树</p>"
    assert story(LONG + words) == story(LONG) + "\n" + story(words)
    assert "杨小树" not in story(LONG + words.replace("<p>责", "<p>老师在线</p><p>责"))
    assert "杨小树" not in story(LONG + words.replace("海报上写着两行字：", "第五条："))


@pytest.mark.parametrize(
    "shown",
    [
        "<p><img src='https://example.com/p/1.jpg' width='900' height='600'></p>",
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
        "<iframe src='https://example.com/v/1'></iframe>",
    ],
)
@pytest.mark.parametrize("words", ["责任编辑：杨小树", "编辑：杨小树", "扫码关注我们，获取更多资讯", "转载请注明出处"])
def test_a_picture_a_table_or_a_video_is_what_a_line_above_shows(shown: str, words: str):
    told = f"{LONG}<p>公司贴出的公告，全文如下：</p>{shown}"
    assert story(f"{told}<p>{words}</p>") == story(told)


def test_an_icon_is_not_what_a_line_above_shows():
    icon = "<p><img src='https://example.com/p/1.png' width='16' height='16'></p>"
    assert removed(f"{LONG}<p>那个网站的最后一页上只有这样一行字：</p>{icon}<p>扫码关注我们，获取更多资讯</p>") == []


def test_an_address_that_a_line_above_names_is_no_credit_beside_the_editors():
    told = f"{LONG}<p>建议用户尽快升级到最新的安全版本：</p><p>https://example.com/release</p>"
    assert story(f"{told}<p>责任编辑：杨小树</p>") == story(told)


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
        "<p>第三行最狡猾：</p><blockquote>声明：本站内容均来自网络，如有侵权请联系我们删除</blockquote>",
        "<p>最下面是版权行：</p><blockquote>Copyright © 2019-2022 All Rights Reserved 京ICP备00000000号</blockquote>",
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


def test_an_emoji_before_a_call_is_decoration():
    assert story(f"{LONG}<p>📩 商务合作：mou@example.com</p>") == story(LONG)
    assert removed(f"{LONG}<p>📩 那封信她没有拆。</p>") == []


def test_a_call_or_thanks_may_stand_between_emoji():
    assert story(f"{LONG}<p>💌 欢迎大家在评论区提出意见和建议！💌</p>") == story(LONG)
    assert story(f"{LONG}<p>🎉 感谢阅读！🎉</p>") == story(LONG)
    assert removed(f"{LONG}<p>🙏🙏🙏</p>{LONG}<p>💌 那封信她没有拆。💌</p>") == []


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


def test_a_removed_line_that_ends_in_a_colon_introduces_nothing():
    notice = "<p>本文来自某某病人，未经授权不得转载</p>"
    lead = "<p>投稿也可以是视频，想报名可以添加小树咨询：</p>"
    asks = "<p>欢迎投稿至tougao@example.com，并关注我们的公众号</p>"
    address = "<p><img src='https://mmbiz.qpic.cn/a/w.png'></p>"
    assert "未经授权" in render(article(f"{address}{LONG}{lead}{notice}"), "text")
    assert "未经授权" not in render(
        article(f"{address}{LONG * 3}<p>这里是某某病人，专注讲述健康故事。</p>{asks}{lead}{notice}"), "text"
    )


@pytest.mark.parametrize(
    "told",
    [
        "<p>人人做记者</p><p>这是那家公司的口号，每人交三千元押金。</p>",
        "<p>会员专享</p><p>她为这四个字充了八千元。</p>",
    ],
)
def test_words_of_which_the_sentence_below_speaks_stay(told: str):
    assert removed(told + LONG) == removed(LONG + told) == []
