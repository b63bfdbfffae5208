"""Texts and printed pages with the habits of real offices, each of which once led the reader astray."""

from __future__ import annotations

from tests.reading.odd_words import DANGER, DRILL, FAULTS, LICENCE, MEETING, MONEY
from tests.reading.paper import HEIGHT, Block, Line, pdf_file, typeset


def bulletin() -> bytes:
    """The name of a paper and its issue above the title; its name and page numbers come back in the text."""
    lines = ["安全简报", "2024年第5期", "", "关于开展夏季“四防”工作的通知", "", "各车间：", f"　　{MEETING}", "— 3 —"]
    lines += ["安全简报", "", f"　　一、防汛。{LICENCE[:18]}", "第3页 共10页", LICENCE[18:], f"　　二、防雷。{DANGER}"]
    lines += ["第4页 共10页", f"　　三、防暑。{MONEY}", "", "安全环保部", "2024年6月5日"]
    return "\r\n".join(lines).encode("gb18030")


def wrapped() -> bytes:
    """UTF-16, every kind of line end, broken at 24 characters: once just behind a full stop."""

    def broken(text: str) -> list[str]:
        text = f"　　{text}"
        return [text[start : start + 24] for start in range(0, len(text), 24)]

    lines = ["班组安全活动记录管理制度", "", *broken(MEETING + LICENCE), *broken(DANGER + MONEY), "一、活动时间"]
    lines += [*broken(FAULTS + DRILL), "二、活动内容", *broken(LICENCE + DANGER)]
    return "".join(line + ("\r\n", "\n", "\r")[place % 3] for place, line in enumerate(lines)).encode("utf-16")


def markdown_card() -> bytes:
    """Title, author and day in the head of the file; tasks, numbers with a bracket, and code behind a list."""
    return f"""---
title: "应急处置卡"
author: 王建国
date: 2024-07-15
---

# 应急处置卡

## 触电

{MEETING}

- 切断电源
- 用绝缘物挑开电线
    1. 木棒
    2. 干燥竹竿
- [x] 拨打120

```bash
# 不是标题
echo 119
```

## 中暑

1) 降温
2) 补水

联系人
------

{LICENCE}
""".encode()


def contents_with_remarks() -> bytes:
    """The list calls an article （评论员文章）, and its author is a commentator without a name."""
    lines = ["安全生产月学习材料汇编", "2025年6月", "目　　录", "一、在安全生产月启动仪式上的讲话……………1"]
    lines += ["二、筑牢防线 守住底线——在安委会第二次全体会议上的讲话 …………… 5"]
    lines += ["三、让安全成为习惯（评论员文章）．．．．．．9"]
    lines += [
        "在安全生产月启动仪式上的讲话",
        "（2025年6月1日）",
        "陈志强",
        "同志们：",
        MEETING,
        "一、提高认识",
        LICENCE,
    ]
    lines += ["筑牢防线 守住底线", "——在安委会第二次全体会议上的讲话", "李 敏", "2025-3-12", MONEY, FAULTS]
    lines += ["让安全成为习惯", "本报评论员", "来源：安全周报 2025年4月8日", DRILL + MEETING, LICENCE]
    return "\n".join(lines).encode()


def speech_with_position() -> bytes:
    lines = [
        "坚持预防为主 建设本质安全型企业",
        "——在2025年安全工作会议上的讲话",
        "公司总经理　周 涛",
        "（2025年1月8日）",
    ]
    lines += ["各位同事：", MEETING, "一、过去一年的工作", DANGER, "（一）抓培训", MONEY, "二、今年的任务", DRILL]
    return "\n".join(lines).encode()


def news_with_sources() -> bytes:
    lead = f"本报讯（记者 刘洋）11月19日，全市冬季安全大检查正式启动。{MEETING}"
    under = "2024-11-20 10:30　来源：安全时报　作者：刘洋"
    return "\n\n".join(["我市启动冬季安全大检查", under, lead, LICENCE]).encode()


def many_page_numbers() -> bytes:
    lines = ["吊装作业安全规程", "一、作业前", MEETING, "·1·", LICENCE[:16], "-2-", LICENCE[16:], "二、作业中"]
    lines += ["3/10", DANGER, "Page 4 of 10", MONEY, "第 5 页", "三、作业后", FAULTS, "6", DRILL]
    return "\n".join(lines).encode()


def drawn_rules() -> bytes:
    double, single = "=" * 30, "-" * 30
    lines = [double, "  作业票管理要点", double, "", MEETING, "", single, "一、开票", single, LICENCE, "* * *"]
    return "\n".join([*lines, "二、验票", DANGER, double]).encode()


def history_of_a_regulation() -> bytes:
    """The history stands above a table of contents that lists the chapters of the one work."""
    history = "(2022年9月30日职工代表大会审议通过　根据2024年3月1日总经理办公会决定修正)"
    chapters = ["第一章 总则", "第二章 责任划分"]
    lines = ["安全生产责任追究办法", history, "目录", *chapters, chapters[0], f"第一条 {MEETING}", f"第二条 {LICENCE}"]
    return "\r".join([*lines, chapters[1], f"第三条 {DANGER}", f"第四条 {MONEY}"]).encode()


def printed_report() -> bytes:
    """Year and month under the title."""
    head: list[Block | str] = [
        Block("装置安全评估报告", 20, centred=True),
        Block("安全技术中心", centred=True),
        Block("2024年11月", centred=True),
    ]
    blocks: list[Block | str] = [Block("1 概述", 14, indent=0, above=8), MEETING + LICENCE, DANGER, MONEY, FAULTS]
    pages = typeset(
        [*head, *blocks, Block("2 结论", 14, indent=0, above=8), DRILL + MEETING, LICENCE],
        head="装置安全评估报告",
        foot="第 {page} 页 / 共 {pages} 页",
        bottom=480,
    )
    return pdf_file(pages)


def small_headings_in_columns() -> bytes:
    """A heading only a little larger than the text, below a paragraph that fills its last line."""
    section = Block("结论", 13, indent=0, above=4)
    blocks: list[Block | str] = [
        Block("风险辨识", 20, indent=0),
        MEETING + LICENCE,
        DANGER,
        MONEY + FAULTS,
        DRILL,
        MEETING,
        section,
    ]
    return pdf_file(typeset([*blocks, LICENCE + DANGER], columns=2, bottom=600))


def letter_that_begins_with_its_number() -> bytes:
    lines = ["〔2025〕8号", "关于张贴标识的通知", "各班组：", MEETING, "安全部", "2025年5月1日"]
    return "\n".join(lines).encode()


def slogans() -> bytes:
    return "\n".join(["安全标语", "安全第一", "预防为主", "综合治理", MEETING]).encode()


def alternating_heads() -> bytes:
    """Left and right pages have heads of their own; a figure has a caption."""
    sections: list[Block | str] = [
        Block("一、总体要求", 14, above=6),
        MEETING + LICENCE,
        DANGER,
        "图1 检查流程",
        MONEY + FAULTS,
    ]
    blocks: list[Block | str] = [
        Block("关于加强冬季安全生产工作的", 20, centred=True),
        Block("若干意见", 20, centred=True),
    ]
    pages = typeset([*blocks, *sections, DRILL, MEETING + DANGER, FAULTS + MONEY], bottom=640)
    for number, page in enumerate(pages, 1):
        head = f"{number}　安全月刊" if number % 2 == 0 else f"2025年第3期　{number}"
        page.lines.insert(0, Line(90, HEIGHT - 50, 9, head))
    return pdf_file(pages)
