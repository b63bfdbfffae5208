from fractions import Fraction

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from quizzes.core.answer_numbers import numeral_value, read_amounts
from quizzes.core.answer_units import conversion, unit_at_start
from quizzes.core.judge import judge_blank
from quizzes.core.numerals import chinese_numeral

HALF = Fraction(1, 2)

# key, all as good as each other | wrong for it
EQUAL = [
    ("46%", ["46％", "百分之四十六", "百分之46", "46.0%"], ["46‰", "45%", "0.46", "46个百分点", "约64%"]),
    ("百分之百", ["100%", "百分之一百"], ["10%"]),
    ("3‰", ["千分之三", "0.3%", "3/1000"], ["3%", "万分之三"]),
    ("50%", ["一半", "二分之一", "1/2", "½", "5成"], ["0.5", "1/3"]),
    ("三成", ["30%", "3成", "百分之三十"], ["3%"]),
    ("4.16万", ["41600", "41,600", "四万一千六百", "４.１６万"], ["4.16", "4.16亿", "416万", "41,60"]),
    ("1.3亿", ["13000万", "1亿3000万", "130000000", "一亿三千万"], ["1.3万", "13亿"]),
    ("14亿1178万", ["141178万", "十四亿一千一百七十八万"], ["14亿"]),
    ("四万亿", ["4万亿", "40000亿"], ["4亿"]),
    ("三百三十", ["330", "三百三"], ["303", "三百零三"]),
    ("二十", ["20", "廿", "贰拾", "２０"], ["二〇〇", "12"]),
    ("两千零五", ["2005", "二〇〇五"], ["2050", "二千五"]),
    ("10005", ["一万零五", "10,005"], ["一万五", "1005"]),
    ("百余", ["100多", "一百多"], ["千余"]),
    ("十几亿", ["10几亿", "十多亿"], ["几十亿"]),
    ("近千人", ["将近1000人", "不足一千名", "约1000位"], ["近百人"]),
    ("-5℃", ["零下5℃", "负五摄氏度", "−5°C", "零下五度"], ["5℃", "零上5度"]),
    ("25℃", ["25°C", "二十五摄氏度", "25度"], ["25℉", "25K"]),
    ("36.5℃", ["三十六点五度", "36.50℃"], ["36.5℉", "365℃"]),
    ("3~5MPa", ["3—5MPa", "3MPa～5MPa", "3-5兆帕", "三至五兆帕", "3到5MPa", "3000~5000kPa"], ["3~5kPa", "5~3MPa", "4"]),
    ("3%~5%", ["3-5%", "3%至5%", "百分之三到百分之五", "百分之三到五"], ["3%~6%", "3~5‰"]),
    ("3万至5万", ["3~5万", "30000-50000", "三到五万"], ["3~5", "3万"]),
    ("-196~-80℃", ["零下196度至零下80度", "-196℃到-80℃"], ["196~80℃"]),
    ("50以上100以下", ["50~100", "五十以上、一百以下", "50至100之间", "介于50和100之间"], ["50以上", "50~99"]),
    ("三分之二", ["2/3", "3分之2", "４/６"], ["3/2", "0.66"]),
    ("1½", ["一又二分之一", "1又1/2", "1.5", "3/2"], ["11/2"]),
    ("3:2", ["3∶2", "3：2", "三比二", "6:4"], ["2:3"]),
    ("3.5×10⁵", ["3.5x10^5", "350000", "35万", "3.5*10^5"], ["3.5×105", "3.5×10⁴"]),
    ("5千克", ["5公斤", "5kg", "5000克", "5KG", "10斤"], ["5克", "5吨"]),
    ("100公里", ["100km", "100千米", "一百公里", "100KM"], ["100米", "100m"]),
    ("960万平方公里", ["960万km²", "960万平方千米", "九百六十万平方公里"], ["960平方公里", "96万平方公里"]),
    ("18亿亩", ["十八亿亩", "1800000000亩"], ["18亿公顷", "18万亩"]),
    ("50 mL/min", ["50毫升/分钟", "50ml/分"], ["50L/min", "50 mL/h"]),
    ("0.5mg/m³", ["0.5毫克/立方米", "500μg/m3"], ["0.5mg/L", "5mg/m³"]),
    ("220V", ["220伏", "220伏特", "0.22kV"], ["220W", "380V"]),
    ("2mPa", ["2毫帕"], ["2MPa", "2mpa·s"]),
    ("2MPa", ["2Mpa", "2兆帕"], ["2mPa", "2mpa"]),
    ("半年", ["6个月", "六个月"], ["一年", "半个月"]),
    ("两年半", ["2.5年", "30个月"], ["两年"]),
    ("3个月", ["三个月"], ["3年", "2个月"]),
    ("24小时", ["24h", "二十四小时", "1天", "24个小时"], ["24天", "24分钟"]),
    ("18周岁", ["18岁", "十八周岁", "十八岁"], ["16周岁"]),
    ("5000万元", ["五千万元", "0.5亿元", "5000万块"], ["5000元", "5000万美元"]),
    ("12个百分点", ["12百分点", "十二个百分点"], ["12%"]),
    ("每周三次", ["每周3次"], ["每天3次", "每周2次", "三次"]),
    ("北纬30°", ["北纬三十度", "北纬30度"], ["南纬30°", "北纬31°", "30°"]),
    ("3倍", ["三倍"], ["3%"]),
]


@pytest.mark.parametrize(("key", "good"), [(key, good) for key, goods, _ in EQUAL for good in goods])
def test_same_value_is_right_both_ways(key, good):
    assert judge_blank(good, answer=key, kind="number").credit == 1
    assert judge_blank(key, answer=good, kind="number").credit == 1


