"""M23: whatever a statement holds, nothing crashes, and a blank never cuts a number or a name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizzes.core import lexicon
from quizzes.quality import blanks
from quizzes.quality.sample import Asked, Material, take_sample
from tests.quality.materials import lone_material

ODD = [
    "水",
    "　",
    "。",
    "《",
    "１９４９年１０月１日，中華人民共和國中央人民政府成立。",
    "唐朝由李淵於618年建立，定都長安。",
    "水  的  沸点   是 100 ℃ ， 冰点 是 0 ℃ 。",
    "🎉🎉 2022年冬季奥运会🏅由北京举办 👍🏽",
    "<b>青霉素</b>由<a href='x'>弗莱明</a>于1928年发现。<script>alert(1)</script>",
    "Penicillin was discovered by Alexander Fleming in 1928.",
    "3.14159265358979",
    "《《》》“”‘’（（））【】",
    "“《史记》”与《“三农”问题》",
    "十一二三百万亿第一第二分之",
    "1-2-3-4-5~6～7—8至9到10",
    "1949年2月31日25时61分，第〇届",
    "A/B/C-1.2.3 x=y²+z₀ H₂SO₄(aq) GB/T 1-2—3 5G6G",
    "e\u0301te\u0301 \u202e\u200b\ufeff 1\u20e3 𠮷野家于1899年开业",
    "，、。；：？！" * 20,
    "一" * 2000,
    "长江全长约6300千米。" * 200,
    "甲、" * 900 + "乙",
    "9" * 2000,
    "\n\n第一行\r\n第二行\t共3行\n",
]
FRAGMENTS = st.sampled_from(
    [
        *"水火一二十百万第年月日至到~～—-./%‰多余约、，。和与的是（）()《》“”·　 ",
        *("2020", "3", "0.5", "1,200", "4.5亿", "MPa", "mg/m³", "℃", "10⁸", "\N{MULTIPLICATION SIGN}"),
        *("H₂O", "GB/T 1", "分之", "中国", "李白", "建立", "包括", "🎉", "<b>", "國"),
    ]
)

# The words that the rules of the core ask about, in any order: what no author writes may still be typed.
ASKED_ABOUT = st.sampled_from(
    [
        *sorted(lexicon.DEFINES | lexicon.RELATES | lexicon.ACTIONS | lexicon.CONJUNCTIONS | lexicon.LIST_STOPS),
        *sorted(lexicon.AGENT_MARKS | lexicon.MEANS_MARKS | lexicon.PLACE_MARKS | lexicon.EVALUATIONS),
        *(
            "的",
            "了",
            "之",
            "时",
            "后",
            "中",
            "主要",
            "第一次",
            "3个",
            "10米",
            "《安全法》",
            "一级",
            "CT",
            "用来",
            "严禁",
            "必须",
            "进行",
            "报",
            "徒手",
            "随",
            "经",
            "内",
            "先",
            "主治",
            "东至",
            "Wi-Fi 6",
            "7加减2个",
            "塔科1井",
            "，",
            "、",
            "；",
        ),
        *("渗透率", "牛顿", "北京", "氧气", "二氧化碳", "轮流", "磨损", "蛋白质", "唐朝"),
    ]
)


def assert_whole(material: Material) -> None:
    """M1-M3 for every blank that could be asked, and papers can be written."""
    sample = take_sample([material], seeds=(0, 1), length=5)
    for asked in sample.distinct:
        assert _faults(asked) == []


def _faults(asked: Asked) -> list[str]:
    checks = (blanks.round_trip, blanks.number_integrity, blanks.name_integrity)
    return [str(violation) for check in checks for violation in check(asked)]


@pytest.mark.parametrize("statement", ODD, ids=lambda text: text[:12])
def test_odd_statements_do_no_harm(statement: str) -> None:
    assert_whole(lone_material(statement))


@pytest.mark.parametrize("field", ["term", "category", "pair_value"])
def test_odd_fields_do_no_harm(field: str) -> None:
    for text in ODD:
        assert_whole(lone_material("大庆油田于1959年9月26日发现，位于松辽盆地。", **{field: text}))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_random_mixtures_do_no_harm(statement: str) -> None:
    assert_whole(lone_material(statement))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@example("这首曲子是创作的乐曲。")
@given(st.lists(ASKED_ABOUT, max_size=14).map("".join))
def test_the_words_of_the_rules_in_any_order_do_no_harm(statement: str) -> None:
    assert_whole(lone_material(statement))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@example("A+/00000")
@example("0X/00000")
@given(st.text(max_size=80))
def test_random_text_does_no_harm(statement: str) -> None:
    assert_whole(lone_material(statement))
