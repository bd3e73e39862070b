from django.urls import path

from engawa.journey.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("projects/<uuid:pk>/close/", views.close, name="close"),
    path("projects/<uuid:pk>/close/confirm/", views.confirm, name="confirm"),
    path("projects/<uuid:pk>/close/not-yet/", views.not_yet, name="not_yet"),
    path("projects/<uuid:pk>/done/", views.done, name="done"),
    path("projects/<uuid:pk>/done/show/", views.show, name="show"),
    path("projects/<uuid:pk>/done/hide/", views.hide, name="hide"),
    path("projects/<uuid:pk>/review/", views.thanks, name="thanks"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<uuid:pk>/", views.certificate, name="certificate"),
    path("certificates/<uuid:pk>/pdf/", views.certificate_pdf, name="certificate_pdf"),
    path("certificates/check/", views.check, name="check"),
    path("certificates/check/<str:code>/", views.checked, name="checked"),
]
