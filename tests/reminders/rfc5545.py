"""What is wrong with an iCalendar text by the letter of RFC 5545, line by line and without any library."""

import re
from collections import Counter

LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL
)
INSTANT, LOCAL, DAY = r"\d{8}T\d{6}Z", r"\d{8}T\d{6}", r"\d{8}"
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[,;]")
BAD_ESCAPE = re.compile(r"\\(?:[^\\;,nN]|$)")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "REFRESH-INTERVAL"},
    "VEVENT": {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "TRANSP", "URL"),
        "LAST-MODIFIED",
    },
    "VTIMEZONE": {"TZID"},
}
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
VALUES = {
    "VERSION": r"2\.0",
    "METHOD": "PUBLISH",
    "CALSCALE": "GREGORIAN",
    "STATUS": "TENTATIVE|CONFIRMED|CANCELLED",
    "TRANSP": "OPAQUE|TRANSPARENT",
    "SEQUENCE": r"\d{1,9}",
    "DTSTAMP": INSTANT,
    "LAST-MODIFIED": INSTANT,
    "TZOFFSETFROM": r"[+-]\d{4}(\d{2})?",
    "TZOFFSETTO": r"[+-]\d{4}(\d{2})?",
    "REFRESH-INTERVAL": r"P(\d+D|T\d+H)",
    "URL": r"https?://\S+",
    "UID": r"\S+@\S+",
}


class Component:
    """One BEGIN … END with its properties in order: (name, parameters, value)."""

    def __init__(self, name):
        self.name = name
        self.properties = []
        self.children = []

    def values(self, name) -> list[str]:
        return [value for found, _parameters, value in self.properties if found == name]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def faults(body: bytes) -> list[str]:
    """One line for each fault; none for a text that every reader must take."""
    found = list(_faults_of_lines(body))
    if found:
        return found
    calendar, found = _read(body.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1])
    if calendar is None:
        return found
    for component in calendar.walk():
        found += _faults_of_component(component)
    uids = Counter(uid for component in calendar.children for uid in component.values("UID"))
    found += [f"the UID {uid} is used {count} times" for uid, count in uids.items() if count > 1]
    known = {
        tzid for component in calendar.children if component.name == "VTIMEZONE" for tzid in component.values("TZID")
    }
    used = set(re.findall(r";TZID=([^;:]+)", body.decode().replace("\r\n ", "")))
    return found + [f"there is no VTIMEZONE for {tzid}" for tzid in sorted(used - known)]


def _faults_of_lines(body: bytes):
    if not body.endswith(b"\r\n"):
        yield "the last line does not end"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", body):
        yield "a naked CR or LF"
    for number, line in enumerate(body.split(b"\r\n"), start=1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"line {number} is cut inside a character"
        else:
            if CONTROL.search(text):
                yield f"line {number} holds a control character"


def _read(lines):
    open_ones, calendar = [], None
    for line in lines:
        parts = LINE.fullmatch(line)
        if parts is None:
            return None, [f"no content line: {line!r}"]
        name, value = parts["name"], parts["value"]
        if name == "BEGIN":
            component = Component(value)
            if open_ones:
                open_ones[-1].children.append(component)
            elif calendar is None and value == "VCALENDAR":
                calendar = component
            else:
                return None, [f"{value} outside of a calendar"]
            open_ones.append(component)
        elif name == "END":
            if not open_ones or open_ones.pop().name != value:
                return None, [f"END:{value} closes nothing"]
        elif not open_ones:
            return None, [f"{name} outside of a calendar"]
        else:
            open_ones[-1].properties.append((name, parts["parameters"], value))
    return (calendar, []) if calendar and not open_ones else (None, ["the calendar does not end"])


def _faults_of_component(component: Component) -> list[str]:
    names = Counter(name for name, _parameters, _value in component.properties)
    found = [f"{component.name} without {name}" for name in sorted(NEEDED.get(component.name, set()) - set(names))]
    found += [f"{component.name} with {names[name]} {name}" for name in ONCE.get(component.name, ()) if names[name] > 1]
    for name, _parameters, value in component.properties:
        if name in VALUES and not re.fullmatch(VALUES[name], value):
            found.append(f"{name}:{value}")
        if name in {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME"} and UNESCAPED.search(value):
            found.append(f"{name} holds an unescaped comma or semicolon")
        if name in {"SUMMARY", "DESCRIPTION", "NAME", "CATEGORIES"} and BAD_ESCAPE.search(value.replace("\\\\", "")):
            found.append(f"{name} holds a wrong escape")
    if component.name == "VEVENT":
        found += _faults_of_time(component)
    return found


def _faults_of_time(event: Component) -> list[str]:
    times = {name: (parameters, value) for name, parameters, value in event.properties if name in {"DTSTART", "DTEND"}}
    parameters, start = times.get("DTSTART", ("", ""))
    whole_day = parameters == ";VALUE=DATE"
    expected = DAY if whole_day else LOCAL if parameters.startswith(";TZID=") else INSTANT
    found = [] if re.fullmatch(expected, start) else [f"DTSTART{parameters}:{start}"]
    if "DTEND" in times and (times["DTEND"][0] != parameters or times["DTEND"][1] <= start):
        found.append("DTEND is not after DTSTART, or of another type")
    return found
