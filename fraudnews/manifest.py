"""What the manifest of a part says of the run that made it."""

from __future__ import annotations

import json
from hashlib import sha256

import fraudnews
from fraudnews.model import Options
from fraudnews.report import Report
from fraudnews.rulefiles import rules_digest
from fraudnews.sinks import PartSink
from fraudnews.sources import Reading


def finish_part(sink: PartSink, to: str, settings: str, report: Report, *, fail_fast: bool = False) -> bool:
    """Tell the manifest what came of the run, or leave the part as it was where nothing did; whether it is new.

    A part of which every post failed is a part all the same, but not one whose posts could not be read.
    """
    if (report.failures["input"] and not report.written) or (report.failed and fail_fast):
        sink.discard()
        return False
    sink.describe({"format": to, "fraudnews": fraudnews.__version__, "settings": settings, **report.counts()})
    return True


def settings_digest(
    to: str, options: Options, include: tuple[str, ...], exclude: tuple[str, ...], reading: Reading
) -> str:
    """SHA-256, in hexadecimal, of all that the parts of one result have in common: version, options, rules.

    The same on every machine, wherever its posts and rule files lie. RuleError where one cannot be read.
    """
    parts = {name: str(value) for name, value in options._asdict().items()}
    parts |= {"keep": ",".join(sorted(options.keep)), "rules": rules_digest(options.rules)}
    choice = (include, exclude, reading.form, reading.body_field)
    parts |= {"version": fraudnews.__version__, "format": to, "choice": str(choice)}
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
