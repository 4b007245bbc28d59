"""YAML, TOML and JSON to plain JSON values, without their tricks; python-frontmatter reads the YAML."""

from __future__ import annotations

import json
import re
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from fraudnews.model import Json

__all__ = ["NotReadableError", "read_json", "read_toml", "read_yaml"]

#: Values that one header may have. The largest real header met has 40; an alias bomb has billions.
_MAX_VALUES = 10_000
_MAX_DEPTH = 20
#: libyaml takes time by the square of the nesting, and recurses: 200,000 brackets kill the process.
_MAX_YAML = 65_536
_MAX_BRACKETS = 500
_NEST = re.compile(r"(?:[-?:][ \t]+){20}")
_INT64 = 2**63
_INT = re.compile(r"-?[1-9][0-9]{0,17}|0")
_CONSTANTS: dict[str, Json] = {"": None, "~": None, "null": None, "true": True, "false": False}


class NotReadableError(ValueError):
    """The text is not what it seemed, or holds more than any honest header; ``str()`` says why in one line."""


class _NodeLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # a base chosen at run time
    """Composes nodes and leaves out the search for tags, half of the time that libyaml takes."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> type[yaml.Node]:
        return kind

    def descend_resolver(self, _parent: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class _Reader(YAMLHandler):
    """Reads one front matter; ``repeated`` holds the keys that stand in it more than once."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[str] = []

    def load(self, fm: str, **_kwargs: object) -> Any:
        loader = _NodeLoader(fm)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        if not isinstance(node, yaml.MappingNode):
            return None
        budget = [_MAX_VALUES]
        values: dict[str, Json] = {}
        for key_node, value_node in node.value:
            key = _key(key_node, budget)
            if key in values:
                self.repeated.append(key)
            values[key] = _node_value(value_node, budget, 0)
        return values


def read_yaml(head: str) -> tuple[dict[str, Json], list[str]]:
    """Return the mapping in ``head`` (empty if it is none) and its repeated keys.

    No timestamps, no base 60, no octal, no yes and no: a number is a number only where ``str`` gives its
    characters back, so that a title of digits stays whole. Raises NotReadableError.
    """
    if len(head) > _MAX_YAML or head.count("[") + head.count("{") > _MAX_BRACKETS or _is_nest(head):
        raise NotReadableError("larger or deeper than a header is")
    reader = _Reader()
    try:
        values, _ = frontmatter.parse(f"---\n{head}\n---\n", handler=reader)
    except (yaml.YAMLError, ValueError) as error:
        raise NotReadableError(_first_line(error)) from None
    return values, reader.repeated  # type: ignore[return-value]  # what _Reader.load made


def _is_nest(head: str) -> bool:
    marks = "- -" in head or "? ?" in head or "- ?" in head or "? -" in head or "\t" in head
    return marks and _NEST.search(head) is not None  # the pattern alone takes 5 µs


def read_toml(head: str) -> dict[str, Json]:
    """Return the table in ``head``; dates become ISO text. Raises NotReadableError."""
    import tomllib  # 3 ms: only for the few posts that need it

    if len(head) > _MAX_YAML:
        raise NotReadableError("larger than a header is")
    try:
        return _mapping(tomllib.loads(head))
    except (ValueError, RecursionError) as error:  # ValueError: also an integer of 5,000 digits
        raise NotReadableError(_first_line(error)) from None


def read_json(text: str) -> tuple[dict[str, Json], int]:
    """Return the object at the start of ``text`` and where it ends. Raises NotReadableError."""
    try:
        values, end = json.JSONDecoder().raw_decode(text)
        if not isinstance(values, dict):
            raise NotReadableError("no mapping")
        return _mapping(values), end
    except (ValueError, RecursionError) as error:
        raise NotReadableError(_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split("\n", 1)[0].split())[:120]


def _key(node: yaml.Node, budget: list[int]) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else str(_node_value(node, budget, 0))


def _node_value(node: yaml.Node, budget: list[int], depth: int) -> Json:
    """The plain value of a YAML node, whatever its tag; NotReadableError where aliases explode."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_DEPTH:
        raise NotReadableError("more values than a header has")
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        if node.style or len(text) > 18:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        return int(text) if _INT.fullmatch(text) else text
    if isinstance(node, yaml.SequenceNode):
        return [_node_value(item, budget, depth + 1) for item in node.value]
    return {_key(key, budget): _node_value(value, budget, depth + 1) for key, value in node.value}


def _mapping(values: dict[str, Any]) -> dict[str, Json]:
    """``values`` as plain JSON; NotReadableError where they are more than any honest header has."""
    budget = [_MAX_VALUES]
    return {_pair_surrogates(key): _plain(value, budget, 0) for key, value in values.items()}


def _plain(value: Any, budget: list[int], depth: int) -> Json:
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_DEPTH:
        raise NotReadableError("more values than a header has")
    match value:
        case None | bool():
            return value
        case str():
            return _pair_surrogates(value)
        case int():
            return value if -_INT64 <= value < _INT64 else _long_number(value)
        case float():
            return value if value - value == 0 else str(value)
        case dict():
            return {_pair_surrogates(str(key)): _plain(item, budget, depth + 1) for key, item in value.items()}
        case list():
            return [_plain(item, budget, depth + 1) for item in value]
        case _:  # TOML dates and times
            return str(value.isoformat())


def _long_number(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # more than 4,300 digits, which TOML may write in hexadecimal
        return hex(value)


def _pair_surrogates(text: str) -> str:
    """JSON escapes may write one character as two surrogates, or half of one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