@pytest.mark.parametrize(("key", "bad"), [(key, bad) for key, _, bads in EQUAL for bad in bads])
def test_other_value_is_wrong(key, bad):
    assert judge_blank(bad, answer=key, kind="number").credit == 0


@pytest.mark.parametrize(
    ("key", "given", "credit"),
    [
        ("330多", "330", 1),
        ("330多", "约330", 1),
        ("330多", "330左右", 1),
        ("330多", "超过330", 1),
        ("330多", "近330", HALF),
        ("330多", "不足330", 0),
        ("约330", "330多", 1),
        ("330", "330多", HALF),
        ("330", "约330", HALF),
        ("330", "近330", HALF),
        ("330", "共330", 1),
        ("330", "约33", 0),
    ],
)
def test_vaguer_than_the_key_is_half(key, given, credit):
    assert judge_blank(given, answer=key, kind="number").credit == credit


@pytest.mark.parametrize(
    ("left", "key", "right", "given", "credit"),
    [
        ("派出", "330多", "支医疗队", "330多支", 1),
        ("派出", "330多", "支医疗队", "330多支医疗队", 1),
        ("派出", "330多", "支医疗队", "330多个", 1),
        ("派出", "330多", "支医疗队", "330多人", 0),
        ("共", "41600多", "名医务人员", "41,600多人", 1),
        ("占比为", "46", "%。", "46%", 1),
        ("占比为", "46", "%。", "百分之四十六", 1),
        ("占比为", "46", "%。", "0.46", 0),
        ("占比为", "46%", "。", "46", HALF),
        ("占比为", "46%", "，比去年高2%。", "46", 1),
        ("百分比是", "46%", "。", "46", 1),
        ("达到百分之", "46", "。", "46%", 1),
        ("压力为", "0.6MPa", "。", "0.6", HALF),
        ("压力由0.4MPa升到", "0.6MPa", "。", "0.6", 1),
        ("压力（单位：MPa）为", "0.6MPa", "。", "0.6", 1),
        ("约", "330", "人", "约330人", 1),
        ("超过", "330", "人", "330多", 1),
        ("", "330", "人以上", "330以上", 1),
        ("", "330", "人以上", "330以下", 0),
        ("气温", "5", "℃", "5度", 1),
        ("pH为", "7", "。", "7%", 0),
        ("派出", "330多支", "医疗队", "330多", 1),
        ("共", "三个", "方面", "3", 1),
        ("为期", "三年", "。", "3", HALF),
    ],
)
def test_stem_shows_what_may_be_left_out(left, key, right, given, credit):
    assert judge_blank(given, answer=key, kind="number", left=left, right=right).credit == credit


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("一带一路", "1带1路"),
        ("四个自信", "4个自信"),
        ("三严三实", "3严3实"),
        ("三磷酸腺苷", "3磷酸腺苷"),
        ("两会", "2会"),
    ],
)
def test_numeral_inside_a_name_is_wording(key, given):
    assert judge_blank(given, answer=key).credit == 0


@pytest.mark.parametrize(
    ("given", "key", "rule"),
    [
        ("0.6kPa", "0.6MPa", "number"),
        ("0.6m", "0.6MPa", "unit"),
        ("6", "0.6MPa", "number"),
        ("大约", "0.6MPa", "number"),
    ],
)
def test_wrong_number_says_what_is_wrong(given, key, rule):
    assert judge_blank(given, answer=key, kind="number").rule == rule


@for_any(st.integers(1, 10**11))
def test_every_integer_reads_the_same_in_figures_and_in_words(value):
    assert numeral_value(chinese_numeral(value)) == value == numeral_value(f"{value:,}")


@settings(deadline=None)
@for_any(st.integers(0, 99_999_999))
def test_own_reader_agrees_with_an_independent_one(value):
    cn2an = pytest.importorskip("cn2an")
    for mode in ("low", "up"):
        words = cn2an.an2cn(value, mode)
        assert numeral_value(words.translate(str.maketrans("萬億", "万亿"))) == value


@pytest.mark.parametrize(
    "text", ["", "十百", "三四", "1,20", "1,2000", "点五", "三点", "万亿", "一二", "3万5亿", "九" * 5000]
)
def test_badly_formed_numeral_has_no_value(text):
    assert numeral_value(text) is None


@pytest.mark.parametrize("text", ["", "多", "1/0", "三五天", "25±2℃", "1带1路", "-", "约", "9" * 5000, "1" + "0" * 61])
def test_what_is_no_number_is_not_read_as_one(text):
    assert read_amounts(text) == ()


@pytest.mark.parametrize(
    ("given", "wanted", "factor"),
    [
        ("公里", "km", 1),
        ("千米", "米", 1000),
        ("kPa", "MPa", Fraction(1, 1000)),
        ("度", "°C", 1),
        ("度", "kWh", 1),
        ("平方公里", "公顷", 100),
        ("cm3", "mL", 1),
        ("公里每小时", "km/h", 1),
        ("人", "名", 1),
        ("支", "个", 1),
        ("年", "个月", 12),
        ("支", "人", None),
        ("次", "届", None),
        ("mpa", "MPa", Fraction(1, 10**9)),
        ("KM/H", "km/h", 1),
        ("℃", "K", None),
    ],
)
def test_units_convert_within_their_dimension(given, wanted, factor):
    assert conversion(given, wanted) == factor


@pytest.mark.parametrize(
    ("stem", "unit"),
    [
        ("支医疗队", "支"),
        ("人次", "人次"),
        ("MPa以下", "MPa"),
        ("公里/小时", "公里/小时"),
        ("maximum", ""),
        ("，", ""),
        ("", ""),
    ],
)
def test_unit_after_the_blank_is_found(stem, unit):
    assert unit_at_start(stem) == unit
