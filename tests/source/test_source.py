"""The source of a body made ready to parse: Markdown or HTML, Hexo tags, broken comments, raw code."""

from __future__ import annotations

import re
import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from fraudnews.source import prepare_html, to_html

SENTENCE = "警方提醒：不要随意扫描陌生二维码。"


def _text(html: str) -> str:
    """The text that a browser would show, blanks out."""
    body = LexborHTMLParser(f"<body>{html}").body
    assert body is not None
    return "".join(body.text(deep=True).split())


#: Bodies in Markdown, and a piece of the HTML that they mean.
MARKDOWN = [
    ("# 标题\n\n故事。", "<h1>标题</h1>"),
    ("故事。\n\n- 一\n- 二", "<li>一</li>"),
    ("故事。\n\n2. 二\n3. 三", '<ol start="2">'),
    ("故事。\n\n> 引文", "<blockquote>"),
    ("故事。\n\n```js\nlet a = '<b>';\n```", "<pre><code class=\"language-js\">let a = '&lt;b&gt;';"),
    ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "<td>1</td>"),
    ("见[报道](https://example.com/a)。", '<a href="https://example.com/a">报道</a>'),
    ("![图](https://example.com/图.png)\n\n故事。", 'src="https://example.com/图.png"'),
    ("**警惕**诈骗", "<strong>警惕</strong>"),
    ("用 `rm` 删除", "<code>rm</code>"),
    ("第一行\\\n第二行", "第一行<br"),
    ("3\\~5%，*注意*。", "3~5%，<em>注意</em>"),
    ("<https://example.com/a>", '<a href="https://example.com/a">https://example.com/a</a>'),
    ("~~删去~~的话", "<s>删去</s>"),
    ("# 标题\n\n<div>盒子</div>\n\n- 一\n- 二", "<div>盒子</div>"),
    ("一\n\n---\n\n二", "<hr"),
]


def test_a_link_is_a_link_whatever_its_address_is():
    html = to_html("# 标题\n\n[知道了](javascript:;) ![](data:image/svg+xml,%3Csvg)")
    assert '<a href="javascript:;">知道了</a>' in html
    assert '<img src="data:image/svg+xml,%3Csvg"' in html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[甲\n\n2024-06-01\n\n![](/b.png)](/a)", ["甲", "2024-06-01", '<img src="/b.png" alt="" />']),
        ("[\n\n### 甲\n\n摘要\n\n](/a)", ["甲", "摘要"]),
        ("* [![](/b.png)\n\n  甲](/a)", ['<img src="/b.png" alt="" />', "甲"]),
    ],
)
def test_a_link_over_paragraphs_is_one_in_each(body: str, html: list[str]):
    rendered = to_html(f"# 标题\n\n故事。\n\n{body}\n\n故事。")
    assert re.findall('<a href="/a">(.*?)</a>', rendered) == html
    assert "[" not in rendered
    assert "](" not in rendered


@pytest.mark.parametrize("body", ["[见附件\n\n故事。\n\n他说](好", "```\n[甲\n\n乙](/a)\n```", "[甲\n[乙]\n\n丙](/a)"])
def test_a_bracket_that_begins_no_link_stays(body: str):
    rendered = to_html(f"# 标题\n\n故事。\n\n{body}")
    assert "<a " not in rendered
    assert _text(rendered) == "标题故事。" + "".join(body.replace("```", "").split())


#: Bold that is meant, though CommonMark's rule for its edges would not take it.
BOLD = [
    ("**真。**她说", "<strong>真。</strong>她说"),
    ("他说**“警惕”**诈骗", "他说<strong>“警惕”</strong>诈骗"),
    ("运行**./install.sh**后", "运行<strong>./install.sh</strong>后"),
    ("命令**`ls`**后", "命令<strong><code>ls</code></strong>后"),
    ("占比**“10%”**2022年", "占比<strong>“10%”</strong>2022年"),
    ("****警惕****", "<strong>警惕</strong>"),
    ("**警****惕**", "<strong>警惕</strong>"),
    ("<i>别忘</i>**警****惕**", "<strong>警</strong><wbr><strong>惕</strong>"),
    ("**警惕******", "<p><strong>警惕</strong></p>"),
    ("**警惕**********  \n故事。", "<strong>警惕</strong><br"),
    ("卡号 6222******", "卡号 6222******"),
    ("**“****错****”****？**", "<strong>“错”？</strong>"),
    ("**_警_****_惕_**", "<strong><em>警</em><wbr><em>惕</em></strong>"),
    ("****警惕********诈骗****", "<p><strong>警惕诈骗</strong></p>"),
    ("### ****一、********警惕**** ****诈骗****", "<h3><strong>一、警惕</strong> <strong>诈骗</strong></h3>"),
    ("- **谨防受骗。 **", "<strong>谨防受骗。</strong></li>"),
    ("** 警惕 **", "<p><strong>警惕</strong></p>"),
    ("他说** 警惕**。", "他说** 警惕**。"),
    ("他说：** 警惕**。", "他说： <strong>警惕</strong>。"),
    ("**文 ** 甲  ** 图 ********乙**", "<strong>文</strong>  甲   <strong>图 乙</strong>"),
    ("**第0****1章**", "<strong>第01章</strong>"),
    ("**尾号6222****8888的卡 **", "<strong>尾号6222****8888的卡</strong>"),
    ("***真。***她说", "<em><strong>真。</strong></em>她说"),
]

