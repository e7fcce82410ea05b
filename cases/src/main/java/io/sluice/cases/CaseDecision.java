package io.sluice.cases;

/** What an operator may decide about a case; the kind's {@link Resolves} says what it means. */
public enum CaseDecision {
    APPROVE,
    REFUSE,
    CLOSE
}
