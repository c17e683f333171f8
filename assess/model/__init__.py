"""The records: what a document of each kind holds, and how parts become one questionnaire."""
