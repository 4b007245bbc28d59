"""Tables, pictures, figures, videos and frames."""

from __future__ import annotations

from typing import Any

import pytest
from laws import NoRules

from fraudnews.markup import Claimed, read_body
from fraudnews.model import Block, BlockKind, Break, Image, Run

LARGE_PICTURE = "data:image/png;base64," + "iVBORw0KGgo" * 300


def parts(html: str) -> list[Block | Claimed]:
    return read_body(html, NoRules()).parts


def blocks(html: str) -> list[Block]:
    return [part for part in parts(html) if type(part) is Block]


def words(inlines: tuple[Any, ...]) -> str:
    signs = {Break: "/", Image: "▢"}
    return "".join(item.text if type(item) is Run else signs[type(item)] for item in inlines)


def rows(html: str) -> list[list[str]]:
    """The cells of the one table, row by row."""
    (table,) = [block for block in blocks(html) if block.kind is BlockKind.TABLE]
    return [[words(cell.inlines) for cell in row] for row in table.rows]


def images(html: str) -> list[Image]:
    return [item for block in blocks(html) for item in block.inlines if type(item) is Image]


TABLES = [
    ("<tr><td>1<td>2<tr><td>3<td>4", [["1", "2"], ["3", "4"]]),
    ("<thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>", [["甲", "乙"], ["1", "2"]]),
    ("<tr><td colspan=2>宽</td><td>3</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>", [["宽", "宽", "3"], ["1", "2", "3"]]),
    ("<tr><td rowspan=2>高</td><td>1</td></tr><tr><td>2</td></tr>", [["高", "1"], ["高", "2"]]),
    ("<tr><td>1</td><td rowspan=2>高</td></tr><tr><td>2</td></tr>", [["1", "高"], ["2", "高"]]),
    ("<tr><td rowspan=2 colspan=2>大</td><td>1</td></tr><tr><td>2</td></tr>", [["大", "大", "1"], ["大", "大", "2"]]),
    ("<tr><td rowspan=4>高</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr><tr><td>5</td></tr>",
     [["高", "1"], ["高", "2"], ["高", "3"], ["高", "4"], ["5", ""]]),
    ("<tr><td rowspan=9>高</td><td>1</td></tr><tr><td>2</td></tr>", [["高", "1"], ["高", "2"]]),
    ("<tr><td rowspan=2>甲</td><td rowspan=3>乙</td><td>1</td></tr><tr><td>2</td></tr><tr><td>丙</td><td>3</td></tr>",
     [["甲", "乙", "1"], ["甲", "乙", "2"], ["丙", "乙", "3"]]),
    ("<tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td></tr>", [["1", "2", "3"], ["4", "", ""]]),
    ("<tr><td>1</td><td>2</td><td rowspan=2>高</td></tr><tr><td>3</td></tr>", [["1", "2", "高"], ["3", "", "高"]]),
    ("<caption><math><td>1</td></math></caption><tr><td>2</td><td>3</td></tr>", [["1", ""], ["2", "3"]]),
    ("<tr><td colspan=99>宽</td></tr><tr><td>1</td><td>2</td></tr>", [["宽", ""], ["1", "2"]]),
    ("<tr><th colspan=3>表</th></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td colspan=3>注</td></tr>",
     [["表", "", ""], ["1", "2", "3"], ["注", "", ""]]),
    ("<tr><td rowspan=2>高</td><td>1</td><td>2</td></tr><tr><td colspan=2>宽</td></tr>", [["高", "1", "2"], ["高", "宽", "宽"]]),
    ("<tr><td rowspan=2>高</td><td>1</td></tr><tr><td colspan=99>宽</td></tr>", [["高", "1"], ["高", "宽"]]),
    ("<tr><td colspan=0 rowspan=x>1</td><td colspan=-2>2</td></tr>", [["1", "2"]]),
    ("<tr><td><p>一</p><p>二</p></td><td>3</td></tr>", [["一/二", "3"]]),
    ("<tr><td><img src='/a.png'></td><td>图</td></tr>", [["▢", "图"]]),
    ("<tr><td><img src='/a.png'><br>说明</td><td>图</td></tr>", [["▢/说明", "图"]]),
    ("<tr><td>　　甲</td><td>&nbsp;1&nbsp;</td></tr>", [["甲", "1"]]),
    ("<tr></tr><tr><td>1</td><td>2</td></tr><tr></tr>", [["1", "2"]]),
    ("<tr><td></td><td>2</td></tr>", [["", "2"]]),
    ("<tr><td><ul><li>一</li><li>二</li></ul></td><td>3</td></tr>", [["一/二", "3"]]),
    ("<tr><td>a|b</td><td><b>粗</b></td></tr>", [["a|b", "粗"]]),
]  # fmt: skip

