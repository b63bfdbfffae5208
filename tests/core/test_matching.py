from __future__ import annotations

import random

import pytest

from quizzes.core.matching import write_matching
from quizzes.core.prepare import prepare
from quizzes.core.types import Point


def group_of(rows, cut, category="类"):
    points = [
        Point(f"{place:02d}", f"{term}对应的内容是{value}。", term, category, pair_value=value)
        for place, (term, value) in enumerate(rows)
    ]
    groups = prepare(points, cut=cut).groups
    return groups[0] if groups else None


CAPITALS = [("法国", "巴黎"), ("日本", "东京"), ("埃及", "开罗"), ("泰国", "曼谷"), ("英国", "伦敦"), ("韩国", "首尔")]
DYNASTIES = [("秦朝", "前221年"), ("隋朝", "581年"), ("唐朝", "618年"), ("元朝", "1271年"), ("明朝", "1368年")]


def written(rows, cut, seed=1):
    return write_matching(group_of(rows, cut), random.Random(seed))


@pytest.mark.parametrize("rows", [CAPITALS, DYNASTIES])
def test_a_set_is_one_to_one_with_extra_answers(rows, cut):
    for seed in range(20):
        question = written(rows, cut, seed)
        texts = {side.id: side.text for side in question.rights}
        assert 4 <= len(question.lefts) <= 6
        assert 1 <= len(question.rights) - len(question.lefts) <= 2
        assert len(set(texts.values())) == len(texts)
        assert {left.text: texts[question.pairs[left.id]] for left in question.lefts}.items() <= dict(rows).items()


def test_at_most_one_pair_on_the_same_row(cut):
    for seed in range(30):
        question = written(CAPITALS, cut, seed)
        assert sum(question.pairs[f"l{row}"] == f"r{row}" for row in range(1, len(question.lefts) + 1)) <= 1


def test_mixed_units_give_no_set(cut):
    rows = [("硫化氢", "15mg/m³"), ("试用期", "六个月"), ("灭火器", "20m"), ("复议", "60日"), ("高处作业", "2m")]
    assert group_of(rows, cut) is None


def test_two_units_of_one_family_give_no_set(cut):
    rows = [("氧气瓶", "15MPa"), ("高压氮", "14000kPa"), ("液化气", "1.6MPa"), ("呼吸器", "30MPa"), ("泵", "700kPa")]
    assert group_of(rows, cut) is None


def test_three_pairs_give_no_set(cut):
    assert group_of(CAPITALS[:3], cut) is None


def test_equal_values_never_meet(cut):
    question = written([*DYNASTIES, ("另一朝代", "618年")], cut)
    texts = {side.id: side.text for side in question.rights}
    rights = [texts[right] for right in question.pairs.values()]
    assert len(set(rights)) == len(rights)


def test_a_pair_that_betrays_itself_is_left_out(cut):
    question = written([*CAPITALS[:5], ("巴西", "巴西利亚")], cut)
    assert "巴西" not in [left.text for left in question.lefts]


def test_used_points_and_answers_shown_elsewhere_are_not_used(cut):
    group = group_of([*CAPITALS, ("越南", "河内")], cut)
    question = write_matching(group, random.Random(1), banned={"巴黎"}, taken={"01"})
    assert question is not None
    assert {"法国", "日本"}.isdisjoint(left.text for left in question.lefts)
    assert write_matching(group, random.Random(1), taken={"00", "01", "02", "03"}) is None


def sets_of(points, cut, seed=1):
    """What each left side is matched with, and the extra right sides, set by set."""
    found = []
    for group in prepare(points, cut=cut).groups:
        question = write_matching(group, random.Random(seed))
        if question is not None:
            texts = {side.id: side.text for side in question.rights}
            matched = {left.text: texts[question.pairs[left.id]] for left in question.lefts}
            found.append((question.relation, matched, set(texts.values()) - set(matched.values())))
    return found


def works(*rows, category="元杂剧"):
    return [
        Point(f"{category}{n}", f"{author}的《{title}》写{story}。", author, category)
        for n, (author, title, story) in enumerate(rows)
    ]


PLAYS = works(
    ("关汉卿", "窦娥冤", "六月里的一场飞雪"),
    ("关汉卿", "救风尘", "赵盼儿搭救姐妹"),
    ("王实甫", "西厢记", "张生与崔莺莺"),
    ("马致远", "汉宫秋", "昭君出塞"),
    ("白朴", "梧桐雨", "贵妃之死"),
)
NOVELS = works(
    ("罗贯中", "三国演义", "群雄逐鹿"),
    ("蒲松龄", "聊斋志异", "花妖狐魅"),
    ("吴敬梓", "儒林外史", "科场众生"),
    ("曹雪芹", "红楼梦", "大族兴衰"),
    category="古典小说",
)


