"""The source of a body, made ready for the parser: Markdown, broken comments, unescaped code, site generators' tags."""

from __future__ import annotations

import re
from typing import NamedTuple

from fraudnews.prepare.listings import escape_inline_code, escape_listings, escaped, list_code
from fraudnews.prepare.mentioned import MENTIONED, show_mentioned

_WRAPPED = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+<(?:div|p|article|section|table|html|body|!doctype|center|span|font|figure|style|script|main|h[1-6]|ul|ol)\b",
    re.I | re.S,
)  # fmt: skip
_ONE_WRAP = re.compile(r"\s*<(div|section|article)(?:\s[^<>]*)?>([^<>]*(?:<img\b[^<>\n]*>[^<>]*)*)</\1>\s*", re.I)
_CLOSED = re.compile(r"(?:</[a-z0-9]{1,10}>|-->|<br ?/?>|<(?:img|hr)\b[^>]*>)\s*\Z", re.I)
_BLOCK_TAG = r"(?i)(?<!\\)<(?:p|pre|div|br|table|tr|ul|ol|li|section|article|h[1-6]|blockquote)\b"
#: From here on, patterns for what few posts have; ``re`` compiles and caches those that are used.
_BLANK_LINE = r"\n[ \t\u3000]*\n"
_MARKDOWN = (
    r"(?m)^(?:#{1,6}[ \t]+\S|[ \t]{0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\S|[ \t]{0,3}>[ \t]|```|~~~|[ \t]{0,3}\|.+\|[ \t]*$|"
    r"(?:[-*_][ \t]*){3,}$|={3,}$)|\]\(\S|\*\*\S[^*\n]*\*\*|`[^`\n]+`"
)  # fmt: skip
#: Where a page has no Markdown, whatever looks like it.
_NO_SIGNS = r"(?is)<pre\b.*?(?:</pre>|\Z)|<!--.*?(?:-->|\Z)"
#: Signs of Markdown too weak to count beside tags: backslashes at line ends and before characters, addresses, one star.
_SLIGHT_MARKDOWN = r"(?m)[^\\\n]\\$|\\[!-/:-@\[-`{-~]|<https?://[^<>\s]+>|(?<![*\w])\*[^*\s](?:[^*\n]*[^*\s])?\*(?![*\w])|~~\S[^~\n]*~~"
#: A picture of Markdown in a paragraph of its own or below a tag.
_PICTURE = r"(?:(?:>|\n)[ \t]*\n|\A) {0,3}!\[[^\[\]\n]*\]\(https?://[^()\s]+\)[ \t]*(?=\n[ \t]*[\n<]|\s*\Z)"
#: A page to the end of its last tag; and Markdown below a blank line: a heading, or a link.
_LAST_TAG = r"(?s).*</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"
_MARKDOWN_BELOW = rf"(?s)[ \t]*{_BLANK_LINE}.*?(?:(?m:^)#{{1,6}} \S|\]\(https?://)"
#: Where a link leads that the text has by its number.
_REFERENCE = r"(?m)^ {0,3}\[([^\[\]\n]{1,60})\]: ?<?https?://"
#: Signs of the source of a site generator: tags in braces, and marks beyond Markdown.
_TAG_SIGNS = ("{%", "{{<")
_MARK_SIGNS = ("{:", "{#", "{.", "{ ", ":::", "[!", "[TOC]", "[toc]", "](data:image/svg")
_LISTED_START = r"<!--\s*(\w{3,40})\["
_LISTED_END = r"--+!?>|(?=\s*</?[a-z]|\s*\Z)"
_BROKEN_COMMENT = r"[‹＜]!-{1,2}[^<>‹›]{0,300}[>›]|<![–—][^<>]{0,300}[–—]>"
#: A drawing in an address with unescaped quotation marks: to a parser the first one ends it, and the rest is text.
_BROKEN_DRAWING = r'(?is)"data:image/svg\+xml[^"<>]{0,200}<svg\b[^<>"]{0,500}".{0,2000}?(?:/|</svg)>"'
#: So many characters in a comment that never closes are no loss to speak of.
_LEAST_LOST = 200
#: How tags begin, all found at once, and which of these need a closer look.
_BEGINNINGS = re.compile(r"<(![–—]?|[?>]|/[Tt]emplate|/TEMPLATE|[\w.+-][^\s<>/\"'=,?&\[]*)")
_NOTED = re.compile(rf"![–—]?|[?>]|/?[Tt]emplate|/?TEMPLATE|iframe|IFRAME|pre|code|{'|'.join(MENTIONED)}")
#: The name that the parser gets for ``<template>``, as it does not show the content of a real one.
TEMPLATE = "fraudnews-template"
_TEMPLATE = r"(?i)<(/?)template\b"
#: Line ends written as in a string of a program, between a block's end or a block in another and the next tag.
_BLOCK = r"(?:p|pre|hr|div|t(?:able|head|body|[rdh])|[uod]l|li|section|article|h[1-6]|blockquote|figure|figcaption)\b"
_WRITTEN_ENDS = rf"(?i)(</{_BLOCK}[^<>]*>|<{_BLOCK}[^<>]*>(?=[\s\\nrt]*<[a-z]))\s*(?:\\[nrt]\s*)+(?=</?{_BLOCK})"
#: The check box of an item in a task list.
_TASK = r"(?i)(<li\b[^<>]*>\s*(?:<(?:p|label|span)\b[^<>]*>\s*)?)<input\b([^<>]*\btype=[\"']?checkbox[^<>]*)>\s*"
#: The tags around what readers without scripts see, and tags in it; elements that have no end, those that the next one
#: of their kind ends, and how many open ones are searched for the one that a tag ends.
_NOSCRIPT, _TAG = r"(?i)<(/?)noscript\b[^<>]*>", r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>"
_NO_END, _ENDED_BY_NEXT, _DEEPEST = frozenset("br hr img input source wbr".split()), frozenset(("p", "li")), 60
_IFRAME = r"(?i)<iframe\b[^<>]*>(?!\s*</iframe)"
_FRAME_TAG = r"(?i)<(/?)iframe\b"
_STYLE = r"(?is)<style\b[^<>]*>(.*?)(?:</style|\Z)"
_STYLE_RULE, _AT_RULE = r"(?<![^{}])([^{}]+)\{([^{}]*)\}", r"@[^@{}]{0,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
_NONE = r"(?i)(?:^|;)\s*display\s*:\s*none"
_SIMPLE = r"[.#][\w-]{1,60}"


