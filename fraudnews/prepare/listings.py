"""Code in ``<pre>`` and ``<code>``: which tags in it are markup, and which are text that was scraped unescaped."""

from __future__ import annotations

import re

_PRE = r"(?is)<!--.*?(?:--!?>|\Z)|(<pre\b[^<>]*>)(.*?)(</pre\s*>|\Z)"
#: The table of Rouge in a listing, with one cell for the line numbers and one for the lines.
_ROUGE = (
    r"(?is)(<pre\b[^<>]*>\s*<code\b[^<>]*>)\s*<table\b[^<>]*>\s*<tbody[^<>]*>\s*<tr[^<>]*>\s*"
    r"<td\b[^<>]*>\s*<pre\b[^<>]*>([\d\s]*)</pre>\s*</td>\s*<td\b[^<>]*>\s*<pre\b[^<>]*>((?:(?!</pre).)*)</pre>\s*"
    r"</td>\s*</tr>\s*</tbody>\s*</table>(\s*</code>\s*</pre>)"
)  # fmt: skip
#: A tag; an attribute of more than 1,000 characters is a picture in itself.
_TAG = (
    r"<(/?)([a-zA-Z][\w.-]*)"
    r"((?:[^<>\"']|\"(?:(?!data:)[^\"]{0,1000}|data:[^\"<>]*)\"|'(?:(?!data:)[^']{0,1000}|data:[^'<>]*)')*)>|<"
)
_INLINE_CODE = (
    r"(?i)<!--(?s:.*?)(?:--!?>|\Z)|<pre\b(?s:.*?)(?:</pre\s*>|\Z)|"
    r"(<code\b[^<>]*>)((?:(?!</?(?:code|pre)\b)[^\n]){1,300})(</code\s*>)"
)
#: A paragraph of nothing but code.
_PARAGRAPH_OF_CODE = (
    r"(?is)<p\b[^<>]*>\s*(<code\b[^<>]*>(?:(?!</?(?:code|pre|p)\b).)*</code\s*>)\s*</p\s*>|<pre\b.*?(?:</pre\s*>|\Z)"
)
#: The language and the buttons of 掘金 over the first line of a listing, or below its last, copied with the code.
_OVER_CODE = (
    r"(?i)(<pre\b[^<>]*>(?:\s*<code\b[^<>]*>)?)"
    r"(\s*(?:[\w+#-]{1,20} ?)?(?:体验AI代码助手\s*)?代码解读\s*复制代码|\s*复制代码(?=\n))"
)
_BELOW_CODE = r"(?i)(?<=\n)([ \t]*复制代码)(?=\s*(?:</code\s*>\s*)?</pre)"
_IN_CODE = frozenset("a b i u s em strong font span mark sub sup ins del small kbd var samp".split())
_IN_PRE = frozenset("code br a b i em strong font mark u sup sub del ins img small".split())
_HIGHLIGHTED = r"(?i)<code\b[^<>]*\bclass=[^<>]*(?:\b(?:hljs|copyable)\b|\blang(?:uage)?-)"
#: The language is an attribute of its own: the feed has removed the classes of the highlighter.
_CLASSLESS = r"(?i)<code\b(?=[^<>]*\slang=)(?![^<>]*(?:\bhljs\b|\blang(?:uage)?-))"
#: Tags of the line numbers of a highlighter, and its class and that of its button.
_LINES_OF_HLJS, _HLJS = frozenset("table tbody tr td ol li div".split()), ("hljs-ln", "hljs-button")
#: The class of the line numbers of Prism: an empty span for each line, behind the code.
_ROWS = "line-numbers-rows"
#: The empty span with which Pygments begins a listing; one with a line to itself is code.
_FIRST_SPAN = r"(?i)\A\s*(?:<span></span>)?(<code\b[^<>]*>)<span></span>(?=[^\n])"
#: A header with language and buttons before the code, and its greatest length.
_HEADED, _HEAD = r"(?is)\s*<div\b.*</div\s*>\s*", 2000
_NUMBERED = r"(?i)<code\b[^<>]*>\s*<ol\b"
#: A word of code in its colour, as in what was copied from a page: there, comments are bare ``<em>``.
_COLOURED = r"(?i)<span\s+style=[\"'][^\"'<>]{0,200}\bcolor:"
#: A picture has an address: ``<img src=x onerror=alert(1)>`` and ``<img src="">`` are code.
_PICTURED = r"(?i)=\s*[\"']?(?:(?:https?:)?//|data:)|src[\w-]*\s*=\s*[\"']?[^\s\"'<>{}]*[./]\w"
_LINES_IN_PRE = frozenset("div p ol ul li table tbody tr td section pre".split())
#: A paragraph that ends as a sentence does, and the number of them that are a story.
_SENTENCE, _SENTENCES = r"(?i)[。！？；：…](?:</?[a-z][^<>]*>)*</p\s*>", 3


def list_code(html: str) -> str:
    """``html`` with paragraphs of nothing but several lines of code as listings."""
    return re.sub(
        _PARAGRAPH_OF_CODE, lambda match: f"<pre>{match[1]}</pre>" if "\n" in (match[1] or "") else match[0], html
    )


