"""How dates are written in every output."""

from __future__ import annotations

from datetime import datetime, timedelta


def date_text(date: datetime | None) -> str | None:
    """ISO 8601 with zone, ``Z`` for UTC; None if there is no date."""
    if date is None:
        return None
    text = date.isoformat()
    return text[:-6] + "Z" if date.utcoffset() == timedelta(0) else text
