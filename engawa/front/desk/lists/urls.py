"""Addresses below desk/lists/."""
from django.urls import path

from engawa.front.desk.lists import editing, files, views

urlpatterns = [
    path("", views.clashes_page, name="list_clashes"),
    path("<slug:code>/", views.list_page, name="list"),
    path("<slug:code>/new/", editing.new, name="list_new"),
    path("<slug:code>/file/", files.upload, name="list_file"),
    path("<slug:code>/file/get/", files.download, name="list_download"),
    path("<slug:code>/<slug:slug>/", views.thing_page, name="list_thing"),
    path("<slug:code>/<slug:slug>/edit/", editing.edit, name="list_edit"),
    path("<slug:code>/<slug:slug>/versions/", views.versions_page, name="list_versions"),
    path("<slug:code>/<slug:slug>/versions/<int:number>/back/", views.bring_back, name="list_back"),
    path("<slug:code>/<slug:slug>/<slug:act>/", views.act, name="list_act"),
]
