package io.certtrail.domain.access;

import java.util.Locale;
import java.util.Optional;

/** What a credential turned out to be. */
public sealed interface Resolution {
    /** It is good now, and this is who acts. */
    record Known(Principal principal) implements Resolution {}

    /**
     * It opens nothing.
     *
     * @param detail what the caller is told: nothing that tells an unknown one from another's
     * @param whose whose it was, if it is one of this deployment: so that the refusal is recorded where it belongs
     */
    record Refused(Reason reason, String detail, Optional<Principal> whose) implements Resolution {
        /** One that nobody here gave out. */
        public static Refused unknown(String detail) {
            return new Refused(Reason.UNKNOWN, detail, Optional.empty());
        }
    }

    /** Why a credential opens nothing, as entries name it. */
    enum Reason {
        /** Nothing was shown. */
        MISSING,
        /** What was shown is no credential of any kind. */
        MALFORMED,
        /** Nobody here gave it out, or it says nothing that can be trusted. */
        UNKNOWN,
        EXPIRED,
        REVOKED,
        /** Its holder may not come in any more. */
        DISABLED;

        /** Lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Reason> parse(String text) {
            for (Reason reason : values()) {
                if (reason.text().equals(text)) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }
    }
}
