"""Lines that a page has beside its story, known by their parts, and lines of stories that come near to them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudnews import rows

#: For each kind of line, some that are of it, and some that are a story's.
LINES = [
    (
        rows.are_buttons_in_row,
        [
            "收藏本文 我要评论",
            "【打印此页】 【关闭窗口】 【返回顶部】",
            "发表评论 加入收藏 告诉好友 打印本页 关闭窗口 返回顶部",
            "编辑 收藏 举报",
            "【 关闭本页 】 【 打印此文 】",
            "[ 打印 ] [ 收藏 ] [ 关闭 ]",
            "【我要纠错】 【打印】 【关闭】",
            "打印 | 收藏 | 发给好友 【字号 大 中 小】",
            "【发表评论】【关闭窗口】",
            "[推荐朋友] [收藏此页] [关闭窗口]",
            "[ 打印 ] [ 加入书签 ]",
            "返回首页 返回列表",
            "A- A+",
            "小字体 大字体",
            "推荐(0) 反对(0)",
            "共3页 1 2 3",
            "上一页 1 2 3 4 5 下一页 全文阅读",
            "[1] [2] [3] [下一页]",
        ],
        [
            "打印此页",
            "点赞 收藏 关注",
            "微信 支付宝 云闪付",
            "微信 微博 QQ",
            "打印 复印 扫描",
            "点赞5元 关注3元",
            "支持 12 反对 3",
            "举报诈骗 返回本金",
            "关闭免密支付，返回首页。",
            "1 2 3",
            "打印" * 51,
            "微信 微博 QQ空间",
        ],
    ),
    (
        rows.are_platforms_in_row,
        ["微信 微博 QQ空间", "Facebook Twitter Line WhatsApp", "分享到： 微信 微博"],
        ["微信 微博 QQ", "微信 QQ空间", "微信 微博 支付宝 QQ空间", "微信、微博、QQ空间。", "微信 微博 打印"],
    ),
    (
        rows.are_facts_of_page,
        [
            "2024-05-03 21:05 来源：江岭晚报 浏览次数：123",
            "作者：林一禾 | 编辑：杨小树 | 2024年5月3日 | 点击：12次",
            "发布者：admin 发布时间：2024-05-03",
            "来源：本站 · 05-03 21:05 · 分享到：",
            "江岭晚报 2024/5/3 参与互动",
            "字号：大 中 小 丨 来源：江岭网",
            "03-05 阅读(123) 作者：林一禾 李大河",
        ],
        [
            "2024-05-03 来源：江岭晚报",
            "作者：林一禾 编辑：杨小树 2024-05-03",
            "发布者：一个自称客服的人",
            "浏览：123 受害人：三名",
            "点赞 0.05",
            "作者：收藏家 2024-05-03",
            "时间：2024-05-03 地点：打印店 点击：12次",
            "来源：江岭晚报，他每天浏览12次。",
        ],
    ),
    (
        rows.is_of_foot,
        [
            "关于我们",
            "网站地图 | 隐私政策 | 广告服务",
            "主办：江岭市公安局 技术支持：江岭科技有限公司",
            "网络文化经营许可证：江网文〔2020〕1234-123号 您是第 123 位访问者",
            "建议使用IE9以上浏览器访问",
            "地址：江岭路1号 邮编：123456",
        ],
        [
            "关于我们的事",
            "他在隐私政策里找到了答案",
            "主办方：一个自称老师的人，他说",
            "法律声明里写着",
            "网络文化经营许可证是伪造的",
        ],
    ),
]


@pytest.mark.parametrize(("knows", "of_pages", "of_stories"), LINES)
def test_a_line_is_known_and_a_story_is_not(knows: Callable[[str], bool], of_pages: list[str], of_stories: list[str]):
    assert [line for line in of_pages if not knows(line)] == []
    assert [line for line in of_stories if knows(line)] == []


def test_a_foot_is_two_facts_up_to_the_topmost_that_no_event_has():
    assert rows.lines_of_foot(["网站地图", "主办：江岭市公安局", "隐私政策", "地址：江岭路1号"]) == 3
    assert rows.lines_of_foot(["主办：江岭市公安局", "网站地图"]) == 2
    assert rows.lines_of_foot(["关于我们 | 联系我们"]) == 1
    assert rows.lines_of_foot(["关于我们"]) == 0
    assert rows.lines_of_foot(["主办：江岭市公安局", "电话：0123-1234567"]) == 0


MARKS = st.sampled_from([" ", " | ", "|", " / ", " · ", "，", " 丨 "])
FACTS = ["2024-05-03 21:05", "来源：江岭晚报", "作者：林一禾", "责编：杨小树", "发布单位：刑侦支队"]
OF_PAGE = st.sampled_from(["浏览次数：123", "阅读(12)", "点击：12次", "打印", "分享到：", "我要评论", "发布者：admin"])


@given(st.permutations(FACTS), st.integers(1, len(FACTS)), OF_PAGE, MARKS, st.randoms(use_true_random=False))
def test_facts_may_stand_in_any_order(facts: list[str], count: int, of_page: str, mark: str, random: Random):
    said = facts[:count]
    assert not rows.are_facts_of_page(mark.join(said))
    said.insert(random.randint(0, count), of_page)
    assert rows.are_facts_of_page(mark.join(said))


BUTTONS = ["收藏本文", "我要评论", "打印", "关闭窗口", "返回顶部", "分享", "微信", "字号", "大", "中", "小", "12"]


@given(st.lists(st.sampled_from(BUTTONS), min_size=1, max_size=8), MARKS)
def test_buttons_may_stand_in_any_order(others: list[str], mark: str):
    row = mark.join(["打印本页", *others])
    assert rows.are_buttons_in_row(row)
    assert not rows.are_buttons_in_row(f"{row}{mark}老人")
