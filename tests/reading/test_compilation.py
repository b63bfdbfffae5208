"""Invented compilations of other subjects and habits than the sample."""

from datetime import date

import pytest

from studyapp.reading.compilation import material_json, read_compilation
from studyapp.reading.docx import read_docx
from studyapp.reading.text import read_text
from studyapp.reading.types import Source, SourceLine

GAS = "气瓶应当直立放置并用链条固定，远离热源和电气设备。"
FIRE = "发现火情时，先断电，再用合适的灭火器扑救，同时报告值班人员。"
TRAIN = "新进人员先培训、后上岗，培训记录由实验室保存三年。"


def read(text):
    return read_compilation(read_text(text.encode()))


def heads(reading):
    return [(doc.title, doc.author, doc.date and doc.date.isoformat()) for doc in reading.documents]


def texts(document):
    return [passage.text for passage in document.passages]


LABORATORY = f"""
实验室安全学习资料选编
设备与实验室管理处
二〇二三年九月
目　　录
一、在实验室安全工作推进会上的讲话……………1
二、实验室气瓶安全管理办法（试行）……………3
三、关于开展秋季消防演练的通知……………5
－1－
在实验室安全工作推进会上的讲话
（二〇二三年九月一日）
李　四
各位老师：
　　{GAS}
　　一、认清形势
　　{FIRE}
　　二、压实责任
　　各学院主要负责人是第一责任人，每学期至少带队检
－2－
查一次，发现的问题要列出清单。
－3－
实验室气瓶安全管理办法
（试行）
第一章　总则
　　第一条　为了加强气瓶管理，制定本办法。
第二章　储存
　　第二条　{GAS}
－5－
关于开展秋季消防演练的通知
各学院、各实验室：
　　{FIRE}
设备与实验室管理处
2023年9月15日
"""


def test_a_compilation_of_rules_speeches_and_notices():
    reading = read(LABORATORY)
    assert heads(reading) == [
        ("在实验室安全工作推进会上的讲话", "李四", "2023-09-01"),
        ("实验室气瓶安全管理办法（试行）", None, None),
        ("关于开展秋季消防演练的通知", "设备与实验室管理处", "2023-09-15"),
    ]
    assert texts(reading.documents[0]) == [
        "各位老师：",
        GAS,
        "一、认清形势",
        FIRE,
        "二、压实责任",
        "各学院主要负责人是第一责任人，每学期至少带队检查一次，发现的问题要列出清单。",
    ]
    assert [passage.level for passage in reading.documents[1].passages] == [1, None, 1, None]
    assert texts(reading.documents[2]) == ["各学院、各实验室：", FIRE]
    assert reading.joined == 1


def test_the_json_form():
    material = material_json(read(LABORATORY))["materials"][1]
    assert material == {
        "title": "实验室气瓶安全管理办法（试行）",
        "author": None,
        "date": None,
        "passages": [
            {"kind": "heading", "level": 1, "text": "第一章\u3000总则"},
            {"kind": "paragraph", "level": None, "text": "第一条\u3000为了加强气瓶管理，制定本办法。"},
            {"kind": "heading", "level": 1, "text": "第二章\u3000储存"},
            {"kind": "paragraph", "level": None, "text": f"第二条\u3000{GAS}"},
        ],
    }


def test_titles_that_differ_from_the_contents_and_run_over_lines():
    reading = read(f"""
读书班学习资料
目录
1. 张三：在全市管道保护工作会上的讲话 3
2. 关于加强油气管道巡护、提升应急处置能力的
指导意见 9
在全市管道保护工作会议上的讲话
(2022年4月8日)
张三
{GAS}
关于加强油气管道巡护
提升应急处置能力的指导意见
{FIRE}
""")
    assert heads(reading) == [
        ("在全市管道保护工作会议上的讲话", "张三", "2022-04-08"),
        ("关于加强油气管道巡护提升应急处置能力的指导意见", None, None),
    ]


def test_contents_without_page_numbers():
    reading = read(f"""
学习材料
目录
氢能知识问答讲话
储能安全须知通知
氢能知识问答讲话
{GAS}
储能安全须知通知
{FIRE}
""")
    assert [doc.title for doc in reading.documents] == ["氢能知识问答讲话", "储能安全须知通知"]


def test_groups_in_the_contents_divide_but_are_no_materials():
    reading = read(f"""
安全文件汇编
目录
第一部分 领导讲话
1. 在安全月启动会上的讲话 ... 1
第二部分 规章制度
2. 危险化学品采购规定 ... 4
第一部分 领导讲话
在安全月启动会上的讲话
{GAS}
第二部分 规章制度
危险化学品采购规定
{FIRE}
""")
    assert [doc.title for doc in reading.documents] == ["在安全月启动会上的讲话", "危险化学品采购规定"]
    assert [texts(doc) for doc in reading.documents] == [[GAS], [FIRE]]


