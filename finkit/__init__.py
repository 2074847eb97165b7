"""finkit: county fiscal reports from published figures."""
