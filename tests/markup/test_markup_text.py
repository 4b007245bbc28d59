"""Text, blanks, lists, quotes, headings and code: what the walk makes of each structure."""

from __future__ import annotations

from typing import Any

import pytest
from laws import NoRules

from fraudnews.errors import TooLargeError
from fraudnews.markup import Claimed, read_body
from fraudnews.markup.blocks import HIDDEN
from fraudnews.model import Block, BlockKind, Break, Image, Mark, Run


def blocks(html: str) -> list[Block]:
    return [part for part in read_body(html, NoRules()).parts if type(part) is Block]


def claims(html: str) -> list[tuple[str, str]]:
    return [(part.rule.id, part.text) for part in read_body(html, NoRules()).parts if type(part) is Claimed]


def text(block: Block) -> str:
    """The block's words; a break is ``/``, a picture ``▢``."""
    signs = {Break: "/", Image: "▢"}
    return "".join(item.text if type(item) is Run else signs[type(item)] for item in block.inlines)


def texts(html: str) -> list[str]:
    return [text(block) for block in blocks(html)]


def nesting(html: str) -> list[tuple[list[Any], str]]:
    """Each block's containers (an ordered item by its number), and its words."""
    kinds = [[c.number if c.kind == "item" and c.number is not None else c.kind for c in b.path] for b in blocks(html)]
    return list(zip(kinds, texts(html), strict=True))


PARAGRAPHS = [
    ("<p>　　一。</p><p>　　二。</p>", ["一。", "二。"]),
    ("<p>&emsp;&emsp;一。&emsp;</p><p>&ensp;&#x202f;二&emsp;三。<br>&thinsp;四。</p>", ["一。", "二\u2003三。/四。"]),
    ("<p>&nbsp;&nbsp;&nbsp;一。&nbsp;</p>", ["一。"]),
    ("<p>甲&nbsp;&nbsp;乙</p>", ["甲 乙"]),
    ("<p>甲　乙</p>", ["甲　乙"]),
    ("<p>\u200b一\u200b二\ufeff。\u2060</p>", ["一二。"]),
    ("<p>甲 \u200b 乙</p>", ["甲 乙"]),
    ("<p>一。</p><p>\u200d</p><p>\u200d二\u200d，三。\u200d\u200d</p>", ["一。", "二，三。"]),
    ("<p>一家👨\u200d👩\u200d👧三口。</p><p>می\u200cخواهم</p>", ["一家👨\u200d👩\u200d👧三口。", "می\u200cخواهم"]),
    ("<p>　　</p><p></p><p>&nbsp;</p><p>\u200b</p><p>一。</p>", ["一。"]),
    ("<p><br></p><p>一。</p><p><span></span></p>", ["一。"]),
    ("<p>一。<br>二。</p>", ["一。/二。"]),
    ("<p>一。<br><br>二。</p>", ["一。", "二。"]),
    ("<p>一。<br>　　<br>　　二。</p>", ["一。", "二。"]),
    ("<p>一。<br>　　二。<br></p>", ["一。/二。"]),
    ("　　一。<br>　　二。<br><br>三。", ["一。/二。", "三。"]),
    ("一。<img src='/a.png' width='600'><img src='/b.png'><b>二</b><br>三。", ["一。", "▢▢", "二/三。"]),
    ("一。<img src='/a.png' width='600'>二。<img src='/b.png' width='600'>", ["一。", "▢", "二。", "▢"]),
    ("<img src='/a.png' width='600'>　　一。<img src='/b.png' width='24'>", ["▢", "一。▢"]),
    ("<p><img src='/a.jpg?x=1'>一<br>二</p><p>三<img src='/a.jpg'>四</p>", ["▢", "一/二", "三▢四"]),
    ("<p><img src='/a.jpg' width='24'>一</p><p><img src='/a.jpg' alt='二'>二</p>", ["▢一", "▢二"]),
    ("<p><a href='/1'><img src='/a.jpg'>一</a></p>", ["▢一"]),
    ("<a data-draft-node='block' href='/1'>一</a><a data-draft-node='block' href='/2'>二</a>", ["一", "二"]),
    ("<img src='/a.png' width='24'>一<img src='/b.png' width='600'><p>二</p>", ["▢一▢", "二"]),
    ("<div>一。<img src='/a.png' width='600'>  \n</div>", ["一。", "▢"]),
    ("<p><img src='/a.png'>\n一<br>二：\n<img src='/b.png'></p>", ["▢/一/二：/▢"]),
    ("<p>一<br>\n<img src='/a.png'>\n<img src='/b.png'>\n二</p>", ["一/▢/▢/二"]),
    ("<p>一\n<img src='/a.png'>二\n<img src='/b.png'>\n  三</p>", ["一 ▢二 ▢ 三"]),
    ("<p><img src='/a.png' width='24'>\n一</p><div><img src='/b.png'>\n二</div>", ["▢ 一", "▢ 二"]),
    ("一<img src='/a.png' width='600'>二。<img src='/b.png' width='24'>三。", ["一▢二。▢三。"]),
    ("一。<br><img src='/a.png' width='600'>二。", ["一。/▢二。"]),
    ("<div>一。<p>二。</p>三。</div>", ["一。", "二。", "三。"]),
    ("<div class='img_wrapper'>一。<img src='/a.png'></div>", ["一。▢"]),
    ("<p>甲\n  乙</p>", ["甲 乙"]),
    ("<p>甲。\n  乙，\r\n「丙」\n　　丁</p>", ["甲。乙，「丙」丁"]),
    ("<p>他说：\n“是。”\n乙 said “yes.”\nThen 丙，\n4 丁</p>", ["他说：“是。”乙 said “yes.” Then 丙， 4 丁"]),
    ("<p>甲<span> </span>乙</p>", ["甲 乙"]),
    ("<p>老<span>百</span><font>姓</font></p>", ["老百姓"]),
    ("<p>“１２％”，ＡＢ；臺灣</p>", ["“１２％”，ＡＢ；臺灣"]),
    ("<p>a &lt;b&gt; &amp;amp; c</p>", ["a <b> &amp; c"]),
    ("<center>一。</center><address>二。</address>", ["一。", "二。"]),
    ("<section><section>一。</section></section>", ["一。"]),
]

