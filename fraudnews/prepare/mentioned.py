"""Tags that a story mentions, scraped unescaped, which a parser would take for markup."""

from __future__ import annotations

import re
from itertools import zip_longest

from fraudnews.prepare.listings import escaped

#: Elements whose content is not shown: an unclosed one would swallow the story after it.
_SWALLOWING = (
    "script style title textarea template noscript noframes xmp plaintext svg canvas map video audio object"
).split()
#: Elements of a form that a story may mention, too: bare, unclosed and behind words, none is one of the page.
_OF_FORMS = "input select button form fieldset legend datalist optgroup".split()
MENTIONED = (*_SWALLOWING, *_OF_FORMS)
#: Unclosed PHP, which a parser takes for a comment up to the next ``>``.
_PHP = r"(?is)<\?(?=php|=)(?!.{0,2000}\?>)"
#: Elements that a story may mention with attributes; others with attributes are markup.
_WITH_VALUES = frozenset(("script", "style", "template"))
#: What follows a tag that is mentioned: words without code before the next tag, or the end of another element.
_IN_LINE = r"[^\S\n]*[^<\s{;=][^<\n{;=]*(?:<|\Z)|[^\S\n]*</"
#: What follows one behind words at the end of a line: the next line, in words without code.
_AT_END = r"\s*<br ?/?>\s*[^\x00-\x7f][^<{;=]*<"
#: Words before a tag, on its line and near it.
_WORDS_BEFORE, _NEAR = r"[^<>\s][^<>\S\n]*\Z", 8
#: What is no tag unless its name is that of an element: ``List<String>``, ``<branch name>``, an address.
_ANGLED = (
    r"<(?:([a-zA-Z](?:[^\s<>/\"'=:,?&\[]|::)*)(?:[ ,?&\[][^<>/\"'=:\n]{0,60})?(?=[<>]|\Z)|"
    r"(?=https?://[^\s<>\"']{1,2000}>|[\w.+-]{1,60}@[\w.-]{1,60}>))"
)
_KEPT = r"(?is)<!--.*?(?:--!?>|\Z)|<(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z)|"
_ELEMENTS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote "
    "body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl "
    "dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math "
    "menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p "
    "param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select slot "
    "small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th "
    "thead time title tr track tt u ul var video wbr xmp".split()
)


def show_mentioned(html: str, noted: frozenset[str], others: frozenset[str]) -> str:
    """Escape unclosed PHP, tags of unclosed elements that would swallow text, and tags of unknown elements.

    ``noted`` is how tags begin that may be one of the first two, ``others`` are names of other tags.
    """
    if "?" in noted:
        html = re.sub(_PHP, "&lt;?", html)
    names = noted.intersection(MENTIONED)
    unclosed = [name for name in names if html.count(f"<{name}") > html.count(f"</{name}")]
    if unclosed:
        html = _show_unclosed(html, unclosed)
    if ">" in noted and "<>" in html:  # a parser keeps it as text, but drops its end
        html = html.replace("</>", "&lt;/>")
    return html if _ELEMENTS.issuperset(others) else _show_unknown(html)


def _show_unclosed(html: str, names: list[str]) -> str:
    """Escape the unclosed tags of these names: ``put it into <script> tags``, scraped unescaped."""
    shown: list[tuple[int, str]] = []
    for name in names:
        tags = list(re.finditer(rf"(?i)<(/?){name}(?:\s[^<>]*)?>", html))
        for tag, following in zip_longest(tags, tags[1:]):
            if not (tag[1] or (following and following[1])) and _is_mentioned(html, tag, name):
                shown.append((tag.start(), tag[0]))
    pieces: list[str] = []
    position = 0
    for start, tag in sorted(shown):
        pieces += [html[position:start], escaped(tag)]
        position = start + len(tag)
    return "".join(pieces) + html[position:]


def _is_mentioned(html: str, tag: re.Match[str], name: str) -> bool:
    """Whether a tag that nothing closes is a word of the line around it."""
    if "=" in tag[0] and name not in _WITH_VALUES:
        return False
    before = html[max(tag.start() - _NEAR, 0) : tag.start()]
    is_behind_words = re.search(_WORDS_BEFORE, before) is not None
    if name in _OF_FORMS and not is_behind_words:
        return False
    what_follows = f"{_IN_LINE}|{_AT_END}" if is_behind_words and name not in _OF_FORMS else _IN_LINE
    return re.compile(what_follows).match(html, tag.end()) is not None


def _show_unknown(html: str) -> str:
    """Escape unclosed tags whose name is not that of an element."""
    names = set(re.findall(_ANGLED, html))
    known = _ELEMENTS.union(map(str.lower, re.findall(r"</([^\s<>]+)\s*>", html)))
    shown = {name for name in names if name.lower() not in known}
    if not shown:
        return html

    def show(match: re.Match[str]) -> str:
        is_text = match["raw"] is None and not match[0].startswith("<!--") and (match[2] or "") in shown
        return f"&lt;{match[0][1:]}" if is_text else match[0]

    return re.sub(_KEPT + _ANGLED, show, html)
