"""Calls to action: the reader is to follow, scan, join or share, whatever the name of the site and the word order.

A line is a call only if it consists of words of such calls, signs, and names that are quoted or followed by a channel,
so that it cannot tell a story. ``欢迎关注江岭日报公众号，获取更多资讯`` is one, ``他关注了我们的公众号`` is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from fraudnews.model import Kind
from fraudnews.patterns import matcher

#: The longest call, in characters.
_LONGEST = 60
#: What the reader is to do: follow, share, or go somewhere.
_FOLLOW = r"[关關]注|[订訂][阅閱閲]|追[踪蹤]|[设設]置?[为為]?星[标標]|[标標]星|星[标標]|收[听聽]|置[顶頂]"
_SHARE = (
    r"收藏|[转轉][发發]|[点點按给給][个個亮]?小?[赞讚]|[点點戳]{0,2}(?:一下)?[个個亮]?[“「]?在看[”」]?|[一素][键鍵质質]三[连連]|三[连連]|分享|留言|"
    r"[评評][论論]|打[赏賞]|[赞讚][赏賞]"
)
_GO = r"加入|添加|下[载載]|打[开開]|搜[索寻尋]|查看|[点點][击擊选選]|[进進]入|[围圍][观觀]|移步|[请請][见見]|安[装裝]"
#: The WeChat id of an account, after its name: （ID：jiangling-news）
_ID = r"[（(] ?(?:微信[号號]|(?:微信)?(?:ID|id))[：:] ?[\w-]{3,24} ?[）)]"
#: Channels of a site; the first may follow a name without quotation marks: 江岭日报公众号.
_NAMED_CHANNEL = (
    r"微信公[众眾][号號]|公[众眾][号號]|服[务務][号號]|客[户戶]端|APP|App|app|[读讀]者群|交流群|群聊|[视視][频頻][号號]|[订訂][阅閱][号號]|"
    r"[头頭][条條][号號]|官方微[博信]|微博|粉?[絲丝][專专][页頁]|粉[專专]|[频頻]道|知[识識]星球|[数數]位版|FB|LINE|Facebook|Telegram|YouTube|"
    "(?:微信)?" + _ID
)
_CHANNEL = (
    r"(?:微信|粉丝|作者|讨论)*群|微信|公号|抖音[号號]?|快手[号號]?|小程序|粉[絲丝][團团]|[專专][页頁]|社[群区區]|二[维維][码碼]|"
    r"[账帐帳][号號]|主[页頁]|[电電]子[报報]|好友|朋友圈|星球|Line|line|FACEBOOK|facebook|IG|Instagram|Youtube|[评評][论論][区區]|"
    + _NAMED_CHANNEL
)
_QUOTED = r"[“「『【《〈\[][^“”「」『』【】《》〈〉\[\]]{1,16}[”」』】》〉\]]"
_OURS = r"我[们們]?|本[号號报報刊台站网網文]|[该該]文"
#: An account by its handle.
_AT = "[@＠][^ ，。！？：:]{1,16}"
#: Somebody's account, with a word to send there: 添加小编微信，备注“读者”.
_ASKED_TO_SAY = "微信[，,]?(?:回[复覆]|[备備][注註])"
#: What the reader follows for, and what he follows.
_AIM = r"不迷路|本?[专專][题題栏欄]|[养養]成好?[习習][惯慣]"
#: The object that makes a verb a call.
_OBJECT = (
    rf"{_OURS}|{_QUOTED}|{_AT}|您的|不[错錯漏][过過接]|永?[不防]走?[失丢丟散][联聯]?|第一[时時][间間]|成[为為]|"
    rf"[订訂][户戶]|[会會][员員]|{_AIM}|{_CHANNEL}"
)
_WELCOME = r"[欢歡]迎|[记記]得|[别別]忘了?|不妨|[给給点點来來][个個]|求|[顺順随隨]手"
#: Other words of calls.
_AROUND = (
    r"敬[请請]|[诚誠]邀|[请請]|快[来來]?|[赶趕][快紧緊]|立[即刻]|即刻|[马馬]上|[现現]在|就|一起|可以?|大家|各位|您|你[们們]?|[读讀]者|朋友们?|小伙伴们?|[师師]傅[们們]|人|"
    r"老[铁鐵]们?|戳|[让讓]更多(?:的?人|朋友)(?:看到|知道|看[见見])|身[边邊]的?|需要的|喜[欢歡]的?[话話]?|[点點][个這这此]?[里裡]?|按此|此[处處]|[长長]按|[扫掃][码碼描]?|[扫掃]一[扫掃]|一下|[识識][别別]|"
    r"[左右][上下]角|[上下][方面图圖]|文末|底部|[蓝藍]字|卡片|名片|按[钮鈕]|[获獲]取|了解|[浏瀏][览覽]|看|提示|全[网網]|同名|照例|[顺順]便|最[后後]|(?:推[广廣荐薦]|安利)一?[下波]?|打[个個]小?[广廣]告|好文要[顶頂]|免[费費]|"
    r"(?:原[创創]|[创創]作|[码碼]字|整理|[编編][辑輯])不易|(?:持[续續])?更新中?|及[时時]|每一?[日天篇期]|天天|掌握|鼓[励勵]|告[诉訴]|更多|最新|[详詳][细細]|完整版?|精[彩采]|优质|優質|深度|[独獨]家|[内內]容|[资資][讯訊]|新[闻聞]|消息|文章|信息|[干乾][货貨]|好文|"
    r"[报報][道導导]|影片|[视視][频頻]|[资資]料|博客|[动動][态態]|源码|福利|好康|礼包|教程|后台|回[复復覆]|申[请請]|[领領]取|的|和|[与與]|及|或|并|到|[给給]|在|[吧哦喔啦呀呗嘛噢哟]|"
    r"小?[铃鈴][铛鐺]|[開开][启啟]|收到|另有|等[您你][来來]?(?:解[锁鎖]|[发發][现現])|"
    r"就?是(?:[对對]?我[们們]?的?)?[最莫]大的?(?:支持|[动動]力|鼓[励勵])|一[键鍵]|走起|最美|"
    r"(?:[谢謝]{2}|[感多][谢謝])(?:您|大家|你|各位)?的?(?:[关關]注|支持|[阅閱][读讀]|[观觀收]看|收[听聽])?|[进進]步|成[长長]|[学學][习習]|"
    r"[、，,/·|｜ !！~～。．.；;：:+＋&×-]|[👇👆👉☝✨🌟❤🔥⭐👍🙏😊]|" + f"{_ID}|{_WELCOME}"
)
#: A name before its channel; and a condition before the call: 如果觉得文章有帮助，… 想了解更多行情，…
_NAME = r"[^ ，。！？；：、“”「」《》了过過着著][^ ，。！？；：、“”「」《》]{0,11}"
_IF = (
    r"(?:(?:如果?|要是|若|假如)[^，。！？]{0,24}|[觉覺]得[^，。！？]{0,10}|想要?|欲)"
    r"(?:喜[欢歡]|[觉覺]得|[帮幫]助|不[错錯]|有用|收[获獲]|感[兴興]趣|[认認]可|[启啟][发發]|(?:[了瞭]解|知|看)更多)"
    r"[^，。！？]{0,10}[，, ]|(?:喜[欢歡]|看完|[读讀]完|[觉覺]得)[^，。！？]{0,14}[？?] ?"
)
#: Before the verb: that the text pleased, or was read to the end: 觉得不错点个赞, 看到这里，….
_OF_TEXT = "(?:[这這]篇|本|我[们們]?的)?(?:文章|[内內]容|推送)?"
_PLEASED = (
    rf"(?:如果?|要是)?(?:您|你[们們]?|大家)?(?:(?:[觉覺]得)?{_OF_TEXT}(?:[对對](?:您|你[们們]?))?(?:[还還挺很])?"
    rf"(?:不[错錯]|有[帮幫]助|有用|有收[获獲]|好看)|(?:喜[欢歡]|[认認]同){_OF_TEXT}|都?看到(?:[这這][里裡儿]|最[后後])了?|"
    r"[动動][动動](?:小|你的)?手指?[头頭]?|[看读讀]完(?:本?文章?)?)(?:的[话話])?[，, ]?就?"
)
#: What makes a verb alone a call, whatever the order: 喜欢的话请关注，点赞，收藏.
_FRIENDLY = "喜[欢歡]|[谢謝]|在看|三[连連]"
#: Most posts need only the first of these, so each is compiled where it is used.
_VERBS = f"{_FOLLOW}|{_SHARE}|{_GO}|支持"
_ASK = f"{_FOLLOW}|{_SHARE}"
#: Characters that no word of a call has; and how many runs of them a name has at most, and a condition with a name.
_OTHERS = f"[^{re.escape(''.join(sorted(set(_VERBS + _OBJECT + _AROUND))))}]+"
_MOST_IN_NAME, _MOST_IN_CONDITION = 6, 18
_TO_SCAN = r"[扫掃]|二[维維][码碼]|[识識][别別]"
_TO_SITE = f"{_FOLLOW}|{_GO}|{_CHANNEL}"
#: Words of calls to go somewhere that the steps of an instruction (打开微信，点击“发现”) lack.
_LURES = (
    r"后台|更多|最新|精彩|[获獲]取|了解|看|免[费費]|[欢歡]迎|立[即刻]|[马馬]上|[扫掃][码碼]|[长長]按|"
    r"不[错錯漏][过過接]|一起[进進成学學]"
)
#: The accounts and apps of the police are part of their advice.
_ADVICE = r"[反防][诈詐骗騙]|96110|165|警"
#: Words of lines that tell and ask nothing: what others do, what somebody commented, the name of an affair, and the
#: steps to details (打开微信，点击“发现”，查看详细资料) that ask nobody to follow.
_TELLS = (
    rf"^[@＠][^：:]{{1,20}}[：:]|^(?:{_OURS})[^，,]{{0,4}}(?:[关關]注|分享|支持)|在[关關]注|(?:留言|[评評][论論])[：:]|看到的[评評留]|"
    "^最[后後][^，,。！？我]{0,4}一下[“「『]|[案件题題象][”」』】》]|[这這那该該假][款个個]?(?:APP|App|app)|"
    rf"^(?!.*(?:{_FOLLOW})).*(?:[详詳][细細]|完整)"
)


def kind_of_call(line: str) -> Kind | None:
    """The kind of a line that is nothing but a call: QR to scan a code, PROMO to go somewhere, or SHARE; else None."""
    if len(line) > _LONGEST or not matcher(_VERBS)(line):
        return None
    others = re.findall(_OTHERS, re.sub(_QUOTED, "", line))
    if len(others) > (_MOST_IN_CONDITION if re.match(f"{_IF}|{_PLEASED}", line) else _MOST_IN_NAME):
        return None  # a story, as most are: no need for the pattern, which takes milliseconds to compile
    if not (_is_call()(line) or (re.search(f"{_FRIENDLY}|^{_PLEASED}", line) and _is_of_verbs()(line))):
        return None
    if re.search(f"{_ADVICE}|{_TELLS}", line) or not re.search(f"{_ASK}|支持[我本]|{_LURES}", line):
        return None
    if re.search(_TO_SCAN, line):
        return Kind.QR
    return Kind.PROMO if re.search(_TO_SITE, line) else Kind.SHARE


@cache
def _is_call() -> Callable[[str], bool]:
    """A test, linear in the length of the line, for a verb and its object among other words of calls."""
    calls = (
        f"(?:{_ASK})(?:{_AROUND})*(?:{_OBJECT}|{_ASK})",
        f"支持(?:{_OURS}|{_QUOTED})",
        f"(?:{_GO})(?:{_AROUND}|{_OURS}|{_QUOTED})*(?:{_CHANNEL})",
        f"(?:{_FOLLOW}|{_GO})(?:{_AROUND})*{_NAME} ?(?:{_QUOTED})? ?(?:{_NAMED_CHANNEL}|{_ASKED_TO_SAY})",
        f"(?:{_CHANNEL})(?:{_AROUND})*(?:{_ASK}|{_GO})",
        f"(?:{_WELCOME})(?:{_AROUND})*(?:{_ASK})",
        f"把(?:{_OURS}|公[众眾][号號])(?:{_AROUND})*(?:{_FOLLOW})",
        f"[点點][击擊](?:{_FOLLOW}){_NAME}[，,](?:[获獲]取|了解|查?看)更多",
        f"[点點][击擊](?:{_FOLLOW}) ?{_AT}",
    )
    rest = f"{_OBJECT}|{_AROUND}"
    call = f"[（(【]?(?:{_IF})?(?:{rest})*(?:{'|'.join(calls)})(?:{rest}|{_VERBS})*[】）)]?"
    return matcher(call, is_whole=True)


@cache
def _is_of_verbs() -> Callable[[str], bool]:
    """A test for a line of nothing but words of calls, at least one of them a verb, that quotes nothing."""
    rest = f"{_OURS}|{_AIM}|{_CHANNEL}|{_AROUND}"
    return matcher(f"(?:{_IF}|{_PLEASED})?(?:{rest})*(?:{_ASK})(?:{rest}|{_ASK}|支持)*", is_whole=True)
