"""``fraudnews rules path``."""

from __future__ import annotations

import os
from pathlib import Path

from fraudnews.cli import options as cli
from fraudnews.cli.terminal import count, show_table
from fraudnews.cli.userrules import VARIABLE, find_rules, user_folder
from fraudnews.report import shown_path

HELP = """Print where rule files of your own are found, in the order in which they are read.

\b
Examples:
  fraudnews rules path
  FRAUDNEWS_RULES=rules fraudnews rules path --rules more.toml
"""


def command(rules: cli.Rules = None) -> int:
    """Print one row a place: what names it, the path, and how many rule files are there."""
    from fraudnews.rulefiles import rule_files

    rows = []
    found = find_rules(rules or ())
    if os.environ.get(VARIABLE) is None and not Path(user_folder()).is_dir():
        rows.append(("the user's folder", shown_path(user_folder()), "is not there"))
    rows += [(rule.source, shown_path(rule.path), count(len(rule_files((rule.path,))), "rule file")) for rule in found]
    show_table(("from", "path", "holds"), rows)
    return 0
