"""Checks of rule files that somebody writes: each error names file, line, rule, key, and what was meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from fraudnews.errors import RuleError, meant
from fraudnews.patterns import alternatives, fault_of
from fraudnews.rulefiles import read_rules
from fraudnews.ruleschema import ACTS_BESIDE, COVER, ONE_OF, PROPERTIES, REQUIRED
from fraudnews.selectors import needed_name, split_selectors


class _Spot(NamedTuple):
    """One table of a rule file, for messages; ``number`` counts the tables of its name from 0."""

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
        from fraudnews.places import find_tables, tables_of  # only for messages

        tables = find_tables(read_rules(self.path))
        table = next(islice(tables_of(tables, self.section), self.number, None))
        if self.section == "":
            line = next((other.first for other in tables[1:] if other.name == key), table.keys.get(key, 1))
        else:
            line = table.keys.get(key if table.name == self.section else self.section, table.first)
        return RuleError(f"{self.path}:{line}: {self}: {problem}", remedy)


def check_rule_file(path: str, data: dict[str, Any]) -> None:
    """RuleError for the first thing that is wrong with the tables of a rule file."""
    tables = [name for name in PROPERTIES if name != "site"]
    _check_keys(_Spot(path, "", 0, data))
    for key in tables:
        if not isinstance(data.get(key, []), list):
            problem = f"{key} is no list of tables"
            raise _Spot(path, "", 0, data).error(key, problem, f"write [[{key}]] over each rule")
    site = _Spot(path, "site", 0, data.get("site", {}))
    _check_keys(site)
    _check_hosts(site)
    spots = [_Spot(path, key, number, item) for key in tables for number, item in enumerate(data.get(key, ()))]
    for spot in spots:
        _check_keys(spot)
    for spot in spots:
        _check_needed(spot)
    removing = [spot for spot in spots if spot.section == "remove"]
    _check_ids(removing)
    for spot in removing:
        _check_acting(spot)
    for spot in spots:
        _check_patterns(spot)


def _check_keys(spot: _Spot) -> None:
    if not isinstance(spot.item, dict):
        raise spot.error("", "it is no table", "write [site], [[remove]], [[keep]] and [[unlink]]")
    known = PROPERTIES[spot.section] if spot.section else {key: {} for key in PROPERTIES}
    for key, value in spot.item.items():
        if key not in known:
            raise spot.error(key, f"unknown key {key!r}", meant(key, sorted(known)))
        name, example, fits = _FORMS.get(_type_of(known[key]), _ANY)
        if not fits(value):
            raise spot.error(key, f"{key} is not {name}", f"write {key} = {example}")
        words = known[key].get("enum")
        if words and value not in words:
            raise spot.error(key, f"unknown {key} {value!r}", meant(value, words))


def _check_needed(spot: _Spot) -> None:
    """RuleError where a table lacks a key, or has two of those of which it may have one."""
    for key in REQUIRED.get(spot.section, ()):
        if key not in spot.item:
            words = PROPERTIES[spot.section][key].get("enum")
            raise spot.error(key, f"it has no {key}", meant("", words) if words else f'give it one: {key} = "…"')
    keys = ONE_OF.get(spot.section, ())
    if keys and sum(key in spot.item for key in keys) != 1:
        raise spot.error("", f"it needs exactly one of {', '.join(keys)}", "write one in each rule")


def _check_acting(spot: _Spot) -> None:
    """RuleError for a key of a rule that does nothing beside its matcher."""
    (matcher,) = spot.item.keys() & set(ONE_OF["remove"])
    for key in filter(ACTS_BESIDE.__contains__, spot.item):
        fitting = ("image",) if spot.item[key] == COVER else ACTS_BESIDE[key]
        if matcher not in fitting:
            raise spot.error(key, f"{key} does nothing beside {matcher}", f"it is for {', '.join(fitting)}")


def _check_hosts(spot: _Spot) -> None:
    """RuleError for a host that no address can have, because no post would ever match it."""
    for host in spot.item.get("hosts", ()):
        if host != host.lower() or not set(host).isdisjoint("/:*@ "):
            remedy = "write it as addresses have it, such as news.example.cn; example.cn stands for every host below it"
            raise spot.error("hosts", f"{host!r} is no host", remedy)


def _check_ids(spots: list[_Spot]) -> None:
    seen: set[str] = set()
    for spot in spots:
        name = spot.item["id"]
        if name in seen:
            raise spot.error("id", "another rule before it has this id", "give each its own")
        seen.add(name)


def _check_patterns(spot: _Spot) -> None:
    for key, schema in PROPERTIES[spot.section].items():
        for pattern in alternatives(spot.item.get(key, ())) if "anyOf" in schema else ():
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


def _type_of(schema: Mapping[str, Any]) -> str:
    """The type of values with this schema, as in _FORMS; "" if they may be anything."""
    if "anyOf" in schema:
        return "anyOf"
    return "string" if "enum" in schema else str(schema.get("type", ""))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_pattern(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value)))


#: What values of each type in the schema are, in words; an example; and a test for them. "anyOf" is a pattern.
_FORMS: dict[str, tuple[str, str, Callable[[Any], bool]]] = {
    "string": ("a string", '"…"', _is_text),
    "anyOf": ("a pattern, or a list of them", "'…'", _is_pattern),
    "boolean": ("true or false", "true", lambda value: isinstance(value, bool)),
    "integer": ("a whole number", "100", lambda value: type(value) is int and value > 0),
    "array": (
        "a list of strings",
        '["…"]',
        lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    ),
}
_ANY = ("anything", "…", lambda _: True)
