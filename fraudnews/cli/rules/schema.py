"""``fraudnews rules schema``."""

from __future__ import annotations

from fraudnews.cli.terminal import write_json

HELP = """Print the JSON Schema of rule files, for editors.

\b
Examples:
  fraudnews rules schema > rules.schema.json
"""


def command() -> int:
    """Print the schema to standard output."""
    from fraudnews.ruleschema import rule_file_schema

    write_json(rule_file_schema(), indent=2)
    return 0
