"""The words of pages around a story: which lines are those, and which a story says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fraudnews import furniture
from fraudnews.bodylines import may_be_footer

#: For each kind of line, some that are of it, and some that are a story's.
LINES = [
    (
        furniture.leads_to_others,
        ["上一篇", "下一篇：另一个故事", "Previous Post", "next article", "« 上一篇", "Next Post »", "下一条新闻"],
        ["上一篇说到，老人把存折交给了陌生人", "下一页", "Previous posts told of it", "上一条街", "Next"],
    ),
    (
        furniture.is_moment,
        ["2025-04-15 13:29:56", "2018年09月27日 11:00", "May 31, 2024 at 3:59 pm", "阿豪 2025/4/5 8:30"],
        [
            "2025-04-15",
            "13:29",
            "2024年5月3日 10:20，他出了门",
            "2024年5月3日10:20，他在江岭的银行门口遇到了那个自称经理的人" * 3,
        ],
    ),
    (
        furniture.is_button,
        [
            "字号 大 中 小",
            "阅读 1155",
            "浏览次数：33",
            "登录 注册",
            "分享到： 微博 QQ空间",
            "【打印本页】【关闭窗口】",
            "暂无评论",
            "×",
            "【字号 大 中 小】 打印 留言 论坛 网摘 手机点评 纠错 E-mail推荐:",
            "+1 你赞过了",
            "收藏成功",
            "正在阅读:",
            "2Views 0Comments",
            "\ue602 微信 \ue609 微博",
            "\ue60e 35",
        ],
        [
            "阅读室里坐着老人",
            "登录之后，钱就没了",
            "中国",
            "微博上的骗局",
            "打印店老板报了警",
            "2024-05-03 08:00",
            "192.0.2.1",
            "1.",
            "12、",
            "10.0.7",
            "大中小" * 40,
        ],
    ),
    (
        furniture.is_closing,
        ["【关闭窗口】 【发表评论】 【打印本稿】", "打印 收藏 关闭", "【打印本页】【关闭窗口】"],
        ["打印", "关闭", "打印店关闭了", "打印合同，关闭窗口"],
    ),
    (
        furniture.is_desk,
        ["责任编辑：小树", "（责编：树叶）", "責任編輯：小樹"],
        ["责任编辑：小树说，那天没有来稿。", "编辑：小树", "责任编辑"],
    ),
    (
        furniture.is_over_comments,
        ["评论(28)", "网友评论", "我要评论", "最新评论 刷新", "6条评论|106人参与网友评论", "跟贴 31"],
        ["评论员说", "跟帖的人越来越多，民警注意到了他", "本报评论部昨日收到了三百封读者来信"],
    ),
    (
        furniture.is_on_comments,
        ["网友评论仅供其表达个人看法，并不表明江岭网立场。", "以下留言只代表网友个人观点，不代表江岭网观点"],
        ["网友评论说，他们也收到过这样的短信。", "以下评论他都没有看"],
    ),
    (furniture.is_of_readers, ["网友评论", "热门评论 11条", "发表评论"], ["评论(28)", "评论"]),
    (
        furniture.is_under_comment,
        ["支持[62] | 反对[2]", "回复 踩0 赞1 收藏", "今天19:50 举报 赞 14 回复"],
        ["他没有作声", "反对的人说，这笔钱是全村人凑的，一分也不能少，谁也不许动"],
    ),
    (
        furniture.begins_below,
        [
            "相关阅读",
            "延伸 · 推荐",
            "为你推荐：",
            "上一篇：另一个故事",
            "« 上一篇： 另一个故事",
            "posted @ 2022-04-28 16:22 小树 阅读(2744)",
            "posted @",
            "责任编辑：杨小树",
            "【责编：杨小树】",
            "标签：诈骗",
            "返回首页",
            "你可能还在看",
            "下一篇 没有了",
            "免责声明 本文仅代表作者观点",
        ],
        [
            "案发之后",
            "编辑部的电话响了",
            "责任重大",
            "上一回，他也是这样说的",
            "更多受害人正在登记",
            "今日热点是一场大雨",
            "更多新聞都在講別的事",
            "相关部门没有回应",
            "下一篇我们讲讲他的妻子",
            "免责声明打印出来有三页，没有人读完",
            "扫一扫，开锁。",
            "返回的人不多",
        ],
    ),
    (
        furniture.is_footer,
        [
            "江ICP备2024000001号",
            "江公网安备 32010000000001号",
            "江岭市米业协会 江ICP备00000001号",
            "Copyright © 2019 某某网",
            "© 某某网 All Rights Reserved",
            "(c) 某某网 保留所有权利 版权所有",
            "jiangling.com All rights reserved. 电脑版 客户端",
            "某某网版權所有 2019",
            "江ICP证000001号 江ICP备00000001号-1 江岭市公安局备案号：00000000000001",
            "江岭网简介┊广告服务┊联系我们┊招聘信息┊会员注册┊产品答疑┊Copyright © 1998-2009 Jiangling, All Rights Reserved",
        ],
        [
            "江ICP备00000001号：查无此号",
            "图片 © 某某社",
            "版权所有",
            "没有ICP备案号",
            "网页底部写着：“江ICP备2024000001号”。",
            "网页底部写着江ICP备2024000001号",
            "All rights reserved.",
        ],
    ),
    (
        furniture.is_of_footer,
        ["主办单位：江岭日报社", "江岭某某有限公司", "邮编 000000"],
        ["他没有作声", "他按传真上的地址找到了那家公司，" * 8],
    ),
    (
        furniture.begins_footer,
        ["联系我们 | 网站地图", "违法和不良信息举报电话：000-0000000", "本站法律顾问：林一禾"],
        ["警方提醒，可以拨打举报电话", "他打了联系我们下面的电话。", "他没有作声"],
    ),
]


@pytest.mark.parametrize(("asks", "of_pages", "of_stories"), LINES)
def test_a_line_is_known_and_a_story_is_not(
    asks: Callable[[str], bool], of_pages: list[str], of_stories: list[str]
) -> None:
    assert [line for line in of_pages if not asks(line)] == []
    assert [line for line in of_stories if asks(line)] == []


def test_every_foot_passes_the_quick_look():
    feet = next(lines for asks, lines, _ in LINES if asks is furniture.is_footer)
    assert [line for line in feet if not may_be_footer(line)] == []


@pytest.mark.parametrize("line", ["2024-05-03", "2024年5月3日 星期五", "日期：05-03", "星期日"])
def test_a_day_without_a_time_is_known(line: str) -> None:
    assert furniture.is_day(line)
    assert not furniture.is_day(f"{line}晚")


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 反诈",
        "当前位置：",
        "您的当前位置",
        "首页 > 新闻 > 正文",
        "新闻中心 >> 正文",
        "導航:首頁 > 反詐",
    ],
)
def test_the_way_through_a_site_is_known(line: str) -> None:
    assert furniture.is_breadcrumb(line, linked=False)


def test_a_way_without_its_words_is_one_with_links() -> None:
    assert furniture.is_breadcrumb("某某网>>社会", linked=True)
    assert not furniture.is_breadcrumb("某某网>>社会", linked=False)
    assert not furniture.is_breadcrumb("甲 > 乙，乙 > 丙", linked=True)