LAYOUT = [
    ("<table><tr><td><p>一。</p><p>二。</p></td></tr></table>", ["一。", "二。"]),
    ("<table><tr><td>一。</td></tr><tr><td>二。</td></tr></table>", ["一。", "二。"]),
    ("<table><tr><td>左<table><tr><td>内</td></tr></table></td><td>右</td></tr></table>", ["左", "内", "右"]),
    ("<table><tr><td><h2>题</h2></td><td>右</td></tr></table>", ["题", "右"]),
    ("<table><tr><td>一。<br>二。</td><td style='display:none'>藏</td></tr></table>", ["一。/二。"]),
    (
        "<table><tr><td><img src='/h.png'></td><td>位置：首页 &gt; 江岭新闻</td></tr></table>",
        ["▢", "位置：首页 > 江岭新闻"],
    ),
    ("<table><tr><td></td><td>更多内容请关注江岭新闻网</td></tr></table>", ["更多内容请关注江岭新闻网"]),
    ("<table><tr><td><img src='/q.png'></td><td>扫码关注江岭报</td></tr></table>", ["▢", "扫码关注江岭报"]),
    ("<table><tr><td class='code'><pre>a</pre></td><td>右</td></tr></table>", ["a", "右"]),
]

PICTURES = [
    ("<img src='/a.png'>", Image("/a.png")),
    ("<img src='/a.png' alt='一张图'>", Image("/a.png", "一张图")),
    ("<img src='/a.png' alt>", Image("/a.png")),
    ("<img src='/a.png' alt='IMG_0012.jpg'>", Image("/a.png")),
    ("<img src='/a.png' alt='图片'>", Image("/a.png")),
    ("<img src='/a.png' alt='图片12'>", Image("/a.png")),
    ("<img src='/a.png' alt='摘要图片'>", Image("/a.png")),
    ("<img src='/a.png' alt='在这里插入图片描述'>", Image("/a.png")),
    ("<img src='/a.png' alt='请添加图片描述'>", Image("/a.png")),
    ("<img src='/a.png' alt='这里写图片描述'>", Image("/a.png")),
    ("<img src='/a.png' alt='此处输入图片的描述'>", Image("/a.png")),
    ("<img src='/a.png' alt='这里的图片描述了案发现场'>", Image("/a.png", "这里的图片描述了案发现场")),
    ("<img src='/a.png' alt='相关图片2'>", Image("/a.png")),
    ("<img src='/a.png' alt='null'>", Image("/a.png")),
    ("<img src='/a.png' alt='image-20210304105522123'>", Image("/a.png")),
    ("<img src='/a.png' alt='image.png-55.5kB'>", Image("/a.png")),
    ("<img src='/a.png' alt='-w870'>", Image("/a.png")),
    ("<img src='/a.png' alt='0123456789abcdef?w=240&amp;h=100&amp;f=png'>", Image("/a.png")),
    ("<img src='/a.png' alt='0123456789abcdef0123456789abcdef-sz_196936'>", Image("/a.png")),
    ("<img src='/a.png' alt='boxcnAbCdEfGhIjKlMnOpQrStUv'>", Image("/a.png")),
    ("<img src='/a.png' alt='图片点击可在新窗口打开查看'>", Image("/a.png")),
    ("<img src='/a.png' alt='Screenshot from 2021-03-04 10-55-22'>", Image("/a.png")),
    ("<img src='/a.png' alt='输入图片说明'>", Image("/a.png")),
    ("<img src='/a.png' alt='enter image description here'>", Image("/a.png")),
    ("<img src='/a.png' alt='default'>", Image("/a.png")),
    ("<img src='/a.png' alt='图片描述的是案发现场'>", Image("/a.png", "图片描述的是案发现场")),
    ("<img src='/a.png' alt='点击图片看原样大小图片'>", Image("/a.png")),
    ("<img src='/a.png' alt='点击查看大图'>", Image("/a.png")),
    ("<img src='/a.png' alt='点击查看聊天记录的人，都在图里'>", Image("/a.png", "点击查看聊天记录的人，都在图里")),
    ("<img src='/a.png' alt='s_0123456789abcdef0123456789ABCDEF'>", Image("/a.png")),
    ("<img src='/a.png' alt='01234567-89ab-cdef-0123-456789abcdef'>", Image("/a.png")),
    ("<img src='/a.png' alt='0123456789abcdef'>", Image("/a.png", "0123456789abcdef")),
    ("<img src='/a.png' alt='微信截图_20210304105522'>", Image("/a.png")),
    ("<img src='/a.png' alt='截屏2021-03-04 下午1.05.22'>", Image("/a.png")),
    ("<img src='/a.png' alt='Jietu20210304-105522'>", Image("/a.png")),
    ("<img src='/a.png' alt='&lt;br&gt;一张&lt;b class=x&gt;图&lt;/b&gt;'>", Image("/a.png", "一张 图")),
    ("<img src='/a.png' alt='a list&lt;int&gt;'>", Image("/a.png", "a list<int>")),
    ("<img src='/a.png' alt='截图2021年大会'>", Image("/a.png", "截图2021年大会")),
    ("<img src='/a.png' alt='手机屏幕截图描述已自动生成'>", Image("/a.png")),
    ("<img src='/a.png' alt='A sign Description automatically generated'>", Image("/a.png")),
    ("<img src='/a.png' width='30' height='20px'>", Image("/a.png", width=30, height=20)),
    ("<img src='/a.png' style='width:30px;height:20px'>", Image("/a.png", width=30, height=20)),
    ("<img src='/blank.gif' data-src='/a.png'>", Image("/a.png")),
    ("<img src='https://a.example/p/1148' data-src='https://b.example/1?f=png'>", Image("https://b.example/1?f=png")),
    ("<img alt='1.jpg' src='https://a.example/n/1.jpg' data-src='/7f'>", Image("/7f")),
    ("<img alt='1.jpg' src='https://a.example/n/1.jpg'>", Image("https://a.example/n/1.jpg")),
    ("<img src='https://a.example/p/1148'>", Image("https://a.example/p/1148")),
    ("<img src='https://a.example/p/1148' srcset='/b.png 2x'>", Image("https://a.example/p/1148")),
    ("<img src='data:image/gif;base64,R0lGODlh' data-original='/a.png'>", Image("/a.png")),
    ("<img data-actualsrc='/a.png'>", Image("/a.png")),
    ("<img srcset='/a.png 1x, /b.png 2x'>", Image("/a.png")),
    ("<img src='//a.cn/a.png' oldsrc='x' referrerpolicy='no-referrer'>", Image("https://a.cn/a.png")),
    ("<a href='/big.jpg'><img src='/a.png'></a>", Image("/a.png")),
    ("<a href='/story'><img src='/a.png'></a>", Image("/a.png", href="/story")),
    ("<a href='https://a.example/story?from=rss#'><img src='/a.png'></a>", Image("/a.png")),
    ("<a href='/big.jpg'><img src='/a.png' itemprop='thumbnail' hidden></a>", Image("/a.png")),
    (f"<img src='{LARGE_PICTURE}'>", Image(LARGE_PICTURE)),
    ("<img src='/a.png' height=0>", Image("/a.png")),
    ("<noscript><img src='/a.png'></noscript>", Image("/a.png")),
    ("<img src='/a.png'><noscript><img src='/a.png'></noscript>", Image("/a.png")),
    ("<noscript><img src='/a.png'></noscript>\n<img data-src='/a.png' src='/blank.gif'>", Image("/a.png")),
    ("<img src='/blank.gif' data-src='/a.png'><noscript><img src='/a.png'></noscript>", Image("/a.png")),
    ("<picture><source srcset='/a.webp'><img src='/a.png'></picture>", Image("/a.png")),
]

