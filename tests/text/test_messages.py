"""`engawa messages`: what it collects, keeps, compiles and complains about."""
import gettext
from pathlib import Path

import pytest

from engawa.base.text import catalogues

PYTHON = '''
from django.utils.translation import gettext as _, ngettext, pgettext
def words(n):
    return _("Hello"), ngettext("one cup", "%(n)s cups", n) % {"n": n}, pgettext("month", "May"), "not marked"
'''
TEMPLATE = '''{% extends "ui/page.html" %}
  {% block content %}
      <h1>{% translate "Sit down" %}</h1>
   <p title="{% translate 'A bench' context 'seat' %}">{% blocktranslate trimmed with name=x %}
       Hello, {{ name }},
       100% welcome
     {% endblocktranslate %}</p>
    {% blocktranslate count n=cups trimmed context "tea" %}
      One tea
    {% plural %}
      {{ n }} teas
    {% endblocktranslate %}
  {% include "x.html" with title=_("Veranda") %} { it's (unbalanced "text"
  {% endblock %}
'''


@pytest.fixture
def app(tmp_path: Path) -> catalogues.App:
    folder = tmp_path / "journey" / "tea"
    (folder / "templates" / "tea").mkdir(parents=True)
    (folder / "__init__.py").write_text('"""Tea."""')
    (folder / "views.py").write_text(PYTHON)
    (folder / "templates" / "tea" / "page.html").write_text(TEMPLATE)
    return catalogues.App("tea", folder)


def translate(app: catalogues.App, msgid: str, msgstr: str) -> None:
    po = app.catalogue.read_text()
    for empty in (f'msgid "{msgid}"\nmsgstr ""\n', f'msgid_plural "{msgid}"\nmsgstr[0] ""\n'):
        if empty in po:
            app.catalogue.write_text(po.replace(empty, empty.replace('""\n', f'"{msgstr}"\n')))
            return
    raise AssertionError(f"{msgid} is not waiting for a translation in\n{po}")


JAPANESE = {
    "Hello": "こんにちは", "%(n)s cups": "%(n)s杯", "May": "5月", "Sit down": "お座りください", "A bench": "長いす",
    "Hello, %(name)s, 100%% welcome": "%(name)sさん、100%%歓迎します", "%(n)s teas": "お茶%(n)s杯", "Veranda": "縁側",
}


def complete(app: catalogues.App) -> None:
    catalogues.update(app)
    for english, japanese in JAPANESE.items():
        translate(app, english, japanese)


def test_collects_python_and_template_strings_in_reading_order(app):
    assert [(m.id, m.context) for m in catalogues.entries(catalogues.collect(app))] == [
        ("Hello", None), (("one cup", "%(n)s cups"), None), ("May", "month"), ("Sit down", None), ("A bench", "seat"),
        ("Hello, %(name)s, 100%% welcome", None), (("One tea", "%(n)s teas"), "tea"), ("Veranda", None)]


def test_a_catalogue_has_files_but_no_line_numbers_dates_or_guesses(app):
    catalogues.update(app)
    po = app.catalogue.read_text()
    assert "#: templates/tea/page.html\n" in po
    assert not any(word in po for word in ("page.html:", "Date", "fuzzy"))


def test_running_twice_changes_nothing(app):
    complete(app)
    catalogues.update(app)
    before = app.catalogue.read_bytes(), app.catalogue.stat().st_mtime_ns
    catalogues.update(app)
    assert (app.catalogue.read_bytes(), app.catalogue.stat().st_mtime_ns) == before


def test_compiled_words_reach_the_reader(app):
    complete(app)
    catalogues.compile_catalogue(app)
    with app.catalogue.with_suffix(".mo").open("rb") as file:
        ja = gettext.GNUTranslations(file)
    assert ja.gettext("Hello") == "こんにちは"
    assert ja.pgettext("month", "May") == "5月"
    assert ja.npgettext("tea", "One tea", "%(n)s teas", 1) == "お茶%(n)s杯"


def test_a_complete_catalogue_has_no_complaint(app):
    complete(app)
    assert catalogues.complaints(app) == []


def test_complains_of_a_missing_translation(app):
    assert catalogues.complaints(app)[0] == "tea: 'Hello' has no Japanese (views.py)"
    assert len(catalogues.complaints(app)) == 8


def test_complains_of_a_fuzzy_one(app):
    complete(app)
    po = app.catalogue.read_text()
    app.catalogue.write_text(po.replace('msgid "Sit down"', '#, fuzzy\nmsgid "Sit down"'))
    assert catalogues.complaints(app) == ["tea: 'Sit down' is marked fuzzy"]


@pytest.mark.parametrize(("good", "bad"), [("%(name)sさん、", "皆さん、"), ("%(n)s杯", "%(m)s杯"), ("5月", "{n}月")])
def test_complains_of_a_gap_that_differs(app, good, bad):
    complete(app)
    app.catalogue.write_text(app.catalogue.read_text().replace(good, bad))
    assert any("fills in" in complaint for complaint in catalogues.complaints(app))


def test_an_unused_translation_is_set_aside_and_comes_back(app):
    complete(app)
    (app.folder / "views.py").write_text('"""Nothing said."""')
    catalogues.update(app)
    assert '#~ msgstr "こんにちは"' in app.catalogue.read_text()
    (app.folder / "views.py").write_text(PYTHON)
    catalogues.update(app)
    assert catalogues.complaints(app) == []
    assert "#~" not in app.catalogue.read_text()


def test_a_string_that_gains_a_plural_keeps_its_translation(app):
    complete(app)
    (app.folder / "views.py").write_text(PYTHON.replace('_("Hello")', 'ngettext("Hello", "Hellos", n)'))
    catalogues.update(app)
    assert catalogues.complaints(app) == []


def test_one_english_string_says_one_thing_in_the_whole_house(app):
    complete(app)
    other = catalogues.App("coffee", app.folder.with_name("coffee"))
    catalogues.replace(other.catalogue, app.catalogue.read_bytes().replace("こんにちは".encode(), "やあ".encode()))
    assert catalogues.contradictions([app, other]) == ["'Hello' is 'こんにちは' in tea but 'やあ' in coffee"]


def test_an_app_without_strings_gets_no_catalogue(app):
    (app.folder / "views.py").unlink()
    (app.folder / "templates" / "tea" / "page.html").unlink()
    catalogues.update(app)
    assert not app.catalogue.exists()


def test_an_unknown_app_is_named(app):
    with pytest.raises(ValueError, match=r"no such app: coffee\. There are: tea"):
        catalogues.apps(["coffee"], house=app.folder.parents[1])
