"""Addresses of the house's own pages."""
from django.urls import path

from engawa.base.ui import views

app_name = "ui"
urlpatterns = [
    path("display/", views.display, name="display"),
    path("carry/", views.carry, name="carry"),
    path("gallery/", views.gallery, name="gallery"),
]
