"""``fraudnews rules show``."""

from __future__ import annotations

from fraudnews.cli import options as cli
from fraudnews.cli.terminal import Line, show
from fraudnews.cli.userrules import rule_paths
from fraudnews.errors import UsageError, meant
from fraudnews.report import shown_path

HELP = """Show one rule as its file has it, and where that is.

\b
Examples:
  fraudnews rules show common/qr-follow
  fraudnews rules show app-slogan
"""


def command(rule: cli.RuleId, rules: cli.Rules = None) -> int:
    """Print each rule with this id, with or without its file before it."""
    from fraudnews.reasons import find_reasons

    reasons = find_reasons(rule_paths(rules))
    found = [reason for reason in reasons if rule in (reason.id, reason.id.partition("/")[2])]
    if not found:
        names = [reason.id for reason in reasons]
        known = [*names, *(name.partition("/")[2] for name in names)]
        raise UsageError(f"there is no rule {rule!r}", meant(rule, known, "fraudnews rules list names them all"))
    lines: list[Line] = []
    for reason in found:
        lines += [("", "")] if lines else []
        lines.append((f"# {shown_path(reason.place)}: {reason.id}", "bold"))
        text = reason.text or f"# {reason.kind}: {reason.why}"
        lines += [(line, "") for line in text.splitlines()]
    show(lines)
    return 0
