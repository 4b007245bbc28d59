"""Rule files: data that says what is boilerplate, with one file for each site, and samples of what to keep."""

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self

import tomli

from fraudnews.errors import RuleError, meant
from fraudnews.model import Kind
from fraudnews.patterns import Alternatives, fault_of
from fraudnews.rulefiles import COMMON, name_of, read_rules
from fraudnews.selectors import needed_name, split_selectors

_TABLES = ("remove", "keep", "unlink")
#: Bytes at the beginning of a built-in file that most likely hold its [site] table.
_MOST_OF_SITE = 4096
#: The longest line, in characters, that a text rule removes by default.
_LONG = 100
_LONGEST = {Kind.DISCLAIMER: 400}


class Rule(NamedTuple):
    """One rule: what it matches, and where.

    ``where`` is the part of the story that a text rule looks at. The brake never undoes ``certain`` rules, and ``weak``
    ones first. ``section`` removes the list of links below a heading as well; ``linked`` requires that half of the text
    is links, ``pictured`` a picture beside the line, ``last`` that no line follows; ``max_chars`` is the longest text
    of an element, or line, that it removes. ``role`` is a :class:`Role` or "".
    """

    id: str
    kind: Kind
    css: str = ""
    token: Alternatives = ()
    text: Alternatives = ()
    suffix: Alternatives = ()
    href: Alternatives = ()
    image: Alternatives = ()
    comment: str = ""
    where: str = "end"
    section: bool = False
    linked: bool = False
    pictured: bool = False
    last: bool = False
    certain: bool = False
    weak: bool = False
    max_chars: int = 0
    role: str = ""
    why: str = ""
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    @property
    def is_common(self) -> bool:
        """Whether it is a built-in rule for all posts, which does not apply to narration."""
        return self.id.startswith(f"{COMMON}/")

    @property
    def longest(self) -> int:
        """The longest line, in characters, that the rule removes."""
        return self.max_chars or longest_line(self.kind)


def longest_line(kind: Kind) -> int:
    """The longest line, in characters, that a text rule of this kind removes by default."""
    return _LONGEST.get(kind, _LONG)


class Keep(NamedTuple):
    """Lines that no rule removes; ``samples`` are such lines."""

    id: str
    text: Alternatives
    samples: tuple[str, ...] = ()


class Unlink(NamedTuple):
    """Links whose address is removed and whose words stay, by element or by address."""

    id: str
    css: str = ""
    href: Alternatives = ()


class RuleFile(NamedTuple):
    """A rule file as read: what identifies the posts of its site, and its rules."""

    name: str
    site: str | None
    authors: tuple[str, ...]
    hosts: tuple[str, ...]
    image_hosts: tuple[str, ...]
    rules: tuple[Rule, ...]
    keeps: tuple[Keep, ...]
    unlinks: tuple[Unlink, ...]

    @property
    def is_of_site(self) -> bool:
        """Whether its rules are for the posts of one site, not for all."""
        return bool(self.authors or self.hosts or self.image_hosts)

    def with_more(self, file: Self) -> Self:
        """These rules followed by those of another file."""
        rules, keeps, unlinks = self.rules + file.rules, self.keeps + file.keeps, self.unlinks + file.unlinks
        return self._replace(rules=rules, keeps=keeps, unlinks=unlinks)


class _Spot(NamedTuple):
    """One table of a rule file, for messages: ``number`` counts those of its name from 0."""

    path: str
    section: str
    number: int
    item: Any

    def __str__(self) -> str:
        if self.section in ("", "site"):
            return "[site]" if self.section else "the file"
        name = self.item.get("id", "?") if isinstance(self.item, dict) else "?"
        return f"{'' if self.section == 'remove' else f'{self.section} '}rule {name!r}"

    def error(self, key: str, problem: str, remedy: str) -> RuleError:
        """The error for ``key``, with its line, or that of the table if it has no such key."""
        from itertools import islice

        from fraudnews.places import find_tables, tables_of  # only for messages

        tables = find_tables(read_rules(self.path))
        table = next(islice(tables_of(tables, self.section), self.number, None))
        if self.section == "":
            line = next((other.first for other in tables[1:] if other.name == key), table.keys.get(key, 1))
        else:
            line = table.keys.get(key if table.name == self.section else self.section, table.first)
        return RuleError(f"{self.path}:{line}: {self}: {problem}", remedy)


