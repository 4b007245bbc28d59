"""Pictures, signs and headings go with what went beside them; those of the story stay."""

from __future__ import annotations

import pytest
from stories import ABOUT, LONG, ONE, QR, STORY, TWO, WIDE, article, removed, story

from fraudnews import Options, clean, render
from fraudnews.model import Kind


def test_a_code_stays_below_a_line_that_says_who_scanned_it():
    assert len(article(f"{LONG}<p>扫的就是这个码</p>{QR}").images) == 1


CALL = "<p>长按二维码识别关注某某网</p>"
CODE = "<p><img src='/images/qrcode.jpg' width='120'></p>"
PHOTO = "<p><img src='/up/scene.jpg'></p>"
OVER = "<p>扫一扫，关注我们</p>"


@pytest.mark.parametrize(
    "head, below",
    [(OVER, f"{PHOTO}<p>图为民警在小区宣传</p>"), (f"{CODE}{OVER}", PHOTO), (f"{QR}{OVER}", PHOTO)],
)
def test_the_picture_below_a_call_is_the_storys_with_a_caption_or_where_the_code_is_above(head: str, below: str):
    assert [image.src for image in article(head + below + LONG).images] == ["/up/scene.jpg"]
    assert article(OVER + PHOTO + LONG).images == ()


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{CALL}<p>👇👇👇</p>{QR}",
        f"{LONG}<p>———</p>{CALL}{QR}",
        f"{LONG}<p>▼</p><div class='qrcode-box'>{QR}扫码看更多</div>",
        f"{LONG}{CALL}<p>· · ·</p><p>责任编辑：杨小树</p>",
        f"<p>点击上方蓝字关注我们</p><p>▲</p>{LONG}",
    ],
)
def test_signs_go_with_what_they_part_or_point_at(body: str):
    assert story(body) == story(LONG)
    assert article(body).images == ()


def test_signs_between_two_buttons_go_in_mid_story():
    assert story(f"{STORY}<p>展开全文</p><p>———</p><p>【纠错】</p>{STORY}") == story(STORY + STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>———</p>{LONG}",
        f"{LONG}<p>———</p>",
        f"{STORY}<p>▼</p>{WIDE}{LONG}<p>责任编辑：杨小树</p>",
        f"{LONG}<p>……</p><p>责任编辑：杨小树</p>",
    ],
)
def test_signs_of_a_story_stay(body: str):
    assert Kind.WIDGET not in [kind for kind, _ in removed(body)]


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{QR}<p>长按二维码识别关注某某网</p>",
        f"{LONG}<p>长按二维码识别关注某某网</p>{QR}",
        f"{LONG}{QR}<p>欢迎关注：江岭日报官方微信平台——扫描上图二维码或搜索江岭日报关注。</p>",
    ],
)
@pytest.mark.parametrize("code", [QR, "<p><img src='https://example.com/a/w256h256/c.png'></p>"])
def test_the_code_beside_its_caption_goes(body: str, code: str):
    found = article(body.replace(QR, code))
    assert found.images == ()
    assert any(removal.images and removal.images[0].endswith("/c.png") for removal in found.removed)


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{WIDE}<p>长按二维码识别关注某某网</p>",
        f"{LONG}<p><img src='https://example.com/a/w900h400/w.png'></p><p>长按二维码识别关注某某网</p>",
        f"{LONG}{QR}<p><img src='https://example.com/a/own.png'>长按二维码识别关注某某网</p>",
        f"{LONG}<p><a href='https://example.com/1'><img src='https://example.com/a/w.png'></a></p><p><a href='https://example.com/1'>点击查看大图</a></p>",
        f"{LONG}{WIDE}",
        f"{STORY}{QR}{STORY}",
        f"{QR}{LONG}<p>THE END</p>",
    ],
)
def test_a_picture_of_the_story_stays(body: str):
    assert len(article(body).images) == 1


@pytest.mark.parametrize(
    "line",
    ["扫码领取免费的课程", "扫码开启美好的生活", "扫码成为我们的会员", "扫描以上二维码报名", "扫码预订特价的民宿"],
)
def test_a_call_to_scan_goes_with_its_code_whatever_it_promises(line: str):
    assert removed(f"{LONG}{QR}<p>{line}</p>") == [(Kind.QR, ""), (Kind.QR, line)]


