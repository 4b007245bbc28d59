"""Code in a body, ``<pre>`` and ``<code>``: which tags in it are markup, and which it shows, scraped unescaped."""

from __future__ import annotations

import re

_PRE = r"(?is)<!--.*?(?:--!?>|\Z)|(<pre\b[^<>]*>)(.*?)(</pre\s*>|\Z)"
#: The table that Rouge sets into a listing, with a listing of its own for the numbers and one for the lines.
_ROUGE = (
    r"(?is)(<pre\b[^<>]*>\s*<code\b[^<>]*>)\s*<table\b[^<>]*>\s*<tbody[^<>]*>\s*<tr[^<>]*>\s*"
    r"<td\b[^<>]*>\s*<pre\b[^<>]*>([\d\s]*)</pre>\s*</td>\s*<td\b[^<>]*>\s*<pre\b[^<>]*>((?:(?!</pre).)*)</pre>\s*"
    r"</td>\s*</tr>\s*</tbody>\s*</table>(\s*</code>\s*</pre>)"
)  # fmt: skip
_TAG = r"<(/?)([a-zA-Z][\w.-]*)((?:[^<>\"']|\"[^\"]{0,1000}\"|'[^']{0,1000}')*)>|<"
_INLINE_CODE = (
    r"(?i)<!--(?s:.*?)(?:--!?>|\Z)|<pre\b(?s:.*?)(?:</pre\s*>|\Z)|"
    r"(<code\b[^<>]*>)((?:(?!</?(?:code|pre)\b)[^\n]){1,300})(</code\s*>)"
)
#: A paragraph that is nothing but code.
_PARAGRAPH_OF_CODE = (
    r"(?is)<p\b[^<>]*>\s*(<code\b[^<>]*>(?:(?!</?(?:code|pre|p)\b).)*</code\s*>)\s*</p\s*>|<pre\b.*?(?:</pre\s*>|\Z)"
)
_IN_CODE = frozenset("a b i u s em strong font span mark sub sup ins del small kbd var samp".split())
_IN_PRE = frozenset("code br a b i em strong font mark u sup sub del ins img small".split())
_HIGHLIGHTED = r"(?i)<code\b[^<>]*\bclass=[^<>]*(?:\b(?:hljs|copyable)\b|\blang(?:uage)?-)"
#: The language stands beside the class, not in it: a feed that left ``<span>`` its tag took the highlighter's classes.
_CLASSLESS = r"(?i)<code\b(?=[^<>]*\slang=)(?![^<>]*(?:\bhljs\b|\blang(?:uage)?-))"
#: What numbers a highlighter's lines in a table or a list of its own, and the button it sets under them.
_LINES_OF_HLJS, _HLJS = frozenset("table tbody tr td ol li div".split()), ("hljs-ln", "hljs-button")
#: A language and buttons that stand before the code, and how long they are at most.
_HEADED, _HEAD = r"(?is)\s*<div\b.*</div\s*>\s*", 2000
_NUMBERED = r"(?i)<code\b[^<>]*>\s*<ol\b"
#: A picture names an address: ``<img src=x onerror=alert(1)>`` and ``<img src="">`` are code.
_PICTURED = r"(?i)=\s*[\"']?(?:(?:https?:)?//|data:)|src[\w-]*\s*=\s*[\"']?[^\s\"'<>{}]*[./]\w"
_LINES_IN_PRE = frozenset("div p ol ul li table tbody tr td section".split())
#: A paragraph that ends as a sentence does; so many of them are a story.
_SENTENCE, _SENTENCES = r"(?i)[。！？；：…](?:</?[a-z][^<>]*>)*</p\s*>", 3


def list_code(html: str) -> str:
    """``html`` with the code of several lines that is a paragraph of its own as a listing."""
    return re.sub(
        _PARAGRAPH_OF_CODE, lambda match: f"<pre>{match[1]}</pre>" if "\n" in (match[1] or "") else match[0], html
    )


def escape_listings(html: str) -> str:
    """``html`` with the tags escaped that are the text of a ``<pre>``; one around a whole story is no listing."""
    if "rouge-table" in html:
        html = re.sub(_ROUGE, r'\1<span class="lineno">\2</span>\3\4', html)
    return re.sub(_PRE, _escape_code, html)


