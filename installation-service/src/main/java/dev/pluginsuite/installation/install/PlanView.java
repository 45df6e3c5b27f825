package dev.pluginsuite.installation.install;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.installation.configuration.SchemaChange;
import dev.pluginsuite.installation.resolution.Plan;
import dev.pluginsuite.installation.seat.SeatOutlook;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an installation or an upgrade would do.
 *
 * @param configurationChanges by plugin id, what becomes of the configuration of each that is
 *     upgraded
 * @param licences which licence would be used for each package that needs one, or why none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
    String siteId,
    String planHash,
    List<Plan.Step> steps,
    @Nullable Map<String, SchemaChange> configurationChanges,
    @Nullable List<SeatOutlook> licences) {

  static PlanView of(Order order, Planned planned) {
    return of(order, planned, List.of());
  }

  static PlanView of(Order order, Planned planned, List<SeatOutlook> licences) {
    var changes = planned.schemaChanges(order);
    return new PlanView(
        planned.siteId(),
        planned.plan().hash(),
        planned.plan().steps(),
        changes.isEmpty() ? null : changes,
        licences.isEmpty() ? null : licences);
  }
}
