"""What every output shows of a post besides its story: the metadata in order, dates as text, the title once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fraudnews.model import Block, Metadata, Run


def header_fields(meta: Metadata) -> dict[str, Any]:
    """The metadata of a post by name, without ``extra``; fields without a value are None, "" or empty."""
    return {
        "title": meta.title,
        "date": date_text(meta.date),
        "author": meta.author,
        "editor": list(meta.editor),
        "categories": list(meta.categories),
        "tags": list(meta.tags),
        "url": meta.url,
        "cover": meta.cover,
    }


def date_text(date: datetime | None) -> str | None:
    """ISO 8601 with zone, ``Z`` for UTC; None if there is no date."""
    if date is None:
        return None
    text = date.isoformat()
    return text[:-6] + "Z" if date.utcoffset() == timedelta(0) else text


def begins_with(blocks: tuple[Block, ...], title: str) -> bool:
    """Whether the first block is the title already."""
    first = blocks[0] if blocks else None
    return first is not None and "".join(i.text for i in first.inlines if type(i) is Run).strip() == title
