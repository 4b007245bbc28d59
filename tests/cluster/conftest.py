"""A cluster of real processes: a scheduler and three workers, as an operator would start them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WORKERS = 3
_LOCAL = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", "address")


class Cluster:
    """A scheduler and its workers, each a process; ``folder`` is where they all run."""

    def __init__(self, folder):
        self.folder = folder
        self.markers = folder / "markers"
        self.markers.mkdir()
        (folder / "sitecustomize.py").write_text("import hostile\n")
        path = os.pathsep.join((str(folder), str(HERE), *sys.path))
        ours = {"FRAUDNEWS_RULES": "", "PYTHONPATH": path, "MARKERS": str(self.markers)}
        self.environment = {**os.environ, **ours, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        self.workers = {}
        self.scheduler = self._start("dask_scheduler", "--port", "0")

    def begin(self, workers):
        """Wait for the scheduler, start so many workers, and wait until it knows them all."""
        folder = self.folder
        self.wait_until(lambda: (folder / "address").exists() and (folder / "address").read_text().endswith("}"))
        self.address = json.loads((folder / "address").read_text())["address"]
        for _ in range(workers):
            self.add_worker()
        wait = f"import distributed; distributed.Client({self.address!r}).wait_for_workers({workers}, timeout=120)"
        subprocess.run([sys.executable, "-c", wait], env=self.environment, check=True)

    def add_worker(self):
        """Start one worker more, of one thread."""
        worker = self._start("dask_worker", "--nthreads", "1", "--no-nanny")
        self.workers[worker.pid] = worker

    def replace_the_dead(self):
        """Start a worker for each that has died, and return how many there were."""
        dead = [number for number, worker in self.workers.items() if worker.poll() is not None]
        for number in dead:
            del self.workers[number]
            self.add_worker()
        return len(dead)

    def worker_above(self, process):
        """The worker that the process descends from."""
        while process not in self.workers:
            process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        return self.workers[process]

    def stop(self):
        """End all processes."""
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()

    def wait_until(self, condition):
        """Look until it is so; not longer than two minutes, nor than there is a scheduler."""
        end = time.monotonic() + 120  # a guard: what is waited for takes a second or two
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            assert self.scheduler.poll() is None, (self.folder / "dask_scheduler.log").read_text()
            time.sleep(0.02)

    def _start(self, module, *arguments):
        with (self.folder / f"{module}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *_LOCAL],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Three workers; a test that kills one starts another."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    pytest.importorskip("fsspec", reason="the extra dask is not installed")
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        cluster.begin(WORKERS)
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def start(tmp_path):
    """Start ``fraudnews cluster`` with these arguments in the test's own folder."""
    started = []

    def start(*arguments, program=("-m", "fraudnews"), **more):
        process = subprocess.Popen(
            [sys.executable, *program, "cluster", *arguments],
            cwd=tmp_path,
            env={**os.environ, "FRAUDNEWS_RULES": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **more,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def archive(tmp_path):
    """Sixty posts in two folders."""
    folder = tmp_path / "archive"
    for number in range(60):
        path = folder / ("2021" if number % 2 else "2022/谨防") / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>警方第{number}次提醒：不要扫描陌生二维码。</p>", "utf-8")
    return folder