@pytest.mark.parametrize("call", ["<p>扫描下方二维码，添加顾问老师</p>", "<p>点击上方蓝字关注我们</p>"])
def test_a_code_or_banner_goes_from_wherever_else_it_stands_alone(call: str):
    other = QR.replace("c.png", "d.png")
    found = article(f"{STORY}{QR}{other}{LONG}{call}{QR}")
    assert [picture.src[-5:] for picture in found.images] == ["d.png"]
    assert len({removal.rule for removal in found.removed}) == 1


def test_a_call_over_a_code_goes_with_it_wherever_it_stands():
    call = "<p>《种米手册》，可以扫描下方二维码免费领取！</p>"
    begin, end = f"{STORY}{call}", f"<p>{TWO}</p>{LONG}<p>扫描下方二维码，添加顾问老师</p>{QR}"
    assert story(f"{begin}{QR}{end}") == story(f"{STORY}<p>{TWO}</p>{LONG}")
    assert "种米手册" in story(f"{begin}{QR.replace('c.png', 'd.png')}{end}")


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<p>民警出示了骗子贴在车上的二维码：</p>{QR}{LONG}<p>长按二维码识别关注某某网</p>{QR}",
        f"{STORY}<p>图书馆{QR[3:-4]}在老街。</p>{LONG}<p>长按二维码识别关注某某网</p>{QR}",
        f"{STORY}{QR}{LONG}<p>责任编辑：杨小树</p>{QR}<p>THE END</p>",
    ],
)
def test_what_the_story_shows_stays_where_it_stands_beside_the_story(body: str):
    assert [picture.src[-5:] for picture in article(body).images][:1] == ["c.png"]


def test_a_scene_is_no_picture_with_a_code_on_it_but_a_poster_may_be():
    poster = WIDE.replace("height='400'", "height='1600'")
    assert removed(f"{LONG}{WIDE}<p>现在扫码就能坐地铁</p>") == []
    assert removed(f"{LONG}{poster}<p>现在扫码就能坐地铁</p>") == [(Kind.QR, "现在扫码就能坐地铁")]


#: As many banners as go at most are three; one more is a gallery.
BANNER, BANNERS, GALLERY = (
    "".join(f"<p><img src='https://example.com/a/banner{number}.png'></p>" for number in range(most))
    for most in (1, 3, 4)
)


@pytest.mark.parametrize(
    "words",
    [
        "未经授权不得转载",
        "如有需要请联系tougao@example.com",
        "长按识别二维码关注某某网",
        "更多精彩内容，请下载某某新闻APP",
    ],
)
def test_pictures_behind_promotion_that_end_a_post_go(words: str):
    assert article(f"{WIDE}{LONG}<p>{words}</p>{BANNERS}").images == article(f"{WIDE}{LONG}").images


def test_pictures_behind_topics_that_end_a_post_stay():
    topics = "<p><a href='/t/1'>#江岭旧事</a> <a href='/t/2'>#某某游戏</a></p>"
    assert len(article(f"{LONG}{topics}{WIDE}").images) == 1


def test_a_picture_between_promotion_and_a_button_that_end_a_post_goes():
    foot = f"<p>未经授权不得转载</p>{BANNER}<p>阅读原文</p>"
    assert article(f"{WIDE}{LONG}{foot}").images == article(f"{WIDE}{LONG}").images
    for words in ("他站在门口。", "#江岭旧事# #某某游戏#"):
        assert len(article(f"{LONG}{foot.replace('阅读原文', words)}").images) == 1


@pytest.mark.parametrize("credit", ["", "<p>编辑：杨小树</p>"])
@pytest.mark.parametrize("mark", ["THE END", "- END -", "—— 完 ——"])
def test_pictures_behind_the_end_mark_that_end_a_post_go(mark: str, credit: str):
    body = f"{WIDE}{LONG}<p>{mark}</p>{BANNERS}{credit}"
    assert article(body).images == article(f"{WIDE}{LONG}").images


def test_pictures_behind_the_story_that_link_to_posts_of_wechat_go():
    card = (
        "<p><a href='https://mp.weixin.qq.com/s?__biz=Mz{}&amp;mid=22'><img src='https://example.com/a/{}.png'></a></p>"
    )
    cards = "".join(card.format(number, number) for number in range(5))
    assert article(f"{WIDE}{LONG}<p>杨小树</p>{cards}").images == article(f"{WIDE}{LONG}").images
    assert len(article(f"{cards}{LONG}").images) == 5
    assert len(article(f"{LONG}{WIDE.replace('</p>', cards[3:])}").images) == 2
    assert len(article(f"{LONG}{cards.replace('/s?', '/mp/wappoc?')}").images) == 5


