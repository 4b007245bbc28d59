"""One try at cleaning a body: which lines were taken, on which evidence, and the editors that were named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fraudnews.credits import LONGEST, Credits, credits_behind, may_name, read_credits
from fraudnews.evidence import Evidence
from fraudnews.leadins import LEADS_IN, MOST_SHOWN
from fraudnews.lines import Line
from fraudnews.markup import Claimed
from fraudnews.markup.words import EDGE
from fraudnews.model import Block, Image, Kind, Removal, Run
from fraudnews.rules import Rule
from fraudnews.ruleset import RuleSet

#: The rules on record for what no rule file knows.
CREDITS = "common/credits"
CALLS = "common/calls"
FRAME = "common/frame"
#: How an element begins that is known for a list of other articles by its heading, too: no weak evidence.
_HEADED = "(?:推[荐薦]|延伸|相[关關]|[热熱][门門]|更多|[猜為为][你您])[一-龥]{2,4} "
#: Kinds of boilerplate that may name the editors behind their own words.
_NAMING = (Kind.DISCLAIMER, Kind.PROMO)


class Attempt(Evidence):
    """One try at cleaning one body with one set of rules.

    ``gone`` counts the lines that went, ``taken_weakly`` and ``taken_strongly`` the characters that went on such
    evidence. ``editors`` are the names found, by the place that has them.
    """

    def __init__(self, body: str, rules: RuleSet) -> None:
        super().__init__(body, rules)
        self.gone = self.taken_weakly = self.taken_strongly = 0
        self.editors: dict[tuple[int, int], tuple[str, ...]] = {}
        for index, part in enumerate(self.parts):
            if isinstance(part, Claimed):
                self._read_claim(index, part)

    def _read_claim(self, index: int, part: Claimed) -> None:
        """Count a claim as evidence, and note the editors in it; what readers never saw names nobody."""
        rule = part.rule
        if not isinstance(rule, Rule):
            return
        if rule.weak and not (rule.kind is Kind.RELATED and re.match(_HEADED, part.text)):
            self.taken_weakly += len(part.text)
        text = part.text[-LONGEST:]
        if not may_name(text):
            return
        credits = (read_credits(text) if text == part.text else None) or credits_behind(text)
        if credits is not None:
            self.editors[index, 0] = credits.editors

    def take(self, line: Line, rule: Rule, *, counts: bool = True) -> None:
        """Remove a line, recorded under ``rule``; ``counts`` says whether the brake counts it."""
        line.pictured = rule.pictured
        if counts and rule.weak:
            self.taken_weakly += len(line.text)
        elif counts and not rule.certain:
            self.taken_strongly += len(line.text)
        self._record(line, rule.id, rule.kind)

    def take_block(self, index: int, block: Block, rule: Rule) -> None:
        """Remove the part at ``index``, a block without lines, such as a table or a video."""
        inlines = block.every_inline
        text = " ".join([item.text for item in inlines if type(item) is Run])
        claim = Claimed(rule, text, tuple(item.src for item in inlines if type(item) is Image))
        self.parts[index] = claim
        self._read_claim(index, claim)

    def take_all(self, lines: Iterable[Line], name: str, kind: Kind, *, counts: bool = True) -> None:
        """Remove lines, each as :meth:`take_as` does."""
        for line in lines:
            self.take_as(line, name, kind, counts=counts)

    def take_as(self, line: Line, name: str, kind: Kind, *, words: str = "", counts: bool = True) -> None:
        """Remove a line by no rule, recorded under ``name`` and ``kind``, unless it, or its ``words``, or kind is kept.

        ``counts`` says whether the brake counts it.
        """
        if line.taken or kind in self.rules.kept or self.rules.protects(words or line.text):
            return
        self.taken_strongly += counts * len(line.text)
        self._record(line, name, kind)

    def take_with(self, line: Line, other: Line, *, words: str = "") -> None:
        """Remove a line because ``other`` was removed, by the same rule, unless it, its ``words`` or kind is kept."""
        if other.kind is not None:
            self.take_as(line, other.taken, other.kind, words=words)

    def _record(self, line: Line, name: str, kind: Kind) -> None:
        self.gone += 1
        line.taken, line.kind = name, kind
        if line.credits is not None:
            self.name(line, line.credits.editors)
        elif kind in _NAMING and may_name(line.text) and (credits := credits_behind(line.text)) is not None:
            self.name(line, credits.editors)
        if line.text.endswith(LEADS_IN):
            for below in self.spoken[line.turn + 1 : line.turn + 1 + MOST_SHOWN]:  # nothing introduces them any more
                below.hits = below.late_hits = None
                below.credits_read = below.call_read = False

    def take_credits(self, line: Line, credits: Credits) -> None:
        """Record the editors in a credit line, and remove the line if it names nobody but the editorial desk."""
        is_desks = self.are_of_the_desk(line, credits)
        if is_desks:
            self.name(line, credits.editors)
        if is_desks and credits.desk_only and self.rules.allows_strong:
            self.take_as(line, CREDITS, Kind.EDITOR)

    def name(self, line: Line, editors: tuple[str, ...]) -> None:
        """Record the editors that a line names, in place of those recorded for it before."""
        self.editors[line.block, line.end] = tuple([line.as_written(editor) for editor in editors])

    def has_named(self, line: Line) -> bool:
        """Whether editors are recorded for a line."""
        return (line.block, line.end) in self.editors

    def cut(self, line: Line, start: int, name: str, kind: Kind, end: int | None = None) -> None:
        """Remove a line from ``start`` on, but for a bracket that closes it at ``end``, under ``name`` and ``kind``."""
        line.cut = Removal(name, kind, line.written[start:end].strip(EDGE))

    def forget_taken(self) -> None:
        """Judge what is left as if removed lines had never been there: lines are judged by those around them."""
        left = [line for line in self.lines if not line.taken]
        for line in left:
            line.hits = line.late_hits = None
        self.set_spoken(left)
