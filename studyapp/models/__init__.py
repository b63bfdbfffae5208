from studyapp.models.importing import Import, SheetImport
from studyapp.models.key_point import FormerKeyPoint, KeyPoint, Reason
from studyapp.models.material import Material, Passage, PassageKind
from studyapp.models.people import Membership, Role, StudyGroup, User

__all__ = [
    "FormerKeyPoint",
    "Import",
    "KeyPoint",
    "Material",
    "Membership",
    "Passage",
    "PassageKind",
    "Reason",
    "Role",
    "SheetImport",
    "StudyGroup",
    "User",
]