def read_rule_file(path: str | os.PathLike[str], *, check: bool = True) -> RuleFile:
    """Read one rule file. RuleError names file, line, rule, key, and what was meant.

    Without ``check``, for built-in files, keys, patterns and selectors are trusted, as tests have checked them, and
    samples are skipped, which are most of a file.
    """
    path = os.fspath(path)
    if not check:
        return _rule_file(path, _load(path, _without_samples))
    data = _load(path, str)
    _check_keys(_Spot(path, "", 0, data))
    for key in _TABLES:
        if not isinstance(data.get(key, []), list):
            problem = f"{key} is no list of tables"
            raise _Spot(path, "", 0, data).error(key, problem, f"write [[{key}]] over each rule")
    site = _Spot(path, "site", 0, data.get("site", {}))
    _check_keys(site)
    _check_hosts(site)
    spots = [_Spot(path, key, number, item) for key in _TABLES for number, item in enumerate(data.get(key, ()))]
    for spot in spots:
        _check_keys(spot)
    for spot in spots:
        _check_needed(spot)
    _check_ids([spot for spot in spots if spot.section == "remove"])
    for spot in spots:
        _check_patterns(spot)
    return _rule_file(path, data)


def read_site(path: str) -> RuleFile:
    """A built-in file without its rules: they are not read, since [site] comes first."""
    with open(path, "rb", buffering=0) as file:
        head = file.read(_MOST_OF_SITE)
        if b"\n[[" not in head:
            head += file.read()
    return _rule_file(path, tomli.loads(head.partition(b"\n[[")[0].decode()))


def _load(path: str, wanted: Callable[[str], str]) -> dict[str, Any]:
    text = read_rules(path)
    try:
        return tomli.loads(wanted(text))
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"{path}: {error}", "rule files are TOML in UTF-8") from None


def _rule_file(path: str, data: dict[str, Any]) -> RuleFile:
    site = data.get("site", {})
    stem = name_of(path)
    return RuleFile(
        name=stem,
        site=site.get("name"),
        authors=tuple(site.get("author", ())),
        hosts=tuple(site.get("hosts", ())) or ((stem,) if site and "." in stem else ()),
        image_hosts=tuple(site.get("image_hosts", ())),
        rules=tuple(_rule(rule_id(stem, item), item) for item in data.get("remove", ())),
        keeps=tuple(_keep(rule_id(stem, item), item) for item in data.get("keep", ())),
        unlinks=tuple(_unlink(rule_id(stem, item), item) for item in data.get("unlink", ())),
    )


def _without_samples(text: str) -> str:
    """The text of a built-in file without samples: lists on one line, or with the closing bracket on its own line."""
    left: list[str] = []
    in_samples = False
    for line in text.split("\n"):
        if in_samples:
            in_samples = line != "]"
        elif line.startswith(("removes = [", "keeps = [")):
            in_samples = not line.endswith("]")
        else:
            left.append(line)
    return "\n".join(left)


def rule_id(stem: str, item: dict[str, Any]) -> str:
    """The id of the rule in a table, as records have it; ``stem`` is the name of its file."""
    return f"{stem}/{item.get('id', '?')}"


def _rule(name: str, item: dict[str, Any]) -> Rule:
    return Rule(
        id=name,
        kind=Kind(item["kind"]),
        token=_alternatives(item, "class"),
        text=_alternatives(item, "text"),
        suffix=_alternatives(item, "suffix"),
        href=_alternatives(item, "href"),
        image=_alternatives(item, "image"),
        certain=item.get("certain", "css" in item or "comment" in item),
        weak=item.get("weak", "class" in item or bool(item.get("section"))),
        removes=tuple(item.get("removes", ())),
        keeps=tuple(item.get("keeps", ())),
        **{
            key: item[key]
            for key in ("css", "comment", "where", "section", "linked", "pictured", "last", "max_chars", "role", "why")
            if key in item
        },
    )


def _alternatives(item: dict[str, Any], key: str) -> Alternatives:
    """The patterns under ``key``: none, one, or a list of alternatives."""
    value = item.get(key, [])
    return tuple(value) if isinstance(value, list) else (value,)


def _keep(name: str, item: dict[str, Any]) -> Keep:
    return Keep(name, _alternatives(item, "text"), tuple(item.get("keeps", ())))


def _unlink(name: str, item: dict[str, Any]) -> Unlink:
    return Unlink(name, item.get("css", ""), _alternatives(item, "href"))


