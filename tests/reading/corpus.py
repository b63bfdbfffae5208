"""Documents as people make them, each with its own habits; `outlines/` says what a person reads in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reading import odd_texts, odd_words
from tests.reading.builders import docx_file, docx_xml, looks, numbered, paragraph, run, table, text_box
from tests.reading.paper import Block, pdf_file, typeset

DUTY = "各实验室负责人是本实验室安全的第一责任人，每月至少带队检查一次，发现的问题要列出清单，限期整改，结果报学院。"
TRAINING = "新进人员应当先培训、后考核、再准入，考核成绩达到90分方可进入实验室，培训记录由实验室保存3年。"
CYLINDER = "气瓶应当直立放置，并用防倒链固定在墙面或支架上。氧气瓶与明火的距离不得小于10米，与乙炔瓶的距离不得小于5米。"
FIRE = "发现火情时，先切断电源，再用合适的灭火器扑救，同时报告值班人员；火势不能控制的，应当立即撤离，在门外清点人数。"
WASTE = "废液应当分类收集，容器上贴好标签，写明成分、浓度和日期。酸性废液与碱性废液、氧化剂与还原剂不得混放。"
POWER = "大功率设备应当使用专用插座，夜间无人值守时不得通电运行。确需连续运行的，应当经负责人批准，并安排专人巡查。"
WATER = "冷却水管每季度更换一次卡箍，离开实验室前关闭总阀。"


def wps_document() -> bytes:
    """No style anywhere: a large bold title over two lines, bold section heads, sections without numbers."""
    return docx_xml(
        looks("石油工程学院", size=22, bold=True, centred=True)
        + looks("实验室安全管理规定", size=22, bold=True, centred=True)
        + looks("（2024年3月1日）", size=16, centred=True)
        + looks("总体要求", size=18, bold=True, indent=True)
        + looks(DUTY, indent=True)
        + looks("日常管理", size=18, bold=True, indent=True)
        + looks("人员准入", bold=True, indent=True)
        + looks(TRAINING, indent=True)
        + looks("用电用水", bold=True, indent=True)
        + looks(POWER, indent=True)
        + looks(WATER, indent=True)
    )


def three_levels() -> bytes:
    """Automatic numbering in three levels; the numbers stand nowhere in the text."""

    def change(document: Any) -> None:
        levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        give = numbered(document, levels)
        document.add_paragraph("实验室安全管理办法", "Title")
        for text, level in (
            ("管理职责", 0),
            (DUTY, None),
            ("日常管理", 0),
            ("人员准入", 1),
            (TRAINING, None),
            ("设备使用", 1),
            ("用电", 2),
            (POWER, None),
            ("用水", 2),
            (WATER, None),
            ("应急处置", 0),
            ("火灾", 1),
            (FIRE, None),
        ):
            added = document.add_paragraph(text)
            if level is not None:
                give(added, level)

    return docx_file(change=change)


def two_columns() -> bytes:
    """A journal's pages: running heads over both columns, the last page nearly empty."""
    last = "检查结果每学期公布一次，连续两次不合格的实验室暂停使用，整改合格后方可恢复。"
    sections = {"一、管理职责": [DUTY, TRAINING], "二、气瓶": [CYLINDER, FIRE], "三、废液": [WASTE, POWER, WATER]}
    blocks: list[Block | str] = []
    for name, texts in (sections | {"四、检查": [last]}).items():
        blocks += [Block(name, indent=0), *texts]
    return pdf_file(typeset(blocks, columns=2, head="实验室安全　2024年第3期", foot="— {page} —", bottom=560))


def running_heads() -> bytes:
    """A report of several pages with a head, page numbers, and paragraphs that run over the page's end."""
    return pdf_file(
        typeset(
            [
                Block("在实验室安全工作推进会上的讲话", 18, centred=True),
                Block("（2023年9月1日）", 12, centred=True),
                Block("周雅琴", 12, centred=True),
                Block("各位老师：", 12),
                DUTY + TRAINING,
                Block("一、认清形势", 14, above=6),
                CYLINDER + FIRE,
                WASTE,
                Block("二、压实责任", 14, above=6),
                DUTY + POWER,
                TRAINING + WASTE,
                Block("三、抓好整改", 14, above=6),
                FIRE + WATER,
            ],
            head="安全工作简报",
            foot="第 {page} 页 共 {pages} 页",
            bottom=500,
        )
    )


def text_with_page_numbers() -> bytes:
    """Copied out of an old PDF: GBK, page numbers in the text, a paragraph torn at the page's end."""
    torn = DUTY.index("发现的问题")
    lines = [
        "气瓶与压缩气体使用须知",
        "设备与实验室管理处",
        "2022年5月10日",
        "一、存放",
        f"　　{CYLINDER}",
        f"　　{DUTY[:torn]}",
        "- 1 -",
        DUTY[torn:],
        "二、使用",
        f"　　{TRAINING}",
        "- 2 -",
        f"　　{FIRE}",
    ]
    return "\r\n".join(lines).encode("gbk")


def markdown_notes() -> bytes:
    return f"""# 实验室安全**应知应会**

{DUTY}

## 一、气瓶

{CYLINDER.split("。")[0]}。
{CYLINDER.split("。")[1]}。

1. 搬运前旋紧**瓶帽**
2. 余压不小于`0.05 MPa`

| 气体 | 瓶色 |
|------|------|
| 氧气 | 淡蓝 |
| 氮气 | 黑   |

## 二、火灾

> {FIRE}

![流程图](flow.png)
""".encode()


