"""Tags of site generators in the source of a body: Hexo, Jekyll, Hugo, Kramdown, boxes, tables of contents."""

from __future__ import annotations

import re

from fraudnews.prepare.listings import escaped
from fraudnews.prepare.mending import CODE, outside_code

_HEXO = (
    rf"(?ims)({CODE})|\{{%-?\s*(?:end)?(raw|asset_(?:img|path|link)|post_(?:link|path)|(?:block|pull|center)quote|codeblock|code|"
    r"note|cq|youtube|vimeo|jsfiddle|gist|iframe|img|link|include(?:_code|_relative)?|tabs?|button|btn|label|mermaid|video|audio|"
    r"aplayer|meting|hideToggle|folding|details|grouppicture|timeline|gallery|cell|checkbox|radio|highlight)\b([^%\n]{0,500})%\}"
)  # fmt: skip
#: The beginning of a listing in Hexo, Jekyll or Hugo: its indent, the tag, and the arguments of the tag.
_LISTING = (
    rf"(?ims)({CODE})|^([ \t]*)(?:\{{%-?\s*(codeblock|code|highlight)\b([^%\n]{{0,500}})%\}}|"
    r"\{\{[<%]\s*(highlight)\b([^{}\n]{0,500}?)[>%]\}\})[ \t]*\n"
)
_END_OF_HEXO = r"(?im)^[ \t]*\{{%-?\s*end{}\s*-?%\}}"
_END_OF_HUGO = r"(?im)^[ \t]*\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"
_LANGUAGE = r"(?i)\slang:([\w+#.-]+)"
#: Jekyll and Hugo have the language first.
_FIRST_LANGUAGE = r"\s*([\w+#.-]+)"
#: The beginning, with its title, or end of a box in VuePress or Docusaurus; and of a box in GitHub or Obsidian.
_BOX = (
    rf"(?ims)({CODE})|^[ \t]*:{{3,}}[ \t]*(?:"
    r"(?:\{[^{}\n]{0,100}\}|[a-z][a-z0-9-]{0,30})(?:\[([^\]\n]*)\]|[ \t]*(?![:./])([^\n]*)))?[ \t]*$"
)
_CALLOUT = rf"(?ims)({CODE})|^([ \t]*>[ \t]*)\[![a-z]{{3,20}}\][+-]?[ \t]*"
#: Attributes of a block or picture in Kramdown, ``{: .center width="50%"}``; ``{:toc}`` replaces a list item.
_ATTRIBUTE = r"(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')|no_toc)"
_ATTRIBUTES = (
    rf"(?ims)({CODE}|<code\b.*?(?:</code\s*>|\Z))|"
    r"(?:^[ \t]*(?:[-*+]|1\.)[ \t][^\n]{0,40}\n)?(?<![ \t])[ \t]*\{:toc[^{}\n]{0,100}\}|"
    rf"(?<![ \t])[ \t]*\{{:[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE}){{0,9}}[ \t]*\}}"
)
#: The same without a colon, behind a heading or alone, in Pandoc, Hugo, MkDocs and Wiki.js: ``## Title {#id .wide}``.
_LINE_ATTRIBUTE = r"(?:#[\w-]+|\.[A-Za-z][\w-]*|data-[a-z-]{2,40}|[A-Za-z][\w-]*=(?:\"[^\"\n]{0,300}\"|[\w-]+))"
_AT_LINE_END = rf"\{{[ \t]*{_LINE_ATTRIBUTE}(?:[ \t]+{_LINE_ATTRIBUTE}){{0,9}}[ \t]*\}}(?=[ \t]*#*[ \t]*$)"
_LINE_ATTRIBUTES = rf"(?ims)({CODE}|<(pre|code)\b.*?(?:</\2\s*>|\Z))|(?<![ \t])[ \t]*{_AT_LINE_END}"
_HEADING_OR_NOTHING = r"[ \t]{0,3}#{1,6}[ \t].*|[ \t>]*"
#: A picture of nothing, which 知乎 has until the real one is loaded, as converters write it.
_NO_PICTURE = rf"(?ims)({CODE})|!\[\]\(data:image/svg\+xml;[^<>()\n]{{0,40}},<svg\b[^<>\n]{{0,300}}></svg>\)"
#: The place of a table of contents.
_CONTENTS = rf"(?ims)({CODE})|(?:^|<p>)[ \t]*(?:\[\[toc\]\]|@?\[toc\](?:\([^()\n]{{0,100}}\))?)[ \t]*(?:</p>|$)"
_HUGO = (
    rf"(?ims)({CODE})|\{{\{{[<%]\s*/?\s*(video|youtube|vimeo|bilibili|figure|highlight|notice|admonition|raw|rawhtml|gist|tweet|x|"
    r"instagram|param|ref|relref|quote|blockquote|center|tabs?|details|audio|music|iframe|img|image)\b([^{}\n]{0,2000}?)/?[>%]\}\}"
)  # fmt: skip
_HUGO_VALUE = r'(?i)\b(src|link|caption|alt|title)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')'


