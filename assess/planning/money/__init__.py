"""What the programme costs and earns, so that a finance director can follow every number: pure and exact.

ledger       the engagement's figures as numbers with unit, period and source
needs        what to ask for, and whom, where figures or effects are missing
customer     what a customer is worth, what winning one costs, what a point of retention brings
baseline     gross profit without the programme, as a forecast
terms        assumptions, and products of them: the same for exact numbers and for drawn ones
effects      from the benefits that the engagement states to products over the roadmap's quarters
worth        yearly effects with their deductions, present values, payback
cash         money by quarter, the deepest point, tranches by gate
draws        thousands of drawn scenarios: ranges, what pays, what survives
tornado      which assumptions move the result most
initiative   the case of one initiative, with its sums in words
case         all of these in turn
record       what comes out
amounts      numbers and money as people write them
"""
