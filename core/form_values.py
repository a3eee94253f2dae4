"""What a form as it is drawn would send if nobody touched it."""

from django import forms

VERSION_MARKS = ("seen_at", "seen_values")


def posted_values(form) -> dict[str, list[str]]:
    """By field the values that the browser would send; an unticked box sends nothing."""
    return {name: _values(form[name]) for name in form.fields if name not in VERSION_MARKS}


def same_values(one: list[str], other: list[str]) -> bool:
    """Whether two answers to a field are the same: nothing sent is nothing entered, and choices have no order."""
    return _bare(one) == _bare(other)


def _bare(values: list[str]) -> list[str]:
    return sorted(value.replace("\r\n", "\n").strip() for value in values if value.strip())


def _values(bound) -> list[str]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    if shown is None:
        return []
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else [str(shown)]
