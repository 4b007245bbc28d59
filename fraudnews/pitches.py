"""Pitches: an author asks his readers for likes, or to follow him or join his group, in words of his own.

Each sentence is of that, or of what goes with it (thanks, reprints, what is to be had), and nobody else is spoken of.
``原创不易，喜欢的话点个赞，也可以加我微信进群交流`` is one, ``他让我加微信进群`` is none.
"""

from __future__ import annotations

import re

from fraudnews.model import Kind
from fraudnews.narration import is_narrated
from fraudnews.patterns import matcher

#: The longest pitch, in characters, the longest of its sentences that may say anything, and the share of any other.
_LONGEST_PITCH, _ASIDE, _MOST_OTHER = 320, 6, 0.4
#: To like, save and share at once: neither 红三连五班 nor 三连胜.
_THRICE = "三连(?:[^一-龥]|支持|一下|鼓励|关注|[走哟哦吧呀啊啦呢和]|$)"
#: What its sentences ask for: likes; to follow, to search or scan, to send a word; to join, or to come and see.
_LIKES = (
    r"(?:[欢歡]迎|[请請]|[记記]得|[别別]忘|不妨|麻烦|求|可以|快来|[顺順]手|帮忙|希望|动动|就|多多)[^，,。：:的]{0,16}"
    rf"(?:点赞|點讚|[点給给來来]个?小?赞|{_THRICE}|[点赞个亮“「『、和/+ ]在看|\bstar\b|打赏|投币|点个?[“「]?推荐|"
    r"(?:收藏|转发)(?:[^一-龥]|一下|[给和与及吧支本文哦]|$))|"
    r"点赞(?:[、，,；;/和+ ]{0,3}(?:收藏|关注|转发|在看|评论|留言|分享|投币)|支持|鼓励)|"
    r"吝[啬惜][^，,。]{0,4}(?:点?赞|三连|star)|一赞一评|[点给来]个小?赞|该点赞|"
    r"三连(?:支持|一下|走|哟|哦|吧)|[给點点来]个? ?star|star ?(?:支持|一下|鼓励|一波)|"
    r"(?:别|不要)忘了?[^，,。]{0,4}(?:❤|👍)|收藏它[^，,。]{0,6}分享"
)
#: What stands before 关注 where readers are to do so: not 持续关注, nor 大学时期关注的.
_READERS = "(?:^|[^一-龥]|[迎以请来并您你家友学伴们得就可到处快求])"
_FOLLOWS = (
    r"(?:[欢歡]迎|[记記]得|请|求|多多|点赞|收藏|订阅|转发|[一来]波|[点來来给]个)[^，,。：:的]{0,6}"
    r"关注(?:[我本一哦吧呀啦和与及、，,！!~ “「『《【@a-z（(\[]|微信|公[众共]?号|专栏|后续|订阅|知乎|简书|$)|"
    rf"{_READERS}关注(?:一下|下|一波|并)?(?:我(?:们的|们?(?:[^们一-龥]|$)|[的吧哦呀接获看了])|[吧哦呀啦]|本号|[下上]方|文末|此专栏|作者|博主|笔者|小编|微信|[“「【《『\[（(@])|"
    rf"{_READERS}关注[^，,。的]{{0,24}}(?:公[众共]号|专栏|订阅号|视频号|微博|知乎|博客|掘金|github)|"
    r"可以关注(?:一下|下)(?:接收|获取|收到|[哦吧])|"
    r"订阅(?:我|本号|专栏|一下|这里|$)|(?:搜|搜索|搜一搜)[^，,。]{0,20}(?:公[众共]号|订阅号)|微信搜(?:索|一搜)?[^索一到出过了]|"
    r"(?:公[众共]号|后台|私信我?)[^。、]{0,12}(?:回复|发送)(?:[^了过最很的快慢]|$)|回复[^，,。]{0,12}(?:领取|获取|加入|进群|即可|送)|"
    r"扫(?:描|码|一扫)?[^，,。]{0,12}(?:关注|添加|加我|进群)"
)
_GROUP = "(?:[交流习术者丝]群|q?q ?群|社群)"
_JOINS = (
    r"加(?:一下|下)?(?:我|作者|博主|小编)?的?(?:个人)?(?:微信|qq|wx|vx)|加我|(?:拉|邀请)[你您][进入]|"
    rf"(?:欢迎|可以?|请|想|一起|快来|加入?)[^，,。]{{0,16}}(?:{_GROUP}|[加进入]群)|{_GROUP}(?:请|号?[：:])|"
    r"添?加[^，,。的了]{1,8}微信[^，,。]{0,8}[，,](?:即?可)?(?:加入|进入?|拉[您你])[^，,。]{0,16}群|[加进入]群[^，,。]{0,6}(?:交流|学习|讨论|请|联系|方式|一起|[：:])|(?:欢迎|加入|我的)[^，,。]{0,8}知识星球|知识星球[：:]|"
    r"欢迎[^，,。]{0,12}(?:入驻|入圈|和我交流)|"
    r"(?:直达|访问|看看|逛逛|移步|[来看到])[^，,。]{0,6}我的[^，,。]{0,8}(?:博客|主页|专栏|公[众共]号|掘金|网站)"
)
_ASKS = f"{_LIKES}|{_FOLLOWS}|{_JOINS}"
#: Words of which each of these has one, and few stories; the pattern takes RE2 a twentieth of the time to compile.
_WORDS = (
    "赞|三连|在看|star|收藏|转发|打赏|投币|推荐|"
    "关注(?:[我本公下一文此作博笔小微和与及吧哦呀啦、，,！!：:」~ “「『《【@a-z（([]|后续|订阅|知乎|简书|(?m:$))|"
    "关注.*(?:号|专栏|微博|知乎|博客|掘金|github)|❤|👍|欢迎|订阅|回复|发送|搜|扫.*(?:关注|添加)|加我|[你您][进入]|微信|qq|wx|vx|"
    "[加进流习术丝者]群|社群|星球|我的.*(?:博客|主页|网站|专栏|公[众共]号|掘金)"
)
#: One of the things asked for in a row: 关注+点赞+收藏.
_DONE = "(?:关注|点赞|收藏|评论|转发|分享|在看|投币|打赏)"
#: What nobody else asks for.
_ASKS_PLAINLY = (
    rf"公[众共]号[^。]{{0,8}}回复|加我的?微信|动动[^，,。]{{0,4}}手|[给来]个 ?star|[点来给]个小?赞|{_THRICE}|求关注|"
    r"欢迎关注我?[^，,。]{0,6}公[众共]号|点个?[“「]推荐|"
    rf"^[^\w]{{0,4}}{_DONE}(?: ?[+＋] ?{_DONE}){{2,5}}[^\w]{{0,4}}(?:$|[^。]{{0,16}}(?:不易|支持|鼓励|谢))"
)
#: Where the code of the story is to be had, which such a line may tell as well.
_SHOWS_CODE = (
    r"http|(?:源码|代码|项目|demo|仓库|git(?:hub|ee))[^。]{0,12}(?:地址|链接|戳|[见在：:]|点我|查看|下载|移步)"
)
#: A whole sentence of that, which stays whatever stands behind it: 本篇所有代码都在我的 github 上
_TELLS_OF_CODE = (
    r"^[^，,。！？“：:]{0,20}(?:源码|代码|demo)[^，,。！？“：:]{0,8}(?:[都已]?[放存]?在|上传)[^，,。！？“：:]{0,10}"
    r"(?:git(?:hub|ee)|码云|仓库)"
)
#: What its other sentences say.
_OF_PITCH = (
    "感谢|谢谢|不易|学习|感?兴趣|想|转载|首发|"
    "同步|收录|出处|以上(?:就是|便是|是|内容)|帮助|有用|学到|启发|思路|我是|大家好|疑问|问题|不懂|留言|评论|指正|指出|交流|讨论|一起|进步|"
    "更新|共勉|[下上]一?[期篇]|再见|动力|支持|鼓励|喜欢|不错|[看读]到这|分享|干货|资料|福利|领取|获取|源码|代码|回复|博客|公[众共]号|微信|专栏|订阅|"
    "关注|点赞|转发|原创|不迷路|第一时间|免费|二维码|群|送你|礼包|欢迎|更多|访问|精彩|错误|不严谨|不足|之处"
)
#: Kinds of words of a pitch: what is asked, where, by whom, what for, of whom; and how many it has at least, at the end
#: and where stories, too, begin with a lure.
_OF_ASKING = (
    "赞|三连|在看|收藏|转发|star|打赏|关注|订阅|星标",
    r"公[众共]?号|微信|[加进入]群|qq ?群|[一-龥]{2}群|星球|博客|专栏|视频号|b站|二维码|知乎|掘金|csdn|git|简书|后台",
    "我|本人|笔者|作者|博主|小编|本[号文]|原创|文章|码字|首发",
    "领取|获[取得]|免费|干货|资料|福利|源码|电子书|回复|更新|分享|第一时间|推送|学习|送",
    "大家|[你您]|各位|小伙伴|朋友|同学|读者|[欢歡]迎|请|记得|希望|感谢|谢谢|求|麻烦|别忘|不妨|如果|同好",
)
LIKELY, SURE = 3, 4
#: Who asks in a story, and who is asked: 摊主请路人扫码关注, 我请大家, 邀请我, 要求员工转发.
_ASKED = "老人|家长|患者|病人|居民|路人|[顾乘旅]客|客人|同事|员工|职工|村民|客户|业主|学[生员]|邻居|亲友|群众|商户"
_ASKING = (
    "公司|单位|学校|医院|银行|社区|物业|老板|店[长员主]|[摊户]主|商家|超市|领导|主播|朋友|同[学事]|邻居|好友|我们?"
)
_ASKED_OF_OTHERS = (
    f"[请让叫劝求](?:{_ASKED})(?:[^们，,。：]|$)|(?:{_ASKING})(?:邀?请|[叫求]|动员|号召)(?:{_ASKED}|大家|我)|"
    "[邀请]请?我[帮们去进加关下投]|邀请大家|"
    f"(?:要求|规定|逼|命令)[^，,。]{{0,4}}(?:我|大家|{_ASKED})|加入了|没有?一个|返现|每人|奖励|直播间|喇叭|横幅"
)
#: Who and what else is spoken of where a line is no pitch.
_OF_OTHERS = (
    r"[骗诈警股币贷财]|(?:^|[^精出喝])彩|投资|赚|红包|返利|奖品|鸡蛋|[一两]箱|退款|刷单|兼职|群主|客服|老师|疫|患者|法院|市民|居民|考生|记者|政府|用户|网友|[^自]媒体|审查|"
    r"对方|收益|转账|汇款|打款|充值|提现|[叫拉把]我|(?:^|[^，,。！!])让我|让我(?:[^们]|们[^一])|我就|[^不]被|群里|(?:[加进]|关注|转发|回复|发送|收藏|点赞|扫码?)[了过]|了吗|没有?人|可是|却|"
    "不(?:要|希望)(?:[^忘吝错，,。][^忘吝错，,。]{0,5})?(?:点赞|转发)|从来?不|我[^，,。]{0,4}不喜欢|接下来这|"
    r"厂商|报名|申诉|维权|求助|首先|然后|登[陆录]|验证码|的人[，,都]|[，,]才|之后[，,]|[“\"「][^”\"」]{17}|"
    r"行[字话]?[：:] ?[“\"「]|[^写画肝熬理新备花费更]了[一二两三四五六七八九十几半]{1,3}个?[年天月周]|"
    r"集[满够齐]|假的|[成认]了|一下子|扣[^，,。]{0,4}[钱分]|"
    f"{_ASKED_OF_OTHERS}"
)
#: An address, whose path says nothing.
_REST_OF_ADDRESS = r"(https?://[\w.-]+)[\w./?=&%#~+-]*"
_SENTENCES = "[。！？!?~～；;…]+"
_SAYS, _LEADS = f"{_ASKS}|{_OF_PITCH}", f"{_FOLLOWS}|{_JOINS}"


