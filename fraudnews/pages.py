"""What may be a whole page: its sentences and links, and where its foot begins.

Three things prove a foot: the last lines are a page footer, readers' comments have their buttons, or those to print and
to close the page stand below the last sentence.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from fraudnews.attempt import Attempt
from fraudnews.bodylines import ANSWERS, FOOTER_LINES
from fraudnews.furniture import (
    OF_FOOTER,
    are_comment_buttons,
    begins_footer,
    is_button,
    is_closing,
    is_footer,
    is_moment,
    is_of_footer,
    is_of_readers,
    is_on_comments,
    is_under_comment,
    leads_to_others,
)
from fraudnews.leadins import is_led_in
from fraudnews.lines import SENTENCE_ENDS, Line
from fraudnews.narration import is_narrated

#: The longest line of a footer; how many different words of footers, in one line or as links, make one.
_LONGEST_OF_FOOTER, _FEWEST_OF_FOOTER = 200, 3
#: Sentences below a footer that are not the site's, at most.
_BELOW_FOOTER = 2
#: The fewest links that are navigation.
FEWEST_LINKS = 5
#: The fewest lines below the buttons to print and to close a page.
_BELOW_CLOSING = 5
#: Characters of the shortest sentence, without its links, and what a sentence contains.
LEAST_SENTENCE = 20
_PAUSE = r"[，。！？；]|[一-龥”][,;!?]|[a-z]{2}[,.] [A-Za-z]"
#: Characters of sentences in the shortest story.
LEAST_STORY = 60
#: How long what stands below the story may be, as a share of it.
MOST_BELOW = 0.6
#: The fewest buttons that show that there are comments.
FEWEST_BUTTONS = 3
#: Lines between the heading of comments and the first of those buttons, at most: a form, and the first comment.
LONGEST_FORM = 15
#: Where a button leads that answers one comment, and the most lines of a comment above it.
_TO_ANSWER, _COMMENT = r"[?&](?:replytocom|replyTo)=\d|#comment-\d", 8
#: The longest name of who wrote a comment: 某某说道：.
_LONGEST_NAME = 30
#: A list of links has no letters besides those of the links.
_LETTER = r"[^\W\d_]"


class Page:
    """The lines of what may be a page.

    ``tells`` says which lines are sentences, ``told`` how many characters of sentences stand before each line.
    ``foot`` is the index of the first line of the footer, of readers' comments, or of the buttons to print and to
    close the page; the number of lines if there is none.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.lines = attempt.lines
        self.tells = [not line.heading and says_much(line) for line in self.lines]
        lengths = (len(line.text) * tells for line, tells in zip(self.lines, self.tells, strict=True))
        self.told = list(accumulate(lengths, initial=0))
        self.has_navigation = sum(map(is_mostly_link, attempt.spoken)) >= FEWEST_LINKS
        self.foot = min(self._footer(), self._first_answered(), self._first_view(), self._closing())

    def _footer(self) -> int:
        """The index of the first line of the footer; the number of lines if there is none.

        A footer ends the page: if text follows what looks like one, it is none. A few other lines may follow only where
        links show that the page has navigation.
        """
        first = first_link = len(self.lines)
        labels_of_links: set[str] = set()
        below = 0
        for line in self.attempt.spoken[: -FOOTER_LINES - 1 : -1]:
            is_told = len(line.text) > _LONGEST_OF_FOOTER or is_led_in(line) or is_narrated(line.text)
            words = "" if is_told else line.text
            labels = set(re.findall(OF_FOOTER, words.replace(" ", "")))
            is_sentence = self.tells[line.index] or line.text.endswith(SENTENCE_ENDS)
            if is_footer(words) or (len(labels) >= _FEWEST_OF_FOOTER and not is_sentence):
                first = line.index
            elif labels and is_mostly_link(line):
                labels_of_links |= labels
                first_link = line.index
            elif first < len(self.lines):
                if begins_footer(words):
                    first = line.index
                elif (is_sentence and not labels) or self.leads_on(line) or (line.links and leads_to_others(line.text)):
                    break
            elif not (labels or is_of_footer(words) or self.attempt.is_boilerplate(line) or is_button(words)):
                below += is_sentence
                if not self.has_navigation or below > _BELOW_FOOTER:
                    break
        return first if len(labels_of_links) < _FEWEST_OF_FOOTER else min(first, first_link)

    def _first_answered(self) -> int:
        """The index of the first line of the first comment that a button answers; the number of lines if none is.

        Who wrote it, and when, stand over the comment; the button is above or below its text. What is longer than a
        comment, between two buttons or behind the last, may be another story.
        """
        answers = [line for line in self.attempt.spoken if self._answers(line)]
        for line in answers:
            above = self.attempt.spoken[max(line.turn - _COMMENT, 0) : line.turn][::-1]
            moment = next((other for other in above if is_moment(other.text)), None)
            if moment is None:
                continue
            first = self._named_over(moment).index
            if self.told[first] < LEAST_STORY:
                continue
            marks = [self.told[place] for place in (first, *(other.index for other in answers), len(self.lines))]
            longest = max(after - before for before, after in pairwise(sorted(marks)) if before >= self.told[first])
            return first if longest <= MOST_BELOW * self.told[first] else len(self.lines)
        return len(self.lines)

    def _answers(self, line: Line) -> bool:
        """Whether a line is the button that answers one comment."""
        if line.text not in ANSWERS or not line.links:
            return False
        return any(re.search(_TO_ANSWER, address) for address in self.attempt.addresses([line]))

    def _named_over(self, moment: Line) -> Line:
        """The line with the name of who wrote a comment at ``moment``, or else the line of that moment."""
        name = moment.before
        if name is None or not is_moment(moment.text, alone=True):
            return moment
        is_name = len(name.text) <= _LONGEST_NAME and not name.heading and not name.text.endswith(SENTENCE_ENDS)
        return name if is_name else moment

    def _first_view(self) -> int:
        """The index of the line over readers' comments; the number of lines if there is none.

        It says whose views they are, and lines with their buttons follow; or it is a heading of readers' comments, and
        lines of nothing but their buttons follow.
        """
        for line in self.attempt.spoken:
            told = self.told[line.index]
            if told < LEAST_STORY:
                continue
            if is_on_comments(line.text):
                is_under = is_under_comment
            elif is_of_readers(line.text) and self.told[-1] - told <= MOST_BELOW * told:
                is_under = are_comment_buttons
            else:
                continue
            below = self.attempt.spoken[line.turn + 1 : line.turn + 1 + LONGEST_FORM]
            if sum(is_under(other.text) for other in below) >= FEWEST_BUTTONS:
                return line.index
        return len(self.lines)

    def _closing(self) -> int:
        """The index of buttons to print and to close, with lines but no sentence below; else the number of lines."""
        for line in self.attempt.spoken[:-_BELOW_CLOSING]:
            if self.told[line.index] >= LEAST_STORY and is_closing(line.text) and not is_led_in(line):
                return line.index if self.told[line.index] == self.told[-1] else len(self.lines)
        return len(self.lines)

    def is_all_links(self, line: Line) -> bool:
        """Whether all words of a line are links."""
        return line.links > 0 and re.search(_LETTER, self.unlinked_words(line)) is None

    def unlinked_words(self, line: Line) -> str:
        """The words of a line that are not links."""
        if not line.links:
            return line.text
        return " ".join([run.text for run in self.attempt.runs(line) if not run.href]).strip()

    def leads_on(self, line: Line) -> bool:
        """Whether a line is nothing but links to the posts before and after."""
        if not self.is_all_links(line):
            return False
        linked = [run.text.strip() for run in self.attempt.runs(line) if run.href and run.text.strip()]
        return bool(linked) and all(map(leads_to_others, linked))


def says_much(line: Line) -> bool:
    """Whether a line has the words of a sentence that are no links."""
    return len(line.text) - line.links >= LEAST_SENTENCE and re.search(_PAUSE, line.text) is not None


def is_mostly_link(line: Line) -> bool:
    """Whether more than half of a line is links."""
    return 2 * line.links > len(line.text)
