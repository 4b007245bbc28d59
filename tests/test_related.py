"""Lists of other articles go with their headings; lists of the story stay."""

from __future__ import annotations

from time import process_time

import pytest
from stories import LINKS, LONG, ONE, STORY, TERMS, THREE, TITLES, TWO, WIDE, article, posts, removed, story

from fraudnews import clean, render
from fraudnews.model import Kind


def test_the_last_title_on_a_card_goes_with_its_list_whatever_it_ends_in():
    card = "<p><a href='https://{}?__biz=Mz{}'><img src='https://example.com/a/{}.png'></a>{}</p>"

    def left(site: str) -> list[str]:
        titles = ("江岭来信", "退休后，去考“成人高考”")
        cards = "".join(card.format(site, number, number, title) for number, title in enumerate(titles))
        story = render(article(f"{LONG}<p>推荐阅读</p>{cards}<p>点亮“在看”</p>"), "text")
        return [title for title in titles if title in story]

    assert left("mp.weixin.qq.com/s") == []
    assert left("example.com/photos") == ["退休后，去考“成人高考”"]


@pytest.mark.parametrize("heading", ["推荐阅读", "延伸閱讀：", "相关阅读"])
def test_books_and_laws_that_a_story_recommends_stay(heading: str):
    works = "<p>《反电信网络诈骗法》</p><p>《刑法》第二百六十六条</p><p>3. 《三个骗局》，江岭出版社</p>"
    listed = f"<p>{heading}</p>{works}"
    assert story(LONG + listed) == f"{story(LONG)}\n{heading}\n\n{story(works)}"
    assert "骗法" not in story(LONG + listed.replace("《反", "反"))
    assert "骗法" not in story(LONG + listed.replace("《反电信网络诈骗法》", "<a href='/1'>《反电信网络诈骗法》</a>"))


def test_bullets_on_lines_of_their_own_are_of_the_list_that_they_part():
    listed = f"<p>往期回顾</p><p>·</p><p>{TITLES[0]}</p><p>·</p><p>{TITLES[1]}</p><p>·</p>"
    linked = listed.replace(f"<p>{TITLES[0]}", f"<p><a href='/1'>{TITLES[0]}</a>").replace(
        f"<p>{TITLES[1]}", f"<p><a href='/2'>{TITLES[1]}</a>"
    )
    assert TITLES[1] not in story(f"{linked}{LONG}")
    assert story(f"{LONG}{linked}{LONG}").count("·") == 1
    assert TITLES[1] in story(f"{listed}{LONG}")


def test_notes_below_what_else_was_removed_are_not_of_the_list():
    listed = f"<h4>关联阅读</h4>{LINKS}<p>长按二维码关注我们</p>"
    notes = "<ul><li>1录屏命令，参考 https://example.com/1</li><li>2编码说明 https://example.com/2</li></ul>"
    assert story(LONG + listed + notes) == story(LONG + notes)


def test_an_item_among_others_heads_none_of_them():
    listed = "<ul><li>他去过邮局</li><li>相关报道</li><li>她去过集市</li></ul>"
    assert story(LONG + listed) == story(LONG) + "\n" + story(listed)
    assert "她去过" not in story(LONG + listed.replace("<li>他去过邮局</li>", ""))
    assert "她去过" not in story(LONG + listed.replace("她去过集市", "<a href='/1'>她去过集市</a>"))


@pytest.mark.parametrize(("heading", "stays"), [("相关阅读", False), ("案情经过", True), ("<br>", True)])
def test_a_heading_goes_with_links_that_stood_below_it_in_an_element(heading: str, stays: bool):
    links = "<div class='related-links'><a href='/1.html'>三人被捕</a><a href='/2.html'>钱去了哪里</a></div>"
    found = article(f"{LONG}<h3>{heading}</h3>{links}{LONG}")
    expected = story(f"{LONG}<h3>{heading}</h3>{LONG}") if stays else story(LONG + LONG)
    assert render(found, "text") == expected
    assert render(article(f"{LONG}<h3>{heading}</h3><p>{TWO}</p>{links}{LONG}"), "text") == story(
        f"{LONG}<h3>{heading}</h3><p>{TWO}</p>{LONG}"
    )