#: Stars that are none.
STARS = [
    "卡号6222****8888，电话138****1234",
    "李某**、王某**和赵某 **",
    "`a` **argv 和 **envp",
    "| 李**、王** | ** | 赵 **",
    "2**.5和3**.5",
    "王某知道***，所以***——他走了",
    "2 ** 3 ** 4",
    "3 * 4 * 5",
    "他划掉了** 两个字 **",
    "`a**“b”**c`",
]

HTML = [
    "<p>一。</p><p># 不是标题</p>",
    "<div>\n- 不是列表\n- 也不是\n</div>",
    "<p>一。</p>\n<p>3 * 4 * 5</p>",
    "一。<br>二。<br>",
    "<!-- c --><p>一。</p>",
    "开头没有标签<p>一。</p>",
    "<p>用 **星号** 强调</p>",
]


@pytest.mark.parametrize("body, piece", MARKDOWN)
def test_markdown_is_rendered(body: str, piece: str):
    assert piece in to_html(body)


@pytest.mark.parametrize("body, piece", BOLD)
def test_bold_is_bold_as_meant(body: str, piece: str):
    assert piece in to_html(f"# 标题\n\n{body}").replace("<strong><strong>", "<strong>").replace(
        "</strong></strong>", "</strong>"
    )


@pytest.mark.parametrize(
    ("body", "listing"),
    [
        ("- 运行：```\ngo run\n```\n\n故事。\n\n## 后来", True),
        ("故事。\n\n## 后来\n\n```\ngo run", True),
        ("运行 ```\n\n```\ngo run\n```\n故事。\n\n## 后来", True),
        ("一行写着 ```\n\n故事。\n\n## 后来", False),
        ("一行写着：\n\\```\n\n故事。\n\n## 后来\n\n```\ngo run\n```", True),
        ("- ```\n  go run\n  ```\n\n故事。\n\n## 后来", True),
    ],
)
def test_a_fence_behind_words_begins_a_listing_where_one_is_missed(body: str, listing: bool):
    html = to_html(f"# 标题\n\n{body}")
    assert ("<h2>后来</h2>" in html, "<pre>" in html) == (True, listing)


def test_a_fence_that_begins_an_item_stays_in_it():
    assert "<li>\n<pre><code>go run" in to_html("- ```\n  go run\n  ```\n\n故事。").replace("<code>\n", "<code>")


def test_stars_that_end_more_than_one_bold_all_do():
    assert _text(to_html("# 标题\n\n********警**惕****真假**********")) == "标题警惕真假"


@pytest.mark.parametrize("body", STARS)
def test_stars_in_a_sentence_stay(body: str):
    assert _text(to_html(f"# 标题\n\n{body}")) == "标题" + body.replace(" ", "").replace("`", "")


@pytest.mark.parametrize("body", HTML)
def test_html_stays_as_it_is(body: str):
    assert to_html(body) == body


@pytest.mark.parametrize(
    "body, html",
    [
        ("一行快讯。", "一行快讯。"),
        ("一。\n二。", "一。<br>二。"),
        ("一。\n\n二。", "一。<p>二。"),
        ("　　一。\n　　\n　　二。", "一。<p>二。"),
        ("股价涨3%，跌5%~6%", "股价涨3%，跌5%~6%"),
        ("<div>   \n国产片\n\n\n骗局之夏\n三个月，三个骗局。  \n</div>\n", "国产片<p>骗局之夏<br>三个月，三个骗局。"),
        (
            "<div>\n<img src='/a.jpg'>　　一。\n\n　　二。<img src='/b.jpg'>  \n</div>",
            "<img src='/a.jpg'>　　一。<p>二。<img src='/b.jpg'>",
        ),
        ("<div>\n一。\n<img src='/a.jpg'>二。\n</div>", "<div>\n一。\n<img src='/a.jpg'>二。\n</div>"),
        ("<div>\n一。\n\n<b>二。</b>\n</div>", "<div>\n一。\n\n<b>二。</b>\n</div>"),
    ],
)
def test_plain_lines_become_paragraphs(body: str, html: str):
    assert to_html(body) == html


def test_blank_lines_before_a_tag_are_read_in_time_linear_in_them():
    lines = "一。\n\n" * 40_000
    body = f"<div>{lines}<b>二。</b></div>"
    begun = time.process_time()
    assert to_html(body) == body
    assert time.process_time() - begun < 10  # a guard: it takes milliseconds; by going back, a minute


