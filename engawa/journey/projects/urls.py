from django.urls import path

from engawa.journey.projects import views

app_name = "projects"
urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/<uuid:pk>/", views.room, name="room"),
    path("projects/of/<uuid:pk>/", views.of_agreement, name="of_agreement"),
    path("projects/<uuid:pk>/reports/", views.reports, name="reports"),
    path("projects/<uuid:pk>/reports/new/", views.report, name="report"),
    path("projects/<uuid:pk>/reports/<int:number>/", views.one_report, name="one_report"),
    path("projects/<uuid:pk>/reports/<int:number>/read/", views.read, name="read"),
    path("projects/<uuid:pk>/hours/", views.hours, name="hours"),
    path("projects/<uuid:pk>/hours/<uuid:row>/remove/", views.remove_hours, name="remove_hours"),
    path("projects/<uuid:pk>/messages/", views.messages_page, name="messages"),
    path("projects/<uuid:pk>/change/", views.change, name="change"),
    path("projects/<uuid:pk>/stop/", views.stop, name="stop"),
    path("projects/<uuid:pk>/resume/", views.resume, name="resume"),
    path("records/", views.records, name="records"),
]
