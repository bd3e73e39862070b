"""Pages that show several steps at once. They read and ask; they own no rule and write nothing themselves."""
