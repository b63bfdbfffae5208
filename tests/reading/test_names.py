import pytest

from studyapp.reading.names import byline, is_organisation, is_person


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("李四", "李四"),
        ("张\u3000三", "张三"),
        ("（王小明）", "王小明"),
        ("欧阳小红", "欧阳小红"),
        ("作者：李四", "李四"),
        ("主讲人：张三 教授", "张三"),
        ("张三书记", "张三"),
        ("学院党委书记 李四", "李四"),
        ("张三、李四", "张三、李四"),
        ("卡尔·马克思", "卡尔·马克思"),
    ],
)
def test_who_is_named(line, people):
    assert byline(line) == people


@pytest.mark.parametrize(
    "line",
    ["方案", "安全", "总体要求", "石油与天然气", "设备检修规程", "高度重视 狠抓落实", "2024年3月5日", "同志们", ""],
)
def test_nobody_is_named(line):
    assert byline(line) is None


def test_organisations():
    assert is_organisation("石油工程学院党总支")
    assert is_organisation("学校实验室管理处")
    assert not is_organisation("关于加强用电安全的通知")
    assert not is_person("石油工程学院")
