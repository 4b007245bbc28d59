"""The rule files of the user, which only this module looks for.

In order of increasing precedence: the user's folder of rules, or the paths in ``FRAUDNEWS_RULES`` instead (if empty,
none); ``fraudnews.toml`` of the project, in the current folder or the nearest one above; ``--rules``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from fraudnews.errors import RuleError
from fraudnews.rulefiles import rule_files

VARIABLE = "FRAUDNEWS_RULES"
_PROJECT = "fraudnews.toml"


class RulePath(NamedTuple):
    """A rule file or a folder of them, and where it was named."""

    path: str
    source: str


def find_rules(given: Iterable[str]) -> list[RulePath]:
    """All rule files and folders that apply, by increasing precedence; ``given`` are those after ``--rules``.

    Raises RuleError if the variable names a missing path, or if a folder has no rule file.
    """
    found: list[RulePath] = []
    named = os.environ.get(VARIABLE)
    if named is None:
        folder = user_folder()
        if os.path.isdir(folder):
            found.append(RulePath(folder, "the user's folder"))
    else:
        for path in filter(None, named.split(os.pathsep)):
            if not os.path.exists(path):
                raise RuleError(f"{path}: there is no such rule file", f"check the variable {VARIABLE}")
            found.append(_named(path, VARIABLE))
    project = _project_file()
    if project is not None:
        found.append(RulePath(project, "the project"))
    found += [_named(path, "--rules") for path in given]
    last = {os.path.realpath(rule.path): rule for rule in found}
    return [rule for rule in found if last[os.path.realpath(rule.path)] is rule]


def rule_paths(given: Iterable[str] | None) -> tuple[str, ...]:
    """The paths of :func:`find_rules`, as Options has them."""
    return tuple(rule.path for rule in find_rules(given or ()))


def user_folder() -> str:
    """The folder for the rules of this user, which need not exist."""
    system: str = sys.platform
    if system == "linux":  # platformdirs gives the same, but takes 10 ms to load
        home = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return os.path.join(home or os.path.expanduser("~/.config"), "fraudnews", "rules")
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("fraudnews", appauthor=False), "rules")


def _named(path: str, source: str) -> RulePath:
    if os.path.isdir(path) and not rule_files((path,)):
        raise RuleError(f"{path}: there is no rule file in it", "name one that ends in .toml")
    return RulePath(path, source)


def _project_file() -> str | None:
    """The path of ``fraudnews.toml`` from the current folder, None if no folder up to the root has one."""
    try:
        folder = os.getcwd()
    except OSError:  # the folder is gone
        return None
    way = ""
    while not os.path.isfile(os.path.join(folder, _PROJECT)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder, way = above, f"../{way}"
    return way + _PROJECT
