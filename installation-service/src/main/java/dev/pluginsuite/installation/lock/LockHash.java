package dev.pluginsuite.installation.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.lock.SiteLock.LockedPlugin;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of what a lock holds, whatever the order of its members. */
@ApplicationScoped
class LockHash {
  private final ObjectWriter json;

  LockHash(ObjectMapper json) {
    this.json = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  private record Content(int lockVersion, List<LockedPlugin> plugins) {}

  String of(SiteLock lock) {
    var sorted =
        lock.plugins().stream().sorted(Comparator.comparing(LockedPlugin::pluginId)).toList();
    try {
      var content = json.writeValueAsBytes(new Content(lock.lockVersion(), sorted));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("A lock cannot be hashed", e);
    }
  }

  /** Refuses a lock of another format, and one that was changed after it was taken. */
  void check(SiteLock lock) {
    if (lock.lockVersion() != SiteLock.VERSION) {
      throw refused("lock.lockVersion", "has to be %d".formatted(SiteLock.VERSION));
    }
    var ids = lock.plugins().stream().map(LockedPlugin::pluginId).toList();
    if (ids.stream().distinct().count() != ids.size()) {
      throw refused("lock.plugins", "must not have a plugin twice");
    }
    if (!lock.plugins().stream().allMatch(it -> SemVer.parse(it.version()).isPresent())) {
      throw refused("lock.plugins", "must have semantic versions only");
    }
    if (!of(lock).equals(lock.contentHash())) {
      throw refused("lock.contentHash", "is not of these plugins; take the lock again");
    }
  }

  private static RuntimeException refused(String field, String message) {
    return InstallationProblem.INVALID_LOCK.because(
        "This is no lock as it was taken from a site.", List.of(new FieldError(field, message)));
  }
}
