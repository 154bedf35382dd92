"""The product's road map with the demonstration's page, whether or not it was installed when the map was drawn."""

from django.urls import include, path

urlpatterns = [path("demonstration/", include("opstap_demo.urls")), path("", include("opstap.site.urls"))]
