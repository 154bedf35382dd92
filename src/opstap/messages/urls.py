"""outbox/"""

from django.urls import path

from opstap.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<uuid:pk>/", views.message, name="message"),
    path("<uuid:pk>/again/", views.again, name="again"),
]
