"""Tables as amounts: items, areas or years as rows, each cell taken or left aside."""
