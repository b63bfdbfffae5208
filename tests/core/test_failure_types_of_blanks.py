"""Blanks that readers of unseen key points threw out, each kind with its promise."""

from __future__ import annotations

import pytest

from quizzes.core.fill_blank import drafts_of
from quizzes.core.pools import Pools
from quizzes.core.prepare import prepare
from quizzes.core.reading import read
from quizzes.core.types import Point


def answers(statement, cut, **fields):
    prepared = prepare([Point("p", statement, **fields)], cut=cut)
    return [blank.answer for draft in prepared.drafts for blank in draft.blanks]


@pytest.mark.parametrize(
    ("statement", "torn"),
    [
        ("青霉素皮试液应现用现配，皮试阴性者方可用药。", "青霉素皮试液应现"),
        ("样本容量越大，样本均值的抽样误差越小。", "样本容量越大"),
        ("石蕊试液遇酸变红，遇碱变蓝。", "石蕊试液遇酸"),
        ("pH小于7的溶液呈酸性，大于7的呈碱性。", "溶液呈酸性"),
        ("电梯轿厢内应张贴安全使用标志，写明应急救援电话。", "电梯轿厢内应张贴安全"),
        ("司法机关依法独立公正行使职权，任何单位和个人不得插手具体案件。", "司法机关依法"),
        ("召开支部党员大会讨论接收预备党员时，表决权人数须超过半数。", "召开支部党员大会"),
        ("急性心肌梗死最早出现的症状是胸骨后剧烈疼痛。", "胸骨"),
        ("泊松分布的均值与方差相等。", "泊松"),
        ("越位位置的判罚以同队队员传球的一瞬间为准。", "越位"),
        ("合同无效的法定情形包括违背公序良俗、恶意串通损害他人合法权益等。", "恶意串通损害"),
        ("原油的API度越大，其密度越小。", "API"),
        ("巡视工作条例规定，中央和省级党委在一届任期内实现巡视全覆盖。", "巡视工作条例规定"),
        ("家用“84”消毒液的有效成分是次氯酸钠。", "84"),
        ("胃溃疡的疼痛多在餐后半小时至1小时出现。", "1小时"),
        ("水准仪的i角误差不应超过20″。", "20"),
        ("疗程为两周至三周，期间每日复查。", "三周"),
        ("律师执业证每年度考核一次，由司法行政机关备案。", "每年"),
        ("出租车起步价为3公里以内10元，夜间另计。", "3公里以内10元"),
        ("五行学说中，肝属木，心属火，脾属土。", "肝属木"),
        ("职工连续工作满1年不满10年的，年休假5天。", "10年"),
        ("昼间噪声是指6时至22时之间的噪声。", "22时"),
        ("我国会计年度自公历1月1日起至12月31日止，以此划分会计期间。", "1月1日"),
        ("建筑工程一切险的保险责任自工程在工地动工时起算。", "建筑工程"),
        ("题名与责任说明项位于著录的第一个大项。", "著录"),
        ("十二平均律将一个八度平均分为十二个半音。", "八度"),
    ],
)
def test_no_blank_is_torn_out_of_a_longer_phrase(statement, torn, cut):
    assert torn not in answers(statement, cut)


def test_a_full_width_sign_belongs_to_its_number(cut):
    found = answers("相关系数r的取值范围是－1到1，r＝0表示没有线性相关关系。", cut)
    assert "－1到1" in found
    assert not {"1到1", "1"} & set(found)


@pytest.mark.parametrize(
    ("statement", "era"),
    [
        ("敦煌莫高窟始建于前秦建元二年，距今已有一千六百多年。", "建元二年"),
        ("汉武帝于元狩二年派霍去病出击河西。", "元狩二年"),
        ("北魏孝文帝于太和十八年迁都洛阳。", "太和十八年"),
    ],
)
def test_a_year_keeps_its_reign_era(statement, era, cut):
    found = answers(statement, cut)
    assert era in found
    assert era[2:] not in found


