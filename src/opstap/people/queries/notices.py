"""The texts that people read, as safe HTML."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from opstap.kit.translated import in_language, language_of
from opstap.people.models import NoticeVersion, Organisation, OrganisationKind, Person

TAGS = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}


def notice_html(notice: NoticeVersion, organisation: Organisation | None, *, below: int = 0) -> SafeString:
    """The notice in the reader's language, with the organisation's name and contact in it.

    `below` is the level of the heading that it stands under: 2 makes its title an h3.
    """
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(_filled(in_language(notice.text), organisation))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + below, 4)}"
    html = markdown.renderer.render(tokens, markdown.options, {})
    return SafeString(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto", "tel"}))


def notice_language(notice: NoticeVersion) -> str:
    """The language in which it is shown, for `lang=`."""
    return language_of(notice.text)


def _filled(text: str, organisation: Organisation | None) -> str:
    """Not a template engine: two words are replaced, nothing in the text can run."""
    name = organisation.name if organisation else ""
    contact = (organisation.contact_email or organisation.contact_phone) if organisation else ""
    text = text.replace("{{ organisation.name }}", _literal(name))
    return text.replace("{{ organisation.contact }}", _literal(contact or name))


def _literal(text: str) -> str:
    """Escape what Markdown would read as a mark: an organisation's name is only a name."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-!|&" else char for char in text)


def responsible_for(person: Person | None) -> Organisation | None:
    """The school that answers for this person's data: the one where they hold a role, else the first."""
    schools = Organisation.objects.filter(kind=OrganisationKind.SCHOOL)
    own = schools.filter(grants__person=person, grants__ended_at__isnull=True) if person else schools.none()
    return own.order_by("pk").first() or schools.order_by("pk").first()
