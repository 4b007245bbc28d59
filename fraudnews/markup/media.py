"""Pictures and videos, as their attributes describe them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from fraudnews.address import clean_address, clean_image_address
from fraudnews.markup.words import squeeze
from fraudnews.model import Image
from fraudnews.patterns import matcher

_SIZE_IN_STYLE = r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px"
_FLOAT = r"(?i)(?:^|[;\s])float\s*:\s*(?:left|right)"
_NUMBER = re.compile(r"\s*(\d{1,6})")
_FILE_NAME = r"(?i)\.(?:jpe?g|png|gif|webp|bmp|svg)(?:[?@!#].*|-[\d.]{1,8}[kM]?B)?$"
#: The address of the page itself, which a crawler makes of an empty one.
_PAGE = r"/(?:p|a|s|t|articles?|news|posts?|detail|story|archives)/\d+/?$"
_TAG_IN_ALT = r"(?i)</?(?:br|p|a|b|i|em|strong|span|font|code)\b[^<>]*>"
#: How generated alt texts of office programs end.
_MADE_UP_ALT = (
    "描述已自动生成", "說明已自動產生", "escription automatically generated", "AI-generated content may be incorrect.",
)  # fmt: skip
_LAZY = (
    "data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-lazyload", "data-echo",
    "data-url", "data-original-src", "data-croporisrc", "_src", "zoomfile", "file",
)  # fmt: skip
#: Pictures of at most this many pixels a side are tracking pixels.
_PIXEL = 3
_NO_SIZE = r"\s*0(?:px)?\s*$"
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\u200d\ufe0f\u20e3\U000e0020-\U000e007f]{1,16}"
_EMOTICON = r"\[(?!图片|视频|链接|位置|文件|语音|地图)[一-龥A-Za-z]{1,8}\]|:[a-z][a-z\d_+-]{1,30}:"
#: In the address of such a picture, which may have no size, and in that of none.
_EMOJI_FILE, _PHOTO = r"(?i)emoji|emote|emoticon|emotion|smil(?:ey|ie)|/expression/", r"(?i)\.jpe?g(?:[?#]|$)"
#: Pictures of at most this many pixels a side are icons, if they have such a name.
_ICON = 32
_ICON_CLASS = r"(?:^|[\s_-])(?:icon|logo)(?:$|\s)|Logo(?:$|\s)"
_is_icon_file = matcher(
    r"(?i)/(?:favicon(?:[-_.@]?[\dx]+)*\.\w{3,4}|[^/?]*\.ico|(?:next|prev|end)_?(?:page|news)\.\w{3,4})(?:[?#!@].*)?$|"
    r"_w(?:[12]?\d|3[0-2])_h(?:[12]?\d|3[0-2])\.\w{3,4}$"
)


def read_image(attributes: dict[str, str | None], href: str | None) -> tuple[Image | None, str]:
    """The picture of an ``<img>`` in a link to ``href``, None if it has no address to keep; and its alt text.

    A link from a picture to its own file is dropped, and one to ``#`` that a crawler made absolute; as is an alt text
    that is a file name.
    """
    width, height = number(attributes.get("width")), number(attributes.get("height"))
    style = attributes.get("style")
    if style and "px" in style:
        sizes = {name: int(value) for name, value in re.findall(_SIZE_IN_STYLE, style)}
        width, height = sizes.get("width", width), sizes.get("height", height)
    alt = attributes.get("alt") or ""
    alt = squeeze(re.sub(_TAG_IN_ALT, " ", alt) if "<" in alt else alt)
    if alt and (_names_nothing()(alt) or alt.endswith(_MADE_UP_ALT) or re.search(_FILE_NAME, alt)):
        alt = ""
    src = _source(attributes)
    if src is None:
        return None, alt
    if href is not None and (href.endswith("#") or re.search(_FILE_NAME, href)):
        href = None
    return Image(src, alt, href, width, height), alt


@cache
def _names_nothing() -> Callable[[str], bool]:
    """A test whether an alt text is only a word for picture, an editor's own, a number, a hash, a time, or a call."""
    return matcher(
        r"(?i)(?:image|img|(?:摘要|文章|相关|重要|新闻|本地|空白)?图片|空图|圖片|图像|picture|photo|thumb|alt|screenshot)"
        r"[ _-]?\d{0,3}|"
        r"[请請]?(?:在?这里|此处)?(?:插入|添加|输入|写)图片的?(?:描述|名称|说明|标题)?|图片(?:默认)?(?:描述|说明|标题)|"
        r"enter image description here|alt(?:ernative)? text|image description|default|null|undefined|filev?|"
        r"cover[_-]image|scan me!?|-w\d{2,4}|image-\d{14,17}|boxcn[\da-z]{22}|[\da-f]{16}\?w=\d.*|"
        r"(?:.{1,4}_)?[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}(?:-picture|-sz_\d{1,9})?|"
        r"(?:(?:微信|企业微信|QQ|屏幕)?(?:图片|截图)|屏幕快照|截屏|Jietu|WX|Snipaste|PixPin|Screenshot(?: from)?)"
        r"[ _-]?\d{4}[-\d _:.@x]*(?:[上下]午)?[-\d _:.@x]*|"
        r"(?:点击|點擊)(?:图片|圖片)?(?:查看|看|放大|打开|檢視|瀏覽)(?:原|大|高清)?.{0,4}[图圖]片?|"
        r"图片点击可在新窗口打开查看",
        is_whole=True,
    )


