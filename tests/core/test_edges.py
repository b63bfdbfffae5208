"""No edge of a blank lies inside a number, a range, a formula or a name with a number."""

from __future__ import annotations

import pytest

from quizzes.core.edges import clean_edges


@pytest.mark.parametrize(
    ("text", "piece", "is_clean"),
    [
        ("M10×1.5的螺纹", "1.5", False),
        ("共3×4格", "3", True),
        ("系数为10⁻⁴厘米", "10", False),
        ("按0、1、6月龄接种", "6月龄", False),
        ("按0、1、6月龄接种", "0", False),
        ("在3月、6月、9月检查", "6月", True),
        ("编号为3、5、7。", "5", True),
        ("以1.e4开局", "e4", False),
        ("约为-0.4%/℃", "-0.4%", False),
        ("约为0.4%，", "0.4%", True),
        ("2的十二次方根", "2", False),
        ("是3的倍数", "3", True),
        ("约为7加减2个", "7", False),
        ("超过 4 万亿元", "4", False),
        ("超过 4 万亿元", "万亿元", False),
        ("支持Wi-Fi 6的终端", "Wi-Fi", False),
        ("约为7加减2个", "2", False),
    ],
)
def test_an_edge_cuts_no_mark_series_or_compound_unit(text, piece, is_clean):
    start = text.index(piece)
    assert clean_edges(text, start, start + len(piece)) is is_clean
