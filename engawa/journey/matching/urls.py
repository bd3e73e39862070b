from django.urls import path

from engawa.journey.matching import views

app_name = "matching"
urlpatterns = [
    path("postings/", views.search, name="search"),
    path("postings/<uuid:pk>/save/", views.save, name="save"),
    path("postings/<uuid:pk>/unsave/", views.unsave, name="unsave"),
    path("saved/", views.saved, name="saved"),
    path("suggestions/", views.suggestions, name="suggestions"),
]
