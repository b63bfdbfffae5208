import pytest

from studyapp.reading.furniture import without_furniture
from studyapp.reading.types import SourceLine

HALF = "进入实验室前，应当穿戴好防护用品，检查通风橱、洗眼器和灭火器"
REST = "是否完好。发现问题，立即报告。"


def kept(*texts):
    lines, dropped = without_furniture([SourceLine(text) for text in texts])
    assert dropped == len(texts) - len(lines)
    return [line.text for line in lines]


@pytest.mark.parametrize("number", ["3", "- 3 -", "— 3 —", "－３－", "第 3 页", "第3页 共9页", "3 / 9", "·3·"])
def test_page_numbers_go(number):
    assert kept(HALF, number, REST) == [HALF, REST]


def test_bare_numbers_stay_unless_they_count_pages():
    assert kept("甲。", "30", "乙。", "12", "丙。") == ["甲。", "30", "乙。", "12", "丙。"]
    assert kept("甲。", "11", "乙。", "12", "丙。") == ["甲。", "乙。", "丙。"]


def test_numbers_in_table_cells_stay():
    lines = [SourceLine("3", is_cell=True), SourceLine("4", is_cell=True)]
    assert without_furniture(lines) == (tuple(lines), 0)


def test_running_heads_go_where_pages_meet():
    head = "安全学习资料"
    assert kept(head, HALF, head, REST, "甲。", "— 2 —", head, "乙。") == [head, HALF, REST, "甲。", "乙。"]


def test_running_heads_with_their_page_number():
    assert kept("安全学习资料 1", HALF, "安全学习资料 2", REST) == ["安全学习资料 1", HALF, REST]


def test_what_repeats_elsewhere_stays():
    lines = ["李四", "甲。", "同志们：", "乙。", "李四", "丙。", "同志们：", "丁。"]
    assert kept(*lines) == lines
