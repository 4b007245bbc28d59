"""A post to an article: what is boilerplate goes, each piece on record with the rule that took it.

Evidence comes from the markup (claims), from the words of whole lines, from where a line stands, and from
its neighbours. Precision comes first: where rules would take much of a story, the brake undoes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from fraudnews.credits import LONGEST as LONGEST_CREDIT
from fraudnews.credits import (
    Credits,
    bracketed_tail,
    editors_beside_author,
    is_story_credit,
    labelled_tail,
    may_name,
    names_helper,
    read_credits,
)
from fraudnews.errors import AllRemovedError, EmptyError
from fraudnews.markup import Claimed, page_title, read_body
from fraudnews.model import (
    BRAKED,
    Article,
    Block,
    BlockKind,
    Break,
    Image,
    Inline,
    Kind,
    Metadata,
    Options,
    Picture,
    Post,
    Removal,
    Run,
)
from fraudnews.parse.dates import parse_date
from fraudnews.rules import Rule, RuleSet, find_site, rule_set

#: Share of a story's text that rules may take before they are more likely wrong than right.
BRAKE = 0.4
#: Characters that whole-line wordings may take even from a short story: a flash with a long disclaimer.
BRAKE_FLOOR = 400
#: Characters of a story under which a list of links, its heading known, may be of any length.
STORY = 100
#: Lines at the beginning, titles aside, that rules for the edges look at, and unknown labels among the last.
HEAD_LINES, END_LINES = 4, 3
#: Lines at the beginning among which the editor's may stand below the author's, the date and the source.
HEAD_CREDITS = 6
#: Lines at the beginning among which the responsible editor's may, where there is a summary first.
SUMMARY = 16
#: Share of the text that may stand behind an end mark, and the longest end mark in characters.
FOOT, END_MARK = 0.15, 30
#: Share of the text, at its end, in which credits and the rules for the tail need no edge.
TAIL = 1 / 3
#: A line longer than this, in characters, is more than a label.
LABEL = 45
#: The deepest heading that may be the title of a file: ``# 标题``, or a line with signs under it, but no ``title: x``.
_TITLE_LEVEL = 2
_FIELD = re.compile("[A-Za-z_]{2,20}: ")
#: Characters of a label before links that do not count against them: 相关新闻：
_LABEL_OF_LINKS = 8
#: Characters of a line that was cut off its heading: 。 below it is no section.
_FEW = 2
#: So many times as long as a list of titles without a heading is the story above it, if they are other posts.
_LIST_OF_STORY = 3
#: A line that ends in a colon quotes the next one if it has at least this many characters.
_LEAD_IN = 9
#: Pictures behind promotion that are banners; more are a gallery.
_MOST_BANNERS = 3
#: The line under a story that names who wrote it, and the pictures behind it that are banners.
_BYLINE = re.compile(r"(?:本文)?(?:作者|撰文|撰稿|采写|文) ?[：:｜|/丨][^。！？]{1,40}")
_MOST_BEHIND_BYLINE = 2
_PROMOTES = frozenset((Kind.QR, Kind.PROMO, Kind.SHARE))
#: A line longer than this is no boilerplate that a text rule could know.
MAX_LINE = 600

_CREDITS = "common/credits"
#: The rules for the line under a title that says when it was published.
_DATED = frozenset(("common/wechat-byline", "common/feed-date"))
_PUBLISHED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}$|(?<=^日期：).+")
_SPACE = re.compile("[ \u3000]+")
_SENTENCE_END = re.compile(r"[。！？!?…”」』；;]$")
#: How to reach whoever it is, which under a disclaimer is the site.
_CONTACT = re.compile("(?:联系方式|联系电话|联系邮箱|反馈邮箱|电话|传真|邮箱|E-?mail) ?[：:][^。！？“”]{5,60}。?$")
#: Notes and sources of the story, which a list of other articles does not go on with.
_NOTES = re.compile(r"(?:脚注|腳註|尾注|注释|註釋|参考(?:文献|资料)|參考(?:文獻|資料))[：:]?$|\[\d{1,2}\] ?[^\d]")
#: In a list of titles, what none of them ends with: a call and a question may be titles.
_FULL_STOP = re.compile(r"[。…”」』；;]$")
_TEXT_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TERM))
#: A line that only says that a disclaimer follows.
_LABEL_OF_DISCLAIMER = re.compile(
    "(?:0x[0-9]{2} ?)?[（(【\\[]?(?:免责|免責|郑重|特别|版权|文章)?(?:声明|申明|聲明)[）)】\\]]?[：:]?"
)
_DECORATION = " \u3000▲▼▽△►▶▷◆◇●○■□★☆※*_|｜·•–—=~～↓↑→←👇👆👉🏻⬇⬆✨🔥️"
_ABOVE = re.compile(r"上[方图圖面]|以上|[↑▲👆]")
#: Lines of nothing but such signs point and part: 👇👇👇, ———, · · ·
_SIGNS = re.compile(rf"[{re.escape(_DECORATION)}🔻🔽⏬⤵👆🏼🏽🏾🏿]{{1,40}}")
_DOWN = re.compile("[▼▽↓⬇👇🔻🔽⏬⤵]")
#: What stands over the editor's line at the head of a post: a note, who wrote it, when, or where it is from.
_HEAD_CREDIT = re.compile(
    "编者按|編者按|编者的话|[^。！？]{0,8}(?:实习生[ \u3000]|(?:作者|撰文|采写|记者|記者|实习生|文|摄影|攝影|"
    "制图|图|圖|来源|來源|时间|時間|日期) ?[：:|｜丨/／\\\\])"
)
_RESPONSIBLE = re.compile("(?:责任编辑|責任編輯|责编|責編) ?[：:|｜丨/／]")
#: Somebody speaks: 编辑：没有。 beside such a line is an interview, no credit line.
_SPEECH = re.compile(
    "(?!相关|相關|来源|來源|标签|標籤|关键词|评论|时间|日期|作者|发布|原标题|阅读|摄影|攝影|图片|撰文|采写|翻译|编译|栏目)"
    "[^：:，。]{1,10}[：:]."
)
#: A story tells what somebody wrote, said or did: 合同里写着：投资有风险。 扫码关注公众号，她照做了。
_TOLD = (
    "(?:写道|写着|写有|寫道|寫著|印着|印著)(?:[，,：:]|。?$)|(?<![名简全昵统俗下职对簡暱統職對])[称稱][，,：:]|"
    "(?<![是话么小学传解图麼學傳圖])[说說][，,：:]|坦言|(?<![不未])表示[，,：:]|她|(?<![其吉])他(?![人方处處日用媒])|骗子|騙子|民警|嫌疑人|受害人|被害人|"
    "(?:警方|公安|经侦|反诈|网安|检察|法官|法院|律师|证监|银保监|银监|监管|人民银行|央行|协会|消保委|消协|交所|人士|专家|部门)"
    "[^。！？：:，,]{0,14}(?:提醒|提示|指出|认为|建议|呼吁|强调|警告)|"
    r", (?:the|an?|he|she|they|it)\b[^,.]{0,40}\b(?:said|says|wrote|told|urged|warned|read)\b"
)
#: The kinds of what a site sets at its foot, in a list too.
_TERMS = frozenset((Kind.DISCLAIMER, Kind.PROMO))
#: The kinds whose wordings stories quote.
_QUOTED = frozenset((Kind.DISCLAIMER, Kind.PROMO, Kind.QR, Kind.SHARE, Kind.AD))


class _Line:
    """One line of a block: the inlines ``start`` to ``end``, and what was found out about it."""

    __slots__ = (
        "asked", "before", "block", "credits", "cut", "cut_kind", "cut_rule", "end", "heading", "hits", "images",
        "in_list", "kind", "links", "section", "start", "taken", "text",
    )  # fmt: skip

    def __init__(self, place: tuple[int, int, int], text: str, links: int, images: tuple[Image, ...]) -> None:
        self.block, self.start, self.end = place
        self.text = text
        self.links = links
        self.images = images
        self.in_list = self.heading = self.asked = False
        self.before: _Line | None = None
        self.hits: list[Rule] | None = None
        self.credits: Credits | None = None
        self.section: Rule | None = None
        self.taken = ""
        self.kind: Kind | None = None
        self.cut = 0
        self.cut_rule = ""
        self.cut_kind = Kind.EDITOR


class _Outcome(NamedTuple):
    """One try at a body: its story, what was taken, and how much of it on which evidence (characters)."""

    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    removed: tuple[Removal, ...]
    editors: tuple[str, ...]
    warnings: tuple[str, ...]
    kept: int
    weak: int
    strong: int


def clean_post(post: Post, options: Options) -> Article:
    """Return the article in ``post``.

    Raises EmptyError where there is no story in the body, or where nothing of it would be left.
    """
    article = clean_anyway(post, options)
    if not article.blocks:
        raise AllRemovedError("nothing but boilerplate is in this post", "look at it with fraudnews explain")
    return article


def clean_anyway(post: Post, options: Options) -> Article:
    """As :func:`clean_post`, but where nothing would be left, an article without blocks that says what was removed."""
    site = find_site(options.rules, options.site, post.meta.author, post.meta.url, post.body)
    every_rule = rules = rule_set(options.rules, site, options.keep)
    outcome = _Cleaner(post.body, rules).run()
    brakes: list[str] = []
    if _takes_too_much(outcome.weak, outcome) and outcome.weak:
        rules = rule_set(options.rules, site, options.keep, weak=False)
        outcome = _Cleaner(post.body, rules, weak=False).run()
        brakes.append(f"{BRAKED}rules would have taken much of the story: weak evidence was not used")
    if (outcome.strong > BRAKE_FLOOR and _takes_too_much(outcome.strong, outcome)) or (
        outcome.strong and not outcome.kept and not outcome.pictures
    ):
        rules = rule_set(options.rules, site, options.keep, weak=False, strong=False)
        outcome = _Cleaner(post.body, rules, weak=False, strong=False).run()
        brakes.append(f"{BRAKED}rules would have taken much of the story: only certain evidence was used")
    if not outcome.blocks and not any(removal.text for removal in outcome.removed):
        raise EmptyError("there is no story in this post", "leave it out, or scrape it again")
    return Article(
        id=post.id,
        meta=_metadata(post, every_rule, outcome, options.assume_timezone),
        blocks=outcome.blocks,
        images=outcome.pictures,
        site=site,
        removed=outcome.removed,
        warnings=(*post.warnings, *outcome.warnings, *brakes),
    )


def _takes_too_much(taken: int, outcome: _Outcome) -> bool:
    return taken > BRAKE * (outcome.kept + outcome.weak + outcome.strong)


def _metadata(post: Post, rules: RuleSet, outcome: _Outcome, assume: tzinfo) -> Metadata:
    meta = post.meta
    title = "" if meta.title else page_title(post.body)
    if meta == Metadata() and not title and outcome.blocks:
        title = _heading(outcome.blocks[0])
        if title:
            meta = meta._replace(date=_date_in_byline(outcome.removed, assume))
    if title:
        meta = meta._replace(title=_SPACE.sub(" ", title).strip())
    editors = tuple(dict.fromkeys((*meta.editor, *outcome.editors)))
    gone = {_absolute(src) for removal in outcome.removed for src in removal.images}
    held = {picture.src for picture in outcome.pictures}
    cover = next(
        (src for src in post.covers if src in held or (_absolute(src) not in gone and rules.match_image(src) is None)),
        None,
    )
    return meta._replace(editor=editors, cover=cover)


def _heading(first: Block) -> str:
    """What a file without front matter says as its first line, where that is a title; "" if it is none."""
    if first.kind is not BlockKind.HEADING or first.level > _TITLE_LEVEL:
        return ""
    words = "".join(item.text for item in first.inlines if type(item) is Run)
    return "" if _FIELD.match(words) else words


def _date_in_byline(removed: tuple[Removal, ...], assume: tzinfo) -> datetime | None:
    """When a file without front matter was published, as the line under its title says: 江岭警事 2025-03-07 15:48."""
    byline = next((removal.text for removal in removed if removal.rule in _DATED), "")
    published = _PUBLISHED.search(byline)
    return parse_date(published[0], assume) if published else None


def _absolute(src: str) -> str:
    """An address without its scheme, which headers and bodies write differently."""
    return src.partition("//")[2] or src


def _measure(blocks: list[Block]) -> tuple[int, tuple[Picture, ...]]:
    """How many characters the story has, and every picture of it with the caption that stands under it."""
    length = 0
    pictures: list[Picture] = []
    for index, block in enumerate(blocks, 1):
        images: dict[Image, None] = {}
        for item in block.every_inline if block.rows else block.inlines:
            if type(item) is Run:
                length += len(item.text)
            elif type(item) is Image:
                images[item] = None
        if images:
            caption = ""
            if index < len(blocks) and blocks[index].kind is BlockKind.CAPTION:
                caption = "".join(item.text for item in blocks[index].inlines if type(item) is Run)
            pictures += [Picture(image.src, image.alt, caption) for image in images]
    return length, tuple(pictures)


class _Cleaner:
    """One try at one body with one set of rules."""

    def __init__(self, body: str, rules: RuleSet, *, weak: bool = True, strong: bool = True) -> None:
        read = read_body(body, rules)
        self.parts = read.parts
        self.warnings = tuple(read.warnings)
        self.rules = rules
        self.use_weak = weak
        self.use_strong = strong
        self.named: dict[tuple[int, int], tuple[str, ...]] = {}
        self.weak = 0
        self.strong = 0
        self.lines: list[_Line] = []
        self.taken = 0
        for index, part in enumerate(self.parts):
            if type(part) is Block and part.kind in _TEXT_KINDS:
                self._add_lines(index, part)
        self.spoken = [line for line in self.lines if line.text]
        for before, line in pairwise(self.spoken):
            line.before = before
        self.foot = len(self.spoken)

    def run(self) -> _Outcome:
        """Look at the words first, then at the neighbours of what they took."""
        self._take_anywhere()
        self._take_late()
        self.foot = self._foot()
        before = -1
        while self.taken > before:  # what goes brings other lines to the edge
            before = self.taken
            self._take_edges()
            self._take_sections()
            self._take_links_behind()
            if self.taken:
                self._take_orphans()
        if self.taken:
            self._take_labels()
        self._take_under_desk()
        self._take_contacts()
        self._take_tails()
        self._name_beside_authors()
        if self.taken:
            self._take_neighbours()
            self._take_last_pictures()
            self._take_pictures_behind_desk()
            self._take_orphans()
        before = self.taken
        self._take_pictures()
        if self.taken > before:
            self._take_orphans()
        if self.taken or len(self.parts) > len(self.lines):
            self._take_signs()
        return self._assemble()

    def _foot(self) -> int:
        """Where in ``spoken`` the end mark stands behind which little follows, some of it known; else its length."""
        lines = self.spoken
        left = FOOT * sum(len(line.text) for line in lines)
        for index in range(len(lines) - 1, -1, -1):
            line = lines[index]
            if len(line.text) <= END_MARK and self._matching(line, self.rules.match_end_mark):
                return index if any(map(self._is_known, lines[index + 1 :])) else len(lines)
            left -= len(line.text)
            if left < 0:
                break
        return len(lines)

    # ---- lines ----------------------------------------------------------------------------------------

    def _add_lines(self, index: int, block: Block) -> None:
        inlines = block.inlines
        known = len(self.lines)
        if len(inlines) == 1 and type(run := inlines[0]) is Run:
            text = _SPACE.sub(" ", run.text) if "\u3000" in run.text else run.text
            self.lines.append(_Line((index, 0, 1), text, len(text) if run.href else 0, ()))
        else:
            start = 0
            for end in range(len(inlines) + 1):
                if end == len(inlines) or type(inlines[end]) is Break:
                    self.lines.append(_read_line(index, inlines, start, end))
                    start = end + 1
        if block.path or block.level:
            for line in self.lines[known:]:
                line.heading = block.kind is BlockKind.HEADING
                line.in_list = bool(block.path) and block.path[-1].kind == "item"

    def _hits(self, line: _Line) -> list[Rule]:
        """The rules whose words for the edges of a story this line has; found out once."""
        if line.hits is None:
            line.hits = self._matching(line, self.rules.match_at_edge)
        return line.hits

    def _matching(self, line: _Line, match: Callable[[str], list[Rule]]) -> list[Rule]:
        if len(line.text) > MAX_LINE:
            return []
        hits = match(line.text)
        if not hits and (line.text[0] in _DECORATION or line.text[-1] in _DECORATION):
            hits = match(line.text.strip(_DECORATION))
        return [hit for hit in hits if self._speaks(hit, line)] if hits else hits

    def _credits(self, line: _Line) -> Credits | None:
        """What the line says as a credit line; found out once."""
        if not line.asked:
            line.asked = True
            if len(line.text) <= LONGEST_CREDIT and not _is_spoken_for(line):
                line.credits = read_credits(line.text)
        return line.credits

    def _is_known(self, line: _Line) -> bool:
        if self._hits(line) or self._credits(line) is not None:
            return True
        return is_story_credit(line.text) or names_helper(line.text)

    def _speaks(self, rule: Rule, line: _Line) -> bool:
        """Whether the words alone are evidence here: not in headings and lists, not behind a colon."""
        if rule.certain:
            return True
        if rule.linked:
            if not line.links or 2 * line.links < len(line.text) - _LABEL_OF_LINKS:
                return False
        elif rule.kind in _QUOTED and rule.id.startswith("common/") and re.search(_TOLD, line.text):
            return False
        if line.in_list or line.heading:
            known = rule.section or rule.kind is Kind.SHARE or (rule.last and line.heading)
            return known or (line.in_list and rule.kind in _TERMS and self._is_notice(line))
        return not _is_led_in(line) or self._promotes_before(line)

    def _is_notice(self, line: _Line) -> bool:
        """Whether every item of the list around this line is the site's own: its terms, and how to write to it."""
        index = self.spoken.index(line)
        around = (self.spoken[index:], self.spoken[:index][::-1])
        items = [item.text for side in around for item in takewhile(lambda item: item.in_list, side)]
        kinds: set[Kind] = set()
        for text in items:
            hits = self.rules.match_at_edge(text) if len(text) <= MAX_LINE and not re.search(_TOLD, text) else []
            found = _TERMS.intersection(hit.kind for hit in hits)
            if not found:
                return False
            kinds |= found
        return len(items) > 1 and Kind.DISCLAIMER in kinds

    def _promotes_before(self, line: _Line) -> bool:
        """Whether the line before this one, by its words alone, is boilerplate and so leads in to no quotation."""
        before = line.before.text if line.before else ""
        return bool(self.rules.match_at_edge(before)) and not re.search(_TOLD, before)

    def _take(
        self, line: _Line, rule: Rule | None, name: str = _CREDITS, kind: Kind = Kind.EDITOR, *, counts: bool = True
    ) -> None:
        self.taken += 1
        line.taken, line.kind = (rule.id, rule.kind) if rule else (name, kind)
        if not counts:
            pass
        elif rule is not None and rule.weak:
            self.weak += len(line.text)
        elif rule is None or not rule.certain:
            self.strong += len(line.text)
        if line.credits is not None:
            self._name(line, line.credits)

    def _name(self, line: _Line, credits: Credits) -> None:
        """Remember the editors that a line names, by its place."""
        self.named[line.block, line.end] = credits.editors

    def _take_anywhere(self) -> None:
        """Take lines that their words alone give away, wherever they stand."""
        for line in self.spoken:
            for hit in self._matching(line, self.rules.match_anywhere):
                if hit.section:
                    line.section = hit
                elif self._holds(hit, line):
                    self._take(line, hit)
                    break

    def _take_late(self) -> None:
        """Take from the last third what no story says, though other lines stand behind it; of the head, the credits."""
        left = TAIL * sum(len(line.text) for line in self.spoken)
        first = len(self.spoken)
        while first and left >= len(self.spoken[first - 1].text):
            first -= 1
            left -= len(self.spoken[first].text)
        for index in (*range(min(first, SUMMARY)), *range(first, len(self.spoken))):
            line = self.spoken[index]
            in_tail = index >= first
            if line.taken or not (in_tail or self._is_in_head(index)):
                continue
            hits = self._matching(line, self.rules.match_in_tail) if in_tail else ()
            hit = next((hit for hit in hits if self._holds(hit, line)), None)
            credits = self._credits(line)
            if hit is not None:
                self._take(line, hit)
            elif credits and credits.editors and not (self._is_talk(index) if in_tail else self._is_answered(index)):
                self._take_credits(line, credits)

    def _is_in_head(self, index: int) -> bool:
        """Whether a line stands below the author's in the head of a post, the responsible editor's below a summary."""
        line = self.spoken[index]
        if line.before is None or not _HEAD_CREDIT.match(line.before.text):
            return False
        return index < HEAD_CREDITS or _RESPONSIBLE.match(line.text) is not None

    def _is_talk(self, index: int) -> bool:
        """Whether a line beside this one is said by somebody, as in an interview."""
        beside = (*self.spoken[max(0, index - 1) : index], *self.spoken[index + 1 : index + 2])
        return any(_SPEECH.match(line.text) and not (line.taken or self._is_known(line)) for line in beside)

    def _is_answered(self, index: int) -> bool:
        """Whether the line below this one is a sentence that somebody says."""
        below = self.spoken[index + 1].text if index + 1 < len(self.spoken) else ""
        return _SPEECH.match(below) is not None and _SENTENCE_END.search(below) is not None

    def _take_edges(self) -> None:
        """Take lines by their words from the edges inwards, until nothing more is found."""
        changed = True
        while changed:
            changed = False
            live = [line for line in self.spoken[: self.foot] if not line.taken]
            behind = [line for line in self.spoken[self.foot :] if not line.taken]
            for line in (*behind[::-1], *self._until_story(live[::-1])):
                changed |= self._take_at_edge(line, ("end", "edge", "tail"))
            head = islice((line for line in (*live, *behind) if not line.heading), HEAD_LINES)
            for line in self._until_story(list(head)):
                if not line.taken:
                    changed |= self._take_at_edge(line, ("edge",))

    def _until_story(self, lines: list[_Line]) -> list[_Line]:
        """Lines up to the first sentence that is none of boilerplate and credits, past a few labels."""
        edge: list[_Line] = []
        unknown = 0
        for line in lines:
            if not (_is_link(line) or self._is_known(line)):
                unknown += 1
                if unknown > END_LINES or len(line.text) > LABEL or _SENTENCE_END.search(line.text):
                    break
            edge.append(line)
        return edge

    def _take_at_edge(self, line: _Line, where: tuple[str, ...]) -> bool:
        for hit in self._hits(line):
            if hit.section:
                line.section = hit
            elif hit.where in where and self._holds(hit, line):
                self._take(line, hit)
                return True
        credits = self._credits(line)
        return credits is not None and self._take_credits(line, credits)

    def _take_credits(self, line: _Line, credits: Credits) -> bool:
        """Remember whom a credit line names, and take it where it names the desk alone."""
        self._name(line, credits)
        if credits.desk_only and not self.rules.editor_kept and self.use_strong:
            self._take(line, None)
            return True
        return False

    def _take_under_desk(self) -> None:
        """Under a line of the desk, one more: the proofreader far from the end, who designed."""
        for line in self.spoken:
            above = line.before
            if above is None or above.taken != _CREDITS or line.taken or _is_spoken_for(line):
                continue
            credits = self._credits(line)
            if credits is not None:
                self._take_credits(line, credits)
            elif names_helper(line.text):
                self._take(line, None)

    def _take_contacts(self) -> None:
        """How to reach the site, in the last lines under a disclaimer of its own."""
        if not self.use_weak:
            return
        last = list(takewhile(lambda line: line.taken or _CONTACT.match(line.text), reversed(self.spoken)))
        while last and last[-1].kind is not Kind.DISCLAIMER:
            last.pop()
        for line in last:
            if not line.taken:
                self._take(line, None, "common/contacts", Kind.DISCLAIMER)

    def _holds(self, rule: Rule, line: _Line) -> bool:
        """Whether what the rule wants around the line is there."""
        if not (rule.pictured or rule.last):
            return True
        index = self.lines.index(line)
        if rule.last:
            in_foot = line in self.spoken[self.foot :]
            return in_foot or not any(_says(other) and not other.taken for other in self.lines[index + 1 :])
        around = (line, *map(_first_standing, (self.lines[index + 1 :], self.lines[:index][::-1])))
        return any(other.images and (not other.text or other is line) for other in around if other is not None)

    # ---- neighbours -----------------------------------------------------------------------------------

    def _take_sections(self) -> None:
        """A heading such as 相关阅读 takes the links under it, never a story under it."""
        lines = self.lines
        above = 0
        behind = sum(len(line.text) for line in lines if not line.taken)
        for index, line in enumerate(lines):
            if line.taken:
                continue
            behind -= len(line.text)
            if line.section is not None:
                behind -= self._take_section(line, line.section, lines[index + 1 :], above, behind)
            if not line.taken:
                above += len(line.text)

    def _take_section(self, line: _Line, rule: Rule, following: list[_Line], above: int, behind: int) -> int:
        """Take a heading with its list, if it has one; how many characters of the list went."""
        ends = _FULL_STOP if above > 2 * behind else _SENTENCE_END
        below: list[_Line] = []
        is_last = True
        for other in following:
            if other.taken:
                continue
            if not _belongs_to_list(ends, other):
                is_last = False
                break
            below.append(other)
        if not is_last:
            below = list(takewhile(_is_link, below))
        elif not above or (rule.kind is Kind.DISCLAIMER and above < behind):
            return 0  # the heading is the story's own
        if not (below or is_last):
            return 0
        for other in (line, *below):
            self._take(other, rule, counts=above < STORY or not _is_link(other))
        return sum(len(other.text) for other in below)

    def _take_links_behind(self) -> None:
        """Links that end a post right behind boilerplate are a list of other articles without its heading.

        Where nothing but links is left, they are the story.
        """
        if not self.use_weak:
            return
        tail = list(takewhile(lambda line: line.taken or _is_link(line), reversed(self.spoken)))
        tail.reverse()
        if len(tail) == len(self.spoken):
            return
        links = [line for line in tail if not line.taken]
        if not links:
            return
        if tail[0].taken:
            is_list = tail[0].kind is not Kind.EDITOR and (len(links) > 1 or self._goes_on(tail[0], links[0]))
        else:
            is_list = len(links) > 1 and self._are_of_an_account(links)
        if is_list:
            for line in links:
                self._take(line, None, "common/links-behind", Kind.RELATED)

    def _goes_on(self, label: _Line, link: _Line) -> bool:
        """Whether the one link behind ``相关链接：…`` is nothing but that, and so the next title of its list."""
        return label.kind is Kind.RELATED and link.links == len(link.text) and not self._is_known(link)

    def _are_of_an_account(self, links: list[_Line]) -> bool:
        """Whether these lines, behind much story and its last sentence, are titles of other posts in 微信."""
        first = self.spoken.index(links[0])
        above = self.spoken[:first]
        if not above or not _SENTENCE_END.search(above[-1].text):
            return False
        length = sum(len(line.text) for line in links)
        return _LIST_OF_STORY * length < sum(len(line.text) for line in above) and all(map(self._leads_to_post, links))

    def _leads_to_post(self, line: _Line) -> bool:
        part = self.parts[line.block]
        runs = (
            [item for item in part.inlines[line.start : line.end] if type(item) is Run] if type(part) is Block else []
        )
        return all("mp.weixin.qq.com/s" in (run.href or "") for run in runs if not run.text.isspace())

    def _take_tails(self) -> None:
        """The end of a line: ``（责任编辑：…）`` behind a story's last sentence, a link back to the site."""
        if not self.use_strong:
            return
        live = [line for line in self.spoken if not line.taken]
        for index, line in enumerate(live):
            at_end = index >= len(live) - END_LINES
            tail = bracketed_tail(line.text) if at_end or line.text[-1] in "）)】]" else None
            tail = tail or (labelled_tail(line.text) if at_end else None)
            credits = read_credits(tail) if tail else None
            if tail and credits is not None:
                self._name(line, credits)
                if credits.desk_only and not self.rules.editor_kept:
                    line.cut, line.cut_rule = len(tail), _CREDITS
                    self._take_rest(line, credits.editors)
                    continue
            found = self.rules.match_suffix(line.text) if at_end or line.links else None
            if found is not None and found[1] > 0 and (at_end or found[0].where == "anywhere"):
                rule, start = found
                line.cut, line.cut_rule, line.cut_kind = len(line.text) - start, rule.id, rule.kind
                self._take_rest(line, ())

    def _name_beside_authors(self) -> None:
        """Remember the editors whom the first and the last lines name after the author."""
        live = [line for line in self.spoken if not line.taken]
        for line in (*live[:HEAD_LINES], *live[max(HEAD_LINES, len(live) - END_LINES) :]):
            if may_name(line.text) and not _is_led_in(line) and (line.block, line.end) not in self.named:
                names = editors_beside_author(line.text) or editors_beside_author(bracketed_tail(line.text) or "")
                if (credits := self._credits(line)) is not None and not credits.desk_only:
                    names = credits.editors
                if names:
                    self.named[line.block, line.end] = names

    def _take_rest(self, line: _Line, editors: tuple[str, ...]) -> None:
        """What stands before a tail that goes may be credits too: 责任编辑：… （编辑：…）."""
        if _is_spoken_for(line) or self.rules.editor_kept:
            return
        credits = read_credits(line.text[: -line.cut].strip())
        if credits is not None and credits.desk_only:
            line.credits = credits._replace(editors=(*credits.editors, *editors))
            self._take(line, None)

    def _take_pictures(self) -> None:
        """Pictures known by their address."""
        last_story = self._last_story()
        first_story = next((index for index, line in enumerate(self.lines) if _is_sentence(line)), 0)
        for index, line in enumerate(self.lines):
            if line.taken or not line.images or line.text:
                continue
            rule = next((hit for image in line.images if (hit := self.rules.match_image(image.src))), None)
            if rule is None or rule.where == "cover":
                continue
            if rule.where == "anywhere" or index > last_story or (rule.where == "edge" and index < first_story):
                self._take(line, rule)

    def _take_neighbours(self) -> None:
        """The QR code beside a line that speaks of it."""
        last_story = self._last_story()
        for index, line in enumerate(self.lines):
            if line.kind in (Kind.QR, Kind.PROMO) and line.text and not line.images:
                self._take_neighbour(index, last_story)

    def _take_last_pictures(self) -> None:
        """Up to three pictures behind promotion that end a post are banners; between it and what else was taken, too.

        So are one or two between the line that names the author, where it is the last one, and promotion.
        """
        last_story = self._last_story()
        if not self.use_weak or last_story < 0:
            return
        last = self.lines[last_story]
        above = last if _BYLINE.fullmatch(last.text) else None
        most = _MOST_BANNERS if above is None else _MOST_BEHIND_BYLINE
        pictures: list[_Line] = []
        for line in (*self.lines[last_story + 1 :], None):
            if line is not None and not line.text:
                pictures += [line] if line.images else []
                continue
            promotion = line or above
            if above is not None and promotion is not None and _promotes(promotion) and len(pictures) <= most:
                for picture in pictures:
                    if not picture.taken:
                        self._take(picture, None, promotion.taken, promotion.kind or Kind.PROMO)
            above, pictures, most = line, [], _MOST_BANNERS

    def _take_pictures_behind_desk(self) -> None:
        """Up to three pictures behind two lines of the desk are banners where only credits stand beside them."""
        if not self.use_weak:
            return
        end = list(takewhile(lambda line: not line.text or line.taken or is_story_credit(line.text), self.lines[::-1]))
        desk = [index for index, line in enumerate(end) if line.taken == _CREDITS and line.text]
        pictures = [line for line in end[: desk[-2]] if line.images and not line.taken] if len(desk) > 1 else []
        if len(pictures) <= _MOST_BANNERS:
            for picture in pictures:
                self._take(picture, None, "common/banners", Kind.PROMO)

    def _last_story(self) -> int:
        return max((index for index, line in enumerate(self.lines) if line.text and not line.taken), default=-1)

    def _take_neighbour(self, index: int, last_story: int) -> None:
        line = self.lines[index]
        if line.kind is Kind.PROMO and "码" not in line.text and "碼" not in line.text:
            return
        below = next((other for other in self.lines[index + 1 :] if not _is_sign(other)), None)
        above = next((other for other in self.lines[:index][::-1] if not _is_sign(other)), None)
        for other, wanted in ((below, not _ABOVE.search(line.text)), (above, True)):
            if other is None or not wanted or other.text or other.taken or not other.images:
                continue
            if index < last_story and other is above and not all(map(_like_qr, other.images)):
                continue
            if all(_may_be_qr(image) for image in other.images):
                self._take(other, None, line.taken, line.kind or Kind.QR)
                return

    def _take_signs(self) -> None:
        """Arrows and dashes that point at what was taken, or part nothing but that, go with it."""
        lines = self.lines
        for index, line in enumerate(lines):
            if line.taken or not _is_sign(line):
                continue
            before = [other for other in lines[:index] if not _is_sign(other)]
            behind = [other for other in lines[index + 1 :] if not _is_sign(other)]
            to_end = all(other.taken for other in behind) and (behind or self._claims_behind(line))
            to_start = before and all(other.taken for other in before)
            around = before and before[-1].taken and (not behind or behind[0].taken)
            points = behind and behind[0].taken and _DOWN.search(line.text)
            if to_end or to_start or around or points:
                self._take(line, None, "common/signs", Kind.WIDGET)

    def _claims_behind(self, line: _Line) -> bool:
        """Whether rules took the element that stood behind this line."""
        part = self.parts[line.block + 1] if line.block + 1 < len(self.parts) else None
        return isinstance(part, Claimed) and isinstance(part.rule, Rule)

    def _take_labels(self) -> None:
        """The line over a disclaimer that says what it is: 免责声明, 0x01 免责声明."""
        for line, below in reversed(list(pairwise(self.spoken))):
            if below.kind is Kind.DISCLAIMER and not line.taken and _LABEL_OF_DISCLAIMER.fullmatch(line.text):
                self._take(line, None, below.taken, Kind.DISCLAIMER)

    def _take_orphans(self) -> None:
        """A heading whose every line below was taken goes with them (交流 over a promotion); not if it has headings."""
        blocks = [
            index for index, part in enumerate(self.parts) if type(part) is Block and part.kind is BlockKind.HEADING
        ]
        if not blocks:
            return
        by_block: dict[int, list[_Line]] = {}
        for line in self.lines:
            by_block.setdefault(line.block, []).append(line)
        for index in reversed(blocks):
            heading = by_block[index]
            if any(line.taken for line in heading):
                continue
            taken: list[_Line] = []
            for below in range(index + 1, len(self.parts)):
                part = self.parts[below]
                if type(part) is Block and part.kind is BlockKind.RULE and not taken:
                    break  # what a rule parts from the heading is not its section
                if type(part) is not Block or part.kind is BlockKind.RULE:
                    continue
                lines = by_block.get(below)
                if lines is None or any(not line.taken for line in lines):
                    if lines is None or part.kind is not BlockKind.HEADING or part.level > self._level(index):
                        taken = []
                    break
                taken += lines
            is_section = any(line.images or len(line.text) > _FEW for line in taken if line.taken not in _DATED)
            if is_section and all(len(line.text) < 20 for line in heading):
                for line in heading:
                    self._take(line, None, taken[0].taken, taken[0].kind or Kind.PROMO)

    def _level(self, index: int) -> int:
        part = self.parts[index]
        return part.level if type(part) is Block else 0

    # ---- the result -----------------------------------------------------------------------------------

    def _assemble(self) -> _Outcome:
        by_block: dict[int, list[_Line]] = {}
        for line in self.lines:
            if line.taken or line.cut:
                by_block.setdefault(line.block, [])
        for line in self.lines:
            if line.block in by_block:
                by_block[line.block].append(line)
        blocks: list[Block] = []
        removed: list[Removal] = []
        for index, part in enumerate(self.parts):
            if isinstance(part, Claimed):
                self._record_claim(index, part, removed, len(blocks))
                continue
            lines = by_block.get(index)
            if lines is None:
                blocks.append(part)
                continue
            inlines = self._kept(part, lines, removed, len(blocks))
            if inlines:
                blocks.append(part._replace(inlines=inlines))
        kept, places = _without_edge_rules(blocks)
        removed = [removal._replace(place=places[removal.place]) for removal in removed]
        editors = tuple(dict.fromkeys(name for place in sorted(self.named) for name in self.named[place]))
        length, pictures = _measure(kept)
        return _Outcome(tuple(kept), pictures, tuple(removed), editors, self.warnings, length, self.weak, self.strong)

    def _record_claim(self, index: int, part: Claimed, removed: list[Removal], place: int) -> None:
        rule = part.rule
        if isinstance(rule, str):
            kind = _MARKUP_KINDS.get(rule, Kind.STYLE)
            if part.text or part.images or rule == "markup/style":
                removed.append(Removal(rule, kind, part.text, part.images, place))
            return
        removed.append(Removal(rule.id, rule.kind, part.text, part.images, place))
        if rule.weak:
            self.weak += len(part.text)
        credits = read_credits(part.text) or read_credits(bracketed_tail(part.text) or "")
        if credits is not None:
            self.named[index, 0] = credits.editors

    def _kept(self, block: Block, lines: list[_Line], removed: list[Removal], place: int) -> tuple[Inline, ...]:
        kept: list[Inline] = []
        for line in lines:
            piece = block.inlines[line.start : line.end]
            if line.taken:
                images = tuple(image.src for image in line.images)
                removed.append(Removal(line.taken, line.kind or Kind.EDITOR, line.text, images, place))
                continue
            if line.cut:
                removed.append(Removal(line.cut_rule, line.cut_kind, line.text[-line.cut :].strip(), (), place))
                piece = _cut(piece, line.text[-line.cut :])
            if kept and piece:
                kept.append(Break())
            kept.extend(piece)
        return tuple(kept)


