from django.urls import path

from engawa.journey.organizations import views

app_name = "organizations"
urlpatterns = [
    path("organization/register/", views.register, name="register"),
    path("organization/profile/", views.profile, name="profile"),
    path("organization/verification/", views.verification, name="verification"),
    path("organization/members/", views.members, name="members"),
    path("organization/members/leave/", views.leave, name="leave"),
    path("organization/invitations/<uuid:pk>/", views.invitation, name="invitation"),
]
