from django.urls import path

from engawa.journey.learning import views

app_name = "learning"
urlpatterns = [
    path("guide/", views.guide, name="guide"),
    path("guide/quiz/", views.quiz, name="quiz"),
    path("guide/<slug:slug>/", views.section, name="section"),
]