SECTIONS = [
    f"{LONG}<p>相关阅读：</p>{LINKS}",
    f"{LONG}<h3>相关阅读</h3><ul><li><a href='/1'>另一家公司被约谈</a></li><li><a href='/2'>又一起案件告破</a></li></ul>",
    f"{STORY}<p>相关阅读：</p>{LINKS}{STORY}{STORY}{STORY}{STORY}{STORY}",
    f"{LONG}<p>推荐阅读</p><p>另一家公司被约谈</p><p>又一起案件告破</p>",
    f"{LONG}<p>推荐阅读</p><p>始于网恋，终于诈骗！</p><p>下一个会是谁？</p>",
    f"{LONG}<p>推荐阅读</p><h1>在看 | 一袋米怎样走进三千户人家；两名店主转卖十万条住户信息；江岭一家体检中心一夜之间人去楼空</h1><h1>在看 | 又一起案件告破</h1>",
    f"{LONG}<p>延伸閱讀：</p>{LINKS}",
    f"{LONG}<h2>延伸閱讀</h2><ul><li>一袋米怎样走进三千户人家，又怎样带走他们的积蓄 — 江岭观察的第三篇调查，全文一万字（<a href='/1'>會員</a>）</li></ul>",
    f"{LONG}<p>相关新闻：<a href='/1'>另一家公司被约谈，负责人到案</a></p>",
]


@pytest.mark.parametrize("body", SECTIONS)
def test_a_list_of_other_articles_goes_with_its_heading(body: str):
    assert story(body) == story(LONG)
    assert {kind for kind, _ in removed(body)} == {Kind.RELATED}


@pytest.mark.parametrize("heading", ["四、猜你喜欢", "3. 推荐阅读", "六.相关阅读："])
def test_a_list_of_other_articles_may_be_the_last_chapter(heading: str):
    assert story(f"{LONG}<h2>{heading}</h2>{LINKS}") == story(LONG)
    chapter = f"<h2>七、警方提醒</h2>{STORY}"
    for body in (
        f"<h2>{heading}</h2>{LINKS}{chapter}",
        f"<h2>{heading}</h2>",
        f"<h2>{heading}</h2>{STORY}",
        f"<p>{heading}</p>",
    ):
        assert removed(LONG + body) == []


@pytest.mark.parametrize("caption", ["民警编辑反诈内容", "法院公布相关内容", "▲ 老人在看最新新闻", "她翻看历史文章"])
@pytest.mark.parametrize("body", ["<p>{}</p>", WIDE + "<p>{}</p>", "<p>{}</p>" + WIDE])
def test_what_has_no_list_under_it_and_says_who_did_what_is_no_heading(body: str, caption: str):
    assert removed(LONG + body.format(caption)) == []


@pytest.mark.parametrize(
    "heading", ["相关新闻", "◆ 推荐阅读", "更多精彩内容↘", "往期回顾", "編輯部推薦", "某某系列其他文章", "更多新聞："]
)
def test_a_heading_whose_list_is_lost_goes(heading: str):
    assert removed(f"{LONG}<p>{heading}</p>") == [(Kind.RELATED, heading)]


@pytest.mark.parametrize(
    "heading", ["· 大 家 都 在 看 ·", "往</p><p>期</p><p>回</p><p>顾", "推</p><p>荐</p><p>阅</p><p>读"]
)
@pytest.mark.parametrize("titles", ["", "<p>另一个故事</p><p>又一个故事</p>"])
def test_a_heading_over_other_articles_may_have_blanks_or_breaks_between_its_signs(heading: str, titles: str):
    assert story(f"{LONG}<p>{heading}</p>{titles}") == story(LONG)


@pytest.mark.parametrize(
    "lines",
    [
        ["他在黑板上竖着写了四个字：", "往", "期", "回", "顾"],
        ["往", "期", "回", "顾", "她把剪报都收在铁盒里，一共四十张。"],
        ["标语竖着写，一行一个字。", "严", "防", "诈", "骗"],
        ["小 心 诈 骗", "横幅挂在村口"],
    ],
)
def test_what_a_story_writes_with_blanks_or_breaks_stays(lines: list[str]):
    body = "".join(f"<p>{line}</p>" for line in lines)
    assert story(f"{LONG}{body}").strip().split("\n\n")[-len(lines) :] == lines


ANOTHER = "<a href='https://mp.weixin.qq.com/s?__biz=a&mid=1'>江岭的另一个故事</a>"
ANOTHERS = f"<p>{ANOTHER}</p><p>{ANOTHER.replace('mid=1', 'mid=2').replace('另一', '第三')}</p>"


@pytest.mark.parametrize("over", ["", "<p>想听故事的小伙伴，可以看看这个链接（或许用得上）:</p>"])
def test_a_link_to_another_post_goes_that_stands_over_the_story_and_below_it(over: str):
    link = f"{over}<p>又一篇：{ANOTHER}</p>"
    assert story(f"{link}{LONG}{link}") == story(LONG)


@pytest.mark.parametrize(
    "line",
    [
        "一切都从一个电话开始。",
        ANOTHER.replace("mp.weixin.qq.com", "example.com"),
        f"本文来自{ANOTHER}",
        f"{ANOTHER}，作者：林一禾",
    ],
)
def test_what_else_stands_over_a_story_and_below_it_stays(line: str):
    assert story(f"<p>{line}</p>{LONG}<p>{line}</p>").count(line.split(">")[1][:8] if "<a" in line else line) == 2


