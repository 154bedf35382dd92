"""Invented learners: who they are, what they truly know, when they come, how they answer, whether they pass. Pure Python.

It knows nothing of Opstap, and in particular not the model with which `practice` reads answers: what a learner knows is
drawn from hidden, correlated factors that are not the exam's domains; skills help each other along links that no outline
shows; knowledge fades; answers are careless, guessed or slipped; the real exam asks other questions, in English, on a good
or a bad day. So what the demonstration shows about readiness is found by the product, not put into it.

Days are floats since 1970-01-01 (`day_of`); strengths and difficulties are logits; shares are 0 to 1. The numbers are ours,
chosen so that an invented school looks like the real ones of the public reports: about one in five leaves, six to nine in
ten come to a class, three in four pass an exam at the first attempt.
"""
