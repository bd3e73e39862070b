"""engawa extract-needs: read postings in their own words and write the skills and templates that may help."""
from engawa.base.text.line_command import LineCommand
from engawa.journey.postings.needs_in_files import needs_from_files, skills_led_to, templates
from engawa.journey.skills.extraction.sources import names


class Command(LineCommand):
    help = (
        "Read troubles from a file of JSON lines, each with an id and a text, and write the same lines with skills (those named, "
        "then those the likeliest template requires) and templates, the likeliest first. Needs no database: words and templates "
        "come from the files of the product."
    )
    what = "texts"

    def found(self, texts):
        for needs in map(needs_from_files, texts):
            yield {
                "skills": [{"slug": skill, "name": names()[skill], "words": list(words)} | ({"template": template} if template else {})
                           for skill, words, template in skills_led_to(needs)],
                "templates": [{"slug": slug, "title": templates()[slug]["title"]["ja"], "nearness": round(needs.nearness[slug], 3), "words": list(words)}
                              for slug, words in needs.templates],
            }
