"""What a draft records: where each removal stood, the addresses in it, and what describes a picture."""

from __future__ import annotations

import pytest
from stories import LONG, ONE, STORY, TWO, article, story

from fraudnews import clean, render
from fraudnews.model import BlockKind, Kind


def test_a_place_tells_how_much_story_stood_before():
    (removal,) = article(f"{STORY}<p>责任编辑：杨小树</p>").removed
    assert removal.place == 3


def test_a_place_counts_no_rule_that_was_dropped():
    found = article(f"<hr><hr>{STORY}<hr><hr>{STORY}<p>责任编辑：杨小树</p><hr>")
    (removal,) = found.removed
    assert removal.place == len(found.blocks) == 7


def test_a_rule_at_the_end_goes_with_what_it_parted():
    assert story(f"{LONG}<hr><p>责任编辑：杨小树</p>") == story(LONG)


@pytest.mark.parametrize(
    "element",
    [
        "<div class='advertisement'><iframe src='https://ads.cn/f'></iframe></div>",
        "<iframe class='advertisement' src='https://ads.cn/f'></iframe>",
        "<div class='advertisement'><video><source src='https://ads.cn/f'></video></div>",
    ],
)
def test_a_frame_or_video_that_goes_is_on_record_by_its_address(element: str):
    cleaned = article(STORY + element)
    assert [(one.kind, one.text, one.images) for one in cleaned.removed] == [(Kind.AD, "", ("https://ads.cn/f",))]


def test_an_alt_text_that_is_the_title_describes_no_picture():
    picture = "<img src='https://example.com/a/{}.jpg' alt='{}'>"
    body = (
        f"---\ntitle: 一袋大米的下落\n---\n{LONG}<p>{picture.format(1, '一袋大米的下落')}</p>"
        f"<table><tr><td>米店{picture.format(2, '一袋大米的下落')}</td><td>{picture.format(3, '米店的门')}</td></tr>"
        f"<tr><td>甲</td><td>乙</td></tr></table>{STORY}"
    )
    cleaned = clean(body)
    assert [picture.alt for picture in cleaned.images] == ["", "", "米店的门"]
    markdown = render(cleaned, "markdown")
    assert "![](https://example.com/a/1.jpg)" in markdown
    assert "米店![](https://example.com/a/2.jpg)" in markdown


def test_the_title_may_be_the_heading_of_a_file_without_front_matter():
    cleaned = clean(f"# 一袋大米的下落\n\n![一袋大米的下落](https://example.com/a/1.jpg)\n\n{ONE}\n\n{TWO}\n")
    assert [picture.alt for picture in cleaned.images] == [""]


@pytest.mark.parametrize(
    ("caption", "alt"), [("老街米店的门", ""), ("图／老街米店的门。", ""), ("米店的门", "老街米店的门")]
)
def test_an_alt_text_that_the_caption_says_describes_nothing_more(caption: str, alt: str):
    picture = (
        f"<figure><img src='https://example.com/a/1.jpg' alt='老街米店的门'><figcaption>{caption}</figcaption></figure>"
    )
    (image,) = article(LONG + picture).images
    assert (image.alt, image.caption) == (alt, caption)


@pytest.mark.parametrize("caption", ["老街米店的门", "图／老街米店的门", "<br><em>老街米店的门</em>（杨小树 摄）"])
def test_the_alt_text_behind_a_picture_is_its_caption(caption: str):
    picture = f"<p><img src='https://example.com/a/1.jpg' alt='老街米店的门'><span>{caption}</span></p>"
    found = article(f"{STORY}{picture}{STORY}<p>责任编辑：杨小树</p>")
    assert [block.kind for block in found.blocks[3:5]] == [BlockKind.PARAGRAPH, BlockKind.CAPTION]
    assert [(image.alt, "老街米店的门" in image.caption) for image in found.images] == [("", True)]
    assert found.removed[0].place == len(found.blocks) == 8


@pytest.mark.parametrize(
    ("below", "caption"),
    [("▲老街米店的门<br>", "▲老街米店的门"), ("老街米店的门开了。", ""), ("<img src='/b.png'>", "")],
)
def test_a_paragraph_below_a_picture_is_its_caption_if_it_says_its_alt_text(below: str, caption: str):
    picture = "<p><img src='https://example.com/a/1.jpg' alt='老街米店的门'></p>"
    found = article(f"{STORY}{picture}<p>{below}</p>{STORY}")
    assert found.images[0].caption == caption
    assert found.images[0].alt == ("" if caption else "老街米店的门")
    assert article(f"{STORY}<ul><li>{picture}</li></ul><p>{below}</p>{STORY}").images[0].caption == ""


@pytest.mark.parametrize("words", ["门口有人。", "老街米店的门口站着三个人，他们说是来送米的，一袋五十斤。", ""])
def test_other_words_behind_a_picture_go_on_with_it(words: str):
    found = article(f"{STORY}<p><img src='https://example.com/a/1.jpg' alt='老街米店的门'>{words}</p>")
    assert (len(found.blocks), found.images[0].alt) == (4, "老街米店的门")


def test_keywords_that_several_pictures_have_describe_none():
    picture = "<p><img src='https://example.com/a/{}.png' alt='{}'></p>"
    alts = ("江岭,大米,诈骗", "江岭,大米,诈骗", "左,中,右", "他来了,她走了", "他来了,她走了")
    found = article(LONG + "".join(picture.format(number, alt) for number, alt in enumerate(alts)))
    assert [image.alt for image in found.images] == ["", "", *alts[2:]]


def test_an_alt_text_with_the_letters_of_the_title_is_the_title():
    picture = "<p><img src='https://example.com/a/1.jpg' alt='{}'></p>"
    cleaned = clean(f"---\ntitle: 一袋大米的_下落_\n---\n{LONG}{picture.format('一袋大米的“下落”')}{STORY}")
    assert [image.alt for image in cleaned.images] == [""]
    cleaned = clean(f"---\ntitle: 大米_\n---\n{LONG}{picture.format('大米')}{STORY}")
    assert [image.alt for image in cleaned.images] == ["大米"]
    cover = f"---\ntitle: 一袋大米的下落\n---\n{LONG}{picture.format('一袋大米的下落{}')}{STORY}"
    assert [clean(cover.format(end)).images[0].alt for end in ("的头图", "_封面", "的地图")] == [
        "",
        "",
        "一袋大米的下落的地图",
    ]


def test_what_closes_a_line_behind_the_desk_stays_a_link():
    source = "来源：<a href='https://example.com/1'>江岭晚报</a>"
    cleaned = article(f"{LONG}<p>责任编辑：杨小树 {source}</p>")
    assert render(cleaned, "markdown").endswith("来源：[江岭晚报](https://example.com/1)\n")