NO_PICTURES = [
    ("<img src='/t.gif' width=1 height=1>", "markup/pixel"),
    ("<img src='https://a.cn/t' style='width:1px;height:1px'>", "markup/pixel"),
    ("<img src='https://a.cn/t.md' width='0px' height='0'>", "markup/pixel"),
    ("<img src='/line.png' alt='white space' width='624' height='1'>", "markup/pixel"),
    ("<img src='/blank.gif'>", "markup/placeholder-image"),
    ("<img src='data:image/gif;base64,R0lGODlh'>", "markup/placeholder-image"),
    ("<iframe src='https://a.cn/t' width=0 height=0></iframe>", "markup/pixel"),
    ("<img src='/a.png' itemprop='thumbnail' hidden>", "markup/hidden"),
    ("<a href='/big.jpg'><img src='/a.png' hidden></a>", "markup/hidden"),
]

EMBEDS = [
    ("<video src='/v.mp4'></video>", "/v.mp4"),
    ("<video><source src='/v.mp4'></video>", "/v.mp4"),
    ("<audio src='https://a.cn/a.mp3'></audio>", "https://a.cn/a.mp3"),
    ("<iframe src='//v.qq.com/x?vid=1'></iframe>", "https://v.qq.com/x?vid=1"),
    ("<iframe data-src='https://v.qq.com/x'></iframe>", "https://v.qq.com/x"),
    ("<object data='/v.swf'></object>", "/v.swf"),
    ("<object><embed src='/v.swf'></object>", "/v.swf"),
    ("<embed src='/v.swf'>", "/v.swf"),
]


