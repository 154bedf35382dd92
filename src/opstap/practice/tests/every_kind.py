"""One question of every kind, in four languages, with a picture and a case study of three."""

from typing import Any

from opstap.curriculum.models import Course, Media, Module, Question, Skill

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240" viewBox="0 0 400 240">'
    b'<rect width="400" height="240" fill="#fff"/><rect x="20" y="30" width="150" height="70" fill="#ccd"/>'
    b'<rect x="220" y="130" width="150" height="80" fill="#dcc"/></svg>'
)
SHA = "5" * 64
SITUATION = {
    "title": {"nl": "Winkel Zon", "fr": "Magasin Soleil", "en": "Shop Sun", "ar": "متجر الشمس"},
    "text": {
        "nl": "Winkel Zon heeft **twaalf** laptops. De meldingen komen binnen bij de helpdesk.",
        "fr": "Le magasin Soleil a **douze** portables. Les alertes arrivent au support.",
        "en": "Shop Sun has **twelve** laptops. Alerts reach the help desk.",
        "ar": "لدى متجر الشمس **اثنا عشر** حاسوبًا محمولًا. تصل التنبيهات إلى مكتب المساعدة.",
    },
}


def texts(nl: str, fr: str, en: str, ar: str) -> dict[str, str]:
    return {"nl": nl, "fr": fr, "en": en, "ar": ar}


def _option(name: str, nl: str, fr: str, en: str, ar: str, **more: Any) -> dict[str, Any]:
    why = {language: f"{language}: why {name}" for language in ("nl", "fr", "en", "ar")}
    return {"id": name, "text": texts(nl, fr, en, ar), "why": why, **more}


KEY = _option("key", "Een sleutel", "Une clé", "A key", "مفتاح", weight=1.0)
WALL = _option("wall", "Een muur", "Un mur", "A wall", "جدار", weight=0.0)
BOLT = _option("bolt", "Een grendel", "Un verrou", "A bolt", "مزلاج", weight=0.0)
DEFENDER = _option("defender", "Defender", "Defender", "Defender", "Defender")
ENTRA = _option("entra", "Entra ID", "Entra ID", "Entra ID", "Entra ID")
PURVIEW = _option("purview", "Purview", "Purview", "Purview", "Purview")
OPENS = texts("Wat opent een deur?", "Qu'est-ce qui ouvre une porte ?", "What opens a door?", "ما الذي يفتح الباب؟")
YES = _option("yes", "Waar", "Vrai", "True", "صحيح", weight=1.0)
NO = _option("no", "Niet waar", "Faux", "False", "خطأ", weight=0.0)
STEPS = [
    _option("see", "De melding lezen", "Lire l'alerte", "Read the alert", "قراءة التنبيه"),
    _option("stop", "Het toestel afsluiten van het net", "Isoler l'appareil", "Isolate the device", "عزل الجهاز"),
    _option("clean", "Het toestel schoonmaken", "Nettoyer l'appareil", "Clean the device", "تنظيف الجهاز"),
    _option("tell", "De les opschrijven", "Noter la leçon", "Write down the lesson", "كتابة الدرس"),
]


