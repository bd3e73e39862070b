"""engawa extract-skills: read a list of careers, one JSON object a line, and write the skills found in each."""
from engawa.base.text.line_command import LineCommand
from engawa.journey.skills.extraction import Kind, extract_each, summed
from engawa.journey.skills.extraction.sources import names, vocabulary_from_files


class Command(LineCommand):
    help = (
        "Read careers from a file of JSON lines, each with an id and a text, and write the same lines with skills and "
        "not_skills. Needs no database: the words come from the files of the product."
    )
    what = "careers"

    def found(self, texts):
        for mentions in extract_each(texts, vocabulary_from_files()):
            found = summed(mentions)
            yield {
                "skills": [{"slug": one.skill, "name": names()[one.skill], "strength": one.strength}
                           for one in found if one.kind is Kind.OWN],
                "not_skills": [{"slug": one.skill, "name": names()[one.skill], "kind": str(one.kind)}
                               for one in found if one.kind is not Kind.OWN],
            }