@pytest.mark.parametrize("html, expected", TABLES)
def test_a_table_has_full_rows(html: str, expected: list[list[str]]):
    assert rows(f"<table>{html}</table>") == expected


@pytest.mark.parametrize("html, expected", LAYOUT)
def test_a_layout_table_is_unwrapped(html: str, expected: list[str]):
    found = blocks(html)
    assert [words(block.inlines) for block in found] == expected
    assert BlockKind.TABLE not in {block.kind for block in found}


def test_a_data_table_in_a_layout_table_stays_a_table():
    assert rows("<table><tr><td>前<table><tr><td>1<td>2</table></td></tr></table>") == [["1", "2"]]


def test_words_beside_words_or_over_a_row_are_in_a_table():
    assert rows("<table><tr><td>一二三四五六七八九十<td>1</table>") == [["一二三四五六七八九十", "1"]]
    assert rows("<table><tr><td>一二三四五六七八九十<td><tr><td><td></table>") == [
        ["一二三四五六七八九十", ""],
        ["", ""],
    ]


def test_heading_cells_are_known():
    (table,) = blocks("<table><tr><th>甲<th>乙<tr><td>1<td>2</table>")
    assert [[cell.header for cell in row] for row in table.rows] == [[True, True], [False, False]]


def test_a_table_caption_stands_before_its_table():
    found = blocks("<table><caption>表一</caption><tr><td>1<td>2</table>")
    assert [block.kind for block in found] == [BlockKind.CAPTION, BlockKind.TABLE]


@pytest.mark.parametrize("spans", ["colspan=1000 rowspan=65534", "colspan=99999999", "rowspan=999999"])
def test_a_span_bomb_is_defused(spans: str):
    found = rows(f"<table>{f'<tr><td {spans}>大</td><td {spans}>又</td></tr>' * 500}</table>")
    assert len(found) == 500
    assert sum(map(len, found)) <= 1_100_000
    assert len(set(map(len, found))) == 1


@pytest.mark.parametrize("wide", ["<td colspan=1000>宽<td>又", "<td colspan=1000 rowspan=2>宽", "<td colspan=1000>宽"])
def test_one_wide_cell_over_thousands_of_rows_adds_no_columns_to_them(wide: str):
    found = rows(f"<table><tr>{wide}{'<tr><td>一<td>二' * 5000}</table>")
    assert len(found) == 5001
    assert {len(row) for row in found} <= {2, 3}


@pytest.mark.parametrize("html, image", PICTURES)
def test_a_picture_is_known_by_its_true_address(html: str, image: Image):
    assert images(f"<p>{html}</p>") == [image]


