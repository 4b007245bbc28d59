"""What the words of a line are evidence of where it stands: boilerplate, credits of the desk, a call, or the story."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import islice, takewhile

from fraudnews.bodylines import BodyLines
from fraudnews.calls import kind_of_call
from fraudnews.credits import LONGEST as LONGEST_CREDIT
from fraudnews.credits import Credits, is_story_credit, names_helper, outlet_before, read_credits
from fraudnews.leadins import LEADS_IN, is_counted, is_introduced, is_led_in, is_shown, is_spoken_for
from fraudnews.lines import (
    DECORATION,
    LABEL,
    LABELLED,
    PROMOTES,
    SENTENCE_ENDS,
    SPACED,
    Line,
    first_standing,
    is_link,
    is_sentence,
    may_show_qr,
    says,
)
from fraudnews.model import Block, BlockKind, Image, Kind, Role
from fraudnews.names import begins_as_name
from fraudnews.narration import is_narrated, warns_of_codes
from fraudnews.pitches import LIKELY, SURE, kind_of_pitch
from fraudnews.rules import Rule
from fraudnews.ruleset import Patterns, RuleSet

#: The length of a label before links that is ignored when they are measured: 相关新闻：
_LABEL_OF_LINKS = 8
#: The longest button to share in a list, in characters, and in those beyond ASCII: 分享到 Facebook.
_LONGEST_BUTTON, _MOST_CHINESE = 20, 8
#: Lines of boilerplate below the last heading, at most.
_MOST_BELOW_HEADING = 3
#: Items of the longest list that may be the terms of a site.
_MOST_TERMS = 30
#: Lines between a caption and its picture, at most, all of them removed or signs.
NEAR = 50
_DECORATED = frozenset(DECORATION)
#: How a line begins where the encoding of a page lacks its first sign, an emoji.
_LOST = "? "
#: How a line begins that may stand in a list of credits: with a label, or as the title of a work.
_OF_LIST = f"{LABELLED}|《"
#: A fact about a book, a film or a form, whose editors are not those of the post.
_OF_A_WORK = (
    "(?:书名|書名|片名|剧名|劇名|题目|出版社?|出版时间|印刷|印数|开本|定价|定價|书号|ISBN|主演|编剧|編劇|页数|作词|作曲|编曲|票价|"
    "申请人?|经办人?|检验|制单|拟稿|制表) ?[：:|｜/]"
)
#: A fact about a person, or of a paper's head, beside which the others are the story's: 微信号：…, 标签：…, 关键词：…
_OF_A_PERSON = (
    "(?:姓名|性[别別]|年[龄齡]|[职職][业業]|身高|[学學][历歷]|民族|籍[贯貫]|[户戶]籍地?|[头頭]像|"
    "中[图圖]分[类類][号號]|(?:报告|公告|通告|漏洞|CVE)编号) ?[：:]"
)
#: What says something behind its label, as a fact does; the keywords of a paper, and what stands over them. And kinds
#: of boilerplate that are no facts whatever stands beside them.
_FACT = r"[^\W\d]\w{0,7} ?[：:] ?."
_KEYWORDS, _ABSTRACT = "(?:关[键鍵][词詞字]|Keywords) ?[：:]", "(?:摘要|Abstract) ?[：:]"
_NO_FACTS = frozenset((Kind.DISCLAIMER, Kind.RELATED))
#: A date or tags, which a page has of itself, and a thing in a list of facts; and a fact about such a thing: a paper, a
#: program, a call for bids.
_OF_PAGES_TOO = "(?:(?:[发發][布佈表行]|更新|刊[登出]|上架|出版)(?:[时時][间間]|日期)?|[标標][签籤]) ?[：:]"
_OF_A_THING = (
    rf"{_OF_A_WORK}|(?:(?:发表|所属)?期刊|论文(?:题目|标题|链接|地址)|DOI|doi|版本号?|(?:支持)?运行环境|影响版本|"
    "(?:游戏|软件|项目|漏洞|产品)(?:名称|编号|版本|大小)|开发商|发行商|片长|样本量|薪资|面积|招标编号|"
    "开标时间|截止(?:时间|日期)) ?[：:]"
)
_OF_ANYTHING = f"{_OF_A_PERSON}|{_OF_A_THING}"
#: A time of day with its numbers replaced by 0; and how often, at most, a page gives the time of publication.
_CLOCK, _MOST_DATES = "0:0", 3
#: Words before a date and time to the minute: an account's name, or what happens then; those that say what a site did.
_TIMED = "([^。！？：:0-9]{1,40}) 20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2} [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$"
_OF_SITE = ".*(?:更新|[发發][布表]|刊[登出发發]|[编編][辑輯]|修[改订訂]|[转轉][载載])$"
#: What happens at a time, in a programme or in what somebody did with money: 開場 2021-08-14 13:00
_HAPPENS = (
    ".*(?:[开開](?:[场場演始庭幕播奖獎售抢搶]|[标標盘盤市])|[终終]演|[结結]束|截止|[闭閉]幕|首播|集合|出[发發]|到[达達]|"
    "抵[达達]|起[飞飛]|[转轉][账賬出入]|[汇匯]款|[付收打取存]款|[到入][账賬]|下[单單]|[发發][货貨]|[签簽]收|登[录錄])$"
)
#: 林一禾｜编审; and who stands beside it where it is a person of the story, in a list of such: 王二｜律师.
_ROLE_LAST = "[|｜丨] ?(?:编辑|編輯|编审|編審)$"
_OTHER_PERSON = (
    "[^：:|｜丨/]{2,12} ?[|｜丨] ?[^：:|｜丨/]{0,6}"
    "(?:律师|教师|老师|教授|医生|护士|民警|警察|学生|工程师|程序员|职员|研究员|会计|作家|诗人|演员|店主|司机|农民)$"
)
#: Where a work names its makers, and who is named there, where a sentence tells what that person did: 韩冰说，….
_LAST_PAGE = "版[权權][页頁]|扉[页頁]|封底|署名|落款|字幕|清[样樣]|[报報][头頭]|稿[签簽]"
_NAMES_FOLLOW = ("名字。", "姓名。", "署名。", "落款。")
_ACTS = (
    r"(?m:^|[，。；：“「])([^\W0-9A-Za-z_]{2,4}?)(?:[说說问問答道把曾也]|告[诉訴]|坦言|[认認][为為]|表示|今年|[拿站坐走看想]|"
    "的[^，。]{0,6}[子女儿兒妻夫母父])"
)
_IS_CALLED = r"[他她名]叫([^\W0-9A-Za-z_]{2,4}?)[，。、]"
#: How a sentence begins that speaks of the words above it.
_OF_WORDS_ABOVE = (
    "(?!.{0,4}[标標][题題])[^，。：“]{0,8}[这這](?:[两兩二三四五六七八九十几幾]个?[字词詞]|[一几幾两兩三四]?[行句](?:[话話字]|小字)|"
    "是[^，。：“]{0,14}的(?:口号|口號|[标標][语語]|[广廣]告|[招把][牌戏戲]|(?:第一|最[后後]一?)行))"
)
#: An office or a company that signs a notice, with or without the date.
_ISSUER = (
    "[^，。：:]{2,24}(?:局|院|委员?会?|政府|部|[厅廳]|[银銀]行|公司|中心|[协協][会會]|[支大]队|派出所)"
    "(?: ?[0-9][0-9: .-]{9,18})?"
)
#: The most facts about a post in a list at its end: original title, source, editor.
_MOST_FACTS = 6
#: The longest end mark, in characters.
_END_MARK = 30
#: Kinds of boilerplate that a site may write as a list.
_TERMS = frozenset((Kind.DISCLAIMER, Kind.PROMO))
#: And what stands in a list with them: calls to share, and the posts before and after.
_IN_NOTICES = _TERMS | {Kind.SHARE, Kind.RELATED}
#: What stands for the link to a post that does not exist: 下一篇：没有了.
_NO_POST = "[：:] ?(?:[没沒]有了?|[暂暫]?[无無])[。！]?$"
#: The byline over them, in the list at the foot of a blog: 本文作者：.
_AUTHOR = "本文作者 ?[：:]"
#: Kinds whose wordings stories quote.
_QUOTED = frozenset((Kind.DISCLAIMER, Kind.PROMO, Kind.QR, Kind.SHARE, Kind.AD))
#: Kinds of lines that follow whatever a story shows last.
_ENDS_POSTS = frozenset((Kind.DISCLAIMER, Kind.WIDGET, Kind.RELATED))
#: The longest line, in characters, that says nothing of where it stands: 点赞.
_BARE_WORD = 2
#: How terms begin that say of the text itself what they say; a story may begin with any others, or such a sentence.
_ON_THIS_TEXT = (
    r"[*＊※（(【\[]{0,2}(?:(?:版权|著作权|免责|特别|郑重)?[声申]明[】\]）)：: ]{1,2})?"
    "(?:本文|本篇|本报告|此文|该文|以下(?:内容|文章)|文章(?:内容)?(?:仅|不|来|转|版)|首发于|仅供参考|图片来源|"
    "(?:未经(?:授权|许可|允许|同意)|版权所有|转载(?:请|须|需|自))[^。]*$)"
)
#: What calls have with which a story may begin: 扫码关注公众号，免费领取大米。
_MAY_LURE = "。$|假|免[费費]|[领領]|福利|[礼禮]|[红紅]包|加入|[进進加]群|群聊|好友|返|[赚賺]"


class Evidence(BodyLines):
    """The lines of one body, and what the words of each are evidence of where it stands, by one set of rules."""

    def __init__(self, body: str, rules: RuleSet) -> None:
        super().__init__(body, rules)
        self._read_credits = cache(read_credits)  # in a long list of credits, each is read for each beside it
        self._end_of_story = len(self.lines) - 1  # no line behind it says more than who made the story

    # ---- what the words of a line may be -----------------------------------------------------------------

    def hits(self, line: Line) -> list[Rule]:
        """The rules for the edges of a story that match the line, then those for its last third; computed once."""
        if line.hits is None:
            line.hits = [*self.matching(line, self.rules.at_edges), *self.late_hits(line)]
        return line.hits

    def late_hits(self, line: Line) -> list[Rule]:
        """The rules for the last third of a story that match the line; computed once."""
        if line.late_hits is None:
            line.late_hits = self.matching(line, self.rules.in_tail)
        return line.late_hits

    def candidates(self, patterns: Patterns) -> list[Line]:
        """The lines with words for which :meth:`matching` may find a rule: few, found by one look at all of them."""
        found = patterns.may_match([line.text for line in self.spoken])
        return [line for place, line in enumerate(self.spoken) if place in found or _is_decorated(line.text)]

    def matching(self, line: Line, patterns: Patterns) -> list[Rule]:
        """The rules whose pattern matches the line, without those that are no evidence where the line stands."""
        hits = patterns.match(line.text)
        if not hits and _is_decorated(line.text):
            hits = patterns.match(_undressed(line.text))
        if not hits or (any(hit.kind not in _NO_FACTS for hit in hits) and self._states_fact(line)):
            return []
        return [hit for hit in hits if self._speaks(hit, line)]

    def credits(self, line: Line) -> Credits | None:
        """What the line says as a credit line, None if it is none; computed once."""
        if not line.credits_read:
            line.credits_read = True
            may_be = self.may_name_desk and len(line.text) <= LONGEST_CREDIT
            if may_be and (not is_spoken_for(line) or self._is_last_heading(line) or self._is_in_last_list(line)):
                line.credits = self._read_credits(line.text)
                if line.credits is not None and self.are_of_the_story(line):
                    line.credits = None
        return line.credits

    def credits_on_page(self, line: Line) -> Credits | None:
        """What the line says as a credit line of a page, where it may stand in a list and have ornaments."""
        return self._read_credits(line.text.strip(DECORATION))

    def call(self, line: Line) -> Kind | None:
        """The kind of a line that only asks the reader to follow or share, None for any other; computed once."""
        if not line.call_read:
            line.call_read = True
            if self._is_last_heading(line) or not (is_spoken_for(line) or is_shown(line, self._is_of_desk)):
                text = _undressed(line.text)
                line.call = kind_of_call(text) or kind_of_pitch(text)
        return line.call

    def _is_last_heading(self, line: Line) -> bool:
        """Whether a line is a heading that nothing introduces, with no words below it but a little boilerplate."""
        if not line.heading or line.turn < len(self.spoken) - 1 - _MOST_BELOW_HEADING or is_led_in(line):
            return False
        return all(other.taken or self.is_boilerplate(other) for other in self.spoken[line.turn + 1 :])

    def _is_in_last_list(self, line: Line) -> bool:
        """Whether a line is in a short list that ends the post, has only the site's words, and nothing over it."""
        if not line.in_list or line.turn < len(self.spoken) - _MOST_FACTS:
            return False
        first = line
        while first.before is not None and first.before.in_list:
            first = first.before
        if is_led_in(first) or (first.before is not None and first.before.heading):
            return False
        items = self.spoken[first.turn :]
        return len(items) <= _MOST_FACTS and all(
            other.taken or is_story_credit(other.text) or self._may_be_of_site(other.text) for other in items
        )

    def pitch(self, line: Line, least: int = LIKELY) -> Kind | None:
        """The kind of a line in which the author asks his readers for something, None for any other.

        It has ``least`` kinds of words of such lines.
        """
        if is_spoken_for(line) or is_shown(line, self._is_of_desk):
            return None
        return kind_of_pitch(line.text, least)

    def holds_over_story(self, rule: Rule, line: Line) -> bool:
        """Whether a rule for the end holds at the beginning, as for terms that are about the text below them."""
        if rule.where == "edge":
            return True
        is_on_text = rule.kind is Kind.DISCLAIMER and re.match(_ON_THIS_TEXT, line.text) is not None
        return is_on_text and not self._is_spoken_of(line)

    def call_over_story(self, line: Line) -> Kind | None:
        """The kind of a call or pitch over a story that can be no lure told of in it; None for any other line."""
        call = self.call(line)
        if call is not None and (re.search(_MAY_LURE, line.text) or self._is_spoken_of(line)):
            call = None
        return call or self.pitch(line, SURE)

    def is_end_mark(self, line: Line) -> bool:
        """Whether the words of a line may be an end mark."""
        return len(line.text) <= _END_MARK and bool(self.matching(line, self.rules.end_marks))

    def is_boilerplate(self, line: Line) -> bool:
        """Whether the words of a line may be boilerplate or a call."""
        return bool(line.text) and (bool(self.hits(line)) or self.call(line) is not None)

    def is_known(self, line: Line) -> bool:
        """Whether the words of a line may be boilerplate, a call or credits."""
        if self.is_boilerplate(line) or self.credits(line) is not None:
            return True
        return is_story_credit(line.text) or names_helper(line.text)

    # ---- the words of a rule, where they stand ------------------------------------------------------

    def _states_fact(self, line: Line) -> bool:
        """Whether a line stands among facts about a person or a report; a date or tags, also among a thing's."""
        if not re.match(_FACT, line.text):
            return False
        told = _OF_ANYTHING if re.match(_OF_PAGES_TOO, line.text) else _OF_A_PERSON
        if re.match(_KEYWORDS, line.text):
            told = f"{_OF_A_PERSON}|{_ABSTRACT}"
        sides = (takewhile(lambda other: re.match(LABELLED, other.text), side) for side in self.facts_around(line))
        return any(re.match(told, other.text) for side in sides for other in side)

    def _speaks(self, rule: Rule, line: Line) -> bool:
        """Whether the words are evidence where the line stands: not in a list, heading, quotation or narration."""
        if rule.certain:
            return not (rule.is_common and (is_shown(line) or (rule.kind in _TERMS and is_narrated(line.text))))
        if rule.linked and not rule.section:
            if not line.links or 2 * line.links < len(line.text) - _LABEL_OF_LINKS:
                return False
        elif rule.is_common and (self._is_quoted(rule, line.text) or self._is_spoken_of(line)):
            return False
        if line.in_list or line.heading:
            return self._speaks_apart(rule, line)
        return not self._is_shown_for(rule, line) and (not is_led_in(line) or self._promotes_before(line))

    def _speaks_apart(self, rule: Rule, line: Line) -> bool:
        """Whether words in a list or heading are evidence: over links or nothing, as a button, or as terms."""
        if rule.section or (line.heading and (rule.last or self._heads_nothing(rule, line))):
            return True
        if rule.kind is Kind.SHARE and (line.heading or (_may_be_button(line.text) and not is_shown(line))):
            return True
        if line.in_list:
            is_notice = rule.kind in _IN_NOTICES and self._is_notice(line)
            return is_notice or (rule.kind is Kind.WIDGET and self._is_in_last_list(line))
        return rule.kind in _TERMS and _is_paragraph(line)

    @staticmethod
    def _is_quoted(rule: Rule, text: str) -> bool:
        """Whether a story may quote what this rule knows, and ``text`` is a sentence that does."""
        if rule.kind is Kind.QR and warns_of_codes(text):
            return True
        return (rule.kind in _QUOTED or rule.role == Role.ORIGINAL) and is_narrated(text)

    def _is_spoken_of(self, line: Line) -> bool:
        """Whether the sentence below a line speaks of its words: 会员专享, then 她为这四个字充了八千元。."""
        below = next((other.text for other in self.spoken[line.turn + 1 : line.turn + 2] if is_sentence(other)), "")
        return re.match(_OF_WORDS_ABOVE, below) is not None

    def _is_shown_for(self, rule: Rule, line: Line) -> bool:
        """Whether the story shows the words of a rule, as it may show any but a heading over links.

        Terms and buttons are shown only where the story goes on below them, or where it shows nothing else.
        """
        if rule.kind in _ENDS_POSTS and not rule.section and len(line.text) > _BARE_WORD:
            return self._is_shown_midway(line) or self._goes_on_quoting(line)
        return (rule.kind in PROMOTES or not rule.section) and is_shown(line, self._is_of_desk)

    def _is_of_desk(self, line: Line) -> bool:
        """Whether a line names the editorial desk of the post, and so ends what the lines above it show."""
        credits = self.credits(line)
        return credits is not None and credits.desk_only

    def _is_shown_midway(self, line: Line) -> bool:
        """Whether the story goes on below the lines that it shows, this one among them: 假新闻的落款是：…."""
        return is_counted(line) or (is_shown(line) and self._has_sentence(self.facts_around(line)[1]))

    def _has_sentence(self, lines: list[Line]) -> bool:
        """Whether any of these lines is a sentence of the story."""
        return any(is_sentence(other) and not self._may_be_of_site(other.text) for other in lines)

    def _may_be_of_site(self, text: str) -> bool:
        """Whether the words of a line may be boilerplate or credits, wherever it stands."""
        return bool(self.rules.match_near_end(text)) or self._read_credits(text) is not None

    def _goes_on_quoting(self, line: Line) -> bool:
        """Whether a line goes on with boilerplate of which the story introduces the first line: 结尾照例是一段话：…."""
        for other in self.facts_around(line)[0]:
            if other.taken or other.heading:
                return False
            if is_led_in(other):
                return self._may_be_quoted(other) and not self._promotes_before(other)
            if other.text.endswith(SENTENCE_ENDS) and not self._may_be_quoted(other):
                return False
        return False

    def _may_be_quoted(self, line: Line) -> bool:
        """Whether the words of a line may be boilerplate that stories quote."""
        return any(hit.kind in _QUOTED for hit in self.rules.match_near_end(line.text))

    def _promotes_before(self, line: Line) -> bool:
        """Whether the line before this one reads as boilerplate, and so introduces no quotation."""
        return line.before is not None and bool(self.said(line.before.text))

    def _heads_nothing(self, rule: Rule, line: Line) -> bool:
        """Whether no words stand below a heading, nor pictures, unless it calls to what they show."""
        if line is not self.spoken[-1]:
            return False
        return rule.kind in PROMOTES or not any(other.images for other in self.below(line))

    def _is_notice(self, line: Line) -> bool:
        """Whether every item of the list around this line is the site's own: terms, promotion, or links to other posts.

        Without terms, all must be links, and nothing may introduce them.
        """
        start = max(line.turn - _MOST_TERMS, 0)
        around = (self.spoken[line.turn : line.turn + _MOST_TERMS], self.spoken[start : line.turn][::-1])
        items = [item for side in around for item in takewhile(lambda item: item.in_list, side)]
        if len(items) >= _MOST_TERMS:
            return False
        kinds: set[Kind] = set()
        for item in items:
            found = _IN_NOTICES.intersection(hit.kind for hit in self.said(item.text))
            if _leads_on(item):
                found |= {hit.kind for hit in self.rules.anywhere.match(item.text) if hit.kind is Kind.RELATED}
            if not (found or re.match(_AUTHOR, item.text) or self._read_credits(item.text)):
                return False
            kinds |= found
        if len(items) == 1 or Kind.DISCLAIMER in kinds:
            return len(items) > 1
        return all(map(_leads_on, items)) and not is_led_in(min(items, key=lambda item: item.turn))

    # ---- whose credits they are ---------------------------------------------------------------------

    def are_of_the_story(self, line: Line) -> bool:
        """Whether the story introduces, shows or announces a line of credits, or tells of who is named there."""
        is_said = is_led_in(line) or self._is_shown_midway(line)
        return is_said or self._is_announced(line) or self._is_told_of(line)

    def _is_announced(self, line: Line) -> bool:
        """Whether a line of credits stands in a list of such that the story announces: 被冒用的署名包括：…."""
        above = self.facts_around(line)[0]
        first = next((turn for turn, other in enumerate(above) if is_led_in(other)), None)
        return first is not None and all(map(self._may_be_of_makers, above[: first + 1]))

    def _is_told_of(self, line: Line) -> bool:
        """Whether the story tells of a list of credits: the line over it names a work's last page, or its people act.

        ``清样右下角是一行小字。``, then ``责编：韩冰``, then ``韩冰说，…``.
        """
        above, below = self.facts_around(line)
        over = list(takewhile(self._may_be_of_makers, above))
        under = list(takewhile(self._may_be_of_makers, below))
        told = next((other.text for other in above[len(over) : len(over) + 1] if is_sentence(other)), "")
        is_of_last_page = re.search(_LAST_PAGE, told[-LABEL:]) is not None
        if is_of_last_page and (told.endswith(_NAMES_FOLLOW) or self._has_sentence(below[len(under) :])):
            return True
        said = filter(None, (self._read_credits(other.text) for other in (line, *over, *under)))
        return not self._who_act.isdisjoint(name for credits in said for name in (*credits.editors, *credits.readers))

    @cached_property
    def _who_act(self) -> set[str]:
        """The words that may be a name: of who does something, where a sentence or a part begins, or is called so."""
        told = "\n".join([line.text for line in self.spoken if is_sentence(line) or line.text.endswith(LEADS_IN)])
        return {name for name in re.findall(_ACTS, told) + re.findall(_IS_CALLED, told) if begins_as_name(name)}

    def _may_be_of_makers(self, line: Line) -> bool:
        """Whether a line may stand in a list of credits: 导演：何晚, or the title over them: 《豆芽》第一期."""
        text = line.text
        if text.startswith("http"):
            return False  # with a colon, but no label
        if re.match(_OF_LIST, text) and len(text) <= LABEL and not text.endswith((*SENTENCE_ENDS, *LEADS_IN)):
            return True
        return is_story_credit(text) or self._read_credits(text) is not None

    def are_of_the_desk(self, line: Line, credits: Credits) -> bool:
        """Whether credits are those of the post, not facts about a book or film in a list.

        Doubtful ones need a line beside them that certainly says who made the story. Editors of several outlets, each
        on a line, are a list of the story.
        """
        if outlet := outlet_before(line.text):
            beside = {outlet_before(other.text) for other in self.spoken_beside(line)}
            if beside - {outlet, ""}:
                return False
        if any(map(self._tells_of_a_work, self.facts_around(line))):
            return False
        if re.search(_ROLE_LAST, line.text) and any(
            re.match(_OTHER_PERSON, other.text) for other in self.spoken_beside(line)
        ):
            return False
        return not credits.doubtful or any(map(self.names_makers, self.spoken_beside(line)))

    def _tells_of_a_work(self, lines: list[Line]) -> bool:
        """Whether the next of these lines that is no credit is a fact about a work."""
        other = next((line for line in lines if self.credits(line) is None and not is_story_credit(line.text)), None)
        return other is not None and re.match(_OF_A_WORK, other.text) is not None

    def names_makers(self, line: Line) -> bool:
        """Whether a line certainly says who made the story, or where it is from."""
        credits = self.credits(line)
        return (credits is not None and not credits.doubtful) or is_story_credit(line.text)

    # ---- the conditions of a rule -------------------------------------------------------------------

    def holds(self, rule: Rule, line: Line) -> bool:
        """Whether the rule's conditions on the lines around hold: a picture beside it, nothing but credits below."""
        if rule.role == Role.PUBLISHED:
            return self._is_said_of_story(line)
        if rule.role == Role.COPY:
            beside = self.parts[max(line.block - 1, 0) : line.block + 2]
            return any(type(part) is Block and part.kind is BlockKind.CODE for part in beside)
        if rule.last:
            return (bool(line.text) and line.turn >= self.footer) or self._ends_story(line)
        if not rule.pictured:
            return True
        pictures = self._pictures_beside(line)
        return any(map(may_show_qr, pictures)) if rule.kind is Kind.QR and rule.weak else bool(pictures)

    def _is_said_of_story(self, line: Line) -> bool:
        """Whether a date is that of publication: it has text beside it, and no similar date, as in a timeline."""
        if line is self.spoken[-1] and _names_issuer(line):
            return False
        if (timed := re.match(_TIMED, line.text)) and (
            re.match(_HAPPENS, timed[1]) or any(map(_tells_when, self.spoken_beside(line)))
        ):
            return False
        alike = self._by_form.get(_without_numbers(line.text), [])
        if len(alike) > _MOST_DATES or not any(_stands_beside(line, other) for other in self.lines):
            return False
        return not any(_stands_beside(line, other) for other in (*alike, *self._by_form.get(_CLOCK, ())))

    @cached_property
    def _by_form(self) -> dict[str, list[Line]]:
        """The lines by their text with numbers replaced by 0."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(_without_numbers(line.text), []).append(line)
        return found

    def _pictures_beside(self, line: Line) -> list[Image]:
        """The pictures in a line, and in the nearest lines above and below if they have no words."""
        beside = [first_standing(islice(side, NEAR)) for side in (self.below(line), self.above(line))]
        alone = [other for other in beside if other is not None and not other.text]
        return [image for other in (line, *alone) for image in other.images]

    def _ends_story(self, line: Line) -> bool:
        """Whether no line that stays below this one says more than who made the story."""
        while self._end_of_story > line.index:
            other = self.lines[self._end_of_story]
            if says(other) and not other.taken and not self.names_makers(other):
                return False
            self._end_of_story -= 1  # for good: removed lines do not come back
        return True


def _is_decorated(text: str) -> bool:
    """Whether a line may have ornaments at its edges, or blanks between its signs."""
    if text[0] in _DECORATED or text[-1] in _DECORATED or text.startswith(_LOST):
        return True
    return " " in text and text[1:4:2] == "  "  # few lines have blanks, and to cut a line takes three times as long


def _is_paragraph(line: Line) -> bool:
    """Whether what was set as a heading is none, for its length, and nothing introduces it."""
    return len(line.text) > LABEL and not is_introduced(line)


def _undressed(text: str) -> str:
    """A line without ornaments at its edges, and without the blanks between the signs of a heading: 大 家 都 在 看."""
    text = text.removeprefix(_LOST).strip(DECORATION)
    return text.replace(" ", "") if text[1:2] == " " and re.fullmatch(SPACED, text) else text


def _leads_on(item: Line) -> bool:
    """Whether an item of a list is a link, or says that there is no post to link to."""
    return is_link(item) or re.search(_NO_POST, item.text) is not None


def _may_be_button(text: str) -> bool:
    return len(text) <= _LONGEST_BUTTON and sum(not sign.isascii() for sign in text) <= _MOST_CHINESE


def _names_issuer(line: Line) -> bool:
    """Whether a date has the office before it, or above it, whose notice it ends: 江岭市公安局 2021-06-02 15:30."""
    said = line.text if re.match("[^0-9]", line.text) or line.before is None else line.before.text
    return re.fullmatch(_ISSUER, said) is not None


def _tells_when(line: Line) -> bool:
    """Whether a line says when something happened, and no site would say that of a story: 開演 2021-08-14 14:00."""
    timed = re.match(_TIMED, line.text)
    return timed is not None and not line.taken and not re.match(_OF_SITE, timed[1])


def _without_numbers(text: str) -> str:
    return re.sub("[0-9]+", "0", text)


def _stands_beside(line: Line, other: Line) -> bool:
    return not other.taken and other.text != line.text
