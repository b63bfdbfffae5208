from fractions import Fraction

import pytest

from quizzes.core.judge import judge_blank
from quizzes.core.judge_texts import read_index

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("民法典", "《民法典》"),
        ("《民法典》", "民法典"),
        ("关于加强监督的通知", "〈关于加强监督的通知〉"),
        ("“四早”", "「四早」"),
        ("不忘初心、牢记使命", "不忘初心，牢记使命"),
        ("不忘初心、牢记使命", "不忘初心牢记使命"),
        ("不忘初心、牢记使命", "不忘初心 牢记使命。"),
        ("卡尔·马克思", "卡尔马克思"),
        ("卡尔·马克思", "卡尔•马克思"),
        ("县（区）", "县(区)"),
        ("国务院联防联控机制", "國務院聯防聯控機制"),
        ("HSE管理体系", "ｈｓｅ 管理体系"),
        ("AI", "Ai"),
        ("GDP", "gdp"),
        ("COVID-19", "covid—19"),
        ("H₂S", "H2S"),
        ("H₂S", "h2s"),
        ("CO", "co"),
        ("第十九届中央委员会", "第19届中央委员会"),
        ("第一百零三条", "第103条"),
        ("2020年政府工作报告", "二〇二〇年政府工作报告"),
    ],
)
@pytest.mark.parametrize("kind", ["", "term"])
def test_difference_of_writing_is_right_both_ways(key, given, kind):
    assert judge_blank(given, answer=key, kind=kind).credit == 1
    assert judge_blank(key, answer=given, kind=kind).credit == 1


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("平津战役", "京津战役"),
        ("高风险地区", "低风险地区"),
        ("第十九届中央委员会", "第十八届中央委员会"),
        ("第十九届中央委员会", "十九届"),
        ("民法典", "民法"),
        ("著作权", "著作权法"),
        ("一带一路", "1带1路"),
        ("病亡率", "病死率"),
        ("CO", "Co"),
        ("Co", "CO"),
        ("mPa", "MPa"),
        ("PM2.5", "PM25"),
        ("H₂S", "H₂O"),
        ("贞观", "開元"),
        ("四个自信", "四个自强"),
    ],
)
@pytest.mark.parametrize("kind", ["", "term"])
def test_other_wording_is_wrong_both_ways(key, given, kind):
    assert judge_blank(given, answer=key, kind=kind).credit == 0
    assert judge_blank(key, answer=given, kind=kind).credit == 0


def test_words_of_the_stem_may_be_typed_again():
    assert judge_blank("遵义会议", answer="遵义", left="1935年召开的", right="会议是转折点").credit == 1
    assert judge_blank("遵义大会", answer="遵义", left="1935年召开的", right="会议是转折点").credit == 0
    assert judge_blank("遵义会议", answer="遵义").credit == 0


@pytest.mark.parametrize(
    ("key", "given", "kind", "credit"),
    [
        ("坚定信心", "坚定信新", "term", HALF),
        ("坚定信心", "坚定信新", "", HALF),
        ("坚定信心", "坚定信兴", "term", 0),
        ("坚定信心", "坚丁信新", "term", 0),
        ("同舟共济", "同舟共计", "idiom", HALF),
        ("科学防治", "科学防制", "term", HALF),
        ("武汉市", "武汗市", "term", 0),
        ("张三丰甲", "张三峰甲", "name", 0),
        ("十年树木", "石年树木", "idiom", 0),
        ("重要思想", "众要思想", "term", HALF),
        ("精准施策", "精准施测", "term", HALF),
    ],
)
def test_one_homophone_in_four_characters_is_half(key, given, kind, credit):
    assert judge_blank(given, answer=key, kind=kind).credit == credit


def test_homophone_that_is_another_term_is_wrong():
    verdict = judge_blank("坚定信新", answer="坚定信心", kind="term", other_terms=["坚定信新"])
    assert (verdict.credit, verdict.explanation) == (0, "按原文逐字判：这是另一个概念，不是这里的答案。")


def test_near_miss_is_shown_side_by_side():
    assert judge_blank("京津战役", answer="平津战役").notes == ("其中“京”应为“平”。",)
    assert (
        judge_blank("坚定信新", answer="坚定信心").explanation
        == "按读音判：只有一个同音别字，记一半。其中“新”应为“心”。"
    )


# Ordinals and levels


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("第十九届", ["第19届", "十九届", "十九", "19", "第19"], ["第十八届", "第十九次", "第九届"]),
        ("第三次", ["第3次", "三", "第叁次"], ["第三届", "第二次"]),
        ("Ⅱ级", ["II级", "2级", "二级", "Ⅱ", "ii级", "第二级"], ["Ⅲ级", "乙级", "B级", "Ⅱ类"]),
        ("一级响应", ["Ⅰ级响应", "I级响应", "1级响应", "Ⅰ级"], ["Ⅱ级响应"]),
        ("甲类", ["甲", "甲类"], ["乙类", "一类", "A类"]),
        ("Ⅰ", ["I", "一", "1", "i"], ["Ⅱ", "Ⅳ", "特"]),
        ("IV级", ["Ⅳ级", "四级", "4"], ["VI级", "V级"]),
        ("特级", ["特级"], ["一级"]),
        ("第（三）项", ["第三项", "第(3)项"], ["第（四）项"]),
    ],
)
def test_place_in_an_order_is_what_counts(key, good, bad):
    for given in good:
        assert judge_blank(given, answer=key, kind="ordinal").credit == 1, given
    for given in bad:
        assert judge_blank(given, answer=key, kind="ordinal").credit == 0, given


def test_words_after_the_place_may_stand_in_the_stem():
    for given, credit in (("第19次", 1), ("第19届", 0)):
        verdict = judge_blank(given, answer="第十九", kind="ordinal", left="中央委员会", right="次会议")
        assert verdict.credit == credit


@pytest.mark.parametrize("text", ["", "第", "级", "HSE", "XXXX", "第十九届中央委员会", "三三", "第" * 5000, "Ⅰ" * 5000])
def test_what_has_no_place_in_an_order_is_not_read_as_one(text):
    assert read_index(text) is None
