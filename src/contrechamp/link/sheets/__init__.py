"""Sheets: what a person writes in a text editor or a spreadsheet, offline, and gives as judgements in one go."""
