"""Rule files: data that says what is boilerplate, one file a site, and what each rule must keep.

Patterns run on RE2, in time linear in the text, so no rule can hang. All text patterns of a rule set
match in one pass.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import re2
import tomli

from fraudnews.errors import RuleError, UsageError
from fraudnews.model import Kind, Options
from fraudnews.rulefiles import COMMON, built_in_names, name_of, rule_files

_TEXTS = ("id", "kind", "css", "comment", "where", "why", "name")
_PATTERNS = ("class", "text", "suffix", "image", "href")
_SWITCHES = ("section", "linked", "pictured", "last", "certain", "weak")
_LISTS = ("removes", "keeps", "author", "hosts", "image_hosts")
_REMOVE_KEYS = frozenset((*_TEXTS[:6], *_PATTERNS[:4], *_SWITCHES, "max_chars", "removes", "keeps"))
_KEEP_KEYS = frozenset(("id", "text", "why", "removes", "keeps"))
_UNLINK_KEYS = frozenset(("id", "css", "href", "why"))
_SITE_KEYS = frozenset(("name", "author", "hosts", "image_hosts"))
_MATCHERS = ("css", "class", "text", "suffix", "image", "comment")
_WHERE = frozenset(("end", "edge", "tail", "anywhere", "cover"))
#: Where rules look that have a set by themselves; those of the edges have one together.
_WITH_SETS = frozenset(("anywhere", "tail"))

#: What commas and names of other elements hide in, when a selector is read: quotes, then what :not() and :has() hold.
_QUOTED, _NESTED = re.compile(r"\"[^\"]*\"|'[^']*'"), re.compile(r"\([^()]*\)")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+|\[[^\]]*\]|:[\w-]+)*)\s*$")
_NAMES_ALONE, _NAME = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)+"), re.compile(r"[.#]?[\w-]+")
_FIRST_NAME = re.compile(r"[.#]([\w-]+)|\[\s*([\w-]+)")
#: Any character, or any but some, and how often; or a repeat of something else, with bounds; before both what only
#: looks like one, in escapes and in classes of characters.
_BOUNDED = re.compile(
    r"\\.|(?P<any>\.|\[\^\]?(?:\\.|[^\]\\])*\])(?P<often>(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)?|"
    r"\[\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d{1,4}),(?P<most>\d{1,4})\}",
    re.S,
)
#: What RE2 reads literally or by rules of its own, braces too.
_NO_PLAIN_BRACES = ("\\Q", "[:", "\\p{", "\\P{", "\\x{")
#: A repeat of fewer characters is cheap as it is.
_SHORT_REPEAT = 6
#: Bytes that RE2 may take for what it has found out about one set, and then finds out again: without a bound, memory
#: grows with every text that is new; with half of it, real posts take a tenth longer.
_SET_MEMORY = 16 << 20
#: Elements, by name, class and id, that a rule set remembers.
_MAX_MEMO = 20_000
#: A paragraph longer than this, in characters, is a story's, whatever its class is called.
LABEL = 60
#: What a web archive sets before the address that it keeps.
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\w{1,20}/(?=https?://)")
_NOT_BY_TOKEN = frozenset(("a", "img", "body", "article"))
#: The longest line, in characters, that a text rule takes unless it says otherwise.
_LONG = 100
_LONGEST = {Kind.DISCLAIMER: 400}


class Rule(NamedTuple):
    """One rule: what it matches, and where.

    ``where`` is the part of the story that a text rule looks at; ``certain`` ones are not undone by the
    brake, ``weak`` ones first. ``section`` takes the link list under a heading as well; ``linked`` wants
    half of the text to be links, ``pictured`` a picture beside the line, ``last`` that no line follows;
    ``max_chars`` bounds what an element may hold, or how long a line may be.
    """

    id: str
    kind: Kind
    css: str = ""
    token: str = ""
    text: str = ""
    suffix: str = ""
    image: str = ""
    comment: str = ""
    where: str = "end"
    section: bool = False
    linked: bool = False
    pictured: bool = False
    last: bool = False
    certain: bool = False
    weak: bool = False
    max_chars: int = 0
    why: str = ""
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """The longest line, in characters, that a text rule takes."""
        return self.max_chars or longest_line(self.kind)


def longest_line(kind: Kind) -> int:
    """The longest line, in characters, that a text rule of this kind takes unless it says otherwise."""
    return _LONGEST.get(kind, _LONG)


class Keep(NamedTuple):
    """A line that no rule takes; ``samples`` are lines that it protects."""

    id: str
    text: str
    samples: tuple[str, ...] = ()


class Unlink(NamedTuple):
    """Links whose words stay and whose address goes: by element or by address."""

    id: str
    css: str = ""
    href: str = ""


class RuleFile(NamedTuple):
    """A rule file as read: the site it is for (no authors and hosts: every site), and its rules."""

    name: str
    site: str | None
    authors: tuple[str, ...]
    hosts: tuple[str, ...]
    image_hosts: tuple[str, ...]
    rules: tuple[Rule, ...]
    keeps: tuple[Keep, ...]
    unlinks: tuple[Unlink, ...]

    def with_more(self, file: RuleFile) -> RuleFile:
        """These rules with those of another file behind them."""
        rules, keeps, unlinks = self.rules + file.rules, self.keeps + file.keeps, self.unlinks + file.unlinks
        return self._replace(rules=rules, keeps=keeps, unlinks=unlinks)


class _Selectors:
    """CSS selectors by the one name each needs, so that an element asks few of them."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[tuple[str, Any]]] = {}
        self.by_tag: dict[str, list[tuple[str, Any]]] = {}
        self.attributes: set[str] = set()

    def add(self, selector: str, value: Any) -> None:
        for part in _split_selectors(selector):
            tag, name, attribute = _needed_name(part)
            if attribute:
                self.attributes.add(attribute)
                name = f"[{attribute}"
            named, key = (self.by_name, name) if name else (self.by_tag, tag)
            named.setdefault(key, []).append((part, value))

    def candidates(self, tag: str, class_: str | None, id_: str | None) -> tuple[tuple[str, Any], ...]:
        """Selectors, each with its value, that may match an element with this name, class and id; "" for one that does.

        Those of names, classes and ids alone are decided here, as the parser takes a microsecond to match one.
        """
        found = [*self.by_tag.get(tag, ())]
        classes = (class_ or "").split()
        for token in (*classes, *(id_ or "").split()):
            found += self.by_name.get(token, ())
        names = {f".{name}" for name in classes} | {f"#{id_}", tag}
        decided = []
        for selector, value in found:
            if _NAMES_ALONE.fullmatch(selector) is None:
                decided.append((selector, value))
            elif names.issuperset(_NAME.findall(selector)):
                decided.append(("", value))
        return tuple(decided)

    def by_attribute(self, attributes: dict[str, str | None]) -> list[tuple[str, Any]]:
        """Selectors that need an attribute other than class and id which the element has."""
        return [pair for name in self.attributes.intersection(attributes) for pair in self.by_name[f"[{name}"]]


