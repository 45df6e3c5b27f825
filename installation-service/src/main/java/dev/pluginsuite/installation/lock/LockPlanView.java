package dev.pluginsuite.installation.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.installation.seat.SeatOutlook;
import java.util.List;

/**
 * What applying a lock does, or did.
 *
 * @param contentHash of the lock
 * @param steps what is needed before what needs it; what goes comes last
 * @param licences which licence is used for each package that needs one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LockPlanView(
    String siteId,
    String contentHash,
    String planHash,
    List<LockPlan.Step> steps,
    List<SeatOutlook> licences) {}
