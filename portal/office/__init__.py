"""The pages of the office: A-team, O-team, koppelaar and beheer."""
