"""Names of people and bodies, as they stand under a title."""

from __future__ import annotations

import re

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓单杭洪包诸"
    "左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳焦巴弓牧隗山谷车侯全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲从索"
    "赖卓蔺屠蒙池乔阴胥能苍双闻翟谭贡劳姬申扶冉宰雍桑桂牛寿通边燕冀浦尚农温庄晏柴瞿阎连习艾鱼容向古易慎戈廖终居衡步都耿满弘匡国"
    "文寇广东沃利越隆师巩聂晁勾敖融冷辛阚那简饶曾沙丰关查游权覃佟代付邸闫肖楚仝晋牟原冼但商岳涂甯"
)
_DOUBLE_SURNAMES = re.compile("欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|独孤")
# Words of two or three characters that begin like a surname and may stand on a line of their own.
_NO_NAMES = re.compile(
    "方案|任务|任务书|时间|安排|安全|方法|管理|高校|石油|金融|成果|程序|计划|党章|全文|文章|常识|经验|经济|文件|文化|章程|单位"
    "|明确|成立|国家|国务院|武汉|武汉市|江苏|安徽|甘肃|广东|广西|山东|山西|云南|贵州|温州|全国|全党|农业|农村|商务部|元旦|夏季"
    "|秋季|包括|应对|成员|时代|强国|强调|关于|关键词|项目|申请|解读|解放军|广播|通知|通报|通告|向导|原则|原文|简介|和谐|平安"
    "|安全部|方针|计算|支部|支书|总结|东部|西部|海关|宣言|宣讲|宣传|宣传部|权利|终止|居民|古代|文明|步骤|能源|都市|满意|水利部"
    "|金句|花絮|边界|车间|房屋|石化|双碳|连线|通用|关怀|商品|陆地|江河|白皮书|明天|管理局|安委会|农办|程度|成绩|时评|应用|施工"
    "|高中|高质量|广大|季度|章节|习题|许可|管道|封面|伏笔|曲线|国资委|全会|全面|全体|文献|经典|简报|易燃|冷却|温度|师德|师生"
    "|师风|国情|国防|印发|施行"
)
_POSITION_END = re.compile(
    "(?:副?总书记|副?书记|副?主席|副?总理|副?部长|副?省长|副?市长|副?县长|副?校长|副?院长|副?处长|副?科长|副?局长|副?厅长|副?所长"
    "|副?主任|委员|副?教授|讲师|研究员|工程师|博士|院士|记者|通讯员|评论员|同志|老师|主编|秘书长|组长|班长|队长|经理|董事长|总裁"
    "|学习秘书|秘书)$"
)
_BODY = re.compile(
    r"[一-鿿（）() \u3000]{1,28}(?:委员会|党委|党组|总支|支部|办公室|办公厅|学院|大学|学校|集团|公司|部|局|厅|处|中心"
    "|研究所|研究院|协会|学会|工会|联合会|编辑部|国务院|政府|法院|检察院|小组|编写组|课题组|评论员|新华社|人民日报|杂志社|出版社|团委|实验室|编委会)"
)
_LABEL = re.compile(r"^(?:作者|主讲人|主讲|发言人|讲话人|报告人|演讲人|宣讲人|撰稿|文|记者|来稿)[：:/／] ?")
_HAN_NAME = re.compile("[一-鿿㐀-䶿]{2,4}")
_SPREAD = re.compile(r"(?<![一-鿿])[一-鿿](?:[ \u3000][一-鿿]){1,3}(?![一-鿿])")  # 周 涛, 何 建 平
_FOREIGN_NAME = re.compile(r"[一-鿿A-Z][一-鿿.]{0,7}[·•][一-鿿·•]{1,12}")


def is_person(text: str) -> bool:
    """Whether the text is a personal name: a surname and one or two characters, or parts joined by ·."""
    name = re.sub(r"\s", "", text)
    if _FOREIGN_NAME.fullmatch(name):
        return True
    if not _HAN_NAME.fullmatch(name) or _NO_NAMES.fullmatch(name):
        return False
    if _DOUBLE_SURNAMES.match(name):
        return len(name) >= 3
    return len(name) <= 3 and name[0] in _SURNAMES


def byline(text: str) -> str | None:
    """The people that a line under a title names, without label and position; None when it names nobody.

    A name of two characters is often spread over three (张　三); the blank is left out.
    """
    text = text.strip("（）()【】[] \u3000")
    bare = _LABEL.sub("", text)
    is_labelled = bare != text
    if len(bare) > 40:
        return None
    if is_person(bare):
        return re.sub(r"\s", "", bare)
    names = []
    for token in re.split(r"[\s、，,;；（）()]+", _SPREAD.sub(_closed, bare)):
        if not token:
            continue
        name = _POSITION_END.sub("", token)
        if is_person(name):
            names.append(name)
        elif name == token and not is_labelled and not is_organisation(token):
            return None
    return "、".join(names) or None


def _closed(spread: re.Match[str]) -> str:
    return re.sub(r"\s", "", spread.group())


def is_organisation(text: str) -> bool:
    """Whether the line is the name of a body such as 石油工程学院党总支."""
    return _BODY.fullmatch(text) is not None