#: Broken beginnings and ends: nothing of the story is lost.
BROKEN = [
    ("没有标签", ["没有标签"]),
    ("一。<p>二。", ["一。", "二。"]),
    ("<td>一。</td><td>二。</td>", ["一。二。"]),
    ("<tr><td>一。</td></tr>", ["一。"]),
    ("</div><p>一。</p>", ["一。"]),
    ("<!-- 注 --><p>一。</p>", ["一。"]),
    ("<li>一。<li>二。", ["一。", "二。"]),
    ("<div><p>一。<b>二<i>三<a href='/x'>四", ["一。二三四"]),
    ("<p>一<b>二</p><p>三</b>四</p>", ["一二", "三四"]),
    ('<p class=a class=b id=\'x\' style="" ="" data-x=<b 3>一。</p>', ["一。"]),
    ("<p title='没有关上>一。</p><p>二。</p>", []),
    ("<P>一。</P><DIV>二。</DIV>", ["一。", "二。"]),
    ("<html><head><title>题</title></head><body><p>一。</p></body></html>", ["一。"]),
    ("<unknown-tag>一。</unknown-tag>", ["一。"]),
    ("<p>一。</p></p></p>二。", ["一。", "二。"]),
    ("<ul><p>一。</p></ul>", ["一。"]),
    ("<blockquote>一。", ["一。"]),
    ("<p>3 < 5，5 > 3</p>", ["3 < 5，5 > 3"]),
]

