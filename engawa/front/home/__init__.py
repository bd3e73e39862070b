"""マイページ and the organization's page: the next thing first, always one clear action."""
