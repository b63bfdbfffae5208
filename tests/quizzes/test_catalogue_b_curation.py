"""Catalogue B, the rows that the desk's forms can carry: a sentence instead of a failure, nothing typed lost."""

from __future__ import annotations

import pytest

from quizzes.curating import reword
from quizzes.decision import seen_of
from quizzes.models import Act, Candidate
from quizzes.surveying import survey_material
from studyapp.models import KeyPoint
from tests.factories import create_key_point, create_material
from tests.quizzes.desk import act, address, only_point, proposal, surveyed

BOTH = pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
LONGEST = 2_500_000


@pytest.fixture
def point(group):
    return create_key_point(material=create_material(group=group), term="间距")


def save(client, point, *, htmx, **fields):
    fields = {"text": "气瓶应当{{c1::直立}}放置。", **fields}
    url = f"/g/ours/points/{point.pk}/"
    return client.hx_post(url, target="decision", **fields) if htmx else client.post(url, fields)


def stored():
    return list(KeyPoint.objects.values()), list(Candidate.objects.values()), Act.objects.count()


def page_of(client, point):
    return client.get(f"{address(point.material)}?at=k{point.pk}").text


@BOTH
@pytest.mark.parametrize("field", ["text", "term", "category", "aliases", "accepts"])
def test_b40_nul_is_refused_alike_everywhere(as_secretary, point, htmx, field):
    before = stored()
    response = save(as_secretary, point, htmx=htmx, **{field: "气瓶\0要直立放置"})
    assert (response.status_code, "无效字符" in response.text) == (400, True)
    assert stored() == before


@BOTH
def test_b41_invisible_characters_are_taken_out_and_counted(as_secretary, point, htmx):
    response = save(as_secretary, point, htmx=htmx, text="气\u200b瓶\u202e应当\x07直立\ufffe放置。", term="气\ufeff瓶")
    html = response.text if htmx else as_secretary.get(response.headers["Location"]).text
    assert "去掉了5个看不见的字符。" in html
    point.refresh_from_db()
    assert (point.text, point.term) == ("气瓶应当直立放置。", "气瓶")


@BOTH
def test_b42_half_a_surrogate_pair_is_refused(as_secretary, point, htmx):
    before = stored()
    headers = {"HX-Request": "true", "HX-Target": "decision"} if htmx else {}
    response = as_secretary.post(
        f"/g/ours/points/{point.pk}/",
        b"text=%ED%A0%80%E6%B0%94%E7%93%B6",
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )
    assert (response.status_code, "无效字符" in response.text) == (422, True)
    assert stored() == before


@BOTH
def test_b43_a_hundred_thousand_rare_characters_are_too_long(as_secretary, point, htmx):
    before = stored()
    response = save(as_secretary, point, htmx=htmx, text="龘" * 100_000)
    assert (response.status_code, "要点有 100000 个字，最多 300 个" in response.text) == (422, True)
    assert stored() == before


def test_b43_they_are_surveyed_in_pieces_and_shown(as_secretary, group):
    material = create_material(group=group, paragraphs=("龘" * 100_000, "氧气瓶与明火的距离不得小于10米。"))
    survey_material(material)
    assert proposal(material, "10米")
    assert as_secretary.get(address(material)).status_code == 200


@BOTH
def test_b43_a_selection_of_them_is_too_long(as_secretary, group, htmx):
    material = surveyed(group, paragraphs=("龘" * 1000,))
    passage = material.passages.get(number=1)
    fields = {"add": passage.pk, "range": "0-1000"}
    url = f"{address(material)}act/"
    response = as_secretary.hx_post(url, target="decision", **fields) if htmx else as_secretary.post(url, fields)
    assert (response.status_code, "要点最多 300 个字" in response.text) == (409, True)
    assert not KeyPoint.objects.exists()


@BOTH
@pytest.mark.parametrize("text", ["气瓶👩‍🔬旁不得吸烟。", "𠮷野家与𪚥字的笔画数。", "e\u0301tude一词源自法语。"])
def test_b45_emoji_rare_and_combining_characters_are_kept_exactly(as_secretary, point, htmx, text):
    assert save(as_secretary, point, htmx=htmx, text=text).status_code in {200, 302}
    point.refresh_from_db()
    assert point.text == text


@pytest.mark.parametrize("text", ["第一👩‍🔬组共有30名成员，每周三轮值。", "𠮷野教授于1998年提出这种方法，至今沿用。"])
def test_b45_offsets_count_characters_and_not_their_halves(as_secretary, group, text):
    material = surveyed(group, paragraphs=(f"𠮷👩‍🔬。{text}",))
    start = material.passages.get(number=1).text.index(text)
    fields = {"add": material.passages.get(number=1).pk, "range": f"{start}-{start + len(text)}", "snap": "1"}
    as_secretary.hx_post(f"{address(material)}act/", target="decision", **fields)
    assert only_point().statement == text


