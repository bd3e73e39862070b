"""完了: one side asks, the other confirms; thanks from both; a certificate that anybody can check by its code."""
