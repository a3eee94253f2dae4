from django.urls import path

from accounts.views import invitations, people, profile, substitutes

app_name = "accounts"

urlpatterns = [
    path("", people.UserListView.as_view(), name="user_list"),
    path("units/", people.UnitListView.as_view(), name="unit_list"),
    path("me/", profile.ProfileView.as_view(), name="profile"),
    path("<int:pk>/substitutes/", substitutes.DelegationListView.as_view(), name="delegation_list"),
    path("<int:pk>/substitutes/new/", substitutes.DelegationCreateView.as_view(), name="delegation_create"),
    path("substitutes/<int:pk>/edit/", substitutes.DelegationUpdateView.as_view(), name="delegation_edit"),
    path("substitutes/<int:pk>/end/", substitutes.DelegationEndView.as_view(), name="delegation_end"),
    path("<int:pk>/invite/", invitations.invitation_send, name="invitation_send"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
]