@pytest.mark.parametrize(
    "html, expected",
    [
        ("江岭警<img src='/a.png' style='width: 250px; float: right;'>方通报。", "▢江岭警方通报。"),
        ("江岭。<br>警<img src='/a.png' style='float:left'><b>方</b>通报。", "▢江岭。/警方通报。"),
        ("江岭警方通报。<img src='/a.png' style='float: right'>", "江岭警方通报。▢"),
        ("按<img src='/a.png' style='width: 40px'>键。", "按▢键。"),
    ],
)
def test_a_picture_at_the_side_parts_no_word(html: str, expected: str):
    assert "".join(words(block.inlines) for block in blocks(f"<p>{html}</p>")) == expected


def test_pictures_at_the_side_keep_their_order():
    aside = [f"<img src='/{number}.png' style='float: left'>" for number in range(3)]
    (block,) = blocks(f"<p>江岭警{aside[0]}{aside[1]}方昨日通{aside[2]}报。</p>")
    assert [item.src for item in block.inlines[:3] if isinstance(item, Image)] == ["/0.png", "/1.png", "/2.png"]


@pytest.mark.parametrize("html, rule", NO_PICTURES)
def test_what_is_no_picture_is_claimed(html: str, rule: str):
    assert images(f"<p>一{html}二</p>") == []
    assert rule in [part.rule.id for part in parts(f"<p>一{html}二</p>") if type(part) is Claimed]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://example.com/img/favicon.ico'>",
        "<img src='https://example.com/img/next_page.jpg'>",
        "<img src='https://example.com/a/0438_size1_w16_h16.png'>",
        "<a href='/'><img src='/a/end.png' width='13' height='12' class='icon'></a>",
        "<span class='siteLogo'><a href='/'><img src='/a/x.png' width='20' height='20'></a></span>",
    ],
)
def test_an_icon_is_no_picture_of_the_story(html: str):
    assert images(f"<p>一{html}二</p>") == []
    assert "markup/icon" in [part.rule.id for part in parts(f"<p>一{html}二</p>") if type(part) is Claimed]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://example.com/photos/favicons-of-the-web.jpg'>",
        "<img src='/emoji/smile.png' width='24' height='24'>",
        "<img src='/a/x.png' class='icon' width='600' height='400'>",
        "<img src='https://example.com/a/size1_w160_h320.png'>",
    ],
)
def test_a_small_or_iconic_picture_may_be_of_the_story(html: str):
    assert len(images(f"<p>一{html}二</p>")) == 1


def test_a_picture_without_address_is_its_words():
    assert words(blocks("<p>看<img alt='笑脸'>了</p>")[0].inlines) == "看笑脸了"


def test_a_drawn_character_is_that_character():
    found = blocks("<p>骰<img class='emoji' src='/1f3b2.png' alt='🎲' width='20' height='20'>子</p>")
    assert words(found[0].inlines) == "骰🎲子"
    assert len(images("<p><img src='/a.png' alt='🎲'><img src='/b.png' alt='骰' width='20' height='20'></p>")) == len(
        "ab"
    )


@pytest.mark.parametrize(
    "attributes, typed",
    [
        ("src='https://s.w.org/images/core/emoji/12/72x72/1f64f.png' alt='🙏' class='wp-smiley'", "🙏"),
        ("src='https://img.t.sinajs.cn/t4/appstyle/expression/ext/normal/1/kuxiao_org.png' alt='[允悲]'", "[允悲]"),
        ("src='https://i0.hdslb.com/bfs/emote/1.png' alt='[doge]' style='width: 20px; height: 20px'", "[doge]"),
        ("src='/images/emoji/twitter/smile.png' alt=':slight_smile:' class='emoji'", ":slight_smile:"),
    ],
)
def test_the_picture_of_an_emoji_is_what_one_types_for_it(attributes: str, typed: str):
    body = f"<p>米领到了<img {attributes}>真好</p>"
    assert words(blocks(body)[0].inlines) == f"米领到了{typed}真好"
    assert "markup/icon" in [part.rule.id for part in parts(body) if type(part) is Claimed]


