"""The checker itself: it sees every planted fault, and none in a sound question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.core.types import Blank, FillBlank, Matching, Mode, Option, Paper, Point, Side
from quizzes.quality import blanks, options, papers
from quizzes.quality.sample import Asked, Material, Sample
from quizzes.quality.table import HARD_CHECKS, width
from tests.quality.materials import lone_material


def ask(statement: str, answer: str, *wrong: str, material: Material | None = None, **fields: object) -> Asked:
    """A question that hides the first `answer`; with `wrong` options it is a choice."""
    start = statement.index(answer)
    shown = tuple(Option(text, "test") for text in (answer, *wrong)) if wrong else None
    blank = Blank(start, start + len(answer), answer, "test", options=shown)
    mode = Mode.CHOICE if wrong else Mode.TYPED
    return Asked(FillBlank("q", mode, "lone-01", statement, (blank,)), material or lone_material(statement, **fields))


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("空气中氮气的体积分数约为78%。", "78"),
        ("共派出330多支医疗队支援。", "330"),
        ("黄河全长约5464千米，注入渤海。", "54"),
        ("我国陆地面积约960万平方千米。", "960"),
        ("浓盐酸的质量分数为36%～38%。", "36%"),
        ("可见光的波长范围是380～780 nm。", "780 nm"),
        ("铝的密度约为2.7 g/cm³。", "2.7 g"),
        ("标准大气压约为101.3 kPa。", "kPa"),
        ("汶川地震发生于2008年5月12日。", "5月12日"),
        ("会议于1935年1月15日至17日召开。", "17日"),
        ("工业革命始于18世纪60年代。", "60年代"),
        ("有期徒刑为六个月以上十五年以下。", "十五年"),
        ("男方结婚不得早于二十二周岁。", "二周岁"),
        ("修正案须经三分之二以上多数通过。", "三"),
        ("我国陆地面积居世界第三位。", "三"),
        ("北极圈的纬度是北纬66°34′。", "34"),
        ("绝对零度约为\N{MINUS SIGN}273.15℃。", "273.15"),
        ("事故比例法则为1:29:300。", "1:29"),
    ],
)
def test_m2_sees_a_cut_number(statement: str, answer: str) -> None:
    assert list(blanks.number_integrity(ask(statement, answer)))


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("空气中氮气的体积分数约为78%。", "78%"),
        ("黄河全长约5464千米，注入渤海。", "5464"),
        ("黄河全长约5464千米，注入渤海。", "5464千米"),
        ("可见光的波长范围是380～780 nm。", "380～780"),
        ("铝的密度约为2.7 g/cm³。", "2.7 g/cm³"),
        ("汶川地震发生于2008年5月12日。", "2008年5月12日"),
        ("民法典共有7编、1260条。", "7"),
        ("断层分为正断层、逆断层和平移断层。", "平移断层"),
        ("四川省位于我国西南部。", "四川省"),
    ],
)
def test_m2_and_m3_let_a_whole_span_pass(statement: str, answer: str) -> None:
    asked = ask(statement, answer)
    assert [*blanks.number_integrity(asked), *blanks.name_integrity(asked)] == []


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("《义勇军进行曲》由聂耳作曲。", "进行曲"),
        ("做到“两个维护”是根本要求。", "维护"),
        ("水的化学式为H₂O，由氢和氧组成。", "H₂"),
        ("标准编号是GB/T 22239—2019。", "22239"),
        ("欧姆定律的表达式是I=U/R。", "U/R"),
        ("《百年孤独》的作者是加西亚·马尔克斯。", "马尔克斯"),
        ("查找的时间复杂度是O(log n)。", "log n"),
        ("主要成分是碳酸钙（CaCO₃）。", "碳酸钙（"),
    ],
)
def test_m3_sees_a_cut_name(statement: str, answer: str) -> None:
    assert list(blanks.name_integrity(ask(statement, answer)))


def test_m3_keeps_curated_terms_whole() -> None:
    asked = ask("国务院联防联控机制承担统筹协调。", "联防联控", term="国务院联防联控机制")
    assert list(blanks.name_integrity(asked))


def test_m1_sees_a_shifted_blank() -> None:
    statement = "青霉素由弗莱明发现。"
    shifted = FillBlank("q", Mode.TYPED, "lone-01", statement, (Blank(3, 6, "弗莱明", "test"),))
    assert list(blanks.round_trip(Asked(shifted, lone_material(statement))))


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("图灵提出了图灵机模型。", "图灵"),
        ("七言绝句的每句有七个字。", "七"),
        ("速度为5 m/s，时间为5 s。", "5 s"),
        ("ＧＤＰ是国内生产总值，写作GDP。", "GDP"),
    ],
)
def test_m5_sees_a_visible_answer(statement: str, answer: str) -> None:
    assert list(blanks.leak(ask(statement, answer)))


def test_m5_reads_numbers_by_value() -> None:
    assert list(blanks.leak(ask("一项期限为二十年，另一项为十年。", "二十年"))) == []
    assert list(blanks.leak(ask("生石灰是CaO，熟石灰是Ca(OH)₂。", "CaO"))) == []
    assert list(blanks.leak(ask("面积为1,200亩，即1200亩。", "1,200亩")))


def test_m5_sees_another_name_of_the_key() -> None:
    asked = ask("安全技术说明书又称SDS，有16个部分。", "安全技术说明书", term="安全技术说明书", aliases=("SDS",))
    assert list(blanks.leak(asked))


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("三大作风是理论联系实际、密切联系群众、自我批评。", "三大"),
        ("提出3点要求：讲政治、顾大局、守纪律。", "3"),
        ("会议强调两大任务，一是完善机制，二是健全体系。", "两大"),
        ("活动从3月1日开始，为期3月1日至5日。", "3月1日至5日"),
    ],
)
def test_m6_sees_what_can_be_counted(statement: str, answer: str) -> None:
    assert list(blanks.derivable(ask(statement, answer)))


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("重力约9.8 N。", "重力约9.8 "),
        ("今后要加强安全管理工作。", "工作"),
        ("该区长约50米，宽约30米。", "米"),
        ("李白字太白号青莲。", "字"),
    ],
)
def test_m15_sees_a_poor_blank(statement: str, answer: str) -> None:
    assert list(blanks.context(ask(statement, answer)))


@pytest.mark.parametrize(
    ("check", "answer", "wrong"),
    [
        (options.option_set, "1928年", ("1935年",)),
        (options.option_set, "1928年", ("1928年", "1930年")),
        (options.option_set, "弗莱明", ("弗莱明爵士", "巴斯德")),
        (options.type_agreement_of_numbers, "1928年", ("1935年", "1940")),
        (options.type_agreement_of_numbers, "1928年", ("1935年", "1928年3月")),
        (options.type_agreement_of_texts, "弗莱明", ("细胞核与质", "电磁波")),
        (options.length, "弗莱明", ("科学技术委员会", "巴斯德")),
        (options.sanity, "1928年", ("1928.5年", "1950年")),
        (options.also_right, "1928年", ("伦敦", "1930年")),
    ],
)
def test_bad_options_are_seen(check, answer: str, wrong: tuple[str, ...]) -> None:
    assert list(check(ask("青霉素由弗莱明于1928年在伦敦发现。", answer, *wrong)))


@pytest.mark.parametrize(
    ("statement", "answer", "wrong"),
    [
        ("氮气的体积分数约为78%。", "78%", ("120%", "65%")),
        ("会议于2月28日召开。", "2月28日", ("2月30日", "2月20日")),
        ("温度控制在36～38℃。", "36～38℃", ("38～36℃", "40～42℃")),
        ("绝对零度约为\N{MINUS SIGN}273℃。", "\N{MINUS SIGN}273℃", ("273℃", "\N{MINUS SIGN}300℃")),
        ("该点位于北纬66°。", "66°", ("95°", "50°")),
    ],
)
def test_m11_sees_the_impossible(statement: str, answer: str, wrong: tuple[str, ...]) -> None:
    assert list(options.sanity(ask(statement, answer, *wrong)))


def test_m10_lets_a_code_keep_its_digits() -> None:
    statement = "安全帽的国家标准编号是GB 2811—2019。"
    assert list(options.type_agreement_of_numbers(ask(statement, "GB 2811—2019", "GB 281—2019", "GB 2812—2019")))
    assert not list(options.type_agreement_of_numbers(ask(statement, "GB 2811—2019", "GB 2890—2009", "GB 2812—2006")))


def test_m9_sees_a_member_of_the_same_list() -> None:
    points = ("我国的直辖市包括北京、上海、天津和重庆。", "我国人口最多的直辖市是重庆。")
    material = lone_material("\n".join(points))
    assert list(options.also_right(ask(points[1], "重庆", "上海", "广州", material=material)))


def test_a_sound_question_passes_every_check() -> None:
    asked = ask("青霉素由弗莱明于1928年发现。", "1928年", "1915年", "1936年", "1941年")
    assert {metric: [str(v) for v in check(asked)] for metric, _, check in HARD_CHECKS} == {
        metric: [] for metric, _, _ in HARD_CHECKS
    }


def _sample(*statements: str, terms: dict[int, str] | None = None) -> Sample:
    named = terms or {}
    points = tuple(Point(f"p{number}", text, named.get(number, "")) for number, text in enumerate(statements))
    lone = lone_material(statements[0])
    material = Material("m", points, (), lone.prepared, lone.cut)
    return Sample((material,), (), (), {point.id: material for point in points})


def _fill(sample: Sample, number: int, answer: str) -> FillBlank:
    statement = sample.materials[0].points[number].statement
    start = statement.index(answer)
    return FillBlank(
        f"q{number}", Mode.TYPED, f"p{number}", statement, (Blank(start, start + len(answer), answer, "t"),)
    )


def test_m7_sees_an_answer_in_another_question() -> None:
    sample = _sample("青霉素由弗莱明发现。", "弗莱明获得1945年的诺贝尔奖。")
    leaky = Paper("t", 1, (_fill(sample, 0, "弗莱明"), _fill(sample, 1, "1945年")))
    sound = Paper("t", 1, (_fill(sample, 0, "青霉素"), _fill(sample, 1, "1945年")))
    assert [violation.point_id for violation in papers.cross_leak(sample, leaky)] == ["p0"]
    assert list(papers.cross_leak(sample, sound)) == []


def test_m16_sees_a_key_point_asked_twice() -> None:
    sample = _sample("青霉素由弗莱明于1928年发现。")
    paper = Paper("t", 1, (_fill(sample, 0, "弗莱明"), _fill(sample, 0, "1928年")))
    assert len(list(papers.repeats(sample, paper))) == 1


def test_m8_sees_a_bank_that_only_two_questions_share() -> None:
    sample = _sample("青霉素由弗莱明发现。", "电磁感应由法拉第发现。")
    shown = tuple(Option(text, "bank") for text in ("弗莱明", "法拉第", "门捷列夫"))
    fills = (_fill(sample, 0, "弗莱明"), _fill(sample, 1, "法拉第"))
    banked = tuple(replace(q, mode=Mode.BANK, blanks=(replace(q.blanks[0], options=shown),)) for q in fills)
    assert len(list(papers.bank_faults(sample, Paper("t", 1, banked)))) == 1


def _matching(rights: tuple[str, ...], pairs: dict[str, str] | None = None) -> Matching:
    lefts = tuple(Side(f"l{n}", text, f"p{n}") for n, text in enumerate(("湖南", "四川", "吉林", "浙江")))
    sides = tuple(Side(f"r{n}", text) for n, text in enumerate(rights))
    return Matching("m", "省与省会", lefts, sides, pairs or {f"l{n}": f"r{n}" for n in range(4)})


@pytest.mark.parametrize(
    "question",
    [
        _matching(("长沙", "成都", "长春", "杭州")),
        _matching(("长沙", "成都", "长春", "长沙", "济南")),
        _matching(("长沙", "成都", "长春", "杭州", "济南"), {"l0": "r0", "l1": "r0", "l2": "r2", "l3": "r3"}),
        _matching(("长沙", "成都", "长春", "35℃", "济南")),
        _matching(("湖南长沙", "成都", "长春", "杭州", "济南")),
        _matching(("长沙", "长沙市", "长春", "杭州", "济南")),
        _matching(("长沙", "川菜馆", "长春", "杭州", "济南")),
    ],
    ids=[
        "no extra",
        "equal rights",
        "not one to one",
        "mixed kinds",
        "shared words",
        "one within another",
        "one shared",
    ],
)
def test_m21_sees_a_faulty_matching(question: Matching) -> None:
    sample = _sample("湖南省会是哪里。", "四川的省会。", "吉林的省会。", "浙江的省会。")
    assert list(papers.matching_violations(sample, Paper("t", 1, (question,))))


def test_m21_lets_a_sound_matching_pass() -> None:
    sample = _sample("湖南的省会是长沙。", "四川的省会是成都。", "吉林的省会是长春。", "浙江的省会是杭州。")
    question = _matching(("长沙", "成都", "长春", "杭州", "济南"))
    assert list(papers.matching_violations(sample, Paper("t", 1, (question,)))) == []


def test_m21_sees_an_extra_that_another_key_point_gives_to_a_left_side() -> None:
    statements = ("湖南的省会是长沙。", "四川的省会是成都。", "吉林的省会是长春。", "浙江的省会是杭州。")
    question = _matching(("长沙", "成都", "长春", "杭州", "衡阳"))
    assert list(papers.matching_violations(_sample(*statements), Paper("t", 1, (question,)))) == []
    sample = _sample(*statements, "湖南的老城还有衡阳。", terms={4: "湖南"})
    assert list(papers.matching_violations(sample, Paper("t", 1, (question,))))


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("指标 M1") == 7
