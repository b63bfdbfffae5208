from __future__ import annotations

from django.utils import timezone

from quizzes.answering import save_answer
from quizzes.finishing import hand_in
from quizzes.models import Response
from tests.conftest import signed_in
from tests.factories import answer_all, create_person
from tests.quizzes.conftest import url

NOW = timezone.now()


def finished(client, attempt):
    hand_in(attempt=attempt, now=NOW)
    return client.get(url("result", attempt.quiz_id)).text


def test_there_is_no_result_before_handing_in(as_member, attempt):
    answer_all(attempt)
    assert as_member.get(url("result", attempt.quiz_id)).headers["Location"] == url("paper", attempt.quiz_id)


def test_a_full_score_is_said_plainly(as_member, attempt):
    answer_all(attempt)
    html = finished(as_member, attempt)
    assert "100<small>分，满分100</small>" in html
    assert "全部答对。" in html


def test_a_wrong_answer_shows_the_right_one_and_the_passage_with_its_sentence(as_member, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "0.5"}, revision=1, now=NOW)
    html = finished(as_member, attempt)
    assert "<dd>0.5</dd>" in html
    assert "<dd><b>0.05</b></dd>" in html
    assert "<mark>氧气瓶与明火的距离不得小于10米</mark>" in html
    assert f"?point={asked.typed.parts.get().key_point_id}&amp;from={attempt.quiz_id}#p1" in html


def test_what_was_not_answered_is_called_so(as_member, attempt):
    html = finished(as_member, attempt)
    assert "值得再看的6处" in html
    assert "未答" in html
    assert "你的答案" not in html


def test_a_paper_that_was_never_answered_has_no_score(as_member, attempt):
    hand_in(attempt=attempt, now=NOW)
    attempt.score = None
    attempt.save()
    assert "这次没有作答，不计分" in as_member.get(url("result", attempt.quiz_id)).text


def test_a_paper_that_the_closing_finished_says_so(as_member, attempt):
    hand_in(attempt=attempt, now=NOW)
    attempt.handed_in = False
    attempt.save()
    assert "截止时按已保存的答案交卷" in as_member.get(url("result", attempt.quiz_id)).text


def test_who_did_not_take_the_quiz_has_no_result(attempt, group):
    hand_in(attempt=attempt, now=NOW)
    assert signed_in(create_person(group=group)).get(url("result", attempt.quiz_id)).status_code == 404


def test_what_somebody_typed_is_shown_as_text(as_member, attempt, asked):
    save_answer(attempt=attempt, question=asked.typed, given={"0": "<script>x</script>"}, revision=1, now=NOW)
    html = finished(as_member, attempt)
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert Response.objects.get().given == "<script>x</script>"
