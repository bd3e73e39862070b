from django.urls import path

from engawa.front.home import views

app_name = "home"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("organization/", views.organization, name="organization"),
]