@pytest.mark.parametrize(
    ("statement", "given_away"),
    [
        ("唐太宗在位时的年号是贞观，史称“贞观之治”。", "贞观之治"),
        ("库存现金盘点后应编制“库存现金盘点报告表”。", "库存现金盘点报告表"),
        ("人的体细胞有23对染色体，其中22对为常染色体，1对为性染色体。", "23"),
        ("中国象棋的棋子共32枚，红黑双方各16枚。", "32"),
        ("个人所得税的基本减除费用为每月5000元，即每年6万元。", "5000元"),
        ("个人所得税的基本减除费用为每月5000元，即每年6万元。", "6万元"),
        ("马拉松的全程是42.195公里（26.219英里）。", "42.195公里"),
        ("溢流发生后，应立即采取关井措施，关井时间越早越好。", "关井措施"),
        ("纪律是铁的纪律，人人都要遵守。", "铁的纪律"),
        ("“九一八”事变发生于1931年9月18日，日军进攻沈阳。", "1931年9月18日"),
        ("善意取得制度适用于动产和不动产。", "不动产"),
        ("“三查”是操作前查、操作中查、操作后查，缺一不可。", "操作中查"),
        ("洋流中，秘鲁寒流形成了秘鲁渔场。", "秘鲁渔场"),
        ("黄土高原的黄土主要由风力搬运堆积而成。", "黄土高原"),
        ("党员享有表决权、选举权和被选举权。", "被选举权"),
        ("火星有两颗天然卫星，分别是火卫一和火卫二。", "火卫二"),
        ("黄曲霉毒素主要污染花生、玉米等粮油食品。", "粮油食品"),
    ],
)
def test_no_blank_is_told_by_what_stays_visible(statement, given_away, cut):
    assert given_away not in answers(statement, cut)


def test_what_a_sentence_supposes_comes_after_what_it_tells(cut):
    found = answers("以四分音符为一拍时，二分音符的时值为三拍。", cut)
    assert "四分音符" not in found[:1]


def test_two_that_react_are_no_list(cut):
    prepared = prepare([Point("p", "金属钠与水反应生成氢氧化钠和氢气。")], cut=cut)
    assert not {blank.answer for draft in prepared.drafts for blank in draft.blanks if blank.kind == "item"} & {
        "金属钠"
    }


def test_a_measure_that_names_a_thing_comes_after_one_that_tells(cut):
    assert answers("跳水比赛中，10米跳台的裁判一般为7名。", cut)[0] == "7"


def test_an_opening_frame_is_no_answer_but_a_place_before_a_comma_is(cut):
    assert "棕色试剂瓶" in answers("浓硝酸应保存在棕色试剂瓶中，并放在阴凉处。", cut)
    assert "二十四节气" not in answers("二十四节气中，夏至日的白昼最长。", cut)


@pytest.mark.parametrize(
    "statement",
    [
        "领导干部要带头转变作风，把各项任务落到实处。",
        "工作中要善于抓主要矛盾，做到统筹兼顾、突出重点。",
        "万里长征只是走完了第一步。",
        "抓工作要有一抓到底的狠劲和锲而不舍的韧劲。",
        "文化是民族的血脉，是人民的精神家园。",
        "群众利益无小事，民生问题大于天。",
        "坚持问题导向，补短板、强弱项，推动工作再上新台阶。",
        "纪律是铁的纪律，人人都要遵守。",
        "时间就是生命，效率就是金钱。",
        "工作要有计划、有检查、有总结。",
        "要把纪律和规矩挺在前面。",
        "对待工作要一丝不苟、精益求精。",
        "领导班子要讲团结、顾大局。",
        "为人民服务是光荣的事业。",
        "形成人人关心、人人参与的良好氛围。",
        "要以钉钉子精神抓落实，一张蓝图绘到底。",
    ],
)
def test_eloquence_is_refused(statement, cut):
    point = Point("p", statement)
    drafts, refusal = drafts_of(point, read(statement, cut), Pools(), lambda _: 1.0, cut.frequency)
    assert drafts == ()
    assert refusal is not None
    assert refusal.reason


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("抽样方法主要有简单随机抽样、系统抽样、分层抽样和整群抽样。", "系统抽样"),
        ("胃溃疡的疼痛多在餐后半小时至1小时出现。", "半小时至1小时"),
        ("小儿囟门一般在1～1.5岁闭合。", "1～1.5岁"),
        ("做好灭火工作的四项要点中，冷却法、窒息法、隔离法和抑制法是基本方法。", "窒息法"),
    ],
)
def test_facts_beside_them_are_asked(statement, answer, cut):
    assert answer in answers(statement, cut)