_MARKUP_KINDS = {
    "markup/hidden": Kind.STYLE,
    "markup/style": Kind.STYLE,
    "markup/pixel": Kind.TRACKING,
    "markup/icon": Kind.STYLE,
    "markup/permalink": Kind.WIDGET,
    "markup/placeholder-image": Kind.TRACKING,
}


def _read_line(block: int, inlines: tuple[Inline, ...], start: int, end: int) -> _Line:
    runs = [item for item in inlines[start:end] if type(item) is Run]
    text = _SPACE.sub(" ", "".join(run.text for run in runs)).strip()
    links = sum(len(run.text) for run in runs if run.href)
    return _Line((block, start, end), text, links, tuple(item for item in inlines[start:end] if type(item) is Image))


def _first_standing(lines: list[_Line]) -> _Line | None:
    """The first line that is there still, or has a picture: what was taken parts no caption from its picture."""
    return next((line for line in lines if line.images or not (line.taken or _is_sign(line))), None)


def _promotes(line: _Line) -> bool:
    """Whether a line was taken as promotion, or as a reprint notice."""
    return line.kind in _PROMOTES or "/copyright" in line.taken


def _is_sign(line: _Line) -> bool:
    """Whether a line has neither word nor picture."""
    return not line.images and (not line.text or _SIGNS.fullmatch(line.text) is not None)