@pytest.mark.parametrize(
    "body",
    [
        "&#123;&#125;",
        "<pre>&#123; a &#125;</pre>",
        "# 标题\n\n```\n&#123;a&#125;\n```",
        "# 标题\n\n`&#123;a&#125;`",
        "<style>.a&#123;color:red&#125;</style><p>一</p>",
    ],
)
def test_braces_are_braces_everywhere(body: str):
    html = to_html(body)
    assert "&#12" not in html
    assert "{" in html
    assert "}" in html


@pytest.mark.parametrize(
    "tag",
    [
        "{% raw %}",
        "{% endraw %}",
        "{% asset_img slug 图 %}",
        "{% post_link some-post %}",
        "{% blockquote 作者 %}",
        "{% endblockquote %}",
        "{% codeblock lang:js %}",
        "{% youtube abc %}",
        "{% note info %}",
        "{% endnote %}",
        "{% include JB/setup %}",
        "{% endhighlight %}",
    ],
)
def test_a_hexo_tag_is_no_story(tag: str):
    assert _text(to_html(f"# 标题\n\n故事{tag}继续。")) == "标题故事继续。"


def test_a_link_of_hexo_has_words_and_a_picture_has_an_address():
    html = to_html("# 标题\n\n见{% post_link some-post '上 一篇' true %}。{% asset_img left a.png 200 图 一 %}")
    assert "见'上 一篇'。" in html
    assert '<img src="a.png" alt="图 一">' in html


@pytest.mark.parametrize(
    "begin, end, fence",
    [
        ("{% codeblock %}", "{% endcodeblock %}", "<pre><code>"),
        ("{% codeblock 甲 lang:js http://example.com/ %}", "{% endcodeblock %}", '<pre><code class="language-js">'),
        ("{% highlight c++ linenos %}", "{% endhighlight %}", '<pre><code class="language-c++">'),
        ("{%- code lang:js -%}", "{%- endcode -%}", '<pre><code class="language-js">'),
        ('{{< highlight go "linenos=table" >}}', "{{< /highlight >}}", '<pre><code class="language-go">'),
    ],
)
def test_what_stands_between_tags_of_hexo_is_a_listing(begin: str, end: str, fence: str):
    html = to_html(f"# 标题\n\n{begin}\n# 注 *一* _二_\n\n  ```\n{end}\n\n故事。")
    assert f"{fence}# 注 *一* _二_\n\n  ```\n</code></pre>\n<p>故事。</p>" in html


def test_a_listing_with_a_fence_or_without_an_end_leaves_those_behind_it():
    listing = "{% highlight c %}\na;\n{% endhighlight %}\n"
    html = to_html(f"# 标题\n\n{{% code %}}\n\n{{% highlight md %}}\n```\n{{% endhighlight %}}\n\n{listing}")
    assert html.count("<pre>") == len("甲乙")
    assert '<code class="language-c">a;' in html


@pytest.mark.parametrize("body", ["# 标题\n\n- 甲\n\n  {% highlight c %}\n  a;\n  {% endhighlight %}\n\n  乙"])
def test_a_listing_between_tags_stays_in_its_item(body: str):
    assert '<pre><code class="language-c">a;\n</code></pre>\n<p>乙</p>\n</li>' in to_html(body)


@pytest.mark.parametrize(
    "mark",
    [
        "\n{: .center}",
        "\n{:toc}",
        '{: width="50%" .a #b }',
        "{:.no_toc}",
        "\n\n[TOC]",
        "\n\n[[toc]]",
        "\n\n@[TOC](文章目录)",
        "\n\n* 目录\n{:toc}",
    ],
)
def test_what_kramdown_hangs_on_a_block_is_no_story(mark: str):
    assert _text(to_html(f"# 标题\n\n故事。{mark}\n\n继续。")) == "标题故事。继续。"


@pytest.mark.parametrize(
    "box, shown",
    [
        ("::: tip 小贴士\n甲。\n:::", "小贴士甲。"),
        (":::tip小贴士\n甲。\n:::", "小贴士甲。"),
        (":::note[小贴士]\n\n甲。\n\n:::", "小贴士甲。"),
        ("::::{.a #b}\n甲。\n::::", "甲。"),
        ("::: details\n```\n:::\n```\n:::", ":::"),
        ("> [!NOTE]\n> 甲。", "甲。"),
        ("> [!warning]- 小心\n> 甲。", "小心甲。"),
        (":::甲", ":::甲"),
        ("> [!甲]", "[!甲]"),
    ],
)
def test_a_box_shows_its_title_and_what_is_in_it(box: str, shown: str):
    assert _text(to_html(f"# 标题\n\n故事。\n\n{box}\n\n继续。")) == f"标题故事。{shown}继续。"


