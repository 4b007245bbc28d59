"""Words that news sites put around a story: buttons, counters, comments, breadcrumb trails, and the page footer.

Stories have some of these words, too, so only lines of what may be a whole page are tested.
"""

from __future__ import annotations

import re

from fraudnews.patterns import matcher

#: The longest such line, in characters.
_LONGEST = 100
#: No row of buttons ends so.
_STOPS = ("。", "！", "？", "!", "?", "…")
_NUMBER = r"[\[(（]? ?[0-9][0-9.,]*[万wW+]?\+? ?[\])）]?"
_COUNTED = (
    "浏览|瀏覽|阅读|閱讀|点击|點擊|人气|人氣|[评評][论論]|留言|喜欢|点?赞|顶|踩|收藏|评分|转发|跟[贴帖]|参与|回复|热度|访问|"
    "支持|反对|推荐|查看|下载"
)
_BUTTONS = (
    rf"(?:{_COUNTED}|条|次|人|位|网友|篇|我要|发表|最新|热门|最热|全部|更多|请|后|加载|刷新|的|数|量|暂无|本文|新闻|{_NUMBER}|"
    "登[录錄陆]|[注註][册冊]|退出|[字号號体體]{2}|[xX×✕]|调整字体|默[认認]|听新闻|放大镜|标准|正常|超?[大中小]|A[+-]?|T|[+＋-]|[缩放][小大]|"
    "打印(?:本[页文稿]|文稿)?|关闭(?:窗口)?|举报|纠错|投诉|不感兴趣|边栏|[上下]一[版期]|(?:关注|订阅)[一-龥]{0,8}|图集|"
    "微信号 ?[A-Za-z0-9_-]+|(?:所|IP)属地[ ：:]?[一-龥]{2,4}|"
    "(?:腾讯|新浪)?微博|微信(?:好友)?|(?:腾讯)?QQ(?:空间|好友)?|Qzone|朋友圈|人人网?|豆瓣|开心网|易信|"
    "(?i:facebook|fb|twitter|line|weibo|wechat|whatsapp|telegram|messenger|threads|plurk|linkedin|instagram|"
    "copy link|e-?mail|print)|[讚赞]好|[列打]印|[轉转]寄|放大字[体體]|[缩縮]小字[体體]|字[級级]|"
    "[複复][製制](?:[連连][結结]|[網网]址)|"
    "复制(?:链接|网址)|分享[到至给]?|用微信扫[码描]?二维码|扫一扫|分享至好友和朋友圈|手机(?:版|看)|二维码|邮箱|反馈|"
    "赏|打赏|互动|我来说两句|首页|搜索|网站地图|设[为置]首页|加入收藏|(?:下载)?客户端|独家抢先看|返回(?:首页|顶部|列表)|站内|网摘|论坛|手机点评|稍后阅读|正在阅读|"
    "收藏成功|[你您]?赞过了|Views?|Comments?|显示|隐藏|取消|确[定认]|提交|"
    "设置|日夜间|(?:跟)?随系统|[浅深]色(?:模式)?|[日夜]间模式|主题色|"
    r"[|/·•>＞»_\s\[\]()（）【】〔〕:：,，、.。\x{E000}-\x{F8FF}-])+"
)
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
    "分享[到至]?|微信(?:好友)?|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|朋友圈|豆瓣|人人网?|开心网|复制|二维码|"
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
_PUT = "(?:发布[者人]|录入[者人员]?|上传[者人])[：:]|收藏|(?:^|[ |｜/，])分享[到至]?[：:]?(?:$|[ |｜/，])"
_BUTTON = f"{_TOOL}|{_TASK}|{_PLATFORM}"
_FACT = rf"(?:{_WHEN}|{_WHO}(?:{_WORD}(?: {_WORD})?)?|{_OUTLET}|{_READ}|{_BUTTON})"
_FACTS = f"(?:{_BETWEEN})?{_FACT}(?:[-—]?{_BETWEEN}{_FACT})+(?:[-—]?{_BETWEEN})?"
#: What a site says of itself at its foot: its links and licences, and what an event of a story has, too.
_OF_SITE = (
    "(?:关于|联系)(?:我们|本[站网])|(?:网站|站点)地图|(?:法律|网站|版权|免责|隐私)声明|隐私(?:政策|保护)|广告(?:服务|合作|投放)|加入我们|"
    "友情链接|诚聘英才|人才招聘|招聘信息|(?:意见|用户)反馈|无障碍(?:浏览|阅读)?|用户协议|服务(?:条款|协议)|帮助(?:中心)?|网站(?:首页|导航|律师)|"
    "设为首页|加入收藏|手机版|电脑版|投诉建议|商务合作|版权保护|常见问题|联系方式|会员(?:服务|注册)|投稿须知|举报中心|RSS订阅|"
    r"(?:政府)?网站标识码[：:]? ?\w+|(?:ICP备案[：:]? ?)?[一-龥]ICP[备证][^\s|｜]{4,24}|[一-龥]公网安备 ?\w+号?|"
    r"[一-龥]{4,14}许可证(?:编?号)?[：:]? ?[^\s|｜]{4,30}|法律顾问[：:] ?[^\s：:|｜]+(?: [^\s：:|｜]+)?|"
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
#: A day without a time, or a day of the week; one with a time has a rule.
_DAY = (
    "(?:(?:发布)?[日时][期间][：:] ?)?(?:(?:[0-9]{4}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?,? ?)?"
    "(?:[（(]?(?:星期|週|周)[一二三四五六日天][）)]?)?|[0-9]{4}年"
)
#: When a comment was written, to the minute, and what stands before the year where nobody is named on the line.
_MOMENT = r"(?P<before>.{0,40})(?:19|20)[0-9]{2}[^0-9].{0,20}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?: ?[APap][Mm])?"
_BEFORE_YEAR = r"(?:(?:发表|發表|写|评论|留言)[于於]?[：: ]*|[A-Z][a-z]{2,8}\.? [0-9]{1,2}, ?)?"
#: The line that names the editor, alone or behind the author; the buttons below a story, of which one is little:
#: 【打印本页】【关闭窗口】.
_NAMED = "[^。！？，：:]{1,12}"
_DESK = rf"[（(\[【]?(?:作者 ?[：:] ?{_NAMED} )?(?:责任编辑|責任編輯|责编) ?[：:] ?{_NAMED}[）)\]】]?"
_CLOSING = "打印|列印|[关關][闭閉]"
#: What no counter has: a date, a time, the dots of an address (192.0.2.1) or a version. Sections are numbered 1. or 02.
_NO_COUNTER = r"^(?:[0-9]{1,2} ?[.、．]|0[0-9])$|[0-9]{4}[-/.年][0-9]|[0-9]:[0-9]{2}|[0-9]\.[0-9]+\.[0-9]"
#: How many comments there are, behind the heading over them, or a button.
_HOW_MANY = "(?:(?:[ |（(]|[0-9]|点击).{0,16})?"
_READERS = f"(?:网友|用户|读者|最新|最热|热门|全部|精彩|发表|我要)(?:[评評][论論]|跟[贴帖]|留言)区?{_HOW_MANY}"
_COMMENTS = (
    "(?:网友|用户|读者|最新|最热|热门?|全部|发表|我要|精彩|参与|写|新闻|本文|正在加载)*(?:[评評][论論]|跟[贴帖]|留言)区?(?:列表)?"
    rf"{_HOW_MANY}|[一-龥]{{2}}跟[贴帖]|{_NUMBER} ?条评论.*"
)
#: Whose views comments are, over them: 网友评论仅供其表达个人看法，并不表明本站立场。
_ON_COMMENTS = "(?:网友评论|以下(?:留言|评论))(?:仅供其表达个人看法|[仅只]代表网友个人(?:观点|看法))[，,].{2,24}"
_UNDER_COMMENT = ".{0,16}(?:回复|举报|赞|踩|顶|支持|反对).{0,24}"
#: What stands before the buttons of one comment: 5月16日18:14, and one of them that is no other button.
_WRITTEN = r"^(?:(?:[0-9]{4}[-年])?[0-9]{1,2}[-月][0-9]{1,2}日?|今天|昨天|前天)? ?[0-9]{1,2}:[0-9]{2}|查看对话"
_ANSWERS = "回[复覆]|举报|[赞踩顶]"
_BELOW_STORY = (
    "(?:延伸|相关|更多|热门|精彩|往期) ?[·・|｜/] ?(?:推荐|阅读|报道|新闻|回顾)|"
    "[一-龥]{0,6}(?:相关|相關|推荐|推薦|热门|熱門|最新|猜你|为你|为您|更多|精彩|同类|延伸|往期|你可能|您可能|本周|本月|24小时|今日)"
    "[一-龥]{0,8}[：:]?|正文已结束.*|(?:标签|標籤|Tags?|关键[字词]|關鍵[字詞]) ?(?:[：:]|>>).{0,80}|标签|文章目录|"
    "关于作者|posted (?:@|on)(?: ?.{10,80})?|"
    "(?:[«»] ?|阅读)?[上下]一[篇页条则](?:[^一-龥].*|[没暂]?[有无].{0,6})?|扫一扫[^。；]{0,16}|返回[^，。的]{0,10}|"
    "(?:免责|版权)声明(?:(?:[^一-龥]|本|以上|[该此凡]|文章|任何).*)?|"
    r"[☆★■◆※]{1,2} ?版[权權](?:声明|信息|说明)? ?[☆★■◆※]{1,2}|"
    "被以下专[栏辑]收[录入].*|收入我的专[栏辑]|加入我的收藏|"
    r"友情链接[：:]?|收藏|[（(\[【]?(?:责任编辑|责编) ?[：:].{0,20}|[（(\[【]?纠错[）)\]】]?|图集|\+1"
)
#: What no label over other articles has: 更多受害人正在登记, 今日热点是一场大雨
_TELLS = "在[講讲说說]|正在[^看读讀搜热熱播]|[^都还還]是|[^过過]了[^的]|[没沒]有|[变變]成|[却卻]"
#: The links to the posts before and after, of which a page may have but one.
_TO_OTHER = (
    r"[上下]一[篇条條則则](?:文章|新闻|博文)?(?: ?[：:].{1,80})?|"
    r"(?i:previous|next|older|newer) (?i:post|article|story)(?: ?:.{1,80})?"
)
_TO_OTHERS = rf"(?:[«»‹›←→<>|]{{1,2}} ?)?(?:{_TO_OTHER})(?: ?[«»‹›←→<>|]{{1,2}})?"
_BREADCRUMB = (
    r"(?:[您你]的?)?(?:现在|当前|當前|所在|目前)的?位置 ?[：:]?|"
    r"(?:(?:[您你]的?)?(?:现在|当前|當前|所在|目前)?的?位置 ?[：:].*(?:首[页頁]|[>›»＞→])|"
    "(?:[导導]航 ?[：:] ?)?首[页頁] ?(?:>|›|»|＞|→|/|-|·)).*|"
    r".{2,30}(?:>|›|»|＞|→|/) ?正文"
)
_LINKED_BREADCRUMB = r"[^。！？，]{2,30}(?:正文|[>›»＞→][^。！？，]{2,20})"
_OWNED = "版[权權]所有|保留所有[权權]利|(?i:rights?reserved)"
_SIGN = r"(?:©|\([cC]\)|(?i:copyright))"
#: The name of a site on a line of its own, or the button that closes what has it.
SITE = "[一-龥]{2,6}(?:[报報]|[网網]|新[闻聞]|发布|在线|融媒|[电電][视視]台|广播)|[×✕]"
#: How the name of whose site it is ends, right before the number of its licence.
_OWNERS = "网|报社|[协学商]会|委员会|中心|集团|大学|学院|[医法]院|检察院|公安局|政府"
#: What parts the links of a footer.
_BARS = "[|｜┊│]"
#: The owner of a site, since when, and the number of its licence. Stories mention and quote such lines, too.
_FOOTER = (
    rf"[^。！？，；“”]{{0,30}}{_SIGN}.{{0,80}}(?:{_OWNED}).{{0,80}}|"
    r"[A-Za-z0-9.-]{2,30}\.(?:com|cn|net|org)(?i:allrightsreserved).{0,40}|"
    r"[^。！？，；“”]{0,30}(?i:copyright)(?:©|@|\([cC]\))?.{0,40}(?:19|20)[0-9]{2}.{0,80}|"
    rf"[^。！？，；“”]{{0,30}}版[权權]所有[：:]?(?:{_SIGN}|(?:19|20)[0-9]{{2}}).{{0,80}}|"
    rf"(?:.{{0,80}}(?:版[权權]|备案|许可证|(?i:reserved)|电话|公司|[|｜©]).{{0,40}}|[一-龥（）]{{2,20}}(?:{_OWNERS}))?[一-龥]?"
    r"(?:(?:ICP[备備证證]|公网安?备)(?:案|证|编号|号|第)?[：:]?(?:[A-Z][0-9]-)?[0-9]{5,}[^。！？“”]{0,120}[。]?)"
)
#: A story mentions such a line, and goes on behind the number with other words than those of a footer.
_MENTIONED = (
    r"假|仿冒|冒用|涉案|查无|[号號](?:-\d{1,2})?[，：:；]"
    r"(?!\d{9,}|.{0,6}(?:ICP|公网|版[权權]|备案|许可|电话|地址|邮|主办|技术|[Cc]opyright|©|举报|[证證]))"
)
_CONTACTS_OF_FOOTER = "电话|热线|邮箱|地址"
_MAKERS_OF_FOOTER = (
    "(?i:e-?mail)|许可证|备案|举报|邮编|传真|主办|承办|协办|制作|技术支持|"
    "运营|设计|维护|有限公司|网站标识码|浏览器|分辨率|(?i:powered by )"
)
_LABELS_OF_FOOTER = f"{_CONTACTS_OF_FOOTER}|{_MAKERS_OF_FOOTER}"
#: Other words of a page footer; one alone proves nothing.
OF_FOOTER = (
    "©|版[权權]所有|[关關][于於](?:我们|我們|本站|本网)|[联聯][系絡繫](?:我们|我們)|隐私政策|[违違]法[和及]不良信息|网站(?:地图|声明)|设为首页|"
    "友情链接|广告服务|版权声明|法律顾问|免责(?:声明|条款)|(?:服务|使用)条款|保密政策|用户协议|法律声明|疑难解答|意见反馈|加入我们|备案[序编]?号"
)
#: How a line of it begins above the licence; stories have the words for contacts, too: 陌生电话不轻信.
_BEGINS_FOOTER = (
    f"[^。！？，]{{0,8}}(?:{OF_FOOTER}|{_MAKERS_OF_FOOTER})[^。！？]*|"
    f"[^。！？，附]{{0,8}}(?:{_CONTACTS_OF_FOOTER})(?:[^。！？]{{0,4}}[：:]|[^。！？]*[0-9@])[^。！？]*|"
    f"(?:联系|举报|服务|投诉|咨询|新闻)?(?:{_CONTACTS_OF_FOOTER})"
)


def is_button(line: str) -> bool:
    """Whether a line is nothing but buttons and counters, without a date: 字号 大 中 小, 阅读 1155."""
    return _fits(_BUTTONS, line) and not matcher(_NO_COUNTER)(line)


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


def _buttons_of(line: str) -> tuple[list[str], list[str]]:
    """The buttons in a line that is nothing but those and counters, first those that only a page has; else none."""
    words = [] if len(line) > _LONGEST or line.endswith(_STOPS) else [word for word in re.split(_BETWEEN, line) if word]
    if len(words) < 2 or not all(map(matcher(f"{_BUTTON}|{_COUNT}", is_whole=True), words)):
        return [], []
    buttons = [word for word in words if not matcher(_COUNT, is_whole=True)(word)]
    tools = [word for word in buttons if matcher(_TOOL, is_whole=True)(word)]
    return tools, [word for word in buttons if word not in tools]


def are_facts_of_page(line: str) -> bool:
    """Whether a line says when, by whom and from where a story is, and what only a page says: counters, buttons."""
    if len(line) > _LONGEST or line.endswith(_STOPS):
        return False
    words = re.split(_BETWEEN, line)
    is_of_page = matcher(f"{_READ}|{_PUT}")(line) or any(map(matcher(_TOOL, is_whole=True), words))
    return is_of_page and matcher(_FACTS, is_whole=True)(line)


def is_of_foot(line: str) -> bool:
    """Whether a line is what a site says of itself at its foot, or several such: 关于我们 | 网站地图 | 主办：…."""
    return _fits(f"{_AT_FOOT}|{_ROW_AT_FOOT}", line)


def is_foot_of_site(lines: list[str]) -> bool:
    """Whether such lines are two facts at least, one of which no event of a story has."""
    return any(map(matcher(_OF_SITE), lines)) and (len(lines) > 1 or _fits(_ROW_AT_FOOT, lines[0]))


def editors_among_facts(line: str) -> list[str]:
    """The parts of a line of facts that name the editor: 责任编辑：林一禾."""
    return re.findall(rf"(?:(?:责任|网络)?编辑|责编)[：:] ?{_WORD}", line)


def is_closing(line: str) -> bool:
    """Whether a line is nothing but buttons that end a page: 【打印本页】【关闭窗口】, 打印 收藏 关闭."""
    return len(set(re.findall(_CLOSING, line))) > 1 and is_button(line)


def is_desk(line: str) -> bool:
    """Whether a line of a page names its editor, whatever the name: 责任编辑：小树."""
    return _fits(_DESK, line)


def is_day(line: str) -> bool:
    """Whether a line is nothing but a date without a time: 2024-05-03, 2024年5月3日 星期五, 日期：05-03."""
    return _fits(_DAY, line)


def is_moment(line: str, *, alone: bool = False) -> bool:
    """Whether a short line ends with a date and a time: 2024年5月3日 10:20, May 3, 2024 at 3:59 pm.

    ``alone`` says that nothing else may stand before it, such as a name.
    """
    found = re.fullmatch(_MOMENT, line) if len(line) <= _LONGEST else None
    return found is not None and not (alone and re.fullmatch(_BEFORE_YEAR, found["before"]) is None)


def is_over_comments(line: str) -> bool:
    """Whether a line may be a heading of comments: 评论(28), 我要评论."""
    return _fits(_COMMENTS, line)


def is_of_readers(line: str) -> bool:
    """Whether a heading of comments says that they are those of readers: 网友评论, 最新评论 刷新."""
    return _fits(_READERS, line)


def is_on_comments(line: str) -> bool:
    """Whether a line over comments says that they are their authors' views."""
    return _fits(_ON_COMMENTS, line)


def is_under_comment(line: str) -> bool:
    """Whether a line may be the buttons under a comment: 支持[62] | 反对[2]."""
    return _fits(_UNDER_COMMENT, line)


def are_comment_buttons(line: str) -> bool:
    """Whether a line is nothing but the buttons under one comment, and when it was written: 5月16日18:14举报赞回复."""
    words = re.sub(_WRITTEN, "", line)
    return re.search(_ANSWERS, words) is not None and is_button(words)


def begins_below(line: str) -> bool:
    """Whether a line is one that begins what stands below a story: 相关阅读, 责任编辑：…, 上一篇：…."""
    return _fits(_BELOW_STORY, line) and not (re.search(_TELLS, line) and re.fullmatch("[一-龥]+", line))


def leads_to_others(line: str) -> bool:
    """Whether the text of a link is that of one to the post before or after: Previous Post, « 上一篇：…."""
    return _fits(_TO_OTHERS, line)


def is_breadcrumb(line: str, *, linked: bool) -> bool:
    """Whether a line is a breadcrumb trail: 首页 > 新闻 > 正文; ``linked`` says that there are links in it."""
    return _fits(_BREADCRUMB, line) or (linked and _fits(_LINKED_BREADCRUMB, line))


def is_footer(line: str) -> bool:
    """Whether a line is a copyright notice or the licence of a site: © 2021 某某网 All Rights Reserved.

    That may stand behind links, with bars between them: 联系我们┊招聘信息┊Copyright © 2021 某某网.
    """
    words = line.replace(" ", "")
    is_one = matcher(_FOOTER, is_whole=True)
    return any(is_one(part) and re.search(_MENTIONED, part) is None for part in (words, re.split(_BARS, words)[-1]))


def is_of_footer(line: str) -> bool:
    """Whether a line may stand below the licence of a site: its makers, or contact details."""
    return len(line) <= _LONGEST and matcher(_LABELS_OF_FOOTER)(line)


def begins_footer(line: str) -> bool:
    """Whether a line above the licence of a site belongs to its footer: 联系我们 | 网站地图, 举报电话：…."""
    return _fits(_BEGINS_FOOTER, line)


def _fits(pattern: str, line: str) -> bool:
    return len(line) <= _LONGEST and matcher(pattern, is_whole=True)(line)