class Prepared(NamedTuple):
    """HTML ready to parse; ``hidden`` are the simple selectors (``.ad``) that its own style sheets hide."""

    html: str
    hidden: frozenset[str]
    warnings: list[str]


def to_html(body: str) -> str:
    """``body`` as HTML, with braces restored: Markdown is rendered, plain lines become paragraphs."""
    if _has_any(body, _TAG_SIGNS):
        from fraudnews.prepare.generators import without_tags  # few bodies are sources of a site generator

        body = without_tags(body)
    if "&#12" in body:
        body = body.replace("&#123;", "{").replace("&#125;", "}")
    if _has_any(body, _MARK_SIGNS):
        from fraudnews.prepare.generators import without_marks

        body = without_marks(body)
    if (wrap := _ONE_WRAP.fullmatch(body)) and re.search(_BLANK_LINE, wrap[2]):  # lines without a tag but pictures
        body = wrap[2]
    elif _WRAPPED.match(body) and _CLOSED.search(body.rstrip()[-80:]) and not _has_picture(body):
        return body
    is_wrapped = _WRAPPED.match(body) is not None
    signs = len(re.findall(_MARKDOWN, re.sub(_NO_SIGNS, "", body) if is_wrapped else body))
    tags = len(re.findall(_BLOCK_TAG, body))
    is_markdown = signs > 0 and (tags == 0 or signs >= tags or not is_wrapped or _has_picture(body))
    if is_markdown or (tags == 0 and (re.search(_SLIGHT_MARKDOWN, body) or _has_references(body))):
        from fraudnews.prepare.markdown import markdown_to_html

        return markdown_to_html(body)
    if tags:
        return _with_markdown_below(body)
    return re.sub(rf"{_BLANK_LINE}\s*", "<p>", body.strip()).replace("\n", "<br>")


def _with_markdown_below(html: str) -> str:
    """A page with what a generator's author wrote in Markdown below its last tag rendered, too."""
    last = re.match(_LAST_TAG, html)
    if last is None or re.match(_MARKDOWN_BELOW, below := html[last.end() :]) is None:
        return html
    from fraudnews.prepare.markdown import markdown_to_html

    return last[0] + markdown_to_html(below)


def _has_picture(body: str) -> bool:
    """Whether a line is a picture in Markdown, outside of listings as far as one sees: that is no HTML alone."""
    return "](http" in body and "<pre" not in body and re.search(_PICTURE, body) is not None


def _has_references(body: str) -> bool:
    """Whether all addresses that are given by number are those of links: any other would be lost."""
    labels = re.findall(_REFERENCE, body)
    return bool(labels) and all(f"][{label}]" in body for label in labels)


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    """Whether one of the signs is in ``text``: its first character alone is looked for in a tenth of the time."""
    for sign in signs:  # noqa: SIM110  # any() takes twice as long
        if sign[0] in text and sign in text:
            return True
    return False


