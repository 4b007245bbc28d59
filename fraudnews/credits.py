"""Credit lines: who edited, proofread, wrote or photographed, in the spellings that newsrooms use.

A line counts only if all of it is roles and names; ``小羊 | 18岁 网络编辑`` and ``编辑：好的，您请说。`` do not.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import re2

from fraudnews.patterns import matcher

_QUALIFIERS = (
    "本文 本期 本版 本报 责任 責任 网络 網路 網絡 值班 新媒体 新媒體 图文 圖文 视频 影音 文字 微信 实习 實習 特约 特約 "
    "栏目 专题 频道 首席 资深 高级 主任 执行 核稿 采访 採訪 内容 头条 公众号 运营 数字 海外 国际 财经 社会 科技 "
    "体育 娱乐 文章 流程 技术 审核 责 責 图片 美术 版面 视觉 全媒体 网站 客户端 轮值 专刊 副刊 见习 本网 平台 每经 "
    "本篇 当值 助理 审稿 審稿 數位 影片 執行 資深 專題 頻道 國際 財經 社會 體育 娛樂 圖片 網站 本報"
).split()
#: Roles whose names go into the record's ``editor``.
_EDITOR = (
    rf"(?:{'|'.join(_QUALIFIERS)}){{0,2}}"
    r"(?:(?:编辑|編輯)人?|责编|責編|編审|编审|編審|责任编缉|编缉)|"
    r"(?:[Ww]eb )?[Ee]ditors?|[责責]任?[编編]|(?:值班|本期|当值)小编|网编|網編|执编|執編|版编|"
    r"[一-龥]{1,5}[报网台刊]·[一-龥]{2,8}?(?:编辑|责编)"
)
#: Roles of the desk that are no editor by name: their line goes, their names do not.
_DESK = (
    r"(?:本期|本文|本版|责任|責任|值班|轮值|执行|总|總|副总|副|终审|新媒体|常务|栏目|实习)?"
    r"(?:校对|校對|校审|審校|审校|核校|校阅|校订|检校|校检|责校|校|审核|審核|核稿|审稿人?|審稿人?|审读|审定|审签|签审|复核|编发|编排|编校|签发|簽發|编委|監製|监制|监审|总监制|总监|总值班|主编|主編|总编辑|總編輯|总编|總編|主任)|"
    r"[一二三初复終终][审審]|美编|美編|图编|版面|版式|排版|编辑[/／]排版|美术|运营统筹|总?统筹|总审|總審|总?策划人?|制片人|出品人|出品|制作人?|製作人|技术|運營|运营|[Pp]roofread(?:er|ing)?"
)
#: Roles that gangs have too: together they are no desk's.
_ANYWHERE = "总?策划|制作|技术|运营"
#: Roles of the desk that one person may have beside another: 排版、审核：…, 编辑/设计 | …
_BESIDE = "(?:排版|审核|校对|审校|设计|运营|制图|美编)[、/／&＆和]"
_BESIDE_BEHIND = "[、/／&＆和](?:排版|审核|校对|审校|设计|运营|制图|美编)"
#: Roles that make a line a credit of the story itself: it stays.
_AUTHOR = (
    r"原文链接|[一-龥]{2,10}(?:新闻中心|融媒体中心|广播电视台)|(?:原文|本文|文章|稿件|新闻|信息|题图)(?:来源|出处)|稿源|(?:本文)?转载?自|(?:(?:[一-龥]{2,6}[·/])?[一-龥]{2,10}?[A-Za-z]{0,8})?(?:记者|記者|通讯员|通訊員)|"
    r"(?:(?:采访|採訪|撰文|文|摄影|攝影)[、・&＋+與与和])?(?:采访|採訪|撰[文写寫]|摄影|攝影|整理)|文字整理|图文|圖文|文案|素材|採寫|剪接|影片|製圖|口譯|"
    r"(?:本[文篇])?作者|撰稿人?|采写|编译|編譯|翻译|翻譯|译者|譯者|(?:图片|圖片|资料|素材)?(?:来源|來源|出处)|摄|供图|供稿|文字|文|图|圖|圖片|图片|图源|剪辑|视频|海报|"
    r"制图|配音|自述|讲述|主播|播音|插画|导演|后期|主持|综合|口述|出镜|拍摄|漫画|原标题"
)
#: Roles that go with those beside them.
_HELPER = r"实习生|實習生|实习|(?:美术|视觉|版式|海报|封面)?设计|設計|視覺|视觉"
_HELPER_STARTS = frozenset("实實美视視版海封设設")
#: (Patterns that are strings are compiled where they are needed, and most posts need none: 0.2 ms each at every start.)
#: Roles that name no person but where a text or a picture is from: any words may follow.
_ORIGIN = "[^：]{0,4}(?:来源|來源|出处|转自|转载自)|稿源|原标题|综合"
#: Roles that say where a picture is from: beside nobody but the desk they make no line the story's.
_PICTURE_ORIGIN = "(?:题图|图片|圖片)(?:来源|來源|出处)"
_SEPARATOR = r"[ \x{3000}]*(?:[：:｜|/／丨︱┃│▏_–—]|\\\|)[ \x{3000}]*"
#: An editor of anything, where a mark parts the role from the name: 制版编辑 | …, 编/…
_OTHER_EDITOR = r"(?:[一-龥]{2,6}·)?[一-龥]{2,4}?(?:新闻|日报|晚报|晨报|时报|客户端)?(?:编辑|編輯|责编)|[编編]"
#: Whom a story tells of: 被骗编辑, 骗子自称编辑, 最佳编辑.
_OF_A_STORY = "[骗騙冒假害嫌称稱佳]"
#: What else somebody beside the desk did, in a list of marked roles: 监制丨… 编辑丨… 动画丨…
_ANY_ROLE = re.compile(r"[^\W0-9A-Za-z_]{2,6}[：:｜|/丨](?=[^\W0-9A-Za-z_])")
#: For RE2, which reads this list of words in a tenth of the time that ``re`` takes to compile it.
_ROLE = (
    rf"(?:(?P<desk>(?:{_BESIDE})?(?:{_DESK}))|(?P<editor>(?:{_BESIDE})?(?:{_EDITOR})(?:{_BESIDE_BEHIND})?)|(?P<author>{_AUTHOR})|(?P<helper>{_HELPER}))"
    rf"(?:{_SEPARATOR}|(?P<gap>[ \x{{3000}}]+))|(?P<other>{_OTHER_EDITOR}){_SEPARATOR}|(?P<bare>{_AUTHOR})"
)
#: A line that says where the story is from, or who made it; or a note in brackets.
_STORY_CREDIT = (
    r"(?:(?:原文|本文|文章|出自|转自)(?:来自|转自|出自|来源|链接|由|：)|封面(?:图片?|来源|图片来源)：|"
    r"(?:封面|题|头|首|配)图片?均?(?:来?自|来源于?|源自|取自)|"
    r"[一-龥]{2,10}(?:新闻|报|周刊|网|社|财经|客户端)综合)([^。！？]*)|"
    r"(?:来源|來源|作者|记者|記者|文|图源|图|圖|撰文|摄影|攝影|出处|编译|譯者|翻译|采写|通讯员|首发|监制|"
    r"(?:题图|数据|设计|出品) ?[：:|｜/丨])([^。！？]*)|"
    r"[（(]([^（）()]+)[）)]|"
    r"(?:封面|题|头|首|配)图来自?([^。！？]+CC0[^。！？]+)。|"
    r"原文?[标標][题題](?: ?[：:|｜/丨]|《)(.*)"
)
_STORY_CREDIT_STARTS = frozenset("原本文出转来來作记記图圖撰摄攝编译譯翻采通首监封题头配数设（(")
#: Characters that what it says may have, one number a group: bounds in the pattern would take RE2 30 times as long.
_MOST_SAID = (160, 60, 40, 30, 80)
#: The story is another's: 本文来自微信公众号“…”，编辑：…，某网经授权发布。
_PASSED_ON = (
    "(?:编者按[：:] ?)?(?:本文|文章)(?:来自|转自|来源于)(?:微信)?公众号[：: ]*[“「《【]|"
    "[转轉]自[^。！？：:“”]{2,16}[/／][责責]任[编編]"
)
#: What a credit line has at least one of; to look for that takes a tenth of the time that the next pattern takes.
_SIGNS = re.compile("[值编編责責校核审審监監主排美统運运签簽版]")
_is_likely = matcher(
    r"[编編] ?[辑輯审審缉]|[责責] ?[编編]|校 ?[对對阅订检审審]|[复核][核稿]|编委|[编編校] ?[：:|｜/／丨]|"
    r"[审審] ?[核校稿读签]|[总總] ?[审審]|[监監] ?[制製审審]|[签簽] ?[发發审]|版[面式]|主 ?[编編]|[Ee]ditor|"
    r"[Pp]roofread|[一二三初复終终] ?[审審]|排 ?版|[编編][发排校]|值班|期小编|当值|审定|美 ?[编編]|统 ?筹|運營|运营"
)
#: A Chinese character, or another letter that is not Latin; ``re`` takes a millisecond to read the range of the first.
_HAN = r"[^\W0-9A-Za-z_]"
#: A role whose characters are set apart, as in a table: 编 辑 | …, 责 任 编 辑：…
_SPREAD = rf"(?:^(?:{_HAN}[ \u3000]){{1,5}}|(?<!{_HAN}){_HAN}[ \u3000]){_HAN}(?=[ \u3000]?[：:｜|/丨┃│])"

#: A role in a box, and the name behind it: 【校对】林一禾; no button in one.
_BOXED = rf"[【\[［](?![^】\]］]*[纠糾])({_HAN}{{2,6}})[】\]］][ \u3000]*(?=[^ \u3000【\[［])"
#: Who edited with the role behind the name: 林一禾／核稿編輯. A bare 编辑 there may be what a person in the story is.
_REVERSED = (
    r"([^：:|｜/／丨]{2,30})[ \u3000]*[|｜/／丨][ \u3000]*(责编|責編|责任编辑|責任編輯|核稿編輯|核稿编辑|校对|校對)"
)
#: A name of both scripts: Yuki酱, hn_新闻
_MIXED_NAME = rf"[A-Za-z]{{1,12}}_?{_HAN}{{1,3}}|{_HAN}{{1,3}}[A-Za-z]{{1,12}}"
#: A desk in place of a person: 《江岭快报》编辑部, 融媒体中心
_DESK_NAME = (
    r"(?:《[^《》]{2,14}》|(?:(?![们的在我你他她])[^\W\d_]){0,8})"
    r"(?:[编編][辑輯](?:部|组|組|中心)|媒[体體]?(?:中心|部|工作室))"
)
_LATIN_NAME = r"[A-Za-z][A-Za-z.'_-]{1,20}"
_CODE = (
    rf"[ _\u3000]?[(（]?(?:[A-Z]{{1,4}}[-_]?\d{{2,7}}|[a-z]{{2}}\d{{4,7}}|\d{{3,7}}|\d\d$)(?![A-Za-z0-9])[)）]?|"
    rf"(?<={_HAN})(?:[-_ \u3000][A-Z]{{2,3}}|\d)(?![A-Za-z0-9])"
)
#: Where the desk is reached, with what is said before it.
_MAIL = (
    r"[(（]?(?:(?:邮箱|邮件|[Ee]-?mail)[：: ]{0,2})?[\w.+-]{1,40}@[\w.-]{3,40}[)）]?|"
    r"(?:电话|热线)[：: ]{0,2}\d[\d-]{6,14}"
)
_NOTE = r"[（(](?:实习|實習|见习|特约|兼职)[^（）()]{0,4}[）)]|[ \u3000—-]+(?:实习|實習|见习)生?$"
_TRAINEE = rf"(?:实习|實習|见习)生?(?:编辑)?(?=[ \u3000]*(?!生|编辑){_HAN})"
_FIRST_HAN = "\u3400"
#: Chinese characters that the longest name has, without a dot in it and with one.
_ONE_NAME, _DOTTED_NAME = 4, 8
#: What a line of few characters that are all Chinese may have beside a name: a bar, and what begins a note.
_NOT_ALONE = frozenset("丨实實见")
#: Characters of names that are set apart, and how many of them are more than one name.
_SINGLE = rf"(?<!{_HAN}){_HAN}(?:[ \u3000]+{_HAN}(?!{_HAN}))+"
_TWO_NAMES = 4
_JOINT = r"([ \u3000]*[、,/／;；&＆][ \u3000]*|[ \u3000]+和?[ \u3000]*|(?<=\w\w)和(?=\w\w))"
_GLUE = " \u3000|｜│/／丨,，;；、■●◆▲"
_OPENING = "（(【[〔〖［〈"
_CLOSING = "）)】]〕〗］〉"
#: What may stand behind the mark of a field that is empty: 作者： | 编辑：…
_BAR = " \u3000|｜│"
_SENTENCE = "[。！？!?，,；;]"
#: A button that pages set before the editor's line.
_BUTTON = r"[【\[]?(?:我要)?(?:纠错|糾錯)[】\]]? *(?=[^】\]]{3})"
#: A date of the Republic of China, which news agencies set behind the bracket that names the editor: （編輯：…）1100322
_ROC_DATE = r"(?<=[）)])1[0-2]\d{5}$"
_DECORATION = "*_#✎✍▐▌◆◇★☆▲△●■◎○〇▍▎丨-—·• \u3000"
_BRACKETS = (
    r"[（(【\[〔〖［][^（(【\[〔〖［）)】\]〕〗］]{2,80}(?:[(（][^()（）]{1,12}[)）])?[）)】\]〕〗］]"
    r"(?:1[0-2]\d{5}|[。. \u3000])?$"
)
#: The last so many characters of a line that ends in a bracket hold its sign: a date may follow.
_BEHIND_BRACKET = 8
#: Who is responsible, behind the last sentence of a paragraph and without a bracket; 编辑： alone may be a speaker.
_LABELLED = "(?<=[。！？”」）)])[ \u3000]*(?:责任编辑|責任編輯|责编|責編) ?[：:][^。！？“”「」]{2,40}$"
#: What a story begins with: 【文/… 编辑/…】, 某社（江岭，编辑 …）讯, 某社6月2日讯（编辑 …）
_HEAD_BRACKET = (
    r"[^。！？：:“”（(【\[]{0,24}[（(【\[〔〖［](?P<said>[^（(【\[〔〖［）)】\]〕〗］]{4,80})[）)】\]〕〗］]"
)
_DATELINE = "[^（(]{2,24}(?:[讯电報报][（(]|[（(][^（）()]{4,80}[）)](?:讯|电|报[道导]|消息|訊|電|報[道導]))"
_PAUSE = "[，。；]|,(?=[^,]{5})"
#: Who reported it from where, before the roles of the desk: 某台特约记者林一禾江岭报道 责编：…
_REPORTED = r"[^，,。！？：:；“”]{0,24}(?:记者|記者)[^，,。！？：:；“”]{2,24}(?:报[道导]|報[道導])"
#: Words that follow a role without being a name: ``编辑 推荐``, ``编辑：记者``.
_NOT_NAMES = frozenset(
    (
        "推荐 提醒 提示 部 注 按 手记 说 表示 来信 你好 您好 大家好 好的 谢谢 记者 作者 工作 岗位 招聘 "
        "团队 们 荐语 点评 整理 回复 回答 不详 文件 配置 配置文件 设置 菜单 代码 "
        "通过 未通过 不通过 是吗 是的 没有 没错 当然 可以 不行 不会 不能 什么 为什么 明白 知道 也许 可能 "
        "同意 死缓 缓刑 无期 正确 一致 合格 正常 异常 无异常 失败 成功 完成 不存在 不知情 查无此人 形同虚设 "
        "日结 月结 交钱 加微信 加我微信 跑路 拉黑 已拉黑 对方正忙 月入过万 宝妈优先 在家可做 假的"
    ).split()
)
#: What no name has: 二审：维持原判, 审核：当天放款, 主编：已离职, 编辑：再等等吧, 校对：两遍
_IN_NO_NAME = (
    "[判诉訴刑罪驳駁撤败敗款职職审審槛误誤版吗嗎收呢吧么哦嗯请請您你我哪谁誰怎没沒失骗騙诈詐赔賠押稿薪聘删]|通过|了$|^[^某]某|"
    "^[一二两兩三四五六七八九十几幾]+(?:[名人天年遍次岗位个個期轮輪]|小[时時])$"
)
#: What a family name begins with, nearly always.
_FAMILY_NAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安乐于傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝"
    "闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀"
    "甄曲封储靳糜松段富巫乌焦巴牧谷车侯宓班秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶司韶黎蓟薄印宿白怀蒲邰鄂索赖卓蔺屠蒙池乔闻莘党翟谭"
    "贡姬申扶冉宰郦桑桂濮牛寿边扈燕冀浦尚温庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾衡步耿满弘匡寇欧沃利蔚越隆师聂晁敖冷辛阚那简饶曾沙丰"
    "关查荆游竺闫肖付佟岳帅亢况琴邸战苑涂占覃冼佘区麦楚兰晋隋宾青丛牟操鹿展谌肇粟逯笪趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯"
    "韋馬鳳費賀湯羅畢鄔樂顧黃蕭計談龐紀項藍閔強賈婁鍾駱萬盧應鄧單諸龔陸榮儲烏車寧厲劉龍葉賴藺喬聞黨譚貢酈壽邊溫莊閻連歐師聶簡饒豐"
    "關權閆嶽況蘭闕樓常文成芦迟巩辜苟揭逄遲鞏"
)
#: What is set before a name among friends: 老猫, 小鱼, 阿飞.
_NICKNAMES = "老小阿"
#: Roles that also say what to do.
_VERBS = frozenset(("编辑", "編輯"))
#: What stands where no name is known.
_NO_ONE = frozenset("实习生 未知 未透露 未署名 不明 佚名 匿名 未注明 未提供 来源不详".split())
#: The longest credit line, in characters.
LONGEST = 120
_MOST_NAMES = 8


class Credits(NamedTuple):
    """What a credit line says: the editors' names, and whether nothing but the desk is named.

    ``doubtful`` says that it has one role, which is no editor's, and behind it what begins as no name does: 签发：北京;
    or that a name may as well be words in small letters: 编辑：rain in may
    """

    editors: tuple[str, ...]
    desk_only: bool
    doubtful: bool = False


class _Role(NamedTuple):
    """A role in a line with the mark or blank behind it: where it stands, and by its sort what it is called."""

    start: int
    end: int
    text: str
    desk: str | None
    editor: str | None
    author: str | None
    helper: str | None
    gap: str | None
    other: str | None
    bare: str | None


@cache
def _compiled(pattern: str) -> Any:
    """The pattern for RE2, made when a line needs it: in many posts none does."""
    return re2.compile(pattern)


def _role_at(text: str, position: int = 0) -> _Role | None:
    match = _compiled(_ROLE).match(text, position)
    if match is None or (match["other"] and re.search(_OF_A_STORY, match["other"])):
        return None
    return _Role(match.start(), match.end(), match[0], *match.groups())


def read_credits(text: str) -> Credits | None:
    """Return what the credit line ``text`` says, None if it is no such line or names no one of the desk."""
    if len(text) > LONGEST or not may_name(text):
        return None
    text = _undressed(text)
    if any(mark in text for mark in "|｜/／丨") and (reversed_ := _read_reversed(text)):
        return reversed_
    roles = _roles(text, is_open=True)
    if not roles or roles[0].start > 0 or _instructs(roles, text):
        return None
    editors: list[str] = []
    desk_only, found, doubtful = True, False, False
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        words = text[role.end : following.start if following else len(text)]
        if role.author and _names_origin(role.author, words):
            desk_only = desk_only and re.fullmatch(_PICTURE_ORIGIN, role.author) is not None
            continue
        names = split_names(words)
        editor = role.editor or role.other
        if names is None or not (names or editor or (role.author and not words.strip(_BAR))):
            return None
        if editor:
            editors += [name for name in names if name not in editors]
        found = found or bool(editor or (role.desk and (len(roles) == 1 or not re.fullmatch(_ANYWHERE, role.desk))))
        desk_only = desk_only and not (names and (role.author or role.bare))
        doubtful = any(map(_is_phrase, names)) or (
            len(roles) == 1 and _is_word(role) and not any(map(_begins_as_name, names))
        )
    return Credits(tuple(editors), desk_only, doubtful) if found else None


def _undressed(text: str) -> str:
    """A line without signs, brackets, a button and a date around it, its roles closed up; "" for a sentence."""
    text = _close_up(text.replace("\\", "").replace("**", "").strip(_DECORATION))
    if ("错" in text or "錯" in text) and (button := re.match(_BUTTON, text)):
        text = text[button.end() :]
    if text.endswith(("。", ".")):
        if text[-2:-1] not in "）)】]":
            return ""
        text = text[:-1]
    text = re.sub(_ROC_DATE, "", text)
    if text[:1] in _OPENING and text[-1:] in _CLOSING:
        text = text[1:-1].strip(_DECORATION)
    return text


def _names_origin(author: str, words: str) -> bool:
    """Whether a role of the story's says where a text or a picture is from, and these words behind it tell that."""
    is_origin = re.fullmatch(_ORIGIN, author) is not None and bool(words.strip(_GLUE))
    return is_origin and re.search(_SENTENCE, words) is None