def without_tags(body: str) -> str:
    """``body`` with tags of Hexo, Jekyll and Hugo replaced by what a reader sees; code is not touched."""
    return outside_code(_HUGO, _shortcode, outside_code(_HEXO, _hexo_tag, _fence_listings(body)))


def without_marks(body: str) -> str:
    """``body``, its braces restored, without marks of Kramdown, boxes and tables of contents; code is not touched."""
    if "{:" in body:
        body = outside_code(_ATTRIBUTES, lambda _: "", body)
    if ("{#" in body or "{." in body or "{ " in body) and re.search(f"(?im){_AT_LINE_END}", body) is not None:
        body = outside_code(_LINE_ATTRIBUTES, _line_attributes, body)
    if "](data:image/svg" in body:
        body = outside_code(_NO_PICTURE, lambda _: "", body)
    if ":::" in body:
        body = outside_code(_BOX, lambda box: f"\n{box[2] or box[3] or ''}\n", body)
    if "[!" in body:
        body = outside_code(_CALLOUT, lambda box: box[2], body)
    if "[TOC]" in body or "[toc]" in body:
        body = outside_code(_CONTENTS, lambda _: "", body)
    return body


def _line_attributes(match: re.Match[str]) -> str:
    """Nothing, if attributes stand behind a heading or alone; otherwise themselves."""
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return "" if re.fullmatch(_HEADING_OR_NOTHING, before) else match[0]


def _fence_listings(body: str) -> str:
    """``body`` with its listings in fences, since stars and indents outside of them are Markdown."""
    pieces = []
    written = position = 0
    unclosed = set()
    while match := re.compile(_LISTING).search(body, position):
        position = match.end()
        end = _END_OF_HUGO if match[5] else _END_OF_HEXO.format((match[3] or "").lower())
        if match[1] or end in unclosed:
            continue
        found = re.compile(end).search(body, position)
        if found is None:
            unclosed.add(end)  # nor do later ones end
            continue
        pieces += [body[written : match.start()], _fenced(match, body[position : found.start()])]
        written = position = found.end()
    return "".join(pieces) + body[written:]


def _fenced(tag: re.Match[str], code: str) -> str:
    _, indent, name, said, _, said_to_hugo = tag.groups()
    language = re.search(_LANGUAGE, said or "")
    if language is None and (name or "highlight").lower() == "highlight":
        language = re.match(_FIRST_LANGUAGE, said or said_to_hugo or "")
    fence = indent + "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`{3,}", code))])
    return f"{fence}{language[1] if language else ''}\n{code}{fence}"


def _hexo_tag(match: re.Match[str]) -> str:
    """What a reader sees of a tag of Hexo: the words of a link to another post, a picture, or nothing."""
    name, words = match[2].lower(), match[3].replace('"', " ").split()
    if name in ("post_link", "asset_link"):
        return " ".join(word for word in words[1:] if word not in ("true", "false"))
    if name == "asset_img" and (files := [word for word in words if re.search(r"\.\w{3,4}$", word)]):
        caption = " ".join(word for word in words[words.index(files[0]) + 1 :] if not word.isdigit())
        return f'<img src="{escaped(files[0])}" alt="{escaped(caption)}">'
    return ""


def _shortcode(match: re.Match[str]) -> str:
    """The HTML for ``{{< video src="…" >}}`` and ``{{< figure … >}}`` of Hugo; other tags show nothing."""
    values = {name.lower(): escaped(one or two) for name, one, two in re.findall(_HUGO_VALUE, match[3])}
    source = values.get("src")
    if source and match[2].lower() in ("figure", "img", "image"):
        caption = values.get("caption")
        shown = f'<img src="{source}" alt="{values.get("alt", "")}">'
        return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>" if caption else shown
    return f'<iframe src="{source}"></iframe>' if source else ""
