"""Lines go for their words at the edges of a story, in its last third or anywhere; those of the story stay."""

from __future__ import annotations

import pytest
from stories import ABOUT, LONG, ONE, STORY, TAILS, TERMS, THREE, TWO, WORDS_OF_A_STORY, article, posts, removed, story

from fraudnews import render
from fraudnews.model import Kind


@pytest.mark.parametrize("kind, words", TAILS)
def test_boilerplate_at_the_end_goes(kind: Kind, words: str):
    found = removed(f"{LONG}<p>{words}</p>")
    assert [one for one, _ in found] == [kind]
    assert story(f"{LONG}<p>{words}</p>") == story(LONG)


@pytest.mark.parametrize("words", WORDS_OF_A_STORY)
def test_the_same_words_in_mid_story_stay(words: str):
    body = f"{STORY}<p>{words}</p>{STORY}{STORY}"
    assert removed(body) == []
    assert words in story(body)


def test_a_heading_over_the_story_goes_only_for_words_that_are_certain():
    over = "<h3>👍 更多精彩内容，看【<a href='https://example.com/1'>原文链接</a>】</h3>"
    assert story(f"{over}<h2>骗局的开头</h2>{STORY}") == story(f"<h2>骗局的开头</h2>{STORY}")
    assert story(f"<h2>骗局的开头</h2>{STORY}{over}{STORY}").count("原文链接") == 1
    assert removed(f"<h3>更多的人看了原文</h3>{STORY}<h3>分享</h3>{STORY}") == []
    assert removed(f"<h3>欢迎关注江岭日报公众号</h3>{STORY}") == []


def test_buttons_to_share_go_in_a_list_in_any_script():
    assert story(f"{LONG}<ul><li>分享到 Facebook</li><li>Share on Twitter</li></ul>") == story(LONG)


def test_the_colon_of_an_editors_bracket_makes_no_contact_of_the_story_before_it():
    assert "合作联系多年的伙伴也上了当" in story(f"{LONG}<p>合作联系多年的伙伴也上了当（编辑：林一禾）</p>")


@pytest.mark.parametrize(
    "end",
    [
        "<p>江岭市公安局 2021-06-02 15:30</p>",
        "<p>江岭市东湖区人民法院</p><p>2021-06-02 15:30</p>",
        "<p>某某银行</p><p>2021年06月02日 15:30</p>",
    ],
)
def test_a_notice_ends_with_the_office_that_issued_it_and_the_hour(end: str):
    assert story(LONG + end) == story(LONG) + "\n" + story(f"<p>这是</p>{end}").partition("\n\n")[2]
    assert removed(end.replace("江岭市公安局", "江岭警事").rpartition("<p>")[2].join(("<p>", LONG)))


@pytest.mark.parametrize(("items", "left"), [(3, 0), (29, 0), (30, 30)])
def test_a_list_of_terms_has_few(items: int, left: int):
    terms = "本文仅供参考，不构成投资建议。"
    assert story(STORY * 60 + f"<ul>{f'<li>{terms}</li>' * items}</ul>").count(terms) == left


def test_boilerplate_in_a_row_goes_whole():
    tail = "".join(f"<p>{words}</p>" for kind, words in TAILS if kind is not Kind.AD)
    assert story(LONG + tail) == story(LONG)


def test_behind_an_end_mark_boilerplate_goes_from_between_what_stays():
    tail = f"<p>-END-</p><p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert story(LONG + tail) == story(LONG + ABOUT)


def test_an_end_mark_is_announced_by_no_line_that_went():
    tail = "<p>点击查看更多精彩内容：</p><p>THE END</p>"
    assert story(LONG + tail) == story(LONG)


def test_an_end_mark_behind_which_nothing_is_known_stays():
    assert removed(f"{LONG}<p>THE END</p>{ABOUT}") == []


def test_an_end_mark_that_reads_as_a_heading_goes():
    assert story(f"{LONG}<h2>END</h2>") == story(LONG)


def test_much_story_behind_an_end_mark_is_still_story():
    tail = f"<p>-END-</p><p>投稿邮箱：tougao@example.com</p>{LONG}"
    assert removed(LONG + tail) == []


@pytest.mark.parametrize("line", ["编辑：杨小树", "本文仅代表作者观点，不代表本报立场。"])
def test_behind_the_desk_or_terms_boilerplate_goes_from_between_what_stays(line: str):
    tail = f"<p>{line}</p><p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert story(LONG + tail) == story(LONG + ABOUT)


def test_much_story_behind_an_editor_is_still_story():
    tail = f"<p>编辑：杨小树</p>{STORY}<p>投稿邮箱：tougao@example.com</p>{ABOUT}"
    assert "投稿邮箱：tougao@example.com" in story(LONG + tail)


