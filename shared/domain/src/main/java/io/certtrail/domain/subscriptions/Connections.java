package io.certtrail.domain.subscriptions;

import java.util.List;

/** Tries to reach accounts. Safe for use by several threads. */
@FunctionalInterface
public interface Connections {
    /**
     * Assumes the role of an account with its external id, sees that it can't be assumed without, and makes the cheapest
     * call that reads of each service in each region. Changes nothing there; takes at most 22 s.
     *
     * @return the steps in their order, one of them at least; a failure is one of them, not an exception
     */
    List<ConnectionStep> test(AwsAccount account);
}