def test_a_few_pictures_among_cards_of_other_articles_are_banners():
    card = "<p><a href='https://mp.weixin.qq.com/s?__biz=M&amp;mid=2'><img src='https://example.com/a/1.png'></a></p>"
    box = "<div class='related-articles'><img src='https://example.com/a/2.png'></div>"
    for cards in (f"{card}{BANNER}{card}{BANNER}", f"{box}{BANNER}{box}{BANNER}"):
        assert article(f"{WIDE}{LONG}{cards}").images == article(f"{WIDE}{LONG}").images
    assert article(f"{LONG}{BANNER}{card}{card}").images == article(f"{LONG}{BANNER}").images
    assert article(f"{LONG}{card}{BANNER}").images == article(f"{LONG}{BANNER}").images
    assert len(article(f"{LONG}{card}{card}{GALLERY}").images) == 4


@pytest.mark.parametrize(
    ("terms", "stays"), [("本文由第三方提供，不代表某某网观点", False), ("图片来源于网络，如有侵权请联系删除", True)]
)
def test_a_picture_that_ends_a_post_below_the_terms_of_the_site_is_a_banner(terms: str, stays: bool):
    assert bool(article(f"{LONG}<p>{terms}</p>{BANNER}").images) is stays
    assert article(f"{LONG}<p>{terms}</p>{BANNER}{LONG}").images


def test_a_heading_stands_over_pictures_that_end_a_story():
    assert "网友评论" in story(f"{LONG}<h3>网友评论</h3>{WIDE}")
    assert "网友评论" not in story(f"{LONG}<h3>网友评论</h3>")
    assert "关注" not in story(f"{LONG}<h3>欢迎扫码关注公众号</h3>{QR}")


@pytest.mark.parametrize("label", ["【相關內容】", "延伸閱讀："])
def test_the_picture_of_a_card_goes_with_the_link_on_it(label: str):
    words = f"<div>{label}第二家公司被約談</div>"
    card = "<a href='https://example.com/{}'><img src='https://example.com/a/card.jpg'>{}</a>"
    assert article(f"{WIDE}{LONG}{card.format(2, words)}{LONG}").images == article(WIDE).images
    other = f"<p><a href='https://example.com/1'>{label}第二家公司被約談</a></p>"
    assert len(article(f"{WIDE}{LONG}{card.format(2, '')}{other}{LONG}").images) == 2
    two = f"<p>{card.format(1, '')}{card.format(2, '').replace('card', 'other')}</p>"
    assert len(article(f"{WIDE}{LONG}{two}{other}{LONG}").images) == 3


def test_a_gallery_behind_the_end_mark_stays():
    assert len(article(f"{LONG}<p>THE END</p>{GALLERY}").images) == 4


def test_pictures_behind_the_topics_of_a_short_post_stay():
    body = f"{LONG}<p><a href='topic://1'>#江岭：旧事#</a> <a href='topic://2'>#江岭#</a></p>{WIDE}"
    assert "#" not in story(body)
    assert article(body).images == article(f"{LONG}{WIDE}").images


def test_a_picture_between_the_editor_and_the_end_mark_stays():
    assert len(article(f"{LONG}<p>编辑：杨小树</p>{WIDE}<p>THE END</p>").images) == 1


@pytest.mark.parametrize(
    "words",
    [
        "{}点击查看大图",
        "点击查看大图{}",
        "{}<br>点击查看大图",
        "{}<span>长图</span>",
        "{}责任编辑：杨小树",
        "{}图片来源于网络，侵删",
        "{}展开全文",
        "{}-END-",
    ],
)
def test_a_picture_in_one_line_with_the_desk_or_with_words_on_it_stays(words: str):
    found = article(f"{LONG}<p>{words.format('<img src=https://example.com/a/w.png>')}</p>{STORY}")
    assert [picture.src for picture in found.images] == ["https://example.com/a/w.png"]
    assert [removal.images for removal in found.removed] == [()]