@pytest.mark.parametrize("seed", range(10))
def test_the_other_work_of_an_author_is_never_left_over(cut, seed):
    sets = [one for one in sets_of([*PLAYS, *NOVELS], cut, seed) if one[0] == "元杂剧与篇名"]
    assert sets
    for _, matched, extras in sets:
        assert "关汉卿" in matched
        assert extras.isdisjoint({"窦娥冤", "救风尘"})


def test_a_number_in_a_title_is_no_number(cut):
    for _, _, extras in sets_of([*PLAYS, *NOVELS], cut):
        assert not [text for text in extras if text.endswith("国演义") and text != "三国演义"]


def test_a_name_of_one_character_betrays_what_holds_it(cut):
    rows = [
        ("铁", "缺铁性贫血"),
        ("碘", "甲状腺肿"),
        ("硒", "克山病"),
        ("钙", "佝偻病"),
        ("锌", "侏儒症"),
        ("铜", "卷发症"),
    ]
    points = [
        Point(str(n), f"缺{left}会引起{right}。", left, "缺乏症", pair_value=right)
        for n, (left, right) in enumerate(rows)
    ]
    for _, matched, _ in sets_of(points, cut):
        assert "铁" not in matched


DEFINED = [
    "机会成本是指为得到一种东西而放弃的最有价值的选择。",
    "沉没成本是指已经付出、不论怎样决定都收不回来的支出。",
    "消费者多消费一单位商品所得到的满足，称为边际效用。",
    "所谓外部性，是指一方的举动影响旁人的福利而没有补偿的情形。",
    "逆向选择是指成交以前信息不对称，劣质的一方把优质的一方赶出市场的现象。",
    "需求是指一定时期内人们在各种价格下愿意并且买得起的数量。",
]


def test_terms_are_matched_with_what_they_mean(cut):
    [(relation, matched, extras)] = sets_of([Point(str(n), text) for n, text in enumerate(DEFINED)], cut)
    assert relation == "术语与定义"
    assert len(matched) in (4, 5)
    assert extras
    for term, told in {
        "机会成本": "为得到一种东西而放弃的最有价值的选择",
        "边际效用": "消费者多消费一单位商品所得到的满足",
    }.items():
        assert matched.get(term, told) == told
    assert all(term not in told for term, told in matched.items())


def test_a_definition_ends_where_its_sentence_does(cut):
    more = [
        "死锁（Deadlock）是指几个进程因争夺资源而造成的互相等待的现象。",
        "新近学习的材料干扰了对先前材料的回忆，这种现象在心理学上称为倒摄抑制。",
        "气流越过山岭后沿背风坡下沉增温，由此形成的干热风称为焚风。",
    ]
    told: dict[str, str] = {}
    for seed in range(20):
        for _, matched, _ in sets_of([Point(str(n), text) for n, text in enumerate([*DEFINED[:3], *more])], cut, seed):
            told |= matched
    assert told["死锁"] == "几个进程因争夺资源而造成的互相等待的现象"
    assert told["倒摄抑制"] == "新近学习的材料干扰了对先前材料的回忆"
    assert told["焚风"] == "气流越过山岭后沿背风坡下沉增温，由此形成的干热风"


def test_two_definitions_that_say_nearly_the_same_never_meet(cut):
    like = [
        "替代品是指能满足同一种需要、可以相互取代的两种商品。",
        "互补品是指要满足同一种需要、必须相互配合的两种商品。",
    ]
    points = [Point(str(n), text) for n, text in enumerate([*DEFINED, *like])]
    for seed in range(10):
        for _, matched, extras in sets_of(points, cut, seed):
            shown = [*matched.values(), *extras]
            assert sum("两种商品" in text for text in shown) <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "学习是进步的阶梯。",
        "安全是企业发展的重要保障和全体职工的共同责任。",
        "这种做法称为点检。",
        "从延安的窑洞灯火里，我们读懂了什么叫初心，什么叫担当。",
        "您在青岛发的那张照片拍得真好看，下回记得叫上我。",
        "只承受弯矩而不传递转矩的轴称为心轴，兼有弯矩与转矩的轴称为转轴。",
        "维果茨基把独立解决问题与在成人帮助下所能达到的水平之间的差距称为最近发展区。",
        "月球始终以固定的半面朝向地球，天文学上把这种现象叫做潮汐锁定。",
        "甲状腺素是由甲状腺分泌的激素，成人每日约需100微克，缺乏时代谢减慢。",
    ],
)
def test_what_only_praises_or_names_is_no_definition(cut, sentence):
    points = [Point(str(n), text) for n, text in enumerate([*DEFINED[:3], sentence])]
    assert sets_of(points, cut) == []
