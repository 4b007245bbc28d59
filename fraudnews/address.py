"""Addresses of links and pictures: which may stay, and the targets of redirects."""

from __future__ import annotations

import re

from fraudnews.patterns import matcher

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"`{}\\]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
#: Query keys in which redirectors have the target, and the paths of redirectors.
_TARGET_KEYS = frozenset(
    ("target", "url", "u", "to", "goto", "go", "gourl", "redirect", "redirect_url", "link", "dest", "q")
)
_REDIRECT_PATH = (
    r"(?i)^/?$|(?:^|/)(?:links?|link2|goto|gotolink|go|go-wild|redirect|redirector|redir|jump|out|outlink|external|exit|leave|forward|"
    r"sinaurl|url|linkfilter|l\.php|link-?jump|transfer|safe(?:ty)?-?link)(?:\.(?:php|html?|aspx?|jsp))?/?$"
)  # fmt: skip
_REDIRECT_HOST = r"(?i)(?:^|\.)(?:links?|l|go|out|redirect|jump|away|exit|urldefense|href)\."
#: How a target in Base64 begins: http.
_CODED = "aHR0c"
#: Redirects in a row that are undone.
_MOST_REDIRECTS = 5
#: Addresses of affiliate programs, which do not show their target.
_AFFILIATE = re.compile(
    r"//(?:[\w-]+\.)*(?:duomai\.com|pvxt\.net|(?:s\.click|uland)\.taobao\.com|union-click\.jd\.com|union\.jd\.com|u\.jd\.com|"
    r"click\.linksynergy\.com|yiqifa\.com|linktech\.cn|chanet\.com\.cn|go\.skimresources\.com|awin1\.com)/",
    re.I,
)  # fmt: skip


def clean_address(href: str) -> str | None:
    """Return the address a link may keep: http(s), mailto or relative, redirects undone.

    None for every other scheme (``javascript:``, ``data:`` …), for affiliate links, for an empty
    address and for a bare ``#``.
    """
    href = _without_controls(href)
    if not href or href == "#":
        return None
    if href.startswith("//"):
        href = "https:" + href
    if (scheme := _SCHEME.match(href)) is not None:
        name = scheme[0].lower()
        if name == "mailto:":
            return _quote(href)
        if name not in ("http:", "https:"):
            return None
        for _ in range(_MOST_REDIRECTS):
            if _AFFILIATE.search(href):
                return None
            if (target := _undo_redirect(href)) == href:
                break
            href = target
    return _quote(href)


def clean_image_address(src: str) -> str | None:
    """Return the address a picture may keep: http(s) or relative; None for placeholders, pages, and other text.

    An inline picture (``data:``) stays if it is large enough.
    """
    src = _without_controls(src)
    if not src or _is_stand_in(src):
        return None
    if src.startswith("//"):
        src = "https:" + src
    if (scheme := _SCHEME.match(src)) is not None and scheme[0].lower() not in ("http:", "https:"):
        return src if re.match(_INLINE_PICTURE, src) and len(src) > 3_000 else None
    return _quote(src)


def host_of(address: str | None) -> str:
    """The host that an address names, without ``www.``; "" if there is none, or half a bracket."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


_is_stand_in = matcher(
    r"(?i)/(?:blank|spacer|space|ccc|loading|loader|load(?:ing|er)?-?img|lazy(?:load)?|placeholder|transparent|grey|pixel|1x1|default_lazy|trans|none)\.(?:gif|png|svg|jpe?g)(?:[?#]|$)|"
    r"(?:^|/)(?:undefined|null)$|^(?:%22|\")+$|^(?:https?:)?//[^?#:%]+\.s?html?$|^(?:https?:)?//mp\.weixin\.qq\.com/s[?/]"
)  # fmt: skip
_INLINE_PICTURE = r"(?i)data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]+\Z"


def _undo_redirect(href: str) -> str:
    _, _, query = href.partition("?")
    if "http" not in query and _CODED not in query:
        return href
    from urllib.parse import parse_qsl, unquote, urlsplit

    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if not (re.search(_REDIRECT_PATH, parts.path) or re.search(_REDIRECT_HOST, parts.netloc)):
        return href
    for key, value in parse_qsl(parts.query):
        if value.startswith(_CODED) and "referrer" not in key.lower():
            target = _decode(value)
        elif key.lower() in _TARGET_KEYS:
            target = value if "://" in value else unquote(value)
        else:
            continue
        if re.match(r"https?://[^/\s]+\.[^/\s]+", target):
            return target
    return href


def _decode(value: str) -> str:
    """The decoded Base64; "" if it is invalid. Queries turn its plus signs into blanks."""
    from base64 import urlsafe_b64decode

    try:
        return urlsafe_b64decode(value.translate({32: "-", 43: "-", 47: "_"}) + "==").decode()
    except ValueError:
        return ""


def _without_controls(address: str) -> str:
    return (address if address.isprintable() else _CONTROLS.sub("", address)).strip()


def _quote(href: str) -> str:
    """Percent-encode what no address may contain; all else stays as written, but for ``&`` that was escaped twice."""
    if "&amp;" in href:
        href = re.sub("&(?:amp;)+", "&", href)
    return _UNSAFE.sub(_percent, href)


def _percent(match: re.Match[str]) -> str:
    from urllib.parse import quote  # 2 ms: few addresses need it

    return quote(match[0])