def _says(line: _Line) -> bool:
    """Whether a line has words."""
    return bool(line.text) and not _is_sign(line)


def _is_sentence(line: _Line) -> bool:
    """Whether a line that stands is more than a label or a heading."""
    return not (line.taken or line.heading) and (len(line.text) > LABEL or _SENTENCE_END.search(line.text) is not None)


def _is_link(line: _Line) -> bool:
    return 2 * line.links >= len(line.text) > 0 or any(image.href for image in line.images)


def _is_led_in(line: _Line) -> bool:
    """Whether the sentence before ends in a colon and so announces a quotation."""
    before = line.before
    return before is not None and before.text[-1] in "：:" and len(before.text) > _LEAD_IN and not before.taken


def _is_spoken_for(line: _Line) -> bool:
    """Whether a line belongs to a list, to what follows it, or to the sentence that announces it: no credit line."""
    return line.in_list or line.heading or _is_led_in(line)


def _belongs_to_list(ends: re.Pattern[str], line: _Line) -> bool:
    """A link, a linked picture, or a short line that does not end as a sentence does."""
    if not line.text:
        return True
    if _NOTES.match(line.text):
        return False
    if 2 * line.links >= len(line.text):
        return True
    return len(line.text) < LABEL and not ends.search(line.text)


def _may_be_qr(image: Image) -> bool:
    """Square or of unknown size, and not large."""
    width, height = image.width, image.height
    if not (width and height):
        size = re.search(r"[/_-]w(\d{2,4})h(\d{2,4})[/_.-]", image.src)
        if size is not None:
            width, height = int(size[1]), int(size[2])
    return not (width and height) or (abs(width - height) <= 0.15 * max(width, height))


