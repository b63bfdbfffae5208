from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.answering import save_answer, start_attempt
from quizzes.finishing import hand_in
from quizzes.models import Attempt, Doubt, KeyChange, Look, Response
from tests.conftest import signed_in
from tests.factories import answer_all, create_person, create_quiz
from tests.quizzes.conftest import url

NOW = timezone.now()


def take(quiz, member, text, *, hands_in=True):
    attempt = start_attempt(quiz=quiz, member=member, now=NOW)
    answer_all(attempt, now=NOW)
    save_answer(attempt=attempt, question=quiz.questions.first(), given={"0": text}, revision=2, now=NOW)
    if hands_in:
        hand_in(attempt=attempt, now=NOW)
    return attempt


@pytest.fixture
def part(asked):
    return asked.typed.parts.get()


@pytest.fixture
def page(as_secretary, quiz):
    return lambda: as_secretary.get(url("judging", quiz.pk)).text


@pytest.fixture
def press(as_secretary, quiz, part):
    def post(**data):
        return as_secretary.post(url("key_change", quiz.pk, part.pk), data, follow=True).text

    return post


def test_equal_wrong_answers_stand_together_with_how_many_gave_them_and_no_name(page, quiz, group):
    for text in ("五分之一", "“五分之一”", "五分之一", "六分之一", "0.05"):
        take(quiz, create_person(group=group, name="周雅琴"), text)
    html = page()
    assert html.count("五分之一</span>") == 1
    assert "3人" in html
    assert "5人作答，1人对" in html
    before_the_list_of_papers = html.split("逐份查看")[0]
    assert "周雅琴" not in before_the_list_of_papers


def test_one_tap_accepts_and_judges_again(page, press, quiz, member, secretary):
    take(quiz, member, "五分之一")
    assert "也算对</button>" in page()
    html = press(act="accept", text="五分之一")
    assert "也算对：已重新判分，1人的得分变了，已通知本人。" in html
    assert Attempt.objects.get().score == 100
    assert KeyChange.objects.get().by == secretary


def test_the_log_says_who_when_and_how_the_scores_moved(page, press, quiz, member):
    take(quiz, member, "五分之一")
    html = press(act="accept", text="五分之一")
    assert "第1题，也算对“五分之一”" in html
    assert "第1版" in html
    assert "林秘书" in html
    assert "陈思远：83.3 → 100" in html


def test_another_tap_takes_it_back(press, quiz, member):
    take(quiz, member, "五分之一")
    press(act="accept", text="五分之一")
    html = press(act="take-back", text="五分之一")
    assert Attempt.objects.get().score == Decimal("83.3")
    assert "第2版" in html


def test_a_faulty_place_is_given_to_all_and_back(press, quiz, member):
    take(quiz, member, "别的")
    assert "恢复判分</button>" in press(act="give-all")
    assert Attempt.objects.get().score == 100
    press(act="count-again")
    assert Attempt.objects.get().score == Decimal("83.3")


def test_an_accepted_pair_is_called_by_its_words(as_secretary, page, quiz, member, asked):
    attempt = take(quiz, member, "0.05", hands_in=False)
    save_answer(attempt=attempt, question=asked.matching, given={"l0": "r9"}, revision=3, now=NOW)
    hand_in(attempt=attempt, now=NOW)
    assert "棕" in page()
    line = asked.matching.parts.get(ref="l0")
    html = as_secretary.post(url("key_change", quiz.pk, line.pk), {"act": "accept", "text": "r9"}, follow=True).text
    assert Attempt.objects.get().score == 100
    assert ">r9<" not in html


def test_answers_of_an_open_attempt_are_not_seen(page, quiz, member):
    take(quiz, member, "还没交的答案", hands_in=False)
    assert "还没交的答案" not in page()
    assert "还没有人交卷" in page()


@pytest.mark.parametrize(
    "data", [{}, {"act": "accept"}, {"act": "drop", "text": "x"}, {"act": "accept", "text": "长" * 201}]
)
def test_made_up_changes_change_nothing(press, quiz, member, data):
    take(quiz, member, "别的")
    assert "没有这个答案，请刷新后再试。" in press(**data)
    assert not KeyChange.objects.exists()


