"""What the programme costs and earns, so that a finance director can follow every number: pure and exact.

ledger       the engagement's figures as numbers with unit, period and source
needs        what to ask for, and whom, where figures or effects are missing
customer     what a customer is worth, what winning one costs, what a point of retention brings
baseline     gross profit without the programme, as a forecast
terms        assumptions, and products of them: the same for exact numbers and drawn ones
effects      from the benefits that the engagement states to products of registered assumptions
schedule     when costs and effects fall due
programme    all of these for the initiatives of one roadmap
worth        present values and payback
deductions   what is taken off because the same customers must not count twice
cash         money by quarter, the deepest point, tranches by gate
draws        thousands of drawn scenarios: ranges, what pays, what survives
survivors    what is left of the plan in one scenario once all is left out that lessens its worth there
tornado      which assumptions move the result most
initiative   the case of one initiative, with its sums in words
case         all of these in turn
record       what comes out
amounts      numbers and money as people write them
"""