@pytest.mark.parametrize(
    "words",
    [
        "责任编辑：杨小树{}",
        "{}长按二维码识别关注某某网",
        "{}长按图中二维码识别关注某某网",
        "{}本文仅供参考，不构成投资建议。",
        "-END-{}",
        "<img src=https://example.com/a/w.png alt=展开全文>展开全文",
    ],
)
def test_a_picture_in_one_line_with_promotion_or_terms_or_behind_the_desk_goes(words: str):
    found = article(f"{LONG}<p>{words.format('<img src=https://example.com/a/w.png>')}</p>")
    assert [removal.images for removal in found.removed] == [("https://example.com/a/w.png",)]
    assert found.images == ()


@pytest.mark.parametrize(("src", "left"), [("/wp-content/themes/a/report.png", 0), ("/2024/report.png", 1)])
def test_a_picture_that_a_rule_knows_anywhere_goes_with_the_words_of_its_button(src: str, left: int):
    button = f"<div><a href='/feedback'><img src='https://example.com{src}'> <span>内容举报</span></a></div>"
    found = article(LONG + button)
    assert (story(LONG + button), len(found.images)) == (story(LONG), left)


def test_a_picture_goes_with_promotion_and_the_arrows_between_them():
    code = "<p><img src='https://example.com/a/code.png' width='1200' height='754'></p>"
    body = f"{WIDE}{LONG}<p>扫描下方二维码咨询</p><p>👇👇👇</p>{code}"
    assert article(body).images == article(f"{WIDE}{LONG}").images


@pytest.mark.parametrize(("side", "left"), [("上方", ["b"]), ("下方", ["a"])])
def test_the_poster_goes_that_a_caption_names(side: str, left: list[str]):
    above, below = (f"<p><img src='https://example.com/a/{name}.jpg' width='400' height='853'></p>" for name in "ab")
    found = article(f"{LONG}{above}<p>（ 长按扫码{side}海报，赢开工福利 ）</p>{below}<p>他看了很久。</p>")
    assert [picture.src[-5] for picture in found.images] == left


def test_pictures_between_the_editor_and_promotion_go():
    body = f"{WIDE}{LONG}<p>编辑：杨小树</p>{BANNERS}<p>本文来自某某日历，欢迎转发</p>"
    assert article(body).images == article(f"{WIDE}{LONG}").images


@pytest.mark.parametrize("credit", ["作者：杨小树", "来源：江岭晚报，江岭发布", "题图来源：某图网", "封面图来自某图网"])
def test_a_picture_or_two_between_the_credit_at_the_end_and_promotion_go(credit: str):
    body = f"{WIDE}{LONG}<p>{credit}</p>{BANNER * 2}<p>本文来自某某日历，欢迎转发</p>"
    assert article(body).images == article(f"{WIDE}{LONG}").images


SIGNED_OFF = "<p>编辑|杨小树</p><p>校对|林一禾</p>"


@pytest.mark.parametrize("desk", [SIGNED_OFF, "<p>记者|林一禾 编辑|杨小树</p><p>校对|王二</p>"])
@pytest.mark.parametrize("credit", ["", "<p>封面图片来源：某图网</p>", "<p>江岭新闻综合江岭日报、江岭发布</p>"])
def test_pictures_behind_two_lines_of_the_desk_that_end_a_post_go(credit: str, desk: str):
    found = article(f"{WIDE}{LONG}{desk}<p><img src='https://example.com/a/end.png'></p>{credit}{QR}")
    assert found.images == article(f"{WIDE}{LONG}").images
    assert credit[3:-4] in render(found, "text")


@pytest.mark.parametrize(
    ("sources", "left"),
    [
        ("<p>江岭经济综合自江岭发布等</p>", 0),
        ("<p>江岭新闻综合自江岭日报、</p><p>江岭发布等</p>", 0),
        ("<p>江岭日报、</p><p>江岭发布等</p>", 1),
        ("<p>江岭经济综合实力居前</p>", 1),
        ("<p>图为涉案的手机</p>", 1),
    ],
)
def test_sources_behind_the_desk_may_go_on_in_a_line_of_their_own(sources: str, left: int):
    picture = "<p><img src='https://example.com/a/end.png'></p>"
    assert len(article(f"{LONG}{SIGNED_OFF}{sources}{picture}").images) == left


@pytest.mark.parametrize(("size", "left"), [("width='200' height='200'", 0), ("", 1)])
def test_a_picture_between_what_stays_goes_only_if_it_is_known_to_be_square(size: str, left: int):
    picture = f"<p><img src='https://example.com/a/c.png' {size}></p>"
    assert len(article(f"{LONG}<p>-END-</p>{picture}{CALL}{ABOUT}").images) == left