def prepare_html(html: str) -> Prepared:
    """Mend what a parser would get wrong: broken comments, and tags that are code in ``<pre>`` and ``<code>``."""
    if "[" in html and "<!--" in html:
        html = _without_listed_comments(html)
    begun = frozenset(_BEGINNINGS.findall(html))
    noted = frozenset(name[0] for name in map(_NOTED.match, begun) if name)
    if "‹" in html or "＜" in html or "!–" in noted or "!—" in noted:
        html = re.sub(_BROKEN_COMMENT, _mark_comment, html)
    warnings = _warnings_of_comments(html)
    if "pre" in noted or "code" in noted:
        html = escape_listings(list_code(html))
    if "code" in noted:
        html = escape_inline_code(html)
    html = show_mentioned(_without_strings(html, noted), noted, begun - noted)
    if "input" in noted:
        html = re.sub(_TASK, _ballot, html)
    if "noscript" in begun:
        html = _close_noscripts(html)
    if "iframe" in noted or "IFRAME" in noted:
        html = re.sub(_IFRAME, _close_frame, html)
    if any("template" in name.lower() for name in noted):
        html = re.sub(_TEMPLATE, rf"<\1{TEMPLATE}", html)
    hidden = _hidden_selectors(html) if "style" in noted and "display" in html else ()
    return Prepared(html, frozenset(hidden), warnings)


def _warnings_of_comments(html: str) -> list[str]:
    """A warning if a comment never closes and much is in it; closed ones may precede it."""
    start = html.rfind("<!--")
    lost = len(html) - start
    if start < 0 or lost <= _LEAST_LOST or html.find("-->", start) >= 0 or html.find("--!>", start) >= 0:
        return []
    return [f"a comment never closes: the last {lost:,} characters are in it"]


def _without_strings(html: str, noted: frozenset[str]) -> str:
    """Remove remains of a string in a program: escaped line ends, and a drawing in an address."""
    if _has_any(html, ("\\n",)):
        html = re.sub(_WRITTEN_ENDS, r"\1\n", html)
    if "svg" in noted and '"data:' in html:
        html = re.sub(_BROKEN_DRAWING, '""', html)
    return html


def _ballot(match: re.Match[str]) -> str:
    """The check box of a task as a character."""
    from fraudnews.prepare.markdown import ballot  # few posts have one

    ticked = re.search(r"(?i)\schecked\b", f" {match[2]}") is not None
    return f"{match[1]}{ballot(ticked=ticked)} "


def _close_frame(match: re.Match[str]) -> str:
    """Close a frame that is not closed before the next one: the parser takes all that follows for its text."""
    following = re.compile(_FRAME_TAG).search(match.string, match.end())
    return match[0] if following is not None and following[1] else f"{match[0]}</iframe>"


def _close_noscripts(html: str) -> str:
    """End what is open in ``<noscript>`` at its end, which a parser passes over in a paragraph or list."""
    parts: list[str] = []
    done, start = 0, -1
    for tag in re.finditer(_NOSCRIPT, html):
        if tag[1] and start >= 0:
            parts += html[done : tag.start()], _ends_of_open(html[start : tag.start()])
            done = tag.start()
        start = -1 if tag[1] else tag.end()
    return "".join((*parts, html[done:]))


def _ends_of_open(html: str) -> str:
    """The tags that end what is open at the end of ``html``."""
    opened: list[str] = []
    for ends, tag in re.findall(_TAG, html):
        name = tag.lower()
        if not ends and name not in _NO_END:
            if opened and opened[-1] == name and name in _ENDED_BY_NEXT:
                opened.pop()
            opened.append(name)
        elif name in opened[-_DEEPEST:]:
            while opened.pop() != name:
                pass
    return "".join(f"</{name}>" for name in reversed(opened))


def _without_listed_comments(html: str) -> str:
    """Remove ``<!--name[ … ]name-->`` as a whole: it may contain comments, and its end may be cut off."""
    kept: list[str] = []
    position = 0
    unclosed: set[str] = set()  # each is looked for once
    for match in re.finditer(_LISTED_START, html):
        if match.start() < position or match[1] in unclosed:
            continue
        close = html.find(f"]{match[1]}", match.end())
        if close < 0:
            unclosed.add(match[1])
            continue
        again = html.find(match[0], match.end(), close)
        if again >= 0 and html.find("-->", match.end(), again) >= 0:
            continue  # it ends like any comment, before the next one begins
        end = re.compile(_LISTED_END).match(html, close + len(match[1]) + 1)
        if end is not None:
            kept.append(html[position : match.start()])
            position = end.end()
    return "".join(kept) + html[position:]


def _mark_comment(match: re.Match[str]) -> str:
    """Put what was meant as a comment into an element that a rule removes and records."""
    return f'<span class="fraudnews-broken-comment">{escaped(match[0])}</span>'


def _hidden_selectors(html: str) -> list[str]:
    """The simple selectors with ``display: none``, outside of ``@media``."""
    found = []
    for style in re.findall(_STYLE, html):
        depth_free = re.sub(_AT_RULE, "", style) if "@" in style else style
        for selectors, declarations in re.findall(_STYLE_RULE, depth_free):
            if re.search(_NONE, declarations):
                found += [name for part in selectors.split(",") if re.fullmatch(_SIMPLE, name := part.strip())]
    return found
