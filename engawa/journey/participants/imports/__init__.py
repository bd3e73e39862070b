"""From a résumé file to what it says: bytes in, `Found` out.

`reading` looks at the upload and lets a child process read it (`__main__`, `readers`); one module a format turns bytes
into rows or fields, `resume` turns the rows of a Japanese résumé into careers, `meaning` finds our own words for them.
Nothing here writes; what was found waits as an `Import` until the person confirms it.
"""
