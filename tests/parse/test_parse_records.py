"""A crawler's records: refused in the place of one post, read one by one; a post with a JSON header is none."""

from __future__ import annotations

from datetime import UTC

import pytest

from fraudnews.errors import EncodingError, RecordError
from fraudnews.parse import parse, parse_line

RECORD = '{"headline": "谨防假客服", "html": "<p>警方昨日通报了这起案件。</p>"}'
PRETTY = '{\n  "title": "谨防假客服",\n  "html": "<p>警方昨日通报了这起案件。</p>"\n}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{RECORD}\n{RECORD}\n", "lines of JSON, not one post: give --from jsonl to markdown, text or jsonl"),
        (f"\ufeff{RECORD}\n{RECORD}\n{RECORD[:40]}", "lines of JSON"),
        (RECORD, "lines of JSON"),
        (PRETTY, "this is JSON, not a post: write each object on a line of its own"),
        (f"[{RECORD},\n{RECORD}]", "this is JSON, not a post"),
    ],
)
def test_records_are_refused_with_what_reads_them(text: str, said: str):
    with pytest.raises(RecordError, match=said):
        parse(text.encode(), None, UTC)


@pytest.mark.parametrize(
    "text",
    [
        f"{PRETTY}\n\n<p>警方提醒。</p>",
        f'{PRETTY}\n{{"code": 0}}\n<p>接口当时返回了这一行。</p>',
        '{% raw %}{"code": 0}{% endraw %} 警方提醒。',
        "[1]",
        '[1]\n{"code": 0}',
        '[{"code": 0}]\n{"code": 0}',
        '{"code": 0}\n[1]',
        "[2022] 警方提醒。",
        "{" * 100_000,
    ],
)
def test_a_post_that_begins_like_one_is_read(text: str):
    assert parse(text.encode(), None, UTC).body


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"警方提醒。"', "not a JSON object: a value alone"),
        ('"html": "<p>警方提醒。</p>"}', "not a JSON object: a value alone"),
        (f'{{"html": {"[" * 200}{"]" * 200}}}', "not a JSON object: nested too deep"),
        (f'{{"html": {"9" * 5_000}}}', "not a JSON object: a number of more digits than any may have"),
        ("[1]", "not a JSON object but a list"),
    ],
)
def test_a_line_that_is_no_record_is_refused_with_the_reason(line: str, said: str):
    with pytest.raises(RecordError) as refused:
        parse_line(line.encode(), "html", None, UTC)
    assert refused.value.problem == said


def test_a_line_is_utf_8_unless_an_encoding_is_named():
    line = RECORD.encode("gb18030")
    with pytest.raises(EncodingError, match="name the right one with --encoding"):
        parse_line(line, "html", None, UTC)
    assert parse_line(line, "html", "gb18030", UTC).meta.title == "谨防假客服"


def test_of_a_field_that_stands_twice_the_last_counts_and_is_said():
    line = b'{"title": "\xe7\x94\xb2", "html": "<p>a</p>", "n": {"html": 1, "x": 1, "x": 2}, "title": "\xe4\xb9\x99"}'
    post = parse_line(line, "html", None, UTC)
    assert (post.meta.title, post.warnings) == ("乙", ("record: 'title' stands more than once: the last is used",))
    assert parse_line(RECORD.encode(), "html", None, UTC).warnings == ()