@pytest.mark.parametrize(
    "attributes",
    [
        "src='/a/emotion.jpg' alt='情绪曲线' width='600'",
        "src='/a/emoji-2021.png' alt='[图片]'",
        "src='/a/emotion/7.jpg' alt='[转账截图]'",
        "src='/a/1.png' alt='[合影]'",
        "src='/a/emoji.png' width='20'",
        "src='/a/emoji.png' alt=':'",
    ],
)
def test_a_picture_with_other_words_is_no_emoji(attributes: str):
    assert len(images(f"<p>一<img {attributes}>二</p>")) == 1


@pytest.mark.parametrize(
    "caption",
    [
        "<figcaption>说明</figcaption>",
        "<p class='image_desc'>说明</p>",
        "<p class='cm_pic_caption'>说明</p>",
        "说明",
        "<br> <span>说</span>明",
    ],
)
def test_a_figure_has_its_caption(caption: str):
    found = blocks(f"<figure><img src='/a.png'>{caption}</figure>")
    assert [(block.kind, words(block.inlines)) for block in found] == [
        (BlockKind.PARAGRAPH, "▢"),
        (BlockKind.CAPTION, "说明"),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "<span class='pgc-img-caption'>说明</span>",
        "<span class='article-figcaption'>说明</span>",
        "<div class='Image_caption left'>说明</div>",
        "<div class='photo-caption img-caption'><p>说明</p></div>",
    ],
)
def test_a_class_tells_a_caption_outside_a_figure(caption: str):
    found = blocks(f"<div><img src='/a.png'>{caption}一</div>")
    assert [(block.kind, words(block.inlines)) for block in found] == [
        (BlockKind.PARAGRAPH, "▢"),
        (BlockKind.CAPTION, "说明"),
        (BlockKind.PARAGRAPH, "一"),
    ]


def test_a_class_that_only_has_the_word_is_none():
    found = blocks("<p><img src='/a.png'><span class='image-captioned ui-caption'>一</span></p>")
    assert BlockKind.CAPTION not in [block.kind for block in found]


@pytest.mark.parametrize("name", ["uiScale-caption--regular", "series-caption", "wp-caption aligncenter"])
def test_other_classes_tell_no_caption(name: str):
    assert [block.kind for block in blocks(f"<div class='{name}'>说明</div>")] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("inside", ["说明<img src='/a.png'>", "<img src='/a.png'>说明<img src='/b.png'>", "说明"])
def test_words_that_are_not_behind_the_pictures_of_a_figure_stay_beside_them(inside: str):
    assert [block.kind for block in blocks(f"<figure>{inside}</figure>")] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("html, href", EMBEDS)
def test_a_video_is_its_address(html: str, href: str):
    assert [(block.kind, words(block.inlines)) for block in blocks(f"<p>一</p>{html}<p>二</p>")] == [
        (BlockKind.PARAGRAPH, "一"),
        (BlockKind.EMBED, href),
        (BlockKind.PARAGRAPH, "二"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<iframe></iframe>",
        "<video></video>",
        "<iframe src='javascript:x'></iframe>",
        "<iframe src='about:blank'>",
        "<iframe src='#top'>",
    ],
)
def test_a_frame_without_address_is_nothing(html: str):
    assert [words(block.inlines) for block in blocks(f"<p>一</p>{html}")] == ["一"]


@pytest.mark.parametrize(
    "tag", ["<iframe src='/v'>", "<iframe src='/v' />", "<IFRAME src='/v'>", "<audio src='/v'>", "<video src='/v'>"]
)
def test_the_story_behind_a_player_that_never_closes_is_kept(tag: str):
    found = blocks(f"<div><p>一。</p>{tag}<p>{'二。' * 60}</p><p>三。</p></div>")
    assert [words(block.inlines) for block in found] == ["一。", "/v", "二。" * 60, "三。"]


def test_each_of_two_frames_ends_where_it_says():
    html = "<iframe src='/v'><p>二。</p><iframe src='/w'>不支持</iframe><p>三。</p>"
    assert [words(block.inlines) for block in blocks(html)] == ["/v", "二。", "/w", "三。"]


def test_what_a_browser_without_video_shows_is_on_record():
    assert ("markup/hidden", "您的浏览器不支持") in [
        (part.rule.id, part.text)
        for part in parts("<video src='/v.mp4'>您的浏览器不支持</video>")
        if type(part) is Claimed
    ]