def test_a_link_that_stands_once_stays():
    assert "江岭的另一个故事" in story(f"<p>又一篇：{ANOTHER}</p>{LONG}")


def test_a_list_of_other_articles_with_a_link_in_each_may_be_as_long_as_the_story():
    items = "".join(
        f"<li>江岭观察的第{n}篇调查：一袋米怎样走进三千户人家（<a href='/{n}'>會員</a>）</li>" for n in range(1, 9)
    )
    assert story(f"{STORY}{STORY}<h2>延伸閱讀</h2><ul>{items}</ul>") == story(STORY + STORY)


@pytest.mark.parametrize(
    "notes",
    [
        "<p>参考资料</p><p>《江岭年鉴》</p>",
        "<p>参考链接：</p><p>https://example.com/reports/1</p>",
        "<h2>参考</h2><p>https://example.com/reports/1</p>",
        "<p>[1] <a href='/n'>江岭年鉴，第三卷</a></p>",
    ],
)
def test_a_list_of_other_articles_ends_at_the_notes(notes: str):
    assert story(f"{STORY}<p>相关阅读</p><p><a href='/1'>另一个故事</a></p>{notes}") == story(STORY + notes)
    assert story(f"{STORY}<p>版权声明</p><p>某某网</p>{notes}").endswith(story(notes))


def test_many_headings_below_a_list_are_read_in_time_linear_in_them():
    headings = "".join(f"<h3>{sign}</h3>" for sign in "往来" * 1_000)
    lists = f"<h3>推荐阅读</h3><p><a href='/1'>另一个故事</a></p>{headings}" * 5
    begun = process_time()
    story(LONG + lists)
    assert process_time() - begun < 5  # a guard: it takes half a second; with a look below each, twelve


@pytest.mark.parametrize("end", ["；", "。"])
def test_a_sentence_about_a_link_is_no_title_where_the_story_goes_on(end: str):
    told = f"<p>新增文章<a href='/1'>怎样给一家开了三十年的书店写账本</a>，感谢作者的贡献{end}</p>"
    body = f"<h2>相关推荐</h2>{told}<p>还有三篇写的是怎样把旧账本抄到新账本里去，作者都在江岭。</p><p>{LONG}</p>"
    assert "相关推荐" in story(STORY + body)
    assert "感谢作者的贡献" in story(STORY + body)
    assert story(f"{STORY}<h2>相关推荐</h2>{told}") == story(STORY)


def test_a_list_of_other_articles_ends_at_the_next_chapter():
    links = "<h3>推荐阅读</h3><ul><li><a href='/1'>另一个故事</a></li></ul>"
    chapter = "<h3>本周发布</h3><ul><li>支持新的格式</li><li>修复两处错误</li><li>多处优化</li></ul>"
    assert story(STORY + links + chapter) == story(STORY + chapter)
    summaries = "<h3><a href='/2'>又一个故事</a></h3><p>第一章</p><p>第二章</p><p>第三章</p>"
    assert story(STORY + links + summaries) == story(STORY)
    assert story(f"{STORY}{links}<h3>热门</h3><p>又一个故事</p>") == story(STORY)
    assert story(f"{LONG}{links}<h3>往期</h3>{LINKS}{LINKS}") == story(LONG)
    unset = links.replace("h3>", "p>")
    assert story(f"{STORY}{unset}<h3>往期</h3><p>第一章</p><p>第二章</p><p>第三章</p>") == story(STORY)
    labels = "<h3>标签</h3><ul><li>骗局</li><li>书店</li><li>老板</li></ul>"
    assert story(STORY + links + labels) == story(STORY)
    assert story(f"{STORY}{links}<h3>又见</h3><p>骗局</p>{labels}") == story(STORY)
    comments = "<h3>评论(28)</h3><ul><li>谢谢提醒</li><li>学到了</li><li>太可怕了</li></ul>"
    assert story(STORY + links + comments) == story(STORY)


def test_a_list_of_other_articles_ends_a_post_whatever_went_behind_it():
    listed = "<p>推荐阅读</p><p>始于网恋，终于诈骗！</p><p>下一个会是谁？</p>"
    assert story(STORY + listed + TERMS * 2) == story(STORY)


