from quizzes.models.arrangement import Arrangement, Change
from quizzes.models.attempt import Attempt, Response
from quizzes.models.card import Card, Review
from quizzes.models.preparation import Preparation
from quizzes.models.quiz import GRACE, Part, Question, Quiz

__all__ = [
    "GRACE",
    "Arrangement",
    "Attempt",
    "Card",
    "Change",
    "Part",
    "Preparation",
    "Question",
    "Quiz",
    "Response",
    "Review",
]
