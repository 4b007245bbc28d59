"""Archives: what is in them is found, and whatever is hostile or broken in them is one error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import tracemalloc
import zipfile

import pytest

from fraudnews import compression
from fraudnews.compression import _zstd
from fraudnews.sources import Form, Reading, Source, find_sources, read_source

#: The module of Python 3.14, or what brings it to older ones.
zstd = _zstd()

PACKED = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress, ".xz": lzma.compress, ".bz2": bz2.compress}
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}
TWO = (("b/a.md", b"one"), ("c.html", b"two"))


def make_zip(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("ending", PACKED)
def test_a_tar_of_every_kind_is_read_in_its_order(found, tar, ending, form):
    assert found(f"x.tar{ending}", PACKED[ending](tar(*reversed(TWO), form=form))) == [*reversed(TWO)]


@pytest.mark.parametrize("name", ["x.tgz", "x.TAR.GZ", "x.tzst", "x.txz", "x.tbz2", "x.tbz", "x.tar"])
def test_its_first_bytes_tell_how_a_tar_is_compressed(found, tar, name):
    for pack in PACKED.values():
        assert found(name, pack(tar(*TWO))) == [*TWO]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_read_in_its_order(found, method):
    assert found("x.zip", make_zip(("d/", b""), *reversed(TWO), method=method)) == [*reversed(TWO)]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 10_000, 3_000_000])
def test_members_that_are_passed_over_shift_nothing(found, tar, form, size):
    members = [("a.css", b"x" * size), ("a.md", b"one"), ("b.css", b"x" * size), ("b.md", b"y" * size)]
    assert found("x.tar", tar(*members, form=form)) == [members[1], members[3]]


LONG = ["字" * 200 + ".md", "/".join(["d" * 99] * 9) + "/a.md", "x" * 101 + ".md"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, form) for name in LONG for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)),
        ("a\udce9.md", tarfile.GNU_FORMAT),
        ("a\udce9.md", tarfile.USTAR_FORMAT),
    ],
)
def test_long_and_strange_names_in_a_tar_are_kept(found, tar, name, form):
    assert found("x.tar", tar((name, b"one"), ("b.md", b"two"), form=form)) == [(name, b"one"), ("b.md", b"two")]


def test_a_ustar_name_in_two_fields_is_one(found, tar):
    name = "d" * 90 + "/" + "x" * 90 + ".md"
    assert found("x.tar", tar((name, b"one"), form=tarfile.USTAR_FORMAT)) == [(name, b"one")]


def test_a_member_is_named_below_its_archive_and_carries_its_bytes(tmp_path, tar):
    (tmp_path / "x.tar").write_bytes(tar(("./b//./a.md", b"one")))
    (item,) = find_sources([str(tmp_path / "x.tar")])
    assert item == Source(f"{tmp_path}/x.tar/b/a.md", "b/a.md", b"one")
    assert read_source(item, 10) == (b"one", None)


@pytest.mark.parametrize("ending", list(PACKED)[1:])
def test_a_compressed_post_is_expanded_in_an_archive_and_beside_it(tmp_path, tar, ending):
    name, data = f"a.md{ending}", PACKED[ending](b"one")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "x.tar").write_bytes(tar((name, data)))
    items = list(find_sources([str(tmp_path), str(tmp_path / "x.tar")]))
    assert [(item.relative, read_source(item, 10)[0]) for item in items] == [(name, b"one")] * 2


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), ["a.md", "d/b.md", "d/e/c.txt"]),
        (("*.css",), (), ["d/x.css"]),
        (("d/*",), ("*.css",), ["d/b.md", "d/e/c.txt"]),
        ((), ("d",), ["a.md"]),
        ((), ("e",), ["a.md", "d/b.md"]),
        ((), ("d/e",), ["a.md", "d/b.md"]),
        ((), ("*.md",), ["d/e/c.txt"]),
    ],
)
def test_globs_choose_members_as_they_choose_files(found, tar, tmp_path, include, exclude, expected):
    names = ["a.md", "d/b.md", "d/e/c.txt", "d/x.css", "d/.fraudnews-1.md"]
    for name in names:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"x")
    in_tar = found("x.tar", tar(*((name, b"x") for name in names)), include, exclude)
    in_zip = found("x.zip", make_zip(*((name, b"x") for name in names)), include, exclude)
    in_folder = [item.relative for item in find_sources([str(tmp_path / "in")], Reading(include, exclude))]
    assert sorted(in_folder) == [name for name, _ in in_tar] == [name for name, _ in in_zip] == expected


BAD_NAMES = [
    "../a.md",
    "b/../../a.md",
    "/a.md",
    "//a.md",
    "C:\\a.md",
    "c:a.md",
    "..\\a.md",
    "b\\a.md",
    "a\n.md",
    "a\x1b[2J.md",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_no_mere_name_is_refused_and_the_others_read(found, tar, name):
    for archive, data in (("x.tar", tar((name, b"bad"), *TWO)), ("x.zip", make_zip((name, b"bad"), *TWO))):
        (place, problem), *rest = found(archive, data)
        assert place.startswith(f"{archive}/")
        assert problem.startswith(("an absolute name", "a name "))
        assert problem.endswith(" in an archive: rename it, and pack it again")
        assert rest == [*TWO]


def test_a_name_with_a_nul_in_a_pax_header_is_refused(found, tar):
    (_, problem), *rest = found("x.tar", tar(("é\0.md", b"bad"), *TWO))
    assert "control character" in problem
    assert rest == [*TWO]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (tarfile.SYMTYPE, "a symbolic link"),
        (tarfile.LNKTYPE, "a hard link"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a named pipe"),
        (tarfile.GNUTYPE_SPARSE, "a sparse file"),
        (b"Z", "nothing that tar knows"),
    ],
)
def test_what_is_no_file_is_refused_if_it_is_named_like_a_post(found, tar, kind, said):
    kind = kind.decode()
    assert found("x.tar", tar(("d.md", "5"), ("a.md", kind), ("logo.png", kind), *TWO)) == [
        (
            "x.tar/a.md",
            f"this is {said} in an archive, not a post: leave it out with --exclude, or pack it again as a plain file",
        ),
        *TWO,
    ]


def test_links_and_encrypted_files_in_a_zip_are_refused(found):
    link = zipfile.ZipInfo("a.md")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    device = zipfile.ZipInfo("b.md")
    device.create_system, device.external_attr = 3, 0o020666 << 16
    data = bytearray(make_zip((link, b"/etc/passwd"), (device, b""), ("c.md", b"secret"), *TWO))
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the third of each kind of header
        at = -1
        for _ in range(3):
            at = data.index(start, at + 1)
        data[at + flags] |= 1
    said = [problem.split(" in an archive")[0] for _, problem in found("x.zip", bytes(data))[:3]]
    assert said == ["this is a symbolic link", "this is a device", "this is an encrypted file"]
    assert found("x.zip", bytes(data))[3:] == [*TWO]


def test_an_archive_in_an_archive_is_not_opened(found, tar):
    inner = tar(*TWO)
    assert found("x.tar", tar(("in.tar", inner), *TWO)) == [*TWO]
    (place, problem), *rest = found("x.tar", tar(("in.tar", inner), *TWO), include=("*",))
    assert (place, rest) == ("x.tar/in.tar", [*TWO])
    assert problem == "this is an archive in an archive, not a post: unpack the outer one"


def test_archives_in_a_folder_are_opened_where_somebody_asks(tmp_path, tar):
    (tmp_path / "x.tar").write_bytes(tar(("in.md", b"x"), ("in.css", b"x")))
    (tmp_path / "a.md").write_bytes(b"x")

    def names(include, **reading):
        return [item.relative for item in find_sources([str(tmp_path)], Reading(include, **reading))]

    assert names(()) == ["a.md"]
    assert names(("*.tar", "*.md")) == ["a.md", "in.md"]
    assert names(("*.tar",)) == ["in.md"]
    assert names(("*.tar", "*.css")) == ["in.css"]
    assert names((), form=Form.TAR) == ["in.md"]


def test_a_member_beyond_the_largest_size_is_never_read(found, tar):
    members = (("a.md", b"x" * 1001), ("b.md", b"x" * 1000))
    for name, data in (("x.tar", tar(*members)), ("x.zip", make_zip(*members))):
        assert found(name, data, max_size=1000) == [
            (f"{name}/a.md", "more than 1,000 bytes, the limit: raise it with --max-size"),
            members[1],
        ]


@pytest.mark.parametrize("ending", list(PACKED)[1:])
def test_a_compressed_bomb_is_one_error(found, monkeypatch, tar, ending):
    monkeypatch.setattr(compression, "FREE_BYTES", 1_000_000)
    bomb = PACKED[ending](tar(("a.md", b"one"), ("big.bin", bytes(40_000_000))))
    first, (place, problem) = found("x.tar", bomb)
    assert (first, place) == (("a.md", b"one"), "x.tar")
    assert "grows more than 200 times: expand it first, if you trust it" in problem


@pytest.mark.parametrize("ending", list(PACKED)[1:])
def test_a_compressed_bomb_of_one_post_stops_at_the_largest_size(tmp_path, ending):
    (tmp_path / f"a.md{ending}").write_bytes(PACKED[ending](bytes(5_000_000)))
    (item,) = find_sources([str(tmp_path)])
    with pytest.raises(compression.TooLargeError, match="more than 1,000 bytes"):
        read_source(item, 1000)


def test_members_of_a_zip_that_share_their_data_are_a_bomb(found, monkeypatch):
    from fraudnews.sources import archives

    monkeypatch.setattr(archives, "FREE_BYTES", 100_000)
    data = make_zip(*((f"{number}.md", b"x" * 100_000) for number in range(20)))
    *good, (place, problem) = found("x.zip", data)
    assert (0 < len(good) < 20, place) == (True, "x.zip")
    assert "its members are more than 200 times as large" in problem


@pytest.mark.parametrize("told", [0, 3, 1_000_000])
def test_a_zip_that_lies_about_a_size_is_found_out(found, told):
    data = bytearray(make_zip(("a.md", b"x" * 5000), *TWO))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = told.to_bytes(4, "little")
    (place, problem), *rest = found("x.zip", bytes(data))
    assert place == "x.zip/a.md"
    assert problem.startswith("damaged member of a zip archive: ")
    assert rest == [*TWO]


def test_a_zip_member_with_wrong_bytes_is_one_error(found):
    data = bytearray(make_zip(("a.md", b"x" * 500), *TWO, method=zipfile.ZIP_STORED))
    data[data.index(b"x" * 500)] ^= 1
    (place, problem), *rest = found("x.zip", bytes(data))
    assert (place, rest) == ("x.zip/a.md", [*TWO])
    assert "its checksum is wrong" in problem


@pytest.mark.parametrize(
    ("raw", "name"),
    [("诈骗.md".encode("gbk"), "诈骗.md"), ("诈骗.md".encode(), "诈骗.md"), (b"plain.md", "plain.md")],
)
def test_a_zip_name_that_says_no_encoding_is_read_as_chinese_windows_writes_it(found, raw, name):
    data = make_zip(("?" * len(raw), b"one")).replace(b"?" * len(raw), raw)
    assert found("x.zip", data, include=("*",)) == [(name, b"one")]


@pytest.mark.parametrize("cut", [1, 100, 511, 512, 513, 1023, 1024, 1500, 2047])
def test_a_tar_that_is_cut_off_gives_what_came_before_and_one_error(found, tar, cut):
    whole = tar(("a.md", b"x" * 500), ("b.md", b"y" * 500))
    *good, (place, problem) = found("x.tar", whole[:cut])
    assert good == [("a.md", b"x" * 500)] * (cut >= 512 + 500) + [("b.md", b"y" * 500)] * (cut >= 1536 + 500)
    assert place == "x.tar"
    assert problem == "damaged tar archive: it ends too early: fetch it or make it again"


def test_a_tar_without_its_end_mark_is_said_to_be_cut_off(found, tar):
    assert found("x.tar", tar(*TWO, end=False)) == [
        *TWO,
        ("x.tar", "damaged tar archive: it ends too early: fetch it or make it again"),
    ]


@pytest.mark.parametrize("ending", list(PACKED)[1:])
def test_compressed_data_that_are_cut_off_give_what_came_before_and_one_error(found, tar, ending):
    packed = PACKED[ending](tar(("a.md", b"x"), ("noise.bin", random.Random(0).randbytes(800_000)), ("b.md", b"y")))
    *good, (place, problem) = found("x.tar", packed[: len(packed) // 2])
    assert good == [("a.md", b"x")] * (ending != ".bz2")  # which gives nothing of a block that is not whole
    assert (place, problem.count("damaged")) == ("x.tar", 1)


def test_appended_and_padded_streams_are_read_to_their_end(found, tar):
    one, two = tar(("a.md", b"x")), tar(("b.md", b"y"))
    for pack in PACKED.values():
        assert found("x.tar", pack(one) + pack(two) + bytes(1024)) == [("a.md", b"x"), ("b.md", b"y")]


@pytest.mark.parametrize(("at", "byte"), [(0, 1), (124, 0xFF), (148, 1), (300, 7)])
def test_a_damaged_header_ends_a_tar_with_an_error_never_in_silence(found, tar, at, byte):
    data = bytearray(tar(("a.md", b"x"), ("b.md", b"y")))
    data[1024 + at] ^= byte
    assert found("x.tar", bytes(data)) == [
        ("a.md", b"x"),
        ("x.tar", "damaged tar archive: a header is not one: fetch it or make it again"),
    ]


@pytest.mark.parametrize("data", [b"<p>no archive</p>" * 100, b"PK\x03\x04" * 300])
@pytest.mark.parametrize("name", ["x.tar", "x.zip"])
def test_what_is_no_archive_is_one_error(found, name, data):
    ((place, problem),) = found(name, data)
    assert place == name
    assert "zip archive" in problem if name == "x.zip" else "this is no tar archive" in problem


@pytest.mark.parametrize("size", [9 * 2**30, -5])
@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"])
def test_an_extended_header_of_any_size_is_not_held(found, tar, kind, size):
    data = bytearray(tar(("a.md", b"x"), ("b.md", b"y")))
    header = data[1024:1536]
    header[156:157] = kind
    header[124:136] = b"\x80" + size.to_bytes(11, "big") if size > 0 else b"%011o\0" % 0
    if size < 0:
        header[124:136] = b"\xff" * 12
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    data[1024:1536] = header
    (first, (place, problem)) = found("x.tar", bytes(data))
    assert (first, place) == (("a.md", b"x"), "x.tar")
    assert problem.startswith("damaged tar archive: ")


@pytest.mark.parametrize(
    "record",
    [
        b"99 path=a.md\n",
        b"9" * 30 + b" path=a.md\n",
        b"x path=a.md\n",
        b"-5 path=a\n",
        b"0 path=a\n",
        b"13 path=a.mdX",
        b"8 size=\n",
        b"10 size=-9\n",
    ],
)
def test_a_broken_pax_record_is_one_error_and_never_a_loop(found, tar, record):
    data = bytearray(tar(("字.md", b"x"), ("b.md", b"y")))
    data[512:1024] = record.ljust(512, b"\0")
    ((place, problem),) = found("x.tar", bytes(data))
    assert place == "x.tar"
    assert problem.startswith("damaged tar archive: ")


def test_a_pax_header_of_several_records_gives_each_its_own_value(found):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("短.md")
        info.size = 1
        info.pax_headers = {"path": "字.md", "size": "1", "mtime": "1.5", "uname": "某"}
        archive.addfile(info, io.BytesIO(b"x"))
    assert found("x.tar", out.getvalue()) == [("字.md", b"x")]


def test_a_pax_sparse_file_is_refused(found):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("GNUSparseFile.0/a.md")
        info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "a.md"}
        archive.addfile(info)
    assert [name for name, _ in found("x.tar", out.getvalue())] == ["x.tar/a.md"]


@pytest.mark.parametrize("kind", ["tar", "zip"])
def test_memory_does_not_grow_with_the_members_of_an_archive(tmp_path, tar, kind):
    def peak(count):
        members = [(f"{'字' * 40}{number}.md", b"x" * 100) for number in range(count)]
        path = tmp_path / f"{count}.{kind}"
        path.write_bytes(tar(*members) if kind == "tar" else make_zip(*members))
        return min(traced(path, count) for _ in range(3))  # pytest-xdist's thread may take memory meanwhile

    def traced(path, count):
        tracemalloc.start()
        assert sum(1 for _ in find_sources([str(path)])) == count
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    assert peak(2000) < 1.1 * peak(200)
