"""Credit lines name the editors; a sentence that speaks of an editor is none."""

from __future__ import annotations

import pytest

from fraudnews.credits import Credits, bracketed_tail, read_credits, split_names

#: Lines of the desk alone: they go, and the editors' names are the record's.
DESK = [
    ("责任编辑：杨小树", ["杨小树"]),
    ("责任编辑：杨小树 ", ["杨小树"]),
    ("责任编辑:杨小树", ["杨小树"]),
    ("责任编辑： 杨小树 SF055", ["杨小树"]),
    ("责任编辑：杨小树 DF075", ["杨小树"]),
    ("责任编辑：杨小树_NB12345", ["杨小树"]),
    ("责任编辑：杨小树（PX002）", ["杨小树"]),
    ("责任编辑：DF075", []),
    ("责编：杨小树", ["杨小树"]),
    ("责编 | 杨小树", ["杨小树"]),
    ("责编丨杨小树", ["杨小树"]),
    ("编辑 | 曹　杨", ["曹杨"]),
    ("编辑 | 曹 杨", ["曹杨"]),
    ("编辑 \\| 曹 杨", ["曹杨"]),
    ("编辑／曹杨", ["曹杨"]),
    ("编辑：曹　杨 林一", ["曹杨", "林一"]),
    ("编辑：曹杨、林一禾", ["曹杨", "林一禾"]),
    ("编辑：曹杨/林一禾", ["曹杨", "林一禾"]),
    ("编辑 曹杨", ["曹杨"]),
    ("编辑　曹杨", ["曹杨"]),
    ("编辑：Anna Lee", ["Anna Lee"]),
    ("Editor: Anna Lee", ["Anna Lee"]),
    ("编辑：阿依古丽·买买提", ["阿依古丽·买买提"]),
    ("（责任编辑：杨小树）", ["杨小树"]),
    ("(责任编辑：杨小树 )", ["杨小树"]),
    ("【责任编辑：杨小树】", ["杨小树"]),
    ("[责任编辑: 杨小树 ]", ["杨小树"]),
    ("【编辑：杨小树】", ["杨小树"]),
    ("▲ 编辑：杨小树", ["杨小树"]),
    ("【纠错】 责任编辑： 杨小树", ["杨小树"]),
    ("（編輯：楊小樹）1100322", ["楊小樹"]),
    ("值班编委：杨小树", []),
    ("责任编辑：杨小树（实习）", ["杨小树"]),
    ("责任编辑：杨小树 yang@example.com", ["杨小树"]),
    ("实习编辑：杨小树", ["杨小树"]),
    ("值班编辑：杨小树", ["杨小树"]),
    ("网络编辑：杨小树", ["杨小树"]),
    ("新媒体编辑：杨小树", ["杨小树"]),
    ("本文编辑：杨小树", ["杨小树"]),
    ("責任編輯：楊小樹", ["楊小樹"]),
    ("責編：楊小樹", ["楊小樹"]),
    ("編輯：楊小樹", ["楊小樹"]),
    ("網編：楊小樹", ["楊小樹"]),
    ("责任编辑：杨小树 校对：林一禾", ["杨小树"]),
    ("编辑：杨小树 校对：林一禾 审核：王二", ["杨小树"]),
    ("编辑 杨小树　校对 林一禾", ["杨小树"]),
    ("編輯：楊小樹｜校對：林一禾", ["楊小樹"]),
    ("校对：林一禾", []),
    ("校对 林一禾", []),
    ("校對：林一禾", []),
    ("（校对：林一禾）", []),
    ("审核：林一禾", []),
    ("監製：林一禾", []),
    ("主编：林一禾", []),
    ("初审：林一禾 复审：王二 终审：李三", []),
    ("美编：林一禾", []),
    ("统筹：林一禾", []),
    ("编辑：", []),
    ("责任编辑：", []),
    ("本期资深编辑 杨小树", ["杨小树"]),
    ("执编：杨小树", ["杨小树"]),
    ("执编：杨小树 责编：王二", ["杨小树", "王二"]),
    ("數位編輯：楊小樹", ["楊小樹"]),
    ("執行編輯／楊小樹", ["楊小樹"]),
    ("审稿编辑：杨小树", ["杨小树"]),
    ("責編：楊小樹 │ 校對：林一禾", ["楊小樹"]),
    ("编发：林一禾", []),
    ("编委：林一禾", []),
    ("编校：林一禾 编辑：杨小树", ["杨小树"]),
    ("值班主任：林一禾", []),
    ("审稿人：林一禾", []),
    ("楊小樹／核稿編輯", ["楊小樹"]),
    ("杨小树|责编", ["杨小树"]),
    ("杨小树 林一禾 | 责任编辑", ["杨小树", "林一禾"]),
    ("林一禾丨校对", []),
]