_Possible = tuple[tuple[tuple[str, Rule], ...], tuple[Rule, ...]]


class RuleSet:
    """Rules made ready to run on posts of one site.

    Matching is by element (:meth:`claim`, while the tree is walked) and by line (:meth:`match_anywhere` and its like).
    """

    def __init__(self, files: Iterable[RuleFile], keep: frozenset[Kind], use: Callable[[Rule], bool]) -> None:
        files = tuple(files)
        by_file = [[rule for rule in file.rules if rule.kind not in keep and use(rule)] for file in files]
        rules = [rule for group in by_file for rule in group]
        self._protected = _pattern_set(tuple(keep.text for file in files for keep in file.keeps), is_whole=True)
        self.editor_kept = Kind.EDITOR in keep
        self.comments = {rule.comment: rule for rule in rules if rule.comment}
        self._everywhere = _Patterns(by_file, "text", lambda rule: rule.where == "anywhere")
        # Most lines are asked for the tail or an end mark alone: of few patterns RE2 makes few states for a new line.
        self._end_marks = _Patterns(by_file, "text", lambda rule: rule.last and rule.where not in _WITH_SETS)
        self._in_tail = _Patterns(by_file, "text", lambda rule: rule.where == "tail")
        self._at_edges = _Patterns(by_file, "text", lambda rule: not rule.last and rule.where not in _WITH_SETS)
        self._suffixes = _Patterns(by_file, "suffix")
        self._images = _Patterns(by_file, "image")
        self._tokens = _Patterns(by_file, "token")
        self._selectors = _Selectors()
        self._unlinked = _Selectors()
        self._memo: dict[tuple[str, str | None, str | None], _Possible] = {}
        for rule in rules:
            if rule.css:
                self._selectors.add(rule.css, rule)
        unlinks = [unlink for file in files for unlink in file.unlinks]
        for unlink in unlinks:
            if unlink.css:
                self._unlinked.add(unlink.css, unlink)
        #: Elements that a selector asks for by name alone: claimed without any attribute, too.
        self.bare = frozenset(self._selectors.by_tag)
        hrefs = [unlink.href for unlink in unlinks if unlink.href]
        self._hrefs = re2.compile("|".join(f"(?:{href})" for href in hrefs)) if hrefs else None

    def claim(self, node: Any, tag: str, attributes: dict[str, str | None]) -> Rule | None:
        """The rule that takes this element with all it holds, None if none does.

        What an element's name, class and id can mean is found out once, as sites repeat themselves.
        """
        key = (tag, attributes.get("class"), attributes.get("id"))
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) > _MAX_MEMO:
                self._memo.clear()
            known = self._memo[key] = self._possible(*key)
        selectors, tokens = known
        if self._selectors.attributes and not self._selectors.attributes.isdisjoint(attributes):
            selectors = (*selectors, *self._selectors.by_attribute(attributes))
        for selector, rule in selectors:
            if (not selector or node.css_matches(selector)) and _fits(rule, node, rule.max_chars):
                return rule
        for rule in tokens:
            if _fits(rule, node, rule.max_chars or 300) and (tag != "p" or _length(node) <= LABEL):
                return rule
        return None

    def _possible(self, tag: str, class_: str | None, id_: str | None) -> _Possible:
        tokens = (*(class_ or "").split(), *(id_ or "").split()) if tag not in _NOT_BY_TOKEN else ()
        rules = tuple(rule for token in tokens for rule in self._tokens.match(token)[:1])
        return self._selectors.candidates(tag, class_, id_), rules

    def claim_comment(self, text: str) -> Rule | None:
        """The rule whose range this comment opens and, at its last equal, closes."""
        return self.comments.get(text)

    def unlinks(self, node: Any, attributes: dict[str, str | None], href: str) -> bool:
        """Whether this link's words stay without it."""
        for selector, _ in self._unlinked.candidates("a", attributes.get("class"), attributes.get("id")):
            if not selector or node.css_matches(selector):
                return True
        return self._hrefs is not None and self._hrefs.search(href) is not None

    def match_anywhere(self, line: str) -> list[Rule]:
        """The rules that take this whole line wherever it stands; none where a keep rule protects it."""
        return self._unless_protected(self._everywhere.match_line(line), line)

    def match_end_mark(self, line: str) -> list[Rule]:
        """The rules that take this whole line as the last one of a story."""
        return self._unless_protected(self._end_marks.match_line(line), line)

    def match_in_tail(self, line: str) -> list[Rule]:
        """The rules that take this whole line in the last third of a story."""
        return self._unless_protected(self._in_tail.match_line(line), line)

    def match_at_edge(self, line: str) -> list[Rule]:
        """The rules that take this whole line near the end or the beginning of a story, those for the tail last."""
        groups = (self._at_edges, self._end_marks, self._in_tail)
        found = [rule for patterns in groups for rule in patterns.match_line(line)]
        return self._unless_protected(found, line)

    def _unless_protected(self, found: list[Rule], line: str) -> list[Rule]:
        return [] if found and self._protected.find(line) else found

    def match_suffix(self, line: str) -> tuple[Rule, int] | None:
        """The rule that takes the end of this line, and where that end starts."""
        for rule in self._suffixes.match(line):
            match = re2.search(f"(?:{rule.suffix})$", line)
            if match is not None:
                return rule, match.start()
        return None

    def match_image(self, src: str) -> list[Rule]:
        """The rules that know this picture by its address."""
        return self._images.match(src)


