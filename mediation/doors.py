"""The doors that people come in by, by the names under which every row knows them."""

TELEGRAM, WEB = "telegram", "web"
OFFICE = "office"
"""The site of the web door: an office has one page, wherever it stands."""
TEXTS, PUSH = "sms", "push"
"""Ways that only ring: a text message, a browser's bell. Nobody comes in by them, and they carry no content."""
GATEWAY, BROWSER = "gateway", "browser"
"""The sites of what rings: the gateway for text messages (the chat is CASE/PARTY), a browser (the chat is its hash)."""