def test_whole_sites_that_are_to_be_read_are_no_other_articles():
    sites = "".join(f"<li><a href='https://{name}.example/'>江岭{name}</a></li>" for name in ("甲报", "乙报", "丙报"))
    reading = f"<h2>延伸阅读</h2><ul><li>当地新闻<ul>{sites}</ul></li><li><a href='/1'>另一个故事</a></li></ul>"
    assert "江岭乙报" in story(STORY + reading)
    assert story(STORY + reading.replace(".example/", ".example/1")) == story(STORY)
    assert story(STORY + reading.replace("延伸阅读", "友情链接")) == story(STORY)


def test_where_the_code_of_a_project_is_ends_its_story():
    home = "<p>官方网站 <a href='https://rice.example'>https://rice.example</a></p>"
    code = "<p>仓库 <a href='https://github.com/moumou/rice'>https://github.com/moumou/rice</a></p>"
    call = "<p>欢迎关注“某某晚报”微信公众号</p>"
    assert story(STORY + call + home + code) == story(STORY + home + code)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>相关阅读：</p><p>这家书店叫这个名字，老板说，是因为他爱读书。</p>{STORY}",
        f"{STORY}<p>관련 기사</p><p>그는 그날 신문을 오려 두었다.</p>",
        f"{LONG}<p>관련 기사</p><p>그는 그날 신문을 오려 두었다.</p>",
        f"{LONG}<p>相关新闻：当地两家公司昨日被约谈，负责人已经到案。</p>",
        f"{LONG}<h2>最新资讯</h2><ul><li>{ONE}<a href='/1'>通报</a>全文昨日公布。</li></ul>",
        f"<p>本周热门精选</p><p>诈骗：</p>{LINKS}<p>集资：</p>{LINKS}",
    ],
)
def test_a_heading_takes_no_story_under_it(body: str):
    assert removed(body) == []


@pytest.mark.parametrize(
    "kept, gone",
    [
        ("", ""),
        ("", "<p>还有哪些骗局</p>"),
        ("<p>作者：林一禾</p>", "<p><b>钓鱼</b></p>"),
        ("", f"{WIDE}<p><b>老骗局</b></p>"),
        ("", "<h3>老骗局</h3>"),
    ],
)
def test_titles_of_other_posts_of_an_account_that_end_a_post_go(kept: str, gone: str):
    assert story(LONG + kept + gone + posts("另一个骗局", "又一个骗局")) == story(LONG + kept)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.zhihu.com/question/7/answer/{}",
        "https://zhuanlan.zhihu.com/p/{}",
        "https://www.jianshu.com/p/{}",
        "https://juejin.cn/post/{}",
    ],
)
def test_titles_of_other_posts_where_anybody_writes_go_too(address: str):
    assert story(f"{LONG}<hr>{posts('另一个骗局', '又一个骗局', host=address)}") == story(LONG)


@pytest.mark.parametrize(
    "end", ["本报记者 林一禾", "——林一禾", "敬礼", "未完待续", "谢谢各位", "据江岭警方通报", "林一禾", "投诉无门"]
)
def test_how_a_story_ends_is_no_heading_of_them(end: str):
    told = f"{LONG}<p>{end}</p>"
    assert story(told + posts("另一个骗局", "又一个骗局")).startswith(story(told))


@pytest.mark.parametrize(
    "passage",
    [
        posts("你问过自己吗？", "没有人会替你问。", "这就叫贪", host="https://mp.weixin.qq.com/s?mid=7"),
        posts("你问过自己吗？", "没有人会替你问。", "骗子问过。"),
    ],
)
def test_what_an_account_quotes_from_its_own_posts_stays(passage: str):
    assert removed(LONG + passage) == []


@pytest.mark.parametrize(
    "body",
    [
        LONG + posts("另一个骗局"),
        LONG + posts("另一个骗局", "又一个骗局", host="https://example.com/1"),
        f"{LONG}<p>参考资料</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>数据出处</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>本文参考了两位作者的文章。</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>获奖作品如下。</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>获奖的有以下两篇文章。</p><p>一等奖</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>作者：林一禾</p><p>钓鱼</p>{posts('另一个骗局')}",
        f"{LONG}<p>钓鱼</p><p><a href='https://example.com/1'>老骗局</a></p><p>{TWO}</p><p>刷单</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>钓鱼</p><p>刷单</p>{posts('另一个骗局', '又一个骗局')}",
        f"{LONG}<p>本周我们写了两篇文章：</p>{posts('另一个骗局', '又一个骗局')}",
        f"<p>{ONE}</p>{posts('另一个骗局', '又一个骗局')}",
        posts("另一个骗局", "又一个骗局"),
    ],
)
def test_other_links_that_end_a_post_stay(body: str):
    assert removed(body) == []


