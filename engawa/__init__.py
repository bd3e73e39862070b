"""Engawa (縁側): where people who have left a career in IT meet the non-profits that need what they know.

Read docs/map.md first. The folders tell the story in order: base (what any serious product needs),
journey (the steps from inventory to certificate), front (pages that show several steps), demo, config.
"""