UNSEEN = [
    ("<script>alert('一')</script><p>故事。</p>", "markup/style", ""),
    ("<style>.a{color:red}</style><p>故事。</p>", "markup/style", ""),
    ("<p style='display:none'>暗。</p><p>故事。</p>", "markup/hidden", "暗。"),
    ("<p style='color:red;DISPLAY : NONE'>暗。</p><p>故事。</p>", "markup/hidden", "暗。"),
    ("<div hidden><p>暗。</p></div><p>故事。</p>", "markup/hidden", "暗。"),
    ("<a href='/a'><b hidden itemprop='thumbnail'>暗。</b></a><p>故事。</p>", "markup/hidden", "暗。"),
    ("<style>.x{display:none}</style><div class='a x'>暗。</div><p>故事。</p>", "markup/hidden", "暗。"),
    ("<style>#x{display:none}</style><div id='x'>暗。</div><p>故事。</p>", "markup/hidden", "暗。"),
    ("<noscript>请打开脚本。</noscript><p>故事。</p>", "markup/hidden", "请打开脚本。"),
]

NESTING = [
    ("<ul><li>一<li>二</ul>", [(["item"], "一"), (["item"], "二")]),
    ("<ol><li>一</li><li>二</li></ol>", [([1], "一"), ([2], "二")]),
    ("<ol start='5'><li>五</li><li>六</li></ol>", [([5], "五"), ([6], "六")]),
    ("<ol><li value='3'>三</li><li>四</li></ol>", [([3], "三"), ([4], "四")]),
    ("<ol start='x'><li value='y'>一</li></ol>", [([1], "一")]),
    ("<ul><li>一<ul><li>甲</li></ul></li></ul>", [(["item"], "一"), (["item", "item"], "甲")]),
    ("<ol><li>一<ol><li>甲</li></ol></li><li>二</li></ol>", [([1], "一"), ([1, 1], "甲"), ([2], "二")]),
    ("<ul><li>一</li><ul><li>甲</li></ul></ul>", [(["item"], "一"), (["item"], "甲")]),
    ("<li>一</li><li>二</li>", [(["item"], "一"), (["item"], "二")]),
    ("<ul><li><p>一</p><p>又</p></li></ul>", [(["item"], "一"), (["item"], "又")]),
    ("<blockquote><p>引</p></blockquote>", [(["quote"], "引")]),
    ("<blockquote>引<blockquote>又引</blockquote></blockquote>", [(["quote"], "引"), (["quote", "quote"], "又引")]),
    ("<blockquote><ul><li>一</li></ul></blockquote>", [(["quote", "item"], "一")]),
    ("<dl><dt>词</dt><dd>义</dd></dl>", [([], "词"), (["definition"], "义")]),
]

MARKS = [
    ("<b>词</b>", Mark.BOLD),
    ("<strong>词</strong>", Mark.BOLD),
    ("<font cms-style='strong-Bold'>词</font>", Mark.BOLD),
    ("<font cms-style='font-L strong-Bold color210'>词</font>", Mark.BOLD),
    (
        "<font cms-style='font-L'><font cms-style='strong-Bold'><font cms-style='font-L'>词</font></font></font>",
        Mark.BOLD,
    ),
    ("<span style='font-weight:bold'>词</span>", Mark.BOLD),
    ("<span style='font-weight: 700;'>词</span>", Mark.BOLD),
    ("<span style='font-weight:400'>词</span>", Mark.NONE),
    ("<b style='font-weight:normal' id='docs-internal-guid-1'>词</b>", Mark.NONE),
    ("<b><font size='4'><span style='font-size:13px;font-weight:normal'>词</span></font></b>", Mark.NONE),
    ("<em><strong><span style='font-weight: 400'>词</span></strong></em>", Mark.ITALIC),
    ("<b style='font-weight:normal'><span style='font-weight:700'>词</span></b>", Mark.BOLD),
    ("<b><span style='font-weight:inherit'>词</span></b>", Mark.BOLD),
    ("<font cms-style='font-L'>词</font>", Mark.NONE),
    ("<i>词</i>", Mark.ITALIC),
    ("<em><strong>词</strong></em>", Mark.BOLD | Mark.ITALIC),
    ("<del>词</del>", Mark.STRIKE),
    ("<code>词</code>", Mark.CODE),
    ("<sup>词</sup>", Mark.SUP),
    ("<sub>词</sub>", Mark.SUB),
    ("<u>词</u>", Mark.NONE),
]