def names_helper(text: str) -> bool:
    """Whether a line (视觉：…, 设计：…) names nobody but those who help the desk."""
    if text[:1] not in _HELPER_STARTS:
        return False
    text = _close_up(text)
    role = _role_at(text)
    return role is not None and bool(role.helper and not role.gap and split_names(text[role.end :]))


def is_story_credit(text: str) -> bool:
    """Whether a line says where the story is from, or who made it, and nothing else; so does a note in brackets."""
    if text[:1] not in _STORY_CREDIT_STARTS and "综合" not in text[:16]:
        return False  # RE2 takes three microseconds to say so
    match = _compiled(_STORY_CREDIT).fullmatch(_close_up(text))
    return match is not None and len(match[match.lastindex]) <= _MOST_SAID[match.lastindex - 1]


def editors_beside_author(text: str) -> tuple[str, ...]:
    """The editors whom a line names though it is the story's: beside the author, or in the bracket of a dateline.

    ``【文/… 编辑/…】警方昨日…``, ``某社（江岭，编辑 …）讯``, ``本文来自…，作者：…，编辑：…，某网经授权发布。``,
    ``林一禾 责任编辑：…``, ``某台记者林一禾江岭报道 责编：…``, ``（记者林一禾报道/责任编辑：…）``.
    Unlike :func:`read_credits` it does not ask who the others are.
    """
    head = re.match(_HEAD_BRACKET, text)
    line = (head["said"] if head else text).strip(_DECORATION)
    if len(line) > LONGEST or not may_name(line):
        return ()
    roles = _roles(line)
    marked = any(role.author and not role.gap for role in roles) or re.match(_PASSED_ON, line) is not None
    marked = marked or bool(head and head.start("said") == 1 and roles and roles[0].bare)
    first = next((role for role in roles if _is_marked(role)), None)
    before = line[: first.start].rstrip() if first else ""
    unsaid = (roles[:1] == [first] and split_names(before)) or re.fullmatch(_REPORTED, before)
    if not (marked or unsaid or (head and re.match(_DATELINE, text))):
        return ()
    editors: list[str] = []
    for role, following in zip_longest(roles, roles[1:]):
        if (role.editor or role.other) and (head or not role.gap):
            said = line[role.end : following.start if following else None]
            names = split_names(re.split(_PAUSE, said)[0])
            editors += [name for name in names or () if name not in editors]
    return tuple(editors)


