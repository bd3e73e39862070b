"""プロジェクト: the room where agreed work runs: reports on the agreed days, hours, messages, end date.

States: running ⇄ paused; running → finished (by outcomes, when both sides confirm) or stopped.
"""