@pytest.mark.parametrize(
    "body",
    [
        "# 标题\n\n```\n{: .a}\n[TOC]\n```",
        "# 标题\n\n用 `{: .a}` 和 `[TOC]`。",
        "<p>用 <code>{: .a}</code> 和 <code>[TOC]</code>。</p>",
        "# 标题\n\n{:ok, .a} 和 [TOC] 是什么？",
    ],
)
def test_marks_of_kramdown_that_are_told_of_stay(body: str):
    html = to_html(body)
    assert "{:" in html
    assert "[TOC]" in html


def test_marks_of_kramdown_go_from_html():
    body = "<p><img src='/a.png'>\n&#123;:align=\"center\"&#125;</p><p>[TOC]</p>\n<p>故事。</p>"
    assert _text(to_html(body)).strip() == "故事。"


@pytest.mark.parametrize(
    "body",
    ["# 标题\n\n```\n{% raw %}\n```\n", "# 标题\n\n用 `{% raw %}` 包住。", "<pre>{% raw %}</pre><p>故事。</p>"],
)
def test_a_hexo_tag_in_code_is_code(body: str):
    assert "{% raw %}" in to_html(body)


def test_a_hexo_tag_that_the_crawler_escaped_was_text_of_the_story():
    assert "{% raw %}" in to_html("# 标题\n\n故事&#123;% raw %&#125;继续。")


#: Tags of Hugo, and the HTML that they mean.
SHORTCODES = [
    ('{{< video src="https://example.com/a?b=1" >}}', '<iframe src="https://example.com/a?b=1"></iframe>'),
    ('{{< figure src="/a.jpg" caption="图一" >}}', '<img src="/a.jpg" alt=""><figcaption>图一</figcaption>'),
    ("{{< img src='/a.jpg' alt='图' >}}", '<img src="/a.jpg" alt="图">'),
    ("{{% notice info %}}甲{{% /notice %}}", "甲"),
]


@pytest.mark.parametrize("tag, meant", SHORTCODES)
def test_a_shortcode_of_hugo_is_what_it_stands_for(tag: str, meant: str):
    html = to_html(f"# 标题\n\n故事。\n\n{tag}\n\n又一段。")
    assert meant in html
    assert "{{" not in html


@pytest.mark.parametrize("body", ["# 标题\n\n```\n{{< video src='a' >}}\n```\n", "# 标题\n\n用 `{{< raw >}}` 包住。"])
def test_a_shortcode_in_code_is_code(body: str):
    assert "{{&lt; " in to_html(body)


@pytest.mark.parametrize("body", ["# 标题\n\n他写下 {{ 八成 }} 两字。", "# 标题\n\n{{<警方>}}"])
def test_other_braces_are_no_shortcode(body: str):
    assert "{{" in to_html(body)


def test_a_percent_sign_in_braces_is_no_hexo_tag():
    assert "{% 八成 %}" in to_html("一共{% 八成 %}的人。")


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->"])
@pytest.mark.parametrize(
    "body", ["第一段。\n\n{}\n\n# 第二段", "<p>第一段。</p>{}<p>第二段</p>", "第一段。\n{}\n第二段"]
)
def test_the_more_mark_is_a_comment(body: str, mark: str):
    assert _text(prepare_html(to_html(body.format(mark))).html) == "第一段。第二段"


#: A comment in the raw body, and what is left of the two sentences around it.
COMMENTS = [
    ("<!--article_adlist[<p>广告</p>]article_adlist-->", "前。后。"),
    ("<!--article_adlist[<p>广告</p><!-- 内层 --><p>又一则</p>]article_adlist-->", "前。后。"),
    ("<!--article_adlist[<div><p>广告</p></div>]article_adlist", "前。后。"),
    ("<!--article_adlist[<p>广告-->中。<!--article_adlist[<p>广告</p>]article_adlist-->", "前。中。后。"),
    ("<!-- 普通 -->", "前。后。"),
    ("<!-- <p>整段</p> -->", "前。后。"),
    ("<!-->", "前。后。"),
    ("<!--->", "前。后。"),
    ("<!-- a --!>", "前。后。"),
    ("<!-- a -- b -->", "前。后。"),
    ("<!doctype html>", "前。后。"),
    ("<![CDATA[ x ]]>", "前。后。"),
    ("<?php echo 1 ?>", "前。后。"),
]


@pytest.mark.parametrize("comment, left", COMMENTS)
def test_a_comment_never_leaks(comment: str, left: str):
    assert _text(prepare_html(f"<p>前。</p>{comment}<p>后。</p>").html) == left


@pytest.mark.parametrize("comment", ["‹!--文章打赏-- 2020-1-20屏蔽>", "＜!--x--›", "<!—— 广告位 ——>"])
def test_a_broken_comment_is_handed_to_a_rule(comment: str):
    html = prepare_html(f"<p>前。</p>{comment}<p>后。</p>").html
    found = LexborHTMLParser(html).css_first(".fraudnews-broken-comment")
    assert found is not None
    assert found.text() == comment


