from django.urls import path

from engawa.journey.diagnosis import views

app_name = "diagnosis"
urlpatterns = [
    path("check-up/", views.start, name="start"),
    path("check-up/<uuid:pk>/<int:number>/", views.question, name="question"),
    path("check-up/<uuid:pk>/questions/", views.questions, name="questions"),
    path("check-up/<uuid:pk>/result/", views.result, name="result"),
    path("check-up/<uuid:pk>/share/<slug:act>/", views.share, name="share"),
    path("check-up/<uuid:pk>/result.pdf", views.result_pdf, name="result_pdf"),
]