#: Words that no story says: in its last third they go, whatever stands behind them.
LATE = [
    "编辑：杨小树、林一禾",
    "【纠错】 责任编辑：杨小树",
    "未经授权不得转载",
    "*文章为作者独立观点，不代表某某网立场",
    "【某某作品的中文相关权益归某某公司独家所有。未经授权，不得转载、摘编等。】",
    "—— END ——",
]


@pytest.mark.parametrize("words", LATE)
def test_an_unknown_sentence_shields_no_boilerplate_before_it(words: str):
    assert story(f"{LONG}<p>{words}</p>{ABOUT}") == story(LONG + ABOUT)


@pytest.mark.parametrize("words", LATE)
def test_long_terms_are_no_part_of_what_the_last_third_is_of(words: str):
    terms = "<p>版权声明：本文版权归某某网所有，未经授权不得转载、摘编、复制或者建立镜像。</p>" * 3
    assert story(f"{STORY * 2}<p>{words}</p>{terms}{ABOUT}") == story(STORY * 2 + ABOUT)


@pytest.mark.parametrize("words", LATE)
def test_nor_is_what_goes_from_the_edges(words: str):
    calls = "<p>更多精彩内容，请下载某某新闻APP</p>" * 9
    assert story(f"{STORY * 2}<p>{words}</p>{ABOUT}{calls}") == story(STORY * 2 + ABOUT)


def test_what_stood_over_a_list_of_other_articles_is_at_the_end_once_that_went():
    listed = "<p>推荐阅读</p>" + "<p>又一起案件告破</p>" * 4
    assert story(f"{LONG}<p>更多精彩内容，请下载某某新闻APP</p>{listed}") == story(LONG)


