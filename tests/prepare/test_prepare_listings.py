"""Code in a body: which tags in it are markup, and which are its text."""

from __future__ import annotations

import pytest
from laws import seen

from fraudnews.prepare import prepare_html

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
    ('<span data-k="1">let</span> a', "leta"),
    ("<template><slot/></template>", "<template><slot/></template>"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("一<br>二", "一二"),
    ("一<br>\n二", "一<br>二"),
    ("<ul>\n<li>甲</li>\n</ul>", "<ul><li>甲</li></ul>"),
    ('<a href="/1"><b>甲</b><img src="1.png"></a>', '<ahref="/1"><b>甲</b><imgsrc="1.png"></a>'),
    ("a &amp;&amp; b", "a&&b"),
]


@pytest.mark.parametrize("code, text", CODE)
def test_tags_in_a_listing_are_itsseen(code: str, text: str):
    assert seen(prepare_html(f'<pre><code class="hljs">{code}</code></pre>').html) == text


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


def test_a_listing_that_was_pasted_into_another_is_markup():
    html = "<pre>甲<pre style='color:red'>乙</pre></pre>"
    assert prepare_html(html).html == html


@pytest.mark.parametrize(
    "picture, shown",
    [
        ("<img src='1.png'>", False),
        (f"<img src='data:image/png;base64,{'A' * 1200}'>", False),
        ('<img src="" onerror="a()">', True),
    ],
)
def test_a_picture_in_a_listing_names_an_address(picture: str, shown: bool):
    html = f"<pre>甲\n{picture}</pre>"
    assert (prepare_html(html).html != html) is shown
    assert (seen(prepare_html(html).html) == "甲" + picture.replace(" ", "")) is shown


@pytest.mark.parametrize(
    "code, html",
    [
        ("<input>", "&lt;input&gt;"),
        ("<script>", "&lt;script&gt;"),
        ("</title>", "&lt;/title&gt;"),
        ("<b>", "&lt;b&gt;"),
        ("<br>", "&lt;br&gt;"),
        ("<wbr>", "&lt;wbr&gt;"),
        ("甲<wbr>乙", "甲<wbr>乙"),
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
def test_tags_in_a_word_of_code_are_itsseen(code: str, html: str):
    assert prepare_html(f"<p>元素 <code>{code}</code> 的用法</p>").html == f"<p>元素 <code>{html}</code> 的用法</p>"


@pytest.mark.parametrize(
    "html", ["<code>甲<p>乙</p>\n</code>", "<!-- <code><b></code> -->", "<code>甲<p>乙 <em>丙</em></p>"]
)
def test_code_of_several_lines_without_end_or_in_a_comment_stays_as_it_is(html: str):
    assert prepare_html(html).html == html


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


def test_a_box_in_a_listing_is_code():
    html = "<pre><code class='lang-html'><li><input type='checkbox'>甲</li></code></pre>"
    assert "&lt;input" in prepare_html(html).html


def test_a_listing_in_a_comment_stays_in_it():
    assert seen(prepare_html("<p>前。</p><!-- <pre><Route></pre> --><p>后。</p>").html) == "前。后。"


def test_the_empty_spans_of_line_numbers_are_no_code():
    rows = '<span aria-hidden="true" class="line-numbers-rows"><span></span><span></span></span>'
    code = f'<pre class="line-numbers"><code class="language-html"><span></span>\n<b>{rows}</code></pre>'
    assert prepare_html(code).html == code.replace("<span></span>\n<b>", "&lt;span&gt;&lt;/span&gt;\n&lt;b&gt;")


@pytest.mark.parametrize(
    "begin", ['<pre><code class="language-text">', '<pre><span></span><code class="language-text">']
)
def test_the_empty_span_that_begins_a_listing_of_pygments_is_no_code(begin):
    html = prepare_html(f"{begin}<span></span>import os\n<a-b>\n</code></pre>").html
    assert seen(html) == "importos<a-b>"


def test_what_is_emphasised_beside_coloured_words_of_code_is_markup():
    code = '<code class="language-java"><em>// 说明</em>\n<span style="color:#a626a4">return</span> a;\n</code>'
    assert prepare_html(f"<pre>{code}</pre>").html == f"<pre>{code}</pre>"


@pytest.mark.parametrize(
    "over", ["js 体验AI代码助手 代码解读复制代码", "js代码解读复制代码", "代码解读\n复制代码", "复制代码"]
)
def test_buttons_that_were_copied_with_the_code_are_none_of_it(over: str):
    html = prepare_html(f'<pre><code class="language-js">{over}\nlet a;\n复制代码\n</code></pre>').html
    assert html == (
        f'<pre><code class="language-js"><span class="code-block-extension-header">{over}</span>\nlet a;\n'
        '<span class="copy-code-btn">复制代码</span>\n</code></pre>'
    )


@pytest.mark.parametrize("code", ["复制代码 = 1\nlet a;", "let a; // 复制代码\n", "复制代码"])
def test_words_of_buttons_in_the_code_stay(code: str):
    assert prepare_html(f"<pre><code>{code}</code></pre>").html == f"<pre><code>{code}</code></pre>"