#: Lines that name the story's own people as well: they stay, the editors are recorded.
MIXED = [
    ("採訪、撰文｜林一禾　責任編輯｜楊小樹", ["楊小樹"]),
    ("文字整理：林一禾　責任編輯：楊小樹", ["楊小樹"]),
    ("作者：林一禾 编辑：杨小树", ["杨小树"]),
    ("（作者：林一禾 编辑：杨小树）", ["杨小树"]),
    ("记者 林一禾 编辑 杨小树", ["杨小树"]),
    ("文 | 林一禾 编辑 | 杨小树", ["杨小树"]),
    ("撰文：林一禾 责编：杨小树", ["杨小树"]),
    ("来源：某某晚报 编辑：杨小树", ["杨小树"]),
    ("来源：江岭晚报客户端 编辑：杨小树 审核：王二", ["杨小树"]),
    ("编辑：杨小树 来源：江岭县公安局反诈中心", ["杨小树"]),
    ("图片来源：江岭警方 责编：杨小树", ["杨小树"]),
    ("記者：林一禾 編輯：楊小樹", ["楊小樹"]),
]

#: Lines that only sound like credits.
SENTENCES = [
    "小羊 | 18岁 网络编辑",
    "林一禾 | 编辑",
    "林一禾说的话 | 责编",
    "来源：不明，编辑：杨小树",
    "来源不明的人说，编辑：不是我。",
    "值班的人都走了",
    "资深编辑部",
    "影片編輯軟體",
    "數位編輯一職懸缺",
    "採訪、撰文｜林一禾",
    "编辑：好的，您请说。",
    "她当了十年编辑，后来开了一家面馆。",
    "编辑部的灯一直亮到凌晨",
    "责任编辑在这起案件里被判三年。",
    "编辑推荐",
    "编辑：记者",
    "编辑 招聘",
    "主编说，稿子不能这样写。",
    "校对是一门手艺",
    "作者：林一禾",
    "记者 林一禾",
    "来源：某某晚报",
    "责任编辑：杨小树。",
    "编辑：他们说好今天来，却一直没有人来过这里。",
    "",
    "　",
    "他把责任编辑：杨小树这几个字划掉了",
    "网络编辑岗位招聘：月薪八千",
]


@pytest.mark.parametrize("line, editors", DESK)
def test_a_line_of_the_desk_names_its_editors(line: str, editors: list[str]):
    assert read_credits(line) == Credits(tuple(editors), desk_only=True)


@pytest.mark.parametrize("line, editors", MIXED)
def test_a_line_with_the_author_is_more_than_the_desks(line: str, editors: list[str] | None):
    found = read_credits(line)
    if editors is None:
        assert found is None or not found.desk_only
    else:
        assert found == Credits(tuple(editors), desk_only=False)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_no_credit(line: str):
    assert read_credits(line) is None


def test_a_line_too_long_for_names_is_no_credit():
    assert read_credits("编辑：" + "、".join(["杨小树"] * 40)) is None


@pytest.mark.parametrize(
    "line, bracket",
    [
        ("警方正在调查。（责任编辑：杨小树）", "（责任编辑：杨小树）"),
        ("警方正在调查。（记者林一禾）（责任编辑：杨小树）", "（责任编辑：杨小树）"),
        ("警方正在调查。[责任编辑：杨小树(实习)]", "[责任编辑：杨小树(实习)]"),
        ("警方正在调查。【编辑：杨小树】 ", "【编辑：杨小树】 "),
        ("警方正在调查。", None),
        ("警方（江岭）正在调查", None),
        ("", None),
    ],
)
def test_the_last_bracket_of_a_line_is_found(line: str, bracket: str | None):
    assert bracketed_tail(line) == bracket


@pytest.mark.parametrize(
    "text, names",
    [
        ("曹　杨", ["曹杨"]),
        ("曹杨 林一", ["曹杨", "林一"]),
        ("曹 杨 林 一", ["曹杨", "林一"]),
        ("曹杨 SF055", ["曹杨"]),
        ("SF055", []),
        ("", []),
        ("Anna Lee", ["Anna Lee"]),
        ("曹杨 Anna", ["曹杨", "Anna"]),
        ("司马相如", ["司马相如"]),
        ("这里没有名字", None),
        ("好的", None),
        ("18岁", None),
        ("、".join(["曹杨"] * 9), None),
    ],
)
def test_names_are_parted_and_closed_up(text: str, names: list[str] | None):
    assert split_names(text) == names
