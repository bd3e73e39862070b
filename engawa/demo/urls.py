from django.urls import path

from engawa.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.persons, name="persons"),
    path("demo/enter/<int:pk>/", views.enter, name="enter"),
    path("demo/mailbox/", views.mailbox, name="mailbox"),
    path("demo/mailbox/<uuid:pk>/", views.mail, name="mail"),
    path("demo/mailbox/<uuid:pk>/<int:number>/", views.attachment, name="attachment"),
]