class _Patterns:
    """The patterns of one kind, each file's by themselves: posts of all sites share those of the common rules."""

    def __init__(self, by_file: list[list[Rule]], key: str, wanted: Callable[[Rule], bool] = lambda _: True) -> None:
        self.parts: list[tuple[list[Rule], _PatternSet]] = []
        for group in by_file:
            if rules := [rule for rule in group if getattr(rule, key) and wanted(rule)]:
                form = "(?:{})$" if key == "suffix" else "{}"
                patterns = tuple(form.format(getattr(rule, key)) for rule in rules)
                self.parts.append((rules, _pattern_set(patterns, is_whole=key in ("text", "token"))))
        self.longest = max((rule.longest for rules, _ in self.parts for rule in rules), default=0)

    def match(self, text: str) -> list[Rule]:
        """The rules whose pattern matches, in their order."""
        return [rules[index] for rules, patterns in self.parts for index in patterns.find(text)]

    def match_line(self, line: str) -> list[Rule]:
        """As match, but each rule takes no line that is longer than it allows."""
        if len(line) > self.longest:
            return []
        return [rule for rule in self.match(line) if len(line) <= rule.longest]


@lru_cache(maxsize=1024)
def _pattern_set(patterns: tuple[str, ...], *, is_whole: bool) -> _PatternSet:
    return _PatternSet(patterns, is_whole=is_whole)


