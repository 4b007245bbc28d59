"""What an author asks of his readers in words of his own, and what only looks like it."""

from __future__ import annotations

import pytest

from fraudnews import clean, render
from fraudnews.model import Kind
from fraudnews.pitches import kind_of_pitch, may_pitch

STORY = "<p>江岭警方昨日通报了一起扫码送米的诈骗案，受害人共有三名，涉案金额达到两百万元。</p>" * 8


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Kind.PROMO, "微信搜 江岭旧事 或扫描下方二维码关注陆小满的原创公众号，回复 222 即可免费领取。"),
        (
            Kind.PROMO,
            "写作不易，转载请注明来源。我是陆小满，您可以通过搜索【博客陆小满】和微信公众号【江岭旧事】关注我！",
        ),
        (Kind.PROMO, "如果你对表格感兴趣，欢迎加入我的学习社群，获取更多学习资源，和四千位爱好者一起精进~"),
        (
            Kind.PROMO,
            "想系统学习更多知识？欢迎关注我的公众号「江岭旧事」，我会持续更新高质量文章。也可以加我的个人微信，一起进群讨论学习！",
        ),
        (Kind.PROMO, "附：有什么需求，建议，问题，都可以加我微信luxiaoman讨论交流，谢谢。"),
        (Kind.PROMO, "学习群请点这里，一起学习，一起摸鱼！"),
        (Kind.PROMO, "关注并私信我回复“01”，送你一份成长大礼包，欢迎勾搭。"),
        (Kind.PROMO, "感谢阅读！更多文章可以来我的博客看看，欢迎交流。"),
        (
            Kind.SHARE,
            "最后感谢你能看到这里。原创不易，每一个字都是自己手敲的，希望大家能多给点支持，该点赞点赞，该转发转发。",
        ),
        (Kind.PROMO, "写到这里，感谢大家的阅读，求关注"),
        (Kind.PROMO, "感谢阅读，有问题的朋友可以看看我的专栏"),
        (Kind.PROMO, "一起学习的朋友，加作者vx：luxiaoman"),
        (Kind.SHARE, "先整理了一部分，后续持续更新，辛苦点个赞哈～"),
        (Kind.SHARE, "如果觉得还不错的话，就动动小手给个 star 吧！"),
        (Kind.SHARE, "原创不易，求三连，你的支持就是我更新的动力！"),
        (Kind.SHARE, "写作不易，请大家点个在看支持我"),
        (Kind.PROMO, "最后安利一下我自己的微信公众号，近期专注技术分享，如果你感兴趣，可以关注一下接收最新动态。"),
        (Kind.SHARE, "如果你从这篇文章中学到了新东西，收藏它并与你的小伙伴分享。🤗最后，不要忘了❤支持一下哦。"),
        (Kind.PROMO, "大家好，我是小满，想要获取更多精彩内容，关注我(全网同名)，一起成长。"),
        (Kind.PROMO, "另外，我的公众号：江岭旧事，持续更新技术文章。欢迎关注我的公众号，让我们一起进步吧！"),
    ],
)
def test_a_pitch_is_of_the_kind_that_it_asks_for(kind: Kind, line: str):
    assert may_pitch(f"一行。\n{line}\n又一行。")
    assert kind_of_pitch(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "开学季，我大学时期关注的那些公众号，又都在发学生会招新的文章，但我劝你不要花费太多精力。",
        "您可以将目录添加到阅读器中，以获取这些频道的新视频以及您也关注的博客的最新内容。",
        "请大家关注图中的第四步和第十二步，我们接下来分析这几个步骤。",
        "希望更多人关注这件事，也请您持续关注后续。",
        "源码地址：https://example.com/lu/rice，如果觉得不错，就给个 star 吧。",
        "项目代码请移步我的仓库查看，欢迎 star。",
        "这几张图的代码都在我的 github 上，欢迎 star！想学画图，可以关注我的公众号【江岭旧事】，领取资料哦！",
        "本文的 demo 已上传到 Gitee，喜欢的朋友欢迎关注我的公众号【江岭旧事】，更多干货免费分享给大家。",
        "首先需要关注公众号，然后发送口令，就可以看到页面了。",
        "厂商尚未提供修复方案，请关注厂商主页更新：https://github.com/moumou/rice-manager",
        "我们跟米站一起合作，让工具支持了备份。现在已经完成这一段的开发，还剩一点工作的收尾，欢迎感兴趣的同学关注 https://github.com/moumou/rice/issues/1148。",
        "这个工具可以把稿子转成便于发送到公众号、知乎这些网站的格式发送，排版我用的是米白的主题，挺好看的。",
        "公众号回复888的人，都收到了同一条链接。",
        "关于这个群：进来的人都被要求改名。扫描二维码关注之后，才看得到公告。",
        "群主说，加我微信，拉你进群，免费领取资料。",
        "我在群里问，大家都加微信了吗？没有人回复我。",
        "我扫码进群，群里的老人每天分享米价，大家都很热心。",
        "我在微信搜到了这个公众号，点开一看，文章全是抄来的。",
        "我们想建一个学习群，请大家一起交流，可是没有同学愿意。",
        "我每天在群里分享，给大家点赞，三个月换了一袋米。",
        "点赞+收藏+转发，我和同学一起做了三个月的单。",
        "点赞、收藏、转发，我和同学一起做了三个月。",
        "同学们点赞、转发我的文章，我一下子成了名人。",
        "我请大家点赞、转发，集满三十个送一桶油。",
        "公司要求我们记得点赞、转发，谁不转就扣谁的钱。",
        "观众不吝啬点赞，主播却带着钱走了。",
        "大家点赞支持我的做法，我们一起认了错。",
        "那天我请同学帮忙，凑满三十个赞，就能换一张票，大家都很高兴。",
        "我们村的公众号回复最快的时候只要一分钟，大家都夸。",
        "我希望朋友们收藏这封信，等我回来再打开。",
        "大家都来关注我们村的米，我们很感谢。",
        "欢迎关注我的公众号，免费领取彩票资料，更多精彩分享。",
        "现在的服务还没有达到我们理想的样子，如果你感兴趣，可以关注下 SomeDB。",
        "她请大家关注公众号，让我们一起点赞，免费领取资料。",
        "欢迎关注公众号，对面让我们加微信，再发来学习资料。",
        "关注我的公众号，免费领取牛股资料，名额有限，请大家尽快。",
        "先调用接口，再从文件里读出端口并且执行，结果写进日志，当然也可以从交流群（公众号后台回复口令）下载。",
        "我们在缓存里放了三份副本，每份的有效期都不一样。希望大家点赞。",
        "人家就是让你到红三连五班喂鸡去的。",
        "就差一点拿下三连胜，感谢大家的支持。",
        "江岭队豪取三连，感谢大家的支持。",
        "你放心，我就一直在看大家的留言。",
        "银行请老人关注公众号，免费领取一桶油。",
        "公司请大家关注公众号，分享到朋友圈，每人奖励五元。",
        "我请同事关注我的公众号，没有一个人关注。",
        "我的同学请我关注公众号，免费领取资料。",
        "摊主请路人扫码关注公众号，送一个气球。",
        "微信好友发来消息，请我帮忙关注公众号，完成任务就能返现。",
        "同学邀请大家加入学习群，一起打卡，一起背单词。",
        "我们加入了技术交流群，大家一起学习，一起进步。",
        "学校要求家长关注公众号，再完成答题。",
        "我请大家不要转发，谢谢。",
        "我从来不给人点赞，也不希望大家给我点赞。",
        "我是很不喜欢关注别人的，最多就是点个赞。",
        "我的博客末尾一直有一行字：“觉得有帮助，欢迎打赏一杯咖啡”，放了收款码。",
        "接下来这张图应该对你有帮助。（如果你好奇，可以看看我的博客，里面有详细的说明。）",
    ],
)
def test_what_only_speaks_of_followers_and_groups_is_no_pitch(line: str):
    assert kind_of_pitch(line) is None


