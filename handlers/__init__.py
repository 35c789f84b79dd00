"""From an ask to what should be so: handlers read, ask the rules and give back a decision; they never send."""
