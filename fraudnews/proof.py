"""Tests of rules by their own samples of what they remove and keep: each after a story, with all other rules in force.

The samples of a rule for both edges are tested before the story, too: there nothing to be kept may be removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fraudnews.core import clean
from fraudnews.errors import FraudnewsError, RuleError
from fraudnews.model import Article, Options
from fraudnews.places import find_tables, tables_of
from fraudnews.rendering.text import body_text
from fraudnews.rulefiles import read_rules
from fraudnews.rules import Rule, RuleFile, read_rule_file

_SENTENCE = "这是一个关于反诈的故事，一共三句话。"
#: Sentences of the story around a sample: so many that the brake does not act.
_SENTENCES = 20


class Fault(NamedTuple):
    """What is wrong with a rule, and the place in its file. A ``note`` is worth a look, but no error."""

    place: str
    rule: str
    message: str
    note: bool = False


def prove(files: list[Path], paths: tuple[str, ...]) -> Iterator[Fault]:
    """All faults of the rules in ``files``; ``paths`` are all rule files of the user, which are in force."""
    read: list[tuple[Path, RuleFile]] = []
    for path in files:
        try:
            read.append((path, read_rule_file(path)))
        except RuleError as error:
            place, _, message = str(error).partition(": ")
            yield Fault(place, "", message)
    if len(read) < len(files):
        return  # without all files no sample can be tested
    for path, file in read:
        yield from _prove_file(path, file, paths)


def takes_from(sample: str, options: Options) -> bool:
    """Whether a rule removes something from ``sample`` after a story."""
    article = _try(sample, options)
    return not isinstance(article, FraudnewsError) and bool(article.removed)


def _prove_file(path: Path, file: RuleFile, paths: tuple[str, ...]) -> Iterator[Fault]:
    tables = find_tables(read_rules(path))
    site = file.name if file.is_of_site else None
    options = Options(rules=paths, site=site)
    for rule, table in zip(file.rules, tables_of(tables, "remove"), strict=False):
        for key, message, note in _prove_rule(rule, options):
            yield Fault(f"{path}:{table.keys.get(key, table.first)}", rule.id, message, note)
    for keep, table in zip(file.keeps, tables_of(tables, "keep"), strict=False):
        for message in _prove_keep(keep.samples, options):
            yield Fault(f"{path}:{table.keys.get('keeps', table.first)}", keep.id, message)


def _prove_rule(rule: Rule, options: Options) -> Iterator[tuple[str, str, bool]]:
    for key, samples in (("removes", rule.removes), ("keeps", rule.keeps)):
        if not samples:
            yield key, f"it has no {key}: give it a sample of what it {key}", False
    for sample in rule.removes:
        yield from (("removes", message, note) for message, note in _removed(rule, sample, options))
    for sample in rule.keeps:
        if rule.where == "cover":
            if not _keeps_cover(sample, options):
                yield "keeps", f"it takes {sample} for no cover", False
        else:
            yield from (("keeps", message, False) for message in _kept(sample, options))
            if rule.where == "edge":
                yield from (("keeps", message, False) for message in _kept(sample, options, at_head=True))


def _prove_keep(samples: tuple[str, ...], options: Options) -> Iterator[str]:
    if not samples:
        yield "it has no keeps: give it a sample of what it keeps"
    for sample in samples:
        yield from _kept(sample, options)


def _removed(rule: Rule, sample: str, options: Options) -> Iterator[tuple[str, bool]]:
    """What is wrong where ``rule`` should take something out of ``sample``."""
    if rule.where == "cover":
        if _keeps_cover(sample, options):
            yield f"it leaves the cover {sample}", False
        return
    article = _try(sample, options)
    if rule.where == "edge" and rule.id not in _takers(article):
        before = _try(sample, options, at_head=True)
        article = before if rule.id in _takers(before) else article
    if isinstance(article, FraudnewsError):
        yield f"{sample}: {article}", False
        return
    takers = _takers(article)
    story = body_text(article.blocks)
    if not takers:
        yield f"it does not remove {sample}", False
    elif rule.id not in takers:
        yield f"{', '.join(takers)} takes {sample} before it", True
    if story.count(_SENTENCE) < _SENTENCES:
        yield f"around {sample} story is lost", False
    left = [removal.text for removal in article.removed if removal.text and removal.text in story]
    if left:
        yield f"{left[0]!r} is removed from {sample}, and stands there still", False


def _takers(article: Article | FraudnewsError) -> list[str]:
    """The rules that took something, each once."""
    if isinstance(article, FraudnewsError):
        return []
    return list(dict.fromkeys(removal.rule for removal in article.removed))


def _kept(sample: str, options: Options, *, at_head: bool = False) -> Iterator[str]:
    article = _try(sample, options, at_head=at_head)
    if isinstance(article, FraudnewsError):
        yield f"{sample}: {article}"
        return
    for removal in article.removed:
        where = " before a story" if at_head else ""
        yield f"{removal.rule} removes {removal.shown!r} from {sample}{where}"


def _try(sample: str, options: Options, *, at_head: bool = False) -> Article | FraudnewsError:
    story = f"<p>{_SENTENCE}</p>\n" * _SENTENCES
    body = f"{sample}\n{story}" if at_head else f"{story}{sample}\n"
    try:
        return clean(f"<div>\n{body}</div>\n", options)
    except FraudnewsError as error:
        return error


def _keeps_cover(address: str, options: Options) -> bool:
    post = f"---\ntitle: 甲\nheadimg: '{address}'\n---\n<p>{_SENTENCE}</p>\n"
    return clean(post, options).meta.cover is not None