@pytest.mark.parametrize(
    "words",
    [
        "编者按：三个月，三个骗局，我们把它们写在一起。",
        "作者 | 林一禾",
        "作者 | 林一禾  王   二</p><p>陆小满  周  舟",
        "制图丨陆小满",
    ],
)
def test_the_editor_behind_a_note_or_the_author_at_the_head_goes(words: str):
    note = f"<p>{ONE}</p><p>{words}</p>"
    found = article(f"{note}<p>编辑 | 杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(note + LONG), ("杨小树",))


@pytest.mark.parametrize(
    "before", ["<p>时间：2021年10月13日 09:34</p><p>来源：江岭晚报</p><p>作者：林一禾</p>", "<p>来源：江岭晚报</p>"]
)
def test_the_editor_below_the_date_and_the_source_at_the_head_goes(before: str):
    found = article(f"{before}<p>编辑：杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(before + LONG), ("杨小树",))


def test_the_editor_above_an_unlinked_topic_goes():
    behind = "<p>相关专题：江岭社区活动 / 江岭人物</p>"
    found = article(f"{LONG}<p>责任编辑：杨小树</p>{behind}")
    assert (render(found, "text"), found.meta.editor) == (story(LONG + behind), ("杨小树",))


@pytest.mark.parametrize("rel", ["tag", "category tag"])
@pytest.mark.parametrize("title", ["View all posts in 刷单", "查看更多关于刷单的文章"])
@pytest.mark.parametrize("label", ["标签：", "Tags: "])
def test_labels_of_a_post_go_whatever_their_titles(label: str, title: str, rel: str):
    assert story(f"{LONG}<p>{label}<a href='/tag/1' title='{title}' rel='{rel}'>刷单</a></p>") == story(LONG)


def test_the_editor_behind_names_of_whom_nobody_says_that_they_wrote_stays():
    assert removed(f"<p>{ONE}</p><p>陆小满  周  舟</p><p>编辑 | 杨小树</p>{LONG}") == []


@pytest.mark.parametrize("line", ["声明：江岭观察所发之言，句句有据。", "记者邮箱：请见报纸头版的右下角。"])
def test_the_editor_above_a_statement_or_an_address_goes(line: str):
    behind = f"<p>{line}</p>"
    found = article(f"{LONG}<p>责任编辑 | 杨小树</p>{behind}")
    assert (render(found, "text"), found.meta.editor) == (story(LONG + behind), ("杨小树",))


def test_the_editor_of_a_short_post_goes_above_what_the_site_says_at_length():
    behind = f"<p>某某网由某某报社主管主办，日均访问量{'三百万，' * 20}欢迎来访。</p>" * 2
    found = article(f"<p>{ONE}</p><p>责任编辑：杨小树</p>{behind}")
    assert (render(found, "text"), found.meta.editor) == (story(f"<p>{ONE}</p>{behind}"), ("杨小树",))


def test_the_editor_that_a_short_story_shows_stays():
    shown = f"<p>那本假证的内页上印着：</p><p>责任编辑：杨小树</p><p>{TWO * 6}</p>"
    assert removed(f"<p>{ONE}</p>{shown}") == []


def test_a_title_is_none_of_the_lines_at_the_head():
    labels = "<h1>三个骗局</h1><h1>三个骗局</h1><p>原创</p><p>林一禾</p><p>江岭观察</p>"
    found = article(f"{labels}<p>编辑 | 杨小树</p>{LONG}")
    assert (render(found, "text"), found.meta.editor) == (story(labels + LONG), ("杨小树",))


@pytest.mark.parametrize("words", LATE)
def test_before_the_last_third_the_same_words_stay(words: str):
    assert removed(f"{STORY}<p>{words}</p>{LONG}") == []


@pytest.mark.parametrize("words", ["展开全文", "【纠错】", "正在加载...", "&lt; &gt;", "转播到某某微博"])
def test_a_button_goes_wherever_it_stands(words: str):
    assert story(f"{STORY}<p>{words}</p>{STORY}") == story(STORY + STORY)


FAVOURS = "<p>如果你觉得这篇内容对你挺有启发，我想邀请你帮我三个小忙：</p>"


def test_what_the_writer_asks_for_goes_with_the_line_that_says_how_many_favours():
    asked = "<ol><li>点赞，这样故事才写得下去</li><li>关注「某某前端」，常有新的故事。</li><li>也看看我写的其它故事</li></ol>"
    assert story(f"{LONG}<h2>看完三件事</h2>{FAVOURS}{asked}") == story(LONG)
    assert story(f"{LONG}{FAVOURS}{asked}<p>这里是江岭。</p>") == story(f"{LONG}<p>这里是江岭。</p>")


@pytest.mark.parametrize(
    "left",
    [
        f"<ol>{'<li>把这一段读完。</li>' * 7}</ol>",
        f"<ol><li>{'把这一段读完。' * 18}</li></ol>",
        "<p>把这一段读完。</p><ol><li>再读一遍。</li></ol>",
    ],
)
def test_what_is_no_short_list_under_that_line_stays(left: str):
    assert story(LONG + FAVOURS + left) == story(LONG + left)


def test_favours_go_though_each_is_a_numbered_paragraph():
    asked = "<p>1.点个「在看」，让更多人也能看到这篇内容</p><p>2.到评论区告诉他哪里写错了</p>"
    assert story(f"{LONG}{FAVOURS}{asked}") == story(LONG)


@pytest.mark.parametrize("line", ["组里的同事请我帮三个小忙：", "对方说，如果觉得信得过，请你帮我一个小忙："])
def test_favours_that_a_story_tells_of_stay_with_their_list(line: str):
    told = f"<p>{line}</p><ol><li>改掉登录页。</li><li>加上日志。</li></ol>"
    assert story(LONG + told) == story(LONG) + "\n" + story(told)


@pytest.mark.parametrize(
    "call",
    [
        "觉得不错，就点个 “<br>在看<br>” 或 “<br>赞<br>” 吧~",
        "长按二维码<br>关注江岭中院",
        "由<br>于微信公众号推送机制改变了，快来<br>星标<br>不再迷路，谢谢大家！",
        "现在只对常读和星标的公众号才能展示大图推送，建议大家进行星标<br>。操作方法：点击右上角的【...】，然后点击【设为星标】即可。",
    ],
)
def test_a_call_that_breaks_in_its_midst_goes_as_one(call: str):
    assert story(f"{LONG}<p>{call}</p>") == story(LONG)


@pytest.mark.parametrize(
    "lines", ["他长按二维码<br>关注江岭中院", "她走了。<br>关注江岭中院", "长按二维码<br>她照做了"]
)
def test_lines_that_only_begin_as_a_call_stay_as_they_are(lines: str):
    assert lines.replace("<br>", "\n") in story(f"{LONG}<p>{lines}</p>{LONG}")


@pytest.mark.parametrize("line", ["校对|林一禾", "签发：林一禾", "视觉：林一禾", "设计｜林一禾"])
def test_who_else_stands_under_a_line_of_the_desk_goes_with_it(line: str):
    promotion = "<p>江岭送书</p>" + "<p>本书讲述了三代人的防骗故事，一直深受读者的喜爱，值得放在枕边慢慢读。</p>" * 3
    body = f"{LONG}<p>编辑|杨小树</p><p>{line}</p>{promotion}"
    assert story(body) == story(f"{LONG}{promotion}")


@pytest.mark.parametrize("line", ["视觉：林一禾", "设计｜林一禾", "策划：林一禾", "出品人：林一禾"])
def test_who_designed_or_planned_goes_over_a_line_of_the_desk(line: str):
    assert story(f"{LONG}<p>{line}</p><p>编辑|杨小树</p>") == story(LONG)


def test_the_trainee_over_a_line_of_the_desk_may_be_the_reporters():
    assert "实习生" in story(f"{LONG}<p>记者 | 林一禾</p><p>实习生 | 王二</p><p>编辑 | 杨小树</p>")


@pytest.mark.parametrize("line", ["视觉：林一禾", "设计 师傅", "视觉：这张图里的老人姓林。"])
def test_who_designed_stays_without_the_desk(line: str):
    assert line.partition("：")[0] in story(f"{LONG}<p>记者：杨小树</p><p>{line}</p>{STORY}")


@pytest.mark.parametrize("heading", ["参考文献", "参考资料："])
def test_the_editors_line_above_references_goes(heading: str):
    books = "<p>[1] 林一禾：《江岭种米》，江岭出版社</p>" * 40  # so many that the line is not near the end
    assert "编辑" not in story(f"{LONG}<p>编辑丨杨小树</p><p>{heading}</p>{books}")
    assert "编辑" in story(f"{LONG}<p>编辑丨杨小树</p><p>参考他的说法，我们重算了一遍。</p>{LONG}")


def test_a_call_may_have_blanks_between_its_signs():
    assert story(f"{LONG}<p>· 点 击 关 注 我 们 ·</p>") == story(LONG)


RISK = "<p>利用本文所提供的信息而造成的任何后果及损失，均由使用者本人负责。</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>0x01 免责声明</p><p>免责声明</p>{RISK}{STORY}",
        f"<p>*声明：</p><p>════剧组声明════</p>{RISK}{STORY}",
        f"{STORY}<p>风险提示</p>{RISK}",
    ],
)
def test_the_label_over_a_disclaimer_goes_with_it(body: str):
    assert story(body) == story(STORY)


