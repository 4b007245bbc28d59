"""Where the front matter ends and the body begins, however broken the delimiters are."""

from __future__ import annotations

import re
from typing import NamedTuple

from fraudnews.model import Json
from fraudnews.parse.plain import read_plain
from fraudnews.parse.values import KEY, NotReadableError, read_json, read_toml, warn_of_repeated

#: A file may begin with empty lines and byte order marks, in any order.
_START = r"[\s\ufeff\u200b]*+"
_OPEN = re.compile(_START + r"-{3,}[ \t]*\n")
_CLOSE = re.compile(r"\n(?:-{3,}|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = _START + r"\+\+\+[ \t]*\n"
_TOML_CLOSE = r"\n\+\+\+[ \t]*(?:\n|\Z)"
_TOML_LINES = r"(?:[\w.-]+[ \t]*=[^\n]*(?:\n|\Z))++"
_TOML_KEY = r"(?m)^([\w.-]+)[ \t]*=[ \t]*"
_BARE = _START + r"(?=(?:title|layout|date|author|tags|categories)[ \t]*:)"
_JSON = _START + r"(;;;[ \t]*\n)?\s*(?=[{\"])"
_JSON_CLOSE = r"\n;;;[ \t]*(?:\n|\Z)"
_KNOWN = frozenset(
    "title headline date layout author authors categories category tags tag url link original_url source description "
    "summary keywords permalink headimg thumbnail cover image comments draft slug pubDate published abbrlink".split()
)
_ITEM = r"[ \t]*-(?:[ \t]|$)"
#: The longest line of a wrapped title, in characters; a longer line belongs to the body.
_MAX_CONTINUATION = 300


class Header(NamedTuple):
    """The keys of a front matter as plain JSON, the text behind it, and what was mended."""

    values: dict[str, Json]
    body: str
    warnings: list[str]


def read_header(text: str) -> Header:
    r"""Split ``text`` (line ends already ``\n``) into front matter and body.

    Never fails: an invalid header is read line by line, and ``warnings`` says so. What is not certainly a header stays
    in the body.
    """
    if (match := _OPEN.match(text)) is not None:
        return _yaml(text, match.end())
    if (match := re.match(_TOML, text)) is not None:
        return _toml(text, match.end())
    if (match := re.match(_BARE, text)) is not None:
        return _bare(text, match.end())
    if (match := re.match(_JSON, text)) is not None:
        return _json(text, match.end(), marked=match[1] is not None)
    return Header({}, text, [])


def _yaml(text: str, start: int) -> Header:
    close = _CLOSE.search(text, start - 1)
    if close is None:
        return _unclosed(text, start, _end_of_header(text, start))
    head = text[start : close.start()]
    bare = head.lstrip()
    if not bare:
        return Header({}, text[close.end() :], [])
    if bare[0] not in "{#" and KEY.match(bare.split("\n", 1)[0]) is None:
        return Header({}, text, [])  # a body that begins with a horizontal rule
    values, warnings, broken = _read(head)
    if not values:
        return Header({}, text, [])
    is_known = not _KNOWN.isdisjoint(values)
    if broken or not is_known:
        end = _end_of_header(head, 0)
        rest = head[end:].lstrip("\n")
        if broken and rest and (head[end : end + 2] == "\n\n" or rest[0] in "<#" or len(rest) > _MAX_CONTINUATION):
            return _unclosed(text, start, start + end)
        if not is_known and (rest or head[0] == "\n"):
            return Header({}, text, [])
    return Header(values, text[close.end() :], warnings)


def _unclosed(text: str, start: int, end: int) -> Header:
    """A header that ends at ``end`` without a delimiter, if it is one: it must have a known key."""
    values, warnings, _ = _read(text[start:end])
    if _KNOWN.isdisjoint(values):
        return Header({}, text, [])
    return Header(values, text[end:], ["front matter: no --- after it", *warnings])


def _bare(text: str, start: int) -> Header:
    close = _CLOSE.search(text, start)
    if close is None or text[_end_of_header(text, start) : close.start()].strip():
        return Header({}, text, [])
    values, warnings, _ = _read(text[start : close.start()])
    return Header(values, text[close.end() :], ["front matter: no --- before it", *warnings])


def _end_of_header(text: str, start: int) -> int:
    """Where lines stop being ``key: value``, list items, comments or their continuations."""
    end = position = start
    blank = in_key = in_title = False
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        if not line or line.isspace():
            blank = True
        elif (match := KEY.match(line.lstrip("\t"))) is not None or (line[0] == "#" and not blank):
            if match is not None and match[1] in _KNOWN:
                in_title = match[1] == "title"
            in_key, blank, end = True, False, stop
        elif in_key and (re.match(_ITEM, line) or line[0] in " \t") and not blank:
            end = stop
        elif not in_key or line[0] == "<" or len(line) > _MAX_CONTINUATION:
            break  # other lines belong to the header only if a key follows
        elif blank and not (in_title and _leads_on(text, position)):
            break
        position = stop + 1
    return end


def _leads_on(text: str, position: int) -> bool:
    """Whether the lines after an empty one continue a title: two known keys follow right below."""
    seen = 0
    for line in text[position : position + _MAX_CONTINUATION].split("\n"):
        match = KEY.match(line)
        if match is not None and match[1] in _KNOWN:
            seen += 1
        elif (seen and not re.match(_ITEM, line)) or line.startswith(("<", "---")):
            return False
        if seen == 2:
            return True
    return False


def _read(head: str) -> tuple[dict[str, Json], list[str], bool]:
    """The values of a YAML header, warnings, and whether YAML could not read it."""
    plain = read_plain(head)
    if plain is not None:
        return plain[0], warn_of_repeated(plain[1]), False
    from fraudnews.parse.yamlheader import read_yaml

    try:
        values, repeated = read_yaml(head)
        problem = "" if values else "no mapping"
    except NotReadableError as error:
        problem = str(error)
    if problem:
        from fraudnews.parse.lines import read_lines  # only for headers that are no YAML

        values, repeated = read_lines(head)
        warnings = [f"front matter: read line by line: {problem}"]
    else:
        from fraudnews.parse.lines import keep_as_written

        warnings = [
            f"front matter: {key} is taken as written, not as YAML has it" for key in keep_as_written(head, values)
        ]
    return values, [*warnings, *warn_of_repeated(repeated)], bool(problem)


def _toml(text: str, start: int) -> Header:
    warnings: list[str] = []
    if (close := re.compile(_TOML_CLOSE).search(text, start - 1)) is not None:
        end, behind = close.span()
    elif (lines := re.compile(_TOML_LINES).match(text, start)) is not None:
        end = behind = lines.end()
        warnings.append("front matter: no +++ after it")
    else:
        return Header({}, text, [])
    head = text[start:end]
    try:
        values = read_toml(head)
    except NotReadableError as error:
        from fraudnews.parse.lines import read_lines

        values, repeated = read_lines(re.sub(_TOML_KEY, r"\1: ", head))
        warnings += [f"front matter: read line by line: {error}", *warn_of_repeated(repeated)]
    if (warnings and not values) or (close is None and _KNOWN.isdisjoint(values)):
        return Header({}, text, [])
    return Header(values, text[behind:], warnings)


def _json(text: str, start: int, *, marked: bool) -> Header:
    """A JSON object, or with Hexo's ``;;;`` below it perhaps without its braces."""
    close = re.compile(_JSON_CLOSE).search(text, start)
    if close is not None and text[start] == '"':
        source, end = "{" + text[start : close.start()] + "}", close.end()
    else:
        source, end = text[start:] if start else text, -1
    try:
        values, length, repeated = read_json(source)
    except NotReadableError:
        return Header({}, text, [])
    if end < 0:
        behind = re.compile(r"[ \t]*(?:\n(?:;;;[ \t]*(?:\n|\Z))?|\Z)").match(text, start + length)
        if behind is None or (not marked and _KNOWN.isdisjoint(values)):
            return Header({}, text, [])
        end = behind.end()
    return Header(values, text[end:], warn_of_repeated(repeated))
