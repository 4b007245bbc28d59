"""The metadata that every output shows, in their order."""

from __future__ import annotations

from typing import Any

from fraudnews.model import Metadata
from fraudnews.render.dates import date_text


def header_fields(meta: Metadata) -> dict[str, Any]:
    """The fields of a post that have a place of their own, by name; those that say nothing are None, "" or empty."""
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
