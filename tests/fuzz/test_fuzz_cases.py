"""What the fuzzer has found, and hostile bytes that it starts from, stay harmless; no fuzzer is needed for that."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").rglob("*") if path.is_file())


def load(name):
    """A module beside this one."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


targets = load("targets")


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_holds(path):
    targets.TARGETS[path.parent.name](path.read_bytes())