@pytest.mark.parametrize("sentence", ["3‹5，他说。", "价格<!重要>", "他写道：‹你好›"])
def test_a_sign_in_a_sentence_is_no_comment(sentence: str):
    assert "fraudnews-broken-comment" not in prepare_html(f"<p>{sentence}</p>").html


def test_a_long_comment_without_end_is_said():
    source = prepare_html("<p>前。</p><!-- " + "广告" * 200)
    assert any("never closes" in warning for warning in source.warnings)
    assert prepare_html("<p>前。</p><!-- 广告 -->").warnings == []


#: The inside of <pre><code>, and the text that a reader must see.
CODE = [
    ('<Route path="/" element={<Home />} />', '<Routepath="/"element={<Home/>}/>'),
    ("<div id='app'></div>", "<divid='app'></div>"),
    ("if (a < b) { c }", "if(a<b){c}"),
    ("std::vector<int> v;", "std::vector<int>v;"),
    ("&lt;p&gt;", "<p>"),
    ('<span class="hljs-keyword">let</span> a', "leta"),
    ('<span class="hljs-tag">&lt;<span class="hljs-name">p</span>&gt;</span>', "<p>"),
    ("<span>文字</span>", "<span>文字</span>"),
    ("<template><slot/></template>", "<template><slot/></template>"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("一<br>二", "一二"),
    ("一<br>\n二", "一<br>二"),
    ("<ul>\n<li>甲</li>\n</ul>", "<ul><li>甲</li></ul>"),
    ('<a href="/1"><b>甲</b><img src="1.png"></a>', '<ahref="/1"><b>甲</b><imgsrc="1.png"></a>'),
    ("a &amp;&amp; b", "a&&b"),
]


@pytest.mark.parametrize("code, text", CODE)
def test_tags_in_a_listing_are_its_text(code: str, text: str):
    assert _text(prepare_html(f'<pre><code class="hljs">{code}</code></pre>').html) == text


@pytest.mark.parametrize(
    "code",
    [
        "<code><b>甲</b> <a href='/1'>乙</a><br>\n丙</code>",
        "<code><span>甲</span></code><code><span>乙</span></code>",
        "<code class='hljs'><ol><li>甲</li></ol></code>",
    ],
)
def test_markup_of_a_listing_stays_where_no_highlighter_would_have_made_it_code(code: str):
    assert prepare_html(f"<pre>{code}</pre>").html == f"<pre>{code}</pre>"


@pytest.mark.parametrize("picture, shown", [("<img src='1.png'>", False), ('<img src="" onerror="a()">', True)])
def test_a_picture_in_a_listing_names_an_address(picture: str, shown: bool):
    html = f"<pre>甲\n{picture}</pre>"
    assert (prepare_html(html).html != html) is shown
    assert (_text(prepare_html(html).html) == "甲" + picture.replace(" ", "")) is shown


@pytest.mark.parametrize(
    "code, html",
    [
        ("<input>", "&lt;input&gt;"),
        ("<script>", "&lt;script&gt;"),
        ("</title>", "&lt;/title&gt;"),
        ("<b>", "&lt;b&gt;"),
        ("<br>", "&lt;br&gt;"),
        ("<img>", "&lt;img&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("<img src='#'>", "&lt;img src='#'&gt;"),
        ("<!-- 注 -->", "&lt;!-- 注 -->"),
        ("List<String>", "List&lt;String&gt;"),
        ("<div>甲</div>", "&lt;div&gt;甲&lt;/div&gt;"),
        ("甲<br>乙", "甲<br>乙"),
        ("<b>甲</b>", "<b>甲</b>"),
        ("<a href='/1'>push</a>", "<a href='/1'>push</a>"),
        ("<span class='k'>if</span>", "<span class='k'>if</span>"),
        ("<!-- 1 -->甲<!-- /1 -->", "<!-- 1 -->甲<!-- /1 -->"),
        ("<img src='/1.png'>", "<img src='/1.png'>"),
        ("<img src='' data-original='//a.cn/1'>", "<img src='' data-original='//a.cn/1'>"),
        ("a &lt; b", "a &lt; b"),
    ],
)
def test_tags_in_a_word_of_code_are_its_text(code: str, html: str):
    assert prepare_html(f"<p>元素 <code>{code}</code> 的用法</p>").html == f"<p>元素 <code>{html}</code> 的用法</p>"


@pytest.mark.parametrize(
    "html", ["<code>甲<p>乙</p>\n</code>", "<!-- <code><b></code> -->", "<code>甲<p>乙 <em>丙</em></p>"]
)
def test_code_of_several_lines_without_end_or_in_a_comment_stays_as_it_is(html: str):
    assert prepare_html(html).html == html


@pytest.mark.parametrize("name", "script style title textarea template svg canvas video object".split())
def test_an_element_that_a_story_speaks_of_takes_nothing_along(name: str):
    html = f"<p>他把网址放进 <{name}> 标签。</p><p>{SENTENCE}</p><{name}></{name}>"
    assert prepare_html(html).html.startswith(f"<p>他把网址放进 &lt;{name}&gt; 标签。</p><p>{SENTENCE}</p>")


@pytest.mark.parametrize("tag", ["<?php", "<?PHP", "<?="])
def test_php_that_nothing_closes_is_text_of_the_story(tag: str):
    html = f"<p>他写下 {tag} $a->name; 这一行。</p>"
    assert prepare_html(html).html == html.replace("<?", "&lt;?")


@pytest.mark.parametrize("html", ["<p>故事。</p><?php\necho 1;\n?>", "<p>故事。</p><?xml:namespace prefix = o />"])
def test_php_of_the_page_is_no_text(html: str):
    assert prepare_html(html).html == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>故事。</p><script>let a = 1</script><script>let b = 2</script>",
        "<p>故事。</p><script>let a = 1</p>",
        "<p>故事。</p><style>.a { color: red }</p>",
        "<p>故事。</p><video src='/a.mp4'>播放器无法播放</p>",
        "<svg><svg><path/></svg></svg><p>故事。</p>",
    ],
)
def test_an_element_of_the_page_is_no_word_of_the_story(html: str):
    assert prepare_html(html).html == html


