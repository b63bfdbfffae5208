"""Files for the reader: built here, or the sample next to the repository."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

DOCUMENT = "word/document.xml"


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    folder = Path(__file__).resolve().parents[3] / "shared" / "material"
    if not folder.is_dir():
        pytest.skip("the sample compilation lies in ../shared/material, which is not here")
    return folder


@pytest.fixture
def docx_of():
    """docx_of("paragraph", ("Heading 1", "a heading"), ...) → the bytes of a .docx."""

    def build(*paragraphs: str | tuple[str, str], change=None) -> bytes:
        document = docx.Document()
        for paragraph in paragraphs:
            style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
            document.add_paragraph(text, style)
        if change:
            change(document)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return build


@pytest.fixture
def repacked():
    """repacked(data, {"word/x.xml": b"..."}) → the same zip with entries replaced or added."""

    def build(data: bytes, entries: dict[str, bytes], *, drop: tuple[str, ...] = ()) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                if name not in entries and name not in drop:
                    new.writestr(name, old.read(name))
            for name, content in entries.items():
                new.writestr(name, content)
        return file.getvalue()

    return build


@pytest.fixture
def with_xml(docx_of, repacked):
    """with_xml('<w:p>…</w:p>') → a .docx whose body is exactly this XML."""

    def build(body: str):
        xml = f'<?xml version="1.0"?><w:document {nsdecls("w", "r", "m")}><w:body>{body}</w:body></w:document>'
        return repacked(docx_of("x"), {DOCUMENT: xml.encode()})

    return build


@pytest.fixture
def numbered():
    """numbered(document, [("chineseCounting", "%1、"), …]) → give(paragraph, level) that numbers paragraphs."""

    def prepare(document, levels: list[tuple[str, str]], *, num_id: int = 77, start: int = 1):
        root = document.part.numbering_part.element
        xml = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (form, text) in enumerate(levels)
        )
        definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{num_id}">{xml}</w:abstractNum>'
        instance = f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{num_id}"/></w:num>'
        root.insert(0, parse_xml(definition))
        root.append(parse_xml(instance))

        def give(paragraph, level: int = 0, which: int = num_id) -> None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().set(qn("w:val"), str(level))
            properties.get_or_add_numId().set(qn("w:val"), str(which))

        return give

    return prepare
