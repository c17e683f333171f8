"""The records: what a document of each kind holds, as frozen pydantic models, and how parts become one questionnaire."""