def test_a_code_behind_two_lines_of_the_desk_is_none_of_the_banners():
    found = article(f"{LONG}{SIGNED_OFF}{BANNERS}{QR}<p>扫码下载某某新闻客户端</p>")
    assert [removal.kind for removal in found.removed] == [Kind.EDITOR] * 2 + [Kind.PROMO] * 3 + [Kind.QR] * 2


@pytest.mark.parametrize(("desk", "left"), [("编辑：杨小树 责编：林一禾 苏小满", 0), ("编辑：杨小树 林一禾", 1)])
def test_a_line_of_two_of_the_desk_is_as_good_as_two_lines(desk: str, left: int):
    assert len(article(f"{LONG}<p>来源：某某晚报</p><p>{desk}</p>{BANNER}").images) == left


@pytest.mark.parametrize(
    ("foot", "left"),
    [
        ("<p>声明：本文仅代表作者观点，不代表某某网立场。</p>", 1),
        ("", 2),
        (f"{BANNER}<p>声明：本文仅代表作者观点，不代表某某网立场。</p>", 3),
        ("<p>案件还在审理。</p><p>声明：本文仅代表作者观点，不代表某某网立场。</p>", 2),
    ],
)
@pytest.mark.parametrize("desk", ["责任编辑：杨小树", "本文作者|林一禾|值班编辑|杨小树"])
def test_one_picture_between_the_desk_and_the_terms_of_the_site_goes(desk: str, foot: str, left: int):
    assert len(article(f"{WIDE}{LONG}<p>{desk}</p>{BANNER}{foot}").images) == left


def test_the_only_picture_of_a_story_stays_behind_the_desk():
    foot = "<p>声明：本文仅代表作者观点，不代表某某网立场。</p>"
    assert len(article(f"{LONG}<p>责任编辑：杨小树</p>{BANNER}{foot}").images) == 1


def test_a_picture_behind_the_author_and_the_editor_in_one_line_stays():
    assert len(article(f"{LONG}<p>记者|林一禾 编辑|杨小树</p>{WIDE}").images) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{SIGNED_OFF}{GALLERY}",
        f"{LONG}{SIGNED_OFF}{BANNERS}<p>图中左二是被骗的老人</p><p>她姓林</p>",
        f"{BANNERS}{SIGNED_OFF}",
    ],
)
def test_pictures_that_two_lines_of_the_desk_do_not_end_stay(body: str):
    assert len(article(body).images) >= 3


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>作者：杨小树</p>{BANNERS}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>作者说的话：</p>{GALLERY}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>编辑：杨小树</p>{GALLERY}<p>本文来自某某日历，欢迎转发</p>",
        f"{LONG}<p>责任编辑：杨小树</p>{BANNERS}",
        f"{LONG}<p>未经授权不得转载</p>{GALLERY}",
        f"{LONG}<p>长按识别二维码关注某某网</p>{GALLERY}",
        f"{LONG}<p>未经授权不得转载</p>{BANNERS}<p>图为被骗的老人</p>",
    ],
)
def test_a_gallery_and_pictures_behind_anything_else_stay(body: str):
    assert len(article(body).images) >= 3


@pytest.mark.parametrize("words", ["真的那张二维码贴在右边。", "骗子贴在车上的二维码"])
def test_the_picture_of_a_code_that_the_story_tells_of_stays(words: str):
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    assert len(article(f"{LONG}<p>{words}</p>{code}").images) == 1
    assert len(article(f"{code}<p>{words}</p>{LONG}").images) == 1
    assert len(article(f"{LONG}<p>{words.replace('码', '样')}</p>{code}").images) == 0
    assert len(article(f"{LONG}<p>扫码关注我们</p>{code}").images) == 0


@pytest.mark.parametrize(
    "words",
    ["他投的是源码资本，一家小公司。", "老人把密码念给了对方听。", "警方查到了他的号码。", "骗子一步步套走了验证码。"],
)
def test_a_password_or_a_number_that_the_story_tells_of_is_no_code_in_a_picture(words: str):
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    assert len(article(f"{LONG}<p>{words}</p>{code}").images) == 0


