package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/** JSON and YAML of strangers as a tree. A few bytes can become a large node, so nodes count. */
final class Trees {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(200).maxTokenCount(400_000).build();
  private static final JsonMapper JSON =
      new JsonMapper(JsonFactory.builder().streamReadConstraints(LIMITS).build());
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().loaderOptions(ofOurSize()).streamReadConstraints(LIMITS).build());

  private Trees() {}

  /**
   * @throws IOException if it is no object, or too much of one
   */
  static JsonNode json(byte[] bytes) throws IOException {
    return object(JSON, bytes);
  }

  /**
   * @throws IOException if it is no object, or too much of one
   */
  static JsonNode yaml(byte[] bytes) throws IOException {
    return object(YAML, bytes);
  }

  private static JsonNode object(ObjectMapper mapper, byte[] bytes) throws IOException {
    var parsed = mapper.readTree(bytes);
    if (parsed == null || !parsed.isObject()) {
      throw new IOException("No object");
    }
    return parsed;
  }

  /** The parser's own limits, but for the size: that of the file was looked at before. */
  private static LoaderOptions ofOurSize() {
    var options = new LoaderOptions();
    options.setCodePointLimit(LockFiles.LARGEST);
    return options;
  }
}
