"""The pages of aios and opleiders."""