#: The beginning and the end of a disclaimer that a converter cut at what is bold in it; each is known anywhere.
BEGINS, ENDS = "内容仅用于学习交流自查使用，由于传播、利用本公众号所提供的", RISK[3:-4]


def test_what_is_bold_in_a_disclaimer_goes_with_it():
    assert story(f"<p>{BEGINS}<br>脚本<br>信息及<br>工具<br>{ENDS}</p>{STORY}") == story(STORY)


@pytest.mark.parametrize(
    "below",
    [
        f"一更<br>二更<br>三更<br>四更<br>夜尽<br>{ENDS}",
        f"三个样本都由江岭警方提供，名字是记者在夜里起的，与真人无关<br>{ENDS}",
        f"夜深了。<br>{ENDS}",
        f"</p><p>第一夜</p><p>{ENDS}",
        "第一夜<br>本文首发于江岭夜话，未经授权不得转载。",
    ],
)
def test_a_story_between_two_disclaimers_stays(below: str):
    left = story(f"<p>{ENDS}<br>{below}</p>{STORY}")
    assert "夜" in left
    assert "本人负责" not in left


def test_a_label_over_risks_that_are_told_stays():
    label, told = "<p>风险提示</p>", "<p>原料价格上涨，海外需求不及预期。</p>"
    assert story(STORY + label + told + RISK) == story(STORY + label + told)
    assert story(STORY + label + RISK + told) == story(STORY + label + told)


def test_a_label_over_anything_else_stays():
    assert removed(f"<h1>三个骗局</h1><p>免责声明</p>{STORY}") == []


def test_a_disclaimers_label_at_the_head_takes_no_list_that_is_the_story():
    labels = "<p>漏洞复现</p><p>搜索语法</p><p>修复建议</p>"
    body = f"<h1>三个骗局</h1><p>免责声明</p>{RISK}{labels}"
    assert story(body) == "三个骗局\n\n漏洞复现\n\n搜索语法\n\n修复建议\n"


def test_a_call_that_is_set_as_a_heading_under_the_story_goes():
    call = "<h3>扫码关注我们的公众号</h3>"
    assert story(LONG + call) == story(LONG)
    assert story(LONG + call + STORY) == story(LONG) + "\n" + story(call + STORY)


def test_what_stood_over_the_sites_contacts_is_at_the_end_once_they_went():
    follow = "<p>欢迎关注：江岭日报官方微信平台——扫描上图二维码或搜索江岭日报关注。</p>"
    body = f"{LONG}{follow}{TERMS}<p>联系方式：0000-1234567。</p>"
    assert story(body) == story(LONG)


#: What a section about the group of an account says.
GROUP = "<p>【江岭漏洞圈】</p><p>每周更新十个脚本</p><p>加入方式：扫码</p><p><img src='/t.png'></p>"


@pytest.mark.parametrize("heading", ["内部圈子介绍", "江岭粉丝交流群招新啦！"])
def test_a_last_section_about_the_group_of_an_account_goes(heading: str):
    link = "<p>https://example.com/source</p>"
    found = article(f"{LONG * 5}<p>06</p><p>{heading}</p>{GROUP}{link}")
    assert [removal.text for removal in found.removed][:3] == ["06", heading, "【江岭漏洞圈】"]
    assert len(found.removed) == 6


@pytest.mark.parametrize(
    "section",
    [
        f"<p>骗子发来的第一份文件叫：</p><p>内部圈子介绍</p>{GROUP}",
        "<p>内部圈子介绍</p><p>他说，加入这个圈子要先交三万元。</p>",
        f"<p>内部圈子介绍</p><p>一共三页。</p><p>加入的人{'都被要求先转账，再拉别人进来，' * 8}一年之后才有人报案。</p>",
        "<p>内部圈子介绍</p><p>这五个字写在封面上。</p>",
    ],
)
def test_a_section_of_the_story_about_a_group_stays(section: str):
    assert removed(LONG * 5 + section) == []


