"""Words that news sites put around a story: buttons, counters, comments, breadcrumb trails, and the page footer.

Stories have some of these words, too, so only lines of what may be a whole page are tested.
"""

from __future__ import annotations

import re

from fraudnews.patterns import matcher

#: The longest such line, in characters.
_LONGEST = 100
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
