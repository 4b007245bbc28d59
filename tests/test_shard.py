"""Which part of an archive a post belongs to: the same on every machine, and for ever."""

from __future__ import annotations

import os
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fraudnews.shard import Shard, shard_number

NAMES = st.one_of(st.text(), st.binary().map(os.fsdecode))


@pytest.mark.parametrize(
    ("name", "of", "number"),
    [
        ("a.md", 2, 2),
        ("a.md", 16, 14),
        ("2021/07/a.md", 16, 15),
        ("crawl/000000012", 16, 4),
        ("谨防假客服.md", 16, 4),
        ("谨防假客服.md", 99_999, 92_113),
        ("Caf\u00e9.md", 16, 8),
        ("Cafe\u0301.md", 16, 8),
        (os.fsdecode(b"caf\xe9.md"), 16, 9),
        ("-", 16, 10),
        ("", 16, 5),
    ],
)
def test_the_numbers_of_known_names_never_change(name, of, number):
    assert shard_number(name, of) == number


def test_the_number_is_what_the_documentation_says():
    from hashlib import sha256

    expected = int(sha256("谨防假客服.md".encode()).hexdigest()[:16], 16) % 16 + 1
    assert shard_number("谨防假客服.md", 16) == expected


@given(NAMES, st.integers(1, 50))
def test_every_name_is_in_exactly_one_part(name, of):
    assert [Shard(number, of).takes(name) for number in range(1, of + 1)].count(True) == 1


@given(st.text(), st.integers(1, 99_999))
def test_a_name_in_another_normal_form_is_in_the_same_part(name, of):
    assert shard_number(normalize("NFD", name), of) == shard_number(normalize("NFC", name), of)


def test_parts_are_of_nearly_one_size():
    counts = [0] * 16
    for number in range(16_000):
        counts[shard_number(f"posts/{number}.md", 16) - 1] += 1
    assert 900 < min(counts) <= max(counts) < 1100


def test_a_shard_names_its_files_and_itself():
    assert Shard(3, 16).label == "00003-of-00016"
    assert str(Shard(3, 16)) == "3/16"
