package dev.pluginsuite.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A plugin with 10 MiB of package: always the same one, of text and pictures. */
final class SamplePlugin {
  static final String ID = "supplier-risk";
  static final String VERSION = "1.2.0";
  static final int PACKED_BYTES = 10 << 20;
  private static final int FILE_BYTES = 40_000;
  private static final int BLOCK = 512;
  private static final List<String> WORDS =
      List.of(
          "const supplier",
          "return rate(",
          "await fetch(",
          "if (order",
          "} else {",
          "export function ",
          "deliveries.filter(it => it",
          "import { table } from './",
          "throw new Error('late",
          "// see ",
          "Math.max(",
          "new Map(",
          "this.state.",
          "document.querySelector('#row");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final String MANIFEST =
      """
      {
        "id": "supplier-risk",
        "name": "Supplier risk",
        "version": "1.2.0",
        "author": "Group IT",
        "apiVersion": "1.0.0",
        "description": "Rates suppliers by what they delivered late.",
        "license": "Apache-2.0",
        "licenseType": "SITE",
        "mesVersion": ">=4.0.0,<6.0.0",
        "permissions": ["work_orders:write", "materials:read", "quality:read", "reports:write"],
        "hooks": [
          "material.afterCreate",
          "report.generate",
          {"point": "quality.validateMetrics", "handler": "rate", "priority": 10},
          {"point": "workOrder.beforeCreate", "handler": "check", "timeout": 2000}
        ],
        "dependencies": {"supplier-db": "^2.0.0", "data-sync": ">=1.5.0,<3.0.0"},
        "configuration": {
          "url": {"type": "string", "required": true, "description": "Of the service."},
          "limit": {"type": "number", "default": 0.5},
          "enabled": {"type": "boolean", "default": false},
          "key": {"type": "string", "secret": true}
        },
        "main": "dist/0.js"
      }
      """;

  private final Random random = new Random(79);
  private final byte[] packed;
  private int files;
  private long unpackedBytes;

  SamplePlugin() throws IOException {
    var bytes = new ByteArrayOutputStream(PACKED_BYTES + FILE_BYTES);
    try (var gzip = new GZIPOutputStream(bytes, 8192, true)) {
      add(gzip, "manifest.json", manifestBytes());
      add(gzip, "README.md", "# Supplier risk\n".getBytes(UTF_8));
      for (var i = 0; bytes.size() < PACKED_BYTES; i++) {
        // Each eighth is a picture, which is as good as noise.
        add(gzip, "dist/%d.%s".formatted(i, i % 8 == 7 ? "png" : "js"), content(i % 8 == 7));
        gzip.flush();
      }
      gzip.write(new byte[2 * BLOCK]);
    }
    packed = bytes.toByteArray();
  }

  String manifest() {
    return MANIFEST;
  }

  byte[] manifestBytes() {
    return MANIFEST.getBytes(UTF_8);
  }

  /** Shared: nobody may write into it. */
  byte[] packed() {
    return packed;
  }

  int files() {
    return files;
  }

  long unpackedBytes() {
    return unpackedBytes;
  }

  String sha256() {
    return HexFormat.of().formatHex(digest().digest(packed));
  }

  /** What nobody who checks a package can do without, and nothing else. */
  void unpackAndHash() throws IOException {
    var digest = digest();
    var buffer = new byte[8192];
    var unpacked = 0L;
    try (var in =
        new GZIPInputStream(
            new DigestInputStream(new ByteArrayInputStream(packed), digest), buffer.length)) {
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        unpacked += read;
      }
    }
    if (unpacked < unpackedBytes || digest.digest().length == 0) {
      throw new IllegalStateException("Something else was measured.");
    }
  }

  private void add(OutputStream out, String name, byte[] content) throws IOException {
    files++;
    unpackedBytes += content.length;
    out.write(header(name, content.length));
    out.write(content);
    out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
  }

  private static byte[] header(String name, int size) {
    var header = new byte[BLOCK];
    write(header, 0, name);
    write(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    write(header, 124, "%011o\0".formatted(size) + "00000000000\0" + " ".repeat(8) + "0");
    write(header, 257, "ustar\00000");
    var sum = IntStream.range(0, BLOCK).map(i -> header[i]).sum();
    write(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void write(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }

  private byte[] content(boolean isPicture) {
    var content = new byte[FILE_BYTES];
    if (isPicture) {
      random.nextBytes(content);
      System.arraycopy(PNG, 0, content, 0, PNG.length);
      return content;
    }
    var text = new StringBuilder(FILE_BYTES + 100);
    while (text.length() < FILE_BYTES) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(1000)).append(' ');
      text.append(random.nextInt(6) == 0 ? ";\n" : "");
    }
    return text.substring(0, FILE_BYTES).getBytes(US_ASCII);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