#: Headings over sections in which a team looks for people, and such a section.
RECRUITING = ("招聘信息", "加入我们", "招贤纳士！", "【团队介绍】", "关于我们")
TEAM = "<p>我们是江岭云的存储团队。</p><p>欢迎一起来写代码，简历发到：team@example.com</p><p><img src='/t.png'></p>"


@pytest.mark.parametrize("heading", RECRUITING)
@pytest.mark.parametrize("tag", ["h2", "p"])
def test_the_last_section_goes_in_which_a_team_looks_for_people(heading: str, tag: str):
    body = f"{LONG * 2}<{tag}>{heading}</{tag}>{TEAM}<ul><li>作者：林一禾</li></ul>"
    assert story(body) == story(f"{LONG * 2}<ul><li>作者：林一禾</li></ul>")


def test_what_a_team_says_to_those_who_apply_goes_with_its_section():
    above = f"{LONG * 2}<p>钱在境外转了三道手。</p>"
    below = "<p>邮件标题请写姓名。</p><p>我们会在一周内回复。</p><p>期待你的加入！</p>"
    assert story(f"{above}<h2>加入我们</h2>{TEAM}{below}") == story(above)


def test_a_team_that_says_only_who_is_welcome_looks_for_people_too():
    section = "<h2>招贤纳士</h2><p><img src='/t.png'></p><p>这里可以写代码！欢迎各位有识之士加入江岭云存储团队。</p>"
    assert story(f"{LONG * 2}{section}") == story(LONG * 2)


def test_a_team_that_says_only_where_to_write_looks_for_people_too():
    section = "<h2>加入我们</h2><p>江岭云存储团队做分布式存储。</p><p>招聘邮箱：team@example.com</p>"
    assert story(f"{LONG * 2}{section}") == story(LONG * 2)


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>他把这则招聘发给同学，没有人起疑。</p>{LONG}<h2>招聘信息</h2>{TEAM}",
        f"{LONG * 2}<h2>招聘信息</h2><p>骗子说，月薪三万，简历发到：hr@example.com</p><p>他们要的是押金。</p>",
        f"{LONG * 2}<h2>加入我们</h2>{TEAM}<h2>结局</h2><p>这封信没有人回。</p>",
        f"{LONG * 2}<h2>加入我们</h2><p>一共有三百人写下这四个字，后来都成了志愿者。</p>",
        f"{LONG * 2}<p>一行字写在墙上</p>{TEAM}",
        f"<h2>招聘信息</h2>{TEAM}",
        f"{LONG * 2}<p>这则广告，把三十个年轻人骗到了江上。</p><h2>加入我们</h2>{TEAM}",
        f"{LONG * 2}<p>三十个年轻人看到的，是这样一张纸：</p><h2>加入我们</h2>{TEAM}",
        f"{LONG * 2}<h2>加入我们</h2>{TEAM}<p>纸上的公司并不存在。</p><p>三十个人再也没有回来。</p>",
        f"{LONG * 2}<h2>关于团队</h2><p>这个团队有三间办公室。</p><p>每个人交简历时，要押身份证。</p>",
        f"{LONG * 2}<h2>招贤纳士</h2><p>欢迎各位有识之士加入江岭财富团队。</p>",
        f"{LONG * 2}<h2>招贤纳士</h2><p>欢迎各位有识之士加入我们的团队。</p><p>纸上的公司并不存在。</p>",
        f"{LONG * 2}<p>欢迎各位有识之士加入我们的团队。</p>",
    ],
)
def test_a_section_about_work_stays_that_the_story_shows(body: str):
    assert "common/recruiting" not in [removal.rule for removal in article(body).removed]


def test_a_team_may_invite_to_join_it_without_a_heading():
    section = (
        "<p>欢迎加入江岭云存储团队，团队里有一群写代码的人。</p><p>• 存储引擎</p><p>简历投递至：team@example.com</p>"
    )
    assert story(f"{LONG * 2}<hr>{section}") == story(f"{LONG * 2}<hr>")
    assert story(f"{LONG * 2}<p>墙上写着：</p>{section}") != story(f"{LONG * 2}<p>墙上写着：</p>")


CALL = "<p>加入我们：hr@example.com</p>"
BIO = "<p>林一禾，江岭云高级工程师，写过三本关于存储的书。</p>"


@pytest.mark.parametrize("heading", ["作者介绍", "【作者简介】", "关于作者："])
def test_a_story_ends_above_who_the_author_is(heading: str):
    assert story(f"{LONG}{CALL}<h3>{heading}</h3>{BIO}") == story(f"{LONG}<h3>{heading}</h3>{BIO}")


