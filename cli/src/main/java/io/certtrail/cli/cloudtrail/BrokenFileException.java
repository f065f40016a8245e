package io.certtrail.cli.cloudtrail;

import java.io.IOException;

/** A file that is no CloudTrail log file: the message says where and what. */
final class BrokenFileException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenFileException(String message) {
        super(message);
    }
}