class _PatternSet:
    """Patterns as one RE2 set, compiled when first asked; ``is_whole`` ones match a text as a whole.

    The set holds each pattern without the upper bounds of its repeats, which RE2 would write out character by
    character, and without what a character must not be, which is many ranges of bytes: a third of the time that
    starting up would take. What it finds is asked again, one by one and exactly.
    """

    def __init__(self, patterns: tuple[str, ...], *, is_whole: bool) -> None:
        self.patterns = patterns
        self.is_whole = is_whole
        self.exact: dict[int, Any] = {}

    @cached_property
    def compiled(self) -> Any:
        options = _re2_options()
        options.max_mem = _SET_MEMORY
        made = re2.Set.FullMatchSet(options) if self.is_whole else re2.Set.SearchSet(options)
        for pattern in self.patterns:
            made.Add(_without_bounds(pattern))
        made.Compile()
        return made

    def find(self, text: str) -> list[int]:
        """The places of the patterns that match, in order."""
        found = self.compiled.Match(text.encode()) if self.patterns else None
        return sorted(index for index in found if self._is_match(index, text)) if found else []

    def _is_match(self, index: int, text: str) -> bool:
        pattern = self.exact.get(index)
        if pattern is None:
            pattern = self.exact[index] = re2.compile(self.patterns[index], _re2_options())
        return (pattern.fullmatch(text) if self.is_whole else pattern.search(text)) is not None


@lru_cache(maxsize=64)
def rule_set(
    paths: tuple[str, ...], site: str | None, keep: frozenset[Kind], *, weak: bool = True, strong: bool = True
) -> RuleSet:
    """The rules for one site (None: the common ones): common first, then the site's, then the user's.

    Without ``weak`` or ``strong`` evidence only the surer rules are in it, as the brake wants.
    """
    built_in = _built_in()
    files = [built_in[COMMON]]
    if site is not None and site in built_in:
        files.append(built_in[site])
    files += [
        user for user in _user_files(paths) if not (user.authors or user.hosts or user.image_hosts) or user.name == site
    ]

    def use(rule: Rule) -> bool:
        return rule.certain or (strong and (weak or not rule.weak))

    return RuleSet(files, keep, use)


