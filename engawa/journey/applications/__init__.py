"""応募・面談: an application with chosen experience, dated slots, the interview, and what each side says after it.

States: sent → offering (the organization wrote new times) or meeting (a time is fixed) → accepted when both say
進めたい; declined by either side, withdrawn by the participant, or closed with the posting. An application in
sent or offering always has a date by which somebody answers (`answer_due`).
"""
