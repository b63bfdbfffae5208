"""Printed pages become paragraphs again."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studyapp.reading.compilation import read_compilation
from studyapp.reading.guard import read_file
from studyapp.reading.page_furniture import without_page_furniture
from studyapp.reading.paragraphs import paragraphs_of
from studyapp.reading.pdf import read_pdf
from studyapp.reading.rows import Glyph, Row, rows_of
from studyapp.reading.types import Look, UnreadableFile
from tests.reading.paper import Block, Line, Sheet, pdf_file, typeset

LONG = "气瓶应当直立放置，并用防倒链固定在墙面或支架上，氧气瓶与明火的距离不得小于10米，与乙炔瓶的距离不得小于5米。"
OTHER = "发现火情时，先切断电源，再用合适的灭火器扑救，同时报告值班人员；火势不能控制的，应当立即撤离，在门外清点人数。"
SHORT = "阀门要缓慢开启。"


def glyphs(text, *, x=0.0, y=0.0, size=10.0, blanks=()):
    """The glyphs of a row; `blanks` are (index, width) of gaps that no character fills."""
    found, at, gaps = [], x, dict(blanks)
    for index, char in enumerate(text):
        at += gaps.get(index, 0)
        width = size * (0.5 if char.isascii() else 1)
        found.append(Glyph(char, at, at + width, y, size))
        at += width
    return found


def text_of(*printed):
    return [row.text for row in rows_of([[glyph for row in printed for glyph in row]])[0]]


def texts(*blocks, **layout):
    return [line.text for line in read_pdf(pdf_file(typeset(blocks, **layout))).lines]


def test_lines_are_joined_to_paragraphs():
    assert texts(LONG, OTHER, SHORT, LONG) == [LONG, OTHER, SHORT, LONG]


def test_paragraphs_without_indents_end_where_a_line_is_short():
    blocks = [Block(text, indent=0) for text in (LONG, SHORT, OTHER)]
    assert texts(*blocks) == [LONG, SHORT, OTHER]


def test_paragraphs_set_apart_by_distance():
    full = "气" * 34 + "。"
    assert texts(LONG, Block(full, indent=0, above=12), Block(OTHER, indent=0, above=12)) == [LONG, full, OTHER]


def test_a_paragraph_goes_on_over_the_page():
    lines = texts(LONG * 4, OTHER * 4, head="安全简报", foot="第 {page} 页", bottom=600)
    assert lines == [LONG * 4, OTHER * 4]


def test_a_title_of_two_rows_is_one_line():
    title = "关于进一步加强实验室气瓶安全管理和汛期应急值守工作的通知"
    lines = read_pdf(pdf_file(typeset([Block(title, 20, centred=True), LONG]))).lines
    assert [line.text for line in lines] == [title, LONG]
    assert lines[0].look == Look(20, is_centred=True)


def test_headings_of_another_size_stand_alone():
    assert texts(LONG, Block("一、存放要求", 14), OTHER) == [LONG, "一、存放要求", OTHER]


def test_the_table_of_contents_keeps_its_page_numbers():
    entries = ["1. 在实验室安全工作推进会上的讲话", "12", "2. 气瓶管理办法 18"]
    blocks = [Block(text, indent=0) for text in entries]
    assert texts(*blocks, LONG, LONG) == ["1. 在实验室安全工作推进会上的讲话 12", "2. 气瓶管理办法 18", LONG, LONG]


def test_blanks_of_the_layout_are_no_text():
    assert text_of(glyphs("2020年2月", blanks=[(4, 2.0), (5, 2.5), (6, 2.0)])) == ["2020年2月"]


def test_typed_blanks_stay():
    assert text_of(glyphs("启动 I 级响应")) == ["启动 I 级响应"]
    assert text_of(glyphs("体制机制健全", blanks=[(4, 3.0)])) == ["体制机制 健全"]
    assert text_of(glyphs("labsafety", blanks=[(3, 2.0)])) == ["lab safety"]


def test_a_justified_row_has_no_blanks_of_its_own():
    text = "气瓶应当直立放置并且固定"
    assert text_of(glyphs(text, blanks=[(index, 4.0) for index in range(1, len(text))])) == [text]


def test_signs_are_read_in_the_order_of_the_page_whatever_the_file_says():
    printed = glyphs("取“小汤山”模式")
    assert text_of(printed[2:] + printed[:2]) == ["取“小汤山”模式"]


def test_a_sign_printed_twice_to_look_bold_counts_once():
    once = glyphs("气瓶")
    twice = [Glyph(g.char, g.left + 0.3, g.right + 0.3, g.base, g.size) for g in once]
    assert text_of(once + twice) == ["气瓶"]
    assert text_of(glyphs("天天向上")) == ["天天向上"]


def test_raised_signs_belong_to_their_row():
    assert text_of(glyphs("每平方米"), [Glyph("2", 40, 43, 3.0, 6.0)]) == ["每平方米2"]


def test_a_blank_that_the_line_break_swallowed_is_restored():
    rows = [Row("组织医疗队和志愿者共计 19", 20, 150, 40, 10), Row("人驰援", 0, 30, 25, 10)]
    assert paragraphs_of([rows])[0].text == "组织医疗队和志愿者共计 19 人驰援"


def test_radicals_become_the_hanzi_that_they_look_like():
    assert texts("⾥⾯的⻓度和⻛险，⺠⽤⽓瓶⻅下表。") == ["里面的长度和风险，民用气瓶见下表。"]


def test_rows_of_a_table_keep_their_cells_apart():
    page = Sheet([Line(x, 700, 12, text) for x, text in ((90, "氧气"), (220, "淡蓝"), (350, "15 MPa"))])
    page.lines += [Line(90, 660, 12, LONG[:30])]
    first, _ = read_pdf(pdf_file([page])).lines
    assert (first.text, first.is_cell) == ("氧气 | 淡蓝 | 15 MPa", True)


def test_two_columns_are_read_one_after_the_other():
    blocks = [LONG * 3, OTHER * 3, LONG * 2, OTHER * 2]
    assert texts(*blocks, columns=2, bottom=560) == blocks


FEET = ["{page}", "— {page} —", "- {page} -", "第 {page} 页", "第{page}页 共{pages}页", "{page}/{pages}"]


@pytest.mark.parametrize("foot", FEET)
def test_page_numbers_of_every_form_go(foot):
    pages = typeset([LONG * 6, OTHER * 6], foot=foot, bottom=560)
    assert len(pages) > 1
    assert [line.text for line in read_pdf(pdf_file(pages)).lines] == [LONG * 6, OTHER * 6]


def test_notes_at_the_foot_of_a_page_do_not_tear_a_paragraph():
    pages = typeset([LONG * 4, OTHER * 4], bottom=600, head="安全简报", foot="第 {page} 页")
    pages[0].lines.insert(-1, Line(90, 90, 8, "① 见高等学校实验室安全规范。"))
    assert [(line.text, line.is_cell) for line in read_pdf(pdf_file(pages)).lines] == [
        (LONG * 4, False),
        (OTHER * 4, False),
        ("① 见高等学校实验室安全规范。", True),
    ]


def test_the_number_of_a_single_page_goes_too():
    assert texts(LONG, foot="— 1 —") == [LONG]


def test_a_figure_of_the_text_is_no_page_number():
    rows = [Row("甲", 0, 10, 700, 10), Row("2020", 0, 20, 684, 10), Row("乙", 0, 10, 668, 10)]
    assert without_page_furniture([rows]) == ([rows], [])


def test_the_title_under_a_head_of_the_same_words_stays():
    lines = texts(Block("安全资料汇编", 26, centred=True), LONG * 9, head="安全资料汇编", bottom=600)
    assert lines[0] == "安全资料汇编"
    assert lines.count("安全资料汇编") == 1


def test_a_document_with_title_and_sections_by_size():
    title, sections = Block("气瓶管理办法", 20, centred=True), (Block("存放", 14), Block("搬运", 14))
    (document,) = read_compilation(
        read_pdf(pdf_file(typeset([title, sections[0], LONG, sections[1], OTHER])))
    ).documents
    assert document.title == "气瓶管理办法"
    assert [(p.level, p.text) for p in document.passages] == [(1, "存放"), (None, LONG), (1, "搬运"), (None, OTHER)]


def test_B32_the_share_of_odd_characters_is_told_and_kept():
    reading = read_file("码.pdf", pdf_file(typeset([LONG, OTHER]), readable=False))
    assert reading.garbled > 50
    assert f"约 {reading.garbled}% 文字可能是乱码，请核对，或改用 Word 原稿。" in reading.notices
    assert read_file("好.pdf", pdf_file(typeset([LONG]))).garbled == 0


def test_B28_a_stamp_on_a_scan_is_no_text():
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n0\nendstream"
    )
    data = pdf_file([Sheet([Line(90, 50, 9, "第1页")])], objects=[image])
    data = data.replace(b"/F1 4 0 R>>>>", b"/F1 4 0 R>>/XObject<</I 5 0 R>>>>").replace(
        b"stream\nBT", b"stream\n/I Do BT"
    )
    with pytest.raises(UnreadableFile, match="可能是扫描件"):
        read_pdf(data)


def test_B30_two_hundred_pages_are_read_and_one_more_is_refused():
    def page(number):
        rows = (f"第{number}页第{row}行的气瓶应当直立放置。" for row in range(25))
        return Sheet([Line(90, 700 - 20 * row, 12, text) for row, text in enumerate(rows)])

    pages = [page(number) for number in range(200)]
    assert sum(len(line.text) for line in read_pdf(pdf_file(pages)).lines) > 60_000
    with pytest.raises(UnreadableFile, match="页数超过 200"):
        read_pdf(pdf_file([*pages, Sheet()]))


def test_the_child_reads_a_pdf_with_its_doors_closed():
    code = "import sys\nfrom studyapp.reading import sandbox\nsys.exit(sandbox.main('pdf'))"
    child = subprocess.run(
        [sys.executable, "-c", code], input=pdf_file(typeset([LONG])), capture_output=True, check=True
    )
    assert b"\\u6c14\\u74f6" in child.stdout
    assert child.stderr == b""
