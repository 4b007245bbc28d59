"""The foot of an account's post: what goes below the story, and what stays because it is of the story."""

from __future__ import annotations

import pytest

from fraudnews import Options, clean, render
from fraudnews.model import Kind

SENTENCES = [
    "江岭市的老人林阿婆今年七十二岁，退休前在纺织厂做了三十年挡车工，一个人住在老城区的三楼。",
    "三月初的一个上午，她接到一通自称社区工作人员的电话，对方准确报出了她的姓名和门牌。",
    "对方说，她的医保账户出现异常，需要把存款转到一个专门的户头里核验，两个小时后原路退回。",
    "柜员多问了两句，她支支吾吾答不上来，柜员便叫来了大堂经理，三个人劝了她整整四十分钟。",
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 4)
OF_WECHAT = "<img src='https://mmbiz.qpic.cn/mmbiz_png/a/640?wx_fmt=png'>"
CALL = "长按二维码关注我们"
QR = "<img src='https://example.com/a/c.png'>"


def lines(*below: str, above: str = OF_WECHAT, options: Options = Options()) -> list[str]:  # noqa: B008 - a frozen value
    """The lines that stay of those below a story."""
    body = above + STORY + "".join(f"<p>{line}</p>" for line in below)
    text = render(clean(f"<div>{body}</div>", options), "text")
    kept = [line for line in text.split("\n") if line]
    assert kept[: len(SENTENCES) * 4] == SENTENCES * 4
    return kept[len(SENTENCES) * 4 :]


def test_a_long_sentence_with_a_call_glued_to_it_is_no_call() -> None:
    told = "如果说这件事有什么教训，那就是再小的门也要看好，再熟的声音也要多问一句，再急的电话也可以先挂断，等家里人回来商量。"
    assert lines(f"{told}“点赞”“在看”，分享给更多人", CALL, QR) == [f"{told}“点赞”“在看”，分享给更多人"]
    assert lines(f"{told}“点赞”“在看”，让更多人看到", CALL, QR) == [told]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("<b>江岭夜读</b>.", "专注城市旧事，分享街坊的故事。"),
        ("<b>江岭夜读</b><br>.", "<a href='https://mp.weixin.qq.com/s/1'>一盏灯，两个人。</a>"),
    ],
)
def test_the_card_of_the_account_that_a_story_is_from_goes(name: str, about: str) -> None:
    source = "<p>以下文章来源于江岭夜读 ，作者林一禾</p>"
    card = f"<p><img src='http://wx.qlogo.cn/mmhead/a/0'></p><p>{name}</p>"
    body = render(clean(f"{source}{card}<p>{about}</p>{STORY}"), "markdown")
    assert body == render(clean(source + STORY), "markdown")
    assert render(clean(source + card + STORY), "markdown") == body
    call = "<p>点击上方“江岭夜读”，选择“置顶公众号”</p>"
    assert render(clean(f"{source}{card}<p>{about}</p>{call}{STORY}"), "markdown") == body
    other = card.replace("江岭", "邻市").replace("wx.qlogo", "example")
    assert not clean(f"{source}{other}<p>{about}</p>{STORY}").removed


def test_the_card_goes_that_a_converter_left_as_one_line() -> None:
    source = "<p>以下文章来源于江岭夜读 ，作者林一禾</p>"
    card = "<p>[ 江岭夜读 . 讲给街坊听的城市故事。 ](javascript:void(0);)</p>"
    assert render(clean(f"{source}{card}{STORY}"), "text") == render(clean(source + STORY), "text")
    assert not clean(f"{source}<p>江岭夜读是一本书，也是一条街。</p>{STORY}").removed


def test_no_other_site_speaks_so_of_itself() -> None:
    assert lines(CALL, QR, "江岭夜读", "讲给街坊听的城市故事", above="") == ["江岭夜读", "讲给街坊听的城市故事"]


def test_a_site_that_kept_the_markup_of_wechat_shows_its_posts() -> None:
    copied = "<img class='rich_pages wxw-img' src='https://example.com/a/1.jpg'>"
    assert lines(CALL, QR, "江岭夜读", "讲给街坊听的城市故事", above=copied) == []