def is_pixel(image: Image, attributes: dict[str, str | None]) -> bool:
    """Whether the picture is too small to be seen, or a blank line of one pixel, or shown without any size."""
    if image.width or image.height:
        least, most = sorted((image.width, image.height))
        return least == 1 or 0 < least <= most <= _PIXEL
    return all(re.match(_NO_SIZE, attributes.get(name) or "") for name in ("width", "height"))


def is_small(image: Image) -> bool:
    """Whether the picture is as small as an icon."""
    return 0 < image.width <= _ICON and 0 < image.height <= _ICON


def is_icon(image: Image, node: Any) -> bool:
    """Whether the picture is a logo or button: by its file name, or because it is small and its class says so."""
    if _is_icon_file(image.src):
        return True
    if not is_small(image):
        return False
    while node is not None and node.tag in ("img", "a", "span"):
        if re.search(_ICON_CLASS, node.attributes.get("class") or ""):
            return True
        node = node.parent
    return False


def is_emoji(image: Image) -> bool:
    """Whether the picture is that of an emoji, and its alt text is the emoji, or how one types it: [笑哭], :smile:."""
    if not image.alt:
        return False
    if not 0 < image.width <= _ICON and (not re.search(_EMOJI_FILE, image.src) or re.search(_PHOTO, image.src)):
        return False
    return re.fullmatch(_EMOJI if image.alt[0] not in "[:" else _EMOTICON, image.alt) is not None


def floats(attributes: dict[str, str | None]) -> bool:
    """Whether a picture stands at the side of the lines around it."""
    return re.search(_FLOAT, attributes.get("style") or "") is not None


def line_ends(node: Any) -> tuple[bool, bool]:
    """Whether a line ends before a picture, and behind it, since it has one of its own in a paragraph.

    It has where Markdown was written; markup that is set out in lines has an indent.
    """
    parent = node.parent
    if parent is None or parent.tag != "p":
        return False, False
    before, behind = node.prev, node.next
    if before is not None and not (before.tag == "-text" and before.text_content.endswith("\n")):
        return False, False
    if behind is not None:
        text = behind.text_content if behind.tag == "-text" else ""
        if text[:1] != "\n" or text[1:2].isspace():
            return False, False
    return before is not None, behind is not None


def read_embed(node: Any, tag: str, attributes: dict[str, str | None]) -> tuple[str | None, bool]:
    """The address of a video or frame, None if it has none; and whether it is invisibly small."""
    src = attributes.get("src") or attributes.get("data-src") or attributes.get("data")
    if not src and tag in ("video", "audio", "object"):
        source = node.css_first("source[src], embed[src]")
        src = source.attributes.get("src") if source is not None else None
    href = clean_address(src) if src else None
    if href is not None and href.startswith(("mailto:", "#")):
        href = None
    return href, max(number(attributes.get(name), 999) for name in ("width", "height")) <= _PIXEL


def number(value: str | None, default: int = 0) -> int:
    """The whole number that an attribute begins with."""
    match = _NUMBER.match(value) if value else None
    return int(match[1]) if match else default


def _source(attributes: dict[str, str | None]) -> str | None:
    """The address of the picture: that of the real one if a lazy loader has it, and ``src`` is a placeholder.

    So is the file name on the author's disk that an editor left there, and in the alt text.
    """
    src = clean_image_address(attributes.get("src") or "")
    alt = attributes.get("alt")
    on_disk = alt and src is not None and src.endswith(f"/{alt}") and re.search(_FILE_NAME, alt)
    if src is not None and not on_disk and not re.search(_PAGE, src):
        return src
    for name in _LAZY:
        if (value := attributes.get(name)) and (real := clean_image_address(value)) is not None:
            return real
    srcset = (attributes.get("srcset") or attributes.get("data-srcset") or "").split(",")[0].split()
    return src or (clean_image_address(srcset[0]) if srcset else None)
