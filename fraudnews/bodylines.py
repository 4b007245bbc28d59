"""The lines of a body, and what stands beside each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fraudnews.calls import kind_of_call
from fraudnews.claims import Claims
from fraudnews.credits import may_name
from fraudnews.lines import DECORATION, LABELLED, PROMOTES, Line, one_blank, read_line, says
from fraudnews.markup import Claimed, read_body
from fraudnews.markup.media import is_small
from fraudnews.model import Block, BlockKind, Break, Kind, Run
from fraudnews.narration import is_narrated
from fraudnews.rules import Rule
from fraudnews.ruleset import RuleSet
from fraudnews.simplified import as_compared, is_traditional, simplified

#: Lines and characters of the longest call to action with line breaks in it, and what only its last line ends with.
_MOST_BROKEN = 8
_LONGEST_BROKEN = 80
_WHOLE_ENDS = tuple("。！？!?…；;")
#: Lines in the longest list of facts, or of credits, above a line and below it.
_MOST_FACTS = 5
#: Addresses of WeChat's posts and pictures, and classes of its pages, which sites that copy posts keep.
_OF_WECHAT = ("mp.weixin.qq.com", "mmbiz.qpic.cn", "mmbiz.qlogo.cn", "rich_pages", "rich_media_")
#: What sites write over readers' comments and below them.
_OF_COMMENTS = ("条评论", "跟贴")
#: The number of last lines in which a page footer is looked for, and signs of which every footer has one, or the
#: buttons that end a page; the longest line of one, in characters.
FOOTER_LINES, _LONGEST_OF_FOOTER = 40, 150
_FOOTER_SIGNS = ("©", "ICP", "公网安备", "opyright", "eserved", "版权", "版權", "关于我们", "关闭窗口", "打印本")
#: The buttons that answer a comment.
ANSWERS = frozenset({"回复", "回復", "回覆", "Reply"})
#: No set, as a member of an enum takes a call to hash.
_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TERM)
_CODE, _SHOWN = (BlockKind.CODE,), (BlockKind.TABLE, BlockKind.EMBED)


class BodyLines:
    """The lines of one body, as the markup and the rules that claim elements leave them.

    ``lines`` are those of all ``parts`` in reading order, ``by_block`` those of each; ``tables`` are the places of
    parts that were tables at first; ``spoken`` are the lines with words, among which the page footer begins at
    ``footer``. ``may_name_desk`` says whether any line may name somebody of the editorial desk, asked of all at once;
    ``is_of_wechat`` whether the body has an address or markup of WeChat's, and ``may_have_comments`` whether it speaks
    of readers' comments. ``is_traditional`` says that the lines are compared in other characters than they are written
    in. ``warnings`` say what was mended.
    """

    def __init__(self, body: str, rules: RuleSet) -> None:
        self.rules = rules
        self.parts, self.warnings = read_body(body, Claims(rules))
        self.lines: list[Line] = []
        self.by_block: dict[int, list[Line]] = {}
        self.tables: list[int] = []
        for index, part in enumerate(self.parts):
            if isinstance(part, Claimed):
                continue
            if part.kind in _TEXT_KINDS:
                self._add_lines(index, part)
            elif part.kind is BlockKind.TABLE:
                self.tables.append(index)
        for index, line in enumerate(self.lines):
            line.index = index
        told = "\n".join([line.text for line in self.lines])
        self.is_traditional = is_traditional(told)
        if self.is_traditional:
            for line in self.lines:
                line.text = simplified(line.text)
        self.set_spoken(self.lines)
        self.is_of_wechat = any(address in body for address in _OF_WECHAT)
        self.may_have_comments = any(words in body for words in _OF_COMMENTS)
        self.may_name_desk = may_name(self.as_compared(told))

    def as_compared(self, text: str) -> str:
        """A text as lines are compared: in simplified characters."""
        return simplified(text) if self.is_traditional else text

    def may_be_page(self, title: str) -> bool:
        """Whether the title or its first line stands below other lines, or there may be a footer or comments."""
        if self.may_have_comments:
            return True
        for line in self.spoken[1:]:
            if (
                line.text == title
                or (line.heading and title.startswith(line.text))
                or (line.links and line.text in ANSWERS)
            ):
                return True
        last = [line.text for line in self.spoken[-FOOTER_LINES:] if len(line.text) <= _LONGEST_OF_FOOTER]
        return may_be_footer(" ".join(last))

    def set_spoken(self, lines: list[Line]) -> None:
        """Make the lines with words among these the ones that are looked at."""
        self.spoken = [line for line in lines if line.text]
        before = None
        for turn, line in enumerate(self.spoken):
            if before is not None and (line.index > before.index + 1 or line.block > before.block + 1):
                line.apart = self._is_shown_between(before, line)
                if self._is_between(before, line, _CODE):
                    before = None
            line.before, line.turn = before, turn
            before = line
        if self.spoken and self.spoken[-1].in_list:
            for line in self.by_block[self.spoken[-1].block][1:]:  # what Markdown takes for more of the last item
                line.in_list = False
        self.footer = len(self.spoken)

    def _is_shown_between(self, above: Line, below: Line) -> bool:
        """Whether a picture, a table or a video stands between two lines with words."""
        pictures = (image for line in self.lines[above.index + 1 : below.index] for image in line.images)
        return not all(map(is_small, pictures)) or self._is_between(above, below, _SHOWN)

    def _is_between(self, above: Line, below: Line, kinds: tuple[BlockKind, ...]) -> bool:
        parts = self.parts[above.block + 1 : below.block]
        return any(type(part) is Block and part.kind in kinds for part in parts)

    def _add_lines(self, index: int, block: Block) -> None:
        inlines = block.inlines
        if len(inlines) == 1 and type(run := inlines[0]) is Run:
            text = one_blank(run.text)
            lines = [Line((index, 0, 1), text, len(text) if run.href else 0, ())]
        else:
            ends = [place for place, item in enumerate(inlines) if type(item) is Break]
            starts = (0, *(end + 1 for end in ends))
            lines = [read_line(index, inlines, *piece) for piece in zip(starts, (*ends, len(inlines)), strict=True)]
            if 1 < len(lines) <= _MOST_BROKEN and block.kind is BlockKind.PARAGRAPH and not block.path:
                lines = self._whole(lines)
        self.lines += lines
        self.by_block[index] = lines
        if block.path or block.level:
            for line in lines:
                line.heading = block.kind is BlockKind.HEADING
                line.in_list = bool(block.path) and block.path[-1].kind == "item"

    def _whole(self, lines: list[Line]) -> list[Line]:
        """The lines of a paragraph, joined where they are one call with line breaks in it: 长按 / 二维码 / 关注."""
        text = "".join([line.text for line in lines])
        if len(text) > _LONGEST_BROKEN or any(line.images or re.match(LABELLED, line.text) for line in lines):
            return lines
        if any(line.text.endswith(_WHOLE_ENDS) for line in lines[:-1]):
            return lines
        compared = as_compared(text)
        if self.promotion(compared) is None and kind_of_call(compared.strip(DECORATION)) is None:
            return lines
        place = (lines[0].block, lines[0].start, lines[-1].end)
        return [Line(place, text, sum(line.links for line in lines), ())]

    @property
    def standing(self) -> list[Line]:
        """The lines with words that were not removed so far."""
        return [line for line in self.spoken if not line.taken]

    def said(self, text: str) -> list[Rule]:
        """The rules near the end of a story that match these words; none if they tell what somebody did or said."""
        hits = self.rules.match_near_end(text)
        return [] if hits and is_narrated(text) else hits

    def promotion(self, text: str) -> Rule | None:
        """The rule for promotion near the edges or in the last third of a story that matches these words."""
        wanted = (hit for hit in self.said(text) if hit.kind in PROMOTES)
        return next((hit for hit in wanted if not (hit.pictured or hit.section or hit.linked)), None)

    def below(self, line: Line) -> Iterator[Line]:
        """The lines below a line, the nearest first."""
        return (self.lines[index] for index in range(line.index + 1, len(self.lines)))

    def above(self, line: Line) -> Iterator[Line]:
        """The lines above a line, the nearest first."""
        return (self.lines[index] for index in range(line.index - 1, -1, -1))

    def spoken_beside(self, line: Line) -> list[Line]:
        """The nearest lines with words above and below a line."""
        behind = self.spoken[line.turn + 1 : line.turn + 2]
        return behind if line.before is None else [line.before, *behind]

    def facts_around(self, line: Line) -> tuple[list[Line], list[Line]]:
        """The lines above one and below it, the next ones first, as many as a list of facts may have beside it."""
        return (
            self.spoken[max(line.turn - _MOST_FACTS, 0) : line.turn][::-1],
            self.spoken[line.turn + 1 : line.turn + 1 + _MOST_FACTS],
        )

    def claimed(self, kind: Kind) -> list[int]:
        """The places of the parts that a rule of this kind took."""
        return [place for place, part in enumerate(self.parts) if type(part) is Claimed and part.rule.kind is kind]

    def runs(self, line: Line) -> list[Run]:
        """The runs of text in a line."""
        part = self.parts[line.block]
        inlines = () if isinstance(part, Claimed) else part.inlines[line.start : line.end]
        return [item for item in inlines if type(item) is Run]

    def addresses(self, lines: Iterable[Line]) -> set[str]:
        """The addresses that the links in these lines lead to."""
        return {run.href for line in lines for run in self.runs(line) if run.href}

    def last_story(self) -> int:
        """The index of the last line with words that stays; -1 if there is none."""
        return next((line.index for line in reversed(self.lines) if says(line) and not line.taken), -1)


def may_be_footer(text: str) -> bool:
    """Whether ``text`` may hold a page footer: a cheap test before :mod:`fraudnews.furniture` decides."""
    for sign in _FOOTER_SIGNS:  # noqa: SIM110  # every post is asked, and any() takes twice as long
        if sign in text:
            return True
    return False
