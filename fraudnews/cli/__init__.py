"""The command line: one file a subcommand, each reads its arguments, calls the core, and reports."""

from __future__ import annotations

import sys

import typer

from fraudnews.cli import check, cluster, explain, jsonl, markdown, review, rules, schema, sync, text
from fraudnews.cli.ending import exit_code
from fraudnews.cli.options import Version
from fraudnews.cli.plain import PlainCommand, PlainGroup

app = typer.Typer(
    name="fraudnews",
    cls=PlainGroup,
    help="Clean and convert scraped Chinese news posts: the story stays, the site's boilerplate goes.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(version: Version = False) -> None:
    pass


_COMMANDS = {
    module.NAME: module for module in (markdown, text, jsonl, sync, cluster, explain, check, review, rules, schema)
}


def main() -> None:
    """The entry point of the ``fraudnews`` command.

    Typer takes 20 ms to build a command from its options, so where the first word names one, only that is built.
    """
    named = _COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    for module in (named,) if named else _COMMANDS.values():
        if module is rules:
            app.add_typer(rules.group(sys.argv[2:]), name=rules.NAME)
            continue
        app.command(module.NAME, cls=PlainCommand, help=module.HELP)(module.command)
    sys.exit(exit_code(lambda: app(prog_name="fraudnews", standalone_mode=False)))
