import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from quizzes.core.differences import differences


def marked(stretches):
    return [text for text, differs in stretches if differs]


@pytest.mark.parametrize(
    ("given", "answer", "of_given", "of_answer"),
    [
        ("京津战役", "平津战役", ["京"], ["平"]),
        ("第十八届", "第十九届", ["八"], ["九"]),
        ("防护链", "防倒链", ["护"], ["倒"]),
        ("民法", "民法典", [], ["典"]),
        ("完全不同", "另一句话", [], []),
        ("一样", "一样", [], []),
        ("", "答案", [], []),
    ],
)
def test_what_differs_is_marked_on_both_sides(given, answer, of_given, of_answer):
    left, right = differences(given, answer)
    assert (marked(left), marked(right)) == (of_given, of_answer)


@for_any(st.text(max_size=300), st.text(max_size=300))
def test_nothing_is_lost_or_added(given, answer):
    left, right = differences(given, answer)
    assert "".join(text for text, _ in left) == given
    assert "".join(text for text, _ in right) == answer