def escape_inline_code(html: str) -> str:
    """``html`` with the tags escaped that are the text of a ``<code>`` in its line."""
    return re.sub(_INLINE_CODE, _escape_inline_code, html)


def escaped(text: str) -> str:
    """``text`` as HTML that shows it, in an attribute, too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _escape_code(match: re.Match[str]) -> str:
    """Escape the tags in a listing that are its text: ``<Route path="/">`` in code scraped unescaped."""
    if match[1] is None:
        return match[0]
    code = match[2]
    if "<" not in code:
        return match[0]
    start = code.lower().find("<code")
    headed = re.fullmatch(_HEADED, code[: max(start, 0)]) is not None
    in_code = 0 <= start < (_HEAD if headed else 200)
    if not in_code and "<pre" not in code and len(re.findall(_SENTENCE, code)) >= _SENTENCES:
        return f"<div{match[1][len('<pre') :]}{code}{match[3] and '</div>'}"
    highlighted = in_code and re.search(_HIGHLIGHTED, code[start : start + 200]) is not None
    bare_spans = not highlighted or re.search(_CLASSLESS, code[start : start + 200]) is not None
    numbered = in_code and re.search(_NUMBERED, code[start : start + 300]) is not None
    in_highlighted = ("code",) if "\n" in code else ("code", "br")  # a highlighter's own tags are spans
    end = code.lower().rfind("</code")  # buttons and line numbers stand behind it
    markup: dict[str, list[bool]] = {"span": [], "button": []}
    if any(name in code for name in _HLJS):
        markup |= {name: [] for name in _LINES_OF_HLJS}

    def keep(tag: re.Match[str]) -> str:
        if headed and in_code and tag.start() < start:
            return tag[0]
        name = (tag[2] or "").lower()
        inside = in_code and tag.start() < end
        if name in markup:  # an end is what its beginning was
            opened = markup[name]
            if tag[1]:
                kept = opened.pop() if opened else False
            else:
                bare = bare_spans if name == "span" else name in _LINES_IN_PRE and not inside
                kept = bare or _is_highlight(name, tag[3])
                opened.append(kept)
        else:
            formats = in_highlighted if inside and highlighted else _IN_PRE
            kept = name in formats or (name in _LINES_IN_PRE and (not inside or (numbered and name in ("ol", "li"))))
            if name == "img" and kept:
                kept = re.search(_PICTURED, tag[3]) is not None
        return tag[0] if kept else escaped(tag[0])

    return match[1] + re.sub(_TAG, keep, code) + match[3]


def _escape_inline_code(match: re.Match[str]) -> str:
    """Escape the tags in ``<code>`` that are its text: ``the element <code><input></code>``, scraped unescaped.

    Formatting is what begins and ends within; a comment, a line break or a picture is markup beside other text.
    """
    code = match[2]
    if code is None or "<" not in code:
        return match[0]
    tags = list(re.finditer(_TAG, code))
    markup: set[int] = set()
    opened: dict[str, list[int]] = {}
    for tag in tags:
        name = (tag[2] or "").lower()
        if name in ("br", "wbr", "img"):
            if name == "wbr" or (re.search(_PICTURED, tag[3]) if name == "img" else len(code) > len(tag[0])):
                markup.add(tag.start())
        elif name in _IN_CODE:
            if not tag[1]:
                opened.setdefault(name, []).append(tag.start())
            elif opened.get(name):
                markup |= {opened[name].pop(), tag.start()}
        elif code.startswith("<!--", tag.start()) and code.find("-->") != len(code) - len("-->"):
            markup.add(tag.start())
    shown = re.sub(_TAG, lambda tag: tag[0] if tag.start() in markup else escaped(tag[0]), code)
    return f"{match[1]}{shown}{match[3]}"


def _is_highlight(name: str, attributes: str) -> bool:
    """Whether a tag in a listing was put there by a highlighter: code of its own rarely styles a span."""
    if name == "button":
        return "copy" in attributes
    if name in _LINES_OF_HLJS:
        return "hljs-" in attributes or (name in ("tbody", "tr", "li") and not attributes.strip())
    return "class=" in attributes or "style=" in attributes or "data-" in attributes
