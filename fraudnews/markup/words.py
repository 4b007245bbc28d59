"""Text as a reader sees it: blanks folded, invisible characters removed, lines trimmed."""

from __future__ import annotations

import re
from itertools import chain, groupby, pairwise
from typing import Any

from fraudnews.address import clean_image_address
from fraudnews.model import Break, Image, Inline, Run

#: Blanks of any width, which are trimmed from the edges of a line, with the usual indent of two U+3000.
EDGE = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

#: A line end in the source behind a wide mark and before a wide character: it parts no words, and is no blank.
_LINE_END_OF_MARK = "(?<=[，。、；：！？”’…」』）】》])[ \t\u3000]*\r?\n[ \t\u3000]*(?=[\u2e80-\u9fff\uff01-\uff5e“‘])"
_BLANKS = "\n\u00a0\t\r\f\v\x85\u2028\u2029"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
#: Joiners without effect: no emoji follows, nor a letter of a script that uses them.
_LOOSE_JOINER = "[\u200c\u200d]+(?![\u0600-\u0eff\u2190-\u2bff\U0001f000-\U0001faff])"
_BREAK = Break()
#: The width in pixels from which on a picture stands alone, and not within the text; how the address of a photo ends.
_WIDE, _PHOTO = 200, (".jpg", ".jpeg", ".JPG", ".JPEG")
#: How many characters a paragraph has at least, and all of them together, that are a story where notes are expected.
_PARAGRAPH, _STORY = 30, 300
_SENTENCE_ENDS = tuple("。！？…”」")


def fold(text: str) -> str:
    """``text`` with runs of blanks as one blank and without invisible characters. One pattern would be slower."""
    if text.isprintable() and "  " not in text:  # most are: then the space is the only blank there is
        return text
    if not text.isascii() and ("\u200b" in text or "\ufeff" in text or "\u2060" in text):
        text = text.translate(_INVISIBLE)
    if "\u200d" in text or "\u200c" in text:
        text = re.sub(_LOOSE_JOINER, "", text)
    if "\n" in text and not text.isascii():
        text = re.sub(_LINE_END_OF_MARK, "", text)
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def squeeze(text: str) -> str:
    """``text`` folded and without blanks at its edges."""
    return fold(text.strip(EDGE)).strip(EDGE)  # without its indent, most text has nothing to fold


def paragraphs(line: list[Inline]) -> list[tuple[Inline, ...]]:
    """Split a line at doubled breaks, and trim each piece and each of its lines."""
    if any(type(item) is Image and _stands_alone(item) for item in line):
        line = _set_apart(list(trim(line)))
    ends = [place for place, item in enumerate(line) if type(item) is Break]
    if not ends:
        return list(filter(None, (trim(line),)))
    pieces: list[list[Inline]] = []
    goes_on = False
    for start, end in pairwise((-1, *ends, len(line))):
        content = trim(line[start + 1 : end])
        if content and goes_on:
            pieces[-1] += (_BREAK, *content)
        elif content:
            pieces.append(list(content))
        goes_on = bool(content)
    return list(map(tuple, pieces))


def _set_apart(line: list[Inline]) -> list[Inline]:
    """Doubled breaks around wide pictures that stand behind the end of a sentence, or before what begins one."""
    groups = [list(group) for _, group in groupby(line, key=lambda item: type(item) is Image)]
    for before, pictures, after in zip([[], *groups], groups, [*groups[1:], []], strict=False):
        if (
            any(type(picture) is Image and _stands_alone(picture) for picture in pictures)
            and (not before or (type(last := before[-1]) is Run and last.text.rstrip(EDGE).endswith(_SENTENCE_ENDS)))
            and not (after and _is_blank(after[0]))
        ):
            pictures[:] = [_BREAK, _BREAK, *pictures, _BREAK, _BREAK]
    return list(chain.from_iterable(groups))


def _stands_alone(picture: Image) -> bool:
    """Whether a picture is wide, or a photo of no known width: no link, which may go on, and no alt text to repeat."""
    is_photo = not (picture.width or picture.alt or picture.href) and picture.src.split("?", 1)[0].endswith(_PHOTO)
    return picture.width >= _WIDE or is_photo


def trim(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The inlines without blanks and line breaks at the edges."""
    start, end = 0, len(inlines)
    while start < end and _is_blank(inlines[start]):
        start += 1
    while start < end and _is_blank(inlines[end - 1]):
        end -= 1
    kept = inlines[start:end]
    if kept and type(first := kept[0]) is Run and first.text[0] in EDGE:
        kept[0] = first._replace(text=first.text.lstrip(EDGE))
    if kept and type(last := kept[-1]) is Run and last.text[-1] in EDGE:
        kept[-1] = last._replace(text=last.text.rstrip(EDGE))
    return tuple(kept)


def _is_blank(item: Inline) -> bool:
    return type(item) is Break or (type(item) is Run and not item.text.strip(EDGE))


def visible_text(node: Any) -> tuple[str, tuple[str, ...]]:
    """The text below ``node`` as a reader sees it, on one line, and the addresses of its pictures."""
    pieces: list[str] = []
    images: list[str] = []
    for item in node.traverse(include_text=True):
        tag = item.tag
        if tag == "-text":
            if item.parent.tag not in ("style", "script"):
                pieces.append(item.text_content)
        elif tag == "img":
            attributes = item.attributes
            src = attributes.get("src") or attributes.get("data-src")
            if src:
                images.append(clean_image_address(src) or src[:200])
    return squeeze("".join(pieces)), tuple(images)


def has_story(node: Any) -> bool:
    """Whether paragraphs below ``node`` say so much that they are no note of the page: links do not count."""
    said = [len(squeeze(part.text(deep=True))) for part in node.css("p") if part.css_first("a") is None]
    return sum(length for length in said if length >= _PARAGRAPH) >= _STORY