def test_a_picture_that_its_address_calls_a_code_goes_from_before_the_story():
    code = "<p><img src='https://example.com/2021-07/05/ewm_1201.jpg'></p>"
    found = article(f"<h1>老人扫码，被骗三万元！</h1>{code}<p>来源：某某晚报</p>{LONG}")
    assert (found.images, [removal.kind for removal in found.removed]) == ((), [Kind.QR])
    assert len(article(f"{STORY}{code}{LONG}").images) == 1
    assert len(article(f"<p>{'江岭旧事' * 12}</p>{code}{LONG}").images) == 1


def test_a_picture_stays_that_stands_in_one_line_with_one_that_its_address_gives_away():
    frame = "<img src='https://n.sinaimg.cn/default/2fb77759/20151125/320X320.png'>"
    assert article(f"{LONG}<p>{frame}</p>{LONG}").images == ()
    assert len(article(f"{LONG}<p><img src='https://example.com/a/w.png'>{frame}</p>{LONG}").images) == 2


def test_a_site_s_picture_goes_that_the_common_rules_only_keep_off_the_cover():
    icon = "<p><img src='https://www.rfa.org/++plone++rfa-resources/img/icon-zoom.png'></p>"
    assert article(f"{LONG}{icon}{LONG}", Options(site="rfa.org")).images == ()
    assert len(article(f"{LONG}{icon.replace('rfa.org', 'example.com')}{LONG}").images) == 1


def test_a_caption_whose_neighbour_went_still_stands_beside_its_code():
    body = f"{LONG}<p>长按二维码</p><p>扫码关注我们，获取更多资讯</p>{QR}"
    assert story(body) == story(LONG)


def test_a_caption_takes_no_picture_above_it_where_a_rule_took_the_one_below():
    banner = "<p><img src='https://image.yunyingpai.com/a/b.jpg' width='1181' height='423'></p>"
    for body in (f"{LONG}{QR}<p>扫码添加顾问老师</p>{banner}{LONG}", f"{LONG}{QR}<p>扫码关注我们</p>{banner}"):
        assert [image.src for image in article(body, Options(site="woshipm.com")).images] == [
            "https://example.com/a/c.png"
        ]


def test_the_name_of_the_account_over_the_call_to_follow_it_goes():
    call = "<p><strong>扫码关注我们，浏览热门评测</strong></p>"
    assert story(f"{LONG}<p>江岭科技公众号</p>{call}") == story(LONG)
    assert "江岭科技公众号" in story(f"{LONG}<p>江岭科技公众号</p>")
    assert "她关注了一个公众号" in story(f"{LONG}<p>她关注了一个公众号，后来</p>{call}")
    assert story(f"<p>江 岭 观 察</p><p>点击上方蓝字关注我们</p>{LONG}") == story(LONG)
    assert "他 再 没 来" in story(f"{LONG}<p>他 再 没 来</p>{call}")
    for caption in ("涉案公众号", "骗子的公众号", "假冒江岭公众号"):
        assert caption in story(f"{LONG}<p>{caption}</p>{call}")


def test_a_full_stop_on_a_line_of_its_own_stays_in_a_story():
    body = f"<p>他转走的是<br><strong>三万元</strong><br>。</p>{LONG}"
    assert removed(body) == []


def test_a_heading_over_nothing_but_boilerplate_goes():
    section = "<h2>交流</h2><p>欢迎关注我们的微信公众号：某某观察</p>"
    assert story(LONG + section) == story(LONG)
    assert story(LONG + section * 5) == story(LONG)


def test_a_late_heading_over_boilerplate_up_to_a_rule_goes():
    section = "<hr><h2>交流</h2><p>欢迎关注我们的微信公众号：某某观察</p><hr>"
    assert story(f"{LONG}{section}<p>鸣谢：小树</p>") == story(f"{LONG}<hr><p>鸣谢：小树</p>")


def test_an_early_heading_over_boilerplate_up_to_a_rule_stays():
    assert "骗局的条件" in story(f"<h2>骗局的条件</h2><p>返回顶部</p><hr>{LONG}{STORY}")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<h2>骗局的条件</h2><p>。</p><h3>一、熟人</h3>{STORY}",
        f"{LONG}<h3>骗局的条件</h3><p>。</p><h3>一、熟人</h3>{STORY}",
        f"{LONG}<h2>骗局的条件</h2><p>返回顶部</p><h3>一、熟人</h3>{STORY}",
    ],
)
def test_a_heading_over_a_headings_story_stays(body: str):
    assert "骗局的条件" in story(body)


