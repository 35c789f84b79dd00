"""The Telegram door: what comes in becomes inbox rows, what goes out was an outbox row; only here is Telegram known."""