@pytest.mark.parametrize(
    "below",
    [
        f"<h3>存储</h3>{BIO}",
        f"<h3>作者介绍</h3>{BIO * 4}",
        f"<p>这一页写着：</p><p>作者介绍</p>{BIO}",
        f"<h3>作者介绍</h3>{LONG * 3}",
    ],
)
def test_a_call_stays_above_anything_else(below: str):
    assert "加入我们" in story(f"{LONG}{CALL}{below}")


def test_the_notice_after_goes_with_the_one_before():
    assert story(f"{LONG}<p>上一条：没有了</p><p>下一条：江岭警方抓获两人</p>") == story(LONG)
    assert "下一条" in story(f"{LONG}<p>她往下翻，还有一句话</p><p>下一条：江岭警方抓获两人</p>")


def test_an_address_goes_with_the_line_above_that_leads_to_it():
    body = f"{LONG}<p>投稿请发邮件到：</p><p>tougao@example.com</p><p>标题注明【投稿】，告诉我们：</p>"
    assert story(body) == story(LONG)


def test_two_addresses_in_a_line_go_with_the_line_above_too():
    asks = "<p>本文系读者投稿，来稿请同时投至：</p><p>tougao@example.com；gao@example.com</p>"
    assert story(f"{asks}{LONG}") == story(LONG)
    assert "gao@" in story(f"<p>本文系读者投稿，来稿请同时投至：</p><p>gao@example.com；他等了三个月。</p>{LONG}")


def test_what_an_account_is_about_goes_with_its_handle():
    card = "<p>微信号 moumou01</p><p>功能介绍 种米十六年，讲一粒米的来历。</p>"
    assert story(f"{card}{LONG}") == story(LONG)
    assert "功能介绍" in story(f"<p>功能介绍 按下红色按钮，老人就能求助。</p>{LONG}")


def test_an_address_below_a_line_of_the_story_stays():
    body = f"{LONG}<p>线索请寄到这个信箱：</p><p>jubao@example.com</p><p>商务合作请联系微信：abcd1234</p>"
    assert story(body).endswith("\n\njubao@example.com\n")


def test_the_responsible_editor_goes_from_below_a_summary():
    summary = "".join(f"<li>{words}</li>" for words in (TWO, THREE, ONE, TWO, THREE, ONE))
    body = f"<ul>{summary}</ul><p>江岭周末实习生 陆小满</p><p>责任编辑｜杨小树</p>{LONG}"
    assert article(body).meta.editor == ("杨小树",)
    assert removed(body) == [(Kind.EDITOR, "责任编辑｜杨小树")]


def test_the_responsible_editor_goes_from_below_the_titles_of_a_series():
    titles = posts(*(f"{number}. 江岭旧事" for number in range(1, 15)))
    body = f"<p>编者按</p><p>{ONE}</p><p>该系列前十四篇为：</p>{titles}<p>撰文 | 陆小满</p><p>责编 | 杨小树</p>{LONG}"
    assert removed(body) == [(Kind.EDITOR, "责编 | 杨小树")]


NOTICES = (
    "<li>本文系江岭工作室独家约稿，未经授权不得转载。</li>",
    "<li>投稿给江岭写作平台，可致信：tougao@example.com，稿件一经刊用，提供稿酬。</li>",
)


def test_a_list_of_nothing_but_terms_goes():
    assert story(f"{LONG}<ul>{''.join(NOTICES)}</ul>") == story(LONG)


def test_the_byline_over_the_terms_of_a_blog_goes_with_them():
    licence = "<li>版权声明： 本博客所有文章除特别声明外，均采用 BY-NC-SA 许可协议。转载请注明出处！</li>"
    items = f"<li>本文作者： 林一禾</li><li>本文链接： https://example.com/a</li>{licence}"
    assert story(f"{LONG}<ul>{items}</ul>") == story(LONG)
    assert removed(f"{LONG}<ul><li>本文作者： 林一禾</li><li>{ONE}</li></ul>") == []


@pytest.mark.parametrize(
    "items", [NOTICES[:1], NOTICES[1:], (*NOTICES, f"<li>{ONE}</li>"), (f"<li>{ONE}</li>", *NOTICES)]
)
def test_a_list_of_the_story_keeps_what_reads_as_terms(items: tuple[str, ...]):
    assert removed(f"{LONG}<ol>{''.join(items)}</ol>") == []


def test_what_stands_behind_the_last_item_of_a_list_ends_the_post():
    item = f"{TWO}<br><a href='/1'>原文链接</a><br>本文为某某云原创内容，未经允许不得转载。"
    assert story(f"{LONG}<ol><li>{ONE}</li><li>{item}</li></ol>") == story(
        f"{LONG}<ol><li>{ONE}</li><li>{TWO}</li></ol>"
    )


