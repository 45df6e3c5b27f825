package dev.pluginsuite.validation.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entry.
 *
 * @param written as it is in the archive
 * @param path below the package; empty for the package itself
 * @param broken the first rule that it breaks
 */
record EntryName(String written, String path, @Nullable ArchiveRule broken) {
  static final int LONGEST = 512;
  private static final int LONGEST_SEGMENT = 255;
  private static final int DEEPEST = 32;
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:[/\\\\]|[A-Za-z]:).*", Pattern.DOTALL);

  // Also as a web server, or a disk that prefers other forms of characters, would read it.
  private static final Pattern PARENT =
      Pattern.compile(
          "(?:^|[/\\\\]|%2f|%5c)(?:\\.|%2e){2}(?:$|[/\\\\]|%2f|%5c)", Pattern.CASE_INSENSITIVE);

  // What Windows cannot store, and what shows another name than the one that is stored, or none;
  // the sign for what was no character might be a name that somebody read wrongly.
  private static final Pattern BAD_CHARACTER =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFD<>:\"|?*\\\\]");
  private static final Pattern PLAIN =
      Pattern.compile("(?:\\./)*(?:\\./?|(?!\\.?(?:/|$))[^/]+(?:/(?!\\.?(?:/|$))[^/]+)*/?)");
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[1-9¹²³])(?: *\\..*)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * @param raw one character for each byte
   */
  static EntryName of(String raw) {
    return decoded(raw)
        .map(EntryName::judged)
        .orElseGet(() -> new EntryName(raw, "", ArchiveRule.NAME_ENCODING));
  }

  /** The text, if the bytes are UTF-8. */
  static Optional<String> decoded(String raw) {
    try {
      var bytes = ByteBuffer.wrap(raw.getBytes(ISO_8859_1));
      return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static EntryName judged(String written) {
    var segments = written.split("/", -1);
    var path =
        Arrays.stream(segments)
            .filter(it -> !it.isEmpty() && !it.equals("."))
            .collect(Collectors.joining("/"));
    return new EntryName(written, path, broken(written, segments));
  }

  private static @Nullable ArchiveRule broken(String written, String[] segments) {
    if (isLong(written, segments)) {
      return ArchiveRule.NAME_LENGTH;
    }
    if (ABSOLUTE.matcher(written).matches()) {
      return ArchiveRule.ABSOLUTE_PATH;
    }
    if (PARENT.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC)).find()) {
      return ArchiveRule.PATH_TRAVERSAL;
    }
    if (BAD_CHARACTER.matcher(written).find()
        || Arrays.stream(segments).anyMatch(it -> DEVICE.matcher(it).matches())) {
      return ArchiveRule.NAME_CHARACTER;
    }
    if (!isPlain(written)) {
      return ArchiveRule.NAME_FORM;
    }
    return Arrays.stream(segments).anyMatch(EntryName::endsBadly) ? ArchiveRule.NAME_ENDING : null;
  }

  /** What tar writes: {@code ./} only in front, and one slash behind a folder. */
  private static boolean isPlain(String written) {
    return PLAIN.matcher(written).matches();
  }

  private static boolean isLong(String written, String[] segments) {
    return written.getBytes(UTF_8).length > LONGEST
        || segments.length > DEEPEST
        || Arrays.stream(segments).anyMatch(it -> it.getBytes(UTF_8).length > LONGEST_SEGMENT);
  }

  private static boolean endsBadly(String segment) {
    return segment.endsWith(" ") || (segment.endsWith(".") && !segment.equals("."));
  }
}
