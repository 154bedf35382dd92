from django.urls import path

from opstap.curriculum import views

app_name = "curriculum"
urlpatterns = [
    path("competences/", views.competences, name="competences"),
    path("competences/<slug:code>/", views.competence, name="competence"),
    path("competences.json", views.competences_json, name="competences_json"),
    path("courses/", views.courses, name="courses"),
    path("courses/<slug:code>/", views.course, name="course"),
    path("courses/<slug:code>/questions/", views.course_questions, name="course_questions"),
    path("courses/<slug:code>/questions.csv", views.course_export, name="course_export"),
    path("courses/<slug:code>/lessons/<slug:lesson>/", views.lesson_text, name="lesson_text"),
    path("courses/<slug:code>/lessons/<slug:lesson>/compare/", views.lesson_compare, name="lesson_compare"),
    path("courses/<slug:code>/lessons/<slug:lesson>/change/", views.lesson_change, name="lesson_change"),
    path("courses/<slug:code>/modules/<slug:module>/new/", views.question_new, name="question_new"),
    path("courses/<slug:code>/questions/<str:question>/", views.question_text, name="question_text"),
    path("courses/<slug:code>/questions/<str:question>/compare/", views.question_compare, name="question_compare"),
    path("courses/<slug:code>/questions/<str:question>/change/", views.question_change, name="question_change"),
    path("changes/<uuid:pk>/", views.revision, name="revision"),
    path("changes/<uuid:pk>/preview/", views.revision_preview, name="revision_preview"),
    path("changes/<uuid:pk>/back/", views.revision_undo, name="revision_undo"),
    path("changes/<uuid:pk>/send/", views.revision_send, name="revision_send"),
    path("changes/<uuid:pk>/take-back/", views.revision_take_back, name="revision_take_back"),
    path("changes/<uuid:pk>/decide/", views.revision_decide, name="revision_decide"),
    path("changes/<uuid:pk>/newer/", views.revision_newer, name="revision_newer"),
    path("changes/<uuid:pk>/withdraw/", views.revision_withdraw, name="revision_withdraw"),
    path("figures/<slug:sha256>.<slug:ending>", views.figure, name="figure"),
    path("questions/", views.questions, name="questions"),
    path("questions/import/", views.upload, name="upload"),
    path("questions/import/<uuid:key>/", views.report, name="import"),
    path("questions/<uuid:pk>/skills/", views.skills, name="skills"),
]
