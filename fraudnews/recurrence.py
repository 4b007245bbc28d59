"""Lines that recur in many posts: which belong to stories (names, datelines, part numbers), and which to the site."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"[（(【\[]?(?:第?[0-9０-９一二三四五六七八九十百]+[章节節部篇幕回期辑轮次]?|[IVXivx]+|[A-Za-z]|part ?\d+)"
    r"[）)】\]]?[、.．:：]?|"
    r"(?:问|答|問|Q|A|q|a|记者|主持人|编者按|编者的话|引言|前言|导语|导读|摘要|序|楔子|尾声|后记|結語|结语|结论|背景|最后|"
    r"参考文献|参考资料|参考|注释|註釋|注|附录|附|名词解释|来源|作者|案例|说明|声明全文|全文)[一二三四五六七八九十0-9]*[：:]?",
    re.I,
)
_CREDIT = re.compile(
    r"[（(]?(?:(?:本报|本网|本台|实习|特约|见习|首席|新华社|央视)?(?:记者|記者|通讯员|评论员)|作者|撰文|撰稿|采写|文|图|圖|图片|图源|摄影|攝影|供图|"
    r"编译|翻译|译者|來源|来源|原标题|原題|标题|年份|出版社|导演|片名|日期|时间|地点|Source|Photo|Credit|Illustration)s?"
    r"(?:[ 　]*[/／|｜:：丨][^。！？]{0,60}|[ 　]{1,4}[^。！？，]{2,20})[）)]?|"
    r"(?:原文|本文|文章)?(?:已?经[^。！？，]{0,6})?(?:授权)?(?:转载自|转自|摘自|选自|来自|首发于|原载于?|刊于)[：:]?[^。！？，]{2,40}",
    re.I,
)
_DATELINE = re.compile(
    r"(?:新华社|中新社|中新网|人民网|央视网|本报)?[^。！？，]{0,12}\d{1,2}月\d{1,2}日(?:电|讯|消息|报道)?[^。！？]{0,20}|"
    r"[（(]?[12]\d{3}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?[）)]?(?:[ 　T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_NAME = re.compile(r"[A-Z][A-Za-z'.-]+(?: [A-Z][A-Za-z'.-]*){0,3}|[\u4e00-\u9fff]{1,4}[·•][\u4e00-\u9fff]{1,8}")
_END = re.compile(r"[（(【\[—\-–= 　]*(?:完|全文完|未完待续|待续|END|The end)[）)】\]—\-–= 　]*", re.I)
_WORDS = re.compile(r"[^\W\d_]")
#: The date of publication, with its label.
_WHEN = re.compile(
    r"(?:(?:最后|首次|文章|本文)?(?:发布|发表|刊发|更新|编辑|上传|公开|录入)?(?:时间|日期|于)?|"
    r"(?:(?:first |last )?(?:published|posted|updated)|date)?(?: on| at)?)[：: ]*"
    r"(?:[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2}[-/][12]\d{3}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? [12]\d{3})"
    r"(?:[ 　T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?",
    re.I,
)
#: What stands beside it: author, source, length, views; and separators.
_BESIDE = re.compile(
    r"(?:来源|來源|作者|记者|記者|文|出处|稿源|信源|栏目|分类|字数|(?:by|source|from)\b)"
    r"[：:丨｜| ]{1,3}[^\s。！？，|｜]{1,20}|"
    r"\d{1,3} ?(?:min(?:ute)?s?\b(?: read)?|分钟(?:阅读)?)|"
    r"(?:阅读|浏览|点击|评论|访问|人气)(?:量|数|次数)?[：:（( ]{0,2}\d{1,9}[)）次]?|[ 　|｜丨·•/,，—-]+",
    re.I,
)
#: Such a date at the end of a line, with what may follow it, or at the beginning; and the rest: a section, a name.
_SINCE = re.compile(rf"{_WHEN.pattern}(?:{_BESIDE.pattern})*+$|^{_WHEN.pattern}", re.I)
_FEW_WORDS = re.compile(r"[^。！？!?：:；;\d]{0,40}")
#: The longest line about the post, in characters.
_LONGEST = 120
#: Names of sharing services: an element with nothing else is a button, not a source.
_SERVICE = re.compile(
    r"facebook|twitter|weibo|wechat|line|telegram|whatsapp|linkedin|reddit|pocket|e-?mail|print|x", re.I
)


def belongs_to_stories(line: str) -> bool:
    """Whether a recurring line belongs to stories: a part number, speaker, credit, dateline, name or end mark."""
    return (
        len(_WORDS.findall(line[:40])) < 4
        or tells_of_the_post(line)
        or any(pattern.fullmatch(line) is not None for pattern in (_PARTS, _NAME, _END))
    )


def tells_of_the_post(text: str) -> bool:
    """Whether a text is nothing but metadata of the post: author, date, source."""
    if _CREDIT.fullmatch(text) is not None or _DATELINE.fullmatch(text) is not None:
        return True
    if len(text) > _LONGEST:
        return False
    rest = _BESIDE.sub("", _WHEN.sub("", text))
    return rest != text and _SINCE.search(text) is not None and _FEW_WORDS.fullmatch(rest) is not None


def names_a_source(text: str) -> bool:
    """Whether a text is nothing but a name, and not that of a sharing service."""
    return _NAME.fullmatch(text) is not None and _SERVICE.fullmatch(text) is None and not speaks_of_the_site(text)


#: What sites say about themselves, and ask readers to do; stories hardly ever use these words.
_OF_THE_SITE = re.compile(
    r"转载|轉載|版权|版權|本网|本站|本报|本平台|本公众号|本号|立场|免责|未经授权|授权|公众号|訂閱|订阅|关注我们|关注我們|客户端|客戶端|投稿|"
    r"[爆报]料|责任编辑|責任編輯|点击(?:查看|进入|下载|阅读|此处|这里)|下载.{0,12}(?:APP|App|app)|(?:APP|App|app)(?:下载|内|查看)|"
    r"扫码关注|更多(?:精彩|资讯|内容|新闻|好文|报道)|分享(?:到|至|给)|点赞|点个|在看|收藏|上一[篇页]|下一[篇页]|推荐阅读|相关(?:阅读|新闻|文章|推荐)|"
    r"返回(?:首页|搜狐|顶部)|阅读(?:全文|原文)|打开.{0,10}(?:APP|App|app|客户端)|【?广告】?|赞助|商务合作|加入.{0,8}群|微信号|视频号|抖音号|"
    r"网友评论|发表评论|我要评论|登录后|copyright|all rights reserved|©|powered by|follow us|subscribe|newsletter|"
    r"read more",
    re.I,
)
#: Words that sites and stories use.
_OF_EITHER = re.compile(
    r"二维码|二維碼|扫码|扫一扫|长按|微信|微博|APP|下载|推荐|阅读|更多|联系|合作|热线|登录|评论|关注|编辑|审核|校对|声明|来源|原创|"
    r"频道|专题|专栏|热门|热点|精选|直播|视频|平台|官网|网站|查看|点击|欢迎|敬请",
    re.I,
)
#: Words of stories about fraud, and of the advice of the police at their end.
_OF_STORIES = re.compile(
    r"骗|詐|诈|警方|民警|公安|警惕|谨防|切勿|勿|报警|不要|不得随意|嫌疑|受害|被告|法院|检察|判决|案|96110|110|记者|通讯员|通訊員|侦办|调查"
)
_SENTENCE = re.compile(r"[。！？!?…][”」』）)]?$")


def speaks_of_the_site(line: str) -> bool:
    """Whether a line has words that sites use for themselves or their pages."""
    return _OF_THE_SITE.search(line) is not None


def may_speak_of_the_site(line: str) -> bool:
    """Whether a line has words that sites and stories use."""
    return _OF_EITHER.search(line) is not None or speaks_of_the_site(line)


def speaks_of_the_story(line: str) -> bool:
    """Whether a line has words of stories, or of advice to readers."""
    return _OF_STORIES.search(line) is not None


def is_sentence(line: str) -> bool:
    """Whether the line ends as a sentence of running text does."""
    return len(line) >= 12 and _SENTENCE.search(line) is not None