def find_site(paths: tuple[str, ...], forced: str | None, author: str | None, url: str | None, body: str) -> str | None:
    """The name of the rule file for a post, None if only the common rules apply.

    ``forced`` is a file name, host or site name; otherwise the author decides, then the address, then
    the hosts of the pictures. Raises RuleError for a forced site that there is none of.
    """
    index = _site_index(paths)
    if forced is not None:
        name = index.names.get(forced)
        if name is None:
            near = _close_matches(forced, index.names, 1)
            hint = f"did you mean {near[0]!r}?" if near else "name a rule file, a host or a site"
            raise RuleError(f"no rules for site {forced!r}", hint)
        return name
    if author and (name := index.authors.get(author) or index.authors.get(author.split(" - ")[0])):
        return name
    if url:
        url = _ARCHIVE.sub("", url, count=1)
        host = url.split("/", 3)[2] if url.count("/") > 1 else url
        while "." in host:
            if name := index.hosts.get(host):
                return name
            host = host.partition(".")[2]
    return next((name for host, name in index.image_hosts if host in body), None)


class _SiteIndex(NamedTuple):
    names: dict[str, str]
    authors: dict[str, str]
    hosts: dict[str, str]
    image_hosts: list[tuple[str, str]]


@lru_cache(maxsize=8)
def _site_index(paths: tuple[str, ...]) -> _SiteIndex:
    index = _SiteIndex({}, {}, {}, [])
    for file in (*_built_in().values(), *_user_files(paths)):
        index.names[file.name] = file.name
        if file.site:
            index.names[file.site] = file.name
        for author in file.authors:
            index.authors[author] = file.name
        for host in file.hosts:
            index.hosts[host] = index.names[host] = file.name
        index.image_hosts.extend((host, file.name) for host in file.image_hosts)
    return index


@lru_cache(maxsize=1)
def _built_in() -> dict[str, RuleFile]:
    found: dict[str, RuleFile] = {}
    for path in built_in_names():
        file = read_rule_file(path, check=False)
        known = found.get(file.name)
        found[file.name] = file if known is None else known.with_more(file)
    return found


def check_rules(options: Options) -> None:
    """Read all rules before any post. Raises RuleError, or UsageError for a site that there is none of."""
    rule_set(options.rules, None, options.keep)
    if options.site is not None:
        try:
            find_site(options.rules, options.site, None, None, "")
        except RuleError as error:
            raise UsageError(f"--site: {error.problem}", error.remedy) from None


@lru_cache(maxsize=8)
def _user_files(paths: tuple[str, ...]) -> tuple[RuleFile, ...]:
    return tuple(read_rule_file(path) for path in rule_files(paths))


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
        """What is wrong with ``key``, at its line; at that of the table where it has no such key."""
        from fraudnews.places import find_tables  # only for messages

        with open(self.path, encoding="utf-8") as file:
            tables = find_tables(file.read())
        mine = [table for table in tables if table.name == self.section]
        if self.section == "":
            line = next((table.first for table in tables[1:] if table.name == key), tables[0].keys.get(key, 1))
        elif self.number < len(mine):
            line = mine[self.number].keys.get(key, mine[self.number].first)
        else:  # written as a value: remove = [{…}]
            line = tables[0].keys.get(self.section, 1)
        return RuleError(f"{self.path}:{line}: {self}: {problem}", remedy)


def read_rule_file(path: str | os.PathLike[str], *, check: bool = True) -> RuleFile:
    """Read one rule file. RuleError names file, line, rule, key, and what was meant.

    Without ``check``, keys, patterns and selectors are trusted, as a test has tried those of the package, and samples
    are left out, which are most of a file.
    """
    path = os.fspath(path)
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        data = tomli.loads(text if check else _without_samples(text))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise RuleError(f"{path}: {error}", "rule files are TOML in UTF-8") from None
    _check_keys(_Spot(path, "", 0, data), frozenset(("site", "remove", "keep", "unlink")))
    for key in ("remove", "keep", "unlink"):
        if not isinstance(data.get(key, []), list):
            raise _Spot(path, "", 0, data).error(key, f"{key} is no list of tables", f"write [[{key}]] over each rule")
    site = data.get("site", {})
    _check_keys(_Spot(path, "site", 0, site), _SITE_KEYS)
    removes, keeps, unlinks = (
        [_Spot(path, key, number, item) for number, item in enumerate(data.get(key, ()))]
        for key in ("remove", "keep", "unlink")
    )
    for spots, known in ((removes, _REMOVE_KEYS), (keeps, _KEEP_KEYS), (unlinks, _UNLINK_KEYS)) if check else ():
        for spot in spots:
            _check_keys(spot, known)
    stem = name_of(path)
    hosts = tuple(site.get("hosts", ())) or ((stem,) if site and "." in stem else ())
    rules = RuleFile(
        name=stem,
        site=site.get("name"),
        authors=tuple(site.get("author", ())),
        hosts=hosts,
        image_hosts=tuple(site.get("image_hosts", ())),
        rules=tuple(map(_rule, removes)),
        keeps=tuple(map(_keep, keeps)),
        unlinks=tuple(map(_unlink, unlinks)),
    )
    if check:
        _check_ids(removes)
        for spot in (*removes, *keeps, *unlinks):
            _check_patterns(spot)
    return rules