LISTINGS = [
    ("<pre>a\n  b</pre>", "", "a\n  b"),
    ("<pre><code class='language-js'>a</code></pre>", "js", "a"),
    ("<pre name='code' class='java'>a</pre>", "java", "a"),
    ("<pre class='EnlighterJSRAW' data-enlighter-language='json'>a</pre>", "json", "a"),
    ("<pre><code class='sourceCode haskell'>a</code></pre>", "haskell", "a"),
    ("<pre><code><span class='c'>a</span></code></pre>", "", "a"),
    ("<pre><code class='hljs language-js' lang='js'>a</code></pre>", "js", "a"),
    ("<pre><code class='hljs python'>a</code></pre>", "python", "a"),
    ("<pre lang='go'>a</pre>", "go", "a"),
    ("<pre class='brush: php'>a</pre>", "php", "a"),
    ("<div class='highlight-source-shell'><pre class='highlight-source-shell'>a</pre></div>", "shell", "a"),
    ("<pre data-lang='sql'><code>a</code><code><br></code><code>b</code></pre>", "sql", "a\n\nb"),
    ("<pre>a <code>b</code> c <code>d</code></pre>", "", "a b c d"),
    ("<div class='highlight highlight-source-shell'><pre>a</pre></div>", "shell", "a"),
    (
        "<div class='language-c'><div class='highlight'><pre class='highlight'><code>a</code></pre></div></div>",
        "c",
        "a",
    ),
    (
        (
            "<div class='syntaxhighlighter  java'><table><tr><td class='code'><div class='container'>"
            "<div class='line number1'><code class='java keyword'>int</code> <code class='java plain'>a;</code></div>"
            "<div class='line number2'><code class='java spaces'>&nbsp;&nbsp;</code><code class='java plain'>b;</code></div>"
            "</div></td></tr></table></div>"
        ),
        "java",
        "int a;\n  b;",
    ),
    (
        (
            "<div class='crayon-main'><table class='crayon-table'><tr><td class='crayon-code'><div class='crayon-pre'>"
            "<div class='crayon-line'><span>a</span> = 1</div><div class='crayon-line'>b</div></div></td></tr></table></div>"
        ),
        "",
        "a = 1\nb",
    ),
    (
        (
            "<table class='highlight js-file-line-container'><tr><td class='blob-num'></td><td>a = 1</td></tr>"
            "<tr><td class='blob-num'></td><td>  b</td></tr></table>"
        ),
        "",
        "a = 1\n  b",
    ),
    ("<pre><code class='hljs language-js'>a</code></pre>", "js", "a"),
    ("<div class='mermaid'>graph LR\na--&gt;b</div>", "mermaid", "graph LR\na-->b"),
    ("<figure class='highlight js'><pre>a</pre></figure>", "js", "a"),
    ("<figure class='highlight plain'><pre>a</pre></figure>", "", "a"),
    ("<div class='highlight box'><pre>a</pre></div>", "", "a"),
    ("<pre><code class='hljs'>a</code></pre>", "", "a"),
    ("<pre>a<br>b<br/>c</pre>", "", "a\nb\nc"),
    ("<pre>a<br>\nb<br />\n<br />\nc<br>\n</pre>", "", "a\nb\n\nc"),
    ("<pre>a<br>\nb<br>c</pre>", "", "a\nb\nc"),
    ("<pre>a<br>\n\nb\nc</pre>", "", "a\n\n\nb\nc"),
    (
        "<pre><code><span class='hljs-keyword'>let</span> a = <span class='hljs-number'>1</span></code></pre>",
        "",
        "let a = 1",
    ),
    (
        "<pre><code lang='html' class='copyable'><span><<span>p</span>></span>a<span></<span>p</span>></span></code></pre>",
        "html",
        "<p>a</p>",
    ),
    ("<pre><code class='language-html copyable' lang='html'><span>a</span></code></pre>", "html", "<span>a</span>"),
    ("<pre><code class='copyable'><span>a</span></code></pre>", "", "<span>a</span>"),
    ("<pre><ol><li>a</li><li>b</li></ol></pre>", "", "a\nb"),
    ("<pre>\n\n  a\n\nb  \n\n</pre>", "", "  a\n\nb"),
    ("<pre>&lt;p&gt; &amp;&amp;</pre>", "", "<p> &&"),
    ("<pre><code><Route path='/' /></code></pre>", "", "<Route path='/' />"),
    ("<pre>&#123;a&#125;</pre>", "", "{a}"),
    ("<pre>a\u00a0b\u200b</pre>", "", "a b"),
]