@pytest.mark.parametrize(
    "titles",
    [
        "<p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</p>",
        "<p><a href='/1'>《江岭警方公布五种新骗局，老人要当心》</a></p>",
        "<p><strong>《<a href='/1'><span>江岭警方公布五种新骗局，老人要当心</span></a> 》</strong></p>",
        "<div>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》<br>《<a href='/2'>骗子换了新号码：这些短信别点开</a>》</div>",
    ],
)
def test_titles_in_the_marks_for_them_go_that_end_a_post_as_links(titles: str):
    assert story(LONG + titles) == story(LONG)


@pytest.mark.parametrize(
    "end",
    [
        "<p>《<a href='/1'>江岭往事</a>》</p>",
        "<p>《江岭警方公布五种新骗局，老人要当心》</p>",
        "<p>通报全文：</p><p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</p>",
        "<h3>附件</h3><p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</p>",
        "<ul><li>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</li></ul>",
        "<p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》（某局通报）</p>",
        "<p>参考了以下通报。</p><p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</p>",
    ],
)
def test_what_a_story_ends_in_that_it_leads_to_stays(end: str):
    assert removed(LONG + end) == []


def test_a_title_below_hardly_any_story_is_what_the_post_is_about():
    assert removed("<p>转一篇。</p><p>《<a href='/1'>江岭警方公布五种新骗局，老人要当心</a>》</p>") == []


def test_one_title_behind_a_labelled_one_goes_with_it():
    label = "<p>相关阅读：<a href='https://example.com/1'>另一个骗局</a></p>"
    link = "<p><a href='https://example.com/2'>又一个骗局</a></p>"
    source = "<p>来源：<a href='https://example.com/3'>江岭晚报</a></p>"
    assert story(LONG + label + link) == story(LONG)
    assert story(f"{LONG}<p>转载请注明出处</p>{label}{link}") == story(LONG)
    assert story(LONG + label + source) == story(LONG + source)


@pytest.mark.parametrize("heading", ["最Hit", "即時熱門", "其他人也看了", "小编推荐", "今日头条"])
def test_a_heading_that_stories_have_takes_links_and_dated_titles(heading: str):
    links = "".join(f"<p><a href='/{title}.html'>{title}</a></p>" for title in TITLES)
    long = f"{'，'.join(TITLES)}，消防员说起火的是一只没有关掉的电饭煲，居民当晚住进了学校礼堂"
    dated = "".join(f"<p>{title}</p><p>2024-05-03 10:20 HKT</p>" for title in (*TITLES, long))
    assert story(f"{LONG}<p>{heading}</p>{links}") == story(LONG)
    assert story(f"{LONG}<p>{heading}</p>{dated}") == story(LONG)


@pytest.mark.parametrize(
    "below",
    [
        "<p>三人被刑拘</p><p>八十万元追回</p>",
        "<p>2024-05-03 10:20</p><p>他接到电话</p><p>2024-05-03 11:00</p><p>钱转走了</p>",
    ],
)
def test_without_them_it_is_of_the_story(below: str):
    assert removed(f"{LONG}<p>要闻</p>{below}") == []


def test_links_to_as_many_sites_are_the_sources_of_the_story():
    links = "".join(f"<p><a href='https://www.{site}/1.html'>{site}的报道</a></p>" for site in ("a.gov.cn", "b.gov.cn"))
    assert removed(f"{LONG}<p>最新消息</p>{links}") == []
    assert story(f"{LONG}<p>最新消息</p>{links.replace('//www.b.gov.cn', '//news.a.gov.cn')}") == story(LONG)


def digest(sites: int) -> str:
    """A section of a digest: linked titles of so many sites."""
    items = (f"<li><a href='https://news{turn % sites}.com/{turn}'>第{turn}起骗局的始末</a></li>" for turn in range(12))
    return f"<ul>{''.join(items)}</ul>"


@pytest.mark.parametrize(("above", "goes"), [(digest(6), False), (digest(1), True), (LONG + digest(6), True)])
def test_a_heading_in_a_digest_of_links_to_many_sites_heads_no_other_articles(above: str, goes: bool):
    found = article(f"{above}<h2>其它文章</h2><ul><li><a href='https://b.com/1'>又一起骗局</a></li></ul>")
    assert (Kind.RELATED in {removal.kind for removal in found.removed}) == goes


def test_a_linked_item_of_a_list_heads_no_other_articles_that_reads_as_a_heading():
    items = ["江岭学会成立十年", "江岭学会往期文章", "三个骗局的始末"]
    listed = "".join(f"<li><a href='https://example.com/{turn}'>{item}</a></li>" for turn, item in enumerate(items))
    assert removed(f"{LONG}<ul>{listed}</ul>{STORY}") == []


def test_the_sections_of_a_digest_stay():
    links = "".join(f"<p><a href='/{title}.html'>{title}</a></p>" for title in TITLES)
    assert removed(f"{LONG}<h2>今日头条</h2>{links}<h2>要闻</h2>{links}") == []
    assert removed(f"{LONG}<p>要闻</p>{links}<p>{ONE}</p>") == []


