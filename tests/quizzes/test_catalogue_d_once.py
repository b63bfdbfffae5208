"""One attempt, one handing-in, one score: promises of the database, tried by threads that start together."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answering import EditedElsewhere, asked_in, save_answer, start_attempt
from quizzes.core.own_paper import own_order, token
from quizzes.core.types import Verdict
from quizzes.finishing import Judged, finish_overdue, hand_in, judge, score
from quizzes.keys import current_key
from quizzes.models import GRACE, Attempt, Card, Response
from quizzes.paper import questions_of
from tests.conftest import signed_in
from tests.factories import answer_all, create_person, form_of
from tests.quizzes.conftest import RIGHT_LINES, url

threads = pytest.mark.django_db(transaction=True)


def all_at_once(count: int, do: Callable[[int], Any]) -> list[Any]:
    """What `do` gives or raises in so many threads, each with a connection of its own, let go together."""
    barrier = threading.Barrier(count)
    results: list[Any] = []

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=30)
            results.append(do(number))
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    started = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join(timeout=60)
    assert len(results) == count, results
    return results


@threads
def test_D20_twenty_starts_at_once_make_one_attempt(own_connections, quiz, member):
    now = timezone.now()
    got = all_at_once(20, lambda number: start_attempt(quiz=quiz, member=member, now=now, seed=number + 1).pk)
    assert len(set(got)) == 1
    assert Attempt.objects.count() == 1


def test_D20_the_database_refuses_a_second_attempt(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(quiz=attempt.quiz, member=attempt.member, started_at=timezone.now())


def test_D20_the_database_refuses_a_score_of_an_open_attempt(attempt):
    for wrong in ({"score": 1}, {"handed_in": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.update(**wrong)


def test_D20_the_database_refuses_a_second_answer_in_one_place(attempt, asked):
    answer_all(attempt)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(attempt=attempt, part=asked.typed.parts.get(), saved_at=timezone.now())


@threads
def test_D21_A04_of_many_hand_ins_at_once_exactly_one_does_it(own_connections, attempt):
    answer_all(attempt)
    now = timezone.now()
    done = all_at_once(8, lambda _: hand_in(attempt=Attempt.objects.select_related("quiz").get(pk=attempt.pk), now=now))
    assert Counter(done) == {True: 1, False: 7}
    assert list(Attempt.objects.values_list("score", "handed_in")) == [(Decimal(100), True)]


@threads
def test_D21_A04_two_devices_and_a_double_click_get_the_same_result_page(own_connections, attempt, asked, member):
    form = form_of(asked.typed, "0.05") | form_of(asked.choice, "10米") | form_of(asked.matching, *RIGHT_LINES)
    clients = [signed_in(member) for _ in range(6)]
    replies = all_at_once(6, lambda number: clients[number].post(url("submit", attempt.quiz_id), form))
    assert [(reply.status_code, reply.headers["Location"]) for reply in replies] == [
        (302, url("result", attempt.quiz_id))
    ] * 6
    assert list(Attempt.objects.values_list("score", "handed_in")) == [(Decimal(100), True)]


def test_D21_A03_sending_it_again_gives_the_same_receipt(as_member, attempt, asked):
    form = form_of(asked.typed, "0.05") | {"confirmed": "1"}
    first = as_member.post(url("submit", attempt.quiz_id), form)
    receipt = as_member.get(first.headers["Location"]).text.split("csrfmiddlewaretoken")[0]
    stored = list(Attempt.objects.values())
    again = as_member.post(url("submit", attempt.quiz_id), form)
    assert again.headers["Location"] == first.headers["Location"]
    assert as_member.get(again.headers["Location"]).text.split("csrfmiddlewaretoken")[0] == receipt
    assert list(Attempt.objects.values()) == stored


@threads
def test_A33_two_finishers_at_once_finish_each_attempt_once(own_connections, quiz, group):
    began = timezone.now()
    for _ in range(3):
        answer_all(start_attempt(quiz=quiz, member=create_person(group=group), now=began), right=False)
    all_at_once(4, lambda _: finish_overdue(quiz, quiz.closes_at + GRACE))
    assert list(Attempt.objects.values_list("submitted_at", "score")) == [(quiz.closes_at, Decimal(0))] * 3
    assert Card.objects.count() == 18


@threads
def test_A05_of_two_different_answers_at_once_one_is_kept_and_one_is_told(own_connections, attempt, asked):
    now = timezone.now()

    def answer(number: int) -> None:
        save_answer(attempt=attempt, question=asked.typed, given={"0": f"答{number}"}, revision=1, now=now)

    results = all_at_once(5, answer)
    refused = [result for result in results if isinstance(result, EditedElsewhere)]
    stored = Response.objects.get()
    assert (len(refused), results.count(None)) == (4, 1)
    assert {(error.stored["0"], error.revision) for error in refused} == {(stored.given, 1)}


@threads
def test_A06_no_answer_is_stored_once_the_paper_is_judged(own_connections, attempt, asked):
    """A save and a hand-in together: whichever comes first, what is stored is what was judged."""
    now = timezone.now()
    for revision in range(1, 6):
        Attempt.objects.update(submitted_at=None, handed_in=False, score=None)
        save_answer(attempt=attempt, question=asked.typed, given={"0": "0.04"}, revision=revision * 10, now=now)

        def do(number: int, revision: int = revision) -> None:
            if number:
                hand_in(attempt=Attempt.objects.select_related("quiz").get(), now=now)
            else:
                save_answer(
                    attempt=attempt, question=asked.typed, given={"0": "0.05"}, revision=revision * 10 + 1, now=now
                )

        all_at_once(2, do)
        right = Response.objects.get().given == "0.05"
        assert Attempt.objects.get().score == (Decimal("16.7") if right else Decimal(0))
        assert Response.objects.get().credit == (1 if right else 0)


@contextmanager
def crash_after(statements: int):
    """The process goes down after so many statements: nothing more reaches the database."""
    left = [statements]

    def execute(run, sql, params, many, context):
        if not left[0]:
            raise KeyboardInterrupt  # no handler of ours catches it
        left[0] -= 1
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@threads
def test_A02_a_crash_at_any_statement_of_handing_in_leaves_all_or_nothing(attempt, asked, member):
    form = form_of(asked.typed, "0.05") | form_of(asked.choice, "5米") | form_of(asked.matching, *RIGHT_LINES)
    save_answer(attempt=attempt, question=asked.choice, given={"0": "10米"}, revision=1, now=timezone.now())
    acknowledged = list(Response.objects.values_list("part", "given"))
    form |= form_of(asked.choice, "10米", revision=2)
    client, crashes = signed_in(member), 0
    for statements in range(40):
        try:
            with crash_after(statements):
                client.post(url("submit", attempt.quiz_id), form)
        except KeyboardInterrupt:
            crashes += 1
            connection.close()
            assert (Attempt.objects.open().count(), Card.objects.count()) == (1, 0)
            assert list(Response.objects.values_list("part", "given")) == acknowledged
        else:
            break
    assert crashes >= 8
    assert list(Attempt.objects.values_list("score", "handed_in")) == [(Decimal(100), True)]


def test_D22_a_score_is_recomputed_from_the_pinned_questions_and_the_answers(attempt, quiz):
    answer_all(attempt)
    Response.objects.filter(part__question__kind="matching", part__ref="l0").update(given="r9")
    hand_in(attempt=attempt, now=timezone.now())
    for point in quiz.materials.get().key_points.all():
        point.text = "要点后来改了：{{c1::另一个答案}}。"
        point.save()
    again = judge(asked_in(Attempt.objects.get()), current_key(quiz.pk))
    assert again.score == Attempt.objects.get().score == Decimal("83.3")
    stored = dict(Response.objects.values_list("part", "credit"))
    assert {part: Decimal(int(verdict.credit)) for part, verdict in again.verdicts.items()} == stored


def test_D23_a_restart_and_a_second_device_show_the_same_paper(quiz, member):
    client, papers = signed_in(member), []
    for device in (client, client, signed_in(member)):
        device.post(url("start", quiz.pk))
        html = device.get(url("paper", quiz.pk)).text
        papers.append(html[html.index('<div class="step"') : html.index('id="finish"')])
    assert papers[0] == papers[1] == papers[2]
    assert Attempt.objects.get().seed > 0


def test_D23_every_member_gets_the_same_questions_and_options_in_an_order_of_their_own(quiz, group):
    orders, contents = set(), set()
    for seed in range(1, 30):
        paper = questions_of(asked_in(Attempt(pk=0, quiz=quiz)), seed)
        shown = [(q.id, [o.text for o in (*q.rights, *(o for gap in q.gaps for o in gap.options))]) for q in paper]
        orders.add(repr(shown))
        contents.add(repr(sorted((question_id, sorted(texts)) for question_id, texts in shown)))
        assert [q.number for q in paper] == [1, 2, 3]
        assert paper[-1].kind == "matching"
    assert len(contents) == 1
    assert len(orders) > 20


@given(st.lists(st.text(), unique=True, max_size=20), st.integers(1, 2**62))
def test_D23_an_own_order_loses_and_doubles_nothing_and_never_changes(items, seed):
    ordered = own_order(items, seed, str)
    assert sorted(ordered) == sorted(items)
    assert own_order(reversed(items), seed, str) == ordered
    assert len({token(seed, item) for item in items}) == len(items)


@given(st.lists(st.fractions(0, 1, max_denominator=24), min_size=1, max_size=80))
def test_D24_scores_are_decimals_between_0_and_the_maximum(credits):
    got = score(sum(credits, Fraction()), len(credits))
    assert isinstance(got, Decimal)
    assert Decimal(0) <= got <= Decimal(100)
    assert got == got.quantize(Decimal("0.1"))
    assert abs(Fraction(got) - sum(credits) * 100 / len(credits)) <= Fraction(1, 20)


@given(st.integers(0, 60), st.integers(1, 60))
def test_D24_one_more_right_answer_never_lowers_a_score(right, places):
    right = min(right, places - 1)
    assert score(Fraction(right), places) <= score(Fraction(right + 1), places)


def test_D24_the_sum_of_all_credits_is_never_more_than_the_number_of_places(attempt):
    answer_all(attempt)
    judged = judge(asked_in(attempt), current_key(attempt.quiz_id))
    assert isinstance(judged, Judged)
    assert all(isinstance(verdict, Verdict) and verdict.credit <= 1 for verdict in judged.verdicts.values())
    assert sum(verdict.credit for verdict in judged.verdicts.values()) == len(judged.verdicts) == 6


def test_A07_answers_that_come_out_of_order_are_ignored_and_the_reply_has_the_later_ones(as_member, attempt, asked):
    as_member.hx_post(url("save", attempt.quiz_id), target="", **form_of(asked.typed, "第七次", revision=7))
    reply = as_member.hx_post(url("save", attempt.quiz_id), target="", **form_of(asked.typed, "第六次", revision=6))
    assert (reply.status_code, reply.json()["revision"]) == (409, 7)
    assert reply.json()["values"] == {f"q{asked.typed.pk}.0": "第七次"}
    assert Response.objects.get().given == "第七次"


def test_A35_answers_of_somebody_who_was_removed_are_kept_and_go_on_after_a_return(as_member, attempt, asked, member):
    answer_all(attempt)
    member.memberships.update(left_at=timezone.now())
    form = form_of(asked.typed, "9", revision=2)
    assert as_member.hx_post(url("save", attempt.quiz_id), target="", **form).status_code == 404
    assert Response.objects.count() == 6
    member.memberships.update(left_at=None)
    assert as_member.hx_post(url("save", attempt.quiz_id), target="", **form).status_code == 204


def test_A34_a_published_question_cannot_be_dropped_swapped_or_moved(as_secretary, attempt, asked):
    before = list(attempt.quiz.questions.values())
    for name in ("question_drop", "question_swap", "question_blank"):
        assert as_secretary.post(url(name, attempt.quiz_id, asked.typed.pk)).status_code == 404
    assert as_secretary.post(url("discard", attempt.quiz_id)).status_code == 404
    as_secretary.post(url("withdraw_quiz", attempt.quiz_id))
    assert list(attempt.quiz.questions.values()) == before
    attempt.quiz.refresh_from_db()
    assert attempt.quiz.is_open(timezone.now() + timedelta(minutes=1))
