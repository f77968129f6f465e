"""How the text speaks: measures, subjects, sentences; clues, statements, covers, slips."""
