"""A hanzi on both sides of a seam: language (人民|民主) or the trace of a bad cut (情况|况评估)?"""

from __future__ import annotations

_ALWAYS_DOUBLE = frozenset("渐纷默稍悄冉滔熊茫勃孜拳谆津屡频牢紧")
_BUT_NOT_IN_FRONT_OF = "密急张迫缺固"  # 紧密 紧急 牢固 are words of their own
_OFTEN_DOUBLE = frozenset("人天常往处时事层步节样种年月日家户代个件条项刚仅深大小多早好慢快高远久看想说谈试等岁字句声")
# For each hanzi: the hanzi that stand before it, and behind it, in words that official prose puts side by side.
_SIDE_BY_SIDE = {
    "习": ("学复练实研", "近惯题"),
    "作": ("工合动写操", "风为出用业"),
    "会": ("社大协员开议晚商工", "议同见上场长费"),
    "民": ("人居农公市村全国", "主生族法众营间政心办"),
    "高": ("提最崇", "度质校水效等举中层"),
    "要": ("重需主必", "求素点坚加把深以"),
    "理": ("管治处办审真合心", "念论解想"),
    "国": ("中全各我外爱强", "家务有际内民防资企"),
    "时": ("及同按随平战", "代间期刻候"),
    "业": ("企产行就农工商专毕职", "务态主绩"),
    "家": ("国专大", "庭园长属"),
    "实": ("落真切扎", "际施践事现行验"),
    "现": ("实体表发展出", "代场实有状象行"),
    "全": ("安健保齐", "面国体力过省市党社"),
    "强": ("增加坚", "大化国调军"),
    "展": ("发开进", "示现望"),
    "部": ("干全支内", "门署分队长"),
    "生": ("学卫民医师产发考新", "产活态命物"),
    "动": ("活行推劳带互", "员力态物作"),
    "成": ("形完组建促", "果效绩为员本立长"),
    "关": ("机有相海", "于系键心注爱"),
    "任": ("责主信", "务何期用"),
    "务": ("服任业国公", "必实工"),
    "法": ("依宪方办违执立司", "律规治院定"),
    "及": ("以涉普", "时早"),
    "平": ("水公和近", "台等稳安衡均"),
    "革": ("改", "命新"),
    "政": ("行财廉党", "策府治权务法"),
    "主": ("民自为", "义席体要任动题"),
    "义": ("主意定", "务"),
    "心": ("中核关信决", "理得态"),
    "化": ("文深变强优", "解学工"),
    "学": ("科大教同力数", "习校生院术者员"),
    "文": ("语公人", "化明件艺"),
    "体": ("集具全主整群", "系制现育验会"),
    "制": ("体机控编", "度定约造"),
    "度": ("制高速程", "过"),
    "力": ("能动努权", "量度争求"),
    "量": ("质力数", "化"),
    "系": ("体联关", "统列"),
    "统": ("传系", "一筹战计"),
    "用": ("利应作使运", "于好人户心"),
    "人": ("工个军", "民员才大口类士"),
    "大": ("重人扩", "学会力局量家"),
    "本": ("根基", "领地质身"),
    "行": ("执进银推", "为动政业"),
    "为": ("作行认", "了人民"),
    "员": ("党人成", "工额"),
    "地": ("各基", "方区位"),
    "方": ("地各双", "面法式案针向"),
    "机": ("危有", "制关构会遇"),
    "建": ("党共", "设立议成"),
    "设": ("建", "施备立"),
    "品": ("产食", "牌质种"),
    "出": ("提突作", "台现发"),
    "发": ("开研", "展挥现生"),
    "经": ("已", "济验费"),
    "面": ("全方", "对临向"),
    "利": ("有权胜", "益用"),
    "合": ("结符联", "作理格"),
    "同": ("共协", "志时步"),
    "共": ("公中", "同产享识"),
    "产": ("生财", "业品生"),
    "重": ("严尊", "要点大视"),
    "分": ("部充", "析类别"),
    "进": ("促推改", "行步入"),
    "一": ("统唯", "切定致"),
    "责": ("负", "任"),
    "导": ("领指引", "向师"),
    "组": ("小", "织成"),
    "节": ("环", "约能"),
    "检": ("纪", "查察测"),
    "查": ("检调", "处找"),
    "安": ("公治", "全排"),
    "院": ("学医", "长士"),
    "验": ("实经", "收证"),
}


def is_wording(before: str, after: str, everything: str = "") -> bool:
    """Whether the character that ends `before` and begins `after` belongs to both.

    It does when it doubles by itself (层层), when two words meet in it, or when the document
    writes it twice in the same surroundings elsewhere. If in doubt it does not: across a random cut a
    character meets itself in about one of a thousand places, far less often than a page break repeats one.
    """
    char = before[-1]
    if char in _ALWAYS_DOUBLE and after[1:2] not in _BUT_NOT_IN_FRONT_OF:
        return True
    if char in _OFTEN_DOUBLE and not before[-2:-1].isalnum():
        return True
    heads, tails = _SIDE_BY_SIDE.get(char, ("", ""))
    if before[-2:-1] and before[-2:-1] in heads and after[1:2] and after[1:2] in tails:
        return True
    surroundings = before[-2:] + after[:2]
    return len(surroundings) == 4 and surroundings in everything
