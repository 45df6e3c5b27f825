package dev.pluginsuite.installation.licence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a licence: 29 random symbols of five bits and one that gives typos away. Whoever logs
 * it by accident logs the mask.
 */
public final class LicenceKey {
  /** Without I, L, O and U, which people take for others. */
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 30;
  private static final int GROUP = 5;

  /** With it 130 random bits stay hidden. */
  private static final int SHOWN = 3;

  private static final Pattern SEPARATORS = Pattern.compile("[-\\s]");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String symbols;

  private LicenceKey(String symbols) {
    this.symbols = symbols;
  }

  static LicenceKey random() {
    var symbols = new StringBuilder(LENGTH);
    while (symbols.length() < LENGTH - 1) {
      symbols.append(SYMBOLS.charAt(RANDOM.nextInt(SYMBOLS.length())));
    }
    // What makes the sum of all thirty nothing.
    return new LicenceKey(symbols.append(SYMBOLS.charAt(times(sum(symbols)))).toString());
  }

  /** Empty if it cannot be a key, because somebody mistyped it. */
  public static Optional<LicenceKey> parse(String text) {
    var symbols =
        SEPARATORS
            .matcher(text.toUpperCase(Locale.ROOT))
            .replaceAll("")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return symbols.length() == LENGTH
            && symbols.chars().allMatch(it -> SYMBOLS.indexOf(it) >= 0)
            && sum(symbols) == 0
        ? Optional.of(new LicenceKey(symbols))
        : Optional.empty();
  }

  /**
   * A polynomial over the field of 32 elements, at an element of order 31: with at most 31 symbols
   * every wrong one and every two that changed places are found.
   */
  private static int sum(CharSequence symbols) {
    return symbols.chars().map(SYMBOLS::indexOf).reduce(0, (sum, next) -> times(sum) ^ next);
  }

  private static int times(int element) {
    var doubled = element << 1;
    return (doubled & 32) == 0 ? doubled : doubled ^ 0b100101;
  }

  /** In full, for the one who is given it. */
  String text() {
    return grouped(symbols);
  }

  /** It is random in full: there is nothing that a slow hash would have to protect. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(symbols.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String masked() {
    return grouped("*".repeat(LENGTH - SHOWN) + symbols.substring(LENGTH - SHOWN));
  }

  private static String grouped(String symbols) {
    return symbols.replaceAll("(.{%d})(?!$)".formatted(GROUP), "$1-");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LicenceKey it && it.symbols.equals(symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
