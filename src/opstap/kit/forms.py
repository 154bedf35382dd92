"""Forms that can be sent twice and count once."""

from uuid import UUID

from django import forms

from opstap.kit.ids import new_id


class KeyedForm(forms.Form):
    """A form with a hidden key made when the page was made: the action stores it, so that a resend finds the first one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    @property
    def client_key(self) -> UUID:
        """The key, once the form is valid."""
        key: UUID = self.cleaned_data["key"]
        return key
