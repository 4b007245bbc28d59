"""Where rule files are, and a digest to see whether they changed; ``rules`` reads what is in them.

Paths are strings until a file is read: a sync with nothing to do reads no rules.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fraudnews.errors import RuleError, reason

if TYPE_CHECKING:
    from pathlib import Path

COMMON = "common"
_FOLDER = os.path.join(os.path.dirname(__file__), "sites")


def name_of(path: str | os.PathLike[str]) -> str:
    """The prefix of the ids of a file's rules: ``common`` for ``common.toml`` and for ``common_qr.toml``."""
    stem = os.path.splitext(os.path.basename(path))[0]
    try:
        stem = os.fsencode(stem).decode()
    except UnicodeError:  # a record could not hold it
        stem = stem.encode("utf-8", "backslashreplace").decode()
    return COMMON if stem.startswith(f"{COMMON}_") else stem


def built_in_files() -> list[Path]:
    """The rule files of this package, in the order of their names."""
    return _as_paths(built_in_names())


def built_in_names() -> list[str]:
    """The paths of :func:`built_in_files` as text: ``pathlib`` takes 3 ms to load."""
    return _files_in(_FOLDER)


def rule_files(paths: tuple[str, ...]) -> list[Path]:
    """The rule files in ``paths``: files as given, the ``*.toml`` of folders by name. RuleError if one is missing."""
    return _as_paths(_named(paths))


def read_rules(path: str | os.PathLike[str]) -> str:
    """The text of a rule file, without the byte order mark that Windows adds. RuleError."""
    try:
        with open(path, "rb") as file:
            data = file.read()  # as text, in pieces, it takes four times as long
        return data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    except OSError as error:
        raise RuleError(f"{path}: {reason(error)}", "check that it can be read") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: {error}", "rule files are TOML in UTF-8") from None


def rules_digest(paths: tuple[str, ...]) -> str:
    """The SHA-256 of all rule files, built-in ones and the user's ``paths``.

    RuleError if a file is missing or cannot be read.
    """
    from hashlib import sha256  # for a sync, and parts

    digest = sha256()
    for path in (*_files_in(_FOLDER), *_named(paths)):
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise RuleError(f"{path}: {reason(error)}", "check that it can be read") from None
        digest.update(b"%s\0%d\0%s" % (os.fsencode(os.path.basename(path)), len(data), data))
    return digest.hexdigest()


def _named(paths: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found += _files_in(path)
        elif os.path.exists(path):
            found.append(path)
        else:
            raise RuleError(f"{path or 'an empty name'}: there is no such rule file", "check the path")
    for path in found:
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe can be read only once, and a device has no end
            raise RuleError(f"{path}: this is no file", "write the rules to one")
    return found


def _files_in(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise RuleError(f"{folder}: {reason(error)}", "check that it can be read") from None
    return [os.path.join(folder, name) for name in sorted(names) if name.endswith(".toml")]


def _as_paths(names: list[str]) -> list[Path]:
    if not names:
        return []
    from pathlib import Path  # 3 ms: only for those who have rules of their own

    return [Path(name) for name in names]
