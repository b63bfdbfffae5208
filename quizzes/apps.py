from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"
    verbose_name = "测试与闪卡"

    def ready(self) -> None:
        from quizzes.surveying import survey_new_materials

        survey_new_materials()
