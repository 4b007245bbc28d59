"""Below the story: lists and forms under the editorial desk, and comments, go where no sentence stands among them."""

from __future__ import annotations

import pytest

from fraudnews import clean, render

ONE = "江岭警方昨日通报了一起以扫码送米为名的诈骗案，三名嫌疑人已经到案。"
TWO = "办案民警说，受害人大多是附近小区的老人，他们以为只是去领一袋米。"
STORY = f"<p>{ONE}</p><p>{TWO}</p>" * 3
TOLD = "\n\n".join((ONE, TWO) * 3)
DESK = "<p>（责任编辑：杨小树）</p>"
ABOUT = ("石桥镇的米价", "东湖边的夜市", "一袋米的来历", "老人学会了上网", "小区装了新门禁")


def linked(*titles: str, host: str = "https://news.example.cn") -> str:
    return "".join(f"<p><a href='{host}/{number}.html'>{title}</a></p>" for number, title in enumerate(titles))


def text(body: str) -> str:
    return render(clean(f"<div>{body}</div>"), "text").strip()


@pytest.mark.parametrize(
    "below",
    [
        linked(*ABOUT),
        f"<h3>本地</h3>{linked(*ABOUT)}<p><img src='https://news.example.cn/a.jpg'></p>",
        "".join(f"<p>·<a href='/{title}'>{title}</a> (2024-05-03 10:20:00)</p>" for title in ABOUT),
        f"{linked(*ABOUT)}<p>{ONE}他们今天…… <a href='/a'>【详细】</a></p>",
        f"{linked(*ABOUT)}<p>“他们都说好！”</p>",
        linked(*ABOUT * 16),
        "<ul>" + "".join(f"<li><a href='/a'>{title}是怎么来的</a> {TWO}</li>" for title in ABOUT) + "</ul>",
        f"{linked(*ABOUT)}<p>您需要注册后才能参与话题讨论，并请文明上网，理性发言。注册成功后，您还可获得某某社区20积分。</p>",
        "<p>不感兴趣</p><ul><li>标题太长</li><li>投诉</li></ul><p>确定</p><p>请填写原因</p>",
        "<p>我要发表留言</p><p>江岭社区注册用户可以发表评论。</p><p>用户名：</p><p>密码：</p>",
    ],
)
@pytest.mark.parametrize(
    "desk",
    [DESK, "<ul><li>责任编辑: 杨小树</li></ul>", "<p>[责任编辑：xiaoyang]</p>", "<p class='article-editor'>杨小树</p>"],
)
def test_lists_and_forms_below_the_desk_go(desk: str, below: str) -> None:
    assert text(f"{STORY}{desk}{below}") == TOLD


@pytest.mark.parametrize(
    "below",
    [
        linked(*ABOUT[:4]),
        f"{linked(*ABOUT)}<p>后来他再没有去过。</p>",
        f"<p>参考资料</p>{linked(*ABOUT)}",
        f"<p>注释：</p>{linked(*ABOUT)}",
        "".join(f"<p>[{number}] <a href='/a'>{title}</a></p>" for number, title in enumerate(ABOUT)),
        linked(*ABOUT * 30),
        linked(*ABOUT) + "<p>第二名</p>" * 6,
        f"{linked(*ABOUT[:4])}<p><a href='/a.pdf'>获奖名单.pdf</a></p>",
        "".join(linked(title, host=f"https://{place}.example{place}.cn") for place, title in enumerate(ABOUT)),
        f"<p>“我们”</p><p>“你们”</p>{linked(*ABOUT)}<p>他说：“不去。”</p>",
        "<p>三月：一起</p><p>四月：两起</p><p>五月：没有</p>",
        "<p>用户名：登录用的名字</p><p>密码：只有本人知道</p><p>评论：写给别人看的话</p>",
        "<p>1. 用户名不用真名</p><p>2. 密码常换</p><p>3. 评论区不留电话</p>",
        "<p>陌生留言不要信</p><p>用户密码要记牢</p><p>评论返利都是坑</p>",
        f"<p>附：江岭警方公布的五起案例</p>{linked(*ABOUT)}",
        f"{linked(*ABOUT)}<p>（附：以上各篇由江岭警方提供。）</p>",
        f"<p>此前的报道如下：</p>{linked(*ABOUT)}",
        f"<p>案件时间线</p>{linked(*ABOUT)}",
        linked(*(f"《反电信网络诈骗法》第{number}条" for number in "二三四五六七")),
        "<p>附：假网站上的按钮</p><p>首页</p><p>搜索</p><p>我要发表</p><p>登录</p>",
    ],
)
def test_what_may_be_of_the_story_stays_below_the_desk(below: str) -> None:
    shown = text(f"<div>{below}</div>")
    assert text(f"{STORY}{DESK}{below}") == f"{TOLD}\n\n{shown}"