@pytest.mark.parametrize("level", [1, 2])
def test_headings_that_headed_nothing_before_stay_over_a_notice(level: int):
    outline = f"<h2>第三章 江岭</h2><h3>老街</h3><h{level}>尾声</h{level}>"
    notice = f"<h{level}>免责声明</h{level}><p>本文内容仅供参考，不构成投资建议。</p>"
    assert story(LONG + outline + notice) == story(LONG + outline)


def test_a_heading_that_says_something_itself_stays_over_boilerplate():
    linked = "<h3>源码地址：<a href='https://example.com/scale'>scale</a></h3>"
    assert story(f"{LONG}{linked}<p>欢迎关注我们的微信公众号：某某观察</p>").endswith("\n\n源码地址：scale\n")


def test_headings_over_headings_over_nothing_but_boilerplate_go():
    section = "<h2>写在最后</h2><h3>交流</h3><p>欢迎关注我们的微信公众号：某某观察</p>"
    assert story(LONG + section) == story(LONG)


def test_a_headline_over_nothing_but_the_link_to_its_story_stays():
    link = "<p><a href='https://example.com/1'>查看原文</a></p>"
    assert story(f"<h3>一、熟人</h3>{LONG}{link}<h3>江岭快讯</h3>{link}").endswith("\n\n江岭快讯\n")


def test_the_title_of_a_page_stays_over_the_way_back_and_a_chapter():
    page = f"# 江岭的夜\n\n[返回列表页](/news)\n\n# 第一章\n\n{ONE}\n\n{TWO}\n"
    assert clean(page).meta.title == "江岭的夜"


def test_a_heading_over_a_code_goes_with_it():
    assert story(f"{LONG}<h3>交流</h3>{QR}<p>长按二维码识别关注某某网</p>") == story(LONG)
    assert story(f"{LONG}<h3>全部评论</h3><img src='https://example.com/img/qrcode_258.jpg'>") == story(LONG)


def test_a_heading_over_a_story_stays():
    assert "交流" in story(f"{LONG}<h2>交流</h2><p>{ONE}</p><p>欢迎关注我们的微信公众号：某某观察</p>")


def test_a_heading_that_a_rule_parts_from_what_went_stays():
    body = f"{STORY}<h1>#江岭加油</h1><h1>#反诈加油</h1><hr><p>更多精彩内容，请下载某某新闻APP</p>"
    assert story(body).endswith("#江岭加油\n\n#反诈加油\n")
    assert removed(body) == [(Kind.PROMO, "更多精彩内容，请下载某某新闻APP")]


def test_the_picture_of_a_passage_that_was_scraped_several_times_stays():
    passage = f"<p>图书馆在老街。</p>{WIDE}<p>她每天都去。</p>{LONG}"
    assert len(article(passage * 3).images) == 3


def test_how_long_a_video_is_goes_with_its_player_alone():
    video = "<p><video src='https://example.com/1.mp4'></video></p>"
    assert "00:18" not in render(clean(f"<div>{video}<p>00:18</p>{LONG}</div>"), "text")
    assert "00:18" in render(clean(f"<div>{LONG}<p>00:18</p>{LONG}{video}</div>"), "text")
    assert "00:18" in render(clean(f"<div>{video}<p>00:18，她挂了电话。</p>{LONG}</div>"), "text")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE}<p>她去了图书馆。</p>{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}<p>她去了图书馆。</p>{WIDE}{LONG}",
        "".join(f"<p>第{number}节</p>{WIDE}{LONG}" for number in "一二三"),
        LONG + f"{WIDE}<p>安装：</p><pre>{'make install; ' * 9}</pre>" * 2 + WIDE + LONG,
        "".join(f"{WIDE}{WIDE.replace('w.png', f'{number}.png')}{LONG}" for number in range(4)),
    ],
)
def test_a_picture_that_parts_the_sections_goes(body: str):
    found = article(body)
    assert "https://example.com/a/w.png" not in [picture.src for picture in found.images]
    assert {removal.rule for removal in found.removed} == {"common/dividers"}
    assert "a/w.png" in render(article(body, Options(keep=frozenset({Kind.WIDGET}))), "markdown")


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}<p>命题的形式是</p>{WIDE}<p>。</p>{LONG}{WIDE}<p>可视为一个集合。</p>{LONG}{WIDE}{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}",
        f"{LONG}{WIDE}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>→</p>{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>她三次收到的都是：</p>{WIDE}{LONG}",
        f"{LONG}<figure>{WIDE[3:-4]}<figcaption>假的传票</figcaption></figure>{LONG}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE.replace('<img', '<img alt=假的传票')}",
        f"{LONG}{WIDE}{LONG}<p>民警找到的还是这张图。</p>{WIDE}{LONG}{WIDE}",
        f"{LONG}<p>（见下图）</p>{WIDE}{LONG}{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}<p>第二张，名叫思思，31岁。</p>{WIDE}{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>▲ 骗子发来的传票</p>{LONG}{WIDE}",
        f"{LONG}{WIDE}{LONG}{WIDE}<p>受害人的聊天记录</p>{LONG}{WIDE}",
        f"{LONG}{WIDE}<p>你好，我是客服</p>{WIDE}<p>您的账户异常</p>{WIDE}<p>转到安全账户</p>{LONG}",
        f"{LONG}{WIDE}{LONG}{WIDE}{LONG}{WIDE}".replace("400", "1600"),
    ],
)
def test_a_picture_that_recurs_and_is_looked_at_stays(body: str):
    assert article(body).images[0].src == "https://example.com/a/w.png"
    assert not article(body).removed


