from django.urls import path

from engawa.base.notices import views

app_name = "notices"
urlpatterns = [
    path("notifications/", views.notice_list, name="list"),
    path("notifications/read/", views.read_all, name="read_all"),
    path("notifications/<uuid:pk>/", views.open_notice, name="open"),
]