@pytest.mark.parametrize("desk", [DESK, "<p class='article-editor'>杨小树</p>"])
@pytest.mark.parametrize("announced", ["获奖的是以下五篇。", "获奖名单：", "法院最后认定，获奖的文章有："])
def test_a_list_that_the_story_announces_stays(announced: str, desk: str) -> None:
    assert ABOUT[2] in text(f"{STORY}<p>{announced}</p>{desk}{linked(*ABOUT)}")


def test_a_list_stays_below_a_desk_at_the_head() -> None:
    assert ABOUT[2] in text(f"<p>今天的新闻</p>{DESK}{linked(*ABOUT)}")
    assert ABOUT[2] in text(f"<p>{ONE}</p>{DESK}{linked(*ABOUT)}")


def test_the_source_stays_below_the_desk() -> None:
    assert text(f"{STORY}{DESK}<p>来源：江岭晚报</p>{linked(*ABOUT)}") == f"{TOLD}\n\n来源：江岭晚报"


def test_buttons_right_above_the_desk_go_with_what_is_below() -> None:
    assert text(f"{STORY}<p>我来说两句(0)</p><p>复制链接</p>{DESK}{linked(*ABOUT)}") == TOLD


def test_a_list_right_above_the_desk_goes_if_the_page_goes_on_below() -> None:
    assert text(f"{STORY}{linked(*ABOUT)}{DESK}{linked(*ABOUT[::-1])}") == TOLD
    assert ABOUT[0] in text(f"{STORY}{linked(*ABOUT)}{DESK}")
    assert ABOUT[0] in text(f"{STORY}<p>还有以下五篇。</p>{linked(*ABOUT)}{DESK}{linked(*ABOUT[::-1])}")
    assert ABOUT[0] in text(f"{STORY}<p>读者最喜欢的文章</p>{linked(*ABOUT)}{DESK}{linked(*ABOUT[::-1])}")
    sources = "".join(linked(title, host=f"https://{place}.example{place}.cn") for place, title in enumerate(ABOUT))
    assert ABOUT[0] in text(f"{STORY}{sources}{DESK}{linked('桥头的灯', *ABOUT[1:])}")


@pytest.mark.parametrize("when", ["江边的风 7小时前", "江边的风 2024-05-03 10:20", "刚刚"])
def test_comments_go_below_the_line_over_them(when: str) -> None:
    comments = f"<li><p>{when}</p><p>米也能骗人</p><p>回复 0</p></li>"
    assert text(f"{STORY}<p>分享到：微信 微博</p><p>2条评论</p><ul>{comments}{comments}</ul>") == TOLD


@pytest.mark.parametrize("over", ["热门评论", "评论区：", "网友评论"])
@pytest.mark.parametrize(
    "comment",
    [
        "<p>江边的风 36</p><p>米也能骗人</p><p>2024-05-03 江岭</p>",
        "<p>米也能骗人</p><p>时间：2024-05-03</p>",
        "<p>江边的风 [江岭市网友]</p><p>米也能骗人</p>",
        "<p>网友：江边的风 于2024-05-03 10:20 发表评论：</p><p>米也能骗人</p>",
    ],
)
def test_comments_go_below_a_heading_if_there_are_two(over: str, comment: str) -> None:
    assert text(f"{STORY}<p>{over}</p>{comment * 2}") == TOLD
    assert text(f"{STORY}<p>{over}</p>{comment * 2}<p>打开江岭客户端</p><p>热门评论点击查看更多</p>") == TOLD
    assert "米也能骗人" in text(f"{STORY}<p>{over}</p>{comment}")
    assert "米也能骗人" in text(f"{STORY}<p>{over}</p>{comment * 2}<p>打开江岭客户端</p><p>{ONE}</p>")


@pytest.mark.parametrize(
    "below",
    [
        f"<p>江边的风 7小时前</p><p>{ONE * 4}</p>",
        "<p>江边的风 7小时前</p><h3>第二起</h3><p>米也能骗人</p>",
        "<p>江边的风</p><p>米也能骗人</p>",
        "<p>江边的风 7小时前</p>" + "<p>米也能骗人</p>" * 7,
        "<p>米也能骗人</p>" * 3 + "<p>江边的风 7小时前</p>",
        f"<p>江边的风 7小时前</p><p>米也能骗人</p><p>江岭客 7小时前</p><p>是的</p><p>{ONE}</p>",
        "<p>江边的风 7小时前</p><p>米也能骗人</p><p>（附：以上由警方提供）</p>",
    ],
)
def test_what_is_no_comment_stays(below: str) -> None:
    shown = text(f"<div>{below}</div>")
    assert text(f"{STORY}<p>分享到：微信 微博</p><p>2条评论</p>{below}").endswith(shown)


