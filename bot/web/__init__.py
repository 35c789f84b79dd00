"""The office's page: the same conversation in a browser, as rows of inbox and outbox."""
