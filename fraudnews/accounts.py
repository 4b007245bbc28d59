"""The foot of a WeChat account's post: below the story, an account speaks of itself, in words that no rule lists.

What shows such a foot is the editorial desk, boilerplate that rules know, and lines that ask the reader something.
Below the first of these, nothing but short lines may stand, contact details, and a blurb under a heading such as
关于我们. One sentence of a story there, and nothing is done. On other sites than WeChat, only the desk shows it. The
names of a site's accounts, each on the last lines by itself, need no such proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, takewhile

from fraudnews.attempt import Attempt
from fraudnews.credits import is_story_credit
from fraudnews.furniture import SITE
from fraudnews.leadins import is_introduced
from fraudnews.lines import (
    DECORATION,
    ON_PICTURES,
    PROMOTES,
    SENTENCE_ENDS,
    Line,
    is_credit,
    is_sentence,
    is_sign,
    length_of,
)
from fraudnews.model import Kind
from fraudnews.names import begins_as_name
from fraudnews.narration import is_narrated, warns_of_codes

#: Characters of the shortest story above a foot, and how many times longer than the foot the story is.
_STORY, _TIMES = 100, 3
#: Signs that make a foot, and the kinds of removed lines that are signs.
_FEWEST_PROOFS = 2
_PROVES = frozenset((Kind.QR, Kind.PROMO, Kind.SHARE, Kind.AD, Kind.RELATED, Kind.DISCLAIMER))
#: The longest line that is a name or a slogan, the most of them in a row, and a name of a person at its longest.
_SLOGAN, _MOST_SLOGANS, _PERSON = 30, 3, 3
#: Sentences in the longest blurb, and their characters.
_MOST_IN_BLURB, _BLURB = 8, 800
#: Headings over what an account says of itself.
_ABOUT = (
    "(?:[0-9]{1,2}[、.．]?|0x[0-9]{2})?(?:(?:关于|联系|加入)我们|(?:公众号|团队|公司)(?:简介|介绍)|"
    "(?:原创)?(?:征文|征稿|稿件征集|投稿|约稿)(?:启[事示]|要求|须知|征集|方式|指南)?|(?:技术|学习|读者)?交流群|技术交流|免责声明|(?:商务|广告|媒体)合作|"
    "关于(?:[A-Za-z]{2,12}|[一-龥A-Za-z]{2,10}(?:实验室|团队|沙龙|科技|公众号|社区|学院|智库|[Ll]ab|LAB)))"
)
#: Names over what an account says of itself, and what says that they are names of the story.
_CARD = (
    "[^。！？，、：“”]{2,16}[（(](?:(?:微信号?|ID|id)[：:])?[A-Za-z][A-Za-z0-9_-]{4,24}[）)]|"
    "[^。！？，：“”]{2,12}公众号|[^。！？，：“”]{0,8}(?:官方|技术|学习|读者|粉丝)[^。！？，：“”]{0,4}交流群"
)
_OF_OTHERS = "^[这那该其某同本假]|的|[股币投维保贷财赌兼]"
#: Headings over what it sells.
_SOLD = "[^。！？，：“”]{0,10}(?:星球|圈子|社群)(?:简介|介绍|服务)"
_AROUND_ABOUT = DECORATION + "【】[]（）「」：:"
#: What it is, in a slogan that is written as a sentence: 中文法律门户网站。
_IS_OURS = "[^。！？：“”]{2,24}(?:自媒体|公众号|(?:门户)?网站|平台|智库)[。！]"
#: What a blurb speaks of, every sentence of it.
_OURS = (
    "我们|本(?:公众|订阅)?号|本[圈群刊社]|本公司|致力|专注|成立[于於]|旗下|提供|欢迎|分享|团队|平台|实验室|课程|价格|"
    "[投来征]稿|稿件|https?://|@|[圈群]内|[圈群]子|星球|科研成果|荣获[^。]{0,60}(?:奖|荣誉|称号)"
)
_NO_BLURB = "[“”「」]|化名|警|骗|诈|案件|嫌|^(?:下载|项目|工具|源码|参考)(?:地址|链接)"
#: What is in quotation marks in a blurb, and is nobody's words: an address, or a name (作为“江岭科技园”的成员).
_NAMED_IN_BLURB = "「 ?[\\w.+-]{1,40}@[\\w.-]{3,40} ?」|(?<=作为)“[^”，。！？]{4,20}”(?=的)"
#: Contact details of an account.
_CONTACT = (
    "(?:微信(?:公众号|号)?|公众号|视频号|QQ群?|邮箱|电话|官网|网址|地址|"
    "微博|知乎|B站|哔哩号|抖音|(?:投稿|合作|联系)[^：:]{0,4}) ?[：:｜|]"
)
#: What an account has to offer, in a row: 聊天 | 爆料 | 资讯.
_MENU = "[^|｜丨骗诈警案嫌]{2,4}(?: ?[|｜丨] ?[^|｜丨骗诈警案嫌]{2,4}){2,5}"
#: Words of what a site says of itself; where nothing else is the site's below the desk, all slogans have some.
_OF_SITE = (
    "客[户戶]端|微博|微信|公[众眾][号號]|[Aa][Pp][Pp]|新[闻聞]|[日晚][报報]|[视視][频頻]|[频頻]道|[广廣]播|[电電][视視]|[关關]注|服[务務]|下[载載]|"
    "[订訂][阅閱]|[验驗][证證][码碼]|原[创創]|我[们們]|[声聲]音|[资資][讯訊]|[热熱][线線]|平[台臺]|小程序|^包括"
)
#: How a call begins, and how it ends.
_FOLLOW, _GET_MORE = "(?:欢迎|点击|扫码)?关注", "(?:获取|了解|查看)更多"
#: How WeChat's page says over a story from which account it is; it shows the logo, kept there, the name, and what the
#: account is about below. The most lines of the head, and of that.
_RELAYED_FROM, _BY = "以下文章来源于", "，作者 ?[^，。“”]{1,30}$"
_RELAYED = rf"[（(]?{_RELAYED_FROM} ?([^，。“”]{{1,30}}?)(?: ?，作者 ?[^，。“”]{{1,30}})?$"
_LOGO, _LONGEST_ABOUT = r"https?://(?:wx|mmbiz)\.qlogo\.cn/mmhead/", 160
_HEAD, _LINES_OF_CARD = 12, 8
#: What a line of a foot is recorded under.
_FOOT, _CONTACTS = ("common/account", Kind.PROMO), ("common/contacts", Kind.DISCLAIMER)
#: How the author thanks somebody who is no reader.
_THANKS = "^(?:特别)?(?:感|鸣|致)谢(?!.*(?:关注|支持|阅读|观看|[您你]|大家|各位|读者))"
#: Lines that belong to the story: dates, shares, quotations, remarks on pictures, sources, advice, how a story closes.
_OF_STORY = (
    f"[“”「」『』《》]|{ON_PICTURES}|[0-9][0-9.]* ?[%％年月日]|https?://|[参參]考|[来來]源|原文|^[参參相].?[考关關][链鏈][接結]|综合|更正|勘[误誤]|"
    "^(?:[注註]|[后後][记記]|附|作者|编者|[—－-]|此致|敬[礼禮]|全?[文剧]?[完终]$|未完|待[续續]|尾[声聲]|.*、$|谨以|献给|[结結][语語束])|"
    "(?:记者|記者|作者|通讯员|实习生) ?[^，。]{0,8}$|(?: 文|律师|整理)$|[Pp]hoto|化名|[〇0-9]{3,}号|〇.{1,3}年|"
    "^(?:撰[稿文]|采写|[摄攝]影|拍摄|供[图稿]|出[镜鏡]|[制绘]图|插[画畫]|[设設][计計]|剪辑|翻[译譯]|[编編][译譯]|"
    "口述|整理)[ \u3000]|"
    "^(?:不(?:[要听聽轻輕随隨透点點扫掃信转轉明贪貪]|下[载載]|[关關]注)|[勿慎莫]|别[点扫下信听]|[愿願])|"
    f"{_THANKS}|涉[案嫌]|名[单單]|理[财財]|[贷貸]|上[当當]|[钱錢]袋|[谁誰]$|"
    "[Rr]eport|[Ww]ritten|[Tt]ranslat|通[报告]|公告|(?:[局院委厅处行部]|支队|大队|派出所|公司|政府)(?:[（(].*)?$"
)
#: Who drew what stands in the post.
_DRAWN_BY = "(?:插画|视觉|排版|版式)(?:设计)? ?[/｜|丨] ?[^，。：:/｜|丨]{1,12}"
_OF_CAPTION = "▲△▼※*＊"
_FACT = r"(?!包括)[^：:]{1,8}[：:]|\[\d{1,2}\]|[^：:/｜|丨]{1,6} ?[/｜|丨] ?[^/｜|丨]{1,8}$"
#: How a line begins that asks the reader something for an account, its shortest and longest length.
_ASKS = (
    "[^一-龥A-Za-z0-9“「]{0,8}(?:欢迎|敬请|请|快来|赶[紧快]|记得|别忘|如[果需有]|需要|可以?(?:扫|长按|点击|添加)|想要?|喜欢|觉得|感谢|谢谢|关注|扫[码描一]|"
    "长按|识别|[“「]?点(?:击|个|亮|赞|点)|[“「]?在看|转发|分享|收藏|后台|回复|本?公众号|微信|添加|加[入我]|进群|入群|投稿|来稿|商务|合作|"
    "更多|获取|领取|下载|希望大家|大家|各位|小伙伴|读者|一键|看完|防失联|另[：:]|最后[，,]|PS[：:]|建议大家|还在等什么|这[个篇]文章)"
)
_SHORTEST_REQUEST, _LONGEST_REQUEST = 4, 130
#: The longest sentence that may stand before one that asks; a longer one tells, and the call was glued to it.
_LONGEST_FIRST = 40
#: Each is one sign of an account, however many of its words a line has.
_SIGNS = (
    "公众号|订阅号|视频号|公号|微信号",
    "群",
    "星球|圈子",
    "关注|星标|置顶|订阅",
    "在看|点赞|[三四]连|赞",
    "点[个亮点]|好看",
    "转发|分享|收藏",
    "朋友圈|好友",
    "留言|评论区",
    "扫码|扫描|扫一扫|长按|识别|二维码",
    "阅读原文|原文链接",
    "[左右]下[角方]|[上下]方|下图|文末|卡片|名片|菜单栏|蓝字|蓝色",
    "后台|回复|私信",
    "投稿|来稿|征稿|稿酬|稿费",
    "合作|商务|联系我",
    "转载|授权|开白",
    "获取|领取|下载|福利|资料|加入|报名|咨询|了解|详情|查看更多|加我",
    "我们|本号|小编|原创|支持|鼓励|安排|[师小]伙伴|师傅",
)
_FEWEST_SIGNS, _MANY_SIGNS = 2, 3
#: What one line with many signs must have, too, to be the whole foot.
_INVITES = "欢迎|敬请|希望|记得|别忘|感谢|鼓励|支持|点击|点亮"
#: Words of lines that tell what somebody did, speak of a swindle, or warn of one.
_TOLD = (
    "(?<![别忘为])了(?!解)|[看听等拿举跟]着|(?<!错)过(?!程)|才[能会]|却|要先|客服|转账|汇款|付款|押金|会费|刷单|返利|红包|奖品|链接|群主|赚|炒股|带[你您][做飞]|老人|居民|市民|"
    "[反防][诈詐骗騙]|96110|165|警|骗|诈|[“「][^”」]{7,}|^[▲△“「](?!长按|扫[码描]).*[^“”]{3}|的(?:人|[，,]|父母)|多[是半]|就是|[，,]是|看板|[^一下再]？$|"
    "公安|医保|栏目|办理|查询|挂断|拒绝|提现|话费|[日月时]薪|到[账帐]|[飆飙]|[一二三五十0-9][毛块元]|任务|领奖|截图|线索|爆料|举报|与我们?联系|[鸡雞]蛋|24小时$|"
    "[网網]友|多[则則条條]|案[件情子]|[办破本此]案|假[^期日]|陌生|相信|[冒仿][用充名冒]|号是(?![对您你我])|写[于在]|名词|解释|"
    "(?:此|[这该]件?)[事案][^，。]{0,6}关注|关注(?:此|[这该]件?)[事案]"
)
#: What no request has, no name of an account, and no slogan.
_NO_REQUEST, _NO_CARD, _NO_SLOGAN = f"{_TOLD}|{_THANKS}", f"{_OF_OTHERS}|{_TOLD}", f"{_OF_STORY}|{_TOLD}"
#: How a line begins that goes on with the one above, and ends where the one below goes on: converters cut lines there.
_GOES_ON, _IS_OPEN = "”」』】）)，。！？、；,!", "“「『【（("
_MOST_PIECES = 6
#: What stands at the very end of a page, each on a line of its own: the accounts of the site, with what to do with
#: them, and its name. One of them must be said to be official, or of the site. Those of the police are advice, and so
#: is what not to do with one.
_ACCOUNT = (
    "[一-龥A-Za-z]{0,8}?(?:官方)?(?:微信(?:公众(?:号|平台)|号)?|微博|抖音号?|快手号?|头条号|视频号|公众号|(?:手机|移动)?客户端|[Aa][Pp][Pp]|小程序)|"
    "(?:微信|手机)?扫(?:码|一扫|描二维码)(?:关注|下载)?"
)
_OFFICIAL = (
    "官方|公众平台|[一-龥]{2}(?:网|报|新闻|在线|台|发布)(?:微信|微博|抖音|快手|视频号|公众号|客户端|[Aa][Pp][Pp])"
)
#: What a sentence says of accounts that the story names below it; many a story of a swindle ends in 谨防被骗。
_OF_ACCOUNTS = (
    "[账帐][号户]|名[字单]|(?:[冒仿假]|骗子)[^，。；]{0,20}。?$|骗[^。]{0,20}(?:以下|下[列面]|如下|这[些几])|"
    "(?:以下|下[列面]|如下|这[些几])[^。]{0,20}骗|入口|渠道|软件|[Aa][Pp][Pp]|微信|微博|抖音|客户端|公众号"
)
_OF_POLICE = (
    "[反防][诈骗]|公安|警|平安|检察|法院|银行|社保|医保|[不勿别慎莫的了]|^(?!扫).*(?:下载|关注)|陌生|可疑|假|骗"
)
_OF_LAST, _LONGEST_NAME = f"{_ACCOUNT}|{SITE}", 14


def take_foot_of_account(attempt: Attempt) -> None:
    """Remove what an account says of itself below the story, or a site below its desk, if nothing else stands there."""
    if not attempt.rules.allows_weak or not (attempt.is_of_wechat or attempt.may_name_desk):
        return
    start = _start_of_foot(attempt)
    foot = [line for line in attempt.spoken[start:] if not (line.taken or is_sign(line) or _is_credit(line))]
    story = length_of([line for line in attempt.spoken[:start] if not line.taken])
    if not attempt.is_of_wechat and any(_may_be_caption(attempt, line) for line in foot):
        return
    is_small = story >= max(_STORY, _TIMES * length_of(foot))
    if is_small and not any(attempt.rules.protects(line.text) for line in foot):
        for line in foot:
            is_contact = re.match(_CONTACT, line.text) is not None
            attempt.take_as(line, *(_CONTACTS if is_contact else _FOOT))


def take_accounts(attempt: Attempt) -> None:
    """Remove the accounts of the site at the very end, each on a line of its own: 某网微信, 某网微博, 客户端."""
    standing = attempt.standing
    foot = list(takewhile(_is_of_last, reversed(standing)))
    accounts = [line for line in foot if re.fullmatch(_ACCOUNT, line.text)]
    if len(accounts) < 2 or len(foot) == len(standing) or is_introduced(foot[-1]):
        return
    above = standing[-len(foot) - 1]
    ends_story = is_story_credit(above.text) or (is_sentence(above) and re.search(_OF_ACCOUNTS, above.text) is None)
    if ends_story and any(re.search(_OFFICIAL, line.text) for line in accounts):
        attempt.take_all(foot, "common/accounts", Kind.PROMO)


def take_card_of_source(attempt: Attempt) -> None:
    """Remove the logo and the name of the account that a story is from, with what it is about; who it is stays."""
    for line in attempt.spoken[:_HEAD]:
        if _RELAYED_FROM not in line.text or (source := re.match(_RELAYED, line.text)) is None:
            continue
        below = attempt.lines[line.index + 1 : line.index + 1 + _LINES_OF_CARD]
        card = list(dropwhile(lambda other: re.match(_BY, other.text), below))
        name = source[1].strip()
        if card and card[0].text.lstrip("[ ").startswith((f"{name}. ", f"{name} . ")):
            attempt.take_as(card[0], *_FOOT)  # as one line, behind a logo that a converter left out
            return
        logo = card[0].images[0] if card and card[0].images else None
        words = [other for other in card if other.text.strip(" .")]
        if logo is None or not words or not re.match(_LOGO, logo.src) or words[0].text.strip(" .") != name:
            return
        about = words[1] if len(words) > 1 and len(words[1].text) <= _LONGEST_ABOUT else words[0]
        is_of_card = 2 * about.links > len(about.text) or re.search(_OURS, about.text)
        last = about if is_of_card else words[0]
        attempt.take_all((other for other in card if other.index <= last.index or other.text == "."), *_FOOT)
        return


def _start_of_foot(attempt: Attempt) -> int:
    """The position in ``spoken`` of the first line of the foot; its length if there is none."""
    foot = _Foot(attempt)
    for line, text in _sentences(attempt.spoken):
        if not foot.may_go_on_above(line, text):
            break
    is_proven = foot.proofs >= _FEWEST_PROOFS and (attempt.is_of_wechat or foot.is_below_desk)
    return foot.start if is_proven else len(attempt.spoken)


class _Foot:
    """What may be a foot, read from the last line of the post upwards.

    ``start`` is the position of its first line so far, and ``proofs`` counts what shows that it is a foot. ``slogans``
    are its names and slogans, of which ``in_a_row`` stand above the last sign. ``blurb`` waits for the heading over it.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.start = len(attempt.spoken)
        self.proofs = self.in_a_row = 0
        self.slogans: list[str] = []
        self.blurb: list[str] = []
        self.is_below_desk = False

    def may_go_on_above(self, line: Line, text: str) -> bool:
        """Whether the foot may begin above this line, which is read for what it shows."""
        signs = 0 if line.taken else _signs_asked(line, text)
        if not self.blurb and (line.kind is Kind.EDITOR or self.attempt.is_end_mark(line)):
            return self._meets_desk(line)
        if line.taken or signs:
            return self._meets_sign(line, text, signs)
        if (proof := _proof_of_heading(line, text, has_words=bool(self.in_a_row or self.blurb))) is not None:
            self._begin(line, proof + sum(_signs(words) >= _FEWEST_SIGNS for words in self.blurb))
            self.blurb.clear()
        elif _is_credit(line) or is_sign(line):
            pass
        elif not self.blurb and (self.in_a_row < _MOST_SLOGANS or len(text) == 1) and _is_slogan(line, text):
            self.in_a_row += len(text) > 1
            self.slogans.append(text)
        else:
            self.blurb.append(text)
            return _may_be_blurb(self.blurb)
        return True

    def _meets_desk(self, line: Line) -> bool:
        """The story does not go on below the desk, unless what stands there shows in nothing that it is the site's."""
        self.in_a_row = 0
        if self.proofs or all(re.search(_OF_SITE, words) for words in self.slogans) or _asks_in_pieces(self.slogans):
            self._begin(line, _FEWEST_PROOFS)
        self.is_below_desk = True
        return self.attempt.is_of_wechat

    def _meets_sign(self, line: Line, text: str, signs: int) -> bool:
        """Count signs of an account, or a line that was taken: a blurb without its heading ends below such a line."""
        self.in_a_row = 0
        if not (signs or line.kind in _PROVES):
            return True
        if self.blurb:
            return not line.taken
        invites = signs >= _MANY_SIGNS and re.search(_INVITES, text) is not None
        self._begin(line, 1 + (line.kind in PROMOTES or invites))
        return True

    def _begin(self, line: Line, proofs: int) -> None:
        self.start = line.turn
        self.proofs += proofs
        self.in_a_row = 0


