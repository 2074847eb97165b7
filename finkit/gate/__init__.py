"""The gate: how text from outside becomes a name or a number, whatever file or option it is in.

characters   what nobody sees is gone, what only looks like a character is that character
marks        footnote marks (注号): never part of a name or a number
names        a name as it is stored and shown
pinyin       a name as it is typed without an input method: ltx for 临洮县
numbers      digits, sign, separators and a unit; nothing else is a number
"""
