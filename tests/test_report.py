"""Messages that steer no terminal, counts, and exit codes."""

from __future__ import annotations

import pytest

from fraudnews import clean
from fraudnews.errors import EmptyError
from fraudnews.report import Report, printable, say


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("警方提醒：[red]“二维码”[/red]", "警方提醒：[red]“二维码”[/red]"),
        ("a\nb\tc\rd", "a\\x0ab\\x09c\\x0dd"),
        ("\x1b[31m\x7f\x9b", "\\x1b[31m\\x7f\\x9b"),
        ("\u202etxt\u2066\u200f\u2028", "\\u202etxt\\u2066\\u200f\\u2028"),
        ("\udcff\ud800", "\\xff\\ud800"),
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_an_escape(text, shown):
    assert printable(text) == shown


def test_a_message_is_one_line(capsys):
    say("a\nb")
    assert capsys.readouterr() == ("", "fraudnews: a\\x0ab\n")


@pytest.mark.parametrize(
    ("good", "bad", "code", "lines"), [(1, 0, 0, 0), (0, 0, 0, 1), (2, 0, 0, 1), (0, 1, 3, 1), (1, 1, 3, 2)]
)
def test_what_happened_decides_summary_and_exit_code(capsys, good, bad, code, lines):
    report = Report()
    article = clean("<p>警方提醒。</p>")
    for _ in range(good):
        report.done("a.md", article)
    for _ in range(bad):
        report.fail("b.md", EmptyError("the file is empty", "leave it out"))
    report.summary()
    assert (report.exit_code, capsys.readouterr().err.count("\n")) == (code, lines)


def test_a_summary_says_what_was_removed_of_posts_and_nothing_of_files(capsys):
    report = Report()
    report.fail("a.md", EmptyError("the file is empty", "leave it out"))
    report.fail("b.md", EmptyError("the file is empty", "leave it out"))
    report.summary()
    assert "fraudnews: 2 posts read, 0 written, 2 failed; removed no boilerplate; " in capsys.readouterr().err
