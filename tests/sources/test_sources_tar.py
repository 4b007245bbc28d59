"""What our reader of tar archives finds is what the standard library put in, whatever the format."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudnews.errors import FraudnewsError
from fraudnews.sources.tar import read_tar

NAMES = st.text(st.characters(blacklist_characters="\0/", blacklist_categories=("Cs",)), min_size=1, max_size=80)
MEMBERS = st.lists(
    st.tuples(st.lists(NAMES, min_size=1, max_size=4).map("/".join), st.binary(max_size=1500)), max_size=5
)


class Pipe(io.BytesIO):
    """A file that cannot seek."""

    def seekable(self):  # noqa: D102
        return False


@given(MEMBERS, st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]), st.sampled_from([io.BytesIO, Pipe]))
def test_every_archive_reads_back(members, form, kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, encoding="utf-8") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    found = [(member.name, member.fault, member.read(member.size)) for member in read_tar(kind(out.getvalue()))]
    assert found == [(name, "", data) for name, data in members]


@given(MEMBERS, st.data())
def test_any_damage_ends_in_members_and_at_most_one_error(members, data):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="utf-8") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    whole = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        for member in read_tar(io.BytesIO(whole[: data.draw(st.integers(0, len(whole)))])):
            assert len(member.read(10_000)) <= len(whole)
    except FraudnewsError as error:
        assert str(error).count(": ") >= 1  # what is wrong, and what to do


@given(st.binary(max_size=3000))
def test_any_bytes_are_an_archive_or_one_error(data):
    try:
        assert list(read_tar(Pipe(data))) == []
    except FraudnewsError:
        assert data.strip(b"\0") or len(data) < 512


@pytest.mark.parametrize("size", [2**33 + 5, 8**11 - 1])
def test_a_size_in_base_256_is_read(size):
    info = tarfile.TarInfo("a.md")
    info.size = size
    header = info.tobuf(tarfile.GNU_FORMAT)
    assert next(read_tar(io.BytesIO(header))).size == size
