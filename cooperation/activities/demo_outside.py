"""What the public reads of some activities of the demonstration, by their references."""

IN_ENGLISH = {
    "D-05": "Students of both universities planned, in mixed groups of four, how a container gets from one port to the "
    "other. The port of Ningbo let them work with its own numbers, and listened to the results.",
    "D-20": "A course of six weeks on how goods move between ports and railways, open to all engineering programmes. "
    "It is given again next year.",
    "D-23": "What happens to a river once engineers have straightened it, told by the Mississippi.",
    "D-31": "A book in which researchers of both universities ask how small cities get people to work without a car.",
    "D-48": "Two of us studied in Kobe and Nishinomiya without paying a fee, one of them for a whole year.",
}
IN_SWEDISH = {
    "D-05": "Studenter från båda lärosätena planerade i blandade grupper om fyra hur en container kommer från den ena "
    "hamnen till den andra. Hamnen i Ningbo lät dem räkna på sina egna siffror och lyssnade på resultaten.",
    "D-20": "En kurs på sex veckor om hur gods rör sig mellan hamnar och järnvägar, öppen för alla ingenjörsprogram. "
    "Den ges igen nästa år.",
    "D-31": "En bok där forskare från båda lärosätena frågar hur människor i små städer kommer till arbetet utan bil.",
    "D-48": "Två av oss läste i Kobe och Nishinomiya utan avgift, en av dem ett helt år.",
}
