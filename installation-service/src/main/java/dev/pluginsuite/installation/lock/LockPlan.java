package dev.pluginsuite.installation.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.installation.installation.Arrangement;
import dev.pluginsuite.installation.seat.Claim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done for a site to have what a lock holds.
 *
 * @param fresh packages that the site does not have yet
 * @param claims what needs a licence: all that comes, and all that is started
 */
record LockPlan(List<Step> steps, Arrangement arrangement, Set<UUID> fresh, List<Claim> claims) {

  static final LockPlan NONE =
      new LockPlan(List.of(), new Arrangement(List.of()), Set.of(), List.of());

  /** What becomes of a plugin. */
  enum Action {
    INSTALL,
    UPGRADE,
    DOWNGRADE,
    CHANGE,
    KEEP,
    REMOVE
  }

  /**
   * One plugin.
   *
   * @param from the version that is there; absent if there is none
   * @param to absent of what is removed
   * @param active whether it runs afterwards
   * @param requested whether it stays when nothing needs it
   * @param configured whether its configuration changes; absent of what is removed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      Action action,
      UUID packageId,
      String pluginId,
      @Nullable String from,
      @Nullable String to,
      boolean active,
      boolean requested,
      boolean configured) {

    private String canonical() {
      return "%s|%s|%s|%s|%s|%s|%s|%s"
          .formatted(
              action,
              packageId,
              pluginId,
              from == null ? "" : from,
              to == null ? "" : to,
              active,
              requested,
              configured);
    }
  }

  boolean changesNothing() {
    return steps.stream().allMatch(it -> it.action() == Action.KEEP);
  }

  /** SHA-256 of all that the plan does: whoever names it gets exactly this plan. */
  String hash() {
    var canonical = steps.stream().map(Step::canonical).collect(Collectors.joining("\n"));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
