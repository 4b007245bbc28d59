"""Buttons under the title and in tables, and summaries that the story repeats, go; what is like them stays."""

from __future__ import annotations

import pytest

from fraudnews import Options, clean, render
from fraudnews.model import Kind

TITLE = "江岭警方破获“扫码送米”案"
ONE = "江岭警方昨日通报了一起以扫码送米为名的诈骗案，三名嫌疑人已经到案。"
TWO = "办案民警说，受害人大多是附近小区的老人，他们以为只是去领一袋米。"
STORY = f"<p>{ONE}</p><p>{TWO}</p>"
BUTTONS = "<table><tr><td></td><td>【字号 大 中 小】</td></tr><tr><td>打印本页</td><td>关闭窗口</td></tr></table>"


def text(body: str, options: Options = Options()) -> str:  # noqa: B008 - a frozen value
    return render(clean(f"---\ntitle: {TITLE}\ndate: 2024-05-03 09:00:00\n---\n{body}\n", options), "text").strip()


def test_buttons_under_a_title_go():
    buttons = "<div>文/杨小树</div><ul><li>打印</li><li>收藏</li></ul><div>收藏成功</div><div>分享到：更多</div>"
    assert text(f"<h1>{TITLE}</h1><h2>——一袋米的代价</h2>{buttons}{STORY}") == (
        f"{TITLE}\n\n——一袋米的代价\n\n文/杨小树\n\n{ONE}\n\n{TWO}"
    )


