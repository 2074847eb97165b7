"""A sheet as its tables: headers, columns, what stands above, which row stands under which."""
