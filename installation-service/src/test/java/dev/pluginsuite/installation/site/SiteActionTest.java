package dev.pluginsuite.installation.site;

import static dev.pluginsuite.api.installation.SiteStatus.ACTIVE;
import static dev.pluginsuite.api.installation.SiteStatus.OFFBOARDED;
import static dev.pluginsuite.api.installation.SiteStatus.OFFBOARDING;
import static dev.pluginsuite.api.installation.SiteStatus.PROVISIONING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.SiteStatus;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteActionTest {
  /** Every action, and what becomes of a site in each state where it is possible. */
  private static final Map<SiteAction, Map<SiteStatus, SiteStatus>> DRAWN =
      Map.of(
          SiteAction.ACTIVATE,
          Map.of(PROVISIONING, ACTIVE),
          SiteAction.DESCRIBE,
          Map.of(PROVISIONING, PROVISIONING, ACTIVE, ACTIVE),
          SiteAction.ENROL,
          Map.of(PROVISIONING, PROVISIONING, ACTIVE, ACTIVE),
          SiteAction.ROTATE,
          Map.of(ACTIVE, ACTIVE),
          SiteAction.CHANGE_PLUGINS,
          Map.of(ACTIVE, ACTIVE),
          SiteAction.OFFBOARD,
          Map.of(PROVISIONING, OFFBOARDING, ACTIVE, OFFBOARDING, OFFBOARDING, OFFBOARDING),
          SiteAction.CLOSE,
          Map.of(OFFBOARDING, OFFBOARDED));

  @Test
  void every_action_is_possible_where_it_is_drawn_and_nowhere_else() {
    var found = new EnumMap<SiteAction, Map<SiteStatus, SiteStatus>>(SiteAction.class);

    for (var action : SiteAction.values()) {
      var after = new EnumMap<SiteStatus, SiteStatus>(SiteStatus.class);
      for (var status : SiteStatus.values()) {
        if (action.isPossible(status)) {
          after.put(status, action.after(status));
        }
      }
      found.put(action, after);
    }

    assertThat(found).isEqualTo(DRAWN);
  }
}
