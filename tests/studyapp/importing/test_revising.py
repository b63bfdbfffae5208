"""A newer version of a material: what the screen lists, and what becomes of key points, papers and results."""

from __future__ import annotations

import pytest
from django.utils import timezone

from quizzes.answering import start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Part, Quiz
from quizzes.results import result_of
from studyapp.curation import add_key_point
from studyapp.library import add_documents
from studyapp.models import FormerKeyPoint, Import, KeyPoint, Material, Passage
from studyapp.reading.types import Document
from studyapp.reading.types import Passage as Read
from tests.conftest import signed_in
from tests.factories import answer_all, create_import, create_material, create_quiz, typed

RULE = "氧气瓶与明火的距离不得小于10米。"
CHAIN = "气瓶应当直立放置，并用防倒链固定。"
VALVE = "开启阀门时要缓慢，人站在侧面。"
OLD = (RULE, CHAIN, VALVE, "库房每天通风两次。")
NEW = ("新增的第一段，讲总的要求。", RULE.replace("10米", "15米"), CHAIN + "不得卧放。", "库房每天通风两次。")


@pytest.fixture
def material(group):
    return create_material(group=group, paragraphs=OLD)


@pytest.fixture
def points(material):
    texts = {"rule": RULE.replace("10米", "{{c1::10米}}"), "chain": CHAIN, "valve": VALVE, "air": OLD[3]}
    return {
        name: add_key_point(
            passage=material.passages.get(number=number), quote=OLD[number - 1], values={"text": texts[name]}
        )
        for number, name in enumerate(texts, start=1)
    }


@pytest.fixture
def staged(group, secretary, material, points):
    passages = (Read("heading", "一、气瓶使用须知", 1), *(Read("paragraph", text) for text in NEW))
    return create_import(group=group, documents=[Document("气瓶使用须知（修订）", passages)], replaces=material)


@pytest.fixture
def url(staged):
    return f"/g/ours/materials/imports/{staged.pk}/revision/"


@pytest.fixture
def decide(as_secretary, url, points):
    """Confirm the screen as it is shown, with other choices for the point about the distance."""

    def press(**fields):
        stamp = as_secretary.get(url).text.split('name="stamp" value="')[1].split('"')[0]
        rule = points["rule"].pk
        choices = {f"choice-{rule}": "accept", f"text-{rule}": "氧气瓶与明火的距离不得小于{{c1::15米}}。"}
        return as_secretary.post(url, {"do": "apply", "stamp": stamp, **choices, **fields})

    return press


def fresh(point):
    return KeyPoint.objects.select_related("passage").get(pk=point.pk)


def test_the_screen_lists_repaired_and_gone_key_points_and_says_what_changed_in_words(as_secretary, url, points):
    html = as_secretary.get(url).text
    repaired = html.split('id="repaired"')[1].split('id="gone"')[0]
    assert f'id="point-{points["rule"].pk}"' in repaired
    assert '不得小于1<del><span class="sign">删</span>0</del>米。' in repaired
    assert '不得小于1<ins><span class="sign">增</span>5</ins>米。' in repaired
    assert "氧气瓶与明火的距离不得小于{{c1::15米}}。</textarea>" in repaired
    assert f'id="point-{points["valve"].pk}"' in html.split('id="gone"')[1]
    assert "所在段落有改动、原句没有变的要点：1个" in html
    assert '<del><span class="sign">删</span>' in html
    assert '<ins><span class="sign">增</span>' in html


def test_looking_changes_nothing(as_secretary, url, material):
    as_secretary.get(url)
    assert list(material.passages.exclude(number=None).values_list("text", flat=True)) == list(OLD)


def test_confirming_replaces_the_text_and_the_material_stays_itself(as_secretary, decide, material):
    response = decide()
    assert response.headers["Location"] == f"/g/ours/materials/{material.pk}/points/"
    assert "已换成新版：3个要点继续有效，1个停用。" in as_secretary.get(response.headers["Location"]).text
    material.refresh_from_db()
    assert (material.title, material.file_name) == ("气瓶使用须知（修订）", "气瓶.docx")
    assert material.revised_at is not None
    paragraphs = list(material.passages.exclude(number=None).values_list("number", "text"))
    assert paragraphs == list(enumerate(NEW, start=1))
    assert not Import.objects.exists()