@pytest.mark.parametrize(
    ("statement", "good"),
    [
        ("世界气象组织的总部设在瑞士日内瓦。", "瑞士日内瓦"),
        ("中医看病的四种方法是指望、闻、问、切。", "望、闻、问、切"),
        ("行政处罚的程序由立案、调查和决定构成。", "决定"),
        ("象棋中的马每步斜走两格到另一处。", "两"),
        ("二十四节气中，夏至日北半球的白昼最长。", "夏至"),
        ("心肌受损的患者心电图可出现ST段抬高。", "ST段"),
        ("心电图中反映心室除极的是QRS波群。", "QRS波群"),
        ("压力表的指针在红区表示压力不足。", "红区"),
        ("零件图上的可见轮廓线用粗实线绘制。", "粗实线"),
        ("这座石塔始建于明万历年间。", "明万历年间"),
        ("苯甲酸钠在食品中主要用作防腐剂。", "防腐剂"),
        ("细胞膜主要由磷脂双分子层和蛋白质构成。", "磷脂双分子层"),
        ("唐三彩以黄、绿、白三色为主。", "黄、绿、白"),
        ("这位作曲家一生共创作了九部交响曲。", "九"),
        ("注水开发油田的注采比一般控制在1.0左右。", "1.0"),
        ("这件乐器的定弦通常为D和A。", "D和A"),
        ("含服硝酸甘油可缓解心绞痛。", "心绞痛"),
        ("英语字母中有五个元音字母。", "五"),
        ("离心泵启动前须灌满液体，以防止气缚。", "气缚"),
        ("进入有毒场所应佩戴正压式空气呼吸器。", "正压式空气呼吸器"),
        ("电磁感应现象是法拉第发现的。", "法拉第"),
        ("战争失败后，这个国家沦为半殖民地。", "半殖民地"),
        ("儿童的乳牙一般在2岁半左右出齐。", "2岁半"),
        ("这座石窟始凿于北魏孝文帝时期。", "北魏孝文帝时期"),
        ("石窟里现存佛像十万余尊。", "十万余"),
        ("举重比赛分抓举和挺举两个项目。", "挺举"),
        ("近视眼应佩戴凹透镜矫正。", "凹透镜"),
    ],
)
def test_what_a_sentence_tells_is_found_whole(statement, good, cut):
    assert good in answers(statement, cut)


def test_a_value_with_its_error_is_one_number(cut):
    assert answers("短时记忆的容量为7±2个组块。", cut) == ["7±2"]


@pytest.mark.parametrize(
    ("statement", "weak"),
    [
        ("驾驶机动车在高速公路上行驶时必须系好安全带。", "驾驶机动车"),
        ("火星有火卫一和火卫二两颗卫星。", "火星"),
        ("甲烷与氯气在光照下发生反应，生成一氯甲烷和氯化氢。", "氯气"),
        ("中国式现代化是人口规模巨大的现代化。", "中国式现代化"),
        ("白盒测试以程序的内部结构为依据设计测试用例。", "设计测试用例"),
        ("国务院实行总理负责制，各部、各委员会实行部长、主任负责制。", "各委员会实行部长"),
        ("锋面雨多发生在冷暖气团的交界处。", "交界处"),
        ("建筑物的耐火等级分为一、二、三、四级。", "二"),
        ("锂离子电池的正极材料有磷酸铁锂和三元材料。", "三"),
        ("锂离子电池的正极材料有磷酸铁锂和三元材料。", "三元"),
        ("缺铁性贫血患者应多吃动物肝脏。", "缺铁性贫血患者"),
        ("化学反应前后，元素的种类不变。", "化学反应"),
        ("民法典规定，不动产物权的设立经依法登记发生效力。", "民法典"),
    ],
)
def test_an_occasion_or_what_the_rest_gives_away_is_no_blank(statement, weak, cut):
    assert weak not in answers(statement, cut)