@pytest.mark.parametrize(
    "end",
    [
        f"<li>{ONE}</li></ol>",
        f"</ol><p>{ONE}</p>",
        "<li>转载请注明出处</li></ol>",
        "<li>转载请注明出处<br>江岭</li></ol>",
    ],
)
def test_what_reads_as_boilerplate_in_a_list_stays_elsewhere(end: str):
    assert removed(f"{LONG}<ol><li>{TWO}<br>本文为某某云原创内容，未经允许不得转载。</li>{end}") == []


def test_how_to_reach_a_site_goes_with_its_terms():
    body = f"{LONG}{TERMS}<p>联系方式：0571-12345678、12345679。</p><p>邮箱：wangzhan@example.com</p>"
    assert story(body).endswith(f"{THREE}\n")
    assert len(removed(body)) == 3


def test_how_to_reach_the_desk_goes_with_it():
    address = "<p>邮箱 | bianji@example.com</p>"
    assert story(f"{LONG}<p>编辑 | 杨小树</p>{address}") == story(LONG)
    both = f"{LONG}<p>江岭晚报记者 林一禾 编辑 杨小树 校对 陆小满</p>"
    assert story(both + address) == story(both)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>联系方式：0571-12345678</p>",
        f"{LONG}{TERMS}<p>{ONE}</p><p>联系方式：0571-12345678</p>",
        f"{STORY}<p>更多精彩内容，请下载某某新闻APP</p><p>联系方式：0571-12345678</p>",
        f"<p>编辑：杨小树</p>{STORY}<p>联系方式：0571-12345678</p>",
    ],
)
def test_how_to_reach_whom_the_story_names_stays(body: str):
    assert story(body).endswith("联系方式：0571-12345678\n")


def test_ways_to_reach_the_newsroom_go_with_their_heading():
    ways = (
        "<p>爆料熱線：</p><p>(852) 3600 0000</p><p>傳 真：</p><p>(852) 3600 0001</p><p>SMS:</p><p>(852) 6500 0000</p>"
    )
    assert story(LONG + ways) == story(LONG)
    assert removed(f"{LONG}<p>警方热线：</p><p>0571-85310000</p>") == []


def test_what_was_removed_above_the_editors_line_in_the_head_does_not_count():
    gone = "<p>点击上方蓝字关注我们</p><p>微信公众号：某某人生</p><p>长按二维码识别关注某某网</p>"
    head = "<p>一</p><p>二</p><p>三</p><p>编者的话</p><p>编辑 | 杨小树</p>"
    assert "杨小树" not in story(f"{head}{LONG}{LONG}{LONG}")
    assert "杨小树" not in story(f"{gone}{head}{LONG}{LONG}{LONG}")
    assert "杨小树" in story(f"<p>四</p><p>五</p><p>六</p>{head}{LONG}{LONG}{LONG}")


def test_a_sign_that_was_lost_before_a_line_hides_no_words():
    assert "免责" not in render(article(f"{LONG}<p>? 免责声明：本文仅代表作者个人观点，与本站无关。</p>"), "text")
    assert "怎么办" in render(article(f"{LONG}<p>? 怎么办，她问。</p>"), "text")


@pytest.mark.parametrize(
    "lines",
    [
        ["初审编辑：杨小树", "责任编辑：杨小树"],
        ["来源：江岭晚报", "编辑 | 杨小树", "校对 | 林一禾"],
        ["設計／王二；核稿／林一禾；責任編輯／杨小树"],
        ["排版：树树 / 审核：一禾"],
        ["来源：江岭晚报", "实习记者｜林一禾", "编辑｜杨小树"],
    ],
)
def test_credits_in_a_row_go_however_long_what_follows_is(lines: list[str]):
    foot = f"<p>江岭送书</p>{STORY}<p>每位读者限领一本。</p>" * 2
    kept = "".join(f"<p>{line}</p>" for line in lines if line.startswith(("来源", "实习")))
    assert story(STORY + "".join(f"<p>{line}</p>" for line in lines) + foot) == story(STORY + kept + foot)


