from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mobility", "0005_rounds_of_several_units")]

    operations = [
        migrations.AddIndex(
            model_name="mobility",
            index=models.Index(
                condition=models.Q(("state", "nominated")), fields=["state_since", "id"], name="mobility_nominated"
            ),
        ),
    ]
