"""Names are compared without branches, marks and kinds of kana: the keys of all are written anew."""
from django.db import migrations

from engawa.journey.organizations.names import name_key


def renew(apps, _editor):
    organizations = apps.get_model("organizations", "Organization")
    for one in organizations.objects.only("name", "name_key").iterator():
        if one.name_key != (key := name_key(one.name)):
            organizations.objects.filter(pk=one.pk).update(name_key=key)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0007_foreign_number")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
