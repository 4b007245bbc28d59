"""Which files hold rules, and whether they are the same as before; what is in them is read by ``rules``."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from fraudnews.errors import RuleError

_FOLDER = Path(__file__).parent / "sites"


def built_in_files() -> list[Path]:
    """The rule files of this package, in the order of their names."""
    return sorted(_FOLDER.glob("*.toml"))


def rule_files(paths: tuple[str, ...]) -> list[Path]:
    """The rule files that ``paths`` name: files as given, of a folder its ``*.toml`` by name. RuleError for none."""
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += sorted(path.glob("*.toml"))
        elif path.exists():
            found.append(path)
        else:
            raise RuleError(f"{name}: there is no such rule file", "check the path after --rules")
    return found


def rules_digest(paths: tuple[str, ...]) -> str:
    """SHA-256 of all rule files, those of the package and the user's ``paths``: other rules, another digest.

    RuleError if a file is missing or cannot be read.
    """
    digest = sha256()
    for path in (*built_in_files(), *rule_files(paths)):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RuleError(f"{path}: {error}", "check that it can be read") from None
        digest.update(b"%s\0%d\0%s" % (os.fsencode(path.name), len(data), data))
    return digest.hexdigest()
