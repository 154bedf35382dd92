"""What an author sends in."""

from opstap.curriculum.forms.importing import ImportForm, SkillsForm

__all__ = ["ImportForm", "SkillsForm"]
