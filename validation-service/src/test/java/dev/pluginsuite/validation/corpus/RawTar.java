package dev.pluginsuite.validation.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayOutputStream;

/** A package written byte by byte, so that nothing corrects what is wrong on purpose. */
final class RawTar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static RawTar empty() {
    return new RawTar();
  }

  /** All that a package needs. */
  static RawTar good() {
    return empty()
        .file("manifest.json", Manifests.GOOD)
        .file("README.md", "# Supplier risk")
        .file("dist/index.js", "export default () => 42;\n");
  }

  RawTar file(String name, String content) {
    return add(RawHeader.file(name), content);
  }

  RawTar symlink(String name, String target) {
    return add(RawHeader.of('2', name).link(target));
  }

  RawTar hardLink(String name, String target) {
    return add(RawHeader.of('1', name).link(target));
  }

  RawTar folder(String name) {
    return add(RawHeader.of('5', name));
  }

  RawTar add(RawHeader header) {
    return raw(header.bytes());
  }

  /** The header gets the content's size. */
  RawTar add(RawHeader header, String content) {
    return addAsItIs(header.size(content.getBytes(UTF_8).length), content.getBytes(UTF_8));
  }

  /** What follows a header, whatever that says of it. */
  RawTar addAsItIs(RawHeader header, byte[] content) {
    return raw(header.bytes()).raw(content).raw(padding(content.length));
  }

  /** A pax header for the next entry. */
  RawTar pax(String... records) {
    return extended('x', String.join("", records));
  }

  /** Metadata of any kind: {@code x g L K}; each character one byte. */
  RawTar extended(char type, String content) {
    var metadata = content.getBytes(ISO_8859_1);
    return addAsItIs(RawHeader.of(type, "metadata").size(metadata.length), metadata);
  }

  /** A record of a pax header, with the length that it should have. */
  static String record(String key, String value) {
    var rest = " %s=%s\n".formatted(key, value);
    var length = rest.length() + 1;
    while (String.valueOf(length).length() + rest.length() != length) {
      length++;
    }
    return length + rest;
  }

  RawTar raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  byte[] withoutEnd() {
    return bytes.toByteArray();
  }

  byte[] tar() {
    return raw(new byte[2 * RawHeader.LENGTH]).withoutEnd();
  }

  byte[] packed() {
    return Mpk.gzip(tar());
  }

  private static byte[] padding(int length) {
    return new byte[Math.floorMod(-length, RawHeader.LENGTH)];
  }
}
