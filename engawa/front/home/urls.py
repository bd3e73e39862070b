from django.urls import path

app_name = "home"
urlpatterns = []
try:
    from engawa.front.home import views
    urlpatterns = [
        path("home/", views.home, name="home"),
        path("organization/", views.organization, name="organization"),
    ]
except ImportError:
    pass