def _check_keys(spot: _Spot) -> None:
    from fraudnews.ruleschema import PROPERTIES  # only for rules that somebody writes

    if not isinstance(spot.item, dict):
        raise spot.error("", "it is no table", "write [site], [[remove]], [[keep]] and [[unlink]]")
    known = PROPERTIES[spot.section] if spot.section else {key: {} for key in PROPERTIES}
    for key, value in spot.item.items():
        if key not in known:
            raise spot.error(key, f"unknown key {key!r}", meant(key, sorted(known)))
        form = _form_of(known[key])
        if form and not _has_form(value, form):
            raise spot.error(key, f"{key} is not {form}", f"write {key} = {_FORMS[form]}")
        words = known[key].get("enum")
        if words and value not in words:
            raise spot.error(key, f"unknown {key} {value!r}", meant(value, words))


_FORMS = {
    "a string": '"…"', "a pattern, or a list of them": "'…'", "true or false": "true", "a list of strings": '["…"]',
    "a whole number": "100",
}  # fmt: skip
_FORM_OF_TYPE = {
    "string": "a string", "boolean": "true or false", "integer": "a whole number", "array": "a list of strings",
}  # fmt: skip


def _form_of(schema: Mapping[str, Any]) -> str:
    """What a value with this schema is, in words; "" if it may be anything."""
    if "anyOf" in schema:
        return "a pattern, or a list of them"
    return "a string" if "enum" in schema else _FORM_OF_TYPE.get(schema.get("type", ""), "")


def _has_form(value: Any, form: str) -> bool:
    match form:
        case "a string":
            return isinstance(value, str) and bool(value)
        case "a pattern, or a list of them":
            patterns = value if isinstance(value, list) else [value]
            return bool(patterns) and all(isinstance(pattern, str) and pattern for pattern in patterns)
        case "true or false":
            return isinstance(value, bool)
        case "a whole number":
            return isinstance(value, int) and not isinstance(value, bool) and value > 0
        case _:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _check_hosts(spot: _Spot) -> None:
    """RuleError for a host that no address can have, because no post would ever match it."""
    for host in spot.item.get("hosts", ()):
        if host != host.lower() or not set(host).isdisjoint("/:*@ "):
            remedy = "write it as addresses have it, such as news.example.cn; example.cn stands for every host below it"
            raise spot.error("hosts", f"{host!r} is no host", remedy)


def _check_needed(spot: _Spot) -> None:
    """RuleError where a table lacks a key, or has two of those of which it may have one."""
    from fraudnews.ruleschema import ONE_OF, PROPERTIES, REQUIRED

    for key in REQUIRED.get(spot.section, ()):
        if key not in spot.item:
            words = PROPERTIES[spot.section][key].get("enum")
            raise spot.error(key, f"it has no {key}", meant("", words) if words else f'give it one: {key} = "…"')
    keys = ONE_OF.get(spot.section, ())
    if keys and sum(key in spot.item for key in keys) != 1:
        raise spot.error("", f"it needs exactly one of {', '.join(keys)}", "write one in each rule")


def _check_ids(spots: list[_Spot]) -> None:
    seen: set[str] = set()
    for spot in spots:
        name = spot.item["id"]
        if name in seen:
            raise spot.error("id", "another rule before it has this id", "give each its own")
        seen.add(name)


def _check_patterns(spot: _Spot) -> None:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    from fraudnews.ruleschema import PROPERTIES

    for key, schema in PROPERTIES[spot.section].items():
        for pattern in _alternatives(spot.item, key) if "anyOf" in schema else ():
            _check_pattern(spot, key, pattern)
    for selector in split_selectors(spot.item.get("css", "")):
        try:
            LexborHTMLParser("<p>").css(selector)
        except SelectolaxError:
            raise spot.error("css", f"css: {selector!r} is no selector", "write it as in a style sheet") from None
        if not any(needed_name(selector)):
            raise spot.error("css", f"css: {selector!r} fits any element", "name an element, a class or an attribute")


def _check_pattern(spot: _Spot, key: str, pattern: str) -> None:
    fault = fault_of(pattern)
    if fault is not None:
        is_foreign = fault.startswith(("invalid perl operator", "invalid escape sequence"))
        hint = "patterns are RE2: no look-around, no back-references" if is_foreign else "write it as RE2 reads it"
        raise spot.error(key, f"{key}: {fault}", hint)
