"""What Django brings along and nobody here uses: its groups of accounts."""

from django.contrib import admin
from django.contrib.auth.models import Group

# Who may do what follows from roles and facts (`access.py` of each room), not from groups.
admin.site.unregister(Group)
