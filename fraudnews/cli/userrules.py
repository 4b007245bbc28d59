"""Which rule files a user has, besides those named after ``--rules``: found here, at the edge, and nowhere else.

In this order, so that the nearest has the last word: the user's own folder of rules, or what ``FRAUDNEWS_RULES``
names in its place (empty: none); ``fraudnews.toml`` of the project, in the current folder or the nearest one above;
``--rules``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.errors import RuleError
from fraudnews.rulefiles import rule_files

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "FRAUDNEWS_RULES"
_PROJECT = "fraudnews.toml"


class RulePath(NamedTuple):
    """A rule file or a folder of them, and what named it."""

    path: str
    source: str


def find_rules(given: Iterable[str]) -> list[RulePath]:
    """Every rule file and folder that applies, the last word last; ``given`` are those after ``--rules``.

    Raises RuleError where the variable names what is not there, or one of them a folder that has no rule file in it.
    """
    found: list[RulePath] = []
    named = os.environ.get(VARIABLE)
    if named is None:
        folder = _user_folder()
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
    """As find_rules, the paths alone, as Options has them."""
    return tuple(rule.path for rule in find_rules(given or ()))


def user_folder() -> Path:
    """Where the rules of this user live, whether there are any or not."""
    from pathlib import Path

    return Path(_user_folder())


def _named(path: str, source: str) -> RulePath:
    if os.path.isdir(path) and not rule_files((path,)):
        raise RuleError(f"{path}: there is no rule file in it", "name one that ends in .toml")
    return RulePath(path, source)


def _user_folder() -> str:
    system: str = sys.platform
    if system == "linux":  # platformdirs says the same, but takes 10 ms of every start to load
        home = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return os.path.join(home or os.path.expanduser("~/.config"), "fraudnews", "rules")
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("fraudnews", appauthor=False), "rules")


def _project_file() -> str | None:
    """``fraudnews.toml`` as seen from the current folder, None if no folder up to the root has one."""
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
