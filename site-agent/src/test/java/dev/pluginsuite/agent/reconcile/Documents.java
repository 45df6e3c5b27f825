package dev.pluginsuite.agent.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.agent.disk.Tarball;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Desired states in a few words. */
public final class Documents {
  private static final Map<String, byte[]> CONTENTS = new ConcurrentHashMap<>();

  private Documents() {}

  public static DesiredState generation(long generation, DesiredState.Plugin... plugins) {
    return new DesiredState("site-1", generation, List.of(plugins));
  }

  public static DesiredState.Plugin active(String pluginId, String version, String... requires) {
    var content = content(pluginId, version);
    return new DesiredState.Plugin(
        id(pluginId + version),
        1,
        id("plan of " + pluginId + version),
        pluginId,
        Action.ACTIVE,
        new DesiredState.PackageRef(
            id("package of " + pluginId + version),
            version,
            sha256(content),
            content.length,
            "/content/" + pluginId,
            "/attestation/" + pluginId),
        List.of(requires),
        Map.of(),
        List.of());
  }

  public static DesiredState.Plugin installed(String pluginId, String version) {
    return with(active(pluginId, version), Action.INSTALLED);
  }

  public static DesiredState.Plugin with(DesiredState.Plugin it, Action action) {
    return new DesiredState.Plugin(
        it.installationId(),
        it.generation(),
        it.planId(),
        it.pluginId(),
        action,
        it.packageRef(),
        it.requires(),
        it.configuration(),
        it.secretRefs());
  }

  public static DesiredState.Plugin with(
      DesiredState.Plugin it, Map<String, Object> configuration) {
    return new DesiredState.Plugin(
        it.installationId(),
        it.generation(),
        it.planId(),
        it.pluginId(),
        it.action(),
        it.packageRef(),
        it.requires(),
        configuration,
        it.secretRefs());
  }

  public static DesiredState.Plugin with(
      DesiredState.Plugin it, long generation, List<String> secrets) {
    return new DesiredState.Plugin(
        it.installationId(),
        generation,
        it.planId(),
        it.pluginId(),
        it.action(),
        it.packageRef(),
        it.requires(),
        it.configuration(),
        secrets.stream()
            .map(name -> new DesiredState.SecretRef(name, id(name + generation), generation))
            .toList());
  }

  public static DesiredState.Plugin with(
      DesiredState.Plugin it, DesiredState.PackageRef packageRef) {
    return new DesiredState.Plugin(
        it.installationId(),
        it.generation(),
        it.planId(),
        it.pluginId(),
        it.action(),
        packageRef,
        it.requires(),
        it.configuration(),
        it.secretRefs());
  }

  public static byte[] content(String pluginId, String version) {
    return CONTENTS.computeIfAbsent(pluginId + " " + version, it -> make(pluginId, version));
  }

  private static byte[] make(String pluginId, String version) {
    return new Tarball()
        .file("manifest.json", "{\"id\":\"%s\",\"version\":\"%s\"}".formatted(pluginId, version))
        .folder("lib")
        .file("lib/main.js", "exports.version = '" + version + "';")
        .bytes();
  }

  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
