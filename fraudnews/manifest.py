"""What the manifest of a part says about the run that made it."""

from __future__ import annotations

import fraudnews
from fraudnews.model import Options
from fraudnews.report import Report
from fraudnews.settings import settings_digest
from fraudnews.sinks.part import PartSink
from fraudnews.sources import Reading


def finish_part(sink: PartSink, to: str, settings: str, report: Report, *, fail_fast: bool = False) -> bool:
    """Put the results of the run into the manifest, or leave the part as it was if there are none; whether it is new.

    If every post failed, the part is new all the same, unless posts could not be read.
    """
    if (report.failures["input"] and not report.written) or (report.failed and fail_fast):
        sink.discard()
        return False
    sink.describe({"format": to, "fraudnews": fraudnews.__version__, "settings": settings, **report.counts()})
    return True


def part_settings(to: str, options: Options, reading: Reading) -> str:
    """The digest of what all parts of one result have in common: the settings, and which posts are taken."""
    return settings_digest(to, options, reading.include, reading.exclude, str(reading.form), reading.body_field)
