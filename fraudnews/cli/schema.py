"""``fraudnews schema``."""

from __future__ import annotations

from fraudnews.cli.terminal import write

HELP = """Print the JSON Schema of a record of jsonl.

\b
Examples:
  fraudnews schema
  fraudnews schema > record.schema.json
"""


def command() -> None:
    """Print the schema to standard output."""
    from fraudnews.rendering.record import schema_text

    write(schema_text())