def _without_samples(text: str) -> str:
    """A file as the package's are written: lists on one line, or with their bracket alone on the last one."""
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


def _rule(spot: _Spot) -> Rule:
    item = spot.item
    if not item.get("id"):
        raise spot.error("id", "it has no id", 'give it one: id = "…"')
    if sum(key in item for key in _MATCHERS) != 1:
        problem = f"it needs exactly one of {', '.join(_MATCHERS)}"
        raise spot.error("", problem, "split it into one rule each")
    try:
        kind = Kind(item.get("kind", ""))
    except ValueError:
        near = _close_matches(item.get("kind", ""), list(Kind), 1)
        hint = f"did you mean {str(near[0])!r}?" if near else f"one of {', '.join(Kind)}"
        problem = f"unknown kind {item['kind']!r}" if "kind" in item else "it has no kind"
        raise spot.error("kind", problem, hint) from None
    if item.get("where", "end") not in _WHERE:
        raise spot.error("where", f"unknown where {item['where']!r}", f"one of {', '.join(sorted(_WHERE))}")
    return Rule(
        id=f"{name_of(spot.path)}/{item['id']}",
        kind=kind,
        token=_pattern(item, "class"),
        text=_pattern(item, "text"),
        suffix=_pattern(item, "suffix"),
        image=_pattern(item, "image"),
        certain=item.get("certain", "css" in item or "comment" in item),
        weak=item.get("weak", "class" in item or bool(item.get("section"))),
        removes=tuple(item.get("removes", ())),
        keeps=tuple(item.get("keeps", ())),
        **{
            key: item[key]
            for key in ("css", "comment", "where", "section", "linked", "pictured", "last", "max_chars", "why")
            if key in item
        },
    )


def _alternatives(item: dict[str, Any], key: str) -> list[str]:
    """The patterns under ``key``: one, or a list of which each is enough."""
    value = item.get(key, "")
    return value if isinstance(value, list) else [value]


def _pattern(item: dict[str, Any], key: str) -> str:
    alternatives = _alternatives(item, key)
    return alternatives[0] if len(alternatives) == 1 else "|".join(f"(?:{pattern})" for pattern in alternatives)


def _keep(spot: _Spot) -> Keep:
    if "text" not in spot.item:
        raise spot.error("text", "it has no text pattern", 'give it one: text = "…"')
    name = f"{name_of(spot.path)}/{spot.item.get('id', '?')}"
    return Keep(name, _pattern(spot.item, "text"), tuple(spot.item.get("keeps", ())))


def _unlink(spot: _Spot) -> Unlink:
    item = spot.item
    if ("css" in item) == ("href" in item):
        raise spot.error("href", "it needs css or href", "give it one of them")
    return Unlink(f"{name_of(spot.path)}/{item.get('id', '?')}", item.get("css", ""), _pattern(item, "href"))


def _close_matches(word: str, known: Iterable[str], most: int) -> list[str]:
    from difflib import get_close_matches  # only for messages

    return get_close_matches(word, list(known), most)


def _check_keys(spot: _Spot, known: frozenset[str]) -> None:
    if not isinstance(spot.item, dict):
        raise spot.error("", "it is no table", "write [site], [[remove]], [[keep]] and [[unlink]]")
    for key, value in spot.item.items():
        if key not in known:
            near = _close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(sorted(known))}"
            raise spot.error(key, f"unknown key {key!r}", hint)
        form = _form_of(key)
        if form and not _has_form(value, form):
            raise spot.error(key, f"{key} is not {form}", f"write {key} = {_FORMS[form]}")


