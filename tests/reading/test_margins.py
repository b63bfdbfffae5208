"""What stands in the margins of pages is no text of the document, but a mark of secrecy there must be seen."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from studyapp.reading.guard import read_file
from tests.reading.builders import docx_file
from tests.reading.paper import Line, pdf_file, typeset

TEXT = "气瓶应当直立放置，并用防倒链固定，与明火的距离不得小于十米，搬运时要戴好瓶帽。"


def aside(name: str, data: bytes) -> tuple[str, ...]:
    reading = read_file(name, data)
    assert all("密" not in p.text and "内部" not in p.text for d in reading.documents for p in d.passages)
    return reading.set_aside


def test_head_and_foot_of_a_word_file():
    def change(document):
        section = document.sections[0]
        section.header.paragraphs[0].add_run("机密")
        section.header.paragraphs[0].add_run("★10年")
        section.footer.paragraphs[0].text = "内部资料　注意保存"

    assert {"机密★10年", "内部资料　注意保存"} <= set(aside("a.docx", docx_file(TEXT, change=change)))


def test_the_watermark_of_a_word_file():
    def change(document):
        shape = (
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="内部文件"/>'
        )
        header = document.sections[0].header.paragraphs[0]
        header.add_run()._r.append(parse_xml(shape + "</v:shape></w:pict>"))

    assert "内部文件" in aside("a.docx", docx_file(TEXT, change=change))


def test_the_running_head_of_a_pdf():
    pages = typeset([TEXT] * 40, head="内部资料　注意保存")
    assert len(pages) > 1
    assert "内部资料 注意保存" in aside("a.pdf", pdf_file(pages))


def test_a_watermark_across_the_pages_of_a_pdf():
    mark = Line(200, 300, 60, "机密★10年", is_slanted=True)
    pages = [[*page.lines, mark, replace(mark, y=500)] for page in typeset([TEXT] * 40)]
    assert aside("a.pdf", pdf_file(pages)).count("机密★10年") == 1
