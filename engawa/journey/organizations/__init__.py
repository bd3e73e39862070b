"""団体: a small non-profit, its members, and its verification by the desk (事務局).

States: draft → asked (確認を申し込んだ) → checking (somebody at the desk has taken it up) → verified, or more_wanted (ask for more, then asked again),
or refused; a verified organization can be suspended and restored. A representative ends the registration (closed, for good) at once, the
desk with two; what runs with participants ends first, postings close with it, and members read on for three years. Until verified it drafts, cannot submit,
and sees no field of an applicant.
"""
