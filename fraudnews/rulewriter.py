"""Suggestions as a rule file: TOML for ``fraudnews rules try``, with the evidence as comments."""

from __future__ import annotations

import re
from typing import NamedTuple

from fraudnews.learn import Suggestion
from fraudnews.rules import longest_line

_NAMES = {"css": "element", "text": "line", "suffix": "tail", "comment": "range", "image": "picture"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Site(NamedTuple):
    """The site of a rule file: its name, and what identifies its posts. All empty: every post."""

    name: str = ""
    authors: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def write_rules(suggestions: list[Suggestion], site: Site, posts: int) -> str:
    """The whole rule file; rules are named by what they match and a number."""
    lines = [f"# Learned from {posts:,} posts. Look at what it would change: fraudnews rules try FILE PATH", ""]
    if any(site):
        lines += ["[site]"]
        lines += [f"name = {_string(site.name)}"] if site.name else []
        lines += [f"author = {_strings(site.authors)}"] if site.authors else []
        lines += [f"hosts = {_strings(site.hosts)}"] if site.hosts else []
        lines += [""]
    counts: dict[str, int] = {}
    for suggestion in suggestions:
        name = f"{suggestion.kind.value}-{_NAMES[suggestion.key]}"
        counts[name] = counts.get(name, 0) + 1
        lines += [*_rule(f"{name}-{counts[name]}", suggestion, f"{suggestion.posts:,} of {posts:,} posts"), ""]
    return "\n".join(lines)


def _rule(name: str, suggestion: Suggestion, seen: str) -> list[str]:
    lines = [f"# {seen}"]
    lines += [f"#   {_CONTROL.sub(' ', example)[:100]}" for example in suggestion.examples]
    lines += ["[[remove]]", f"id = {_string(name)}", f"kind = {_string(suggestion.kind.value)}"]
    lines.append(f"{suggestion.key} = {_string(suggestion.pattern)}")
    if suggestion.where != "end":
        lines.append(f"where = {_string(suggestion.where)}")
    if suggestion.section:
        lines.append("section = true")
    if suggestion.key == "text" and suggestion.longest > longest_line(suggestion.kind):
        lines.append(f"max_chars = {suggestion.longest + 20}")
    if suggestion.key == "css":
        lines.append(f"max_chars = {suggestion.longest + 50}")
    lines.append(f"why = {_string(f'recurs in {seen} of the site')}")
    lines.append(f"removes = {_strings((suggestion.removes,))}")
    lines += [f"keeps = {_strings((suggestion.keeps,))}"] if suggestion.keeps else []
    return lines


def _string(text: str) -> str:
    """A TOML string, literal if possible, so that patterns stay readable."""
    if "'" not in text and not _CONTROL.search(text):
        return f"'{text}'" if "\\" in text or '"' in text else f'"{text}"'
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def _strings(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_string, texts))}]"
