from django.urls import path

from engawa.journey.postings import views
from engawa.journey.postings.symptoms import symptoms

app_name = "postings"
OURS = "organization/postings/"
ONE = OURS + "<uuid:pk>/"
urlpatterns = [
    path(OURS, views.posting_list, name="list"),
    path(OURS + "symptoms/", symptoms, name="symptoms"),
    path(OURS + "new/", views.choose, name="choose"),
    path(OURS + "new/blank/", views.blank, name="blank"),
    path(OURS + "new/<slug:slug>/", views.template, name="template"),
    path(ONE, views.posting, name="posting"),
    path(ONE + "edit/<slug:section>/", views.edit, name="edit"),
    path(ONE + "check/", views.check, name="check"),
    path(ONE + "preview/", views.preview, name="preview"),
    path(ONE + "sent/", views.sent, name="sent"),
    path(ONE + "state/<slug:act>/", views.change_state, name="state"),
    path(ONE + "extend/", views.extend, name="extend"),
    path(ONE + "close/", views.close, name="close"),
    path(ONE + "copy/", views.copy, name="copy"),
]
