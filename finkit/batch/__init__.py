"""Many reports: plan → preflight → execute → index."""