def may_name(text: str) -> bool:
    """Whether ``text`` may name somebody of the desk: a quick look, after which most lines need no other."""
    return bool(_SIGNS.search(text) or "ditor" in text or "roofread" in text) and _is_likely(text)


def _close_up(text: str) -> str:
    """``text`` with the roles closed up whose characters are set apart, and a mark behind those in boxes."""
    if text[:1] in _OPENING:
        text = re.sub(_BOXED, r"\1：", text)
    if " " in text or "\u3000" in text:
        text = re.sub(_SPREAD, lambda role: "".join(role[0].split()), text)
    return text


def bracketed_tail(text: str) -> str | None:
    """The last bracket of a line, ``（责任编辑：…）`` at the end of a paragraph; None if it ends without one."""
    if not any(sign in text[-_BEHIND_BRACKET:] for sign in _CLOSING):
        return None
    match = re.search(_BRACKETS, text[-100:])
    return match[0] if match else None


def labelled_tail(text: str) -> str | None:
    """``责任编辑：…`` right behind a sentence at the end of a line; None if the line ends without it."""
    match = re.search(_LABELLED, text[-100:]) if may_name(text) else None
    return match[0] if match else None


def credits_behind(text: str) -> Credits | None:
    """What the last bracket or a sentence of the site's own line says, as ``声明：…不代表本站立场。编辑：…。``."""
    said = [bracketed_tail(text) or "", *re.split("[。！？]", text)]
    return next((credits for words in said if (credits := read_credits(words)) is not None), None)