@pytest.mark.parametrize("html, expected", PARAGRAPHS)
def test_layout_becomes_ordinary_paragraphs(html: str, expected: list[str]):
    assert texts(html) == expected


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\v"])
def test_a_separator_of_lines_in_a_paragraph_is_a_blank(separator: str):
    assert texts(f"<p>警方{separator} 通报</p>") == ["警方 通报"]


@pytest.mark.parametrize("html, expected", BROKEN)
def test_broken_markup_keeps_its_text(html: str, expected: list[str]):
    assert texts(html) == expected


@pytest.mark.parametrize("html, rule, hidden", UNSEEN)
def test_what_nobody_sees_is_claimed(html: str, rule: str, hidden: str):
    assert texts(html) == ["故事。"]
    assert (rule, hidden) in claims(html)


@pytest.mark.parametrize(
    "in_it", ["<p>请打开脚本。", "<ul><li><p>请打开脚本。</p><li>请", "<div><p>请打开脚本。<br>", "<p>请打开<p>脚本。"]
)
def test_what_readers_with_scripts_do_not_see_ends_at_its_end(in_it: str):
    html = f"<ul><li>首先<noscript>{in_it}</noscript><p>故事。</p></li><li>其次</li></ul>"
    assert texts(html) == ["首先", "故事。", "其次"]


def test_a_story_is_shown_wherever_it_stands():
    story = "".join(
        f"<p>第{number}天，他又接到那个自称民警的人打来的电话，要他把存折上的钱分三次转走。</p>" for number in range(10)
    )
    assert len(texts(f"<p>故事。</p><noscript>{story}</noscript>")) == 11
    assert texts(f"<p>故事。</p><noscript>{story.replace('他', '<a href=/1>他</a>')}</noscript>") == ["故事。"]


@pytest.mark.parametrize("tag", ["svg", "template", "canvas"])
def test_a_drawing_is_no_text(tag: str):
    assert texts(f"<{tag}>画</{tag}><p>故事。</p>") == ["故事。"]


@pytest.mark.parametrize("tag", ["svg", "canvas", "map", "title", "noframes", "template"])
def test_text_of_an_element_left_out_is_on_record(tag: str):
    assert "画" in "".join(text for _, text in claims(f"<{tag}>画</{tag}><p>故事。</p>"))


def test_a_template_that_never_closes_is_on_record():
    assert ("markup/hidden", "画") in claims("<p>故事。</p><pre>a</pre><TEMPLATE><b>画</b>")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- 注 -->",
        "<!--注-->",
        "<!-- <p>注</p> -->",
        "<!-->",
        "<!--article_adlist[<p>注</p><!-- 注 -->注]article_adlist-->",
        "<!-- 注 --!>",
    ],
)
def test_a_comment_never_shows(comment: str):
    assert texts(f"<p>前{comment}后</p>") == ["前后"]


