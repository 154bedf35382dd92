from django.urls import path

from opstap.curriculum import views

app_name = "curriculum"
urlpatterns = [
    path("competences/", views.competences, name="competences"),
    path("competences/<slug:code>/", views.competence, name="competence"),
    path("competences.json", views.competences_json, name="competences_json"),
    path("figures/<slug:sha256>.<slug:ending>", views.figure, name="figure"),
    path("questions/", views.questions, name="questions"),
    path("questions/import/", views.upload, name="upload"),
    path("questions/import/<uuid:key>/", views.report, name="import"),
    path("questions/<uuid:pk>/skills/", views.skills, name="skills"),
]