MOVING = "<p><img src='https://mmbiz.qpic.cn/mmbiz_gif/a1/640?wx_fmt=gif'></p>"
STILL = "<p><img src='https://mmbiz.qpic.cn/mmbiz_png/a2/640?wx_fmt=png'></p>"


@pytest.mark.parametrize("body", [MOVING + LONG + MOVING, LONG + MOVING * 2, f"{LONG}<hr>{MOVING}"])
def test_animated_pictures_of_wechat_at_the_edges_of_a_story_go(body: str):
    assert article(body).images == ()
    assert article(f"<h1>{ONE}</h1>{MOVING}{LONG}").images == ()


@pytest.mark.parametrize(
    "body",
    [
        MOVING * 3 + LONG,
        MOVING + STILL + LONG,
        f"{LONG}{STILL}{MOVING}",
        f"{LONG}<p>现场如图：</p>{MOVING}",
        f"{LONG}<h2>演示</h2>{MOVING}",
        f"{LONG}<pre>x = 1\ny = 2</pre>{MOVING}",
        f"{MOVING}<p>▲ 图为现场</p>{LONG}",
        LONG + MOVING + LONG,
        LONG + MOVING.replace("mmbiz_gif", "mmbiz_png").replace("=gif", "=png"),
        LONG + "<p><img src='https://example.com/mmbiz.gif'></p>",
    ],
)
def test_a_picture_that_the_story_shows_stays_at_its_edge(body: str):
    assert len(article(body).images) == body.count("<img")


def test_a_picture_of_letters_at_the_end_is_no_code_for_its_letters():
    picture = f"<img src='data:image/jpeg;base64,{'A' * 4_000}/Qr/AAAA'>"
    assert len(article(f"{LONG}<p>{picture}</p>").images) == 1


def test_headlines_over_links_to_their_stories_stay_above_a_rule_and_the_site():
    link = "<p><a href='https://example.com/1'>查看原文</a></p>"
    page = f"<h3>一、熟人</h3>{LONG}{link}<h3>江岭快讯</h3>{link}<h3>江岭春早</h3>{link}<hr><p>责任编辑：杨小树</p>"
    assert story(page).endswith("\n\n江岭快讯\n\n江岭春早\n")


@pytest.mark.parametrize(
    "heading", ["<h3>关于作者</h3><hr>", "<b>About The Author</b>", "<p>作者简介：</p><p>责任编辑：杨小树</p>"]
)
def test_the_heading_over_what_is_said_of_the_author_goes_where_nothing_is(heading: str):
    assert story(STORY + heading) == story(STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"{STORY}<h3>关于作者</h3><p>林一禾写过三本种米的书。</p>",
        f"{STORY}<p>作者简介</p><p><img src='/a/b.png'></p><p>林一禾　律师</p><p>执业领域：公司治理</p>",
        f"{STORY}<p>作者简介</p><table><tr><td>姓名</td><td>林一禾</td></tr></table>",
        f"{STORY}<p>那本书的最后一页只有一行字：</p><p>关于作者</p>",
    ],
)
def test_the_heading_over_what_is_said_of_the_author_stays_over_that(body: str):
    assert removed(body) == []