@pytest.mark.parametrize("below", ["<p>{0}</p>{date}<p>{1}</p>", "<p>{0}</p><p><a href='/1'>{1}</a></p>"])
def test_titles_below_a_heading_that_stories_have_too_go_with_a_link_or_date_of_each(below: str):
    date = "<p>2021-03-04 10:20</p>"
    assert story(f"{LONG}<p>要闻</p><p>{TITLES[0]}</p>{date}<p>{TITLES[1]}</p>{date}") == story(LONG)
    left = story(f"{LONG}<p>要闻</p>{below.format(*TITLES, date=date)}")
    assert [title in left for title in ("要闻", *TITLES[:2])] == [True] * 3


def test_links_in_one_long_line_are_a_list_and_a_passage_that_was_cut_off_is_of_none_but_other_articles():
    row = " ".join(f"<a href='/{place}.html'>{TITLES[place % 2]}</a>" for place in range(16))
    assert story(f"{LONG}<p>相关阅读</p><p>{row}</p>") == story(LONG)
    cut_off = f"<p>{ONE[:-1]}，{TWO[:-1]}，他们以为只是去领一袋米...</p>"
    assert story(f"{LONG}<p>相关阅读</p>{cut_off}") == story(LONG)
    assert "一袋米..." in story(f"{LONG}<p>江岭新媒体矩阵</p>{cut_off}")


def test_headings_over_more_links_below_such_a_list_are_no_chapter_of_the_story():
    links = "".join(f"<p><a href='/{title}.html'>{title}</a></p>" for title in TITLES)
    more = "".join(f"<h3>{channel}</h3>{links}" for channel in ("本地", "国际", "财经", "体育"))
    assert story(f"{LONG}<h3>相关阅读</h3>{links}{more}") == story(LONG)


def test_a_heading_that_is_surely_of_other_articles_needs_no_links():
    assert story(f"{LONG}<p>热门新闻</p><p>{TITLES[0]}</p><p>{TITLES[1]}</p>") == story(LONG)


@pytest.mark.parametrize("line", ["光学厂抢货 镜片股「涨到熔断」", f"https://example.com/channel/{'Uj5' * 12}"])
def test_a_title_may_end_in_quoted_words_and_an_address_may_be_long(line: str):
    assert story(f"{LONG}<p>延伸阅读</p><p>{line}</p><p>{TITLES[0]}</p>") == story(LONG)


@pytest.mark.parametrize(
    "line",
    ["老人想了想，只说「吃一堑，长一智」", "民警问他是谁，他答：「江岭来信」", "「江岭来信」", "她把这叫作“本事”"],
)
def test_what_is_quoted_behind_more_is_no_title(line: str):
    assert line in story(f"{LONG}<p>延伸阅读</p><p>{TITLES[0]}</p><p>{line}</p>")


def test_titles_with_the_beginning_of_each_article_go():
    teaser = "光学厂某某股份近期股价波动剧烈，昨日应主管机关要求，公布自结八月税后纯益两千七百万元，较上月增加，昨..."
    below = "".join(f"<p>{title}</p><p>{teaser}</p>" for title in TITLES)
    assert story(f"{LONG}<p>相关新闻</p>{below}") == story(LONG)
    assert removed(f"{LONG}<p>{TITLES[0]}</p><p>{teaser}</p>") == []


_SERIES = (
    "<p><b>江岭往事目录（生成中）</b></p><p><b>1.</b> ...</p><p>（未完待续）</p><p><b>48.</b> 一袋大米的下落</p>"
    "<p><b>49.</b> <a href='/49'>林一禾的最后一封信</a></p><p><b>50.</b> <a href='/50'>江边的人为什么不说话</a></p>"
    "<p><b>51.</b> <a href='/51'>看米店的老人</a></p>"
)

_TITLES = "".join(
    f"<p><a href='/{number}'>{title}</a></p>"
    for number, title in enumerate(("林一禾的最后一封信", "一袋大米的下落", "江边的人为什么不说话", "看米店的老人"))
)


def test_the_titles_of_a_series_go_with_the_posts_own_among_them() -> None:
    post = f"---\ntitle: '048 _ 一袋大米的下落'\n---\n{LONG}<hr>{_SERIES}<p>{THREE}</p>"
    assert render(clean(post), "text") == render(clean(f"{LONG}<p>{THREE}</p>"), "text")
    for lead, tail in (
        ("", ""),
        ("", "<p>扫码关注某某日报微信公众号，获取更多精彩内容。</p>"),
        ("<p>推荐阅读这几篇</p>", ""),
        ("<p>更多故事，请看以下几篇</p>", "<p>本文仅代表作者观点，不代表本站立场。</p>"),
    ):
        body = f"---\ntitle: 一袋大米的下落\n---\n{LONG}{lead}{_TITLES}{tail}"
        assert render(clean(body), "text") == render(clean(LONG), "text")


