"""Addresses below a group: quizzes, cards, progress and scores."""

from django.urls import path

from quizzes.views import (
    arranging,
    cards,
    drafts,
    feedback,
    home,
    judging,
    learning,
    publishing,
    rhythm,
    scores,
    taking,
)

app_name = "quizzes"

member_urls = [
    path("", home.home, name="home"),
    path("q/<int:quiz_id>/", publishing.entrance, name="entrance"),
    path("quizzes/<int:quiz_id>/", taking.paper, name="paper"),
    path("quizzes/<int:quiz_id>/start/", taking.start, name="start"),
    path("quizzes/<int:quiz_id>/save/", taking.save, name="save"),
    path("quizzes/<int:quiz_id>/submit/", taking.submit, name="submit"),
    path("quizzes/<int:quiz_id>/result/", taking.result, name="result"),
    path("quizzes/<int:quiz_id>/doubt/<int:question_id>/", feedback.doubt, name="doubt"),
    path("quizzes/<int:quiz_id>/result/seen/", feedback.regrade_seen, name="regrade_seen"),
    path("quizzes/<int:quiz_id>/practice/", feedback.practice, name="practice"),
    path("quizzes/<int:quiz_id>/practice/<int:question_id>/", feedback.practice_check, name="practice_check"),
    path("mistakes/", feedback.mistakes, name="mistakes"),
    path("review/", cards.review, name="review"),
    path("review/<int:point_id>/grade/", cards.grade_card, name="grade_card"),
    path("review/undo/", cards.undo_grade, name="undo_grade"),
    path("progress/", learning.progress, name="progress"),
]

secretary_urls = [
    path("quizzes/", publishing.quiz_list, name="quiz_list"),
    path("quizzes/new/", drafts.compose, name="compose"),
    path("quizzes/repeat/", drafts.repeat_last, name="repeat_last"),
    path("quizzes/<int:quiz_id>/draft/", drafts.draft, name="draft"),
    path("quizzes/<int:quiz_id>/rewrite/", drafts.rewrite, name="rewrite"),
    path("quizzes/<int:quiz_id>/undo/", drafts.undo_act, name="undo_act"),
    path("quizzes/<int:quiz_id>/add/", drafts.question_add, name="question_add"),
    path("quizzes/<int:quiz_id>/drop/<int:question_id>/", drafts.question_drop, name="question_drop"),
    path("quizzes/<int:quiz_id>/swap/<int:question_id>/", drafts.question_swap, name="question_swap"),
    path("quizzes/<int:quiz_id>/pin/<int:question_id>/", drafts.question_pin, name="question_pin"),
    path("quizzes/<int:quiz_id>/shift/<int:question_id>/", drafts.question_shift, name="question_shift"),
    path("quizzes/<int:quiz_id>/blank/<int:question_id>/", drafts.question_blank, name="question_blank"),
    path("quizzes/<int:quiz_id>/publish/", publishing.publish_quiz, name="publish_quiz"),
    path("quizzes/<int:quiz_id>/notice/", publishing.notice, name="notice"),
    path("quizzes/<int:quiz_id>/withdraw/", publishing.withdraw_quiz, name="withdraw_quiz"),
    path("quizzes/<int:quiz_id>/discard/", publishing.discard, name="discard"),
    path("quizzes/<int:quiz_id>/preview/", publishing.preview, name="preview"),
    path("quizzes/<int:quiz_id>/arrangements/", arranging.arrangements, name="arrangements"),
    path("quizzes/<int:quiz_id>/arrangements/<int:member_id>/", arranging.arrangement, name="arrangement"),
    path("scores/", scores.scores, name="scores"),
    path("settings/", rhythm.rhythm, name="rhythm"),
    path("settings/name/", rhythm.group_rename, name="group_rename"),
    path("settings/pauses/", rhythm.pause_add, name="pause_add"),
    path("settings/pauses/next-week/", rhythm.pause_next_week, name="pause_next_week"),
    path("settings/pauses/<int:pause_id>/remove/", rhythm.pause_remove, name="pause_remove"),
    path("quizzes/<int:quiz_id>/answers/", judging.judging, name="judging"),
    path("quizzes/<int:quiz_id>/answers/<int:part_id>/key/", judging.key_change, name="key_change"),
    path("quizzes/<int:quiz_id>/doubts/<int:question_id>/", judging.doubts_settle, name="doubts_settle"),
    path("quizzes/<int:quiz_id>/attempts/<int:attempt_id>/", judging.attempt_answers, name="attempt_answers"),
]

urlpatterns = [*member_urls, *secretary_urls]
