"""団体: a small non-profit, its members, and its verification by the desk (事務局).

States: draft → asked (確認を申し込んだ) → checking (somebody at the desk has taken it up) → verified, or more_wanted (ask for more, then asked again),
or refused; a verified organization can be suspended and restored. Until verified it drafts, cannot submit,
and sees no field of an applicant.
"""
