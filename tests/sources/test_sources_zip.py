"""What our reader of zip archives finds is what the standard library put in."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudnews.errors import FraudnewsError
from fraudnews.sources.member import DamagedMemberError
from fraudnews.sources.zip import read_zip

NAMES = st.text(
    st.characters(blacklist_characters="\0\\", blacklist_categories=("Cs",)), min_size=1, max_size=60
).filter(lambda name: not name.endswith("/"))
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=1500)), max_size=5, unique_by=lambda member: member[0])
METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])


def make(members, method=zipfile.ZIP_DEFLATED, before=b"", comment=b""):
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "a" if before else "w", method) as archive:
        archive.comment = comment
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def read(data):
    return [(member.name, member.fault, member.read(member.size)) for member in read_zip(io.BytesIO(data))]


@given(MEMBERS, METHODS, st.binary(max_size=100), st.binary(max_size=100))
def test_every_archive_reads_back(members, method, before, comment):
    assert read(make(members, method, before, comment)) == [(name, "", data) for name, data in members]


@given(MEMBERS, METHODS, st.data())
def test_any_damage_ends_in_members_and_errors_that_say_what_to_do(members, method, data):
    whole = bytearray(make(members, method))
    for _ in range(data.draw(st.integers(0, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        for member in read_zip(io.BytesIO(whole[: data.draw(st.integers(0, len(whole)))])):
            try:
                assert len(member.read(10_000)) <= 10_000
            except DamagedMemberError as error:
                assert "fetch it or make it again" in str(error)
    except FraudnewsError as error:
        assert "fetch it or make it again" in str(error)


def test_more_members_than_16_bits_count_are_all_found():
    data = make([(f"{number}.md", b"") for number in range(66_000)], zipfile.ZIP_STORED)
    assert sum(1 for _ in read_zip(io.BytesIO(data))) == 66_000


@pytest.mark.parametrize(("field", "number"), [("size", 2**40), ("offset", 2**64 - 1)])
def test_sizes_and_places_in_64_bits_are_read_and_lead_nowhere(field, number):
    """The standard library writes them for 4 GB and more, so here an entry is made to hold them."""
    data = make([("a.md", b"x")])
    at = data.index(b"PK\1\2")
    entry, end = bytearray(data[at : data.index(b"PK\5\6")]), bytearray(data[data.index(b"PK\5\6") :])
    place = {"size": 24, "offset": 42}[field]
    entry[place : place + 4] = b"\xff" * 4
    entry[30:32] = (12).to_bytes(2, "little")
    entry += b"\1\0\x08\0" + number.to_bytes(8, "little")
    end[12:16] = len(entry).to_bytes(4, "little")
    (member,) = read_zip(io.BytesIO(data[:at] + entry + end))
    assert member.size == (number if field == "size" else 1)
    with pytest.raises(DamagedMemberError):
        member.read(number)


def test_all_numbers_of_an_entry_may_stand_in_64_bits():
    data = make([("a.md", b"x" * 9), ("b.md", b"y")], zipfile.ZIP_STORED)
    at = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", at + 1)
    entry, end = bytearray(data[at:second]), bytearray(data[data.index(b"PK\5\6") :])
    entry[20:28] = b"\xff" * 8
    entry[42:46] = b"\xff" * 4
    entry[30:32] = (32).to_bytes(2, "little")
    entry += b"\7\0\0\0" + b"\1\0\x18\0" + b"".join(number.to_bytes(8, "little") for number in (9, 9, 0))
    end[12:16] = (len(entry) + data.index(b"PK\5\6") - second).to_bytes(4, "little")
    assert read(data[:at] + entry + data[second : data.index(b"PK\5\6")] + end) == [
        ("a.md", "", b"x" * 9), ("b.md", "", b"y"),
    ]  # fmt: skip


def test_what_points_before_the_file_is_one_error():
    end = b"PK\5\6" + bytes(8) + (1).to_bytes(4, "little") + bytes(6)
    with pytest.raises(FraudnewsError, match="damaged zip archive: "):
        read(b"PK\6\7" + bytes(16) + end)


def test_a_member_is_not_read_from_where_another_is_named():
    data = bytearray(make([("a.md", b"x"), ("b.md", b"y")]))
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[second + 42 : second + 46] = bytes(4)
    _, member = read_zip(io.BytesIO(data))
    with pytest.raises(DamagedMemberError, match="the directory gives it another name"):
        member.read(member.size)
