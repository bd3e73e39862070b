"""Words and templates as the desk edits them: lists, one thing with its versions, the form, and the file of a whole list."""
