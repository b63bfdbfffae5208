from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from studyapp.models import Material
from tests.reading.builders import docx_file
from tests.reading.paper import pdf_file, typeset

TEXT = "气瓶使用须知\n\n氧气瓶与明火的距离不得小于10米。\n\n气瓶应当直立放置，并用防倒链固定。\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "气瓶.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def run(*arguments):
    call_command("import_material", *map(str, arguments))


def test_a_file_becomes_material_of_the_group(file, group, capsys):
    run(file, "--group", "ours")
    material = Material.objects.get()
    assert material.group == group
    assert "氧气瓶与明火的距离不得小于10米。" in material.passages.values_list("text", flat=True)
    assert "新导入 1 篇，已有 0 篇。" in capsys.readouterr().err


def test_the_same_file_again_is_known(file, group, capsys):
    run(file, "--group", "ours")
    run(file, "--group", "ours")
    assert Material.objects.count() == 1
    assert "新导入 0 篇，已有 1 篇。" in capsys.readouterr().err


def test_a_dry_run_prints_what_was_read_and_stores_nothing(file, db, capsys):
    run(file, "--dry-run", "--json")
    (material,) = json.loads(capsys.readouterr().out)["materials"]
    assert set(material) == {"title", "author", "date", "passages"}
    assert {passage["kind"] for passage in material["passages"]} <= {"heading", "paragraph"}
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["--group", "nowhere"], "没有网址名为“nowhere”的学习小组。"), ([], "请用 --group 写明学习小组的网址名。")],
)
def test_without_a_group_it_says_what_is_missing(file, db, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(file, *arguments)


def test_a_file_that_is_not_there_or_not_readable_is_told_in_one_sentence(tmp_path, db):
    with pytest.raises(CommandError, match="打不开文件"):
        run(tmp_path / "missing.txt", "--dry-run")
    (tmp_path / "x.doc").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match=r"^不支持 \.doc 文件，"):
        run(tmp_path / "x.doc", "--dry-run")


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("气瓶.pdf", lambda: pdf_file(typeset(TEXT.split("\n\n")))),
        ("气瓶.md", TEXT.encode),
        ("气瓶.docx", lambda: docx_file(*TEXT.split("\n\n"))),
    ],
)
def test_every_kind_of_document_is_taken(tmp_path, db, capsys, name, build):
    (tmp_path / name).write_bytes(build())
    run(tmp_path / name, "--dry-run", "--json")
    (material,) = json.loads(capsys.readouterr().out)["materials"]
    assert material["title"] == "气瓶使用须知"
    assert [passage["text"] for passage in material["passages"]] == TEXT.strip().split("\n\n")[1:]


def test_a_mark_of_secrecy_is_answered_for_or_refused(tmp_path, group, capsys):
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\n内部资料　注意保存\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"有“内部资料 注意保存”的标志，没有保存。.*--cleared") as refusal:
        run(path, "--group", "ours")
    assert refusal.value.returncode == 2
    assert not Material.objects.exists()
    run(path, "--group", "ours", "--cleared")
    assert Material.objects.count() == 1


def test_a_secret_paper_is_refused_whoever_answers_for_it(tmp_path, group):
    path = tmp_path / "a.docx"

    def change(document):
        document.sections[0].header.paragraphs[0].text = "机密★10年"

    path.write_bytes(docx_file(*TEXT.split("\n\n"), change=change))
    with pytest.raises(CommandError, match="有“机密★10年”的密级标志，涉密文件不能放进本系统"):
        run(path, "--group", "ours", "--cleared")
    assert not Material.objects.exists()
