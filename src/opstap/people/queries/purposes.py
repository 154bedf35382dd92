"""What personal data is kept for, in words that can be translated: `Personal(purpose=...)` of every station, once.

The register is plain data and is also read by tools; this list only lets the translations be collected. A test says
which purpose is not translated.
"""

from django.utils.translation import gettext_noop

PURPOSES = (
    gettext_noop("answer in time"),
    gettext_noop("call people by their name"),
    gettext_noop("check the call's conditions"),
    gettext_noop("choose on motivation"),
    gettext_noop("choose what helps next"),
    gettext_noop("decide what the person may see and do"),
    gettext_noop("explain the decision"),
    gettext_noop("explain the scores"),
    gettext_noop("help in time, prove attendance"),
    gettext_noop("help the person"),
    gettext_noop("know that the address is theirs"),
    gettext_noop("know the road of the person"),
    gettext_noop("know when"),
    gettext_noop("know where the person is stuck"),
    gettext_noop("know where the person stands"),
    gettext_noop("know who answers for the questions"),
    gettext_noop("know why"),
    gettext_noop("let a coach help"),
    gettext_noop("let the person go on later"),
    gettext_noop("name the author, as the licence asks"),
    gettext_noop("notice misuse of an account"),
    gettext_noop("plan repetition"),
    gettext_noop("plan the group"),
    gettext_noop("prove what the person agreed to"),
    gettext_noop("prove when"),
    gettext_noop("say how sure we are"),
    gettext_noop("say why"),
    gettext_noop("send the message"),
    gettext_noop("show progress"),
    gettext_noop("show since when"),
    gettext_noop("show what the person knows"),
    gettext_noop("show when"),
    gettext_noop("show where the person stopped"),
    gettext_noop("sign in and write to the person"),
    gettext_noop("sign in, when the person chose one; only a hash"),
    gettext_noop("tell in order"),
    gettext_noop("tell in the person's language"),
    gettext_noop("tell the coach"),
    gettext_noop("tell the person"),
    gettext_noop("tell when the call opens"),
    gettext_noop("tell which record is newest"),
    gettext_noop("throw away old drafts"),
    gettext_noop("treat in order"),
    gettext_noop("write in the person's language"),
)