_SPEECH = ["在安全月启动会上的讲话", "（2024年6月3日）", "李文博", "同志们：", DUTY]
_SPEECH += ["一、提高认识", TRAINING, "二、狠抓落实", FIRE]
_RULES = ["实验室废弃物管理办法", "（2023年11月20日）", "第一条 为了规范废弃物的收集和处置，制定本办法。"]
_RULES += [f"第二条 {WASTE}"]
_NOTICE = ["关于开展用电安全检查的通知", "各学院、各实验室：", POWER, WATER, "设备与实验室管理处", "2024年9月10日"]


def texts_one_after_the_other() -> bytes:
    """Three documents in one text, without a table of contents and without a cover."""
    return "\n\n".join([*_SPEECH, *_RULES, *_NOTICE]).encode()


def word_without_contents() -> bytes:
    """A cover and three documents, told apart by their large titles only."""
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = looks("安全月学习资料", size=26, bold=True, centred=True) + looks("2024年9月", size=16, centred=True)
    for document in (_SPEECH, _RULES, _NOTICE):
        body += paragraph(page) + looks(document[0], size=20, bold=True, centred=True)
        body += "".join(looks(text, indent=True) for text in document[1:])
    return docx_xml(body)


def single_notice() -> bytes:
    """One official notice: issuer's number, salutation, signature and date at the foot."""
    return docx_file(
        "关于做好汛期实验室安全工作的通知",
        "院办〔2024〕16号",
        "各系、各实验室：",
        "汛期将至，为做好实验室防汛工作，现将有关事项通知如下。",
        "一、加强检查",
        WATER,
        "二、落实值班",
        POWER,
        "石油工程学院办公室",
        "2024年5月28日",
    )


def many_tables() -> bytes:
    wide = f'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{paragraph(run("表1 常用气瓶"))}'
    oxygen, nitrogen, other = ["氧气", "淡蓝", "15 MPa"], ["氮气", "黑", "15 MPa"], ["^", "黑", "20 MPa"]
    return docx_xml(
        looks("常用气瓶一览", size=22, bold=True, centred=True)
        + looks(CYLINDER)
        + table([wide], ["气体", "瓶色", "压力"], oxygen, nitrogen, other)
        + looks("使用中的要求见下表。")
        + table(["环节", "要求"], ["存放", "直立，用防倒链固定"], ["搬运", ""])
        + looks(WASTE)
    )


def notes_and_changes() -> bytes:
    deleted = "<w:del><w:r><w:delText>不得</w:delText></w:r></w:del>"
    added = f"<w:ins>{run('应当')}</w:ins>"
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    note = f'<w:footnote w:id="3">{paragraph(run("静置时间不少于15分钟。"))}</w:footnote>'
    body = (
        looks("乙炔气瓶使用守则", size=22, bold=True, centred=True)
        + paragraph(run("乙炔瓶使用时"), deleted, added, run("直立，"), mark, run("静置后再开阀。"))
        + paragraph(run(FIRE), text_box(paragraph(run("火警电话119。"))))
        + paragraph(run(WATER))
    )
    return docx_xml(body, {"footnotes": note})


CORPUS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "wps": ("规定.docx", wps_document),
    "three_levels": ("办法.docx", three_levels),
    "two_columns": ("期刊.pdf", two_columns),
    "running_heads": ("讲话.pdf", running_heads),
    "gbk": ("须知.txt", text_with_page_numbers),
    "markdown": ("应知应会.md", markdown_notes),
    "texts_one_after_the_other": ("汇集.txt", texts_one_after_the_other),
    "word_without_contents": ("学习资料.docx", word_without_contents),
    "single_notice": ("通知.docx", single_notice),
    "tables": ("一览.docx", many_tables),
    "notes_and_changes": ("守则.docx", notes_and_changes),
    "numbering_restarts": ("细则.docx", odd_words.numbering_restarts),
    "ends_deleted": ("修订.docx", odd_words.ends_deleted),
    "remark_after_the_stop": ("指南.docx", odd_words.remark_after_the_stop),
    "chapters_and_articles": ("规定.docx", odd_words.chapters_and_articles),
    "letter_with_red_head": ("文件.docx", odd_words.letter_with_red_head),
    "issuer_and_day_on_one_line": ("规划.docx", odd_words.issuer_and_day_on_one_line),
    "contents_typed_by_hand": ("季度资料.docx", odd_words.contents_typed_by_hand),
    "bulletin": ("简报.txt", odd_texts.bulletin),
    "wrapped": ("制度.txt", odd_texts.wrapped),
    "markdown_card": ("处置卡.md", odd_texts.markdown_card),
    "contents_with_remarks": ("汇编.txt", odd_texts.contents_with_remarks),
    "speech_with_position": ("讲话.txt", odd_texts.speech_with_position),
    "news_with_sources": ("新闻.txt", odd_texts.news_with_sources),
    "many_page_numbers": ("规程.txt", odd_texts.many_page_numbers),
    "drawn_rules": ("要点.txt", odd_texts.drawn_rules),
    "history_of_a_regulation": ("追究办法.txt", odd_texts.history_of_a_regulation),
    "printed_report": ("评估报告.pdf", odd_texts.printed_report),
    "annex": ("附件.docx", odd_words.annex),
    "head_under_a_spaced_title": ("手册.docx", odd_words.head_under_a_spaced_title),
    "groups_of_documents": ("选编.docx", odd_words.groups_of_documents),
    "letter_that_begins_with_its_number": ("标识.txt", odd_texts.letter_that_begins_with_its_number),
    "slogans": ("标语.txt", odd_texts.slogans),
    "alternating_heads": ("意见.pdf", odd_texts.alternating_heads),
    "small_headings_in_columns": ("辨识.pdf", odd_texts.small_headings_in_columns),
}
