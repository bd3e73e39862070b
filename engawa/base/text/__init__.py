"""Japanese text: made comparable (`normal`), split into words (`tokens`), chosen by language (`language`).

No models and no knowledge of the product. The tokenizer loads on first use, once in a process.
"""