def _read_reversed(text: str) -> Credits | None:
    """What a line says that names the role behind the name."""
    match = re.fullmatch(_REVERSED, text)
    if match is None or not (names := split_names(match[1])):
        return None
    return Credits(() if "校" in match[2] else tuple(names), desk_only=True)


def split_names(text: str) -> list[str] | None:
    """Names without staff codes and addresses; None if something else stands there.

    ``曹　杨`` and ``李 思 阳`` are one name, ``张三 李四`` are two, ``DF075`` is none.
    """
    parts = _parts(text)
    names: list[str] = []
    for before, part in zip(parts[::2], parts[1::2], strict=True):
        if part in _NO_ONE:
            continue
        if not _is_name(part):
            return None
        if part.isascii() and names and names[-1].isascii() and not before.strip():
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names if len(names) <= _MOST_NAMES else None


def _is_phrase(name: str) -> bool:
    return " " in name and name.islower()


def _parts(text: str) -> list[str]:
    """What may be names, each behind what parts it from the one before."""
    if len(text) <= _ONE_NAME and text.isalpha() and min(text) >= _FIRST_HAN and _NOT_ALONE.isdisjoint(text):
        return ["", text]  # one name, as most are: the patterns below need not even be made
    for apart in (_NOTE, _TRAINEE, _MAIL, _CODE):
        text = re.sub(apart, "", text)
    text = text.strip(_GLUE + _DECORATION)
    if text[:1] in _OPENING and text[-1:] in _CLOSING:
        text = text[1:-1]
    text = re.sub(_SINGLE, lambda run: _name_of_singles(run[0].split()), text)
    return ["", *re.split(_JOINT, text)] if text else []


