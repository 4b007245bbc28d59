"""Compressed streams, whatever their parts and damage."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudnews.compression import _zstd, compress, expand, is_compressed, without_ending
from fraudnews.errors import InputError

#: The module of Python 3.14, or what brings it to older ones.
zstd = _zstd()

PACK = {"gzip": gzip.compress, "Zstandard": zstd.compress, "xz": lzma.compress, "bzip2": bz2.compress}


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=4), st.sampled_from(sorted(PACK)), st.integers(1, 5000))
def test_streams_one_behind_the_other_expand_to_their_data(pieces, kind, size):
    file = expand(io.BytesIO(b"".join(map(PACK[kind], pieces))))
    read = iter(lambda: file.read(size), b"")
    assert b"".join(read) == b"".join(pieces)


class _Trickle(io.RawIOBase):
    """A pipe that gives one byte at a time."""

    def __init__(self, data):
        self.data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.data.readinto(memoryview(buffer)[:1])


@pytest.mark.parametrize("pack", [*PACK.values(), bytes], ids=[*PACK, "plain"])
@pytest.mark.parametrize("data", [b"", b"x", b"a story of some length"])
def test_a_pipe_that_gives_its_first_bytes_one_by_one_is_known_all_the_same(pack, data):
    assert expand(_Trickle(pack(data))).read() == data


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize("size", [70_000, 1_000_000])
def test_long_streams_expand_to_their_data(kind, size):
    data = bytes(range(256)) * (size // 256)
    assert expand(io.BytesIO(PACK[kind](data))).read() == data


@given(
    st.binary(max_size=200).filter(
        lambda data: not data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18", b"BZh", b"\xfd7zX"))
    )
)
def test_what_is_not_compressed_stays_as_it_is(data):
    assert expand(io.BytesIO(data)).read() == data


def test_frames_of_zstandard_that_hold_no_data_are_passed_over_as_pzstd_writes_them():
    size = b"\x50\x2a\x4d\x18\x04\0\0\0" + bytes(4)
    packed = size + zstd.compress(b"one") + size + zstd.compress(b"two") + size
    assert expand(io.BytesIO(packed)).read() == b"onetwo"
    with pytest.raises(InputError, match="damaged Zstandard data: ends too early"):
        expand(io.BytesIO(packed[:-1])).read()


@pytest.mark.parametrize("kind", PACK)
@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"junk", lambda data: data[:9] + b"\xff" * 20 + data[29:]]
)
def test_damage_is_one_error_that_names_the_kind(kind, damage):
    data = damage(PACK[kind](bytes(range(256)) * 10))
    with pytest.raises(InputError, match=f"^damaged {kind} data: .+: fetch it or make it again$"):
        expand(io.BytesIO(data)).read()


def test_an_xz_stream_that_wants_much_memory_is_refused():
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 2**30}]
    out = io.BytesIO(lzma.compress(b"x", filters=filters))
    with pytest.raises(InputError, match=r"^xz data that is not expanded here: Memory usage limit exceeded: expand"):
        expand(out).read()


def test_zstandard_that_needs_a_dictionary_is_not_called_damaged():
    words = zstd.train_dict([f"警方通报了这起案件，受害人共有{number}名。".encode() for number in range(300)], 1000)
    packed = zstd.compress("警方通报了这起案件。".encode(), zstd_dict=words)
    with pytest.raises(InputError, match=r"^Zstandard data that is not expanded here: .+: expand it with its own tool"):
        expand(io.BytesIO(packed)).read()


@pytest.mark.parametrize("name", ["a.gz", "a.zst", "a", "a.xz"])
def test_what_is_compressed_expands_to_the_same(name):
    out = io.BytesIO()
    packed = compress(out, name)
    packed.write(b"one")
    packed.write(b"two")
    if packed is not out:
        packed.close()
    assert not out.closed
    assert expand(io.BytesIO(out.getvalue())).read() == b"onetwo"
    assert (packed is out) is (name in {"a", "a.xz"})


def test_a_gzip_file_holds_no_time_and_no_name():
    out = io.BytesIO()
    compress(out, "secret.gz").close()
    assert out.getvalue()[3:8] == bytes(5)


@pytest.mark.parametrize(
    ("name", "plain"), [("a.md.gz", "a.md"), ("a.GZ", "a"), ("a.md", "a.md"), (".gz", ".gz"), ("a.tar.zst", "a.tar")]
)
def test_the_ending_of_a_compressed_file_comes_off(name, plain):
    assert without_ending(name) == plain
    assert is_compressed(name) is name.lower().endswith((".gz", ".zst"))
