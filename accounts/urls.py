from django.urls import path

from accounts.views import invitations, people, profile

app_name = "accounts"

urlpatterns = [
    path("", people.UserListView.as_view(), name="user_list"),
    path("units/", people.UnitListView.as_view(), name="unit_list"),
    path("me/", profile.ProfileView.as_view(), name="profile"),
    path("<int:pk>/invite/", invitations.invitation_send, name="invitation_send"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
]
