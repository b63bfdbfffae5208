import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.reading.seams import is_cut, join_cut_paragraphs, repeated_length
from studyapp.reading.types import SourceLine

FULL = (
    "进入实验室前，应当穿戴好防护用品，检查通风橱、洗眼器和灭火器是否完好。"
    "发现问题，立即报告值班教师，不得带病运行设备。"
)
NEXT = "离开实验室时，关闭水、电、气阀门，并在记录本上签字。"


def joined(*texts):
    result = join_cut_paragraphs([SourceLine(text) for text in texts])
    return [line.text for line in result.lines], result.seams


@given(st.integers(25, len(FULL) - 2))
def test_a_cut_anywhere_but_behind_a_stop_is_healed(at):
    if FULL[at - 1] == "。":
        return
    assert joined(FULL[:at], FULL[at:], NEXT) == ([FULL, NEXT], 1)


def test_a_paragraph_over_three_pages():
    assert joined(FULL[:30], FULL[30:56], FULL[56:]) == ([FULL], 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FULL, NEXT),
        ("安全管理", "安全管理是实验室工作的头等大事，必须常抓不懈。"),
        ("二、关于用电安全", "用电安全关系到每一个人，任何时候都不能松懈。"),
        ("第一章 总则", "第一条 为了加强管理，制定本办法。"),
        (FULL[:-1], "二、检查的内容"),
        (FULL[:-1], "（三）检查的频次。每周一次。"),
        (FULL[:-1], "第四条 本办法自公布之日起施行。"),
        (FULL[:-1], "老师们、同学们："),
        (FULL[:-1], "2024年3月5日"),
        ("坚持预防为主，狠抓责任落实", "各实验室要把责任落实到人，做到件件有人管。"),
        ("关于印发实验室安全管理办法的通知", "各学院、各单位，请遵照执行。"),
    ],
)
def test_what_stays_apart(before, after):
    assert joined(before, after) == ([before, after], 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("我们学习了《实验室", "安全手册》的全部内容。"),
        ("氢气瓶、", "氧气瓶要分开存放。"),
        ("要认真检查各类气瓶的", "阀门和减压器。"),
        ("气瓶应当直立固定", "，不得碰撞。"),
        ("主要做了两件事，", "一是检修，二是培训。"),
    ],
)
def test_a_short_piece_that_cannot_stand_alone_goes_on(before, after):
    assert joined(before, after) == ([before + after], 1)


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("要掌握设备的运行情况", "况评估结果，及时处理。", 1),
        ("要把检修工作做细做实，做到", "做到件件有回音。", 2),
        ("认真检查气瓶、", "、阀门和管路。", 1),
        ("他在会上介绍了工作", "作风建设的经验。", 0),
        ("全院师生认真学习", "习惯养成的办法。", 0),
        ("要依靠全体人民", "民主管理实验室。", 0),
        ("问题要一个", "一个地解决。", 0),
        ("检查要一层", "层层落实。", 1),
        ("人数由2", "2人增加到5人。", 0),
        ("检查了甲", "乙两处。", 0),
    ],
)
def test_characters_repeated_at_a_seam(before, after, count):
    assert repeated_length(before, after) == count


def test_a_doubling_that_the_document_has_elsewhere_is_language():
    before, after = "巡检要走遍车间", "间间厂房。"
    assert repeated_length(before, after) == 1
    assert repeated_length(before, after, "昨天走遍车间间间厂房。") == 0


def test_a_dropped_repetition_is_reported():
    pieces = [
        SourceLine("各单位每周都要定期开展设备检修，全面掌握设备的运行情况"),
        SourceLine("况评估以后，提出整改意见。"),
    ]
    assert join_cut_paragraphs(pieces).repeats == ("掌握设备的运行情况"[-8:] + "评估以后，提出整",)


def test_english_words_on_both_sides_keep_a_blank():
    assert joined("全院的监测系统采用统一的标准，详见 safety", "manual 第二版，人手一册。") == (
        ["全院的监测系统采用统一的标准，详见 safety manual 第二版，人手一册。"],
        1,
    )


def test_table_cells_and_styled_headings_are_never_joined():
    cell = SourceLine("进入实验室前，应当穿戴好防护用品，检查通风橱、洗眼器和灭火器", is_cell=True)
    assert not is_cut(cell, SourceLine("是否完好。"))
    assert not is_cut(SourceLine(cell.text, level=1), SourceLine("是否完好，立即报告值班教师。"))


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=8))
def test_joining_loses_nothing_but_repetitions(texts):
    lines = [SourceLine(text.strip()) for text in texts]
    result = join_cut_paragraphs(lines)
    assert len(result.lines) + result.seams == len(lines)
    if not result.repeats:
        together = "".join(line.text for line in result.lines).replace(" ", "")
        assert together == "".join(line.text for line in lines).replace(" ", "")