@pytest.mark.parametrize(
    "lines",
    [
        ["编辑：杨小树"],
        ["假新闻的署名是：", "编辑：杨小树", "校对：林一禾"],
        ["书名：《江岭夜话》", "主编：杨小树", "责任编辑：林一禾"],
        ["记者：你几点到的？", "编辑：杨小树", "记者：然后呢？"],
        ["编制：杨小树", "审核：林一禾"],
        ["李梅｜记者", "杨小树｜编审", "林一禾｜律师"],
        ["<figure><img src='/1.jpg'><figcaption>主编：杨小树 编辑：林一禾</figcaption></figure>"],
    ],
)
def test_what_reads_as_credits_stays_in_mid_story(lines: list[str]):
    told = STORY + "".join(f"<p>{line}</p>" for line in lines) + LONG
    assert removed(told) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["lin@example.com", "【版权归江岭社所有，未经授权严禁转载复制】"],
        ["点击下方卡片关注我们，", "带你读懂江岭 ↓"],
        ["关注我们", "获取更多江岭故事"],
        ["▍更多精彩内容，请下载某某新闻APP"],
        ["编辑总监：林一禾", "责任编辑：杨小树"],
        ["HQ丨编辑", "HQ丨编审"],
        ["江岭卫士试用地址：", "https://mou.example.com"],
        ["注：本文由某安全编译报道，转载请注明原文地址", "https://mou.example.com"],
        ["•要入手生活科技潮物 即上 mou store", "https://store.example.com/"],
        ["防失联 加备号 →", "关注"],
        ["江岭夜读小树", "出品【微信号】yedu个人转载内容至朋友圈，无需申请许可。"],
        ["江岭夜读出品【微信号】yedu", "个人转载内容至朋友圈，无需申请许可。"],
    ],
)
def test_a_line_goes_with_the_one_that_it_belongs_to(lines: list[str]):
    assert story(LONG + "".join(f"<p>{line}</p>" for line in lines)) == story(LONG)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["警方公布了举报邮箱：", "lin@example.com", "未经授权不得转载"], 2),
        (["关注我们", "带她走进那间屋子的人，再没有露面。"], 2),
        (["关注我们", "获取验证码，她以为那是退款"], 1),
        (["群里发来的话术只有两行：", "关注我们", "获取更多内幕消息"], 3),
        (["民警带你读懂江岭"], 1),
        (["林阿婆一个人住", "个人转载内容至朋友圈，无需申请许可。"], 1),
        (["骗子发来的试用地址：", "https://jiangling.example.com"], 2),
        (["小羊丨编辑", "小牛丨教师"], 2),
        (["小羊丨编辑"], 1),
    ],
)
def test_a_line_of_the_story_stays_beside_such_lines(lines: list[str], left: int):
    assert story(LONG + "".join(f"<p>{line}</p>" for line in lines)).count("\n") == story(LONG).count("\n") + 2 * left


AD = "<a href='/ad/1'><i>广告</i><span>某某大学排名全知晓</span><div>×</div></a>"
TITLED = "<a href='/ad/2'><i>广告</i><div>某某连载小说</div><div>×</div></a>"


def test_links_that_are_marked_as_ads_and_can_be_closed_go_from_a_story():
    kept = f"<div>{ONE}</div><div>{TWO}</div>{LONG}"
    assert story(f"<div>{ONE}<br>{AD}{TWO}</div><div>{TITLED}</div>{LONG}") == story(kept)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p><a href='/1'>广告法修订草案公布</a></p>{LONG}",
        f"{STORY}<p><a href='/1'>广告法修订草案公布</a></p><p><a href='/2'>×</a></p>{LONG}",
        f"{STORY}<p>广告上写着两行字</p><p>×</p>{LONG}",
        f"{STORY}<p><a href='/1'>老人学会了上网</a></p><p><a href='/1'>×</a></p>{LONG}",
    ],
)
def test_other_links_and_signs_are_no_ads_that_can_be_closed(body: str):
    assert Kind.AD not in [kind for kind, _ in removed(body)]


def test_the_name_of_an_account_goes_between_the_lines_that_ask_to_star_it():
    asked = "<p>现在只对常读和星标的公众号才展示大图推送，建议大家把</p><p>江岭夜话</p>"
    starred = "<p>“设为星标”，</p><p>否则可能就看不到了啦！</p>"
    assert story(LONG + asked + starred + STORY) == story(LONG + STORY)
    assert "江岭夜话" in story(f"{LONG}<p>建议大家把</p><p>江岭夜话</p>{STORY}")


def test_the_label_of_a_notice_that_a_post_is_old_goes_with_it():
    label = "<p>温馨提示：</p>"
    notice = "<p>本文最后更新于2021年03月04日，已超过123天没有更新，若内容或图片失效，请留言反馈。</p>"
    assert story(label + notice + LONG) == story(LONG)
    assert "温馨提示" in story(f"{LONG}{label}{STORY}")


@pytest.mark.parametrize("marks", ["「」", "“”"])
def test_a_call_in_quotation_marks_amid_a_story_stays(marks: str):
    call = "现在只对常读和星标的公众号才展示大图推送，建议大家把某某安全设为星标"
    assert removed(f"{LONG}<p>{call}</p>{LONG}") == [(Kind.SHARE, call)]
    assert removed(f"{LONG}<p>{marks[0]}{call}{marks[1]}</p>{LONG}") == []


@pytest.mark.parametrize("label", ["分享到：", "一键分享"])
def test_platforms_go_below_the_button_to_share_however_short_the_post(label: str):
    platforms = "<p>微信好友</p><p>新浪微博</p><p>QQ空间</p>"
    assert story(f"{STORY}<p>{label}</p>{platforms}") == story(STORY)
    assert story(f"{STORY}<p>他用过的软件</p>{platforms}") == story(f"{STORY}<p>他用过的软件</p>{platforms}")
