from django.urls import path

from reminders.views import arrangements, desk, following, health, mail, nights, subscriptions

app_name = "reminders"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("dates/<str:source>/<int:pk>/rest/", arrangements.RestView.as_view(), name="date_rest"),
    path("dates/<str:source>/<int:pk>/hand-over/", arrangements.HandOverView.as_view(), name="date_hand_over"),
    path("dates/<str:source>/<int:pk>/not-needed/", arrangements.NotNeededView.as_view(), name="date_not_needed"),
    path("dates/<str:source>/<int:pk>/take-up-again/", arrangements.TakeUpView.as_view(), name="date_take_up"),
    path("following/", following.following, name="following"),
    path("people/leaving/", leavers.LeaverListView.as_view(), name="leaver_list"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaving"),
    path("people/hand-overs/<int:pk>/", leaving.HandOverDetailView.as_view(), name="hand_over_detail"),
    path("people/hand-overs/<int:pk>/confirm/", leaving.HandOverConfirmView.as_view(), name="hand_over_confirm"),
    path("people/hand-overs/<int:pk>/return/", leaving.HandOverReturnView.as_view(), name="hand_over_return"),
    path("subscription/", subscriptions.SubscriptionView.as_view(), name="subscription"),
    path("subscription/switch-on/", subscriptions.subscription_hear, name="subscription_hear"),
    path("subscription/<int:pk>/", subscriptions.subscription_of_person, name="subscription_of_person"),
    path("mail/unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("health/", health.health, name="health"),
    path("health/alive/", health.alive, name="alive"),
    path("nights/", nights.night_list, name="night_list"),
    path("nights/<int:pk>/", nights.night_detail, name="night_detail"),
    path("mail/", mail.MailListView.as_view(), name="mail_list"),
    path("mail/retry/", mail.mails_retry, name="mails_retry"),
    path("mail/<int:pk>/", mail.MailDetailView.as_view(), name="mail_detail"),
    path("mail/<int:pk>/retry/", mail.MailRetryView.as_view(), name="mail_retry"),
    path("mail/<int:pk>/give-up/", mail.MailGiveUpView.as_view(), name="mail_give_up"),
]