def _name_of_singles(signs: list[str]) -> str:
    """Characters that stand alone: two or three are a name, four are two names."""
    size = len(signs) if len(signs) < _TWO_NAMES else 2
    return " ".join("".join(signs[start : start + size]) for start in range(0, len(signs), size))


def _is_name(part: str) -> bool:
    """Up to four Chinese characters, more with a dot between (阿·某某), a word in Latin letters, or a desk."""
    if part.isascii():
        return re.fullmatch(_LATIN_NAME, part) is not None
    if part[0].isascii() != part[-1].isascii() and re.fullmatch(_MIXED_NAME, part):
        return True
    if part[-1] in "部组組心室" and re.fullmatch(_DESK_NAME, part):
        return True
    pieces = part.split("·")
    longest = _ONE_NAME if len(pieces) == 1 else _DOTTED_NAME
    return (
        part not in _NOT_NAMES
        and not re.search(_IN_NO_NAME, part)
        and all(0 < len(piece) <= longest and piece.isalpha() and min(piece) >= _FIRST_HAN for piece in pieces)
    )


def _is_word(role: _Role) -> bool:
    """Whether a desk's role is one word as in any list, with a blank or a colon behind it: 签发：…; not 校对：…."""
    if role.desk is None or not role.desk.isalpha():
        return False
    return bool(role.gap) or (role.text.rstrip()[-1] in "：:" and "校" not in role.desk)


