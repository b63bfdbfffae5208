from studyapp.models.key_point import KeyPoint
from studyapp.models.material import Material, Passage, PassageKind
from studyapp.models.people import Membership, Role, StudyGroup, User

__all__ = ["KeyPoint", "Material", "Membership", "Passage", "PassageKind", "Role", "StudyGroup", "User"]
