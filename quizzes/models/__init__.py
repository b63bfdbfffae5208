from quizzes.models.arrangement import Arrangement, Change
from quizzes.models.attempt import Attempt, Response
from quizzes.models.card import Card, Review
from quizzes.models.curation import Act, Candidate, CandidateStatus, MaterialSurvey, PassageSurvey
from quizzes.models.drafting import LastAct
from quizzes.models.key import Doubt, KeyAct, KeyChange, Look, Regrade, RegradedResponse
from quizzes.models.preparation import Preparation
from quizzes.models.quiz import GRACE, AnswersShown, Part, Question, Quiz
from quizzes.models.rhythm import Pause, PlannedWeek, Rhythm, Weekday

__all__ = [
    "GRACE",
    "Act",
    "AnswersShown",
    "Arrangement",
    "Attempt",
    "Candidate",
    "CandidateStatus",
    "Card",
    "Change",
    "Doubt",
    "KeyAct",
    "KeyChange",
    "LastAct",
    "Look",
    "MaterialSurvey",
    "Part",
    "PassageSurvey",
    "Pause",
    "PlannedWeek",
    "Preparation",
    "Question",
    "Quiz",
    "Regrade",
    "RegradedResponse",
    "Response",
    "Review",
    "Rhythm",
    "Weekday",
]