@pytest.mark.parametrize(
    "body",
    [
        _SERIES + LONG,
        LONG + _SERIES.replace("48.</b>", "48.</b> 又名"),
        (
            f"{LONG}<p><a href='/1'>林一禾的最后一封信</a></p><h2>一袋大米的下落</h2>"
            f"<p><a href='/2'>江边的人为什么不说话</a></p><p><a href='/3'>看米店的老人</a></p>{STORY}"
        ),
        f"{LONG}<p>群主把四篇文章发在群里，题目是：</p>{_TITLES}",
        f"{LONG}<p>这个账号里，至今看得到这四篇</p>{_TITLES}",
        f"{LONG}<p>涉案公众号发过的文章</p>{_TITLES}",
        f"{LONG}<p>我写过的四篇文章，被骗子搬到了这里：</p>{_TITLES}",
        f"{LONG}{_TITLES}<p>以上四篇，民警是在他的电脑里找到的。</p>",
        f"{LONG}<p>本文各节</p>{_TITLES.replace('/', '#', 1)}",
    ],
)
def test_links_stay_where_the_own_title_stands_in_no_series_below_the_story(body: str) -> None:
    assert "common/series" not in {
        removal.rule for removal in clean(f"---\ntitle: 一袋大米的下落\n---\n{body}").removed
    }


_TAGS = "<ul><li><a href='https://example.com/topics/12/rice'>大米</a></li><li><a href='/tag/fraud'>诈骗</a></li></ul>"


@pytest.mark.parametrize(
    "tags",
    [
        _TAGS,
        "<ul><li><a href='/topics/7/agriculture'>农业</a></li></ul>",
        "<p><a href='/tags/rice'>#大米</a>，<a href='/tags/fraud'>#诈骗</a></p>",
        f"<p>责任编辑：杨小树</p>{_TAGS}<p>举报/反馈</p>",
    ],
)
def test_links_to_the_pages_of_tags_go_at_the_end_of_a_post(tags: str) -> None:
    body = LONG + tags
    assert story(body) == story(LONG)
    assert "common/tags" in {removal.rule for removal in article(body).removed}


@pytest.mark.parametrize(
    ("above", "tags", "below"),
    [
        ("", _TAGS, STORY),
        ("<p>平台上关于这件事的话题如下：</p>", _TAGS, ""),
        ("<p>她在论坛里跟过的话题有两个。</p>", _TAGS, ""),
        ("<p>当晚的热搜榜上，这两个词排在前面。</p>", _TAGS, ""),
        ("<h2>网上怎么说这件事</h2>", _TAGS, ""),
        ("", _TAGS.replace("<ul>", "<ul><li><a href='/list'>名单</a>，三百人</li>"), ""),
        ("<p>他最后只打了一个话题。</p>", "<p><a href='/topic/9'>#还我血汗钱#</a></p>", ""),
        ("", "<p><a href='/tag/1'>大米</a>和<a href='/tag/2'>老人</a></p>", ""),
        ("", _TAGS.replace("诈骗", "江岭的老人怎样在一家米店里一步一步被骗走了所有的养老钱"), ""),
        ("", _TAGS.replace("/topics/", "/posts/"), ""),
    ],
)
def test_links_to_the_pages_of_tags_stay_where_the_story_goes_on_or_leads_to_them(
    above: str, tags: str, below: str
) -> None:
    assert "common/tags" not in {removal.rule for removal in article(LONG + above + tags + below).removed}


_BARE_TAGS = "<p>#江岭诈骗案<br>#大米<br>＃老人</p>"


@pytest.mark.parametrize("tags", [_BARE_TAGS, "<p>#江岭</p><p>#大米</p><p>#老人</p><p>责任编辑：杨小树</p>"])
def test_tags_that_each_have_a_line_go_at_the_end_of_a_post(tags: str) -> None:
    assert story(LONG + tags) == story(LONG)


@pytest.mark.parametrize(
    ("above", "tags", "below"),
    [
        ("", _BARE_TAGS, STORY),
        ("<p>她在那条视频下面打了三个话题：</p>", _BARE_TAGS, ""),
        ("<h2>网上怎么说这件事</h2>", _BARE_TAGS, ""),
        ("", "<p>#江岭诈骗案<br>#大米</p>", ""),
        ("", "<p>#01</p><p>#02</p><p>#03</p>", ""),
        ("", "<p>#还我血汗钱#</p><p>#还我血汗钱#</p><p>#还我血汗钱#</p>", ""),
        ("", "<p>#她说：还钱</p><p>#他不还</p><p>#三年了。</p>", ""),
    ],
)
def test_tags_stay_where_the_story_goes_on_or_leads_to_them_or_they_are_few(above: str, tags: str, below: str) -> None:
    assert "common/tags" not in {removal.rule for removal in article(LONG + above + tags + below).removed}