def test_an_untouched_key_point_keeps_its_passage_and_only_moves_along(decide, points):
    decide()
    point = fresh(points["air"])
    assert (point.passage_id, point.retired_at) == (points["air"].passage_id, None)
    assert (point.passage.number, point.passage_position) == (4, point.passage.position)


def test_a_key_point_whose_sentence_stayed_is_anchored_again_silently(decide, points):
    decide()
    point = fresh(points["chain"])
    assert (point.quote, point.passage.text, point.text) == (CHAIN, CHAIN + "不得卧放。", CHAIN)
    assert (point.start, point.suffix) == (0, "不得卧放。")


def test_a_repaired_key_point_takes_its_new_words_and_remembers_the_old(decide, points):
    decide()
    point = fresh(points["rule"])
    assert point.text == "氧气瓶与明火的距离不得小于{{c1::15米}}。"
    assert point.quote == point.passage.text == "氧气瓶与明火的距离不得小于15米。"
    former = FormerKeyPoint.objects.get(key_point=point)
    assert (former.quote, former.text, former.reason) == (RULE, points["rule"].text, "repaired")
    assert former.passage.text == RULE


def test_a_key_point_may_be_retired_instead(decide, points):
    decide(**{f"choice-{points['rule'].pk}": "retire"})
    assert fresh(points["rule"]).retired_at is not None
    assert fresh(points["rule"]).text == points["rule"].text


def test_a_key_point_whose_sentence_is_gone_is_retired_on_its_old_passage(decide, points):
    decide()
    point = fresh(points["valve"])
    assert point.retired_at is not None
    assert (point.passage.text, point.passage.replaced_at is not None) == (VALVE, True)


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [("", "请写出要点的内容。"), ("{{c1::十五米", "花括号不成对"), ("长" * 301, "最多 300 个")],
)
def test_a_wording_that_cannot_be_taken_stays_in_its_field_and_nothing_changes(decide, points, wording, sentence):
    response = decide(**{f"text-{points['rule'].pk}": wording})
    assert response.status_code == 422
    assert sentence in response.text
    assert f"{wording}</textarea>" in response.text
    assert Passage.every.exclude(replaced_at=None).count() == 0


def test_a_screen_that_is_out_of_date_changes_nothing_and_says_so(as_secretary, decide, points, url):
    stale = as_secretary.get(url).text.split('name="stamp" value="')[1].split('"')[0]
    KeyPoint.objects.filter(pk=points["chain"].pk).update(text="气瓶要直立并固定好。")
    response = decide(stamp=stale)
    assert response.status_code == 409
    assert "资料或要点刚在别处改过，没有替换。" in response.text
    assert Passage.every.exclude(replaced_at=None).count() == 0


def test_confirming_twice_replaces_once(as_secretary, decide, url, points):
    decide()
    rule = points["rule"].pk
    response = as_secretary.post(url, {"do": "apply", "stamp": "x", f"text-{rule}": "x"})
    assert response.status_code == 404
    assert "预览已过期，请重新上传。" in response.text
    assert FormerKeyPoint.objects.count() == 3


def test_words_that_another_material_has_already_are_not_stored_twice(group, decide, staged, material):
    passages = (Read("heading", "一、气瓶使用须知", 1), *(Read("paragraph", text) for text in NEW))
    add_documents(group=group, documents=[Document("气瓶使用须知（修订）", passages)])
    response = decide()
    assert response.status_code == 422
    assert "完全相同的资料，没有替换。" in response.text
    assert material.passages.filter(text=RULE).exists()


def test_one_may_go_back_and_import_it_as_a_material_of_its_own(as_secretary, url, staged, material):
    response = as_secretary.post(url, {"do": "separate"})
    assert response.headers["Location"] == f"/g/ours/materials/imports/{staged.pk}/"
    staged.refresh_from_db()
    as_secretary.post(
        f"/g/ours/materials/imports/{staged.pk}/",
        {"revision": str(staged.revision), "do": "confirm", "cleared": "on"},
    )
    assert Material.objects.count() == 2
    assert material.passages.filter(text=RULE).exists()