def _begins_as_name(part: str) -> bool:
    """Whether a name begins as families' and nicknames do, or is a desk's; a word in Latin letters does, too."""
    begins = part[0] in _FAMILY_NAMES or part[0] in _NICKNAMES
    return begins or (part.isascii() and not part.isupper()) or len(part) > _ONE_NAME


def _roles(text: str, *, is_open: bool = False) -> list[_Role]:
    """Where roles begin: at the start, behind a blank or a mark that parts them, or behind a name if a mark follows.

    ``is_open`` takes whatever is marked as the roles before it are for one whose line is the story's, as an author's.
    """
    found: list[_Role] = []
    position = 0
    while position < len(text):
        parted = position == 0 or text[position - 1] in _GLUE
        if parted or (found and 1 < position - found[-1].end < 5):
            role = _role_at(text, position)
            if role is not None and (_is_parted(role) if parted else _is_marked(role)):
                found.append(role)
                position = role.end
                continue
            if is_open and parted and found and position > found[-1].end:
                role = _any_role_at(text, position, found[-1])
                if role is not None:
                    found.append(role)
                    position = role.end
                    continue
        position += 1
    return found


def _any_role_at(text: str, position: int, before: _Role) -> _Role | None:
    match = _ANY_ROLE.match(text, position)
    if match is None or before.text[-1] != match[0][-1] or _role_at(text, match.end()) is not None:
        return None
    return _Role(match.start(), match.end(), match[0], None, None, match[0][:-1], *[None] * 4)


def _is_parted(role: _Role) -> bool:
    """Whether a mark or a blank parts the role from the name; 记者 and 作者 need neither."""
    return role.bare is None or role.text[-1] == "者"


def _instructs(roles: list[_Role], text: str) -> bool:
    """Whether a line says what to edit (编辑 nginx.conf, 编辑 /etc/hosts): before a Latin name a mark is wanted."""
    role = roles[0]
    words = text[role.end :]
    if len(roles) > 1 or role.editor not in _VERBS or not (role.gap or "/" in words):
        return False
    return any(map(str.isascii, split_names(words) or ()))


def _is_marked(role: _Role) -> bool:
    """Whether it is a role of the desk with a mark behind it, which may follow a name at once."""
    return role.gap is None and bool(role.editor or role.desk)
