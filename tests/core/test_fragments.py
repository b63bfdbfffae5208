"""A piece of a clause is no answer, and neither is a piece of a name that looks like a number."""

from __future__ import annotations

import pytest

from quizzes.core.edges import clean_edges
from quizzes.core.prepare import prepare
from quizzes.core.types import Point


def answers(statement, cut, **fields):
    prepared = prepare([Point("p", statement, **fields)], cut=cut)
    return [blank.answer for draft in prepared.drafts for blank in draft.blanks]


@pytest.mark.parametrize(
    ("statement", "piece"),
    [
        ("污水先入沉砂池，再进曝气池，污泥另行浓缩。", "再进曝气池"),
        ("登记表编号以字母C开头，后接机构代码。", "后接机构代码"),
        ("水体缺氧之后，菌丝便会枯萎。", "菌丝便会枯萎"),
        ("花生的根部生有根瘤，能够改良土壤。", "根部生有根瘤"),
        ("书写隶书以方笔为主、圆笔为辅。", "圆笔为辅"),
        ("我国的俗语说有勇必有谋、勇谋必相济的道理。", "勇必有谋"),
        ("英语简单句的语序是主语—动词—宾语，状语较为灵活。", "主语"),
        ("蒸腾作用是绿色植物利用叶面，将体内水分散失到大气中的过程。", "绿色植物利用叶面"),
        ("票据到期，付款人足额付款，即完成清偿。", "完成清偿"),
        ("铜版的图纹低于版面，地图和证券常用此法印制。", "印制"),
        ("吞服氯化钾或硫酸亚铁期间饮茶，会影响铁剂吸收。", "吞服氯化钾"),
        ("不动产的设立和转让自登记于登记簿时发生效力。", "设立"),
        ("垃圾场渗滤液不得直接排入河道，应当先行处理。", "垃圾场"),
        ("打印纸用°RH标注湿度，室内须保持恒定。", "RH"),
        ("稀释时应沿杯壁缓缓倒入，最后盖上玻璃片。", "盖上玻璃片"),
        ("从取得驾驶证之日算起，实习期为12个月。", "驾驶证之日算起"),
    ],
)
def test_a_piece_of_a_clause_is_not_asked(statement, piece, cut):
    assert piece not in answers(statement, cut)


@pytest.mark.parametrize(
    ("statement", "piece"),
    [
        ("当地的稻田实行一年三熟制，冬季种植油菜。", "一年"),
        ("起泡酒须在瓶中进行二次发酵，历时数月。", "二"),
        ("春秋之始为周平王四十九年，孔子据鲁史而作。", "四十九年"),
        ("两艘渔船交叉相遇时，让路船应避免横越前方。", "两"),
        ("螺栓标记M12×1.75中，字母M代表普通螺纹。", "1.75"),
        ("螺栓标记M12×1.75中，字母M代表普通螺纹。", "M12"),
        ("百白破疫苗按照3、4、5月龄的程序接种。", "5月龄"),
        ("百白破疫苗按照3、4、5月龄的程序接种。", "3"),
        ("该组件功率的温度系数约为-0.3%/℃，夏季出力偏低。", "-0.3%"),
        ("酒精度每升高1%vol，甜度随之降低。", "1%"),
        ("西班牙开局以1.e4 e5起手，白方随后出象。", "e4 e5"),
        ("等程律相邻半音的频率之比为2的十二次方根。", "2"),
        ("该药抑制血小板生成血栓素A2，从而防止血栓。", "A2"),
        ("诚信为本，操守为重，坚持准则，不做假账——这十六个字写进了守则。", "十六"),
        ("医嘱中tid表示每日三次，须按时给药。", "每日"),
        ("投票通过须占全体股东的三分之二到四分之三。", "一到二"),
    ],
)
def test_a_piece_of_a_name_or_a_number_is_not_asked(statement, piece, cut):
    assert piece not in answers(statement, cut)


@pytest.mark.parametrize(
    ("statement", "fact"),
    [
        ("医嘱中tid表示每日三次，须按时给药。", "每日三次"),
        ("灌装量约占罐体容积的三分之二到四分之三。", "三分之二到四分之三"),
        ("关中平原的作物以冬小麦、夏玉米为主。", "冬小麦"),
        ("葡萄酒的颜色和涩味主要来自果皮与葡萄籽。", "葡萄籽"),
        ("工作中贯彻保护为主、抢救第一、合理利用、加强管理的方针。", "保护为主"),
        ("稀释时应沿杯壁缓缓倒入，最后须盖玻璃片。", "玻璃片"),
    ],
)
def test_a_fact_beside_them_is(statement, fact, cut):
    assert fact in answers(statement, cut)


@pytest.mark.parametrize(
    "statement",
    [
        "医学知识日新月异，大家唯有坚持学习，才能不落人后。",
        "粮食是百姓的命根子，人人都要爱惜每一粒粮食。",
        "口才是一门学问，大家要在生活中多观察、多练习、多总结。",
        "安全生产需要企业、员工和家庭的共同努力。",
        "广大职工务必绷紧安全这根弦，切莫麻痹大意。",
        "修桥铺路是造福乡亲的好事，大家要齐心协力。",
    ],
)
def test_what_only_urges_or_praises_is_refused(statement, cut):
    assert not answers(statement, cut)


@pytest.mark.parametrize(
    ("text", "piece", "is_clean"),
    [
        ("M10×1.5的螺纹", "1.5", False),
        ("共3×4格", "3", True),
        ("按0、1、6月龄接种", "6月龄", False),
        ("按0、1、6月龄接种", "0", False),
        ("在3月、6月、9月检查", "6月", True),
        ("编号为3、5、7。", "5", True),
        ("以1.e4开局", "e4", False),
        ("约为-0.4%/℃", "-0.4%", False),
        ("约为0.4%，", "0.4%", True),
        ("2的十二次方根", "2", False),
        ("是3的倍数", "3", True),
    ],
)
def test_an_edge_cuts_no_mark_series_or_compound_unit(text, piece, is_clean):
    start = text.index(piece)
    assert clean_edges(text, start, start + len(piece)) is is_clean