@pytest.mark.parametrize("html, expected", NESTING)
def test_lists_and_quotes_are_the_path_of_their_blocks(html: str, expected: list[Any]):
    assert nesting(html) == expected


def test_two_lists_are_two():
    first, second = (block.path[0] for block in blocks("<ol><li>一</li></ol><ol><li>甲</li></ol>"))
    assert first.group != second.group


@pytest.mark.parametrize("html, marks", MARKS)
def test_an_element_sets_its_mark(html: str, marks: int):
    assert blocks(f"<p>前{html}后</p>")[0].inlines[-2 if marks else -1] == (
        Run("词", marks) if marks else Run("前词后")
    )


@pytest.mark.parametrize("style", ["cms-style='font-L strong-Bold'", "style='font-weight: 600'"])
def test_a_paragraph_may_be_bold_itself(style: str):
    assert blocks(f"<p {style}>　　词</p>")[0].inlines == (Run("词", Mark.BOLD),)


@pytest.mark.parametrize("html, lang, code", LISTINGS)
def test_a_listing_is_its_text_as_it_stands(html: str, lang: str, code: str):
    (block,) = blocks(html)
    assert (block.kind, block.lang, text(block)) == (BlockKind.CODE, lang, code)


@pytest.mark.parametrize(
    "html, level, title",
    [
        ("<h2>题</h2>", 2, "题"),
        ("<h2><strong>题</strong></h2>", 2, "题"),
        ("<h3>题<a href='#t' class='anchor'>#</a></h3>", 3, "题"),
        ("<h3><a href='#t'>¶</a>题</h3>", 3, "题"),
        ("<h3>题<br><a href='#t'> #</a></h3>", 3, "题"),
        ("<h3>题<a href='#t'> #</a></h3>", 3, "题"),
        ("<h3><b> </b>题<i> </i></h3>", 3, "题"),
        ("<h6>　题 </h6>", 6, "题"),
        ("<h1>C#</h1>", 1, "C#"),
    ],
)
def test_a_heading_has_its_level_and_no_permalink(html: str, level: int, title: str):
    (block,) = blocks(html)
    assert (block.kind, block.level, block.inlines) == (BlockKind.HEADING, level, (Run(title),))


def test_a_picture_is_no_heading_unless_its_alt_text_is():
    found = blocks(
        "<h3><img src='/a.png' width='600'>标题</h3><h2><img src='/b.png'></h2><h2><img src='/c.png' alt='一'></h2>"
    )
    assert [block.level for block in found] == [0, 3, 0, 2]
    assert [block.kind is BlockKind.HEADING for block in found] == [False, True, False, True]


def test_a_heading_that_is_nothing_but_its_permalink_is_none():
    assert blocks("<h3><a href='#t'>#</a></h3>") == []


def test_a_picture_in_a_listing_stands_behind_it():
    listing, picture = blocks("<pre>a<img src='/a.png'>b</pre>")
    assert (listing.kind, text(listing), picture.inlines) == (BlockKind.CODE, "ab", (Image("/a.png"),))


def test_pictures_that_were_never_seen_are_on_record_by_their_address():
    hidden = "<p hidden><img src='//example.com/a.png'><img src='data:,a'></p>"
    (claim, _) = read_body(f"{hidden}<p>故事。</p>", NoRules()).parts
    assert claim.images == ("https://example.com/a.png", "data:,a")


def test_a_permalink_is_on_record():
    assert claims("<h3>题<a href='#t'>#</a></h3>") == [("markup/permalink", "#")]


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "漢(hàn)字"),
        ("<ruby>漢<rt>hàn</rt></ruby>字", "漢(hàn)字"),
    ],
)
def test_a_reading_stands_in_brackets(html: str, expected: str):
    assert texts(f"<p>{html}</p>") == [expected]