@pytest.mark.parametrize(
    "foot",
    [
        [QR, CALL, "江岭夜读", "讲给街坊听的城市故事"],
        [CALL, QR, "带你读懂身边的城市", "转发，点赞，在看，安排一下？"],
        ["江岭夜读", CALL, "还在等什么？赶紧点击下方名片关注吧！"][1:],
        [
            "关于我们",
            "江岭夜读是一个关注老城的团队，我们每周分享两篇街坊的故事。",
            "官网：",
            "https://example.com",
            CALL,
        ],
        ["【江岭夜读】知识星球介绍", "星球里分享所有的采访笔记，目前三百人，永久有效", "价格随人数上调"],
        [
            "征稿要求",
            "稿件须真实，字数不少于五千。",
            "发邮件至「 yedu@example.com」，并在主题里写明题目，欢迎来稿。",
            CALL,
        ],
        ["征稿启事", "大家好，为了让更多街坊说话，江岭夜读现开启征稿，欢迎向我们投稿。", "点击购买江岭手册"],
        ["关注下方公众号回复“", "夜读", "”可以领取一份江岭地图", "加入江岭夜读交流群，获取更多资料"],
        ["觉得不错，就点个 “", "在看", "” 吧~", CALL],
        ["这篇文章很重要。希望大家点击左下方，分享给身边的朋友和好友看看，给小编一个鼓励"],
        ["如有侵权，请联系删除", "文章内容仅代表作者观点", "不代表江岭夜读立场", "转载目的在于传递更多信息"],
        ["往", "期", "内", "容", CALL],
        [CALL, "微信号：jiangling-yedu", "邮箱：yedu@example.com"],
        ["加 入 我 们", "我们提供稿费", CALL],
        ["江岭夜读 (jiangling-yd)", "江岭首个专注于老城的账号。", "觉得不错，就点个 “在看” 吧~"],
        ["江岭夜读公众号", "讲给街坊听", "每天一篇", "江岭读者交流群", "老城的旧事", "街坊的新事", CALL],
        ["读者交流群", "想要进交流群的街坊，可以扫描下方二维码添加好友", "「星球服务」：", "每天一篇", CALL],
        ["END", "关注江岭", "夜读账号", "获取更多街坊的故事~"],
        ["【免责声明】", '"江岭夜读"是专注于老城的平台，本平台所载文章不构成建议。', "点赞、在看、转发"],
        ["加入江岭夜读交流群", "三万街坊正在关注", "聊天 | 爆料 | 交友 | 资讯", "点赞、在看、转发"],
        ["0x04 公司简介", "江岭科技是一家做地图的公司，荣获江岭市年度优秀案例奖。", CALL],
        ["关于我们", "江岭夜读作为“江岭老城工作站”的成员，一直分享街坊的故事。", CALL],
        ["征稿要求", "征稿长期有效，稿件发至「yedu@example.com 」，请在标题里注明栏目。", CALL],
        ["ID：jiangling-yedu", "▲长按二维码“识别”关注", "江岭门户网站。", "一个讲街坊旧事的自媒体，", CALL],
    ],
)
def test_what_an_account_says_of_itself_goes(foot: list[str]) -> None:
    assert not [line for line in lines(*foot) if line not in ("往", "期", "内", "容")]


@pytest.mark.parametrize(
    "line",
    [
        "更正：昨日文章里的“三万元”应为“三千元”，特此致歉。",
        "注：文中林阿婆为化名",
        "*为保护受访者，林小树为化名",
        "▲假冒的二维码贴在真的上面",
        "江岭市公安局东湖分局",
        "二〇二一年六月二日",
        "支持 62%",
        "图为案发现场",
        "本报记者 林一禾",
        "林一禾",
        "参考资料",
        "https://example.com/report/2021",
        "《江岭夜话》第三卷",
        "他最后说：“我不怪她。”",
        "她再也不进那个网站。",
        "案子还没有完。",
        "感谢林阿婆的邻居",
        "感谢师傅的合作",
        "诈骗 | 盗窃 | 抢劫",
        "作者后来又去了一趟江岭，把这篇稿子读给阿婆听。",
        "来源：江岭晚报",
        "插画 / 阿蓝",
        "受害者的儿子从外地赶了回来",
        "钱已经转走了",
    ],
)
@pytest.mark.parametrize("above", [[CALL, QR], ["点赞、在看、转发", CALL, QR]])
def test_a_line_of_the_story_below_a_call_stays_and_ends_the_foot(line: str, above: list[str]) -> None:
    assert line in lines(*above, line)
    assert line in lines("关于我们", "江岭夜读是一个关注老城的团队，我们分享街坊的故事。", *above, line)