def test_an_entry_that_is_missing_in_the_text_is_reported():
    reading = read(
        f"资料汇编\n目录\n用电安全守则 1\n用气安全守则 2\n防汛工作预案 3\n用电安全守则\n{GAS}\n防汛工作预案\n{FIRE}\n"
    )
    assert [doc.title for doc in reading.documents] == ["用电安全守则", "防汛工作预案"]
    assert any("用气安全守则" in notice and "没有找到" in notice for notice in reading.notices)


def test_a_preface_becomes_a_material():
    reading = read(
        f"资料汇编\n目录\n用电安全守则 1\n防汛工作预案 3\n"
        f"编者的话\n{TRAIN}\n用电安全守则\n{GAS}\n防汛工作预案\n{FIRE}\n"
    )
    assert [(doc.title, texts(doc)) for doc in reading.documents] == [
        ("编者的话", [TRAIN]),
        ("用电安全守则", [GAS]),
        ("防汛工作预案", [FIRE]),
    ]


def test_the_chapters_of_one_work_are_headings():
    reading = read(f"""
岗位培训手册
目录
第一章 气瓶 1
第二章 消防 2
第一章 气瓶
{GAS}
第二章 消防
{FIRE}
""")
    assert [doc.title for doc in reading.documents] == ["岗位培训手册"]
    assert [(passage.level, passage.text) for passage in reading.documents[0].passages] == [
        (1, "第一章 气瓶"),
        (None, GAS),
        (1, "第二章 消防"),
        (None, FIRE),
    ]


def test_numbered_sections_of_one_work_are_headings():
    reading = read(f"年度工作要点\n目录\n一、气瓶 1\n二、消防 2\n一、气瓶\n{GAS}\n二、消防\n{FIRE}\n")
    assert [doc.title for doc in reading.documents] == ["年度工作要点"]
    assert len(reading.documents[0].passages) == 4


def test_without_contents_a_file_is_one_material():
    reading = read(f"在开学第一课上的讲话\n（2021年9月1日）\n王五\n同学们：\n{GAS}\n一、消防\n{FIRE}\n")
    assert heads(reading) == [("在开学第一课上的讲话", "王五", "2021-09-01")]
    assert texts(reading.documents[0]) == ["同学们：", GAS, "一、消防", FIRE]


def test_a_title_over_two_lines_and_a_subtitle():
    assert heads(read(f"中共某某学院委员会关于加强\n实验室安全工作的意见\n{GAS}\n"))[0][0] == (
        "中共某某学院委员会关于加强实验室安全工作的意见"
    )
    assert heads(read(f"守住安全的底线\n——在安全月启动会上的讲话\n{GAS}\n"))[0][0] == (
        "守住安全的底线——在安全月启动会上的讲话"
    )


def test_a_cover_without_contents():
    reading = read(f"第三支部学习材料\n2024年5月\n\f危险化学品采购规定\n{GAS}\n")
    assert heads(reading) == [("危险化学品采购规定", None, None)]


def test_a_text_without_title_has_none():
    reading = read(f"{GAS}\n{FIRE}\n")
    assert [(doc.title, texts(doc)) for doc in reading.documents] == [("", [GAS, FIRE])]


@pytest.mark.parametrize(
    ("lines", "author", "day"),
    [
        (["主讲人：赵六 教授", "2020年1月2日"], "赵六", date(2020, 1, 2)),
        (["（2020年1月2日 赵六）"], "赵六", date(2020, 1, 2)),
        (["赵六", "（二〇二〇年一月二日在培训班上）"], "赵六", date(2020, 1, 2)),
        (["校安字〔2020〕5号"], None, None),
        (["（2020年1月）"], None, None),
        (["设备与实验室管理处"], "设备与实验室管理处", None),
        (["（2018年1月2日通过 2020年3月4日修订）"], None, None),
    ],
)
def test_what_stands_under_a_title(lines, author, day):
    document = read("\n".join(["气瓶安全管理办法", *lines, GAS])).documents[0]
    assert (document.author, document.date) == (author, day)
    assert texts(document)[-1] == GAS


def test_a_note_under_the_title_that_says_more_is_kept():
    document = read(f"气瓶安全管理办法\n校安字〔2020〕5号\n（2020年1月2日校务会议通过）\n{GAS}\n").documents[0]
    assert texts(document) == ["校安字〔2020〕5号", "（2020年1月2日校务会议通过）", GAS]
    assert document.date == date(2020, 1, 2)


