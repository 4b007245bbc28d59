"""Names of people as credit lines list them, and how to tell them from other words."""

from __future__ import annotations

import re

#: A Chinese character, or another letter that is not Latin; ``re`` takes a millisecond to read the range of the first.
HAN = r"[^\W0-9A-Za-z_]"
#: Blanks and signs that separate names and roles.
GLUE = " \u3000|｜│/／丨,，;；、■●◆▲"
#: Brackets that open, and those that close.
OPENING = "（(【[〔〖［〈<＜"
CLOSING = "）)】]〕〗］〉>＞"
#: Ornaments at the edges of a line.
ORNAMENTS = "*_#＃✎✍▐▌◆◇★☆▲△▷▶▸►●■◎○〇▍▎丨-—·•※|｜│ \u3000"
#: A name of both scripts: Yuki酱, hn_新闻
_MIXED_NAME = rf"[A-Za-z]{{1,12}}_?{HAN}{{1,3}}|{HAN}{{1,3}}[A-Za-z]{{1,12}}"
#: A desk in place of a person: 《江岭快报》编辑部, 融媒体中心
_DESK_NAME = (
    r"(?:《[^《》]{2,14}》|(?:(?![们的在我你他她])[^\W\d_]){0,8})"
    r"(?:[编編][辑輯](?:部|组|組|中心)|媒[体體]?(?:中心|部|工作室))"
)
#: An office in place of a person, as on the pages of authorities: 刑侦大队, 江岭县法院
_OFFICE = (
    r"(?:(?![们的在我你您他她和与向给把被由请没骗诈是不会就])[^\W\d_]){1,10}"
    r"(?:[支大总總中]队|[支大總中]隊|派出所|分局|公安[局厅處处]|[法检]院|检察院|司法[局所]|政府|委员会|[科处室股部办])"
)
_LATIN_NAME = r"[A-Za-z][A-Za-z.'_-]{1,20}"
#: A staff code: SF055, (NB12345), [NN1234], 工号1234
_CODE = (
    rf"[ _\u3000]?[(（\[【]?(?:(?:工号|工號|[编編][号號])[：: ]?)?"
    rf"(?:[A-Z]{{1,4}}[-_]?\d{{2,7}}|[a-z]{{2}}\d{{4,7}}|\d{{3,7}}|\d\d$)(?![A-Za-z0-9])[)）\]】]?|"
    rf"(?<={HAN})(?:[-_ \u3000][A-Z]{{2,3}}|\d)(?![A-Za-z0-9])"
)
#: A mail address or telephone number, with its label.
_MAIL = (
    r"[(（]?(?:(?:邮箱|邮件|[Ee]-?mail)[：: ]{0,2})?[\w.+-]{1,40}@[\w.-]{3,40}[)）]?|"
    r"(?:电话|热线)[：: ]{0,2}\d[\d-]{6,14}|(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?!\d)"
)
#: The sign of an account before a name: @江岭小林
_AT = r"(?<![\w.])@(?=\w)"
#: A note that somebody is a trainee or a contributor, behind the name or before it, or whose desk it is.
_OUTLET = "[（(][^（）()，。]{2,8}(?:[报報网網社台]|新闻|融媒体?)[）)]"
#: Where a correspondent or an editor sits, behind the name: 林一禾（台北）
_SEAT = (
    "[（(](?:[台臺]北|[台臺]中|高雄|香港|澳[门門]|北京|上海|[广廣]州|深圳|[东東]京|首[尔爾]|新加坡|吉隆坡|曼谷|仰光|新德里|"
    "[华華]盛[顿頓]|[纽紐][约約]|洛杉[矶磯]|[旧舊]金山|多[伦倫]多|[温溫]哥[华華]|[伦倫]敦|巴黎|柏林|波恩|布拉格|日[内內]瓦|"
    "布[鲁魯]塞[尔爾]|莫斯科|悉尼|墨[尔爾]本|堪培拉)[）)]"
)
_NOTE = rf"[（(](?:实习|實習|见习|特约|兼职)[^（）()]{{0,4}}[）)]|{_SEAT}|{_OUTLET}|[ \u3000—-]+(?:实习|實習|见习)生?$"
_TRAINEE = rf"(?:实习|實習|见习)生?(?:编辑)?(?=[ \u3000]*(?!生|编辑){HAN})"
_FIRST_HAN = "\u3400"
#: Chinese characters that the longest name has, without a dot in it and with one.
_ONE_NAME, _DOTTED_NAME = 4, 8
#: Characters of names from Turkic languages, which may be longer, and how long: 依力米努尔
_TURKIC = frozenset("阿依力米努尔古丽热娜拉木提江买别克艾孜亚库班吐逊玛帕再沙巴塔哈合卡迪图布伊凯赛达尼吾外穆罕卜杜")
_TURKIC_NAME = 6
#: Characters that make a short run of Chinese more than a name: a bar, and the first of a note.
_NOT_ALONE = frozenset("丨实實见")
#: Full names with commas between them: 林一禾，王二.
_WITH_COMMAS = rf"{HAN}{{2,3}}(?:[，,]{HAN}{{2,3}}){{1,5}}"
#: Characters with blanks between them, and from how many on they are more than one name.
_SINGLE = rf"(?<!{HAN}){HAN}(?:[ \u3000]+{HAN}(?!{HAN}))+"
_TWO_NAMES = 4
#: What separates two names.
_JOINT = r"([ \u3000]*[、,/／;；&＆][ \u3000]*|[ \u3000]+和?[ \u3000]*|(?<=\w\w)和(?=\w\w))"
_MOST_NAMES = 8
#: Words that may follow a role and are no name: ``编辑 推荐``, ``编辑：记者``.
_NOT_NAMES = frozenset(
    (
        "推荐 提醒 提示 部 注 按 手记 说 表示 来信 你好 您好 大家好 好的 谢谢 记者 作者 工作 岗位 招聘 "
        "团队 们 荐语 点评 整理 回复 回答 不详 文件 配置 配置文件 设置 菜单 代码 "
        "通过 未通过 不通过 是吗 是的 没有 没错 当然 可以 不行 不会 不能 什么 为什么 明白 知道 也许 可能 "
        "同意 死缓 缓刑 无期 正确 一致 合格 正常 异常 无异常 失败 成功 完成 不存在 不知情 查无此人 形同虚设 "
        "日结 月结 交钱 加微信 加我微信 跑路 拉黑 已拉黑 对方正忙 月入过万 宝妈优先 在家可做 假的 "
        "马上 查無此人 云南 江西 安徽 宁夏 同桌 同学 爸爸 妈妈 家长"
    ).split()
)
#: What no name contains: 二审：维持原判, 审核：当天放款, 主编：已离职, 编辑：再等等吧, 校对：两遍
_IN_NO_NAME = (
    "[判诉訴刑罪驳駁撤败敗款职職审審槛误誤版吗嗎收呢吧么哦嗯请請您你我哪谁誰怎没沒失骗騙诈詐赔賠押稿薪聘删]|自己|通[过過]|了$|^[^某]某|"
    "^[一二两兩三四五六七八九十几幾]+(?:[名人天年遍次岗位个個期轮輪]|小[时時])$"
)
#: First characters of nearly all family names.
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
#: First characters of nicknames: 老猫, 小鱼, 阿飞.
_NICKNAMES = "老小阿"
#: Words in the place of a name that is not known.
_NO_ONE = frozenset(
    (
        "实习生 未知 未透露 未署名 不明 佚名 匿名 未注明 未提供 来源不详 "
        "管理员 系统管理员 网站管理员 admin administrator Robot"
    ).split()
)