_FORMS = {
    "a string": '"…"', "a pattern, or a list of them": "'…'", "true or false": "true", "a list of strings": '["…"]',
    "a whole number": "100",
}  # fmt: skip


def _form_of(key: str) -> str:
    if key in _TEXTS:
        return "a string"
    if key in _PATTERNS:
        return "a pattern, or a list of them"
    if key in _SWITCHES:
        return "true or false"
    if key in _LISTS:
        return "a list of strings"
    return "a whole number" if key == "max_chars" else ""


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


def _check_ids(spots: list[_Spot]) -> None:
    seen: set[str] = set()
    for spot in spots:
        name = spot.item["id"]
        if name in seen:
            raise spot.error("id", "another rule before it has this id", "give each its own")
        seen.add(name)


def _check_patterns(spot: _Spot) -> None:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    for key in _PATTERNS:
        for pattern in _alternatives(spot.item, key):
            _check_pattern(spot, key, pattern)
    for selector in _split_selectors(spot.item.get("css", "")):
        try:
            LexborHTMLParser("<p>").css(selector)
        except SelectolaxError:
            raise spot.error("css", f"css: {selector!r} is no selector", "write it as in a style sheet") from None
        if not any(_needed_name(selector)):
            raise spot.error("css", f"css: {selector!r} fits any element", "name an element, a class or an attribute")


def _check_pattern(spot: _Spot, key: str, pattern: str) -> None:
    try:
        re2.compile(pattern, _re2_options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
        is_foreign = reason.startswith(("invalid perl operator", "invalid escape sequence"))
        hint = "patterns are RE2: no look-around, no back-references" if is_foreign else "write it as RE2 reads it"
        raise spot.error(key, f"{key}: {reason}", hint) from None


def _without_bounds(pattern: str) -> str:
    r"""A pattern that matches all that ``pattern`` does, and more: ``.{0,60}`` becomes ``\C*``, any number of bytes."""
    if any(sign in pattern for sign in _NO_PLAIN_BRACES):
        return pattern
    return _BOUNDED.sub(_unbounded, pattern)


def _unbounded(match: re.Match[str]) -> str:
    least, most, often = match["least"], match["most"], match["often"]
    if match["any"]:
        return "(?s:.)" if often is None else r"\C*" if often[0] in "*?" or often.startswith("{0") else r"\C+"
    if least is None or int(most) < _SHORT_REPEAT:
        return match[0]
    return {"0": "*", "1": "+"}.get(least, f"{{{least},}}")


def _re2_options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 256 << 20
    return options


def _split_selectors(selector: str) -> list[str]:
    """The selectors of a list; commas in quotes and brackets part nothing."""
    plain = _without_nested(selector)
    ends = [index for index, mark in enumerate(plain) if mark == ","]
    starts = [0, *(end + 1 for end in ends)]
    parts = (selector[start:end].strip() for start, end in zip(starts, [*ends, len(selector)], strict=True))
    return [part for part in parts if part]


def _needed_name(selector: str) -> tuple[str, str, str]:
    """What an element must have to match: its name, a class or id, an attribute; empty where it may lack it."""
    compound = _COMPOUND.search(_without_nested(selector))
    tag, rest = (compound[1] or "", compound[2]) if compound else ("", "")
    name = _FIRST_NAME.search(rest)
    return (tag, name[1] or "", name[2] or "") if name else (tag, "", "")


def _without_nested(selector: str) -> str:
    """``selector`` at its length, with ``_`` for quoted text and for round brackets with all they hold."""
    plain = _QUOTED.sub(lambda match: "_" * len(match[0]), selector)
    before = ""
    while plain != before:
        before = plain
        plain = _NESTED.sub(lambda match: "_" * len(match[0]), plain)
    return plain


def _fits(rule: Rule, node: Any, most: int) -> bool:
    """Whether an element is as short, and as much made of links, as the rule wants."""
    if most and _length(node) > most:
        return False
    return not rule.linked or 2 * sum(map(_length, node.css("a"))) >= _length(node)


def _length(node: Any) -> int:
    return len("".join(node.text(deep=True).split()))
