app_name = "finder"

urlpatterns = []