def test_a_story_of_listings_goes_on_below_a_list_amid_it():
    step = "<p>{}</p><pre><code>GET /{}</code></pre>"
    links = "<p>相关阅读</p><p><a href='/1'>另一家公司被约谈</a></p><p><a href='/2'>又一家公司被约谈</a></p>"
    above, below = f"{LONG}{step.format('资产收集', 1)}", f"{step.format('发送请求', 2)}<p>批量脚本</p>"
    assert story(above + links + below) == story(above + below)


def test_a_story_of_listings_stays_below_terms_at_its_head():
    parts = (
        "<p>资产收集</p><pre><code>title='a'</code></pre><p>发送请求</p><pre><code>GET /a</code></pre><p>批量脚本</p>"
    )
    for above in ("漏洞的影响", "漏洞影响某某系统的三个版本，补丁还没有。"):
        assert story(f"<p>{above}</p><p>免责声明</p>{parts}").startswith(f"{above}\n\n免责声明\n\n资产收集\n")


def test_pictures_below_the_words_of_a_report_stay():
    pictures = "".join(f"<p><img src='https://example.com/a/{page}.png'></p>" for page in range(4))
    found = article(f"{LONG}<p>关键词</p><p>漏洞热度、在野利用</p>{pictures}")
    assert len(found.images) == 4


def test_a_passage_that_is_a_link_is_no_title_of_another_article():
    passage = f"<a href='https://example.com/1'>{'他在江岭住了三十年，没有人记得他。' * 12}</a>"
    assert "三十年" in story(f"{LONG}<p>更多内容：</p><p>{passage}</p>")


def test_an_addendum_ends_a_list_of_other_articles() -> None:
    assert "以上由警方提供" in story(f"{LONG}<p>相关报道</p>{LINKS}<p>（附：以上由警方提供）</p>")


def test_links_to_other_posts_below_a_listing_are_no_list_of_the_line_over_that():
    listing = "<p>反向查找一个地址</p><pre><code>nslookup 192.0.2.1</code></pre>"
    assert removed(LONG + listing + ANOTHERS) == [(Kind.RELATED, f"江岭的{which}个故事") for which in ("另一", "第三")]
    assert removed(LONG + listing.replace("反向查找一个地址", "请参考以下") + ANOTHERS) == []
    assert removed(LONG + listing.partition("<pre>")[0] + ANOTHERS) == []


@pytest.mark.parametrize("button", ["点击查看", "阅读全文 >>", "点击阅读", "查看详情"])
def test_titles_over_the_same_button_that_end_a_post_are_other_articles(button: str):
    titles = f"<p>老街的米店怎么不见了？</p><p>{button}</p><p>这三家米店，你不能错过</p><p>{button}</p>"
    above = STORY * 3
    assert story(above + titles + "<p>来个一键三连</p>") == story(above)


@pytest.mark.parametrize(
    "tail",
    [
        "<p>老街的米店怎么不见了？</p><p>点击查看</p>",
        "<p>他收到的两条短信：</p><p>快递已丢失请理赔</p><p>点击查看</p><p>账户积分将到期</p><p>点击查看</p>",
        "<p>他收到了两条短信。</p><p>快递已丢失请理赔</p><p>点击查看</p><p>账户积分将到期</p><p>点击查看</p>",
        "<p>今年共招三百人。</p><p>各专业招生计划表</p><p>点击查看</p><p>报名地点一览表</p><p>点击查看</p>",
        "<p>快递已丢失请理赔</p><p>点击查看</p><p>账户积分将到期</p><p>点击查看</p><p>他点了。</p>",
        "<p>招生简介</p><p>老街的米店怎么不见了</p><p>点击查看</p><p>这三家米店不能错过</p><p>查看详情</p>",
    ],
)
def test_titles_over_buttons_of_the_story_stay(tail: str):
    assert removed(STORY * 3 + tail) == []


def test_titles_over_buttons_that_are_the_post_stay():
    titles = "".join(f"<p>老街的第{number}家米店</p><p>查看详情</p>" for number in "一二三四")
    assert "老街的第一家米店" in story(f"<p>每天早上，我们为您整理老街的新闻，今天是第三百期。</p>{titles}")
    told = f"<p>河边的米店</p>{STORY * 3}<p>查看详情</p>"
    assert "老街的第三家米店" in story(told + titles)
