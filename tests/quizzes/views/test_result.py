from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from quizzes.answering import save_answer
from quizzes.finishing import hand_in
from quizzes.models import AnswersShown, KeyAct, Quiz, Response
from quizzes.regrading import change_key
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
    assert re.search(r"你的答案</dt><dd>0\.5\s*</dd>", html)
    assert re.search(r"应为</dt><dd><b>0\.<em>0</em>5\s*</b>", html)
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


# Before the answers are shown


def after_closing(attempt):
    Quiz.objects.filter(pk=attempt.quiz_id).update(answers_shown=AnswersShown.AFTER_CLOSING)


def test_before_the_closing_there_is_a_receipt_with_the_score_and_no_verdict(as_member, attempt):
    after_closing(attempt)
    answer_all(attempt, right=False)
    html = finished(as_member, attempt)
    assert "0<small>分，满分100</small>" in html
    assert "公布</h2>" in html
    assert "应为" not in html
    assert 'class="verdict' not in html


def test_after_the_closing_the_same_address_has_everything(as_member, attempt):
    after_closing(attempt)
    answer_all(attempt, right=False)
    finished(as_member, attempt)
    Quiz.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    html = as_member.get(url("result", attempt.quiz_id)).text
    assert "应为" in html
    assert url("practice", attempt.quiz_id) in html


def test_published_answers_lead_to_practice_only_when_nobody_else_needs_the_paper(as_member, attempt):
    answer_all(attempt)
    assert url("practice", attempt.quiz_id) not in finished(as_member, attempt)


# After a correction


def accept(attempt, asked, text):
    part = asked.typed.parts.get()
    change_key(quiz=attempt.quiz, part=part, act=KeyAct.ACCEPT, text=text, by=None, now=NOW)


def test_a_member_is_told_of_a_new_score_until_it_is_seen(as_member, attempt, asked):
    answer_all(attempt)
    save_answer(attempt=attempt, question=asked.typed, given={"0": "五分之一"}, revision=2, now=NOW)
    finished(as_member, attempt)
    accept(attempt, asked, "五分之一")
    assert "更正了答案，你的得分由83.3变为100" in as_member.get("/g/ours/").text
    html = as_member.get(url("result", attempt.quiz_id)).text
    assert "得分83.3 → 100" in html
    assert as_member.post(url("regrade_seen", attempt.quiz_id)).status_code == 302
    assert "更正了答案" not in as_member.get("/g/ours/").text
    assert "得分83.3 → 100" in as_member.get(url("result", attempt.quiz_id)).text


def test_a_correction_that_changes_nothing_for_this_member_is_not_told(as_member, attempt, asked):
    answer_all(attempt)
    finished(as_member, attempt)
    accept(attempt, asked, "别的")
    assert "更正了答案" not in as_member.get("/g/ours/").text
    assert "也算对</dt>" not in as_member.get(url("result", attempt.quiz_id)).text


def test_an_accepted_answer_is_shown_beside_the_key(as_member, attempt, asked):
    answer_all(attempt, right=False)
    finished(as_member, attempt)
    accept(attempt, asked, "五分之一")
    assert "<dt>也算对</dt><dd>五分之一</dd>" in as_member.get(url("result", attempt.quiz_id)).text


def test_a_place_given_to_all_is_right_and_says_why(as_member, attempt, asked):
    hand_in(attempt=attempt, now=NOW)
    part = asked.typed.parts.get()
    change_key(quiz=attempt.quiz, part=part, act=KeyAct.GIVE_ALL, by=None, now=NOW)
    assert "全部给分" in as_member.get(url("result", attempt.quiz_id)).text


def test_nobody_sees_that_others_were_told(attempt, asked, group):
    hand_in(attempt=attempt, now=NOW)
    other = signed_in(create_person(group=group))
    assert other.post(url("regrade_seen", attempt.quiz_id)).status_code == 404
