"""The table of schedules."""
from django.db import models


class Schedule(models.Model):
    name = models.CharField(max_length=120, primary_key=True)
    every_seconds = models.PositiveIntegerField()
    next_run = models.DateTimeField(db_index=True)
    last_run = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
