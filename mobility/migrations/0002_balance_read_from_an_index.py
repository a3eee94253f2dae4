from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mobility", "0001_mobility")]

    operations = [
        migrations.AddIndex(
            model_name="mobility",
            index=models.Index(
                condition=models.Q(("activity", "student-studies")),
                fields=["agreement", "academic_year"],
                include=("partner", "host_country", "unit", "scheme", "state", "direction", "term"),
                name="mobility_balance",
            ),
        ),
    ]
