"""Word files with the habits of real offices, each of which once led the reader astray."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.reading.builders import docx_file, docx_xml, field, looks, numbered, paragraph, run, table

MEETING = "各班组每天开工前应当召开班前会，明确当天的作业内容、危险点和防范措施，并由全体人员签字确认。"
LICENCE = "特种作业人员必须持证上岗，证书每3年复审一次，到期未复审的不得安排作业。"
DANGER = "发生险情时，现场人员应当立即停止作业、撤离到安全地点，并在1小时内向主管部门报告。"
MONEY = "安全生产费用按照上年度实际营业收入的2%提取，专门用于设备更新、隐患治理和教育培训。"
FAULTS = "对检查发现的问题实行销号管理，整改一项、销号一项，重大隐患由主要负责人挂牌督办。"
DRILL = "每季度组织一次综合应急演练，演练结束后10日内完成评估，并修订应急预案。"
_PAGE = paragraph('<w:r><w:br w:type="page"/></w:r>')


def _title(text: str, size: int = 22) -> str:
    return looks(text, size=size, bold=True, centred=True)


def numbering_restarts() -> bytes:
    """Four levels of automatic numbers, the third counted anew by force; the last heading has its number taken off."""
    restart = '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>'

    def change(document: Any) -> None:
        kinds = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
        give = numbered(document, [*kinds, ("decimal", "（%4）")])
        xml = f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{restart}</w:num>'
        document.part.numbering_part.element.append(parse_xml(xml))
        document.add_paragraph("安全检查工作细则", "Title")
        for text, level in (
            ("检查内容", 0),
            ("现场检查", 1),
            ("设备", 2),
            (MEETING, None),
            ("人员", 2),
            (LICENCE, None),
            ("检查方式", 0),
            ("自查", 1),
            ("频次", 2),
            ("每日检查", 3),
            (MONEY, None),
            ("每周检查", 3),
            (FAULTS, None),
        ):
            added = document.add_paragraph(text)
            if level is not None:
                give(added, level)
        give(document.add_paragraph("附则"), 0, 0)
        document.add_paragraph(DRILL)

    return docx_file(change=change)


def ends_deleted() -> bytes:
    """Changes that were tracked: the end of a paragraph deleted, a sentence moved, a whole paragraph gone."""
    moved = "<w:r><w:t>移来的一句。</w:t></w:r>"
    gone = '<w:del w:id="1"><w:r><w:delText>整段删去的话。</w:delText></w:r></w:del>'
    return docx_xml(
        _title("动火作业管理规定")
        + paragraph(run(MEETING[:20]), properties='<w:rPr><w:del w:id="9"/></w:rPr>')
        + paragraph(run(MEETING[20:]))
        + paragraph(run(LICENCE), f'<w:moveFrom w:id="5">{moved}</w:moveFrom>')
        + paragraph(run(DANGER), f'<w:moveTo w:id="6">{moved}</w:moveTo>')
        + paragraph(gone, properties='<w:rPr><w:del w:id="2"/></w:rPr>')
        + paragraph(f'<w:ins w:id="3">{run(MONEY)}</w:ins>', properties='<w:rPr><w:ins w:id="4"/></w:rPr>')
        + paragraph(run(FAULTS), properties='<w:rPr><w:del w:id="7"/></w:rPr>')
        + table(["设备", "周期"], ["泵", "每日"])
        + paragraph(run(DRILL), properties='<w:rPr><w:del w:id="8"/></w:rPr>')
    )


def remark_after_the_stop() -> bytes:
    """A remark in brackets behind the last sentence, then the number of a page in a field."""
    reference = f'<w:fldSimple w:instr=" REF b ">{run("（见表1）")}</w:fldSimple>'
    return docx_xml(
        _title("高处作业安全指南")
        + looks("一、作业准备", bold=True)
        + paragraph(run(LICENCE), reference)
        + paragraph(field(" PAGE ", run("5")), properties='<w:jc w:val="center"/>')
        + paragraph(run(DANGER))
    )


def chapters_and_articles() -> bytes:
    """A regulation: chapters stand in the middle, and one article opens a list."""
    articles = (f"第一条　{MEETING}", f"第二条　{LICENCE}")
    items = ("第三条　储存场所应当符合下列条件：", "（一）耐火等级不低于二级；", "（二）有防泄漏设施；")
    return docx_xml(
        _title("危险化学品储存管理规定")
        + looks("（2023年12月1日经理办公会通过）", centred=True)
        + looks("第一章　总　则", bold=True, centred=True)
        + "".join(looks(text, indent=True) for text in articles)
        + looks("第二章　储　存", bold=True, centred=True)
        + "".join(looks(text, indent=True) for text in items)
    )


def letter_with_red_head() -> bytes:
    """The name of the issuer in red, the number, the title; behind the signature a list of who gets a copy."""
    under = (
        "附件：1.三违行为清单",
        "2.整治进度表",
        "东港石化有限公司",
        "2025年4月3日",
        "（此件公开发布）",
        "抄送：集团公司安全部。",
        "东港石化有限公司办公室　　2025年4月3日印发",
    )
    return docx_xml(
        _title("东港石化有限公司文件", size=36)
        + looks("东石安〔2025〕11号", centred=True)
        + _title("关于开展“三违”行为专项整治的通知")
        + looks("各车间、各部门：")
        + looks(MEETING, indent=True)
        + looks("一、整治范围", bold=True, indent=True)
        + looks(LICENCE, indent=True)
        + looks("二、整治措施", bold=True, indent=True)
        + looks(DANGER, indent=True)
        + "".join(looks(text, indent=True) for text in under)
    )


def issuer_and_day_on_one_line() -> bytes:
    headings = (("Heading 1", "现状"), (MEETING), ("Heading 2", "不足"), (LICENCE), ("Heading 1", "目标"), (DANGER))
    return docx_file(("Title", "本质安全建设规划"), ("Subtitle", "安全环保处　2024年12月30日"), *headings)


def contents_typed_by_hand() -> bytes:
    """Every title stands twice, in the list with its page and at the top of that page."""

    def entry(text: str, page: int) -> str:
        return paragraph(run(text), "<w:r><w:tab/></w:r>", run(str(page)))

    return docx_xml(
        _title("2025年第一季度学习资料", size=26)
        + _PAGE
        + looks("目  录", size=18, centred=True)
        + entry("在警示教育大会上的讲话", 1)
        + entry("深刻汲取教训 坚决守住底线", 6)
        + entry("《事故报告和调查处理条例》要点", 9)
        + _PAGE
        + _title("在警示教育大会上的讲话")
        + looks("（2025年2月18日）王强", centred=True)
        + "".join(looks(text, indent=True) for text in ("同志们：", MEETING, LICENCE))
        + _PAGE
        + _title("深刻汲取教训")
        + _title("坚决守住底线")
        + looks("本刊编辑部", centred=True)
        + "".join(looks(text, indent=True) for text in (DANGER, MONEY))
        + _PAGE
        + _title("《事故报告和调查处理条例》要点")
        + looks("一、报告时限", bold=True, indent=True)
        + looks(FAULTS, indent=True)
        + looks("二、调查权限", bold=True, indent=True)
        + looks(DRILL, indent=True)
    )


def annex() -> bytes:
    return docx_xml(looks("附件1") + _title("班组安全检查评分标准") + looks("一、评分原则", bold=True) + looks(MEETING))


def head_under_a_spaced_title() -> bytes:
    """Letters of the title set apart; the running head came along as text, and says the same on the first page."""
    pages = (("一、进场", MEETING), ("二、施工", LICENCE), ("三、撤场", DANGER))
    body = "".join(looks("现场手册", size=9) + looks(name, bold=True) + looks(text) + _PAGE for name, text in pages)
    return docx_xml(_title("现　场　手　册") + looks("现场手册", size=9) + body)


def groups_of_documents() -> bytes:
    """The first level of headings names groups, the second the documents in them; nobody made a list."""
    return docx_file(
        "党支部学习资料选编",
        ("Heading 1", "一、重要讲话"),
        ("Heading 2", "在安全工作座谈会上的讲话"),
        "（2025年2月20日）",
        "陈 立",
        MEETING,
        ("Heading 2", "在青年职工大会上的讲话"),
        "（2025年3月1日）",
        "何 建 平",
        DANGER,
        ("Heading 1", "二、规章制度"),
        ("Heading 2", "值班管理规定"),
        "（2024年12月1日印发）",
        f"第一条 {MONEY}",
    )
