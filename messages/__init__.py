"""The words: templates by subject in zh/ and en/, formats per language; nothing here decides or sends anything."""
