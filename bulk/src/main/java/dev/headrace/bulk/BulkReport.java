package dev.headrace.bulk;

import java.time.Duration;

/**
 * What a bulk run did.
 *
 * @param complete whether the whole input is done; false if the run was asked to stop
 * @param rows rows done, in all starts of the run, failed ones included
 * @param failed how many of them failed
 * @param rowsBefore rows that earlier starts had done
 * @param elapsed how long this start took
 */
public record BulkReport(
    boolean complete, long rows, long failed, long rowsBefore, Duration elapsed) {}