DRAWING = '"data:image/svg+xml;charset=utf-8,<svg height="810" width="1080" xmlns="http://www.w3.org/2000/svg" version="1.1"/>"'


@pytest.mark.parametrize("drawing", [DRAWING, DRAWING.replace("/>", "><rect width='1'/></svg>")])
def test_a_drawing_in_an_address_that_ends_at_its_own_quotation_marks_shows_nothing(drawing: str):
    html = f'<p>故事。<img alt src={drawing} referrerpolicy="no-referrer">也是故事。</p>'
    assert prepare_html(html).html == html.replace(drawing, '""')


@pytest.mark.parametrize(
    "html",
    [
        "<p>故事。<img src=\"data:image/svg+xml,<svg width='1'/>\"></p>",
        '<p>故事。<img src="data:image/svg+xml,&lt;svg width=&quot;1&quot;/&gt;"></p><svg height="1"></svg>',
        '<p>他写道："data:image/svg+xml"，后面什么也没有。</p><svg height="1"></svg>',
    ],
)
def test_a_drawing_in_an_address_that_is_whole_stays(html: str):
    assert prepare_html(html).html == html


@pytest.mark.parametrize(
    "tag",
    [
        "<CET口试报名>",
        "List<String>",
        "Map<String, List<Integer>>",
        "vector<std::string>",
        "Promise<T[]>",
        "-i <interface> -n icmp",
        "<branch name>",
        "<https://a.cn/b?c=1>",
        "<a.b+c@d.cn>",
    ],
)
def test_what_is_no_element_is_text_of_the_story(tag: str):
    html = prepare_html(f"<p>前面{tag}后面</p>").html
    assert html == f"<p>前面{tag.replace('<', '&lt;')}后面</p>"


@pytest.mark.parametrize("end", ["</>", " 和 </>"])
def test_an_empty_tag_is_text_with_its_end(end: str):
    assert (
        prepare_html(f"<p>可以使用 <>{end} 空标签</p>").html == f"<p>可以使用 <>{end.replace('<', '&lt;')} 空标签</p>"
    )


def test_less_than_before_a_tag_is_text_of_the_story():
    assert prepare_html("<p>若 x<y<br>则 y>x</p>").html == "<p>若 x&lt;y<br>则 y>x</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>他<Photo>说了</photo>什么</p>",
        "<p><amp-img src='/a.png'>故事<o:p></o:p><v:shape>故事</p>",
        "<p hidden>故事<BR><wbr><nobr>故事<hr noshade></p>",
        "<p>故事<component/></p>",
        "<p><b>故事</></p>",
        "<!-- 若 <x> --><script>List<String> a</script><style>/* <y> */</style><p>故事</p>",
    ],
)
def test_a_tag_that_something_closes_or_with_values_is_none_of_its_words(html: str):
    assert prepare_html(html).html == html


def test_what_is_shown_beside_a_comment_and_a_script_is_not_shown_in_them():
    html = prepare_html("<!-- <x> --><script>List<x> a</script><p>若 <x> 为真</p>").html
    assert html == "<!-- <x> --><script>List<x> a</script><p>若 &lt;x> 为真</p>"


def test_a_tag_with_values_is_a_word_of_the_story_too():
    html = prepare_html('<ul><li><script setup lang="ts"></li></ul>').html
    assert html == "<ul><li>&lt;script setup lang=&quot;ts&quot;&gt;</li></ul>"


