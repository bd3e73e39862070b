from django.urls import path

from engawa.journey.postings import life, views, writing
from engawa.journey.postings.symptoms import symptoms

app_name = "postings"
OURS = "organization/postings/"
ONE = OURS + "<uuid:pk>/"
urlpatterns = [
    path(OURS, views.posting_list, name="list"),
    path(OURS + "symptoms/", symptoms, name="symptoms"),
    path(OURS + "new/", views.choose, name="choose"),
    path(OURS + "new/blank/", views.blank, name="blank"),
    path(OURS + "new/talk/", writing.talk, name="talk"),
    path(OURS + "new/<slug:slug>/", views.template, name="template"),
    path(ONE, views.posting, name="posting"),
    path(ONE + "edit/<slug:section>/", writing.edit, name="edit"),
    path(ONE + "check/", writing.check, name="check"),
    path(ONE + "remind/", writing.remind, name="remind"),
    path(ONE + "hints/", writing.aside, name="aside"),
    path(ONE + "preview/", views.preview, name="preview"),
    path(ONE + "sent/", views.sent, name="sent"),
    path(ONE + "state/<slug:act>/", views.change_state, name="state"),
    path(ONE + "extend/", views.extend, name="extend"),
    path(ONE + "drop/", life.drop, name="drop"),
    path(ONE + "close/", life.close, name="close"),
    path(ONE + "seats/", life.seats, name="seats"),
    path(ONE + "history/", life.whole_history, name="history"),
    path(ONE + "comments/<int:row>/", life.comment, name="comment"),
    path("organization/questions/", life.questions, name="questions"),
    path("organization/questions/<uuid:pk>/", life.question, name="question"),
    path("reports/<uuid:pk>/", life.report, name="report"),
    path(ONE + "copy/", views.copy, name="copy"),
]
