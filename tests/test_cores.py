"""The cores there are for us: affinity and the quotas of control groups, read from made-up files."""

from __future__ import annotations

import os

import pytest

from fraudnews.cores import usable_cores


@pytest.fixture(autouse=True)
def _eight_cores(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))


@pytest.mark.parametrize(
    ("groups", "files", "cores"),
    [
        pytest.param("", {}, 8, id="no control groups: the affinity"),
        pytest.param("0::/\n", {"cpu.max": "max 100000\n"}, 8, id="no quota"),
        pytest.param("0::/\n", {"cpu.max": "200000 100000\n"}, 2, id="two cores"),
        pytest.param("0::/\n", {"cpu.max": "150000 100000\n"}, 2, id="a core and a half"),
        pytest.param("0::/\n", {"cpu.max": "10000 100000\n"}, 1, id="a tenth of a core"),
        pytest.param("0::/\n", {"cpu.max": "9900000 100000\n"}, 8, id="a quota above the affinity"),
        pytest.param(
            "0::/a/b\n", {"a/b/cpu.max": "max 100000\n", "a/cpu.max": "300000 100000\n"}, 3, id="a group above"
        ),
        pytest.param("0::/hidden/b\n", {"cpu.max": "300000 100000\n"}, 3, id="inside a container"),
        pytest.param("0::/../b\n", {"cpu.max": "300000 100000\n"}, 3, id="a group beside the container's"),
        pytest.param("4:memory:/a\n0::/\n", {"unified/cpu.max": "300000 100000\n"}, 3, id="version 2 beside version 1"),
        pytest.param(
            "3:cpu,cpuacct:/a\n0::/\n",
            {"cpu,cpuacct/a/cpu.cfs_quota_us": "250000\n", "cpu,cpuacct/a/cpu.cfs_period_us": "100000\n"},
            3,
            id="version 1",
        ),
        pytest.param(
            "3:cpu:/a\n",
            {"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"},
            8,
            id="version 1, no quota",
        ),
        pytest.param("0::/\n", {"cpu.max": "nonsense\n"}, 8, id="nonsense"),
    ],
)
def test_cores_are_those_of_affinity_and_quota(tmp_path, groups, files, cores):
    written = {"proc/self/cgroup": groups, **{f"sys/fs/cgroup/{name}": text for name, text in files.items()}}
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert usable_cores(tmp_path) == cores


def test_this_machine_has_at_least_one():
    assert usable_cores() >= 1
