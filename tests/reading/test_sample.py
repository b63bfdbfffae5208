"""The real compilation, in the four forms in which it reached us."""

import json
import re
from datetime import date

import pytest

from studyapp.reading.guard import material_json, read_file

SAMPLE = "中心组学习资料汇编"
FORMS = (".txt", ".gb18030.txt", ".docx", ".pdf")


@pytest.fixture(scope="module")
def readings(sample_folder):
    return {form: read_file(SAMPLE + form, (sample_folder / (SAMPLE + form)).read_bytes()) for form in FORMS}


@pytest.fixture(scope="module")
def materials(readings):
    return material_json(readings[".txt"])["materials"]


def squeezed(text):
    return re.sub(r"\s|\*\*", "", text)


def test_three_materials_equal_in_all_forms(readings):
    first, *others = (json.dumps(material_json(readings[form]), ensure_ascii=False) for form in FORMS)
    assert first.count('"title"') == 3
    assert others == [first] * 3


def test_titles_speakers_and_dates(readings):
    assert [(doc.title, doc.author, doc.date) for doc in readings[".docx"].documents] == [
        ("习近平：在中央政治局常委会会议研究应对新型冠状病毒肺炎疫情工作时的讲话", "习近平", date(2020, 2, 3)),
        ("习近平：完善重大疫情防控体制机制 健全国家公共卫生应急管理体系", "习近平", date(2020, 2, 14)),
        ("在统筹推进新冠肺炎疫情防控和经济社会发展工作部署会议上的讲话", "习近平", date(2020, 2, 23)),
    ]


def test_a_date_whose_year_comes_from_the_cover_is_pointed_out(readings):
    assert any("2020-02-14" in notice and "封面" in notice for notice in readings[".docx"].notices)


def test_every_seam_of_the_text_form_is_closed(readings):
    """The text form has 23 more lines than the Word form has paragraphs: each is a seam, and none is left."""
    assert [readings[form].joined for form in FORMS] == [23, 23, 0, 0]


def test_what_breaks_off_without_a_stop_is_a_seam_or_a_title(sample_folder):
    """29 long lines of the text form break off without a stop: 23 cut paragraphs, and six that are whole.

    Those six are two lines of the contents, three titles and a heading, so 29 counted as seams would be six too many.
    """
    lines = (sample_folder / f"{SAMPLE}.txt").read_text(encoding="utf-8").splitlines()
    broken = [line for line in map(str.strip, lines) if len(line) >= 27 and line[-1] not in "。！？："]
    whole = [line for line in broken if re.match(r"[23]\. |习近平：|在统筹推进|四、", line)]
    assert (len(broken), len(whole)) == (29, 6)


def test_no_paragraph_stops_in_the_middle_of_a_sentence(materials):
    texts = [p["text"] for m in materials for p in m["passages"] if p["kind"] == "paragraph"]
    assert len(texts) == 85
    assert [text for text in texts if not text.endswith(("。", "！", "："))] == []


def test_a_character_repeated_at_a_seam_is_there_once(materials):
    text = "".join(passage["text"] for passage in materials[1]["passages"])
    assert "开展重要领域改革进展情况评估检查" in text


def test_headings(materials):
    headings = [[(p["level"], p["text"][:6]) for p in m["passages"] if p["kind"] == "heading"] for m in materials]
    assert headings == [
        [(1, "一、关于疫情"), (1, "二、关于做好"), (1, "三、关于做好"), (1, "四、关于保持")],
        [(1, "习近平主持召"), (1, "完善重大疫情"), (1, "健全国家公共")],
        [(1, "一、关于前一"), (1, "二、关于当前"), (1, "三、关于统筹"), (1, "四、关于加强")],
    ]


def test_the_salutation_is_a_paragraph(materials):
    assert materials[2]["passages"][0] == {"kind": "paragraph", "level": None, "text": "同志们："}


def test_not_a_word_of_the_body_is_lost_or_invented(materials, sample_folder):
    # the second title stands in the contents word for word, and that is where it is taken from
    source = squeezed((sample_folder / f"{SAMPLE}.txt").read_text(encoding="utf-8"))
    for material in materials:
        source = source.replace(squeezed(material["title"]), "", 1)
        for passage in material["passages"]:
            text = squeezed(passage["text"]).replace("进展情况评估", "进展情况况评估")
            assert text in source
            source = source.replace(text, "", 1)
    assert len(source) < 220
    assert source.startswith("中心组学习资料汇编")
    assert source.endswith(
        "18(2020年2月3日)习近平习近平：完善重大疫情防控体制机制健全国家公共卫生应急管理体系(2020年2月23日)习近平"
    )


def test_cover_contents_and_bookmark_errors_are_left_out(materials):
    text = str(materials)
    assert "党总支" not in text
    assert "书签" not in text
    assert "目 录" not in text