@pytest.mark.parametrize(
    "line",
    [
        "关注公众号的人，多半是邻居。",
        "关注后回复“888”，第二条消息就是催款",
        "扫码进群，每人领鸡蛋十个",
        "扫码之后，她的手机黑了屏。",
        "转发到三个群，截图领奖",
        "分享给十个好友，就能提现",
        "分享此文的网友很多，留言也有三百多条。",
        "点赞员，日结，在家可做",
        "如果有人让你扫码进群，请立即挂断。",
        "如果你也收到了类似的短信，请打96110。",
        "请广大市民下载国家反诈中心APP，关注江岭公安公众号。",
        "关注“江岭医保”公众号，点击“参保查询”即可查询。",
        "加入群聊的老人，都领到了一袋米。",
        "在看板上拖动卡片，把任务分给三个组",
        "点个赞，就能领鸡蛋？",
        "“点个赞再走！”",
        "▲关注公众号后弹出的页面",
        "欢迎提供线索，与我们联系。",
        "扫码点单却要先关注公众号，食客不答应。",
        "公众号冒用陵园的名称，文末附二维码。",
        "关注公众号是进厂的第一道手续",
        "请各位读者与我们一道关注此事！",
        "请大家与我们一起，对此事保持关注。",
    ],
)
def test_a_story_that_speaks_of_codes_groups_and_likes_stays_above_a_foot(line: str) -> None:
    assert line in lines(line, CALL, QR, "江岭夜读", "讲给街坊听的城市故事")
    assert line in lines(line)


def test_what_a_poster_shows_below_the_story_stays() -> None:
    shown = ["海报上只有三行：", "名额有限！", "扫码进群", CALL]
    assert lines(*shown) == shown


def test_credits_in_the_foot_stay() -> None:
    assert lines(CALL, "江岭夜读", "来源：江岭晚报", "点赞、在看、转发") == ["来源：江岭晚报"]


def test_a_line_that_names_the_designer_below_the_desk_stays_and_ends_no_foot() -> None:
    below = ["编辑 / 王二", "插画设计 / 阿蓝", "我们同时提供以下服务", CALL]
    assert lines(*below) == ["插画设计 / 阿蓝"]


@pytest.mark.parametrize("name", ["江岭理财 (jiangling)", "炒股学习交流群", "涉案公众号", "林阿婆 (linapo)"])
def test_a_name_of_the_story_is_no_card_above_a_call(name: str) -> None:
    assert name in lines(name, CALL, QR)
    assert name in lines(name, "他再也没有回来。", CALL, QR)


def test_a_heading_that_the_story_shows_begins_no_foot() -> None:
    shown = ["页面上只有一行字：", "公司简介", "江岭科技是一家做地图的公司，我们提供服务。"]
    assert lines(*shown, CALL) == shown


def test_where_a_program_is_found_is_the_storys_below_terms() -> None:
    address = "下载地址：https://example.com/rice"
    assert address in lines(CALL, "免责声明", "本工具由我们提供，仅供学习。", address)


def test_a_chapter_about_a_gang_that_names_itself_so_is_no_foot() -> None:
    chapter = ["关于我们", "“我们是正规公司”，群主这样说。", "警方后来查明，公司的地址是一间理发店。"]
    assert lines(*chapter, CALL)[:3] == chapter


def test_more_slogans_than_an_account_has_are_a_poem() -> None:
    poem = ["大雨封山", "夜里有人敲门", "灯还亮着", "水还温着", "远方的人忘记归途"]
    assert lines(CALL, QR, *poem) == poem


def test_a_foot_that_is_long_beside_its_story_stays() -> None:
    body = f"{OF_WECHAT}<p>{SENTENCES[0]}</p><p>{CALL}</p><p>江岭夜读</p><p>讲给街坊听的城市故事</p>"
    assert "江岭夜读" in render(clean(f"<div>{body}</div>", Options()), "text")


def test_promotion_that_is_to_be_kept_stays() -> None:
    options = Options(keep=frozenset({Kind.PROMO, Kind.QR}))
    assert "江岭夜读" in lines(CALL, QR, "江岭夜读", options=options)


DESK = "责任编辑：杨小树"


@pytest.mark.parametrize(
    "below",
    [
        ["江岭日报，讲述身边的故事"],
        ["江岭日报官方微博", "江岭发布"],
        ["请输入验证码"],
        ["来源：江岭晚报", "江岭客户端，看见新江岭"],
        ["我们同时提供以下服务", "包括：采访、写作"],
        ["江岭日报，讲述身边的故事", "本文由江岭日报原创出品，未经授权请勿转载。"],
    ],
)
@pytest.mark.parametrize("last", [DESK, "END"])
@pytest.mark.parametrize("above", ["", OF_WECHAT])
def test_what_a_site_says_of_itself_below_the_desk_goes(above: str, last: str, below: list[str]) -> None:
    assert lines(last, *below, above=f"{above}<p>编辑：王二</p>") == [line for line in below if line.startswith("来源")]