@pytest.mark.parametrize(
    ("over", "below"), [("<p>截图上的内容如下：</p>", ""), ("", DESK), ("", "<p class='article-editor'>杨小树</p>")]
)
def test_comments_that_the_story_shows_or_has_over_the_desk_stay(over: str, below: str) -> None:
    comments = "<p>评论(2)</p><p>江边的风 7小时前</p><p>米也能骗人</p><p>江岭客 7小时前</p><p>是的</p>"
    assert "米也能骗人" in text(f"{STORY}{over}{comments}{below}")


FORM = "<p>登录名：</p><p>密码：</p><p><a href='/r'>快速注册新用户</a></p><table><tr><td>网页</td><td>新闻</td></tr></table><p>保存</p>"


@pytest.mark.parametrize(
    "below",
    [
        f"<h2>网友评论 <a href='/c'>欢迎发表评论</a></h2>{FORM}",
        "<h1>评论</h1><p>提示</p><p>0条评论 展开</p><p>发评论：</p>",
        "<p>评论(0)</p><p>登录 后参与讨论</p><p>按评论数</p><p>请写评论：</p>",
    ],
)
def test_the_form_under_a_heading_of_comments_goes(below: str) -> None:
    assert text(STORY + below) == TOLD


@pytest.mark.parametrize(
    "below",
    [
        "<h2>网友评论</h2><p>假网站</p><p>老人</p><p>三万元</p>",
        f"<p>网友评论</p>{FORM}",
        f"<h2>网友评论</h2>{FORM}<p>{ONE}</p>",
    ],
)
def test_what_is_no_form_under_a_heading_of_comments_stays(below: str) -> None:
    assert len(text(STORY + below)) > len(TOLD)


def test_links_below_an_editor_beside_the_author_go() -> None:
    assert text(f"{STORY}<p>[作者: 林一禾 责任编辑: 杨小树 ]</p>{linked(*ABOUT)}") == TOLD


#: Lines that rules remove at the end of a story.
TERMS = "<p>免责声明：本文仅代表作者个人观点，不代表本站立场。</p>"
SHARE = "<p>分享到：微信 微博</p>"


@pytest.mark.parametrize(
    "below",
    [
        f"{DESK}<p>某号入驻作者发布</p>{TERMS}",
        f"{TERMS}<p>米袋子频道</p><p>一袋米的事</p><p>点我看看</p>{SHARE}",
        f"{TERMS}<ul><li>一键直达</li></ul>{SHARE}",
        f"{TERMS}<p>数读江岭米价走势图</p>",
        f"{DESK}{SHARE}<p>米袋子频道</p>",
    ],
)
def test_labels_left_over_between_removed_lines_go(below: str) -> None:
    assert text(STORY + below) == TOLD


@pytest.mark.parametrize(
    "label",
    [
        "来源：江岭晚报",
        "美工｜周围",
        "林一禾",
        "本报记者 林一禾 王二",
        "插画设计 / 阿蓝",
        "三问假社区",
        "（文中人物为化名）",
        "江岭市公安局",
        "江岭市公安局</p><p>2024年5月20日",
        "写于五月二十日",
        "《石盘村志》",
        "参考资料</p><p>江岭志",
        "[1] 江岭志",
        "1、看清网址",
        "愿人人有米",
        "陌生来电不接",
        "报警电话 110",
        "防骗手册 https://example.com/rice",
        "未完待续",
        "麦子黄了</p><p>风吹过来</p><p>老人坐在门口</p><p>等着",
    ],
)
@pytest.mark.parametrize("above, below", [(DESK, TERMS), (TERMS, SHARE), (DESK + TERMS, "")])
def test_labels_of_the_story_between_removed_lines_stay(above: str, label: str, below: str) -> None:
    kept = "\n\n".join(label.split("</p><p>"))
    assert text(f"{STORY}{above}<p>{label}</p>{below}") == f"{TOLD}\n\n{kept}"


@pytest.mark.parametrize(
    "below",
    [
        f"{TERMS}<h3>米袋子</h3><p>第一袋</p>{SHARE}",
        f"{DESK}<p><img src='/a.jpg'></p><p>老人在门口等着</p>{TERMS}",
        f"{TERMS}<p>老人在门口等着</p><p><img src='/a.jpg'></p>",
        f"{TERMS}<p>麦田指令</p><pre><code>GET /1</code></pre><p>米袋指令</p>",
        "<p>阅读原文</p><p>第一袋米</p><p>阅读原文</p><p>第二袋米</p><p>阅读原文</p>",
        f"<p>欢迎关注“某某晚报”微信公众号</p><p>那袋米还放在墙角</p>{TERMS}",
        f"<p>扫码关注我们</p><p>她再也没有笑过</p>{TERMS}",
    ],
)
def test_other_labels_below_a_story_stay(below: str) -> None:
    assert len(text(STORY + below)) > len(TOLD)


def test_labels_without_a_story_above_stay() -> None:
    assert "麦子黄了" in text(f"{DESK}<p>麦子黄了</p>{TERMS}")
