"""Tags that a story speaks of are its text; tags of the page are none."""

from __future__ import annotations

import pytest

from fraudnews.prepare import prepare_html

SENTENCE = "警方提醒：不要随意扫描陌生二维码。"


@pytest.mark.parametrize("name", "script style title textarea template svg canvas video object".split())
def test_an_element_that_a_story_speaks_of_takes_nothing_along(name: str):
    html = f"<p>他把网址放进 <{name}> 标签。</p><p>{SENTENCE}</p><{name}></{name}>"
    assert prepare_html(html).html.startswith(f"<p>他把网址放进 &lt;{name}&gt; 标签。</p><p>{SENTENCE}</p>")


@pytest.mark.parametrize("name", ["script", "textarea", "svg"])
def test_an_element_that_a_story_speaks_of_at_the_end_of_a_line_takes_nothing_along(name: str):
    html = f"<p>他把网址放进 <{name}><br />\n标签里。</p><p>{SENTENCE}</p>"
    assert prepare_html(html).html == html.replace(f"<{name}>", f"&lt;{name}&gt;")


@pytest.mark.parametrize("name", "input select button form fieldset".split())
def test_an_element_of_a_form_that_a_story_speaks_of_is_its_word(name: str):
    html = prepare_html(f"<blockquote><p>表单里的 <{name}>、<textarea> 都要填。</p></blockquote><p>{SENTENCE}</p>").html
    assert (
        html == f"<blockquote><p>表单里的 &lt;{name}&gt;、&lt;textarea&gt; 都要填。</p></blockquote><p>{SENTENCE}</p>"
    )


def test_whether_a_tag_is_mentioned_is_said_in_time_that_grows_with_the_line():
    html = f"<p>甲 <title>{'a' * 100_000};</p>"
    assert prepare_html(html).html == html


@pytest.mark.parametrize("tag", ["<?php", "<?PHP", "<?="])
def test_php_that_nothing_closes_is_text_of_the_story(tag: str):
    html = f"<p>他写下 {tag} $a->name; 这一行。</p>"
    assert prepare_html(html).html == html.replace("<?", "&lt;?")


@pytest.mark.parametrize("html", ["<p>故事。</p><?php\necho 1;\n?>", "<p>故事。</p><?xml:namespace prefix = o />"])
def test_php_of_the_page_is_no_word_of_the_story(html: str):
    assert prepare_html(html).html == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>故事。</p><script>let a = 1</script><script>let b = 2</script>",
        "<p>故事。</p><script>let a = 1</p>",
        "<p>故事 <script><br>let a = 1</p>",
        "<p>故事。</p><script><br>故事。</p>",
        "<p>姓名 <input><br>电话</p>",
        "<p>故事。</p><style>.a { color: red }</p>",
        "<p>故事。</p><video src='/a.mp4'>播放器无法播放</p>",
        "<svg><svg><path/></svg></svg><p>故事。</p>",
        "<form>姓名<input type='text'>电话",
        "<p><input>姓名</p><p>故事。</p>",
        "<p>请选择<select><option>甲<option>乙</select>一项</p>",
    ],
)
def test_an_element_of_the_page_is_no_word_of_the_story(html: str):
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