def _asks_in_pieces(lines: list[str]) -> bool:
    """Whether these lines, the last one first, are a call that was cut: 关注江岭, 夜读, 获取更多故事."""
    return len(lines) > 1 and re.match(_FOLLOW, lines[-1]) is not None and re.match(_GET_MORE, lines[0]) is not None


def _sentences(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """The lines from the last one upwards, each with its words, and with those of the pieces cut off behind it."""
    pieces: list[str] = []
    for line in reversed(lines):
        pieces.append(line.text)
        above = line.before
        goes_on = line.text[0] in _GOES_ON or (above is not None and above.text[-1] in _IS_OPEN)
        if goes_on and above is not None and len(pieces) < _MOST_PIECES:
            continue
        yield line, "".join(reversed(pieces))
        pieces.clear()


def _is_credit(line: Line) -> bool:
    """Whether a line says who made the story, or drew what stands in it."""
    return is_credit(line) or re.fullmatch(_DRAWN_BY, line.text) is not None


def _proof_of_heading(line: Line, text: str, *, has_words: bool) -> int | None:
    """How much a heading over what an account says of itself proves: 1, or 2 over what it sells; None for other lines.

    The name of an account or of its group proves nothing, and is a heading only where there are words below it.
    """
    if len(text) > _SLOGAN or is_introduced(line):
        return None
    name = text.strip(DECORATION).replace(" ", "")
    heading = name.strip(_AROUND_ABOUT)
    if re.fullmatch(_SOLD, heading):
        return 2
    if re.fullmatch(_ABOUT, heading):
        return 1
    is_card = re.fullmatch(_CARD, name) is not None and not re.search(_NO_CARD, name)
    return 0 if is_card and has_words and not (line.heading or line.in_list) else None


def _signs_asked(line: Line, text: str) -> int:
    """The number of signs in a line that asks the reader something for an account, 0 for any other."""
    if not _SHORTEST_REQUEST <= len(text) <= _LONGEST_REQUEST or not re.match(_ASKS, text):
        return 0
    if re.search(_NO_REQUEST, text) or is_narrated(text) or warns_of_codes(text) or is_introduced(line):
        return 0
    told, ends, _ = text.partition("。")
    if ends and len(told) > _LONGEST_FIRST and _signs(told) < _FEWEST_SIGNS:
        return 0
    signs = _signs(text)
    return signs if signs >= _FEWEST_SIGNS else 0


def _may_be_caption(attempt: Attempt, line: Line) -> bool:
    """Whether a picture that stays is directly above a line."""
    above = next(attempt.above(line), None)
    return above is not None and bool(above.images) and not above.taken


def _signs(text: str) -> int:
    return sum(re.search(sign, text) is not None for sign in _SIGNS)


def _is_slogan(line: Line, text: str) -> bool:
    """Whether a line may be the name of an account, what it says of itself in a few words, or how to reach it."""
    if text[0] in _OF_CAPTION or line.heading or line.in_list or is_introduced(line):
        return False
    text = text.strip(DECORATION)
    if len(text) > _SLOGAN or (text.endswith(SENTENCE_ENDS) and not re.fullmatch(_IS_OURS, text)):
        return False
    if re.match(_CONTACT, text) or re.fullmatch(_MENU, text):
        return True
    if re.search(_NO_SLOGAN, text) or re.match(_FACT, text) or is_narrated(text):
        return False
    return not (1 < len(text) <= _PERSON and begins_as_name(text))


def _may_be_blurb(blurb: list[str]) -> bool:
    """Whether these lines may be what an account says of itself under a heading."""
    last = blurb[-1]
    if (
        len(blurb) > _MOST_IN_BLURB
        or sum(map(len, blurb)) > _BLURB
        or not (re.search(_OURS, last) or re.match(_CONTACT, last))
    ):
        return False
    return not (re.search(_NO_BLURB, re.sub(_NAMED_IN_BLURB, "", last)) or is_narrated(last))


def _is_of_last(line: Line) -> bool:
    """Whether a line is the name of a site or of one of its accounts, and none of the police."""
    return (
        len(line.text) <= _LONGEST_NAME
        and re.fullmatch(_OF_LAST, line.text) is not None
        and re.search(_OF_POLICE, line.text) is None
    )