def test_a_material_deleted_meanwhile_leads_back_to_the_preview(as_secretary, url, staged, material):
    material.delete()
    assert as_secretary.get(url).headers["Location"] == f"/g/ours/materials/imports/{staged.pk}/"


def test_it_cannot_be_reached_before_the_text_is_cleared(as_secretary, url, staged):
    Import.objects.update(is_cleared=False)
    assert as_secretary.post(url, {"do": "apply"}).headers["Location"] == f"/g/ours/materials/imports/{staged.pk}/"


def test_the_boxes_of_the_preview_cannot_be_passed_by(as_secretary, group, secretary, material):
    """Naming the newer version is not yet confirming: the address of the next page leads back."""
    marked = Document(material.title, (Read("paragraph", "内部资料　注意保存"), Read("paragraph", RULE)))
    staged = create_import(group=group, documents=[marked], file_name="标志.docx")
    preview = f"/g/ours/materials/imports/{staged.pk}/"
    as_secretary.post(preview, {"revision": "0", "do": f"newer:0:{material.pk}"})
    assert as_secretary.get(f"{preview}revision/").headers["Location"] == preview
    sent = {"revision": "1", "do": "confirm", "cleared": "on"}
    assert as_secretary.post(preview, sent).status_code == 422
    assert as_secretary.get(f"{preview}revision/").headers["Location"] == preview
    assert as_secretary.post(preview, sent | {"marks": "on"}).headers["Location"] == f"{preview}revision/"
    assert as_secretary.get(f"{preview}revision/").status_code == 200


def test_two_documents_that_differ_too_much_are_no_versions_of_each_other(as_secretary, decide, url, monkeypatch):
    monkeypatch.setattr("studyapp.views.revising.MOST_TOUCHED", 2)
    html = as_secretary.get(url).text
    assert "不能当作新版。请改为单独导入。" in html
    assert "确认，换成新版" not in html
    assert decide().status_code == 422
    assert Passage.every.exclude(replaced_at=None).count() == 0


def test_results_of_an_old_paper_still_show_what_it_was_made_from(group, member, decide, points, material):
    question = typed(points["rule"], statement="氧气瓶与明火的距离不得小于10米。", answer="10米")
    quiz = create_quiz(group=group, material=material, questions=[question])
    attempt = start_attempt(quiz=quiz, member=member, now=timezone.now())
    answer_all(attempt, right=False)
    hand_in(attempt=attempt, now=timezone.now())
    decide()
    (finding,) = result_of(attempt).to_look_at
    (source,) = finding.sources
    assert source.is_former
    assert [(stretch.text, stretch.is_marked) for stretch in source.passage] == [(RULE, True)]
    html = signed_in(member).get(f"/g/ours/quizzes/{quiz.pk}/result/").text
    assert f"<mark>{RULE}</mark>" in html
    assert "出题时的原文；资料后来更新过。" in html
    assert Part.objects.get(question__quiz=quiz).passage.text == RULE
    assert KeyPoint.objects.get(pk=points["rule"].pk).passage.text != RULE


def test_whoever_opens_a_passage_that_is_gone_reads_it_as_it_was(member, decide, points, material):
    decide()
    gone, kept = points["valve"], points["rule"]
    reader = signed_in(member)
    html = reader.get(f"/g/ours/materials/{material.pk}/?point={gone.pk}").text
    assert "资料更新后已没有这一段。" in html
    assert f"<mark>{VALVE}</mark>" in html
    assert "资料更新后已没有这一段。" not in reader.get(f"/g/ours/materials/{material.pk}/?point={kept.pk}").text


def test_a_draft_written_before_keeps_its_source_too(as_secretary, group, decide, points, material):
    quiz = create_quiz(group=group, material=material, questions=[typed(points["rule"])], is_published=False)
    decide()
    assert Quiz.objects.get(pk=quiz.pk).questions.get().parts.get().passage.text == RULE
    assert as_secretary.get(f"/g/ours/quizzes/{quiz.pk}/draft/").status_code == 200
