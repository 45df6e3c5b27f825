package dev.pluginsuite.validation.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of a pax header that change what an entry is; times and owners are of no interest.
 */
record PaxRecords(Map<String, String> values) {
  private static final int LONGEST_LENGTH = 7;
  private static final Pattern SPARSE =
      Pattern.compile("GNU\\.sparse.*|SCHILY\\.(?:filetype|realsize)");
  private static final Set<String> TIMES =
      Set.of("mtime", "atime", "ctime", "LIBARCHIVE.creationtime");
  private static final Pattern TIME = Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,19})?");
  private static final Set<String> NUMBERS =
      Set.of("uid", "gid", "SCHILY.devmajor", "SCHILY.devminor");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern PRIVILEGE = Pattern.compile(".*xattr\\.security\\.capability");

  static PaxRecords of(byte[] content) throws ArchiveFault {
    var values = new HashMap<String, String>();
    var at = 0;
    while (at < content.length) {
      var end = at + length(content, at);
      var start = indexOf(' ', content, at, end) + 1;
      var equals = indexOf('=', content, start, end);
      if (end > content.length || content[end - 1] != '\n') {
        throw malformed("A pax record has a wrong length.");
      }
      var key = new String(content, start, equals - start, ISO_8859_1);
      var value = new String(content, equals + 1, end - equals - 2, ISO_8859_1);
      if (values.put(key, value) != null) {
        throw malformed("A pax record is there twice.");
      }
      at = end;
    }
    if (values.entrySet().stream().anyMatch(PaxRecords::isNoNumber)) {
      throw malformed("A pax record of a time, an owner or a device is no number.");
    }
    refuse(values, SPARSE, ArchiveRule.SPECIAL_FILE, "The archive has a sparse file.");
    refuse(values, PRIVILEGE, ArchiveRule.SETUID, "An entry has capabilities, as good as setuid.");
    return new PaxRecords(values);
  }

  @Nullable String path() {
    return values.get("path");
  }

  @Nullable String linkPath() {
    return values.get("linkpath");
  }

  /** Whether it says another size than the header: which one a reader takes is anybody's guess. */
  boolean contradicts(TarHeader header) {
    var size = values.get("size");
    return size != null && !size.equals(Long.toString(header.size()));
  }

  /** Whether it says what only one entry can be. */
  boolean namesAnEntry() {
    return values.containsKey("path")
        || values.containsKey("linkpath")
        || values.containsKey("size");
  }

  /** They are of no interest here, but other readers stop at bad ones. */
  private static boolean isNoNumber(Map.Entry<String, String> it) {
    return (TIMES.contains(it.getKey()) && !TIME.matcher(it.getValue()).matches())
        || (NUMBERS.contains(it.getKey()) && !NUMBER.matcher(it.getValue()).matches());
  }

  private static void refuse(
      Map<String, String> values, Pattern key, ArchiveRule rule, String message)
      throws ArchiveFault {
    if (values.keySet().stream().anyMatch(key.asMatchPredicate())) {
      throw new ArchiveFault(rule, message);
    }
  }

  private static int length(byte[] content, int at) throws ArchiveFault {
    var length = 0;
    for (var i = at; i < content.length && i < at + LONGEST_LENGTH; i++) {
      if (content[i] == ' ' && length > 4) {
        return length;
      }
      if (content[i] < '0' || content[i] > '9') {
        break;
      }
      length = length * 10 + content[i] - '0';
    }
    throw malformed("A pax record has no length.");
  }

  private static int indexOf(char wanted, byte[] content, int from, int to) throws ArchiveFault {
    for (var i = from; i < to && i < content.length; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    throw malformed("A pax record is not a name and a value.");
  }

  private static ArchiveFault malformed(String message) {
    return new ArchiveFault(ArchiveRule.MALFORMED, message);
  }
}
