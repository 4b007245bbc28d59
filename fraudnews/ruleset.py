"""Rules compiled for matching elements and lines: those of one site together with the common ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from fraudnews.errors import RuleError, UsageError, meant
from fraudnews.model import Kind, Options
from fraudnews.patterns import PatternSet, end_of, joined, matcher, pattern_set
from fraudnews.rulefiles import COMMON, built_in_names, name_of, rule_files
from fraudnews.rules import Rule, RuleFile, Unlink, read_built_in, read_rule_file, read_site
from fraudnews.selectors import Selectors

#: Places whose rules have a pattern set of their own; those for the edges share one.
_WITH_SETS = frozenset(("anywhere", "tail"))
#: Combinations of element name, class and id that a rule set caches.
_MAX_KNOWN = 20_000
#: What a web archive puts before an address.
_ARCHIVE = r"https?://web\.archive\.org/web/\w{1,20}/(?=https?://)"
#: The host of an address in a body, and of one in the query of an image proxy. To find all hosts takes a fifth of the
#: time of a search for each known one.
_HOST, _ASKED_HOST = re.compile(r"//([\w.-]+)"), re.compile(r"url=(?:https?%3A%2F%2F)?([\w.-]+)")
_NOT_BY_TOKEN = frozenset(("a", "img", "body", "article"))

_Possible = tuple[tuple[tuple[str, Rule], ...], tuple[Rule, ...]]


class RuleSet:
    """Rules compiled for the posts of one site.

    Elements are matched while the tree is walked (by ``Claims``; ``comments`` are the rules for ranges, by the comment
    that they begin with), whole lines afterwards: by the rules for ``anywhere``, those for the end and beginning of a
    story (``at_edges``, and of these ``end_marks``), and those for its last third (``in_tail``). None matches a line
    that a keep rule protects. ``images`` matches addresses of pictures.

    ``allows_weak`` and ``allows_strong`` say whether it has rules of such evidence besides the certain; heuristics that
    are not rules obey them, too. ``kept`` are the kinds of boilerplate to leave in.
    """

    def __init__(
        self, files: Iterable[RuleFile], keep: frozenset[Kind], *, allows_weak: bool, allows_strong: bool
    ) -> None:
        files = tuple(files)
        self.allows_weak = allows_weak
        self.allows_strong = allows_strong
        by_file = [[rule for rule in file.rules if rule.kind not in keep and self._uses(rule)] for file in files]
        rules = [rule for group in by_file for rule in group]
        protected = pattern_set(tuple(keep.text for file in files for keep in file.keeps), is_whole=True)
        self._protected = protected
        self.kept = keep
        self._with_role = {rule.id: rule.role for rule in rules if rule.role}
        self.comments: Mapping[str, Rule] = {rule.comment: rule for rule in rules if rule.comment}
        self.anywhere = Patterns(by_file, "text", lambda rule: rule.where == "anywhere", protected)
        # Many lines are tested for the tail or an end mark alone, and for few patterns RE2 builds few states.
        self.end_marks = Patterns(by_file, "text", lambda rule: rule.last and rule.where not in _WITH_SETS, protected)
        self.in_tail = Patterns(by_file, "text", lambda rule: rule.where == "tail", protected)
        self.at_edges = Patterns(by_file, "text", lambda rule: rule.where not in _WITH_SETS, protected)
        self.images = Patterns(by_file, "image")
        self._suffixes = Patterns(by_file, "suffix")
        self.links = Patterns(by_file, "href")
        self._tokens = Patterns(by_file, "token")
        self.selectors: Selectors[Rule] = Selectors()
        self.unlinked: Selectors[Unlink] = Selectors()
        self.known = lru_cache(_MAX_KNOWN)(self._possible)
        self.known_links = lru_cache(_MAX_KNOWN)(self.unlinked.candidates)
        for rule in rules:
            if rule.css:
                self.selectors.add(rule.css, rule)
        unlinks = [unlink for file in files for unlink in file.unlinks]
        for unlink in unlinks:
            if unlink.css:
                self.unlinked.add(unlink.css, unlink)
        #: Elements that a selector selects by name alone, which may be claimed without any attribute.
        self.bare = frozenset(self.selectors.by_tag)
        hrefs = [pattern for unlink in unlinks for pattern in unlink.href]
        self.unlinks_address = matcher(joined(hrefs)) if hrefs else None

    def _uses(self, rule: Rule) -> bool:
        return rule.certain or (self.allows_strong and (self.allows_weak or not rule.weak))

    def _possible(self, tag: str, class_: str | None, id_: str | None) -> _Possible:
        tokens = (*(class_ or "").split(), *(id_ or "").split()) if tag not in _NOT_BY_TOKEN else ()
        rules = tuple(rule for token in tokens for rule in self._tokens.match(token))
        return self.selectors.candidates(tag, class_, id_), rules

    def match_near_end(self, line: str) -> list[Rule]:
        """The rules that remove this whole line near the end of a story, those for its tail last."""
        return [*self.at_edges.match(line), *self.in_tail.match(line)]

    def protects(self, line: str) -> bool:
        """Whether a keep rule protects this whole line."""
        return bool(self._protected.find(line))

    def role_of(self, name: str) -> str:
        """The :class:`Role` of lines that the rule with this id removes; "" if it has none."""
        return self._with_role.get(name, "")

    def match_suffix(self, line: str) -> tuple[Rule, int] | None:
        """The rule that removes the end of this line, and where that starts; None if there is none."""
        found = self._suffixes.match(line)
        return (found[0], end_of(joined(found[0].suffix), line)) if found else None


class Patterns:
    """The patterns of one kind, in a set for each file: posts of all sites share the set of the common rules."""

    def __init__(
        self,
        by_file: list[list[Rule]],
        key: str,
        wanted: Callable[[Rule], bool] = lambda _: True,
        protected: PatternSet | None = None,
    ) -> None:
        self.protected = protected
        self.parts: list[tuple[list[Rule], PatternSet]] = []
        for group in by_file:
            if rules := [rule for rule in group if getattr(rule, key) and wanted(rule)]:
                form = "(?:{})$" if key == "suffix" else "{}"
                patterns = tuple(tuple(map(form.format, getattr(rule, key))) for rule in rules)
                longest = tuple(rule.longest for rule in rules) if key == "text" else ()
                is_whole = key in ("text", "token")
                self.parts.append((rules, pattern_set(patterns, is_whole=is_whole, longest=longest)))

    def match(self, text: str) -> list[Rule]:
        """The rules whose pattern matches, in order; those for lines only if the line is not too long for them."""
        found: list[Rule] = []
        for rules, patterns in self.parts:
            if places := patterns.find(text):  # most lines have none
                found += [rules[place] for place in places]
        return [] if found and self.protected is not None and self.protected.find(text) else found

    def may_match(self, texts: Sequence[str]) -> set[int]:
        """The places of the texts for which :meth:`match` may find a rule: few, and these have to be asked for."""
        return {place for _, patterns in self.parts for place in patterns.may_match(texts)}


@lru_cache(maxsize=64)
def rule_set(
    paths: tuple[str, ...],
    site: str | None,
    keep: frozenset[Kind],
    *,
    allows_weak: bool = True,
    allows_strong: bool = True,
) -> RuleSet:
    """The rules for one site (None: the common ones): common first, then the site's, then the user's.

    Without weak or strong evidence it has only the surer rules, for use by the brake.
    """
    files = [_built_in(name) for name in dict.fromkeys((COMMON, site)) if name in _built_in_paths()]
    files += [user for user in _user_files(paths) if not user.is_of_site or user.name == site]
    return RuleSet(files, keep, allows_weak=allows_weak, allows_strong=allows_strong)


def find_site(paths: tuple[str, ...], forced: str | None, author: str | None, url: str | None, body: str) -> str | None:
    """The name of the rule file for a post, None if only the common rules apply.

    ``forced`` is a file name, host or site name; otherwise the author decides, then the address, then
    the hosts of the pictures. Raises RuleError for a forced site that there is none of.
    """
    index = _site_index(paths)
    if forced is not None:
        name = index.names.get(forced)
        if name is None:
            hint = meant(forced, index.names, "name a rule file, a host or a site")
            raise RuleError(f"no rules for site {forced!r}", hint)
        return name
    if author and (name := index.authors.get(author) or index.authors.get(author.split(" - ")[0])):
        return name
    if url:
        url = re.sub(_ARCHIVE, "", url, count=1)
        host = url.split("/", 3)[2] if url.count("/") > 1 else url
        for known in _and_above(host):
            if "." in known and (name := index.hosts.get(known)):
                return name
    hosts = {*_HOST.findall(body), *_ASKED_HOST.findall(body)}
    if any(known in index.of_pictures for host in hosts for known in _and_above(host)):
        return next((name for address, name in index.pictures if address in body), None)
    return None


def _and_above(host: str) -> Iterator[str]:
    """A host and its parent domains."""
    while host:
        yield host
        host = host.partition(".")[2]


class _SiteIndex(NamedTuple):
    """Rule files by what identifies their posts; ``pictures`` are prefixes of addresses, ``of_pictures`` hosts."""

    names: dict[str, str]
    authors: dict[str, str]
    hosts: dict[str, str]
    pictures: list[tuple[str, str]]
    of_pictures: set[str]


@lru_cache(maxsize=8)
def _site_index(paths: tuple[str, ...]) -> _SiteIndex:
    index = _SiteIndex({}, {}, {}, [], set())
    for file in (*map(read_site, built_in_names()), *_user_files(paths)):
        index.names[file.name] = file.name
        if file.site:
            index.names[file.site] = file.name
        for author in file.authors:
            index.authors[author] = file.name
        for host in file.hosts:
            index.hosts[host] = index.names[host] = file.name
        index.pictures.extend((address, file.name) for address in file.image_hosts)
        index.of_pictures.update(address.partition("/")[0] for address in file.image_hosts)
    return index


@lru_cache(maxsize=1)
def _built_in_paths() -> dict[str | None, list[str]]:
    """The paths of the package's files by what the ids of their rules begin with."""
    found: dict[str | None, list[str]] = {}
    for path in built_in_names():
        found.setdefault(name_of(path), []).append(path)
    return found


@lru_cache(maxsize=256)
def _built_in(name: str) -> RuleFile:
    first, *others = (read_built_in(path) for path in _built_in_paths()[name])
    for other in others:
        first = first.with_more(other)
    return first


def check_rules(options: Options) -> None:
    """Read all rules before any post. Raises RuleError, or UsageError for an unknown site."""
    rule_set(options.rules, None, options.keep)
    if options.site is not None:
        try:
            find_site(options.rules, options.site, None, None, "")
        except RuleError as error:
            raise UsageError(f"--site: {error.problem}", error.remedy) from None


@lru_cache(maxsize=8)
def _user_files(paths: tuple[str, ...]) -> tuple[RuleFile, ...]:
    return tuple(read_rule_file(path) for path in rule_files(paths))
