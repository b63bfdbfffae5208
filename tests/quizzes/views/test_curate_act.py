"""One button, one act: with script only what changed comes back, without it the page; stale forms change nothing."""

from __future__ import annotations

import pytest

from quizzes.models import Act, Candidate, CandidateStatus
from studyapp.anchoring import text_hash
from studyapp.models import KeyPoint
from tests.factories import create_key_point
from tests.quizzes.desk import PARAGRAPHS, act, address, only_point, proposal, ref, surveyed

BOTH = pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])


@pytest.fixture
def material(group):
    return surveyed(group)


@pytest.fixture
def candidate(material):
    return proposal(material, "10米")


@pytest.fixture
def point(material):
    text = "气瓶应当{{c1::直立}}放置，并用防倒链固定。"
    return create_key_point(material=material, text=text, quote="气瓶应当直立放置，并用防倒链固定。")


def test_accepting_answers_with_the_next_decision_and_the_passage(as_secretary, material, candidate):
    response = act(as_secretary, candidate, accept="1")
    point = only_point()
    html = response.text
    assert "已采用。" in html
    assert html.count('<p class="passage"') == html.count('hx-swap-oob="true"') == 1
    assert f'data-ref="k{point.pk}"' in html
    assert 'data-at="c' in html
    assert f'data-at="{ref(candidate)}"' not in html
    assert len(html) < 20_000


def test_accepting_without_script_leads_to_the_next_one(as_secretary, material, candidate):
    response = act(as_secretary, candidate, htmx=False, accept="1")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(f"{address(material)}?at=c")
    assert "已采用。" in as_secretary.get(response.headers["Location"]).text


def test_the_suggested_blank_term_and_category_come_along_as_typed(as_secretary, candidate):
    act(as_secretary, candidate, accept="1", term=" 安全距离 ", category="数据")
    point = only_point()
    assert (point.text, point.term, point.category) == (
        "氧气瓶与明火的距离不得小于{{c1::10米}}。",
        "安全距离",
        "数据",
    )
    assert (point.quote, point.start) == (candidate.text, 0)


@BOTH
def test_a_category_that_is_too_long_stores_nothing(as_secretary, candidate, htmx):
    response = act(as_secretary, candidate, htmx=htmx, accept="1", category="长" * 21)
    assert response.status_code == 409
    assert "20" in response.text
    assert not KeyPoint.objects.exists()


def test_dismissing(as_secretary, candidate):
    html = act(as_secretary, candidate, dismiss="1").text
    assert "不用这一条。" in html
    assert f'data-ref="{ref(candidate)}"' not in html
    candidate.refresh_from_db()
    assert candidate.status == CandidateStatus.DISMISSED


def test_tapping_a_word_changes_the_question(as_secretary, candidate):
    html = act(as_secretary, candidate, tap=str(candidate.text.index("10"))).text
    candidate.refresh_from_db()
    assert candidate.blanks == []
    assert "没有标空，由程序挑" in html
    html = act(as_secretary, candidate, tap="0").text
    assert '<b class="answer">氧气瓶</b>' in html
    assert 'class="passage"' not in html


def test_tapping_a_word_of_a_key_point_is_stored_with_it(as_secretary, point):
    act(as_secretary, point, tap=str(point.statement.index("固定")))
    point.refresh_from_db()
    assert point.text == "气瓶应当{{c1::直立}}放置，并用防倒链{{c2::固定}}。"


@BOTH
@pytest.mark.parametrize("tap", ["8", "999", "-1", "abc", "１", ""])
def test_a_tap_that_meets_no_word_is_refused(as_secretary, point, tap, htmx):
    response = act(as_secretary, point, htmx=htmx, tap=tap)
    assert response.status_code == 409
    assert "请点一个词" in response.text
    assert not Act.objects.exists()


def test_blanks_are_asked_together_or_each_by_itself(as_secretary, point):
    act(as_secretary, point, tap=str(point.statement.index("固定")))
    point.refresh_from_db()
    assert "几个空一起考。" in act(as_secretary, point, together="1").text
    point.refresh_from_db()
    assert point.text == "气瓶应当{{c1::直立}}放置，并用防倒链{{c1::固定}}。"


@BOTH
def test_an_edge_moves_and_the_boundaries_stay_open(as_secretary, candidate, htmx):
    response = act(as_secretary, candidate, htmx=htmx, edge="end+")
    candidate.refresh_from_db()
    assert candidate.text == "氧气瓶与明火的距离不得小于10米。气瓶应当直立放置"
    html = response.text if htmx else as_secretary.get(response.headers["Location"]).text
    assert 'name="cut"' in html
    assert "边界已改。" in html


def test_a_word_cuts_the_statement_and_takes_the_blank_along(as_secretary, candidate):
    act(as_secretary, candidate, cut=str(candidate.text.index("距离")))
    candidate.refresh_from_db()
    assert candidate.text == "距离不得小于10米。"
    assert [candidate.text[a:b] for a, b, _ in candidate.blanks] == ["10米"]


