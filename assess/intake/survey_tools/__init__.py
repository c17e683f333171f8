"""The questionnaire written for survey tools, so that their exports can be read back unchanged."""
