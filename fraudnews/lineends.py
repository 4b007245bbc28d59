"""The ends of lines: an editor's bracket behind a sentence, the desk beside the author, a link back to the site."""

from __future__ import annotations

from fraudnews.attempt import CALLS, CREDITS, Attempt
from fraudnews.calls import kind_of_call
from fraudnews.credits import (
    bracketed_tail,
    desk_beside_source,
    editors_beside_author,
    labelled_tail,
    may_name,
    read_credits,
)
from fraudnews.leadins import LEADS_IN, is_led_in, is_spoken_for
from fraudnews.lines import SENTENCE_ENDS, Line
from fraudnews.model import Kind

#: What stands before a bracket that the story quotes, or that names the makers of a work: 版权页上印着（责任编辑：…）
_BEFORE_QUOTED = "》：:着著"
#: Dots say that the text goes on; they stay where the way to the rest goes: 桥下的船…阅读全文
_OMISSION = "…."
#: The first lines of a story and the last ones, whose ends may name editors.
_FIRST_LINES, _LAST_LINES = 4, 3


def cut_ends(attempt: Attempt) -> None:
    """Cut off the end of a line: ``（责任编辑：…）`` after the last sentence, or a link back to the site."""
    if not attempt.rules.allows_strong:
        return
    standing = attempt.standing
    for index, line in enumerate(standing):
        at_end = index >= len(standing) - _LAST_LINES
        if not _cut_credits(attempt, line, at_end=at_end) and (at_end or line.links):
            _cut_suffix(attempt, line, at_end=at_end)


def _cut_credits(attempt: Attempt, line: Line, *, at_end: bool) -> bool:
    """Record the editors that the end of a line names, and cut it off if it names nobody else; whether it was."""
    tail = bracketed_tail(line.text) if at_end or line.text[-1] in "）)】]" else None
    tail = tail or (labelled_tail(line.text) if at_end else None)
    credits = read_credits(tail) if tail and not _is_of_the_story(line.text, tail, at_end=at_end) else None
    if tail is None or credits is None or credits.doubtful:
        return False
    attempt.name(line, credits.editors)
    if not credits.desk_only or Kind.EDITOR in attempt.rules.kept or attempt.rules.protects(line.text):
        return False
    attempt.cut(line, len(line.text) - len(tail), CREDITS, Kind.EDITOR)
    _take_rest(attempt, line, line.text[: -len(tail)], credits.editors)
    return True


def _cut_suffix(attempt: Attempt, line: Line, *, at_end: bool) -> None:
    """Cut off the end of a line that a rule knows."""
    found = attempt.rules.match_suffix(line.text)
    if found is None or attempt.rules.protects(line.text):
        return
    rule, start = found
    if line.text[:start].rstrip().endswith(LEADS_IN):
        return  # what somebody wrote
    if line.text[start] in _OMISSION:
        if is_led_in(line) or "：" in line.text[:start]:
            return  # a message that somebody got
        start = len(line.text) - len(line.text[start:].lstrip(_OMISSION))
    if start > 0 and (at_end or rule.where == "anywhere"):
        attempt.cut(line, start, rule.id, rule.kind)
        _take_rest(attempt, line, line.text[:start], ())


def part_from_authors(attempt: Attempt) -> None:
    """Record the editors that the first and last lines name beside the author, and cut them off there."""
    if not attempt.may_name_desk:
        return
    standing = attempt.standing
    for line in (*standing[:_FIRST_LINES], *standing[max(_FIRST_LINES, len(standing) - _LAST_LINES) :]):
        if not line.cut and may_name(line.text) and not is_led_in(line):
            credits = attempt.credits(line)
            editors = editors_beside_author(line.text) if credits is None else credits.editors
            is_beside = bool(editors) if credits is None else not credits.desk_only
            if not attempt.has_named(line) and (names := editors if is_beside else _in_bracket(line.text)):
                attempt.name(line, names)
            if is_beside:
                _cut_desk(attempt, line)


def _in_bracket(text: str) -> tuple[str, ...]:
    """The editors beside the author in the bracket behind the last sentence of a line."""
    tail = bracketed_tail(text)
    return () if tail is None or _is_of_the_story(text, tail, at_end=True) else editors_beside_author(tail)


def _cut_desk(attempt: Attempt, line: Line) -> None:
    """Cut the desk out of a line beside the author or the source, which stays: ``（记者：… 责任编辑：…）``."""
    may_cut = attempt.rules.allows_strong and Kind.EDITOR not in attempt.rules.kept
    desk = desk_beside_source(line.text) if may_cut else ""
    if desk and not attempt.rules.protects(line.text):
        start = line.text.rindex(desk)
        attempt.cut(line, start, CREDITS, Kind.EDITOR, start + len(desk))


def _is_of_the_story(text: str, tail: str, *, at_end: bool) -> bool:
    """Whether a bracket is part of a sentence: it names the makers of a work, or the sentence ends behind it."""
    before = text[: -len(tail)].rstrip()
    if not before or before.endswith(SENTENCE_ENDS):
        return False
    return not at_end or before[-1] in _BEFORE_QUOTED or tail[-1] == "。"


def _take_rest(attempt: Attempt, line: Line, rest: str, editors: tuple[str, ...]) -> None:
    """Remove the whole line if the text before its tail is credits or a call, too: 责任编辑：… （编辑：…）."""
    if is_spoken_for(line):
        return
    rest = rest.strip()
    if (call := kind_of_call(rest)) is not None:
        attempt.take_as(line, CALLS, call)
    elif (rule := attempt.promotion(rest)) is not None:
        attempt.take_as(line, rule.id, rule.kind)
    if Kind.EDITOR in attempt.rules.kept:
        return
    credits = read_credits(rest)
    if credits is not None and credits.desk_only:
        attempt.take_as(line, CREDITS, Kind.EDITOR)
        attempt.name(line, (*credits.editors, *editors))
