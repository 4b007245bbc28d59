"""The tolerant reader for headers that are not YAML: key by key, each as well as possible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fraudnews.model import Json
from fraudnews.parse.values import KEY, NotReadableError, read_json

_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*))?$")
_WRAP = re.compile(r"[\"']+")
_BLOCK = re.compile(r"[|>][+-]?\d?(?:[ \t]+#.*)?")
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
#: An unquoted value that YAML would cut off at a comment, or take for an anchor or a tag.
_TREACHEROUS = re.compile(r"^([\w.-]+)[ \t]*:[ \t]+((?:[!#&]|[^\s\"'|>\[{].*[ \t]#).*)$", re.M)
_WRAPPED = re.compile(r"^([\w.-]+)[ \t]*:[ \t]+(('{3,12})[^'].*\3)[ \t]*$", re.M)
#: Keys whose value is prose, in which `` #`` begins no comment.
_PROSE = frozenset({"title", "headline", "subtitle", "description", "summary", "excerpt"})


def read_lines(head: str) -> tuple[dict[str, Json], list[str]]:
    """Return the values of ``key: value`` lines, lists and nested blocks, and the repeated keys. Never fails."""
    values: dict[str, Json] = {}
    repeated: list[str] = []
    for key, first, more in _entries(head):
        if key in values:
            repeated.append(key)
        values[key] = _entry(first, more)
    return values, repeated


def keep_as_written(head: str, values: dict[str, Json]) -> list[str]:
    """Restore the text in ``values`` that YAML took for a comment, tag or anchor; return the keys."""
    mended = []
    if "'''" in head:  # to YAML these are quotes in the text, but crawlers put them around it
        for key, text, _ in _WRAPPED.findall(head):
            values[key] = _scalar(text)
            mended.append(key)
    if not (" #" in head or "\t#" in head or ": !" in head or ": &" in head):
        return mended
    for key, text in _TREACHEROUS.findall(head):
        held = values.get(key, "")
        if not isinstance(held, str | None) or held == text.strip() or not _is_text(key, text, head):
            continue
        values[key] = text.strip()
        mended.append(key)
    return mended


def _is_text(key: str, text: str, head: str) -> bool:
    """Whether a value is text: ``#话题`` is, but ``# note`` only in prose; an anchor is not if it is referred to."""
    if text[0] == "&":
        return f"*{text[1:].split(maxsplit=1)[0]}" not in head if text[1:].strip() else True
    if text.startswith("!!") and key not in _PROSE:
        return False
    if text[0] == "!" or key in _PROSE:
        return True
    return re.search(r"(?:^|[ \t])#[^\s#]", text) is not None


def _entries(head: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each key with the rest of its line, and the lines below that belong to it."""
    key, first, more = "", "", list[str]()
    for line in head.split("\n"):
        # A tab before a key is no nesting if the key above has a value.
        match = KEY.match(line.lstrip("\t") if first or not key else line)
        if match is not None:
            if key:
                yield key, first, more
            key, first, more = match[1], (match[2] or "").strip(), []
        elif key:
            more.append(line)
    if key:
        yield key, first, more


def _entry(first: str, more: list[str]) -> Json:
    lines = [line for line in more if line.strip() and not line.startswith("#")]
    if not lines:
        return _value(first)
    if not first and all(_ITEM.match(line) for line in lines):
        return [_value(line.strip()[1:]) for line in lines]
    if not first or _BLOCK.fullmatch(first) or first[0] in "[{\"'":
        from fraudnews.parse.yamlheader import read_yaml

        text = "\n".join(line.replace("\t", "  ") if line[:1] == "\t" else line for line in more)
        try:
            values, _ = read_yaml(f"key: {first}\n{text}")
        except NotReadableError:
            pass
        else:
            if len(values) == 1:
                return values.get("key")
    if _BLOCK.fullmatch(first):
        first = ""
    return _value(" ".join([first, *(line.strip() for line in lines)]))


def _value(text: str) -> Json:
    text = text.strip()
    if len(text) > 1 and text[0] == "[" and text[-1] == "]":
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    return _scalar(text)


def _scalar(text: str) -> Json:
    """A value without the quotes around it, as many as there are."""
    text = text.strip()
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    lead = _WRAP.match(text)
    if lead is None:
        return text
    if (single := _SINGLE.fullmatch(text)) is not None and len(lead[0]) == 1:
        return single[1].replace("''", "'")
    if _DOUBLE.fullmatch(text) and len(lead[0]) == 1:
        return _unescape(text)
    return _unwrap(text, lead[0])


def _unescape(text: str) -> Json:
    try:
        values, _, _ = read_json(f'{{"key": {text}}}')
    except NotReadableError:
        return text[1:-1]
    return values["key"]


def _unwrap(text: str, run: str) -> str:
    if len(run) == len(text):
        return ""
    inner = text[len(run) : -len(run)]
    twins = len(text) > 2 * len(run) and text.endswith(run[::-1])
    if twins and (len(run) > 2 or not set(run) & set(inner)):
        return inner
    return text[1:-1] if text[0] == text[-1] else text
