"""Words that the dictionary knows as something else than they are where they stand, row by row.

金属 is no metal in 企业年金属于…, 东至 no place in 东至上海. A row says which word, in what company, and what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizzes.core.segment import Token
from quizzes.core.wordlists import words


class _Row(NamedTuple):
    """`tags` of the whole, or of its first character and the rest. All patterns must match: `word` the whole of it,
    `tag` from its beginning, `before` within the word before, `left` within all before, `right` at once behind."""

    word: str
    tags: str
    tag: str = ""
    before: str = ""
    left: str = ""
    right: str = ""
    place: int = 1  # where it is cut, if in two


_DEGREE = "[过越偏极颇略稍更较最][高低大小多少快慢深浅长短厚薄重轻强弱早晚迟远近宽窄粗细冷热干湿松紧满密稀疏硬软]"
_ENDS = "[、，。；的和与及]|$"
_SAID = "[^的是为、，。；和与及之中]"
_FUNDS = "[年基资现奖罚租押定佣税证备积益纳约老恤偿助]$"
_APPROVED = "[^，。；]{3,16}(?:批准|审批|核准|备案|同意)"
_HAN = "[\u4e00-\u9fff]"

_ROWS = (
    _Row("..[短高低快慢小]", "n a", tag="n$", place=2),  # 生产周期短
    _Row("[以对将把被向从]该", "p r", tag="x"),  # 以该货物的成交价格为基础
    _Row("组织", "n", tag="v", before="[部体质肉膜管织疏肌皮肤肺肝脾肾脑骨]$"),  # 肺部组织纤维化
    _Row("平衡", "v", right="地层|收支|供求|各方|利益|压力"),  # 依靠钻井液密度平衡地层压力
    _Row(
        "秘密|公开", "d", right="召开|举行|进行|成立|组织|签订|会见|逮捕|处决|杀害|转移|出版|发行|审理|开庭"
    ),  # 在汉口秘密召开
    _Row(
        "比",
        "n",
        tag="p",
        before="^(?:比值|压缩|空燃|风险|优势|危险|长宽|深宽|孔隙|水灰|水胶|体积|质量|摩尔|流动|传动|液气|气液|油气|气油)$",
    ),
    _Row("会", "n", tag="v", before="(?:党小组|委员|代表|班前|班后|例|股东|理事|监事|董事|民主生活|组织生活|座谈)$"),
    _Row("(?:检查|权证|购车)和|(?:证书|现状)及|(?:亲人|民事|单叶|牛羊)或", "n c", place=2),  # 依靠内镜检查和活检
    _Row("其中", "r n", right="心(?:语|词|点|线|角|距|句)"),  # 其中心语是“感动”
    _Row("流向|走向|去向", "v", left="[经从由自沿][^，。；]{1,8}$", right=_HAN),  # 电子经导线流向正极
    _Row("令人", "v"),  # 令人心胸为之一宽
    _Row("漆作", "n v"),  # 常用聚氨酯漆作面漆
    _Row("内", "f", tag="n$", right="装|设|有|充|含|存|置|附"),  # 浮鞋内装有回压阀
    _Row(
        "(?!甘盘|.*(?:行为|作为|存在|所在|内在|外在|潜在|周到|独到)$).{2,3}[到为于在]", "v", tag="[nzj]"
    ),  # 渗透到, 聚积为, 侧重于, 停放在
    _Row("全名是", "n v", place=2),
    _Row(
        "(?:假使|假若|单单|原本|仍旧|势必|必将|果真|正巧|纵然|总该|顶多|终究|不光|不太|都说)[会能在是]", "d v", place=2
    ),
    _Row("每[^逢隔]", "r", tag="[nv]"),  # 每吨, 每页
    _Row("该[^死博当]", "r n", tag="[nv]"),  # 该岛
    _Row("被[囚盗淹劫判删俘捕害控骗绑窃贬评驼歼]", "p v"),
    _Row("均[告遭达须列居依享]|[确竟恐乃亦尚若][需须应因能]", "d v"),
    _Row("[惠波普旁殃祸]及|广为", "v", tag="n"),
    _Row("对照", "v", tag="p"),  # 病例对照研究
    _Row("中[人铁电]", "f n", tag="n"),  # 生产中人与人的关系
    _Row("天生", "d", tag="n"),  # 人天生都是懒惰的
    _Row("后方", "f d", right="可"),  # 考核合格后方可上岗
    _Row("[管系]", "n", before="..", right=_ENDS),  # 预埋冷却水管、…, 采用直角坐标系
    _Row("(?!据统计)..?.[计仪器机管炉剂素酶]", "n", tag="v$"),  # 流量计, 煅烧炉
    _Row("随.+", "p n", tag="x"),  # 污泥随水流失
    _Row("故又称", "c v"),
    _Row("被称作", "p v"),
    _Row("报", "p", right=_APPROVED),  # 报国家安全机关审查批准
    _Row("经.+", "p n", tag="x", before="^(?:必须|须|应当|可)$"),  # 必须经水行政主管部门验收
    _Row("经", "p"),  # 主要经飞沫传播
    _Row("在[内外]", "p f", right=f"(?!的){_HAN}"),  # 部署在内网
    _Row(".[里内中外]", "n f", tag="x"),  # 存放在保洁柜里
    _Row(".[上下]", "n f", tag="x", left="[在于][^，。；]{1,8}$"),  # 浇筑在岩基上
    _Row("应用", "v p", before="^[时后前]$"),  # 治疗时应用次氯酸钠溶液冲洗
    _Row("[应须宜]为", "v v"),  # 外皮应为橙色
    _Row("主张|建议|提议|呼吁|倡议|规定|要求|决定", "v", tag="n", before=".", right=_SAID),  # 凯恩斯主张政府干预经济
    _Row("中", "j", left="(?s)^(?!.*在[^，。；]*$)", right="[俄美英法日德苏韩朝印越蒙哈欧澳]"),  # 中俄东段边界
    _Row("以.", "p n", right="[为作]"),  # 以水为制冷剂
    _Row("主治", "v", right="(?!医)"),  # 主治肾阴虚证
    _Row("[东西南北][起临接靠]", "f v", right=f"{_HAN}{{2}}"),  # 西起新疆轮南
    _Row("[东西南北][至抵达]", "f p", right=f"{_HAN}{{2}}"),  # 东至上海
    _Row("[头上中同]等", "n u", left="、[^，。；]{1,3}$", right="为"),  # 树皮、麻头等为原料
    _Row("后[周汉唐晋梁]", "f n", before="^(?!到了|直到|灭亡|建立|五代).."),  # 国人暴动后周公、召公共同行政
    _Row("内", "f", tag="n$", left="[在向于从到至往][^，。；]{1,8}$"),  # 向锅内补水
    _Row("时", "f", tag="n$", before="."),  # 染色时染液…
    _Row(_DEGREE, "a", tag="(?!a$)"),  # 密度过高则压漏地层
    _Row("[内外后前时][应须会将可宜要能].+", "f x", tag="x"),  # 时应取 in 发生空气栓塞时应取左侧卧位
    _Row("[内外后前时]应|[内后前中]须|中[要有含应]|[内上下]有|[内后]可|上应|下应", "f v"),  # 轿厢内应张贴
    _Row("[下中内上].+", "f v", tag="x", left="在[^，。；]{1,6}$"),  # 在弱光下视物
    _Row("指.+", "v n", tag="x", before="^是$"),  # 是指墙距
    _Row("指.+", "v n", before="^是$", right="、"),  # 是指望、闻、问、切
    _Row("对.", "p n", right="有|具有|没有|无|起|产生"),  # 凸透镜对光有会聚作用
    _Row("金属", "n v", before=_FUNDS, right="于"),  # 企业年金属于…
    _Row("产", "v", right="[自于]"),  # 香槟酒产自法国
)
# Verbs that the dictionary takes for things, persons or places.
MISTAKEN_VERBS = frozenset(
    words(
        """
    蒙面 矫正 张贴 明令 施策 马虎 相应 装有 附有 载有 附带 涂抹 播撒 撒播 灌装 粘贴 碾压 涂敷 涂覆 冲泡 弹奏 割舍
    听闻 背离 敬献 印发 印制 计征 吐丝 结网 插拔 摹刻 编印 讲授 会见 整治 筹划 谋划 钻研 环抱 维系 围观 陪伴 掌控
    铺筑 构筑 收治 领养 误服 误食 混装 蒸干 涂黑 割麦 筑墙 筑巢 筑路 宰羊 采珠 撒网 开沟 修桥 渡河 立项 归顺 付清
    查清 塞满 泛黄 握拳 扎根 拖带 牵拉 蛀蚀 染织 抗争 背诵 剪贴 印刻 熏烤 煸炒 跨接 舀出 睁开 指向 对准
    中断 株连 加盟 云集 扎堆 合龙 换乘 漏报 漏焊 代位 泵送 浆洗 螯合 外渗 护卫 护佑 嘉奖 拉延 拉直 加粗 加厚 加总 托运
    续建 永存 塞进 淌出 冷凝 牵正 锯直 测温 测距 压制 装运 驾车 水淹 秋播 晋升 张开 关联
    进境 申报 力争 力保 嵌套 抗衡 抗议 换发 换药 枚举 登报 联谊 论争 除草 勾勒 勒索 崇尚 崇拜 施舍 昭雪 登基 称王
    道破 夸赞
    成反比 成正比 成比例 相适应 相匹配 相一致 相衔接 相协调 相配套 相吻合 加密 解密
        """
    )
)
# And things that it takes for what is done.
MISTAKEN_NOUNS = frozenset(
    words(
        """
    坐标 应力 表决权 否决权 判决书 确认书 敷料 担架 挂架 挂车 触头 喷头 喷管 吸管 吹管 回路 相位 下标 比热 斥力
    推力 正压 低压 表土 淤血 积血 插图 附图 挂图 简图 诊所 治所 处所 提单 聘书 隶书 累进税 起源地 可见光 解药 调味料
    加法 减法 除法 补助费 分册 选手 披风 引桥 绝缘子 开关
        """
    )
)
MISTAKEN_ADVERBS = frozenset(words("方可 方能 依法 依规 徒手"))
_COMPILED = tuple(
    (row.tags.split(), row.place, [re.compile(pattern) for pattern in (row.word, *row[2:6])]) for row in _ROWS
)
_IS_DEGREE = re.compile(_DEGREE)


def is_degree(text: str) -> bool:
    """过高, 越浅: no name of a thing."""
    return _IS_DEGREE.fullmatch(text) is not None


def retagged(token: Token, before: str, text: str) -> list[Token] | None:
    """The token as what it is in `text` behind the word `before`, or None where the dictionary is right."""
    return next(_readings(token, before, text), None)


def _readings(token: Token, before: str, text: str) -> Iterator[list[Token]]:
    for tags, place, (word, tag, company, left, right) in _COMPILED:
        if (
            word.fullmatch(token.text)
            and tag.match(token.tag)
            and company.search(before)
            and left.search(text[: token.start])
            and right.match(text[token.end :])
        ):
            yield cut_at(token, place, *tags) if len(tags) > 1 else [token._replace(tag=tags[0])]


def cut_at(token: Token, place: int, first_tag: str, second_tag: str) -> list[Token]:
    left, right = token.text[:place], token.text[place:]
    return [Token(left, token.start, first_tag), Token(right, token.start + place, second_tag)]
