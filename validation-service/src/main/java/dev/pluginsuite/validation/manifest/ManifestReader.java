package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pluginsuite.api.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a manifest so that everybody who reads it after us sees the same. */
public final class ManifestReader {
  public static final int MOST_BYTES = Manifest.MOST_BYTES;
  private static final int DEEPEST = 32;

  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A double would turn 1e999 into infinity.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  public ManifestReading read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return tooLong();
    }
    try {
      return parsed(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return unreadable("The manifest is not UTF-8.");
    }
  }

  public ManifestReading read(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES ? tooLong() : parsed(text);
  }

  private ManifestReading parsed(String text) {
    try {
      return judged(mapper.readTree(text));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where =
          at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
      return unreadable("The manifest is not JSON: " + e.getOriginalMessage() + where);
    }
  }

  private static ManifestReading judged(JsonNode json) {
    if (!json.isObject()) {
      return unreadable("The manifest is not a JSON object.");
    }
    return hasUnstorableText(json)
        ? unreadable("A text in the manifest has a NUL or half of a surrogate pair.")
        : new ManifestReading(json, null);
  }

  /** What no database and no other reader of JSON takes reliably (RFC 7493). */
  private static boolean hasUnstorableText(JsonNode node) {
    return (node.isTextual() && isUnstorable(node.textValue()))
        || node.propertyStream().anyMatch(it -> isUnstorable(it.getKey()))
        || node.valueStream().anyMatch(ManifestReader::hasUnstorableText);
  }

  private static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(it -> it == 0 || Character.getType(it) == Character.SURROGATE);
  }

  private static ManifestReading tooLong() {
    return unreadable("The manifest has more than %,d bytes.".formatted(MOST_BYTES));
  }

  private static ManifestReading unreadable(String problem) {
    return new ManifestReading(MissingNode.getInstance(), problem);
  }
}
