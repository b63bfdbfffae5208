import django.db.models.deletion
from django.db import migrations, models


def copy_sources(apps, schema_editor):
    """Until now a part's source was where its key point rests."""
    Part = apps.get_model("quizzes", "Part")
    KeyPoint = apps.get_model("studyapp", "KeyPoint")
    source = KeyPoint.objects.filter(pk=models.OuterRef("key_point_id"))
    Part.objects.update(
        passage_id=models.Subquery(source.values("passage_id")[:1]),
        quote=models.Subquery(source.values("quote")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0002_initial"),
        ("studyapp", "0003_imports_and_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="passage",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="studyapp.passage",
                verbose_name="段落",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="quote",
            field=models.TextField(blank=True, default="", verbose_name="原文"),
            preserve_default=False,
        ),
        migrations.RunPython(copy_sources, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="part",
            name="passage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="studyapp.passage",
                verbose_name="段落",
            ),
        ),
    ]
