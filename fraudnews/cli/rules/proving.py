"""``fraudnews rules test``."""

from __future__ import annotations

from fraudnews.cli import options as cli
from fraudnews.cli.terminal import Line, count, show
from fraudnews.cli.userrules import rule_paths
from fraudnews.report import BAD_RULES, DONE, say, shown_path

HELP = """Run what each rule says it removes and keeps, against every other rule as well.

Without a file, every rule there is. A rule must have both, `removes` and `keeps`. Unknown keys, patterns that RE2
refuses and selectors that do not parse are errors, too. A note is no error: another rule takes a sample first.

\b
Examples:
  fraudnews rules test
  fraudnews rules test news.example.cn.toml
"""


def command(files: cli.RuleFiles = None, rules: cli.Rules = None) -> int:
    """Print one line a fault as ``file:line: rule: what``; the exit code is 4 if there is any."""
    from fraudnews.proof import prove
    from fraudnews.rulefiles import built_in_files, rule_files

    paths = rule_paths([*(rules or ()), *(files or ())])
    tested = rule_files(tuple(files)) if files else [*built_in_files(), *rule_files(paths)]
    faults = list(prove(tested, paths))
    lines: list[Line] = []
    for fault in faults:
        rule = f"{fault.rule}: " if fault.rule else ""
        said = f"{shown_path(fault.place)}: {'note: ' if fault.note else ''}{rule}{fault.message}"
        lines.append((said, "dim" if fault.note else "red"))
    show(lines)
    wrong = sum(not fault.note for fault in faults)
    say(f"{count(len(tested), 'rule file')}: {count(wrong, 'error')}, {count(len(faults) - wrong, 'note')}")
    return BAD_RULES if wrong else DONE
