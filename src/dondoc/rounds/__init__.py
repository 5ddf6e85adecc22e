"""Ask many, get one answer: a request goes to many addressees with a day due, answers come in any way people really
answer, chasing is automatic, and one table comes out. What is asked is the business of the rooms above."""
