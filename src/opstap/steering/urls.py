"""goals/"""

from django.urls import path

from opstap.steering.views import goals

app_name = "steering"
urlpatterns = [
    path("goals/", goals.goals, name="goals"),
    path("goals/<uuid:pk>/", goals.goals, name="edition"),
    path("goals/<uuid:pk>/report/", goals.report, name="report"),
    path("goals/<uuid:pk>/table/", goals.export, name="export"),
    path("goals/<uuid:pk>/who/<slug:step>/", goals.names, name="names"),
]
