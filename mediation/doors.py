"""The doors that people come in by, by the names under which every row knows them."""

TELEGRAM, WEB = "telegram", "web"
OFFICE = "office"
"""The site of the web door: an office has one page, wherever it stands."""
