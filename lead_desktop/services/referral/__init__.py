"""From a referral at the door to a place on the caseload."""
