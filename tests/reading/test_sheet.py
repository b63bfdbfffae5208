"""Ready-made key points: the header wherever it stands, every row read or told what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.forms import key_point as form
from studyapp.reading import sheet_rows
from studyapp.reading.guard import read_sheet
from studyapp.reading.sheet_rows import KeyPointRow, RowError, read_row
from studyapp.reading.types import UnreadableFile
from tests.reading.bad_files import BAD_SHEETS
from tests.reading.sheets import HEADER, ROW, STATEMENT, Tab, key_points, raw_row, raw_xlsx, wrong_dimension, xlsx_file
from tests.reading.xls import xls_file

BOTTLE = "气瓶应当直立放置，并用防倒链固定。"


def read(data, name="要点.xlsx"):
    return read_sheet(name, data)


def row(**cells):
    return read_row(7, {"statement": STATEMENT, **cells}, {})


def errors(sheet):
    return [str(error) for error in sheet.errors]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("bad", BAD_SHEETS, ids=str)
def test_refused_in_one_sentence(bad):
    with pytest.raises(UnreadableFile) as caught:
        read(bad.build(), bad.name)
    sentence = str(caught.value)
    assert bad.sentence in sentence
    assert sentence.endswith("。")
    assert "Word 或" not in sentence


def test_a_row_becomes_a_key_point():
    (found,) = read(key_points(ROW)).rows
    assert found == KeyPointRow(
        number=2,
        text="氧气瓶与明火的距离不得小于{{c1::10米}}。",
        statement=STATEMENT,
        term="安全距离",
        category="数据",
        pair_value="10米",
        accepts={"1": ["十米"]},
        distractors={"1": ["5米", "8米"]},
    )


@pytest.mark.parametrize("name", ["要点.xls", "要点.xlsx"])
def test_an_old_workbook_is_read_under_either_name(name):
    (found,) = read(xls_file([["要点", "空", "配对内容"], [STATEMENT, "10米", 10.0]]), name).rows
    assert (found.text, found.pair_value) == ("氧气瓶与明火的距离不得小于{{c1::10米}}。", "10")


def test_an_old_workbook_with_too_many_rows():
    with pytest.raises(UnreadableFile, match="行数超过 5000"):
        read(xls_file([["要点"], *[[]] * 5000, [STATEMENT]]), "要点.xls")


def test_B19_a_wrong_dimension_loses_no_row():
    assert [found.number for found in read(wrong_dimension()).rows] == [2, 3, 4, 5]


def test_B23_a_formula_that_nobody_computed_is_an_error_of_its_row():
    sheet = read(xlsx_file(Tab([HEADER[:4], ["", STATEMENT, "", ""]], formulas={(1, 3): '=A1&"x"'})))
    assert errors(sheet) == ["第 2 行“空”是公式，请粘贴为数值。"]


def test_an_error_value_is_an_error_of_its_row():
    bad = '<c r="B2" t="e"><v>#DIV/0!</v></c>'
    head = raw_row(1, "要点", "配对内容")
    data = raw_xlsx(f'{head}<row r="2"><c r="A2" t="inlineStr"><is><t>{STATEMENT}</t></is></c>{bad}</row>')
    assert errors(read(data)) == ["第 2 行“配对内容”是错误值（#DIV/0!），请改正。"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.0, "1"), (0.1 + 0.2, "0.3"), (12, "12"), (2.5, "2.5"), ("0012", "0012"), ("５％", "５％"), ("=1+1", "=1+1")],
)
def test_B24_values_as_they_were_typed(value, shown):
    assert read(key_points([STATEMENT, value], header=["要点", "配对内容"])).rows[0].pair_value == shown


def test_B24_long_numbers_have_lost_their_digits():
    sheet = read(key_points([STATEMENT, 1234567890123456789], header=["要点", "配对内容"]))
    assert "里的数字超过 15 位" in errors(sheet)[0]
    assert "设为文本" in errors(sheet)[0]


def test_B24_dates_and_shares_as_they_are_shown():
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
        '<numFmt numFmtId="170" formatCode="0.0%"/></numFmts><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>第{number}号气瓶的余压。</t></is></c>'
        f'<c r="B{number}" s="{style}"><v>{value}</v></c></row>'
        for number, style, value in ((2, 1, 0.05), (3, 2, 43864))
    )
    from tests.reading.builders import repacked

    data = repacked(raw_xlsx(raw_row(1, "要点", "配对内容") + rows), {"xl/styles.xml": styles.encode()})
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="styles.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>'
    )
    sheet = read(repacked(data, {"xl/_rels/workbook.xml.rels": relation.encode()}))
    assert [found.pair_value for found in sheet.rows] == ["5.0%", "2020年2月3日"]
    assert any("日期格式" in notice for notice in sheet.notices)


def test_B25_says_which_sheet_was_read_and_what_was_skipped():
    rows = [HEADER[:2], ["甲", STATEMENT], ["乙", BOTTLE], ["丙", "乙炔瓶使用时应当直立。"]]
    sheet = read(
        xlsx_file(
            Tab([["填写说明"]], name="说明"),
            Tab(rows, name="第一周", hidden_rows=[2], hidden_columns=[0]),
            Tab(rows, name="旧表", is_hidden=True),
        )
    )
    assert [found.statement for found in sheet.rows] == [STATEMENT, "乙炔瓶使用时应当直立。"]
    assert sheet.notices[0] == "读取了工作表“第一周”，没有读取“说明”、“旧表”（隐藏）。"
    assert "已跳过 1 个隐藏行、1 个隐藏列。" in sheet.notices


@pytest.mark.parametrize(
    "header",
    [
        ["名目", "要点"],
        [" 名 目 ", "要点（必填）"],
        ["术语", "题干*"],
        ["名称：", "　要　点　"],
    ],
)
@pytest.mark.parametrize("above", [0, 3])
def test_B26_the_header_is_found_however_it_is_written(header, above):
    titles = [["第三学习小组要点表"]] * above
    sheet = read(xlsx_file(Tab([*titles, header, ["安全距离", STATEMENT]])))
    assert [(found.number, found.term, found.statement) for found in sheet.rows] == [(above + 2, "安全距离", STATEMENT)]


def test_B26_columns_in_another_order_and_unknown_ones():
    sheet = read(key_points(["10米", "x", STATEMENT], header=["答案", "难度", "题干"]))
    assert sheet.rows[0].text == "氧气瓶与明火的距离不得小于{{c1::10米}}。"
    assert sheet.notices == ("没有读取这些列：难度。",)


def test_B26_a_header_twice_or_missing_is_refused():
    with pytest.raises(UnreadableFile, match="“要点”列出现了 2 次（A、C 列），请只留一列"):
        read(key_points([STATEMENT, "", ""], header=["要点", "名目", "题干"]))
    with pytest.raises(UnreadableFile, match="找不到“要点”列；识别到的列：甲、乙；"):
        read(key_points(["1", "2"], header=["甲", "乙"]))


def test_B27_merged_cells_hold_for_all_their_rows_and_blank_rows_are_counted():
    rows = [["类别", "要点"], ["", STATEMENT], ["", BOTTLE], [], ["　", " "], ["其他", "阀门要缓慢开启。"]]
    sheet = read(xlsx_file(Tab(rows, merged=[(1, 0, 2, 0, "气瓶")])))
    assert [(found.category, found.number) for found in sheet.rows] == [("气瓶", 2), ("气瓶", 3), ("其他", 6)]
    assert "已跳过 2 个空行。" in sheet.notices


def test_B50_a_gap_without_an_answer():
    assert str(row(statement="氧气瓶与明火的距离不得小于____。")) == "第 7 行缺少答案。"
    assert str(row(statement="")) == "第 7 行没有写要点。"


def test_B51_an_answer_that_is_not_in_the_statement():
    assert str(row(answers="11米")) == "第 7 行“空”里的“11米”不在要点里。"


def test_B52_the_same_key_point_twice():
    sheet = read(key_points(ROW, ["", BOTTLE], ["", STATEMENT.replace("10", "１０")], header=HEADER))
    assert errors(sheet) == ["第 4 行与第 2 行重复。"]
    assert len(sheet.rows) == 2


def test_B53_more_answers_than_gaps():
    assert str(row(statement="距离不得小于（　　）。", answers="5米；10米")) == "第 7 行有 1 个空，却有 2 个答案。"


@pytest.mark.parametrize("answers", ["10米", "１０米", "答案：10米", " 10米 ；"])
def test_B54_full_width_letters_labels_and_blanks_are_accepted(answers):
    assert row(answers=answers).text == "氧气瓶与明火的距离不得小于{{c1::10米}}。"


@pytest.mark.parametrize("gap", ["____", "＿＿＿", "（　　）", "()", "【】"])
def test_B54_every_way_to_leave_a_gap(gap):
    found = row(statement=f"氧气瓶与明火的距离不得小于{gap}。", answers="10米")
    assert found.text == "氧气瓶与明火的距离不得小于{{c1::10米}}。"


def test_B55_a_distractor_that_is_right_is_an_error():
    assert str(row(answers="10米", distractors="8米；10米")) == "第 7 行的干扰项“10米”就是答案。"
    assert str(row(distractors="8米")) == "第 7 行写了“干扰项”，但要点里没有标空。"


def test_B56_several_blanks_and_several_accepted_answers():
    found = row(answers="氧气瓶；10米", accepts="1：氧气钢瓶\n2：十米；10 m", distractors="2、5米")
    assert found.text == "{{c1::氧气瓶}}与明火的距离不得小于{{c2::10米}}。"
    assert found.accepts == {"1": ["氧气钢瓶"], "2": ["十米", "10 m"]}
    assert found.distractors == {"2": ["5米"]}
    assert "每个空写一行" in str(row(answers="氧气瓶；10米", accepts="十米"))
    assert "没有这个空" in str(row(answers="氧气瓶；10米", accepts="3：十米"))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{% debug %} hx-get=", "=cmd|' /C calc'!A0", "-5℃以下不得使用", "@党章规定"]
)
def test_B57_B58_markup_and_formulas_are_text(text):
    assert read(key_points([text], header=["要点"])).rows[0].statement == text


def test_B57_braces_that_are_no_mark_are_an_error():
    assert "花括号不成对" in str(row(statement="温度为{{7*7}}度以下。"))
    assert row(statement="距离不得小于{{c1::10米}}。").statement == "距离不得小于10米。"


def test_B59_bad_rows_are_told_by_number_and_the_others_are_read():
    good = [["", f"第{number}号气瓶与明火的距离不得小于10米。", "", "10米"] for number in range(197)]
    bad = [["", "距离____。", "", ""], ["", "短", "", ""], ["", STATEMENT, "", "11米"]]
    sheet = read(key_points(*good, *bad))
    assert len(sheet.rows) == 197
    assert [error.number for error in sheet.errors] == [199, 200, 201]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"statement": "气" * 301}, "的要点有 301 个字，应在 5 到 300 个字之间"),
        ({"term": "气" * 61}, "“名目”超过 60 个字"),
        ({"category": "气" * 21}, "“类别”超过 20 个字"),
    ],
)
def test_cells_that_are_too_long(cells, sentence):
    assert sentence in str(row(**cells))


def test_the_limits_are_those_of_the_form():
    assert sheet_rows.LONGEST_STATEMENT == form.LONGEST_STATEMENT
    for name in ("term", "category", "pair_value", "aliases"):
        assert sheet_rows.LONGEST_CELL[name] == vars(form.KeyPointForm.base_fields[name])["max_length"]


CELLS = st.text(max_size=30) | st.sampled_from(["____", "{{c1::", "}}", "1：", "；", "10米", STATEMENT])


@given(st.fixed_dictionaries(dict.fromkeys(sheet_rows.NAMES, CELLS)))
def test_any_cells_make_a_key_point_or_one_error(cells):
    found = read_row(3, cells, {})
    assert isinstance(found, KeyPointRow | RowError)
    if isinstance(found, RowError):
        assert str(found).startswith("第 3 行")


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook"]))
def test_random_bytes_are_refused(data, head):
    with pytest.raises(UnreadableFile):
        read(head + data)
