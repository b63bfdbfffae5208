"""What is no fact, what is told by the rest, and which of two facts is asked: found by readers of unseen key points."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizzes.core.compounds import compound_value, compound_variants, is_compound
from quizzes.core.fill_blank import seeded
from quizzes.core.giveaways import shown_elsewhere
from quizzes.core.matching import write_matching
from quizzes.core.prepare import prepare
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import read
from quizzes.core.types import Point
from tests.core.asking import answers


@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("地球自转一周的时间为23时56分4秒。", "23时56分4秒"),
        ("该班列全程运行3小时20分。", "3小时20分"),
        ("运动员的身高为1米75。", "1米75"),
        ("清蒸一条鱼需要2斤3两的鲜鱼。", "2斤3两"),
        ("这支钢笔的售价为5元8角。", "5元8角"),
        ("该观测站的纬度为北纬30度15分。", "30度15分"),
        ("黄赤交角形成的极圈的纬度是66°34′。", "66°34′"),
        ("该项目的建设期为三年零六个月。", "三年零六个月"),
        ("从备料到出炉共需两小时三十分。", "两小时三十分"),
        ("全程马拉松的纪录是2小时0分35秒。", "2小时0分35秒"),
    ],
)
def test_a_value_in_two_units_is_one_answer(statement, whole, cut):
    found = answers(statement, cut)
    assert whole in found
    assert not [answer for answer in found if answer != whole and answer in whole]


@pytest.mark.parametrize("text", ["10米5人", "1.75米", "3天", "8时30分", "5年有期徒刑"])
def test_two_numbers_of_different_things_are_no_compound(text):
    assert not is_compound(text)


def worth(text: str) -> Fraction:
    value = compound_value(text)
    assert value is not None
    return value


def test_wrong_durations_stay_within_what_their_units_hold():
    found = list(compound_variants("23时56分4秒"))
    assert len(found) > 4
    assert all(text.endswith("秒") for text in found)
    assert not any(text.startswith(("24时", "25时")) or "时60分" in text or "时61分" in text for text in found)
    values = [worth(text) for text in found]
    assert min(values) < worth("23时56分4秒") < max(values)


def test_compounds_are_ordered_by_what_they_are_worth():
    assert worth("3小时20分") < worth("3小时30分") < worth("4小时5分")
    assert worth("1米75") < worth("1米80") < worth("2米05")
    assert worth("5元8角") == worth("5元80分")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("唐玄宗前期年号开元，史称“开元盛世”。", "开元盛世"),
        ("明成祖年号永乐，在位期间编成《永乐大典》。", "永乐大典"),
        ("1860年，英法联军攻入北京，清政府被迫签订《北京条约》。", "北京条约"),
        ("C30混凝土的立方体抗压强度标准值为30 MPa。", "C30混凝土"),
        ("标准足球比赛全场90分钟，分上下两个半场，每半场45分钟。", "90分钟"),
        ("标准足球比赛全场90分钟，分上下两个半场，每半场45分钟。", "45分钟"),
        ("每班工作8小时，三班合计24小时。", "24小时"),
    ],
)
def test_what_the_rest_tells_is_not_asked(statement, told, cut):
    assert told not in answers(statement, cut)
    assert told not in answers(statement, cut, term="C30混凝土")


@pytest.mark.parametrize(
    ("statement", "shared"),
    [
        ("体细胞通过有丝分裂增殖，生殖细胞则来自减数分裂。", "减数分裂"),
        ("我国的中央银行是中国人民银行。", "中国人民银行"),
        ("“两个确立”和“两个维护”是新时代的重大政治成果。", "两个确立"),
    ],
)
def test_a_part_that_many_names_share_tells_nothing(statement, shared, cut):
    start = statement.index(shared)
    assert not shown_elsewhere(read(statement, cut), start, start + len(shared), "quote", ())


@pytest.mark.parametrize(
    ("statement", "piece"),
    [
        ("跳水十米台项目的比赛中，男子要完成6个动作。", "十米"),
        ("男子110米栏共设10个栏架。", "110"),
        ("三开井口装置的额定工作压力为70MPa。", "三"),
        ("二级公路的设计速度为80km/h或60km/h。", "二级"),
        ("二十四节气中，立春是第一个节气。", "第一个节气"),
    ],
)
def test_a_numeral_of_a_name_is_no_answer(statement, piece, cut):
    assert piece not in answers(statement, cut)


def test_a_length_that_is_measured_still_is(cut):
    assert "10米" in answers("易燃物与明火应保持10米距离。", cut)


@pytest.mark.parametrize(
    ("term", "statement", "fact"),
    [
        ("行政复议", "行政复议的申请期限为自知道该行政行为之日起60日内。", "60日"),
        ("应答机编码", "应答机编码7700表示紧急状况，7600表示通信失效，7500表示遭受非法干扰。", "7500"),
        ("试用期", "劳动合同期限三个月以上不满一年的，试用期不得超过一个月。", "三个月以上不满一年"),
        ("酚酞", "酸碱指示剂酚酞在碱性溶液中呈红色。", "红色"),
        ("面神经", "面神经是第Ⅶ对脑神经。", "第Ⅶ对"),
        ("制取氧气", "实验室制取氧气常用高锰酸钾加热分解。", "高锰酸钾"),
    ],
)
def test_the_fact_is_asked_before_the_topic(term, statement, fact, cut):
    assert answers(statement, cut, term=term)[0] == fact


@pytest.mark.parametrize(
    "statement",
    ["一张A4纸的尺寸为210mm×297mm。", "成人静脉输液的滴速一般为每分钟40～60滴，儿童为每分钟20～40滴。"],
)
def test_what_is_told_of_is_no_answer_where_the_fact_cannot_be_hidden(statement, cut):
    assert answers(statement, cut) == []


def test_a_defined_term_is_asked_before_anything_else(cut):
    statement = "高处作业是指在坠落高度基准面2米及以上进行的作业。"
    assert answers(statement, cut, term="高处作业")[0] == "高处作业"


@pytest.mark.parametrize(
    "statement",
    [
        "全面从严治党永远在路上。",
        "安全工作人人有责，必须常抓不懈。",
        "要以更高的标准、更严的要求、更实的作风推进各项任务。",
        "以更大的决心、更硬的举措、更强的力度抓好整改。",
        "抓落实贵在持之以恒、久久为功。",
        "食品安全重于泰山，监管责任义不容辞。",
        "保密工作无小事，人人都是责任人。",
        "服务群众要做到热心、耐心、细心。",
    ],
)
def test_a_slogan_is_refused_whether_it_urges_or_praises(statement, cut):
    assert answers(statement, cut) == []


def test_a_formula_is_not_cut(cut):
    found = answers("2014年12月，“四个全面”中首次写入全面从严治党。", cut)
    assert found
    assert not [answer for answer in found if answer in "全面从严治党" and answer != "全面从严治党"]


def test_opposites_that_stand_together_are_not_exchanged(cut):
    prepared = prepare([Point("p", "现金流量表反映现金的流入和流出。", "现金的流入和流出")], cut=cut)
    pools = [option.text for draft in prepared.drafts for blank in draft.blanks for option in blank.pool]
    assert not {"现金的流出和流出", "现金的流入和流入", "流出和流入"} & set(pools)


def test_codes_keep_their_digits(cut):
    prepared = prepare([Point("p", "应答机编码7700表示紧急状况，7600表示通信失效。")], cut=cut)
    blanks = [draft.blanks[0] for draft in prepared.drafts]
    pool = [option.text for blank in blanks if blank.answer == "7700" for option in blank.pool]
    assert pool
    assert all(len(text) == 4 for text in pool)


@pytest.mark.parametrize("given", [True, False])
def test_one_matching_set_holds_one_unit(given, cut):
    heights = [
        ("珠穆朗玛峰", "8848.86米"),
        ("梵净山", "2.57千米"),
        ("华山", "2154.9米"),
        ("衡山", "1300.2米"),
        ("恒山", "2016.1米"),
        ("嵩山", "1.5千米"),
        ("泰山", "1532.7米"),
    ]
    points = [
        Point(name, f"{name}的海拔为{value}。", name, "山", pair_value=value if given else "")
        for name, value in heights
    ]
    [group] = prepare(points, cut=cut).groups
    for seed in range(20):
        question = write_matching(group, seeded(seed))
        assert question is not None
        units = {quantity.unit for side in question.rights if (quantity := parse_quantity(side.text))}
        assert units == {"米"}


@pytest.mark.parametrize(
    ("statement", "torn"),
    [
        ("帝王蝶每年从加拿大迁徙到墨西哥越冬。", "墨西哥越冬"),
        ("猫的视网膜后有反光膜，可在弱光下视物。", "弱光下视物"),
        ("国债回购利率由市场供求决定。", "国债"),
        ("农历正月十五是元宵节，人们有吃元宵的习俗。", "习俗"),
        ("弘扬优良传统，凝聚奋进力量。", "弘扬优良传统"),
        ("人类第一次登月由阿波罗11号于1969年7月20日完成。", "11"),
        ("党的二十大报告提出，以中国式现代化全面推进中华民族伟大复兴。", "中国式现代化全面"),
        ("《国际海上避碰规则》规定，机动船对遇时应各自向右转向。", "向右转"),
    ],
)
def test_a_name_ends_where_another_word_begins(statement, torn, cut):
    assert torn not in answers(statement, cut)