def test_pressing_twice_is_said_to_change_nothing(press, quiz, member):
    take(quiz, member, "五分之一")
    press(act="accept", text="五分之一")
    assert "答案已经是这样了，没有改动。" in press(act="accept", text="五分之一")


def test_what_somebody_typed_is_shown_as_text(page, quiz, member):
    take(quiz, member, "<script>x</script>")
    assert "&lt;script&gt;x&lt;/script&gt;" in page()
    assert "<script>x" not in page()


def test_a_place_of_another_quiz_is_not_found(as_secretary, quiz, group):
    other = create_quiz(group=group).questions.all()[0].parts.get()
    assert as_secretary.post(url("key_change", quiz.pk, other.pk), {"act": "give-all"}).status_code == 404


# Doubts


def test_doubts_stand_beside_the_answers_without_a_name(page, quiz, member, asked, as_secretary):
    take(quiz, member, "五分之一")
    Doubt.objects.create(question=asked.typed, member=member, text="五分之一也对", raised_at=NOW)
    html = page()
    assert "1人有疑问" in html
    assert "“五分之一也对”" in html
    assert as_secretary.post(url("doubts_settle", quiz.pk, asked.typed.pk)).status_code == 302
    assert "都看过了" in page()
    assert Doubt.objects.get().settled_at is not None


def test_a_doubt_about_a_question_that_all_had_right_is_shown_too(page, quiz, member, asked):
    take(quiz, member, "0.05")
    Doubt.objects.create(question=asked.typed, member=member, raised_at=NOW)
    assert "第1题" in page()


def test_open_doubts_wait_on_the_secretary_s_front_page(as_secretary, quiz, member, asked):
    assert "条疑问" not in as_secretary.get("/g/ours/").text
    for question in (asked.typed, asked.choice):
        Doubt.objects.create(question=question, member=member, raised_at=NOW)
    html = as_secretary.get("/g/ours/").text
    assert "有2条疑问" in html
    assert url("judging", quiz.pk) in html
    Doubt.objects.update(settled_at=NOW)
    assert "条疑问" not in as_secretary.get("/g/ours/").text


def test_the_doubts_of_another_quiz_stay_open(as_secretary, quiz, member, group):
    other = create_quiz(group=group).questions.all()[0]
    Doubt.objects.create(question=other, member=member, raised_at=NOW)
    assert as_secretary.post(url("doubts_settle", quiz.pk, other.pk)).status_code == 404
    assert Doubt.objects.get().settled_at is None


# One member's answers (catalogue E06)


def test_the_secretary_sees_what_one_member_answered_and_the_look_is_kept(as_secretary, secretary, quiz, member):
    attempt = take(quiz, member, "五分之一")
    html = as_secretary.get(url("attempt_answers", quiz.pk, attempt.pk)).text
    assert "陈思远的答卷" in html
    assert "五分之一" in html
    assert list(Look.objects.values_list("attempt", "by")) == [(attempt.pk, secretary.pk)]
    assert "林秘书" in html.split("查看记录")[1]


def test_an_open_attempt_is_not_found(as_secretary, quiz, member):
    attempt = take(quiz, member, "x", hands_in=False)
    assert as_secretary.get(url("attempt_answers", quiz.pk, attempt.pk)).status_code == 404
    assert not Look.objects.exists()


def test_members_see_nobody_elses_answers(quiz, member, group, part, asked):
    attempt = take(quiz, member, "x")
    other = signed_in(create_person(group=group))
    assert other.get(url("attempt_answers", quiz.pk, attempt.pk)).status_code == 403
    assert other.get(url("judging", quiz.pk)).status_code == 403
    assert other.post(url("key_change", quiz.pk, part.pk), {"act": "give-all"}).status_code == 403
    assert other.post(url("doubts_settle", quiz.pk, asked.typed.pk)).status_code == 403
    assert not KeyChange.objects.exists()
    assert not Look.objects.exists()


def test_the_attempt_of_another_quiz_is_not_found_under_this_one(as_secretary, quiz, group, member):
    other = take(create_quiz(group=group), member, "x")
    assert as_secretary.get(url("attempt_answers", quiz.pk, other.pk)).status_code == 404
    assert Response.objects.filter(attempt=other).exists()
