"""Whatever comes in: passages, or one sentence. Nothing else."""

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.reading.compilation import read_compilation
from studyapp.reading.guard import read_file
from studyapp.reading.markup import read_markdown
from studyapp.reading.text import read_text
from studyapp.reading.types import UnreadableFile
from tests.reading.paper import pdf_file, typeset

NAMES = st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.md"])
# So that random bytes get past the door and reach the parser.
HEADS = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"# "])
PIECES = st.sampled_from(
    [
        "目录",
        "一、总则",
        "（一）甲",
        "1.",
        "第一章 总则",
        "气瓶管理办法 3",
        "气瓶管理办法",
        "（2020年1月2日）",
        "张三",
        "同志们：",
        "— 3 —",
        "12",
        "气瓶应当直立放置，远离热源，每周检查一次阀门和管路。",
        "气瓶应当直立放置，远离热源和电气设备，并且要经常检查其阀门",
        "和导管。",
        "错误!未定义书签。",
        "\f",
        "《",
        "”",
        "：",
        ".",
    ]
)


def read_or_refuse(name, data):
    try:
        reading = read_file(name, data)
    except UnreadableFile as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert refusal.endswith("。")
        return
    assert all(document.title for document in reading.documents)
    assert all(passage.text.strip() for document in reading.documents for passage in document.passages)


@settings(max_examples=30, deadline=None)
@given(NAMES, HEADS, st.binary(max_size=3000))
def test_random_bytes(name, head, data):
    read_or_refuse(name, head + data)


@settings(max_examples=20, deadline=None)
@given(NAMES, st.text(max_size=2000))
def test_random_text(name, text):
    read_or_refuse(name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=100))
def test_random_names(name):
    read_or_refuse(name, "气瓶。".encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25), st.sampled_from(["", " ", "\u3000\u3000"]))
def test_any_order_of_the_usual_lines_keeps_every_sentence(pieces, indent):
    text = "\n".join(indent + piece for piece in pieces)
    try:
        reading = read_compilation(read_text(text.encode()))
    except UnreadableFile:
        return
    found = "".join(p.text for document in reading.documents for p in document.passages)
    for piece in pieces:
        assert not piece.endswith("和管路。") or piece in found


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_a_pdf_with_damaged_bytes(seed):
    rng = random.Random(seed)
    data = bytearray(pdf_file(typeset(["气瓶应当直立放置，并用防倒链固定在墙面或支架上。"] * 3)))
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data))
        data[at : at + rng.randint(0, 12)] = rng.choice((b"", b"<<", b">>", b"endobj", b"-1", b"99999999999", b"\0"))
    read_or_refuse("a.pdf", bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("#*_`|-[]()<>!&;: \n\t1.甲乙丙。~="), max_size=200))
def test_any_marks_of_markdown(text):
    try:
        source = read_markdown(text.encode())
    except UnreadableFile:
        return
    assert all(line.text.strip() for line in source.lines)


@pytest.fixture(scope="module")
def word_file(tmp_path_factory):
    import docx

    document = docx.Document()
    for style in ("Title", "Heading 1", "Normal", "List Number"):
        document.add_paragraph("气瓶应当直立放置，并用链条固定。", style)
    document.add_table(2, 2).cell(0, 0).text = "甲"
    path = tmp_path_factory.mktemp("word") / "a.docx"
    document.save(path)
    return path.read_bytes()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_a_word_file_with_damaged_parts(word_file, seed):
    rng = random.Random(seed)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = bytearray(old.read(name))
            if content and rng.random() < 0.3:
                for _ in range(rng.randint(1, 5)):
                    at = rng.randrange(len(content))
                    content[at : at + rng.randint(0, 20)] = rng.choice(
                        (b"", b"<", b'"', b"0", b"-1", b"99999999999", b"w:p")
                    )
            new.writestr(name, bytes(content))
    read_or_refuse("a.docx", file.getvalue())
