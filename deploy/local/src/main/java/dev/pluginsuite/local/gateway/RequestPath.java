package dev.pluginsuite.local.gateway;

import java.util.Arrays;

/**
 * The one spelling of a request's path. The gateway and the service behind it must read a path
 * alike; what servers read differently is refused instead of guessed.
 */
final class RequestPath {
  private static final String UNRESERVED = "-._~";

  private RequestPath() {}

  /** Decodes what needs no encoding (RFC 3986, 6.2.2.2), and nothing else. */
  static String normalise(String raw) {
    var path = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        path.append(decoded(raw, i));
        i += 2;
      } else {
        path.append(plain(c));
      }
    }
    return checked(path.toString());
  }

  private static String decoded(String raw, int at) {
    if (at + 2 >= raw.length() || !isHex(raw.charAt(at + 1)) || !isHex(raw.charAt(at + 2))) {
      throw refused("has a '%' that no two hex digits follow");
    }
    char c = (char) Integer.parseInt(raw, at + 1, at + 3, 16);
    if (c == '/' || c == '\\') {
      throw refused("has an encoded slash");
    }
    if (c < ' ' || c == 127) {
      throw refused("has an encoded control character");
    }
    return isUnreserved(c) ? String.valueOf(c) : raw.substring(at, at + 3);
  }

  private static char plain(char c) {
    if (c == '\\' || c <= ' ' || c >= 127) {
      throw refused("has a character that must be encoded");
    }
    return c;
  }

  private static String checked(String path) {
    if (!path.startsWith("/")) {
      throw refused("does not start with '/'");
    }
    if (path.contains("//")) {
      throw refused("has an empty segment");
    }
    // Some servers cut a segment at its semicolon before they match it.
    if (path.indexOf(';') >= 0 || path.contains("%3B") || path.contains("%3b")) {
      throw refused("has a semicolon");
    }
    if (Arrays.stream(path.split("/")).anyMatch(it -> it.equals(".") || it.equals(".."))) {
      throw refused("has a '.' or '..' segment");
    }
    return path;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private static boolean isUnreserved(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
  }

  private static Refusal refused(String why) {
    return GatewayProblem.AMBIGUOUS_PATH.because("The path " + why + ".");
  }
}
