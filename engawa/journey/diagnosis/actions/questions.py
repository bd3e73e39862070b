"""Loads the questions."""
from django.db import transaction

from engawa.journey.diagnosis.models import Answer, Question
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.reference import read_data


@transaction.atomic
def load_questions() -> Loaded:
    """Bring questions and answers in line with `data/diagnosis.yaml`. A second run writes nothing.

    A question that leaves the file is retired: check-ups that answered it keep the answer, new ones do not ask it.
    """
    data, loaded = read_data("engawa.journey.diagnosis", "diagnosis.yaml"), Loaded("diagnosis.yaml")
    upsert_terms(model=Question, into=loaded, rows={
        row["slug"]: {
            "area_id": row["area"], "number": number, "priority": row["slug"] in data["priority_questions"],
            **{name: row[name] for name in ("ja", "en", "why_ja", "why_en")},
        } for number, row in enumerate(data["questions"], start=1)})
    answers = [(row["slug"], answer) for row in data["questions"] for answer in row["answers"]]
    replace_links(model=Answer, keys=("question_id", "score"), into=loaded, rows=[
        {"question_id": question, **{name: answer[name] for name in ("score", "ja", "en")}}
        for question, answer in answers])
    pks = {(question, score): pk for pk, question, score in Answer.objects.values_list("pk", "question_id", "score")}
    replace_links(
        model=Answer.templates.through, keys=("answer_id", "template_id"), into=loaded,
        rows=[{"answer_id": pks[question, answer["score"]], "template_id": template}
              for question, answer in answers for template in answer["templates"]])
    loaded.totals["answers"] = len(answers)
    return loaded