@BOTH
def test_b46_ten_megabytes_are_refused_with_a_page(as_secretary, point, htmx):
    before = stored()
    response = save(as_secretary, point, htmx=htmx, text="气" * (LONGEST // 3 + 1))
    assert response.status_code == 400
    assert "这一步没有做成" in response.text or "过长" in response.text
    assert stored() == before


@BOTH
def test_b47_a_thousand_and_one_fields_are_refused_with_a_page(as_secretary, point, htmx):
    before = stored()
    fields = {f"f{number}": "1" for number in range(1001)}
    assert save(as_secretary, point, htmx=htmx, **fields).status_code == 400
    assert act(as_secretary, point, htmx=htmx, tap="0", **fields).status_code == 400
    assert stored() == before


MARKUP = (
    "<script>alert(1)</script>要防范。",
    '<b hx-get="/g/ours/">点</b>这里会怎样',
    "{% debug %}与{{ user }}之间",
    "&amp;是一个实体",
)


@BOTH
@pytest.mark.parametrize("text", [MARKUP[0], MARKUP[1], MARKUP[3]])
def test_b57_markup_is_text_everywhere(as_secretary, point, htmx, text):
    save(as_secretary, point, htmx=htmx, text=text, term=text[:40])
    html = page_of(as_secretary, KeyPoint.objects.get())
    assert "<script>alert" not in html
    assert '<b hx-get="/g/ours/">' not in html
    assert KeyPoint.objects.get().text == text


@BOTH
def test_b57_template_braces_are_refused_in_words(as_secretary, point, htmx):
    response = save(as_secretary, point, htmx=htmx, text=MARKUP[2])
    assert (response.status_code, "花括号不成对" in response.text) == (422, True)
    assert MARKUP[2] in response.text.replace("&#x27;", "'")


@BOTH
def test_b57_braces_and_markup_of_a_document_harm_nothing(as_secretary, group, htmx):
    text = "表达式{{7*7}}的结果是49，<script>标签要转义。"
    material = surveyed(group, paragraphs=(text,))
    html = as_secretary.get(address(material)).text
    assert "<script>标签" not in html
    fields = {"add": material.passages.get(number=1).pk, "range": f"0-{len(text)}"}
    url = f"{address(material)}act/"
    response = as_secretary.hx_post(url, target="decision", **fields) if htmx else as_secretary.post(url, fields)
    assert (response.status_code, "和标空的记号分不开" in response.text) == (409, True)


@BOTH
@pytest.mark.parametrize(
    "text", ["=1+1在表格里会被算成2。", "-5℃以下应当停止作业。", "@党章第三条共有八项。", "+86是国家代码之一。"]
)
def test_b58_what_begins_like_a_formula_is_kept_verbatim(as_secretary, point, htmx, text):
    save(as_secretary, point, htmx=htmx, text=text, term=text[:8])
    point.refresh_from_db()
    assert (point.text, point.term) == (text, text[:8])


@BOTH
def test_b60_a_form_that_somebody_overtook_is_kept_and_not_stored(as_secretary, point, secretary, htmx):
    seen = seen_of(point)
    reword(point=point, values={"term": "别人改的"}, by=secretary)
    before = stored()
    response = save(as_secretary, point, htmx=htmx, seen=seen, term="我写的名目")
    assert (response.status_code, "刚在别处改过" in response.text) == (422, True)
    assert 'value="我写的名目"' in response.text
    assert stored() == before


@BOTH
def test_b60_a_decision_on_an_older_proposal_does_nothing(as_secretary, group, htmx):
    candidate = proposal(surveyed(group), "10米")
    seen = seen_of(candidate)
    act(as_secretary, candidate, tap="0")
    before = stored()
    response = act(as_secretary, candidate, htmx=htmx, seen=seen, accept="1")
    assert (response.status_code, "刚在别处改过" in response.text) == (409, True)
    assert stored() == before


@BOTH
@pytest.mark.parametrize("text", ["", "   ", "\u3000\u3000", "\u200b", "\u200b\u3000\ufeff"])
def test_b64_a_wording_of_nothing_is_nothing(as_secretary, point, htmx, text):
    before = stored()
    response = save(as_secretary, point, htmx=htmx, text=text, category="类别还在")
    assert (response.status_code, "请写出要点的内容。" in response.text) == (422, True)
    assert 'value="类别还在"' in response.text
    assert stored() == before


@BOTH
@pytest.mark.parametrize("text", ["\u3000", "\u200b"])
def test_b64_a_term_of_nothing_is_no_term(as_secretary, point, htmx, text):
    save(as_secretary, point, htmx=htmx, term=text, category=text)
    point.refresh_from_db()
    assert (point.term, point.category) == ("", "")


@BOTH
@pytest.mark.parametrize(("field", "most"), [("term", 60), ("category", 20), ("pair_value", 60)])
def test_b65_a_name_of_a_thousand_characters_is_too_long(as_secretary, point, htmx, field, most):
    before = stored()
    response = save(as_secretary, point, htmx=htmx, **{field: "名" * 1000})
    assert (response.status_code, f"{most}" in response.text) == (422, True)
    assert "名" * 1000 in response.text
    assert stored() == before
