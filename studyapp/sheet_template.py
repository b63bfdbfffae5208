"""The sheet to fill in: a header, lists to choose from, and a second sheet that explains the columns."""

from __future__ import annotations

import io

import xlsxwriter

# name, width, what to write there, an example
_COLUMNS = (
    (
        "要点",
        60,
        "必填。一句完整的话，5 到 300 个字。也可以把要考的词写成 ____，答案写在“空”里。",
        "氧气瓶与明火的距离不得小于10米。",
    ),
    ("空", 16, "要考的词，须是要点里的原字；几个空用分号隔开。不写就由程序挑。", "10米"),
    ("名目", 20, "这条要点讲的是什么。连线题和闪卡会用到。", "氧气瓶与明火的距离"),
    ("类别", 12, "同类要点互为干扰项。可以从列表里选，也可以自己写。", "数据"),
    ("也算对", 20, "别的正确写法，用分号隔开。有几个空时每个空写一行：1：甲；乙", "十米"),
    ("干扰项", 20, "自拟的错误选项，写法同上，要确实不对。", "5米；8米"),
    ("别名", 16, "名目的别名，用分号隔开。", ""),
    ("配对内容", 16, "连线题里与名目相配的内容，如一个日期或数值。", "10米"),
    ("原文", 50, "要点在资料里的原句。写了就连到那一段，不写就按要点去找。", ""),
)
CATEGORIES = ("日期", "数据", "提法", "会议", "文件", "人物", "单位", "地点", "制度", "其他")
_ROWS = 500
_AS_TEXT = 49  # the built-in number format @


def sheet_template_file() -> bytes:
    """The bytes of an .xlsx. Every cell is text, so that numbers and dates stay as they are typed."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text = book.add_format({"num_format": _AS_TEXT, "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#F2E9DC", "bottom": 1, "num_format": _AS_TEXT})
    sheet = book.add_worksheet("要点")
    for column, (name, width, _, _) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, name, head)
        sheet.data_validation(1, column, _ROWS, column, _choice(name))
    sheet.freeze_panes(1, 1)
    guide = book.add_worksheet("填写说明")
    guide.set_column(0, 0, 14, text)
    guide.set_column(1, 2, 60, text)
    guide.write_row(0, 0, ["列", "怎么填", "例"], head)
    for row, (name, _, what, example) in enumerate(_COLUMNS, 1):
        for column, value in enumerate((f"{name}列", what, example)):
            guide.write_string(row, column, value, text)
    book.close()
    return file.getvalue()


def _choice(name: str) -> dict[str, object]:
    """What Excel shows when a cell is chosen; the list of categories is a proposal, other words are allowed."""
    what = next(column[2] for column in _COLUMNS if column[0] == name)
    shown = {"input_title": name, "input_message": what[:250], "ignore_blank": True}
    if name == "类别":
        return {"validate": "list", "source": list(CATEGORIES), "show_error": False, **shown}
    return {"validate": "any", **shown}
