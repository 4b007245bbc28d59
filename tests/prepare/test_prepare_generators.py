"""Tags of site generators, and marks of Kramdown and of boxes: what a reader sees of them."""

from __future__ import annotations

import pytest
from laws import seen

from fraudnews.prepare import to_html


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
    assert seen(to_html(f"# 标题\n\n故事{tag}继续。")) == "标题故事继续。"


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
    assert seen(to_html(f"# 标题\n\n故事。{mark}\n\n继续。")) == "标题故事。继续。"


@pytest.mark.parametrize(
    "body, shown",
    [
        ("## 小标题 {#small .wide}\n\n故事。", "小标题故事。"),
        ("## 小标题 {#small} ##\n\n故事。", "小标题故事。"),
        ("## 小标题 { .wide }\n\n故事。", "小标题故事。"),
        ("## 小标题 { data-search-exclude }\n\n故事。", "小标题故事。"),
        ("## 小标题 { data-open }\n\n## 函数 { return }\n\n故事。", "小标题函数{return}故事。"),
        ("# 标题 {.tabset data-x=y}\n\n故事。", "标题故事。"),
        ("# 标题\n\n> 故事。\n{.is-warning}\n\n继续。", "标题故事。继续。"),
        ("# 标题\n\n故事里有 {#small}\n\n继续。", "标题故事里有{#small}继续。"),
        ("# 标题\n\n```\n{.a}\n```\n\n<pre>\n{#key}\n</pre>", "标题{.a}{#key}"),
        ("## {.a} 是什么 {甲}\n\n{.1}", "{.a}是什么{甲}{.1}"),
    ],
)
def test_attributes_behind_a_heading_or_alone_are_no_story(body: str, shown: str):
    assert seen(to_html(body)) == shown


@pytest.mark.parametrize(
    "body",
    [
        "![](data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'></svg>)",
        "![](data:image/svg+xml;charset=utf8,<svg xmlns='http://www.w3.org/2000/svg'></svg>)",
    ],
)
def test_a_picture_of_nothing_in_markdown_is_no_story(body: str):
    assert to_html(f"# 标题\n\n{body}![图](/a.png)\n\n故事。").count("<img") == 1
    assert seen(to_html(f"# 标题\n\n{body}\n\n故事。")) == "标题故事。"


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
    assert seen(to_html(f"# 标题\n\n故事。\n\n{box}\n\n继续。")) == f"标题故事。{shown}继续。"


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
    assert seen(to_html(body)).strip() == "故事。"


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
