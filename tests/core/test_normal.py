import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.normal import normalise, normalise_unit


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ＨＳＥ", "hse"),
        ("２０２６", "2026"),
        ("著作權", "著作权"),
        ("《中华人民共和国民法典》", "中华人民共和国民法典"),
        ("“四早”", "四早"),
        ("「四早」", "『四早』"),
        ("'四早'", "‘四早’"),
        ("早 发　现\u200b", "早发现"),
        ("早发现。", "早发现"),
        ("早发现！？", "早发现"),
        ("早发现……", "早发现"),
        ("县（区）", "县(区)"),
        ("县（区）", "县区"),
        ("卡尔·马克思", "卡尔马克思"),
        ("卡尔•马克思", "卡尔・马克思"),
        ("3～5", "3-5"),
        ("3—5", "3－5"),
        ("3——5", "3~5"),
        ("3–5", "3−5"),
        ("℃", "°C"),
        ("m²", "m2"),
        ("H₂S", "H2S"),
        ("①", "1"),
        ("½", "1/2"),
        ("3∶2", "3：2"),
        ("二○二○", "二〇二〇"),
        ("❤️", "❤"),
    ],
)
def test_forms_that_a_reader_calls_the_same(typed, same):
    assert normalise(typed) == normalise(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10⁵", "105"),
        ("10⁻³", "10-3"),
        ("1½", "11/2"),
        ("第十九届", "第十八届"),
        ("一带一路", "1带1路"),
        ("一", "—"),
        ("1.5", "15"),
        ("5′", "5"),
    ],
)
def test_forms_that_must_stay_apart(one, other):
    assert normalise(one) != normalise(other)


def test_power_and_mixed_fraction_survive_the_folding_of_width():
    assert normalise("10⁵") == "10^5"
    assert normalise("3½") == "3又1/2"


def test_units_keep_their_case():
    assert normalise_unit("ＭＰａ") == "MPa"
    assert normalise_unit("mPa") != normalise_unit("MPa")
    assert normalise_unit("kW·h") == "kWh"


def test_punctuation_inside_is_kept():
    assert normalise("不忘初心、牢记使命") == "不忘初心、牢记使命"
    assert normalise("1,200.5") == "1,200.5"


@given(st.text())
def test_any_text_can_be_normalised(text):
    assert "\ud800" not in normalise(text + "\ud800\x00")


@given(st.text(alphabet="“”《》（）()、，。 ·—~-一二三早发现著權ＡａB１2½⁵℃\u3000\u200b", max_size=30))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)
