from quizzes.models.arrangement import Arrangement, Change
from quizzes.models.attempt import Attempt, Response
from quizzes.models.card import Card, Review
from quizzes.models.curation import Act, Candidate, CandidateStatus, MaterialSurvey, PassageSurvey
from quizzes.models.drafting import LastAct
from quizzes.models.preparation import Preparation
from quizzes.models.quiz import GRACE, Part, Question, Quiz
from quizzes.models.rhythm import Pause, PlannedWeek, Rhythm, Weekday

__all__ = [
    "GRACE",
    "Act",
    "Arrangement",
    "Attempt",
    "Candidate",
    "CandidateStatus",
    "Card",
    "Change",
    "LastAct",
    "MaterialSurvey",
    "Part",
    "PassageSurvey",
    "Pause",
    "PlannedWeek",
    "Preparation",
    "Question",
    "Quiz",
    "Response",
    "Review",
    "Rhythm",
    "Weekday",
]
