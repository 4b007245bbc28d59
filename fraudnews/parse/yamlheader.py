"""From YAML to plain JSON values without surprises, by python-frontmatter and libyaml.

Loading the two takes 10 ms, so :mod:`fraudnews.parse.plain` is tried first.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from fraudnews.model import Json
from fraudnews.parse.values import MAX_HEADER, NotReadableError, first_line, plain_value

#: Values that one header may have. The largest real header met has 40; an alias bomb has billions.
_MAX_VALUES = 10_000
_MAX_DEPTH = 20
#: libyaml takes time by the square of the nesting, and recurses: 200,000 brackets kill the process.
_MAX_BRACKETS = 500
_NEST = re.compile(r"(?:[-?:][ \t]+){20}")


class _NodeLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # a base chosen at run time
    """Composes nodes without resolving tags, which takes half of the time of libyaml."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> type[yaml.Node]:
        return kind

    def descend_resolver(self, _parent: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class _Reader(YAMLHandler):
    """Reads one front matter; ``repeated`` holds keys that occur more than once."""

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

    There are no timestamps, no base 60, no octal, no yes and no; text is a number only if ``str`` gives it back as
    written, so that a title of digits stays whole. Raises NotReadableError.
    """
    if len(head) > MAX_HEADER or head.count("[") + head.count("{") > _MAX_BRACKETS or _is_nest(head):
        raise NotReadableError("larger or deeper than a header is")
    reader = _Reader()
    try:
        values, _ = frontmatter.parse(f"---\n{head}\n---\n", handler=reader)
    except (yaml.YAMLError, ValueError) as error:
        raise NotReadableError(first_line(error)) from None
    return values, reader.repeated  # type: ignore[return-value]  # what _Reader.load made


def _is_nest(head: str) -> bool:
    marks = "- -" in head or "? ?" in head or "- ?" in head or "\t" in head
    return marks and _NEST.search(head) is not None  # the pattern alone takes 5 µs


def _key(node: yaml.Node, budget: list[int]) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else str(_node_value(node, budget, 0))


def _node_value(node: yaml.Node, budget: list[int], depth: int) -> Json:
    """The plain value of a YAML node, whatever its tag; NotReadableError where aliases explode."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_DEPTH:
        raise NotReadableError("more values than a header has")
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        return text if node.style else plain_value(text)
    if isinstance(node, yaml.SequenceNode):
        return [_node_value(item, budget, depth + 1) for item in node.value]
    return {_key(key, budget): _node_value(value, budget, depth + 1) for key, value in node.value}
