"""Every act on a draft is a plain form; htmx gets what changed and nothing else."""

from __future__ import annotations

import re

import pytest

from quizzes.models import Question
from tests.quizzes.conftest import question, url

DATA = {
    "question_drop": {},
    "question_swap": {},
    "question_pin": {"pinned": "1"},
    "question_shift": {"to": "down"},
    "question_blank": {"lock": "1"},
}


@pytest.fixture
def draft(written_draft):
    return written_draft


def send(client, name, draft, *, htmx, number=2, **data):
    args = (
        [draft.pk, question(draft, number).pk]
        if name.startswith("question_") and name != "question_add"
        else [draft.pk]
    )
    if htmx:
        return client.hx_post(url(name, *args), target="acts", **(DATA.get(name, {}) | data))
    return client.post(url(name, *args), DATA.get(name, {}) | data)


def swapped(html):
    """Which places of the list a reply draws anew, adds or takes away."""
    drawn = re.findall(r'<li id="place-(\d+)" hx-swap-oob="true">', html)
    added = re.findall(r'<li id="place-(\d+)">', html)
    gone = re.findall(r'<li id="place-(\d+)" hx-swap-oob="delete">', html)
    return [[int(n) for n in group] for group in (drawn, added, gone)]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("question_swap", [[2], [], []]),
        ("question_pin", [[2], [], []]),
        ("question_blank", [[2], [], []]),
        ("question_shift", [[2, 3], [], []]),
        ("question_drop", [[2, 3, 4], [], [5]]),
        ("question_add", [[5], [6], []]),
    ],
)
def test_htmx_gets_only_the_places_that_changed(as_secretary, draft, name, places):
    html = send(as_secretary, name, draft, htmx=True).text
    assert "<html" not in html
    assert 'id="acts"' in html
    assert swapped(html) == places
    assert [re.findall(r"phone-(\d+)", html)] == [re.findall(r'<li id="place-(\d+)', html)]


def test_dropping_the_last_one_draws_the_new_end(as_secretary, draft):
    html = send(as_secretary, "question_drop", draft, htmx=True, number=5).text
    assert swapped(html) == [[4], [], [5]]


@pytest.mark.parametrize("name", [*DATA, "question_add"])
def test_without_htmx_each_act_leads_back_to_its_place(as_secretary, draft, name):
    location = send(as_secretary, name, draft, htmx=False).headers["Location"]
    place = {"question_shift": 3, "question_add": 6}.get(name, 2)
    assert location == f"{url('draft', draft.pk)}#place-{place}"


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_the_last_act_is_offered_to_be_undone_and_is(as_secretary, draft, htmx):
    before = list(draft.questions.values_list("pk", "position"))
    send(as_secretary, "question_drop", draft, htmx=htmx)
    assert ">撤销：删去第2题" in as_secretary.get(url("draft", draft.pk)).text
    send(as_secretary, "undo_act", draft, htmx=htmx)
    assert list(draft.questions.values_list("pk", "position")) == before
    assert ">撤销：" not in as_secretary.get(url("draft", draft.pk)).text


def test_undoing_with_nothing_to_undo_says_so(as_secretary, draft):
    assert "没有可以撤销的了。" in send(as_secretary, "undo_act", draft, htmx=True).text


def test_pinned_questions_survive_and_say_so(as_secretary, draft):
    kept = question(draft, 2)
    send(as_secretary, "question_pin", draft, htmx=False)
    html = send(as_secretary, "rewrite", draft, htmx=True).text
    assert question(draft, 2).body == kept.body
    assert 2 not in swapped(html)[0]
    assert as_secretary.get(url("draft", draft.pk)).text.count("已固定</span>") == 1
    send(as_secretary, "question_pin", draft, htmx=False, pinned="")
    assert not Question.objects.filter(is_pinned=True).exists()


def test_composing_anew_in_the_background_sends_the_page_away(as_secretary, draft, monkeypatch):
    monkeypatch.setattr("quizzes.publishing.write_questions_in_background", lambda pk: None)
    draft.materials.get().key_points.update(term="改过的名目")
    response = send(as_secretary, "rewrite", draft, htmx=True)
    assert response.headers["HX-Redirect"] == url("draft", draft.pk)


def test_the_page_shows_the_paper_as_members_will_see_it(as_secretary, draft):
    html = as_secretary.get(url("draft", draft.pk)).text
    phone = html.split('id="phone-places"')[1].split("</aside>")[0]
    assert phone.count('<li id="phone-') == 5
    assert "inert" in phone.split(">")[0]
    assert "换一题" not in phone
    assert not re.search(r"<(?:input|button)[^>]*\bname=", phone)


def test_on_a_phone_the_look_of_members_has_a_page_of_its_own(as_secretary, draft):
    html = as_secretary.get(url("draft", draft.pk) + "?member").text
    assert 'id="phone-places"' in html
    assert 'id="places"' not in html


@pytest.mark.parametrize("name", ["question_pin", "question_shift", "question_blank"])
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_published_paper_is_not_touched(as_secretary, quiz, name, htmx):
    before = list(Question.objects.values())
    assert send(as_secretary, name, quiz, htmx=htmx).status_code == 404
    assert list(Question.objects.values()) == before


def test_a_made_up_direction_moves_nothing_out_of_the_paper(as_secretary, draft):
    send(as_secretary, "question_shift", draft, htmx=True, number=5, to="nowhere")
    assert sorted(draft.questions.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


def test_the_phone_shows_each_stem_whole_but_its_answers(as_secretary, draft):
    html = as_secretary.get(url("draft", draft.pk)).text
    phone = html.split('id="phone-places"')[1].split("</aside>")[0]
    stems = [re.sub(r"<[^>]*>", "", stem) for stem in re.findall(r'<p class="stem">(.*?)</p>', phone)]
    cores = [row.as_core() for row in draft.questions.order_by("position")]
    wanted = []
    for core in cores:
        (blank,) = core.blanks
        wanted.append(f"{core.statement[: blank.start]}空{core.statement[blank.end :]}")
    assert stems == wanted
