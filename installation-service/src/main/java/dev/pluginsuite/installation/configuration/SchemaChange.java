package dev.pluginsuite.installation.configuration;

import dev.pluginsuite.api.manifest.ConfigurationProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What an upgrade means for a plugin's configuration.
 *
 * @param risk the highest of its differences
 */
public record SchemaChange(Risk risk, List<Difference> differences) {

  /** How sure it is that the plugin goes on as it was configured. */
  public enum Risk {
    SAFE,
    /** The same words may mean something else now. */
    UNKNOWN,
    /** Something has to be given anew, or is lost. */
    BREAKING
  }

  /**
   * One property.
   *
   * @param what the end of a sentence about it
   */
  public record Difference(String property, Risk risk, String what) {}

  /**
   * @param kept the configuration of the earlier version
   * @param given what is configured anew
   */
  public static SchemaChange between(
      Map<String, ConfigurationProperty> before,
      Map<String, ConfigurationProperty> after,
      Map<String, Object> kept,
      Map<String, Object> given) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    var differences = new ArrayList<Difference>();
    for (var name : names) {
      var old = before.get(name);
      var next = after.get(name);
      var has = kept.containsKey(name) || given.containsKey(name);
      if (old == null) {
        differences.add(added(name, Objects.requireNonNull(next), has));
      } else if (next == null) {
        differences.add(removed(name, kept.containsKey(name)));
      } else {
        differences.addAll(changed(name, old, next, has, given.containsKey(name)));
      }
    }
    var risk = differences.stream().map(Difference::risk).max(Risk::compareTo).orElse(Risk.SAFE);
    return new SchemaChange(risk, List.copyOf(differences));
  }

  private static Difference added(String name, ConfigurationProperty next, boolean has) {
    return next.required() && next.defaultValue() == null && !has
        ? new Difference(name, Risk.BREAKING, "is new and has to be given")
        : new Difference(name, Risk.SAFE, "is new");
  }

  private static Difference removed(String name, boolean isSet) {
    return isSet
        ? new Difference(name, Risk.BREAKING, "is gone, and its value with it")
        : new Difference(name, Risk.SAFE, "is gone");
  }

  private static List<Difference> changed(
      String name,
      ConfigurationProperty old,
      ConfigurationProperty next,
      boolean has,
      boolean isGiven) {
    var differences = new ArrayList<Difference>();
    if (!old.type().equals(next.type())) {
      var what = "is of type %s now and was of type %s".formatted(next.type(), old.type());
      differences.add(new Difference(name, isGiven ? Risk.SAFE : Risk.BREAKING, what));
    }
    if (next.required() && !old.required() && next.defaultValue() == null) {
      differences.add(
          new Difference(name, has ? Risk.SAFE : Risk.BREAKING, "has to be given from now on"));
    }
    if (old.secret() != next.secret()) {
      differences.add(
          new Difference(
              name, Risk.UNKNOWN, next.secret() ? "is a secret now" : "is no secret any more"));
    }
    if (!Objects.equals(old.defaultValue(), next.defaultValue())) {
      differences.add(
          new Difference(name, Risk.UNKNOWN, "has another default; the value it has stays"));
    }
    return differences;
  }
}
