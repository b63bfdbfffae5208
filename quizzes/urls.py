"""Addresses below a group: quizzes, cards, progress and scores."""

from django.urls import path

from quizzes.views import arranging, cards, home, learning, secretary, taking

app_name = "quizzes"

member_urls = [
    path("", home.home, name="home"),
    path("quizzes/<int:quiz_id>/", taking.paper, name="paper"),
    path("quizzes/<int:quiz_id>/start/", taking.start, name="start"),
    path("quizzes/<int:quiz_id>/save/", taking.save, name="save"),
    path("quizzes/<int:quiz_id>/submit/", taking.submit, name="submit"),
    path("quizzes/<int:quiz_id>/result/", taking.result, name="result"),
    path("review/", cards.review, name="review"),
    path("review/<int:point_id>/grade/", cards.grade_card, name="grade_card"),
    path("review/undo/", cards.undo_grade, name="undo_grade"),
    path("progress/", learning.progress, name="progress"),
]

secretary_urls = [
    path("quizzes/", secretary.quiz_list, name="quiz_list"),
    path("quizzes/new/", secretary.compose, name="compose"),
    path("quizzes/<int:quiz_id>/draft/", secretary.draft, name="draft"),
    path("quizzes/<int:quiz_id>/rewrite/", secretary.rewrite, name="rewrite"),
    path("quizzes/<int:quiz_id>/drop/<int:question_id>/", secretary.question_drop, name="question_drop"),
    path("quizzes/<int:quiz_id>/swap/<int:question_id>/", secretary.question_swap, name="question_swap"),
    path("quizzes/<int:quiz_id>/blank/<int:question_id>/", secretary.question_blank, name="question_blank"),
    path("quizzes/<int:quiz_id>/publish/", secretary.publish_quiz, name="publish_quiz"),
    path("quizzes/<int:quiz_id>/withdraw/", secretary.withdraw_quiz, name="withdraw_quiz"),
    path("quizzes/<int:quiz_id>/discard/", secretary.discard, name="discard"),
    path("quizzes/<int:quiz_id>/preview/", secretary.preview, name="preview"),
    path("quizzes/<int:quiz_id>/arrangements/", arranging.arrangements, name="arrangements"),
    path("quizzes/<int:quiz_id>/arrangements/<int:member_id>/", arranging.arrangement, name="arrangement"),
    path("scores/", secretary.scores, name="scores"),
]

urlpatterns = [*member_urls, *secretary_urls]