@pytest.mark.parametrize(
    "head",
    [
        "<h2>您的当前位置：新闻中心 &gt; 江岭</h2><div>搜索 网站地图 设置首页</div>",
        "<div>首页 &gt; 法治</div>",
        "<div>首页 · 法治 · 反诈</div>",
        "<div>快訊</div>",
        "<div>我的頻道</div>",
        "<div>要闻 | 城市远洋 | 直观江岭 | 原创 | 视频 融播报</div>",
        "<div>Copyright © 2024 江岭时报有限公司 All rights reserved.</div>",
        "<h2><a href='https://news.example.cn/?vt=4'>江岭财经</a></h2>",
        "<div><a href='https://www.example.com/'><img src='https://www.example.com/a.jpg' alt='某某社'></a></div>",
        "<div><a href='https://www.example.com/'><img src='https://www.example.com/a.jpg'>某某社</a></div>",
    ],
)
def test_the_way_to_a_title_goes_over_it(head: str):
    assert text(f"{head}<h1>{TITLE}</h1>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"


def test_counters_at_the_head_go():
    assert text(f"<p><a href='/comments'>330</a></p>{STORY}") == f"{ONE}\n\n{TWO}"
    assert text(f"<p><a href='/comments'>4</a></p>{STORY}") == f"{ONE}\n\n{TWO}"
    assert text(f"<h1>{TITLE}</h1><p>分享</p><p>评论</p><p>2819</p>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"
    assert text(f"<h1>{TITLE}</h1><p>评论</p><p>1</p>{STORY}") == f"{TITLE}\n\n1\n\n{ONE}\n\n{TWO}"
    assert text(f"<h1>{TITLE}</h1><p>0</p><p>分享至</p>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"
    assert text(f"<h1>{TITLE}</h1><p>0</p><p>这是第一次。</p>{STORY}").startswith(f"{TITLE}\n\n0\n\n这是第一次。")
    assert text(f"<h1>{TITLE}</h1><p>分享</p><p>2019</p>{STORY}") == f"{TITLE}\n\n2019\n\n{ONE}\n\n{TWO}"
    assert text(f"<h1>{TITLE}</h1><h5>1032人参与308评论</h5>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"


@pytest.mark.parametrize("row", [("查看评论", "阅读 539", "隐藏边栏"), ("首页", "放大", "上一版")])
def test_three_buttons_that_end_a_page_go(row: tuple[str, ...]):
    assert text(STORY + "".join(f"<p>{button}</p>" for button in row)) == f"{ONE}\n\n{TWO}"


def test_a_list_of_buttons_that_ends_a_page_goes():
    buttons = "".join(f"<li>{button}</li>" for button in ("赞", "收藏", "评论", "举报"))
    assert text(f"{STORY}<ul>{buttons}</ul>") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>330</p>{STORY}",
        f"<p><a href='#one'>1</a></p>{STORY}",
        f"{STORY}<p>点赞</p><p>关注</p><p>转发</p>",
        f"{STORY}<p>屏幕上只有三个按钮：</p><p>首页</p><p>放大</p><p>上一版</p>",
        f"{STORY}<p>每一条下面都有三个字样：</p><ul><li>赞</li><li>收藏</li><li>举报</li></ul>",
        f"{STORY}<ul><li>赞</li><li>收藏</li><li>转发</li></ul>",
        f"<h1>{TITLE}</h1><p>1</p>{STORY}",
        f"<h1>{TITLE}</h1>{STORY}<p>收藏</p><p>{ONE}</p>",
        f"<p>收藏</p>{STORY}",
        f"<h1>骗局</h1><p>收藏</p>{STORY}",
        f"<h1>{TITLE}</h1><h2>收藏</h2>{STORY}",
        f"{STORY}<table><tr><td>支持</td><td>反对</td></tr><tr><td>31</td><td>7</td></tr></table>",
        f"{STORY}<table><tr><td>收藏</td><td>三百只旧表</td></tr></table>",
        f"{STORY}<table><tr><td>点赞</td><td>0.5</td></tr><tr><td>收藏</td><td>1</td></tr></table>",
        f"{STORY}<table><tr><td>点赞</td><td>收藏</td><td>转发</td><td>评论</td></tr></table>",
        f"{STORY}<p>假网页的右上角有两个按钮：</p><table><tr><td>打印</td><td>收藏</td></tr></table>",
        f"<h1>{TITLE}</h1><p>骗子让他做三件事：</p><p>点赞</p><p>评论</p><p>分享</p>{STORY}",
        f"<p>导读：{ONE[:-1]}，是本月第二起。</p>{STORY}",
        f"<p>{ONE}</p>{STORY}",
        f"<p>{ONE[:-1]}……</p>{STORY}",
        f"<p>老人以为，只要扫了码，就能领到一袋米，可是……</p>{STORY}",
    ],
)
def test_what_may_be_of_the_story_stays(body: str):
    removed = clean(f"---\ntitle: {TITLE}\n---\n{body}\n").removed
    assert [removal for removal in removed if removal.rule in ("common/buttons", "common/summary")] == []


def test_a_table_of_buttons_goes_wherever_it_is():
    assert text(f"{STORY}{BUTTONS}") == f"{ONE}\n\n{TWO}"
    assert text(f"{BUTTONS}{STORY}") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize("label", ["<strong>导读</strong> ", "摘要：", "【核心提示】", ""])
def test_a_summary_that_was_cut_off_goes_if_the_story_begins_so(label: str):
    assert text(f"<p>{label}{ONE[:25]}...</p><p>2024-05-03 08:00</p>{STORY}").endswith(f"{ONE}\n\n{TWO}")
    assert text(f"<p>{label}{ONE[:25]}...</p>{STORY}") == f"{ONE}\n\n{TWO}"


def test_buttons_can_be_kept():
    assert "打印" in text(f"{STORY}{BUTTONS}", Options(keep=frozenset([Kind.WIDGET])))


WORDS = ("微信", "微博", "Qzone", "评论", "图集")


def test_buttons_with_which_a_body_begins_go():
    removed = clean("".join(f"<p>{word}</p>" for word in WORDS) + STORY).removed
    assert [(removal.rule, removal.text) for removal in removed] == [("common/buttons", word) for word in WORDS]


IN_ROW = "<p>【打印此页】 【关闭窗口】 【返回顶部】</p>"


def test_one_line_of_buttons_goes_over_a_story_and_below_it():
    assert text(f"{IN_ROW}{STORY}{IN_ROW}<p>2024年5月</p>") == f"{ONE}\n\n{TWO}\n\n2024年5月"
    assert text(f"{STORY}<p>微信 微博 QQ空间</p>") == f"{ONE}\n\n{TWO}"
    assert "【打印此页】" in text(f"<p>{ONE}</p>{IN_ROW}<p>{TWO}</p>")
    assert "【打印此页】" in text(f"{STORY}<p>假网页的底部有三个按钮：</p>{IN_ROW}")


@pytest.mark.parametrize(
    "facts", ["编辑：杨小树 来源：江岭晚报 浏览次数：12", "2024-05-03 责编：杨小树 作者：林一禾 【打印】"]
)
def test_facts_of_the_page_go_over_a_story_and_name_its_editor(facts: str):
    cleaned = clean(f"<p>{facts}</p>{STORY}")
    assert render(cleaned, "text") == f"{ONE}\n\n{TWO}\n"
    assert cleaned.meta.editor == ("杨小树",)
    assert facts.rsplit(maxsplit=1)[-1] in text(f"<p>{ONE}</p><p>{facts}</p><p>{TWO}</p>")


def test_the_foot_of_a_site_goes_in_a_row_or_line_by_line():
    foot = ("隐私政策", "地址：江岭路1号", "网站地图")
    assert text(f"{STORY}<p>{' | '.join(foot)}</p>") == f"{ONE}\n\n{TWO}"
    assert text(STORY + "".join(f"<p>{line}</p>" for line in foot)) == f"{ONE}\n\n{TWO}"
    assert foot[1] in text(f"{STORY}<p>{foot[1]}</p><p>{foot[0]}</p><p>{foot[2]}</p>")
    assert foot[0] in text(f"{STORY}<p>假网站的底部写着：</p><p>{foot[0]}</p><p>{foot[2]}</p>")


def test_a_button_goes_behind_two_that_are_gone_over_a_short_line():
    assert (
        text(f"<p>字号：大 中 小</p><p>打印</p><p>分享</p><p>本报记者 林一禾</p>{STORY}")
        == f"本报记者 林一禾\n\n{ONE}\n\n{TWO}"
    )


def test_buttons_go_below_who_published_a_story_and_when_with_a_counter_among_them():
    over = "<p>江岭财经</p><p>江岭财经APP</p>"
    row = "".join(f"<p>{word}</p>" for word in ("举报", "0", "分享至", "用微信扫二维码", "分享至好友和朋友圈"))
    assert text(f"{over}{row}<p>{ONE}</p><p>{TWO}</p>") == f"江岭财经\n\n江岭财经APP\n\n{ONE}\n\n{TWO}"
    assert "举报" in text(f"<p>{ONE}</p>{row}<p>{TWO}</p>")


def test_a_list_that_goes_on_with_another_word_is_no_row_of_buttons():
    steps = "".join(f"<p>{word}</p>" for word in ("点赞", "关注", "转发", "垫付"))
    assert clean(f"{steps}<p>这就是刷单的四步。</p>{STORY}").removed == ()


def test_buttons_under_a_title_go_below_what_is_gone_already():
    assert text(
        f"<p>【打印】 【关闭】</p><p>朗读</p><p>听新闻</p><p>+关注</p><h1>{TITLE}</h1><p>发表评论</p>{STORY}"
    ) == (f"{TITLE}\n\n{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    "head",
    [
        "<ul><li>微信</li><li>微博</li><li>QQ</li></ul>",
        "<p>评论</p><p>收藏</p>",
        "<p>点赞。</p><p>评论。</p><p>分享。</p>",
        "<p>微信</p><p>Email</p><p>Line</p>",
        "<p>3</p><p>2</p><p>1</p><p>登录</p>",
        "<p>登录</p><p>老周</p><p>微博</p><p>图集</p>",
        "<h2>登录</h2><p>评论</p><p>收藏</p>",
    ],
)
def test_short_lines_with_which_a_story_begins_stay(head: str):
    assert clean(head + STORY).removed == ()


def test_the_date_and_the_channel_at_the_title_go():
    assert text(
        f"<p>社會</p><p>星期五</p><p>{TITLE}</p><p>2024年5月3日 10:20</p><p>江岭新闻网</p><p>></p><p>社会</p>{STORY}"
    ) == (f"{TITLE}\n\n{ONE}\n\n{TWO}")


def test_marks_in_a_row_under_a_title_part_no_channels():
    heading = "<p>01</p><p>案情经过</p><p>></p><p>></p><p>上当的人</p>"
    assert (
        text(f"<h1>{TITLE}</h1>{heading}{STORY}")
        == f"{TITLE}\n\n01\n\n案情经过\n\n>\n\n>\n\n上当的人\n\n{ONE}\n\n{TWO}"
    )


def test_one_date_goes_and_the_next_is_of_the_story():
    assert text(f"<h1>{TITLE}</h1><p>日期：2024-05-04</p><p>2024年5月3日</p><p>发言人 林一禾</p>{STORY}") == (
        f"{TITLE}\n\n2024年5月3日\n\n发言人 林一禾\n\n{ONE}\n\n{TWO}"
    )


def test_facts_under_a_title_that_is_no_heading_stay():
    assert clean(f"---\ntitle: 收米机\n---\n<p>收米机</p><p>评分: 4.7</p>{STORY}").removed == ()


def test_a_date_among_facts_at_the_title_stays():
    facts = "<p>日期：2024-05-03</p><p>法庭：江岭法院三号庭</p>"
    assert text(f"{facts}<h1>{TITLE}</h1>{STORY}").startswith("日期：2024-05-03\n\n法庭：江岭法院三号庭")
    assert (
        text(f"<h1>{TITLE}</h1>{facts}{STORY}")
        == f"{TITLE}\n\n日期：2024-05-03\n\n法庭：江岭法院三号庭\n\n{text(STORY)}"
    )


def test_a_date_beside_the_source_of_a_post_goes():
    assert "2024" not in text(f"<h1>{TITLE}</h1><p>日期：2024-05-03</p><p>来源：江岭晚报</p>{STORY}")


def test_dates_of_a_diary_under_its_title_stay():
    days = "".join(f"<p>2024年5月{day}日</p><p>{ONE}</p>" for day in range(1, 5))
    assert text(f"<h1>{TITLE}</h1>{days}").count("2024年5月") == 4
    steps = "".join(f"<p>2024年5月{day}日</p><p>第{day}次转账</p>" for day in range(3, 7))
    assert text(f"<h1>{TITLE}</h1>{steps}{STORY}").count("2024年5月") == 4


@pytest.mark.parametrize("day", ["2020年12月31日", "2024年5月1日 10:20", "5月3日", "星期五", "2024-05-41"])
def test_a_date_under_the_title_that_the_header_has_not_stays(day: str):
    assert text(f"<h1>{TITLE}</h1><p>{day}</p>{STORY}") == f"{TITLE}\n\n{day}\n\n{ONE}\n\n{TWO}"


def test_a_date_that_no_header_has_stays():
    assert clean(f"---\ntitle: {TITLE}\n---\n<h1>{TITLE}</h1><p>2024年5月3日</p>{STORY}").removed == ()


def test_the_first_of_two_dated_entries_stays():
    days = f"<p>2024年5月3日</p><p>{ONE}</p><p>2024年5月2日</p><p>{TWO}</p>"
    assert text(f"<h1>{TITLE}</h1>{days}") == f"{TITLE}\n\n2024年5月3日\n\n{ONE}\n\n2024年5月2日\n\n{TWO}"


@pytest.mark.parametrize("row", [("Facebook", "Line", "複製連結"), ("列印", "轉寄", "讚好")])
def test_a_row_of_buttons_that_copy_or_print_goes_below_the_first_words(row: tuple[str, ...]):
    buttons = "".join(f"<li>{word}</li>" for word in row)
    assert text(f"<p>{ONE}</p><ul>{buttons}</ul><p>{TWO}</p>") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "row",
    [
        "<p>点赞</p><p>评论</p><p>转发</p>",
        "<p>微信</p><p>微博</p><p>QQ</p>",
        "<p>她每天要做的事有三件。</p><p>打印</p><p>分享</p><p>复制链接</p>",
        "<p>她会背的词有三个。</p><p>字号</p><p>打印</p><p>关闭</p>",
    ],
)
def test_other_words_of_buttons_amid_a_story_stay(row: str):
    assert clean(f"<p>{ONE}</p>{row}<p>{TWO}</p>").removed == ()


@pytest.mark.parametrize("over", ["假网页的右上角有这样几个按钮：", "页面右上角只有：", "他在纸条上写着这样两行字。"])
def test_buttons_that_a_story_introduces_stay(over: str):
    assert clean(f"<p>{ONE}</p><p>{over}</p><p>列印</p><p>轉寄</p><p>讚好</p>").removed == ()


def test_the_site_its_channel_and_the_day_over_the_title_go():
    assert text(f"<p>江嶺新聞網</p><p>即時港聞</p><p>• 11月25日 星期一</p><p>{TITLE} (17:51)</p>{STORY}") == (
        f"{TITLE} (17:51)\n\n{ONE}\n\n{TWO}"
    )


def test_what_stands_under_a_title_that_notices_were_over_goes():
    notices = "<p>跳至主要內容跳至主目錄</p><p>当前位置：江岭晚报数字版</p><p>【PDF版】</p><p>打印 收藏 关闭</p>"
    assert text(f"{notices}<p>{TITLE}</p><p>2024年5月3日 10:20</p>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"


ROW = (
    "<h4><a href='https://e.cn/1'>首页</a> | <a href='https://e.cn/2'>下载</a> | <a href='https://e.cn/3'>教程</a></h4>"
)
CAPTION = "<p>图为三名嫌疑人在江岭市看守所指认作案时使用的手机、银行卡、米袋和二维码贴纸，旁边是办案民警。（江岭公安供图）</p>"


def of_file(body: str) -> str:
    return render(clean(f"<h1>{TITLE}</h1><hr>{body}"), "text").strip()


def test_rows_of_links_between_title_and_story_go():
    links = (
        "<h4>💥 <a href='https://e.cn/4'>往事</a> | <a href='https://e.cn/5'>近事</a></h4><h4><a href='https://e.cn/6'>🔥 旧片</a></h4>"
        "<h4>代理：<a href='https://e.cn/7'>甲网</a> | <a href='https://e.cn/8'>乙网</a></h4>"
    )
    assert of_file(f"{ROW}{CAPTION}{links}{STORY}") == of_file(f"{CAPTION}{STORY}")
    assert of_file(f"{ROW}<h4><a href='https://e.cn/6'>🔥 旧片</a></h4>{STORY}") == of_file(STORY)
    films = "".join(
        f"<h4><a href='https://e.cn/{turn}'>🎬 第{turn}部旧片，一共十集，全部免费观看</a></h4>" for turn in range(8)
    )
    assert of_file(f"{ROW}{CAPTION}{films}<p>{TWO}</p>") == of_file(f"{CAPTION}<p>{TWO}</p>")
    assert "第1则骗局" in of_file(f"{ROW}{CAPTION}<h4><a href='https://e.cn/1'>第1则骗局</a></h4>{STORY}")


@pytest.mark.parametrize(
    "row",
    [
        "<h4><a href='#1'>一</a> | <a href='#2'>二</a> | <a href='#3'>三</a></h4>",
        "<h4>他在<a href='https://e.cn/1'>甲网</a> | <a href='https://e.cn/2'>乙网</a> | <a href='https://e.cn/3'>丙网</a>都登记过</h4>",
        "<h4><a href='https://e.cn/6'>甲骗局的经过</a></h4>",
    ],
)
def test_other_links_over_the_story_stay(row: str):
    assert of_file(row + STORY).count("\n") > of_file(STORY).count("\n")


def test_linked_headings_that_the_story_has_below_too_are_its_own():
    digest = "".join(f"<h4><a href='https://e.cn/{turn}'>第{turn}则骗局</a></h4>{STORY}" for turn in range(4, 14))
    assert "第4则骗局" in of_file(ROW + digest)
    assert "第4则骗局" in of_file(f"{ROW}{STORY}<h4><a href='https://e.cn/4'>第4则骗局</a></h4>{STORY}")


def test_a_row_of_links_without_a_story_stays():
    assert "教程" in of_file(ROW)


@pytest.mark.parametrize("link", [":house:返回首頁", "返回", "← 目录"])
def test_a_link_back_over_the_title_goes(link: str):
    body = f"<h3><a href='README.md'>{link}</a></h3><hr><h2>{TITLE}</h2>{STORY}"
    assert render(clean(body), "text").strip().startswith(TITLE)
    assert clean(body).meta.title == TITLE


@pytest.mark.parametrize("heading", ["<h3>返回</h3>", "<h3><a href='/1'>返回的人</a></h3>"])
def test_other_first_headings_stay(heading: str):
    assert "返回" in render(clean(f"{heading}{STORY}"), "text")


def test_rows_of_links_that_end_a_post_go():
    rows = f"{ROW}<h4>代理：<a href='https://e.cn/7'>甲网</a> | <a href='https://e.cn/8'>乙网</a></h4>"
    assert of_file(f"{STORY}<hr>{rows}") == of_file(STORY)
    assert "甲网" in of_file(f"{STORY}<h4><a href='https://e.cn/7'>甲网</a></h4>")


def test_a_row_that_names_author_and_editor_goes():
    row = "<table><tr><td>作者： 记者林一禾</td><td>编辑： 杨小树</td></tr></table>"
    found = clean(f"<div>{STORY}{row}</div>")
    assert (found.meta.editor, render(found, "text").strip()) == (("杨小树",), f"{ONE}\n\n{TWO}")
    assert "杨小树" in text(f"{row}{STORY}")
    for other in ("<td>作者：林一禾</td><td>三万元</td>", "<td>作者：林一禾</td><td>摄影：王二</td>"):
        assert "林一禾" in text(f"{STORY}<table><tr>{other}</tr></table>")
    assert "杨小树" in text(f"{STORY}<p>那本书的版权页上只有一行：</p>{row}")


@pytest.mark.parametrize(
    "over",
    [
        "<p><img src='https://a.example.cn/scene.jpg'></p><p><a href='https://a.example.cn'>图/某某社</a></p>",
        "<p><img src='https://a.example.cn/scene.jpg'></p>",
    ],
)
def test_what_may_be_of_the_story_stays_over_a_title(over: str):
    assert not clean(f"---\ntitle: {TITLE}\n---\n{over}<p>{TITLE}</p>{STORY}").removed


LOGO = "<a href='https://www.example.cn/'><img src='https://www.example.cn/logo.jpg'></a>"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"{LOGO} 来源：江岭娱乐", "来源：江岭娱乐\n\n"),
        (f"来源： {LOGO} 江岭日报网", "来源： 江岭日报网\n\n"),
        (f"2024年05月03日 12:10　来源：江岭网{LOGO}", "2024年05月03日 12:10　来源：江岭网\n\n"),
        ("<img src='https://www.example.cn/size.png'>小字号", ""),
    ],
)
def test_pictures_beside_the_source_or_in_a_button_are_the_sites_and_no_cover(line: str, left: str):
    cover = "https://www.example.cn/size.png" if "size" in line else "https://www.example.cn/logo.jpg"
    found = clean(f"---\ntitle: {TITLE}\nheadimg: {cover}\n---\n<h1>{TITLE}</h1><p>{line}</p>{STORY}")
    assert (found.images, found.meta.cover) == ((), None)
    assert render(found, "text").strip() == f"{TITLE}\n\n{left}{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "line",
    [
        "<img src='https://www.example.cn/scene.jpg'>来源：江岭日报",
        f"{LOGO}图片来源：江岭日报",
        "<a href='https://www.example.cn/photo/1'><img src='https://www.example.cn/scene.jpg'></a>来源：江岭日报",
        f"{ONE}{LOGO}来源：江岭日报",
    ],
)
def test_other_pictures_beside_words_of_a_source_stay(line: str):
    assert len(clean(f"---\ntitle: {TITLE}\n---\n<h1>{TITLE}</h1><p>{line}</p>{STORY}").images) == 1


TAGS, RELATED = (
    "<div class='share-bar'>分享到：<a href='#'>微信</a></div>",
    "<h3>相关文章</h3><ul><li><a href='/1'>另一个故事</a></li></ul>",
)


def test_a_number_that_only_the_page_has_goes_from_the_end():
    assert text(f"{STORY}{TAGS}<ul><li>5</li></ul>{RELATED}") == f"{ONE}\n\n{TWO}"
    assert text(f"{STORY}<p>\ue605 22</p>") == f"{ONE}\n\n{TWO}"
    for number in ("5", "<p>答案是：</p><p>5</p>"):
        assert text(f"{STORY}<p>{number}</p>{RELATED}").endswith("5")


def test_the_tab_of_the_story_goes_from_under_its_title():
    assert text(f"<h1>{TITLE}</h1><ul><li>正文</li></ul>{STORY}") == f"{TITLE}\n\n{ONE}\n\n{TWO}"
    for other in ("<p>正文</p>", "<ul><li>前言</li><li>正文</li></ul>"):
        assert "正文" in text(f"<h1>{TITLE}</h1>{other}{STORY}")
