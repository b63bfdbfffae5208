"""Every way in which an earlier generator failed (section 4.5 of the notes on generation), each with its promise."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizzes.core.candidates import classify
from quizzes.core.distractors import Asked, distractor_pool
from quizzes.core.fill_blank import write_fill_blank
from quizzes.core.number_variants import Setting
from quizzes.core.perturb import variants
from quizzes.core.pools import build_pools
from quizzes.core.prepare import prepare
from quizzes.core.quantities import parse_quantity
from quizzes.core.reading import read
from quizzes.core.types import Mode, Point


def asked_answers(statement, cut, **fields):
    prepared = prepare([Point("p", statement, **fields)], cut=cut)
    return {blank.answer for draft in prepared.drafts for blank in draft.blanks}


def pool(statement, answer, cut, others=(), source=(), **fields):
    points = [Point("p", statement, **fields), *others]
    readings = [read(point.statement, cut) for point in points]
    pools = build_pools(points, readings, [read(text, cut) for text in source], cut)
    start = statement.index(answer)
    kind, unit = classify(readings[0], start, start + len(answer))
    asked = Asked(points[0], readings[0], start, start + len(answer), kind, unit)
    return [option.text for option in distractor_pool(asked, pools, cut.frequency)]


def size(text):
    quantity = parse_quantity(text)
    assert quantity is not None
    return quantity.value


@pytest.mark.parametrize(
    "statement",
    [
        "抓好监测预警、应急处置两个重点环节。",
        "会议提出三点要求：守纪律、讲规矩、重实效。",
        "石油中碳和氢两种元素合计占95%以上。",
    ],
)
def test_a_derivable_count_is_not_asked(statement, cut):
    assert not {"两", "三", "2", "3"} & asked_answers(statement, cut)


def test_a_generic_word_is_not_asked(cut):
    assert not {"要求", "明确要求"} & asked_answers("中央对武汉2020年的防疫工作提出了明确要求。", cut)


def test_a_phrase_is_not_cut_out_of_a_longer_one(cut):
    assert "收治医院" not in asked_answers("市里改建了16家集中收治医院。", cut)


def test_a_chain_stops_at_a_verb_that_the_dictionary_mistags(cut):
    answers = asked_answers("2019年11月，党中央印发新时代爱国主义教育实施纲要。", cut)
    assert not any(answer.startswith("党中央印发") for answer in answers)


def test_near_synonyms_are_no_wrong_answers(cut):
    others = (Point("o", "病死率是死亡人数与患病人数之比。", term="病死率", category="指标"),)
    found = pool("病亡率是衡量救治水平的指标。", "病亡率", cut, others, term="病亡率", category="指标")
    assert "病死率" not in found


def test_hypernyms_are_no_wrong_answers(cut):
    others = tuple(
        Point(f"o{i}", f"{term}需要报告。", term=term, category="病")
        for i, term in enumerate(("疾病", "慢性疾病", "地方疾病"))
    )
    assert "疾病" not in pool("传染疾病需要立即报告。", "传染疾病", cut, others, term="传染疾病", category="病")


def test_one_shared_character_is_no_shared_head(cut):
    assert "远距离" not in pool("发现病人要做到早隔离。", "早隔离", cut, source=("摄影时要保持远距离。",))


def test_terms_are_looked_for_at_word_boundaries(cut):
    statement = "学校要帮助毕业生尽早就业，今年的目标是95%。"
    assert "早就业" not in asked_answers(statement, cut, aliases=("早就业",))


def test_wrong_sentiment_and_other_domains_stay_out(cut):
    source = ("要做到同舟共济、精准施策。", "严厉打击囤积居奇、哄抬物价。", "企业的劳动生产率提高了。")
    statement = "全国人民众志成城，降低了病亡率。"
    assert not {"囤积居奇", "生产率"} & set(pool(statement, "病亡率", cut, source=source))


def test_parts_of_names_are_not_swapped(cut):
    assert not any(
        "北京" in text for text in pool("雷神山医院在武汉建成。", "雷神山医院", cut, source=("他去了北京。",))
    )


def test_a_duration_is_no_date(cut):
    found = pool("我国有5000年的文明史，疆域辽阔。", "5000年", cut)
    assert all(size(text) % 1000 == 0 for text in found)


@pytest.mark.parametrize(
    ("kind", "text", "unit", "context", "low", "high"),
    [
        ("measure", "96%", "%", "合格率不低于96%", 0, 100),
        ("measure", "36.5℃", "℃", "人体的正常体温约为36.5℃", 34, 43),
        ("number", "12.5", "", "溶液的pH为12.5", 0, 14),
        ("measure", "85°", "°", "北纬85°", 0, 90),
        ("measure", "118周岁", "周岁", "最年长者118周岁", 0, 120),
    ],
)
def test_values_stay_within_what_is_possible(kind, text, unit, context, low, high):
    values = [size(variant) for variant in variants(kind, text, unit, Setting(context))]
    assert values
    assert all(low <= value <= high for value in values)


def test_a_range_keeps_its_order_and_its_bounds():
    for text in variants("range", "90%~95%", "%", Setting("含量为90%~95%")):
        low, high = (int(end.rstrip("%")) for end in text.split("~"))
        assert low < high <= 100


def test_a_value_keeps_its_place_in_a_visible_order():
    setting = Setting("", before=(Fraction(3),), after=(Fraction(8),))
    assert all(3 < size(text) < 8 for text in variants("measure", "5%", "%", setting))


def test_codes_keep_their_digits(cut):
    assert all(len(text) == 3 for text in pool("发生火灾应拨打119报警。", "119", cut))


def test_compound_units_are_not_split(cut):
    assert "3℃" not in asked_answers("地温梯度平均约为3℃/100 m，各地不同。", cut)
    assert "4.2×10³J" not in asked_answers("水的比热容约为4.2×10³J/(kg·℃)，比砂石大。", cut)


def test_the_key_is_not_always_the_middle_value(cut):
    draft = prepare([Point("p", "标准篮球场的长度为28米。")], cut=cut).drafts[0]
    ranks = [0, 0, 0, 0]
    for seed in range(400):
        values = [size(option.text) for option in write_fill_blank(draft, seed).blanks[0].options or ()]
        ranks[sum(value < 28 for value in values)] += 1
    assert min(ranks) > 70


def test_fewer_than_two_wrong_answers_are_never_padded(cut):
    prepared = prepare([Point("p", "光合作用的场所是“绿色工厂”。")], cut=cut)
    question = write_fill_blank(prepared.drafts[0], 1)
    assert question.mode is Mode.TYPED
    assert question.blanks[0].options is None
    assert "只能填写" in question.blanks[0].reason


def test_tags_that_call_an_adjective_a_person_do_no_harm(cut):
    assert "马虎" not in asked_answers("检查仪器不能马虎，每次不少于15分钟。", cut)


def of_category(category, *terms):
    return tuple(Point(f"o{i}", f"文件写到{term}。", term=term, category=category) for i, term in enumerate(terms))


def test_the_category_alone_is_no_evidence(cut):
    others = of_category("提法", "事业单位", "科研人员", "突发疫情", "小汤山", "菜篮子")
    assert not pool("鼓励运用的数字技术包括云计算。", "数字技术", cut, others, term="数字技术", category="提法")


def test_terms_with_one_head_stand_in_for_each_other(cut):
    others = of_category("提法", "生物技术", "航天技术", "事业单位")
    found = pool("鼓励运用的数字技术包括云计算。", "数字技术", cut, others, term="数字技术", category="提法")
    assert sorted(found) == ["生物技术", "航天技术"]


def test_a_level_in_a_name_is_changed_first(cut):
    others = of_category("部署", "财政政策", "货币政策", "转移支付")
    found = pool("全省启动公共卫生一级响应。", "一级响应", cut, others, term="一级响应", category="部署")
    assert found[:2] == ["二级响应", "三级响应"]


def test_no_direction_is_exchanged_in_a_place_name(cut):
    assert not any("湖" in text for text in pool("君山银针产于湖南岳阳的洞庭湖区。", "湖南岳阳", cut))


def test_a_requirement_is_not_turned_into_its_negation(cut):
    assert "无序复工复产" not in pool("中风险地区要视防控形势有序复工复产。", "有序复工复产", cut)


def test_an_opening_frame_is_not_asked(cut):
    assert "二十四节气" not in asked_answers("二十四节气中，芒种前后是小麦收割的时节。", cut, term="二十四节气")


@pytest.mark.parametrize(
    ("statement", "piece"),
    [
        ("一个全音等于两个半音，纯五度包含7个半音。", "五度"),
        ("电阻R1与R2并联时，总电阻小于其中任何一个电阻。", "R2并联"),
        ("电阻R1与R2并联时，总电阻小于其中任何一个电阻。", "R1"),
    ],
)
def test_names_with_numerals_and_symbols_stay_whole(statement, piece, cut):
    assert not any(answer.startswith(piece) for answer in asked_answers(statement, cut))


def test_a_key_of_visible_words_gives_itself_away(cut):
    statement = "群落演替分为初生演替和次生演替，火灾后森林群落的恢复属于后一种。"
    assert "群落演替" not in asked_answers(statement, cut, term="群落演替")


def gauges(*values, relation="轨距"):
    return [
        Point(str(i), f"第{i}类的{relation}为{v}。", f"类型{c}", relation, pair_value=v)
        for i, (c, v) in enumerate(values)
    ]


def test_extras_keep_their_distance_from_every_right_side(cut):
    values = zip("甲乙丙丁", ("1000毫米", "1067毫米", "1435毫米", "1676毫米"), strict=True)
    groups = prepare(gauges(*values), cut=cut).groups
    assert groups
    rights = [size(pair.right) for pair in groups[0].pairs]
    assert all(abs(size(extra) - r) * 20 >= max(size(extra), r) for extra in groups[0].extras for r in rights)


def test_days_and_years_are_not_one_set(cut):
    values = zip("甲乙丙丁", ("88天", "687天", "12年", "29年"), strict=True)
    assert not prepare(gauges(*values, relation="周期"), cut=cut).groups
