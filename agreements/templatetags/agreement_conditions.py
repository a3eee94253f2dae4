"""The cells of the table of conditions."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def cell(row, name: str, is_checked: bool) -> SafeString:
    """The field of a row with a label for its number, and, once looked at, what is wrong with it beside it."""
    field = row[name]
    problems = field.errors if is_checked else ()
    widget = field.as_widget(attrs=_attributes(field, problems))
    told = format_html_join("", '<div class="invalid-feedback d-block">{}</div>', ((text,) for text in problems))
    if field.use_fieldset:
        return format_html(
            '<fieldset class="cell"><legend class="visually-hidden">{}</legend>{}{}</fieldset>',
            field.label,
            widget,
            told,
        )
    return format_html(
        '<div class="cell"><label class="visually-hidden" for="{}">{}</label>{}<div id="{}-told">{}</div></div>',
        field.id_for_label,
        field.label,
        widget,
        field.auto_id,
        told,
    )


def _attributes(field, problems) -> dict:
    if not problems or field.use_fieldset:
        return {}
    present = field.field.widget.attrs.get("class", "")
    return {"class": f"{present} is-invalid", "aria-describedby": f"{field.auto_id}-told"}
