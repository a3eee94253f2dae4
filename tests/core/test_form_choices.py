"""An unanswered choice is said in words, not in hyphens."""

from django import forms

from core.forms import PortalForm

ANSWERS = [("", "---------"), ("a", "A"), ("b", "B")]


class Choices(PortalForm):
    asked = forms.ChoiceField(choices=ANSWERS)
    optional = forms.ChoiceField(choices=ANSWERS, required=False)
    own_words = forms.ChoiceField(choices=[("", "Whole university"), ("a", "A")], required=False)


def test_an_unanswered_choice_is_said_in_words():
    first = {name: str(field.choices[0][1]) for name, field in Choices().fields.items()}
    assert first == {"asked": "Choose one", "optional": "—", "own_words": "Whole university"}
