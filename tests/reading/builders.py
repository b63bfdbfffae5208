"""Files built from values, for the reader's tests and for those of the pages that take files.

Word files are built here; `paper` builds PDFs, `sheets` builds workbooks, `bad_files` the catalogue of what goes wrong.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

DOCUMENT = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Paragraph = str | tuple[str, str]


def docx_file(*paragraphs: Paragraph, change: Callable[[Any], None] | None = None) -> bytes:
    """docx_file("paragraph", ("Heading 1", "a heading"), ...): the bytes of a .docx."""
    document = docx.Document()
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        document.add_paragraph(text, style)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(data: bytes, entries: Mapping[str, bytes], *, drop: Iterable[str] = ()) -> bytes:
    """repacked(data, {"word/x.xml": b"..."}): the same zip with entries replaced or added."""
    file = io.BytesIO()
    gone = {*entries, *drop}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in gone:
                new.writestr(name, old.read(name))
        for name, content in entries.items():
            new.writestr(name, content)
    return file.getvalue()


def zipped(entries: Iterable[tuple[Any, Any]], **options: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content, **options)
    return file.getvalue()


def docx_xml(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx whose body is exactly this XML. `parts` are notes parts: {"footnotes": "<w:footnote …>"}."""
    names = nsdecls("w", "r", "m", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    entries = {DOCUMENT: f'<?xml version="1.0"?><w:document {names}><w:body>{body}</w:body></w:document>'.encode()}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    types, relations = "", ""
    for number, (part, content) in enumerate((parts or {}).items()):
        entries[f"word/{part}.xml"] = f'<?xml version="1.0"?><w:{part} {names}>{content}</w:{part}>'.encode()
        types += f'<Override PartName="/word/{part}.xml" ContentType="{kind.format(part)}"/>'
        relations += (
            f'<Relationship Id="rIdNote{number}" Target="{part}.xml"'
            f' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part}"/>'
        )
    data = docx_file("x")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, end, added in (
            ("[Content_Types].xml", "</Types>", types),
            ("word/_rels/document.xml.rels", "</Relationships>", relations),
        ):
            if added:
                entries[name] = archive.read(name).decode().replace(end, added + end).encode()
    return repacked(data, entries)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def looks(text: str, *, size: int = 16, bold: bool = False, centred: bool = False, indent: bool = False) -> str:
    """A paragraph as WPS writes it: everything by direct formatting, nothing by styles. `size` in points."""
    font = f'<w:sz w:val="{size * 2}"/>' + ("<w:b/>" if bold else "")
    layout = '<w:jc w:val="center"/>' if centred else ""
    layout += '<w:ind w:firstLineChars="200"/>' if indent else ""
    return paragraph(run(text, font), properties=layout)


def field(code: str, *result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{''.join(result)}{mark('end')}"
    )


def text_box(*paragraphs: str) -> str:
    """A text box as Word writes it: once for new programs, once more as a fallback for old ones."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*rows: Iterable[str]) -> str:
    """Rows of cells; a cell that begins with < is given as XML, "^" continues the cell above."""

    def cell(content: str) -> str:
        if content == "^":
            return "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        return f"<w:tc>{content if content.startswith('<') else paragraph(run(content))}</w:tc>"

    body = "".join(f"<w:tr>{''.join(map(cell, cells))}</w:tr>" for cells in rows)
    return f"<w:tbl>{body}</w:tbl>"


def numbered(document: Any, levels: list[tuple[str, str]], *, num_id: int = 77, start: int = 1) -> Callable[..., None]:
    """numbered(document, [("chineseCounting", "%1、"), …]) → give(paragraph, level) that numbers paragraphs."""
    root = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{num_id}">{xml}</w:abstractNum>'
    instance = f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{num_id}"/></w:num>'
    root.insert(0, parse_xml(definition))
    root.append(parse_xml(instance))

    def give(paragraph: Any, level: int = 0, which: int = num_id) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(level))
        properties.get_or_add_numId().set(qn("w:val"), str(which))

    return give
