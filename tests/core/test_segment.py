from __future__ import annotations

import subprocess
import sys
import warnings

from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.segment import LONGEST_PIECE, make_cut
from tests.core.points import labelled

CORE_ALONE = (
    "import pkgutil, sys, quizzes.core as core\n"
    "for m in pkgutil.walk_packages(core.__path__, 'quizzes.core.'): __import__(m.name)\n"
    "sys.exit(int('django' in sys.modules or 'jieba' in sys.modules))"
)


def test_core_runs_without_django_and_loads_no_dictionary_on_import():
    subprocess.run([sys.executable, "-W", "ignore", "-c", CORE_ALONE], check=True)


@given(st.text(max_size=300))
def test_words_put_together_are_the_text(text):
    tokens = make_cut()(text)
    assert "".join(token.text for token in tokens) == text
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_long_text_is_fed_in_pieces(cut):
    text = "𠮷龘" * LONGEST_PIECE
    assert "".join(token.text for token in cut(text)) == text


def test_a_term_stays_whole_and_changes_nobody_elses_words():
    own = make_cut(["国务院联防联控机制"])
    assert "国务院联防联控机制" in [token.text for token in own("国务院联防联控机制发布通报")]
    assert "国务院联防联控机制" not in [token.text for token in make_cut()("国务院联防联控机制发布通报")]


def test_a_term_never_cuts_a_word(cut):
    assert "早就业" not in [token.text for token in make_cut(["早就业"])("鼓励毕业生尽早就业")]


def test_rare_words_have_low_frequencies(cut):
    assert cut.frequency("叶绿体") < 1000 < cut.frequency("工作")
    assert cut.frequency("并无此词") == 0


def test_it_cuts_as_jieba_does_where_it_keeps_the_beginnings_of_words(cut, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    plain = jieba.Tokenizer()
    plain.tmp_dir = str(tmp_path)  # where it keeps its own form of the dictionary
    for point, _ in labelled():
        assert [token.text for token in cut(point.statement)] == list(plain.cut(point.statement))
