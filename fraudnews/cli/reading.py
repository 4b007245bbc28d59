"""What the commands that read and judge posts have in common: the options that say how posts are read."""

from __future__ import annotations

from fraudnews.cli.userrules import rule_paths
from fraudnews.cli.values import kinds, size, text_encoding, zone
from fraudnews.model import Options


def reading_options(
    keep: list[str] | None,
    rules: list[str] | None,
    site: str | None,
    encoding: str | None,
    assume_timezone: str,
    max_size: str,
) -> Options:
    """The Options that these words mean, with the user's rules found and read. UsageError or RuleError."""
    from fraudnews.rules import check_rules

    options = Options(
        keep=kinds(keep or ()),
        rules=rule_paths(rules),
        site=site,
        encoding=text_encoding(encoding),
        assume_timezone=zone(assume_timezone),
        max_size=size(max_size),
    )
    check_rules(options)
    return options