def test_a_source_line_at_the_end_dates_the_text_and_stays():
    document = read(f"气瓶安全\n{GAS}\n{FIRE}\n（来源：校报 2020年1月2日）\n").documents[0]
    assert document.date == date(2020, 1, 2)
    assert texts(document)[-1] == "（来源：校报 2020年1月2日）"


def test_a_speaker_in_front_of_a_colon_must_speak_in_the_text():
    said = read(f"张三：把安全放在第一位\n张三在会上强调，{GAS}\n").documents[0]
    silent = read(f"安全：我们的责任\n{GAS}\n").documents[0]
    assert (said.author, silent.author) == ("张三", None)


def test_a_cut_paragraph_in_a_word_file_is_whole_again():
    lines = [SourceLine("气瓶安全", is_title=True), SourceLine(GAS[:20]), SourceLine(GAS[20:]), SourceLine(FIRE)]
    reading = read_compilation(Source(tuple(lines)))
    assert texts(reading.documents[0]) == [GAS, FIRE]


def test_dividers_and_authors_in_the_contents():
    reading = read(f"""
第六期学习材料
目 录
材料一：在安全生产工作会议上的讲话............第1页
材料二：习惯的力量——安全文化二十讲  陈晓明............第9页
材料一
在安全生产工作会议上的讲话
{GAS}
材料二
习惯的力量——安全文化二十讲
陈晓明
{FIRE}
""")
    assert heads(reading) == [
        ("在安全生产工作会议上的讲话", None, None),
        ("习惯的力量——安全文化二十讲", "陈晓明", None),
    ]
    assert [texts(doc) for doc in reading.documents] == [[GAS], [FIRE]]


def test_lines_wrapped_by_hand_become_paragraphs():
    text = (
        "巡护要做到定人、定段、定责，发现占压和第三方施工，立即制止并上报；巡护记录当天填写、当天上传，由站长每周审核。"
    )
    wrapped = "\n".join(text[i : i + 22] for i in range(0, len(text), 22))
    reading = read(f"巡护守则\n　　{wrapped}\n　　{FIRE}\n")
    assert texts(reading.documents[0]) == [text, FIRE]


def test_numbered_questions_are_headings():
    document = read(f"气瓶十问\n1.气瓶怎么放？\n{GAS}\n2.起火怎么办？\n{FIRE}\n").documents[0]
    assert [passage.level for passage in document.passages] == [1, None, 1, None]


def test_a_news_report_is_dated_by_the_cover_and_says_so():
    reading = read(f"学习资料汇编\n2024年1月\n目录\n安全生产月报道 1\n安全生产月报道\n新华社成都12月3日电 {GAS}\n")
    assert reading.documents[0].date == date(2023, 12, 3)
    assert any("2023-12-03" in notice for notice in reading.notices)


def test_any_prefix_of_a_compilation_is_read():
    for end in range(1, len(LABORATORY), 7):
        if LABORATORY[:end].strip():
            read(LABORATORY[:end])


def test_a_word_compilation_with_automatic_numbers(docx_of, numbered):
    def change(document):
        give = numbered(document, [("chineseCountingThousand", "%1、")])
        document.add_paragraph("目录")
        for line in ("在油气管道保护会上的讲话\t3", "管道巡护管理办法\t7"):
            document.add_paragraph(line)
        document.add_paragraph("在油气管道保护会议上的讲话", "Heading 1")
        document.add_paragraph("（2022年4月8日）")
        document.add_paragraph("张\u3000三")
        give(document.add_paragraph("提高认识"))
        document.add_paragraph("\u3000\u3000" + GAS[:20])
        document.add_paragraph(GAS[20:])
        give(document.add_paragraph("压实责任"))
        document.add_paragraph(TRAIN)
        document.add_paragraph("管道巡护管理办法", "Heading 1")
        document.add_paragraph("储存", "Heading 2")
        document.add_paragraph(FIRE)

    reading = read_compilation(read_docx(docx_of("管道保护学习资料", change=change)))
    assert heads(reading) == [("在油气管道保护会议上的讲话", "张三", "2022-04-08"), ("管道巡护管理办法", None, None)]
    assert [(passage.level, passage.text) for passage in reading.documents[0].passages] == [
        (1, "一、提高认识"),
        (None, GAS),
        (1, "二、压实责任"),
        (None, TRAIN),
    ]
    assert [(passage.level, passage.text) for passage in reading.documents[1].passages] == [(1, "储存"), (None, FIRE)]