def _slot(name: str, key: str, text: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    why = {language: f"{language}: why {name}" for language in ("nl", "fr", "en", "ar")} if text else {}
    return {"id": name, "key": key, "text": text or {}, "why": why, **more}


KINDS: dict[str, dict[str, Any]] = {
    "single": {"stem": OPENS, "options": [KEY, WALL, BOLT]},
    "multiple": {
        "stem": texts("Kies twee sloten.", "Choisissez deux serrures.", "Choose two locks.", "اختر قفلين."),
        "options": [{**KEY, "weight": 0.5}, WALL, {**BOLT, "weight": 0.5}],
    },
    "truefalse": {
        "stem": texts("Een muur opent niet.", "Un mur ne s'ouvre pas.", "A wall does not open.", "الجدار لا يُفتح."),
        "options": [YES, NO],
    },
    "match": {
        "stem": texts(
            "Welke dienst past bij welke taak?",
            "Quel service convient à quelle tâche ?",
            "Which service fits which task?",
            "أي خدمة تناسب أي مهمة؟",
        ),
        "options": [DEFENDER, ENTRA, PURVIEW],
        "slots": [
            _slot("p1", "entra", texts("Aanmelden", "Se connecter", "Signing in", "تسجيل الدخول")),
            _slot("p2", "defender", texts("Aanvallen zien", "Voir les attaques", "Seeing attacks", "رؤية الهجمات")),
        ],
    },
    "order": {
        "stem": texts(
            "Zet de stappen in de juiste volgorde.",
            "Mettez les étapes dans le bon ordre.",
            "Put the steps in the right order.",
            "رتّب الخطوات ترتيبًا صحيحًا.",
        ),
        "options": STEPS,
    },
    "dropdown": {
        "stem": texts(
            "Een [[tool]] opent de deur, een [[lock]] houdt ze dicht.",
            "Une [[tool]] ouvre la porte, un [[lock]] la garde fermée.",
            "A [[tool]] opens the door, a [[lock]] keeps it shut.",
            "[[tool]] يفتح الباب، و[[lock]] يُبقيه مغلقًا.",
        ),
        "options": [],
        "slots": [_slot("tool", "key", options=[KEY, WALL]), _slot("lock", "bolt", options=[WALL, BOLT])],
    },
    "numeric": {
        "stem": texts("Hoeveel is de helft van 1?", "Combien fait la moitié de 1 ?", "Half of 1 is…", "كم نصف الواحد؟"),
        "options": [
            {**_option("half", "", "", "", ""), "text": {}, "value": "0.5", "tolerance": "0.05", "weight": 1.0},
            {**_option("two", "", "", "", ""), "text": {}, "value": "2", "tolerance": "0", "weight": 0.0},
        ],
    },
    "short": {
        "stem": texts(
            "Hoe heet dit ding?", "Comment s'appelle cet objet ?", "What is this called?", "ما اسم هذا الشيء؟"
        ),
        "options": [
            _option(
                "right", "sleutel", "clé", "key", "مفتاح", weight=1.0, also={"nl": ["een sleutel"], "en": ["a key"]}
            ),
            _option("usual", "slot", "serrure", "lock", "قفل", weight=0.0),
        ],
    },
    "hotspot": {
        "stem": texts("Waar is de deur?", "Où est la porte ?", "Where is the door?", "أين الباب؟"),
        "options": [
            {**KEY, "shape": [55, 54.5, 37.5, 33.5]},
            {**WALL, "shape": [5, 12.5, 37.5, 29]},
        ],
        "image": {
            "path": "media/door.svg",
            "sha256": SHA,
            "alt": texts("Twee vlakken", "Deux surfaces", "Two areas", "مساحتان"),
        },
    },
}
RIGHT: dict[str, list[str]] = {
    "single": ["key"],
    "multiple": ["bolt", "key"],
    "truefalse": ["yes"],
    "match": ["p1=entra", "p2=defender"],
    "order": ["1=see", "2=stop", "3=clean", "4=tell"],
    "dropdown": ["lock=bolt", "tool=key"],
    "numeric": ["0,5"],
    "short": ["Sleutel"],
    "hotspot": ["key"],
}
# What a page sends for it.
POSTED: dict[str, dict[str, object]] = {
    "single": {"choice": "key"},
    "multiple": {"choice": ["key", "bolt"]},
    "truefalse": {"choice": "yes"},
    "match": {"slot-p1": "entra", "slot-p2": "defender"},
    "order": {"place-see": "1", "place-stop": "2", "place-clean": "3", "place-tell": "4"},
    "dropdown": {"slot-tool": "key", "slot-lock": "bolt"},
    "numeric": {"typed": " 0,5 "},
    "short": {"typed": "Sleutel"},
    "hotspot": {"choice": "key"},
}


def make_kind(module: Module, kind: str, *skills: Skill, code: str = "", **more: Any) -> Question:
    """A question of this kind."""
    values = {"course": module.course, "module": module, "kind": kind, "licence": "CC-BY-4.0", "author": "Opstap team"}
    question = Question.objects.create(code=code or f"{module.code}-{kind}", **values, **KINDS[kind], **more)
    question.skills.set(skills)
    return question


def make_every_kind(module: Module, *skills: Skill, **more: Any) -> dict[str, Question]:
    """One of every kind; match, order and dropdown are about one situation."""
    add_picture(module.course)
    case = {"case_code": "shop-sun", "scenario": SITUATION}
    return {
        kind: make_kind(module, kind, *skills, **(case if kind in {"match", "order", "dropdown"} else {}), **more)
        for kind in KINDS
    }


def add_picture(course: Course) -> Media:
    """The picture of the hotspot question."""
    return Media.objects.create(
        course=course,
        path="media/door.svg",
        sha256=SHA,
        content_type="image/svg+xml",
        content=SVG,
        width=400,
        height=240,
    )
