"""What a learner sends in to begin a session."""

from django import forms

from opstap.kit.forms import KeyedForm

LENGTHS = (5, 10, 20)  # minutes


class SessionForm(KeyedForm):
    """Practise for so many minutes in this course."""

    course = forms.SlugField(widget=forms.HiddenInput)
    minutes = forms.TypedChoiceField(choices=[(one, one) for one in LENGTHS], coerce=int, widget=forms.HiddenInput)
