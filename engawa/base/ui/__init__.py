"""What every page is made of: base template, components, form rendering, colours and type.

No models. Knows nothing of people or steps: whatever a page needs to know about the reader is read
from the request, lazily, and links upward are URL names that may not exist yet. The words and the
looks follow one stylesheet (`static/ui/engawa.css`) and one set of components (`templates/cotton/`).
"""