def _like_qr(image: Image) -> bool:
    return bool((image.width and image.height) or re.search(r"w\d+h\d+", image.src)) and _may_be_qr(image)


def _cut(piece: tuple[Inline, ...], tail: str) -> tuple[Inline, ...]:
    """``piece`` without ``tail`` at its end; blanks do not count."""
    left = len(_SPACE.sub("", tail))
    kept = list(piece)
    while kept and left > 0:
        item = kept.pop()
        if type(item) is not Run:
            continue
        text = item.text
        while text and left > 0:
            left -= text[-1] not in " \u3000"
            text = text[:-1]
        if text.rstrip(" \u3000"):
            kept.append(item._replace(text=text.rstrip(" \u3000")))
    return tuple(kept)


def _without_edge_rules(blocks: list[Block]) -> tuple[list[Block], list[int]]:
    """Rules (``<hr>``) part things: none stands first, last, or beside another. Also where each block now begins."""
    kept: list[Block] = []
    places = []
    for block in blocks:
        places.append(len(kept))
        if block.kind is BlockKind.RULE and (not kept or kept[-1].kind is BlockKind.RULE):
            continue
        kept.append(block)
    while kept and kept[-1].kind is BlockKind.RULE:
        kept.pop()
    return kept, [min(place, len(kept)) for place in (*places, len(kept))]
