"""What tests of cleaning are told with: a story, what sites set around it, and what is left of both."""

from __future__ import annotations

from fraudnews import Article, Options, clean, render
from fraudnews.model import Kind

ONE = "江岭警方昨日通报了一起以扫码送米为名的诈骗案。"
TWO = "办案民警说，受害人大多是附近小区的老人。"
THREE = "目前三名嫌疑人已被依法刑事拘留，案件还在侦办之中。"
STORY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
#: So much story that nothing around it is a large part of the post.
LONG = STORY * 6
QR = "<p><img src='https://example.com/a/c.png' width='200' height='200'></p>"
WIDE = "<p><img src='https://example.com/a/w.png' width='900' height='400'></p>"


def article(body: str, options: Options = Options()) -> Article:  # noqa: B008 - a frozen value
    return clean(f"<div>{body}</div>", options)


def story(body: str, options: Options = Options()) -> str:  # noqa: B008 - a frozen value
    return render(article(body, options), "text")


def removed(body: str, options: Options = Options()) -> list[tuple[Kind, str]]:  # noqa: B008 - a frozen value
    """Kind and words of every removal that a reader would have seen."""
    return [
        (removal.kind, removal.text) for removal in article(body, options).removed if removal.text or removal.images
    ]


#: A wording for each kind: at the end of a story it goes.
TAILS = [
    (Kind.EDITOR, "责任编辑：杨小树"),
    (Kind.QR, "长按二维码识别关注某某网"),
    (Kind.QR, "扫码下载某某新闻客户端"),
    (Kind.PROMO, "更多精彩内容，请下载某某新闻APP"),
    (Kind.PROMO, "点击上方蓝字关注我们"),
    (Kind.AD, "【广告】"),
    (Kind.DISCLAIMER, "本文仅供参考，不构成投资建议。"),
    (Kind.DISCLAIMER, "转载请注明出处"),
    (Kind.DISCLAIMER, "免责声明：本文仅供参考，不构成任何投资建议，据此操作风险自负。"),
    (Kind.DISCLAIMER, "版权声明：本文版权归某某网所有，未经授权不得转载。"),
    (Kind.RELATED, "<a href='/more'>点击查看更多</a>"),
    (Kind.RELATED, "<a href='/1'>阅读原文</a>"),
    (Kind.SHARE, "分享到：微信 微博 QQ空间"),
    (Kind.WIDGET, "THE END"),
    (Kind.WIDGET, "举报/反馈"),
]

#: The same words inside a story: they stay.
WORDS_OF_A_STORY = [words for _, words in TAILS if "<" not in words]

ABOUT = "<p>陆小满，专栏作者，写过三本关于骗局的书，现居江岭。</p>"

LINKS = "<p><a href='/1'>另一家公司被约谈，负责人到案</a></p><p><a href='/2'>又一起案件告破</a></p>"


def posts(*titles: str, host: str = "https://mp.weixin.qq.com/s?mid={}") -> str:
    return "".join(f"<p><a href='{host.format(number)}'>{title}</a></p>" for number, title in enumerate(titles))


TERMS = "<p>凡本网注明“来源：某某网”的作品，版权均属某某网，未经授权不得转载。</p>"

TITLES = ("天台屋火警两人送院", "列车误点乘客挤满月台")
