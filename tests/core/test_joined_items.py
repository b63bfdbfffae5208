"""An item of a list is asked only where it stands for itself: no shared head or object, no list within a list."""

from __future__ import annotations

import pytest

from tests.core.asking import answers


@pytest.mark.parametrize(
    ("statement", "item"),
    [
        ("保管员不得兼任审核、票据保管和收入、支出、债权账目的登记工作。", "票据保管和收入"),
        ("该计划涉及产品、服务和创意的观念、定价、促销和分销。", "服务和创意的观念"),
        ("出版者是自行或者委托他人编辑、复制、发行作品的自然人、法人或者其他组织。", "发行作品的自然人"),
        ("商业银行不得直接认购、包销股票和其他权益证券。", "包销股票"),
        ("丝绸应选用无磷、温和的弱碱性或中性织物洗涤剂。", "中性织物洗涤剂"),
        ("伤口避免使用水凝胶、海绵类密闭、半密闭敷料。", "海绵类密闭"),
        ("分层开采时应封隔油、气、水层，防止层间窜流。", "水层"),
        ("废水处理按程度分为一级、二级和三级处理。", "一级"),
        ("钾肥能使茎秆健壮、增强抗倒伏和抗病能力。", "增强抗倒伏"),
        ("印版的图文部分亲油、空白部分亲水，油墨因而只留在图文上。", "空白部分亲水"),
        ("水体的pH和温度升高时，非离子氨的比例随之增大。", "温度升高"),
        ("汉语重意合，多靠语义和语序贯通，少用连接词。", "语序贯通"),
        ("双受精时，一个精子与卵融合成合子，另一个与极核融合。", "卵融合成合子"),
        ("公民、法人或者其他组织不服的，可以自知道之日起六十日内申请复议。", "法人"),
        ("各省、自治区、直辖市的党委实行巡视制度。", "自治区"),
        ("遇有多种屋面形式或多个室外地坪时，高度应分别计算。", "多个室外地坪"),
        ("全球化是指公司资产扩展的程度，以及与各国的资本、商品和信息的跨国或跨地区交流程度。", "跨国"),
        ("法律的体系包含（5个）：宪法相关法，民法商法，行政法，经济法，刑法。", "5"),
    ],
)
def test_an_item_that_needs_its_neighbour_is_not_asked(statement, item, cut):
    assert item not in answers(statement, cut)


@pytest.mark.parametrize(
    ("statement", "item"),
    [
        ("保管员不得兼任审核、票据保管和收入、支出、债权账目的登记工作。", "支出"),
        ("法律关系由法律关系的主体、法律关系的内容和法律关系的客体构成。", "法律关系的内容"),
        ("草原上的牲畜主要有牛、羊、马和骆驼。", "骆驼"),
    ],
)
def test_one_that_stands_for_itself_is(statement, item, cut):
    assert item in answers(statement, cut)
