"""What we know of KQL as text, before any engine sees it: its tokens, the limits we set, and what we rewrite.

KQL is Microsoft's query language of Sentinel and Defender (https://learn.microsoft.com/kusto/query/).
"""