def may_pitch(text: str) -> bool:
    """Whether any line of ``text`` may be a pitch."""
    return matcher(_WORDS)(text.lower())


def kind_of_pitch(line: str, least: int = LIKELY) -> Kind | None:
    """The kind of a line in which an author asks his readers for something: PROMO or SHARE; None for any other.

    It has ``least`` kinds of words of such lines, or one fewer where what it asks is plain.
    """
    text = re.sub(_REST_OF_ADDRESS, r"\1", line.lower())
    if len(line) > _LONGEST_PITCH or not matcher(_ASKS)(text) or matcher(_OF_OTHERS)(text) or is_narrated(line):
        return None
    for sentence in re.split(_SENTENCES, text):
        other = [part for part in re.split("[，,]", sentence) if not matcher(_SAYS)(part)]
        if len(sentence) > _ASIDE and sum(map(len, other)) > _MOST_OTHER * len(sentence):
            return None
    kinds = sum(matcher(words)(text) for words in _OF_ASKING)
    if kinds < least - matcher(_ASKS_PLAINLY)(text):
        return None
    if matcher(_TELLS_OF_CODE)(text):
        return None
    if matcher(_LEADS)(text):
        return Kind.PROMO
    return None if matcher(_SHOWS_CODE)(text) else Kind.SHARE