def split_names(text: str) -> list[str] | None:
    """The names in ``text``, without staff codes and addresses; None if there is anything else in it.

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


def is_office(text: str) -> bool:
    """Whether it is what an authority calls a part of itself, which says nothing."""
    return re.fullmatch(_OFFICE, text) is not None


def begins_as_name(part: str) -> bool:
    """Whether a name begins as a family name or nickname does, or is a desk's or a word in Latin letters."""
    begins = part[0] in _FAMILY_NAMES or part[0] in _NICKNAMES
    return begins or (part.isascii() and not part.isupper()) or len(part) > _ONE_NAME


def is_phrase(name: str) -> bool:
    """Whether what may be a Latin name may as well be words: rain in may."""
    return " " in name and name.islower()


def _parts(text: str) -> list[str]:
    """The pieces of ``text`` that may be names, each preceded by what separates it from the one before."""
    if len(text) <= _ONE_NAME and text.isalpha() and min(text) >= _FIRST_HAN and _NOT_ALONE.isdisjoint(text):
        return ["", text]  # one name, as most are: the patterns below need not even be made
    for apart in (_NOTE, _TRAINEE, _MAIL, _AT, _CODE):
        text = re.sub(apart, "", text)
    text = text.strip(GLUE + ORNAMENTS)
    if text[:1] in OPENING and text[-1:] in CLOSING:
        text = text[1:-1]
    if ("，" in text or "," in text) and re.fullmatch(_WITH_COMMAS, text):
        names = re.split("[，,]", text)
        if all(map(begins_as_name, names)):
            text = "、".join(names)
    text = re.sub(_SINGLE, lambda run: _name_of_singles(run[0].split()), text)
    return ["", *re.split(_JOINT, text)] if text else []


def _name_of_singles(signs: list[str]) -> str:
    """Characters with blanks between them as names: two or three are one name, four are two."""
    size = len(signs) if len(signs) < _TWO_NAMES else 2
    return " ".join("".join(signs[start : start + size]) for start in range(0, len(signs), size))


def _is_name(part: str) -> bool:
    """Whether it is up to four Chinese characters, more with a dot (阿·某某), a word in Latin letters, or a desk."""
    if part.isascii():
        return re.fullmatch(_LATIN_NAME, part) is not None
    if part[0].isascii() != part[-1].isascii() and re.fullmatch(_MIXED_NAME, part):
        return True
    if part[-1] in "部组組心室" and re.fullmatch(_DESK_NAME, part):
        return True
    pieces = part.split("·")
    longest = _ONE_NAME if len(pieces) == 1 else _DOTTED_NAME
    if len(part) > longest and _TURKIC.issuperset(part):
        longest = _TURKIC_NAME
    return (
        part not in _NOT_NAMES
        and not re.search(_IN_NO_NAME, part)
        and all(0 < len(piece) <= longest and piece.isalpha() and min(piece) >= _FIRST_HAN for piece in pieces)
    )
