import pytest

from studyapp.reading.numerals import numeral


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "decimal", "1"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (23, "japaneseCounting", "二十三"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (10, "chineseLegalSimplified", "壹拾"),
        (24, "ideographDigital", "二四"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (2, "ideographTraditional", "乙"),
        (3, "ideographZodiac", "寅"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (5, "bullet", ""),
        (5, "none", ""),
        (6, "somethingNew", "6"),
    ],
)
def test_numerals(number, form, expected):
    assert numeral(number, form) == expected
