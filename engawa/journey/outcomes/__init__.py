"""完了: asked by one side, confirmed by the other, thanks from both, a certificate anybody can check.

A completion waits (confirmed_at empty) until the other side confirms; then the project is finished and each
participant has a certificate with a check number (照会番号).
"""
