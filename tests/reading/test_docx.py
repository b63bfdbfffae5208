"""What a Word file hides from a plain reading of its runs."""

import pytest
from docx.enum.text import WD_BREAK

from studyapp.reading.compilation import read_compilation
from studyapp.reading.docx import read_docx
from studyapp.reading.types import Look, UnreadableFile
from tests.reading.builders import docx_xml, field, looks, paragraph, run, table, text_box

TEXT = "气瓶应当直立放置并用链条固定。"


def texts(data):
    return [line.text for line in read_docx(data).lines]


def test_paragraphs_headings_and_title(docx_of):
    data = docx_of(("Title", "气瓶"), ("Heading 1", "储存"), TEXT, ("Heading 2", "搬运"), TEXT)
    assert [(line.text, line.level, line.is_title) for line in read_docx(data).lines] == [
        ("气瓶", None, True),
        ("储存", 1, False),
        (TEXT, None, False),
        ("搬运", 2, False),
        (TEXT, None, False),
    ]


def test_B18_automatic_numbers_are_read(docx_of, numbered):
    def change(document):
        give = numbered(
            document, [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        )
        for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1)]:
            give(document.add_paragraph(text), level)

    assert texts(docx_of(change=change)) == ["一、甲", "（一）乙", "（二）丙", "1. 丁", "二、戊", "（一）己"]


def test_numbers_of_several_levels_and_of_styles(docx_of, numbered):
    def change(document):
        give = numbered(document, [("decimal", "第%1章"), ("decimal", "%1.%2")], start=3)
        for text, level in [("总则", 0), ("范围", 1), ("职责", 0)]:
            give(document.add_paragraph(text, f"Heading {level + 1}"), level)
        document.add_paragraph("气瓶", "List Number")
        document.add_paragraph("阀门", "List Number")
        document.add_paragraph("管路", "List Bullet")

    assert texts(docx_of(change=change)) == ["第3章 总则", "3.3 范围", "第4章 职责", "1. 气瓶", "2. 阀门", "管路"]


def test_automatic_numbers_make_headings(docx_of, numbered):
    def change(document):
        give = numbered(document, [("chineseCountingThousand", "%1、")])
        document.add_paragraph("气瓶管理办法")
        for name in ("储存", "搬运"):
            give(document.add_paragraph(name))
            document.add_paragraph(TEXT)

    document = read_compilation(read_docx(docx_of(change=change))).documents[0]
    assert [(p.level, p.text) for p in document.passages] == [
        (1, "一、储存"),
        (None, TEXT),
        (1, "二、搬运"),
        (None, TEXT),
    ]


def test_table_cells_row_by_row(docx_of):
    def change(document):
        table = document.add_table(2, 2)
        for cell, text in zip((c for r in table.rows for c in r.cells), ["甲", "乙", "丙", "丁"], strict=True):
            cell.text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        document.add_paragraph(TEXT)

    lines = read_docx(docx_of(TEXT, change=change)).lines
    assert [(line.text, line.is_cell) for line in lines] == [
        (TEXT, False),
        ("甲 丙 | 乙", True),
        ("丁", True),
        (TEXT, False),
    ]


def test_a_table_is_rows_of_text_and_merged_cells_count_once(with_xml):
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(run("气瓶颜色"))}'
    data = with_xml(table([wide], ["气体", "颜色"], ["氧气", "淡蓝"], ["氮气", "黑"], ["^", "深黑"]))
    assert texts(data) == ["气瓶颜色", "气体 | 颜色", "氧气 | 淡蓝", "氮气 | 黑", "深黑"]


def test_a_frame_round_the_text_is_no_table(with_xml):
    lines = read_docx(with_xml(table([paragraph(run("通知")) + paragraph(run(TEXT))]))).lines
    assert [(line.text, line.is_cell) for line in lines] == [("通知", False), (TEXT, False)]


def test_cells_that_hold_whole_texts_stay_paragraphs(with_xml):
    assert texts(with_xml(table([paragraph(run(TEXT * 30)), paragraph(run(TEXT))]))) == [TEXT * 30, TEXT]


def test_a_text_box_is_read_once_behind_its_paragraph(with_xml):
    data = with_xml(paragraph(run("上文。"), text_box(paragraph(run("框里的话。")), paragraph(run("又一句。")))))
    lines = read_docx(data).lines
    assert [(line.text, line.is_cell) for line in lines] == [
        ("上文。", False),
        ("框里的话。", True),
        ("又一句。", True),
    ]


def test_notes_stand_behind_the_paragraph_of_their_mark():
    mark = '<w:r><w:{}noteReference w:id="{}"/></w:r>'
    marked = paragraph(run("气瓶每三年"), mark.format("foot", 2), run("检验一次。"), mark.format("end", 5))
    parts = {
        "footnotes": f'<w:footnote w:id="2">{paragraph(run("见国家标准。"))}</w:footnote>',
        "endnotes": f'<w:endnote w:id="5">{paragraph(run("另见手册。"))}{paragraph(run("第二版。"))}</w:endnote>',
    }
    source = read_docx(docx_xml(marked + paragraph(run(TEXT)), parts))
    assert [line.text for line in source.lines] == [
        "气瓶每三年检验一次。",
        "注1：见国家标准。",
        "注2：另见手册。",
        "第二版。",
        TEXT,
    ]
    assert source.notices == ("有 2 条脚注或尾注，放在所在段落之后。",)


def test_soft_hyphens_and_symbols_leave_no_trace(with_xml):
    assert texts(with_xml(paragraph("<w:r><w:t>气</w:t><w:softHyphen/><w:t>瓶\u00ad。</w:t></w:r>"))) == ["气瓶。"]


