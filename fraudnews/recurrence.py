"""What recurs from post to post and yet belongs to stories: names, datelines, numbers of parts, question marks."""

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
    r"(?:[ 　]*[/／|｜:：丨][^。！？]{0,60}|[ 　]{1,4}[^。！？，]{2,20})[）)]?",
    re.I,
)
_DATELINE = re.compile(
    r"(?:新华社|中新社|中新网|人民网|央视网|本报)?[^。！？，]{0,12}\d{1,2}月\d{1,2}日(?:电|讯|消息|报道)?[^。！？]{0,20}|"
    r"[（(]?[12]\d{3}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?[）)]?(?:[ 　T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_END = re.compile(r"[（(【\[—\-–= 　]*(?:完|全文完|未完待续|待续|END|The end)[）)】\]—\-–= 　]*", re.I)
_WORDS = re.compile(r"[^\W\d_]")


def belongs_to_stories(line: str) -> bool:
    """Whether a line that recurs is still a story's: the number of a part, who asks, a credit, a dateline, an end."""
    return len(_WORDS.findall(line[:40])) < 4 or any(
        pattern.fullmatch(line) is not None for pattern in (_PARTS, _CREDIT, _DATELINE, _END)
    )
