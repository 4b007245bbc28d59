"""Whole pages: what is around their story goes, and what only looks like that stays."""

from __future__ import annotations

import pytest

from fraudnews import Article, Options, clean, render
from fraudnews.model import Kind

TITLE = "江岭警方破获“扫码送米”案"
ONE = "江岭警方昨日通报了一起以扫码送米为名的诈骗案，三名嫌疑人已经到案。"
TWO = "办案民警说，受害人大多是附近小区的老人，他们以为只是去领一袋米。"
THREE = "目前三名嫌疑人已被依法刑事拘留，案件还在进一步侦办之中。"
STORY = f"{ONE}\n\n{TWO}\n\n{THREE}"
NAVIGATION = """[首页](/) [新闻](/n)

* [社会](/n/s)
* [财经](/n/f)
* [反诈](/n/x)
* [视频](/v)

搜索

今日 [要闻](/y) [江岭](/z)

[登录](/login) [注册](/register)"""
#: As a converter makes it of a page: the title by itself, the navigation, and the title of the page.
HEAD = f"# {TITLE}\n\n{NAVIGATION}\n\n# {TITLE}\n\n"
RELATED = """#### 相关阅读

* [另一家公司被约谈](/1)
  2024-05-01 10:00:00
* [又一家公司被约谈](/2)
  2024-05-02 10:00:00"""
FOOT = """[关于我们](/about) | [联系我们](/contact) | [网站地图](/map)

Copyright © 2024 江岭网 江ICP备2024000001号"""


def article(body: str, options: Options = Options()) -> Article:  # noqa: B008 - a frozen value
    return clean(f"---\ntitle: {TITLE}\n---\n\n{body}\n", options)


def text(body: str, options: Options = Options()) -> str:  # noqa: B008 - a frozen value
    return render(article(body, options), "text").strip()


