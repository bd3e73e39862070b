"""PostgreSQL: long texts stand outside the rows of the index, and words are looked up by one function.

Thousands of narrow rows are found in few pages. They are narrow once they are written anew, as `engawa prepare` does after this
migration (`normaliser.RULES`). The planner does not know what it costs to fetch the words of a row from outside and would
rather look through all rows for a common word, ten times slower: the function forbids that. What was written last is looked
through one by one at each question, so little of it is let wait.
"""
from django.db import migrations

NARROW = ["ALTER TABLE matching_searchrow SET (toast_tuple_target = 128)",
          "ALTER INDEX matching_searchrow_words SET (gin_pending_list_limit = 64)",
          """CREATE FUNCTION matching_rows_with(word tsquery) RETURNS bytea LANGUAGE sql STABLE
             SET enable_seqscan = off SET max_parallel_workers_per_gather = 0
             AS $$ SELECT string_agg(int8send(id), '') FROM matching_searchrow WHERE words @@ word $$"""]
BACK = ["DROP FUNCTION matching_rows_with(tsquery)",
        "ALTER TABLE matching_searchrow RESET (toast_tuple_target)",
        "ALTER INDEX matching_searchrow_words RESET (gin_pending_list_limit)"]


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)
    return run


class Migration(migrations.Migration):

    dependencies = [("matching", "0005_plans")]

    operations = [migrations.RunPython(on_postgresql(NARROW), on_postgresql(BACK))]
