import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.reading.text import decode, read_text
from studyapp.reading.types import UnreadableFile

LINES = "实验室安全守则\n进入实验室，必须穿戴防护用品。\n"


def texts(data):
    return [line.text for line in read_text(data).lines]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le-bom", "utf-16-be-bom"]
)
def test_B34_B35_each_encoding_gives_the_same_lines(encoding):
    boms = {"utf-16-le-bom": codecs.BOM_UTF16_LE, "utf-16-be-bom": codecs.BOM_UTF16_BE}
    data = boms.get(encoding, b"") + LINES.encode(encoding.removesuffix("-bom"))
    assert texts(data) == ["实验室安全守则", "进入实验室，必须穿戴防护用品。"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [LINES, "进入实验室，必须穿戴防护用品。先检查，再开机。", "lab safety\n" * 5])
def test_B36_utf16_without_a_mark_is_refused(encoding, text):
    with pytest.raises(UnreadableFile, match=r"无法识别这个文本文件的编码.*UTF-8"):
        decode(text.encode(encoding))


def test_utf32_is_refused():
    with pytest.raises(UnreadableFile, match="编码"):
        decode(LINES.encode("utf-32"))


def test_B38_mixed_encodings_name_the_line():
    with pytest.raises(UnreadableFile, match=r"^第 3 行含有无法识别的字符"):
        decode(LINES.encode() + "先断电，再检查。\n".encode("gbk"))


def test_B38_a_cut_character_names_the_line():
    with pytest.raises(UnreadableFile, match=r"^第 2 行含有无法识别的字符"):
        decode(LINES.strip().encode()[:-1])
    with pytest.raises(UnreadableFile, match=r"^第 2 行含有无法识别的字符"):
        decode(LINES.strip().encode("gb18030")[:-1])


def test_B39_binary_is_refused():
    with pytest.raises(UnreadableFile, match="这不是文本文件"):
        decode(bytes(range(256)) * 20)


def test_B40_a_zero_byte_names_its_line():
    with pytest.raises(UnreadableFile, match=r"^第 2 行含有无效字符"):
        decode("第一行\n第\0二行".encode())


def test_B41_invisible_characters_are_removed_and_counted():
    source = read_text("氢\u200b气\u202e瓶\ufeff要\x07固定。\ufffe".encode())
    assert [line.text for line in source.lines] == ["氢气瓶要固定。"]
    assert source.notices == ("已去掉 5 个看不见的控制字符。",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n"])
def test_B44_every_line_end_is_one(end):
    assert texts(end.join(["一行。", "\t\u3000\u3000二行。", "三  行。"]).encode()) == ["一行。", "二行。", "三 行。"]


@pytest.mark.parametrize("text", ["👨‍👩‍👧 一家", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "𠮷野家", "é 与 é", "❤️‍🔥"])
def test_B45_rare_characters_are_kept_exactly(text):
    assert texts(text.encode()) == [text]


def test_a_name_spread_over_three_columns_keeps_its_blank():
    assert texts("张\u3000三".encode()) == ["张\u3000三"]


def test_marks_of_bold_type_are_no_text():
    assert texts("提三点要求。**一要细。**先看，**二要实。**再做。".encode()) == [
        "提三点要求。一要细。先看，二要实。再做。"
    ]
    assert texts(b"2**3 = 8, 3**2 = 9") == ["2**3 = 8, 3**2 = 9"]


def test_indents_and_page_breaks_are_remembered():
    lines = read_text("\u3000\u3000一段。\n\f第二页".encode()).lines
    assert [(line.is_indented, line.starts_page) for line in lines] == [(True, False), (False, True)]


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "\u200b\n\ufeff"])
def test_a_file_without_words_is_refused(text):
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_text(text.encode())


def test_more_than_5000_paragraphs_are_refused():
    with pytest.raises(UnreadableFile, match="5001 段，超过 5000 段，请拆分"):
        read_text("一行。\n".encode() * 5001)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Cs"]), min_size=1))
def test_what_was_utf8_is_read_as_utf8(text):
    assert decode(text.encode("utf-8-sig")) == text


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    try:
        outcome = read_text(data).lines[0].text
    except UnreadableFile as refusal:
        outcome = str(refusal)
    assert outcome.strip()
