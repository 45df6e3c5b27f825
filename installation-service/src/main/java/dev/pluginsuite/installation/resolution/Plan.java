package dev.pluginsuite.installation.resolution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is done, in this order: what is needed comes before what needs it. */
public record Plan(List<Step> steps) {

  /** What becomes of a plugin. */
  public enum Action {
    INSTALL,
    UPGRADE,
    KEEP
  }

  /**
   * One plugin of the plan.
   *
   * @param from the installed version; null if there is none
   * @param why for people
   */
  public record Step(
      Action action,
      UUID packageId,
      String pluginId,
      @Nullable String from,
      String to,
      String why) {

    private String canonical() {
      return "%s|%s|%s|%s|%s".formatted(action, packageId, pluginId, from == null ? "" : from, to);
    }
  }

  /** What is not there yet. */
  public List<Step> changes() {
    return steps.stream().filter(it -> it.action() != Action.KEEP).toList();
  }

  /** SHA-256 of all that the plan does: whoever names it gets exactly this plan. */
  public String hash() {
    var canonical = steps.stream().map(Step::canonical).collect(Collectors.joining("\n"));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
