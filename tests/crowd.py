"""A crowd: every row of a small world many times over, so that lists become long. Made in bulk, not by actions: only numbers count."""
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

Made = dict[type[models.Model], list[Any]]

MOST = {"organizations.Organization": 200, "postings.Posting": 2000}
COPIES, ROWS = 40, 400  # of each row, and of each table beyond what the small world has
# The vocabulary of the house does not grow with its use.
NOT_MORE = {"skills", "diagnosis.Question", "diagnosis.Answer", "postings.Template", "postings.TemplateSkill"}


def multiply() -> dict[str, int]:
    """Copy the rows of every table of ours; return how many rows each has now."""
    found: dict[str, int] = {}
    made: Made = {}
    for model in _parents_first(apps.get_models()):
        label = model._meta.label
        if not model.__module__.startswith("engawa.") or {label, model._meta.app_label} & NOT_MORE:
            continue
        rows = list(model._default_manager.order_by())  # as they were made, on SQLite
        wanted = max(0, MOST.get(label, min(len(rows) * COPIES, ROWS + len(rows))) - len(rows))
        for n, row in zip(range(wanted), _over_and_over(rows), strict=False):
            _copy(model, row, n, n // len(rows), made)
        found[label] = model._default_manager.count()
    return found


def _over_and_over(rows: list[Any]) -> Iterator[Any]:
    while rows:
        yield from reversed(rows)


def _copy(model: type[models.Model], row: Any, n: int, turn: int, made: Made) -> None:
    """One more row like this one, the nth, in this turn of all rows; what has to be unique is made so, and what cannot be is left out."""
    values = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields if not field.primary_key}
    for names in _unique(model):
        values |= _another(model, names, values, n, turn, made)
    if model._meta.label == "postings.Posting" and turn % 2:  # half of them stay with their organization
        values |= _another(model, ("organization",), values, n, turn, made)
    try:
        with transaction.atomic():
            made.setdefault(model, []).extend(one.pk for one in model._default_manager.bulk_create([model(**values)]))
    except IntegrityError:
        pass


def _unique(model: type[models.Model]) -> list[tuple[str, ...]]:
    sets = [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    return sets + [tuple(one.fields) for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]


def _another(model: type[models.Model], names: tuple[str, ...], values: dict[str, Any], n: int, turn: int, made: Made) -> dict[str, Any]:
    """Other values for one of these fields: a word or number of its own, else a copied row that it leads to."""
    fields = [model._meta.get_field(name) for name in names]
    if any(values[field.attname] in (None, "") for field in fields):
        return {}
    for field in fields:
        value = values[field.attname]
        if isinstance(field, models.IntegerField):
            return {field.attname: 1000 + n}
        if isinstance(field, models.CharField) and not field.choices:
            end = f"{n}x"
            return {field.attname: f"{end}{value}"[:field.max_length]}
    links = [field for field in fields if isinstance(field, models.ForeignKey)]
    if not links:
        return {}
    field = links[turn % len(links)]
    if field.related_model not in made and {field.related_model._meta.label, field.related_model._meta.app_label} & NOT_MORE:
        made[field.related_model] = list(field.related_model._default_manager.values_list("pk", flat=True))
    others = made.get(field.related_model, [])
    return {field.attname: others[n % len(others)]} if others else {}


def _parents_first(found: Any) -> list[type[models.Model]]:
    done: list[type[models.Model]] = []

    def add(model: type[models.Model], above: tuple[type[models.Model], ...] = ()) -> None:
        if model in done or model in above:
            return
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                add(field.related_model, (*above, model))
        done.append(model)

    for model in found:
        add(model)
    return done
