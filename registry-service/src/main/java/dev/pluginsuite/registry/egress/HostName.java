package dev.pluginsuite.registry.egress;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL in the one way we read it: a name, a dotted decimal address or an IPv6 address.
 * Other ways to write an address (octal, hexadecimal, one number) are read differently by different
 * programs and refused.
 */
final class HostName {
  private static final int LONGEST = 253;
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:]*(?::" + IPV4 + ")?]");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  /** The last label has a letter first, or it could be read as a number. */
  private static final Pattern NAME =
      Pattern.compile("(?:" + LABEL + "\\.){0,126}+(?=[a-z])" + LABEL);

  private HostName() {}

  static String of(URI url) {
    var host = url.getHost();
    var read = host == null ? null : read(host.toLowerCase(Locale.ROOT));
    if (read == null) {
      throw new EgressException(
          Kind.REFUSED,
          "The URL has no host that is a name (international ones as xn--…) or a plain address.");
    }
    return read;
  }

  private static @Nullable String read(String host) {
    if (host.length() > LONGEST) {
      return null;
    }
    if (IPV6.matcher(host).matches()) {
      return host.substring(1, host.length() - 1);
    }
    // The root's dot says nothing more, and certificates do not have it.
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    var known = IPV4.matcher(name).matches() || NAME.matcher(name).matches();
    return known ? name : null;
  }
}
