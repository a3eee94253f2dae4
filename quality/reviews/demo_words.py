"""What the people of the demonstration's external review say and write."""

from quality.enums import FindingCategory, FindingKind, ReviewerRole, TalkGroup

REVIEWERS = (
    ("Ingrid Solheim", "ingrid.solheim@example.org", "NTNU, Trondheim", ReviewerRole.CHAIR),
    ("Matti Virtanen", "matti.virtanen@example.org", "LUT University, Lappeenranta", ReviewerRole.PEER),
    ("Sara Holm", "sara.holm@example.org", "Student union of Linköping", ReviewerRole.STUDENT),
    ("Henrik Dahl", "henrik.dahl@example.org", "Dahl Software AB, Karlskrona", ReviewerRole.EMPLOYER),
)
CONFLICT = {"Henrik Dahl": "My company has a common research project with the department."}

MET = {
    TalkGroup.MANAGEMENT: ("Dean of the faculty", "Head of department"),
    TalkGroup.STAFF: ("Karin Åkesson, teacher", "Johan Lindqvist, programme manager"),
    TalkGroup.STUDENTS: ("Elin Persson, student union", "Oskar Nyström, student representative"),
    TalkGroup.REVIEWERS: ("Ingrid Solheim", "Matti Virtanen", "Sara Holm"),
}
NOTES = "The reviewers met the management, the teachers and the students, each group for itself."

SUMMARY = (
    "The department educates engineers and bachelors in computing on campus and at a distance.\n\n"
    "This text was written by programme managers together with two students."
)
SECTION = (
    "{criterion}: what we do is described in the study plans and followed up every year.\n\n"
    "- What works: teachers and students meet twice a term.\n"
    "- What we want to do better: what was agreed reaches new teachers too late."
)

FOUND = (
    (
        FindingKind.STRENGTH,
        FindingCategory.CONTENT,
        "Projects with companies run through all years, and students speak of them with pride.",
        "Thank you. We go on with them.",
        "",
    ),
    (
        FindingKind.RECOMMENDATION,
        FindingCategory.SKILLS,
        "Give teachers who are new to the department a course in examining projects.",
        "We agree. The course begins next autumn and is compulsory in the first year.",
        "Give a course in examining projects",
    ),
    (
        FindingKind.REQUIREMENT,
        FindingCategory.INFLUENCE,
        "Students learn too seldom what came of their evaluations: answer each within four weeks.",
        "We agree, and have changed the routine.",
        "Answer every evaluation within four weeks",
    ),
)
REPORT = (
    "A department that knows its strengths and listens to its students. Two things need work: the introduction of new "
    "teachers, and that students learn what came of their answers."
)
ANSWER = "The department thanks the reviewers. Both points that need work lead to an action with one person and a day."
