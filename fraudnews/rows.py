"""Lines that a page has beside its story, known by their parts: rows of buttons, facts about the story, and its foot.

``收藏本文 我要评论`` is one, in any order and with any marks between the buttons; a line with one other word is none.
"""

from __future__ import annotations

import re

from fraudnews.patterns import matcher

#: The longest such line, in characters, and how none of them ends.
_LONGEST = 100
_STOPS = ("。", "！", "？", "!", "?", "…")
#: What parts the buttons of a row, and a counter among them.
_BETWEEN = "[\\s|｜/丨·•、，,:：\\[\\]【】（）()〔〕<>＜＞«»‹›_\ue000-\uf8ff]+"
_COUNT = r"[0-9]{1,7}(?:\.[0-9]+)?[万wWkK]?[+%]?"
_IN_BRACKETS = r"[\[(（] ?[0-9]+ ?[\])）]"
#: A button that no list in a story has, one that a list may have (a task: 点赞, 收藏), and a platform to share on.
_TOOL = (
    "(?:我要)?(?:打印|列印)(?:[本此该]?[页文稿]面?|文[章稿本]|预览|新闻|内容)?|关闭(?:[本此]?页面?|此?窗口|网页|本文)?|"
    "返?回到?(?:首页|主页|页?顶[部端]?|页[首顶]|列表页?|上一?[页级层]|目录|栏目)|返回|TOP|"
    "(?:我要|加入|IE)(?:收藏夹?|书签|最爱|评论|留言|纠错|分享|投稿|反馈|提问|报错|咨询)|收藏(?:[本此该]文|[本此]页|文章|网页)|"
    "(?:发表|写|查看|最新|全部|网友|刷新|参与)(?:评论|回复|留言)|刷新(?:页面)?|[0-9]+条?评论|"
    "(?:发送?|推荐|转发|转寄|告诉|寄|分享)给?(?:好友|朋友|友人)|转寄|分享[本此]文|(?:推荐|转发)[本此]文|"
    "纠错|报错|举报|检举|参与互动|复制(?:链接|网址|地址|本文|全文|连结)|"
    "字[号体级](?:大小|设定)?|[放缩][大小](?:字[体号])?|[大中小]字[体号]?|[超特]?大|中|小|T[大小]|A[+＋-]|"
    "朗读(?:全文|本文)?|语音(?:播报|朗读|阅读)|听新闻|[倒正]序浏览|阅读模式|只看(?:楼主|大图)|放入公文包|"
    "[上下]一?[页篇则]|[尾末]页|(?:全文|继续)阅读|(?:余下|查看|阅读|展开)全文|共[0-9]+页|顶一下|踩一下|好文要顶|"
    "(?i:print|share this)"
)
_TASK = (
    "收藏|评论|留言|回[复覆]|推荐|反对|支持|[顶踩赞]|点赞|喜欢|关注我?|订阅|转发|编辑|下载|保存|首页|更多|阅读|浏览|点击|人气|"
    "默认|A|T"
)
_PLATFORM = (
    "(?:分享|转发)[到至]?(?:微信|微博|QQ空间|朋友圈|豆瓣)?|(?:更多|一键)分享|微信(?:好友)?|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|朋友圈|豆瓣|人人网?|开心网|复制|二维码|"
    "(?i:facebook|fb|twitter|x|line|whatsapp|telegram|wechat|weibo|e-?mail|share|tweet|pin(?:terest)?|linkedin|reddit|threads|copy|link)"
)
#: Where only pages lead, one of three platforms in a row; four need none: a list may have 微信 微博 QQ.
_TO_SHARE = "空间|好友|朋友圈|分享|复制|(?i:share|tweet|pin|copy|mail)"
_FEWEST_PLATFORMS, _SURE_PLATFORMS = 3, 4
#: What a page says of its story in one line under the title: when, by whom, from where, and how often it was read.
_WHEN = (
    "(?:(?:发布|发表|更新|添加|录入|上传|编辑|成文|公开|修改)?(?:时间|日期)?[于在]?[：:]? ?)?"
    "(?:(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月]|[0-9]{1,2}[-/月])[0-9]{1,2}日?"
    "(?:[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_WHO = (
    "(?:(?:信息|文章|稿件|新闻|内容|本文)?来源|稿源|出处|作者|记者|通讯员|撰稿人?|撰文|摄影|(?:责任|网络)?编辑|责编|审核人?|校对|"
    "发布(?:者|人|机构|单位)|录入[者人员]?|上传[者人]?|供稿(?:单位)?)[：:] ?"
)
_WORD = r"[^\s。！？，：:“”|｜/·丨\[\]【】()（）]+"
_OUTLET = "[一-龥]{2,8}(?:[报网社台]|新闻|在线|发布|客户端)"
_READ = (
    "(?:本文)?(?:浏览|阅读|点击|访问|查看|人气|评论|点赞|回复|已阅|收藏|转发|热度|跟[帖贴]|参与)(?:次数|人次|量|数|率)?"
    r"[：: ]?[\[(（]? ?[0-9][0-9,.]*[万wWkK]?[+]?[)）\]]? ?次?|"
    "(?:已?有)?[0-9][0-9,.]*万?[+]? ?[次人条]?(?:浏览|阅读|点击|评论|访问|参与)"
)
#: What only a page says of a story besides: who put it there, and where to share it.
_PUT = "(?:发布[者人]|录入[者人员]?|上传[者人])[：:]|(?:^|[ |｜/，])(?:收藏|分享[到至]?[：:]?)(?:$|[ |｜/，])"
_BUTTON = f"{_TOOL}|{_TASK}|{_PLATFORM}"
_FACT = rf"(?:{_WHEN}|{_WHO}(?:{_WORD}(?: {_WORD})?)?|{_OUTLET}|{_READ}|{_BUTTON})"
_FACTS = f"(?:{_BETWEEN})?{_FACT}(?:[-—]?{_BETWEEN}{_FACT})+(?:[-—]?{_BETWEEN})?"
#: What a site says of itself at its foot: its links and licences, and what an event of a story has, too.
_OF_SITE = (
    "(?:关于|联系)(?:我们|本[站网])|(?:网站|站点)地图|(?:法律|网站|版权|免责|隐私)声明|隐私(?:政策|保护)|广告(?:服务|合作|投放)|加入我们|"
    "友情链接|诚聘英才|人才招聘|招聘信息|(?:意见|用户)反馈|无障碍(?:浏览|阅读)?|用户协议|服务(?:条款|协议)|帮助(?:中心)?|网站(?:首页|导航|律师)|"
    "设为首页|加入收藏|手机版|电脑版|投诉建议|商务合作|版权保护|常见问题|联系方式|会员(?:服务|注册)|投稿须知|举报中心|RSS订阅|"
    r"(?:政府)?网站标识码[：:]? ?\w+|(?:ICP备案[：:]? ?)?[一-龥]ICP[备证][^\s|｜]{4,24}|[一-龥]公网安备 ?\w+号?|"
    r"[一-龥]{4,14}许可证(?:编?号)?[：:]? ?[^\s|｜]{0,16}[0-9]{3}[^\s|｜]{0,16}|"
    r"法律顾问[：:] ?[^\s：:|｜]+(?: [^\s：:|｜]+)?|"
    "您是第 ?[0-9,]+ ?位(?:访问者|访客|浏览者)|建议使用[^。，：:|｜]{2,20}(?:浏览器|分辨率)[^。，：:|｜]{0,8}|"
    r"(?:©|版权所有|(?i:copyright) ?(?:©|[0-9]))[^。，|｜]{2,40}"
)
_OF_EVENT = (
    r"(?:(?:主办|承办|协办|主管)(?:单位)?|技术(?:支持|维护)|网站维护|地址|邮编|邮政编码|(?:联系|值班|咨询|服务|举报)?电话|传真|(?:电子|举报)?邮箱)"
    r"[：:] ?[^\s：:|｜]+"
)
_BARS_OF_FOOT = "[ |｜┊·/-]+"
_AT_FOOT = f"(?:{_OF_SITE}|{_OF_EVENT})"
_ROW_AT_FOOT = f"(?:{_BARS_OF_FOOT})?{_AT_FOOT}(?:{_BARS_OF_FOOT}{_AT_FOOT})+(?:{_BARS_OF_FOOT})?"


