"""What a story tells or warns of stays, in words that go where a site says them."""

from __future__ import annotations

import pytest
from stories import LONG, QR, STORY, story

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