@BOTH
@pytest.mark.parametrize("fields", [{"edge": "start-"}, {"cut": "999"}, {"cut": "x"}, {"edge": "up"}])
def test_an_edge_that_cannot_move_is_refused(as_secretary, candidate, fields, htmx):
    response = act(as_secretary, candidate, htmx=htmx, **fields)
    assert response.status_code == 409
    assert "没有改动" in response.text


@BOTH
def test_a_statement_is_not_cut_down_to_a_word(as_secretary, material, htmx):
    passage = material.passages.get(number=3)
    quote = "疏散、救护和善后"
    point = create_key_point(material=material, text="预案有疏散、救护和善后。", quote=quote)
    KeyPoint.objects.update(passage=passage, start=passage.text.index(quote), text=quote)
    point.refresh_from_db()
    response = act(as_secretary, point, htmx=htmx, edge="end-")
    assert (response.status_code, "至少选5个字" in response.text) == (409, True)


def test_a_reworded_key_point_is_not_trimmed_by_the_text(as_secretary, point):
    KeyPoint.objects.update(text="气瓶要竖着放。")
    point.refresh_from_db()
    response = act(as_secretary, point, edge="end+")
    assert (response.status_code, "请直接改文字" in response.text) == (409, True)


def test_undo_puts_everything_back_and_says_what(as_secretary, material, candidate):
    act(as_secretary, candidate, accept="1")
    response = as_secretary.hx_post(f"{address(material)}act/", target="decision", undo="1")
    assert "已撤销：采用“" in response.text
    assert f'data-at="{ref(candidate)}"' in response.text
    assert 'hx-swap-oob="true"' in response.text
    assert not KeyPoint.objects.exists()


def test_the_history_survives_a_reload(as_secretary, material, candidate):
    act(as_secretary, candidate, dismiss="1")
    assert "撤销：不用" in as_secretary.get(address(material)).text
    as_secretary.post(f"{address(material)}act/", {"undo": "1"})
    assert "disabled" in as_secretary.get(address(material)).text
    assert proposal(material, "10米") == candidate


@BOTH
def test_with_nothing_to_undo_the_page_stays(as_secretary, material, htmx):
    url = f"{address(material)}act/"
    response = as_secretary.hx_post(url, target="decision", undo="1") if htmx else as_secretary.post(url, {"undo": "1"})
    assert response.status_code == 409
    assert "没有可以撤销的了。" in response.text


@BOTH
@pytest.mark.parametrize("fields", [{"accept": "1"}, {"dismiss": "1"}, {"tap": "0"}, {"edge": "end+"}])
def test_a_form_that_is_older_than_the_row_changes_nothing(as_secretary, candidate, fields, htmx):
    response = act(as_secretary, candidate, htmx=htmx, seen="000000000000", **fields)
    assert response.status_code == 409
    assert "刚在别处改过" in response.text
    assert not Act.objects.exists()


@BOTH
@pytest.mark.parametrize("fields", [{"accept": "1"}, {"tap": "0"}, {}])
def test_what_was_decided_meanwhile_is_not_decided_again(as_secretary, candidate, fields, htmx):
    Candidate.objects.filter(pk=candidate.pk).update(status=CandidateStatus.DISMISSED)
    assert act(as_secretary, candidate, htmx=htmx, **fields).status_code == 409
    assert not KeyPoint.objects.exists()


def test_a_key_point_is_neither_accepted_nor_dismissed(as_secretary, point):
    assert act(as_secretary, point, accept="1").status_code == 409
    assert act(as_secretary, point, dismiss="1").status_code == 409


def test_a_selection_becomes_a_key_point_of_whole_words(as_secretary, material):
    passage = material.passages.get(number=2)
    text = PARAGRAPHS[1]
    start = text.index("每月") + 1
    fields = {"add": passage.pk, "range": f"{start}-{text.index('器材') + 1}", "snap": "1"}
    fields["hash"] = text_hash(text)[:12]
    html = as_secretary.hx_post(f"{address(material)}act/", target="decision", **fields).text
    assert "已标为要点。" in html
    assert only_point().quote == "每月检查一次消防器材。"
    assert "每月" in only_point().text


@BOTH
def test_a_selection_in_a_text_that_was_replaced_is_refused(as_secretary, material, htmx):
    passage = material.passages.get(number=2)
    fields = {"add": passage.pk, "range": "0-10", "hash": "0" * 12}
    url = f"{address(material)}act/"
    response = as_secretary.hx_post(url, target="decision", **fields) if htmx else as_secretary.post(url, fields)
    assert (response.status_code, "刷新后再选" in response.text) == (409, True)


def test_passages_that_the_page_has_not_loaded_are_not_sent(as_secretary, candidate):
    assert 'class="passage"' not in act(as_secretary, candidate, accept="1", loaded="2,3").text
