package io.sluice.cases;

/** What an operator decided, why, and who it was. */
record Resolution(CaseDecision decision, String reason, String who) {}
