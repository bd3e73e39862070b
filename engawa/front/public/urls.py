from django.urls import path

from engawa.front.public import questions, views

app_name = "public"
urlpatterns = [
    path("", views.top, name="top"),
    path("about/", views.prose, {"slug": "about"}, name="about"),
    path("how-it-works/", views.prose, {"slug": "how-it-works"}, name="how_it_works"),
    path("for-participants/", views.prose, {"slug": "for-participants"}, name="for_participants"),
    path("for-npos/", views.prose, {"slug": "for-npos"}, name="for_npos"),
    path("accessibility/", views.prose, {"slug": "accessibility"}, name="accessibility"),
    path("terms/", views.prose, {"slug": "terms"}, name="terms"),
    path("privacy/", views.prose, {"slug": "privacy"}, name="privacy"),
    path("help/", views.prose, {"slug": "help"}, name="help"),
    path("areas/", views.areas, name="areas"),
    path("areas/<slug:slug>/", views.area, name="area"),
    path("organizations/<uuid:pk>/", views.organization, name="organization"),
    path("organizations/<uuid:pk>/photo/", views.organization_photo, name="organization_photo"),
    path("postings/<uuid:pk>/", views.posting, name="posting"),
    path("postings/<uuid:pk>/ask/", questions.ask, name="ask"),
    path("postings/<uuid:pk>/report/", questions.report_posting, name="report"),
    path("questions/<uuid:pk>/report/", questions.report_question, name="report_question"),
    path("report/done/", questions.report_done, name="report_done"),
    path("contact/", views.contact, name="contact"),
    path("contact/call-back/", views.call_back, name="call_back"),
    path("contact/done/", views.contact_done, name="contact_done"),
]
