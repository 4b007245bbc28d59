"""Shards as futures: on a cluster of real processes, of which some die."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from fraudnews.compression import _zstd

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks at processes in /proc")


@pytest.fixture(autouse=True)
def markers(cluster):
    """No word was fatal yet."""
    for marker in cluster.markers.iterdir():
        marker.unlink()
    return cluster.markers


@pytest.fixture
def convert(cluster, start):
    """Convert ``archive`` to ``out`` in five shards; what comes out is the exit code and standard error."""

    def convert(*options):
        process = start("archive", "out", "--scheduler", cluster.address, "--shards", "5", *options)
        out, errors = process.communicate()
        assert out == ""
        return process.returncode, errors

    return convert


def lines_in(folder):
    """All lines of all parts; each part is as its manifest says."""
    lines = []
    for part in sorted(folder.glob("*.jsonl.zst")):
        manifest = json.loads(part.with_name(f"{part.name}.manifest.json").read_text("utf-8"))
        assert manifest["sha256"] == sha256(part.read_bytes()).hexdigest()
        lines += _zstd().decompress(part.read_bytes()).splitlines()
    return sorted(lines)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def without_clock(errors):
    return re.sub(r"; [0-9.:]+( s)?\n", "\n", errors)


def test_the_parts_are_those_that_shards_alone_make(convert, run, archive, tmp_path):
    code, errors = convert()
    assert (code, without_clock(errors)) == (
        0, "fraudnews: 60 posts read, 60 written, 0 failed; removed no boilerplate\n"
    )  # fmt: skip
    (tmp_path / "alone").mkdir()
    for number in range(1, 6):
        run("jsonl", str(archive), "-o", "alone/part.jsonl.zst", "--shard", f"{number}/5")
    assert names(tmp_path / "out") == names(tmp_path / "alone")
    for path in (tmp_path / "alone").iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_one_worker_is_killed_and_one_post_is_poisonous_and_all_else_is_done(
    cluster, start, run, archive, markers, tmp_path
):
    whole = run("jsonl", str(archive)).stdout.splitlines()
    (archive / "poison.md").write_text("<p>KILL</p>", "utf-8")
    (archive / "2021" / "slow.md").write_text("<p>警方提醒。STOP</p>", "utf-8")
    process = start("archive", "out", "--scheduler", cluster.address, "--shards", "3", "--report", "failed.jsonl")
    cluster.wait_until(lambda: (markers / "STOP").exists() and (markers / "STOP").read_text().endswith("\n"))
    stopped = int((markers / "STOP").read_text())
    worker = cluster.worker_above(stopped)
    worker.kill()
    _, errors = process.communicate()
    assert cluster.replace_the_dead() == 1
    assert process.returncode == 3
    assert f"{archive}/poison.md: 3 workers died on this post (signal 9, killed): the system" in errors
    assert errors.count("\n") == 2
    found = lines_in(tmp_path / "out")
    slow = run("jsonl", str(archive / "2021" / "slow.md")).stdout.splitlines()
    assert found == sorted(whole + slow)
    cluster.wait_until(lambda: not is_alive(stopped))
    assert [name for name in names(tmp_path / "out") if name.startswith(".")] == []
    (note,) = (tmp_path / "failed.jsonl").read_text("utf-8").splitlines()
    assert json.loads(note)["code"] == "crashed"


def test_a_shard_whose_process_dies_is_tried_again(convert, archive, markers, tmp_path):
    (archive / "hard.md").write_text("<p>警方提醒。SHARD</p>", "utf-8")
    code, errors = convert("--retries", "1")
    assert (code, errors.count("\n")) == (0, 1)
    assert (markers / "SHARD").exists()
    assert len(lines_in(tmp_path / "out")) == 61


def test_a_shard_that_still_fails_is_told_the_others_finish_and_the_next_run_does_the_rest(convert, archive, tmp_path):
    (archive / "hard.md").write_text("<p>警方提醒。SHARD</p>", "utf-8")
    code, errors = convert("--retries", "0")
    assert code == 3
    (failed,) = re.findall(r"shard (\d)/5: the process of the shard ended \(signal 9, killed\): look at", errors)
    assert "1 of 5 shards failed: run the command again" in errors
    parts = [name for name in names(tmp_path / "out") if name.endswith(".zst")]
    assert parts == [f"part-0000{number}-of-00005.jsonl.zst" for number in range(1, 6) if str(number) != failed]
    assert convert()[0] == 0
    assert len(lines_in(tmp_path / "out")) == 61


def test_a_shard_whose_workers_die_one_after_the_other_is_told(cluster, convert, archive, tmp_path):
    (archive / "hard.md").write_text("<p>警方提醒。WORKER</p>", "utf-8")
    code, errors = convert("--shards", "1")
    assert code == 3
    assert "shard 1/1: its worker died, and so did 1 more: look at the logs of the workers" in errors
    assert cluster.replace_the_dead() == 2
    assert names(tmp_path / "out") == []


def test_that_all_workers_are_gone_is_told_and_a_new_one_goes_on(cluster, start, archive, markers, tmp_path):
    (archive / "slow.md").write_text("<p>警方提醒。STOP</p>", "utf-8")
    process = start("archive", "out", "--scheduler", cluster.address, "--shards", "1", "--quiet")
    cluster.wait_until(lambda: (markers / "STOP").exists() and (markers / "STOP").read_text().endswith("\n"))
    busy = cluster.worker_above(int((markers / "STOP").read_text()))
    for worker in sorted(cluster.workers.values(), key=lambda worker: worker is busy):  # its shard begins on no other
        worker.kill()
        worker.wait()
    said = process.stderr.readline()
    assert cluster.replace_the_dead() == 3
    assert said == "fraudnews: the cluster has no worker: waiting for one\n"
    assert (*process.communicate(), process.returncode) == ("", "", 0)
    assert len(lines_in(tmp_path / "out")) == 61


def test_a_part_that_cannot_be_written_does_not_keep_the_others_from_it(convert, archive, tmp_path):
    (tmp_path / "out" / "part-00002-of-00005.jsonl.zst").mkdir(parents=True)
    code, errors = convert("--retries", "1")
    assert code == 3
    assert "shard 2/5: " in errors
    assert "is a directory: name another, or move away what has its name" in errors
    assert len([name for name in names(tmp_path / "out") if name.endswith(".manifest.json")]) == 4


def test_an_archive_that_no_worker_sees_leaves_no_part(convert, tmp_path):
    code, errors = convert("--retries", "0")
    assert code == 3
    assert errors.count(f"{tmp_path}/archive: no such file or folder") == 5
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_the_shards_on_the_workers_too(cluster, start, archive, markers, tmp_path, number, code):
    (archive / "slow.md").write_text("<p>警方提醒。STOP</p>", "utf-8")
    process = start("archive", "out", "--scheduler", cluster.address, "--shards", "1")
    cluster.wait_until(lambda: (markers / "STOP").exists() and (markers / "STOP").read_text().endswith("\n"))
    stopped = int((markers / "STOP").read_text())
    process.send_signal(number)
    assert (*process.communicate(), process.returncode) == ("", "", code)
    cluster.wait_until(lambda: not is_alive(stopped))
    cluster.wait_until(lambda: names(tmp_path / "out") == [])


def test_the_users_own_rules_and_options_travel_to_the_workers(convert, archive, tmp_path):
    for name, word in (("a", "不要扫描"), ("b", "陌生二维码")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.toml").write_text(
            f'[[remove]]\nid = "{name}"\nkind = "promo"\nwhere = "anywhere"\ntext = ".{{0,40}}{word}.{{0,40}}"\nwhy = "x"\n',
            "utf-8",
        )
    for path in archive.rglob("*.md"):
        path.write_text(
            path.read_text("utf-8") + "<p>警方昨日通报了这起案件的全部经过，受害人共有三名。</p>" * 3, "utf-8"
        )
    options = ("--rules", "a", "--rules", "b/mine.toml", "--fields", "text,removed", "--name", "x.jsonl.zst")
    assert convert(*options)[0] == 0
    records = [json.loads(line) for line in lines_in(tmp_path / "out")]
    assert len(records) == 60
    assert {record["removed"][0]["rule"] for record in records} == {"mine/a"}
    assert {name.partition("-")[0] for name in names(tmp_path / "out")} == {"x"}


def test_other_formats_and_addresses_of_files(cluster, start, archive, tmp_path):
    where = (f"file://{archive}", f"file://{tmp_path}/texts", "--scheduler", cluster.address)
    process = start(*where, "--to", "text", "--shards", "2", "--quiet")
    assert (*process.communicate(), process.returncode) == ("", "", 0)
    assert [name for name in names(tmp_path / "texts") if not name.endswith(".json")] == [
        "part-00001-of-00002.txt.zst",
        "part-00002-of-00002.txt.zst",
    ]


def test_parts_of_another_number_of_shards_are_refused(convert, archive, tmp_path):
    assert convert()[0] == 0
    before = names(tmp_path / "out")
    code, errors = convert("--shards", "4")
    assert code == 2
    assert re.search(r"part-0000\d-of-00005\.jsonl\.zst is not a part of 4: remove the old parts", errors)
    assert names(tmp_path / "out") == before


def test_a_scheduler_with_another_version_is_told(cluster, start, archive, tmp_path):
    other = "import fraudnews; fraudnews.__version__ = '9.9'; from fraudnews.cli import main; main()"
    process = start("archive", "out", "--scheduler", cluster.address, program=("-c", other))
    _, errors = process.communicate()
    assert process.returncode == 2
    assert re.search(r"the scheduler has fraudnews [\d.]+, and you have 9\.9: install one version everywhere", errors)
    assert not (tmp_path / "out").exists()


def test_without_dask_the_command_says_what_to_install(start, archive):
    without = "import sys; sys.modules['distributed'] = None; from fraudnews.cli import main; main()"
    process = start("archive", "out", "--scheduler", "tcp://127.0.0.1:1", program=("-c", without))
    _, errors = process.communicate()
    assert (process.returncode, errors) == (2, "fraudnews: Dask is not installed: pip install 'fraudnews[dask]'\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "no scheduler: give --scheduler ADDRESS"),
        (
            ["--scheduler", "tcp://127.0.0.1:1", "--rules", "x.toml", "--report", "x.toml", "--overwrite"],
            "--report: x.toml is read, and would be replaced",
        ),
        (["--scheduler", "tcp://127.0.0.1:1", "--report", "archive/r"], "--report: archive/r lies in archive"),
        (["--scheduler", "tcp://127.0.0.1:1", "--shards", "0"], "--shards: '0' is no number for it"),
        (["--scheduler", "tcp://127.0.0.1:1", "--retries", "-1"], "--retries: '-1' is no number for it"),
        (["--scheduler", "tcp://127.0.0.1:1", "--to", "pdf"], "--to: unknown value 'pdf'"),
        (["--scheduler", "tcp://127.0.0.1:1", "--name", "a/b"], "--name: 'a/b' is no name of a file"),
        (["--scheduler", "tcp://127.0.0.1:1", "--keep", "qrr"], "--keep: unknown value 'qrr': did you mean 'qr'?"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(start, archive, tmp_path, options, message):
    (tmp_path / "x.toml").touch()
    process = start("archive", "out", *options)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert message in errors
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("places", [("", "out"), ("archive", ""), ("archive", "file://")])
def test_a_place_without_a_name_is_not_the_current_folder(start, archive, places):
    process = start(*places, "--scheduler", "tcp://127.0.0.1:1")
    _, errors = process.communicate()
    assert (process.returncode, errors) == (2, "fraudnews: the name of SRC or DST is empty: name a folder\n")


def test_a_scheduler_that_does_not_answer_is_told(start, archive):
    hasty = (
        "from fraudnews.cluster import futures; futures._CONNECT_SECONDS = 1; from fraudnews.cli import main; main()"
    )
    process = start("archive", "out", "--scheduler", "tcp://127.0.0.1:1", program=("-c", hasty))
    _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.startswith("fraudnews: --scheduler tcp://127.0.0.1:1: Timed out trying to connect")
    assert errors.count("\n") == 1


def test_what_answers_but_is_no_scheduler_is_told(start, archive):
    """A dashboard waits for a request, and Dask for a greeting."""
    hasty = (
        "from fraudnews.cluster import futures; futures._CONNECT_SECONDS = 1; from fraudnews.cli import main; main()"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        process = start("archive", "out", "--scheduler", address, program=("-c", hasty))
        _, errors = process.communicate(timeout=60)
    said = f"fraudnews: --scheduler {address}: something is there, but says nothing: give the address of a scheduler\n"
    assert (process.returncode, errors) == (2, said)


@pytest.mark.parametrize(
    ("address", "problem"), [("dask", "missing port number in address"), ("tls://127.0.0.1:1", "TLS expects")]
)
def test_an_address_that_dask_cannot_use_is_told_in_one_line(start, archive, address, problem):
    _, errors = (process := start("archive", "out", "--scheduler", address)).communicate(timeout=60)
    assert process.returncode == 2
    assert errors.startswith(f"fraudnews: --scheduler {address}: {problem}")
    assert errors.count("\n") == 1


def test_the_line_in_the_readme_makes_every_part(cluster, archive, tmp_path):
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (line,) = re.findall(r"^fraudnews cluster .*$", readme, re.MULTILINE)
    here = line.replace("tcp://10.0.0.1:8786", cluster.address).replace(
        "fraudnews", f"{sys.executable} -m fraudnews", 1
    )
    done = subprocess.run(["bash", "-c", here], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(lines_in(tmp_path / "parts")) == 60
