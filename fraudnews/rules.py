"""Rule files: data that says what is boilerplate, with one file for each site, and samples of what to keep."""

import os
from typing import Any, NamedTuple, Self

import tomli

from fraudnews import literals
from fraudnews.errors import RuleError
from fraudnews.kept import kept
from fraudnews.model import Kind
from fraudnews.patterns import Alternatives, alternatives, known_beginnings, known_needs
from fraudnews.rulefiles import COMMON, name_of, read_rules
from fraudnews.simplified import simplified

#: Bytes at the beginning of a built-in file that most likely hold its [site] table.
_MOST_OF_SITE = 4096
#: The longest line, in characters, that a text rule removes by default.
_LONG = 100
_LONGEST = {Kind.DISCLAIMER: 400}
#: The keys of patterns that lines are compared with.
_ON_LINES = frozenset(("text", "suffix"))


class Rule(NamedTuple):
    """One rule: what it matches, and where.

    ``where`` is the part of the story that a text rule looks at. The brake never undoes ``certain`` rules, and ``weak``
    ones first. ``section`` removes the list of links below a heading as well; ``linked`` requires that half of the text
    is links, or that such a list is below a heading, ``pictured`` a picture beside the line, ``last`` that no line
    follows; ``max_chars`` is the longest text of an element, or line, that it removes. ``role`` is a :class:`Role` or
    "".
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


def read_rule_file(path: str | os.PathLike[str]) -> RuleFile:
    """Read one rule file. RuleError names file, line, rule, key, and what was meant."""
    from fraudnews.rulecheck import check_rule_file  # only for rules that somebody writes

    path = os.fspath(path)
    try:
        data = tomli.loads(read_rules(path))
    except RecursionError:
        raise RuleError(f"{path}: nested too deep", "rule files are TOML in UTF-8") from None
    except ValueError as error:  # no TOML, or a number of more digits than any may have
        remedy = "rule files are TOML in UTF-8, with patterns in single quotes"
        raise RuleError(f"{path}: {error}", remedy) from None
    check_rule_file(path, data)
    _simplify(data)
    return _rule_file(path, data)


def read_built_in(path: str) -> RuleFile:
    """A built-in file without its samples, which are most of it; what tests have checked is trusted.

    What is parsed, and what the patterns for lines need, is kept beside the bytecode: that saves a third of a start.
    """
    data, needs, beginnings = kept(path, _parsed, __file__, literals.__file__)
    known_needs.update(needs)
    known_beginnings.update(beginnings)
    return _rule_file(path, data)


def _parsed(data: bytes) -> tuple[dict[str, Any], dict[str, list[literals.Group]], dict[str, str]]:
    """The tables of a built-in file, what is searched for each of its patterns for lines, and what begins their texts.

    The latter is asked of those that need nothing, and of the few that a site has.
    """
    tables = tomli.loads(_without_samples(data.decode().replace("\r\n", "\n")))
    rules = (*tables.get("remove", ()), *tables.get("keep", ()))
    needs = {
        text: literals.searched(literals.needs(text)) for rule in rules for text in alternatives(rule.get("text", ()))
    }
    begins = {text: literals.beginnings(text) for text, needed in needs.items() if not needed or "site" in tables}
    return tables, needs, begins


def _simplify(tables: dict[str, Any]) -> None:
    """Write the patterns for lines in simplified characters, as lines are when they are compared.

    Those of built-in files are, which saves the time.
    """
    for rule in (*tables.get("remove", ()), *tables.get("keep", ())):
        for key in _ON_LINES.intersection(rule):
            rule[key] = tuple(map(simplified, alternatives(rule[key])))


def read_site(path: str) -> RuleFile:
    """A built-in file without its rules: they are not read, since [site] comes first."""
    with open(path, "rb", buffering=0) as file:
        head = file.read(_MOST_OF_SITE)
        if b"\n[[" not in head:
            head += file.read()
    return _rule_file(path, tomli.loads(head.partition(b"\n[[")[0].decode()))


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
        token=alternatives(item.get("class", ())),
        text=alternatives(item.get("text", ())),
        suffix=alternatives(item.get("suffix", ())),
        href=alternatives(item.get("href", ())),
        image=alternatives(item.get("image", ())),
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


def _keep(name: str, item: dict[str, Any]) -> Keep:
    return Keep(name, alternatives(item.get("text", ())), tuple(item.get("keeps", ())))


def _unlink(name: str, item: dict[str, Any]) -> Unlink:
    return Unlink(name, item.get("css", ""), alternatives(item.get("href", ())))