def escape_listings(html: str) -> str:
    """``html`` with tags escaped that are text of a ``<pre>``; one around a whole story becomes a ``<div>``."""
    if "rouge-table" in html:
        html = re.sub(_ROUGE, r'\1<span class="lineno">\2</span>\3\4', html)
    html = re.sub(_PRE, _escape_code, html)
    if "复制代码" in html:
        html = re.sub(_OVER_CODE, r'\1<span class="code-block-extension-header">\2</span>', html)
        html = re.sub(_BELOW_CODE, r'<span class="copy-code-btn">\1</span>', html)
    return html


def escape_inline_code(html: str) -> str:
    """``html`` with tags escaped that are text of an inline ``<code>``."""
    return re.sub(_INLINE_CODE, _escape_inline_code, html)


def escaped(text: str) -> str:
    """``text`` escaped for HTML, also within attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _escape_code(match: re.Match[str]) -> str:
    """Escape the tags in a listing that are its text: ``<Route path="/">`` in code scraped unescaped."""
    begin, html, end = match.groups()
    if begin is None or "<" not in html:
        return match[0]
    html = re.sub(_FIRST_SPAN, r"\1", html)
    listing = _Listing(html)
    if listing.is_story:
        return f"<div{begin[len('<pre') :]}{html}{end and '</div>'}"
    return begin + re.sub(_TAG, lambda tag: tag[0] if listing.is_markup(tag) else escaped(tag[0]), html) + end


class _Listing:
    """The content of a ``<pre>``: where the code is, and whether a highlighter marked it up.

    The code is that of a ``<code>``, which comes first or, if the listing ``is_headed``, after a language and buttons.
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.start, self.end = html.find("<code"), html.rfind("</code")
        self.is_headed = re.fullmatch(_HEADED, html[: max(self.start, 0)]) is not None
        self.has_code = 0 <= self.start < (_HEAD if self.is_headed else 200)
        is_highlighted = self._begins_as(_HIGHLIGHTED, 200)
        self.has_bare_spans = not is_highlighted or self._begins_as(_CLASSLESS, 200)
        self.is_numbered = self._begins_as(_NUMBERED, 300)
        self.rows = html.find(_ROWS)
        self.formats = _IN_PRE
        if is_highlighted and re.search(_COLOURED, html) is None:  # a highlighter's own tags are spans
            self.formats = frozenset(("code",)) if "\n" in html else frozenset(("code", "br"))
        #: Open tags whose end is markup if their beginning is.
        self.opened: dict[str, list[bool]] = {"span": [], "button": []}
        if any(name in html for name in _HLJS):
            self.opened |= {name: [] for name in _LINES_OF_HLJS}

    def _begins_as(self, pattern: str, within: int) -> bool:
        """Whether the pattern is in the first ``within`` characters of the code."""
        return self.has_code and re.search(pattern, self.html[self.start : self.start + within]) is not None

    @property
    def is_story(self) -> bool:
        """Whether it is a story: no code, and paragraphs that end as sentences do."""
        return not self.has_code and "<pre" not in self.html and len(re.findall(_SENTENCE, self.html)) >= _SENTENCES

    def is_markup(self, tag: re.Match[str]) -> bool:
        """Whether a tag is markup, not text; must be called for all tags in order."""
        if self.is_headed and self.has_code and tag.start() < self.start:
            return True
        name = (tag[2] or "").lower()
        is_inside = self.has_code and tag.start() < self.end
        if name in self.opened:
            return self._ends_as_it_began(tag, name, is_inside=is_inside)
        if name == "img" and re.search(_PICTURED, tag[3]) is None:
            return False
        if name in (self.formats if is_inside else _IN_PRE):
            return True
        return name in _LINES_IN_PRE and (not is_inside or (self.is_numbered and name in ("ol", "li")))

    def _ends_as_it_began(self, tag: re.Match[str], name: str, *, is_inside: bool) -> bool:
        opened = self.opened[name]
        if tag[1]:
            return opened.pop() if opened else False
        if name == "span":
            is_bare = self.has_bare_spans or 0 <= self.rows < tag.start()
        else:
            is_bare = name in _LINES_IN_PRE and not is_inside
        opened.append(is_bare or _is_highlight(name, tag[3]))
        return opened[-1]


def _escape_inline_code(match: re.Match[str]) -> str:
    """Escape the tags in ``<code>`` that are its text: ``the element <code><input></code>``, scraped unescaped.

    Formatting is markup if it begins and ends within; a comment, line break or picture if there is other text.
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
            if re.search(_PICTURED, tag[3]) if name == "img" else len(code) > len(tag[0]):
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
    """Whether a highlighter put a tag into a listing: it has a class or style, as code rarely has."""
    if name == "button":
        return "copy" in attributes
    if name in _LINES_OF_HLJS:
        return "hljs-" in attributes or (name in ("tbody", "tr", "li") and not attributes.strip())
    return "class=" in attributes or "style=" in attributes or "data-" in attributes
