"""Units of measure and Chinese classifiers: how they are written, which are of one family, what values they allow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from quizzes.core.wordlists import words

# One family = values that may be compared and mixed in one question. A measure belongs to the answer (85℃),
# a classifier stays in the text (330多支 is asked as ___支).
MEASURES: dict[str, tuple[str, ...]] = {
    "长度": words("公里 千米 分米 厘米 毫米 微米 纳米 英里 英尺 英寸 海里 光年 天文单位 米 里 丈 尺 寸 华里"),
    "面积": words("平方公里 平方千米 平方米 平方分米 平方厘米 平方毫米 平方英里 公顷 亩"),
    "体积": words("立方千米 立方米 立方分米 立方厘米 立方毫米 毫升 微升 升 加仑 桶"),
    "质量": words("公斤 千克 毫克 微克 纳克 克 吨 斤 磅 盎司 克拉"),
    "时间": words(
        """
    个工作日 工作日 个小时 小时 分钟 秒钟 毫秒 微秒 纳秒 个昼夜 昼夜 个季度 个星期 星期 个月 周年 学时 课时 周
    天 日 秒 年 刻钟
    """
    ),
    "年龄": ("周岁", "周龄", "日龄", "月龄", "岁"),
    "温度": ("摄氏度", "华氏度", "开尔文"),
    "角度": ("弧度", "度", "角分", "角秒"),
    "压强": words("个标准大气压 标准大气压 个大气压 大气压 毫米汞柱 厘米水柱 兆帕 千帕 百帕 帕斯卡 帕"),
    "能量": words("千焦耳 兆焦耳 焦耳 千焦 兆焦 焦 千卡 大卡 卡路里 千瓦时 兆瓦时 电子伏特"),
    "功率": words("千瓦 兆瓦 毫瓦 瓦特 瓦 马力"),
    "电压": ("千伏", "毫伏", "伏特", "伏"),
    "电流": ("毫安", "微安", "安培"),
    "电阻": ("千欧", "兆欧", "欧姆"),
    "频率": words("千赫兹 兆赫兹 吉赫兹 千赫 兆赫 赫兹"),
    "力": ("千牛", "牛顿"),
    "物质的量": ("毫摩尔", "摩尔"),
    "数据量": ("兆字节", "千字节", "字节", "比特"),
    "金额": words("人民币元 美元 欧元 英镑 日元 港元 卢布 法郎 元 块钱 角钱"),
    "比例": ("个百分点", "百分点", "个基点", "基点"),
    "倍数": ("倍", "成"),
    "声级": ("分贝",),
    "辐射": ("毫希沃特", "希沃特", "戈瑞", "勒克斯", "流明", "坎德拉"),
}
CLASSIFIERS = words(
    """
    人次 大 个 名 位 人 户 家 所 座 支 台 辆 架 艘 册 本 部 篇 章 节 字 页 层 项 条 次 件 种 类 款 批 对 块 根
    颗 粒 株 头 只 匹 棵 场 届 轮 步 门 枚 组 队 份 张 片 套 期 例 起 宗 笔 股 票 席 间 栋 幢 口 处 道 扇 面 幅
    首 句 段 行 列 集 卷 回 遍 趟 圈 环 帧 滴 杯 瓶 盒 箱 袋 包 枝 朵 具 副 双 员 站 代 阶 维 重 等级 级 点 省
    市 县 区 镇 乡 村 国 室 厅 井 线 路 极 元 型 环节 字节 分 折 号 档 拍 声 卦 音 调 肢 足 腿 翅 瓣 叶 倍体
    进制 位数 格 孔 齿 缸 弦 桨 垒 尊 则 盏 串 束 窟
    """
)
# 元, 国 and the like are classifiers only after Arabic digits; after 三, 五 … they are usually part of a name.
_NAME_LIKE = frozenset(("届", "进制")) | frozenset(
    words(
        """
    国 省 市 县 区 镇 乡 村 室 厅 井 线 路 极 元 型 级 号 调 音 声 卦 肢 足 腿 翅 瓣 叶 头 面 口 行 代 节 队 部
    字 维 重 门 道 位 分 点 折 站 号 员 家 股 票 户 孔 齿 缸 弦 桨 垒
    """
    )
)
_PREFIX = "(?:da|[YZEPTGMkhdcmμµnpf])"
_BASES: dict[str, tuple[str, ...]] = {
    "压强": ("Pa", "mmHg", "cmH2O", "cmH₂O", "psi", "atm", "bar", "Torr"),
    "频率": ("Hz",),
    "物质的量": ("mol",),
    "能量": ("eV", "Wh", "W·h", "cal", "J"),
    "功率": ("W", "hp"),
    "电压": ("V",),
    "电流": ("A",),
    "电阻": ("Ω", "Ω"),
    "力": ("N",),
    "长度": ("m", "in", "ft", "Å"),
    "质量": ("g", "t", "lb"),
    "时间": ("min", "s", "h", "d", "a"),
    "体积": ("L", "l", "bbl"),
    "温度": ("℃", "°C", "℉", "°F", "K"),
    "角度": ("°", "rad", "″", "′"),
    "数据量": ("bit", "Byte", "B", "b"),
    "数据率": ("bps", "Mbps", "Gbps", "kbps"),
    "电磁": ("Wb", "C", "F", "H", "T", "Gs"),
    "光": ("cd", "lm", "lx"),
    "辐射": ("Bq", "Gy", "Sv"),
    "声级": ("dB", "dB(A)", "dBm"),
    "浓度": ("ppm", "ppb", "IU", "U", "mEq"),
    "渗透率": ("mD", "D"),
    "黏度": ("cP", "P"),
    "转速": ("rpm",),
    "面积": ("ha",),
    "图像": ("px", "dpi", "fps"),
}
_SYMBOLS = sorted({symbol for symbols in _BASES.values() for symbol in symbols}, key=lambda s: (-len(s), s))
_POWER = r"(?:[⁻]?[¹²³⁴⁵⁶]+|\^[-−]?\d+|[23](?![\d.A-Za-z]))?"
_LATIN_ATOM = rf"(?:{_PREFIX}??(?:{'|'.join(map(re.escape, _SYMBOLS))}){_POWER})(?![A-Za-z\d])"


def _any_of(units: Iterable[str]) -> str:
    """The longest first; those of one character as one class, for the patterns repeat this a hundred times."""
    known = set(units)
    longer = sorted((unit for unit in known if len(unit) > 1), key=lambda unit: (-len(unit), unit))
    return "|".join([*longer, f"[{''.join(sorted(unit for unit in known if len(unit) == 1))}]"])


_CHINESE_ATOM = "|".join((_any_of(unit for units in MEASURES.values() for unit in units), _any_of(CLASSIFIERS)))
_ATOM = rf"(?:{_LATIN_ATOM}|{_CHINESE_ATOM})"
# Within the brackets of W/(m·K): no second copy of all units, for the patterns repeat this a hundred times and every
# copy has to be compiled at a cold start.
_BRACKETED = (
    "(?:[A-Za-zµμΩ°℃²³⁻¹23·•⋅*]|千克|毫克|克|平方米|立方米|米|秒|开尔文|开|摄氏度|摩尔|"
    "小时|天|日|年|人|次|亩|公顷|升){1,12}"
)
_DIVISOR = (
    rf"(?:(?:[/／]\s?(?:\d+\s?)?|[·•⋅*]\s?){_ATOM}|[/／]\({_BRACKETED}\)"
    r"|每(?:百毫升|百克|百公里|百米|千人|万人|平方厘米|平方毫米|立方厘米|千瓦时|千克|公斤|千米|公里|毫升|厘米|平方米|立方米|平方公里|分钟|小时|秒|分|天|日|年|升|人|亩|公顷))"
)
# A unit at this place, compound or simple; compound ones (次/分) count as measures whatever they are made of.
UNIT = rf"(?:{_ATOM}{_DIVISOR}*)"
_SIMPLE_LATIN = re.compile(_LATIN_ATOM)
_COMPOUND = re.compile(r"[/／·•⋅*]|.每")


def is_measure(unit: str) -> bool:
    """Whether the unit belongs into the answer."""
    return bool(_COMPOUND.search(unit)) or family(unit) != ""


def is_name_like(unit: str) -> bool:
    """Whether 三 + this unit is more often part of a name (三国, 五代) than a count."""
    return unit in _NAME_LIKE


@cache
def family(unit: str) -> str:
    """The dimension of a unit, itself for compound ones, "" for classifiers."""
    if _COMPOUND.search(unit):
        return unit
    if unit in ("%", "‰", "‱"):
        return "百分比"
    for name, units in MEASURES.items():
        if unit in units:
            return name
    return _latin_family(unit)


def _latin_family(unit: str) -> str:
    if not _SIMPLE_LATIN.fullmatch(unit):
        return ""
    power = re.search(_POWER + "$", unit)
    bare = unit[: len(unit) - len(power.group())] if power else unit
    if power and power.group():
        return {"²": "面积", "2": "面积", "³": "体积", "3": "体积"}.get(power.group(), unit)
    for name, symbols in _BASES.items():
        if bare in symbols:
            return name
    for name, symbols in _BASES.items():
        if bare[1:] in symbols or bare[2:] in symbols:
            return name
    return ""


# (words near the number, unit family or unit, lowest, highest): what a value of that kind can be at all.
BOUNDS: tuple[tuple[str, str, float, float], ...] = (
    ("", "百分比", 0, 100),
    ("体温|腋温|口温|肛温|腋[窝下]|口腔温度|直肠|发热|高热|低热|中等热", "温度", 34, 43),
    ("人体|室温|水温|洗胃|冷藏|疫苗", "温度", -90, 100),
    ("", "温度", -273, 1e9),
    ("纬", "角度", 0, 90),
    ("经", "角度", 0, 180),
    ("", "角度", 0, 360),
    ("每天|每日|一天|一昼夜|日均", "小时", 0, 24),
    ("每周|一周", "天", 1, 7),
    ("每年|一年", "个月", 1, 12),
    ("", "年龄", 0, 120),
    ("pH|PH|酸碱度", "", 0, 14),
    ("每年|一年|全年", "周", 1, 52),
    ("每小时|一小时", "分钟", 1, 60),
    ("三角形|平角", "角度", 0, 180),
    ("锐角|坡度|倾角|井斜", "角度", 0, 90),
    ("概率|相关系数|效率|泵效|孔隙度|饱和度|利用系数|可靠度|显著性水平", "", -1, 1),
    ("百分制|满分|总分", "分", 0, 100),
    ("全国|我国|中国", "省", 1, 34),
    ("个省", "个", 1, 34),
    ("", "个季度", 1, 4),
    ("", "折", 1, 9.9),
    ("", "成", 1, 10),
    ("地震|震级|里氏", "级", 0, 10),
    ("风力|台风|大风|阵风", "级", 0, 17),
    ("烈度", "度", 1, 12),
)


def bounds(context: str, unit: str, *, percent: bool = False) -> tuple[float, float]:
    """The lowest and highest value that makes sense for `unit` in a sentence."""
    kind = "百分比" if percent else family(unit)
    low, high = (-1e18, 1e18)
    for nearby, wanted, least, most in BOUNDS:
        if wanted in (unit, kind) and (not nearby or re.search(nearby, context)):
            low, high = max(low, least), min(high, most)
    return low, high
