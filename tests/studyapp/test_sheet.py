"""A secretary brings ready-made key points: sees every row, imports the good ones, and can take them back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from studyapp.importing import place_to_parse
from studyapp.models import KeyPoint, Material, Passage, Role, SheetImport
from studyapp.reading.guard import read_sheet
from studyapp.sheet_template import sheet_template_file
from studyapp.sheets import import_sheet, undo_sheet
from tests.factories import create_key_point, create_material, create_person, create_quiz, create_sheet_import, typed
from tests.reading.bad_files import BAD_SHEETS
from tests.reading.sheets import HEADER, ROW, Tab, key_points, xlsx_file

NOW = timezone.now()
DISTANCE = "氧气瓶与明火的距离不得小于{{c1::10米}}。"
CHAIN = "乙炔瓶应当直立放置，并用{{c1::防倒链}}固定。"
URL = "/g/ours/sheets/"


def send(client, data, name="要点.xlsx", **fields):
    return client.post(URL, {"file": SimpleUploadedFile(name, data), "is_public": "on", **fields})


def confirm(client, staged):
    return client.post(f"{URL}{staged.pk}/confirm/")


def test_from_the_file_to_the_key_points(as_secretary, group):
    response = send(as_secretary, key_points(ROW), title="气瓶安全")
    staged = SheetImport.objects.get()
    assert response["Location"] == f"{URL}{staged.pk}/"
    page = as_secretary.get(response["Location"]).text
    assert '<b class="answer">10米</b>' in page
    assert "导入1条" in page
    assert not KeyPoint.objects.exists()
    confirm(as_secretary, staged)
    point = KeyPoint.objects.get()
    assert (point.material.title, point.passage.text) == ("气瓶安全", point.statement)
    assert (point.text, point.term, point.category, point.pair_value) == (DISTANCE, "安全距离", "数据", "10米")
    assert point.marks == {"c1": {"accept": ["十米"], "distractors": ["5米", "8米"]}}
    assert "已导入1条要点" in as_secretary.get(f"{URL}{staged.pk}/").text


def test_the_way_there_is_on_the_upload_page_and_at_the_desk(as_secretary, group):
    material = create_material(group=group)
    assert f'href="{URL}"' in as_secretary.get("/g/ours/materials/upload/").text
    desk = as_secretary.get(f"/g/ours/materials/{material.pk}/points/").text
    assert f'href="{URL}?material={material.pk}"' in desk
    assert f'<option value="{material.pk}" selected>' in as_secretary.get(f"{URL}?material={material.pk}").text


def test_without_a_title_the_file_names_the_material(as_secretary, group):
    send(as_secretary, key_points(ROW), name="第三周.xlsx")
    assert SheetImport.objects.get().title == "第三周"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("bad", [bad for bad in BAD_SHEETS if bad.row not in {"B22"}], ids=str)
@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["plain", "htmx"])
def test_a_bad_file_is_refused_and_nothing_is_kept(as_secretary, group, bad, htmx):
    file = SimpleUploadedFile(bad.name, bad.build())
    response = as_secretary.post(URL, {"file": file, "is_public": "on", "title": "我的标题"}, **htmx)
    assert response.status_code == 422
    assert bad.sentence in response.text
    assert 'value="我的标题"' in response.text
    assert not SheetImport.objects.exists()


def test_B01_no_file_and_no_tick(as_secretary, group):
    response = as_secretary.post(URL, {})
    assert response.status_code == 422
    assert "请选择要上传的文件。" in response.text
    assert "请先确认内容可以用于学习" in response.text


def test_a_header_without_rows_is_refused(as_secretary, group):
    assert "表格里只有表头" in send(as_secretary, key_points()).text


def test_a_mark_of_secrecy_is_refused(as_secretary, group):
    response = send(as_secretary, key_points(["", "机密★5年 某项部署的具体安排。", "", ""]))
    assert response.status_code == 422
    assert "第 2 行有“机密★5年”的密级标志" in response.text
    assert not SheetImport.objects.exists()


def test_while_another_file_is_read_this_one_waits(as_secretary, group):
    with place_to_parse(group):
        response = send(as_secretary, key_points(ROW))
    assert response.status_code == 429
    assert "请等它读完再上传" in response.text


def test_a_material_of_another_group_cannot_be_chosen(as_secretary, group, outsider):
    from studyapp.models import StudyGroup

    theirs = create_material(group=StudyGroup.objects.get(slug="theirs"))
    response = send(as_secretary, key_points(ROW), material=theirs.pk)
    assert response.status_code == 422
    assert "这份资料不在资料库里" in response.text


def test_B59_bad_rows_are_listed_and_the_rest_is_imported(as_secretary, group):
    staged = create_sheet_import(group=group, statements=[DISTANCE, "距离____。", CHAIN, "短"])
    page = as_secretary.get(f"{URL}{staged.pk}/").text
    assert "第 3 行缺少答案。" in page
    assert "第 5 行的要点有 1 个字" in page
    assert "导入其余2条" in page
    confirm(as_secretary, staged)
    assert KeyPoint.objects.count() == 2


def test_a_key_point_rests_on_the_passage_that_holds_it(as_secretary, group):
    text = "使用气瓶时，氧气瓶与明火的距离不得小于 10米。阀门缓慢开启。"
    material = create_material(group=group, paragraphs=("第一段不相干。", text))
    staged = create_sheet_import(group=group, material=material)
    assert "连到第2段" in as_secretary.get(f"{URL}{staged.pk}/").text
    confirm(as_secretary, staged)
    point = KeyPoint.objects.get()
    assert (point.material, point.passage.number) == (material, 2)
    assert (point.quote, point.start) == ("氧气瓶与明火的距离不得小于 10米。", 6)


def test_the_quote_of_a_row_goes_before_its_wording(as_secretary, group):
    material = create_material(group=group, paragraphs=("甲段讲距离，十米以外。", "乙段讲固定。"))
    staged = create_sheet_import(group=group, material=material, quote="距离，十米以外")
    confirm(as_secretary, staged)
    assert KeyPoint.objects.get().quote == "距离，十米以外"


def test_a_row_without_a_passage_gets_one_of_its_own_beside_the_material(as_secretary, group):
    material = create_material(group=group, title="须知")
    before = list(material.passages.values_list("text"))
    staged = create_sheet_import(group=group, material=material, statements=[CHAIN])
    page = as_secretary.get(f"{URL}{staged.pk}/").text
    assert "自成一段" in page
    assert "（补充要点）" in page
    confirm(as_secretary, staged)
    point = KeyPoint.objects.get()
    assert point.material.title == f"{material.title}（补充要点）"
    assert point.passage.text == point.quote == point.statement
    assert list(material.passages.values_list("text")) == before


def test_rows_of_one_quote_share_its_passage(group, secretary):
    staged = create_sheet_import(group=group, statements=[DISTANCE, CHAIN], quote="气瓶一节的原文，两条都出自这里。")
    import_sheet(staged=staged, by=secretary, now=NOW)
    assert Passage.objects.count() == 1
    assert {point.quote for point in KeyPoint.objects.all()} == {"气瓶一节的原文，两条都出自这里。"}


def test_B52_key_points_that_the_group_has_are_skipped(as_secretary, group):
    create_key_point(material=create_material(group=group), text=DISTANCE.replace("，", " ").replace("的", " 的"))
    staged = create_sheet_import(group=group, statements=[DISTANCE, CHAIN])
    assert "已有相同的要点，跳过" in as_secretary.get(f"{URL}{staged.pk}/").text
    confirm(as_secretary, staged)
    assert KeyPoint.objects.count() == 2
    assert "跳过已有的1条" in as_secretary.get(f"{URL}{staged.pk}/").text


def test_confirming_twice_imports_once(as_secretary, group):
    staged = create_sheet_import(group=group)
    confirm(as_secretary, staged)
    confirm(as_secretary, staged)
    assert KeyPoint.objects.count() == 1


@pytest.mark.parametrize("act", ["", "confirm/", "undo/"])
def test_B60_a_preview_that_expired_does_nothing(as_secretary, group, act):
    staged = create_sheet_import(group=group, now=NOW - timedelta(hours=25))
    address = f"{URL}{staged.pk}/{act}"
    response = as_secretary.post(address) if act else as_secretary.get(address)
    assert response.status_code == 410
    assert "预览已过期，请重新上传" in response.text
    assert not KeyPoint.objects.exists()


def test_old_previews_are_cleared_away(group):
    create_sheet_import(group=group, now=NOW - timedelta(hours=25))
    kept = create_sheet_import(group=group)
    assert list(SheetImport.objects.all()) == [kept]


def test_undo_takes_everything_back(as_secretary, group):
    staged = create_sheet_import(group=group, statements=[DISTANCE, CHAIN])
    confirm(as_secretary, staged)
    as_secretary.post(f"{URL}{staged.pk}/undo/")
    assert not KeyPoint.objects.exists()
    assert not Material.objects.exists()
    page = as_secretary.get(f"{URL}{staged.pk}/").text
    assert "已撤销导入，删去 2 条要点。" in page
    assert "导入2条" in page


def test_undo_twice_takes_nothing_more(group, secretary):
    staged = create_sheet_import(group=group)
    import_sheet(staged=staged, by=secretary, now=NOW)
    assert undo_sheet(staged=staged, now=NOW) == (1, 0)
    assert undo_sheet(staged=staged, now=NOW) == (0, 0)


def test_undo_retires_what_a_paper_used(group, secretary):
    staged = create_sheet_import(group=group, statements=[DISTANCE, CHAIN])
    import_sheet(staged=staged, by=secretary, now=NOW)
    used = KeyPoint.objects.get(text=DISTANCE)
    create_quiz(group=group, material=used.material, questions=[typed(used)])
    assert undo_sheet(staged=staged, now=NOW) == (1, 1)
    assert [(point.pk, point.retired_at) for point in KeyPoint.objects.all()] == [(used.pk, NOW)]


def test_a_material_that_was_there_before_is_not_taken_back(group, secretary):
    first = create_sheet_import(group=group, title="须知")
    import_sheet(staged=first, by=secretary, now=NOW)
    KeyPoint.objects.all().delete()
    second = create_sheet_import(group=group, title="须知")
    import_sheet(staged=second, by=secretary, now=NOW)
    undo_sheet(staged=SheetImport.objects.get(pk=second.pk), now=NOW)
    assert Material.objects.count() == 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script>要点", "{{c1::7*7}}的结果是", '=HYPERLINK("x")的公式'])
def test_B57_B58_markup_and_formulas_are_shown_as_text(as_secretary, group, text):
    staged = create_sheet_import(group=group, statements=[text])
    page = as_secretary.get(f"{URL}{staged.pk}/").text
    assert "<script>alert" not in page
    confirm(as_secretary, staged)
    assert KeyPoint.objects.get().text == text


def test_a_long_sheet_is_shown_page_by_page(as_secretary, group, django_assert_max_num_queries):
    statements = [f"第{number}号气瓶的压力应不小于{{{{c1::{number}兆帕}}}}。" for number in range(120)]
    staged = create_sheet_import(group=group, statements=statements, material=create_material(group=group))
    with django_assert_max_num_queries(8):
        page = as_secretary.get(f"{URL}{staged.pk}/?page=3").text
    assert "第121行" in page
    assert "第2行" not in page


def test_the_template_is_read_as_it_is_and_filled_in(as_secretary, group):
    response = as_secretary.get(reverse("sheet_template", args=["ours"]))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert "%E8%A6%81%E7%82%B9%E8%A1%A8%E6%A8%A1%E6%9D%BF.xlsx" in response["Content-Disposition"]
    sheet = read_sheet("模板.xlsx", response.content)
    assert (sheet.name, sheet.rows, sheet.errors) == ("要点", (), ())
    assert sheet.notices == ("读取了工作表“要点”，没有读取“填写说明”。",)


def test_the_template_keeps_numbers_as_text_and_proposes_categories():
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(sheet_template_file())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "日期,数据,提法" in sheet
    assert 'numFmtId="49"' in styles  # the text format
    assert set(HEADER) == {"要点", "空", "名目", "类别", "也算对", "干扰项", "别名", "配对内容", "原文"}


@pytest.mark.parametrize(
    "sheet",
    [
        Tab([["机密★5年"], HEADER, ROW]),
        Tab([HEADER, ROW, ["密级：秘密"]]),
        Tab([[*HEADER, "备注"], [*ROW, "秘密★长期"]]),
        Tab([HEADER, ROW], name="机密★5年"),
        Tab([HEADER, ROW], head='&L&"黑体,加粗"&14机密★5年&C&KFF0000第 &P 页'),
        Tab([HEADER, ROW], foot="&R绝密★启用前"),
    ],
    ids=["title", "below", "other column", "tab", "head", "foot"],
)
@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}], ids=["plain", "htmx"])
def test_a_grade_of_secrecy_anywhere_around_the_table_is_refused(as_secretary, group, sheet, htmx):
    file = SimpleUploadedFile("要点.xlsx", xlsx_file(sheet))
    response = as_secretary.post(URL, {"file": file, "is_public": "on", "title": "我的标题"}, **htmx)
    assert response.status_code == 422
    assert "的密级标志，涉密内容不能放进本系统，没有保存。" in response.text
    assert 'value="我的标题"' in response.text
    assert not SheetImport.objects.exists()


def test_a_grade_on_a_sheet_that_is_not_read_is_refused(as_secretary, group):
    other = Tab([["某项部署"], ["机密★5年"]], name="附表")
    assert send(as_secretary, xlsx_file(Tab([HEADER, ROW]), other)).status_code == 422
    assert not SheetImport.objects.exists()


def test_a_mark_to_answer_for_is_shown_beside_the_rows(as_secretary, group):
    response = send(as_secretary, xlsx_file(Tab([["内部资料 注意保存"], HEADER, ROW], foot="&C第 &P 页")))
    page = as_secretary.get(response["Location"]).text
    assert "表格里有“内部资料 注意保存”的字样，请确认可以用于学习。" in page
    assert SheetImport.objects.get().sheet["margins"] == []


def test_an_ordinary_title_and_foot_bring_no_notice(as_secretary, group):
    response = send(as_secretary, xlsx_file(Tab([["气瓶要点"], HEADER, ROW], foot="&C第 &P 页，共 &N 页")))
    assert "的字样" not in as_secretary.get(response["Location"]).text


@pytest.mark.parametrize("act", ["", "confirm/", "undo/"])
def test_another_secretary_does_not_see_what_waits_for_its_confirmation(as_secretary, group, act):
    theirs = create_sheet_import(group=group, secretary=create_person(group=group, role=Role.SECRETARY))
    address = f"{URL}{theirs.pk}/{act}"
    assert (as_secretary.post(address) if act else as_secretary.get(address)).status_code == 404
    assert not KeyPoint.objects.exists()


def test_what_was_imported_is_the_groups_to_take_back(as_secretary, group):
    colleague = create_person(group=group, role=Role.SECRETARY)
    theirs = create_sheet_import(group=group, secretary=colleague)
    import_sheet(staged=theirs, by=colleague, now=NOW)
    assert "已导入1条要点" in as_secretary.get(f"{URL}{theirs.pk}/").text
    page = as_secretary.post(f"{URL}{theirs.pk}/undo/", follow=True)
    assert page.status_code == 200
    assert "已撤销导入，删去 1 条要点。" in page.text
    assert not KeyPoint.objects.active().exists()
