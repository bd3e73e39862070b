"""From a résumé file to what it says: bytes in, `Found` out.

`reading` looks at the upload and lets a child process read it (`__main__`, `readers`); one module a format turns bytes
into rows or fields (`rows` and `tables` set them in order), `resume` and `entries` turn the rows of a résumé into careers by the words
of `headings` and `periods`, `meaning` finds our own words for them.
Nothing here writes; what was found waits as an `Import` until the person confirms it.
"""
