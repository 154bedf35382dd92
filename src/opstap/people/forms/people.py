"""Forms of the administrator's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm
from opstap.people.forms.fields import AddressField
from opstap.people.models import Language, Organisation, Role


class PeopleFilter(forms.Form):
    """Narrow the list."""

    search = forms.CharField(label=_("Name, number or address"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])


class InviteForm(KeyedForm):
    """Whom, how to reach them, as what. `sure` is set by the page that asks once more."""

    name = forms.CharField(label=_("Name"), max_length=120)
    address = AddressField(label=_("Phone number or mail address"))
    language = forms.ChoiceField(label=_("Language in which we write"), choices=Language.choices)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.order_by("name"), empty_label=None
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EndRoleForm(KeyedForm):
    """Only the key: the question is on the page."""