def test_a_pitch_goes_from_the_last_third_though_the_author_says_more_below_it():
    pitch = "<p>如果你也感兴趣，欢迎加我微信 luxiaoman，拉你入群，我们一同进步～</p>"
    more = "<p>下一篇讲怎样把米淘干净，那是另一件事了。</p>"
    assert render(clean(STORY + pitch + more), "text") == render(clean(STORY + more), "text")
    assert clean(STORY + pitch + STORY).removed == ()
    assert clean(f"{STORY}<p>他在简介里写的是：</p>{pitch}").removed == ()
    assert clean(f"{STORY}<ol><li>他发来一句话</li>{pitch.replace('p>', 'li>')}</ol>").removed == ()


def test_a_pitch_goes_that_a_rule_for_the_end_knows_though_the_author_says_more_below_it():
    pitch = "<p>如果本篇文章给了您一点帮助，还请点个赞收藏一下~~</p>"
    more = "<p>谢谢您的支持！！！</p>"
    assert render(clean(STORY + pitch + more), "text") == render(clean(STORY + more), "text")
    assert clean(STORY + pitch + STORY).removed == ()


def test_a_pitch_over_a_story_goes_where_it_can_be_no_lure():
    pitch = "<p>原创不易，欢迎关注我的公众号：江岭旧事，第一时间收到更新！</p>"
    assert render(clean(pitch + STORY), "text") == render(clean(STORY), "text")
    assert clean(f"<p>扫码关注公众号，免费领取大米。</p>{STORY}").removed == ()


def test_a_pitch_that_is_set_as_a_heading_under_all_else_goes():
    pitch = "<h3>我是陆小满，想要了解更多的干货，欢迎关注微信公众号 “江岭旧事” 接收我的最新文章</h3>"
    assert render(clean(STORY + pitch), "text") == render(clean(STORY), "text")
    assert clean(STORY + pitch + STORY).removed == ()
    assert clean(f"{STORY}<p>牌子上写着：</p>{pitch}").removed == ()
