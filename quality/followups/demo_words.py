"""What the demonstration's dialogues say: by the area of the process, so that it is believable for each."""

from quality.enums import Area, FindingCategory, FindingKind, TalkGroup

PEOPLE = {
    TalkGroup.STAFF: ("Karin Åkesson, teacher", "Johan Lindqvist, programme manager", "Amira Haddad, lecturer"),
    TalkGroup.STUDENTS: ("Elin Persson, student union", "Oskar Nyström, student representative"),
    TalkGroup.EXTERNAL: ("Maria Ek, Blekinge Business Incubator",),
}

AGREED = {
    Area.EDUCATION: (
        "Teachers tell at the first lecture what the last course evaluation changed.",
        "Evaluations are answered in class, on the last day but one.",
    ),
    Area.RESEARCH: (
        "Every new project names who keeps its data, and where.",
        "Applications are read by a colleague of another group before they are sent.",
    ),
    Area.CONDITIONS: (
        "New colleagues get somebody who shows them the house in their first month.",
        "Wishes for rooms are gathered once a term, together with the students.",
    ),
    Area.SYSTEM: ("Calendars of the cycles are sent out before the summer.",),
}

FOUND = {
    Area.EDUCATION: (
        (
            FindingKind.STRENGTH,
            FindingCategory.INFLUENCE,
            "Students sit in every course council and are listened to.",
            "",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.DEVELOPMENT,
            "Too few students answer the course evaluations.",
            "Give course evaluations a place in class",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.INFLUENCE,
            "Answers are read late, and students hear nothing of what came of them.",
            "Tell students what came of the last evaluation",
        ),
        (
            FindingKind.REQUIREMENT,
            FindingCategory.SKILLS,
            "Who is new as responsible for a course gets the results without help to read them.",
            "Half a day on reading results, for new course responsibles",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.CONTENT,
            "Degree projects are spread unevenly over the supervisors.",
            "Plan supervision for a whole year at a time",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.ORGANISATION,
            "Nobody knows who decides when two programmes share a course.",
            "Say in the course plan which programme decides",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.INFLUENCE,
            "Distance students are not in the course councils.",
            "Hold every second course council online",
        ),
        (
            FindingKind.REQUIREMENT,
            FindingCategory.CONTENT,
            "Two syllabuses do not say how each goal is examined.",
            "Revise the two syllabuses and their examination",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.INFRASTRUCTURE,
            "Laboratories are booked out in the weeks before examinations.",
            "Keep ten hours a week free for repetition in the laboratories",
        ),
        (
            FindingKind.RECOMMENDATION,
            FindingCategory.SKILLS,
            "Few teachers have used the new examination tool.",
            "Two workshops on examining digitally",
        ),
    ),
}

SUMMED_UP = (
    "The figures are better than in the last cycle. The dialogue was open, and what was agreed is in the action plan. "
    "What remains to be done is named with somebody responsible and a day."
)

NOT_BEGUN = "The faculty is being reorganised this year: the follow-up is done with the next cycle."