def test_a_page_is_its_title_and_story():
    assert text(f"{HEAD}{STORY}\n\n{RELATED}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_a_call_over_the_title_makes_no_page():
    quoted = f"[{THREE[:-1]}](/quoted)\n\n- [通报全文](/1)\n- [判决书](/2)"
    body = f"# {TITLE}\n\n[{ONE}](/earlier)\n\n{TWO}\n\n{ONE}\n\n{quoted}"
    assert text(f"点击上方蓝字关注我们\n\n{body}") == text(body)


def test_what_went_is_on_record():
    removed = [removal for removal in article(f"{HEAD}{STORY}\n\n{RELATED}\n\n{FOOT}").removed if removal.text]
    assert {removal.rule for removal in removed} == {"common/frame"}
    assert [removal.text for removal in removed if "注册" in removal.text] == ["登录 注册"]


def test_the_editor_in_a_table_below_the_story_is_named():
    table = "| 责任编辑：杨小树 | 校对：林一禾 |\n| --- | --- |\n"
    found = article(f"{HEAD}{STORY}\n\n{RELATED}\n\n{table}\n{FOOT}")
    assert (render(found, "text").strip(), found.meta.editor) == (f"{TITLE}\n\n{STORY}", ("杨小树",))


def test_the_kind_can_be_kept():
    assert "登录" in text(f"{HEAD}{STORY}\n\n{RELATED}\n\n{FOOT}", Options(keep=frozenset([Kind.WIDGET])))


def test_navigation_alone_proves_a_page():
    assert text(f"{HEAD}{STORY}\n\n* [上一篇](/1)\n* [下一篇](/2)") == f"{TITLE}\n\n{STORY}"


def test_buttons_and_counters_under_the_title_go_and_the_byline_stays():
    meta = "2024-05-03 08:00 来源：江岭晚报\n\n字号 大 中 小\n\n阅读 1155\n\n[社会](/n/s)\n\n![](/a.png) ![](/b.png) ![](/c.png)\n\n"
    found = article(f"{HEAD}{meta}{STORY}\n\n{FOOT}")
    assert render(found, "text").strip() == f"{TITLE}\n\n2024-05-03 08:00 来源：江岭晚报\n\n{STORY}"
    assert found.images == ()


def test_buttons_behind_a_summary_go_too():
    meta = f"{TWO}\n\n2024-05-03 08:00\n\n阅读量:55\n\n收藏\n\n"
    assert text(f"{HEAD}{meta}{STORY}\n\n{FOOT}") == f"{TITLE}\n\n{TWO}\n\n2024-05-03 08:00\n\n{STORY}"


def test_a_title_may_have_the_name_of_the_site_behind_it():
    page = f"---\ntitle: {TITLE}_社会_江岭网\n---\n\n{NAVIGATION}\n\n# {TITLE}\n\n{STORY}\n\n{FOOT}\n"
    assert render(clean(page, Options()), "text").strip() == f"{TITLE}\n\n{STORY}"


def test_a_picture_and_a_short_line_below_the_last_sentence_stay():
    end = "![](https://example.com/scene.jpg)\n\n图为案发现场"
    found = article(f"{HEAD}{STORY}\n\n{end}\n\n{RELATED}\n\n{FOOT}")
    assert render(found, "text").strip().endswith("图为案发现场")
    assert [picture.src for picture in found.images] == ["https://example.com/scene.jpg"]


def test_words_of_a_call_to_scan_are_the_storys_without_a_picture():
    end = "扫码 → 注册 → 充值 → 提现失败"
    assert text(f"{HEAD}{STORY}\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}\n\n{end}"


def test_addresses_below_the_last_sentence_stay():
    told = f"{STORY}\n\n假网站所在的服务器\n\n192.0.2.1\n\n参考链接\n\nhttps://example.com/report"
    assert text(f"{HEAD}{told}\n\n{FOOT}") == f"{TITLE}\n\n{told}"


def test_editors_in_the_frame_are_named():
    found = article(f"{HEAD}{STORY}\n\n[收藏](/s)\n\n* 责任编辑：杨小树\n\n{RELATED}\n\n{FOOT}")
    assert found.meta.editor == ("杨小树",)
    assert render(found, "text").strip() == f"{TITLE}\n\n{STORY}"


def test_a_list_of_links_with_dates_goes():
    end = "* [另一个故事](/1) (2024.05.01)\n* 2、[又一个故事](/2)"
    assert text(f"{HEAD}{STORY}\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_what_an_item_of_a_list_says_of_its_link_is_no_sentence_of_the_story():
    end = "\n".join(
        f"* [另一起案件的通报](/{one}) 这一次的受害人是三名学生，他们以为那是一份兼职。" for one in range(3)
    )
    assert text(f"{HEAD}{STORY}\n\n#### 相关阅读\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


COMMENTS = """网友评论 3 条

[江岭路人](/u/1)

我家楼下也有人送米，幸好没有去。

[回复](#) [赞](#)

匿名网友

送米的人第二天就不见了，大家都在找。

[回复](#) [赞](#)

[小树](/u/3)

现在的骗子，什么花样都想得出来。

[回复](#) [赞](#)"""


def test_comments_go_though_they_are_sentences():
    assert text(f"{HEAD}{STORY}\n\n{COMMENTS}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_a_chapter_called_as_comments_are_stays():
    chapter = "## 评论\n\n" + f"{ONE}\n\n" * 20
    assert text(f"{HEAD}{STORY}\n\n{chapter}\n\n{COMMENTS}\n\n{FOOT}").count(ONE) == 21


def test_what_is_the_last_line_without_the_frame_is_looked_at_as_such():
    assert text(f"{STORY}\n\n### 网友评论\n\nCopyright © 2024 江岭网 All Rights Reserved") == STORY


def test_what_stands_around_the_licence_is_of_the_foot():
    foot = "地址：江岭市某某路1号\n\nCopyright © 2024 江岭网 All Rights Reserved\n\n主办单位：江岭日报社"
    assert text(f"{STORY}\n\n{foot}") == STORY


def test_a_frame_with_much_of_the_sentences_is_said():
    comments = COMMENTS.replace("现在的骗子，什么花样都想得出来。", "现在的骗子，什么花样都想得出来。" * 9)
    found = article(f"{HEAD}{STORY}\n\n{comments}\n\n{FOOT}")
    assert found.warnings == ("the frame of the page held 61% of its sentences",)
    assert article(f"{HEAD}{STORY}\n\n{COMMENTS}\n\n{FOOT}").warnings == ()


TEASERS = """为你推荐

[另一家公司被约谈](/1)

监管部门昨日约谈了这家公司，要求限期整改。

2024-05-01

[又一家公司被约谈](/2)

这家公司的负责人说，整改已经开始，月底完成。

2024-05-02"""


def test_what_other_articles_say_goes_with_their_links():
    assert text(f"{HEAD}{STORY}\n\n{TEASERS}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_what_stands_under_the_desk_and_is_shorter_than_the_story_goes():
    end = "（责任编辑：杨小树）\n\n扫码关注江岭网，每日新闻早知道，天天有奖。\n\n进入广告 一秒后播放，关闭拦截插件恢复正常"
    assert text(f"{HEAD}{STORY}\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


@pytest.mark.parametrize("label", ["（责任编辑：杨小树）", "网友评论"])
def test_what_stands_under_the_desk_or_a_heading_of_readers_goes_if_it_is_little(label: str):
    said = "我家楼下也有人送过米，幸好那一天没有下楼去。"
    assert said not in text(f"{HEAD}{STORY}\n\n{label}\n\n{said}\n\n{FOOT}")
    assert text(f"{HEAD}{STORY}\n\n{label}\n\n{said}\n\n{said * 4}\n\n{FOOT}").count(said) == 5


@pytest.mark.parametrize(
    "end",
    [
        "编辑 杨小树 校对 林一禾\n\n某某的小店",
        "[收藏](/s)\n\n某某的小店\n\n本文仅供参考，不构成任何投资建议，据此操作，风险自担。",
        "阅读下一篇\n\n[另一个故事](/1)\n\n监管部门昨日约谈了这家公司，要求它限期整改。",
    ],
)
def test_what_a_page_has_under_its_story_goes(end: str):
    assert text(f"{HEAD}{STORY}\n\n{end}") == f"{TITLE}\n\n{STORY}"


def test_a_foot_of_links_begins_with_the_first_that_is_of_one():
    foot = "[关于我们](/about)\n\n[联系我们](/contact)\n\n[网站地图](/map)"
    story = f"{ONE}\n\n送米的海报\n\n{TWO}\n\n{THREE}"
    page = f"{HEAD}{story.replace('送米的海报', '[送米的海报](/m)')}\n\n{foot}"
    assert text(page) == f"{TITLE}\n\n{story}"


@pytest.mark.parametrize(
    "words",
    [
        "这家网站的备案号是苏ICP备12345678号，主体早已注销。",
        "苏ICP备12345678号：查无此号",
        "假网站用的备案号：苏ICP备12345678号",
        "涉案网站备案信息：苏ICP备12345678号-1",
        "江公网安备 32010000000001号这串数字，后来成了线索",
        "Copyright 2019, the fake page said.",
    ],
)
def test_a_licence_that_the_story_tells_of_is_no_foot(words: str):
    links = "\n\n".join(f"[第{number}篇日记](/{number})" for number in range(6))
    body = f"{STORY}\n\n{links}\n\n{words}\n\n案子到六月才有了眉目，追回来的钱不到三成。"
    assert "眉目" in text(body)
    assert words[:12] in text(body)


def test_a_licence_in_mid_story_is_no_foot():
    assert text(f"{HEAD}{STORY}\n\n江ICP备2024000001号\n\n{STORY}").count(ONE) == 2


def test_pictures_behind_the_words_on_whose_they_are_stay():
    end = "图片来自网络，如有侵权，请联系删除。\n\n![](https://example.com/scene.jpg)"
    assert len(article(f"{HEAD}{STORY}\n\n{end}\n\n{RELATED}\n\n{FOOT}").images) == 1


def test_the_way_through_the_site_proves_a_page():
    end = "分享\n\n* [微博](/w)\n* [微信](/x)"
    assert (
        text(f"登录\n\n投诉\n\n[首页](/) / [反诈](/n/x) / 正文\n\n{TITLE}\n\n{STORY}\n\n{end}") == f"{TITLE}\n\n{STORY}"
    )


@pytest.mark.parametrize(
    "above",
    [
        "2025-12-28\n\n星期日\n\n当前报纸名称：江岭晚报",
        "[反诈](/n/x)\n\n日期：04-30",
        "![江岭网](/img/logo.png)\n\n- 设置\n- 浅色\n- 深色\n\n[登录](/l)",
        "- 当前位置：\n- 首页\n- \\>\n- [反诈](/n/x)",
        f"正在阅读:\n\n{TITLE}\n\n扫码下载江岭新闻客户端",
        "[首页](/) [资讯](/n) [反诈](/n/x)",
        "2Views 0Comments",
        "字号 大 中 小\n\n设为书签Ctrl+D将本页面保存为书签，全面了解最新资讯，方便快捷。\n\n首页 > 反诈 > 正文",
    ],
)
def test_what_is_of_the_site_over_a_heading_that_is_the_title_goes(above: str):
    assert text(f"{above}\n\n# {TITLE}\n\n2025-12-28\n\n{STORY}") == f"{TITLE}\n\n{STORY}"


def test_what_the_site_says_of_itself_over_the_way_to_the_title_goes():
    about = "本站介绍防骗知识，由志愿者维护。"
    way = "当前位置: [首页](/) >> [反诈](/x) >> 正文"
    assert text(f"## 反诈课堂\n\n{about}详情请看。\n\n{way}\n\n# {TITLE}\n\n{STORY}") == f"{TITLE}\n\n{STORY}"
    assert about in text(f"## 反诈课堂\n\n{about}详情请看。\n\n# {TITLE}\n\n{STORY}")


@pytest.mark.parametrize("over", ["", "江岭再查一案\n\n"])
def test_buttons_under_a_title_at_the_top_of_a_page_go(over: str):
    body = f"{over}{TITLE}\n\n2024-05-03 08:00 来源：江岭晚报\n\n字号 大 中 小\n\n[社会](/n/s)\n\n{STORY}\n\n{FOOT}"
    assert text(body) == f"{over}{TITLE}\n\n2024-05-03 08:00 来源：江岭晚报\n\n{STORY}"


def test_one_row_of_links_over_a_title_is_navigation():
    row = " ".join(f"[{word}](/{place})" for place, word in enumerate(("要闻", "乡镇", "法治", "论坛", "视频")))
    assert text(f"{row}\n\n{TITLE}\n\n{STORY}") == f"{TITLE}\n\n{STORY}"
    within = row.replace("](/", "](#")
    assert text(f"{within}\n\n{TITLE}\n\n{STORY}").startswith("要闻 乡镇")


def test_a_line_with_half_width_commas_between_two_titles_is_of_the_story():
    kicker = "以扫码领米制造噱头,用“科技助农”伪装骗局,靠嘘寒问暖诱导转账"
    head = f"[首页](/) > [反诈](/n/x) >\n\n{TITLE}\n\n2024-05-03 江岭晚报\n\n"
    assert kicker in text(f"{head}{kicker}\n\n{TITLE}\n\n{STORY}")


def test_teasers_that_lead_to_the_rest_are_no_story():
    end = "## 视频策划\n\n真假难辨，两家人争一袋米，今晚八点见分晓……[\\[详细\\]](/v)\n\n往期\n\n* [另一起案件](/1)"
    assert text(f"{HEAD}{STORY}\n\n[收藏](/s)\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_a_foot_of_links_with_bars_between_them_is_one():
    foot = "江岭网简介┊广告服务┊联系我们┊Copyright © 1998-2009 Jiangling Corporation, All Rights Reserved\n\n江岭网 版权所有"
    assert text(f"{HEAD}{STORY}\n\n[收藏](/s)\n\n天气\n\n{foot}") == f"{TITLE}\n\n{STORY}"


@pytest.mark.parametrize("desk", ["责任编辑：树叶", "<p class='article-editor'>责任编辑：杨小树</p>"])
def test_what_stands_under_an_editor_whoever_that_is_goes(desk: str):
    end = "## 文章价值打分\n\n有价值\n\n没价值\n\n发文累计获赞30次，文章被24人收藏，再接再厉"
    assert text(f"{HEAD}{STORY}\n\n{desk}\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_every_teaser_under_a_label_is_the_sites():
    teaser = "近日，江岭一名社区民警在核查工作时，平均每天要拨一百余个电话。"
    end = f"延伸 · 推荐\n\n[民警的电话被停机](/1)\n\n{teaser}\n\n[停机之后](/2)\n\n{teaser}\n\n![](/end.png)"
    assert text(f"{HEAD}{STORY}\n\n{end}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"
    assert teaser in text(f"{HEAD}{STORY}\n\n[民警的电话被停机](/1)\n\n{teaser}\n\n{FOOT}")


def test_the_first_title_is_no_sentence_below_the_story():
    end = "9\n\n标签\n\n* 原标题：江岭警方破获“扫码送米”案！三名嫌疑人已经到案，受害人多为老人\n* 责任编辑：杨小树"
    assert text(f"{HEAD}{STORY}\n\n{end}\n\n{RELATED}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_the_buttons_to_print_and_to_close_end_a_page_without_a_foot():
    end = "【关闭窗口】 【打印本稿】\n\n* [另一起案件](/1)\n* [又一起案件](/2)\n\n江岭新闻周刊\n\n十米竹竿上的功夫\n\n村里的种粮新机遇"
    assert text(f"{TITLE}\n\n{STORY}\n\n{end}") == f"{TITLE}\n\n{STORY}"
    more = "三天后，第四名嫌疑人在邻市落网，警方从他的住处搜出了七部手机。"
    assert more in text(f"{TITLE}\n\n{STORY}\n\n{end}\n\n{more}")


def test_a_title_in_lines_is_found_and_its_words_below_it_stay():
    title = f"<h1>{TITLE[:6]}<br>{TITLE[6:]}</h1>"
    assert text(f"<p>2025-12-28</p>{title}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>").startswith(TITLE[:6])
    assert "2025" not in text(f"<p>2025-12-28</p>{title}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>")
    head = f"首页 > 反诈 > 正文\n\n# {TITLE}\n\n老人以为只是去领米\n\n{TITLE}\n\n"
    assert text(f"{head}{STORY}") == f"{TITLE}\n\n老人以为只是去领米\n\n{TITLE}\n\n{STORY}"


@pytest.mark.parametrize("above", ["警方提醒", "[一](#a)", "[![](/scene.jpg)](/p)", "[江岭](/x)\n\n文/杨小树"])
def test_what_may_be_of_the_story_over_a_heading_that_is_the_title_stays(above: str):
    found = article(f"{above}\n\n# {TITLE}\n\n{STORY}")
    assert [removal for removal in found.removed if removal.rule == "common/frame"] == []


def test_the_desk_may_be_named_in_a_list():
    end = "* 原标题：送米\n* 责任编辑：杨小树\n\n[海外](/h)\n\n另一个故事的题目，很长很长，没有链接\n\n2024-05-01"
    assert "另一个故事" not in text(f"{HEAD}{STORY}\n\n{end}\n\n{FOOT}")


def test_tables_in_the_frame_go():
    table = "| 行情 | 涨跌 |\n|---|---|\n| [青禾股份](/s/1) | 1.2% |"
    assert text(f"{HEAD}{STORY}\n\n{RELATED}\n\n{table}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


def test_a_page_in_html_is_its_title_and_story():
    head = "<div class='top'><a href='/'>首页</a><a href='/n'>新闻</a></div><ul><li><a href='/s'>社会</a></li></ul>"
    story = "".join(f"<p>{line}</p>" for line in (ONE, TWO, THREE))
    foot = "<ul><li><a href='/1'>另一个故事</a></li></ul><div>江ICP备2024000001号</div>"
    assert text(f"{head}<h1>{TITLE}</h1><div>{story}</div>{foot}") == f"{TITLE}\n\n{STORY}"


#: What stands around a story that is no page, or belongs to it: all of it stays.
NO_FRAMES = [
    # a story that comes back to its title, under the facts of a play
    f"* 时间：8 月\n* 地点：江岭剧场\n* 费用：80 元\n* 导演：甲\n* 编剧：乙\n\n{TITLE}\n\n{STORY}",
    # and under where it plays, however short
    f"主办：江岭晚报\n\n时间：8 月\n\n位置：江岭剧场\n\n票价：80 元\n\n{TITLE}\n\n{STORY}",
    # a table of contents, whose links stay on the page
    "\n".join(f"* [第{n}章](#{n})" for n in "一二三四五六") + f"\n\n{TITLE}\n\n{STORY}",
    # the right in a picture, in mid-story
    f"{ONE}\n\n（江岭网 ©2020）\n\n{TWO}\n\n{THREE}\n\n{ONE}",
    # a chapter that is called as the foot of a site is
    f"{ONE}\n\n### 联系我们\n\n{TWO}\n\n### 隐私政策\n\n{THREE}",
    # the sources of a story, with the rights of its author below them
    f"{STORY}\n\n参考资料\n\n[甲乙丙丁](/1)\n\n[戊己庚辛](/2)\n\nCopyright © 2024 陆小满",
    # one link over it
    f"[江岭来信](/x)\n\n第三期\n\n总第九期\n\n{TITLE}\n\n{STORY}",
    # the words of a foot in a sentence
    f"{STORY}\n\n假网站的页脚写得很全，关于我们、联系我们、隐私政策，一样不少。\n\n浏览 1155",
    # what to look for on a site, in sentences and in a list
    f"{STORY}\n\n投资前先查这家网站的ICP备案信息。\n\n* 不点陌生链接\n* 不下载陌生APP\n\n记者 陆小满",
    f"{STORY}\n\n假网站这样认：\n\n* 没有ICP备案号\n* 没有公网安备图标\n* 联系我们是空的\n* 版权所有写错了\n\n图为假网站首页",
    # the number of a swindler's site, and what came of it
    f"{STORY}\n\n网页底部是这样写的\n\n江ICP备2024000001号\n\n这个号码属于一家花店。",
    f"{STORY}\n\n包装上印着\n\nCopyright © 2024 江岭网 All Rights Reserved\n\n审判长 陆小满\n\n书记员 杨小树",
    # what a game has, over whose it is
    f"{STORY}\n\n更多玩法：\n\n* 扫雷\n* 拼图\n\n推荐配置\n\n4 GB 内存\n\nCopyright © 2024 江岭网 All Rights Reserved",
    # the laws that it speaks of
    f"{STORY}\n\n【链接】\n\n* [《治安管理处罚法》第二十五条](/1)\n* [《网络安全法》](/2)\n\nCopyright © 2024 江岭网",
    # what is attached to a notice
    f"{STORY}\n\n[附件1：受害人登记表.docx](/1.docx)\n\n江岭市公安局\n\nCopyright © 2024 江岭市",
]


@pytest.mark.parametrize("body", NO_FRAMES)
def test_what_only_looks_like_a_frame_stays(body: str):
    removed = [removal.text for removal in article(body).removed if removal.rule == "common/frame"]
    assert [words for words in removed if "Copyright" not in words] == []


def test_a_paragraph_of_the_story_behind_a_list_of_links_stays():
    more = "三天后，第四名嫌疑人在邻市落网，警方从他的住处搜出了七部手机。"
    links = "* [另一家公司被约谈](/1)\n* [又一家公司被约谈](/2)"
    assert more in text(f"{HEAD}{STORY}\n\n{RELATED}\n\n{more}\n\n{FOOT}")
    assert more in text(f"{HEAD}{STORY}\n\n{links}\n\n{more}\n\n{FOOT}")


def test_the_last_of_many_stories_on_a_page_stays():
    last = "### 骗子换了手法，送米改成了送油，老人要当心\n\n真的假的？\n\n标签：反诈"
    assert "真的假的？" in text(f"{ONE}\n\n{TWO}\n\n{THREE}\n\n标签：反诈\n\n{last}\n\n{FOOT}")


def test_where_no_sentence_stands_between_nothing_is_a_frame():
    assert "某某的小店" in text(f"{HEAD}某某的小店\n\n开张大吉\n\n{FOOT}")


def test_a_page_of_many_desks_and_comments_is_read_in_time():
    part = f"责任编辑：杨小树\n\n{ONE}\n\n网友评论\n\n[回复](#)\n\n"
    assert ONE in text(HEAD + part * 3_000 + FOOT)


ABOUT = "爱好广泛的记者，有问题欢迎来信，写过三本书，养着两只猫。"


@pytest.mark.parametrize(
    "ways",
    [
        "[Previous Post](/1)\n[Next Post](/2)",
        "« [上一篇：另一个故事](/1)",
        "[上一篇](/1) | [下一篇](/2)",
    ],
)
def test_what_stands_under_the_links_to_the_posts_before_and_after_goes_if_it_is_little(ways: str):
    assert text(f"{HEAD}{STORY}\n\n{ways}\n\n{ABOUT}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"
    assert ABOUT in text(f"{HEAD}{STORY}\n\n{ways}\n\n{ABOUT * 4}\n\n{FOOT}")


@pytest.mark.parametrize("ways", ["上一篇", "[上一页](/1) [下一页](/2)", "[上一篇](/1)说到，老人把存折给了他"])
def test_what_stands_under_other_words_of_posts_before_stays(ways: str):
    assert ABOUT in text(f"{HEAD}{STORY}\n\n{ways}\n\n{ABOUT}\n\n{FOOT}")


#: Readers' comments with buttons that answer them, above the text as Typecho has it, and below as WordPress does.
ANSWERED = [
    """* **难眠的读者**

  2025-04-15 13:29:56

  [回复](https://a.cn/1/comment-page-1?replyTo=30557#respond-post-1)

  我手机都没打开过奇怪的网站，钱就这样不明不白被人转走了""",
    """1. **阿豪**说道：

   [2018年09月27日 11:00](https://a.cn/1.html#comment-19)

   我手机都没打开过奇怪的网站，钱就这样不明不白被人转走了

   [回复](https://a.cn/1.html?replytocom=19#respond)""",
    """* [2023年2月12日 15:52](https://a.cn/1#comment-92230)

  我手机都没打开过奇怪的网站，钱就这样不明不白被人转走了

  [回复](#comment-92230)""",
    """Tom

May 31, 2024 at 3:59 pm

[Reply](https://a.cn/1.html?replytocom=72374#respond)

我手机都没打开过奇怪的网站，钱就这样不明不白被人转走了""",
]


@pytest.mark.parametrize("comment", ANSWERED)
@pytest.mark.parametrize("foot", ["", f"\n\n{FOOT}"])
def test_comments_that_a_button_answers_go(comment: str, foot: str):
    assert text(f"{STORY}\n\n{comment}{foot}") == STORY


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}\n\n阿豪\n\n2018年09月27日 11:00\n\n[回复](https://a.cn/1.html)\n\n{TWO}",
        f"阿豪\n\n2018-09-27 11:00\n\n{ONE}\n\n{TWO}\n\n[回复](https://a.cn/1.html?replytocom=1#respond)",
        f"{STORY}\n\n[回复](https://a.cn/1.html?replytocom=1#respond)\n\n{TWO}",
    ],
)
def test_what_is_no_comment_stays_by_a_button(body: str):
    assert TWO in text(body)
    assert text(body).startswith(body.split("\n\n", 1)[0])


def test_another_story_behind_a_comment_stays():
    other = f"{STORY}\n\n{THREE}"
    assert text(f"{STORY}\n\n{ANSWERED[1]}\n\n{other}").endswith(other)


def test_the_last_sentence_over_a_comment_stays():
    comment = "她哭了。\n\n2025-04-15 13:29\n\n[回复](/1?replyTo=3)\n\n节哀"
    assert text(f"{STORY}\n\n{comment}") == f"{STORY}\n\n她哭了。"
    comment = "她点头\n\n阿豪 2025-04-15 13:29\n\n[回复](/1?replyTo=3)\n\n节哀"
    assert text(f"{STORY}\n\n{comment}") == f"{STORY}\n\n她点头"


def test_a_page_of_many_answered_comments_is_read_in_time():
    assert ONE in text(STORY + f"\n\n{ANSWERED[2]}" * 3_000)
    assert ONE in text(STORY + "\n\n[回复](/1?replyTo=3)" * 9_000)


@pytest.mark.parametrize("words", ["京ICP备12345678号", "Copyright © 2024 江岭理财 版权所有"])
def test_the_foot_of_another_page_that_is_announced_stays(words: str):
    body = f"{STORY}\n\n那个网页的底部只有这样一行字：\n\n{words}"
    assert text(body) == body


LAST = """清样右下角照例是一行小字，小字里有两个名字。

责编：沈冰 校对：郑秋

沈冰说，这行字她签了十一年。

郑秋没有作声。

没有人回家。"""


def test_short_sentences_and_a_desk_that_they_tell_of_are_of_the_story():
    assert text(f"{HEAD}{STORY}\n\n{LAST}\n\n{RELATED}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}\n\n{LAST}"


def test_a_desk_that_the_story_shows_is_none_of_the_page():
    last = "从那以后，版面上多了一个流程：\n\n初审：王一 复审：陈二\n\n老陆说，多一个人看一眼，就少一个人上当。\n\n审核不是签字"
    assert text(f"{HEAD}{STORY}\n\n{last}\n\n{RELATED}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}\n\n{last}"


def test_the_proofreader_that_the_story_calls_by_name_is_of_the_story():
    last = "讣告是给校对的，他叫何平，在这张桌上坐了二十六年。\n\n最后一行，阿玲照他的规矩排。\n\n校对：何平\n\n老吴看了看，没有改"
    assert text(f"{STORY}\n\n{last}") == f"{STORY}\n\n{last}"
    assert text(f"{HEAD}{STORY}\n\n{last}\n\n{RELATED}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}\n\n{last}"
    assert "何平" not in text(f"{STORY}\n\n{last.replace('他叫何平', '他走了')}")


def test_a_short_sentence_below_a_button_is_of_the_page():
    assert "尚未登录" not in text(f"{HEAD}{STORY}\n\n收藏\n\n您当前尚未登录。\n\n{RELATED}\n\n{FOOT}")


def test_a_footer_ends_at_the_links_to_other_posts():
    advice = "举报电话：0571-00000000\n\n来信请寄：江岭市人民路18号"
    others = "上一篇：[另一个故事](/1)\n\n下一篇：[又一个故事](/2)"
    assert text(f"{HEAD}{STORY}\n\n{advice}\n\n{others}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}\n\n{advice}"


@pytest.mark.parametrize(
    "words",
    [
        "这份词表一共有一百零八个词，排在最前面的是：\n\n免费\n\n点击\n\n扫码\n\n词表放在网上，谁都可以用",
        "- 打开设置，点击右上角的三个点\n- 关闭",
    ],
)
def test_words_of_buttons_in_a_list_of_the_story_stay(words: str):
    assert text(f"{HEAD}{STORY}\n\n{words}\n\n{RELATED}\n\n{FOOT}").endswith(words.splitlines()[-1].removeprefix("- "))


def comments(buttons: str) -> str:
    of_one = f"<div>江岭网友 2024-05-03 10:20</div><p>大家小心。</p><ul>{buttons}</ul>"
    return f"<p>江岭网</p><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><div>跟贴 3 参与 20</div><p>{{}}</p>{of_one * 2}"


def test_comments_begin_where_the_page_says_whose_views_they_are():
    body = comments("".join(f"<li><a href='/r'>{word}</a></li>" for word in ("+1顶7", "|回复", "|举报")))
    found = text(body.format("网友评论仅供其表达个人看法，并不表明江岭网立场。"))
    assert found.endswith(f"{TITLE}\n\n{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    "body",
    [
        comments("<li>老人</li>").format("网友评论仅供其表达个人看法，并不表明江岭网立场。"),
        comments("<li>|回复</li><li>|举报</li>").format("网友评论说，他们也收到过这样的短信。"),
    ],
)
def test_what_tells_of_comments_is_no_page(body: str):
    assert "大家小心" in text(body)


def test_the_number_of_the_first_section_stays_under_the_title():
    sections = f"1\n\n{ONE}\n\n2\n\n{TWO}\n\n{THREE}"
    assert text(f"{TITLE}\n\n{sections}\n\n{FOOT}") == f"{TITLE}\n\n{sections}"
    assert text(f"{HEAD}{sections}\n\n{FOOT}") == f"{TITLE}\n\n{sections}"


@pytest.mark.parametrize("words", ["【打印本页】【关闭窗口】", "网友评论 全部评论", "关键词：刷单 兼职 返利"])
def test_what_the_end_of_the_story_shows_is_no_part_of_the_page(words: str):
    shown = f"{STORY}\n\n页面上只有一行字：\n\n{words}"
    assert text(f"{HEAD}{shown}\n\n{FOOT}") == f"{TITLE}\n\n{shown}"


def test_buttons_that_the_story_shows_do_not_end_it():
    shown = f"{STORY}\n\n假网页的底部有两个按钮：\n\n【打印本页】【关闭窗口】\n\n天黑了\n\n灯亮着\n\n他在等\n\n没人来\n\n（完）"
    assert "灯亮着" in text(f"# {TITLE}\n\n{shown}")


def test_words_under_the_title_that_the_story_introduces_stay():
    for shown in (f"骗子让他做三件事：\n\n点赞\n\n评论\n\n{STORY}", f"点赞。\n\n评论。\n\n{STORY}"):
        assert text(f"{HEAD}{shown}\n\n{FOOT}") == f"{TITLE}\n\n{shown}"


@pytest.mark.parametrize(
    ("under", "kept"),
    [
        ("[![](https://e.example/one.jpg)](https://e.example/?attachment_id=3)", "one.jpg"),
        ("[江岭河边的监控录像](https://v.example/1)", "监控录像"),
        ('<p><img src="/one.jpg" width=600 height=400><img src="/two.jpg"><img src="/three.jpg"></p>', "two.jpg"),
    ],
)
def test_pictures_and_links_with_which_a_story_begins_stay(under: str, kept: str):
    assert kept in render(article(f"# {TITLE}\n\n收藏\n\n{under}\n\n{STORY}\n\n{FOOT}"), "markdown")


def test_photos_under_the_title_of_a_page_are_no_icons():
    photos = "".join(f'<img src="/{name}.jpg" width=600 height=400>' for name in ("one", "two", "three"))
    assert "two.jpg" in render(article(f"{HEAD}<p>{photos}</p>\n\n{STORY}\n\n{FOOT}"), "markdown")


def remarks(heading: str, *buttons: str) -> str:
    said = ("真想不到。", "老人要小心", "我也收到过")
    return f"{heading}\n\n" + "\n\n".join(
        f"读者{part}\n\n{part}\n\n{button}" for part, button in zip(said, buttons, strict=True)
    )


TOOLS = ("5月16日18:14举报查看对话赞494回复", "5月16日19:27举报赞回复", "今天 09:52举报赞6回复")


@pytest.mark.parametrize("over", ["243条评论|3,930人参与网友评论\n\n表情\n\n登录|注册", "### 江岭跟贴\n\n跟贴4参与4"])
def test_comments_under_their_heading_go_with_their_buttons(over: str):
    links = "\n\n".join(f"[另一个故事是第{n}个](/{n})" for n in "一二三四五")
    assert text(f"{STORY}\n\n{over}\n\n{remarks('最热评论 刷新', *TOOLS)}\n\n全部243条评论\n\n{links}") == STORY


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}\n\n{remarks('最热评论', '他没有回复', '赞成的人有三成', '她回复说不去')}\n\n共有243条评论。",
        f"{ONE}{TWO}\n\n{remarks('网友评论', *TOOLS)}\n\n{STORY}\n\n{TWO}共有243条评论。",
    ],
)
def test_what_a_story_says_of_comments_stays(body: str):
    assert "我也收到过" in text(body)


def test_a_label_over_links_under_the_title_of_a_page_goes():
    links = "\n\n".join(f"[另一个故事是第{n}个](/{n})" for n in "一二三四五")
    assert text(f"{HEAD}栏目关注：\n\n{links}\n\n{STORY}\n\n{FOOT}") == f"{TITLE}\n\n{STORY}"


TRAIL = "[首页](/) > [新闻](/n) > 正文"


@pytest.mark.parametrize(
    "end",
    [
        f"[{TWO}](/one)\n\n[{THREE}](/other)",
        "03\n\n事后提醒\n\n先核实\n\n再付款\n\n别扫码",
        "·\n\n先核实\n\n·\n\n再付款",
    ],
)
def test_under_a_trail_alone_a_story_ends_as_it_does(end: str):
    body = f"# {TITLE}\n\n{ONE}\n\n{TWO}\n\n{end}"
    assert text(f"{TRAIL}\n\n{body}") == text(body)


def test_the_numbers_of_sections_are_no_counters():
    body = f"# {TITLE}\n\n1\n\n案发经过\n\n2\n\n扫码之后\n\n{ONE}\n\n{TWO}"
    assert text(f"{TRAIL}\n\n{body}") == text(body)
    assert text(f"{TRAIL}\n\n{body}".replace("\n1\n", "\n01\n").replace("\n2\n", "\n02\n")).count("0") == 2


@pytest.mark.parametrize("advice", ["陌生电话不轻信", "等一个电话", "附：受理点地址"])
def test_a_short_line_of_the_story_that_speaks_of_telephones_or_addresses_begins_no_footer(advice: str):
    assert advice in render(article(f"{HEAD}{STORY}\n\n{advice}\n\n{FOOT}"), "text")
    assert "85310000" not in render(article(f"{HEAD}{STORY}\n\n联系电话：0571-85310000\n\n{FOOT}"), "text")
