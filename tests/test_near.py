"""Lines of stories that come near to boilerplate stay, at the head, amid and at the end: ``near.txt`` has them.

Each line of it is one case, made up; ``¦`` parts its paragraphs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fraudnews import clean, render

HEADER = "---\ntitle: 江岭警方破获扫码送米案\n---\n"
ABOVE = (
    "<p>江岭警方昨日通报了一起以扫码送米为名的诈骗案，三名嫌疑人已经到案。</p>"
    "<p>办案民警说，受害人大多是附近小区的老人，他们以为只是去领一袋米。</p>"
)
BELOW = (
    "<p>他们在小区门口支起一张桌子，桌上放着米、油和一张打印的二维码。</p>"
    "<p>目前三名嫌疑人已被依法刑事拘留，案件还在进一步侦办之中。</p>"
)
LINES = Path(__file__).with_name("near.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_what_a_story_says_stays_wherever_it_stands(line: str):
    said = line.split("¦")
    body = "".join(f"<p>{words}</p>" for words in said)
    for post in (body + ABOVE + BELOW, ABOVE + body + BELOW, ABOVE + BELOW + body):
        text = render(clean(HEADER + post), "text")
        assert [words for words in said if words not in text] == []
