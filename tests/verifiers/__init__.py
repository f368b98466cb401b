"""Verifiers of credentials that are not ours: two in Node, two in Python.

None of them may use the network: what they ask for is one of the documents they are given.
"""