def are_buttons_in_row(line: str) -> bool:
    """Whether a line is two buttons or more, one of them of a page (收藏本文 我要评论), or counted: 推荐(0) 反对(0)."""
    tools, others = _buttons_of(line)
    return len(tools) > 0 or (len(others) > 1 and re.search(_IN_BRACKETS, line) is not None)


def are_platforms_in_row(line: str) -> bool:
    """Whether a line is buttons to share the page on platforms: 微信 微博 QQ空间."""
    tools, others = _buttons_of(line)
    if tools or len(others) < _FEWEST_PLATFORMS:
        return False
    fewest = _FEWEST_PLATFORMS if re.search(_TO_SHARE, line) else _SURE_PLATFORMS
    return sum(map(matcher(_PLATFORM, is_whole=True), others)) >= fewest


def _may_be_row(line: str) -> bool:
    return len(line) <= _LONGEST and not line.endswith(_STOPS)


def _buttons_of(line: str) -> tuple[list[str], list[str]]:
    """The buttons in a line that is nothing but those and counters, first those that only a page has; else none."""
    words = [word for word in re.split(_BETWEEN, line) if word] if _may_be_row(line) else []
    if len(words) < 2 or not all(map(matcher(f"{_BUTTON}|{_COUNT}", is_whole=True), words)):
        return [], []
    buttons = [word for word in words if not matcher(_COUNT, is_whole=True)(word)]
    tools = [word for word in buttons if matcher(_TOOL, is_whole=True)(word)]
    return tools, [word for word in buttons if word not in tools]


def are_facts_of_page(line: str) -> bool:
    """Whether a line says when, by whom and from where a story is, and what only a page says: counters, buttons."""
    if not _may_be_row(line):
        return False
    words = re.split(_BETWEEN, line)
    is_of_page = matcher(f"{_READ}|{_PUT}")(line) or any(map(matcher(_TOOL, is_whole=True), words))
    return is_of_page and matcher(_FACTS, is_whole=True)(line)


def is_of_foot(line: str) -> bool:
    """Whether a line is what a site says of itself at its foot, or several such: 关于我们 | 网站地图 | 主办：…."""
    return _may_be_row(line) and matcher(f"{_AT_FOOT}|{_ROW_AT_FOOT}", is_whole=True)(line)


def lines_of_foot(lines: list[str]) -> int:
    """How many of such lines, the last one first, are the foot of a site; 0 if they are none.

    These are two facts at least, up to the topmost line with one that no event of a story has.
    """
    topmost = max((count for count, line in enumerate(lines, 1) if matcher(_OF_SITE)(line)), default=0)
    return topmost if topmost > 1 or (topmost == 1 and matcher(_ROW_AT_FOOT, is_whole=True)(lines[0])) else 0


def editors_among_facts(line: str) -> list[str]:
    """The parts of a line of facts that name the editor: 责任编辑：林一禾."""
    return re.findall(rf"(?:(?:责任|网络)?编辑|责编)[：:] ?{_WORD}", line)
