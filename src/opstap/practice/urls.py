from django.urls import path

from opstap.practice.views import learning, practising, stuck

app_name = "practice"
urlpatterns = [
    path("learn/", learning.learn, name="learn"),
    path("learn/<slug:code>/", learning.lesson, name="lesson"),
    path("learn/<slug:code>/read/", learning.read_lesson, name="read"),
    path("practice/", practising.practise, name="practise"),
    path("practice/answer/", practising.answer, name="answer"),
    path("practice/answer/<uuid:key>/", practising.answered, name="answered"),
    path("practice/skills/", practising.skills, name="skills"),
    path("practice/stuck/", stuck.stuck, name="stuck"),
]
