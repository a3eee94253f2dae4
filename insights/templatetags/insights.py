"""Small columns beside a number, and the same in words."""

from django import template

from reference.academic_years import AcademicYear

register = template.Library()

HEIGHT, STEP, LEAST = 20, 10, 1.5


@register.filter
def spark_columns(trend) -> list[dict]:
    """Where the column of each year stands; what is hidden, unknown or below nought has the least height."""
    values = [max(float(each.value or 0), 0) for each in trend]
    most = max(values, default=0) or 1
    heights = [max(value * HEIGHT / most, LEAST) for value in values]
    return [
        {"left": place * STEP + 1, "top": HEIGHT - height, "height": height} for place, height in enumerate(heights)
    ]


@register.simple_tag
def trend_words(trend) -> str:
    """“2021/22: 20.1 %, 2022/23: <5*”."""
    return ", ".join(f"{AcademicYear(each.year)}: {each.words}" for each in trend)