_MATHML = (
    '<span class="katex-mathml"><math{}><semantics><mrow><msub><mi>x</mi><mn>1</mn></msub><mo>=</mo><mn>2</mn></mrow>'
    '<annotation encoding="application/x-tex">x_1 =\n 2</annotation></semantics></math></span>'
)
_SIGNS = '<span class="katex-html" aria-hidden="true"><span>x<span>1</span></span><span>=2</span></span>'


@pytest.mark.parametrize(
    "html, expected",
    [
        (f'<span class="katex">{_MATHML.format("")}{_SIGNS}</span>', "设$x_1 = 2$。"),
        (f'<span class="katex">{_MATHML.format(" display=block")}{_SIGNS}</span>', "设$$x_1 = 2$$。"),
        (f'<span class="katex">{_MATHML.format("")}</span>', "设$x_1 = 2$。"),
        (f'<span class="katex">{_SIGNS}</span>', "设x1=2。"),
        (f'<span class="katex"><span class="katex-mathml">x1=2x_1 = 2</span>{_SIGNS}</span>', "设$x_1 = 2$。"),
        (f'<span class="katex"><span class="katex-mathml">x2</span>{_SIGNS}</span>', "设x2。"),
        ('<span class="katex"><span class="katex-mathml">x2</span></span>', "设x2。"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "设x=2。"),
        ('<span data-formula="x_1 = 2"><svg><path d="M0"></path></svg></span>', "设$x_1 = 2$。"),
        ('<span class="block-equation" data-formula="x_1 = 2"><svg></svg></span>', "设$$x_1 = 2$$。"),
        ('<span data-formula="x_1 = 2">x=2</span>', "设x=2。"),
        ('<span class="vditor-math">x_1 = 2</span>', "设$x_1 = 2$。"),
        ('<span class="vditor-math"><i>x</i>=2</span>', "设x=2。"),
        (
            (
                '<span class="MathJax_Preview">…</span><span class="MathJax"><span>x=2</span></span>'
                '<script type="math/tex">x_1 = 2</script>'
            ),
            "设$x_1 = 2$。",
        ),
        ('<script type="math/tex; mode=display">% <![CDATA[\nx_1 = 2 %]]></script>', "设$$x_1 = 2$$。"),
        ('<span class="MathJax">x=2</span>', "设x=2。"),
        ('<span class="MathJax">x=2</span><script>a()</script>', "设x=2。"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn><annotation encoding=a/b>QUJD</annotation></math>", "设x=2。"),
    ],
)
def test_a_formula_set_three_times_stands_once(html: str, expected: str):
    assert texts(f"<p>设{html}。</p>") == [expected]


def test_a_formula_in_a_block_of_its_own_is_one():
    drawn = '<div class="MathJax_Display"><span>x=2</span></div><script type="math/tex; mode=display">x = 2</script>'
    assert texts(f"<p>设：</p>{drawn}<section data-formula='y = 3'><svg></svg></section>") == [
        "设：",
        "$$x = 2$$",
        "$$y = 3$$",
    ]
    assert ("markup/hidden", "x=2") in claims(drawn)
    assert texts('<p>设：</p><div class="vditor-math">x = 2</div>') == ["设：", "$$x = 2$$"]


def test_a_link_carries_its_address():
    assert blocks("<p>见<a href='/a'>报道</a>。</p>")[0].inlines == (Run("见"), Run("报道", 0, "/a"), Run("。"))


@pytest.mark.parametrize("href", ["javascript:void(0)", "#", "", "https://u.jd.com/x"])
def test_a_link_that_leads_nowhere_is_its_words(href: str):
    assert blocks(f"<p>见<a href='{href}'>报道</a>。</p>")[0].inlines == (Run("见报道。"),)


@pytest.mark.parametrize("style", ["color='#F8F8F8'", "style='color:#fff'", "style='color: rgb(255, 255, 255);'"])
def test_a_watermark_in_white_is_not_seen(style: str):
    found = read_body(f"<p>一句话。<font {style}>Example.com</font></p>", NoRules()).parts
    assert found[0] == Claimed(HIDDEN, "Example.com", ())
    assert type(found[1]) is Block


def test_a_white_word_in_a_table_is_seen():
    cell = "<td><p><span style='color: rgb(255, 255, 255);'>HTTP</span></p></td>"
    assert not any(
        isinstance(part, Claimed) for part in read_body(f"<table><tr>{cell * 2}</tr></table>", NoRules()).parts
    )


def test_a_watermark_between_paragraphs_of_an_element_with_a_class_is_not_seen():
    found = read_body(
        "<span class='black'>一句话。<font color='#F8F8F8'>Example.com</font><br><p>又一句。</p></span>", NoRules()
    )
    assert found.parts[0] == Claimed(HIDDEN, "Example.com", ())


@pytest.mark.parametrize(
    "html",
    [
        "<p style='background:#036'><span style='color:#fff'>Example.com</span></p>",
        "<p class='head'><span style='color:#fff'>Example.com</span></p>",
        "<p><font color='#fff'>白字也是故事的一行</font></p>",
        "<p><font color='#0F0F0F'>Example.com</font></p>",
    ],
)
def test_white_on_a_ground_is_seen(html: str):
    assert [type(part) for part in read_body(html, NoRules()).parts] == [Block]


def test_a_rule_is_a_block():
    assert [block.kind for block in blocks("<p>一</p><hr><p>二</p>")] == [
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
    ]


def test_a_post_nested_too_deep_is_an_error():
    with pytest.raises(TooLargeError, match="nest"):
        read_body("<div>" * 100_000 + "故事。", NoRules())


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul", "blockquote", "font"])
def test_a_deep_nest_needs_no_recursion(tag: str):
    assert texts(f"<{tag}>" * 3_000 + "故事。")[-1] == "故事。"


FAILED = [
    ("<div>\n<img src='https://example.com/1.jpg'>null  \n</div>\n  ", ["▢"]),
    ("<p>一。</p><a href='/d'>下载</a>undefined", ["一。", "下载"]),
    ("<h2>题</h2><div>\nnull   <p>一。</p></div>", ["题", "一。"]),
    ("null <p>一。</p>", ["一。"]),
]


@pytest.mark.parametrize(("html", "want"), FAILED)
def test_what_a_crawler_could_not_fill_in_is_set_apart_at_the_ends_of_a_body(html: str, want: list[str]) -> None:
    assert texts(html) == want
    assert [rule for rule, _ in claims(html)] == ["markup/failed"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>它给出的是</p><p>null</p>",
        "<p>它给出的是 <code>null</code></p>",
        "<div>\nnull  \n</div>",
        "<p>一。</p>null<p>二。</p>",
        "<p>它是</p>null pointer",
        "<div>null 是空的意思<p>一。</p></div>",
    ],
)
def test_null_and_undefined_are_words_elsewhere(html: str) -> None:
    assert claims(html) == []
    assert any("null" in line for line in texts(html))


@pytest.mark.parametrize(
    "html",
    [
        "<div style='display:none'><p>一。</p><p>二。</p></div>",
        "\n<!-- 正文 --><article hidden><p>一。</p><p>二。</p></article>\n",
        "<style>.x{display:none}</style><div class='x'><p>一。</p><p>二。</p></div>",
    ],
)
def test_what_holds_the_whole_body_is_not_hidden(html: str):
    assert texts(html) == ["一。", "二。"]


def test_what_is_hidden_within_it_is():
    assert texts("<div hidden><p>一。</p><p hidden>暗。</p></div>") == ["一。"]