def test_code_of_several_lines_that_is_a_paragraph_is_a_listing():
    html = "<p>如下：</p><p><code lang='go'>for i := 0; i < 5; i++ {\n  <-done\n}</code></p>"
    assert (
        prepare_html(html).html
        == "<p>如下：</p><pre><code lang='go'>for i := 0; i &lt; 5; i++ {\n  &lt;-done\n}</code></pre>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p><code>a</code></p>\n<p><code>b</code></p>",
        "<p>见 <code>a\nb</code></p>",
        "<p><code>a\nb</code>、<code>c</code></p>",
    ],
)
def test_code_beside_words_or_of_one_line_is_no_listing(html: str):
    assert prepare_html(html).html == html


def test_what_stands_behind_the_code_of_a_listing_is_markup():
    html = "<pre><code>a</code><div class='b'></div><ul><li>1</li></ul></pre>"
    assert prepare_html(html).html == html


def test_what_stands_over_the_code_of_a_listing_is_markup():
    head = "<div class='a'><svg></svg><i>js</i><button>复制</button></div>"
    html = prepare_html(f"<pre>{head}<code class='hljs'><div>甲</div></code></pre>").html
    assert html == f"<pre>{head}<code class='hljs'>&lt;div&gt;甲&lt;/div&gt;</code></pre>"
    html = prepare_html("<pre><div>\n<p>见 <code>a</code></p>\n</div></pre>").html
    assert html.startswith("<pre>&lt;div&gt;\n&lt;p&gt;见")


STORY = "<style>#cont p { margin: 0 }</style><h2>一、米</h2><p>他送来一袋米。</p><p><b>谁知道呢？</b></p><p>没有人<br>知道。<br></p>"


def test_a_listing_around_a_whole_story_is_none():
    assert prepare_html(f"<pre class='a'>{STORY}</pre>").html == f"<div class='a'>{STORY}</div>"
    assert prepare_html(f"<pre>{STORY}").html == f"<div>{STORY}"


@pytest.mark.parametrize(
    "listing",
    [
        f"<pre><code>{STORY}</code></pre>",
        "<pre><h2>一</h2>\n<p>他送来一袋米。</p>\n<p>谁知道呢？</p>\n<p>米</p></pre>",
        f"<pre>{STORY}<pre>a = 1</pre></pre>",
    ],
)
def test_a_listing_of_tags_is_one_though_sentences_are_in_it(listing: str):
    html = prepare_html(listing).html
    assert html.startswith("<pre>")
    assert "&lt;h2&gt;" in html


def test_the_table_of_rouge_in_a_listing_is_one_listing_with_its_numbers():
    lines = '<td class="gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="code"><pre>a = 1\n  <span class="k">b</span>\n</pre></td>'
    begin, end = '<pre class="highlight"><code>', "</code></pre>"
    html = f'{begin}<table class="rouge-table"><tbody><tr>{lines}</tr></tbody></table>{end}'
    shown = f'{begin}<span class="lineno">1\n2\n</span>a = 1\n  <span class="k">b</span>\n{end}'
    assert prepare_html(html).html == shown


@pytest.mark.parametrize(
    "lines",
    [
        '<table class="hljs-ln"><tbody><tr><td class="hljs-ln-numbers"></td><td class="hljs-ln-code">{}</td></tr></tbody></table>',
        '<ol class="hljs-ln"><li><div class="hljs-ln-numbers"></div><div class="hljs-ln-code">{}</div></li></ol>',
        '{}<div class="hljs-button" data-title="复制"></div>',
    ],
)
def test_what_numbers_the_lines_of_a_listing_is_markup(lines: str):
    begin, end = '<pre><code class="hljs">', "</code></pre>"
    html = begin + lines.format("<div id='a'></div>") + end
    assert prepare_html(html).html == begin + lines.format("&lt;div id='a'&gt;&lt;/div&gt;") + end


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        ('<input type="checkbox" disabled checked>', "☑"),
        ("<input checked='' class='task' type='checkbox'> ", "☑"),
        ("<input type=checkbox disabled>", "☐"),
    ],
)
def test_the_box_of_a_task_is_ticked_or_not(box: str, sign: str):
    assert prepare_html(f"<ul><li><p>{box}写完了</p></li></ul>").html == f"<ul><li><p>{sign} 写完了</p></li></ul>"


def test_a_box_in_a_listing_is_code():
    html = "<pre><code class='lang-html'><li><input type='checkbox'>甲</li></code></pre>"
    assert "&lt;input" in prepare_html(html).html


def test_a_listing_in_a_comment_stays_in_it():
    assert _text(prepare_html("<p>前。</p><!-- <pre><Route></pre> --><p>后。</p>").html) == "前。后。"


@pytest.mark.parametrize(
    "style, hidden",
    [
        (".ad{display:none}", {".ad"}),
        (".adHolder,#articleAd,.ad{display:none}", {".adHolder", "#articleAd", ".ad"}),
        (".ad { color: red; display : none !important }", {".ad"}),
        ("@media print{.story{display:none}}", set()),
        ("@media print{.story{display:none}} .ad{display:none}", {".ad"}),
        (".ad{display:block}", set()),
        ("p .ad{display:none}", set()),
        ("p{display:none}", set()),
        (".a:hover{display:none}", set()),
    ],
)
def test_a_style_sheet_hides_what_it_names(style: str, hidden: set[str]):
    assert prepare_html(f"<style>{style}</style><p>{SENTENCE}</p>").hidden == hidden


