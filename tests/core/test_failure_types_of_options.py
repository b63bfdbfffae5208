"""Wrong answers that readers of unseen key points threw out, each kind with its promise."""

from __future__ import annotations

from itertools import islice

import pytest

from quizzes.core.date_variants import date_variants
from quizzes.core.prepare import prepare
from quizzes.core.types import Point


def wrong(points, answer, cut):
    """The wrong answers beside `answer` in the questions of the first of the points."""
    prepared = prepare(points, cut=cut)
    return [
        option.text
        for draft in prepared.drafts
        for blank in draft.blanks
        if draft.point_id == points[0].id and blank.answer == answer
        for option in blank.pool
    ]


def test_numbers_of_other_things_are_no_siblings(cut):
    points = [
        Point("1", "尿素的含氮量约为46%，是含氮量最高的固体氮肥。"),
        Point("2", "一般纳税人的基本税率为13%。"),
        Point("3", "偏差应控制在±6%以内。"),
    ]
    assert not {"13%", "±6%"} & set(wrong(points, "46%", cut))


def test_numbers_of_one_category_are(cut):
    points = [
        Point("1", "氧气瓶与明火的距离不应小于12m。", category="安全距离"),
        Point("2", "乙炔瓶与明火的距离不应小于17m。", category="安全距离"),
    ]
    assert "17m" in wrong(points, "12m", cut)


ORGANS = [
    Point("1", "人体最长的骨是股骨。", "最长的骨", "解剖结构", pair_value="股骨"),
    Point("2", "人体最大的消化腺是肝脏。", "最大的消化腺", "解剖结构", pair_value="肝脏"),
    Point("3", "人体最大的器官是皮肤。", "最大的器官", "解剖结构", pair_value="皮肤"),
    Point("4", "人体最小的骨是镫骨。", "最小的骨", "解剖结构", pair_value="镫骨"),
]


def test_values_of_terms_that_ask_for_other_things_stay_out(cut):
    assert not {"肝脏", "皮肤"} & set(wrong(ORGANS, "股骨", cut))


@pytest.mark.parametrize(
    ("statement", "answer", "low", "high"),
    [
        ("每小时的巡检时间不少于45分钟。", "45分钟", 1, 60),
        ("全年的生产时间不少于48周。", "48周", 1, 52),
        ("我国共有23个省。", "23", 1, 34),
        ("该井井斜不超过85度。", "85度", 0, 90),
    ],
)
def test_countable_things_have_an_upper_bound(statement, answer, low, high, cut):
    from quizzes.core.quantities import parse_quantity

    values = [parse_quantity(text) for text in wrong([Point("1", statement)], answer, cut)]
    assert all(value is not None and low <= value.value <= high for value in values)


def test_no_decimal_number_stands_beside_a_binary_one(cut):
    assert wrong([Point("1", "二进制数1011转换为十进制数是11。")], "1011", cut) == []


def test_a_unit_of_something_is_no_place_value(cut):
    assert "32" not in wrong([Point("1", "蛋白质的基本组成单位是氨基酸，人体必需氨基酸有8种。")], "8", cut)


def test_letters_of_a_class_are_exchanged(cut):
    found = wrong([Point("1", "C类火灾是指气体火灾，如煤气火灾。", "C类火灾")], "C类火灾", cut)
    assert {"A类火灾", "B类火灾", "D类火灾"} <= set(found)


def test_an_odd_number_stands_among_odd_ones(cut):
    found = wrong([Point("1", "评标委员会的成员人数为5人以上的单数。")], "5", cut)
    assert all(int(text) % 2 for text in found)
    assert wrong([Point("1", "疏散走道的净宽度不应小于1.1m。")], "1.1m", cut)


def test_extras_of_a_matching_set_are_of_its_kind(cut):
    dishes = [("佛跳墙", "闽菜"), ("九转大肠", "鲁菜"), ("松鼠鳜鱼", "苏菜"), ("东坡肉", "浙菜")]
    cylinders = [("氧气瓶", "淡蓝色"), ("氮气瓶", "深黑色")]
    points = [Point(dish, f"{dish}是{value}的名菜。", dish, "名菜", pair_value=value) for dish, value in dishes]
    points += [Point(name, f"{name}的颜色是{value}。", name, "颜色", pair_value=value) for name, value in cylinders]
    [group] = [group for group in prepare(points, cut=cut).groups if group.relation.startswith("名菜")]
    assert {text[-1] for text in group.extras} == {"菜"}


def test_demand_is_not_swapped_for_supply_in_another_word(cut):
    assert wrong([Point("1", "马斯洛需求层次理论的最高层次是自我实现需求。")], "自我实现需求", cut) == []


def test_a_year_is_not_mistaken_for_a_day(cut):
    found = wrong([Point("1", "锅炉的安全阀每年至少校验一次。")], "每年", cut)
    assert len(found) > 1
    assert "每天" not in found


def test_the_middle_of_poisoning_is_no_middle(cut):
    assert wrong([Point("1", "洋地黄中毒是指药物过量引起的中毒性反应，表现为二联律。")], "洋地黄中毒", cut) == []
    assert wrong([Point("1", "洋地黄中毒最常见的心律失常是室性期前收缩二联律。")], "洋地黄中毒", cut) == []


def test_the_whole_is_never_offered_for_its_part(cut):
    asked = Point("1", "废旧电池属于有害垃圾。")
    division = Point("2", "生活垃圾分为可回收物、有害垃圾、厨余垃圾和其他垃圾。")
    assert "生活垃圾" not in wrong([asked, division], "有害垃圾", cut)


def test_no_document_is_left_over_among_measures(cut):
    notice = "关于加强党的领导、为打赢疫情防控阻击战提供坚强保证的通知"
    rights = {
        "甲地区": "全面恢复",
        "乙地区": "有序复工",
        "丙地区": "抓好防控",
        "货币政策": "灵活适度",
        "政治保证": notice,
    }
    points = [Point(left, f"{left}的部署是{text}。", left, "部署", pair_value=text) for left, text in rights.items()]
    prepared = prepare(points, cut=cut)
    assert prepared.groups
    assert not any(notice in (*group.extras, *group.strangers) for group in prepared.groups)


def test_a_wrong_date_differs_now_in_year_now_in_month_now_in_day():
    wrong = list(islice(date_variants("2020年1月20日"), 6))
    assert any(not text.startswith("2020年") for text in wrong)
    assert any("年1月" not in text for text in wrong)
    assert any(not text.endswith("月20日") for text in wrong)


def test_a_narrow_range_is_moved_and_not_scaled(cut):
    found = wrong([Point("1", "静脉血的pH正常值为7.32～7.42，低于下限时须警惕。")], "7.32～7.42", cut)
    assert len(found) >= 2
    assert all(5 < float(text.split("～")[0]) < 10 for text in found)


def test_a_constant_with_many_decimals_is_to_be_written(cut):
    assert wrong([Point("1", "回归年的平均长度约为365.2422日，历法以此为准。")], "365.2422日", cut) == []