def test_size_weight_and_place_are_told(with_xml):
    lines = read_docx(
        with_xml(looks("办法", size=22, bold=True, centred=True) + looks(TEXT, size=16, indent=True))
    ).lines
    assert [line.look for line in lines] == [Look(22, True, True), Look(16, False, False)]


def test_B17_tracked_changes_comments_and_hidden_text_are_left_out_and_counted(with_xml):
    data = with_xml(
        paragraph(
            run("气瓶"),
            "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>",
            "<w:ins>" + run("应当") + "</w:ins>",
            run("固定。"),
        )
        + paragraph(run("看得见。"), run("看不见", "<w:vanish/>"), '<w:r><w:commentReference w:id="1"/></w:r>')
        + paragraph("<w:del><w:r><w:delText>整段</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    )
    source = read_docx(data)
    assert [line.text for line in source.lines] == ["气瓶应当固定。", "看得见。"]
    assert source.notices == (
        "已忽略修订/批注 3 处（删去的文字没有读入，插入的文字已读入）。",
        "没有读入：隐藏文字 1 处。",
    )


def test_B16_pictures_alone_are_no_text(with_xml):
    with pytest.raises(UnreadableFile, match="未识别到文字（检测到 2 张图片）"):
        read_docx(with_xml(paragraph("<w:r><w:drawing/></w:r>") + paragraph("<w:r><w:pict/></w:r>")))


def test_an_empty_file_says_so(docx_of):
    with pytest.raises(UnreadableFile, match="未识别到文字，"):
        read_docx(docx_of("", " \u3000"))


def test_line_breaks_page_breaks_and_tabs(docx_of):
    def change(document):
        added = document.add_paragraph("一行。")
        added.runs[0].add_break()
        added.add_run("二\t行。")
        added.add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("新页。")

    lines = read_docx(docx_of(change=change)).lines
    assert [(line.text, line.starts_page) for line in lines] == [
        ("一行。", False),
        ("二 行。", False),
        ("新页。", True),
    ]


def test_field_codes_formulas_and_readings_above_characters(with_xml):
    math = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('qì')}</w:rt><w:rubyBase>{run('气')}</w:rubyBase></w:ruby></w:r>"
    data = with_xml(
        paragraph(run("见"), field(' HYPERLINK "x" ', run("此处")), run("，"))
        + paragraph(ruby, run("压为"), math, run("。"))
    )
    assert texts(data) == ["见此处，", "气压为a+b。"]


CONTENTS = (
    paragraph(run("安全资料汇编"))
    + paragraph(
        field(
            ' TOC \\o "1-3" ',
            run("气瓶管理办法"),
            "<w:r><w:tab/></w:r>",
            field(" PAGEREF _Toc1 ", run("2")),
            "</w:p><w:p>",
            run("消防工作通知"),
            "<w:r><w:tab/></w:r>",
            field(" PAGEREF _Toc2 ", run("3")),
        )
    )
    + paragraph(run("气瓶管理办法"), properties='<w:pStyle w:val="Heading1"/>')
    + paragraph(run(TEXT))
    + paragraph(run("消防工作通知"), properties='<w:pStyle w:val="Heading1"/>')
    + paragraph(run(TEXT))
)


def test_a_generated_table_of_contents_splits_the_file(with_xml):
    source = read_docx(with_xml(CONTENTS))
    assert [line.is_contents for line in source.lines] == [False, True, True, False, False, False, False]
    documents = read_compilation(source).documents
    assert [(doc.title, [p.text for p in doc.passages]) for doc in documents] == [
        ("气瓶管理办法", [TEXT]),
        ("消防工作通知", [TEXT]),
    ]


def test_a_table_of_contents_by_style_and_by_link(docx_of, with_xml):
    def change(document):
        document.styles.add_style("toc 1", 1)
        for text in ("甲的讲话\t1", "乙的通知\t2"):
            document.add_paragraph(text, "toc 1")

    assert [line.is_contents for line in read_docx(docx_of(change=change)).lines] == [True, True]
    link = f'<w:hyperlink w:anchor="_Toc9">{run("甲的讲话")}{field(" PAGEREF _Toc9 ", run("1"))}</w:hyperlink>'
    assert [line.is_contents for line in read_docx(with_xml(paragraph(link) + paragraph(run(TEXT)))).lines] == [
        True,
        False,
    ]


def test_B15_external_objects_are_counted_and_never_fetched(docx_of):
    def change(document):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        document.part.relate_to("http://127.0.0.1:9/canary.png", kind + "image", is_external=True)
        document.part.relate_to("http://127.0.0.1:9/page", kind + "hyperlink", is_external=True)

    assert read_docx(docx_of(TEXT, change=change)).notices == ("已忽略 1 个外部对象。",)


def test_invisible_characters_are_removed_and_counted(docx_of):
    source = read_docx(docx_of("气\u200b瓶\u202e。"))
    assert ([line.text for line in source.lines], source.notices) == (["气瓶。"], ("已去掉 2 个看不见的控制字符。",))


def test_B12_more_than_5000_paragraphs_are_refused_early(with_xml):
    with pytest.raises(UnreadableFile, match="段落超过 5000 段，请拆分"):
        read_docx(with_xml("<w:p/>" * 400_000))


def test_a_file_without_styles_and_numbering_parts(repacked, with_xml):
    data = repacked(
        with_xml(paragraph(run(TEXT))),
        {
            "word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        },
    )
    assert texts(data) == [TEXT]
