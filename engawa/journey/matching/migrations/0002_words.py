"""The full-text index itself, in the dialect of each database.

SQLite: an FTS5 table over the columns of matching_searchrow, kept by triggers. Only white space divides words
(every other kind of sign is a letter of a word), because they come already split. A later migration that rebuilds
matching_searchrow must create the triggers anew.
PostgreSQL: a tsvector column, written by the action that writes the row, with a GIN index.
"""
from django.db import migrations

COLUMNS = "title, skills, organization, body"
SQLITE = [
    f"""CREATE VIRTUAL TABLE matching_words USING fts5({COLUMNS}, content='matching_searchrow', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'")""",
    f"""CREATE TRIGGER matching_words_added AFTER INSERT ON matching_searchrow BEGIN
        INSERT INTO matching_words(rowid, {COLUMNS}) VALUES (new.id, new.title, new.skills, new.organization, new.body);
        END""",
    f"""CREATE TRIGGER matching_words_removed AFTER DELETE ON matching_searchrow BEGIN
        INSERT INTO matching_words(matching_words, rowid, {COLUMNS})
        VALUES ('delete', old.id, old.title, old.skills, old.organization, old.body);
        END""",
    f"""CREATE TRIGGER matching_words_changed AFTER UPDATE ON matching_searchrow BEGIN
        INSERT INTO matching_words(matching_words, rowid, {COLUMNS})
        VALUES ('delete', old.id, old.title, old.skills, old.organization, old.body);
        INSERT INTO matching_words(rowid, {COLUMNS}) VALUES (new.id, new.title, new.skills, new.organization, new.body);
        END""",
]
SQLITE_BACK = ["DROP TRIGGER matching_words_added", "DROP TRIGGER matching_words_removed",
               "DROP TRIGGER matching_words_changed", "DROP TABLE matching_words"]
POSTGRES = ["ALTER TABLE matching_searchrow ADD COLUMN words tsvector NOT NULL DEFAULT ''::tsvector",
            "CREATE INDEX matching_searchrow_words ON matching_searchrow USING gin (words)"]
POSTGRES_BACK = ["DROP INDEX matching_searchrow_words", "ALTER TABLE matching_searchrow DROP COLUMN words"]


def _run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def forwards(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRES})


def backwards(apps, schema_editor):
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRES_BACK})


class Migration(migrations.Migration):

    dependencies = [("matching", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
