"""demonstration/"""

from django.urls import path

from opstap_demo import views

app_name = "opstap_demo"
urlpatterns = [
    path("", views.door, name="door"),
    path("<slug:code>/", views.enter, name="enter"),
]
