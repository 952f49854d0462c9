"""Mentions and judgements become entities and facts, each fact citing at least one passage."""
