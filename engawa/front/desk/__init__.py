"""The workbench of the coordinator team (事務局): what waits, by age, with the act beside it."""
