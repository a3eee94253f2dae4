from django.urls import path

from reminders.views import desk, following, mail

app_name = "reminders"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("following/", following.following, name="following"),
    path("mail/", mail.MailListView.as_view(), name="mail_list"),
    path("mail/<int:pk>/", mail.MailDetailView.as_view(), name="mail_detail"),
    path("mail/<int:pk>/retry/", mail.MailRetryView.as_view(), name="mail_retry"),
    path("mail/<int:pk>/give-up/", mail.MailGiveUpView.as_view(), name="mail_give_up"),
]