def test_a_stroke_in_code_parts_no_cells():
    rows = "`|` | 或\n| `a | b` 和 `c` | 管道 |\n`d \\| e` | 管道\n甲 | `乙` | 丙"
    html = to_html(f"# 标题\n\n符号 | 含义\n--- | ---\n{rows}\n\n`a | b`\n")
    assert "<td><code>|</code></td>\n<td>或</td>" in html
    assert "<td><code>a | b</code> 和 <code>c</code></td>\n<td>管道</td>" in html
    assert "<td><code>d | e</code></td>" in html
    assert "<td>甲</td>\n<td><code>乙</code></td>\n</tr>" in html
    assert "<p><code>a | b</code></p>" in html
    listing = "# 标题\n\n```\na | b\n--- | ---\n`|` | 或\n```\n"
    assert "`|` | 或\n" in to_html(listing)


def test_four_blanks_before_a_sentence_are_an_indent():
    html = to_html(f"# 标题\n\n    {SENTENCE}\n\n    他说，没有人再上当了。")
    assert "<pre>" not in html


def test_a_note_is_no_address():
    html = to_html("# 标题\n\n故事[^1]，见[甲书]。\n\n[^1]: 同上\n[^2]: 甲，\n乙。\n[甲书]: /a\n")
    assert "故事[^1]" in html
    assert "<p>[^1]: 同上</p>" in html
    assert "<p>[^2]: 甲，<br />\n乙。</p>" in html
    assert '<a href="/a">甲书</a>' in html


def test_the_box_of_a_task_in_markdown_is_ticked_or_not():
    html = to_html("# 标题\n\n- [x] 甲\n- [ ] 乙\n- [x](/a) 丙\n\n```\n- [x] 丁\n```\n")
    assert "<li>☑ 甲</li>" in html
    assert "<li>☐ 乙</li>" in html
    assert '<a href="/a">x</a>' in html
    assert "- [x] 丁" in html


def test_four_blanks_before_code_are_a_listing():
    assert "<pre><code>let a = 1" in to_html("# 标题\n\n故事。\n\n    let a = 1\n")


@pytest.mark.parametrize(
    "code",
    [
        "r = new Reg('a,b') // 建一个，和上面一样",
        "/a\\.b/.test('a') // 真，匹配",
        "$ git push # 推送，带上标签",
        "if (a) {\n        b() // 甲，乙；丙。\n    }",
    ],
)
@pytest.mark.parametrize("indented", ["故事。", f"    {SENTENCE}"])
def test_chinese_in_the_comments_of_code_makes_it_no_prose(code: str, indented: str):
    html = to_html(f"# 标题\n\n{indented}\n\n    {code}\n\n{indented}\n")
    assert f"<pre><code>{code.replace('        ', '    ').replace('    }', '}')}\n</code></pre>" in html
    assert html.count("<pre>") == 1


@pytest.mark.parametrize(
    "line", ["// 甲，乙。", "# 甲，乙。", "-- 甲：乙", "1(?=2) // 甲，乙", "f(\n        // 甲，乙。"]
)
def test_a_comment_among_the_lines_of_a_listing_is_no_prose(line: str):
    html = to_html(f"# 标题\n\n故事。\n\n    {line}\n    <b>甲</b>\n\n    ls\n")
    assert f"<pre><code>{line.replace('        ', '    ')}\n&lt;b&gt;甲&lt;/b&gt;\n\nls\n</code></pre>" in html


@pytest.mark.parametrize("line", ["- 甲：\n    - 乙，丙。", "> 甲\n\n    > 乙，丙。"])
def test_an_item_that_is_indented_makes_no_prose_of_a_listing(line: str):
    assert "<pre><code>ls\n</code></pre>" in to_html(f"# 标题\n\n{line}\n\n故事。\n\n    ls\n")


@pytest.mark.parametrize(
    "prose",
    [
        "A (B) 公司说，涨了 $3；跌了 <5。",
        "http://example.com/?a=b",
        '<p class="a">甲</p>',
        "- a = b",
        "AI 时代，人人都要当心。",
    ],
)
def test_an_indented_paragraph_with_signs_of_code_is_prose(prose: str):
    assert "<pre>" not in to_html(f"# 标题\n\n    {SENTENCE}\n\n    {prose}\n")


@pytest.mark.parametrize("text", ["**官网: **[甲](/a)", "**官网：\u00a0**甲", "**甲**: **乙**"])
def test_a_blank_behind_the_colon_keeps_nothing_from_being_bold(text: str):
    assert "**" not in to_html(f"# 标题\n\n{text}\n")


def test_an_empty_body_is_empty_html():
    assert to_html("") == ""
    assert prepare_html("") == ("", frozenset(), [])
