"""What a form as it is drawn would send if nobody touched it."""

from django import forms


def posted_values(form) -> dict[str, list[str]]:
    """By field the values that the browser would send; an unticked box sends nothing."""
    return {name: _values(form[name]) for name in form.fields}


def _values(bound) -> list[str]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    if shown is None:
        return []
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else [str(shown)]
