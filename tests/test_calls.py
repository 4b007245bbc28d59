"""What is nothing but a call to the reader, and what only looks like one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fraudnews import Options, clean
from fraudnews.calls import kind_of_call
from fraudnews.model import Kind

STORY = "<p>江岭警方昨日通报了一起扫码送米的诈骗案，受害人共有三名，涉案金额达到两百万元。</p>" * 8


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Kind.PROMO, "欢迎大家关注！"),
        (Kind.PROMO, "歡迎訂閱、追蹤我們"),
        (Kind.PROMO, "关注江岭日报公众号，获取更多资讯"),
        (Kind.PROMO, "下載江嶺APP，免費看新聞"),
        (Kind.PROMO, "立即加入“江岭早报”Line好友，最新消息不漏接"),
        (Kind.PROMO, "【更多內容，請見《江嶺報》數位版】"),
        (Kind.PROMO, "請支持《江嶺報》，立即按此訂閱成為我們的訂戶"),
        (Kind.PROMO, "Facebook 按讚追蹤"),
        (Kind.PROMO, "点这里👇关注我，记得标星哦～"),
        (Kind.PROMO, "欢迎加入江岭晚报读者群"),
        (Kind.PROMO, "点击关注陆小满，获取更多精彩内容"),
        (Kind.PROMO, "点击关注 @江岭观察 ，第一时间看更多好文"),
        (Kind.PROMO, "老铁们点个关注"),
        (Kind.PROMO, "瀏覽更多新聞資訊，加入江嶺新聞 FB、LINE"),
        (Kind.PROMO, "关注公众号，后台回复“江岭”领取资料"),
        (Kind.PROMO, "关注江岭日报视频号，查看详细教程"),
        (Kind.PROMO, "關注江嶺報粉專，了解詳細內容"),
        (Kind.PROMO, "关注公众号，获取完整版资料"),
        (Kind.PROMO, "想了解更多行情，欢迎下载江岭财经APP"),
        (Kind.PROMO, "欲知更多详情，请关注江岭日报微信公众号"),
        (Kind.PROMO, "如需了解更多资讯，请关注我们"),
        (Kind.PROMO, "下載江嶺社「一手消息」app，每日新聞不漏接！"),
        (Kind.PROMO, "喜欢的话就关注我吧"),
        (Kind.PROMO, "订阅频道，打开小铃铛，第一时间收到更新"),
        (Kind.PROMO, "请关注江岭证券官方微信"),
        (Kind.PROMO, "欢迎关注江岭读者服务号"),
        (Kind.PROMO, "加入我的知识星球，一起进步"),
        (Kind.PROMO, "一键关注，永不失联"),
        (Kind.PROMO, "喜欢的话请关注，点赞，收藏~谢谢阅读！"),
        (Kind.PROMO, "感谢关注，感谢支持"),
        (Kind.SHARE, "如果喜欢，快分享给你的朋友们吧"),
        (Kind.SHARE, "请点一下右下角的“在看”，谢谢！！"),
        (Kind.SHARE, "素质三连走起"),
        (Kind.SHARE, "觉得不错点个赞吧！"),
        (Kind.SHARE, "如果觉得有用，收藏、转发"),
        (Kind.SHARE, "觉得文章不错，请留言支持一下"),
        (Kind.SHARE, "看到这里，给个赞吧"),
        (Kind.PROMO, "动动手指，转发朋友圈，让更多人看到"),
        (Kind.PROMO, "如果喜欢这篇文章点个星标哦"),
        (Kind.SHARE, "看到的朋友点赞、转发一下"),
        (Kind.PROMO, "更多好康資訊請加入粉絲團"),
        (Kind.PROMO, "（原创不易，喜欢的请关注、点赞、转发）"),
        (Kind.PROMO, "最后推广一下我的公众号“江岭旧事”，欢迎关注。"),
        (Kind.PROMO, "打个小广告：欢迎关注我的公众号“江岭旧事”"),
        (Kind.PROMO, "全网同名，欢迎关注"),
        (Kind.PROMO, "关注公众号，设置为星标，"),
        (Kind.PROMO, "记得把我设置为星标哦"),
        (Kind.PROMO, "关注公众号，及时获取博客更新信息"),
        (Kind.QR, "照例推广一下公众号 “江岭旧事”，欢迎扫码关注。"),
        (Kind.QR, "打开“江岭新闻”客户端 扫码查看更多"),
        (Kind.QR, "微信扫一扫 分享到朋友圈 ×"),
        (Kind.QR, "长按二维码 加入交流群"),
        (Kind.SHARE, "如果觉得文章对你有帮助，欢迎点赞、在看、分享给身边的朋友！"),
        (Kind.SHARE, "一键三连「分享」、「点赞」和「在看」"),
        (Kind.SHARE, "记得点赞 + 在看 + 转发！"),
        (Kind.SHARE, "喜欢的朋友可以点赞转发支持一下"),
        (Kind.SHARE, "支持我们"),
        (Kind.SHARE, "师傅们点赞、转发、在看就是最大的支持"),
        (Kind.SHARE, "您的点赞和转发是我们最大的动力"),
        (Kind.SHARE, "点亮赞和在看，告诉更多人"),
        (Kind.PROMO, "后台回复“进群”，加入江岭读者群"),
        (Kind.QR, "长按识别二维码，加入讨论群"),
        (Kind.QR, "扫码添加江江微信回复“加群”，申请加入群聊"),
        (Kind.QR, "扫码添加小编微信，备注“读者”，加入读者群"),
        (Kind.SHARE, "喜欢这篇文章？点亮“在看”分享给更多人"),
        (Kind.SHARE, "看完觉得有收获？请随手点个在看"),
        (Kind.PROMO, "欢迎关注江岭茶馆微信（ID：jiangling-tea），另有更多好文等您解锁。"),
        (Kind.PROMO, "关注公众号（微信号：jlcg01），更多精彩内容等你来发现"),
        (Kind.PROMO, "欢迎关注江岭茶馆（ID：jiangling-tea）"),
        (Kind.PROMO, "推荐关注江岭茶馆（ 微信ID：jiangling-tea ）"),
    ],
)
def test_a_call_is_of_the_kind_that_it_asks_for(kind: Kind, line: str):
    assert kind_of_call(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "他关注了我们的公众号",
        "他打个广告招人关注他的账号",
        "欢迎关注" + "、点赞、转发" * 12,
        "最后推广的是一个公众号",
        "记者打开APP，查看了聊天记录",
        "打开微信，点击“发现”，进入小程序",  # a step of an instruction
        "打开微信，点击“发现”，查看详细资料",
        "打开APP，进入主页，查看完整账号动态",
        "点击“开始”：",
        "下载国家反诈中心APP，了解更多",  # the police's own advice
        "請追蹤「165全民防騙」粉絲專頁",
        "欢迎关注江岭警方微信公众号",
        "想了解更多防骗知识，请关注江岭反诈公众号",
        "想了解更多，她关注了公众号",
        "想了解更多的人，最后都进了群",
        "关注身边的人",
        "整理不易，关注者有三百人",
        "支持需要的人",
        "喜欢的朋友可以来看一下",
        "她把公众号设置成了星标",
        "点击关注陆小满，他的账号已经注销",
        "欢迎加入我们",  # whoever offers work
        "敬请关注",
        "评论：",
        "分享",
        "本报将持续关注",
        "安装手机客户端",
        "请大家转告身边的老人",
        "@阿岭看世界：现在大家都在关注“米票事件”",
        "@阿岭看世界：转发微博",
        "下載該APP，查看更多",
        "本报关注“米票案”",
        "我们分享《江岭日报》的报道",
        "留言：「江岭加油」",
        "支持“江岭队”",
        "读者的关注是我们最大的动力",
        "把公众号设为星标的人，有三百个",
        "把消息转发到群里",
        "她添加客服微信，备注“理财”，进入了群聊",
        "看完这条消息，他信了？点个在看",
        "觉得不对？先别转发",
        "关注了江岭茶馆微信（ID：jiangling-tea）的人",
        "订阅过江岭日报公众号的读者",
        "本报关注陈小树（ID：Tree）的去向",
        "添加客服微信（ID：jlkf01）",  # what a victim was told to do
        "另有三百人等你来发现",
        "谢谢大家的支持",  # may end a letter
        "敬请关注，谢谢他",
        "喜欢打赏的老人",
        "觉得不错，他转发给了三个人",
        "看到这里，她点了关注",
        "看完点赞的人，有三百个",
        "如果你觉得内容可疑，请转发给朋友",
    ],
)
def test_what_may_be_a_story_is_no_call(line: str):
    assert kind_of_call(line) is None


def test_a_call_goes_from_the_ends_of_a_story_alone():
    call = "<p>欢迎大家关注我们的频道！</p>"
    assert [removal.rule for removal in clean(f"{STORY}{call}").removed] == ["common/calls"]
    assert len(clean(f"{STORY}{call.replace('欢迎', '★ 欢迎')}").removed) == 1
    assert [removal.rule for removal in clean(f"{call}{STORY}").removed] == ["common/calls"]
    assert clean(f"{STORY}{call}{STORY}").removed == ()
    assert clean(f"{STORY}<p>门口的牌子上写着一行大字：</p>{call}").removed == ()
    assert clean(f"{STORY}<ol><li>他发来一句话</li><li>欢迎大家关注我们的频道！</li></ol>").removed == ()


@pytest.mark.parametrize(
    "lure", ["关注公众号，领取福利", "快来加入我们的交流群", "追踪假Facebook粉专", "收藏、转发、关注我。"]
)
def test_a_lure_with_which_a_story_may_begin_stays(lure: str):
    assert clean(f"<p>{lure}</p>{STORY}").removed == ()


def test_a_call_of_which_the_first_sentence_speaks_stays():
    assert clean(f"<p>欢迎关注我们的频道</p><p>这几个字是骗子的广告，江岭的老人都见过。</p>{STORY}").removed == ()


def test_a_call_of_a_kind_to_be_kept_stays():
    body = f"{STORY}<p>欢迎大家关注我们的频道！</p>"
    assert clean(body, Options(keep=frozenset([Kind.PROMO]))).removed == ()


def test_what_a_keep_rule_protects_no_list_of_words_takes(tmp_path: Path):
    keeps = [
        f"[[keep]]\nid = '{name}'\nwhy = 'x'\ntext = '{text}'\n"
        for name, text in (("a", "欢迎.*"), ("b", "责任编辑.*"))
    ]
    (tmp_path / "mine.toml").write_text("".join(keeps), "utf-8")
    body = f"{STORY}<p>责任编辑：杨小树</p><p>欢迎大家关注我们的频道！</p>"
    assert clean(body, Options(rules=(str(tmp_path / "mine.toml"),))).removed == ()
    assert len(clean(body).removed) == 2


def test_a_long_line_of_the_words_of_calls_is_read_in_time_linear_in_it():
    line = "微信公众号" * 11 + "他"
    begun = time.process_time()
    assert kind_of_call(line) is None
    assert time.process_time() - begun < 10  # a guard: it takes microseconds; with backtracking, years
