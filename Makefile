# Thin aliases; start.py and .venv/bin/engawa do the work.
.PHONY: demo test setup bench map messages
demo test setup bench:
	python3 start.py $@
map messages:
	ENGAWA_MODE=demo .venv/bin/engawa $@