@pytest.mark.parametrize(
    "below",
    [
        ["附：江岭反诈电话一览", "东湖派出所 5550101"],
        ["《江岭夜话》第三卷"],
        ["感谢林阿婆接受采访。"],
        ["本文综合江岭晚报、", "江岭发布、东湖之声等"],
        ["图为假冒的二维码"],
        ["林一禾"],
        ["撰稿 林一禾"],
        ["漫画丨林一禾"],
        ["相关案件仍在侦办"],
        ["不轻易下载客户端", "不关注来历不明的公众号"],
        ["涉案平台名单", "江岭服务平台"],
        ["江岭理财平台", "安心贷平台"],
        ["视频里的女人是谁"],
        ["愿我们都平安"],
        ["江岭街头的横幅"],
        ["三问假社区", "未经授权不得转载"],
        ["林一禾写于江岭"],
        ["谨以此文献给林阿婆"],
        ["Reporting by Lin Yihe"],
        ["钱已经转走了"],
        ["关注独居的人", "也关注他们的邻居"],
        ["江岭市公安局东湖分局"],
        ["夜里有人敲门", "灯还亮着", "水还温着", "远方的人忘记归途"],
        ["江岭日报，讲述身边的故事", "他最后说：“我不怪她。”"],
        ["<h2>第二起案件</h2>", "江岭日报，讲述身边的故事"],
    ],
)
@pytest.mark.parametrize("above", ["", OF_WECHAT])
def test_what_may_be_of_the_story_stays_below_the_desk(above: str, below: list[str]) -> None:
    assert lines(DESK, *below, above=above) == [
        line.replace("<h2>", "").replace("</h2>", "") for line in below if not line.startswith("未经")
    ]


def test_labels_stay_below_a_picture_that_may_be_the_storys() -> None:
    assert lines(DESK, QR, "江岭客户端的横幅", above="") == ["江岭客户端的横幅"]


def test_below_a_desk_at_the_head_a_list_stays() -> None:
    text = render(clean(f"<div><p>{DESK}</p><p>三月：一起</p><p>四月，两起</p><p>五月，没有</p></div>"), "text")
    assert text.split() == ["三月：一起", "四月，两起", "五月，没有"]


@pytest.mark.parametrize(
    "foot",
    [
        ("扫码关注", "江岭网微信", "江岭网抖音", "江岭日报", "客户端", "×"),
        ("官方微信", "官方微博", "手机客户端"),
        ("江岭日报微信公众号", "江岭日报客户端"),
    ],
)
def test_the_accounts_of_the_site_at_the_very_end_go(foot: tuple[str, ...]) -> None:
    assert lines(*foot, above="") == []
    assert lines("（记者 林一禾）", *foot, above="") == ["（记者 林一禾）"]
    warning = "民警提醒，假冒客服的人手法常新，请捂紧钱袋子，谨防被骗。"
    assert lines(warning, *foot, above="") == [warning]


@pytest.mark.parametrize(
    "foot",
    [
        ("江岭在线微信",),
        ("假网页的右上角有这样几个按钮：", "官方微信", "官方微博"),
        ("页面右上角只有：", "官方微信", "官方微博"),
        ("他在纸条上写着这样两行字。", "官方微信", "官方微博"),
        ("江岭公安微信", "江岭公安微博"),
        ("骗子用的是：", "江岭网微信", "江岭网微博"),
        ("微信", "微博", "抖音"),
        ("不轻易下载客户端", "勿关注陌生公众号"),
        ("涉案账号", "江岭网微信", "江岭网微博"),
        ("这几个都是假冒的。", "江岭网微信", "江岭网微博"),
        ("把她骗走的，就是下面这些。", "江岭网微信", "江岭网微博"),
        ("警方查明，骗子开了三个。", "江岭网微信", "江岭网微博"),
        ("被骗的入口，警方后来数出四种。", "官方微信", "官方微博", "小程序"),
        ("正规渠道只有两个。", "江岭日报微信", "江岭日报客户端"),
        ("那天下午，她一个人坐在屋里刷了很久。", "微博", "抖音", "新闻客户端"),
    ],
)
def test_accounts_that_the_story_names_stay(foot: tuple[str, ...]) -> None:
    assert lines(*foot, above="") == list(foot)
